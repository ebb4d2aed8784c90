from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT, GUIDE
from clinic_aid.desktop.talk.window import TalkWindow

OpenTalk = Callable[..., TalkWindow]
Tree = dict[str, Any]


def screens(window: TalkWindow) -> tuple[str, ...]:
    return window.talk.walkthrough.screens


def write(qtbot: QtBot, text: QPlainTextEdit, words: str) -> None:
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    qtbot.keyClicks(text, words)


def test_talk_begins_at_its_first_screen(open_talk: OpenTalk, minimal_tree: Tree) -> None:
    window = open_talk(minimal_tree)

    assert window.screen_key == screens(window)[0]
    assert not window.bar.back.isEnabled()


def test_talk_begins_in_full_screen(open_talk: OpenTalk) -> None:
    window = open_talk()

    window.begin()

    assert window.isFullScreen()


def test_going_on_and_on_shows_every_screen_once_and_stays_on_the_last(
    open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree)
    shown = [window.screen_key]
    window.screen_changed.connect(shown.append)

    while window.bar.forward.isEnabled():
        window.go_on()
    window.go_on()

    assert shown == list(screens(window))


def test_going_back_and_back_shows_every_screen_and_stays_on_the_first(
    open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree, screen="your-decision")
    shown = [window.screen_key]
    window.screen_changed.connect(shown.append)

    while window.bar.back.isEnabled():
        window.go_back()
    window.go_back()

    assert shown == list(reversed(screens(window)))


def test_going_back_shows_the_end_of_a_screen_of_several_parts(
    open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree, screen="your-checks")
    parts = window.page.parts
    window.go_to_chapter("what-it-is")

    window.go_back()

    assert parts > 1
    assert window.page.part == parts - 1


def test_parts_of_a_screen_are_turned_before_the_next_screen(
    open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree, screen="your-checks")

    window.go_on()

    assert (window.screen_key, window.page.part) == ("your-checks", 1)


def test_every_chapter_can_be_gone_to_from_everywhere(
    open_talk: OpenTalk, minimal_tree: Tree
) -> None:
    window = open_talk(minimal_tree, screen="your-decision")

    for chapter, names in window.talk.walkthrough.chapters.items():
        window.go_to_chapter(chapter)
        assert window.screen_key == names[0]


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"patient": {}, "plan": {"product": "own-fat-cells", "treatment_date": "soon"}},
        {"patient": {}, "plan": {"product": "own-fat-cells", "sessions": 99}},
        {"patient": [], "plan": "later"},
        {"patient": {"name": "A B"}, "plan": {"product": "no-such-thing"}},
        {
            "patient": {"name": "A B"},
            "plan": {"product": "own-fat-cells"},
            "shown": [7, {"screen": 5}, {"screen": "hair-root", "seconds": "many"}],
            "questions": ["why", {"answer": "so"}],
            "teach_back": [None, {"words": "x"}],
            "finding": {"areas": "crown", "strokes": [1]},
            "checks": ["none"],
            "what_matters": "cost",
            "decision": 4,
        },
    ],
    ids=["empty", "soon", "plan-at-fault", "no-groups", "no-such-product", "all-wrong"],
)
def test_every_screen_can_be_shown_whatever_is_missing_or_wrong(
    qtbot: QtBot, open_talk: OpenTalk, tree: Tree
) -> None:
    window = open_talk(tree)

    for key in screens(window):
        window.show_screen(key)
        QApplication.processEvents()
        assert window.screen_key == key


def test_talk_goes_on_where_it_stopped(
    open_talk: OpenTalk, minimal_tree: Tree, services: Services, session: Session, tmp_path: Path
) -> None:
    window = open_talk(minimal_tree, screen="hair-cycle")
    window.leave()
    services.write_file(session.draft.tree, tmp_path / "amira.yaml")
    later = Session(services)
    later.replace(services.read_file(tmp_path / "amira.yaml"))

    again = open_talk(session=later)

    assert again.screen_key == "hair-cycle"


def test_talk_can_be_begun_anew(open_talk: OpenTalk, minimal_tree: Tree) -> None:
    window = open_talk(minimal_tree, screen="hair-cycle")
    window.leave()

    window.begin(from_start=True)

    assert window.screen_key == screens(window)[0]


def test_screens_are_recorded_in_their_order(
    open_talk: OpenTalk, minimal_tree: Tree, session: Session
) -> None:
    window = open_talk(minimal_tree)
    window.go_on()

    window.leave()

    shown: Any = session.draft.value("shown")
    assert [event["screen"] for event in shown] == list(screens(window)[:2])
    assert session.checked.consultation is not None


def test_faulty_events_of_a_file_are_passed_over(
    open_talk: OpenTalk, minimal_tree: Tree, session: Session
) -> None:
    minimal_tree["shown"] = [7, {"at": "12:00"}, {"screen": "hair-root", "seconds": "x"}, "end"]

    window = open_talk(minimal_tree)
    assert window.screen_key == "hair-root"
    assert window.talk.pages is not None
    window.go_on()

    shown: Any = session.draft.value("shown")
    # The four of the file, the screen that was left, and the one that is shown.
    assert len(shown) == 6


def test_full_list_of_screens_shown_stays_as_it_is(
    open_talk: OpenTalk, minimal_tree: Tree, session: Session
) -> None:
    minimal_tree["shown"] = [{"screen": "hair-root", "seconds": 1}] * 2000
    window = open_talk(minimal_tree)

    window.go_on()
    window.leave()

    shown: Any = session.draft.value("shown")
    assert len(shown) == 2000


def test_clock_counts_on_from_what_was_talked_before(
    open_talk: OpenTalk, minimal_tree: Tree
) -> None:
    minimal_tree["shown"] = [{"screen": "hair-root", "seconds": 600}]

    window = open_talk(minimal_tree)

    assert window.bar.clock.text() == "10 min"


def test_time_beside_the_talk_does_not_count(
    open_talk: OpenTalk, minimal_tree: Tree, session: Session
) -> None:
    seconds = [0.0]
    window = open_talk(minimal_tree, steady=lambda: seconds[0])
    seconds[0] += 120
    window.leave()
    seconds[0] += 3600

    window.begin()

    assert window.bar.clock.text() == "2 min"


def test_leaving_is_told_once(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk()
    told: list[bool] = []
    window.left.connect(lambda: told.append(True))

    window.leave()
    window.leave()
    window.close()

    assert told == [True]


def test_guide_is_asked_for_once_and_leaves_the_talk(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk(screen="your-decision")
    told: list[str] = []
    window.guide_wanted.connect(lambda: told.append("guide"))
    window.left.connect(lambda: told.append("left"))

    window.page.asked.emit(GUIDE)
    window.page.asked.emit(GUIDE)

    assert told == ["guide"]
    qtbot.waitUntil(lambda: not window.isVisible())


def test_closing_the_window_leaves_the_talk(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk()

    with qtbot.waitSignal(window.left):
        assert not window.close()

    qtbot.waitUntil(lambda: not window.isVisible())


def test_talk_begun_anew_at_once_stays_in_view(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk()

    window.leave()
    window.begin()
    QApplication.processEvents()

    assert window.isVisible()


def test_number_begun_before_leaving_leads_nowhere(qtbot: QtBot, open_talk: OpenTalk) -> None:
    window = open_talk(screen="hair-root")
    window.number.add("1")

    window.leave()
    window.number.finish()

    assert window.screen_key == "hair-root"


def test_product_can_be_asked_for_from_a_screen_that_needs_it(open_talk: OpenTalk) -> None:
    window = open_talk(screen="your-risks")

    window.page.asked.emit(CHOOSE_PRODUCT)

    assert window.screen_key == "your-product"


def test_question_typed_over_a_screen_is_kept_when_it_is_closed(
    qtbot: QtBot, open_talk: OpenTalk, minimal_tree: Tree, session: Session
) -> None:
    window = open_talk(minimal_tree, screen="hair-root")
    window.do(Action.QUESTION)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)

    write(qtbot, focused, "Does it hurt?")
    window.do(Action.LEAVE)

    assert session.draft.value("questions") == [{"question": "Does it hurt?"}]
    assert window.screen_key == "hair-root"


def test_closing_the_window_with_a_sheet_open_keeps_what_was_typed(
    qtbot: QtBot, open_talk: OpenTalk, minimal_tree: Tree, session: Session
) -> None:
    window = open_talk(minimal_tree)
    window.do(Action.QUESTION)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    write(qtbot, focused, "How long?")

    window.close()

    assert session.draft.value("questions") == [{"question": "How long?"}]
    assert not window.sheet.is_open


def test_rest_stops_the_clock(open_talk: OpenTalk, minimal_tree: Tree) -> None:
    seconds = [0.0]
    window = open_talk(minimal_tree, steady=lambda: seconds[0])
    seconds[0] += 60
    window.do(Action.REST)
    seconds[0] += 600
    window.do(Action.REST)
    seconds[0] += 60

    window.do(Action.ON)

    assert window.bar.clock.text() == "2 min"


def test_window_opens_in_the_direction_of_the_talk(open_talk: OpenTalk) -> None:
    window = open_talk()

    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_screens_that_were_shown_are_told_when_the_talk_ends(
    qtbot: QtBot, open_talk: OpenTalk, session: Session, minimal_tree: Tree
) -> None:
    window = open_talk(minimal_tree)
    with qtbot.assertNotEmitted(session.changed):
        window.go_on()
        window.go_on()

    with qtbot.waitSignal(session.changed):
        window.leave()

    assert session.checked.consultation is not None
    assert len(session.checked.consultation.shown) == 3


def test_what_no_screen_shows_composes_no_talk(
    open_talk: OpenTalk, session: Session, minimal_tree: Tree
) -> None:
    window = open_talk(minimal_tree)
    talk = window.talk

    session.put("questions", [{"question": "How long does it take?"}])

    assert window.talk is talk


def test_the_last_change_is_taken_back_in_the_talk_and_said(
    open_talk: OpenTalk, session: Session, minimal_tree: Tree, qtbot: QtBot
) -> None:
    window = open_talk(minimal_tree)
    session.put("decision", "go-ahead")
    QApplication.processEvents()

    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert session.draft.value("decision") is None
    assert window.bar.place.text() == "Changed back"
