"""A vault of a busy clinic: 100,000 consultations of nine years, their guides and audit trail.

The guides are small stand-ins: with real ones, of some 170 KB, the file would have 10 GB.
"""

import hashlib
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, insert

from clinic_aid.content.headings import headings_of
from clinic_aid.domain.records import TrailRow
from clinic_aid.engine import Engine
from clinic_aid.files.strict import read_file
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.records import _row_of
from clinic_aid.vault.tables import consultation, giving, guide, trail
from clinic_aid.vault.vault import Vault
from tests.benchmarks.measuring import PASSPHRASE, PERSON, SAMPLES

MANY = 100_000
CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
"""The derivation of the key is left out of what is measured."""
NEWEST_DAY = date(2026, 11, 20)
_A_DAY = 43
_PDF = b"%PDF-1.7" + bytes(1000) + b"%%EOF"
_AT_ONCE = 500
_FIRST_NAMES = (
    *("Amira", "Anna", "Ayşe", "Bilal", "Björn", "Carla", "Chen", "Daniel", "Elena", "Emma"),
    *("Fatima", "George", "Hannah", "Ibrahim", "Ingrid", "James", "Jonas", "Karim", "Katarzyna"),
    *("Laura", "Liam", "Lucía", "Maria", "Mehmet", "Mia", "Miguel", "Mohammed", "Nadia", "Noah"),
    *("Olga", "Oliver", "Omar", "Paul", "Priya", "Quentin", "Rania", "Rosa", "Samuel", "Sara"),
    *("Sofia", "Svetlana", "Tariq", "Thomas", "Uma", "Viktor", "William", "Ximena", "Yusuf"),
)
_SYLLABLES = "an ber chi da el fen gar ha is jo kal lin mor na os par qui ro sen tar ul ves wa yil"
_TALK = ("hair-cycle", "follicle-states", "approval", "evidence", "options", "risks", "timeline")


class Names:
    """Makes up names, in the frequencies of life: a few are many patients'."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        syllables = _SYLLABLES.split()
        self._last = [
            "".join(chance.choices(syllables, k=chance.choice((2, 3)))).title() for _ in range(6000)
        ]

    def one(self) -> str:
        """Give a name."""
        last = self._last[int(len(self._last) * self._chance.random() ** 2)]
        return f"{self._chance.choice(_FIRST_NAMES)} {last}"


def now() -> datetime:
    """Give the time on the wall; a benchmark has a clock."""
    return datetime.now().astimezone()


def keeper_of(data: Path) -> Doorkeeper:
    """Give who opens the vault of a folder."""
    return Doorkeeper(VaultPlace(data), now=now, program="benchmark", cost=CHEAP)


def opened(data: Path) -> Vault:
    """Open the vault of a folder."""
    return keeper_of(data).unlock(PERSON, PASSPHRASE).vault


@cache
def _made(count: int) -> "TemporaryDirectory[str]":
    folder = TemporaryDirectory(prefix="full-vault-")
    vault = keeper_of(Path(folder.name)).create(PERSON, PASSPHRASE).vault
    rows = _consultations(count)
    while some := list(islice(rows, _AT_ONCE)):
        # In many transactions, as it grows in life: the index of the search is then in parts.
        vault.store.write(lambda connection, some=some: _put(connection, some))  # type: ignore[misc]
    vault.store.write(lambda connection: _put_trail(connection, vault, count))
    vault.store.write(vault.access.kept_sum.renew)
    vault.store.checkpoint()
    vault.close()
    return folder


def full_vault(copy: Path, *, count: int = MANY) -> Path:
    """Give a copy of the full vault, which is made once in a run."""
    made = Path(_made(count).name)
    return Path(shutil.copytree(made, copy))


def sample_tree() -> dict[str, Any]:
    """Give the fullest sample, presented to its end: some 3 KB."""
    tree = read_file(SAMPLES / "full.yaml").data
    assert isinstance(tree, dict)
    shown = [
        {"screen": screen, "day": "2026-11-16", "at": "10:12:30", "seconds": 41, "content": "2026"}
        for screen in _TALK * 2
    ]
    return {**tree, "shown": shown}


def _consultations(count: int) -> Iterator[dict[str, Any]]:
    chance, engine = random.Random(3), Engine.shipped("en")
    names, products, sample = Names(chance), list(engine.pack.products), sample_tree()
    first = NEWEST_DAY - timedelta(days=count // _A_DAY * 7 // 5)
    for number in range(count):
        day = first + timedelta(days=number // _A_DAY * 7 // 5)
        tree = {
            **sample,
            "consultation_date": day.isoformat(),
            "patient": {
                **sample["patient"],
                "name": names.one(),
                "birth_date": f"{chance.randint(1950, 2005)}-{chance.randint(1, 12):02}-11",
            },
            "plan": {
                **sample["plan"],
                "product": chance.choice(products),
                "treatment_date": (day + timedelta(days=chance.randint(20, 60))).isoformat(),
            },
        }
        at = datetime.combine(day, time(8), UTC) + timedelta(minutes=number % _A_DAY * 12)
        yield {
            **_row_of(tree, headings_of(tree, engine.pack, language="en"), "2026.11"),
            "key": _key_of(number),
            "begun_at": at,
            "changed_at": at,
            "person": PERSON,
            "id": number + 1,
        }


def _put(connection: Connection, rows: list[dict[str, Any]]) -> None:
    connection.execute(insert(consultation), rows)
    # Six of ten go home with a guide.
    given = [row for row in rows if row["id"] % 10 < 6]
    guides = [
        {
            "id": row["id"],
            "consultation_id": row["id"],
            "sha256": hashlib.sha256(row["key"].encode()).hexdigest(),
            "edition": "standard",
            "paper": "a4",
            "pages": 8,
            "content": "2026.11",
            "program": "benchmark",
            "made_at": row["changed_at"],
            "pdf": _PDF,
        }
        for row in given
    ]
    connection.execute(insert(guide), guides)
    times = [
        {"guide_id": row["id"], "at": row["changed_at"], "how": "printed", "person": PERSON}
        for row in given
    ]
    connection.execute(insert(giving), times)


def _put_trail(connection: Connection, vault: Vault, count: int) -> None:
    """Write that each was begun, opened once more and printed: the chain that it would have."""
    chain = vault.access.trail
    last = vault.access.trail.rows(connection, most=1)[0]
    mac = connection.execute(trail.select().where(trail.c.seq == last.seq)).one().mac
    rows = []
    for number in range(count * 3):
        deed = ("begin", "print", "open")[number % 3]
        at = last.at + timedelta(milliseconds=number)
        row = TrailRow(
            seq=last.seq + 1 + number, at=at, person=PERSON, deed=deed, subject=_key_of(number // 3)
        )
        mac = chain._mac(mac, row.seq, row.at, (row.person, row.deed, row.subject))
        rows.append(
            {"seq": row.seq, "at": at, "person": PERSON, "deed": deed, "subject": row.subject}
            | {"mac": mac}
        )
    connection.execute(insert(trail), rows)


def _key_of(number: int) -> str:
    return hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
