"""What the tests of the vault share: a real vault in a folder of its own, cheap to unlock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from clinic_aid.domain.records import Headings
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
