"""The guides that were given, kept byte for byte: a reprint is the same paper for ever."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from clinic_aid.domain.closing import last_open_day
from clinic_aid.domain.given_guides import MadeGuide, are_older
from clinic_aid.domain.guide_parts import Part
from clinic_aid.domain.records import Giving, Guide, How
from clinic_aid.domain.whole_pdf import require_whole_pdf
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.access import Access
from clinic_aid.vault.tables import consultation, giving, guide

_SIGNS: Final = 12
"""How many signs of a guide's SHA-256 name it in the trail."""
_DEEDS: dict[How, str] = {"printed": "print", "saved": "save-guide"}


class Guides:
    """The guides of an open vault, for one person who unlocked it."""

    def __init__(self, access: Access) -> None:
        self._access, self._store = access, access.store

    def keep(
        self,
        key: str,
        pdf: bytes,
        how: How,
        *,
        edition: str,
        paper: str,
        pages: int,
        content: str,
        program: str,
        parts: Mapping[Part, str] = MappingProxyType({}),
        sent: str | None = None,
    ) -> str:
        """Keep a guide that was just printed or saved, and give its SHA-256.

        The same bytes are kept once, however often they are given; what is no whole PDF is refused.
        `parts` are the digests of its parts, `sent` the pages that went to the printer.
        """
        require_whole_pdf(pdf)
        sum_ = hashlib.sha256(pdf).hexdigest()
        now, kept_sum = self._access.at(), self._access.kept_sum

        def work(connection: Connection) -> None:
            owner = _kept(connection, key)
            if owner is None:
                raise ClinicAidError("The guide was given, but its consultation is not kept.")
            known = _number(connection, key, sum_)
            if known is None:
                values = {
                    "consultation_id": owner.id,
                    "sha256": sum_,
                    "edition": edition,
                    "paper": paper,
                    "pages": pages,
                    "content": content,
                    "program": program,
                    "made_at": now,
                    "pdf": pdf,
                    "parts": json.dumps(dict(parts)),
                }
                known = connection.execute(
                    insert(guide).values(**values).returning(guide.c.id)
                ).scalar_one()
                kept_sum.change(connection, kept_sum.of_guide(key, sum_))
            # Of what is entered now, the patient has this one.
            self._put(connection, key, newer_guide=None, newer_left=None)
            self._give(connection, known, key, (how, sent), now)

        self._store.write(work)
        self._access.anchor()
        return sum_

    def given(self, key: str) -> tuple[Guide, ...]:
        """Give the guides of a consultation in the order in which they were first given."""
        with self._store.reading() as connection:
            kept = _kept(connection, key)
            return guides_of(connection, kept.id) if kept is not None else ()

    def compare(self, key: str, made: MadeGuide) -> bool:
        """Keep whether those given are older than the guide that was just made.

        Say whether that is to be told: not where somebody left them as they are beside just this
        one, and not of a closed consultation, in which nothing is entered any more.
        """
        with self._store.reading() as connection:
            kept = _kept(connection, key)
            given = guides_of(connection, kept.id) if kept is not None else ()
        if not given:
            return False
        first = min(one.at for guide in given for one in guide.givings)
        last = last_open_day(kept.day, first)
        if last is not None and self._access.now().astimezone().date() > last:
            return False
        older = are_older(given, made)
        now = kept.newer_guide if older is None else made.fingerprint if older else None
        if now != kept.newer_guide and not self._store.read_only:
            self._store.write(lambda connection: self._put(connection, key, newer_guide=now))
        return now is not None and now != kept.newer_left

    def leave_as_they_are(self, key: str) -> None:
        """Keep that those given stay with the patient, though they are older than the entries."""

        def work(connection: Connection) -> None:
            kept = _kept(connection, key)
            if kept is not None and kept.newer_guide is not None:
                self._put(connection, key, newer_left=kept.newer_guide)
                self._access.note(connection, "leave-guide", key)

        self._store.write(work)
        self._access.anchor()

    def take_back(self, key: str, sha256: str) -> None:
        """Keep that a guide was taken back from the patient, or never reached one."""
        now = self._access.at()

        def work(connection: Connection) -> None:
            kept, number = _kept(connection, key), _number(connection, key, sha256)
            if number is None:
                raise ClinicAidError("This guide is not in the vault any more.")
            given = {guide.sha256: guide for guide in guides_of(connection, kept.id)}
            if given.pop(sha256).is_taken_back:
                return
            values = {"guide_id": number, "at": now, "how": "taken-back"}
            connection.execute(insert(giving).values(**values, person=self._access.person))
            # So that a backup without it is known for an older one.
            changes: dict[str, object] = {"changed_at": now}
            if all(guide.is_taken_back for guide in given.values()):
                changes |= {"newer_guide": None, "newer_left": None}
            self._put(connection, key, **changes)
            self._access.note(connection, "take-back", f"{key} {sha256[:_SIGNS]}")

        self._store.write(work)
        self._access.anchor()

    def pdf(self, key: str, sha256: str) -> bytes:
        """Give the bytes of a guide; ClinicAidError if they are not those that were given."""
        with self._store.reading() as connection:
            number = _number(connection, key, sha256)
            if number is None:
                raise ClinicAidError("This guide is not in the vault any more.")
            data: bytes = connection.execute(
                select(guide.c.pdf).where(guide.c.id == number)
            ).scalar_one()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ClinicAidError(
                "The kept guide is not the one that was given: its bytes were changed. Do not "
                "hand it out. Restore a backup."
            )
        return data

    def give_again(self, key: str, sha256: str, how: How, *, sent: str | None = None) -> None:
        """Record that a kept guide was printed or saved once more."""
        now = self._access.at()

        def work(connection: Connection) -> None:
            number = _number(connection, key, sha256)
            if number is not None:
                self._give(connection, number, key, (how, sent), now)

        self._store.write(work)
        self._access.anchor()

    def _put(self, connection: Connection, key: str, **values: object) -> None:
        kept_sum = self._access.kept_sum
        before = kept_sum.of(connection, [key])
        wanted = update(consultation).where(consultation.c.key == key)
        connection.execute(wanted.values(**values))
        kept_sum.change(connection, before ^ kept_sum.of(connection, [key]))

    def _give(
        self,
        connection: Connection,
        number: int,
        key: str,
        given: tuple[How, str | None],
        now: datetime,
    ) -> None:
        person, (how, sent) = self._access.person, given
        values = {"guide_id": number, "at": now, "how": how, "person": person, "pages": sent}
        connection.execute(insert(giving).values(**values))
        self._access.trail.add(connection, at=now, person=person, deed=_DEEDS[how], subject=key)


def guides_of(connection: Connection, consultation_id: int) -> tuple[Guide, ...]:
    """Give the guides of a consultation in the order in which they were first given."""
    wanted = [column for column in guide.c if column.name != "pdf"]
    rows = connection.execute(
        select(*wanted).where(guide.c.consultation_id == consultation_id).order_by(guide.c.id)
    ).all()
    return tuple(_guide(connection, row) for row in rows)


def _guide(connection: Connection, row: Any) -> Guide:
    given = connection.execute(
        select(giving).where(giving.c.guide_id == row.id).order_by(giving.c.id)
    )
    return Guide(
        sha256=row.sha256,
        edition=row.edition,
        paper=row.paper,
        pages=row.pages,
        content=row.content,
        program=row.program,
        made_at=row.made_at,
        parts=json.loads(row.parts),
        givings=tuple(
            Giving(at=one.at, how=one.how, person=one.person, pages=one.pages) for one in given
        ),
    )


def _kept(connection: Connection, key: str) -> Any:
    """Give number, day and what is noted of older guides of a consultation; None if it is gone."""
    columns = consultation.c.id, consultation.c.day
    wanted = select(*columns, consultation.c.newer_guide, consultation.c.newer_left)
    return connection.execute(wanted.where(consultation.c.key == key)).first()


def _number(connection: Connection, key: str, sha256: str) -> int | None:
    owned = guide.c.consultation_id == consultation.c.id
    wanted = select(guide.c.id).join(consultation, owned)
    return connection.execute(
        wanted.where(consultation.c.key == key, guide.c.sha256 == sha256)
    ).scalar()
