"""Which kept consultations are one patient's, and of which nobody can be sure."""

from collections.abc import Iterable
from dataclasses import dataclass

from clinic_aid.domain.records import Entry, Headings, same_name


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
