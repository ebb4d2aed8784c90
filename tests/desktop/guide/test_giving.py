"""A real window, a real vault and real guides: which parts are printed, and what is kept."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, PREPARE
from clinic_aid.desktop.system import dialogs
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.guide_parts import Part
from clinic_aid.domain.records import Guide
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import OpenWindow, PrintQueue

Opened = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def answers(target: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "may_be_lost", lambda *_, **__: True)
    monkeypatch.setattr(dialogs, "may_print_with_gaps", lambda *_: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))


@pytest.fixture
def opened(
    qtbot: QtBot,
    open_window: OpenWindow,
    open_vault: Vault,
    vault_services: Services,
    minimal_tree: dict[str, Any],
) -> Opened:
    """Give what opens the Guide step of somebody, with these entries more."""

    def opened(**more: object) -> MainWindow:
        patient = {**minimal_tree["patient"], **more.pop("patient", {})}  # type: ignore[dict-item]
        tree = {**minimal_tree, "patient": patient, **more}
        window = open_window(tree, vault=open_vault, work_with=vault_services)
        made(qtbot, window)
        window.turn_to(GUIDE)
        return window

    return opened


def made(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=60_000)


def ticked(window: MainWindow) -> list[Part]:
    cards = window.preview.parts.cards
    return [part for part, card in cards.items() if card.tick.isChecked()]


def printed(window: MainWindow) -> list[Part]:
    pdf = window.guide._pdf
    assert pdf is not None
    return [one.part for one in pdf.parts]


def wished(window: MainWindow) -> tuple[Part, ...] | None:
    return window.guide._wish.parts


def tick(qtbot: QtBot, window: MainWindow, *parts: Part) -> None:
    for part in parts:
        window.preview.parts.cards[part].tick.click()
    assert window.preview.state == "updating"
    made(qtbot, window)


def kept(window: MainWindow) -> tuple[Guide, ...]:
    key = window.vault_session.autosave.key
    assert key is not None
    return window.vault_session.vault.records.load(key).guides


def test_the_guide_follows_the_ticks(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    assert ticked(window) == ["plan", "facts"]

    tick(qtbot, window, "plan", "gp")

    assert printed(window) == ["facts", "gp"]
    pages = sum(one.pages for one in window.guide._pdf.parts) if window.guide._pdf else 0
    assert window.preview.panel.print.accessibleName() == f"Print {pages} pages"
    # What was just added is in view.
    assert window.preview.card.title.text() == "For your doctor"


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(960, 540)])
def test_the_parts_are_in_view_beside_the_pages_and_beside_the_form_they_are_not(
    opened: Opened, size: QSize
) -> None:
    window = opened()
    window.resize(size)
    QApplication.processEvents()
    preview = window.preview
    assert all(card.isVisible() for card in preview.parts.cards.values())
    assert preview.panel.save.visibleRegion().boundingRect() == preview.panel.save.rect()

    preview.card.large.click()
    assert not preview.parts.isVisible()
    assert not preview.panel.isVisible()
    preview.card.large.click()
    window.turn_to(PREPARE)
    assert not preview.parts.isVisible()


def test_a_choice_of_what_is_needed_is_none_and_follows_what_is_decided(
    qtbot: QtBot, opened: Opened
) -> None:
    window = opened()
    tick(qtbot, window, "gp")
    assert wished(window) == ("plan", "facts", "gp")

    tick(qtbot, window, "gp")
    assert wished(window) is None
    window.session.put("decision", "go-ahead")
    made(qtbot, window)
    assert printed(window) == ["fridge", "plan", "facts"]


def test_a_choice_that_has_nothing_to_say_any_more_keeps_no_guide_from_being_made(
    qtbot: QtBot, opened: Opened
) -> None:
    window = opened()
    tick(qtbot, window, "facts", "gp")
    assert printed(window) == ["plan", "gp"]

    window.session.put("decision", "no")
    made(qtbot, window)

    assert printed(window) == ["gp"]
    assert not window.preview.parts.cards["plan"].tick.isEnabled()


def test_facts_that_were_given_are_left_out_next_time_and_can_be_ticked_again(
    qtbot: QtBot, opened: Opened
) -> None:
    window = opened(decision="go-ahead")
    window.preview.panel.save.click()
    assert ticked(window) == ["fridge", "plan", "facts"]

    window.session.put("notes_for_patient", "Bring your list of medicines.")
    made(qtbot, window)

    assert printed(window) == ["fridge", "plan"]
    card = window.preview.parts.cards["facts"]
    assert card.reason.text() == "Given on 21 November 2026, unchanged since"
    assert window.preview.older.isVisible()
    tick(qtbot, window, "facts")
    assert printed(window) == ["fridge", "plan", "facts"]


def test_facts_that_were_taken_back_are_printed_again(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    window.preview.panel.save.click()
    (guide,) = kept(window)
    window.vault_session.vault.guides.take_back(
        window.vault_session.autosave.key or "", guide.sha256
    )

    window.session.put("notes_for_patient", "Bring your list of medicines.")
    made(qtbot, window)

    assert "facts" in printed(window)


def test_the_vault_keeps_parts_and_edition_of_what_was_printed(
    qtbot: QtBot, opened: Opened, print_queue: PrintQueue
) -> None:
    window = opened(patient={"information_needs": ["large-print"]})
    tick(qtbot, window, "facts")

    window.print_guide()
    qtbot.waitUntil(lambda: bool(kept(window)), timeout=60_000)

    (guide,) = kept(window)
    assert (guide.edition, list(guide.parts)) == ("large-print", ["plan"])
    digests = window.guide._pdf.digests if window.guide._pdf else {}
    assert guide.parts["plan"] == digests["plan"]


def test_other_parts_of_the_same_entries_make_no_guide_older(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    window.preview.panel.save.click()

    tick(qtbot, window, "gp")
    assert not window.preview.older.isVisible()
    window.preview.panel.edition.buttons["compact"].click()
    made(qtbot, window)
    assert not window.preview.older.isVisible()


def test_smaller_print_than_is_needed_is_said_at_once(qtbot: QtBot, opened: Opened) -> None:
    window = opened(patient={"information_needs": ["large-print"]})
    panel = window.preview.panel
    assert panel.edition.value() == "large-print"
    assert panel.edition_words.text() == "Edition: large print, as needed"
    assert not is_named(window)

    panel.edition.buttons["compact"].click()

    assert is_named(window)
    assert panel.edition_words.text() == "Edition: compact. Needed: large print"
    made(qtbot, window)
    assert window.guide._pdf is not None
    assert window.guide._pdf.edition == "compact"
    panel.edition.buttons["large-print"].click()
    assert window.guide.edition is None
    assert not is_named(window)


def is_named(window: MainWindow) -> bool:
    found = window.preview.needs._found
    return any(concern.kind == Kind.SMALLER_EDITION for concern, _ in found)


def test_black_and_white_and_discreet_are_handed_on(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    panel = window.preview.panel

    panel.black_and_white.click()
    panel.discreet.click()
    made(qtbot, window)

    assert (window.guide._wish.black_and_white, window.guide._wish.discreet) == (True, True)
