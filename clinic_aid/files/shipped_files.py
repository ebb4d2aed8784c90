"""Files that come with the program: one that is missing or damaged is named before it is wanted."""

from collections.abc import Iterable
from pathlib import Path

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.plain_file import read_plain_file


class ShippedFileError(ClinicAidError):
    """A file of the program's own cannot be used; `path` says which."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            "{file} belongs to Clinic Aid, and is missing or damaged. Install Clinic Aid again.",
            file=path.name,
        )


def require_texts(files: Iterable[Path]) -> None:
    """Refuse files of which one is not there, is no text, or has nothing in it."""
    for path in files:
        try:
            is_whole = bool(read_plain_file(path).decode().strip())
        except (OSError, UnicodeDecodeError):
            is_whole = False
        if not is_whole:
            raise ShippedFileError(path)
