from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.chapter_number import PAUSE_MS
from clinic_aid.desktop.talk.screens.date_mover import DateMover
from clinic_aid.desktop.talk.window import TalkWindow

OpenTalk = Callable[..., TalkWindow]
Tree = dict[str, Any]
Key = Qt.Key
Held: TypeAlias = Qt.KeyboardModifier


def press(qtbot: QtBot, window: TalkWindow, key: Qt.Key, held: Held = Held.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, held)


def hold(window: TalkWindow, key: Qt.Key, text: str = "", *, times: int = 10) -> None:
    """Send what a held key sends after its first press."""
    for _ in range(times):
        focused = QApplication.focusWidget() or window
        again = QKeyEvent(QEvent.Type.KeyPress, key, Held.NoModifier, text, autorep=True)
        QApplication.sendEvent(focused, again)


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def text_area(window: TalkWindow) -> QPlainTextEdit:
    entry: QPlainTextEdit = window.page.entry.question.text  # type: ignore[attr-defined]
    return entry


def own_line(window: TalkWindow) -> QLineEdit:
    line: QLineEdit = window.page.line  # type: ignore[attr-defined]
    return line


def card(window: TalkWindow) -> QPushButton:
    chosen: QPushButton = window.page.cards["cost"]  # type: ignore[attr-defined]
    return chosen


@pytest.mark.parametrize("screen", ["your-questions", "what-matters"])
def test_page_keys_turn_the_screen_from_inside_a_text_and_the_text_stays(
    qtbot: QtBot, open_talk: OpenTalk, minimal_tree: Tree, screen: str
) -> None:
    window = open_talk(minimal_tree, screen=screen)
    typed = text_area(window) if screen == "your-questions" else own_line(window)
    focus(qtbot, typed)
    qtbot.keyClicks(typed, "Bring my sister")

    press(qtbot, window, Key.Key_PageDown)
    assert window.screen_key == window.talk.walkthrough.after(screen)
    press(qtbot, window, Key.Key_PageUp)

    assert window.screen_key == screen
    words = typed.toPlainText() if isinstance(typed, QPlainTextEdit) else typed.text()
    assert words == "Bring my sister"


@pytest.mark.parametrize("key", [Key.Key_PageDown, Key.Key_PageUp])
def test_page_keys_turn_the_screen_from_a_button(
    qtbot: QtBot, open_talk: OpenTalk, key: Qt.Key
) -> None:
    window = open_talk(screen="what-matters")
    focus(qtbot, card(window))

    press(qtbot, window, key)

    assert window.screen_key != "what-matters"


def test_held_page_key_of_a_clicker_turns_one_screen(open_talk: OpenTalk) -> None:
    window = open_talk(screen="hair-root")

    hold(window, Key.Key_PageDown)

    assert window.screen_key == "hair-root"


def test_held_arrow_goes_on(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk(screen="hair-root")

    hold(window, Key.Key_Right, times=2)

    assert window.screen_key == "normal-shedding"


def test_held_rest_key_rests_once(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk()
    press(qtbot, window, Key.Key_B)

    hold(window, Key.Key_B, "b", times=3)

    assert window.rest.is_open


def test_held_key_that_opens_a_sheet_writes_nothing_into_it(
    qtbot: QtBot, open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk()
    press(qtbot, window, Key.Key_Q)

    hold(window, Key.Key_Q, "q")
    qtbot.keyClicks(QApplication.focusWidget(), "queue?")

    assert session.draft.value("questions") == [{"question": "queue?"}]


def test_held_digit_counts_once(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk()
    press(qtbot, window, Key.Key_1)

    hold(window, Key.Key_1, "1")

    assert window.number.is_begun


@pytest.mark.parametrize("held", [Held.NoModifier, Held.ShiftModifier])
def test_start_key_of_a_clicker_does_nothing_while_presenting(
    qtbot: QtBot, open_talk: OpenTalk, held: Held
) -> None:
    window = open_talk(screen="hair-root")

    with qtbot.assertNotEmitted(window.screen_changed):
        for _ in range(2):
            press(qtbot, window, Key.Key_F5, held)

    assert window.isVisible()


def test_start_key_does_not_end_the_rest(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk()
    press(qtbot, window, Key.Key_B)

    press(qtbot, window, Key.Key_F5)

    assert window.rest.is_open


def test_f11_changes_between_full_screen_and_window_even_while_typing(
    qtbot: QtBot, open_talk: OpenTalk
) -> None:
    window = open_talk(screen="your-questions")
    focus(qtbot, text_area(window))

    press(qtbot, window, Key.Key_F11)
    assert window.isFullScreen()
    press(qtbot, window, Key.Key_F11)

    assert not window.isFullScreen()
    assert text_area(window).hasFocus()


def test_escape_leaves_one_level_at_a_time(
    qtbot: QtBot, open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk(screen="your-questions")
    focus(qtbot, text_area(window))
    qtbot.keyClicks(text_area(window), "And then?")
    window.number.add("1")
    window.sheets.show_keys()

    press(qtbot, window, Key.Key_Escape)
    assert (window.sheet.is_open, window.number.is_begun) == (False, True)
    press(qtbot, window, Key.Key_Escape)
    assert (window.number.is_begun, text_area(window).hasFocus()) == (False, True)
    press(qtbot, window, Key.Key_Escape)
    assert (text_area(window).hasFocus(), window.isVisible()) == (False, True)
    with qtbot.waitSignal(window.left):
        press(qtbot, window, Key.Key_Escape)

    assert session.draft.value("questions") == [{"question": "And then?"}]


def test_escape_ends_the_rest_and_nothing_else(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk()
    press(qtbot, window, Key.Key_B)

    with qtbot.assertNotEmitted(window.left):
        press(qtbot, window, Key.Key_Escape)

    assert not window.rest.is_open


def test_letters_digits_and_marks_typed_into_a_text_are_text(
    qtbot: QtBot, open_talk: OpenTalk
) -> None:
    window = open_talk(screen="your-questions")
    focus(qtbot, text_area(window))

    qtbot.keyClicks(text_area(window), "obhqsw.? 14")

    assert text_area(window).toPlainText() == "obhqsw.? 14"
    assert not window.sheet.is_open
    assert not window.rest.is_open


@pytest.mark.parametrize(
    "key",
    [
        *(Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End),
        *(Key.Key_Backspace, Key.Key_Return, Key.Key_F1),
    ],
)
@pytest.mark.parametrize("screen", ["your-questions", "what-matters"])
def test_no_key_of_writing_turns_the_screen_not_even_at_the_end_of_a_text(
    qtbot: QtBot, open_talk: OpenTalk, screen: str, key: Qt.Key
) -> None:
    window = open_talk(screen=screen)
    focus(qtbot, text_area(window) if screen == "your-questions" else own_line(window))

    press(qtbot, window, key)

    assert window.screen_key == screen
    assert not window.sheet.is_open


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up])
def test_arrows_with_a_button_chosen_do_not_turn_the_screen(
    qtbot: QtBot, open_talk: OpenTalk, key: Qt.Key
) -> None:
    window = open_talk(screen="your-decision")
    focus(qtbot, window.page.cards["think-about-it"])  # type: ignore[attr-defined]

    press(qtbot, window, key)

    assert window.screen_key == "your-decision"


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_space_and_enter_press_the_button_with_the_keyboard(
    qtbot: QtBot, open_talk: OpenTalk, session: Session, key: Qt.Key
) -> None:
    window = open_talk(screen="what-matters")
    focus(qtbot, card(window))

    press(qtbot, window, key)

    assert session.draft.value("what_matters") == ["cost"]
    assert window.screen_key == "what-matters"


@pytest.mark.parametrize(
    "key",
    [Key.Key_Right, Key.Key_Down, Key.Key_Space, Key.Key_Return, Key.Key_Enter, Key.Key_N],
)
def test_keys_that_go_on(qtbot: QtBot, open_talk: OpenTalk, key: Qt.Key) -> None:
    window = open_talk(screen="hair-root")

    press(qtbot, window, key)

    assert window.screen_key == "hair-cycle"


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Up, Key.Key_Backspace, Key.Key_P])
def test_keys_that_go_back(qtbot: QtBot, open_talk: OpenTalk, key: Qt.Key) -> None:
    window = open_talk(screen="hair-cycle")

    press(qtbot, window, key)

    assert window.screen_key == "hair-root"


def test_home_and_end_show_the_first_and_the_last_screen(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk(screen="hair-root")

    press(qtbot, window, Key.Key_End)
    assert window.screen_key == window.talk.walkthrough.screens[-1]
    press(qtbot, window, Key.Key_Home)

    assert window.screen_key == window.talk.walkthrough.screens[0]


@pytest.mark.parametrize(
    "ending", [Key.Key_PageDown, Key.Key_PageUp, Key.Key_Right, Key.Key_Space, Key.Key_Period]
)
def test_rest_ends_without_a_step(qtbot: QtBot, open_talk: OpenTalk, ending: Qt.Key) -> None:
    window = open_talk(screen="what-matters")
    focus(qtbot, card(window))
    press(qtbot, window, Key.Key_Period)
    assert window.rest.isVisible()

    with qtbot.assertNotEmitted(window.screen_changed):
        press(qtbot, window, ending)

    assert not window.rest.isVisible()
    assert not card(window).isChecked()
    assert card(window).hasFocus()


def test_nothing_below_the_rest_is_reached_by_the_tab_key(
    qtbot: QtBot, open_talk: OpenTalk
) -> None:
    window = open_talk(screen="what-matters")
    press(qtbot, window, Key.Key_B)

    press(qtbot, window, Key.Key_Tab)

    assert window.rest.hasFocus()


def test_number_that_cannot_grow_leads_to_its_chapter_at_once(
    qtbot: QtBot, open_talk: OpenTalk
) -> None:
    window = open_talk()

    press(qtbot, window, Key.Key_7)

    assert window.screen_key == "studies-in-short"


@pytest.mark.parametrize("held", [Held.NoModifier, Held.KeypadModifier])
@pytest.mark.parametrize("enter", [Key.Key_Return, Key.Key_Enter])
def test_one_and_enter_lead_to_the_first_chapter(
    qtbot: QtBot, open_talk: OpenTalk, held: Held, enter: Qt.Key
) -> None:
    window = open_talk(screen="hair-root")

    press(qtbot, window, Key.Key_1, held)
    press(qtbot, window, enter, held)

    assert window.screen_key == window.talk.walkthrough.screens[0]


def test_two_digits_lead_to_the_last_chapter(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk()

    press(qtbot, window, Key.Key_1)
    press(qtbot, window, Key.Key_4)

    assert window.screen_key == "before-you-agree"


def test_number_begun_is_said_and_forgotten_by_any_other_step(
    qtbot: QtBot, open_talk: OpenTalk
) -> None:
    window = open_talk(screen="hair-root")
    press(qtbot, window, Key.Key_1)
    assert window.bar.place.text() == "Chapter 1 …"

    press(qtbot, window, Key.Key_Right)
    with qtbot.assertNotEmitted(window.screen_changed, wait=PAUSE_MS + 200):
        pass

    assert window.screen_key == "hair-cycle"


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (Key.Key_Question, "Keys"),
        (Key.Key_F1, "Keys"),
        (Key.Key_O, "Chapters"),
        (Key.Key_G, "Chapters"),
        (Key.Key_H, "What to ask"),
        (Key.Key_Q, "A question to keep"),
        (Key.Key_S, "Where this comes from"),
        (Key.Key_W, "What the words mean"),
    ],
)
@pytest.mark.parametrize("held", [Held.NoModifier, Held.ShiftModifier])
def test_letters_open_what_is_one_step_away(
    qtbot: QtBot, open_talk: OpenTalk, key: Qt.Key, title: str, held: Held
) -> None:
    window = open_talk()

    press(qtbot, window, key, held)

    assert window.sheet.is_open
    assert window.sheet.title.text() == title


@pytest.mark.parametrize("held", [Held.ControlModifier, Held.AltModifier, Held.MetaModifier])
def test_keys_with_another_key_held_mean_nothing(
    qtbot: QtBot, open_talk: OpenTalk, held: Held
) -> None:
    window = open_talk(screen="hair-root")

    for key in (Key.Key_O, Key.Key_N, Key.Key_P, Key.Key_S, Key.Key_B, Key.Key_1, Key.Key_Home):
        press(qtbot, window, key, held)

    assert (window.screen_key, window.sheet.is_open) == ("hair-root", False)
    assert not window.rest.is_open
    assert not window.number.is_begun


def test_keys_of_another_window_are_left_to_it(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk(screen="hair-root")
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()

    qtbot.keyClick(other, Key.Key_PageDown)

    assert window.screen_key == "hair-root"


def test_sheet_takes_the_keys_that_go_on_for_its_own_views(
    qtbot: QtBot, open_talk: OpenTalk
) -> None:
    window = open_talk(screen="hair-root")
    press(qtbot, window, Key.Key_Question)
    rows = window.sheet.content.rows  # type: ignore[union-attr]
    assert rows.parts > 1

    press(qtbot, window, Key.Key_PageDown)

    assert (rows.part, window.screen_key) == (1, "hair-root")


def test_a_clicker_closes_a_calendar_and_goes_on(
    qtbot: QtBot, open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree, screen="your-timeline")
    mover = window.page.findChild(DateMover)
    assert isinstance(mover, DateMover)
    mover.pick.click()
    popup = mover.popup
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    parts = window.page.part
    qtbot.keyClick(popup.calendar, Qt.Key.Key_PageDown)
    assert not popup.isVisible()
    assert (window.screen_key, window.page.part) != ("your-timeline", parts)
