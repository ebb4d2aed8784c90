"""Guards over placeholders: only what can be put in, and only where something is put in."""

import re
from collections.abc import Iterator

from clinic_aid.content.filling import ESTIMATE_VALUES, PATIENT_VALUES, PLACEHOLDER
from clinic_aid.content.guards.sentences import is_filled
from clinic_aid.content.guards.subject import Finding, Subject, Text
from clinic_aid.content.labels import LABELS, OPTIONAL
from clinic_aid.domain.day_count import Offset

_BRACED = re.compile(r"\{[^{}]*\}|[{}]")


def unknown_placeholders(subject: Subject) -> Iterator[Finding]:
    """Find braces that nothing would fill, and labels that drop a value they are given."""
    for text in subject.texts:
        placed: set[str] = set()
        allowed = _allowed(text)
        for braced in _BRACED.finditer(text.raw):
            found = PLACEHOLDER.fullmatch(braced[0])
            if found is None:
                yield text.path, f"{braced[0]} is no placeholder"
                continue
            name, offset = found[1], found[2]
            placed.add(name)
            if name not in allowed:
                yield text.path, f"{braced[0]} cannot be filled here; {_choices(allowed)}"
            elif (name == "day" and text.path[0] != "labels") or offset is not None:
                yield from _day(text, braced[0], offset)
        if text.path[0] == "labels":
            key = str(text.path[1])
            given = LABELS.get(key, frozenset()) - OPTIONAL.get(key, frozenset())
            for name in sorted(given - placed):
                yield text.path, f"must place {{{name}}}"


def _allowed(text: Text) -> frozenset[str]:
    names: frozenset[str] = frozenset()
    if text.path[0] == "labels":
        names |= LABELS.get(str(text.path[1]), frozenset())
        # Only sentences are filled with the patient's values; of a key that no page knows yet
        # nothing is known.
        return names | PATIENT_VALUES if is_filled(text) else names
    if not is_filled(text):
        return names
    if text.path[0] == "estimates":
        names |= ESTIMATE_VALUES
    return names | PATIENT_VALUES | {"day"}


def _day(text: Text, braced: str, offset: str | None) -> Iterator[Finding]:
    if not braced.startswith("{day"):
        yield text.path, f"{braced}: only a day counts from treatment"
    elif offset is None:
        yield text.path, "{day} needs a distance from treatment, such as {day:3d}"
    else:
        try:
            Offset.parse(offset)
        except ValueError:
            yield text.path, f"{braced} is too far from treatment"


def _choices(allowed: frozenset[str]) -> str:
    if not allowed:
        return "this is printed as it stands"
    return "possible: " + ", ".join(f"{{{name}}}" for name in sorted(allowed))
