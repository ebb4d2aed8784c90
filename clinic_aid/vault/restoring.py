"""Put a backup in the place of the vault: made ready beside it, shown, then exchanged as a whole.

The vault that was there is moved aside and kept. Stopped at any instant, either the one or the
other is in place, or the next start puts the restored one there.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final, Self

from sqlalchemy import Connection

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.files.saving import sync_folder, why_not_saved
from clinic_aid.vault.access import Access
from clinic_aid.vault.backups import Backup, called_erased, contents_of, counted, unpacked
from clinic_aid.vault.comparing import SCRATCH, Exchange, compare, open_backup
from clinic_aid.vault.erasures import Erasures, Listed
from clinic_aid.vault.errors import FullDiskError, why_not_kept
from clinic_aid.vault.keys import DataKey, write_keys
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.plain_files import unused
from clinic_aid.vault.preferences import Preferences
from clinic_aid.vault.records import Records
from clinic_aid.vault.salvaging import Found, Taken, found_in, take_over
from clinic_aid.vault.store import opened_store
from clinic_aid.vault.trail import erased_in, kept_though_listed
from clinic_aid.vault.tries import Tries
from clinic_aid.vault.upgrading import NEWEST, upgrade, version_of
from clinic_aid.vault.versions import versions_in

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault

ASIDE: Final = "vault-replaced-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a restore did: where the earlier vault is kept, and what was taken over from it."""

    aside: Path | None
    taken: Taken


def prepare(
    place: VaultPlace, backup: Backup, key: DataKey, *, person: str, now: datetime
) -> "Prepared":
    """Make a vault of a backup, beside the one in place, which must be closed.

    It is looked through, brought to this version, and rid of what was ever erased. `person` is
    who restores. The key is wiped when the restore is closed. ClinicAidError changes nothing.
    """
    with ExitStack() as undone:
        undone.callback(key.wipe)
        with _room_for(Message("Nothing was restored")):
            place.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            for left in place.data.glob(f"{SCRATCH}*"):
                # One program at a time holds the folder: this one was stopped.
                shutil.rmtree(left, ignore_errors=True)
            scratch = Path(mkdtemp(prefix=SCRATCH, dir=place.data))
            undone.callback(shutil.rmtree, scratch, ignore_errors=True)
            listed = Erasures(key.subkey("erasures"), place.erased).listed()
            made = VaultPlace(scratch / "made")
            made.folder.mkdir(parents=True)
            with unpacked(backup, scratch) as copy:
                contents_of(copy, key, backup)
                copy.database.replace(made.database)
            write_keys(backup.keys.sealed_by(key), made.keys)
            present = scratch / "present"
            present.mkdir()
            with opened_store(made, key) as store:
                with store.reading() as connection:
                    versions = versions_in(connection)
                    erased = listed.sealed | erased_in(connection)
                    kept = kept_though_listed(connection)
                found = found_in(place, key, backup.keys, present, restored=versions, erased=erased)
                erased |= found.erased
                doubted = (listed.unsealed | called_erased(backup)) - erased
                access = Access.of(store, key, person=person, now=lambda: now)
                left_out = _bring_up(access, backup, erased)
                holds = counted(store, backup, key)
                store.checkpoint()
        undone.pop_all()
    exchange = Exchange(
        present=found.state,
        contents=found.contents,
        backup=holds,
        newer=len(found.newer),
        left_out=left_out,
        called_erased=len((doubted - kept) & versions.keys()),
        has_lost_list=_has_lost(listed, found),
    )
    return Prepared(
        place=place,
        backup=backup,
        key=key,
        person=person,
        exchange=exchange,
        scratch=scratch,
        erased=erased,
        doubted=doubted,
        found=found,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A restore that waits for its word; close it, or use it in a `with` block."""

    place: VaultPlace
    backup: Backup
    key: DataKey
    person: str
    exchange: Exchange
    scratch: Path
    erased: frozenset[str]
    doubted: frozenset[str]
    found: Found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put_in_place(self, *, now: datetime, keep_newer: bool = False) -> Outcome:
        """Exchange the vault; the earlier one is kept beside it.

        From a damaged one, what is newer than the backup and can be read is always taken over;
        from a sound one if `keep_newer` says so.
        """
        made = VaultPlace(self.scratch / "made")
        with _room_for(Message("The vault was not replaced")):
            taken = Taken()
            if self.found.newer and (keep_newer or self.found.state == "damaged"):
                taken = self._take_over(made, now)
            erasures = Erasures(self.key.subkey("erasures"), self.place.erased)
            erasures.remember(self.erased, unsealed=self.doubted)
            sync_folder(made.folder)
            aside = _exchanged(self.place, made.folder, now)
        return Outcome(aside=aside, taken=taken)

    def close(self) -> None:
        """Take away what was made ready, and wipe the key; safe more than once."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.key.wipe()

    def _take_over(self, made: VaultPlace, now: datetime) -> Taken:
        with opened_store(made, self.key) as store:
            access = Access.of(store, self.key, person=self.person, now=lambda: now)

            def work(connection: Connection) -> Taken:
                taken, keys = take_over(
                    connection, self.found, self.key, access.kept_sum, erased=self.erased
                )
                for one in keys:
                    access.note(connection, "restore", one)
                return taken

            taken = store.write(work)
            access.anchor()
            store.checkpoint()
        return taken


class Compared:
    """A backup beside an open vault, made ready only once the vault is closed."""

    def __init__(self, vault: "Vault", backup: Backup, key: DataKey) -> None:
        self.exchange = compare(vault, backup, key)
        self._place, self._person = vault.store.place, vault.person
        self._backup, self._key = backup, key

    def put_in_place(self, *, now: datetime, keep_newer: bool = False) -> Outcome:
        """Exchange the vault, as `Prepared` does."""
        made = prepare(self._place, self._backup, self._key, person=self._person, now=now)
        with made as prepared:
            return prepared.put_in_place(now=now, keep_newer=keep_newer)

    def close(self) -> None:
        """Let it be, and wipe the key; safe more than once."""
        self._key.wipe()


Restore = Compared | Prepared
"""A backup that was opened and compared with the vault in place, and waits for its word."""


def open_beside(vault: "Vault", tries: Tries, file: Path, person: str, secret: str) -> Compared:
    """Open a backup while the vault is open; ClinicAidError says why it was not opened."""
    backup, key = open_backup(file, tries, person, secret)
    try:
        return Compared(vault, backup, key)
    except OSError as error:
        key.wipe()
        why = why_not_saved(error)
        raise ClinicAidError("The backup was not opened: {why}.", why=why) from error
    except BaseException:
        key.wipe()
        raise


def _bring_up(access: Access, backup: Backup, erased: frozenset[str]) -> int:
    """Bring what was unpacked to today: this version, nothing erased, a line in its trail.

    Gives how many consultations were taken out since they had been erased.
    """
    store, preferences, records = access.store, Preferences(access), Records(access)
    with store.reading() as connection:
        version = version_of(connection)
    if version < NEWEST:
        upgrade(store.engine)

    def begin(connection: Connection) -> None:
        access.kept_sum.begin(connection)
        preferences.put_keys_serial(connection, backup.keys.serial)
        # The folder has no count yet that it could have marked.
        preferences.put_tries_mark(connection, None)

    store.write(begin)
    if version < NEWEST:
        records.note("migrate", f"{version} to {NEWEST}")
    records.note("restore", backup.made_at.isoformat())
    # Nobody is led back to where the consultant was when the backup was made.
    preferences.put_place(None)
    with store.reading() as connection:
        back = erased - (erased_in(connection) - records.keys())
    return records.erase_again(back)


def _has_lost(listed: Listed, found: Found) -> bool:
    """Say whether nobody knows what was erased after the backup was made."""
    if found.state == "sound":
        return listed.state == "damaged"
    # What is left of a damaged trail shows a list that was put back from before.
    return listed.state == "missing" or listed.has_lost(found.erased)


def _exchanged(place: VaultPlace, made: Path, now: datetime) -> Path | None:
    """Move the vault aside and the restored one in its place; give where the first one is."""
    if place.restored.exists():
        # Of a restore that was stopped before anything was exchanged.
        place.restored.rename(unused(place.not_restored))
    # Complete, under the name by which the next start knows it, before anything is moved.
    made.rename(place.restored)
    sync_folder(place.data)
    aside = _aside(place, now) if place.folder.exists() else None
    try:
        if aside is not None:
            place.folder.rename(aside)
            sync_folder(place.data)
        place.restored.rename(place.folder)
    except OSError:
        if aside is not None and aside.exists() and not place.folder.exists():
            aside.rename(place.folder)
        place.restored.rename(made)
        raise
    sync_folder(place.data)
    return aside


def _aside(place: VaultPlace, now: datetime) -> Path:
    name = f"{ASIDE}{now:%Y-%m-%d-%H%M%S}"
    # Two of one second must not be one.
    names = (name, *(f"{name}-{count}" for count in range(2, 1000)))
    return next(place.data / one for one in names if not (place.data / one).exists())


@contextmanager
def _room_for(what: str) -> Iterator[None]:
    """Say why a restore did not come about; the vault in place is as it was."""
    try:
        yield
    except (OSError, FullDiskError) as error:
        raise ClinicAidError("{what}: {why}.", what=what, why=why_not_kept(error)) from error
