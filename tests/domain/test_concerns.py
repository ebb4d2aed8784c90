from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clinic_aid.domain.clinic import Clinic, Price
from clinic_aid.domain.concerns import (
    Concern,
    Kind,
    SignOff,
    Stops,
    concerns_of,
    is_under_age,
    planned_too_soon,
    stops_of,
)
from clinic_aid.domain.consultation import CheckAnswer, Consultation, Patient
from clinic_aid.domain.guide_parts import Edition
from clinic_aid.domain.plan import AlreadyDone, TreatmentPlan, Visit

CONSULTED = date(2026, 11, 30)
OPEN = Clinic(phone="020 1", out_of_hours="020 2", closed_weekdays=("saturday", "sunday"))
SIGNED = SignOff(reviewed_on=date(2026, 11, 1), reviewers=1, review_due=date(2027, 5, 1))
CLEARED = CheckAnswer(
    answer="yes", cleared_by="Dr Hill", cleared_on=date(2026, 11, 27), cleared_how="letter"
)


def consultation_of(
    *, patient: dict[str, Any] | None = None, plan: dict[str, Any] | None = None, **facts: Any
) -> Consultation:
    return Consultation(
        patient=Patient(**{"name": "Ada Hill", **(patient or {})}),
        plan=TreatmentPlan(**{"product": "own-fat-cells", **(plan or {})}),
        **{"consultation_date": CONSULTED, **facts},
    )


def found(
    consultation: Consultation,
    *,
    clinic: Clinic = OPEN,
    stops: Stops = Stops(),  # noqa: B008
    sign_off: SignOff = SIGNED,
    has_emergency_number: bool = True,
    edition: Edition | None = None,
) -> tuple[Concern, ...]:
    return concerns_of(
        consultation,
        clinic=clinic,
        stops=stops,
        sign_off=sign_off,
        has_emergency_number=has_emergency_number,
        edition=edition,
    )


def kinds(consultation: Consultation, **facts: Any) -> list[Kind]:
    return [concern.kind for concern in found(consultation, **facts)]


def test_a_plan_in_which_all_is_right_needs_no_look() -> None:
    plan = {"treatment_date": date(2027, 1, 14), "sessions": 1}
    assert kinds(consultation_of(plan=plan)) == []


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        (CheckAnswer(answer="no"), None),
        (CheckAnswer(answer="yes"), "open"),
        (CheckAnswer(answer="unsure"), "open"),
        (CheckAnswer(answer="yes", cleared_by="not yet"), "not_confirmed"),
        (CLEARED, "cleared"),
        (None, "unasked"),
    ],
)
def test_a_stop_check_stands_in_one_place(answer: CheckAnswer | None, place: str | None) -> None:
    checks = {} if answer is None else {"allergy": answer}
    stops = stops_of(consultation_of(checks=checks), ["allergy"], age_check="under-18")
    places = {"open", "not_confirmed", "cleared", "unasked"}
    assert {name for name in places if getattr(stops, name)} == ({place} if place else set())


def test_the_birth_date_answers_the_question_for_the_age() -> None:
    consultation = consultation_of(patient={"birth_date": date(1984, 2, 29)})
    assert stops_of(consultation, ["under-18"], age_check="under-18").unasked == ()


def test_a_name_alone_leaves_a_stop_open() -> None:
    assert Stops(not_confirmed=("allergy",)).are_open


@pytest.mark.parametrize(
    ("stops", "kind", "path"),
    [
        (Stops(open=("allergy",)), Kind.STOP_OPEN, "checks.allergy"),
        (Stops(not_confirmed=("allergy",)), Kind.STOP_NOT_CONFIRMED, "checks.allergy"),
        (Stops(cleared=("allergy",)), Kind.STOP_CLEARED, "checks.allergy"),
        (Stops(unasked=("allergy", "bleeding")), Kind.STOPS_UNASKED, "checks"),
    ],
)
def test_a_stop_check_is_listed_as_it_stands(stops: Stops, kind: Kind, path: str) -> None:
    (concern,) = found(consultation_of(), stops=stops)
    assert (concern.kind, concern.path) == (kind, path)


def test_a_stop_of_a_treatment_that_is_refused_needs_no_look() -> None:
    stops = Stops(open=("allergy",), unasked=("bleeding",))
    assert kinds(consultation_of(decision="no"), stops=stops) == []


@pytest.mark.parametrize(
    ("plan", "under"),
    [
        ({"treatment_date": date(2027, 1, 13)}, True),
        ({"treatment_date": date(2027, 1, 14)}, False),
        ({"sampling_date": date(2027, 1, 13), "treatment_date": date(2027, 3, 1)}, True),
        ({}, True),
    ],
)
def test_the_age_is_that_of_the_first_day_of_care(plan: dict[str, Any], under: bool) -> None:
    patient = {"birth_date": date(2009, 1, 14)}
    assert is_under_age(consultation_of(patient=patient, plan=plan)) is under


def test_a_patient_under_18_is_listed_with_the_day() -> None:
    plan = {"treatment_date": date(2027, 1, 13), "sessions": 1}
    (concern,) = found(consultation_of(patient={"birth_date": date(2009, 1, 14)}, plan=plan))
    assert (concern.kind, concern.day) == (Kind.UNDER_AGE, date(2027, 1, 13))


@pytest.mark.parametrize(("day", "soon"), [(date(2026, 12, 11), True), (date(2026, 12, 14), False)])
def test_a_treatment_before_the_time_to_decide_is_over_is_too_soon(day: date, soon: bool) -> None:
    plan = {"treatment_date": day, "sessions": 1}
    assert (Kind.TOO_SOON in kinds(consultation_of(plan=plan))) is soon


def test_a_sample_before_the_time_to_decide_is_over_is_too_soon() -> None:
    plan = {"sampling_date": date(2026, 12, 3), "treatment_date": date(2027, 1, 14)}
    concern = found(consultation_of(plan=plan))[0]
    assert (concern.kind, concern.path) == (Kind.TOO_SOON, "plan.sampling_date")


def test_what_was_done_already_is_not_too_soon() -> None:
    plan = {"sampling_date": date(2026, 11, 26), "treatment_date": date(2027, 1, 14)}
    assert planned_too_soon(consultation_of(plan=plan)) is None


@pytest.mark.parametrize(
    ("plan", "path"),
    [
        ({"treatment_date": date(2027, 1, 16)}, "plan.treatment_date"),
        (
            {"treatment_date": date(2027, 1, 14), "later_sessions": (date(2027, 3, 6),)},
            "plan.later_sessions",
        ),
        (
            {"treatment_date": date(2027, 1, 14), "reviews": (Visit(day=date(2027, 4, 17)),)},
            "plan.reviews",
        ),
        (
            {"treatment_date": date(2027, 1, 14), "calls": (Visit(day=date(2027, 1, 16)),)},
            "plan.calls",
        ),
    ],
)
def test_a_visit_on_a_closed_day_is_listed_where_it_stands(plan: dict[str, Any], path: str) -> None:
    (concern,) = found(consultation_of(plan=plan))
    assert (concern.kind, concern.path) == (Kind.CLOSED_DAY, path)


def test_a_visit_before_the_consultation_counts_as_done() -> None:
    plan = {"treatment_date": date(2026, 11, 3), "sessions": 1}
    (concern,) = found(consultation_of(plan=plan))
    assert (concern.kind, concern.day) == (Kind.ALREADY_PAST, date(2026, 11, 3))


def test_what_was_done_on_a_day_that_nobody_noted_is_listed() -> None:
    plan = {"already_done": AlreadyDone(sample=True)}
    assert kinds(consultation_of(plan=plan)) == [Kind.DONE_WITHOUT_DAY]


def test_sessions_out_of_order_are_listed() -> None:
    plan = {"treatment_date": date(2027, 3, 4), "later_sessions": (date(2027, 1, 14),)}
    assert kinds(consultation_of(plan=plan)) == [Kind.OUT_OF_ORDER]


def test_a_sample_of_same_day_cells_on_another_day_is_listed() -> None:
    plan = {
        "preparation": "same-day",
        "sampling_date": date(2027, 1, 7),
        "treatment_date": date(2027, 1, 14),
    }
    assert kinds(consultation_of(plan=plan)) == [Kind.SAMPLE_ON_ANOTHER_DAY]


@pytest.mark.parametrize("preparation", ["grown", None])
def test_a_sample_of_other_cells_may_be_on_another_day(preparation: str | None) -> None:
    plan = {
        "preparation": preparation,
        "sampling_date": date(2027, 1, 7),
        "treatment_date": date(2027, 1, 14),
    }
    assert kinds(consultation_of(plan=plan)) == []


@pytest.mark.parametrize("missing", ["phone", "out_of_hours"])
def test_a_clinic_without_its_numbers_is_listed(missing: str) -> None:
    gone: dict[str, Any] = {missing: None}
    clinic = replace(OPEN, **gone)
    assert kinds(consultation_of(), clinic=clinic) == [Kind.NO_PHONE]


def test_an_emergency_number_that_is_not_known_is_listed() -> None:
    assert kinds(consultation_of(), has_emergency_number=False) == [Kind.NO_EMERGENCY_NUMBER]


@pytest.mark.parametrize(
    ("reviewed_on", "reviewers", "signed"),
    [
        (date(2026, 11, 1), 1, True),
        (date(2026, 11, 1), 0, False),
        (None, 1, False),
        (None, 0, False),
    ],
)
def test_content_is_signed_off_by_a_name_with_a_date_only(
    reviewed_on: date | None, reviewers: int, signed: bool
) -> None:
    sign_off = SignOff(reviewed_on=reviewed_on, reviewers=reviewers, review_due=date(2027, 5, 1))
    assert (Kind.NOT_SIGNED_OFF not in kinds(consultation_of(), sign_off=sign_off)) is signed


def test_content_past_its_review_is_listed() -> None:
    late = consultation_of(consultation_date=date(2027, 5, 2))
    assert kinds(late) == [Kind.REVIEW_OVERDUE]


@pytest.mark.parametrize(
    ("sessions", "prices", "kind"),
    [
        (4, (Price(sessions=1, full_cost="£1"),), Kind.PRICE_OF_OTHER_NUMBER),
        (4, (Price(full_cost="£1"),), Kind.PRICE_OF_OTHER_NUMBER),
        (1, (Price(full_cost="£1"),), Kind.PRICE_WITHOUT_NUMBER),
        (None, (Price(full_cost="£1"),), Kind.PRICE_WITHOUT_NUMBER),
    ],
)
def test_a_price_for_another_number_of_sessions_is_listed(
    sessions: int | None, prices: tuple[Price, ...], kind: Kind
) -> None:
    clinic = Clinic(phone="020 1", out_of_hours="020 2", prices={"own-fat-cells": prices})
    assert kinds(consultation_of(plan={"sessions": sessions}), clinic=clinic) == [kind]


def test_the_cost_of_this_plan_needs_no_price() -> None:
    clinic = Clinic(
        phone="020 1", out_of_hours="020 2", prices={"own-fat-cells": Price(full_cost="£1")}
    )
    plan = {"sessions": 4, "full_cost": "£9,000"}
    assert kinds(consultation_of(plan=plan), clinic=clinic) == []


@pytest.mark.parametrize(
    ("need", "kind"),
    [("easy-read", Kind.INFORMATION_NEED), ("a sign interpreter", Kind.OTHER_INFORMATION_NEED)],
)
def test_what_a_patient_needs_to_read_is_never_dropped(need: str, kind: Kind) -> None:
    (concern,) = found(consultation_of(patient={"information_needs": (need,)}))
    assert (concern.kind, concern.subjects) == (kind, (need,))


@pytest.mark.parametrize(
    ("edition", "listed"),
    [
        (None, []),
        ("large-print", []),
        ("standard", [Kind.SMALLER_EDITION]),
        ("compact", [Kind.SMALLER_EDITION]),
    ],
)
def test_large_print_is_named_only_where_smaller_print_was_chosen(
    edition: Edition | None, listed: list[Kind]
) -> None:
    consultation = consultation_of(patient={"information_needs": ("large-print",)})
    assert kinds(consultation, edition=edition) == listed


def test_the_gravest_comes_first() -> None:
    plan = {"treatment_date": date(2026, 12, 5)}
    listed = kinds(consultation_of(plan=plan), stops=Stops(open=("allergy",)), clinic=Clinic())
    assert listed == [Kind.STOP_OPEN, Kind.NO_PHONE, Kind.TOO_SOON]
