"""The text of a handout, section by section, as the patient reads it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.content.names import exempt_words
from clinic_aid.content.readability import reading_level
from clinic_aid.handout.model import SECTIONS_OF, Handout
from clinic_aid.handout.parts import LabelPlace, PlacedFigure

# Its words are those of the trade.
_FOR_DOCTORS = "gp"
SECTIONS = tuple(
    dict.fromkeys(name for names in SECTIONS_OF.values() for name in names if name != _FOR_DOCTORS)
)
"""Every section that a guide may have for the patient, or for who helps."""

# What a section says in words that are not the guide's own, or that nobody reads as sentences.
_NOT_PROSE = {
    "svg", "alt", "labels", "sources", "band", "tone", "likelihood", "side",
    "rail", "year", "boxes", "leaf", "look", "lines", "icon", "place", "visits", "sign",
    "how",
}  # fmt: skip
_NOT_OURS = {"note_for_patient", "questions", "teach_back", "matters", "prepared_for", "seen"}


@dataclass(frozen=True, slots=True)
class GradeLevels:
    """Flesch–Kincaid grades: of every word, and without names and explained terms."""

    everything: float
    without_names: float


def section_text(handout: Handout, section: str) -> str:
    """Give the own words of one section, one block a line; empty where it does not print."""
    page = getattr(handout, section)
    return "" if page is None else "\n".join(_blocks(page))


def guide_reading_level(handout: Handout, pack: ContentPack) -> GradeLevels:
    """Give how hard the guide is to read: the parts that are printed."""
    sections = (name for part in handout.parts for name in part.sections if name in SECTIONS)
    text = "\n".join(section_text(handout, name) for name in sections)
    return printed_levels(text, pack, handout.language)


def printed_levels(text: str, pack: ContentPack, language: str) -> GradeLevels:
    """Give how hard a printed text is to read: all of it, and without names and terms."""
    exempt = exempt_words(pack, language)
    return GradeLevels(
        everything=reading_level(text, language=language).grade,
        without_names=reading_level(text, exempt=exempt, language=language).grade,
    )


def _blocks(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield without_isolates(value).strip()
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _blocks(item)
    elif is_dataclass(value) and not isinstance(value, LabelPlace | PlacedFigure):
        for field in fields(value):
            if field.name not in _NOT_PROSE | _NOT_OURS:
                yield from _blocks(getattr(value, field.name))


def words_of_the_facts(handout: Handout) -> int:
    """Count the words of The facts, without what the clinic answers, which is its own affair."""
    sections = [name for name in SECTIONS_OF["facts"] if name != "answers"]
    return sum(len(section_text(handout, name).split()) for name in sections)
