"""What the vault reads from outside its encryption: key file, files beside it, backups."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from clinic_aid.domain.records import Headings
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault import ballast
from clinic_aid.vault.backup_archive import write_archive
from clinic_aid.vault.comparing import open_backup
from clinic_aid.vault.keys import DataKey, KeyFile
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost, new_recovery_key
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.restoring import prepare
from clinic_aid.vault.tries import Tries

PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
KEPT: Final = 2
_CHEAP: Final = Cost(memory=8 << 10, passes=1, lanes=1)
Takes = Callable[[bytes], bool]


def key_file() -> tuple[bytes, Takes]:
    """Give a good key file, and what reads one."""
    key = DataKey()
    keys = KeyFile.new().with_passphrase(key, PERSON, PASSPHRASE, _CHEAP)
    good = keys.with_recovery(key, new_recovery_key()).sealed_by(key).as_bytes()
    assert with_sum(good) == json.dumps(json.loads(good)).encode(), "the sum is made otherwise now"

    def takes(data: bytes) -> bool:
        # With its sum put right as well, as who changes it on purpose would.
        return any([_takes_keys(data), _takes_keys(with_sum(data))])

    return good, takes


def _takes_keys(data: bytes) -> bool:
    try:
        keys = KeyFile.from_bytes(data)
    except ValueError:
        return False
    assert KeyFile.from_bytes(keys.as_bytes()) == keys
    return True


def with_sum(data: bytes) -> bytes:
    """Give a key file with the sum that fits what stands in it."""
    try:
        tree = json.loads(data)
        del tree["sum"]
        text = json.dumps(tree, sort_keys=True, separators=(",", ":"))
        return json.dumps({**tree, "sum": hashlib.sha256(text.encode()).hexdigest()}).encode()
    except (ValueError, KeyError, TypeError, RecursionError):
        return data


def side_file(name: str, folder: Path) -> tuple[bytes, Takes]:
    """Give a good file that lies beside the vault, and what opens the vault with another one."""
    whole = _made(folder / "whole")

    def files(place: VaultPlace) -> tuple[Path, ...]:
        return {
            "database": (place.database,),
            "keys": place.keys,
            "trail": (place.anchor,),
            "tries": (place.tries,),
            "erased": (place.erased,),
        }[name]

    def takes(data: bytes) -> bool:
        place = _copy(whole, folder / "tried")
        for file in files(place):
            file.write_bytes(with_sum(data) if name == "keys" else data)
        try:
            vault = _keeper(place).unlock(PERSON, PASSPHRASE).vault
        except ClinicAidError:
            return False
        kept = vault.records.count()
        vault.store.close()
        assert kept == KEPT, "a consultation is gone"
        return True

    return files(whole)[0].read_bytes(), takes


def backups(folder: Path) -> tuple[bytes, Takes]:
    """Give a good backup, and what restores another one, and opens what that made."""
    whole = _made(folder / "whole")
    (good,) = whole.backups.iterdir()
    before = _bytes_of(whole)

    def takes(data: bytes) -> bool:
        file = folder / "tried.clinic-aid-backup"
        file.write_bytes(data)
        place = _copy(whole, folder / "tried")
        try:
            _restore(place, file)
        except ClinicAidError:
            assert _bytes_of(place) == before, "the vault in place was changed"
            return False
        return True

    return good.read_bytes(), takes


def backup_database(folder: Path) -> tuple[bytes, Takes]:
    """Give the database of a good backup, and what restores a backup of another one.

    Unlike changed bytes of the whole file, these have the right sum and a true seal.
    """
    good, takes = backups(folder)
    file, copy = folder / "good.clinic-aid-backup", folder / "database"
    file.write_bytes(good)
    tries = Tries(folder / "tries", lambda: 0.0)
    backup, key = open_backup(file, tries, PERSON, PASSPHRASE)
    with zipfile.ZipFile(file) as archive:
        database = archive.read("vault")
    held = (backup.manifest.consultations or 0, backup.manifest.newest_change)

    def takes_database(data: bytes) -> bool:
        copy.write_bytes(data)
        file.unlink()
        write_archive(
            *(file, copy, backup.keys, key), now=_now(), program="0", automatic=False, held=held
        )
        return takes(file.read_bytes())

    return database, takes_database


def replaced(folder: Path) -> tuple[bytes, Takes]:
    """Give the database of a vault, and what puts a good backup in the place of another one.

    Whatever lies there, a restore is the way on: it may never be refused.
    """
    whole = _made(folder / "whole")
    (backup,) = whole.backups.iterdir()

    def takes(data: bytes) -> bool:
        place = _copy(whole, folder / "tried")
        place.database.write_bytes(data)
        _restore(place, backup)
        return True

    return whole.database.read_bytes(), takes


def _restore(place: VaultPlace, file: Path) -> None:
    """Restore a backup, up to the opening of the vault that this makes."""
    before = _bytes_of(place)
    backup, key = open_backup(file, Tries(place.tries, lambda: 0.0), PERSON, PASSPHRASE)
    with prepare(place, backup, key, person=PERSON, now=_now()) as prepared:
        assert prepared.exchange.backup.consultations == KEPT
        assert _bytes_of(place) == before, "the vault in place was changed before its word"
        outcome = prepared.put_in_place(now=_now())
    assert outcome.aside is not None
    aside = (outcome.aside / place.database.name).read_bytes()
    assert aside == before[place.database.name], "the earlier vault is not kept as it was"
    vault = _keeper(place).unlock(PERSON, PASSPHRASE).vault
    kept, is_sound = vault.records.count(), vault.soundness().is_sound
    vault.store.close()
    assert kept == KEPT, "a consultation is gone"
    assert is_sound, "the restored vault is damaged"


def backup_parts(folder: Path) -> tuple[bytes, Takes]:
    """Give the small members of a good backup as one JSON text, and what restores it with others.

    Unlike changed bytes of the whole file, these pass the sums of the archive.
    """
    good, takes = backups(folder)
    with zipfile.ZipFile(BytesIO(good)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    small = {name: json.loads(data) for name, data in members.items() if name.endswith(".json")}

    def takes_parts(data: bytes) -> bool:
        try:
            parts: Any = json.loads(data)
        except (ValueError, RecursionError):
            return False
        if not isinstance(parts, dict):
            return False
        whole = BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            for name in sorted({*members, *parts}):
                part = json.dumps(parts[name]).encode() if name in parts else members[name]
                if name in parts or name not in small:
                    archive.writestr(name, with_sum(part) if name == "keys.json" else part)
        return takes(whole.getvalue())

    return json.dumps(small).encode(), takes_parts


def _made(data: Path) -> VaultPlace:
    """Give a closed vault with two consultations and a backup; a third was erased."""
    place = VaultPlace(data)
    place.folder.mkdir(parents=True)
    _spare_ballast(place)
    vault = _keeper(place).create(PERSON, PASSPHRASE).vault
    for key in ("first", "second", "third"):
        vault.records.save(key, {"patient": {"name": key}}, Headings(name=key), content="pack 1")
    vault.records.erase(["third"])
    vault.back_up(place.backups)
    vault.close()
    place.tries.write_text('{"failed": 1}', encoding="utf-8")
    return place


def _keeper(place: VaultPlace) -> Doorkeeper:
    return Doorkeeper(place, now=_now, program="0.1.0", cost=_CHEAP)


def _now() -> datetime:
    return datetime.now().astimezone()


def _copy(whole: VaultPlace, data: Path) -> VaultPlace:
    """Give a vault like this one in another folder."""
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(whole.data, data, ignore=shutil.ignore_patterns("ballast", "backups"))
    _spare_ballast(place := VaultPlace(data))
    return place


def _spare_ballast(place: VaultPlace) -> None:
    """Let the room for a full disk be a hole in a file, which costs no time."""
    place.ballast.touch()
    os.truncate(place.ballast, ballast.SIZE)


def _bytes_of(place: VaultPlace) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in (place.database, *place.keys, place.anchor)
        if file.exists()
    }
