"""Somebody of the same name is kept already: it is said while the name is typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import HandoutPdf, Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.prepare.namesake_note import NamesakeNote
from clinic_aid.desktop.steps import RECORD
from clinic_aid.vault.vault import Vault

OpenWindow = Callable[..., MainWindow]
KeepConsultation = Callable[..., str]
Tree = dict[str, Any]


NewWindow = Callable[[], MainWindow]


@pytest.fixture
def new(open_window: OpenWindow, open_vault: Vault, vault_services: Services) -> NewWindow:
    """Give a function that begins a new consultation in a window with a vault."""
    services = replace(vault_services, make_pdf=lambda *_: HandoutPdf(data=b""))
    return partial(open_window, vault=open_vault, work_with=services)


def note_of(window: MainWindow) -> NamesakeNote:
    return window.prepare.namesakes


def type_name(qtbot: QtBot, window: MainWindow, name: str) -> None:
    namesakes = window.vault_session.namesakes
    with qtbot.waitSignal(namesakes.found):
        window.session.put("patient.name", name)
    QApplication.processEvents()


def test_a_name_that_is_kept_is_said_with_birth_date_and_age(
    qtbot: QtBot,
    new: NewWindow,
    open_vault: Vault,
    keep_consultation: KeepConsultation,
) -> None:
    keep_consultation("Amira Haddad", born=date(1984, 2, 29), day=date(2026, 11, 16))
    window = new()

    type_name(qtbot, window, "amira  HADDAD")

    said = note_of(window).words.text()
    assert note_of(window).isVisible()
    assert said.startswith("A consultation of this name exists: Born 29 February 1984 · 42 years")
    assert said.endswith("16 November 2026")


def test_of_a_name_that_is_not_kept_nothing_is_said(
    qtbot: QtBot,
    new: NewWindow,
    open_vault: Vault,
    keep_consultation: KeepConsultation,
) -> None:
    keep_consultation("Amira Haddad")
    window = new()

    type_name(qtbot, window, "Amira Haddadi")

    assert not note_of(window).isVisible()


def test_who_was_born_on_another_day_is_somebody_else(
    qtbot: QtBot,
    new: NewWindow,
    open_vault: Vault,
    keep_consultation: KeepConsultation,
) -> None:
    keep_consultation("Amira Haddad", born=date(1984, 2, 29))
    window = new()
    type_name(qtbot, window, "Amira Haddad")

    with qtbot.waitSignal(window.vault_session.namesakes.found):
        window.session.put("patient.birth_date", "2001-08-07")

    assert not note_of(window).isVisible()


def test_who_is_somebody_else_is_not_asked_about_again(
    qtbot: QtBot,
    new: NewWindow,
    open_vault: Vault,
    keep_consultation: KeepConsultation,
) -> None:
    keep_consultation("Amira Haddad")
    window = new()
    type_name(qtbot, window, "Amira Haddad")

    note_of(window).other.click()
    assert not note_of(window).isVisible()
    with qtbot.waitSignal(window.vault_session.namesakes.found):
        window.session.put("patient.birth_date", "2001-08-07")

    assert not note_of(window).isVisible()


def test_the_kept_one_opens_and_nothing_is_left_of_a_bare_name(
    qtbot: QtBot,
    new: NewWindow,
    open_vault: Vault,
    keep_consultation: KeepConsultation,
) -> None:
    key = keep_consultation("Amira Haddad")
    window = new()
    type_name(qtbot, window, "Amira Haddad")
    window.vault_session.autosave.flush()

    note_of(window).open.click()

    assert window._step == RECORD
    assert window.vault_session.record.key == key
    qtbot.waitUntil(lambda: open_vault.records.count() == 1)


def test_what_was_entered_besides_the_name_stays(
    qtbot: QtBot,
    new: NewWindow,
    open_vault: Vault,
    keep_consultation: KeepConsultation,
) -> None:
    keep_consultation("Amira Haddad")
    window = new()
    window.session.put("plan.product", "own-fat-cells")
    type_name(qtbot, window, "Amira Haddad")

    note_of(window).open.click()

    assert window.session.draft.text("patient.name") == "Amira Haddad"
    assert open_vault.records.count() == 2


def test_a_consultation_that_is_gone_on_with_is_nobodys_twin(
    qtbot: QtBot,
    new: NewWindow,
    open_vault: Vault,
    keep_consultation: KeepConsultation,
) -> None:
    key = keep_consultation("Amira Haddad")
    keep_consultation("Amira Haddad", day=date(2026, 11, 16))
    window = new()

    window.vault_session.go_on_with(key)
    window.session.put("patient.birth_date", "1984-02-29")
    with qtbot.waitSignal(window.vault_session.namesakes.found):
        pass

    assert not note_of(window).isVisible()
