"""The health questions in the form, worked as a consultant works them."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.prepare.check_row import CheckRow
from clinic_aid.desktop.prepare.checks_form import ChecksForm
from clinic_aid.desktop.system.text_size import SETTING
from tests.languages.clipping import faults_of

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]

CLEARED = {"cleared_by": "Dr A. Example", "cleared_on": "2026-11-20", "cleared_how": "letter"}


@pytest.fixture
def opened(open_page: OpenWindow) -> Callable[[Tree], Any]:
    return partial(open_page, page=5)


def page_of(window: MainWindow) -> ChecksForm:
    page = window.prepare.pages[5]
    assert isinstance(page, ChecksForm)
    return page


def row_of(window: MainWindow, key: str) -> CheckRow:
    """Give a question's row, turned to if it is on another page."""
    page = page_of(window)
    row = page.check_rows[key]
    if not row.isVisible():
        page.turn_to(key)
        QApplication.processEvents()
    assert row.isVisible()
    return row


def click(button: QPushButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def entry(window: MainWindow, key: str) -> object:
    return window.session.draft.value(f"checks.{key}")


def test_answers_stand_in_the_order_of_the_talk(opened: Any, full_tree: Tree) -> None:
    buttons = row_of(opened(full_tree), "pregnancy").answer.buttons.values()
    assert [button.text().strip() for button in buttons] == ["Yes", "No", "Unsure", "Not asked"]
    places = [button.x() for button in buttons]
    assert places == sorted(places)
    assert len({button.y() for button in buttons}) == 1


def test_the_form_asks_what_the_talk_asks_in_its_order(
    opened: Any, services: Services, full_tree: Tree, minimal_tree: Tree
) -> None:
    blank: Tree = {"patient": {}, "plan": {}}
    for tree in (full_tree, minimal_tree, blank):
        page = page_of(opened(tree))
        asked = [check.key for check in services.talk(tree).checks]
        shown = []
        while True:
            places = [row for row in page.check_rows.values() if row.isVisible()]
            shown += [row.key for row in sorted(places, key=lambda row: row.y())]
            if not page.forward.isEnabled():
                break
            page.forward.click()
            QApplication.processEvents()
        assert shown == asked


def test_no_meaning_stands_before_an_answer(opened: Any, full_tree: Tree) -> None:
    row = row_of(opened(full_tree), "allergy")
    assert not row.clearing.isVisible()
    row.answer.buttons["no"].click()
    assert not row.clearing.isVisible()


def test_a_yes_says_who_must_clear_it(opened: Any, services: Services, full_tree: Tree) -> None:
    window = opened(full_tree)
    check = services.pack.checks["allergy"]
    row_of(window, "allergy").answer.buttons["yes"].click()
    QApplication.processEvents()
    row = page_of(window).check_rows["allergy"]
    assert row.waits.isVisible()
    assert row.waits.text() == check.waits
    assert row.meaning.text() == check.meaning


def test_text_alone_clears_nothing(opened: Any, full_tree: Tree, qtbot: QtBot) -> None:
    window = opened({**full_tree, "checks": {"allergy": {"answer": "yes"}}})
    row = row_of(window, "allergy")
    assert row.clearing.by.line.placeholderText() == ""
    click(row.clearing.open, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "not yet")
    assert row.clearing.missing.text() == "Missing: the day, how it was seen"
    assert not row.clearing.act.isEnabled()
    click(row.clearing.act, qtbot)
    assert entry(window, "allergy") == {"answer": "yes"}


def test_a_stop_is_cleared_in_one_act_and_taken_back_in_one(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened({**full_tree, "checks": {"allergy": {"answer": "yes", "note": "rash"}}})
    row = row_of(window, "allergy")
    click(row.clearing.open, qtbot)
    qtbot.keyClicks(row.clearing.by.line, "Dr A. Example")
    qtbot.keyClicks(row.clearing.on.line, "3 Mar 2020")
    assert "Tuesday 3 March 2020" in [label.text() for label in _labels(row)]
    click(row.clearing.how.buttons["spoken"], qtbot)
    assert row.clearing.missing.text() == ""
    assert entry(window, "allergy") == {"answer": "yes", "note": "rash"}
    click(row.clearing.act, qtbot)
    assert entry(window, "allergy") == {
        "answer": "yes",
        "note": "rash",
        "cleared_by": "Dr A. Example",
        "cleared_on": "2020-03-03",
        "cleared_how": "spoken",
    }
    assert row.clearing.cleared.isVisible()
    assert row.clearing.cleared.text() == (
        "Cleared by Dr A. Example, on Tuesday 3 March 2020. Spoken to."
    )
    click(row.clearing.back, qtbot)
    assert entry(window, "allergy") == {"answer": "yes", "note": "rash"}
    # What was entered can be mended.
    assert row.clearing.by.line.text() == "Dr A. Example"


def test_a_day_that_is_still_to_come_clears_nothing(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened({**full_tree, "checks": {"allergy": {"answer": "yes", **CLEARED}}})
    row = row_of(window, "allergy")
    click(row.clearing.back, qtbot)
    click(row.clearing.open, qtbot)
    row.clearing.on.line.clear()
    qtbot.keyClicks(row.clearing.on.line, "3 Mar 2095")
    assert row.clearing.missing.text() == "Missing: the day"
    assert "That day is still to come." in [label.text() for label in _labels(row)]


def test_a_name_of_an_old_file_is_not_confirmed(opened: Any, full_tree: Tree) -> None:
    window = opened({**full_tree, "checks": {"allergy": {"answer": "yes", "cleared_by": "Dr Old"}}})
    row = row_of(window, "allergy")
    assert row.clearing.claim.isVisible()
    assert row.clearing.claim.text().startswith("Not confirmed: Dr Old is noted")
    assert not row.clearing.done.isVisible()


def test_a_dash_is_nobody_who_could_clear_anything(
    opened: Any, services: Services, full_tree: Tree, qtbot: QtBot
) -> None:
    dash = {"answer": "yes", **CLEARED, "cleared_by": "-"}
    tree = {**full_tree, "checks": {"allergy": dash}}
    row = row_of(opened(tree), "allergy")
    # As what needs looking at, and the guide, have it.
    assert "checks.allergy" in [one.path for one in services.concerns(tree)]
    assert not row.clearing.done.isVisible()
    click(row.clearing.open, qtbot)
    assert row.clearing.missing.text() == "Missing: who"
    assert not row.clearing.act.isEnabled()


def test_clearing_needs_nothing_but_the_keyboard(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened({**full_tree, "checks": {"allergy": {"answer": "yes"}}})
    row = row_of(window, "allergy")

    def press(key: Qt.Key) -> None:
        qtbot.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()

    def tab_to(wanted: object) -> None:
        for _ in range(40):
            if QApplication.focusWidget() is wanted:
                return
            press(Qt.Key.Key_Tab)
        pytest.fail("not reached by the Tab key")

    tab_to(row.clearing.open)
    press(Qt.Key.Key_Space)
    qtbot.keyClicks(QApplication.focusWidget(), "Dr A. Example")
    tab_to(row.clearing.on.line)
    qtbot.keyClicks(QApplication.focusWidget(), "2020-03-03")
    tab_to(row.clearing.how.buttons["letter"])
    press(Qt.Key.Key_Space)
    tab_to(row.clearing.act)
    press(Qt.Key.Key_Space)
    assert row.clearing.done.isVisible()


def test_what_is_typed_of_one_patient_is_gone_with_the_next(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    tree = {**full_tree, "checks": {"allergy": {"answer": "yes"}}}
    window = opened(tree)
    row = row_of(window, "allergy")
    click(row.clearing.open, qtbot)
    qtbot.keyClicks(row.clearing.by.line, "Dr A. Example")
    page = page_of(window)
    page.forward.click()
    window.session.replace(tree)
    QApplication.processEvents()
    assert page.check_rows["pregnancy"].isVisible()
    assert row.clearing.by.line.text() == ""
    assert not row_of(window, "allergy").clearing.form.isVisible()


def test_the_birth_date_answers_for_the_age(opened: Any, full_tree: Tree) -> None:
    window = opened(full_tree)
    row = row_of(window, "under-18")
    assert row.age.isVisible()
    assert row.age.text() == "No, 42 years"
    assert not row.answer.isVisible()
    window.session.put("patient.birth_date", None)
    QApplication.processEvents()
    assert row.answer.isVisible()


def test_the_next_question_that_was_not_asked_is_one_press_away(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    answered = {key: {"answer": "no"} for key in ("pregnancy", "infection", "cancer-now")}
    window = opened({**full_tree, "checks": answered})
    page = page_of(window)
    click(page.next_open, qtbot)
    assert page.check_rows["bleeding"].has_keyboard


def test_who_has_been_asked_everything_is_led_nowhere(
    opened: Any, services: Services, full_tree: Tree
) -> None:
    answered = {check.key: {"answer": "no"} for check in services.talk(full_tree).checks}
    window = opened({**full_tree, "checks": answered})
    assert not page_of(window).next_open.isEnabled()


def test_a_row_that_grows_is_followed(opened: Any, full_tree: Tree, qtbot: QtBot) -> None:
    window = opened(full_tree)
    rows = page_of(window).check_rows
    in_view = [key for key, row in rows.items() if row.answer.isVisible()]
    for key in reversed(in_view):
        row = row_of(window, key)
        click(row.answer.buttons["yes"], qtbot)
        assert row.isVisible()
        click(row.clearing.open, qtbot)
        assert row.clearing.act.isVisible()


@pytest.mark.parametrize("text", ["1", "1.25", "1.5"])
def test_nothing_of_a_clearing_is_cut(
    opened: Any, full_tree: Tree, monkeypatch: pytest.MonkeyPatch, text: str, qtbot: QtBot
) -> None:
    monkeypatch.setenv(SETTING, text)
    checks = {
        "infection": {"answer": "yes", **CLEARED},
        "allergy": {"answer": "yes", "cleared_by": "Dr Old"},
    }
    window = opened({**full_tree, "checks": checks})
    for key in checks:
        row = row_of(window, key)
        if row.clearing.open.isVisible():
            click(row.clearing.open, qtbot)
        faults = faults_of(window)
        assert [fault for fault in faults if not fault.startswith("scrolls")] == []


def _labels(row: CheckRow) -> list[Any]:
    from PySide6.QtWidgets import QLabel

    return [label for label in row.findChildren(QLabel) if label.isVisible()]
