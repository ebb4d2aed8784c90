from datetime import UTC, date, datetime

import pytest

from clinic_aid.domain.people import by_person, is_one_person, may_be_one, namesakes, patient_group
from clinic_aid.domain.records import Entry, Headings

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
FIRST, SECOND = date(1984, 2, 29), date(2001, 8, 7)


def entry(key: str, name: str | None = "Amira Haddad", born: date | None = FIRST) -> Entry:
    headings = Headings(name=name, birth_date=born)
    return Entry(key=key, headings=headings, begun_at=AT, changed_at=AT)


def test_the_consultations_of_one_person_stand_together() -> None:
    found = [entry("a"), entry("b", born=SECOND), entry("c", "Noor"), entry("d", " AMIRA  haddad")]

    groups = [[one.key for one in group] for group in by_person(found)]

    assert groups == [["a", "d"], ["b"], ["c"]]


def test_one_without_a_name_is_nobody_elses() -> None:
    assert len(by_person([entry("a", None), entry("b", None)])) == 2


@pytest.mark.parametrize(
    ("found", "is_one"),
    [
        ([], False),
        ([entry("a", None, None)], True),
        ([entry("a", born=None)], True),
        ([entry("a"), entry("b")], True),
        ([entry("a"), entry("b", born=SECOND)], False),
        ([entry("a"), entry("b", born=None)], False),
        ([entry("a", born=None), entry("b", born=None)], False),
        ([entry("a"), entry("b", "Noor")], False),
    ],
)
def test_one_person_is_told_by_name_and_birth_date(found: list[Entry], is_one: bool) -> None:
    assert is_one_person(found) is is_one


def test_those_of_one_name_are_counted_by_person() -> None:
    found = [
        *(entry("a"), entry("b"), entry("c", born=SECOND), entry("d", born=None)),
        *(entry("e", "Noor"), entry("f", None), entry("g", None)),
    ]

    assert namesakes(found) == dict.fromkeys("abcd", 3)


def test_nothing_noted_forbids_that_two_are_one() -> None:
    one = Headings(name="Amira Haddad", birth_date=date(1984, 2, 29))

    assert may_be_one(one, Headings(name="AMIRA haddad"))
    assert may_be_one(one, one)
    assert not may_be_one(one, Headings(name="Amira Haddad", birth_date=date(2001, 8, 7)))
    assert not may_be_one(one, Headings(name="Amira Haddadi"))


def test_a_patient_is_told_from_others_of_the_name_by_the_birth_date() -> None:
    this, unsure = entry("this"), entry("unsure", born=None)
    same, other = entry("same", "amira haddad"), entry("other", born=SECOND)

    group = patient_group(this, [this, same, unsure, other, entry("no", "Noor Fellah")])

    assert (group.same, group.unsure, group.others) == ((same,), (unsure,), (other,))
