"""What a guard looks at: a pack in one language, and every text in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from clinic_aid.content.filling import PLACEHOLDER, without_terms
from clinic_aid.content.model import ContentPack
from clinic_aid.content.readability import english_sentences
from clinic_aid.content.texts import Length

Path: TypeAlias = tuple[str | int, ...]
Finding: TypeAlias = tuple[Path, str]

_WORD = re.compile(r"\S*\w\S*")
_LABEL_WORDS, _HEADING_WORDS = 8, 10
# Short texts that are printed by way of the filling all the same.
_FILLED_SHORT = {
    ("sections", "title"),
    ("phases", "title"),
    ("reviews", "title"),
    ("estimates", "time_span"),
}
FOR_DOCTORS = "for_doctor"
"""The section in the words of the trade: no term is explained, no sentence made easy in it."""
# Parts of the pack that are printed as they stand: pictures, the words for how sure, who wrote it.
_AS_THEY_STAND = ("figures", "wording", "glossary", FOR_DOCTORS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of a pack: its place, and the most words that its kind may have."""

    path: Path
    raw: str
    most_words: int

    @property
    def bare(self) -> str:
        """Give the text without the marks around terms; placeholders stay."""
        return without_terms(self.raw)

    @property
    def words(self) -> int:
        """Give the number of words, a placeholder being one."""
        return word_count(self.bare)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Give its sentences, without the marks around terms; placeholders stay."""
        # Full stop, question mark and exclamation mark end a sentence in every script in use here.
        return tuple(english_sentences(" ".join(self.bare.split())))

    @property
    def is_name(self) -> bool:
        """Say whether this names or heads something: a label or a heading."""
        return self.most_words in {_LABEL_WORDS, _HEADING_WORDS}

    @property
    def is_filled(self) -> bool:
        """Say whether terms are explained and values put in before it prints."""
        if self.path[0] in _AS_THEY_STAND or self.path[:2] in {
            ("pack", "audience"),
            ("pack", "authors"),
            ("pack", "reviewers"),
        }:
            return False
        return not self.is_name or (self.path[0], self.path[-1]) in _FILLED_SHORT


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A pack in one language. `figures` has the label keys of each figure, if they are known."""

    pack: ContentPack
    language: str
    figures: Mapping[str, frozenset[str]] | None = None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Give every text, in the order of the pack."""
        return tuple(
            Text(path=path, raw=value, most_words=length.words)
            for path, value, length in leaves(self.pack)
            if length is not None
        )


Guard: TypeAlias = Callable[[Subject], Iterator[Finding]]


def word_count(text: str) -> int:
    """Give the number of words of a text, a placeholder being one."""
    return len(_WORD.findall(PLACEHOLDER.sub("x", text)))


def leaves(pack: ContentPack) -> Iterator[tuple[Path, Any, Length | None]]:
    """Give every value that a pack's files give, and its length if it is a text."""
    yield from _leaves(pack, type(pack), (), ())


def _leaves(
    value: Any, annotation: Any, metadata: tuple[Any, ...], path: Path
) -> Iterator[tuple[Path, Any, Length | None]]:
    annotation, metadata = _plain(annotation, metadata)
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                inner = getattr(value, name)
                yield from _leaves(inner, field.annotation, tuple(field.metadata), (*path, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, get_args(annotation)[1], (), (*path, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _leaves(inner, get_args(annotation)[0], (), (*path, index))
    else:
        length = next((item for item in metadata if isinstance(item, Length)), None)
        yield path, value, length if isinstance(value, str) else None


@cache
def _plain(annotation: Any, metadata: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Give a type without `| None` and annotations, and the annotations."""
    if hasattr(annotation, "__metadata__"):
        return _plain(annotation.__origin__, (*annotation.__metadata__, *metadata))
    # `X | None` of an annotated X is a typing.Union, of plain types a types.UnionType.
    members = [member for member in get_args(annotation) if member is not type(None)]
    if get_origin(annotation) is Union and len(members) == 1:
        return _plain(members[0], metadata)
    return annotation, metadata
