"""How clear the guide was rated to be, in short, for the very wording that is printed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from clinic_aid.content.blocks import Id, Strict
from clinic_aid.content.model import ContentPack
from clinic_aid.errors import InputError
from clinic_aid.files.models import validate
from clinic_aid.files.strict import read_file


class Clearness(Strict):
    """The short form of the ratings: of each instrument the part that did worst."""

    format: Literal[1]
    pack: Id
    version: str
    language: str
    understand: int
    act: int
    clear: int
    decide: int
    choose: int

    def values(self) -> Mapping[str, str]:
        """Give the points by the names under which a sentence places them."""
        names = ("understand", "act", "clear", "decide", "choose")
        return {name: str(getattr(self, name)) for name in names}


def read_clearness(path: Path, pack: ContentPack, language: str) -> Clearness | None:
    """Give what a file says of this version of a pack, if it says anything.

    The guide is the same without: a file that cannot be read is one that says nothing.
    """
    if not path.exists():
        return None
    try:
        found = validate(read_file(path), Clearness)
    except InputError:
        return None
    said_of = (found.pack, found.version, found.language)
    return found if said_of == (pack.pack.id, pack.pack.version, language) else None
