"""What can be seen, heard or reached while somebody else looks at the screen."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, PREPARE
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.window import TalkWindow

OpenTalk = Callable[..., TalkWindow]
OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]

_SHEETS = (
    Action.CHAPTERS, Action.HINTS, Action.QUESTION, Action.SOURCES, Action.WORDS, Action.KEYS,
)  # fmt: skip
_SECRETS = {
    "patient": {"name": "Zenobia Quill", "birth_date": "1984-02-29"},
    "consultant": "Dr Xylo Umber",
    "plan": {"product": "own-fat-cells", "full_cost": "£7,777 in all"},
    "notes_for_patient": "Wear the violet scarf.",
}
_SAID = {
    "patient": {"name": "Zenobia Quill", "sex": "female"},
    "plan": {"product": "own-fat-cells", "treatment_date": "2026-12-03"},
    "finding": {"pattern": "violet pattern", "stage": "ludwig-2", "since": "since the violet year"},
    "questions": [{"question": "Will violet work?", "answer": "Violet, yes."}],
    "teach_back": [{"topic": "todays-talk", "words": "Violet is what we talk of."}],
    "what_matters": ["Violet hair"],
    "decision": "no",
}
_OTHER = {"patient": {"name": "Amira Haddad"}, "plan": {"product": "own-follicle-cells"}}


def said_by(thing: QObject) -> Iterator[str]:
    """Give every text of a widget that is seen, or read out."""
    if isinstance(thing, QWidget):
        yield from (thing.windowTitle(), thing.toolTip(), thing.whatsThis(), thing.statusTip())
        yield from (thing.accessibleName(), thing.accessibleDescription())
    if isinstance(thing, QLabel | QAbstractButton | QLineEdit):
        yield thing.text()
    if isinstance(thing, QLineEdit):
        yield thing.placeholderText()
    if isinstance(thing, QPlainTextEdit):
        yield thing.toPlainText()
    if isinstance(thing, QTextDocument):
        yield thing.toPlainText()


def everything_said(window: TalkWindow) -> str:
    return "\n".join(
        text for thing in (window, *window.findChildren(QObject)) for text in said_by(thing)
    )


def walk(window: TalkWindow) -> Iterator[None]:
    """Show all parts of all screens, and over each all that is one step away."""
    for key in window.talk.walkthrough.screens:
        window.show_screen(key)
        for part in range(window.page.parts):
            window.page.turn_to(part)
            yield
        for sheet in _SHEETS:
            window.do(sheet)
            yield
            window.do(Action.LEAVE)


def prices_of(services: Services) -> list[str]:
    clinic = services.clinic
    prices = [price for product in clinic.prices for price in clinic.prices_of(product)]
    return [text for price in prices for text in (price.full_cost, price.repeats) if text]


def deletions() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("on_screen", [None, False])
def test_no_screen_tells_who_the_patient_is_or_what_it_costs(
    open_talk: OpenTalk, services: Services, on_screen: bool | None
) -> None:
    tree: Tree = {**_SECRETS, "clinic": {"prices_on_screen": on_screen}}
    window = open_talk(tree)
    assert window.talk.pages is not None
    hidden = ["Zenobia", "Quill", "Xylo", "1984", "7,777", "violet scarf", *prices_of(services)]

    for _ in walk(window):
        said = everything_said(window)
        assert [text for text in hidden if text in said] == [], window.screen_key


def test_cost_is_on_the_screen_of_a_clinic_that_wants_it_there(open_talk: OpenTalk) -> None:
    window = open_talk({**_SECRETS, "clinic": {"prices_on_screen": True}}, screen="your-decision")

    assert "£7,777 in all" in everything_said(window)


def test_nothing_of_the_talk_leads_to_files_or_printers(
    open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree)
    keys = QKeySequence.StandardKey
    changes = {QKeySequence(keys.Undo), QKeySequence(keys.Redo)}

    for _ in walk(window):
        assert {one.key() for one in window.findChildren(QShortcut)} == changes
        assert window.findChildren(QFileDialog) == []
        assert window.actions() == []
        held = [
            action for action in window.findChildren(QAction) if not action.shortcut().isEmpty()
        ]
        assert held == []
        tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        assert tops == [window]


def test_menu_of_a_text_has_only_what_concerns_the_text(open_talk: OpenTalk) -> None:
    window = open_talk(screen="your-questions")
    menu = window.page.entry.question.text.createStandardContextMenu()  # type: ignore[attr-defined]

    names = {action.objectName() for action in menu.actions() if not action.isSeparator()}
    menu.deleteLater()

    assert names <= {
        "edit-undo", "edit-redo", "edit-cut", "edit-copy", "edit-paste", "edit-delete",
        "select-all",
    }  # fmt: skip


def test_file_keys_of_the_consultants_window_do_nothing_in_the_talk(
    qtbot: QtBot,
    open_window: OpenWindow,
    services_without_guide: Services,
    minimal_tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: opened.append(1))
    window = open_window(minimal_tree, work_with=services_without_guide)
    window.present()
    talk = presenting()
    qtbot.waitUntil(talk.isActiveWindow)

    for held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        for key in (Qt.Key.Key_O, Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_P):
            qtbot.keyClick(QApplication.focusWidget() or talk, key, held)

    assert opened == []
    assert (talk.isVisible(), window.isVisible()) == (True, False)
    assert window.session.draft.text("patient.name") == "Amira Haddad"
    talk.leave()


def presenting() -> TalkWindow:
    found = [top for top in QApplication.topLevelWidgets() if isinstance(top, TalkWindow)]
    return next(window for window in found if window.isVisible())


def test_no_word_of_one_patient_is_in_the_talk_of_the_next(
    open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk(_SAID)
    for key in window.talk.walkthrough.screens:
        window.show_screen(key)
    assert "iolet" in everything_said(window)
    window.leave()

    session.replace(_OTHER)
    deletions()
    assert "iolet" not in everything_said(window)
    window.begin()

    for _ in walk(window):
        deletions()
        assert "iolet" not in everything_said(window), window.screen_key


def test_nothing_of_one_patient_is_marked_for_the_next(
    open_talk: OpenTalk, session: Session
) -> None:
    fresh = open_talk(_OTHER)
    marked = {key: checked(fresh, key) for key in fresh.talk.walkthrough.screens}
    fresh.leave()
    window = open_talk(_SAID)
    for key in window.talk.walkthrough.screens:
        window.show_screen(key)
    window.leave()

    session.replace(_OTHER)
    window.begin(from_start=True)

    assert {key: checked(window, key) for key in window.talk.walkthrough.screens} == marked


def checked(window: TalkWindow, key: str) -> list[str]:
    window.show_screen(key)
    buttons = window.page.findChildren(QAbstractButton)
    return [button.accessibleName() for button in buttons if button.isChecked()]


def test_what_one_patient_deleted_cannot_be_brought_back_by_the_next(
    qtbot: QtBot, open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk(_OTHER, screen="your-questions")
    text = window.page.entry.question.text  # type: ignore[attr-defined]
    text.setFocus()
    qtbot.keyClicks(text, "violet")
    for _ in "violet":
        qtbot.keyClick(text, Qt.Key.Key_Backspace)
    window.leave()

    session.replace(_SECRETS)
    window.begin()
    window.show_screen("your-questions")

    text = window.page.entry.question.text  # type: ignore[attr-defined]
    assert not text.document().isUndoAvailable()


def test_what_was_still_being_typed_goes_into_no_other_consultation(
    qtbot: QtBot, open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk(_SAID, screen="your-questions")
    text = window.page.entry.question.text  # type: ignore[attr-defined]
    window.leave()
    session.replace(_OTHER)

    text.insertPlainText("violet")

    assert session.draft.value("questions") is None


def test_consultation_that_is_replaced_during_the_talk_takes_its_place(
    open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk(_SAID, screen="your-questions")
    window.do(Action.QUESTION)

    session.replace(_OTHER)
    deletions()

    assert not window.sheet.is_open
    assert "iolet" not in everything_said(window)
    # Its own first screen, and none of the other patient's.
    shown: Any = session.draft.value("shown")
    assert [event["screen"] for event in shown] == ["todays-talk"]


def test_next_talk_shows_what_the_next_patient_said(open_talk: OpenTalk, session: Session) -> None:
    window = open_talk(_OTHER)
    window.leave()

    session.replace(_SAID)
    window.begin()
    window.show_screen("your-questions")

    assert "Will violet work?" in everything_said(window)


@pytest.mark.parametrize("way", ["close", "escape", "guide"])
def test_consultants_window_comes_back_on_the_right_step(
    qtbot: QtBot,
    open_window: OpenWindow,
    services_without_guide: Services,
    minimal_tree: Tree,
    way: str,
) -> None:
    window = open_window(minimal_tree, work_with=services_without_guide)
    window.turn_to(PREPARE, 3)
    window.present()
    talk = presenting()
    qtbot.waitUntil(talk.isActiveWindow)

    if way == "close":
        talk.close()
    elif way == "escape":
        qtbot.keyClick(QApplication.focusWidget() or talk, Qt.Key.Key_Escape)
    else:
        talk.show_screen("your-decision")
        talk.page.guide.click()  # type: ignore[attr-defined]
    QApplication.processEvents()

    assert (window.isVisible(), talk.isVisible()) == (True, False)
    assert window.top.steps[GUIDE if way == "guide" else PREPARE].isChecked()
    assert window.prepare.pages[3].isVisible() is (way != "guide")


def test_presenting_again_shows_the_consultation_that_is_in_work_by_then(
    qtbot: QtBot, open_window: OpenWindow, services_without_guide: Services
) -> None:
    window = open_window(_SAID, work_with=services_without_guide)
    window.present()
    talk = presenting()
    talk.show_screen("your-questions")
    talk.leave()
    window.session.replace(_OTHER)

    window.present()
    talk.show_screen("your-questions")
    deletions()

    assert presenting() is talk
    assert "iolet" not in everything_said(talk)
    talk.leave()
