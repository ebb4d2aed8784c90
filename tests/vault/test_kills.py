"""The program is killed, as by a power cut, at random moments; then it starts anew."""

import os
import random
import signal
import time

import pytest

from clinic_aid.vault.database import engine_of
from clinic_aid.vault.errors import BusyVaultError, WrongPassphraseError
from clinic_aid.vault.keys import read_keys
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.upgrading import NEWEST, golden_schema, schema_of, version_of
from tests.vault.conftest import CHEAP, PASSPHRASE, PERSON, Clock, Life, Live, MakeDoorkeeper

KILLS = int(os.environ.get("CLINIC_AID_KILLS", "30"))
OTHER = "five other plain words now"
OLD = "an old passphrase of version one"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and forks as POSIX has them")


def after(life: Life, most_s: float, chance: random.Random) -> None:
    """Kill after a random time: the only thing that is waited for is chance."""
    time.sleep(chance.uniform(0, most_s))
    life.kill()


@pytest.mark.fault(1)
def test_a_kill_in_a_save_loses_nothing_that_was_acknowledged(
    created: Opened, doorkeeper: MakeDoorkeeper, place: VaultPlace, live: Live
) -> None:
    created.vault.close()
    chance = random.Random(1)
    number = 0
    for _ in range(KILLS):
        life = live("saving", place.data, str(number))
        life.wait_for(1)
        after(life, 0.12, chance)
        said = life.said()[1:]
        opened = doorkeeper().unlock(PERSON, PASSPHRASE)
        kept = {
            entry.key: opened.vault.records.load(entry.key).tree["number"]
            for entry in opened.vault.records.newest()
        }
        for acknowledged in said[-7:]:
            assert kept[f"key{acknowledged % 7}"] in (acknowledged, acknowledged + 7)
        assert opened.vault.soundness().is_sound
        assert opened.notices == ()
        opened.vault.close()
        number = said[-1] + 2 if said else number
    assert number > 0


@pytest.mark.fault(1)
def test_a_save_that_was_killed_is_there_whole_or_not_at_all(
    created: Opened, doorkeeper: MakeDoorkeeper, place: VaultPlace, live: Live
) -> None:
    created.vault.close()
    chance = random.Random(2)
    for _ in range(6):
        life = live("saving", place.data, "0")
        life.wait_for(8)
        after(life, 0.05, chance)
        vault = doorkeeper().unlock(PERSON, PASSPHRASE).vault
        for entry in vault.records.newest():
            tree = vault.records.load(entry.key).tree
            number = tree["number"]
            assert isinstance(number, int)
            assert entry.headings.name == f"Patient {number}"
            assert tree["notes"] == "n" * (200 + number * 37 % 9000)
            assert entry in vault.records.find(f"Patient {number}")
        vault.close()


@pytest.mark.fault(2)
def test_after_a_kill_at_first_creation_the_next_start_finishes_it_or_begins_anew(
    place: VaultPlace, clock: Clock, live: Live
) -> None:
    chance = random.Random(3)
    states = set()
    for turn in range(20):
        here = VaultPlace(place.data / str(turn))
        here.data.mkdir()
        after(live("creating", here.data), 0.15, chance)
        doorkeeper = Doorkeeper(
            here, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP
        )
        states.add(doorkeeper.state)
        if doorkeeper.state == "new":
            opened = doorkeeper.create(PERSON, PASSPHRASE)
        else:
            assert doorkeeper.state == "locked"
            opened = doorkeeper.unlock(PERSON, PASSPHRASE)
        assert opened.notices == ()
        assert opened.vault.soundness().is_sound
        opened.vault.close()
    assert "new" in states


@pytest.mark.fault(3)
def test_a_kill_in_a_migration_leaves_the_old_version_or_the_new_one(
    old_place: VaultPlace, clock: Clock, live: Live
) -> None:
    chance = random.Random(4)
    versions = set()
    before = {file.name: file.read_bytes() for file in old_place.folder.iterdir()}
    for turn in range(15):
        here = VaultPlace(old_place.data / str(turn))
        here.folder.mkdir(parents=True)
        for name, data in before.items():
            (here.folder / name).write_bytes(data)
        life = live("migrating", here.data)
        life.wait_for(1)
        after(life, 0.4, chance)
        key = read_keys(here.keys).unlock(PERSON, OLD).subkey("database")
        engine = engine_of(here.database, key, must_exist=True)
        with engine.connect() as connection:
            version = version_of(connection)
            assert schema_of(connection) == golden_schema(version)
        engine.dispose()
        versions.add(version)
        doorkeeper = Doorkeeper(
            here, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP
        )
        opened = doorkeeper.unlock(PERSON, OLD)
        # Killed before the passphrase had opened anything, it was a try that did not.
        assert {told for told in opened.notices if "tried once" not in told} == set()
        assert opened.vault.records.count() == 2
        with opened.vault.store.reading() as connection:
            assert version_of(connection) == NEWEST
            assert schema_of(connection) == golden_schema(NEWEST)
        opened.vault.close()
    assert 1 in versions


@pytest.mark.fault(5)
def test_after_a_kill_in_a_passphrase_change_the_old_or_the_new_one_opens(
    created: Opened, place: VaultPlace, clock: Clock, live: Live
) -> None:
    created.vault.close()
    chance = random.Random(5)
    opening = []
    for _ in range(15):
        life = live("changing", place.data)
        life.wait_for(1)
        after(life, 0.1, chance)
        keys = read_keys(place.keys)
        for passphrase in (PASSPHRASE, OTHER):
            try:
                keys.unlock(PERSON, passphrase)
            except WrongPassphraseError:
                continue
            opening.append(passphrase)
    assert len(opening) == 15
    assert set(opening) == {PASSPHRASE, OTHER}


@pytest.mark.fault(20)
def test_a_suspended_program_in_its_save_is_waited_for_and_then_named(
    created: Opened, place: VaultPlace, live: Live
) -> None:
    vault = created.vault
    life = live("holding", place.data)
    life.wait_for(1)
    os.kill(life.pid, signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(BusyVaultError, match="in use by another program"):
        vault.note("open", "key")
    assert 4.0 < time.monotonic() - began < 9.0
    assert vault.records.count() == 0
    os.kill(life.pid, signal.SIGUSR1)
    os.kill(life.pid, signal.SIGCONT)
    life.wait_for(2)
    life.join()
    vault.note("open", "key")
    assert vault.trail()[0].subject == "key"
    assert vault.soundness().is_sound
