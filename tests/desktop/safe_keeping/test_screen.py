import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.safe_keeping.screen import (
    SECTIONS,
    SafeKeepingScreen,
    SectionName,
)
from clinic_aid.desktop.widgets.reading_order import stops
from clinic_aid.desktop.widgets.style import scale_for
from tests.desktop.conftest import PressKey, ShowWidget
from tests.desktop.safe_keeping.conftest import Fill
from tests.languages.clipping import faults_of


def test_it_begins_with_the_backups(
    safety_screen: SafeKeepingScreen, show_widget: ShowWidget
) -> None:
    show_widget(safety_screen)

    assert safety_screen.section == "backups"
    assert safety_screen.backups.isVisible()
    assert safety_screen.buttons["backups"].isChecked()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_shown_by_its_name(
    qtbot: QtBot, safety_screen: SafeKeepingScreen, show_widget: ShowWidget, name: SectionName
) -> None:
    show_widget(safety_screen)

    with qtbot.waitSignal(safety_screen.section_shown) as told:
        safety_screen.buttons[name].click()

    assert told.args == [name]
    assert safety_screen.sections[name].isVisible()
    assert [n for n in SECTIONS if safety_screen.buttons[n].isChecked()] == [name]


def test_coming_back_asks_for_what_is_so_now(
    qtbot: QtBot, safety_screen: SafeKeepingScreen, show_widget: ShowWidget
) -> None:
    show_widget(safety_screen)
    safety_screen.hide()

    with qtbot.waitSignal(safety_screen.section_shown) as told:
        safety_screen.show()

    assert told.args == ["backups"]


def test_a_mark_is_told_to_a_screen_reader_as_well(safety_screen: SafeKeepingScreen) -> None:
    safety_screen.mark("old", True)
    assert safety_screen.buttons["old"].accessibleName().endswith(", something is to be done")

    safety_screen.mark("old", False)
    assert safety_screen.buttons["old"].accessibleName() == "Old consultations"


def test_a_section_that_is_left_forgets_what_was_typed(
    safety_screen: SafeKeepingScreen, fill: Fill, show_widget: ShowWidget
) -> None:
    fill(safety_screen)
    show_widget(safety_screen)
    safety_screen.show_section("people")
    safety_screen.people.page.people[0].change.click()
    entry = safety_screen.people.form.now.label.buddy()
    assert isinstance(entry, QLineEdit)
    entry.setText("four plain words here")

    safety_screen.show_section("backups")

    assert entry.text() == ""


def test_an_unknown_section_is_refused(safety_screen: SafeKeepingScreen) -> None:
    with pytest.raises(KeyError, match="garden"):
        safety_screen.show_section("garden")  # type: ignore[arg-type]


def test_who_opened_the_vault_is_told(safety_screen: SafeKeepingScreen) -> None:
    safety_screen.show_person("Jo Brook")

    assert safety_screen.person.text() == "Opened by \u2068Jo Brook\u2069"


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)], ids=["small", "large"])
def test_everything_is_whole_in_view_and_large_enough(
    safety_screen: SafeKeepingScreen,
    fill: Fill,
    show_widget: ShowWidget,
    name: SectionName,
    size: QSize,
) -> None:
    fill(safety_screen)
    window = show_widget(safety_screen, size=size)
    safety_screen.show_section(name)
    for area in safety_screen.sections.values():
        area.setProperty("mayScroll", False)
    QApplication.processEvents()

    assert faults_of(window, scale=scale_for(size)) == []


@pytest.mark.parametrize("name", SECTIONS)
def test_everything_is_whole_in_the_smallest_window(
    safety_screen: SafeKeepingScreen, fill: Fill, show_widget: ShowWidget, name: SectionName
) -> None:
    fill(safety_screen)
    window = show_widget(safety_screen, size=QSize(1024, 640))
    safety_screen.show_section(name)
    QApplication.processEvents()

    assert faults_of(window) == []


@pytest.mark.parametrize("name", SECTIONS)
def test_everything_that_can_be_pressed_has_a_name(
    safety_screen: SafeKeepingScreen, fill: Fill, show_widget: ShowWidget, name: SectionName
) -> None:
    fill(safety_screen)
    show_widget(safety_screen)
    safety_screen.show_section(name)

    parts = [
        *safety_screen.findChildren(QAbstractButton),
        *safety_screen.findChildren(QLineEdit),
    ]
    nameless = [
        part.objectName() for part in parts if part.isVisible() and not part.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("name", SECTIONS)
def test_no_two_parts_of_a_section_have_the_same_name(
    safety_screen: SafeKeepingScreen, fill: Fill, show_widget: ShowWidget, name: SectionName
) -> None:
    fill(safety_screen)
    show_widget(safety_screen)
    safety_screen.show_section(name)

    names = [part.accessibleName() for part in stops(safety_screen)]

    assert len(set(names)) == len(names)


def test_keyboard_leads_from_the_names_into_the_section(
    safety_screen: SafeKeepingScreen, show_widget: ShowWidget
) -> None:
    show_widget(safety_screen)
    to = stops(safety_screen)

    place = to.index(safety_screen.buttons["trail"])
    assert [*to[:place], to[place]] == list(safety_screen.buttons.values())
    assert to[place + 1] is safety_screen.backups.back_up


def test_enter_opens_a_section(
    qtbot: QtBot, safety_screen: SafeKeepingScreen, show_widget: ShowWidget, press: PressKey
) -> None:
    show_widget(safety_screen)
    safety_screen.buttons["locking"].setFocus()

    press(Qt.Key.Key_Return)

    assert safety_screen.section == "locking"


def test_what_has_the_keyboard_is_scrolled_into_view(
    qtbot: QtBot, safety_screen: SafeKeepingScreen, fill: Fill, show_widget: ShowWidget
) -> None:
    fill(safety_screen)
    show_widget(safety_screen, size=QSize(1024, 640))
    safety_screen.show_section("old")
    bar = safety_screen.old.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)

    safety_screen.old.carry_out.setFocus()

    qtbot.waitUntil(lambda: bar.value() > 0)
    assert not safety_screen.old.carry_out.visibleRegion().isEmpty()
