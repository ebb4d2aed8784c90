from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from clinic_aid.content.dates import long_date, span_ends
from clinic_aid.content.filling import without_isolates
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT
from clinic_aid.desktop.talk.screens.timeline import TalkTimelinePage
from tests.desktop.talk.conftest import OpenPage, OpenPages, OpenTalk

SCREEN = "your-timeline"
TREATED, LAST = date(2027, 1, 14), date(2027, 4, 22)
# The next phase begins after two weeks.
HEALING = timedelta(days=13)
SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
Tree = dict[str, object]


def in_words(day: date) -> str:
    return long_date(day, "en")


def day_shown(opened: OpenPage) -> str:
    return without_isolates(opened.page.mover.day.text())


def note(opened: OpenPage) -> str:
    words = opened.page.mover.note_words
    return without_isolates(words.text()) if opened.page.mover.note.isVisible() else ""


def tap(opened: OpenPage, button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def step(opened: OpenPage, days: int) -> None:
    tap(opened, opened.page.mover.steps[days])


@pytest.fixture
def opened(open_page: OpenPages, full_tree: Tree) -> OpenPage:
    return open_page(TalkTimelinePage, SCREEN, full_tree)


@pytest.fixture
def simple_tree(minimal_tree: Tree) -> Tree:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-15"}
    return {**minimal_tree, "consultation_date": "2026-11-18", "plan": plan}


def test_the_year_stands_along_the_bar_with_its_dates(opened: OpenPage) -> None:
    said = [without_isolates(day.text()) for _, day in opened.page.bar.labels]
    assert said[0] == in_words(LAST)
    assert said[1] == in_words(date(2027, 7, 22))
    assert said[-1] == in_words(date(2028, 4, 22))


def test_each_phase_has_a_card_with_its_days_and_no_change(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    phases = talk.pages.timeline.phases
    cards = opened.page.cards
    assert [card.title.marked() for card in cards] == [phase.title for phase in phases]
    assert [card.or_no_change.marked() for card in cards] == [p.or_no_change for p in phases]
    heals = without_isolates(cards[0].days.text())
    # It heals after each of the three sessions.
    assert heals == "14 to 27 January 2027, 4 to 17 March 2027, 22 April to 5 May 2027"


@pytest.mark.parametrize("days", [-7, -1, 1, 7])
def test_a_step_moves_the_treatment_and_everything_dated(
    open_page: OpenPages, simple_tree: Tree, days: int
) -> None:
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree)
    step(opened, days)
    moved = date(2026, 12, 15) + timedelta(days=days)
    assert opened.edits == [("plan.treatment_date", moved.isoformat())]
    assert day_shown(opened) == in_words(moved)
    assert without_isolates(opened.page.bar.labels[0][1].text()) == in_words(moved)
    heals = without_isolates(opened.page.cards[0].days.text())
    assert heals == " to ".join(span_ends(moved, moved + HEALING, "en"))
    assert in_words(moved) in without_isolates(opened.page.lead.text())


def test_a_hundred_steps_keep_the_file_possible(opened: OpenPage) -> None:
    for days in [7] * 20 + [-1] * 15 + [-7] * 20:
        step(opened, days)
        assert opened.session.checked.faults == ()


def test_later_sessions_move_along_where_they_would_be_passed(opened: OpenPage) -> None:
    opened.session.put("plan.treatment_date", "2027-03-03")
    step(opened, 1)
    assert opened.edits[-1][0] == "plan"
    assert opened.session.draft.value("plan.later_sessions") == ["2027-03-05", "2027-04-23"]
    assert opened.session.draft.value("plan.sampling_date") == "2026-12-01"
    assert "5 March 2027" in note(opened)
    assert "23 April 2027" in note(opened)


def test_the_sample_moves_along_where_it_would_be_after_the_treatment(opened: OpenPage) -> None:
    opened.session.put("consultation_date", "2026-09-01")
    opened.session.put("plan.treatment_date", "2026-12-02")
    step(opened, -7)
    assert opened.session.draft.value("plan.sampling_date") == "2026-11-24"
    assert in_words(date(2026, 11, 24)) in note(opened)
    assert opened.session.checked.faults == ()


def test_a_day_before_the_consultation_is_refused_with_the_reason(
    open_page: OpenPages, simple_tree: Tree
) -> None:
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree)
    opened.session.put("plan.treatment_date", "2026-11-20")
    step(opened, -7)
    assert opened.edits == []
    assert note(opened) == "That day is before the consultation."
    assert day_shown(opened) == in_words(date(2026, 11, 20))
    step(opened, 1)
    assert "before the consultation" not in note(opened)


def test_a_treatment_that_was_given_stays_and_is_said_to_be_done(
    open_page: OpenPages, simple_tree: Tree
) -> None:
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree)
    opened.session.put("plan.treatment_date", "2026-11-10")
    mover = opened.page.mover
    assert day_shown(opened) == in_words(date(2026, 11, 10))
    assert "Tuesday 10 November 2026" in note(opened)
    assert not any(button.isVisible() for button in (*mover.steps.values(), mover.pick))
    assert opened.session.checked.faults == ()


def test_sessions_that_were_out_of_order_can_be_moved(opened: OpenPage) -> None:
    opened.session.put("plan.later_sessions", ["2027-01-05", "2027-04-22"])
    step(opened, 1)
    assert opened.edits == [("plan.treatment_date", "2027-01-15")]
    assert opened.session.checked.faults == ()


def test_what_was_said_of_a_move_is_gone_when_the_screen_is_come_back_to(
    opened: OpenPage,
) -> None:
    opened.session.put("plan.treatment_date", "2026-11-17")
    opened.session.put("plan.sampling_date", None)
    step(opened, -7)
    assert note(opened) != ""
    opened.page.hide()
    opened.session.touched()
    opened.page.show()
    assert note(opened) == ""


def test_agreed_reviews_keep_their_days_and_that_is_said(
    open_page: OpenPages, simple_tree: Tree
) -> None:
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree)
    opened.session.put("plan.reviews", [{"day": "2027-03-15"}])
    step(opened, 1)
    assert opened.session.draft.value("plan.reviews") == [{"day": "2027-03-15"}]
    assert "reviews keep their days" in note(opened)


def test_a_day_on_which_the_clinic_is_closed_is_told(opened: OpenPage) -> None:
    step(opened, 1)
    assert note(opened) == ""
    step(opened, 1)
    saturday = TREATED + timedelta(days=2)
    assert saturday.weekday() == 5
    assert in_words(saturday) in note(opened)
    assert "closed" in note(opened)


def test_without_a_date_no_day_is_set_before_somebody_taps(
    open_page: OpenPages, services: Services, simple_tree: Tree
) -> None:
    simple_tree["plan"] = {"product": "own-fat-cells"}
    at_noon = replace(services, now=lambda: datetime(2026, 11, 18, 12, 0))  # noqa: DTZ001
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree, work_with=at_noon)
    assert opened.edits == []
    assert not opened.page.mover.steps[1].isVisible()
    tap(opened, opened.page.mover.choose)
    assert opened.edits == [("plan.treatment_date", "2026-12-02")]
    assert day_shown(opened) == in_words(date(2026, 12, 2))


def test_the_day_offered_first_is_one_on_which_the_clinic_is_open(
    open_page: OpenPages, services: Services, simple_tree: Tree
) -> None:
    # 12 December 2026 is a Saturday; the clinic of the demonstration is closed at weekends.
    simple_tree |= {"consultation_date": "2026-11-28", "plan": {"product": "own-fat-cells"}}
    at_noon = replace(services, now=lambda: datetime(2026, 11, 28, 12, 0))  # noqa: DTZ001
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree, work_with=at_noon)
    tap(opened, opened.page.mover.choose)
    assert opened.edits == [("plan.treatment_date", "2026-12-14")]


def test_a_date_that_cannot_be_read_is_said_and_kept(
    open_page: OpenPages, simple_tree: Tree
) -> None:
    simple_tree["plan"] = {"product": "own-fat-cells", "treatment_date": "after Easter"}
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree)
    assert note(opened) == "“after Easter” is not a date that can be counted from."
    assert opened.session.draft.value("plan.treatment_date") == "after Easter"
    assert opened.page.mover.choose.isVisible()
    assert opened.cut_words() == []


def test_dates_that_contradict_each_other_are_said(opened: OpenPage) -> None:
    opened.session.put("plan.sampling_date", "2027-06-01")
    assert "contradict" in note(opened)


def test_a_stop_check_is_shown_in_place_of_the_dates(
    open_page: OpenPages, services: Services, simple_tree: Tree
) -> None:
    key = next(key for key, check in services.pack.checks.items() if check.level == "stop")
    simple_tree["checks"] = {key: {"answer": "yes"}}
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree)
    talk = services.talk(opened.session.draft.tree)
    assert talk.pages is not None
    assert opened.page.mover.note_words.marked() == "\n".join(talk.pages.plan.stops)
    assert not opened.page.mover.strip.isVisible()
    assert "2026" not in opened.page.lead.text()


def test_under_18_no_date_can_be_chosen(open_page: OpenPages, simple_tree: Tree) -> None:
    simple_tree["patient"] = {"name": "Amira Haddad", "birth_date": "2010-01-01"}
    opened = open_page(TalkTimelinePage, SCREEN, simple_tree)
    assert not opened.page.mover.strip.isVisible()
    assert "18" in note(opened)


def test_after_a_no_there_is_no_date_to_move(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(TalkTimelinePage, SCREEN, {**full_tree, "decision": "no"})
    assert not opened.page.mover.isVisible()
    assert "2027" not in opened.page.cards[0].days.text()


def test_the_dates_hold_only_if_the_patient_who_thinks_goes_ahead(
    open_page: OpenPages, full_tree: Tree
) -> None:
    opened = open_page(TalkTimelinePage, SCREEN, {**full_tree, "decision": "think-about-it"})
    assert without_isolates(opened.page.lead.text()).startswith(
        f"This holds if you go ahead on {in_words(TREATED)}."
    )


def test_a_day_can_be_picked_from_a_calendar(opened: OpenPage) -> None:
    tap(opened, opened.page.mover.pick)
    popup = opened.page.mover.popup
    assert popup is not None
    assert popup.calendar.selectedDate() == QDate(2027, 1, 14)
    assert popup.calendar.minimumDate() == QDate(2026, 11, 16)
    popup.calendar.clicked.emit(QDate(2027, 2, 1))
    assert opened.edits == [("plan.treatment_date", "2027-02-01")]
    assert not popup.isVisible()


def test_without_a_product_the_way_to_it_is_shown(open_page: OpenPages) -> None:
    opened = open_page(TalkTimelinePage, SCREEN)
    assert opened.page.parts == 1
    assert not opened.page.mover.isVisible()
    tap(opened, opened.page.needs.choose)
    assert opened.asked == [CHOOSE_PRODUCT]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_words_are_cut(open_page: OpenPages, full_tree: Tree, size: QSize) -> None:
    opened = open_page(TalkTimelinePage, SCREEN, full_tree, size=size)
    assert opened.cut_words() == []
    assert opened.smallest_words() >= 18
    opened.session.put("plan.treatment_date", "2026-12-26")
    assert opened.cut_words() == []


def test_the_words_along_the_bar_do_not_meet(opened: OpenPage) -> None:
    for row in (0, 1):
        rects = [pair[row].geometry() for pair in opened.page.bar.labels]
        for one, two in pairwise(rects):
            assert one.right() < two.left()


def test_the_words_stand_at_their_marks(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    for (at, _, _), (name, _) in zip(
        talk.pages.timeline_marks, opened.page.bar.labels, strict=True
    ):
        spot = at * opened.page.bar.width()
        assert name.geometry().left() <= spot <= name.geometry().right() + 1


def test_long_names_along_the_bar_wrap_and_do_not_meet(opened: OpenPage) -> None:
    bar = opened.page.bar
    talk = opened.page.services.talk(opened.session.draft.tree)
    marks = tuple(
        (at, f"{name} with many more words than usual", f"{day} or some day after that")
        for at, name, day in talk.pages.timeline_marks
    )
    bar.show_year(talk.pages.timeline_bar.figure, "The year.", marks)
    for row in (0, 1):
        words = [pair[row] for pair in bar.labels]
        assert all(each.heightForWidth(each.width()) <= each.height() for each in words)
        rects = [each.geometry() for each in words]
        for one, two in pairwise(rects):
            assert one.right() < two.left()


def test_all_phases_come_into_view_part_by_part(opened: OpenPage) -> None:
    seen = []
    for part in range(opened.page.parts):
        opened.page.turn_to(part)
        seen += [card.title.text() for card in opened.page.cards if card.isVisible()]
    assert seen == [card.title.text() for card in opened.page.cards]


def test_the_year_runs_from_right_to_left_in_a_language_that_does(opened: OpenPage) -> None:
    opened.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    opened.page.look.draw(opened.page, 1.0)
    QApplication.processEvents()
    first, *_, last = opened.page.bar.labels
    assert first[1].geometry().left() > last[1].geometry().right()
    cards = [card for card in opened.page.cards if card.isVisible()]
    assert cards[0].mapTo(opened.page, QPoint()).x() > cards[1].mapTo(opened.page, QPoint()).x()


def test_every_step_has_a_name_and_a_target_of_44(opened: OpenPage) -> None:
    mover = opened.page.mover
    names = {button.accessibleName() for button in (*mover.steps.values(), mover.pick)}
    assert "Treatment day: one week earlier" in names
    assert len(names) == 5
    assert all(min(b.width(), b.height()) >= 44 for b in (*mover.steps.values(), mover.pick))


def test_steps_work_from_the_keyboard_and_a_click_leaves_it_alone(opened: OpenPage) -> None:
    button = opened.page.mover.steps[7]
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened.edits == [("plan.treatment_date", "2027-01-21")]
    assert button.hasFocus()


def test_the_cards_stay_the_same_widgets_when_the_day_moves(opened: OpenPage) -> None:
    before = list(opened.page.cards)
    step(opened, 7)
    assert opened.page.cards == before


def test_moving_the_day_in_the_talk_moves_what_is_shown(
    open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree, screen=SCREEN)
    assert isinstance(window.page, TalkTimelinePage)
    QTest.mouseClick(window.page.mover.steps[7], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert "21 January 2027" in window.page.mover.day.text()
