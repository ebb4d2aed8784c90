import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.safe_keeping.locking_section import LockingSection
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Settings
from tests.desktop.conftest import ShowWidget


@pytest.fixture
def section(the_look: Look, show_widget: ShowWidget) -> LockingSection:
    section = LockingSection(the_look)
    section.show_settings(Settings())
    show_widget(section)
    return section


def test_usual_times_are_five_and_twenty_minutes(section: LockingSection) -> None:
    assert (section.idle.value(), section.presenting.value()) == (5, 20)


def test_each_time_is_told_as_its_own(qtbot: QtBot, section: LockingSection) -> None:
    with qtbot.waitSignal(section.idle.edited) as idle:
        section.idle.more.click()
    with qtbot.waitSignal(section.presenting.edited) as presenting:
        section.presenting.less.click()

    assert (idle.args, presenting.args) == ([6], [19])


@pytest.mark.parametrize("minutes", [0, 61])
def test_no_time_can_be_chosen_that_the_vault_would_refuse(
    section: LockingSection, minutes: int
) -> None:
    for stepper in (section.idle, section.presenting):
        stepper.line.setText(str(minutes))
        assert stepper.value() is None
        for _ in range(70):
            (stepper.more if minutes else stepper.less).click()

    Settings(
        idle_minutes=section.idle.value() or 0,
        presenting_minutes=section.presenting.value() or 0,
    )


def test_label_leads_to_its_number(section: LockingSection) -> None:
    assert section.idle.line.accessibleName() == "While working: minutes (1 to 15)"
