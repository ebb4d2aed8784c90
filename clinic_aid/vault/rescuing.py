"""Drafts that the vault's file could not take: sealed, beside it, until it can again."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from clinic_aid.domain.records import Tree
from clinic_aid.errors import ClinicAidError
from clinic_aid.files.saving import sync_folder, why_not_saved
from clinic_aid.vault.plain_files import plain_bytes, put_plain
from clinic_aid.vault.sealing import sealed, unsealed

_LARGEST: Final = 256 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """A consultation as it was when it could not be saved."""

    key: str
    tree: Tree
    at: datetime
    follows: str | None = None


def put_rescued(folder: Path, rescued: Rescued, key: bytes) -> None:
    """Write a draft beside the vault; ClinicAidError where even that cannot be."""
    tree = {
        "key": rescued.key,
        "tree": dict(rescued.tree),
        "at": _text(rescued.at),
        "follows": rescued.follows,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
    except OSError as error:
        raise ClinicAidError("The draft was not kept: {why}.", why=why_not_saved(error)) from error
    put_plain(sealed(json.dumps(tree).encode(), key), _file(folder, rescued.key))


def all_rescued(folder: Path, sealing: bytes) -> Iterator[Rescued]:
    """Give every draft that this vault sealed."""
    for file in sorted(folder.glob("*.draft")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            data = unsealed(plain_bytes(file, most=_LARGEST), sealing)
            if data is not None:
                tree = json.loads(data)
                at = datetime.fromisoformat(tree["at"])
                key, follows = str(tree["key"]), tree.get("follows")
                yield Rescued(key=key, tree=tree["tree"], at=at, follows=follows)


def drop_rescued(folder: Path, key: str) -> None:
    """Take a draft away once the vault has it, or nobody wants it."""
    with suppress(OSError):
        _file(folder, key).unlink()


def _file(folder: Path, key: str) -> Path:
    return folder / f"{key}.draft"


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
