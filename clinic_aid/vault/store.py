"""The open file: transactions that are whole or not at all, and what to do when one cannot be."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.vault import ballast
from clinic_aid.vault.database import engine_of, understood, writing
from clinic_aid.vault.errors import (
    BusyVaultError,
    FullDiskError,
    MovedVaultError,
    ReadOnlyVaultError,
)
from clinic_aid.vault.keys import LOCKED, DataKey
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.trail import count_save

T = TypeVar("T")

_ROUNDS: Final = 20

READ_ONLY = Message(
    "The vault can only be read here: its folder or disk may not be written to. Nothing that you "
    "enter now is kept."
)


class Store:
    """One open vault file. Every method may be called from any thread."""

    def __init__(self, place: VaultPlace, engine: Engine, *, read_only: bool) -> None:
        self.place, self.engine, self.read_only = place, engine, read_only
        self._identity = self._seen()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the file throughout."""
        self._require_open()
        with understood(), self.engine.connect() as connection:
            yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do all of this or nothing, and give its result once it is on the disk.

        On a full disk the ballast is given up and the work done again.
        """
        self._require_open()
        if self.read_only:
            raise ReadOnlyVaultError(READ_ONLY)
        self._require_in_place()
        try:
            return self._written(work)
        except FullDiskError:
            if not ballast.drop(self.place.ballast):
                raise
            return self._written(work)

    def checkpoint(self) -> None:
        """Bring everything from the journal into the file."""
        if not self.read_only:
            self.alone("PRAGMA wal_checkpoint(TRUNCATE)")

    def alone(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement that no transaction may be around, and give its rows."""
        self._require_open()
        with understood():
            pooled = self.engine.raw_connection()
            try:
                return list(pooled.cursor().execute(statement).fetchall())
            finally:
                pooled.close()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Let nobody save meanwhile, with all of the journal in the file.

        Raises BusyVaultError while somebody still reads an earlier state.
        """
        if self.read_only:
            yield
            return
        with understood():
            for _ in range(_ROUNDS):
                # Waits for those who read or save; whoever begins in between, once more.
                still_read = self.alone("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
                with writing(self.engine):
                    # The kind of checkpoint that may run beside a transaction.
                    _, length, copied = self.alone("PRAGMA wal_checkpoint(PASSIVE)")[0]
                    if length == copied:
                        yield
                        return
                if still_read:
                    break
            raise BusyVaultError(
                "Another program reads the vault just now. Close it, or wait a moment."
            )

    def close(self) -> None:
        """Close the file for good; what is in the journal goes into it."""
        self._closed = True
        self.engine.dispose()

    def _written(self, work: Callable[[Connection], T]) -> T:
        with understood(), writing(self.engine) as connection:
            result = work(connection)
            count_save(connection)
        return result

    def _require_open(self) -> None:
        # A pool that was closed would open the file again by itself.
        if self._closed:
            raise ClinicAidError(LOCKED)

    def _require_in_place(self) -> None:
        """Notice that the file was moved or replaced: Linux would go on writing the old one."""
        if self._seen() != self._identity:
            raise MovedVaultError(
                "The vault's file was moved or replaced while it was open, so this was not saved "
                "there. It is kept in the folder “rescued”. Put the file back, then start the app "
                "again."
            )

    def _seen(self) -> tuple[int, int] | None:
        # Asked by name: opening and closing the file here would take SQLite's locks away.
        try:
            found = os.stat(self.place.database)  # noqa: PTH116
        except OSError:
            return None
        return found.st_dev, found.st_ino


@contextmanager
def opened_store(place: VaultPlace, key: DataKey) -> Iterator[Store]:
    """Open the file of a vault that nobody else works in, for a block."""
    store = Store(place, engine_of(place.database, key.subkey("database")), read_only=False)
    try:
        yield store
    finally:
        store.close()
