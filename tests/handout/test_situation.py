from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.schedule import Anchor
from clinic_aid.handout.situation import DateMode, Situation, situation_of

SituationOf = Callable[..., Situation]
TREATMENT = "2026-12-03"


@pytest.fixture
def situation(
    pack: ContentPack, consultation_of: Callable[[Mapping[str, Any]], Consultation]
) -> SituationOf:
    def make(*, at: Clinic | None = None, **tree: Any) -> Situation:
        plan = {"product": "own-fat-cells"} | tree.pop("plan", {})
        patient = {"name": "Amira Haddad"} | tree.pop("patient", {})
        whole = {"patient": patient, "plan": plan, **tree}
        return situation_of(consultation_of(whole), at or Clinic(), pack)

    return make


@pytest.mark.parametrize(
    ("decision", "mode"),
    [
        (None, DateMode.PLANNED),
        ("go-ahead", DateMode.AGREED),
        ("think-about-it", DateMode.IF_GO_AHEAD),
        ("no", DateMode.DECLINED),
    ],
)
def test_the_decision_says_how_a_date_is_spoken_of(
    decision: str | None, mode: DateMode, situation: SituationOf
) -> None:
    assert situation(plan={"treatment_date": TREATMENT}, decision=decision).mode is mode


@pytest.mark.parametrize("decision", [None, "go-ahead", "think-about-it"])
def test_without_a_date_none_is_set(decision: str | None, situation: SituationOf) -> None:
    found = situation(decision=decision)
    assert found.mode is DateMode.NOT_SET
    assert found.treatment_day is None


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_an_open_stop_check_stops(answer: str, situation: SituationOf) -> None:
    found = situation(plan={"treatment_date": TREATMENT}, checks={"infection": {"answer": answer}})
    assert found.mode is DateMode.STOPPED
    assert found.stops.open == ("infection",)
    assert found.treatment_day is None


CLEARED = {
    "answer": "yes", "cleared_by": "Dr M. Patel", "cleared_on": "2026-11-14",
    "cleared_how": "letter",
}  # fmt: skip


@pytest.mark.parametrize("answer", [{"answer": "no"}, CLEARED])
def test_a_stop_check_that_is_no_or_cleared_does_not_stop(
    answer: Mapping[str, str], situation: SituationOf
) -> None:
    found = situation(plan={"treatment_date": TREATMENT}, checks={"infection": answer})
    assert found.mode is DateMode.PLANNED
    assert not found.stops.are_open


def test_a_check_cleared_by_nobody_stays_open(situation: SituationOf) -> None:
    answer = {"answer": "yes", "cleared_by": "  ", "cleared_on": "2026-11-01"}
    assert situation(checks={"infection": answer}).mode is DateMode.STOPPED


@pytest.mark.parametrize("check", ["blood-thinners", "other-hair-treatment"])
def test_a_check_that_a_doctor_decides_or_that_is_noted_does_not_stop(
    check: str, situation: SituationOf
) -> None:
    found = situation(plan={"treatment_date": TREATMENT}, checks={check: {"answer": "yes"}})
    assert found.mode is DateMode.PLANNED


def test_every_stop_check_of_the_pack_stops(situation: SituationOf, pack: ContentPack) -> None:
    stops = [key for key, check in pack.checks.items() if check.level == "stop"]
    assert stops
    for key in stops:
        assert situation(checks={key: {"answer": "unsure"}}).stops.open == (key,)


@pytest.mark.parametrize(
    ("born", "under_age"),
    [("2008-12-02", False), ("2008-12-03", False), ("2008-12-04", True), ("2015-01-01", True)],
)
def test_who_is_under_18_on_the_treatment_day_is_not_treated(
    born: str, under_age: bool, situation: SituationOf
) -> None:
    found = situation(plan={"treatment_date": TREATMENT}, patient={"birth_date": born})
    assert found.under_age is under_age
    assert (found.mode is DateMode.STOPPED) is under_age


def test_who_was_born_on_29_february_is_18_on_1_march(situation: SituationOf) -> None:
    leapling = {"birth_date": "2008-02-29"}
    day_before = situation(plan={"treatment_date": "2026-02-28"}, patient=leapling)
    on_the_day = situation(plan={"treatment_date": "2026-03-01"}, patient=leapling)
    assert (day_before.under_age, on_the_day.under_age) == (True, False)


@pytest.mark.parametrize(("talk", "under_age"), [("2026-12-03", True), ("2026-12-04", False)])
def test_without_a_treatment_day_age_is_that_of_the_consultation(
    talk: str, under_age: bool, situation: SituationOf
) -> None:
    found = situation(consultation_date=talk, patient={"birth_date": "2008-12-04"})
    assert found.under_age is under_age


def test_without_any_day_nobody_is_judged_by_age(situation: SituationOf) -> None:
    assert not situation(patient={"birth_date": "2015-01-01"}).under_age


@pytest.mark.parametrize(
    "stop",
    [
        {"decision": "no"},
        {"checks": {"infection": {"answer": "yes"}}},
        {"patient": {"birth_date": "2010-01-01"}},
    ],
)
def test_where_no_date_is_printed_nothing_counts_from_one(
    stop: Mapping[str, Any], situation: SituationOf
) -> None:
    plan = {
        "treatment_date": TREATMENT,
        "sampling_date": "2026-12-01",
        "later_sessions": ["2027-03-04"],
    }
    anchors = situation(plan=plan, consultation_date="2026-11-16", **stop).anchors
    assert anchors.sessions == ()
    assert anchors.samplings == ()
    assert anchors.consultation == date(2026, 11, 16)


def test_cells_of_one_day_are_taken_at_every_session(situation: SituationOf) -> None:
    plan = {"treatment_date": TREATMENT, "later_sessions": ["2027-03-04"]}
    assert situation(plan=plan).anchors.samplings == (date(2026, 12, 3), date(2027, 3, 4))


def test_a_sampling_day_that_was_said_is_the_only_one(situation: SituationOf) -> None:
    plan = {
        "treatment_date": TREATMENT,
        "sampling_date": "2026-12-01",
        "later_sessions": ["2027-03-04"],
    }
    assert situation(plan=plan).anchors.samplings == (date(2026, 12, 1),)


@pytest.mark.parametrize(
    "plan",
    [
        {"product": "own-follicle-cells"},
        {"product": "own-follicle-cells", "preparation": "grown"},
        {"product": "cell-free-fluid", "origin": "own", "sampling": "fat"},
    ],
)
def test_where_cells_may_be_grown_first_no_sampling_day_is_made_up(
    plan: Mapping[str, Any], situation: SituationOf
) -> None:
    assert situation(plan={"treatment_date": TREATMENT, **plan}).anchors.samplings == ()


def test_the_consultation_overrides_the_clinic(situation: SituationOf) -> None:
    shared = Clinic(name="Willow", phone="020 7946 0000", country="GB")
    found = situation(at=shared, clinic={"phone": "020 7946 0001"})
    assert (found.clinic.name, found.clinic.phone) == ("Willow", "020 7946 0001")


@pytest.mark.parametrize("other", [{"country": "FR"}, {"name": "Lale"}])
def test_another_clinic_promises_nothing_that_this_one_does(
    other: dict[str, str], situation: SituationOf
) -> None:
    shared = Clinic(name="Willow", phone="020 7946 0000", country="GB", answers={"harm": "We pay."})
    found = situation(at=shared, clinic=other).clinic
    assert found.phone is None
    assert found.answers == {}


def test_the_age_counts_on_the_day_of_the_sample(situation: SituationOf) -> None:
    plan = {
        "product": "own-follicle-cells",
        "preparation": "grown",
        "sampling_date": "2026-11-20",
        "treatment_date": TREATMENT,
    }
    found = situation(plan=plan, patient={"birth_date": "2008-12-01"})
    assert found.under_age
    assert found.mode is DateMode.STOPPED


def test_a_name_alone_does_not_clear(situation: SituationOf) -> None:
    found = situation(checks={"infection": {"answer": "yes", "cleared_by": "Dr M. Patel"}})
    assert found.stops.not_confirmed == ("infection",)
    assert found.mode is DateMode.STOPPED


# What was done already


PUNCH = {
    "product": "own-follicle-cells", "preparation": "grown", "delivery": "injection",
    "sampling_date": "2026-11-10", "treatment_date": "2027-01-14",
}  # fmt: skip
ENDS = {
    "no": {"decision": "no"},
    "stop": {"checks": {"infection": {"answer": "yes"}}},
    "age": {"patient": {"birth_date": "2010-01-01"}},
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_sample_that_was_taken_keeps_its_day_whatever_ends_the_treatment(
    end: Mapping[str, Any], situation: SituationOf
) -> None:
    found = situation(plan=PUNCH, consultation_date="2026-11-16", **end)
    assert found.anchors.samplings == (date(2026, 11, 10),)
    assert found.anchors.sessions == ()
    assert found.has_care
    assert not found.has_timeline


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_session_that_was_given_keeps_its_day_and_its_timeline(
    end: Mapping[str, Any], situation: SituationOf
) -> None:
    plan = {"treatment_date": "2026-11-12", "later_sessions": ["2026-12-20"]}
    found = situation(plan=plan, consultation_date="2026-11-16", **end)
    assert found.anchors.sessions == (date(2026, 11, 12),)
    assert found.last_session == date(2026, 11, 12)
    assert found.has_timeline


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_where_nothing_was_done_nothing_is_left_to_care_for(
    end: Mapping[str, Any], situation: SituationOf
) -> None:
    found = situation(plan={"treatment_date": TREATMENT}, consultation_date="2026-11-16", **end)
    assert not found.has_care
    assert not found.has_timeline


def test_of_a_treatment_that_is_off_only_what_was_done_is_cared_for(
    situation: SituationOf, pack: ContentPack
) -> None:
    found = situation(plan=PUNCH, consultation_date="2026-11-16", decision="no")
    assert found.care_selection.case.known("delivery") == "none"
    assert found.care_selection.case.known("sampling") == "punch"
    assert Anchor.SESSION not in found.care_anchors


def test_the_year_counts_from_the_last_session(situation: SituationOf) -> None:
    plan = {"treatment_date": TREATMENT, "later_sessions": ["2027-03-04"], "sessions": 2}
    assert situation(plan=plan).last_session == date(2027, 3, 4)


def test_while_a_session_has_no_day_the_year_counts_from_none(situation: SituationOf) -> None:
    plan = {"treatment_date": TREATMENT, "later_sessions": ["2027-03-04"], "sessions": 3}
    assert situation(plan=plan).last_session is None


@pytest.mark.parametrize(("sessions", "is_given"), [(None, False), (1, True), (2, False)])
def test_all_was_given_where_no_session_is_to_come_be_it_without_a_day(
    sessions: int | None, is_given: bool, situation: SituationOf
) -> None:
    plan: dict[str, Any] = {"treatment_date": "2026-11-12", "already_done": {"sessions": 1}}
    if sessions is not None:
        plan["sessions"] = sessions
    found = situation(plan=plan, consultation_date="2026-11-16", decision="go-ahead")
    assert found.is_given is is_given
