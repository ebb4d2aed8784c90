from datetime import date

from clinic_aid.domain.patient_group import may_be_one
from clinic_aid.domain.records import Headings


def test_nothing_noted_forbids_that_two_are_one() -> None:
    one = Headings(name="Amira Haddad", birth_date=date(1984, 2, 29))

    assert may_be_one(one, Headings(name="AMIRA haddad"))
    assert may_be_one(one, one)
    assert not may_be_one(one, Headings(name="Amira Haddad", birth_date=date(2001, 8, 7)))
    assert not may_be_one(one, Headings(name="Amira Haddadi"))
