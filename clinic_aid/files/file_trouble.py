"""A file that the app could do without, and has to for now."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTrouble:
    """What is wrong with which file, and what holds meanwhile, both in words for people.

    `of_program` says that the file belongs to the program: mended, it needs a fresh start.
    """

    what: str
    path: Path
    meanwhile: str
    of_program: bool = False
