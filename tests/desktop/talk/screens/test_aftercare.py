from datetime import date, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clinic_aid.content.dates import long_date
from clinic_aid.content.filling import without_isolates
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.aftercare import AftercarePage, DatedCard
from tests.desktop.talk.conftest import OpenPage, OpenPages, OpenTalk

SCREEN = "your-aftercare"
TREATED = date(2027, 1, 14)
SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
Tree = dict[str, object]


@pytest.fixture
def opened(open_page: OpenPages, full_tree: Tree) -> OpenPage:
    return open_page(AftercarePage, SCREEN, full_tree)


def said(opened: OpenPage) -> dict[str, list[str]]:
    """Give each date of the cards with what is to be done on it."""
    found: dict[str, list[str]] = {}
    for card in opened.page.rows.of_kind(DatedCard):
        steps = [step.what.marked() for step in card.steps]
        found.setdefault(without_isolates(card.when.marked()), []).extend(steps)
    return found


def when_of(opened: OpenPage, beginning: str) -> list[str]:
    return [
        when
        for when, steps in said(opened).items()
        if any(step.startswith(beginning) for step in steps)
    ]


def test_every_step_of_the_guide_is_there_in_order(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    printed = [
        (phase.heading, group.when, f"{row.what} {row.more}".strip(), row.why)
        for phase in talk.pages.calendar.phases
        for group in phase.groups
        for row in group.rows
    ]
    shown = [
        (card.phase, card.when.marked(), step.what.marked(), step.why.marked())
        for card in opened.page.rows.of_kind(DatedCard)
        for step in card.steps
    ]
    assert shown == printed


def begins(opened: OpenPage, key: str) -> str:
    """Give how a step of the content begins, whatever it says in full."""
    return str(opened.page.services.pack.aftercare[key].what)[:15]


def test_washing_has_the_days_counted_from_the_treatment(opened: OpenPage) -> None:
    told = when_of(opened, begins(opened, "wash-not-yet"))
    assert "Thursday 14 and Friday 15 January 2027" in told
    assert "From Saturday 16 January 2027" in when_of(opened, begins(opened, "wash-gently"))


@pytest.mark.parametrize("days", [-7, -1, 1, 7])
def test_all_dates_follow_when_the_day_moves(opened: OpenPage, days: int) -> None:
    QTest.mouseClick(opened.page.mover.steps[days], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    moved = TREATED + timedelta(days=days)
    assert opened.edits == [("plan.treatment_date", moved.isoformat())]
    begun = f"From {long_date(moved + timedelta(days=2), 'en')}"
    assert begun in when_of(opened, begins(opened, "wash-gently"))


def test_each_phase_begins_with_its_heading(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    begun = [
        card.heading.marked()
        for card in opened.page.rows.of_kind(DatedCard)
        if not card.heading.isHidden()
    ]
    assert begun == [phase.heading for phase in talk.pages.calendar.phases]


def test_a_phase_that_goes_on_in_the_next_view_is_named_there(opened: OpenPage) -> None:
    page, went_on = opened.page, 0
    for part in range(page.parts):
        page.turn_to(part)
        QApplication.processEvents()
        first = next(card for card in page.rows.of_kind(DatedCard) if card.isVisible())
        if first.heading.isVisible():
            assert page.goes_on.text() == ""
        else:
            assert page.goes_on.text() == first.phase
            went_on += 1
    assert went_on > 0


def test_a_visit_says_its_time_its_place_and_what_is_still_to_be_asked(
    open_page: OpenPages, full_tree: Tree
) -> None:
    plan = full_tree["plan"]
    assert isinstance(plan, dict)
    plan["on_the_day"] = {"place": "12 Mill Lane", "going_home": "Your sister drives you"}
    opened = open_page(AftercarePage, SCREEN, full_tree)
    talk = opened.page.services.talk(opened.session.draft.tree)
    rows = [
        row
        for phase in talk.pages.calendar.phases
        for group in phase.groups
        for row in group.rows
        if row.kind == "appointment"
    ]
    steps = [step for card in opened.page.rows.of_kind(DatedCard) for step in card.steps]
    visits = [step for step in steps if not step.details.isHidden()]
    assert [visit.what.marked() for visit in visits] == [row.what for row in rows]
    for visit, row in zip(visits, rows, strict=True):
        told = [words.marked() for words in visit.details.findChildren(Words)]
        assert sorted(told) == sorted(text for it in row.details for text in (it.name, it.value))
    assert "12 Mill Lane" in without_isolates(str(told))


def test_a_step_that_is_no_visit_has_no_empty_lines(opened: OpenPage) -> None:
    for card in opened.page.rows.of_kind(DatedCard):
        for step in card.steps:
            for words in (step.what, step.why, step.warn):
                assert words.isHidden() != bool(words.marked())


def test_every_step_has_its_picture(opened: OpenPage) -> None:
    steps = [step for card in opened.page.rows.of_kind(DatedCard) for step in card.steps]
    assert all(not step.icon.pixmap().isNull() for step in steps)


def test_what_the_dates_count_from_and_who_decides_is_said_first(
    open_page: OpenPages, minimal_tree: Tree
) -> None:
    plan = {"product": "own-fat-cells", "treatment_date": TREATED.isoformat()}
    opened = open_page(AftercarePage, SCREEN, {**minimal_tree, "plan": plan})
    lead = without_isolates(opened.page.lead.text())
    assert lead.startswith(f"We count from your treatment day, {long_date(TREATED, 'en')}.")
    assert lead.endswith("Your clinic's own written rules come first.")


def test_no_single_day_is_named_where_the_sample_has_its_own(opened: OpenPage) -> None:
    assert "We count from" not in opened.page.lead.text()
    assert opened.page.lead.text().endswith("Your clinic's own written rules come first.")


def test_every_part_shows_something_and_all_parts_show_all(opened: OpenPage) -> None:
    page, seen = opened.page, []
    for part in range(page.parts):
        page.turn_to(part)
        QApplication.processEvents()
        assert page.part == part
        shown = [row for row in page.rows.rows if row.isVisible()]
        assert 1 <= len(shown) <= 7
        seen += shown
    assert seen == list(page.rows.rows)


def test_the_turners_go_through_the_parts(opened: OpenPage) -> None:
    page = opened.page
    page.turn_to(0)
    for part in range(1, page.parts):
        QTest.mouseClick(page.turners.forward, Qt.MouseButton.LeftButton)
        assert page.part == part
    assert not page.turners.forward.isEnabled()


def test_without_a_date_days_are_counted_in_words(open_page: OpenPages, minimal_tree: Tree) -> None:
    opened = open_page(AftercarePage, SCREEN, minimal_tree)
    assert not any("20" in when for when in said(opened))
    assert opened.page.mover.choose.isVisible()


def test_after_a_no_there_are_no_dates(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(AftercarePage, SCREEN, {**full_tree, "decision": "no"})
    assert not any("2027" in when for when in said(opened))
    assert not opened.page.mover.isVisible()


def test_cards_that_say_the_same_stay_when_something_else_changes(opened: OpenPage) -> None:
    before = opened.page.rows.of_kind(DatedCard)
    opened.session.put("notes_for_patient", "Bring your list.")
    assert opened.page.rows.of_kind(DatedCard) == before


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_words_are_cut(open_page: OpenPages, full_tree: Tree, size: QSize) -> None:
    opened = open_page(AftercarePage, SCREEN, full_tree, size=size)
    assert opened.cut_words() == []
    assert opened.smallest_words() >= 18


def test_without_a_product_the_way_to_it_is_shown(open_page: OpenPages) -> None:
    opened = open_page(AftercarePage, SCREEN)
    assert opened.page.parts == 1
    assert opened.page.needs.isVisible()
    assert not opened.page.mover.isVisible()


def test_moving_the_day_in_the_talk_moves_what_is_shown(
    open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree, screen=SCREEN)
    assert isinstance(window.page, AftercarePage)
    QTest.mouseClick(window.page.mover.steps[7], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert "21 January 2027" in window.page.mover.day.text()
