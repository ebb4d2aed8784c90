"""Safe keeping with a real vault behind it, in a real window."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.keys.key_groups import groups_of
from clinic_aid.desktop.safe_keeping.controller import (
    SafeKeepingController,
    back_up,
    back_up_on_close,
)
from clinic_aid.desktop.safe_keeping.person_form import PersonForm
from clinic_aid.desktop.safe_keeping.screen import SafeKeepingScreen
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Settings
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import ShowScreens, WallClock

Keep = Callable[..., str]
PASSPHRASE, OTHER = "four plain words here", "five other words here"


@pytest.fixture
def screen(the_look: Look, show_screens: ShowScreens) -> SafeKeepingScreen:
    screen = SafeKeepingScreen(
        the_look,
        language="en",
        print_key=lambda _: None,
        product_name=lambda _: "Own fat cells",
        today=lambda: date(2026, 11, 21),
    )
    show_screens(screen)
    return screen


@pytest.fixture
def controller(screen: SafeKeepingScreen, open_vault: Vault) -> Iterator[SafeKeepingController]:
    pool = QThreadPool()
    yield SafeKeepingController(screen, open_vault, pool, screen.window())
    assert pool.waitForDone(30_000), "a background call outlived its test"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that somebody chooses whenever a place is asked for."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


@pytest.fixture
def old(open_vault: Vault, keep_consultation: Keep, wall_clock: WallClock) -> tuple[str, ...]:
    now = wall_clock.at
    wall_clock.at = now.replace(year=now.year - 11)
    keys = tuple(keep_consultation(name) for name in ("Amira Haddad", "Kim Lee"))
    wall_clock.at = now
    return keys


def said(screen: SafeKeepingScreen) -> str:
    return screen.backups.outcome.words.text()


def type_twice(form: PersonForm, passphrase: str) -> None:
    for field in (form.new.first, form.new.again):
        entry = field.label.buddy()
        assert isinstance(entry, QLineEdit)
        entry.setText(passphrase)


# Backups


def test_one_click_makes_a_backup_at_the_place_chosen_once(
    qtbot: QtBot,
    controller: SafeKeepingController,
    screen: SafeKeepingScreen,
    stick: Path,
    keep_consultation: Keep,
) -> None:
    keep_consultation("Amira Haddad")
    screen.backups.back_up.click()
    qtbot.waitUntil(lambda: said(screen) == "Backup made and opened to check: 1 consultation.")
    qtbot.waitUntil(lambda: screen.backups.found_title.text() == "Backups found: 1")

    screen.backups.back_up.click()

    qtbot.waitUntil(lambda: screen.backups.found_title.text() == "Backups found: 2")
    assert len(list(stick.iterdir())) == 2


def test_the_place_is_remembered(
    qtbot: QtBot,
    controller: SafeKeepingController,
    screen: SafeKeepingScreen,
    stick: Path,
    open_vault: Vault,
) -> None:
    with qtbot.waitSignal(controller.settings_changed) as told:
        screen.backups.choose.click()

    assert told.args is not None
    assert told.args[0].backup_folder == str(stick)
    assert open_vault.preferences.settings().backup_folder == str(stick)


def test_nobody_who_chooses_no_place_makes_a_backup(
    qtbot: QtBot,
    controller: SafeKeepingController,
    screen: SafeKeepingScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")

    screen.backups.back_up.click()

    assert said(screen) == "No place is chosen yet."


def test_a_stick_that_is_not_there_is_told(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, stick: Path
) -> None:
    with qtbot.waitSignal(controller.settings_changed):
        screen.backups.choose.click()
    stick.rmdir()

    screen.backups.back_up.click()

    qtbot.waitUntil(lambda: "is not there" in said(screen))
    assert screen.backups.outcome.words.objectName() == "fault"
    assert not stick.exists()


def test_a_fault_reaches_whoever_looks_at_something_else(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, stick: Path
) -> None:
    with qtbot.waitSignal(controller.settings_changed):
        screen.backups.choose.click()
    stick.rmdir()

    with qtbot.waitSignal(controller.failed) as told:
        screen.backups.back_up.click()
        screen.show_section("locking")

    assert told.args is not None
    assert "is not there" in told.args[0]


@pytest.fixture
def kept_for_weeks(keep_consultation: Keep, wall_clock: WallClock) -> None:
    keep_consultation("Amira Haddad")
    wall_clock.at += timedelta(days=40)


@pytest.mark.usefixtures("kept_for_weeks", "stick")
def test_an_old_backup_elsewhere_is_told_and_no_more_once_one_is_made(
    qtbot: QtBot,
    controller: SafeKeepingController,
    screen: SafeKeepingScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with qtbot.waitSignal(controller.backup_age_told) as told:
        controller.look()
    assert told.args is not None
    assert told.args[0].is_old
    assert screen.backups.elsewhere.text() == "There is no backup outside this computer yet."
    assert "something is to be done" in screen.buttons["backups"].accessibleName()
    # As on another disk; that a stick is one is tested with the vault.
    monkeypatch.setattr("clinic_aid.vault.vault.is_elsewhere", lambda *_: True)

    with qtbot.waitSignal(controller.backup_age_told) as told:
        screen.backups.back_up.click()

    assert told.args is not None
    assert told.args[0].days == 0
    assert screen.backups.elsewhere.isHidden()
    assert "to be done" not in screen.buttons["backups"].accessibleName()


def test_the_vault_is_looked_through(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen
) -> None:
    screen.backups.check.click()

    words = screen.backups.check_outcome.words
    qtbot.waitUntil(lambda: words.text().startswith("Everything is sound: 0 consultations"))


def test_a_backup_is_opened_from_where_it_lies(
    open_vault: Vault, keep_consultation: Keep, stick: Path
) -> None:
    keep_consultation("Amira Haddad")

    contents = back_up(open_vault, stick)

    assert contents.consultations == 1
    assert len(list(stick.iterdir())) == 1


def test_a_place_that_is_not_there_is_not_made(open_vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(ClinicAidError, match=r"is not there\. Plug the stick in"):
        back_up(open_vault, tmp_path / "media" / "STICK")

    assert not (tmp_path / "media").exists()


# What is set


def test_every_number_is_kept(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, open_vault: Vault
) -> None:
    for section in ("locking", "old", "backups"):
        screen.show_section(section)
        qtbot.waitUntil(lambda: screen.locking.idle.value() is not None)
    screen.locking.idle.edited.emit(3)
    screen.locking.presenting.edited.emit(45)
    screen.backups.kept.edited.emit(7)
    screen.old.years.edited.emit(15)

    def kept() -> bool:
        return open_vault.preferences.settings() == Settings(
            idle_minutes=3, presenting_minutes=45, backups_kept=7, retention_years=15
        )

    qtbot.waitUntil(kept)


def test_a_number_that_is_chosen_is_told_to_the_app(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen
) -> None:
    screen.show_section("locking")
    qtbot.waitUntil(lambda: screen.locking.idle.value() == 5)

    with qtbot.waitSignal(controller.settings_changed) as told:
        screen.locking.idle.more.click()

    assert told.args is not None
    assert told.args[0].idle_minutes == 6


@pytest.mark.fault(10)
def test_what_could_not_be_kept_is_shown_as_it_is(
    qtbot: QtBot,
    controller: SafeKeepingController,
    screen: SafeKeepingScreen,
    open_vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen.show_section("locking")
    qtbot.waitUntil(lambda: screen.locking.idle.value() == 5)
    monkeypatch.setattr(open_vault.store, "read_only", True)

    with qtbot.waitSignal(controller.failed):
        screen.locking.idle.more.click()

    qtbot.waitUntil(lambda: screen.locking.idle.value() == 5)


# People


def test_who_can_open_the_vault_is_shown(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, open_vault: Vault
) -> None:
    open_vault.set_passphrase("Sam Green", OTHER)

    screen.show_section("people")

    qtbot.waitUntil(lambda: len(screen.people.page.people) == 2)
    people = screen.people.page.people
    assert [(one.person, not one.here.isHidden()) for one in people] == [
        ("Jo Brook", True),
        ("Sam Green", False),
    ]
    assert screen.people.page.care.isVisible()


def test_a_person_who_is_added_can_open_the_vault(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, open_vault: Vault
) -> None:
    screen.show_section("people")
    qtbot.waitUntil(lambda: len(screen.people.page.people) == 1)
    screen.people.page.add.click()
    screen.people.form.person.line.setText("Sam Green")
    type_twice(screen.people.form, OTHER)

    screen.people.form.keep.click()

    qtbot.waitUntil(lambda: len(screen.people.page.people) == 2)
    assert open_vault.people == ("Jo Brook", "Sam Green")
    assert "can open the vault now" in screen.people.page.outcome.words.text()


@pytest.mark.fault(17)
def test_a_wrong_passphrase_of_now_changes_nothing(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, open_vault: Vault
) -> None:
    screen.show_section("people")
    qtbot.waitUntil(lambda: len(screen.people.page.people) == 1)
    screen.people.form.own_asked.emit("some wrong words here", OTHER)
    screen.people.page.people[0].change.click()

    form = screen.people.form
    qtbot.waitUntil(lambda: form.now.words.startswith("This passphrase does not open the vault."))
    open_vault.change_passphrase(PASSPHRASE, OTHER)


def test_ones_own_passphrase_is_changed(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, open_vault: Vault
) -> None:
    screen.people.form.own_asked.emit(PASSPHRASE, OTHER)

    outcome = screen.people.page.outcome.words
    qtbot.waitUntil(lambda: outcome.text().startswith("Your new passphrase"))
    open_vault.change_passphrase(OTHER, PASSPHRASE)


def test_somebody_is_removed(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, open_vault: Vault
) -> None:
    open_vault.set_passphrase("Sam Green", OTHER)

    screen.people.remove_asked.emit("Sam Green")

    outcome = screen.people.page.outcome.words
    qtbot.waitUntil(lambda: "cannot open the vault any more" in outcome.text())
    assert open_vault.people == ("Jo Brook",)


def test_a_new_recovery_key_counts_once_its_last_group_was_typed(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, open_vault: Vault
) -> None:
    screen.show_section("people")
    screen.people.new_key_asked.emit()
    qtbot.waitUntil(lambda: screen.people.holds_key)
    assert not open_vault.preferences.settings().recovery_confirmed
    shown = "".join(text for text, _ in screen.people.paper.groups.label_texts())
    screen.people.paper.on_paper.click()
    entry = screen.people.paper.confirm.label.buddy()
    assert entry is not None
    qtbot.keyClicks(entry, groups_of(shown)[-1])

    screen.people.paper.go_on.click()

    qtbot.waitUntil(lambda: open_vault.preferences.settings().recovery_confirmed)
    qtbot.waitUntil(lambda: not screen.people.page.care.isVisible())


# The yearly review


def test_a_review_that_is_due_is_told_once_it_was_looked(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, old: tuple[str, ...]
) -> None:
    with qtbot.waitSignal(controller.review_due_told) as told:
        controller.look()

    assert told.args == [True]
    assert "something is to be done" in screen.buttons["old"].accessibleName()


def test_what_the_review_decides_is_done_and_told(
    qtbot: QtBot,
    controller: SafeKeepingController,
    screen: SafeKeepingScreen,
    open_vault: Vault,
    old: tuple[str, ...],
) -> None:
    screen.show_section("old")
    qtbot.waitUntil(screen.old.lines[1].isVisible)
    screen.old.lines[0].choice.buttons["erase"].click()
    screen.old.lines[1].choice.buttons["keep"].click()
    screen.old.carry_out.click()

    with qtbot.waitSignal(controller.erased) as told:
        screen.old.question.yes.click()

    assert told.args == [(old[0],)]
    assert open_vault.records.count() == 1
    assert open_vault.preferences.settings().reviewed_on == date(2026, 11, 21)
    qtbot.waitUntil(lambda: not screen.old.lines[0].isVisible())
    assert screen.old.outcome.words.text().startswith("The review is done. 1 consultation erased")


# Who did what


@pytest.mark.fault(54)
def test_what_was_changed_from_outside_is_told_until_seen(
    qtbot: QtBot, controller: SafeKeepingController, screen: SafeKeepingScreen, open_vault: Vault
) -> None:
    open_vault.note("review", "2026-11-21")
    open_vault.store.alone("UPDATE trail SET person = 'Sam Green' WHERE seq = 1")
    screen.show_section("trail")
    qtbot.waitUntil(screen.trail.care.isVisible)
    assert "Line 1 " in screen.trail.breaks.text()
    assert screen.trail.lines[0].words.text().endswith("made the yearly review.")

    screen.trail.seen.click()

    qtbot.waitUntil(lambda: not screen.trail.care.isVisible())
    assert open_vault.breaks() == ()
    assert "Jo Brook" in screen.trail.lines[0].words.text()


# Restore


def test_a_backup_is_offered_opened_and_handed_on(
    qtbot: QtBot,
    controller: SafeKeepingController,
    screen: SafeKeepingScreen,
    open_vault: Vault,
    stick: Path,
) -> None:
    screen.backups.back_up.click()
    qtbot.waitUntil(lambda: said(screen).startswith("Backup made"))
    screen.show_section("restore")
    page = screen.restore
    qtbot.waitUntil(page.found[0].isVisible)
    page.found[0].click()
    qtbot.waitUntil(lambda: page.step == "open" and page.outcome.words.text() == " ")
    page.entry.line.setText(PASSPHRASE)
    page.open.click()
    qtbot.waitUntil(lambda: page.step == "exchange")

    with qtbot.waitSignal(controller.restore_asked) as told:
        page.restore.click()

    assert told.args is not None
    told.args[0].close()


# When the app closes


def test_closing_makes_a_backup_if_anything_has_changed(
    open_vault: Vault, keep_consultation: Keep
) -> None:
    keep_consultation("Amira Haddad")

    assert back_up_on_close(open_vault) == ""
    assert back_up_on_close(open_vault) == ""

    assert len(list(open_vault.store.place.backups.iterdir())) == 1


def test_a_backup_is_due_once_a_day_where_the_app_is_never_closed(
    open_vault: Vault, keep_consultation: Keep, wall_clock: WallClock
) -> None:
    keep_consultation("Amira Haddad")
    assert open_vault.back_up_if_due()
    keep_consultation("Kim Lee")
    assert not open_vault.back_up_if_due()

    wall_clock.at += timedelta(days=1, minutes=1)

    assert open_vault.back_up_if_due()
    assert not open_vault.back_up_if_due()


def test_closing_keeps_the_last_backups(
    open_vault: Vault, keep_consultation: Keep, wall_clock: WallClock
) -> None:
    for name in ("Amira Haddad", "Kim Lee", "Ada Okafor"):
        keep_consultation(name)
        open_vault.preferences.set(Settings(backups_kept=2))
        assert back_up_on_close(open_vault) == ""

    assert len(list(open_vault.store.place.backups.iterdir())) == 2


@pytest.mark.fault(8)
def test_a_backup_that_fails_is_told_and_the_app_closes(
    open_vault: Vault, keep_consultation: Keep
) -> None:
    keep_consultation("Amira Haddad")
    open_vault.store.place.backups.write_bytes(b"a file where the folder should be")

    assert back_up_on_close(open_vault).startswith("No backup was made:")


def test_a_disk_that_hangs_does_not_keep_the_app_from_its_end(
    open_vault: Vault, keep_consultation: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_consultation("Amira Haddad")
    let_go = threading.Event()

    def hang(*_: object, **__: object) -> None:
        let_go.wait(30)
        raise ClinicAidError("too late")

    monkeypatch.setattr(open_vault, "back_up", hang)

    try:
        assert back_up_on_close(open_vault, patience_s=0.05).startswith("The backup took too long")
    finally:
        let_go.set()


# What a list calls erased that nobody sealed


def test_what_a_list_calls_erased_is_kept_until_somebody_decides(
    qtbot: QtBot,
    controller: SafeKeepingController,
    screen: SafeKeepingScreen,
    open_vault: Vault,
    keep_consultation: Keep,
) -> None:
    keys = [keep_consultation(name) for name in ("Amira Haddad", "Kim Lee")]
    open_vault.store.place.erased.write_text(json.dumps(keys))
    controller.look()
    claims = screen.old.claims
    qtbot.waitUntil(lambda: claims.pager.count == 2)
    assert "something is to be done" in screen.buttons["old"].accessibleName()
    shown = claims.pager.shown[0].key

    claims.erase.click()
    with qtbot.waitSignal(controller.erased) as told:
        claims.question.yes.click()
    qtbot.waitUntil(lambda: claims.pager.count == 1)
    assert told.args == [(shown,)]

    claims.keep.click()
    qtbot.waitUntil(lambda: claims.pager.count == 0)
    (left,) = open_vault.records.newest()
    assert {left.key, shown} == set(keys)
    deeds = {row.deed: row.subject for row in open_vault.trail(most=2)}
    assert deeds == {"erase": shown, "keep-listed": left.key}
