"""What everything that is kept in a vault works with, for the one person who unlocked it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Connection

from clinic_aid.vault.erasures import Erasures
from clinic_aid.vault.kept_sum import KeptSum
from clinic_aid.vault.keys import DataKey
from clinic_aid.vault.store import Store
from clinic_aid.vault.trail import Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One person's access to an open vault; `now` gives aware local times."""

    store: Store
    trail: Trail
    kept_sum: KeptSum
    erasures: Erasures
    person: str
    now: Callable[[], datetime]

    @classmethod
    def of(cls, store: Store, key: DataKey, *, person: str, now: Callable[[], datetime]) -> Self:
        """Give the access that the data key opens."""
        return cls(
            store=store,
            trail=Trail(key.subkey("trail"), store.place.anchor),
            kept_sum=KeptSum(key.subkey("sum")),
            erasures=Erasures(key.subkey("erasures"), store.place.erased),
            person=person,
            now=now,
        )

    def at(self) -> datetime:
        """Give the instant, in UTC."""
        return self.now().astimezone(UTC)

    def note(self, connection: Connection, deed: str, subject: str = "") -> None:
        """Write into the audit trail what was done, within the caller's transaction."""
        self.trail.add(connection, at=self.at(), person=self.person, deed=deed, subject=subject)

    def anchor(self, *, anew: bool = False) -> None:
        """Write outside how far the trail goes now; called after the rows are in the file."""
        with self.store.reading() as connection:
            self.trail.anchor(connection, anew=anew)
