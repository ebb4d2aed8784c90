"""Bring a vault's file to the version of this program, all of it or nothing.

Every step, the new version number and the comparison with the golden schema are one transaction:
stopped at any instant, the file has the old version or the new one.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from clinic_aid.vault.database import writing
from clinic_aid.vault.errors import DamagedVaultError, NewerVaultError
from clinic_aid.vault.tables import APPLICATION_ID

NEWEST: Final = 5
_STEPS: Final = Path(__file__).with_name("migrations")
_SCHEMAS: Final = _STEPS / "schemas"


def version_of(connection: Connection) -> int:
    """Give the file's version, 0 for an empty file.

    Raises DamagedVaultError for the file of another program, NewerVaultError for one that a
    newer Clinic Aid wrote.
    """
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    program = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    if program != APPLICATION_ID and (version or schema_of(connection)):
        raise DamagedVaultError(
            "The vault's file was not written by Clinic Aid. Restore the newest backup."
        )
    if version > NEWEST:
        raise NewerVaultError(
            "A newer Clinic Aid wrote this vault. Nothing was changed. Install the newest version "
            "on this computer, then open it again."
        )
    return version


def upgrade(engine: Engine, *, to: int = NEWEST) -> None:
    """Run every step that the file has not seen."""
    from alembic import command
    from alembic.config import Config

    with writing(engine) as connection:
        configuration = Config()
        configuration.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, str(to))
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={to}")
        _require_golden(connection, to)


def schema_of(connection: Connection) -> str:
    """Give the file's schema as text, in a fixed order; what SQLite makes itself is left out."""
    rows = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'search!_%' ESCAPE '!' AND name <> 'alembic_version'"
        " OR type = 'trigger' ORDER BY type, name"
    )
    return "".join(f"{kind} {name}\n{' '.join(sql.split())}\n" for kind, name, sql in rows)


def golden_schema(version: int) -> str:
    """Give the schema that a version must have."""
    return (_SCHEMAS / f"v{version:04}.txt").read_text(encoding="utf-8")


def _require_golden(connection: Connection, version: int) -> None:
    if schema_of(connection) != golden_schema(version):
        raise RuntimeError(f"the vault's schema is not that of version {version}")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError("a row of the vault points at a row that is not there")
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
