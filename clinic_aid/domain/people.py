"""Whose consultations are, as far as name and birth date tell people apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clinic_aid.domain.records import Entry, Headings, as_read, same_name

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientGroup:
    """A consultation and the others of the same name."""

    this: Entry
    same: tuple[Entry, ...] = ()
    """Those with the same birth date."""
    unsure: tuple[Entry, ...] = ()
    """Those where one of the two birth dates, or both, was not noted."""
    others: tuple[Entry, ...] = ()
    """Those of somebody who was born on another day."""


def may_be_one(one: Headings, other: Headings) -> bool:
    """Say whether two consultations may be of one person: nothing that is noted forbids it."""
    born = {one.birth_date, other.birth_date} - {None}
    return same_name(one, other) and len(born) < 2


def patient_group(this: Entry, entries: Iterable[Entry]) -> PatientGroup:
    """Tell the consultations of a patient from those of others who have the same name."""
    born = this.headings.birth_date
    same: list[Entry] = []
    unsure: list[Entry] = []
    others: list[Entry] = []
    for entry in entries:
        if entry.key == this.key or not same_name(this.headings, entry.headings):
            continue
        other_born = entry.headings.birth_date
        if born is None or other_born is None:
            unsure.append(entry)
        else:
            (same if born == other_born else others).append(entry)
    return PatientGroup(this=this, same=tuple(same), unsure=tuple(unsure), others=tuple(others))


def _person(entry: Entry) -> _Person:
    # Nobody knows whose one without a name is.
    name = as_read(entry.headings.name)
    return name or f"\0{entry.key}", entry.headings.birth_date
