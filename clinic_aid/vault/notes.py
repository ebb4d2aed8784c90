"""The notes by which a closed consultation is corrected, and the one that is being written."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from clinic_aid.domain.records import RecordNote
from clinic_aid.vault.access import Access
from clinic_aid.vault.errors import UnknownRecordError
from clinic_aid.vault.tables import consultation, note, setting, storable

_UNFINISHED: Final = "unfinished-note {}"


class Notes:
    """The notes of an open vault, for one person who unlocked it."""

    def __init__(self, access: Access) -> None:
        self._access, self._store, self._sum = access, access.store, access.kept_sum

    def add(self, key: str, words: str) -> None:
        """Add a note to a closed consultation; nothing of what is kept of it changes by that."""
        now = self._access.at()
        noted = RecordNote(at=now, person=self._access.person, words=storable(words.strip()) or "")

        def work(connection: Connection) -> None:
            number = _number(connection, key)
            if number is None:
                raise UnknownRecordError("This consultation is not in the vault any more.")
            before = self._sum.of(connection, [key])
            # A clock that stands still, or was set back, must not put it before the others.
            last = connection.execute(
                select(func.max(note.c.at)).where(note.c.consultation_id == number)
            ).scalar()
            at = now if last is None else max(now, last + timedelta(milliseconds=1))
            values = {"consultation_id": number, "at": at}
            connection.execute(
                insert(note).values(person=noted.person, words=noted.words, **values)
            )
            # So that a backup without the note is known for an older one.
            changed = update(consultation).where(consultation.c.key == key)
            connection.execute(changed.values(changed_at=now))
            self._sum.change(connection, before ^ self._sum.of(connection, [key]))
            self._access.note(connection, "note", key)
            forget_unfinished(connection, [key])

        self._store.write(work)
        self._access.anchor()

    def unfinished(self, key: str) -> str:
        """Give the note that somebody was writing; empty for none."""
        wanted = select(setting.c.value).where(setting.c.name == _UNFINISHED.format(key))
        with self._store.reading() as connection:
            return connection.execute(wanted).scalar() or ""

    def put_unfinished(self, key: str, words: str) -> None:
        """Keep a note as far as it is written; empty for none. What was erased keeps nothing."""
        name, said = _UNFINISHED.format(key), storable(words)

        def work(connection: Connection) -> None:
            forget_unfinished(connection, [key])
            if said and _number(connection, key) is not None:
                connection.execute(insert(setting).values(name=name, value=said))

        self._store.write(work)


def notes_of(connection: Connection, consultation_id: int) -> tuple[RecordNote, ...]:
    """Give the notes of a consultation, the oldest first."""
    wanted = select(note.c.at, note.c.person, note.c.words)
    rows = connection.execute(
        wanted.where(note.c.consultation_id == consultation_id).order_by(note.c.at)
    )
    return tuple(RecordNote(at=row.at, person=row.person, words=row.words) for row in rows)


def forget_unfinished(connection: Connection, keys: Collection[str]) -> None:
    """Let go of what was being written on these consultations."""
    names = [_UNFINISHED.format(key) for key in keys]
    connection.execute(delete(setting).where(setting.c.name.in_(names)))


def _number(connection: Connection, key: str) -> int | None:
    found = select(consultation.c.id).where(consultation.c.key == key)
    return connection.execute(found).scalar()
