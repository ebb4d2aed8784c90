"""Guards over whole parts of a pack: long lists, hard reading, and the facts behind it all."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from clinic_aid.content.filling import PLACEHOLDER, estimate_values
from clinic_aid.content.guards.cases import applying, widest_cases
from clinic_aid.content.guards.references import items
from clinic_aid.content.guards.subject import FOR_DOCTORS, Finding, Path, Subject, Text
from clinic_aid.content.model import ContentPack
from clinic_aid.content.names import exempt_words
from clinic_aid.content.readability import READING_LANGUAGES, reading_level

HARDEST_GRADE = 6.0
# Lists that are read from top to bottom, often in a hurry. Above seven people lose the thread;
# nine holds what nobody may leave out of the warning signs and of what is not known.
_MOST_IN_LIST = {"risks": 7, "signs": 9, "unknowns": 9, "red_flags": 9}
# Tables and checklists are gone through row by row, with a pen or with one question in mind.
_MOST_ROWS = {"claims": 14, "clinic_questions": 14, "consent_record": 14}
_PARTS = {"risks": "likelihood", "signs": "band"}
_FACT = re.compile(r"F-[A-Z]+-\d+[a-z]?|A-[A-Z]+")


def long_lists(subject: Subject) -> Iterator[Finding]:
    """Find lists that would print too long for somebody."""
    longest: dict[tuple[str, str], tuple[int, str]] = {}
    for product, case in widest_cases(subject.pack):
        for section in _MOST_IN_LIST | _MOST_ROWS:
            printed = applying(getattr(subject.pack, section), case).values()
            part = _PARTS.get(section)
            counts = Counter(str(getattr(item, part)) if part else "" for item in printed)
            for name, number in counts.items():
                place = (section, name)
                longest[place] = max(longest.get(place, (0, "")), (number, product))
    for (section, name), (number, product) in longest.items():
        most = (_MOST_IN_LIST | _MOST_ROWS)[section]
        if number > most:
            kind = f" of {_PARTS[section]} {name}" if name else ""
            yield (section,), f"{number} entries{kind} print for {product}; at most {most}"


def hard_reading(subject: Subject) -> Iterator[Finding]:
    """Find sections that ask for more than six years of school, terms and names left out."""
    for section, grade in section_grades(subject).items():
        if grade > HARDEST_GRADE:
            message = f"reading grade {grade:.1f}; at most {HARDEST_GRADE:g}"
            yield (section,), f"{message}: shorter sentences, shorter words"


def section_grades(subject: Subject) -> dict[str, float]:
    """Give the Flesch–Kincaid grade of each section's texts, without names and terms.

    A language without reading formulas has none.
    """
    if subject.language not in READING_LANGUAGES:
        return {}
    sections: dict[str, list[str]] = {}
    exempt = exempt_words(subject.pack, subject.language)
    for text in subject.texts:
        if text.path[0] != FOR_DOCTORS:
            sections.setdefault(str(text.path[0]), []).append(_as_read(subject.pack, text))
    return {
        name: _grade("\n".join(texts), exempt, subject.language) for name, texts in sections.items()
    }


# A pack that is corrected and checked again changes in one section or two.
@lru_cache(maxsize=256)
def _grade(text: str, exempt: frozenset[str], language: str) -> float:
    return reading_level(text, exempt=exempt, language=language).grade


def fact_ids(subject: Subject) -> Iterator[Finding]:
    """Find fact ids that are no ids, are given twice in a block, or are used and left out."""
    left_out = subject.pack.facts_left_out
    for key, reason in left_out.items():
        if not _FACT.fullmatch(key):
            yield ("facts_left_out", key), f"{key} is not a fact id such as F-CYC-1 or A-WASH"
        if not reason.strip():
            yield ("facts_left_out", key), "needs a reason"
    for path, item in items(subject):
        for index, fact in enumerate(item.facts):
            place: Path = (*path, "facts", index)
            if not _FACT.fullmatch(fact):
                yield place, f"{fact} is not a fact id such as F-CYC-1 or A-WASH"
            elif fact in left_out:
                yield place, f"{fact} is also listed in facts_left_out; keep one"
            elif fact in item.facts[:index]:
                yield place, f"{fact} is named twice"


def _as_read(pack: ContentPack, text: Text) -> str:
    """Give a text with something short in place of what is not known before printing."""
    values = {}
    if text.path[0] == "estimates":
        estimate = pack.estimates[str(text.path[1])]
        if estimate.unit is None or estimate.unit in pack.units:
            values = estimate_values(pack, estimate)
    flat = " ".join(text.bare.split())
    return PLACEHOLDER.sub(lambda found: values.get(found[1], "one"), flat)
