from datetime import date
from typing import Any

import pytest

from clinic_aid.domain.done import Done, done_of
from clinic_aid.domain.plan import AlreadyDone, TreatmentPlan

CONSULTED = date(2026, 12, 10)
BEFORE, AFTER = date(2026, 12, 3), date(2027, 1, 14)


def done(consulted: date | None = CONSULTED, **facts: Any) -> Done:
    return done_of(TreatmentPlan(product="own-follicle-cells", **facts), consulted)


def test_nothing_is_done_of_a_plan_that_is_to_come() -> None:
    assert done(sampling_date=AFTER, treatment_date=AFTER).is_nothing


def test_a_sample_before_the_consultation_is_done() -> None:
    found = done(sampling_date=BEFORE, treatment_date=AFTER)
    assert (found.sample, found.sample_day, found.sessions) == (True, BEFORE, 0)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_without_a_day_of_consultation_nothing_is_taken_for_past(day: date) -> None:
    assert done(None, sampling_date=day, treatment_date=day).is_nothing


def test_what_is_on_the_day_of_the_consultation_is_done_only_if_the_entry_says_so() -> None:
    assert done(treatment_date=CONSULTED).is_nothing
    told = done(treatment_date=CONSULTED, already_done=AlreadyDone(sessions=1))
    assert told.session_days == (CONSULTED,)


def test_sessions_before_the_consultation_are_done_and_those_after_are_not() -> None:
    found = done(treatment_date=BEFORE, later_sessions=(AFTER,))
    assert (found.sessions, found.session_days) == (1, (BEFORE,))


def test_what_was_done_on_a_day_that_nobody_noted_is_done_all_the_same() -> None:
    found = done(already_done=AlreadyDone(sample=True, sessions=2))
    assert (found.sample, found.sample_day) == (True, None)
    assert (found.sessions, found.session_days) == (2, ())


def test_cells_that_were_given_were_taken_before() -> None:
    found = done(None, sampling_date=BEFORE, already_done=AlreadyDone(sessions=1))
    assert (found.sample, found.sample_day) == (True, BEFORE)


@pytest.mark.parametrize("number", [-1, 13])
def test_a_number_of_sessions_that_cannot_be_done_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"^sessions is {number}; write a number from 0 to 12$"):
        AlreadyDone(sessions=number)
