"""The files of a vault, by name; the only module of the package that knows one."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class VaultPlace:
    """A vault in the folder of the user's data."""

    data: Path

    @property
    def folder(self) -> Path:
        """Give the folder that is put in place, or aside, as a whole."""
        return self.data / "vault"

    @property
    def database(self) -> Path:
        """Give the encrypted file; SQLite keeps its journal beside it."""
        return self.folder / "consultations.vault"

    @property
    def journal(self) -> Path:
        """Give the journal of SQLite; it is there while the file is open, and after a crash."""
        return self.database.with_name(f"{self.database.name}-wal")

    @property
    def foreign_journal(self) -> Path:
        """Give where a journal goes that is not the file's own."""
        return self.folder / "foreign-journal"

    @property
    def unfinished(self) -> Path:
        """Give the file that a first start is still making."""
        return self.folder / "consultations.new"

    @property
    def keys(self) -> tuple[Path, Path]:
        """Give the key file and its second copy."""
        return self.folder / "keys.json", self.folder / "keys.copy.json"

    @property
    def anchor(self) -> Path:
        """Give the file that tells how far the audit trail went."""
        return self.folder / "trail.json"

    @property
    def tries(self) -> Path:
        """Give the file that counts failed tries."""
        return self.folder / "tries.json"

    @property
    def ballast(self) -> Path:
        """Give the file that is given up when the disk is full."""
        return self.folder / "ballast"

    @property
    def restored(self) -> Path:
        """Give the folder that a restore has finished, to be put in place."""
        return self.data / "vault-restored"

    @property
    def erased(self) -> Path:
        """Give the list of what was erased, which outlives every restore."""
        return self.data / "erased.json"

    @property
    def backups(self) -> Path:
        """Give the folder of automatic backups."""
        return self.data / "backups"

    @property
    def rescued(self) -> Path:
        """Give the folder of drafts that the vault could not take."""
        return self.data / "rescued"

    @property
    def holder(self) -> Path:
        """Give the file that one program at a time holds."""
        return self.data / "clinic-aid.lock"
