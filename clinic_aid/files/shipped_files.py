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


def shipped_text(path: Path) -> str:
    """Give the text of a file; one that is not there, or is no text, is a ShippedFileError."""
    try:
        text = read_plain_file(path).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ShippedFileError(path) from error
    if not text.strip():
        raise ShippedFileError(path)
    return text


def require_texts(files: Iterable[Path]) -> None:
    """Refuse files of which one is not there, is no text, or has nothing in it."""
    for path in files:
        shipped_text(path)
