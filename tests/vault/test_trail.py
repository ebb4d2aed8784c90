import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import text

from clinic_aid.domain.records import Headings
from clinic_aid.vault.database import raw_connection
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.trail import FEWER_GIVEN
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PERSON, Clock

MISSING_ANCHOR = "The file that tells how far the audit trail went is missing or was changed"


@pytest.fixture
def noted(vault: Vault) -> Vault:
    """Give a vault with ten lines in its trail."""
    for number in range(9):
        vault.note("open", f"key{number}")
    return vault


def by_hand(vault: Vault, statement: str) -> None:
    """Change the file as somebody with its key can, past the program."""
    with vault.store.engine.connect() as connection, connection.begin():
        connection.execute(text(statement))


def test_a_line_tells_who_did_what_when_and_in_which_order(vault: Vault, clock: Clock) -> None:
    at = clock.at
    vault.note("print", "key")
    line = vault.trail()[0]
    assert (line.seq, line.person, line.deed, line.subject) == (2, PERSON, "print", "key")
    assert timedelta(0) < line.at - at < timedelta(seconds=1)


def test_an_unknown_deed_is_a_fault_of_the_program(vault: Vault) -> None:
    with pytest.raises(ValueError, match="no deed"):
        vault.note("Amira Haddad")


def test_the_newest_lines_come_first_and_no_more_than_asked_for(noted: Vault) -> None:
    assert [line.seq for line in noted.trail(most=3)] == [10, 9, 8]


def test_an_unharmed_trail_says_nothing(noted: Vault) -> None:
    assert noted.breaks() == ()


@pytest.mark.fault(54)
@pytest.mark.parametrize(
    "change",
    [
        "deed = 'lock'",
        "person = 'Somebody Else'",
        "subject = 'another'",
        "at = '2020-01-01T00:00:00.000+00:00'",
        "mac = randomblob(32)",
    ],
)
def test_an_edited_line_is_told(noted: Vault, change: str) -> None:
    by_hand(noted, f"UPDATE trail SET {change} WHERE seq = 5")
    assert "Line 5 of the audit trail was changed after it was written." in noted.breaks()


@pytest.mark.fault(15)
def test_a_guide_that_was_given_and_is_so_no_more_is_told_until_somebody_has_seen_it(
    vault: Vault, headings: Headings, unlock: Callable[[], Opened]
) -> None:
    vault.records.save("key", {}, headings, content="1")
    about: dict[str, Any] = {
        "edition": "standard",
        "paper": "a4",
        "content": "1",
        "program": "0.1.0",
    }
    sha256 = vault.guides.keep("key", b"%PDF-1.7 %%EOF", "printed", pages=1, **about)
    vault.guides.give_again("key", sha256, "saved")
    assert vault.breaks() == ()
    by_hand(vault, "DELETE FROM giving WHERE how = 'saved'")
    assert not vault.soundness().is_sound
    vault.close()
    opened = unlock()
    assert opened.notices == (FEWER_GIVEN,)
    opened.vault.accept_breaks()
    opened.vault.close()
    assert unlock().notices == ()


@pytest.mark.fault(54)
def test_a_deleted_line_is_told(noted: Vault) -> None:
    by_hand(noted, "DELETE FROM trail WHERE seq = 5")
    assert "Line 5 of the audit trail is missing." in noted.breaks()


@pytest.mark.fault(54)
def test_deleted_lines_at_the_end_are_told_by_the_anchor(noted: Vault) -> None:
    by_hand(noted, "DELETE FROM trail WHERE seq > 7")
    assert noted.breaks() == ("Lines 8 to 10 of the audit trail are missing.",)


@pytest.mark.fault(54)
def test_a_trail_deleted_as_a_whole_is_told(noted: Vault) -> None:
    by_hand(noted, "DELETE FROM trail")
    assert noted.breaks() == ("Lines 1 to 10 of the audit trail are missing.",)


@pytest.mark.fault(54)
def test_swapped_lines_are_told(noted: Vault) -> None:
    for old, new in ((5, 99), (6, 5), (99, 6)):
        by_hand(noted, f"UPDATE trail SET seq = {new} WHERE seq = {old}")
    assert len(noted.breaks()) >= 2


@pytest.mark.fault(54)
def test_a_line_put_in_by_hand_is_told(noted: Vault) -> None:
    by_hand(
        noted,
        "INSERT INTO trail SELECT 11, at, person, deed, subject, mac FROM trail WHERE seq = 10",
    )
    assert noted.breaks() == ("Line 11 of the audit trail was changed after it was written.",)


@pytest.mark.fault(54)
def test_a_change_by_a_program_with_the_key_is_told_at_the_next_opening(
    noted: Vault,
    place: VaultPlace,
    database_key: Callable[[], bytes],
    unlock: Callable[[], Opened],
) -> None:
    noted.close()
    connection: Any = raw_connection(place.database, database_key())
    connection.execute("UPDATE trail SET person = 'Somebody Else' WHERE seq = 3")
    connection.close()
    assert unlock().notices == ("Line 3 of the audit trail was changed after it was written.",)


@pytest.mark.fault(54)
@pytest.mark.parametrize("data", [None, b"", b"{}", b"[" * 100_000, b'{"seal": 7}', b"\xff"])
def test_an_anchor_removed_or_garbled_is_told(
    noted: Vault, place: VaultPlace, unlock: Callable[[], Opened], data: bytes | None
) -> None:
    noted.close()
    if data is None:
        place.anchor.unlink()
    else:
        place.anchor.write_bytes(data)
    assert unlock().notices[0].startswith(MISSING_ANCHOR)


@pytest.mark.fault(54)
def test_an_anchor_edited_by_hand_is_told(
    noted: Vault, place: VaultPlace, unlock: Callable[[], Opened]
) -> None:
    noted.close()
    place.anchor.write_bytes(place.anchor.read_bytes().replace(b'"seq": 11', b'"seq": 10'))
    assert unlock().notices[0].startswith(MISSING_ANCHOR)


@pytest.mark.fault(54)
def test_an_older_anchor_put_back_tells_less_and_nothing_wrong(
    noted: Vault, place: VaultPlace
) -> None:
    old = place.anchor.read_bytes()
    noted.note("open", "key")
    place.anchor.write_bytes(old)
    assert noted.breaks() == ()


def test_what_somebody_has_seen_is_not_told_again(noted: Vault) -> None:
    by_hand(noted, "UPDATE trail SET person = 'Somebody Else' WHERE seq = 5")
    noted.accept_breaks()
    assert noted.breaks() == ()
    assert noted.trail()[0].deed == "seen-break"


def test_a_further_break_after_one_that_was_seen_is_told(noted: Vault) -> None:
    by_hand(noted, "UPDATE trail SET person = 'Somebody Else' WHERE seq = 5")
    noted.accept_breaks()
    by_hand(noted, "UPDATE trail SET person = 'Somebody Else' WHERE seq = 7")
    assert any("Line 7" in words for words in noted.breaks())


def test_a_seen_break_stays_in_the_soundness_of_the_whole(noted: Vault) -> None:
    by_hand(noted, "UPDATE trail SET person = 'Somebody Else' WHERE seq = 5")
    noted.accept_breaks()
    assert noted.soundness().trail


@pytest.mark.fault(24)
def test_a_clock_set_back_a_day_does_not_change_the_order_of_the_trail(
    noted: Vault, clock: Clock
) -> None:
    clock.at -= timedelta(days=1)
    noted.note("print", "key")
    lines = noted.trail(most=2)
    assert [line.deed for line in lines] == ["print", "open"]
    assert lines[0].at < lines[1].at
    assert noted.breaks() == ()


@pytest.mark.fault(24)
@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_jumps_a_day_is_no_fault_at_the_next_opening(
    vault: Vault, unlock: Callable[[], Opened], headings: Headings, clock: Clock, days: int
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.close()
    clock.at += timedelta(days=days)
    opened = unlock()
    assert opened.notices == ()
    opened.vault.records.save("key", {"notes": "more"}, headings, content="1")
    assert opened.vault.records.load("key").tree == {"notes": "more"}
    assert opened.vault.soundness().is_sound


@pytest.mark.fault(24)
def test_with_the_clock_set_back_a_change_still_counts_for_the_next_backup(
    vault: Vault, headings: Headings, clock: Clock
) -> None:
    vault.records.save("one", {}, headings, content="1")
    vault.records.save("two", {}, headings, content="1")
    vault.preferences.put_backed_up(vault.records.sign())
    clock.at -= timedelta(days=1)
    vault.records.save("one", {"notes": "more"}, headings, content="1")
    assert vault.has_changed


@pytest.mark.fault(25)
def test_times_are_kept_in_utc_whatever_the_zone(
    vault: Vault, headings: Headings, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    if not hasattr(time, "tzset"):
        pytest.skip("needs a zone that can be set")
    clock.at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    found = []
    try:
        for zone in ("America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"):
            monkeypatch.setitem(os.environ, "TZ", zone)
            time.tzset()
            clock.at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC).astimezone()
            vault.records.save(zone, {}, headings, content="1")
            entry = vault.records.load(zone).entry
            found.append((entry.changed_at.utcoffset(), entry.changed_at.isoformat()[:16]))
            assert entry.headings.birth_date == headings.birth_date
            assert vault.trail()[0].at.utcoffset() == timedelta(0)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert set(found) == {(timedelta(0), "2026-11-21T23:30")}


@pytest.mark.fault(26)
def test_the_hour_that_comes_twice_is_two_instants(
    vault: Vault, headings: Headings, clock: Clock
) -> None:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Berlin")
    kept = []
    for hour in (0, 1):
        on_the_wall = datetime(2026, 10, 25, hour, 30, tzinfo=UTC).astimezone(zone)
        assert (on_the_wall.hour, on_the_wall.minute) == (2, 30)
        # As the program's clock gives it: with what the zone is ahead at that instant.
        clock.at = on_the_wall.replace(tzinfo=timezone(on_the_wall.utcoffset() or timedelta(0)))
        vault.records.save(f"key{hour}", {}, headings, content="1")
        kept.append(vault.records.load(f"key{hour}").entry.changed_at)
    assert timedelta(minutes=59) < kept[1] - kept[0] < timedelta(minutes=61)
    assert [entry.key for entry in vault.records.newest()] == ["key1", "key0"]
