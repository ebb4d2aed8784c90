"""The audit trail: who did what, when and in which order, in a chain that shows what was changed.

Each row carries an HMAC over itself and the row before. How far the chain went is also written
outside the database (the anchor): a page or a file that was put back ends before it. No row
holds anything about health, nor a name of a patient: a consultation is a random key.
"""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, func, insert, select

from clinic_aid.domain.records import TrailRow
from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.vault.kept_sum import PUT_BACK, sum_of
from clinic_aid.vault.plain_files import plain_bytes, put_plain
from clinic_aid.vault.sealing import is_seal
from clinic_aid.vault.tables import setting, trail
from clinic_aid.vault.versions import versions_in

DEEDS: Final = frozenset(
    {
        "add-person",
        "backup",
        "begin",
        "change-passphrase",
        "create",
        "erase",
        "erase-again",
        "export",
        "failed-tries",
        "hold",
        "keep-listed",
        "leave-guide",
        "lock",
        "key-on-paper",
        "migrate",
        "new-recovery-key",
        "note",
        "open",
        "print",
        "proof",
        "release",
        "remove-person",
        "restore",
        "review",
        "save-guide",
        "seen-break",
        "settings",
        "take-back",
        "unlock",
        "unlock-by-recovery-key",
    }
)
ERASED_BY: Final = "SELECT subject FROM trail WHERE deed IN ('erase', 'erase-again')"
"""Gives the key of every consultation that this vault erased, or took out again."""
_WAS_ERASED: Final = f"{ERASED_BY} AND subject = ? LIMIT 1"
NO_ANCHOR: Final = Message(
    "The file that tells how far the audit trail went is missing or was changed: an old state of "
    "the vault would not be noticed."
)
FEWER_SAVES: Final = Message(
    "The vault holds fewer changes than it did: an older file, or a part of one, was put in its "
    "place, or its journal is missing."
)
FEWER_GIVEN: Final = Message(
    "Of guides that were printed or saved less is kept than the audit trail tells: an older part "
    "of the file was put in its place."
)
_GIVEN: Final = frozenset({"print", "save-guide", "take-back"})
_LARGEST: Final = 1 << 16
_SAVES: Final = "saves"
_FIRST: Final = b"\0" * 32
_AS_WRITTEN: Final = "SELECT seq, at, person, deed, subject, mac FROM trail ORDER BY seq"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailAnchor:
    """The last row of the chain, the number of saves and the sum, as written outside."""

    seq: int
    mac: bytes
    saves: int
    sum: str | None

    def as_bytes(self, key: bytes) -> bytes:
        """Give the file's bytes, sealed."""
        tree: dict[str, Any] = {
            "seq": self.seq,
            "mac": self.mac.hex(),
            "saves": self.saves,
            "sum": self.sum,
        }
        tree["seal"] = _seal(key, tree)
        return json.dumps(tree).encode()

    @classmethod
    def from_bytes(cls, data: bytes, key: bytes) -> Self | None:
        """Give the anchor of a file, None where it was not sealed with this key."""
        try:
            tree = json.loads(data)
            seal = tree.pop("seal")
            if not is_seal(seal, _seal(key, tree)):
                return None
            return cls(
                seq=int(tree["seq"]),
                mac=bytes.fromhex(tree["mac"]),
                saves=int(tree["saves"]),
                # An earlier program wrote none.
                sum=tree.get("sum"),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None


class Trail:
    """Writes and checks the trail of one vault; each call is within the caller's transaction."""

    def __init__(self, key: bytes, file: Path) -> None:
        self._key, self._file = key, file

    def add(
        self, connection: Connection, *, at: datetime, person: str, deed: str, subject: str = ""
    ) -> None:
        """Add a row to the chain."""
        if deed not in DEEDS:
            raise ValueError(f"{deed} is no deed of the trail")
        seq, mac = _last(connection)
        seq, at = seq + 1, _whole(at)
        mac = self._mac(mac, seq, at, (person, deed, subject))
        values = {"seq": seq, "at": at, "person": person, "deed": deed, "subject": subject}
        connection.execute(insert(trail).values(**values, mac=mac))

    def rows(self, connection: Connection, *, most: int = 200) -> tuple[TrailRow, ...]:
        """Give the newest rows, the last one first."""
        said = [column for column in trail.c if column.name != "mac"]
        found = connection.execute(select(*said).order_by(trail.c.seq.desc()).limit(most))
        return tuple(TrailRow(**row._mapping) for row in found)

    def begin(self) -> None:
        """Write outside that there is nothing yet; called before the vault is used."""
        anchor = TrailAnchor(seq=0, mac=_FIRST, saves=0, sum=None)
        put_plain(anchor.as_bytes(self._key), self._file)

    def anchor(self, connection: Connection, *, anew: bool = False) -> None:
        """Write outside how far the chain goes now; called after the rows are in the file.

        What was written stays while it contradicts the file, for it is the only witness;
        `anew` is for somebody who has seen that.
        """
        before = None if anew else self.anchored()
        if before is not None and not _holds(connection, before):
            return
        seq, mac = _last(connection)
        anchor = TrailAnchor(seq=seq, mac=mac, saves=saves_of(connection), sum=sum_of(connection))
        # Where it cannot be written the last one stays, which says less but nothing wrong.
        with suppress(ClinicAidError):
            put_plain(anchor.as_bytes(self._key), self._file)

    def faults(self, connection: Connection, anchor: TrailAnchor | None) -> Iterator[str]:
        """Say everything that shows that the trail, or the whole file, is not as it was left.

        The anchor is one that was read before the connection saw the file: else a save in between
        looks like a row that is missing.
        """
        mac, expected = _FIRST, 1
        told = False
        given: Counter[str] = Counter()
        # As plain rows: a vault of years has hundreds of thousands, read at each unlocking.
        for row in connection.exec_driver_sql(_AS_WRITTEN):
            at = datetime.fromisoformat(row.at)
            if row.seq != expected:
                yield gap(expected, row.seq - 1)
            elif not hmac.compare_digest(
                row.mac, self._mac(mac, row.seq, at, (row.person, row.deed, row.subject))
            ):
                yield Message(
                    "Line {line} of the audit trail was changed after it was written.", line=row.seq
                )
            if anchor and row.seq == anchor.seq and not hmac.compare_digest(row.mac, anchor.mac):
                told = True
                yield Message(
                    "Line {line} of the audit trail is not the one that was written.", line=row.seq
                )
            if row.deed in _GIVEN:
                given[row.subject.partition(" ")[0]] += 1
            mac, expected = row.mac, row.seq + 1
        # Each time has its line, and none is ever taken away: of an older page there are fewer.
        if any(it.givings < given[key] for key, it in versions_in(connection).items()):
            yield FEWER_GIVEN
        if anchor is None:
            if expected > 1:
                yield NO_ANCHOR
        elif anchor.seq >= expected:
            yield gap(expected, anchor.seq)
        elif not told and saves_of(connection) < anchor.saves:
            yield FEWER_SAVES
        elif not told and _is_another_sum(connection, anchor):
            yield PUT_BACK

    def anchored(self) -> TrailAnchor | None:
        """Give what was written outside, None where it is missing or was changed."""
        try:
            return TrailAnchor.from_bytes(plain_bytes(self._file, most=_LARGEST), self._key)
        except OSError:
            return None

    def _mac(self, before: bytes, seq: int, at: datetime, said: tuple[str, str, str]) -> bytes:
        fields = [seq, at.isoformat(), *said]
        return hmac.digest(self._key, before + json.dumps(fields).encode(), "sha256")


def _last(connection: Connection) -> tuple[int, bytes]:
    """Give number and sign of the newest row, those of the beginning where there is none."""
    newest = select(trail.c.seq, trail.c.mac).order_by(trail.c.seq.desc()).limit(1)
    last = connection.execute(newest).first()
    return (last.seq, last.mac) if last else (0, _FIRST)


def _holds(connection: Connection, anchor: TrailAnchor) -> bool:
    """Say whether the file has come as far as it was written outside, by the same rows."""
    mac = connection.execute(select(trail.c.mac).where(trail.c.seq == anchor.seq)).scalar()
    return (
        (mac == anchor.mac or not anchor.seq)
        and saves_of(connection) >= anchor.saves
        and not _is_another_sum(connection, anchor)
    )


def _is_another_sum(connection: Connection, anchor: TrailAnchor) -> bool:
    """Say whether after as many saves the consultations were others."""
    is_same_time = anchor.sum is not None and saves_of(connection) == anchor.saves
    return is_same_time and sum_of(connection) != anchor.sum


def saves_of(connection: Connection) -> int:
    """Give how many times anything was saved."""
    value = connection.execute(select(setting.c.value).where(setting.c.name == _SAVES)).scalar()
    return int(value) if value is not None else 0


def erased_in(connection: Connection) -> frozenset[str]:
    """Give the key of every consultation that this vault erased: its own word, in the file."""
    return frozenset(connection.exec_driver_sql(ERASED_BY).scalars())


def is_erased(connection: Connection, key: str) -> bool:
    """Say whether this vault erased a consultation."""
    return connection.exec_driver_sql(_WAS_ERASED, (key,)).first() is not None


def kept_though_listed(connection: Connection) -> frozenset[str]:
    """Give the keys that somebody kept although a list from outside called them erased."""
    kept = select(trail.c.subject).where(trail.c.deed == "keep-listed")
    return frozenset(connection.execute(kept).scalars())


def count_save(connection: Connection) -> None:
    """Count a save, so that a file of an earlier time is known for one."""
    connection.exec_driver_sql(
        "INSERT INTO setting (name, value) VALUES ('saves', '1')"
        " ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def length_of(connection: Connection) -> int:
    """Give the number of rows."""
    return connection.execute(select(func.count()).select_from(trail)).scalar_one()


def said_once(faults: Iterable[str]) -> str:
    """Give a short sign of these faults, by which they are known again."""
    return hashlib.sha256("\n".join(faults).encode()).hexdigest()[:16]


def _whole(at: datetime) -> datetime:
    at = at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def gap(first: int, last: int) -> Message:
    """Say which lines are missing."""
    if first == last:
        return Message("Line {first} of the audit trail is missing.", first=first)
    return Message(
        "Lines {first} to {last} of the audit trail are missing.", first=first, last=last
    )


def _seal(key: bytes, tree: dict[str, Any]) -> str:
    return hmac.new(key, json.dumps(tree, sort_keys=True).encode(), hashlib.sha256).hexdigest()
