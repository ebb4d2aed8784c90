from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.safe_keeping.old_section import OldSection
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.vault.retention import Decisions, RetentionReview
from tests.desktop.conftest import PressKey, ShowWidget
from tests.desktop.safe_keeping.conftest import MakeEntry


@pytest.fixture
def section(the_look: Look, show_widget: ShowWidget) -> OldSection:
    names = {"own-fat-cells": "Own fat cells"}
    section = OldSection(
        the_look, language="en", product_name=names.get, today=lambda: date(2026, 11, 21)
    )
    show_widget(section)
    return section


@pytest.fixture
def known(make_entry: MakeEntry) -> RetentionReview:
    return RetentionReview(
        past=tuple(make_entry(f"past-{n}", name=f"Patient {n}") for n in range(6)),
        held=(make_entry("held", name="Ada Okafor", held=True),),
        reviewed_on=date(2025, 9, 3),
        is_due=True,
    )


def choose(section: OldSection, row: int, choice: str | None) -> None:
    section.lines[row].choice.buttons[choice].click()


def test_nothing_old_asks_for_nothing(section: OldSection) -> None:
    section.show_known(RetentionReview())

    assert section.title.text() == "Yearly review: nothing is older than the period"
    assert section.last.text() == "There was no review yet."
    assert not section.carry_out.isVisible()


def test_a_row_tells_who_when_and_which_product(
    section: OldSection, known: RetentionReview
) -> None:
    section.show_known(known)

    row = section.lines[0]
    assert row.name.text() == "\u2068Patient 0\u2069"
    assert row.born.text() == "Birth date not noted"
    assert not row.note.isVisible()
    assert row.words.words == "last changed 21 November 2015 · Own fat cells"


def test_two_of_one_name_are_told_apart_by_their_birth_dates(
    section: OldSection, make_entry: MakeEntry
) -> None:
    days = date(1984, 2, 29), date(2001, 8, 7)
    section.show_known(RetentionReview(past=tuple(make_entry(f"{day}", born=day) for day in days)))

    rows = section.lines[:2]
    assert [row.note.text() for row in rows] == ["one of two of this name"] * 2
    assert rows[0].born.text() == "Born 29 February 1984 · 42 years"

    section.erase_all.click()
    section.carry_out.click()
    asked = section.question.words.text()
    assert "\u2068Amira Haddad\u2069 · Born 29 February 1984 · 42 years\n" in asked
    assert "\u2068Amira Haddad\u2069 · Born 7 August 2001 · 25 years\n" in asked


def test_a_consultation_without_a_name_has_words_for_it(
    section: OldSection, make_entry: MakeEntry
) -> None:
    section.show_known(RetentionReview(past=(make_entry("a", name=None),)))

    assert section.lines[0].name.text() == "\u2068Without a name\u2069"


def test_the_last_review_is_told_and_that_the_next_is_due(
    section: OldSection, known: RetentionReview
) -> None:
    section.show_known(known)

    assert section.last.text() == "The last review was on 3 September 2025. The next one is due."


def test_nothing_is_chosen_at_first(section: OldSection, known: RetentionReview) -> None:
    section.show_known(known)

    assert section.decisions == Decisions()
    assert section.lines[0].choice.value() is None


def test_nothing_is_erased_without_a_question(
    qtbot: QtBot, section: OldSection, known: RetentionReview
) -> None:
    section.show_known(known)
    choose(section, 0, "erase")

    with qtbot.assertNotEmitted(section.review_asked):
        section.carry_out.click()

    assert section.question.isVisible()
    assert section.question.title.text() == "Erase 1 consultation for good?"
    assert "Patient 0" in section.question.words.text()


def test_enter_after_the_question_erases_nothing(
    qtbot: QtBot, section: OldSection, known: RetentionReview, press: PressKey
) -> None:
    section.show_known(known)
    choose(section, 0, "erase")
    section.carry_out.click()

    with qtbot.assertNotEmitted(section.review_asked):
        press(Qt.Key.Key_Return)

    assert section.carry_out.isVisible()
    assert section.carry_out.hasFocus()
    assert section.decisions.erase == ("past-0",)


def test_the_review_tells_all_that_was_chosen(
    qtbot: QtBot, section: OldSection, known: RetentionReview
) -> None:
    section.show_known(known)
    choose(section, 0, "erase")
    choose(section, 1, "keep")
    section.pager.forward.click()
    choose(section, 2, "erase")
    section.carry_out.click()

    with qtbot.waitSignal(section.review_asked) as told:
        section.question.yes.click()

    assert told.args == [Decisions(erase=("past-0", "past-5"), keep=("past-1",))]


def test_a_choice_can_be_taken_back(section: OldSection, known: RetentionReview) -> None:
    section.show_known(known)

    choose(section, 0, "erase")
    choose(section, 0, None)

    assert section.decisions == Decisions()


def test_a_review_that_changes_nothing_asks_no_question(
    qtbot: QtBot, section: OldSection, known: RetentionReview
) -> None:
    section.show_known(known)

    with qtbot.waitSignal(section.review_asked) as told:
        section.carry_out.click()

    assert told.args == [Decisions()]


def test_all_can_be_chosen_at_once_but_not_those_kept_longer_unseen(
    section: OldSection, known: RetentionReview
) -> None:
    section.show_known(known)

    section.erase_all.click()

    assert len(section.decisions.erase) == 6
    assert "held" not in section.decisions.erase


def test_what_is_kept_longer_can_be_shown_and_released(
    section: OldSection, known: RetentionReview
) -> None:
    section.show_known(known)
    section.show_held.click()
    for _ in range(2):
        section.pager.forward.click()
    assert section.lines[0].choice.value() == "keep"

    choose(section, 0, None)

    assert section.decisions == Decisions(release=("held",))


def test_many_names_are_told_as_a_number(section: OldSection, make_entry: MakeEntry) -> None:
    section.show_known(RetentionReview(past=tuple(make_entry(str(n)) for n in range(312))))
    section.erase_all.click()

    section.carry_out.click()

    assert section.question.title.text() == "Erase 312 consultations for good?"
    assert "And 304 more" in section.question.words.text()


def test_what_is_gone_is_chosen_no_more(section: OldSection, known: RetentionReview) -> None:
    section.show_known(known)
    choose(section, 0, "erase")

    section.show_known(RetentionReview(past=known.past[1:]))

    assert section.decisions == Decisions()


def test_what_was_done_is_told(section: OldSection, known: RetentionReview) -> None:
    section.show_known(known)
    section.show_busy(True)
    section.show_busy(False)

    section.show_done(2, 1)

    said = section.outcome.words.text()
    assert (
        said == "The review is done. 2 consultations erased for good. 1 consultation kept longer."
    )


def test_the_period_can_be_chosen(
    qtbot: QtBot, section: OldSection, known: RetentionReview
) -> None:
    section.show_known(known)

    with qtbot.waitSignal(section.years.edited) as told:
        section.years.more.click()

    assert told.args == [11]
