from datetime import date, timedelta

import pytest

from clinic_aid.domain.schedule import ClosedDays
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.plan_days import (
    Move,
    Refusal,
    all_days,
    earliest_day,
    first_offer,
    is_given,
    move,
    plan_after,
)

TREATED, SAMPLED = date(2027, 1, 14), date(2026, 12, 1)
LATER = (date(2027, 3, 4), date(2027, 4, 22))
CONSULTED = date(2026, 11, 16)


def draft_of(**plan: object) -> Draft:
    days = {
        "treatment_date": TREATED.isoformat(),
        "sampling_date": SAMPLED.isoformat(),
        "later_sessions": [day.isoformat() for day in LATER],
        **plan,
    }
    entered = {name: value for name, value in days.items() if value is not None}
    return Draft({"consultation_date": CONSULTED.isoformat(), "plan": entered})


@pytest.mark.parametrize("days", [-7, -1, 1, 7, 48])
def test_a_move_that_keeps_the_order_moves_the_treatment_alone(days: int) -> None:
    day = TREATED + timedelta(days=days)
    assert move(draft_of(), day) == Move(day=day)


def test_a_move_past_the_next_session_takes_all_later_ones_along() -> None:
    gap = LATER[0] - TREATED
    found = move(draft_of(), LATER[0])
    assert found == Move(day=LATER[0], later=(LATER[0] + gap, LATER[1] + gap))


def test_a_move_before_the_sample_takes_the_sample_along() -> None:
    day = SAMPLED - timedelta(days=1)
    draft = draft_of(later_sessions=None)
    draft.put("consultation_date", "2026-01-05")
    assert move(draft, day) == Move(day=day, sample=SAMPLED - (TREATED - day))


def test_a_sample_on_the_treatment_day_stays_on_it() -> None:
    draft = draft_of(sampling_date=TREATED.isoformat(), later_sessions=None)
    later = TREATED + timedelta(days=7)
    assert move(draft, later) == Move(day=later, sample=later)


def test_a_sample_does_not_move_to_before_the_consultation() -> None:
    found = move(draft_of(later_sessions=None), SAMPLED - timedelta(days=1))
    assert found is Refusal.SAMPLE_BEFORE_CONSULTATION


def test_no_treatment_is_before_the_consultation() -> None:
    draft = draft_of(sampling_date=None, later_sessions=None)
    assert move(draft, CONSULTED) == Move(day=CONSULTED)
    assert move(draft, CONSULTED - timedelta(days=1)) is Refusal.BEFORE_CONSULTATION


def test_no_treatment_is_before_the_eighteenth_birthday() -> None:
    draft = draft_of(sampling_date=None, later_sessions=None)
    draft.put("patient.birth_date", "2009-01-10")
    assert move(draft, date(2027, 1, 10)) == Move(day=date(2027, 1, 10))
    assert move(draft, date(2027, 1, 9)) is Refusal.UNDER_AGE


def test_the_age_counts_on_the_day_of_the_sample() -> None:
    draft = draft_of(later_sessions=None)
    draft.put("patient.birth_date", "2008-12-02")
    assert move(draft, TREATED + timedelta(days=1)) is Refusal.UNDER_AGE


@pytest.mark.parametrize("day", [date(2101, 1, 1), date(1989, 12, 31)])
def test_a_day_in_no_possible_year_is_refused(day: date) -> None:
    draft = Draft({"plan": {"treatment_date": "2100-12-31"}})
    assert move(draft, day) is Refusal.NO_SUCH_YEAR


def test_sessions_that_would_leave_the_calendar_are_refused() -> None:
    draft = draft_of(sampling_date=None, later_sessions=["9999-12-30"], treatment_date="2027-01-14")
    assert move(draft, date(9999, 12, 31)) is Refusal.NO_SUCH_YEAR


def test_a_first_day_before_the_sample_is_refused() -> None:
    draft = draft_of(treatment_date=None, later_sessions=None)
    assert move(draft, SAMPLED - timedelta(days=1)) is Refusal.BEFORE_SAMPLE


def test_a_first_day_after_a_later_session_is_refused() -> None:
    draft = draft_of(treatment_date=None, sampling_date=None)
    assert move(draft, LATER[0]) is Refusal.AFTER_LATER_SESSION


def test_sessions_out_of_order_stay_where_they_are() -> None:
    draft = draft_of(later_sessions=["2027-01-05", "2027-04-22"])
    assert move(draft, TREATED + timedelta(days=1)) == Move(day=TREATED + timedelta(days=1))
    assert move(draft, date(2027, 4, 22)) is Refusal.AFTER_LATER_SESSION


def test_what_lies_before_the_consultation_was_given() -> None:
    draft = draft_of()
    assert is_given(draft, CONSULTED - timedelta(days=1))
    assert not is_given(draft, CONSULTED)
    assert not is_given(Draft({}), CONSULTED)


def test_days_that_cannot_be_read_are_left_alone() -> None:
    draft = draft_of(sampling_date="in spring", later_sessions=["soon"], treatment_date="maybe")
    assert move(draft, date(2027, 2, 1)) == Move(day=date(2027, 2, 1))
    assert all_days(draft) == ()


def test_the_plan_after_a_move_keeps_everything_else() -> None:
    timed = {"day": "2027-04-22", "at": "10:30", "place": "Room 2"}
    draft = draft_of(product="own-fat-cells", later_sessions=["2027-03-04", "soon", timed])
    later = (date(2027, 3, 5), date(2027, 4, 23))
    after = plan_after(draft, Move(day=date(2027, 3, 4), sample=date(2027, 1, 19), later=later))
    assert after == {
        "product": "own-fat-cells",
        "treatment_date": "2027-03-04",
        "sampling_date": "2027-01-19",
        "later_sessions": ["2027-03-05", "soon", {**timed, "day": "2027-04-23"}],
    }
    assert draft.value("plan.treatment_date") == TREATED.isoformat()


def test_the_first_offer_is_the_first_open_day_two_weeks_after_the_consultation() -> None:
    draft = Draft({"consultation_date": CONSULTED.isoformat()})
    two_weeks = CONSULTED + timedelta(days=14)
    assert first_offer(draft, ClosedDays(), CONSULTED) == two_weeks
    closed = ClosedDays(weekdays=frozenset({two_weeks.weekday()}))
    assert first_offer(draft, closed, CONSULTED) == two_weeks + timedelta(days=1)


def test_the_first_offer_is_never_in_the_past() -> None:
    draft = Draft({"consultation_date": CONSULTED.isoformat()})
    assert first_offer(draft, ClosedDays(), date(2027, 5, 3)) == date(2027, 5, 3)
    assert first_offer(Draft({}), ClosedDays(), date(2027, 5, 3)) == date(2027, 5, 3)


def test_the_first_offer_is_not_before_the_sample() -> None:
    draft = draft_of(treatment_date=None, sampling_date="2027-02-02")
    assert first_offer(draft, ClosedDays(), CONSULTED) == date(2027, 2, 2)


def test_a_calendar_begins_with_the_consultation() -> None:
    assert earliest_day(draft_of()) == CONSULTED
    assert earliest_day(Draft({})) == date(1990, 1, 1)


def test_the_days_of_a_plan_are_told_in_order() -> None:
    assert all_days(draft_of()) == (SAMPLED, TREATED, *LATER)
