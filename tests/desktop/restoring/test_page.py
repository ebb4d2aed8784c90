from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.restoring.panel import RECOVERY_KEY, RestorePanel
from clinic_aid.desktop.restoring.values import BackupFace, Exchange
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Contents
from tests.desktop.conftest import AT, MakeBackups, ShowWidget

FILE = Path("stick") / "a.clinic-aid-backup"
FACE = BackupFace(file=FILE, made_at=AT, people=("Jo Brook", "Sam Green"))
HOLDS = Contents(consultations=208, newest_change=AT, made_at=AT)
NOW = Contents(consultations=212, newest_change=AT)
EXCHANGE = Exchange(present="sound", contents=NOW, backup=HOLDS, newer=4)


@pytest.fixture
def panel(the_look: Look, show_widget: ShowWidget) -> RestorePanel:
    panel = RestorePanel(the_look, language="en")
    show_widget(panel)
    return panel


def test_it_begins_with_the_backups_that_are_found(
    panel: RestorePanel, make_backups: MakeBackups
) -> None:
    panel.offer(make_backups(7))

    assert panel.step == "which"
    assert sum(button.isVisible() for button in panel.found) == 5
    assert panel.found[0].text().endswith("by hand · at the place chosen · 12.3 MB")


def test_without_backups_a_file_is_asked_for(qtbot: QtBot, panel: RestorePanel) -> None:
    panel.offer(())
    assert panel.found_title.text().startswith("No backups are found here.")

    with qtbot.waitSignal(panel.file_asked):
        panel.other.click()


def test_the_backup_that_was_pressed_is_told(
    qtbot: QtBot, panel: RestorePanel, make_backups: MakeBackups
) -> None:
    backups = make_backups(7)
    panel.offer(backups)
    panel.pager.forward.click()

    with qtbot.waitSignal(panel.file_chosen) as told:
        panel.found[1].click()

    assert told.args == [backups[6].file]


def test_the_people_of_that_time_are_asked(qtbot: QtBot, panel: RestorePanel) -> None:
    panel.show_face(FACE)
    panel.who.buttons["Sam Green"].click()
    panel.entry.line.setText("the words of then")

    with qtbot.waitSignal(panel.open_asked) as told:
        panel.open.click()

    assert told.args == [FILE, "Sam Green", "the words of then"]


def test_the_recovery_key_opens_a_backup_as_well(qtbot: QtBot, panel: RestorePanel) -> None:
    panel.show_face(FACE)
    panel.who.buttons[RECOVERY_KEY].click()
    assert panel.secret.label.text() == "&Recovery key of that time"
    panel.entry.line.setText("7QK4-M2XA")

    with qtbot.waitSignal(panel.open_asked) as told:
        panel.open.click()

    assert told.args == [FILE, RECOVERY_KEY, "7QK4-M2XA"]


def test_nothing_typed_opens_nothing(qtbot: QtBot, panel: RestorePanel) -> None:
    panel.show_face(FACE)

    with qtbot.assertNotEmitted(panel.open_asked):
        panel.open.click()

    assert panel.secret.words == "Type what opens the backup."


def test_a_wrong_passphrase_is_told_beside_it(panel: RestorePanel) -> None:
    panel.show_face(FACE)
    panel.entry.line.setText("the words of today")

    panel.show_fault("This passphrase does not open the backup.")

    assert panel.step == "open"
    assert panel.secret.words == "This passphrase does not open the backup."
    assert panel.entry.line.hasFocus()


def test_both_vaults_are_shown_side_by_side(panel: RestorePanel) -> None:
    panel.show_exchange(EXCHANGE)

    assert panel.exchange.present.count.text() == "212 consultations"
    assert panel.exchange.backup.count.text() == "208 consultations"
    assert panel.exchange.backup.made.text().startswith("Made: 21 November 2026")
    assert "Newer than this backup: 4 consultations." in panel.exchange.newer.text()
    assert "kept aside" in panel.exchange.aside.text()


@pytest.mark.parametrize(("choice", "keeps"), [(None, True), ("keep", True), ("leave", False)])
def test_newer_consultations_are_kept_unless_somebody_lets_them_go(
    qtbot: QtBot, panel: RestorePanel, choice: str | None, keeps: bool
) -> None:
    panel.show_exchange(EXCHANGE)
    if choice:
        panel.exchange.choice.buttons[choice].click()

    with qtbot.waitSignal(panel.restore_asked) as told:
        panel.restore.click()

    assert told.args == [keeps]


@pytest.mark.parametrize("present", ["none", "damaged", "closed"])
def test_where_nothing_can_be_chosen_nothing_is_asked(panel: RestorePanel, present: str) -> None:
    panel.show_exchange(
        Exchange(present=present, contents=None, backup=HOLDS, newer=2)  # type: ignore[arg-type]
    )

    assert not panel.exchange.asks
    assert not panel.exchange.keeps_newer


def test_what_can_be_read_of_a_damaged_vault_is_told(panel: RestorePanel) -> None:
    panel.show_exchange(Exchange(present="damaged", contents=NOW, backup=HOLDS, newer=2))

    assert panel.exchange.present.count.text() == "It is damaged"
    assert panel.exchange.present.newest.text().startswith("Still to be read: ")
    assert "is taken over" in panel.exchange.newer.text()


def test_without_a_vault_nothing_is_kept_aside(panel: RestorePanel) -> None:
    panel.show_exchange(Exchange(present="none", contents=None, backup=HOLDS))

    assert panel.exchange.present.count.text() == "There is none"
    assert not panel.exchange.aside.isVisible()


def test_what_was_erased_since_stays_erased(panel: RestorePanel) -> None:
    panel.show_exchange(Exchange(present="sound", contents=NOW, backup=HOLDS, left_out=2))

    assert "stays erased: 2 consultations." in panel.exchange.aside.text()


def test_keyboard_is_not_on_the_button_that_restores(qtbot: QtBot, panel: RestorePanel) -> None:
    panel.show_exchange(EXCHANGE)
    qtbot.waitUntil(panel.exchange.choice.buttons["keep"].hasFocus)

    panel.show_exchange(Exchange(present="sound", contents=NOW, backup=HOLDS))
    qtbot.waitUntil(panel.back.hasFocus)


def test_back_leads_to_the_first_step_and_forgets(qtbot: QtBot, panel: RestorePanel) -> None:
    panel.show_face(FACE)
    panel.entry.line.setText("the words of then")

    panel.back.click()

    assert panel.step == "which"
    assert panel.entry.passphrase() == ""


def test_a_backup_that_is_not_restored_after_all_is_dropped(
    qtbot: QtBot, panel: RestorePanel
) -> None:
    panel.show_exchange(EXCHANGE)

    with qtbot.waitSignal(panel.dropped):
        panel.back.click()


def test_nothing_can_be_pressed_while_it_is_put_in_place(qtbot: QtBot, panel: RestorePanel) -> None:
    panel.show_exchange(EXCHANGE)
    panel.show_busy(True)

    with qtbot.assertNotEmitted(panel.restore_asked), qtbot.assertNotEmitted(panel.dropped):
        panel.restore.click()
        panel.back.click()

    assert panel.outcome.words.text().startswith("Putting it in its place.")


def test_only_before_the_vault_is_open_there_is_a_way_back_to_the_door(
    qtbot: QtBot, the_look: Look, panel: RestorePanel, show_widget: ShowWidget
) -> None:
    assert not panel.back.isVisible()
    at_door = RestorePanel(the_look, language="en", can_leave=True)
    show_widget(at_door)

    with qtbot.waitSignal(at_door.left):
        at_door.back.click()
