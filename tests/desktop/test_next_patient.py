"""Nothing of a patient is left in any view once the next one is there.

One window is led from patient A, with every view turned, scrolled and filled, to patient B.
Another has had B alone. Both have to say and show the same, to the pixel of each place.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QThreadPool
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import HandoutPdf, PrintedPart, Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.records.consultation_list import ConsultationList
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE
from clinic_aid.desktop.system import dialogs, printing
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import CareState, GuideWish, part_choices
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import KeepConsultation

Tree = dict[str, Any]
Leading = Callable[[], MainWindow]

_NAME = "Zenobia Quill"
_SHEETS = (Action.CHAPTERS, Action.SOURCES, Action.WORDS, Action.HINTS, Action.QUESTION)
_OF_A: Tree = {
    "patient": {"name": _NAME, "birth_date": "2012-02-29", "sex": "female"},
    "plan": {
        **{"product": "own-fat-cells", "sampling": "fat", "delivery": "injection"},
        **{"treatment_date": "2026-11-25", "later_sessions": ["2026-12-25"]},
    },
    "consultant": "Dr Xylo Umber",
    "checks": {
        key: {"answer": "yes", "note": "violet"}
        for key in ("allergy", "pregnancy", "blood-thinners")
    },
    "finding": {"pattern": "violet pattern", "since": "since the violet year", "areas": ["crown"]},
    "questions": [{"question": f"Will violet work {n}?", "answer": "Yes."} for n in range(9)],
    "teach_back": [{"topic": "todays-talk", "words": "Violet is what we talk of."}],
    "what_matters": ["cost", "Violet hair"],
    "decision": "no",
    "notes_for_patient": "Wear the violet scarf. " * 60,
    "shown": [{"screen": "what-matters", "seconds": 9}],
}


def told_by(widget: QWidget) -> list[object]:
    """Give what of a widget somebody could read, hear or find scrolled."""
    told: list[object] = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    match widget:
        case QAbstractButton():
            told += [widget.text(), widget.isChecked(), widget.isEnabled()]
        case QLabel():
            told.append(widget.text())
        case QLineEdit():
            told += [widget.text(), widget.placeholderText(), widget.cursorPosition() > 0]
        case QPlainTextEdit():
            told.append(widget.toPlainText())
        case ConsultationList():
            told += [row.whole for row in widget.rows]
    if isinstance(widget, QAbstractScrollArea):
        bars = widget.verticalScrollBar(), widget.horizontalScrollBar()
        told += [(bar.value(), bar.maximum()) for bar in bars]
    if isinstance(widget, QPdfView):
        pages = widget.document().pageCount() if widget.document() is not None else 0
        told += [pages, widget.zoomMode()]
    return told


def view_of(window: QWidget) -> list[str]:
    """Give a line for each widget in view: where it is, and what it tells."""
    # What wraps its words has its height one turn after it has its width.
    for _ in range(4):
        QApplication.processEvents()
    lines = []
    for widget in window.findChildren(QWidget):
        # Not where the keyboard is: only one of two windows has it.
        if widget.isVisible() and widget.window() is window and not isinstance(widget, FocusRing):
            at = widget.mapTo(window, QPoint())
            place = at.x(), at.y(), widget.width(), widget.height()
            lines.append(f"{place} {type(widget).__name__} {told_by(widget)}")
    return sorted(lines)


def difference(led: QWidget, fresh: QWidget) -> list[str]:
    """Give what only one of two windows shows, the same place in both next to each other."""
    return sorted(set(view_of(led)) ^ set(view_of(fresh)))


def everything_said(window: QWidget) -> str:
    """Give all that any widget holds, in view or not."""
    widgets = window.findChildren(QWidget)
    own = (widget for widget in widgets if widget.window() is window.window())
    return "\n".join(str(told_by(widget)) for widget in own)


def scroll_all(window: QWidget) -> None:
    """Scroll everything in view to its end."""
    QApplication.processEvents()
    for area in window.findChildren(QAbstractScrollArea):
        if area.isVisible():
            for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
                bar.setValue(bar.maximum())


def press_all(window: QWidget, *words: str) -> None:
    """Press whatever turns a view on and is called so."""
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and button.accessibleName().startswith(words):
            button.click()


def walk_steps(window: MainWindow) -> Iterator[str]:
    """Turn to every view of the consultation in work."""
    for number, name in enumerate(window.prepare.page_names):
        window.turn_to(PREPARE, number)
        yield name
    window.turn_to(GUIDE)
    yield "Guide"


@pytest.fixture
def open_main(  # noqa: PLR0917  # each is a fixture
    qtbot: QtBot,
    the_look: Look,
    vault_services: Services,
    open_vault: Vault,
    plain_pdf: Callable[[int], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Leading]:
    """Give a function that opens the window, where a guide of A has nine pages and of B three."""
    monkeypatch.setattr(dialogs, "may_be_lost", lambda *_, **__: True)
    # As on a clinic's computer: it is asked elsewhere, and answers when it likes.
    monkeypatch.setattr(printing, "printer_names", lambda: ["Office"])
    pool, windows = QThreadPool(), list[MainWindow]()
    of_a, of_b = plain_pdf(9), plain_pdf(3)

    def make_pdf(consultation: Consultation, wish: GuideWish) -> HandoutPdf:
        is_a = consultation.patient.name == _NAME
        state = CareState(
            decision=consultation.decision, has_day=is_a, is_stopped=False, is_done=False
        )
        choices = part_choices(state, wished=wish.parts)
        chosen = [one.part for one in choices if one.is_chosen]
        return HandoutPdf(
            data=of_a if is_a else of_b,
            parts=tuple(
                PrintedPart(part=part, first=first, pages=1) for first, part in enumerate(chosen, 1)
            ),
            choices=choices,
        )

    services = replace(vault_services, make_pdf=make_pdf)

    def open_main() -> MainWindow:
        window = MainWindow(the_look)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        window.fill(services, pool, open_vault)
        windows.append(window)
        return window

    yield open_main
    for one in (pool, *(window.vault_session.saving for window in windows)):
        assert one.waitForDone(60_000)


@pytest.fixture
def a_and_b(keep_consultation: KeepConsultation) -> tuple[str, str]:
    """Keep a consultation of A, with something in every entry, and one of B."""
    more = {key: value for key, value in _OF_A.items() if key != "patient"}
    a = keep_consultation(_NAME, born=date(2012, 2, 29), **more)
    return a, keep_consultation("Noor Fellah", born=date(1987, 4, 12))


def take_into_work(window: MainWindow, key: str, qtbot: QtBot) -> None:
    window.vault_session.go_on_with(key)
    assert window.session.checked.faults == ()
    qtbot.waitUntil(lambda: window.preview.state == "current")
    window.vault_session.autosave.flush()


def use_everything(window: MainWindow, qtbot: QtBot) -> None:
    """Turn, scroll and fill every view of the consultation in work, and wish for all there is."""
    for _ in walk_steps(window):
        press_all(window, "Further questions", "Done, calls, checks", "And ")
        scroll_all(window)
        window.preview.view.zoom(larger=True)
    preview = window.preview
    preview.parts.cards["gp"].tick.click()
    for button in (
        *(preview.panel.edition.buttons["compact"], preview.panel.paper.buttons["letter"]),
        *(preview.panel.black_and_white, preview.panel.discreet),
    ):
        button.click()
    qtbot.waitUntil(lambda: preview.state == "current")
    assert preview.parts.cards["gp"].pages.text() == "1 page"
    preview.card.large.click()
    assert preview.card.is_large
    window.say("Zenobia Quill was not saved.")


def test_no_step_shows_anything_of_the_patient_before(
    qtbot: QtBot, open_main: Leading, a_and_b: tuple[str, str]
) -> None:
    a, b = a_and_b
    led, fresh = open_main(), open_main()
    take_into_work(led, a, qtbot)
    assert _NAME in everything_said(led.prepare)
    use_everything(led, qtbot)

    take_into_work(led, b, qtbot)
    take_into_work(fresh, b, qtbot)

    assert not led.banner.isVisible()
    assert led.guide._wish == fresh.guide._wish == GuideWish()
    for name in walk_steps(fresh):
        turn = {page: number for number, page in enumerate(led.prepare.page_names)}
        led.turn_to(*((PREPARE, turn[name]) if name in turn else (GUIDE,)))
        assert difference(led, fresh) == [], name
    # Home lists whoever is kept, and is the only one that does.
    rest = (led.prepare, led.preview, led.vault_session.record, led.top, led.bottom, led.banner)
    said = "".join(map(everything_said, rest))
    assert [word for word in ("Zenobia", "Quill", "iolet", "Xylo", "2012") if word in said] == []


def test_before_the_next_guide_is_made_nothing_is_left_of_the_last_one(
    qtbot: QtBot, open_main: Leading, a_and_b: tuple[str, str]
) -> None:
    a, b = a_and_b
    led = open_main()
    take_into_work(led, a, qtbot)
    use_everything(led, qtbot)

    led.vault_session.go_on_with(b)

    assert led.preview.status.text() == "Making the guide …"
    assert led.preview.view.pages == 0
    assert not led.preview.view.isVisible()
    assert not led.preview.parts.isVisible()
    assert led.guide._wish == GuideWish()


def test_no_record_shows_anything_of_the_patient_before(
    qtbot: QtBot,
    open_main: Leading,
    a_and_b: tuple[str, str],
    keep_guide: Callable[..., str],
    plain_pdf: Callable[[int], bytes],
) -> None:
    a, b = a_and_b
    led, fresh = open_main(), open_main()
    for pages in (7, 8, 9, 10, 11):
        keep_guide(a, plain_pdf(pages))
    keep_guide(b, plain_pdf(3))
    for window, keys in ((led, (a, b)), (fresh, (b,))):
        for key in keys:
            window.vault_session.records.open(key)
            if key == a:
                scroll_all(window)
                window.vault_session.record.say("Zenobia Quill was saved.")

    assert led.vault_session.record.isVisible()
    assert difference(led, fresh) == []
    assert _NAME not in everything_said(led.vault_session.record)


def test_home_shows_no_search_for_the_patient_before(
    qtbot: QtBot, open_main: Leading, a_and_b: tuple[str, str]
) -> None:
    a, b = a_and_b
    led, fresh = open_main(), open_main()
    take_into_work(led, a, qtbot)
    led.turn_to(HOME)
    led.home.finder.line.setText("zenobia")
    scroll_all(led)

    for window in (led, fresh):
        take_into_work(window, b, qtbot)
        window.turn_to(HOME)

    assert difference(led, fresh) == []


def talk_of(window: MainWindow) -> TalkWindow:
    window.present(from_start=True)
    talk = window.turns._presenting
    assert isinstance(talk, TalkWindow)
    talk.showNormal()
    talk.resize(1366, 768)
    QApplication.processEvents()
    return talk


def walk_talk(talk: TalkWindow) -> Iterator[str]:
    """Show some screens with what can be turned or entered there, and every sheet over one."""
    first = talk.talk.walkthrough.screens[0]
    for key in (first, "what-matters", "your-checks", "your-questions", "your-decision"):
        talk.show_screen(key)
        yield key
    for sheet in _SHEETS:
        talk.do(sheet)
        yield str(sheet)
        talk.do(Action.LEAVE)


def test_no_screen_of_the_talk_shows_anything_of_the_patient_before(
    qtbot: QtBot, open_main: Leading, a_and_b: tuple[str, str]
) -> None:
    a, b = a_and_b
    led, fresh = open_main(), open_main()
    take_into_work(led, a, qtbot)
    talk = talk_of(led)
    for _ in walk_talk(talk):
        talk.page.turn_to(talk.page.parts - 1)
        press_all(talk, "More", "Further")
        scroll_all(talk)
    talk.leave()

    seen: dict[str, Mapping[str, list[str]]] = {}
    for name, window in (("led", led), ("fresh", fresh)):
        take_into_work(window, b, qtbot)
        talk = talk_of(window)
        seen[name] = {screen: view_of(talk) for screen in walk_talk(talk)}
        assert "iolet" not in everything_said(talk)
        talk.leave()

    assert seen["led"] == seen["fresh"]
