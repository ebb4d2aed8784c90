"""The two ways to a restore: beside a vault that is open, and before any vault is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clinic_aid.desktop.restoring.panel import RECOVERY_KEY
from clinic_aid.desktop.restoring.values import BackupFace, Exchange, ReadyRestore
from clinic_aid.desktop.system.translation import translate
from clinic_aid.errors import ClinicAidError
from clinic_aid.files.saving import why_not_saved

if TYPE_CHECKING:
    from clinic_aid.vault.backups import Backup
    from clinic_aid.vault.keys import DataKey
    from clinic_aid.vault.places import VaultPlace
    from clinic_aid.vault.restoring import Outcome, Prepared
    from clinic_aid.vault.tries import Tries
    from clinic_aid.vault.vault import Vault

Now = Callable[[], datetime]


def face_of(file: Path) -> BackupFace:
    """Read what a backup says of itself."""
    from clinic_aid.vault.backups import read_backup

    backup = read_backup(file)
    return BackupFace(file=file, made_at=backup.made_at, people=backup.keys.people)


class RestoreBesideVault:
    """Opens a backup while the vault is open: both are compared, nothing is made ready yet.

    The vault is closed before `put_in_place`, by whoever holds it.
    """

    def __init__(self, vault: "Vault", tries: "Tries", *, now: Now) -> None:
        self._vault, self._tries, self._now = vault, tries, now

    def open(self, file: Path, person: str, secret: str) -> ReadyRestore:
        """Open a backup and compare it; ClinicAidError says why it was not opened."""
        from clinic_aid.vault.backups import read_backup
        from clinic_aid.vault.restoring import compare

        backup = read_backup(file)
        key = _unlocked(backup, self._tries, person, secret)
        try:
            found = compare(self._vault, backup, key)
        except OSError as error:
            key.wipe()
            why = why_not_saved(error)
            raise ClinicAidError("The backup was not opened: {why}.", why=why) from error
        except BaseException:
            key.wipe()
            raise
        exchange = Exchange(
            present="sound" if found.is_own else "closed",
            contents=found.present,
            backup=found.backup,
            newer=found.newer,
            left_out=found.left_out,
        )
        place = self._vault.store.place
        return _Compared(exchange, place, backup, key, person=self._vault.person, now=self._now)


class RestoreWithoutVault:
    """Opens a backup while no vault is: it is made ready beside the one in place, if any."""

    def __init__(self, place: "VaultPlace", tries: "Tries", *, now: Now) -> None:
        self._place, self._tries, self._now = place, tries, now

    def open(self, file: Path, person: str, secret: str) -> ReadyRestore:
        """Open a backup and make a vault of it; ClinicAidError says why it was not opened."""
        from clinic_aid.vault.backups import read_backup
        from clinic_aid.vault.restoring import prepare

        backup = read_backup(file)
        key = _unlocked(backup, self._tries, person, secret)
        who = (
            person
            if person != RECOVERY_KEY
            else translate("SafetyVault", "Somebody with the recovery key")
        )
        prepared = prepare(self._place, backup, key, person=who, now=self._now())
        return _MadeReady(prepared, now=self._now)


class _Compared:
    """A backup that is made ready, and put in place, once the vault is closed."""

    def __init__(
        self,
        exchange: Exchange,
        place: "VaultPlace",
        backup: "Backup",
        key: "DataKey",
        *,
        person: str,
        now: Now,
    ) -> None:
        self.exchange = exchange
        self._place, self._backup, self._key = place, backup, key
        self._person, self._now = person, now

    def put_in_place(self, *, keep_newer: bool) -> "Outcome":
        from clinic_aid.vault.restoring import prepare

        made = prepare(self._place, self._backup, self._key, person=self._person, now=self._now())
        with made as prepared:
            return prepared.put_in_place(now=self._now(), keep_newer=keep_newer)

    def close(self) -> None:
        self._key.wipe()


class _MadeReady:
    """A vault that lies ready beside the one in place."""

    def __init__(self, prepared: "Prepared", *, now: Now) -> None:
        self._prepared, self._now = prepared, now
        self.exchange = Exchange(
            present=prepared.present,
            contents=prepared.replaces,
            backup=prepared.holds,
            newer=prepared.newer,
            left_out=prepared.left_out,
        )

    def put_in_place(self, *, keep_newer: bool) -> "Outcome":
        with self._prepared as prepared:
            return prepared.put_in_place(now=self._now(), keep_newer=keep_newer)

    def close(self) -> None:
        self._prepared.close()


def _unlocked(backup: "Backup", tries: "Tries", person: str, secret: str) -> "DataKey":
    from clinic_aid.vault.restoring import recover_backup, unlock_backup

    if person == RECOVERY_KEY:
        return recover_backup(backup, tries, secret)
    return unlock_backup(backup, tries, person=person, passphrase=secret)
