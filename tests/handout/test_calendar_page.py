"""The dates of the guide against a second calculation, from the raw files of the pack.

It shares no code with the program: its own calendar, weekday table and reading of the rules.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pytest
import yaml

from clinic_aid import locations
from clinic_aid.content.filling import without_isolates
from clinic_aid.domain.clinic import Clinic
from clinic_aid.handout.model import CalendarPage, Handout

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]
Day: TypeAlias = tuple[int, int, int]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ANCHOR_ORDER = ("consultation", "sampling", "treatment", "session")
IN_WORDS = re.compile(rf"({'|'.join(WEEKDAYS)}) (\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def raw(file: str) -> dict[str, Any]:
    path = locations.content_pack() / f"{file}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


TEXTS = raw("en/aftercare")["aftercare"]
LABELS = {**raw("en/labels")["labels"], **raw("en/clinic").get("labels", {})}


# A calendar of our own


def leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return (
        29
        if month == 2 and leap(year)
        else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def number(day: Day) -> int:
    """Count days from 1 January 1 as the first, which was a Monday."""
    year, month, of_month = day
    before = year - 1
    whole = 365 * before + before // 4 - before // 100 + before // 400
    return whole + sum(month_length(year, m) for m in range(1, month)) + of_month


def moved(day: Day, days: int) -> Day:
    year, month, of_month = day
    of_month += days
    while of_month < 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        of_month += month_length(year, month)
    while of_month > month_length(year, month):
        of_month -= month_length(year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return year, month, of_month


def offset(day: Day, text: str) -> Day:
    count, unit = int(text[:-1]), text[-1]
    if unit == "d":
        return moved(day, count)
    if unit == "w":
        return moved(day, 7 * count)
    year, month, of_month = day
    month += count
    while month > 12:
        year, month = year + 1, month - 12
    return year, month, min(of_month, month_length(year, month))


def weekday(day: Day) -> str:
    return WEEKDAYS[(number(day) - 1) % 7]


def said(day: Day) -> str:
    return f"{weekday(day)} {day[2]} {MONTHS[day[1] - 1]} {day[0]}"


def dates_in(text: str) -> set[Day]:
    """Give every date with a weekday; each must have the right one."""
    found = set()
    for name, of_month, month, year in IN_WORDS.findall(text):
        day = int(year), MONTHS.index(month) + 1, int(of_month)
        assert weekday(day) == name, (name, day)
        found.add(day)
    return found


# The rules of our own


@dataclass(frozen=True)
class Patient:
    """What the second calculation knows of one sample."""

    sample: str
    case: Mapping[str, set[str]]
    consultation: Day | None
    samplings: tuple[Day, ...]
    sessions: tuple[Day, ...]
    visits: tuple[Day, ...] = ()


BOTH = {"injection", "microneedling"}
GO_AHEAD = Patient(
    sample="go-ahead",
    case={"sampling": {"fat"}, "delivery": {"injection"}},
    consultation=(2026, 11, 16),
    samplings=((2026, 12, 3),),
    sessions=((2026, 12, 3),),
)
MINIMAL = Patient(
    sample="minimal",
    case={"sampling": {"fat"}, "delivery": BOTH},
    consultation=None,
    samplings=((2026, 12, 3),),
    sessions=((2026, 12, 3),),
)
FULL = Patient(
    sample="full",
    case={"sampling": {"punch"}, "delivery": {"injection"}},
    consultation=(2026, 11, 16),
    samplings=((2026, 12, 1),),
    sessions=((2027, 1, 14), (2027, 3, 4), (2027, 4, 22)),
)
PATIENTS = [GO_AHEAD, MINIMAL, FULL]
each_patient = pytest.mark.parametrize("who", PATIENTS, ids=lambda who: who.sample)

# The made-up clinic of the samples: weekends and these days.
CLOSED_DATES = {(2026, 12, 25), (2026, 12, 26), (2027, 1, 1)} | {
    (2026, 12, day) for day in range(28, 32)
}


def closed(day: Day) -> bool:
    return weekday(day) in {"Saturday", "Sunday"} or day in CLOSED_DATES


def open_day(first: Day, last: Day) -> Day:
    while closed(first):
        first = moved(first, 1)
        assert number(first) <= number(last)
    return first


@dataclass(frozen=True)
class Rule:
    """One step with its days."""

    key: str
    session: int
    anchor: str
    anchor_day: Day
    first: Day
    last: Day
    when: str


def wording(kind: str, first: Day, last: Day) -> str:
    values = {"first": said(first), "last": said(last), "day": said(first)}
    return str(LABELS[f"date-{kind}"]).format(**values)


def rules(who: Patient) -> list[Rule]:
    steps = raw("aftercare")["aftercare"]
    all_rules = []
    for key, step in steps.items():
        when = step.get("when", {})
        assert set(when) <= set(who.case), f"{key} depends on something new: {set(when)}"
        if any(not who.case[aspect] & set(values) for aspect, values in when.items()):
            continue
        anchor = step.get("anchor", "session")
        days = {
            "consultation": (who.consultation,) if who.consultation else (),
            "sampling": who.samplings,
            "treatment": who.sessions[:1],
            "session": who.sessions,
        }[anchor]
        for position, day in enumerate(days, start=1):
            first = offset(day, step["start"]) if "start" in step else day
            last = offset(day, step["end"]) if "end" in step else first
            if step.get("in_clinic"):
                first = last = open_day(first, offset(day, step["latest"]))
            rule = Rule(
                key=key,
                session=position if anchor == "session" else 1,
                anchor=anchor,
                anchor_day=day,
                first=first,
                last=last,
                when=wording(step["wording"], first, last),
            )
            all_rules.append(rule)
    return [rule for rule in all_rules if not any(beats(other, rule, steps) for other in all_rules)]


def beats(one: Rule, other: Rule, steps: Mapping[str, Any]) -> bool:
    """Say whether one rule of a topic makes another one of it needless."""
    if one == other or steps[one.key]["topic"] != steps[other.key]["topic"]:
        return False
    spans = [(number(rule.anchor_day), number(rule.last)) for rule in (one, other)]
    (begin, end), (other_begin, other_end) = spans
    if spans[0] == spans[1]:
        ranks = [(ANCHOR_ORDER.index(rule.anchor), rule.key) for rule in (one, other)]
        return ranks[0] < ranks[1]
    return begin <= other_begin and end >= other_end


def words(text: str) -> str:
    return " ".join(re.sub(r"\[\[([^]]+)\]\]", r"\1", text).split())


def unexplained(text: str) -> str:
    """Give a printed text without the explanations of terms."""
    return re.sub(r" \([^()]*\)", "", without_isolates(text))


def what(key: str) -> str:
    step = TEXTS[key]
    return unexplained(words(f"{step['what']} {step.get('condition', '')}".strip()))


def calendar(handout: Handout) -> CalendarPage:
    assert handout.calendar is not None
    return handout.calendar


# What the guide says


@each_patient
def test_every_step_has_the_date_of_the_second_calculation(
    who: Patient, handout_of: HandoutOf
) -> None:
    expected = {(rule.when, what(rule.key)) for rule in rules(who) if rule.session == 1}
    found = [
        (without_isolates(group.when), unexplained(row.what))
        for group in calendar(handout_of(who.sample)).groups
        for row in group.rows
        if dates_in(without_isolates(group.when))
    ]
    assert set(found) == expected
    assert len(found) == len(expected)


@each_patient
def test_the_calendar_is_in_the_order_of_the_dates_it_says(
    who: Patient, handout_of: HandoutOf
) -> None:
    groups = [without_isolates(group.when) for group in calendar(handout_of(who.sample)).groups]
    shown = [number(max(found)) for when in groups if (found := dates_in(when))]
    assert shown == sorted(shown)
    assert len(set(groups)) == len(groups)


def test_a_step_without_its_anchor_day_is_counted_in_words(handout_of: HandoutOf) -> None:
    [undated] = [
        (without_isolates(group.when), [unexplained(row.what) for row in group.rows])
        for group in calendar(handout_of("minimal")).groups
        if not dates_in(without_isolates(group.when))
    ]
    when = LABELS["date-from"].format(day=LABELS["the-consultation-day"])
    assert undated == (when, [what("medicines")])


def test_later_sessions_repeat_the_steps_that_count_from_a_session(
    handout_of: HandoutOf,
) -> None:
    [later] = calendar(handout_of("full")).later
    expected = {
        (TEXTS[rule.key]["short"], rule.session, rule.when)
        for rule in rules(FULL)
        if rule.session > 1
    }
    found = {
        (step, session, without_isolates(when))
        for steps, dates in later.rows
        for step in steps
        for session, when in enumerate(dates, start=2)
        if when
    }
    assert found == expected
    columns = [without_isolates(column) for column in later.columns]
    assert [said(day) in column for day, column in zip(FULL.sessions[1:], columns, strict=True)]


def test_sessions_stand_at_most_two_side_by_side(handout_of: HandoutOf) -> None:
    days = ["2027-01-14", "2027-03-04", "2027-04-22", "2027-06-10"]
    later = calendar(handout_of(tree(treatment_date="2026-12-03", later_sessions=days))).later
    assert [len(part.columns) for part in later] == [2, 2]


def phase_days(day: Day) -> set[Day]:
    phases = raw("timeline")["phases"].values()
    return {offset(day, phase[end]) for phase in phases for end in ("start", "end")}


def review_days(day: Day) -> list[Day]:
    reviews = raw("timeline")["reviews"].values()
    return [open_day(offset(day, one["after"]), offset(day, one["latest"])) for one in reviews]


def counted_in_texts(day: Day) -> set[Day]:
    """Give the days that texts of risks and warning signs may name."""
    found = re.findall(r"\{day:(-?\d+[dwm])\}", " ".join(str(raw(f"en/{f}")) for f in ("risks",)))
    return {offset(day, text) for text in found}


@each_patient
def test_phases_have_the_dates_of_the_second_calculation(
    who: Patient, handout_of: HandoutOf
) -> None:
    timeline = handout_of(who.sample).timeline
    assert timeline is not None
    expected = [
        LABELS["date-span"].format(
            first=said(offset(who.sessions[0], phase["start"])),
            last=said(offset(who.sessions[0], phase["end"])),
        )
        for phase in raw("timeline")["phases"].values()
    ]
    assert [without_isolates(phase.days) for phase in timeline.phases] == expected


@each_patient
def test_reviews_move_past_closed_days(who: Patient, handout_of: HandoutOf) -> None:
    timeline = handout_of(who.sample).timeline
    assert timeline is not None
    found = [without_isolates(row.value) for row in timeline.reviews]
    expected = [said(day) for day in review_days(who.sessions[0])]
    assert len(found) == len(expected)
    assert all(row.startswith(f"{day}.") for row, day in zip(found, expected, strict=True))


@each_patient
def test_the_paper_holds_these_dates_and_no_others(
    who: Patient, printed: Printed, texts: Texts
) -> None:
    day = who.sessions[0]
    needed = {*who.samplings, *who.sessions, *phase_days(day), *review_days(day)}
    for rule in rules(who):
        needed |= dates_in(rule.when)
    if who.consultation is not None:
        needed |= {who.consultation, moved(who.consultation, 14)}
    if who.samplings == who.sessions[:1]:
        needed |= set(who.samplings)
    found = dates_in(" ".join(texts(printed(who.sample))))
    assert needed <= found
    assert found <= needed | counted_in_texts(day)


@each_patient
def test_the_paper_says_each_date_in_the_words_of_the_calendar(
    who: Patient, printed: Printed, texts: Texts
) -> None:
    text = " ".join(texts(printed(who.sample)))
    assert [rule.key for rule in rules(who) if rule.when not in text] == []


# By what is known and what is open


def tree(**plan: Any) -> dict[str, Any]:
    return {
        "consultation_date": "2026-11-16",
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": "own-fat-cells", "delivery": "injection", **plan},
    }


@pytest.mark.parametrize(
    ("treatment", "after_6_months"),
    [
        ("2026-08-31", "Sunday 28 February 2027"),
        ("2027-08-31", "Tuesday 29 February 2028"),
        ("2026-10-31", "Friday 30 April 2027"),
        ("2027-08-29", "Tuesday 29 February 2028"),
    ],
)
def test_months_end_with_the_month(
    treatment: str, after_6_months: str, handout_of: HandoutOf
) -> None:
    plan = tree(treatment_date=treatment)
    handout = handout_of({**plan, "consultation_date": "2026-08-01"}, at=Clinic())
    assert handout.timeline is not None
    assert without_isolates(handout.timeline.phases[2].days).endswith(after_6_months)


def test_without_a_date_the_days_are_counted(handout_of: HandoutOf) -> None:
    handout = handout_of("no-date")
    whens = [without_isolates(group.when) for group in calendar(handout).groups]
    undated = [when for when in whens if not dates_in(when)]
    label = LABELS["date-until"].format(last=LABELS["day-after-treatment"].format(number=7))
    assert label in undated
    dated = {day for when in whens for day in dates_in(when)}
    assert dated == {(2026, 11, 21)}
    assert calendar(handout).later == ()


def test_without_a_date_the_paper_holds_only_the_day_of_the_talk_and_two_weeks_later(
    printed: Printed, texts: Texts
) -> None:
    found = dates_in(" ".join(texts(printed("no-date"))))
    assert found == {(2026, 11, 21), (2026, 12, 5)}


def test_a_sample_may_have_its_day_before_the_treatment_has_one(
    handout_of: HandoutOf,
) -> None:
    plan = {
        "product": "own-follicle-cells",
        "preparation": "grown",
        "delivery": "injection",
        "sampling_date": "2026-12-01",
    }
    handout = handout_of({**tree(), "plan": plan})
    rows = {row.name: without_isolates(row.value) for row in handout.plan.rows}
    assert rows[LABELS["row-sampling-day"]] == said((2026, 12, 1))
    assert rows[LABELS["row-treatment-day"]] == LABELS["not-yet-agreed"]
    whens = [without_isolates(group.when) for group in calendar(handout).groups]
    assert LABELS["date-until"].format(last=said((2026, 12, 15))) in whens  # exercise
    assert any(not dates_in(when) for when in whens)


def test_a_sample_day_is_not_said_while_the_patient_thinks_about_it_without_a_treatment_day(
    handout_of: HandoutOf,
) -> None:
    plan = {"product": "own-follicle-cells", "sampling_date": "2026-12-01"}
    handout = handout_of({**tree(), "plan": plan, "decision": "think-about-it"})
    assert "1 December" not in without_isolates(repr(handout))


def exercise_ends(handout: Handout) -> list[str]:
    keys = [key for key, text in TEXTS.items() if key.startswith("exercise")]
    ends = [what(key) for key in keys]
    return [
        without_isolates(group.when)
        for group in calendar(handout).groups
        for row in group.rows
        if unexplained(row.what) in ends
    ]


def test_an_open_sampling_follows_the_most_careful_rule(handout_of: HandoutOf) -> None:
    """Fluid of own cells may need a fat or a skin sample: the later end counts."""
    plan = {"product": "cell-free-fluid", "origin": "own", "treatment_date": "2026-12-10"}
    open_one = {**tree(), "plan": {**plan, "sampling_date": "2026-12-01"}}
    known = {**tree(), "plan": {**open_one["plan"], "sampling": "punch"}}
    assert exercise_ends(handout_of(open_one)) == [wording("until", *[(2026, 12, 29)] * 2)]
    assert exercise_ends(handout_of(known)) == [wording("until", *[(2026, 12, 15)] * 2)]


def test_an_open_delivery_follows_the_rules_of_each(handout_of: HandoutOf) -> None:
    plan = {"product": "cell-free-fluid", "origin": "donor", "treatment_date": "2026-12-10"}
    found = {
        delivery: {
            row.what
            for group in calendar(
                handout_of({**tree(), "plan": plan | ({"delivery": delivery} if delivery else {})})
            ).groups
            for row in group.rows
        }
        for delivery in ("injection", "topical", None)
    }
    dry = {unexplained(text) for text in found["injection"] | found["topical"]}
    assert {unexplained(text) for text in found[None]} == dry
    assert found["topical"] != found["injection"]


def test_a_sample_taken_at_every_session_repeats_its_care(handout_of: HandoutOf) -> None:
    handout = handout_of(tree(treatment_date="2026-12-03", later_sessions=["2027-03-04"]))
    [later] = calendar(handout).later
    dates = {step: when for steps, whens in later.rows for step in steps for when in whens}
    end = wording("until", *[(2027, 4, 1)] * 2)
    assert without_isolates(dates[TEXTS["exercise-after-fat"]["short"]]) == end


# By the days on which the clinic is closed


def test_a_visit_moves_past_closed_days_and_home_care_does_not(handout_of: HandoutOf) -> None:
    """Day 7 after Saturday 5 December is a Saturday; the visit moves to Monday."""
    handout = handout_of(tree(treatment_date="2026-12-05"))
    whens = {
        unexplained(row.what): without_isolates(group.when)
        for group in calendar(handout).groups
        for row in group.rows
    }
    assert whens[what("check-after-sample")] == said((2026, 12, 14))
    assert whens[what("sun")] == wording("until", *[(2026, 12, 12)] * 2)


def without_a_day_for_the_wound(clinic: Clinic) -> Clinic:
    from datetime import date

    return replace(clinic, closed_dates=tuple(date(2026, 12, day) for day in range(10, 14)))


def test_a_visit_without_an_open_day_says_to_ask_the_clinic(
    handout_of: HandoutOf, clinic: Clinic
) -> None:
    handout = handout_of("go-ahead", at=without_a_day_for_the_wound(clinic))
    [(group, row)] = [
        (group, row) for group in calendar(handout).groups for row in group.rows if row.warn
    ]
    assert row.warn == LABELS["no-open-day"]
    assert without_isolates(group.when) == wording("between", (2026, 12, 10), (2026, 12, 13))


def test_a_visit_without_an_open_day_warns_the_consultant(
    handout_of: HandoutOf, clinic: Clinic
) -> None:
    notices = handout_of("go-ahead", at=without_a_day_for_the_wound(clinic)).notices
    step = TEXTS["check-after-sample"]["short"]
    assert [without_isolates(notice) for notice in notices] == [
        LABELS["notice-no-open-day"].format(step=step)
    ]


def test_a_patient_who_decided_no_gets_no_calendar(handout_of: HandoutOf) -> None:
    assert handout_of("decided-no").calendar is None
