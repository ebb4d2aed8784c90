from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.words import plain
from clinic_aid.desktop.talk.screens.health import FlagRow, HealthPage, HealthRow, RedFlagsPage

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
_FLAGS, _CHECKS = "warning-signs", "your-checks"
_ANSWERED = {
    "pregnancy": {"answer": "no"},
    "infection": {"answer": "yes"},
    "past-cancer": {"answer": "unsure", "cleared_by": "Dr A. Example"},
    "allergy": {
        "answer": "yes",
        "cleared_by": "Dr B. Example",
        "cleared_on": "2026-11-20",
        "cleared_how": "letter",
    },
    "other-hair-treatment": {"answer": "yes"},
}


def _row(page: Any, key: str) -> Any:
    return next(row for row in page.rows.rows if row.key == key)


def test_the_signs_are_those_of_the_talk(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    talk = services.talk(full_tree)
    assert [row.words.marked() for row in shown.page.rows.of_kind(FlagRow)] == [
        question.text for question in talk.red_flags
    ]


def test_the_answers_stand_in_one_order(open_page: OpenPages, full_tree: Tree) -> None:
    for kind, screen in ((RedFlagsPage, _FLAGS), (HealthPage, _CHECKS)):
        shown = open_page(kind, screen, full_tree)
        for row in shown.page.rows.rows:
            said = [button.text().strip() for button in row.chips.buttons.values()]
            assert said == ["Yes", "No", "Unsure", "Not asked"]


@pytest.mark.parametrize("answer", ["yes", "no", "unsure"])
def test_a_tap_answers_for_a_sign(open_page: OpenPages, full_tree: Tree, answer: str) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    _row(shown.page, "itch-or-pain").chips.buttons[answer].click()
    assert shown.edits == [("red_flags.itch-or-pain", answer)]


def test_the_chosen_answer_tapped_again_is_taken_back(
    open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    chips = _row(shown.page, "itch-or-pain").chips
    chips.buttons["yes"].click()
    chips.buttons["yes"].click()
    assert shown.edits[-1] == ("red_flags.itch-or-pain", None)
    assert chips.value() is None


def test_nothing_is_chosen_where_nothing_was_asked(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    assert {row.chips.value() for row in shown.page.rows.of_kind(FlagRow)} == {None}
    assert not shown.page.care.isVisible()


@pytest.mark.parametrize(("answer", "cares"), [("yes", True), ("unsure", True), ("no", False)])
def test_a_sign_that_may_be_there_brings_the_words_of_care(
    open_page: OpenPages, services: Services, full_tree: Tree, answer: str, cares: bool
) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    _row(shown.page, "sudden-loss").chips.buttons[answer].click()
    assert shown.page.care.isVisible() == cares
    assert _row(shown.page, "sudden-loss").mark.isVisible() == cares
    assert shown.page.care_words.marked() == services.talk(full_tree).labels["red-flag-care"]


def test_the_words_of_care_move_no_row(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    before = [row.geometry() for row in shown.page.rows.of_kind(FlagRow) if row.isVisible()]
    _row(shown.page, "sudden-loss").chips.buttons["yes"].click()
    QApplication.processEvents()
    assert [row.geometry() for row in shown.page.rows.of_kind(FlagRow) if row.isVisible()] == before


def test_a_chosen_chip_is_as_wide_as_before(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    chips = _row(shown.page, "sudden-loss").chips
    before = [button.geometry() for button in chips.buttons.values()]
    chips.buttons["unsure"].click()
    QApplication.processEvents()
    assert [button.geometry() for button in chips.buttons.values()] == before


def test_a_chip_names_its_question(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, full_tree)
    row = _row(shown.page, "other-hair-treatment")
    name = row.chips.buttons["yes"].accessibleName()
    assert name == f"{plain(row.words.marked())} Yes"


def test_answers_can_be_given_by_keyboard(
    open_page: OpenPages, full_tree: Tree, qtbot: QtBot
) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    button = _row(shown.page, "sudden-loss").chips.buttons["no"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert shown.edits == [("red_flags.sudden-loss", "no")]


def test_a_word_of_the_care_box_can_be_asked_for(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(RedFlagsPage, _FLAGS, full_tree)
    shown.page.care_words.linkActivated.emit("term:skin doctor")
    assert shown.asked == ["term:skin doctor"]


def test_checks_that_stop_treatment_come_first(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(HealthPage, _CHECKS, full_tree)
    levels = {check.key: check.level for check in services.talk(full_tree).checks}
    order = [levels[row.key] for row in shown.page.rows.of_kind(HealthRow)]
    assert order == sorted(order, key=["stop", "doctor", "note"].index)
    assert len(order) == len(levels)


def test_each_level_is_said_in_words(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, full_tree)
    said = [row.level.text() for row in shown.page.rows.of_kind(HealthRow)]
    assert list(dict.fromkeys(said)) == [
        "Stops treatment until cleared",
        "A doctor decides",
        "Good to know",
    ]


def test_what_an_answer_means_appears_once_it_is_not_no(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": _ANSWERED})
    checks = {check.key: check for check in services.talk(full_tree).checks}
    rows = shown.page.rows.of_kind(HealthRow)
    waiting = {row.key for row in rows if not row.clearing.isHidden()}
    assert waiting == {"infection", "past-cancer", "allergy", "other-hair-treatment"}
    row = _row(shown.page, "infection")
    assert row.meaning.marked() == checks["infection"].meaning
    assert row.waits.marked() == checks["infection"].waits


def test_what_needs_no_clearing_offers_none(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": _ANSWERED})
    row = _row(shown.page, "other-hair-treatment")
    assert row.clearing.open.isHidden()
    assert row.waits.isHidden()
    assert not row.meaning.isHidden()


def test_a_name_alone_is_not_confirmed(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": _ANSWERED})
    clearing = _row(shown.page, "past-cancer").clearing
    assert clearing.done.isHidden()
    assert clearing.claim.text().startswith("Not confirmed: Dr A. Example")
    assert clearing.by.line.text() == "Dr A. Example"


def test_what_is_cleared_is_one_line_and_can_be_taken_back(
    open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": _ANSWERED})
    clearing = _row(shown.page, "allergy").clearing
    assert clearing.waiting.isHidden()
    assert clearing.cleared.text() == (
        "Cleared by Dr B. Example, on Friday 20 November 2026. Letter seen."
    )
    clearing.back.click()
    assert shown.edits == [("checks.allergy", {"answer": "yes"})]
    assert clearing.done.isHidden()
    assert not clearing.waiting.isHidden()


def test_a_check_is_cleared_by_all_three_entries_in_one_act(
    open_page: OpenPages, full_tree: Tree, qtbot: QtBot
) -> None:
    answered = {"allergy": {"answer": "yes", "note": "rash"}}
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": answered})
    row = _row(shown.page, "allergy")
    shown.page.rows.turn_to_row(row)
    clearing = row.clearing
    clearing.open.click()
    QApplication.processEvents()
    qtbot.keyClicks(QApplication.focusWidget(), "Dr B. Example")
    qtbot.keyClicks(clearing.on.line, "20 Nov 2020")
    assert not clearing.act.isEnabled()
    assert clearing.missing.text() == "Missing: how it was seen"
    clearing.how.buttons["test"].click()
    assert shown.edits == []
    clearing.act.click()
    entry = {
        "cleared_by": "Dr B. Example",
        "cleared_on": "2020-11-20",
        "cleared_how": "test",
        **answered["allergy"],
    }
    assert shown.edits == [("checks.allergy", entry)]
    assert clearing.cleared.text().endswith("Test seen.")


def test_the_form_of_a_row_stays_in_view_when_it_unfolds(
    open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": _ANSWERED})
    for key in ("past-cancer", "infection"):
        row = _row(shown.page, key)
        shown.page.rows.turn_to_row(row)
        row.clearing.open.click()
        QApplication.processEvents()
        assert row.clearing.act.isVisible()
        assert shown.cut_words() == []


def test_the_birth_date_answers_for_the_age(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, full_tree)
    row = _row(shown.page, "under-18")
    assert row.age.marked() == "No, 42 years"
    assert row.chips.isHidden()
    assert row.is_answered


def test_without_a_birth_date_the_age_is_asked(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "patient": {"name": "Amira"}})
    row = _row(shown.page, "under-18")
    row.chips.buttons["no"].click()
    assert shown.edits == [("checks.under-18", {"answer": "no"})]


def test_under_18_by_birth_date_is_said_and_cannot_be_cleared(
    open_page: OpenPages, full_tree: Tree
) -> None:
    patient = {"name": "Amira", "birth_date": "2010-04-12"}
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "patient": patient})
    row = _row(shown.page, "under-18")
    assert row.age.marked() == "Yes, 16 years"
    assert row.meaning.isVisible()
    assert not row.clearing.open.isVisible()


def test_an_answer_keeps_the_clearing_of_the_check(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": _ANSWERED})
    _row(shown.page, "allergy").chips.buttons["unsure"].click()
    assert shown.edits == [("checks.allergy", {**_ANSWERED["allergy"], "answer": "unsure"})]


def test_no_leaves_nothing_to_clear(open_page: OpenPages, full_tree: Tree) -> None:
    entry = {**_ANSWERED["allergy"], "note": "kept"}
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": {"smoking": entry}})
    _row(shown.page, "smoking").chips.buttons["no"].click()
    assert shown.edits == [("checks.smoking", {"answer": "no", "note": "kept"})]


def test_an_answer_taken_back_takes_the_entry_away(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": _ANSWERED})
    _row(shown.page, "infection").chips.buttons["yes"].click()
    assert shown.edits == [("checks.infection", None)]


def test_it_is_said_how_many_were_asked(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "checks": _ANSWERED})
    count = len(shown.page.rows.of_kind(HealthRow))
    # The age is known by the birth date.
    assert shown.page.asked_so_far.text() == f"6 of {count} asked"
    _row(shown.page, "smoking").chips.buttons["no"].click()
    assert shown.page.asked_so_far.text() == f"7 of {count} asked"


def test_a_row_that_grows_stays_in_view_and_where_it_was(
    open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(HealthPage, _CHECKS, full_tree)
    shown.page.turn_to(1)
    QApplication.processEvents()
    row = next(row for row in shown.page.rows.of_kind(HealthRow) if row.isVisible())
    place = row.pos()
    row.chips.buttons["yes"].click()
    QApplication.processEvents()
    assert row.isVisible()
    assert row.pos() == place
    assert shown.page.part == 1


def test_the_last_row_of_a_view_is_followed_where_it_finds_no_room(
    open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(HealthPage, _CHECKS, {**full_tree, "patient": {"name": "Amira"}})
    in_view = [row for row in shown.page.rows.of_kind(HealthRow) if row.isVisible()]
    for row in reversed(in_view):
        row.chips.buttons["yes"].click()
        QApplication.processEvents()
        assert row.isVisible()


def test_rows_stay_the_same_widgets_when_an_answer_is_given(
    open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(HealthPage, _CHECKS, full_tree)
    before = shown.page.rows.rows
    _row(shown.page, "smoking").chips.buttons["no"].click()
    assert shown.page.rows.rows == before


def test_the_keyboard_stays_on_the_chip_that_was_pressed(
    open_page: OpenPages, full_tree: Tree, qtbot: QtBot
) -> None:
    shown = open_page(HealthPage, _CHECKS, full_tree)
    button = _row(shown.page, "pregnancy").chips.buttons["yes"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert shown.window.focusWidget() is button


def test_health_is_asked_about_before_a_product_is_chosen(open_page: OpenPages) -> None:
    shown = open_page(HealthPage, _CHECKS)
    assert shown.page.rows.of_kind(HealthRow)
    assert not shown.page.lacks_product


@pytest.mark.parametrize("size", _SIZES, ids=lambda size: str(size.width()))
@pytest.mark.parametrize(("kind", "screen"), [(RedFlagsPage, _FLAGS), (HealthPage, _CHECKS)])
def test_every_word_has_room(
    kind: type, screen: str, size: QSize, open_page: OpenPages, full_tree: Tree
) -> None:
    answers = {"red_flags": {"sudden-loss": "yes"}, "checks": _ANSWERED}
    shown = open_page(kind, screen, {**full_tree, **answers}, size=size)
    assert shown.cut_words() == []
    assert shown.smallest_words() >= 18
