"""Open the encrypted file: SQLCipher under SQLAlchemy, and what its errors mean.

Settings and their reasons: WAL with `synchronous=FULL` loses no acknowledged save in a power
cut (NORMAL does); a raw key opens in under a millisecond; the isolation level of the driver is
off, since its default leaves a failed migration half applied; bound values stay out of the texts
of errors, since they are patients' names.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.vault.errors import (
    BusyVaultError,
    DamagedVaultError,
    FullDiskError,
    ReadOnlyVaultError,
)

_PATIENCE_S: Final = 5.0
LEAST_SQLITE: Final = (3, 51, 3)
"""Releases before can damage a file in WAL mode that two connections write to."""
_PRAGMAS: Final = (
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "cache_size=-65536",
    "temp_store=MEMORY",
)
_WRITING_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL")

DAMAGED: Final = Message(
    "The vault's file is damaged. Nothing was written into it. Restore the newest backup; the "
    "damaged file is kept aside."
)


Mode = Literal["rwc", "rw", "ro", "immutable"]


def raw_connection(file: Path, key: bytes, *, mode: Mode = "rwc") -> Any:
    """Give a connection of the driver, with the key applied; the file is not read yet.

    "rwc" makes a file that is not there; "immutable" is for a medium that cannot be written to,
    and leaves the journal out: "ro" would still write a file of its own beside one.
    """
    import sqlcipher3.dbapi2 as driver

    query = "?immutable=1" if mode == "immutable" else f"?mode={mode}"
    connection = driver.connect(
        f"{file.absolute().as_uri()}{query}",
        uri=True,
        timeout=_PATIENCE_S,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    # It would write to standard error otherwise.
    connection.execute("PRAGMA cipher_log_level=NONE")
    return connection


def can_open(file: Path, key: bytes) -> bool:
    """Say whether a key opens a file, without a look into its journal and without a write."""
    try:
        with understood(), closing(raw_connection(file, key, mode="immutable")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
    except ClinicAidError:
        return False
    return True


def engine_of(
    file: Path, key: bytes, *, read_only: bool = False, must_exist: bool = False
) -> Engine:
    """Give the engine of a file; opens nothing yet.

    A file that must exist is not made: an empty one in the place of a vault that was moved away
    would be taken for the vault.
    """
    import sqlcipher3.dbapi2 as driver

    if driver.sqlite_version_info < LEAST_SQLITE:
        raise RuntimeError(f"SQLite {driver.sqlite_version} can damage a vault")

    mode: Mode = "immutable" if read_only else "rw" if must_exist else "rwc"

    def creator() -> Any:
        connection = raw_connection(file, key, mode=mode)
        try:
            # A wrong key shows here, and so does a damaged first page.
            connection.execute("SELECT count(*) FROM sqlite_master")
            for pragma in (*_PRAGMAS, *(() if read_only else _WRITING_PRAGMAS)):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        URL.create("sqlite+pysqlite"),
        module=driver,
        creator=creator,
        poolclass=QueuePool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Taken at once: a reader that becomes a writer may be refused without any patience.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that writes; all of it is kept, or nothing."""
    with engine.connect() as connection, connection.execution_options(writes=True).begin():
        yield connection


@contextmanager
def understood() -> Iterator[None]:
    """Turn the driver's errors that a consultant can act on into ClinicAidError."""
    try:
        yield
    except DBAPIError as error:
        raise _meant(error.orig) or error from error.orig
    except SQLAlchemyError:
        raise
    except Exception as error:
        if type(error).__module__.startswith("sqlcipher3"):
            raise _meant(error) or error from error
        raise


def _meant(error: object) -> Exception | None:
    # The extended code in its high bits says more than is needed here.
    code = getattr(error, "sqlite_errorcode", 0) or 0
    match code & 0xFF:
        case 5 | 6:  # SQLITE_BUSY, SQLITE_LOCKED
            return BusyVaultError(
                "The vault is in use by another program, so this was not saved yet. Close the "
                "other program, or wait a moment."
            )
        case 13 | 10:  # SQLITE_FULL, SQLITE_IOERR
            return FullDiskError(
                "The disk is full or does not take any more, so this was not saved. What you "
                "entered is still here. Free some space."
            )
        case 8:  # SQLITE_READONLY
            return ReadOnlyVaultError(
                "The vault can be read but not written to. Make its folder writable, then open "
                "the app again."
            )
        case 11 | 26:  # SQLITE_CORRUPT, SQLITE_NOTADB
            return DamagedVaultError(DAMAGED)
        case 14:  # SQLITE_CANTOPEN
            return ReadOnlyVaultError(
                "The vault's folder cannot be used. Look whether it is there and may be written "
                "to, then open the app again."
            )
        case _:
            return None
