"""What is kept of a patient, written as files into a folder of its own."""

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from clinic_aid.domain.records import KeptConsultation, RecordNote
from clinic_aid.errors import ClinicAidError
from clinic_aid.files.saving import save_atomically, why_not_saved

if TYPE_CHECKING:
    from clinic_aid.desktop.consultation.services import Services
    from clinic_aid.vault.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Where an export lies, and how many files it has."""

    folder: Path
    files: int
    without_record: int = 0
    """Of how many consultations no record page could be made."""


def export_records(
    vault: "Vault", keys: Sequence[str], place: Path, services: "Services"
) -> Exported:
    """Write consultations, their guides and their record pages, and give where they lie.

    The folder has its name only once everything is in it; if anything goes wrong, nothing is
    left behind. It is named after the time on the clinic's wall, never after the patient.
    """
    name = f"export-{services.now():%Y-%m-%d-%H%M}"
    try:
        part = Path(mkdtemp(prefix=f".{name}-", suffix=".part", dir=place))
    except OSError as error:
        raise _not_made(error) from error
    try:
        names, without = _Names(part), 0
        for key in keys:
            kept = vault.records.load(key)
            without += not _write_one(vault, kept, names, services)
        for key in keys:
            note_in_trail(vault, "export", key)
        try:
            folder = _free(place, name)
            part.rename(folder)
        except OSError as error:
            raise _not_made(error) from error
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Exported(folder=folder, files=names.count, without_record=without)


class _Names:
    """Gives each file a name that tells what it is and of which day."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._given: Counter[str] = Counter()

    def next(self, kind: str, day: date, suffix: str) -> Path:
        stem = f"{kind}-{day.isoformat()}"
        self._given[stem] += 1
        return self._folder / f"{stem}-{self._given[stem]}{suffix}"

    @property
    def count(self) -> int:
        """How many files were named."""
        return self._given.total()


def _write_one(vault: "Vault", kept: KeptConsultation, names: _Names, services: "Services") -> bool:
    """Write all of one consultation; say whether there was a record page."""
    entry = kept.entry
    day = entry.headings.day or entry.begun_at.astimezone().date()
    services.write_file(kept.tree, names.next("consultation", day, ".yaml"))
    for guide in kept.guides:
        made = guide.made_at.astimezone().date()
        pdf = vault.guides.pdf(entry.key, guide.sha256)
        kind = "guide-taken-back" if guide.is_taken_back else "guide"
        services.save_pdf(pdf, names.next(kind, made, ".pdf"))
    if kept.notes:
        # All of them: the record page has room for few.
        save_atomically(_notes_as_text(kept.notes).encode(), names.next("notes", day, ".txt"))
    try:
        page = services.make_file_record(kept)
    except ClinicAidError:
        # A consultation without a name has none; what it says is in its file.
        return False
    services.save_pdf(page, names.next("record", day, ".pdf"))
    return True


def _notes_as_text(notes: Sequence[RecordNote]) -> str:
    """Give every note after the line that says when and by whom it was added."""
    return "\n".join(
        f"{note.at.astimezone():%Y-%m-%d %H:%M}, {note.person}\n{note.words}\n" for note in notes
    )


def note_in_trail(vault: "Vault", deed: str, key: str) -> None:
    """Write into the audit trail what is done with a consultation."""
    # What can only be read may still be read and given to the patient.
    if not vault.read_only:
        vault.records.note(deed, key)


def _free(place: Path, name: str) -> Path:
    """Give a folder that is not there yet."""
    folder, number = place / name, 1
    while folder.exists():
        number += 1
        folder = place / f"{name}-{number}"
    return folder


def _not_made(error: OSError) -> ClinicAidError:
    return ClinicAidError("Nothing was exported: {why}.", why=why_not_saved(error))
