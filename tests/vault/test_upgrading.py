import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from clinic_aid.domain.given_guides import MadeGuide
from clinic_aid.domain.records import Headings
from clinic_aid.vault import upgrading
from clinic_aid.vault.backups import backups_in
from clinic_aid.vault.database import engine_of
from clinic_aid.vault.errors import ClosedConsultationError
from clinic_aid.vault.kept_sum import PUT_BACK, sum_of
from clinic_aid.vault.keys import read_keys
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.tables import metadata
from clinic_aid.vault.upgrading import (
    NEWEST,
    golden_schema,
    schema_of,
    upgrade,
    version_of,
)
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import CHEAP, PDF, PERSON, Clock, copy_of_version

OLD = "an old passphrase of version one"
RECOVERY = "ZM3S-ZJDV-2F1C-W9ZY-AZHY-A9JX-6R6Q-KHE6-RS90"


@pytest.fixture
def old_doorkeeper(old_place: VaultPlace, clock: Clock) -> Doorkeeper:
    return Doorkeeper(old_place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP)


@pytest.fixture
def migrated(old_doorkeeper: Doorkeeper) -> Iterator[Opened]:
    opened = old_doorkeeper.unlock(PERSON, OLD)
    yield opened
    opened.vault.store.close()


def test_the_old_file_has_the_old_schema(old_place: VaultPlace) -> None:
    key = read_keys(old_place.keys).unlock(PERSON, OLD).subkey("database")
    engine = engine_of(old_place.database, key, must_exist=True)
    with engine.connect() as connection:
        assert version_of(connection) == 1
        assert schema_of(connection) == golden_schema(1)
    engine.dispose()


def test_an_old_file_is_brought_to_this_version_without_a_word(migrated: Opened) -> None:
    assert migrated.notices == ()
    with migrated.vault.store.reading() as connection:
        assert version_of(connection) == NEWEST
        assert schema_of(connection) == golden_schema(NEWEST)
    assert migrated.vault.soundness().is_sound


def test_an_old_file_has_a_sum_over_its_consultations_after_the_migration(
    migrated: Opened,
) -> None:
    with migrated.vault.store.reading() as connection:
        assert sum_of(connection) is not None
        assert migrated.vault.access.kept_sum.is_true(connection)


def test_nothing_of_an_old_file_is_lost(migrated: Opened) -> None:
    records = migrated.vault.records
    entries = records.newest()
    assert len(entries) == 2
    assert not any(entry.held for entry in entries)
    whole = next(entry for entry in entries if entry.guides)
    kept = records.load(whole.key)
    assert kept.tree["patient"]
    pdf = migrated.vault.guides.pdf(whole.key, kept.guides[0].sha256)
    assert pdf.startswith(b"%PDF")


def test_the_search_goes_on_after_the_migration(migrated: Opened, headings: Headings) -> None:
    records = migrated.vault.records
    for entry in records.newest():
        assert entry.headings.name
        assert entry.key in [found.key for found in records.find(entry.headings.name)]
    key = records.newest()[0].key
    records.save(key, {}, Headings(name="Zoe Quist", words="Zoe Quist"), content="1")
    assert [found.key for found in records.find("quist")] == [key]
    with migrated.vault.store.engine.connect() as connection, connection.begin():
        connection.execute(text("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)"))


def test_a_verified_backup_is_made_before_the_migration(
    migrated: Opened, old_place: VaultPlace
) -> None:
    (backup,) = backups_in(old_place.backups)
    assert backup.automatic
    assert migrated.vault.verify(backup).consultations == 2
    assert "migrate" in [line.deed for line in migrated.vault.trail()]


def test_the_recovery_key_of_an_old_file_opens_it(old_doorkeeper: Doorkeeper) -> None:
    opened = old_doorkeeper.recover(RECOVERY, PERSON, "five other plain words now")
    assert opened.vault.records.count() == 2
    opened.vault.close()


@pytest.mark.fault(15)
def test_an_old_file_that_was_put_back_is_told_although_it_is_migrated(
    old_place: VaultPlace, clock: Clock, headings: Headings
) -> None:
    def doorkeeper() -> Doorkeeper:
        return Doorkeeper(
            old_place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP
        )

    old = old_place.database.read_bytes()
    vault = doorkeeper().unlock(PERSON, OLD).vault
    vault.records.save("key", {}, headings, content="1")
    vault.close()
    old_place.database.write_bytes(old)
    opened = doorkeeper().unlock(PERSON, OLD)
    opened.vault.close()
    assert any("of the audit trail" in words for words in opened.notices)


def test_a_migration_that_fails_leaves_the_old_version(
    old_place: VaultPlace, old_doorkeeper: Doorkeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrading, "golden_schema", lambda _: "another")
    with pytest.raises(RuntimeError, match="not that of version"):
        old_doorkeeper.unlock(PERSON, OLD)
    monkeypatch.undo()
    key = read_keys(old_place.keys).unlock(PERSON, OLD).subkey("database")
    engine = engine_of(old_place.database, key, must_exist=True)
    with engine.connect() as connection:
        assert version_of(connection) == 1
        assert schema_of(connection) == golden_schema(1)
    engine.dispose()


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_every_version_has_its_golden_schema(place: VaultPlace, version: int) -> None:
    place.folder.mkdir()
    engine = engine_of(place.database, bytes(32))
    upgrade(engine, to=version)
    with engine.connect() as connection:
        assert schema_of(connection) == golden_schema(version)
    engine.dispose()


def test_the_tables_of_the_program_are_those_of_the_file(vault: Vault) -> None:
    def columns(connection: Connection, table: str) -> set[str]:
        return {row[1] for row in connection.execute(text(f"PRAGMA table_info({table})"))}

    with vault.store.reading() as connection:
        for table in metadata.tables.values():
            assert columns(connection, table.name) == {column.name for column in table.columns}


def test_the_triggers_of_the_search_are_there_after_every_step(vault: Vault) -> None:
    with vault.store.reading() as connection:
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        )
        assert [row[0] for row in names] == ["search_delete", "search_insert", "search_update"]


def test_a_file_that_is_at_the_newest_version_is_left_alone(
    migrated: Opened, old_doorkeeper: Doorkeeper, old_place: VaultPlace
) -> None:
    migrated.vault.close()
    backups = backups_in(old_place.backups)
    old_doorkeeper.unlock(PERSON, OLD).vault.close()
    assert backups_in(old_place.backups) == backups


PASSPHRASES = {
    2: "an old passphrase of version two",
    3: "an old passphrase of version three",
    4: "an old passphrase of version four",
}
OpenOld = Callable[[int], Opened]


@pytest.fixture
def open_old(tmp_path: Path, clock: Clock) -> Iterator[OpenOld]:
    """Give a function that opens the kept vault of a version as it is opened now."""
    with ExitStack() as stack:

        def open_old(version: int) -> Opened:
            place = copy_of_version(version, tmp_path / str(version))
            door = Doorkeeper(
                place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP
            )
            opened = door.unlock(PERSON, PASSPHRASES[version])
            stack.callback(opened.vault.store.close)
            return opened

        yield open_old


@pytest.fixture
def from_second(open_old: OpenOld) -> Opened:
    return open_old(2)


@pytest.fixture
def from_third(open_old: OpenOld) -> Opened:
    return open_old(3)


@pytest.fixture
def from_fourth(open_old: OpenOld) -> Opened:
    return open_old(4)


@pytest.mark.parametrize("version", PASSPHRASES)
def test_a_file_of_an_older_version_is_brought_to_this_one_with_its_sum(
    open_old: OpenOld, version: int
) -> None:
    opened = open_old(version)
    vault = opened.vault
    assert opened.notices == ()
    with vault.store.reading() as connection:
        assert schema_of(connection) == golden_schema(NEWEST)
        assert vault.access.kept_sum.is_true(connection)
    assert vault.soundness().is_sound
    migrated = [row.subject for row in vault.trail() if row.deed == "migrate"]
    assert migrated == [f"{version} to {NEWEST}"]


def test_what_version_2_kept_is_there_and_says_no_more_than_was_known(
    from_second: Opened,
) -> None:
    vault = from_second.vault
    given = next(entry for entry in vault.records.newest() if entry.guides)
    kept = vault.records.load(given.key)
    assert vault.guides.pdf(given.key, kept.guides[0].sha256).startswith(b"%PDF")
    assert [(one.how, one.pages) for one in kept.guides[0].givings] == [
        ("printed", None),
        ("saved", None),
    ]
    assert (kept.notes, kept.entry.follows) == ((), None)
    assert [entry.held for entry in vault.records.newest()].count(True) == 1
    assert vault.people == (PERSON, "Sam Green")
    assert vault.preferences.settings().idle_minutes == 10


def test_a_consultation_given_in_version_2_is_closed(from_second: Opened, clock: Clock) -> None:
    clock.at += timedelta(days=9)
    records = from_second.vault.records
    given = next(entry for entry in records.newest() if entry.guides)
    with pytest.raises(ClosedConsultationError):
        records.save(given.key, {}, given.headings, content="1")
    from_second.vault.notes.add(given.key, "The time was 10:30.")
    assert [note.words for note in records.load(given.key).notes] == ["The time was 10:30."]


@pytest.mark.fault(15)
def test_a_file_of_version_2_that_was_changed_outside_is_told_although_it_is_migrated(
    tmp_path: Path, clock: Clock
) -> None:
    place = copy_of_version(2, tmp_path / "second")
    key = read_keys(place.keys).unlock(PERSON, PASSPHRASES[2]).subkey("database")
    engine = engine_of(place.database, key, must_exist=True)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE consultation SET held = 0"))
    engine.dispose()
    door = Doorkeeper(place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP)
    opened = door.unlock(PERSON, PASSPHRASES[2])
    opened.vault.store.close()
    assert PUT_BACK in opened.notices


WITH_NOTE = "5f3a0000000000000000000000000003"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz", "Łukasz Żółć"),
        ("zolc", "Łukasz Żółć"),
        ("isik", "Işık Yılmaz"),
        ("IŞIK", "Işık Yılmaz"),
        ("obrien", "Siobhán O’Brien"),
        ("o brien", "Siobhán O’Brien"),
        ("محمد", "مُحَمَّد الأحمد"),
        ("الاحمد", "مُحَمَّد الأحمد"),
        ("okafor", "Ben Okafor"),
    ],
)
def test_what_version_3_kept_is_found_as_people_type_it(
    from_third: Opened, typed: str, name: str
) -> None:
    assert [entry.headings.name for entry in from_third.vault.records.find(typed)] == [name]


def test_a_name_of_version_3_is_changed_in_the_search_as_well(from_third: Opened) -> None:
    records = from_third.vault.records
    (entry,) = records.find("zolc")
    records.save(entry.key, {}, Headings(name="Zoe Quist", words="Zoe Quist"), content="1")
    assert records.find("zolc") == ()
    assert [found.key for found in records.find("quist")] == [entry.key]
    assert from_third.vault.soundness().is_sound


def test_what_version_3_kept_is_there_and_no_guide_of_it_is_called_old(from_third: Opened) -> None:
    vault = from_third.vault
    kept = vault.records.load(WITH_NOTE)
    assert vault.guides.pdf(WITH_NOTE, kept.guides[0].sha256).startswith(b"%PDF")
    assert [(one.how, one.pages) for one in kept.guides[0].givings] == [
        ("printed", "1-14"),
        ("saved", None),
    ]
    assert [note.words for note in kept.notes] == ["The time was 10:30."]
    assert vault.records.linked(kept.entry)[1][0].headings.name == "Amira Haddad"
    assert vault.records.count() == 7
    assert vault.people == (PERSON, "Sam Green")


@pytest.mark.fault(15)
def test_a_file_of_version_3_that_was_changed_outside_is_told_although_it_is_migrated(
    tmp_path: Path, clock: Clock
) -> None:
    place = copy_of_version(3, tmp_path / "third")
    key = read_keys(place.keys).unlock(PERSON, PASSPHRASES[3]).subkey("database")
    engine = engine_of(place.database, key, must_exist=True)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("DELETE FROM note"))
    engine.dispose()
    door = Doorkeeper(place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP)
    opened = door.unlock(PERSON, PASSPHRASES[3])
    opened.vault.store.close()
    assert PUT_BACK in opened.notices


WITH_WHOLE_GUIDE = "5f3a0000000000000000000000000004"
ITS_SHA256 = "711e02bb4745f0889e878a8cbd704bd30b482ad9ae792246ff9a6fd100902347"


def test_a_guide_of_version_4_is_one_whole_and_the_same_to_the_byte(from_fourth: Opened) -> None:
    vault = from_fourth.vault
    (guide,) = vault.records.load(WITH_WHOLE_GUIDE).guides
    assert (guide.parts, guide.edition, guide.pages) == ({}, "standard", 14)
    assert [(one.how, one.pages) for one in guide.givings] == [("printed", "1-14"), ("saved", None)]
    assert guide.sha256 == ITS_SHA256
    pdf = vault.guides.pdf(WITH_WHOLE_GUIDE, ITS_SHA256)
    assert hashlib.sha256(pdf).hexdigest() == ITS_SHA256


def test_a_guide_of_version_4_that_was_older_is_so_until_one_in_parts_is_given(
    from_fourth: Opened,
) -> None:
    vault = from_fourth.vault
    assert vault.records.load(WITH_WHOLE_GUIDE).entry.guides_are_older
    made = MadeGuide(sha256="2" * 64, paper="a4", parts={"plan": "p1", "facts": "x1"})
    assert vault.guides.compare(WITH_WHOLE_GUIDE, made)
    about = {"edition": "large-print", "paper": "a4", "content": "1", "program": "0.2.0"}
    vault.guides.keep(
        WITH_WHOLE_GUIDE, PDF, "printed", pages=2, parts={"plan": "p1", "facts": "x1"}, **about
    )
    assert not vault.guides.compare(WITH_WHOLE_GUIDE, made)
    newest = vault.records.load(WITH_WHOLE_GUIDE).guides[-1]
    assert (newest.edition, newest.parts) == ("large-print", {"plan": "p1", "facts": "x1"})
    assert vault.soundness().is_sound
