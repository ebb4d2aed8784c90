"""What the tests of the vault share: a real vault in a folder of its own, cheap to unlock."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from clinic_aid.domain.records import Headings
from clinic_aid.vault.keys import read_keys
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault

CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
PERSON, PASSPHRASE = "Jo Brook", "four plain words here"


@dataclass
class Clock:
    """A clock that a test sets; every look at it takes a millisecond."""

    at: datetime = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    steady_s: float = 1000.0
    step: timedelta = field(default=timedelta(milliseconds=1))

    def now(self) -> datetime:
        self.at += self.step
        return self.at

    def steady(self) -> float:
        return self.steady_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def place(tmp_path: Path) -> VaultPlace:
    data = tmp_path / "data"
    data.mkdir()
    return VaultPlace(data)


MakeDoorkeeper = Callable[[], Doorkeeper]


@pytest.fixture
def doorkeeper(place: VaultPlace, clock: Clock) -> MakeDoorkeeper:
    """Give a function that gives the doorkeeper as a new start of the program has it."""

    def make() -> Doorkeeper:
        return Doorkeeper(place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP)

    return make


@pytest.fixture
def created(doorkeeper: MakeDoorkeeper) -> Iterator[Opened]:
    opened = doorkeeper().create(PERSON, PASSPHRASE)
    yield opened
    opened.vault.store.close()


@pytest.fixture
def vault(created: Opened) -> Vault:
    return created.vault


@pytest.fixture
def unlock(doorkeeper: MakeDoorkeeper) -> Iterator[Callable[[], Opened]]:
    """Give a function that unlocks the vault as a new start of the program does."""
    found: list[Opened] = []

    def unlock() -> Opened:
        found.append(doorkeeper().unlock(PERSON, PASSPHRASE))
        return found[-1]

    yield unlock
    for opened in found:
        opened.vault.store.close()


@pytest.fixture
def headings() -> Headings:
    return Headings(
        name="Amira Haddad",
        birth_date=date(1991, 4, 2),
        day=date(2026, 11, 21),
        product="own-fat-cells",
        words="Amira Haddad Own fat cells Saturday 21 November 2026 2026-11-21",
    )


@pytest.fixture
def tree() -> dict[str, object]:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": "own-fat-cells"}}


PDF = b"%PDF-1.7 of a guide %%EOF"


def give(vault: Vault, key: str = "key") -> None:
    about: dict[str, Any] = {
        "edition": "standard",
        "paper": "a4",
        "content": "1",
        "program": "0.1.0",
    }
    vault.guides.keep(key, PDF, "printed", pages=1, **about)


@pytest.fixture
def closed(vault: Vault, tree: dict[str, object], headings: Headings, clock: Clock) -> Vault:
    """Give a vault with a consultation whose guide was given the day before."""
    vault.records.save("key", tree, headings, content="1")
    give(vault)
    clock.at += timedelta(days=1)
    return vault


@pytest.fixture
def database_key(place: VaultPlace) -> Callable[[], bytes]:
    """Give a function that gives the key of the database, as somebody with the passphrase has it.

    For tests that look into the file, or do what an attacker with the key does.
    """
    return lambda: read_keys(place.keys).unlock(PERSON, PASSPHRASE).subkey("database")


@pytest.fixture
def old_place(tmp_path: Path) -> VaultPlace:
    """Give a copy of the vault of version 1."""
    return copy_of_version(1, tmp_path / "old")


def copy_of_version(version: int, data: Path) -> VaultPlace:
    """Give a copy of the vault that an earlier version wrote."""
    place = VaultPlace(data)
    place.folder.mkdir(parents=True)
    for file in (Path(__file__).parent / f"version-{version}").iterdir():
        target = place.erased if file.name == place.erased.name else place.folder / file.name
        shutil.copyfile(file, target)
    return place


@dataclass(frozen=True)
class Life:
    """A process that does one deed of `living.py` until it ends or is killed."""

    nursery: subprocess.Popen[str]
    answers: Path
    pid: int

    def said(self) -> list[Any]:
        """Give all its answers so far."""
        return [json.loads(line) for line in self.answers.read_text().splitlines()]

    def wait_for(self, answers: int, *, at_most_s: float = 30.0) -> None:
        """Wait until it has given so many answers."""
        until = time.monotonic() + at_most_s
        while not self.answers.exists() or self.answers.read_text().count("\n") < answers:
            assert time.monotonic() < until, "the process says nothing"
            select.select([], [], [], 0.002)

    def kill(self) -> None:
        """End it as a power cut does, for the process."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.join()

    def join(self) -> None:
        """Wait until it has ended."""
        assert self.nursery.stdout is not None
        assert self.nursery.stdout.readline() == "ended\n"


Live = Callable[..., Life]
LIVING = Path(__file__).with_name("living.py")


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, str(LIVING), "nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        bufsize=1,
        env={**os.environ, "PYTHONPATH": str(LIVING.parents[2])},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


@pytest.fixture
def live(nursery: subprocess.Popen[str], tmp_path: Path) -> Live:
    """Give a function that starts a deed of `living.py` on a folder, one at a time."""
    numbers = count()

    def live(deed: str, data: Path, *words: str) -> Life:
        answers = tmp_path / f"answers-{next(numbers)}"
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        nursery.stdin.write("\t".join([deed, str(data), str(answers), *words]) + "\n")
        return Life(nursery, answers, int(nursery.stdout.readline()))

    return live
