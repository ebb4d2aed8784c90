"""Consultations in the vault: saved, found, read, erased; only plain values go in and come out."""

import hashlib
import json
from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from clinic_aid.domain.closing import last_open_day
from clinic_aid.domain.folding import findable, folded
from clinic_aid.domain.records import (
    Entry,
    Headings,
    KeptConsultation,
    Tree,
    as_read,
    same_name,
)
from clinic_aid.vault import search
from clinic_aid.vault.access import Access
from clinic_aid.vault.errors import (
    BusyVaultError,
    ClosedConsultationError,
    FullDiskError,
    UnknownRecordError,
)
from clinic_aid.vault.guides import guides_of
from clinic_aid.vault.kept_sum import SUMMED, KeptSum
from clinic_aid.vault.listing import FIRST_GIVEN, FOUND, LIST, LISTED, entry_of
from clinic_aid.vault.notes import forget_unfinished, notes_of
from clinic_aid.vault.rescuing import drop_rescued
from clinic_aid.vault.tables import consultation, giving, storable
from clinic_aid.vault.trail import is_erased, saves_of

if TYPE_CHECKING:
    from clinic_aid.vault.similar_names import SimilarNames

MOST_FOUND: Final = 200
_FEW_FOUND: Final = 10
_MOST_LOOKED_AT: Final = 60
_REWRITTEN_UP_TO: Final = 64 << 20
_BEFORE = select(
    *SUMMED,
    consultation.c.day.label("own_day"),
    FIRST_GIVEN.scalar_subquery().label("first_given"),
).where(consultation.c.key == bindparam("wanted"))
_NEWEST_FIRST = consultation.c.id.desc()


class Records:
    """The consultations of an open vault, for one person who unlocked it."""

    def __init__(self, access: Access) -> None:
        self._access, self._store, self._sum = access, access.store, access.kept_sum
        self._names: tuple[int, SimilarNames] | None = None

    def save(
        self,
        key: str,
        tree: Tree,
        headings: Headings,
        *,
        content: str,
        follows: str | None = None,
        entered_at: datetime | None = None,
    ) -> None:
        """Keep a consultation as it is now; a new key begins one, which may follow a closed one.

        Under the key of one that was erased nothing is kept any more: a save that was under way
        must not bring it back. ClosedConsultationError where it was closed when this was entered,
        which is now unless told.
        """
        values = _row_of(tree, headings, content)
        now = self._access.at()

        def work(connection: Connection) -> bool:
            before = connection.execute(_BEFORE, {"wanted": key}).first()
            if before is None:
                if is_erased(connection, key):
                    return False
                begun = {"begun_at": now, "changed_at": now, "person": self._access.person}
                new = insert(consultation).values(key=key, follows=follows, **values, **begun)
                write = new.returning(*SUMMED)
                self._sum.change(connection, self._sum.of_row(connection.execute(write).one()))
                self._access.note(connection, "begin", key)
                return True
            last = last_open_day(before.own_day, before.first_given)
            if last is not None and (entered_at or now).astimezone().date() > last:
                if json.loads(before.tree) != json.loads(str(values["tree"])):
                    raise ClosedConsultationError(
                        "This consultation is closed: its guide was given, and its day is over."
                    )
                return False
            change = update(consultation).where(consultation.c.key == key).returning(*SUMMED)
            after = connection.execute(change.values(**values, changed_at=now)).one()
            self._sum.change(
                connection, self._sum.of_row(before[: len(SUMMED)]) ^ self._sum.of_row(after)
            )
            return False

        if self._store.write(work):
            self._access.anchor()

    def load(self, key: str) -> KeptConsultation:
        """Give all of a consultation but its guides' bytes; UnknownRecordError if it is gone."""
        with self._store.reading() as connection:
            row = connection.execute(
                select(consultation).where(consultation.c.key == key)
            ).one_or_none()
            if row is None:
                raise UnknownRecordError("This consultation is not in the vault any more.")
            guides, notes = guides_of(connection, row.id), notes_of(connection, row.id)
        given = min((one.at for guide in guides for one in guide.givings), default=None)
        listed = [*(row._mapping[column] for column in LISTED), given, len(guides)]
        return KeptConsultation(
            entry=entry_of(listed),
            tree=json.loads(row.tree),
            content=row.content,
            person=row.person,
            guides=guides,
            notes=notes,
        )

    def linked(self, entry: Entry) -> tuple[Entry | None, tuple[Entry, ...]]:
        """Give the consultation that one follows, None where it is gone, and those that follow it.

        Of something that was erased nothing is left but that there was something.
        """
        earlier = () if entry.follows is None else self._listed(consultation.c.key == entry.follows)
        later = self._listed(consultation.c.follows == entry.key, most=MOST_FOUND)
        return next(iter(earlier), None), later

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
        query = search.as_query(typed)
        return self._entries(FOUND, query=query, most=most) if query else ()

    def similar(self, typed: str, *, most: int = 10) -> tuple[Entry, ...]:
        """Give consultations of other people, whose names only resemble what was typed.

        The nearest name first, of one person the newest alone. None of them is found by what was
        typed; where more than a few are, or fewer than three letters were typed, there are none.
        """
        query = search.as_query(typed)
        if not query:
            return ()
        with self._store.reading() as connection:
            found = search.numbers(connection, query, most=_FEW_FOUND + 1)
            if len(found) > _FEW_FOUND:
                return ()
            nearest = self._similar_names(connection).nearest(typed)
            near = islice((one for of_name in nearest for one in of_name), _MOST_LOOKED_AT)
            places = {one: place for place, one in enumerate(near) if one not in found}
            wanted = LIST.where(consultation.c.id.in_(list(places)))
            rows = sorted(connection.execute(wanted).all(), key=lambda row: places[row.id])
        people: dict[tuple[str, date | None], Entry] = {}
        for entry in map(entry_of, rows):
            headings = entry.headings
            people.setdefault((as_read(headings.name), headings.birth_date), entry)
        return tuple(people.values())[:most]

    def _similar_names(self, connection: Connection) -> "SimilarNames":
        """Give the names as they are now, made anew only after something was saved."""
        from clinic_aid.vault.similar_names import SimilarNames

        saves = saves_of(connection)
        if self._names is None or self._names[0] != saves:
            # From its index alone, not from every row of the file.
            wanted = select(consultation.c.id, consultation.c.name)
            rows = connection.execute(wanted.where(consultation.c.name.is_not(None))).all()
            newest_first = sorted(((row.id, row.name) for row in rows), reverse=True)
            self._names = saves, SimilarNames(newest_first)
        return self._names[1]

    def of_same_name(self, headings: Headings) -> tuple[Entry, ...]:
        """Give every consultation under the same name as read, the newest first."""
        name = as_read(headings.name)
        if not name:
            return ()
        # The words of each begin with its name, see `_row_of`. A name of signs alone, which are
        # no words to the search, is looked for in all of them.
        query = search.as_beginning(name)
        entries = self._entries(FOUND, query=query, most=search.ALL) or self._listed(
            consultation.c.name.is_not(None), order=consultation.c.id.desc(), most=-1
        )
        return tuple(entry for entry in entries if same_name(entry.headings, headings))

    def unchanged_since(self, at: datetime) -> tuple[Entry, ...]:
        """Give what was changed last before an instant, the oldest first."""
        where = consultation.c.changed_at < at
        return self._listed(where, order=consultation.c.changed_at, most=10_000)

    def first_begun(self) -> datetime | None:
        """Give when the earliest consultation that is kept was begun, None without any."""
        wanted = select(consultation.c.begun_at).order_by(consultation.c.id).limit(1)
        with self._store.reading() as connection:
            return connection.execute(wanted).scalar()

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
            # In this order they are read from the index alone, not from every row of the file.
            order = consultation.c.changed_at, consultation.c.id
            for number, changed_at in connection.execute(changes.order_by(*order)):
                found.update(f"{number} {changed_at}\n".encode())
            given = connection.execute(select(func.count()).select_from(giving)).scalar_one()
        return f"{found.hexdigest()} {given}"

    def erase(self, keys: Collection[str]) -> int:
        """Take consultations and their guides out for good; give how many there were.

        They are also taken out of the search and out of every backup that is restored later.
        Freed pages are overwritten; a small file is also written anew without them.
        """
        # First: stopped after this, the next start goes on with it.
        self._access.erasures.remember(keys)
        erased = self._take_out(keys, keys, "erase")
        for key in keys:
            drop_rescued(self._store.place.rescued, key)
        return erased

    def erase_again(self, keys: frozenset[str]) -> int:
        """Take out what had been erased and came back; give how many there were.

        Each leaves a line, so that this vault knows by itself what was erased.
        """
        return self._take_out(sorted(keys), keys & self.keys(), "erase-again") if keys else 0

    def keys(self) -> frozenset[str]:
        """Give the key of every consultation."""
        with self._store.reading() as connection:
            return frozenset(connection.execute(select(consultation.c.key)).scalars())

    def entries(self, keys: Collection[str], *, most: int = MOST_FOUND) -> tuple[Entry, ...]:
        """Give these consultations, the one changed last first."""
        where = consultation.c.key.in_(sorted(keys)[:most])
        return self._listed(where, order=consultation.c.changed_at.desc(), most=most)

    def _take_out(self, keys: Collection[str], there: Collection[str], deed: str) -> int:
        def work(connection: Connection) -> int:
            erased = erase_rows(connection, there, self._sum) if there else 0
            for key in keys:
                self._access.note(connection, deed, key)
            return erased

        erased = self._store.write(work)
        self._access.anchor()
        if not erased:
            return 0
        # What was freed is overwritten already, so the file only stays as long as it is where
        # there is no room, or where nobody could save for seconds while it is written anew.
        with suppress(FullDiskError, BusyVaultError):
            if self._store.place.database.stat().st_size <= _REWRITTEN_UP_TO:
                self._store.alone("VACUUM")
            self._store.checkpoint()
        return erased

    def hold(self, keys: Collection[str], *, held: bool) -> None:
        """Keep consultations beyond the clinic's period, or no longer."""

        def work(connection: Connection) -> None:
            before = self._sum.of(connection, keys)
            wanted = update(consultation).where(consultation.c.key.in_(list(keys)))
            connection.execute(wanted.values(held=int(held)))
            self._sum.change(connection, before ^ self._sum.of(connection, keys))
            for key in keys:
                self._access.note(connection, "hold" if held else "release", key)

        self._store.write(work)
        self._access.anchor()

    def note(self, deed: str, key: str = "") -> None:
        """Write into the audit trail what was done with a consultation."""
        self._store.write(lambda connection: self._access.note(connection, deed, key))
        self._access.anchor()

    def _listed(
        self,
        *where: ColumnElement[bool],
        order: ColumnElement[Any] = _NEWEST_FIRST,
        most: int = 1,
    ) -> tuple[Entry, ...]:
        return self._entries(LIST.where(*where).order_by(order).limit(most))

    def _entries(self, wanted: Select[Any], **values: object) -> tuple[Entry, ...]:
        with self._store.reading() as connection:
            rows = connection.execute(wanted, values).all()
        return tuple(map(entry_of, rows))


def erase_rows(connection: Connection, keys: Collection[str], kept_sum: KeptSum) -> int:
    """Take the rows of these consultations out of the tables, the search and the sum."""
    kept_sum.change(connection, kept_sum.of(connection, keys))
    wanted = delete(consultation).where(consultation.c.key.in_(list(keys)))
    erased = connection.execute(wanted).rowcount
    forget_unfinished(connection, keys)
    search.forget_erased(connection)
    return erased


def _row_of(tree: Tree, headings: Headings, content: str) -> dict[str, object]:
    name, words = storable(headings.name), storable(headings.words) or ""
    # So that all of one name are found by how they begin.
    if name is not None and not f"{folded(words)} ".startswith(f"{folded(name)} "):
        words = f"{name} {words}".strip()
    return {
        "name": name,
        "birth_date": headings.birth_date,
        "day": headings.day,
        "product": storable(headings.product),
        "decision": storable(headings.decision),
        "words": words,
        "folded": findable(words),
        "content": content,
        # ASCII: half a character or a NUL, typed or pasted, is kept as it is.
        "tree": json.dumps(tree),
    }
