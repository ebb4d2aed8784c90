"""A keyed sum over all consultations, by which one that is not as it was last saved is noticed.

Each page of the file is authenticated, but an older page of the same place is as good as the
newest. So the XOR of an HMAC over every consultation, guide and note is kept: a save takes the
earlier one out and puts the new one in, however many there are. What was put back from outside
stays a difference, whatever is saved later. The page of the sum itself changes with every save:
put back as well, it counts fewer saves than were written outside (see `trail.py`).
"""

import hashlib
import hmac
import json
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, String, select, type_coerce

from clinic_aid.errors import Message
from clinic_aid.vault.tables import consultation, guide, note

SUMMED: Final = (
    consultation.c.key,
    # As the file holds it, without the way there and back.
    type_coerce(consultation.c.changed_at, String),
    consultation.c.tree,
    consultation.c.held,
    consultation.c.follows,
    consultation.c.newer_guide,
    consultation.c.newer_left,
)
"""What is summed of a consultation; a change of anything else comes with another time."""

_NOTED: Final = type_coerce(note.c.at, String), note.c.person, note.c.words

PUT_BACK: Final = Message(
    "Consultations are not as they were last saved: an older part of the file was put in its place."
)
_NAME: Final = "sum"
_FIRST_WITH_NOTES: Final = 3
_FIRST_WITH_NEWER: Final = 4
_READ: Final = "SELECT value FROM setting WHERE name = ?"


class KeptSum:
    """Keeps and checks the sum of one vault; each call is within the caller's transaction."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def begin(self, connection: Connection) -> None:
        """Give a file its sum that has none yet."""
        if sum_of(connection) is None:
            self.renew(connection)

    def renew(self, connection: Connection) -> None:
        """Take everything as it is now for what was last saved."""
        _put(connection, self._of_all(connection))

    def is_true(self, connection: Connection) -> bool:
        """Read every consultation, and say whether all are as they were last saved."""
        said = sum_of(connection)
        return said is None or hmac.compare_digest(said, _text(self._of_all(connection)))

    def of(self, connection: Connection, keys: Collection[str]) -> int:
        """Give the part of these consultations, their guides and their notes."""
        chosen = consultation.c.key.in_(list(keys))
        part = 0
        for row in connection.execute(select(*SUMMED).where(chosen)):
            part ^= self.of_row(row)
        owned = guide.c.consultation_id == consultation.c.id
        guides = select(consultation.c.key, guide.c.sha256).join(guide, owned)
        for key, sha256 in connection.execute(guides.where(chosen)):
            part ^= self.of_guide(key, sha256)
        noted = note.c.consultation_id == consultation.c.id
        notes = select(consultation.c.key, *_NOTED).join(note, noted)
        for row in connection.execute(notes.where(chosen)):
            part ^= self.of_note(*row)
        return part

    def of_row(self, row: Any) -> int:
        """Give the part of a consultation without guides and notes, of a row of `SUMMED`."""
        key, changed_at, tree, held, follows, *newer = row
        said = hashlib.sha256(tree.encode()).hexdigest()
        # The key last: it alone could hold the sign between the parts.
        part = self._mac(f"{said}|{held}|{changed_at}|{key}")
        # Apart: the sum of an earlier version's file, which knows of none of these, stays true.
        if follows is not None:
            part ^= self._mac(f"follows|{json.dumps([follows, key])}")
        if any(newer):
            part ^= self._mac(f"newer|{json.dumps([*newer, key])}")
        return part

    def of_guide(self, key: str, sha256: str) -> int:
        """Give the part of a guide of a consultation."""
        return self._mac(f"guide|{sha256}|{key}")

    def of_note(self, key: str, at: str, person: str, words: str) -> int:
        """Give the part of a note on a consultation, its time as the file holds it."""
        return self._mac(f"note|{json.dumps([key, at, person, words])}")

    def change(self, connection: Connection, by: int) -> None:
        """Put parts in that were not there, and take out those that were."""
        said = sum_of(connection)
        if said is not None and by:
            _put(connection, int(said, 16) ^ by)

    def _of_all(self, connection: Connection) -> int:
        whole, names = 0, {}
        # Looked through before it is brought to this version, too.
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        follows = "follows" if version >= _FIRST_WITH_NOTES else "NULL"
        newer = "newer_guide, newer_left" if version >= _FIRST_WITH_NEWER else "NULL, NULL"
        rows = f"SELECT id, key, changed_at, tree, held, {follows}, {newer} FROM consultation"
        for number, *row in connection.exec_driver_sql(rows):
            names[number] = row[0]
            whole ^= self.of_row(row)
        # From the index alone: the rows hold the bytes of the guides.
        guides = "SELECT consultation_id, sha256 FROM guide"
        for number, sha256 in connection.exec_driver_sql(guides):
            whole ^= self.of_guide(names.get(number, ""), sha256)
        if version >= _FIRST_WITH_NOTES:
            notes = "SELECT consultation_id, at, person, words FROM note"
            for number, *said in connection.exec_driver_sql(notes):
                whole ^= self.of_note(names.get(number, ""), *said)
        return whole

    def _mac(self, said: str) -> int:
        return int.from_bytes(hmac.digest(self._key, said.encode(), hashlib.sha256), "big")


def sum_of(connection: Connection) -> str | None:
    """Give the sum as it was kept last, None where there is none yet."""
    # Read with every save, so not made anew each time.
    return connection.exec_driver_sql(_READ, (_NAME,)).scalar()


def _put(connection: Connection, whole: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_NAME, _text(whole)),
    )


def _text(whole: int) -> str:
    return f"{whole:064x}"
