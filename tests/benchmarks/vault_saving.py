"""Saving, unlocking, backing up and erasing with 100,000 consultations in the vault."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter
from typing import Any

from clinic_aid.content.headings import headings_of
from clinic_aid.desktop.consultation.autosave import PAUSE_MS
from clinic_aid.desktop.records.controller import MOST_RECENT
from clinic_aid.domain.records import Headings, Place, Tree
from clinic_aid.engine import Engine
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.database import raw_connection
from clinic_aid.vault.keys import read_keys
from clinic_aid.vault.passphrases import derived
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.records import _row_of
from clinic_aid.vault.vault import Vault
from tests.benchmarks.full_vault import (
    CHEAP,
    NEWEST_DAY,
    full_vault,
    opened,
    sample_tree,
)
from tests.benchmarks.measuring import PASSPHRASE, PERSON, Finding, in_turn, ratio

KEPT_WITHIN_MS = 1000.0
STALL_MS = 50.0
_KEY, _BARE_KEY = "0" * 32, "1" * 32
_CONTENT = "2026.11"
_UPDATE = """
    UPDATE consultation SET name = :name, birth_date = :birth_date, day = :day,
        product = :product, decision = :decision, words = :words, content = :content,
        tree = :tree, changed_at = :changed_at
    WHERE key = :key
"""


def findings(*, quick: bool) -> list[Finding]:
    """Measure one after the other, on a copy of the vault that ends with one less."""
    rounds = 3 if quick else 7
    with TemporaryDirectory() as folder:
        data = full_vault(Path(folder) / "data")
        vault = opened(data)
        found = [*_saves(vault, rounds=20 * rounds), *_reads(vault, rounds=rounds)]
        found += _locks(data, vault, rounds=rounds)
        vault = opened(data)
        found.append(_backup(vault, Path(folder)))
        found += _erasure(vault)
        vault.close()
    return found


def _saves(vault: Vault, *, rounds: int) -> list[Finding]:
    """Save as autosave does while a name is typed: words and tree change each time."""
    states = iter(_typed_on(2 * rounds + 2))
    connection = raw_connection(vault.store.place.database, _database_key(vault.store.place))
    for pragma in ("cache_size=-65536", "secure_delete=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    for key in (_KEY, _BARE_KEY):
        vault.records.save(key, *next(states), content=_CONTENT)

    def bare() -> float:
        tree, headings = next(states)
        row = {**_row_of(tree, headings, _CONTENT), "key": _BARE_KEY}
        row |= {name: row[name] and str(row[name]) for name in ("birth_date", "day")}
        row["changed_at"] = vault.at().isoformat(timespec="milliseconds")

        def save() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_UPDATE, row)
            connection.execute("UPDATE setting SET value = value + 1 WHERE name = 'saves'")
            connection.execute("COMMIT")

        return _timed(save)

    def save() -> float:
        tree, headings = next(states)
        return _timed(partial(vault.records.save, _KEY, tree, headings, content=_CONTENT))

    took = in_turn(rounds, {"vault": save, "bare": bare})
    connection.close()
    ours, theirs = took["vault"], took["bare"]
    return [
        Finding(
            what=f"ms from a change to the disk, the worst of {rounds} saves",
            measured=PAUSE_MS + max(ours),
            allowed=KEPT_WITHIN_MS,
            details=f"of it {PAUSE_MS} ms in which changes are gathered; a save takes "
            f"{median(ours):.1f} ms, median",
        ),
        Finding(
            what="a save / the same by a bare connection",
            measured=ratio(ours, theirs),
            details=f"{median(ours):.1f} ms / {median(theirs):.1f} ms",
        ),
    ]


def _reads(vault: Vault, *, rounds: int) -> list[Finding]:
    """Read what the window waits for, and what is asked when the app is closed."""
    records = vault.records

    def lists() -> None:
        records.of_day(NEWEST_DAY)
        records.newest(most=MOST_RECENT, but_not=NEWEST_DAY)

    one = records.newest(most=2)[-1]
    took = in_turn(
        rounds,
        {
            "lists": lambda: _timed(lists),
            "name": lambda: _timed(lambda: records.of_same_name(one.headings)),
            "sign": lambda: _timed(records.sign),
            "breaks": lambda: _timed(vault.breaks),
        },
    )

    def told(what: str, name: str, *, allowed: float | None = None) -> Finding:
        each = f"{min(took[name]):.1f} to {max(took[name]):.1f} ms"
        return Finding(what=what, measured=median(took[name]), allowed=allowed, details=each)

    return [
        told("ms to read Home's lists", "lists", allowed=STALL_MS),
        told("ms to find all of the same name", "name", allowed=STALL_MS),
        told("ms to see whether to back up, as the app closes", "sign"),
        told("ms to go through the audit trail, at each unlocking", "breaks"),
    ]


def _locks(data: Path, vault: Vault, *, rounds: int) -> list[Finding]:
    """Lock with something unsaved, and unlock; of the unlocking the key's derivation is left out.

    The first look at a day through the whole file is not among the rounds.
    """
    flushed, closed, unlocked = [], [], []
    whole = 0.0
    derivation = _timed(lambda: derived(b"passphrase", bytes(16), CHEAP))
    states = iter(_typed_on(rounds + 1))
    for number in range(rounds + 1):
        tree, headings = next(states)

        def flush(tree: Tree = tree, headings: Headings = headings, vault: Vault = vault) -> None:
            vault.records.save(_KEY, tree, headings, content=_CONTENT)
            vault.preferences.put_place(Place(key=_KEY, step=1, page=2, locked=True))

        flushed.append(_timed(flush))
        if not number:
            # As yesterday: the next to open it looks through the whole file.
            vault.preferences.put_checked_on(NEWEST_DAY)
        closed.append(_timed(vault.close))
        found: list[Vault] = []
        took = _timed(lambda found=found: found.append(opened(data))) - derivation  # type: ignore[misc]
        vault = found[0]
        if number:
            unlocked.append(took)
        else:
            whole = took
    vault.close()
    return [
        Finding(
            what="ms to save what is left at a lock",
            measured=median(flushed),
            details=f"at most {max(flushed):.1f} ms; to close the file {median(closed):.1f} ms",
        ),
        Finding(
            what="s to unlock without the key's derivation",
            measured=median(unlocked) / 1000,
            details=f"{min(unlocked) / 1000:.1f} to {max(unlocked) / 1000:.1f} s; "
            f"{whole / 1000:.1f} s the first time of a day",
        ),
    ]


def _backup(vault: Vault, folder: Path) -> Finding:
    took = _timed(lambda: vault.back_up(folder)) / 1000
    size = os.stat(vault.store.place.database).st_size / 1e6  # noqa: PTH116
    return Finding(
        what="s to make a backup and read it back",
        measured=took,
        details=f"{size:.0f} MB, {size / took:.0f} MB/s",
    )


def _erasure(vault: Vault) -> list[Finding]:
    """Erase one, while another goes on being typed."""
    records, erased, waits, refused = vault.records, list[float](), list[float](), 0
    key = records.newest(most=200)[-1].key
    erasing = Thread(
        target=lambda: erased.append(_timed(lambda: records.erase([key]))), name="erasing"
    )
    states = _typed_on(100_000)
    erasing.start()
    while erasing.is_alive():
        tree, headings = next(states)
        began = perf_counter()
        try:
            records.save(_KEY, tree, headings, content=_CONTENT)
        except ClinicAidError:
            refused += 1
        waits.append((perf_counter() - began) * 1000)
        erasing.join(PAUSE_MS / 1000)
    return [
        Finding(what="s to erase one for good, in the background", measured=erased[0] / 1000),
        Finding(
            what="s that a save waits meanwhile, the longest",
            measured=max(waits) / 1000,
            details=f"{len(waits)} saves, {refused} of them refused and to be tried again",
        ),
    ]


def _typed_on(count: int) -> Iterator[tuple[dict[str, Any], Headings]]:
    """Give the states of a consultation in which somebody goes on typing the name."""
    pack, sample = Engine.shipped("en").pack, sample_tree()
    for number in range(count):
        name = f"Amira Haddad {'x' * (number % 40)}".strip()
        tree = {**sample, "patient": {**sample["patient"], "name": name}}
        yield tree, headings_of(tree, pack, language="en")


def _database_key(place: VaultPlace) -> bytes:
    return read_keys(place.keys).unlock(PERSON, PASSPHRASE).subkey("database")


def _timed(deed: Callable[[], object]) -> float:
    began = perf_counter()
    deed()
    return (perf_counter() - began) * 1000
