import re
from datetime import date
from typing import Any, Literal

import pytest

from clinic_aid.domain.consultation import (
    CheckAnswer,
    Consultation,
    Patient,
    Stroke,
)
from clinic_aid.domain.plan import TreatmentPlan

PATIENT = Patient(name="Ada Hill")
DAY_0 = date(2026, 12, 3)


def plan_of(**facts: Any) -> TreatmentPlan:
    return TreatmentPlan(product="own-fat-cells", **facts)


def consultation_of(**facts: Any) -> Consultation:
    return Consultation(**{"patient": PATIENT, "plan": plan_of(), **facts})


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_patient_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"^name is empty; write the patient's name$"):
        Patient(name=name)


def test_a_name_of_200_characters_fits() -> None:
    assert Patient(name="x" * 200).name == "x" * 200


def test_a_longer_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^name has 201 characters; at most 200 fit$"):
        Patient(name="x" * 201)


def test_a_stroke_may_touch_the_edges_of_its_view() -> None:
    assert Stroke(view="top", points=((0, 0), (1, 1))).points == ((0, 0), (1, 1))


@pytest.mark.parametrize(
    "points",
    [
        (),
        ((0.5, 0.5),),
        ((0.5, 0.5), (1.01, 0.5)),
        ((0.5, 0.5), (0.5, -0.01)),
        ((0.5, 0.5), (0.5, float("nan"))),
        ((float("inf"), 0.5), (0.5, 0.5)),
    ],
)
def test_a_stroke_needs_two_points_inside_its_view(points: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match=r"^a stroke needs two or more points between 0 and 1$"):
        Stroke(view="top", points=points)


@pytest.mark.parametrize(
    ("answer", "cleared_by", "is_open"),
    [
        ("no", None, False),
        ("yes", None, True),
        ("unsure", None, True),
        ("yes", "", True),
        ("unsure", "  ", True),
        ("yes", "Dr Hill", False),
        ("unsure", "Dr Hill", False),
    ],
)
def test_a_check_is_open_until_no_or_cleared_by_name(
    answer: Literal["yes", "no", "unsure"], cleared_by: str | None, is_open: bool
) -> None:
    assert CheckAnswer(answer=answer, cleared_by=cleared_by).is_open is is_open


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


@pytest.mark.parametrize(
    "later",
    [
        (DAY_0,),
        (date(2026, 12, 2),),
        (date(2027, 1, 4), date(2027, 1, 4)),
        (date(2027, 2, 4), date(2027, 1, 4)),
    ],
)
def test_sessions_out_of_order_are_refused(later: tuple[date, ...]) -> None:
    text = r"^later_sessions must follow treatment_date, each after the one before$"
    with pytest.raises(ValueError, match=text):
        plan_of(treatment_date=DAY_0, later_sessions=later)


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


def test_notes_of_4000_characters_fit() -> None:
    assert consultation_of(notes_for_patient="x" * 4000).notes_for_patient == "x" * 4000


def test_longer_notes_are_refused() -> None:
    text = r"^notes_for_patient has 4,001 characters; at most 4,000 fit$"
    with pytest.raises(ValueError, match=text):
        consultation_of(notes_for_patient="x" * 4001)


def test_a_treatment_before_its_consultation_is_refused() -> None:
    text = r"^plan\.treatment_date is before consultation_date; check both dates$"
    with pytest.raises(ValueError, match=text):
        consultation_of(plan=plan_of(treatment_date=DAY_0), consultation_date=date(2026, 12, 4))


def test_a_treatment_on_the_day_of_the_consultation_is_taken() -> None:
    consultation = consultation_of(plan=plan_of(treatment_date=DAY_0), consultation_date=DAY_0)
    assert consultation.plan.treatment_date == consultation.consultation_date


def test_a_patient_born_after_the_consultation_is_refused() -> None:
    text = r"^patient\.birth_date is after consultation_date; check both dates$"
    with pytest.raises(ValueError, match=text):
        consultation_of(
            patient=Patient(name="Ada Hill", birth_date=date(2026, 12, 4)),
            consultation_date=DAY_0,
        )


def test_a_patient_born_on_the_day_of_the_consultation_is_taken() -> None:
    patient = Patient(name="Ada Hill", birth_date=DAY_0)
    assert consultation_of(patient=patient, consultation_date=DAY_0).patient == patient


def test_a_consultation_knows_no_more_than_patient_and_product_at_first() -> None:
    consultation = consultation_of()
    assert consultation.consultation_date is None
    assert consultation.decision is None
    assert consultation.clinic is None
    assert not consultation.checks


def test_dates_of_plan_and_patient_need_no_consultation_date() -> None:
    consultation = consultation_of(
        patient=Patient(name="Ada Hill", birth_date=date(1980, 2, 29)),
        plan=plan_of(treatment_date=DAY_0),
    )
    assert consultation.plan.session_days == (DAY_0,)


def test_dates_in_order_are_taken() -> None:
    consultation = consultation_of(
        patient=Patient(name="Ada Hill", birth_date=date(1980, 2, 29)),
        plan=plan_of(treatment_date=DAY_0),
        consultation_date=date(2026, 11, 21),
    )
    assert consultation.consultation_date == date(2026, 11, 21)
