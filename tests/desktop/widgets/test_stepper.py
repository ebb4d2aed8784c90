import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.stepper import Stepper
from clinic_aid.desktop.widgets.style import Look
from tests.desktop.conftest import ShowWidget


@pytest.fixture
def stepper(the_look: Look, show_widget: ShowWidget) -> Stepper:
    stepper = Stepper(the_look, (1, 15), unit="minutes")
    stepper.name_for("While working")
    stepper.show_value(5)
    show_widget(stepper)
    return stepper


def test_a_step_is_told_once_it_has_been_let_be(qtbot: QtBot, stepper: Stepper) -> None:
    with qtbot.waitSignal(stepper.edited) as told:
        stepper.more.click()
        stepper.more.click()

    assert told.args == [7]


def test_steps_stop_at_the_bounds(stepper: Stepper) -> None:
    for _ in range(20):
        stepper.less.click()
    assert stepper.value() == 1

    for _ in range(20):
        stepper.more.click()
    assert stepper.value() == 15


def test_a_number_can_be_typed(qtbot: QtBot, stepper: Stepper) -> None:
    stepper.line.selectAll()
    with qtbot.waitSignal(stepper.edited) as told:
        qtbot.keyClicks(stepper.line, "12")
        qtbot.keyClick(stepper.line, Qt.Key.Key_Return)

    assert told.args == [12]


@pytest.mark.parametrize(("key", "value"), [(Qt.Key.Key_Up, 6), (Qt.Key.Key_Down, 4)])
def test_arrows_are_steps(qtbot: QtBot, stepper: Stepper, key: Qt.Key, value: int) -> None:
    qtbot.keyClick(stepper.line, key)

    assert stepper.value() == value


@pytest.mark.parametrize("typed", ["0", "16", "x", ""])
def test_what_is_no_number_within_the_bounds_is_never_told(
    qtbot: QtBot, stepper: Stepper, typed: str
) -> None:
    stepper.line.selectAll()
    with qtbot.assertNotEmitted(stepper.edited):
        qtbot.keyClick(stepper.line, Qt.Key.Key_Delete)
        qtbot.keyClicks(stepper.line, typed)
        stepper.settle()


def test_a_number_out_of_bounds_is_marked_and_explained(qtbot: QtBot, stepper: Stepper) -> None:
    stepper.line.selectAll()
    qtbot.keyClicks(stepper.line, "99")

    assert stepper.line.property("doubt")
    assert stepper.doubt() == "Write a number from 1 to 15."


def test_after_what_is_no_number_a_step_goes_on_from_the_last_one(stepper: Stepper) -> None:
    stepper.line.setText("x")

    stepper.more.click()

    assert stepper.value() == 6


def test_what_is_being_entered_is_not_exchanged(qtbot: QtBot, stepper: Stepper) -> None:
    stepper.more.click()

    stepper.show_value(9)

    assert stepper.value() == 6


def test_what_was_entered_last_is_told_when_the_page_is_left(
    qtbot: QtBot, stepper: Stepper
) -> None:
    stepper.more.click()

    with qtbot.waitSignal(stepper.edited, timeout=100) as told:
        stepper.hide()

    assert told.args == [6]


def test_a_value_that_is_shown_is_not_told(qtbot: QtBot, stepper: Stepper) -> None:
    with qtbot.assertNotEmitted(stepper.edited):
        stepper.show_value(8)
        stepper.settle()


def test_each_part_has_a_name_of_its_own(stepper: Stepper) -> None:
    names = [part.accessibleName() for part in (stepper.less, stepper.line, stepper.more)]

    assert names == ["While working: less", "While working: minutes", "While working: more"]
