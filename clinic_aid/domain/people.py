"""Whom a list of consultations is about, as far as name and birth date tell people apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from clinic_aid.domain.records import Entry, as_read

_Person = tuple[str, date | None]


def by_person(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Put the consultations of each person together, in the order in which they come first."""
    groups: dict[_Person, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_person(entry), []).append(entry)
    return tuple(map(tuple, groups.values()))


def is_one_person(entries: Sequence[Entry]) -> bool:
    """Say whether all of these are one person's beyond doubt; never of nothing.

    Two under one name whose birth date was not noted may be two people's.
    """
    groups = by_person(entries)
    if len(groups) != 1:
        return False
    return len(entries) == 1 or entries[0].headings.birth_date is not None


def namesakes(entries: Iterable[Entry]) -> Mapping[str, int]:
    """Give how many people of its name a list has, by the key of each that is not alone."""
    groups = by_person(entries)
    names = Counter(as_read(group[0].headings.name) for group in groups)
    return {
        entry.key: names[name]
        for group in groups
        for entry in group
        if (name := as_read(entry.headings.name)) and names[name] > 1
    }


def _person(entry: Entry) -> _Person:
    # Nobody knows whose one without a name is.
    name = as_read(entry.headings.name)
    return name or f"\0{entry.key}", entry.headings.birth_date
