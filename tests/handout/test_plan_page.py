from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack, Person
from clinic_aid.domain.clinic import Clinic, Price
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import GuideWish, Part
from clinic_aid.engine import Engine
from clinic_aid.handout.composing import compose
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    patient = {"name": "Amira Haddad"} | changes.pop("patient", {})
    return {"patient": patient, "plan": plan, "consultation_date": "2026-11-16", **changes}


CLEARED = {
    "answer": "yes", "cleared_by": "Dr S. Okafor", "cleared_on": "2026-11-27",
    "cleared_how": "letter",
}  # fmt: skip


def rows(handout: Handout) -> dict[str, tuple[str, bool]]:
    """Give what each row says, and if it is open; what is not agreed stands in one row."""
    still_open = handout.plan.still_open
    names = still_open.value.split("; ") if still_open else []
    told = {
        without_isolates(row.name): (without_isolates(row.value), row.open)
        for row in handout.plan.rows
    }
    return told | dict.fromkeys(names, ("Not yet agreed", True))


def visits(handout: Handout) -> list[tuple[str, str, str]]:
    """Give the leaf of each visit: its day, what it is, and its time."""
    return [
        (f"{leaf.weekday} {leaf.day} {leaf.month}", without_isolates(leaf.what), leaf.time)
        for leaf in handout.plan.visits
    ]


def test_what_was_not_said_is_not_yet_agreed(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    nothing = {"patient": {"name": "Amira Haddad"}, "plan": {"product": "cell-free-fluid"}}
    found = rows(handout_of(nothing))
    open_rows = ("kind", "origin", "sampling", "delivery", "treatment-day", "sessions")
    for key in open_rows:
        assert found[labels[f"row-{key}"]] == (labels["not-yet-agreed"], True)


def test_what_was_said_is_said(
    handout_of: HandoutOf, labels: Mapping[str, str], pack: ContentPack
) -> None:
    found = rows(handout_of("full"))
    assert found[labels["row-delivery"]] == (pack.deliveries["injection"].name, False)
    assert found[labels["row-sampling"]] == (pack.samplings["punch"].name, False)
    assert found[labels["row-preparation"]] == (labels["preparation-grown"], False)


def test_each_visit_is_a_leaf_with_its_day_and_its_time_if_it_has_one(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    session = labels["row-session"]
    assert visits(handout_of("full")) == [
        ("Tuesday 1 December 2026", labels["visit-sample"], "09:15"),
        ("Thursday 14 January 2027", session.format(number=1), "10:30"),
        ("Thursday 4 March 2027", session.format(number=2), labels["time-not-set"]),
        ("Thursday 22 April 2027", session.format(number=3), labels["time-not-set"]),
    ]


def test_what_was_done_is_no_visit_to_come(handout_of: HandoutOf) -> None:
    plan = {"treatment_date": "2026-11-03", "later_sessions": ["2027-01-14"]}
    assert [day for day, _, _ in visits(handout_of(tree(plan=plan)))] == [
        "Thursday 14 January 2027"
    ]


def test_page_1_says_where_to_find_what_in_the_parts_that_are_printed(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    def others(*parts: Part) -> set[str | None]:
        wish = GuideWish(parts=parts)
        plan = handout_of("full", wish=wish).plan
        named = {entry.part for entry in plan.contents} | {deed.where for deed in plan.deeds}
        return named - {None, "", labels["see-below"]}

    assert others("plan") == set()
    assert others("fridge", "plan") == {labels["part-fridge"]}
    assert others("fridge", "plan", "facts") == {labels["part-fridge"], labels["part-facts"]}


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({}, "not-yet-agreed"),
        ({"sessions": 1}, None),
        ({"sessions": 3}, "sessions-open"),
        ({"sessions": 1, "treatment_date": None}, "one-session"),
        ({"sessions": 3, "later_sessions": ["2027-03-04"]}, "sessions-open"),
        ({"sessions": 2, "later_sessions": ["2027-03-04"]}, None),
        ({"later_sessions": ["2027-03-04"]}, None),
    ],
)
def test_the_number_of_sessions_is_said_as_far_as_it_is_known(
    plan: Mapping[str, Any],
    expected: str | None,
    handout_of: HandoutOf,
    labels: Mapping[str, str],
) -> None:
    found = rows(handout_of(tree(plan=plan))).get(labels["row-sessions"])
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert found[0] == labels[expected].format(number=plan.get("sessions"))


@pytest.mark.parametrize(
    ("plan", "shown"),
    [
        ({"preparation": "grown"}, "not-yet-agreed"),
        ({}, "not-yet-agreed"),
        ({"preparation": "same-day"}, None),
        ({"preparation": "same-day", "sampling_date": "2026-12-03"}, None),
    ],
)
def test_a_sample_day_is_asked_for_where_cells_may_be_grown(
    plan: Mapping[str, Any],
    shown: str | None,
    handout_of: HandoutOf,
    labels: Mapping[str, str],
) -> None:
    whole = {"product": "own-follicle-cells", **plan}
    found = rows(handout_of(tree(plan=whole))).get(labels["row-sampling-day"])
    assert (found and found[0]) == (shown and labels[shown])


def test_no_sample_is_spoken_of_where_none_is_taken(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    found = rows(handout_of("topical"))
    assert labels["row-sampling"] not in found
    assert labels["row-sampling-day"] not in found


ONE, THREE = Price(sessions=1, full_cost="£4,200"), Price(sessions=3, full_cost="£9,000")


@pytest.mark.parametrize(
    ("plan", "prices", "told"),
    [
        ({"full_cost": "£1 in all", "sessions": 4}, (ONE,), "£1 in all"),
        ({"sessions": 1}, (ONE, THREE), "£4,200"),
        ({"sessions": 3}, (ONE, THREE), "£9,000"),
    ],
)
def test_the_cost_is_that_of_this_plan(
    plan: Mapping[str, Any],
    prices: tuple[Price, ...],
    told: str,
    handout_of: HandoutOf,
    labels: Mapping[str, str],
) -> None:
    handout = handout_of(tree(plan=plan), at=Clinic(prices={"own-fat-cells": prices}))
    assert rows(handout)[labels["row-cost"]] == (told, False)


def test_a_price_of_another_number_of_sessions_is_not_told(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    at = Clinic(prices={"own-fat-cells": (ONE, THREE, Price(full_cost="£4,000"))})
    found = rows(handout_of(tree(plan={"sessions": 4}), at=at))[labels["row-cost"]]
    assert found == (labels["cost-not-agreed-for"].format(number=4), True)


@pytest.mark.parametrize("sessions", [None, 1])
def test_a_price_without_a_number_asks_for_how_many_sessions_it_is(
    sessions: int | None, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    at = Clinic(prices={"own-fat-cells": Price(full_cost="£4,000")})
    found = rows(handout_of(tree(plan={"sessions": sessions}), at=at))[labels["row-cost"]]
    assert found == (f"£4,000 ({labels['cost-ask-sessions']})", False)


def test_a_cost_that_nobody_told_is_not_agreed(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    found = rows(handout_of(tree(), at=Clinic()))[labels["row-cost"]]
    assert found == (labels["cost-not-agreed"], True)


def test_who_is_under_18_is_told_no_price(handout_of: HandoutOf, labels: Mapping[str, str]) -> None:
    handout = handout_of("under-18")
    assert labels["row-cost"] not in rows(handout)
    assert "£" not in repr(handout)


def test_who_is_under_18_decides_nothing_here(handout_of: HandoutOf) -> None:
    plan = handout_of("under-18").plan
    assert (plan.no_pressure, plan.change_mind) == ("", "")


def test_who_treats_is_open_where_the_clinic_did_not_say(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str]
) -> None:
    name = labels["row-who"]
    assert rows(handout_of(tree()))[name] == (f"{clinic.who_treats} (skin doctor)", False)
    assert rows(handout_of(tree(), at=Clinic()))[name] == (labels["not-yet-agreed"], True)


@pytest.mark.parametrize(
    ("consultant", "day", "key"),
    [
        (None, None, "prepared-for"),
        ("Dr J. Lee", None, "prepared-for-by"),
        (None, "2026-11-16", "prepared-for-on"),
        ("Dr J. Lee", "2026-11-16", "prepared-for-by-on"),
    ],
)
def test_the_guide_says_for_whom_and_after_what_it_was_made(
    consultant: str | None,
    day: str | None,
    key: str,
    handout_of: HandoutOf,
    labels: Mapping[str, str],
) -> None:
    handout = handout_of(tree(consultant=consultant, consultation_date=day))
    values = {
        "patient": "Amira Haddad",
        "consultant": consultant,
        "day": "Monday 16 November 2026",
    }
    assert without_isolates(handout.plan.prepared_for) == labels[key].format(**values)


# By decision


@pytest.mark.parametrize("decision", [None, "go-ahead", "think-about-it"])
def test_the_decision_is_said_with_the_date_it_is_about(
    decision: str | None, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    said = without_isolates(handout_of(tree(decision=decision)).plan.decision)
    label = labels[f"decision-{decision or 'none'}-dated"]
    assert said == label.format(day="Thursday 3 December 2026")


@pytest.mark.parametrize("decision", [None, "go-ahead", "think-about-it"])
def test_a_decision_without_a_date_is_said_without_one(
    decision: str | None, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of(tree(decision=decision, plan={"treatment_date": None}))
    assert handout.plan.decision == labels[f"decision-{decision or 'none'}-undated"]


def test_who_thinks_about_it_reads_if_wherever_dates_begin(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of("think-about-it")
    assert handout.plan.visits_title == labels["visits-if"]
    assert handout.calendar is not None
    for said in (handout.plan.decision, handout.calendar.intro):
        assert "if you go ahead on Tuesday 15 December 2026" in without_isolates(said)


def test_who_decided_no_gets_no_plan_dates_or_aftercare_and_all_the_rest(
    handout_of: HandoutOf,
) -> None:
    handout = handout_of("decided-no")
    assert (handout.plan.rows, handout.calendar, handout.timeline) == ((), None, None)
    assert handout.plan.stops == ()
    assert handout.fridge is None
    assert handout.risks.groups
    assert handout.approval.statement
    assert handout.options.choices
    assert handout.answers.open
    assert handout.about.sources


def test_who_decided_no_finds_no_treatment_date(printed: Printed, texts: Texts) -> None:
    text = " ".join(texts(printed("decided-no")))
    assert "15 December" not in text
    assert "2026-12-15" not in text


@pytest.mark.parametrize("decision", [None, "go-ahead", "think-about-it"])
def test_between_sessions_the_decision_is_about_the_next_one(
    decision: str | None, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    plan = {"treatment_date": "2026-11-03", "later_sessions": ["2027-01-14"]}
    handout = handout_of(tree(decision=decision, plan=plan))
    label = labels[f"decision-{decision or 'none'}-dated"]
    day = "Thursday 14 January 2027"
    assert without_isolates(handout.plan.decision) == label.format(day=day)
    done = labels["row-session-done"].format(number=1)
    assert rows(handout)[done] == ("Tuesday 3 November 2026", False)


def test_after_the_last_session_nothing_is_left_to_decide(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of(tree(plan={"treatment_date": "2026-11-03", "sessions": 1}))
    assert handout.plan.decision == labels["decision-given"]
    assert (handout.plan.no_pressure, handout.plan.change_mind) == ("", "")
    assert handout.calendar is not None
    assert handout.fridge is not None


@pytest.mark.parametrize("end", ["no", "stop"])
def test_what_was_done_keeps_its_day_on_page_1_whatever_ends_the_treatment(
    end: str, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    ends: dict[str, dict[str, Any]] = {
        "no": {"decision": "no"},
        "stop": {"checks": {"infection": {"answer": "yes"}}},
    }
    plan = {
        "product": "own-follicle-cells", "preparation": "grown", "sampling_date": "2026-11-10",
        "treatment_date": "2027-01-14",
    }  # fmt: skip
    handout = handout_of(tree(plan=plan, **ends[end]))
    assert rows(handout)[labels["row-sample-done"]] == ("Tuesday 10 November 2026", False)
    assert labels["done-keeps-care"] in handout.plan.decision
    assert "14 January" not in without_isolates(repr(handout))
    assert handout.calendar is not None
    assert handout.fridge is not None


# Where treatment is stopped


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("stop-check", ("8 December", "2026-12-08", "15 December 2026", "8 March", "8 June")),
        ("under-18", ("Thursday 3 December", "2026-12-03", "10 December", "3 March", "3 June")),
    ],
)
def test_where_treatment_is_stopped_neither_its_date_nor_one_that_follows_is_printed(
    name: str, dates: tuple[str, ...], printed: Printed, texts: Texts
) -> None:
    text = " ".join(texts(printed(name)))
    # No decision is due before 3 December: 14 days after the talk of 19 November.
    text = text.replace("before Thursday 3 December 2026", "")
    assert [day for day in dates if day in text] == []


def test_every_open_stop_check_is_named_once(handout_of: HandoutOf, pack: ContentPack) -> None:
    checks = {"infection": {"answer": "yes"}, "cancer-now": {"answer": "yes"}}
    stops = [without_isolates(text) for text in handout_of(tree(checks=checks)).plan.stops]
    assert len(stops) == 2
    for key, text in zip(checks, stops, strict=True):
        assert pack.checks[key].short in text
        assert str(pack.checks[key].waits) in text


def test_who_was_not_sure_is_told_what_to_do(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    unsure = {"cancer-now": {"answer": "unsure"}}
    assert labels["stop-unsure"] in handout_of(tree(checks=unsure)).plan.stops


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_nobody_clears_an_age_without_a_birth_date(
    answer: str, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    said = {"under-18": {**CLEARED, "answer": answer}}
    handout = handout_of(tree(checks=said))
    assert rows(handout)[labels["row-treatment-day"]] == (labels["cannot-be-planned"], True)
    assert labels["row-cost"] not in rows(handout)


def test_a_patient_who_is_too_young_reads_it_once(handout_of: HandoutOf) -> None:
    young = tree(patient={"birth_date": "2010-05-05"}, checks={"under-18": {"answer": "yes"}})
    assert len(handout_of(young).plan.stops) == 1


def test_who_is_18_on_the_treatment_day_gets_the_date(handout_of: HandoutOf) -> None:
    handout = handout_of(tree(patient={"birth_date": "2008-12-03"}))
    assert [day for day, _, _ in visits(handout)] == ["Thursday 3 December 2026"]
    assert handout.plan.stops == ()


def test_what_a_doctor_still_decides_is_said_on_page_1(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    asked = {"blood-thinners": {"answer": "yes"}, "smoking": {"answer": "unsure"}}
    handout = handout_of(tree(checks=asked))
    said = [without_isolates(text) for text in handout.plan.cautions]
    assert handout.plan.stops == ()
    assert len(said) == 2
    for key, text in zip(asked, said, strict=True):
        assert pack.checks[key].short in text
        assert str(pack.checks[key].waits) in text


def test_what_a_doctor_has_cleared_or_that_is_only_noted_is_not_said(
    handout_of: HandoutOf,
) -> None:
    asked = {
        "blood-thinners": {
            "answer": "yes",
            "cleared_by": "Dr M. Patel",
            "cleared_on": "2026-11-14",
            "cleared_how": "letter",
        },
        "smoking": {"answer": "no"},
        "other-hair-treatment": {"answer": "yes"},
    }
    assert handout_of(tree(checks=asked)).plan.cautions == ()


def test_who_decided_no_needs_no_doctor_to_decide(handout_of: HandoutOf) -> None:
    asked = {"blood-thinners": {"answer": "yes"}}
    assert handout_of(tree(checks=asked, decision="no")).plan.cautions == ()


def test_a_warning_sign_that_was_noticed_sends_to_a_doctor_first(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    noticed = {"itch-or-pain": "yes", "eyebrow-loss": "unsure", "sudden-loss": "no"}
    said = handout_of(tree(red_flags=noticed)).plan.cautions
    assert len(said) == 2
    for text, key in zip(said, ("itch-or-pain", "eyebrow-loss"), strict=True):
        assert pack.red_flags[key].text in text


def test_every_question_that_a_person_clears_prints_without_marks(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    asked = {key: {"answer": "yes"} for key in pack.checks}
    plan = handout_of(tree(checks=asked)).plan
    assert [text for text in (*plan.stops, *plan.cautions) if "[[" in text] == []


def test_page_1_says_who_cleared_a_stop_on_which_day_and_how(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    found = rows(handout_of(tree(checks={"allergy": CLEARED})))
    name = labels["row-cleared"].format(question=pack.checks["allergy"].short)
    assert found[name][0] == labels["cleared-letter"].format(
        who="Dr S. Okafor", day="Friday 27 November 2026"
    )


@pytest.mark.parametrize("cleared_by", ["not yet", "Dr S. Okafor"])
def test_a_name_without_a_day_and_a_way_clears_nothing(
    cleared_by: str, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of(tree(checks={"allergy": {"answer": "yes", "cleared_by": cleared_by}}))
    assert labels["stop-not-confirmed"] in handout.plan.stops
    assert rows(handout)[labels["row-treatment-day"]] == (labels["cannot-be-planned"], True)


def test_page_1_names_the_stop_questions_that_nobody_asked(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    asked = {"allergy": {"answer": "no"}}
    said = handout_of(tree(checks=asked, patient={"birth_date": "1984-02-29"})).plan.unasked
    stops = {key: check.short for key, check in pack.checks.items() if check.level == "stop"}
    assert pack.checks["bleeding"].short in said
    assert stops["allergy"] not in said
    assert stops["under-18"] not in said


def test_where_every_stop_question_was_asked_none_is_named(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    stops = {key: {"answer": "no"} for key, check in pack.checks.items() if check.level == "stop"}
    assert handout_of(tree(checks=stops)).plan.unasked == ()


@pytest.mark.parametrize(
    ("changes", "draft"),
    [
        ({"reviewed_on": date(2026, 11, 22)}, True),
        ({"reviewers": (Person(name="Dr A. Ek", role="a skin doctor"),)}, True),
        (
            {
                "reviewed_on": date(2026, 11, 22),
                "reviewers": (Person(name="Dr A. Ek", role="a skin doctor"),),
            },
            False,
        ),
    ],
)
def test_a_guide_is_a_draft_until_a_name_and_a_date_are_there(
    changes: dict[str, Any],
    draft: bool,
    pack: ContentPack,
    engine: Engine,
    consultation_of: Callable[..., Consultation],
) -> None:
    signed = pack.model_copy(update={"pack": pack.pack.model_copy(update=changes)})
    handout = compose(
        consultation_of("minimal"),
        clinic=Clinic(),
        pack=signed,
        language="en",
        illustrator=engine.illustrator,
    )
    assert (handout.draft is not None) is draft
    title, makers = pack.labels["about-reviewed"], handout.about.makers
    [signed_off] = [row for row in makers if row.name == title]
    assert signed_off.open is draft


def test_a_guide_with_empty_phone_lines_says_so_on_page_1(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    assert handout_of(tree(), at=Clinic(country="GB")).plan.fill_in == labels["fill-in"]
    assert handout_of(tree()).plan.fill_in is None


def test_page_1_says_which_holds_where_the_day_comes_before_the_time_to_decide_is_over(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    soon = tree(plan={"treatment_date": "2026-11-26"})
    said = without_isolates(handout_of(soon).plan.no_pressure)
    expected = labels["no-pressure-too-soon"].format(decide_by="Monday 30 November 2026")
    assert said == " ".join(expected.split())


def test_page_1_says_where_the_treatment_stands_in_the_clinics_country(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    for country, key in (("US", "us"), ("IN", "in"), ("FR", "eu"), ("BR", "br"), ("QA", "other")):
        plan = handout_of(tree(), at=Clinic(country=country)).plan
        said = f"{plan.approval_title} {plan.not_approved}"
        first_words = pack.approvals[key].statement.split(".")[0]
        assert said.startswith(first_words.split("[[", maxsplit=1)[0])


def test_page_1_of_a_clinic_in_india_says_to_ask_for_the_number_of_the_study(
    handout_of: HandoutOf,
) -> None:
    said = handout_of(tree(), at=Clinic(country="IN")).plan.not_approved
    assert "only in an approved study. Ask for the number of the study." in said


def test_nobody_promises_a_result_to_who_may_go_ahead(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    promise, *rest = handout_of(tree()).plan.know
    assert promise.name == "Nobody can promise a result."
    assert f"{promise.name} {promise.value}".startswith(labels["no-promise"])
    assert len(rest) == 2
    [earns] = handout_of("decided-no").plan.know
    assert earns.name == "This clinic sells this treatment."


def test_the_gain_is_told_with_its_harm(handout_of: HandoutOf, labels: Mapping[str, str]) -> None:
    def harm(*parts: Part) -> str:
        wish = GuideWish(parts=parts)
        return without_isolates(handout_of("full", wish=wish).plan.know[0].value)

    assert harm("plan").endswith(labels["may-harm"])
    told = labels["may-harm-facts"].format(part=labels["part-facts"])
    assert harm("plan", "facts").endswith(told)


# The one message


@pytest.mark.parametrize(
    ("decision", "message"),
    [("go-ahead", "above-follow"), ("think-about-it", "above-decide"), (None, "above-decide")],
)
def test_the_page_has_one_message(
    handout_of: HandoutOf, labels: Mapping[str, str], decision: str | None, message: str
) -> None:
    plan = handout_of(tree(decision=decision)).plan
    assert plan.above_all == labels[message]
    assert [deed.sign for deed in plan.deeds] == ["list", "settle", "call"]


# The map, the note


def test_marked_areas_are_drawn_named_and_numbered(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    handout = handout_of("go-ahead")
    marked = ("temples-left", "temples-right", "crown")
    assert handout.plan.map is not None
    assert [place.text for place in handout.plan.map.labels] == ["1", "2", "3"]
    assert all(pack.areas[area] in handout.plan.map.alt for area in marked)
    expected = [f"{number} {pack.areas[area]}" for number, area in enumerate(marked, start=1)]
    assert list(handout.plan.map_legend) == expected


def test_strokes_alone_are_drawn_too(handout_of: HandoutOf, pack: ContentPack) -> None:
    stroke = {"view": "top", "points": [[0.4, 0.4], [0.6, 0.6]]}
    handout = handout_of(tree(finding={"strokes": [stroke]}))
    assert handout.plan.map is not None
    assert handout.plan.map.alt == f"{pack.figures['scalp-map'].alt} {pack.labels['lines-alt']}"
    assert handout.plan.map_legend == ()


def test_nothing_marked_is_no_map(handout_of: HandoutOf) -> None:
    assert handout_of("minimal").plan.map is None


def test_a_note_for_the_patient_is_in_the_plan(handout_of: HandoutOf) -> None:
    note = handout_of("full").plan.note_for_patient
    assert without_isolates(note or "") == "Please bring your list of medicines on 1 December."
