"""Consultations in the vault: saved, found, read, erased; only plain values go in and come out."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from clinic_aid.domain.records import (
    Entry,
    Headings,
    KeptConsultation,
    Tree,
    same_name,
)
from clinic_aid.vault import search
from clinic_aid.vault.erasures import erased_keys, remember_erased
from clinic_aid.vault.errors import BusyVaultError, FullDiskError, UnknownRecordError
from clinic_aid.vault.guides import guides_of
from clinic_aid.vault.rescuing import drop_rescued
from clinic_aid.vault.store import Store
from clinic_aid.vault.tables import consultation, giving, guide
from clinic_aid.vault.trail import Trail

MOST_FOUND: Final = 200
_LISTED = (
    consultation.c.id,
    consultation.c.key,
    consultation.c.begun_at,
    consultation.c.changed_at,
    consultation.c.name,
    consultation.c.birth_date,
    consultation.c.day,
    consultation.c.product,
    consultation.c.decision,
    consultation.c.words,
    consultation.c.held,
)


class Records:
    """The consultations of an open vault, for one person who unlocked it."""

    def __init__(
        self, store: Store, trail: Trail, *, person: str, now: Callable[[], datetime]
    ) -> None:
        self._store, self._trail = store, trail
        self._person, self._now = person, now

    def save(self, key: str, tree: Tree, headings: Headings, *, content: str) -> None:
        """Keep a consultation as it is now; a new key begins one.

        Under the key of one that was erased nothing is kept any more: a save that was under way
        must not bring it back.
        """
        if key in erased_keys(self._store.place.erased):
            return
        values = _row_of(tree, headings, content)
        now = self._at()

        def work(connection: Connection) -> bool:
            changed = update(consultation).where(consultation.c.key == key)
            if connection.execute(changed.values(**values, changed_at=now)).rowcount:
                return False
            times = {"begun_at": now, "changed_at": now, "person": self._person}
            connection.execute(insert(consultation).values(key=key, **values, **times))
            self._note(connection, "begin", key)
            return True

        if self._store.write(work):
            self._anchor()

    def load(self, key: str) -> KeptConsultation:
        """Give all of a consultation but its guides' bytes; UnknownRecordError if it is gone."""
        with self._store.reading() as connection:
            row = connection.execute(
                select(consultation).where(consultation.c.key == key)
            ).one_or_none()
            if row is None:
                raise _unknown()
            guides = guides_of(connection, row.id)
        return KeptConsultation(
            entry=_entry(row, len(guides)),
            tree=json.loads(row.tree),
            content=row.content,
            person=row.person,
            guides=guides,
        )

    def newest(self, *, most: int = 20, but_not: date | None = None) -> tuple[Entry, ...]:
        """Give the consultations changed last, leaving out those of a day."""
        where = [] if but_not is None else [consultation.c.day.is_distinct_from(but_not)]
        return self._listed(*where, order=consultation.c.changed_at.desc(), most=most)

    def of_day(self, day: date) -> tuple[Entry, ...]:
        """Give the consultations of a day, the one changed last first."""
        order = consultation.c.changed_at.desc()
        return self._listed(consultation.c.day == day, order=order, most=MOST_FOUND)

    def find(self, typed: str, *, most: int = 50) -> tuple[Entry, ...]:
        """Give what is found by all of these words, the last of them as far as it is typed."""
        with self._store.reading() as connection:
            numbers = search.find(connection, typed, most=most)
            return self._entries(connection, _list().where(consultation.c.id.in_(numbers)), numbers)

    def of_same_name(self, headings: Headings) -> tuple[Entry, ...]:
        """Give every consultation under the same name as read, the newest first."""
        # Not by the search, which takes letters for different that are read as one ("ß", "SS").
        with self._store.reading() as connection:
            named = select(consultation.c.id, consultation.c.name).where(
                consultation.c.name.is_not(None)
            )
            numbers = [
                row.id
                for row in connection.execute(named.order_by(consultation.c.id.desc()))
                if same_name(Headings(name=row.name), headings)
            ]
            return self._entries(connection, _list().where(consultation.c.id.in_(numbers)), numbers)

    def unchanged_since(self, at: datetime) -> tuple[Entry, ...]:
        """Give what was changed last before an instant, the oldest first."""
        where = consultation.c.changed_at < at
        return self._listed(where, order=consultation.c.changed_at, most=10_000)

    def count(self) -> int:
        """Give how many consultations there are."""
        with self._store.reading() as connection:
            return connection.execute(select(func.count()).select_from(consultation)).scalar_one()

    def sign(self) -> str:
        """Give a sign that differs after any change of what is kept."""
        # All of the times, not the newest: a clock that was set back hides a change behind it.
        found = hashlib.sha256()
        with self._store.reading() as connection:
            changes = select(consultation.c.id, type_coerce(consultation.c.changed_at, String))
            for number, changed_at in connection.execute(changes.order_by(consultation.c.id)):
                found.update(f"{number} {changed_at}\n".encode())
            given = connection.execute(select(func.count()).select_from(giving)).scalar_one()
        return f"{found.hexdigest()} {given}"

    def erase(self, keys: Collection[str]) -> int:
        """Take consultations and their guides out for good; give how many there were.

        They are also taken out of the search and out of every backup that is restored later.
        Freed pages are overwritten, and the file is written anew without them.
        """
        # First: stopped after this, the next start goes on with it.
        remember_erased(self._store.place.erased, keys)

        def work(connection: Connection) -> int:
            erased = erase_rows(connection, keys)
            for key in keys:
                self._note(connection, "erase", key)
            return erased

        erased = self._store.write(work)
        for key in keys:
            drop_rescued(self._store.place.rescued, key)
        self._anchor()
        # What was freed is overwritten already; without room, the file only stays as long as it is.
        with suppress(FullDiskError, BusyVaultError):
            self._store.alone("VACUUM")
            self._store.checkpoint()
        return erased

    def hold(self, keys: Collection[str], *, held: bool) -> None:
        """Keep consultations beyond the clinic's period, or no longer."""

        def work(connection: Connection) -> None:
            wanted = update(consultation).where(consultation.c.key.in_(list(keys)))
            connection.execute(wanted.values(held=int(held)))
            for key in keys:
                self._note(connection, "hold" if held else "release", key)

        self._store.write(work)
        self._anchor()

    def note(self, deed: str, key: str = "") -> None:
        """Write into the audit trail what was done with a consultation."""
        self._store.write(lambda connection: self._note(connection, deed, key))
        self._anchor()

    def _note(self, connection: Connection, deed: str, subject: str) -> None:
        self._trail.add(connection, at=self._at(), person=self._person, deed=deed, subject=subject)

    def _anchor(self) -> None:
        with self._store.reading() as connection:
            self._trail.anchor(connection)

    def _listed(
        self, *where: ColumnElement[bool], order: ColumnElement[Any], most: int
    ) -> tuple[Entry, ...]:
        with self._store.reading() as connection:
            return self._entries(connection, _list().where(*where).order_by(order).limit(most))

    def _entries(
        self, connection: Connection, wanted: Select[Any], order: Sequence[int] | None = None
    ) -> tuple[Entry, ...]:
        rows = connection.execute(wanted).all()
        if order is not None:
            place = {number: index for index, number in enumerate(order)}
            rows = sorted(rows, key=lambda row: place[row.id])
        return tuple(_entry(row, row.guides) for row in rows)

    def _at(self) -> datetime:
        return self._now().astimezone(UTC)


def erase_rows(connection: Connection, keys: Iterable[str]) -> int:
    """Take the rows of these consultations out of the tables and out of the search."""
    wanted = delete(consultation).where(consultation.c.key.in_(list(keys)))
    erased = connection.execute(wanted).rowcount
    search.forget_erased(connection)
    return erased


def is_there(connection: Connection, key: str) -> bool:
    """Say whether there is such a consultation."""
    found = select(consultation.c.id).where(consultation.c.key == key)
    return connection.execute(found).first() is not None


def _list() -> Select[Any]:
    given = select(func.count()).where(guide.c.consultation_id == consultation.c.id)
    return select(*_LISTED, given.scalar_subquery().label("guides"))


def _row_of(tree: Tree, headings: Headings, content: str) -> dict[str, object]:
    found = replace(headings, name=_storable(headings.name), words=_storable(headings.words) or "")
    return {
        "name": found.name,
        "birth_date": found.birth_date,
        "day": found.day,
        "product": _storable(found.product),
        "decision": _storable(found.decision),
        "words": found.words,
        "content": content,
        # ASCII: half a character or a NUL, typed or pasted, is kept as it is.
        "tree": json.dumps(tree),
    }


def _storable(words: str | None) -> str | None:
    """Give words without what no database takes: NUL and halves of characters."""
    if words is None:
        return None
    return words.replace("\0", "").encode("utf-8", "replace").decode()


def _entry(row: Any, guides: int) -> Entry:
    return Entry(
        key=row.key,
        headings=Headings(
            name=row.name,
            birth_date=row.birth_date,
            day=row.day,
            product=row.product,
            decision=row.decision,
            words=row.words,
        ),
        begun_at=row.begun_at,
        changed_at=row.changed_at,
        guides=guides,
        held=bool(row.held),
    )


def _unknown() -> UnknownRecordError:
    return UnknownRecordError("This consultation is not in the vault any more.")
