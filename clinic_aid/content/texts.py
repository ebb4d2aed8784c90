"""The kinds of text a content pack holds, each with the length that fits where it prints."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Length:
    """The most words a text of this kind may have, as printed."""

    words: int


Label = Annotated[str, Length(8)]
Heading = Annotated[str, Length(10)]
Cell = Annotated[str, Length(22)]
Line = Annotated[str, Length(30)]
Passage = Annotated[str, Length(60)]
Note = Annotated[str, Length(90)]
