"""Make a vault, unlock it, or say why neither can be."""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import Engine

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.files.plain_file import require_reachable
from clinic_aid.files.saving import sync_folder, why_not_saved
from clinic_aid.vault.database import DAMAGED, can_open, engine_of, understood
from clinic_aid.vault.errors import (
    DamagedVaultError,
    FullDiskError,
    MissingKeysError,
)
from clinic_aid.vault.first_look import look_through, only_look
from clinic_aid.vault.journal import PUT_ASIDE, put_aside_foreign
from clinic_aid.vault.key_copies import (
    Unlocking,
    may_be_one,
    people_in,
    the_one,
    unlocked_by_any,
)
from clinic_aid.vault.keys import (
    MISSING_KEYS,
    DataKey,
    KeyFile,
    as_person,
    whole_copies,
    write_keys,
)
from clinic_aid.vault.passphrases import Cost, calibrated, new_recovery_key
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.plain_files import unused
from clinic_aid.vault.store import READ_ONLY, Store
from clinic_aid.vault.trail import Trail
from clinic_aid.vault.tries import LOST_COUNT, Tries
from clinic_aid.vault.upgrading import upgrade, version_of
from clinic_aid.vault.vault import Vault

# More rows than the longest time between two openings leaves.
_SINCE_LAST: Final = 5000

State = Literal["new", "locked", "damaged", "missing-keys"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A vault that was just opened; a recovery key is to be shown this once."""

    vault: Vault
    recovery_key: str | None = None
    notices: tuple[str, ...] = ()


class Doorkeeper:
    """Opens the vault of one folder.

    `now` gives aware local times, `steady` seconds that only run forward. `cost` is what a new
    passphrase costs to try; measured on this machine where None.
    """

    def __init__(
        self,
        place: VaultPlace,
        *,
        now: Callable[[], datetime],
        program: str,
        steady: Callable[[], float] = time.monotonic,
        cost: Cost | None = None,
    ) -> None:
        self.place, self._now, self._program = place, now, program
        self._cost = cost
        self._tries = Tries(place.tries, steady)

    @property
    def state(self) -> State:
        """Say what can be done with the vault; puts a restore or a first start to its end.

        UnreachableFolder where nobody can know.
        """
        require_reachable(self.place.database)
        _finish_what_was_begun(self.place)
        has_keys = any(file.exists() for file in self.place.keys)
        if not self.place.database.exists():
            return "damaged" if has_keys else "new"
        if self.place.database.stat().st_size == 0:
            return "damaged"
        try:
            whole_copies(self.place.keys)
        except MissingKeysError:
            return "missing-keys"
        return "locked"

    @property
    def words(self) -> str:
        """Say what is wrong and what to do, where the vault cannot even be tried."""
        state = self.state
        if state == "missing-keys":
            return MISSING_KEYS
        if state != "damaged":
            return ""
        if not self.place.database.exists():
            return Message("The vault's file is missing. Restore the newest backup.")
        return DAMAGED

    @property
    def people(self) -> tuple[str, ...]:
        """Give everybody who has a passphrase."""
        try:
            return people_in(self.place.keys)
        except MissingKeysError:
            return ()

    @property
    def may_be_one(self) -> bool:
        """Say whether one person alone may have a passphrase, whatever else one copy names."""
        try:
            return may_be_one(self.place.keys)
        except MissingKeysError:
            return False

    def wait_s(self) -> float:
        """Give for how many seconds there is no further try."""
        return self._tries.wait_s()

    def create(self, person: str, passphrase: str) -> Opened:
        """Make the vault, with one person who can open it, and a recovery key to print."""
        if self.state != "new":
            raise ClinicAidError("There is a vault here already. Start the app again.")
        key, printed = DataKey(), new_recovery_key()
        keys = KeyFile.new().with_passphrase(key, person, passphrase, self._new_cost())
        keys = keys.with_recovery(key, printed)
        try:
            self._make_file(key)
            Trail(key.subkey("trail"), self.place.anchor).begin()
            # From here on a next start finishes what is left to do.
            keys = keys.sealed_by(key)
            write_keys(keys, self.place.keys)
            self.place.unfinished.replace(self.place.database)
            sync_folder(self.place.folder)
        except OSError as error:
            raise FullDiskError(
                "The vault was not made: {why}.", why=why_not_saved(error)
            ) from error
        opened = self._opened(key, keys, keys.people[0])
        opened.vault.note("create")
        self._has_marked_count(opened.vault)
        return replace(opened, recovery_key=printed)

    def unlock(self, person: str | None, passphrase: str) -> Opened:
        """Open the vault; WrongPassphraseError leaves everything as it is, and counts.

        None stands for the only person who has a passphrase.
        """
        key, keys = self._unlocked(lambda keys: keys.unlock(the_one(person, keys), passphrase))
        with _closed_on_error(self._opened(key, keys, the_one(person, keys))) as opened:
            return self._welcomed(opened, "unlock")

    def recover(self, recovery_key: str, person: str, passphrase: str) -> Opened:
        """Open the vault with the printed key, give a person a new passphrase, and a new key."""
        key, keys = self._unlocked(lambda keys: keys.recover(recovery_key))
        printed = new_recovery_key()
        others = keys.with_passphrase(key, person, passphrase, self._new_cost())
        others = others.with_recovery(key, printed)
        # First: while the file does not open, the paper stays the way to a backup.
        with _closed_on_error(self._opened(key, keys, as_person(person))) as opened:
            welcomed = self._welcomed(opened, "unlock-by-recovery-key")
            settings = opened.vault.preferences.settings()
            opened.vault.preferences.set(replace(settings, recovery_confirmed=False))
            opened.vault.watch.put_keys(others)
            return replace(welcomed, recovery_key=printed)

    def unlock_by_recovery_key(self, person: str | None, recovery_key: str) -> Opened:
        """Open the vault with the printed key and change no passphrase; the trail tells of it.

        None stands for the only person who has a passphrase.
        """
        person = None if person is None else as_person(person)

        def unlocking(keys: KeyFile) -> DataKey:
            the_one(person, keys)
            return keys.recover(recovery_key)

        key, keys = self._unlocked(unlocking)
        with _closed_on_error(self._opened(key, keys, the_one(person, keys))) as opened:
            return self._welcomed(opened, "unlock-by-recovery-key")

    def _unlocked(self, unlocking: Unlocking) -> tuple[DataKey, KeyFile]:
        return self._tries.of(
            lambda: unlocked_by_any(
                self.place.keys,
                unlocking,
                opens=self._is_the_one,
            )
        )

    def _is_the_one(self, key: DataKey) -> bool:
        """Say whether a data key is this vault's; also of a file that is damaged."""
        anchor = Trail(key.subkey("trail"), self.place.anchor)
        return anchor.anchored() is not None or can_open(
            self.place.database, key.subkey("database")
        )

    def _welcomed(self, opened: Opened, deed: str) -> Opened:
        """Tell what happened meanwhile."""
        vault, notices = opened.vault, list(opened.notices)
        failed = self._tries.failed
        self._tries.forget()
        if vault.read_only:
            return Opened(vault=vault, notices=(READ_ONLY, *notices))
        for row in vault.trail(most=_SINCE_LAST):
            if row.deed == "unlock":
                break
            if row.deed == "unlock-by-recovery-key":
                notices.append(
                    Message("{person} opened the vault with the recovery key.", person=row.person)
                )
        if failed:
            vault.note("failed-tries", str(failed))
            notices.append(_failed_words(failed))
        if not self._has_marked_count(vault):
            vault.note("failed-tries")
            notices.append(LOST_COUNT)
        vault.note(deed)
        return Opened(vault=vault, notices=tuple(notices))

    def _has_marked_count(self, vault: Vault) -> bool:
        """Say whether the failed tries were counted in the file that the vault marked; mark it."""
        preferences = vault.preferences
        mark = preferences.tries_mark()
        if mark is not None and self._tries.has_mark(mark):
            return True
        new = secrets.token_hex(8)
        if self._tries.put_mark(new):
            vault.store.write(lambda connection: preferences.put_tries_mark(connection, new))
        return mark is None

    def _opened(self, key: DataKey, keys: KeyFile, person: str) -> Opened:
        with ExitStack() as undone:
            undone.callback(key.wipe)
            # Looked at by name: no second descriptor of the file may ever be opened here.
            if not self.place.database.exists() or not self.place.database.stat().st_size:
                raise DamagedVaultError(DAMAGED)
            read_only = not _is_writable(self.place)
            was_closed = not self.place.journal.exists()
            raw = key.subkey("database")
            notices: list[str] = []
            if not read_only and put_aside_foreign(self.place, raw):
                notices.append(PUT_ASIDE)
            engine = engine_of(self.place.database, raw, read_only=read_only, must_exist=True)
            undone.callback(engine.dispose)
            version = _version(engine)
            vault = Vault(
                Store(self.place, engine, read_only=read_only),
                key,
                person=person,
                now=self._now,
                program=self._program,
                cost=self._new_cost,
            )
            if read_only:
                notices += only_look(vault, keys, version=version)
            else:
                notices += look_through(vault, keys, was_closed=was_closed, version=version)
            undone.pop_all()
        return Opened(vault=vault, notices=tuple(notices))

    def _make_file(self, key: DataKey) -> None:
        self.place.folder.mkdir(parents=True, exist_ok=True)
        sync_folder(self.place.data)
        with suppress(OSError):
            self.place.data.chmod(0o700)
        for left in self.place.folder.glob(f"{self.place.unfinished.name}*"):
            left.unlink()
        # A journal that outlived its file would be taken for that of the new one. It may be all
        # that is left of the last changes.
        for left in self.place.folder.glob(f"{self.place.database.name}-*"):
            left.replace(unused(self.place.foreign_journal))
        engine = engine_of(self.place.unfinished, key.subkey("database"))
        try:
            with understood():
                upgrade(engine)
        finally:
            engine.dispose()

    def _new_cost(self) -> Cost:
        if self._cost is None:
            self._cost = calibrated()
        return self._cost


@contextmanager
def _closed_on_error(opened: Opened) -> Iterator[Opened]:
    """Close the vault again if what is done with it fails."""
    try:
        yield opened
    except BaseException:
        opened.vault.close()
        raise


def _finish_what_was_begun(place: VaultPlace) -> None:
    """Put in place what was complete when the program was stopped just before."""
    with suppress(OSError):
        if place.restored.is_dir():
            with suppress(OSError):
                # An empty one is no vault.
                place.folder.rmdir()
            if place.folder.exists():
                # Stopped before the vault was moved aside: later it would be an old state. Nothing
                # proves that it is that, so it is not thrown away.
                place.restored.rename(unused(place.not_restored))
            else:
                place.restored.rename(place.folder)
                sync_folder(place.data)
        # Keys are written only once the file beside them is complete.
        has_keys = any(file.exists() for file in place.keys)
        if has_keys and place.unfinished.exists() and not place.database.exists():
            place.unfinished.replace(place.database)
            sync_folder(place.folder)


def _version(engine: Engine) -> int:
    with understood(), engine.connect() as connection:
        version = version_of(connection)
    if not version:
        raise DamagedVaultError(DAMAGED)
    return version


def _is_writable(place: VaultPlace) -> bool:
    return os.access(place.folder, os.W_OK) and os.access(place.database, os.W_OK)


def _failed_words(failed: int) -> str:
    # One that was killed counts as well: nobody knows what was typed.
    if failed == 1:
        return Message(
            "A passphrase was tried once since the vault was last opened, and did not open it."
        )
    return Message(
        "Passphrases were tried {failed} times since the vault was last opened, and did not open "
        "it.",
        failed=failed,
    )
