"""An open vault: what is kept in it, who may open it, and how it is closed."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from clinic_aid.domain.closing import continued, is_closed
from clinic_aid.domain.records import (
    Contents,
    Headings,
    KeptConsultation,
    Soundness,
    TrailRow,
    Tree,
)
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.access import Access
from clinic_aid.vault.backing_up import is_elsewhere, keep_last, make_backup
from clinic_aid.vault.backups import Backup, backups_in, verify_backup
from clinic_aid.vault.checking import soundness
from clinic_aid.vault.guides import Guides
from clinic_aid.vault.keys import DataKey, KeyFile, as_person, read_keys
from clinic_aid.vault.notes import Notes
from clinic_aid.vault.passphrases import Cost, new_recovery_key
from clinic_aid.vault.preferences import Preferences
from clinic_aid.vault.records import Records
from clinic_aid.vault.rescuing import Rescued, all_rescued, drop_rescued, put_rescued
from clinic_aid.vault.sealing import sealed, unsealed
from clinic_aid.vault.store import Store
from clinic_aid.vault.watch import Watch

_DAY: Final = timedelta(days=1)


class Vault:
    """An open vault, for one person who unlocked it. Methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        key: DataKey,
        *,
        person: str,
        now: Callable[[], datetime],
        program: str,
        cost: Callable[[], Cost],
        is_ephemeral: bool = False,
    ) -> None:
        self.store, self._key, self._cost = store, key, cost
        self.is_ephemeral = is_ephemeral
        """Its key is in memory alone: there is nothing to lock, and no use in a backup."""
        self.person, self._now, self._program = person, now, program
        self.access = Access.of(store, key, person=person, now=now)
        self.records, self.guides = Records(self.access), Guides(self.access)
        self.notes = Notes(self.access)
        self.preferences = Preferences(self.access)
        self.watch = Watch(self.access, key, self.preferences)

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be kept: the folder or its disk cannot be written to."""
        return self.store.read_only

    @property
    def people(self) -> tuple[str, ...]:
        """Give everybody who can open the vault."""
        return self.keys.people

    # Who may open it

    @property
    def keys(self) -> KeyFile:
        """Give the keys in force: of the two copies the one that the vault sealed last."""
        return read_keys(self.store.place.keys, self._key)

    def change_passphrase(self, old: str, new: str) -> None:
        """Give the person who is here another passphrase; nothing else is written anew."""
        keys = self.keys
        keys.unlock(self.person, old).wipe()
        self.watch.put_keys(keys.with_passphrase(self._key, self.person, new, self._cost()))
        self._note_done("change-passphrase")

    def set_passphrase(self, person: str, passphrase: str) -> None:
        """Give somebody a passphrase; who had one loses it."""
        person = as_person(person)
        keys = self.keys
        deed = "change-passphrase" if person in keys.people else "add-person"
        self.watch.put_keys(keys.with_passphrase(self._key, person, passphrase, self._cost()))
        self._note_done(deed, person)

    def remove_person(self, person: str) -> None:
        """Take somebody's passphrase away; not one's own, and never the last."""
        if person == self.person:
            raise ClinicAidError("You cannot remove yourself. Ask somebody else to do it.")
        self.watch.put_keys(self.keys.without(person))
        self._note_done("remove-person", person)

    def renew_recovery_key(self) -> str:
        """Give a new recovery key to print; the earlier one opens nothing any more."""
        printed = new_recovery_key()
        self.watch.put_keys(self.keys.with_recovery(self._key, printed))
        # From here on the earlier key opens nothing: the new one must be shown.
        with suppress(ClinicAidError):
            settings = self.preferences.settings()
            self.preferences.set(replace(settings, recovery_confirmed=False))
        self._note_done("new-recovery-key")
        return printed

    # The whole

    def soundness(self) -> Soundness:
        """Look through everything, which takes seconds for a large vault."""
        return soundness(self.store, self.access.trail, self.access.kept_sum)

    def trail(self, *, most: int = 200) -> tuple[TrailRow, ...]:
        """Give the newest rows of the audit trail."""
        with self.store.reading() as connection:
            return self.access.trail.rows(connection, most=most)

    def breaks(self) -> tuple[str, ...]:
        """Give what shows to have been changed, unless somebody has seen just that."""
        return self.watch.told()

    def accept_breaks(self) -> None:
        """Keep in the trail that somebody has seen what was found, and go on from there."""
        self.watch.accept()

    def note(self, deed: str, subject: str = "") -> None:
        """Write into the audit trail what was done."""
        self.records.note(deed, subject)

    def back_up(self, folder: Path, *, automatic: bool = False) -> Backup:
        """Make a backup in a folder; an automatic one takes the place of the oldest.

        Raises MissingKeysError for an ephemeral vault: nobody could open the backup.
        """
        backup = make_backup(
            self.store,
            self._key,
            self.keys,
            folder,
            now=self._now(),
            program=self._program,
            automatic=automatic,
        )
        if self.read_only:
            return backup
        # It is made, whether or not the vault can be told so just now.
        with suppress(ClinicAidError):
            by_itself = " automatic" if automatic else ""
            self.note("backup", f"{backup.made_at.isoformat()}{by_itself}")
            self.preferences.put_backed_up(self.records.sign())
            if is_elsewhere(folder, self.store.place):
                self.preferences.put_backed_up_elsewhere(backup.made_at)
        if automatic:
            kept = self.preferences.settings().backups_kept
            keep_last(folder, backup, self._key, kept=kept)
        return backup

    def back_up_if_changed(self) -> bool:
        """Make the automatic backup if anything has changed; say whether one was made."""
        if self.read_only or not self.has_changed:
            return False
        self.back_up(self.store.place.backups, automatic=True)
        return True

    def back_up_if_due(self) -> bool:
        """Make the automatic backup where the last one is a day old; say whether one was made."""
        now = self.at()
        made = backups_in(self.store.place.backups)
        # One from the future is of a clock that was set back; one that this vault did not seal
        # may have any date.
        if any(
            now - _DAY < one.made_at <= now
            for one in made
            if one.automatic and one.is_sealed_by(self._key)
        ):
            return False
        return self.back_up_if_changed()

    def has_sealed(self, backup: Backup) -> bool:
        """Say whether this vault wrote what a backup says of itself."""
        return backup.is_sealed_by(self._key)

    def verify(self, backup: Backup) -> Contents:
        """Open a backup of this vault and look through it."""
        with TemporaryDirectory(prefix=".verify-", dir=self.store.place.data) as scratch:
            return verify_backup(backup, self._key, scratch=Path(scratch))

    @property
    def has_changed(self) -> bool:
        """Say whether a consultation or a guide was kept or erased since the last backup.

        Never of an ephemeral vault, of which there are none.
        """
        if self.is_ephemeral:
            return False
        backed_up = self.preferences.backed_up()
        if backed_up is None and not self.records.count():
            # Nothing was ever kept: an empty backup would only stand in the way of a full one.
            return False
        return self.records.sign() != backed_up

    # Work that finds no room, or is handed over

    def seal(self, data: bytes) -> bytes:
        """Give bytes that only this vault can open again."""
        return sealed(data, self._key.subkey("handover"))

    def unseal(self, data: bytes) -> bytes | None:
        """Give what this vault sealed, None for anything else."""
        return unsealed(data, self._key.subkey("handover"))

    @staticmethod
    def new_key() -> str:
        """Give a random key for a consultation that begins: it tells nothing of anybody."""
        return secrets.token_hex(16)

    def rescue(self, key: str, tree: Tree, *, follows: str | None = None) -> None:
        """Keep a draft beside the vault that its file could not take."""
        at = self._now()
        # Newer than what is kept, whatever the clock was set to meanwhile.
        with suppress(ClinicAidError):
            kept_at = self.records.load(key).entry.changed_at
            at = max(at, kept_at + timedelta(milliseconds=1))
        rescued = Rescued(key=key, tree=tree, at=at, follows=follows)
        put_rescued(self.store.place.rescued, rescued, self._key.subkey("rescue"))

    def take_in_rescued(self, headings: Callable[[Tree], Headings], content: str) -> int:
        """Take rescued drafts that are newer than what is kept into the vault; give how many."""
        taken = 0
        for rescued in list(all_rescued(self.store.place.rescued, self._key.subkey("rescue"))):
            kept: KeptConsultation | None = None
            with suppress(ClinicAidError):
                kept = self.records.load(rescued.key)
            # What the vault has already is neither newer nor begins one that follows.
            if kept is None or (kept.entry.changed_at < rescued.at and kept.tree != rescued.tree):
                key, tree, follows = rescued.key, rescued.tree, rescued.follows
                entered_on = rescued.at.astimezone().date()
                if kept is not None and is_closed(kept.entry, entered_on):
                    tree = continued(tree, today=entered_on, closed=kept.tree)
                    key, follows = self.new_key(), key
                self.records.save(
                    *(key, tree, headings(tree)),
                    content=content,
                    follows=follows,
                    entered_at=rescued.at,
                )
                taken += 1
            drop_rescued(self.store.place.rescued, rescued.key)
        return taken

    def forget_rescued(self, key: str) -> None:
        """Take a rescued draft away: the vault has it now."""
        drop_rescued(self.store.place.rescued, key)

    def today(self) -> date:
        """Give the day on the wall."""
        return self._now().astimezone().date()

    def close(self, *, deed: str = "lock") -> None:
        """Close the file and wipe the key; safe more than once."""
        try:
            with suppress(ClinicAidError):
                self._leave(deed)
        finally:
            self.store.close()
            self._key.wipe()

    def at(self) -> datetime:
        """Give the instant, in UTC."""
        return self.access.at()

    def _note_done(self, deed: str, subject: str = "") -> None:
        # The keys are in place: who is told that it failed would keep the wrong passphrase.
        with suppress(ClinicAidError):
            self.note(deed, subject)

    def _leave(self, deed: str) -> None:
        if self.read_only:
            return
        try:
            self.note(deed)
        except ClinicAidError:
            # Without room for a line: what was saved since the last one is still witnessed.
            self.access.anchor()
            raise
