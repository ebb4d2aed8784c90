from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.passphrase_entry import PassphraseEntry, caps_lock_of
from clinic_aid.desktop.widgets.style import Look

SECRET = "correct horse battery"


@pytest.fixture
def entry(qtbot: QtBot, look_with_fonts: Look) -> Iterator[PassphraseEntry]:
    entry = PassphraseEntry(look_with_fonts)
    entry.name_for("Passphrase")
    qtbot.addWidget(entry)
    with qtbot.waitExposed(entry):
        entry.show()
    entry.activateWindow()
    qtbot.waitUntil(entry.isActiveWindow)
    entry.line.setFocus()
    QApplication.clipboard().clear()
    yield entry
    QApplication.clipboard().clear()


def _key(text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, text)


def test_what_is_typed_is_hidden(entry: PassphraseEntry) -> None:
    QTest.keyClicks(entry.line, SECRET)

    assert entry.line.echoMode() == QLineEdit.EchoMode.Password
    assert SECRET not in entry.line.displayText()
    assert entry.passphrase() == SECRET


def test_eye_shows_and_hides(qtbot: QtBot, entry: PassphraseEntry) -> None:
    QTest.keyClicks(entry.line, SECRET)
    qtbot.mouseClick(entry.eye, Qt.MouseButton.LeftButton)
    assert entry.line.displayText() == SECRET
    assert entry.eye.accessibleName() == "Passphrase: hide"

    qtbot.keyClick(entry.eye, Qt.Key.Key_Space)

    assert entry.line.displayText() != SECRET
    assert entry.eye.accessibleName() == "Passphrase: show"


@pytest.mark.parametrize("shown", [False, True])
def test_screen_reader_never_gets_the_letters(entry: PassphraseEntry, shown: bool) -> None:
    QTest.keyClicks(entry.line, SECRET)
    entry.show_words(shown)
    interface = QAccessible.queryAccessibleInterface(entry.line)

    # Letters are told one by one, as they are typed, of whatever has a text.
    assert interface.textInterface() is None
    assert not any("horse" in interface.text(kind) for kind in QAccessible.Text if kind.value < 9)
    assert interface.state().passwordEdit
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Passphrase"


@pytest.mark.parametrize("shown", [False, True])
def test_input_methods_learn_nothing(entry: PassphraseEntry, shown: bool) -> None:
    entry.show_words(shown)
    hints = entry.line.inputMethodHints()

    for hint in ("ImhSensitiveData", "ImhNoPredictiveText", "ImhNoAutoUppercase"):
        assert hints & Qt.InputMethodHint[hint]


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_it_cannot_be_copied(
    entry: PassphraseEntry, shown: bool, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    QTest.keyClicks(entry.line, SECRET)
    entry.show_words(shown)
    entry.line.selectAll()

    QTest.keyClick(entry.line, key, modifier)

    assert QApplication.clipboard().text() == ""
    assert entry.passphrase() == SECRET


def test_letting_go_of_the_mouse_leaves_it_shown(qtbot: QtBot, entry: PassphraseEntry) -> None:
    entry.line.setText("correct")
    entry.show_words(True)
    qtbot.mouseDClick(entry.line, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    qtbot.mouseRelease(entry.line, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))

    assert entry.line.selectedText() == "correct"
    assert entry.is_shown


def test_menu_of_the_mouse_only_pastes(qtbot: QtBot, entry: PassphraseEntry) -> None:
    QApplication.clipboard().setText(SECRET)
    where = QPoint(10, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, entry.line.mapToGlobal(where))
    QApplication.sendEvent(entry.line, event)
    menu = entry.line.findChild(QMenu)
    assert isinstance(menu, QMenu)

    assert [action.text() for action in menu.actions()] == ["Paste"]
    menu.actions()[0].trigger()
    menu.close()
    assert entry.passphrase() == SECRET


def test_long_passphrase_fits(entry: PassphraseEntry) -> None:
    QApplication.clipboard().setText("x" * 1000)
    entry.line.paste()

    assert len(entry.passphrase()) == 1000


def test_line_break_that_was_pasted_along_is_left_out(entry: PassphraseEntry) -> None:
    QApplication.clipboard().setText(f"{SECRET}\r\n")
    entry.line.paste()

    assert entry.passphrase() == SECRET


def test_forgotten_words_do_not_come_back(entry: PassphraseEntry) -> None:
    entry.show_words(True)
    QTest.keyClicks(entry.line, SECRET)
    entry.forget()
    entry.show_words(True)
    entry.line.undo()

    assert entry.line.text() == ""


def test_forgetting_hides_what_is_typed_next(entry: PassphraseEntry) -> None:
    entry.show_words(True)
    entry.forget()

    assert not entry.is_shown


def test_edits_are_told_without_their_words(qtbot: QtBot, entry: PassphraseEntry) -> None:
    with qtbot.waitSignal(entry.edited) as told:
        QTest.keyClicks(entry.line, "x")

    assert told.args == [None]


def test_nothing_is_typed_while_busy_and_the_keyboard_stays(entry: PassphraseEntry) -> None:
    QTest.keyClicks(entry.line, SECRET)
    entry.show_busy(True)
    QTest.keyClicks(entry.line, "more")

    assert entry.passphrase() == SECRET
    assert entry.line.hasFocus()
    assert not entry.eye.isEnabled()


@pytest.mark.parametrize(
    ("text", "shift", "on"),
    [
        ("a", False, False),
        ("A", False, True),
        ("a", True, True),
        ("A", True, False),
        ("É", False, True),
        ("5", False, None),
        ("א", False, None),
        ("", False, None),
    ],
)
def test_letter_and_shift_tell_of_caps_lock(
    monkeypatch: pytest.MonkeyPatch, text: str, shift: bool, on: bool | None
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier

    assert caps_lock_of(_key(text, modifier)) is on


def test_shortcut_tells_nothing_of_caps_lock() -> None:
    assert caps_lock_of(_key("A", Qt.KeyboardModifier.ControlModifier)) is None


def test_shift_tells_nothing_of_caps_lock_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")

    assert caps_lock_of(_key("A", Qt.KeyboardModifier.ShiftModifier)) is None
    assert caps_lock_of(_key("A")) is True


def _press(entry: PassphraseEntry, text: str) -> None:
    QApplication.sendEvent(entry.line, _key(text))


def test_caps_lock_is_told_until_a_letter_or_its_key_says_otherwise(
    entry: PassphraseEntry,
) -> None:
    said = [entry.doubt()]
    for text in ("A", "5", "b", "C"):
        _press(entry, text)
        said.append(entry.doubt())
    QTest.keyClick(entry.line, Qt.Key.Key_CapsLock)
    said.append(entry.doubt())

    on = "Caps Lock is on."
    assert said == ["", on, on, "", on, ""]


def test_caps_lock_is_not_told_of_an_entry_without_the_keyboard(entry: PassphraseEntry) -> None:
    _press(entry, "A")
    entry.eye.setFocus()

    assert entry.doubt() == ""
