"""What is asked of a real vault for the screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from clinic_aid.desktop.safe_keeping.queries import (
    back_up,
    backups_of,
    carry_out,
    change_settings,
    people_of,
    review_of,
    trail_of,
)
from clinic_aid.desktop.safe_keeping.values import Decisions
from clinic_aid.domain.records import Place
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import WallClock

Keep = Callable[..., str]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def old(open_vault: Vault, keep_consultation: Keep, wall_clock: WallClock) -> tuple[str, ...]:
    """Give the keys of three consultations that were kept for eleven years."""
    now = wall_clock.at
    wall_clock.at = now.replace(year=now.year - 11)
    keys = tuple(keep_consultation(name) for name in ("Amira Haddad", "Kim Lee", "Ada Okafor"))
    wall_clock.at = now
    return keys


def past_keys(vault: Vault) -> set[str]:
    return {entry.key for entry in review_of(vault).past}


# Backups


def test_without_a_backup_nothing_is_known(open_vault: Vault) -> None:
    known = backups_of(open_vault)

    assert (known.found, known.last_at, known.place, known.kept) == ((), None, None, 10)


def test_backups_are_found_here_and_at_the_place_chosen(open_vault: Vault, stick: Path) -> None:
    change_settings(open_vault, {"backup_folder": str(stick)})
    open_vault.back_up(open_vault.store.place.backups, automatic=True)
    open_vault.back_up(stick)

    known = backups_of(open_vault)

    assert [(backup.automatic, backup.here) for backup in known.found] in (
        [(False, False), (True, True)],
        [(True, True), (False, False)],
    )
    assert known.last_at == known.found[0].made_at
    assert all(backup.size > 1000 for backup in known.found)


def test_the_last_backup_is_known_when_its_stick_is_not_there(
    open_vault: Vault, stick: Path, wall_clock: WallClock
) -> None:
    change_settings(open_vault, {"backup_folder": str(stick)})
    open_vault.back_up(open_vault.store.place.backups, automatic=True)
    wall_clock.at += timedelta(days=1)
    open_vault.back_up(stick)
    stick.rename(stick.with_name("in a drawer"))

    known = backups_of(open_vault)

    assert not known.place_is_there
    assert len(known.found) == 1
    assert known.last_at is not None
    assert known.last_at > known.found[0].made_at


def test_backups_of_another_vault_are_not_this_ones(
    open_vault: Vault, stick: Path, tmp_path: Path
) -> None:
    change_settings(open_vault, {"backup_folder": str(stick)})
    file = open_vault.back_up(stick).file
    (stick / "holiday.clinic-aid-backup").write_bytes(b"no backup")

    assert [backup.file for backup in backups_of(open_vault).found] == [file]


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


# People


def test_who_can_open_the_vault_is_told(open_vault: Vault) -> None:
    open_vault.set_passphrase("Sam Green", "five other words here")

    known = people_of(open_vault)

    assert known.people == ("Jo Brook", "Sam Green")
    assert known.here == "Jo Brook"
    assert not known.recovery_confirmed


# The yearly review


def test_what_is_older_than_the_period_is_listed(
    open_vault: Vault, keep_consultation: Keep, old: tuple[str, ...]
) -> None:
    keep_consultation("New One")

    assert past_keys(open_vault) == set(old)


def test_the_last_day_of_the_period_decides(
    open_vault: Vault, keep_consultation: Keep, wall_clock: WallClock
) -> None:
    now = wall_clock.at
    wall_clock.at = now.replace(year=now.year - 10)
    due = keep_consultation("Amira Haddad")
    wall_clock.at = now.replace(year=now.year - 10) + timedelta(days=1)
    keep_consultation("Kim Lee")
    wall_clock.at = now

    assert past_keys(open_vault) == {due}


def test_a_review_made_on_29_february_is_no_stumbling_block(
    open_vault: Vault, wall_clock: WallClock
) -> None:
    wall_clock.at = wall_clock.at.replace(year=2028, month=2, day=29)

    assert review_of(open_vault).past == ()


def test_another_period_lists_others(open_vault: Vault, old: tuple[str, ...]) -> None:
    change_settings(open_vault, {"retention_years": 12})

    assert past_keys(open_vault) == set()


@pytest.mark.parametrize(
    ("reviewed_on", "is_due"),
    [(None, True), (date(2025, 11, 21), True), (date(2025, 11, 22), False)],
)
def test_a_review_is_due_once_a_year(
    open_vault: Vault, old: tuple[str, ...], reviewed_on: date | None, is_due: bool
) -> None:
    change_settings(open_vault, {"reviewed_on": reviewed_on})

    assert review_of(open_vault).is_due == is_due


def test_without_anything_old_no_review_is_due(open_vault: Vault, keep_consultation: Keep) -> None:
    keep_consultation("New One")

    assert not review_of(open_vault).is_due


def test_a_review_erases_keeps_and_leaves(open_vault: Vault, old: tuple[str, ...]) -> None:
    carry_out(open_vault, Decisions(erase=old[:1], keep=old[1:2]))

    known = review_of(open_vault)
    assert [entry.key for entry in known.past] == [old[2]]
    assert [entry.key for entry in known.held] == [old[1]]
    assert open_vault.records.count() == 2
    assert known.reviewed_on == date(2026, 11, 21)
    assert not known.is_due


def test_what_is_kept_no_longer_is_listed_again(open_vault: Vault, old: tuple[str, ...]) -> None:
    carry_out(open_vault, Decisions(keep=old))

    carry_out(open_vault, Decisions(release=old[:1]))

    assert past_keys(open_vault) == {old[0]}


def test_a_review_is_noted(open_vault: Vault, old: tuple[str, ...]) -> None:
    carry_out(open_vault, Decisions(erase=old[:1]))

    deeds = [row.deed for row in open_vault.trail(most=10)]
    assert {"review", "erase"} <= set(deeds)


def test_nothing_leads_back_to_what_was_erased(open_vault: Vault, old: tuple[str, ...]) -> None:
    open_vault.preferences.put_place(Place(key=old[0]))
    open_vault.rescue(old[0], {"patient": {"name": "Amira Haddad"}})

    carry_out(open_vault, Decisions(erase=old[:1]))

    assert open_vault.preferences.place() is None
    assert not list(open_vault.store.place.rescued.glob("*"))


# What is set, and who did what


def test_a_change_leaves_the_other_settings(open_vault: Vault) -> None:
    change_settings(open_vault, {"idle_minutes": 3})
    settings = change_settings(open_vault, {"backups_kept": 4})

    assert settings == replace(open_vault.preferences.settings(), idle_minutes=3, backups_kept=4)


def test_what_is_set_already_is_not_noted_again(open_vault: Vault) -> None:
    before = len(open_vault.trail())

    change_settings(open_vault, {"idle_minutes": 5})

    assert len(open_vault.trail()) == before


@pytest.mark.fault(54)
def test_a_line_that_was_edited_is_told(open_vault: Vault) -> None:
    open_vault.note("review", "2026-11-21")
    open_vault.store.alone("UPDATE trail SET person = 'Sam Green' WHERE seq = 1")

    known = trail_of(open_vault)

    assert any("Line 1 " in words for words in known.breaks)
    assert known.rows[0].deed == "review"
