from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.restoring.page import RestorePage
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Contents
from clinic_aid.vault.comparing import RECOVERY_KEY, Exchange
from tests.desktop.conftest import AT, MakeBackups, ShowWidget, backup_at

FILE = Path("stick") / "a.clinic-aid-backup"
BACKUP = backup_at(FILE, people=("Jo Brook", "Sam Green"))
HOLDS = Contents(consultations=208, newest_change=AT, made_at=AT)
NOW = Contents(consultations=212, newest_change=AT)
EXCHANGE = Exchange(present="sound", contents=NOW, backup=HOLDS, newer=4)


@pytest.fixture
def page(the_look: Look, show_widget: ShowWidget) -> RestorePage:
    page = RestorePage(the_look, language="en")
    show_widget(page)
    return page


def test_it_begins_with_the_backups_that_are_found(
    page: RestorePage, make_backups: MakeBackups, tmp_path: Path
) -> None:
    page.offer(make_backups(7), here=tmp_path / "here")

    assert page.step == "which"
    assert sum(button.isVisible() for button in page.found) == 5
    assert page.found[0].text().endswith("by hand · at the place chosen · 12.3 MB")


def test_without_backups_a_file_is_asked_for(qtbot: QtBot, page: RestorePage) -> None:
    page.offer((), here=Path())
    assert page.found_title.text().startswith("No backups are found here.")

    with qtbot.waitSignal(page.file_asked):
        page.other.click()


def test_the_backup_that_was_pressed_is_told(
    qtbot: QtBot, page: RestorePage, make_backups: MakeBackups
) -> None:
    backups = make_backups(7)
    page.offer(backups, here=Path())
    page.pager.forward.click()

    with qtbot.waitSignal(page.file_chosen) as told:
        page.found[1].click()

    assert told.args == [backups[6].file]


def test_the_people_of_that_time_are_asked(qtbot: QtBot, page: RestorePage) -> None:
    page.show_backup(BACKUP)
    page.who.buttons["Sam Green"].click()
    page.entry.line.setText("the words of then")

    with qtbot.waitSignal(page.open_asked) as told:
        page.open.click()

    assert told.args == [FILE, "Sam Green", "the words of then"]


def test_the_recovery_key_opens_a_backup_as_well(qtbot: QtBot, page: RestorePage) -> None:
    page.show_backup(BACKUP)
    page.who.buttons[RECOVERY_KEY].click()
    assert page.secret.label.text() == "&Recovery key of that time"
    page.entry.line.setText("7QK4-M2XA")

    with qtbot.waitSignal(page.open_asked) as told:
        page.open.click()

    assert told.args == [FILE, RECOVERY_KEY, "7QK4-M2XA"]


def test_nothing_typed_opens_nothing(qtbot: QtBot, page: RestorePage) -> None:
    page.show_backup(BACKUP)

    with qtbot.assertNotEmitted(page.open_asked):
        page.open.click()

    assert page.secret.words == "Type what opens the backup."


def test_a_wrong_passphrase_is_told_beside_it(page: RestorePage) -> None:
    page.show_backup(BACKUP)
    page.entry.line.setText("the words of today")

    page.show_fault("This passphrase does not open the backup.")

    assert page.step == "open"
    assert page.secret.words == "This passphrase does not open the backup."
    assert page.entry.line.hasFocus()


def test_both_vaults_are_shown_side_by_side(page: RestorePage) -> None:
    page.show_exchange(EXCHANGE)

    assert page.exchange.present.count.text() == "212 consultations"
    assert page.exchange.backup.count.text() == "208 consultations"
    assert page.exchange.backup.made.text().startswith("Made: 21 November 2026")
    assert "Newer than this backup: 4 consultations." in page.exchange.newer.text()
    assert "kept aside" in page.exchange.aside.text()


@pytest.mark.parametrize(("choice", "keeps"), [(None, True), ("keep", True), ("leave", False)])
def test_newer_consultations_are_kept_unless_somebody_lets_them_go(
    qtbot: QtBot, page: RestorePage, choice: str | None, keeps: bool
) -> None:
    page.show_exchange(EXCHANGE)
    if choice:
        page.exchange.choice.buttons[choice].click()

    with qtbot.waitSignal(page.restore_asked) as told:
        page.restore.click()

    assert told.args == [keeps]


@pytest.mark.parametrize("present", ["none", "damaged", "closed"])
def test_where_nothing_can_be_chosen_nothing_is_asked(page: RestorePage, present: str) -> None:
    page.show_exchange(
        Exchange(present=present, contents=None, backup=HOLDS, newer=2)  # type: ignore[arg-type]
    )

    assert not page.exchange.asks
    assert not page.exchange.keeps_newer


def test_what_can_be_read_of_a_damaged_vault_is_told(page: RestorePage) -> None:
    page.show_exchange(Exchange(present="damaged", contents=NOW, backup=HOLDS, newer=2))

    assert page.exchange.present.count.text() == "It is damaged"
    assert page.exchange.present.newest.text().startswith("Still to be read: ")
    assert "is taken over" in page.exchange.newer.text()


def test_without_a_vault_nothing_is_kept_aside(page: RestorePage) -> None:
    page.show_exchange(Exchange(present="none", contents=None, backup=HOLDS))

    assert page.exchange.present.count.text() == "There is none"
    assert not page.exchange.aside.isVisible()


def test_what_was_erased_since_stays_erased(page: RestorePage) -> None:
    page.show_exchange(Exchange(present="sound", contents=NOW, backup=HOLDS, left_out=2))

    assert "stays erased: 2 consultations." in page.exchange.aside.text()


def test_keyboard_is_not_on_the_button_that_restores(qtbot: QtBot, page: RestorePage) -> None:
    page.show_exchange(EXCHANGE)
    qtbot.waitUntil(page.exchange.choice.buttons["keep"].hasFocus)

    page.show_exchange(Exchange(present="sound", contents=NOW, backup=HOLDS))
    qtbot.waitUntil(page.back.hasFocus)


def test_back_leads_to_the_first_step_and_forgets(qtbot: QtBot, page: RestorePage) -> None:
    page.show_backup(BACKUP)
    page.entry.line.setText("the words of then")

    page.back.click()

    assert page.step == "which"
    assert page.entry.passphrase() == ""


def test_a_backup_that_is_not_restored_after_all_is_dropped(
    qtbot: QtBot, page: RestorePage
) -> None:
    page.show_exchange(EXCHANGE)

    with qtbot.waitSignal(page.dropped):
        page.back.click()


def test_nothing_can_be_pressed_while_it_is_put_in_place(qtbot: QtBot, page: RestorePage) -> None:
    page.show_exchange(EXCHANGE)
    page.show_busy(True)

    with qtbot.assertNotEmitted(page.restore_asked), qtbot.assertNotEmitted(page.dropped):
        page.restore.click()
        page.back.click()

    assert page.outcome.words.text().startswith("Putting it in its place.")


def test_only_before_the_vault_is_open_there_is_a_way_back_to_unlocking(
    qtbot: QtBot, the_look: Look, page: RestorePage, show_widget: ShowWidget
) -> None:
    assert not page.back.isVisible()
    closed = RestorePage(the_look, language="en", can_leave=True)
    show_widget(closed)

    with qtbot.waitSignal(closed.left):
        closed.back.click()


def test_a_date_that_nothing_proves_is_not_told_as_a_fact(page: RestorePage) -> None:
    page.show_exchange(replace(EXCHANGE, backup=replace(HOLDS, is_dated=False)))

    assert "only its last change proves its age" in page.exchange.backup.made.text()


def test_what_only_a_list_calls_erased_is_told_before_it_comes_back(page: RestorePage) -> None:
    page.show_exchange(replace(EXCHANGE, called_erased=2))

    assert "calls them erased: 2 consultations" in page.exchange.doubts.text()


def test_a_lost_list_of_what_was_erased_is_told(page: RestorePage) -> None:
    page.show_exchange(replace(EXCHANGE, has_lost_list=True))

    assert "missing or damaged" in page.exchange.doubts.text()


def test_without_a_doubt_none_is_told(page: RestorePage) -> None:
    page.show_exchange(EXCHANGE)

    assert not page.exchange.doubts.isVisible()
