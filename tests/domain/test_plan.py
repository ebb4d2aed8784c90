import re
from datetime import date, time
from typing import Any

import pytest

from clinic_aid.domain.plan import TreatmentPlan, Visit

DAY_0 = date(2026, 12, 3)


def plan_of(**facts: Any) -> TreatmentPlan:
    return TreatmentPlan(product="own-fat-cells", **facts)


@pytest.mark.parametrize("sessions", [None, 1, 12])
def test_a_plan_has_up_to_twelve_sessions_or_does_not_say(sessions: int | None) -> None:
    assert plan_of(sessions=sessions).sessions == sessions


@pytest.mark.parametrize("sessions", [-1, 0, 13])
def test_any_other_number_of_sessions_is_refused(sessions: int) -> None:
    text = f"sessions is {sessions}; write a number from 1 to 12"
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        plan_of(sessions=sessions)


def test_later_sessions_without_a_first_are_refused() -> None:
    text = r"^later_sessions needs treatment_date, which is the first session$"
    with pytest.raises(ValueError, match=text):
        plan_of(later_sessions=(DAY_0,))


def test_sessions_out_of_order_are_put_in_order() -> None:
    plan = plan_of(
        treatment_date=date(2027, 2, 4), later_sessions=(date(2027, 1, 4), Visit(day=DAY_0))
    )
    assert plan.session_days == (DAY_0, date(2027, 1, 4), date(2027, 2, 4))
    assert not plan.is_in_order


def test_a_session_keeps_its_time_when_sessions_are_put_in_order() -> None:
    plan = plan_of(
        treatment_date=date(2027, 2, 4),
        treatment_time=time(10, 30),
        later_sessions=(Visit(day=DAY_0, at=time(9, 0)),),
    )
    assert [visit.at for visit in plan.session_visits] == [time(9, 0), time(10, 30)]


def test_sessions_in_order_are_said_to_be() -> None:
    assert plan_of(treatment_date=DAY_0, later_sessions=(date(2027, 1, 4),)).is_in_order


@pytest.mark.parametrize("later", [(DAY_0,), (date(2027, 1, 4), Visit(day=date(2027, 1, 4)))])
def test_two_sessions_on_one_day_are_refused(later: tuple[date | Visit, ...]) -> None:
    with pytest.raises(ValueError, match=r"^two sessions are on 20.*give each a day of its own$"):
        plan_of(treatment_date=DAY_0, later_sessions=later)


@pytest.mark.parametrize(
    ("sessions", "later", "planned"),
    [
        (None, (), None),
        (4, (), 4),
        (None, (date(2027, 1, 4),), 2),
        (3, (date(2027, 1, 4),), 3),
    ],
)
def test_as_many_sessions_are_planned_as_were_said_or_dated(
    sessions: int | None, later: tuple[date, ...], planned: int | None
) -> None:
    plan = plan_of(treatment_date=DAY_0, sessions=sessions, later_sessions=later)
    assert plan.sessions_planned == planned


@pytest.mark.parametrize("name", ["calls", "checks", "reviews"])
def test_a_mistyped_year_of_a_visit_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} 0026-12-03 is not between 1990 and 2100"):
        plan_of(**{name: (Visit(day=date(26, 12, 3)),)})


def test_cells_given_in_a_session_before_they_are_taken_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^sampling_date is after treatment_date"):
        plan_of(
            treatment_date=date(2027, 2, 4),
            later_sessions=(DAY_0,),
            sampling_date=date(2027, 1, 4),
        )


def test_more_session_dates_than_sessions_are_refused() -> None:
    text = r"^3 session dates are given, but sessions is 2$"
    with pytest.raises(ValueError, match=text):
        plan_of(
            treatment_date=DAY_0,
            sessions=2,
            later_sessions=(date(2027, 1, 4), date(2027, 2, 4)),
        )


def test_fewer_session_dates_than_sessions_are_fine() -> None:
    plan = plan_of(treatment_date=DAY_0, sessions=3, later_sessions=(date(2027, 1, 4),))
    assert plan.session_days == (DAY_0, date(2027, 1, 4))


def test_as_many_session_dates_as_sessions_are_fine() -> None:
    plan = plan_of(treatment_date=DAY_0, sessions=2, later_sessions=(date(2027, 1, 4),))
    assert len(plan.session_days) == plan.sessions


def test_session_dates_need_no_number_of_sessions() -> None:
    plan = plan_of(treatment_date=DAY_0, later_sessions=(date(2027, 1, 4),))
    assert plan.session_days == (DAY_0, date(2027, 1, 4))


def test_a_plan_without_a_treatment_date_has_no_session_day() -> None:
    assert plan_of().session_days == ()


def test_a_single_session_is_on_the_treatment_date() -> None:
    assert plan_of(treatment_date=DAY_0).session_days == (DAY_0,)


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2000, 2, 29), date(2100, 12, 31)])
@pytest.mark.parametrize("name", ["treatment_date", "sampling_date"])
def test_dates_from_1990_to_2100_are_taken(name: str, day: date) -> None:
    assert getattr(plan_of(**{name: day}), name) == day


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2101, 1, 1), date(26, 12, 3)])
@pytest.mark.parametrize("name", ["treatment_date", "sampling_date"])
def test_a_mistyped_year_is_refused(name: str, day: date) -> None:
    text = f"{name} {day.isoformat()} is not between 1990 and 2100; check the year"
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        plan_of(**{name: day})


def test_cells_given_before_they_are_taken_are_refused() -> None:
    text = r"^sampling_date is after treatment_date; cells are taken before they are given$"
    with pytest.raises(ValueError, match=text):
        plan_of(treatment_date=DAY_0, sampling_date=date(2026, 12, 4))


def test_cells_may_be_taken_and_given_on_one_day() -> None:
    assert plan_of(treatment_date=DAY_0, sampling_date=DAY_0).sampling_date == DAY_0


def test_a_cost_too_long_to_print_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^full_cost has 201 characters; at most 200 fit$"):
        plan_of(full_cost="9" * 201)
