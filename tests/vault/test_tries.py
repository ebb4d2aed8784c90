import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import WrongPassphraseError
from clinic_aid.vault.keys import Slot
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.restoring import prepare
from clinic_aid.vault.tries import FREE_TRIES, LOST_COUNT, Tries
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, PERSON, Clock, MakeDoorkeeper

Unlock = Callable[[], Opened]


def wrong() -> None:
    raise WrongPassphraseError("This passphrase does not open the vault.")


def fail(doorkeeper: Doorkeeper, clock: Clock, times: int) -> None:
    for _ in range(times):
        clock.steady_s += doorkeeper.wait_s()
        with pytest.raises(WrongPassphraseError):
            doorkeeper.unlock(PERSON, "a wrong passphrase")


@pytest.fixture
def closed(created: Opened) -> VaultPlace:
    created.vault.close()
    return created.vault.store.place


@pytest.mark.fault(17)
def test_four_wrong_tries_cost_no_wait(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    here = doorkeeper()
    fail(here, clock, 4)
    assert here.wait_s() == 0


@pytest.mark.fault(17)
def test_from_the_fifth_wrong_try_on_the_wait_doubles(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    here, waits = doorkeeper(), []
    fail(here, clock, 4)
    for _ in range(10):
        fail(here, clock, 1)
        waits.append(here.wait_s())
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


@pytest.mark.fault(17)
def test_while_there_is_a_wait_even_the_right_passphrase_is_not_tried(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    here = doorkeeper()
    fail(here, clock, 6)
    with pytest.raises(ClinicAidError, match="Wait 4 seconds"):
        here.unlock(PERSON, PASSPHRASE)


@pytest.mark.fault(17)
def test_a_new_start_of_the_program_does_not_shorten_the_wait(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    here = doorkeeper()
    fail(here, clock, 8)
    clock.steady_s += 10
    assert here.wait_s() == 6
    assert doorkeeper().wait_s() == 16


@pytest.mark.fault(17)
def test_a_new_start_of_the_computer_does_not_shorten_the_wait(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    fail(doorkeeper(), clock, 8)
    clock.steady_s = 0.0
    assert doorkeeper().wait_s() == 16


@pytest.mark.fault(17)
def test_the_clock_on_the_wall_does_not_matter_to_the_wait(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    here = doorkeeper()
    fail(here, clock, 8)
    clock.at = clock.at.replace(year=2030)
    assert here.wait_s() == 16


@pytest.mark.fault(17)
def test_ten_wrong_tries_leave_every_file_of_the_vault_as_it_was(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    files = (closed.database, *closed.keys, closed.anchor)
    before = [file.read_bytes() for file in files]
    fail(doorkeeper(), clock, 10)
    assert [file.read_bytes() for file in files] == before


@pytest.mark.fault(17)
def test_every_wrong_try_does_the_same_work(
    closed: VaultPlace,
    doorkeeper: MakeDoorkeeper,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    costs = []
    opened = Slot.opened

    def counted(slot: Slot, secret: bytes, vault: str) -> object:
        costs.append(slot.cost)
        return opened(slot, secret, vault)

    monkeypatch.setattr(Slot, "opened", counted)
    fail(doorkeeper(), clock, 10)
    assert len(costs) == 10
    assert len(set(costs)) == 1


@pytest.mark.fault(17)
def test_the_wrong_tries_are_told_and_noted_at_the_next_opening(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock, unlock: Callable[[], Opened]
) -> None:
    fail(doorkeeper(), clock, 10)
    here = doorkeeper()
    clock.steady_s += here.wait_s()
    opened = here.unlock(PERSON, PASSPHRASE)
    assert opened.notices == (
        "Passphrases were tried 10 times since the vault was last opened, and did not open it.",
    )
    noted = opened.vault.trail()[1]
    assert (noted.deed, noted.subject) == ("failed-tries", "10")
    opened.vault.close()
    assert unlock().notices == ()


def test_one_wrong_try_is_told_in_the_singular(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock, unlock: Callable[[], Opened]
) -> None:
    fail(doorkeeper(), clock, 1)
    assert unlock().notices == (
        "A passphrase was tried once since the vault was last opened, and did not open it.",
    )


def test_wrong_recovery_keys_count_too(closed: VaultPlace, doorkeeper: MakeDoorkeeper) -> None:
    here = doorkeeper()
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            here.recover("ZM3S", PERSON, PASSPHRASE)
    assert here.wait_s() == 2


@pytest.mark.parametrize(
    ("data", "failed"),
    [
        (b"", 0),
        (b"[]", 0),
        (b"{}", 0),
        (b'{"failed": -3}', 0),
        (b'{"failed": "7"}', 0),
        (b'{"failed": 1e999}', 0),
        (b"[" * 100_000, 0),
        (b'{"failed": 100000}', 100_000),
    ],
)
def test_a_garbled_count_is_no_fault(place: VaultPlace, data: bytes, failed: int) -> None:
    place.folder.mkdir()
    place.tries.write_bytes(data)
    tries = Tries(place.tries, lambda: 0.0)
    assert tries.failed == failed
    assert tries.wait_s() == (300 if failed else 0)


def test_the_count_holds_while_its_file_cannot_be_written(place: VaultPlace) -> None:
    tries = Tries(place.data / "no-such-folder" / "tries.json", time.monotonic)
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            tries.of(wrong)
    assert tries.wait_s() > 1


def test_the_file_holds_a_number_and_a_mark_alone(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    fail(doorkeeper(), clock, 3)
    tree = json.loads(closed.tries.read_bytes())
    assert tree.keys() == {"failed", "mark"}
    assert tree["failed"] == 3


@pytest.mark.fault(17)
def test_a_try_is_counted_before_it_is_made(closed: VaultPlace) -> None:
    tries = Tries(closed.tries, lambda: 0.0)
    seen = []
    tries.of(lambda: seen.append(Tries(closed.tries, lambda: 0.0).failed))
    assert seen == [1]
    assert Tries(closed.tries, lambda: 0.0).failed == 0


@pytest.mark.fault(17)
def test_wrong_tries_that_come_at_once_count_each(closed: VaultPlace) -> None:
    others = [Tries(closed.tries, lambda: 0.0) for _ in range(8)]
    together = Barrier(FREE_TRIES)

    def tried(tries: Tries) -> str:
        def at_once() -> None:
            # Nobody is told that it was wrong before five are at it.
            together.wait(timeout=30)
            wrong()

        try:
            tries.of(at_once)
        except WrongPassphraseError:
            return "wrong"
        except ClinicAidError as error:
            return str(error)
        return "right"

    with ThreadPoolExecutor(8) as pool:
        said = sorted(pool.map(tried, others))
    assert said == ["Wait 2 seconds, then try again."] * 3 + ["wrong"] * 5
    assert Tries(closed.tries, lambda: 0.0).failed == 5


@pytest.mark.fault(17)
def test_wrong_tries_of_eight_programs_at_once_are_all_counted(
    closed: VaultPlace,
) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from clinic_aid.vault.errors import WrongPassphraseError\n"
        "from clinic_aid.vault.tries import Tries\n"
        "def wrong():\n    raise WrongPassphraseError('wrong')\n"
        "print('ready', flush=True)\nsys.stdin.readline()\n"
        "tries = Tries(Path(sys.argv[1]), iter(range(10**6, 10**9, 10**3)).__next__)\n"
        "try:\n    tries.of(wrong)\nexcept WrongPassphraseError:\n    pass\n"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(closed.tries)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(8)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate(timeout=60)
        assert program.returncode == 0
    assert Tries(closed.tries, lambda: 0.0).failed == 8


def test_what_is_no_wrong_passphrase_does_not_count(closed: VaultPlace) -> None:
    tries = Tries(closed.tries, lambda: 0.0)

    def fails() -> None:
        raise ClinicAidError("This computer has too little free memory.")

    with pytest.raises(ClinicAidError, match="memory"):
        tries.of(fails)
    assert tries.failed == 0


@pytest.mark.fault(17)
@pytest.mark.parametrize("harm", ["deleted", "made anew", "garbled"])
def test_a_count_that_was_taken_away_is_told_and_noted_once(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock, unlock: Unlock, harm: str
) -> None:
    unlock().vault.close()
    fail(doorkeeper(), clock, 4)
    closed.tries.unlink()
    if harm != "deleted":
        closed.tries.write_text('{"failed": 0}' if harm == "made anew" else "{")
    opened = unlock()
    assert opened.notices == (LOST_COUNT,)
    assert (opened.vault.trail()[1].deed, opened.vault.trail()[1].subject) == ("failed-tries", "")
    opened.vault.close()
    assert unlock().notices == ()


@pytest.mark.fault(17)
def test_a_count_that_is_taken_away_while_the_app_waits_at_the_door_is_told(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, clock: Clock
) -> None:
    here = doorkeeper()
    fail(here, clock, 1)
    closed.tries.unlink()
    fail(doorkeeper(), clock, 3)
    closed.tries.unlink()
    assert here.unlock(PERSON, PASSPHRASE).notices[-1] == LOST_COUNT


def test_a_vault_that_was_restored_expects_no_count(
    vault: Vault, doorkeeper: MakeDoorkeeper, clock: Clock, unlock: Unlock
) -> None:
    place = vault.store.place
    backup = vault.back_up(place.backups)
    vault.close()
    key = backup.keys.unlock(PERSON, PASSPHRASE)
    with prepare(place, backup, key, person=PERSON, now=clock.now()) as prepared:
        prepared.put_in_place(now=clock.now())
    assert unlock().notices == ()


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_in_the_place_of_the_count_holds_nobody_up(
    closed: VaultPlace, unlock: Unlock
) -> None:
    closed.tries.unlink(missing_ok=True)
    os.mkfifo(closed.tries)
    assert unlock().notices == (LOST_COUNT,)
