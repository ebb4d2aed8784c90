"""The files of a vault, by name; the only module of the package that knows one."""

from pathlib import Path


class VaultPlace:
    """A vault in the folder of the user's data."""

    def __init__(self, data: Path) -> None:
        self.data = data
        # Put in place, or aside, as a whole.
        self.folder = data / "vault"
        # The encrypted file; SQLite keeps its journal beside it.
        self.database = self.folder / "consultations.vault"
        # The journal of SQLite; it is there while the file is open, and after a crash.
        self.journal = self.database.with_name(f"{self.database.name}-wal")
        # All that SQLite may keep beside it.
        self.beside = tuple(
            self.database.with_name(f"{self.database.name}-{kind}")
            for kind in ("wal", "shm", "journal")
        )
        # Where a journal goes that is not the file's own.
        self.foreign_journal = self.folder / "foreign-journal"
        # The file that a first start is still making.
        self.unfinished = self.folder / "consultations.new"
        # The key file and its second copy.
        self.keys = self.folder / "keys.json", self.folder / "keys.copy.json"
        # Where a key file goes that is another vault's.
        self.foreign_keys = self.folder / "foreign-keys.json"
        # Tells how far the audit trail went.
        self.anchor = self.folder / "trail.json"
        # Counts failed tries.
        self.tries = self.folder / "tries.json"
        # Given up when the disk is full.
        self.ballast = self.folder / "ballast"
        # The folder that a restore has finished, to be put in place.
        self.restored = data / "vault-restored"
        # Where one goes that was never put in place.
        self.not_restored = data / "vault-not-restored"
        # The list of what was erased, which outlives every restore.
        self.erased = data / "erased.json"
        # The folder of automatic backups.
        self.backups = data / "backups"
        # The folder of drafts that the vault could not take.
        self.rescued = data / "rescued"
        # Held by one program at a time.
        self.holder = data / "clinic-aid.lock"
