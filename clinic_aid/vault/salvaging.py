"""Take what is newer out of a vault that is to be replaced, also out of a damaged one.

Read is a copy: nothing is ever written into a damaged file. Each page is authenticated, so what
can be read at all is what was written. An index tells of a consultation whose own page is lost.
"""

import errno
import hashlib
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Connection
from sqlcipher3.dbapi2 import DatabaseError as DriverError

from clinic_aid.domain.folding import findable
from clinic_aid.domain.records import Contents
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.checking import damaged_pages
from clinic_aid.vault.database import raw_connection, understood
from clinic_aid.vault.journal import put_aside_foreign
from clinic_aid.vault.kept_sum import KeptSum
from clinic_aid.vault.keys import DataKey, KeyFile
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.plain_files import is_planted
from clinic_aid.vault.store import opened_store
from clinic_aid.vault.tables import APPLICATION_ID, consultation, giving, guide
from clinic_aid.vault.trail import ERASED_BY
from clinic_aid.vault.upgrading import NEWEST
from clinic_aid.vault.versions import Version, is_newer, versions_in

Present = Literal["none", "sound", "damaged", "closed"]
"""How the vault that is to be replaced was found: not there; whole; not whole; or not to be
read here, since it has other keys or a newer program wrote it."""

Row = dict[str, object]
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The vault that is to be replaced: how it is, and which of its consultations are newer."""

    state: Present
    contents: Contents | None = None
    copy: Path | None = None
    newer: tuple[int, ...] = ()
    erased: frozenset[str] = frozenset()
    """What it erased itself, as far as its trail can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many consultations were taken over, and how many, and how many guides, were lost.

    `without_notes` counts those taken over of which not every note could be read.
    """

    consultations: int = 0
    unreadable: int = 0
    unreadable_guides: int = 0
    without_notes: int = 0


@dataclass(slots=True, kw_only=True)
class _Consultation:
    row: Row
    guides: list[tuple[Row, list[Row]]] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    lost_guides: int = 0
    lost_notes: bool = False


def found_in(
    place: VaultPlace,
    key: DataKey,
    keys: KeyFile,
    scratch: Path,
    *,
    restored: Mapping[str, Version],
    erased: Collection[str],
) -> Found:
    """Look at the vault in place; compared with what is restored, without what was erased.

    The vault must be closed. `keys` are those of the backup, `scratch` is an empty folder.
    """
    if not place.database.exists():
        return Found(state="none")
    copy = VaultPlace(scratch)
    copy.folder.mkdir()
    if not _copied(place, copy):
        return Found(state="damaged")
    put_aside_foreign(copy, key.subkey("database"))
    with closing(_Reader(copy.database, key)) as reader:
        version = reader.version()
    if version is None:
        return Found(state="damaged" if _is_same(place, keys) else "closed")
    if version > NEWEST:
        return Found(state="closed")
    is_whole = _is_whole(copy, key)
    with closing(_Reader(copy.database, key)) as reader:
        rows, _ = reader.rows(ERASED_BY)
        itself = frozenset(str(row["subject"]) for row in rows)
        erased = itself.union(erased)
        ids, known = reader.all_ids(), reader.known()
        newer = [number for number in ids if _is_newer(known.get(number), restored, erased)]
    times = [version.changed_at for _, version in known.values() if version]
    contents = Contents(
        consultations=len(ids),
        newest_change=datetime.fromisoformat(max(times)) if times else None,
    )
    state: Present = "sound" if is_whole else "damaged"
    return Found(
        state=state, contents=contents, copy=copy.database, newer=tuple(newer), erased=itself
    )


def take_over(
    connection: Connection,
    found: Found,
    key: DataKey,
    kept_sum: KeptSum,
    *,
    erased: Collection[str],
) -> tuple[Taken, tuple[str, ...]]:
    """Put what is newer into the restored vault; give how much that was, and of which keys."""
    if found.copy is None:
        return Taken(), ()
    restored = versions_in(connection)
    taken, unreadable, lost_guides, without_notes = [], 0, 0, 0
    with closing(_Reader(found.copy, key)) as reader:
        for number in found.newer:
            read = reader.consultation(number)
            if read is None:
                unreadable += 1
                continue
            name, changed_at = str(read.row["key"]), str(read.row["changed_at"])
            if name in erased:
                continue
            earlier = restored.get(name)
            given = sum(len(givings) for _, givings in read.guides)
            lost_guides += read.lost_guides
            without_notes += read.lost_notes
            before = kept_sum.of(connection, [name])
            if earlier is None or earlier.changed_at < changed_at:
                _put(connection, read.row, is_new=earlier is None)
            elif given <= earlier.givings:
                # What an unreadable index could not tell: it is in the backup as it is here.
                continue
            _put_guides(connection, name, read.guides)
            _put_notes(connection, name, read.notes)
            kept_sum.change(connection, before ^ kept_sum.of(connection, [name]))
            taken.append(name)
    counted = Taken(
        consultations=len(taken),
        unreadable=unreadable,
        unreadable_guides=lost_guides,
        without_notes=without_notes,
    )
    return counted, tuple(taken)


class _Reader:
    """Reads a file that may be damaged; after a page that cannot be read it opens it anew.

    SQLCipher gives nothing more on a connection that met a damaged page.
    """

    def __init__(self, file: Path, key: DataKey) -> None:
        self._file, self._key = file, key.subkey("database")
        self._connection: Any = None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def rows(self, sql: str, *values: object) -> tuple[list[Row], bool]:
        """Give the rows up to a page that cannot be read, and whether that were all."""
        found: list[Row] = []
        try:
            with understood():
                cursor = self._open().execute(sql, values)
                names = [column[0] for column in cursor.description]
                for row in cursor:
                    found.append(dict(zip(names, row, strict=True)))
        except (ClinicAidError, DriverError):
            # The driver's own words: with the page that names them, whole tables are gone.
            self.close()
            return found, False
        return found, True

    def version(self) -> int | None:
        """Give the file's version, None where it cannot be read or is no vault."""
        program, _ = self.rows("PRAGMA application_id")
        version, _ = self.rows("PRAGMA user_version")
        if not program or not version or program[0]["application_id"] != APPLICATION_ID:
            return None
        return int(str(version[0]["user_version"]))

    def all_ids(self) -> list[int]:
        """Give the number of every consultation that any index or page tells of."""
        ids: set[int] = set()
        for column in ("key", "changed_at", "id"):
            found, all_ = self._column(column)
            ids |= found.keys()
            if all_:
                break
        return sorted(ids)

    def known(self) -> dict[int, tuple[str | None, Version | None]]:
        """Give key and version by number, as far as the indexes tell without the pages."""
        names, _ = self._column("key")
        times, _ = self._column("changed_at")
        givings = self._givings(names.keys() | times.keys())
        return {
            number: (
                names.get(number),
                Version(changed_at=times[number], givings=givings.get(number, 0))
                if number in times
                else None,
            )
            for number in names.keys() | times.keys()
        }

    def consultation(self, number: int) -> _Consultation | None:
        """Give all of a consultation that can be read, None if its own row cannot."""
        rows, _ = self.rows("SELECT * FROM consultation WHERE id = ?", number)
        if not rows:
            return None
        read = _Consultation(row=rows[0])
        ids, all_ = self.rows("SELECT id FROM guide WHERE consultation_id = ?", number)
        read.lost_guides = not all_
        # A file of an earlier version has none.
        has_notes, _ = self.rows("SELECT 1 FROM sqlite_master WHERE name = 'note'")
        if has_notes:
            wanted = "SELECT * FROM note WHERE consultation_id = ?"
            read.notes, all_ = self.rows(wanted, number)
            read.lost_notes = not all_
        for row in ids:
            guides, _ = self.rows("SELECT * FROM guide WHERE id = ?", row["id"])
            givings, _ = self.rows("SELECT * FROM giving WHERE guide_id = ?", row["id"])
            if guides and _is_the_one_given(guides[0]):
                read.guides.append((guides[0], givings))
            else:
                read.lost_guides += 1
        return read

    def _column(self, column: str) -> tuple[dict[int, str], bool]:
        """Give what its index tells, from both ends up to what is lost, and whether that is all."""
        found: dict[int, str] = {}
        for direction in ("ASC", "DESC"):
            sql = f"SELECT id, {column} AS said FROM consultation ORDER BY {column} {direction}"
            rows, all_ = self.rows(sql)
            found |= {int(str(row["id"])): str(row["said"]) for row in rows}
            if all_:
                return found, True
        return found, False

    def _givings(self, ids: Iterable[int]) -> dict[int, int]:
        counted = (
            "SELECT guide.consultation_id AS id, count(*) AS givings FROM giving"
            " JOIN guide ON guide.id = giving.guide_id"
        )
        rows, all_ = self.rows(f"{counted} GROUP BY 1")
        if not all_:
            rows = []
            for number in ids:
                rows += self.rows(f"{counted} WHERE guide.consultation_id = ? GROUP BY 1", number)[
                    0
                ]
        return {int(str(row["id"])): int(str(row["givings"])) for row in rows}

    def _open(self) -> Any:
        if self._connection is None:
            self._connection = raw_connection(self._file, self._key)
            # Reads what is left of a file that was cut short; nothing is written.
            self._connection.execute("PRAGMA writable_schema=ON")
            self._connection.execute("PRAGMA query_only=ON")
        return self._connection


def _copied(place: VaultPlace, copy: VaultPlace) -> bool:
    """Copy the closed file and its journal; say whether its disk gave them."""
    try:
        journal = () if is_planted(place.journal) else (place.journal,)
        for file in (place.database, *journal):
            if file.exists():
                shutil.copyfile(file, copy.folder / file.name)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        return False
    return True


def _is_newer(
    known: tuple[str | None, Version | None] | None,
    restored: Mapping[str, Version],
    erased: Collection[str],
) -> bool:
    """Say whether a consultation has to be read: it is newer, missing, or nobody knows."""
    name, version = known or (None, None)
    return name is None or is_newer(name, version, restored, erased)


def _put(connection: Connection, row: Row, *, is_new: bool) -> None:
    values = {column.name: row[column.name] for column in consultation.c if column.name in row}
    values.pop("id", None)
    # A file of an earlier version has none.
    values["folded"] = findable(str(row["words"]))
    if is_new:
        _insert(connection, consultation.name, values)
    else:
        named = ", ".join(f"{name} = ?" for name in values)
        sql = f"UPDATE consultation SET {named} WHERE key = ?"
        connection.exec_driver_sql(sql, (*values.values(), row["key"]))


def _put_guides(connection: Connection, key: str, guides: Iterable[tuple[Row, list[Row]]]) -> None:
    owner = connection.exec_driver_sql(
        "SELECT id FROM consultation WHERE key = ?", (key,)
    ).scalar_one()
    for one, givings in guides:
        wanted = "SELECT id FROM guide WHERE consultation_id = ? AND sha256 = ?"
        number = connection.exec_driver_sql(wanted, (owner, one["sha256"])).scalar()
        if number is None:
            # A file of an earlier version has no parts.
            names = [column.name for column in guide.c if column.name in one.keys() - {"id"}]
            values = {name: one[name] for name in names}
            number = _insert(connection, guide.name, {**values, "consultation_id": owner})
        for given in givings:
            values = {name: given[name] for name in ("at", "how", "person")}
            pages = {"pages": given["pages"]} if "pages" in given else {}
            known = "SELECT 1 FROM giving WHERE guide_id = ? AND at = ? AND how = ? AND person = ?"
            if not connection.exec_driver_sql(known, (number, *values.values())).first():
                _insert(connection, giving.name, {"guide_id": number, **values, **pages})


def _put_notes(connection: Connection, key: str, notes: Iterable[Row]) -> None:
    for one in notes:
        connection.exec_driver_sql(
            "INSERT INTO note (consultation_id, at, person, words)"
            " SELECT id, ?, ?, ? FROM consultation WHERE key = ? ON CONFLICT DO NOTHING",
            (one["at"], one["person"], one["words"], key),
        )


def _insert(connection: Connection, table: str, values: Mapping[str, object]) -> object:
    places = ", ".join("?" for _ in values)
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places}) RETURNING id"
    return connection.exec_driver_sql(sql, tuple(values.values())).scalar_one()


def _is_whole(place: VaultPlace, key: DataKey) -> bool:
    try:
        with opened_store(place, key) as store:
            checked = store.alone("PRAGMA quick_check(1)") if not damaged_pages(store) else []
            return checked == [("ok",)]
    except ClinicAidError:
        return False


def _is_same(place: VaultPlace, keys: KeyFile) -> bool:
    """Say whether the vault in place has the keys of the backup, or none that tell otherwise."""
    for copy in place.keys:
        with suppress(OSError, ValueError):
            return KeyFile.from_bytes(copy.read_bytes()).vault == keys.vault
    return True


def _is_the_one_given(row: Row) -> bool:
    pdf = row["pdf"]
    return isinstance(pdf, bytes) and hashlib.sha256(pdf).hexdigest() == row["sha256"]
