"""The guides that were given, kept byte for byte: a reprint is the same paper for ever."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from clinic_aid.domain.records import Giving, Guide, How
from clinic_aid.domain.whole_pdf import require_whole_pdf
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.access import Access
from clinic_aid.vault.tables import consultation, giving, guide

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
    ) -> str:
        """Keep a guide that was just printed or saved, and give its SHA-256.

        The same bytes are kept once, however often they are given; what is no whole PDF is refused.
        """
        require_whole_pdf(pdf)
        sum_ = hashlib.sha256(pdf).hexdigest()
        now, kept_sum = self._access.at(), self._access.kept_sum

        def work(connection: Connection) -> None:
            owner = connection.execute(
                select(consultation.c.id).where(consultation.c.key == key)
            ).scalar()
            if owner is None:
                raise ClinicAidError("The guide was given, but its consultation is not kept.")
            known = _number(connection, key, sum_)
            if known is None:
                values = {
                    "consultation_id": owner,
                    "sha256": sum_,
                    "edition": edition,
                    "paper": paper,
                    "pages": pages,
                    "content": content,
                    "program": program,
                    "made_at": now,
                    "pdf": pdf,
                }
                known = connection.execute(
                    insert(guide).values(**values).returning(guide.c.id)
                ).scalar_one()
                kept_sum.change(connection, kept_sum.of_guide(key, sum_))
            self._give(connection, known, key, how, now)

        self._store.write(work)
        self._access.anchor()
        return sum_

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

    def give_again(self, key: str, sha256: str, how: How) -> None:
        """Record that a kept guide was printed or saved once more."""
        now = self._access.at()

        def work(connection: Connection) -> None:
            number = _number(connection, key, sha256)
            if number is not None:
                self._give(connection, number, key, how, now)

        self._store.write(work)
        self._access.anchor()

    def _give(self, connection: Connection, number: int, key: str, how: How, now: datetime) -> None:
        person = self._access.person
        values = {"guide_id": number, "at": now, "how": how, "person": person}
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
        givings=tuple(Giving(at=one.at, how=one.how, person=one.person) for one in given),
    )


def _number(connection: Connection, key: str, sha256: str) -> int | None:
    owned = guide.c.consultation_id == consultation.c.id
    wanted = select(guide.c.id).join(consultation, owned)
    return connection.execute(
        wanted.where(consultation.c.key == key, guide.c.sha256 == sha256)
    ).scalar()
