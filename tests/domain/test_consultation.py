from datetime import date
from typing import Any, Literal

import pytest

from clinic_aid.domain.consultation import (
    CheckAnswer,
    Consultation,
    Patient,
    Stroke,
)
from clinic_aid.domain.plan import AlreadyDone, TreatmentPlan

PATIENT = Patient(name="Ada Hill")
DAY_0 = date(2026, 12, 3)


def plan_of(**facts: Any) -> TreatmentPlan:
    return TreatmentPlan(product="own-fat-cells", **facts)


def consultation_of(**facts: Any) -> Consultation:
    return Consultation(**{"patient": PATIENT, "plan": plan_of(), **facts})


@pytest.mark.parametrize("name", ["", " ", "\t\n", "\u200b", "\u00ad \u034f"])
def test_a_patient_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"^name is empty; write the patient's name$"):
        Patient(name=name)


@pytest.mark.parametrize("name", ["علی\u200cرضا", "क्\u200dषिति"])
def test_joiners_within_a_name_stay(name: str) -> None:
    assert Patient(name=name).name == name


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


CLEARED: dict[str, Any] = {
    "cleared_by": "Dr Hill", "cleared_on": date(2026, 11, 27), "cleared_how": "letter",
}  # fmt: skip


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_a_check_is_open_until_somebody_clears_it(answer: Literal["yes", "unsure"]) -> None:
    assert CheckAnswer(answer=answer).is_open


def test_a_check_answered_with_no_is_not_open() -> None:
    assert not CheckAnswer(answer="no").is_open


@pytest.mark.parametrize("how", ["letter", "spoken", "test"])
def test_a_check_is_cleared_by_whom_on_which_day_and_how_it_was_seen(how: str) -> None:
    assert not CheckAnswer(**{"answer": "yes", **CLEARED, "cleared_how": how}).is_open


@pytest.mark.parametrize("missing", CLEARED)
def test_a_check_stays_open_without_all_three(missing: str) -> None:
    assert CheckAnswer(**{"answer": "yes", **CLEARED, missing: None}).is_open


@pytest.mark.parametrize("nobody", ["", "  "])
def test_nobody_clears_nothing(nobody: str) -> None:
    assert CheckAnswer(**{"answer": "yes", **CLEARED, "cleared_by": nobody}).is_open


def test_any_text_of_an_older_file_clears_nothing() -> None:
    assert CheckAnswer(answer="yes", cleared_by="not yet").is_open


def test_notes_of_4000_characters_fit() -> None:
    assert consultation_of(notes_for_patient="x" * 4000).notes_for_patient == "x" * 4000


def test_longer_notes_are_refused() -> None:
    text = r"^notes_for_patient has 4,001 characters; at most 4,000 fit$"
    with pytest.raises(ValueError, match=text):
        consultation_of(notes_for_patient="x" * 4001)


@pytest.mark.parametrize("name", ["treatment_date", "sampling_date"])
def test_a_day_before_the_consultation_is_taken(name: str) -> None:
    plan = plan_of(**{name: DAY_0})
    consultation = consultation_of(plan=plan, consultation_date=date(2026, 12, 4))
    assert getattr(consultation.plan, name) == DAY_0


def test_what_is_done_cannot_be_still_to_come() -> None:
    text = r"^plan\.already_done\.sample says that it was done, but 2026-12-03 is after "
    with pytest.raises(ValueError, match=text):
        consultation_of(
            plan=plan_of(sampling_date=DAY_0, already_done=AlreadyDone(sample=True)),
            consultation_date=date(2026, 12, 2),
        )


def test_a_session_that_is_done_cannot_be_still_to_come() -> None:
    text = r"^plan\.already_done\.sessions says that it was done, but 2027-01-04 is after "
    with pytest.raises(ValueError, match=text):
        consultation_of(
            plan=plan_of(
                treatment_date=DAY_0,
                later_sessions=(date(2027, 1, 4),),
                already_done=AlreadyDone(sessions=2),
            ),
            consultation_date=date(2026, 12, 10),
        )


@pytest.mark.parametrize("year", [1989, 2101, 9999])
def test_a_consultation_in_a_year_that_cannot_be_is_refused(year: int) -> None:
    text = f"^consultation_date {year}-12-31 is not between 1990 and 2100; check the year$"
    with pytest.raises(ValueError, match=text):
        consultation_of(consultation_date=date(year, 12, 31))


def test_a_treatment_before_birth_is_refused() -> None:
    text = r"^plan\.treatment_date is before patient\.birth_date; check both dates$"
    with pytest.raises(ValueError, match=text):
        consultation_of(
            patient=Patient(name="Ada Hill", birth_date=date(2026, 12, 4)),
            plan=plan_of(treatment_date=DAY_0),
        )


def test_a_treatment_on_the_day_of_the_consultation_is_taken() -> None:
    consultation = consultation_of(plan=plan_of(treatment_date=DAY_0), consultation_date=DAY_0)
    assert consultation.plan.treatment_date == consultation.consultation_date


@pytest.mark.parametrize(
    ("written", "need"),
    [
        ("large print", "large-print"),
        (" Large print", "large-print"),
        ("large-print", "large-print"),
        ("somebody reads to me", "somebody-reads-to-me"),
        ("A sign interpreter", "A sign interpreter"),
    ],
)
def test_a_need_is_known_by_its_words_too(written: str, need: str) -> None:
    assert Patient(name="A", information_needs=(written,)).information_needs == (need,)


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
