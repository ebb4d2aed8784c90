"""Consultations that somebody without the key puts back as they were are noticed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from clinic_aid.domain.records import Headings
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault import first_look, opening
from clinic_aid.vault.backups import soundness_of
from clinic_aid.vault.database import raw_connection
from clinic_aid.vault.errors import DamagedVaultError, FullDiskError
from clinic_aid.vault.kept_sum import PUT_BACK, sum_of
from clinic_aid.vault.keys import read_keys
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.records import Records
from clinic_aid.vault.store import READ_ONLY
from clinic_aid.vault.trail import FEWER_SAVES, saves_of
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, PERSON, Clock

PAGE = 4096
ROW_AND_INDEX = "consultation", "ix_consultation_changed_at"
PDF = b"%PDF-1.7 of a guide %%EOF"
Unlock = Callable[[], Opened]
PutBack = Callable[..., None]


@pytest.fixture
def kept(vault: Vault, headings: Headings) -> Vault:
    """Give a vault with three consultations, one of them with a guide."""
    for number in range(3):
        vault.records.save(f"key{number}", {"notes": "first"}, headings, content="1")
    give(vault, "key0", PDF)
    return vault


@pytest.fixture
def changed(
    kept: Vault, unlock: Unlock, headings: Headings, database_key: Callable[[], bytes]
) -> PutBack:
    """Close a vault in which a consultation was changed; give what puts earlier pages back.

    The key only tells where the pages are: whoever has two copies of the file sees what changed.
    """
    kept.close()
    place, earlier = kept.store.place, kept.store.place.database.read_bytes()
    again = unlock().vault
    again.records.save("key1", {"notes": "second"}, headings, content="1")
    again.close()
    connection: Any = raw_connection(place.database, database_key())
    roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master"))
    connection.close()

    def put_back(*names: str) -> None:
        data = bytearray(place.database.read_bytes())
        for name in names:
            at = (roots[name] - 1) * PAGE
            assert data[at : at + PAGE] != earlier[at : at + PAGE]
            data[at : at + PAGE] = earlier[at : at + PAGE]
        place.database.write_bytes(data)

    return put_back


def give(vault: Vault, key: str, pdf: bytes) -> None:
    about: dict[str, Any] = {
        "edition": "standard",
        "paper": "a4",
        "content": "1",
        "program": "0.1.0",
    }
    vault.guides.keep(key, pdf, "printed", pages=1, **about)


def is_true(vault: Vault) -> bool:
    with vault.store.reading() as connection:
        return sum_of(connection) is not None and vault.access.kept_sum.is_true(connection)


def by_hand(vault: Vault, statement: str) -> None:
    """Change the file past the program."""
    with vault.store.engine.connect() as connection, connection.begin():
        connection.execute(text(statement))


@pytest.mark.fault(15)
def test_pages_of_a_consultation_put_back_with_their_index_are_told(
    changed: PutBack, unlock: Unlock
) -> None:
    changed(*ROW_AND_INDEX)
    opened = unlock()
    assert opened.notices == (PUT_BACK,)
    assert opened.vault.records.load("key1").tree == {"notes": "first"}
    soundness = opened.vault.soundness()
    assert (soundness.damage, soundness.trail) == ((), (PUT_BACK,))


@pytest.mark.fault(15)
def test_what_was_put_back_is_told_until_somebody_has_seen_it(
    changed: PutBack, unlock: Unlock
) -> None:
    changed(*ROW_AND_INDEX)
    unlock().vault.close()
    opened = unlock()
    assert opened.notices == opened.vault.breaks() == (PUT_BACK,)
    opened.vault.accept_breaks()
    assert opened.vault.breaks() == ()
    assert opened.vault.soundness().is_sound
    opened.vault.close()
    assert unlock().notices == ()


@pytest.mark.fault(15)
@pytest.mark.parametrize("key", ["key0", "key1"])
def test_no_later_save_covers_up_what_was_put_back(
    changed: PutBack, unlock: Unlock, headings: Headings, key: str
) -> None:
    changed(*ROW_AND_INDEX)
    vault = unlock().vault
    vault.records.save(key, {"notes": "third"}, headings, content="1")
    vault.records.hold([key], held=True)
    assert not is_true(vault)
    vault.records.erase([key])
    assert vault.soundness().trail == (PUT_BACK,)
    vault.close()
    assert unlock().notices == (PUT_BACK,)


@pytest.mark.fault(15)
def test_the_sum_put_back_as_well_counts_fewer_saves_and_is_told_until_seen(
    changed: PutBack, unlock: Unlock, headings: Headings
) -> None:
    changed(*ROW_AND_INDEX, "setting")
    opened = unlock()
    assert opened.notices == (FEWER_SAVES,)
    for _ in range(20):
        opened.vault.records.save("key2", {"notes": "more"}, headings, content="1")
    opened.vault.close()
    again = unlock()
    assert again.notices == (FEWER_SAVES,)
    again.vault.accept_breaks()
    again.vault.close()
    assert unlock().notices == ()


@pytest.mark.fault(15)
def test_another_sum_after_as_many_saves_is_told(kept: Vault) -> None:
    kept.note("open", "key0")
    by_hand(kept, "UPDATE setting SET value = '00' WHERE name = 'sum'")
    assert kept.breaks() == (PUT_BACK,)


@pytest.mark.fault(15)
def test_in_a_large_file_it_is_told_the_next_day(
    changed: PutBack, unlock: Unlock, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_look, "_SMALL", 0)
    changed(*ROW_AND_INDEX)
    vault = unlock().vault
    assert vault.breaks() == ()
    # What nobody was told is not taken for good with something else that was seen.
    vault.accept_breaks()
    assert vault.soundness().trail == (PUT_BACK,)
    vault.close()
    clock.at += timedelta(days=1)
    assert unlock().notices == (PUT_BACK,)


@pytest.mark.fault(15)
def test_where_nothing_can_be_written_it_is_told_as_well(
    changed: PutBack, unlock: Unlock, place: VaultPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_is_writable", lambda _: False)
    changed(*ROW_AND_INDEX)
    before = {file: file.read_bytes() for file in place.folder.iterdir()}
    opened = unlock()
    assert opened.notices == (READ_ONLY, PUT_BACK)
    assert opened.vault.breaks() == (PUT_BACK,)
    opened.vault.close()
    assert {file: file.read_bytes() for file in place.folder.iterdir()} == before


def test_where_nothing_can_be_written_an_unharmed_vault_says_only_that(
    kept: Vault, unlock: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.close()
    monkeypatch.setattr(opening, "_is_writable", lambda _: False)
    assert unlock().notices == (READ_ONLY,)


def test_where_nothing_can_be_written_a_journal_left_behind_is_told_alone(
    kept: Vault, unlock: Unlock, place: VaultPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {file: file.read_bytes() for file in place.folder.iterdir()}
    kept.store.close()
    for file, data in files.items():
        file.write_bytes(data)
    monkeypatch.setattr(opening, "_is_writable", lambda _: False)
    told = unlock().notices
    assert told[0] == READ_ONLY
    assert len(told) == 2
    assert "a journal that cannot be read here" in told[1]


@pytest.mark.fault(11)
def test_where_nothing_can_be_written_a_damaged_page_is_named(
    kept: Vault, unlock: Unlock, place: VaultPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.close()
    data = bytearray(place.database.read_bytes())
    data[9 * PAGE - 500] ^= 1
    place.database.write_bytes(data)
    monkeypatch.setattr(opening, "_is_writable", lambda _: False)
    with pytest.raises(DamagedVaultError, match=r"Page 9\b"):
        unlock()


@pytest.mark.parametrize(
    "deed",
    [
        lambda vault, headings: vault.records.save("new", {}, headings, content="1"),
        lambda vault, headings: vault.records.save("key0", {"a": 1}, headings, content="1"),
        lambda vault, _: vault.records.hold(["key0", "key1", "none"], held=True),
        lambda vault, _: vault.records.erase(["key0", "key2", "none"]),
        lambda vault, _: give(vault, "key1", PDF),
        lambda vault, _: give(vault, "key0", PDF),
        lambda vault, _: give(vault, "key0", b"%PDF-1.7 anew" + PDF),
    ],
)
def test_every_deed_keeps_the_sum_true(
    kept: Vault, headings: Headings, deed: Callable[[Vault, Headings], object]
) -> None:
    deed(kept, headings)
    assert is_true(kept)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE consultation SET tree = '{}' WHERE key = 'key1'",
        "UPDATE consultation SET changed_at = '2020-01-01T00:00:00.000+00:00' WHERE key = 'key1'",
        "UPDATE consultation SET held = 1 WHERE key = 'key1'",
        "UPDATE consultation SET key = 'other' WHERE key = 'key1'",
        "DELETE FROM consultation WHERE key = 'key1'",
        "DELETE FROM guide",
        "UPDATE guide SET consultation_id = 2",
    ],
)
def test_a_change_past_the_program_is_noticed(kept: Vault, change: str) -> None:
    by_hand(kept, change)
    assert not is_true(kept)
    assert PUT_BACK in kept.soundness().trail


def test_a_save_that_fails_leaves_the_sum_true(kept: Vault, headings: Headings) -> None:
    by_hand(kept, "CREATE TRIGGER no BEFORE INSERT ON trail BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        kept.records.save("new", {}, headings, content="1")
    assert is_true(kept)


def test_a_save_costs_as_much_however_many_consultations_there_are(
    vault: Vault, headings: Headings
) -> None:
    statements: list[str] = []

    def save() -> list[str]:
        statements.clear()
        vault.records.save("key", {"notes": "more"}, headings, content="1")
        return [*statements]

    save()
    event.listen(
        vault.store.engine, "before_cursor_execute", lambda *given: statements.append(given[2])
    )
    alone = save()
    for number in range(50):
        vault.records.save(f"key{number}", {}, headings, content="1")
    assert save() == alone
    assert sum(words.startswith("SELECT") for words in alone) == 2


def test_a_vault_without_a_sum_gets_one_with_the_first_that_is_written(
    kept: Vault, unlock: Unlock, place: VaultPlace, database_key: Callable[[], bytes]
) -> None:
    kept.close()
    connection: Any = raw_connection(place.database, database_key())
    connection.execute("DELETE FROM setting WHERE name IN ('sum', 'keys_serial')")
    connection.close()
    anchor, key = kept.access.trail.anchored(), kept.access.trail._key
    assert anchor is not None
    place.anchor.write_bytes(replace(anchor, sum=None).as_bytes(key))
    opened = unlock()
    assert opened.notices == ()
    assert is_true(opened.vault)


def test_a_backup_tells_of_what_was_put_back_before_it(
    kept: Vault, place: VaultPlace, tmp_path: Path
) -> None:
    by_hand(kept, "UPDATE consultation SET tree = '{}' WHERE key = 'key1'")
    backup = kept.back_up(place.backups)
    key = read_keys(place.keys).unlock(PERSON, PASSPHRASE)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert soundness_of(backup, key, scratch=scratch).trail == (PUT_BACK,)


def test_closed_without_room_for_a_line_the_last_saves_are_still_witnessed(
    kept: Vault, headings: Headings, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.records.save("key1", {"notes": "second"}, headings, content="1")
    with kept.store.reading() as connection:
        saves = saves_of(connection)

    def full(*_: object) -> None:
        raise FullDiskError("The disk is full.")

    monkeypatch.setattr(Records, "note", full)
    kept.close()
    anchor = kept.access.trail.anchored()
    assert anchor is not None
    assert anchor.saves == saves
    with pytest.raises(ClinicAidError):
        kept.breaks()


@pytest.mark.fault(15)
def test_older_pages_of_the_search_are_told_by_the_check(vault: Vault) -> None:
    vault.records.save("a", {}, Headings(name="Amira", words="Amira"), content="hair 1")
    with vault.store.reading() as connection:
        older = connection.exec_driver_sql("SELECT id, block FROM search_data").all()
    vault.records.save("b", {}, Headings(name="Noor", words="Noor"), content="hair 1")

    def put_back(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM search_data")
        for row in older:
            connection.exec_driver_sql("INSERT INTO search_data VALUES (?, ?)", (row[0], row[1]))

    assert vault.soundness().is_sound
    vault.store.write(put_back)

    assert vault.soundness().damage[-1] == (
        "The search does not fit the consultations: one may not be found by its name."
    )


@pytest.mark.fault(15)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE consultation SET follows = 'key1' WHERE key = 'key2'",
        "UPDATE consultation SET follows = NULL WHERE key = 'after'",
        "UPDATE note SET words = 'another'",
        "UPDATE note SET person = 'Sam Green'",
        "UPDATE note SET at = '2026-01-01T00:00:00.000+00:00'",
        "UPDATE note SET consultation_id = 3",
        "DELETE FROM note",
    ],
)
def test_a_note_or_a_link_that_was_changed_outside_is_noticed(
    kept: Vault, headings: Headings, change: str
) -> None:
    kept.records.save("after", {}, headings, content="1", follows="key0")
    kept.notes.add("key0", "The time was 10:30.")
    assert is_true(kept)
    by_hand(kept, change)
    assert not is_true(kept)
