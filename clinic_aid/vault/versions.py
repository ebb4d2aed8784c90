"""How new a consultation is, by which a backup and the vault in place are compared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

_VERSIONS: Final = (
    "SELECT c.key, c.changed_at, (SELECT count(*) FROM giving JOIN guide"
    " ON guide.id = giving.guide_id WHERE guide.consultation_id = c.id) FROM consultation AS c"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """How new a consultation is: its last change, and how many times a guide was given."""

    changed_at: str
    givings: int


def versions_in(connection: Connection) -> dict[str, Version]:
    """Give how new each consultation of an open vault is."""
    return {
        key: Version(changed_at=changed_at, givings=givings)
        for key, changed_at, givings in connection.exec_driver_sql(_VERSIONS)
    }


def is_newer(
    name: str, version: Version | None, restored: Mapping[str, Version], erased: Collection[str]
) -> bool:
    """Say whether a consultation is newer than in a backup, or missing from it.

    What was erased is not; of what nobody knows how new it is, that is taken for granted.
    """
    earlier = restored.get(name)
    return name not in erased and (
        earlier is None
        or version is None
        or version.changed_at > earlier.changed_at
        or version.givings > earlier.givings
    )
