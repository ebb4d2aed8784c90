"""The dates of the guide against a second calculation, from the raw files of the pack.

It shares no code with the program: its own calendar, weekday table and reading of the rules.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_aid import locations
from clinic_aid.content.filling import without_isolates
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.handout.calendar_page import CalendarPage
from clinic_aid.handout.model import Handout
from clinic_aid.handout.parts import CalendarRow

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
# "Thursday 14 and Friday 15 January 2027": what a date leaves out, the next one says.
IN_WORDS = re.compile(
    rf"({'|'.join(WEEKDAYS)}) (\d{{1,2}})\b(?: ({'|'.join(MONTHS)}))?(?: (\d{{4}}))?"
)


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


def days_in(text: str) -> list[Day]:
    """Give every date with a weekday, in order; each must have the right weekday."""
    found: list[Day] = []
    month, year = "", ""
    for name, of_month, own_month, own_year in reversed(IN_WORDS.findall(text)):
        month, year = own_month or month, own_year or year
        day = int(year), MONTHS.index(month) + 1, int(of_month)
        assert weekday(day) == name, (name, day, text[:200])
        found.append(day)
    return found[::-1]


def dates_in(text: str) -> set[Day]:
    return set(days_in(text))


# The rules of our own


@dataclass(frozen=True)
class Patient:
    """What the second calculation knows of one sample."""

    sample: str
    case: Mapping[str, set[str]]
    consultation: Day | None
    samplings: tuple[Day, ...]
    sessions: tuple[Day, ...]
    cleared: frozenset[Day] = frozenset()


BOTH = {"injection", "microneedling"}
OPEN = {"awake", "sedated"}
PHONE = "020 7946 0000"
GO_AHEAD = Patient(
    sample="go-ahead",
    case={"sampling": {"fat"}, "delivery": {"injection"}, "sedation": OPEN},
    consultation=(2026, 11, 16),
    cleared=frozenset({(2026, 11, 13)}),
    samplings=((2026, 12, 3),),
    sessions=((2026, 12, 3),),
)
MINIMAL = Patient(
    sample="minimal",
    case={"sampling": {"fat"}, "delivery": BOTH, "sedation": OPEN},
    consultation=None,
    samplings=((2027, 1, 14),),
    sessions=((2027, 1, 14),),
)
FULL = Patient(
    sample="full",
    case={"sampling": {"punch"}, "delivery": {"injection"}, "sedation": OPEN},
    consultation=(2026, 11, 16),
    samplings=((2026, 12, 1),),
    sessions=((2027, 1, 14), (2027, 3, 4), (2027, 4, 22)),
)
PLAN = GuideWish(parts=("plan",))
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
    """One step with its days; a last day of None never comes."""

    key: str
    kind: str
    anchor: str
    anchor_day: Day
    first: Day
    last: Day | None
    when: str
    often: str
    only_if: bool


def in_doubt(step: Mapping[str, Any], who: Patient) -> bool:
    """Say whether what the step is only for may not be so."""
    aspect = step.get("in_doubt")
    return aspect is None or len(who.case[aspect]) > 1


def both_ends(first: Day, last: Day) -> str:
    """Say a span: what the first day shares with the last is said once."""
    if first == last:
        return said(first)
    begin = f"{weekday(first)} {first[2]}"
    if first[:2] != last[:2]:
        begin += f" {MONTHS[first[1] - 1]}"
    if first[0] != last[0]:
        begin += f" {first[0]}"
    if moved(first, 1) == last:
        return f"{begin} and {said(last)}"
    return f"From {begin} to {said(last)}"


def when_of(step: Mapping[str, Any], first: Day, last: Day | None, today: Day | None) -> str:
    begun = today is not None and number(first) <= number(today)
    if step["kind"] == "visit":
        raise AssertionError("a visit is asked for on the day of another")
    if step["kind"] == "may" or last is None:
        if begun:
            assert today is not None
            return f"From today, {said(today)}"
        return f"{'Not before' if step.get('wording') else 'From'} {said(first)}"
    if begun:
        day = said(last)
        return f"Today, {day}" if last == today else f"From today until the end of {day}"
    return both_ends(first, last)


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
        for day in days:
            first = offset(day, step["start"])
            end = step.get("latest", step.get("end"))
            last = offset(day, end) if end else first if step["kind"] == "may" else None
            often = ""
            if step["kind"] == "visit":
                assert last is not None
                first = open_day(first, last)
                while closed(last):
                    last = moved(last, -1)
                often = LABELS["visit-often"].format(
                    when=both_ends(first, last).removeprefix("From ")
                )
            rule = Rule(
                key=key,
                kind=step["kind"],
                anchor=anchor,
                anchor_day=day,
                first=first,
                last=last,
                when=said(day) if often else when_of(step, first, last, who.consultation),
                often=often,
                only_if=in_doubt(step, who),
            )
            all_rules.append(rule)
    kept = [
        rule
        for rule in all_rules
        if not any(beats(other, rule, steps) for other in all_rules)
        and not is_over(rule, who.consultation)
    ]
    return [rule for rule in kept if not gives_way(rule, kept, steps)]


def gives_way(rule: Rule, kept: list[Rule], steps: Mapping[str, Any]) -> bool:
    """Say whether a rule of the topic it gives way to holds on its day."""
    return any(
        steps[other.key]["topic"] == steps[rule.key].get("unless")
        and other.last is not None
        and number(other.first) <= number(rule.first) <= number(other.last)
        for other in kept
    )


def is_over(rule: Rule, today: Day | None) -> bool:
    if today is None or rule.kind == "may" or rule.last is None:
        return False
    return number(rule.last) < number(today)


def beats(one: Rule, other: Rule, steps: Mapping[str, Any]) -> bool:
    """Say whether one rule of a topic makes another one of it needless."""
    if one == other or steps[one.key]["topic"] != steps[other.key]["topic"]:
        return False
    ranks = [(ANCHOR_ORDER.index(rule.anchor), rule.key) for rule in (one, other)]
    if one.kind == "may":
        # What is allowed again is forbidden from its treatment on until then.
        if one.first == other.first:
            return ranks[0] < ranks[1] or number(one.anchor_day) < number(other.anchor_day)
        return number(one.anchor_day) <= number(other.first) <= number(one.first)
    spans = [
        (number(rule.first), number(rule.last) if rule.last else float("inf"))
        for rule in (one, other)
    ]
    (begin, end), (other_begin, other_end) = spans
    if spans[0] == spans[1]:
        return ranks[0] < ranks[1]
    return begin <= other_begin and end >= other_end


def words(text: str) -> str:
    return " ".join(re.sub(r"\[\[([^]]+)\]\]", r"\1", text).split())


def unexplained(text: str) -> str:
    """Give a printed text without the explanations of terms."""
    return re.sub(r" \([^()]*\)", "", without_isolates(text))


def what(key: str) -> str:
    step = TEXTS[key]
    text = (step.get("ask") or step["what"]).replace("{clinic_phone}", PHONE)
    return unexplained(words(f"{text} {step.get('condition', '')}".strip()))


def calendar(handout: Handout) -> CalendarPage:
    assert handout.calendar is not None
    return handout.calendar


def rows_of(handout: Handout) -> list[tuple[str, CalendarRow]]:
    """Give the date and the row of everything in the list, without its visits."""
    return [(when, row) for when, row in dated_rows(handout) if row.kind != "appointment"]


def dated_rows(handout: Handout) -> Iterator[tuple[str, CalendarRow]]:
    """Give the date and the row of everything in the list, each row with all that it says."""
    for phase in calendar(handout).phases:
        for group in phase.groups:
            for row in group.rows:
                whole = replace(row, what=f"{row.what} {row.more}".strip())
                yield without_isolates(group.when), whole


def visits_of(handout: Handout) -> list[tuple[str, str]]:
    """Give the date and the name of every visit of the list, with its time where it has one."""
    return [
        (when, without_isolates(row.what))
        for when, row in dated_rows(handout)
        if row.kind == "appointment"
    ]


# What the guide says


@each_patient
def test_every_step_has_the_dates_of_the_second_calculation(
    who: Patient, handout_of: HandoutOf
) -> None:
    found = [
        (when, sentence)
        for when, row in rows_of(handout_of(who.sample))
        if dates_in(when) or "today" in when
        for sentence in sentences(unexplained(row.what))
    ]
    expected = [(when, part) for when, text in said_rules(who) for part in sentences(text)]
    assert sorted(found) == sorted(expected)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) ", text)


def said_rules(who: Patient) -> Iterator[tuple[str, str]]:
    """Give the date and the words of each rule of the list; a table tells of the others."""
    for rule in rules(who):
        if in_table(rule, who):
            continue
        step = TEXTS[rule.key]
        start = step.get("only_if", "") if rule.only_if else ""
        text = step.get("ask") or step["what"]
        parts = f"{start} {text} {step.get('condition', '')} {rule.often}"
        yield rule.when, unexplained(words(parts))


def in_table(rule: Rule, who: Patient) -> bool:
    """Say whether a table tells it: of each session after a sample, else of the later ones."""
    after_sample = who.samplings[0] != who.sessions[0] and rule.anchor == "session"
    return rule.anchor_day in (who.sessions if after_sample else who.sessions[1:])


def test_each_rule_of_later_sessions_has_its_days_in_the_table(handout_of: HandoutOf) -> None:
    [later] = calendar(handout_of("full")).later
    days = {
        (without_isolates(list_.title), day)
        for list_ in later.lists
        for group in list_.groups
        for day in map(without_isolates, group.days)
    }
    repeated = [rule for rule in rules(FULL) if in_table(rule, FULL)]
    expected = {(LABELS[f"later-{_list_of(rule)}"], _said_in_table(rule)) for rule in repeated}
    assert days == expected
    names = [rule for list_ in later.lists for group in list_.groups for rule in group.rules]
    assert len(names) == len({rule.key for rule in repeated})


def _list_of(rule: Rule) -> str:
    if rule.kind in {"avoid", "do"}:
        return "before" if number(rule.first) < number(rule.anchor_day) else "until"
    return "again" if rule.kind == "may" else "ask"


def _said_in_table(rule: Rule) -> str:
    assert rule.last is not None
    if rule.kind == "visit" and rule.first != rule.last:
        between = "and" if moved(rule.first, 1) == rule.last else "to"
        return f"{without_year(rule.first)} {between} {without_year(rule.last)}"
    until = _list_of(rule) == "until"
    words = said(rule.last if until else rule.first).removesuffix(" 2027")
    return words if rule.kind == "visit" else f"{'until' if until else 'from'} {words}"


@each_patient
def test_every_day_of_sample_and_sessions_is_a_row_of_the_list(
    who: Patient, handout_of: HandoutOf
) -> None:
    days = sorted({*who.samplings, *who.sessions})
    assert [when for when, _ in visits_of(handout_of(who.sample))] == [said(day) for day in days]


@each_patient
def test_the_list_is_in_the_order_of_first_days(who: Patient, handout_of: HandoutOf) -> None:
    whens = [
        without_isolates(group.when)
        for phase in calendar(handout_of(who.sample)).phases
        for group in phase.groups
    ]
    shown = [number(found[0]) for when in whens if (found := days_in(when))]
    assert shown == sorted(shown)


@each_patient
def test_a_heading_stands_for_one_stretch_of_time(who: Patient, handout_of: HandoutOf) -> None:
    headings = [phase.heading for phase in calendar(handout_of(who.sample)).phases]
    assert len(set(headings)) == len(headings)


def test_a_step_without_its_anchor_day_is_counted_in_words(handout_of: HandoutOf) -> None:
    undated = {
        unexplained(row.what): when
        for when, row in rows_of(handout_of("minimal"))
        if not dates_in(when)
    }
    when = LABELS["date-from"].format(day=LABELS["the-consultation-day"])
    assert undated[what("medicines")] == when


@each_patient
def test_the_reason_of_a_rule_is_given_once(who: Patient, handout_of: HandoutOf) -> None:
    reasons = [row.why for _, row in rows_of(handout_of(who.sample)) if row.why]
    assert len(set(reasons)) == len(reasons)


def test_a_row_has_a_drawing_of_how_to_do_what_it_says(handout_of: HandoutOf) -> None:
    handout = handout_of("full")
    acts = [act for _, row in rows_of(handout) for act in row.how]
    assert acts == ["clean", "wash", "sleep", "cool"]
    assert set(calendar(handout).drawings) == set(acts)


def test_who_has_to_count_days_is_told_how_by_an_example(handout_of: HandoutOf) -> None:
    assert LABELS["calendar-count"] in calendar(handout_of("no-date")).intro
    assert LABELS["calendar-count"] not in calendar(handout_of("go-ahead")).intro


@each_patient
def test_a_narrow_column_has_the_same_dates_with_their_year_in_the_heading(
    who: Patient, handout_of: HandoutOf
) -> None:
    for phase in calendar(handout_of(who.sample)).phases:
        for group in phase.groups:
            when = without_isolates(group.when)
            shown = without_isolates(" ".join(group.rail))
            if phase.year:
                when = when.replace(f" {phase.year}", "")
            assert shown in {when, when.removeprefix("From ")}


def test_a_rule_of_a_few_days_has_a_box_for_each(handout_of: HandoutOf) -> None:
    groups = [group for phase in calendar(handout_of("go-ahead")).phases for group in phase.groups]
    boxes = {without_isolates(group.when): group.boxes for group in groups if group.boxes}
    assert boxes[both_ends((2026, 12, 3), (2026, 12, 6))] == ("3", "4", "5", "6")
    assert all(1 < len(found) <= 8 for found in boxes.values())
    assert not any(row.tick for group in groups if group.boxes for row in group.rows)


def phase_days(day: Day) -> set[Day]:
    phases = list(raw("timeline")["phases"].values())
    firsts = [offset(day, phase["start"]) for phase in phases]
    return {*firsts, *(moved(first, -1) for first in firsts[1:]), offset(day, phases[-1]["end"])}


def review_windows(day: Day) -> list[tuple[Day, Day]]:
    """Give the days among which to ask for each review, counted from the last session."""
    found = []
    for one in raw("timeline")["reviews"].values():
        first, last = offset(day, one["after"]), offset(day, one["latest"])
        found.append((open_day(first, last), last))
    return found


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
    phases = list(raw("timeline")["phases"].values())
    firsts = [offset(who.sessions[-1], phase["start"]) for phase in phases]
    # A phase lasts until the day before the next.
    lasts = [moved(day, -1) for day in firsts[1:]]
    lasts.append(offset(who.sessions[-1], phases[-1]["end"]))
    expected = [
        both_ends(first, last).removeprefix("From ")
        for first, last in zip(firsts, lasts, strict=True)
    ]
    shown = [without_isolates(phase.days) for phase in timeline.phases]
    if len(who.sessions) > 1:  # The skin heals after each session.
        assert shown[0] == "14 to 27 January 2027, 4 to 17 March 2027, 22 April to 5 May 2027"
        shown, expected = shown[1:], expected[1:]
    assert shown == expected


@each_patient
def test_reviews_are_asked_for_on_open_days_after_the_last_session(
    who: Patient, handout_of: HandoutOf
) -> None:
    handout = handout_of(who.sample)
    expected = [both_ends(*window) for window in review_windows(who.sessions[-1])]
    assert handout.timeline is not None
    for row, when in zip(handout.timeline.reviews, expected, strict=True):
        value = without_isolates(row.value)
        assert value.startswith(f"{when.removeprefix('From ')}. ")
        assert value.endswith(LABELS["review-ask"])


@each_patient
def test_the_paper_holds_these_dates_and_no_others(
    who: Patient, printed: Printed, texts: Texts
) -> None:
    last = who.sessions[-1]
    reviews = {day for window in review_windows(last) for day in window}
    needed = {*who.samplings, *who.sessions, *phase_days(last), *reviews}
    for rule in rules(who):
        needed |= dates_in(rule.when) | dates_in(rule.often)
    if who.consultation is not None:
        needed |= {who.consultation, moved(who.consultation, 14)}
    found = days_on(texts(printed(who.sample, wish=PLAN)))
    assert {without_year(day) for day in needed} <= found
    treated = {*who.samplings, *who.sessions}
    told = {day for each in treated for day in counted_in_texts(each)}
    assert found <= {without_year(day) for day in needed | told | who.cleared}


def without_year(day: Day) -> str:
    return f"{weekday(day)} {day[2]} {MONTHS[day[1] - 1]}"


def days_on(pages: Iterable[str]) -> set[str]:
    """Give every day with its weekday and month on some pages; a heading says the year."""
    found, month = set[str](), ""
    for name, of_month, own_month, _ in reversed(IN_WORDS.findall(" ".join(pages))):
        month = own_month or month
        found.add(f"{name} {of_month} {month}")
    return found


@each_patient
def test_the_paper_says_each_date_in_the_words_of_the_calendar(
    who: Patient, printed: Printed, texts: Texts
) -> None:
    text = " ".join(" ".join(texts(printed(who.sample, wish=PLAN))).split())
    missed = [
        rule.key
        for rule in rules(who)
        if not in_table(rule, who) and _in_column(rule.when) not in text
    ]
    assert missed == []


def _in_column(when: str) -> str:
    """Give dates as they stand above their rules: the year stands above, a span needs no "From"."""
    short = re.sub(r" \d{4}\b", "", when)
    return short.removeprefix("From ") if " to " in short and "today" not in short else short


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
    plan = tree(treatment_date=treatment, sessions=1)
    handout = handout_of({**plan, "consultation_date": "2026-08-01"}, at=Clinic())
    assert handout.timeline is not None
    # The phase that begins six months after it.
    days = without_isolates(handout.timeline.phases[3].days)
    assert said(days_in(days)[0]) == after_6_months


def test_without_a_date_the_days_are_counted(handout_of: HandoutOf) -> None:
    whens = [when for when, _ in rows_of(handout_of("no-date"))]
    first, last = LABELS["the-treatment-day"], LABELS["day-after-treatment"].format(number=7)
    words = LABELS["date-between"].format(first=first, last=last)
    assert words in whens
    # Only what holds from the day of the talk on has a date.
    assert {day for when in whens for day in dates_in(when)} == {(2026, 11, 21)}


def test_without_a_date_the_list_is_in_the_order_of_the_days_counted(
    handout_of: HandoutOf,
) -> None:
    [*_, last] = calendar(handout_of("no-date")).phases
    assert last.heading == LABELS["phase-undated-session"]
    visit, *groups = last.groups
    assert visit.when == LABELS["no-day-yet"]
    assert LABELS["visit-day-ask"] in visit.rows[0].details[-1].value
    counted = [_counted(without_isolates(group.when)) for group in groups]
    assert counted == sorted(counted)
    assert counted[0] < 0 < counted[-1]


def _counted(when: str) -> int:
    """Give the first day of words such as "From day 2 after treatment"."""
    pattern = r"(?:day (\d+)|the day) (before|after)|the treatment day"
    words = re.search(pattern, when, re.IGNORECASE)
    assert words is not None, when
    count = int(words[1] or 1) if words[2] else 0
    return count * (-1 if words[2] == "before" else 1)


def test_without_a_date_the_paper_holds_only_the_day_of_the_talk_and_two_weeks_later(
    printed: Printed, texts: Texts
) -> None:
    found = days_on(texts(printed("no-date", wish=PLAN)))
    assert found == {"Saturday 21 November", "Saturday 5 December"}


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
    [visit] = handout.plan.visits
    assert (visit.weekday, visit.day, visit.month) == ("Tuesday", "1", "December 2026")
    assert handout.plan.still_open is not None
    assert LABELS["row-treatment-day"] in handout.plan.still_open.value
    whens = [when for when, _ in rows_of(handout)]
    assert both_ends((2026, 12, 1), (2026, 12, 15)) in whens  # exercise
    assert any(not dates_in(when) for when in whens)


def test_a_sample_day_is_not_said_while_the_patient_thinks_about_it_without_a_treatment_day(
    handout_of: HandoutOf,
) -> None:
    plan = {"product": "own-follicle-cells", "sampling_date": "2026-12-01"}
    handout = handout_of({**tree(), "plan": plan, "decision": "think-about-it"})
    assert "1 December" not in without_isolates(repr(handout))


def exercise(handout: Handout) -> list[str]:
    keys = [key for key in TEXTS if key.startswith("exercise")]
    texts = [what(key) for key in keys] + [TEXTS[key]["short"] for key in keys]
    return [
        when
        for when, row in rows_of(handout)
        if any(text in unexplained(row.what) for text in texts)
    ]


def test_an_open_sampling_follows_the_most_careful_rule(handout_of: HandoutOf) -> None:
    """Fluid of own cells may need a fat or a skin sample: the later end counts."""
    plan = {"product": "cell-free-fluid", "origin": "own", "treatment_date": "2026-12-10"}
    open_one = {**tree(), "plan": {**plan, "sampling_date": "2026-12-01"}}
    known = {**tree(), "plan": {**open_one["plan"], "sampling": "punch"}}
    assert exercise(handout_of(open_one)) == [both_ends((2026, 12, 1), (2026, 12, 29))]
    assert exercise(handout_of(known)) == [both_ends((2026, 12, 1), (2026, 12, 15))]


def test_an_open_delivery_follows_the_rules_of_each(handout_of: HandoutOf) -> None:
    plan = {"product": "cell-free-fluid", "origin": "donor", "treatment_date": "2026-12-10"}
    found = {
        delivery: {
            row.what
            for _, row in rows_of(
                handout_of({**tree(), "plan": plan | ({"delivery": delivery} if delivery else {})})
            )
        }
        for delivery in ("injection", "topical", None)
    }
    dry = {unexplained(text) for text in found["injection"] | found["topical"]}
    assert {unexplained(text) for text in found[None]} == dry
    assert found["topical"] != found["injection"]


def test_a_sample_taken_at_every_session_repeats_its_care(handout_of: HandoutOf) -> None:
    handout = handout_of(tree(treatment_date="2026-12-03", later_sessions=["2027-03-04"]))
    assert exercise(handout) == [both_ends((2026, 12, 3), (2026, 12, 31))]
    [later] = calendar(handout).later
    groups = [group for list_ in later.lists for group in list_.groups]
    days = {rule.name: group.days for group in groups for rule in group.rules}
    [day] = days[TEXTS["exercise-after-fat"]["short"]]
    assert without_isolates(day) == "until Thursday 1 April"


# By the days on which the clinic is closed


def test_a_visit_is_asked_for_on_open_days_and_home_care_does_not_move(
    handout_of: HandoutOf,
) -> None:
    """Day 7 after Saturday 5 December is a Saturday; the visit is asked for from Monday on."""
    handout = handout_of(tree(treatment_date="2026-12-05"))
    whens = {unexplained(row.what): when for when, row in rows_of(handout)}
    often = LABELS["visit-often"].format(when=both_ends((2026, 12, 14), (2026, 12, 15)))
    assert whens[f"{what('check-after-sample')} {often}"] == said((2026, 12, 5))
    assert whens[what("sun")] == both_ends((2026, 12, 5), (2026, 12, 12))


def without_a_day_for_the_wound(clinic: Clinic) -> Clinic:
    return replace(clinic, closed_dates=tuple(date(2026, 12, day) for day in range(10, 14)))


def test_a_visit_without_an_open_day_says_to_ask_the_clinic(
    handout_of: HandoutOf, clinic: Clinic
) -> None:
    handout = handout_of("go-ahead", at=without_a_day_for_the_wound(clinic))
    [(when, row)] = [(when, row) for when, row in rows_of(handout) if row.warn]
    assert row.warn == LABELS["no-open-day"]
    assert when == said((2026, 12, 3))
    often = both_ends((2026, 12, 10), (2026, 12, 13)).removeprefix("From ")
    assert often in without_isolates(row.what)


def test_a_visit_without_an_open_day_needs_looking_at(
    handout_of: HandoutOf, clinic: Clinic
) -> None:
    concerns = handout_of("go-ahead", at=without_a_day_for_the_wound(clinic)).concerns
    step = TEXTS["check-after-sample"]["short"]
    assert LABELS["concern-no-open-day"].format(subject=step) in [
        without_isolates(concern.text) for concern in concerns
    ]


# Visits: as agreed, else to be asked


def details_of(handout: Handout, name: str) -> dict[str, str]:
    [row] = [
        row
        for phase in calendar(handout).phases
        for group in phase.groups
        for row in group.rows
        if row.kind == "appointment" and without_isolates(row.what) == name
    ]
    return {detail.name: without_isolates(detail.value) for detail in row.details}


def test_what_was_agreed_for_the_day_stands_in_its_row(handout_of: HandoutOf) -> None:
    agreed = {
        "place": "Garden Row 12", "bring": "Your list of medicines",
        "eat_and_drink": "Nothing after midnight", "going_home": "Your sister",
    }  # fmt: skip
    plan = tree(treatment_date="2026-12-03", treatment_time="10:30", sessions=1, on_the_day=agreed)
    name = f"{LABELS['visit-treatment']}, with your sample, 10:30"
    assert details_of(handout_of(plan), name) == {
        LABELS["visit-place"]: "Garden Row 12",
        LABELS["visit-bring"]: "Your list of medicines",
        LABELS["visit-eat-and-drink"]: "Nothing after midnight",
        LABELS["visit-going-home"]: "Your sister",
    }


def test_what_was_not_agreed_for_the_day_is_to_be_asked(handout_of: HandoutOf) -> None:
    plan = tree(treatment_date="2026-12-03", sessions=1)
    name = f"{LABELS['visit-treatment']}, with your sample"
    [(label, asked)] = details_of(handout_of(plan, at=Clinic()), name).items()
    assert label == LABELS["visit-ask"]
    for key in ("time", "place", "bring", "eat-and-drink", "going-home"):
        assert LABELS[f"visit-{key}-ask"] in asked


def test_every_session_has_its_own_time(handout_of: HandoutOf) -> None:
    later = [{"day": "2027-03-04", "at": "09:15"}, "2027-04-22"]
    handout = handout_of(
        {**tree(), "plan": {"product": "own-follicle-cells", "preparation": "grown",
         "sampling_date": "2026-12-01", "treatment_date": "2027-01-14", "later_sessions": later}}
    )  # fmt: skip
    assert (said((2027, 3, 4)), f"{LABELS['row-session'].format(number=2)}, 09:15") in visits_of(
        handout
    )
    third = details_of(handout, LABELS["row-session"].format(number=3))
    assert LABELS["visit-time-ask"] in third[LABELS["visit-ask"]]


@pytest.mark.parametrize(
    ("entry", "label", "step"),
    [
        ("calls", "visit-call", "phone-check"),
        ("checks", "visit-check", "check-after-sample"),
    ],
)
def test_a_call_or_a_check_is_a_date_only_where_the_clinic_agreed_it(
    entry: str, label: str, step: str, handout_of: HandoutOf
) -> None:
    plan = {"treatment_date": "2026-12-03", "sessions": 1}
    asked = [unexplained(row.what) for _, row in rows_of(handout_of(tree(**plan)))]
    assert any(text.startswith(what(step)) for text in asked)
    agreed = handout_of(tree(**plan, **{entry: [{"day": "2026-12-04", "at": "18:00"}]}))
    assert (said((2026, 12, 4)), f"{LABELS[label]}, 18:00") in visits_of(agreed)
    assert not any(unexplained(row.what).startswith(what(step)) for _, row in rows_of(agreed))


def test_an_agreed_review_is_a_date_and_no_question(handout_of: HandoutOf) -> None:
    plan = tree(treatment_date="2026-12-03", sessions=1, reviews=[{"day": "2027-03-05"}])
    handout = handout_of(plan)
    assert handout.timeline is not None
    [review] = handout.timeline.reviews
    assert without_isolates(review.name) == LABELS["review-number"].format(number=1)
    assert without_isolates(review.value) == said((2027, 3, 5))


def test_while_a_session_has_no_date_no_review_has_one(handout_of: HandoutOf) -> None:
    handout = handout_of(tree(treatment_date="2026-12-03", sessions=3))
    assert handout.timeline is not None
    assert handout.timeline.intro.startswith(LABELS["timeline-last-undated"])
    assert not any(dates_in(without_isolates(phase.days)) for phase in handout.timeline.phases)


# What has begun, and what is over


def test_a_rule_that_has_begun_holds_from_today_to_its_last_day(handout_of: HandoutOf) -> None:
    plan = {
        "product": "own-follicle-cells", "preparation": "grown", "sampling_date": "2026-11-14",
        "treatment_date": "2027-01-14", "sessions": 1,
    }  # fmt: skip
    whens = exercise(handout_of({**tree(), "plan": plan}))
    assert whens[0] == LABELS["date-today-until"].format(last=said((2026, 11, 28)))


def test_a_rule_that_is_over_is_not_printed(handout_of: HandoutOf) -> None:
    plan = {
        "product": "own-follicle-cells", "preparation": "grown", "sampling_date": "2026-10-01",
        "treatment_date": "2027-01-14", "sessions": 1,
    }  # fmt: skip
    handout = handout_of({**tree(), "plan": plan})
    assert exercise(handout) == [both_ends((2027, 1, 14), (2027, 1, 17))]
    assert (said((2026, 10, 1)), LABELS["visit-sample-done"]) in visits_of(handout)


def test_what_a_visit_of_today_forbids_nothing_before_it_allows(handout_of: HandoutOf) -> None:
    plan = {
        "product": "cell-free-fluid", "origin": "donor", "delivery": "injection",
        "treatment_date": "2026-11-01", "later_sessions": ["2026-11-16"],
    }  # fmt: skip
    allowed = [when for when, row in rows_of(handout_of({**tree(), "plan": plan}))
               if row.kind == "may"]  # fmt: skip
    assert not any("today" in when for when in allowed)


def test_hair_is_not_washed_for_photographs_while_a_wound_is_kept_dry(
    handout_of: HandoutOf,
) -> None:
    plan = {
        "product": "own-follicle-cells", "preparation": "grown", "sessions": 1,
        "sampling_date": "2027-01-13", "treatment_date": "2027-01-14",
    }  # fmt: skip
    said = [unexplained(row.what) for _, row in rows_of(handout_of({**tree(), "plan": plan}))]
    assert what("photographs") not in said
    assert what("after-sample-wash-not-yet") in said


def test_nobody_prepares_for_a_visit_that_has_been(handout_of: HandoutOf) -> None:
    plan = tree(treatment_date="2026-11-16", sessions=1, already_done={"sessions": 1})
    said = " ".join(row.what for _, row in rows_of(handout_of({**plan, "decision": "no"})))
    for key in ("sedation-before", "numbing-cream", "tell-us-before"):
        assert TEXTS[key]["what"].split(".")[0] not in said


def test_a_visit_of_another_time_answers_no_question(handout_of: HandoutOf) -> None:
    plan = tree(
        treatment_date="2026-11-12", sessions=1,
        checks=[{"day": "2026-11-13"}], calls=[{"day": "2030-01-01"}],
    )  # fmt: skip
    handout = handout_of(plan)
    assert any(
        unexplained(row.what).startswith(what("check-after-sample")) for _, row in rows_of(handout)
    )
    assert (said((2026, 11, 13)), LABELS["visit-check"]) not in visits_of(handout)


def test_an_agreed_check_of_a_sample_stays_after_a_stop(handout_of: HandoutOf) -> None:
    plan = {
        "product": "own-follicle-cells", "preparation": "grown", "sessions": 1,
        "sampling_date": "2026-11-13", "treatment_date": "2027-01-14",
        "checks": [{"day": "2026-11-20"}, {"day": "2027-01-21"}],
    }  # fmt: skip
    stopped = {**tree(), "plan": plan, "checks": {"infection": {"answer": "yes"}}}
    checks = [
        when for when, name in visits_of(handout_of(stopped)) if name == LABELS["visit-check"]
    ]
    assert checks == [said((2026, 11, 20))]


def test_a_review_whose_time_is_over_is_not_asked_for(handout_of: HandoutOf) -> None:
    handout = handout_of(tree(treatment_date="2025-10-01", sessions=1))
    assert handout.timeline is not None
    assert handout.timeline.reviews == ()


def test_a_review_before_the_last_session_is_none(handout_of: HandoutOf) -> None:
    plan = {
        "treatment_date": "2027-01-14", "later_sessions": ["2027-03-04"], "sessions": 2,
        "reviews": [{"day": "2027-02-01"}],
    }  # fmt: skip
    handout = handout_of(tree(**plan))
    assert not any(name.startswith("Review") for _, name in visits_of(handout))
    assert any(concern.kind == "review-too-early" for concern in handout.concerns)


def test_the_site_of_cells_that_were_given_is_cared_for_whatever_was_noted(
    handout_of: HandoutOf,
) -> None:
    plan = {"product": "own-follicle-cells", "delivery": "injection", "sessions": 1,
            "treatment_date": "2026-11-15"}  # fmt: skip
    said = [unexplained(row.what) for _, row in
            rows_of(handout_of({**tree(), "plan": plan, "decision": "no"}))]  # fmt: skip
    assert what("after-sample-wash-not-yet") in said


def test_sessions_without_a_day_are_named_beside_those_that_have_one(
    handout_of: HandoutOf,
) -> None:
    said = [
        row.what for _, row in rows_of(handout_of(tree(treatment_date="2026-12-03", sessions=3)))
    ]
    for number in (2, 3):
        assert LABELS["session-without-day"].format(number=number) in map(without_isolates, said)


# Any plan


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """Give a plan of one to six sessions, with a sample before or on the day, or none."""
    first = draw(st.dates(date(2026, 11, 10), date(2028, 3, 1)))
    gaps = draw(st.lists(st.integers(1, 120), max_size=5))
    days = [first]
    for gap in gaps:
        days.append(date.fromordinal(days[-1].toordinal() + gap))
    product, extra = draw(
        st.sampled_from(
            [
                ("own-fat-cells", {}),
                ("own-marrow-cells", {}),
                ("own-follicle-cells", {"preparation": "same-day"}),
                ("own-follicle-cells", {"preparation": "grown"}),
                ("cell-free-fluid", {"origin": "donor", "delivery": "topical"}),
                ("cell-free-fluid", {"origin": "own", "sampling": "punch"}),
            ]
        )
    )
    plan: dict[str, Any] = {"product": product, "treatment_date": days[0].isoformat(), **extra}
    if days[1:]:
        plan["later_sessions"] = [day.isoformat() for day in days[1:]]
    sampled = product in {"own-follicle-cells", "own-fat-cells"} or extra.get("sampling")
    grown = extra.get("preparation") == "grown"
    before = draw(st.sampled_from([None, 1, 9, 40] if grown else [None, 0, 1, 9, 40]))
    if sampled and before is not None:
        plan["sampling_date"] = date.fromordinal(days[0].toordinal() - before).isoformat()
    return plan


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans(), weekdays=st.frozensets(st.sampled_from(WEEKDAYS), max_size=5))
def test_every_rule_of_any_plan_has_its_ends_and_the_list_its_order(
    plan: dict[str, Any], weekdays: frozenset[str], handout_of: HandoutOf
) -> None:
    clinic = Clinic(closed_weekdays=tuple(day.lower() for day in weekdays))  # type: ignore[misc]
    handout = handout_of({**tree(), "plan": plan}, at=clinic)
    steps = raw("aftercare")["aftercare"]
    endless = {
        text
        for key, step in steps.items()
        if step.get("no_end")
        for text in (what(key), f"{TEXTS[key]['short']}.")
    }
    before = 0
    for when, row in dated_rows(handout):
        found = days_in(when)
        if not found and "today" not in when.casefold():
            continue  # counted from a day that nobody knows yet
        never_ends = any(text in unexplained(row.what) for text in endless)
        if row.kind in {"avoid", "do"} and not never_ends:
            ends = len(found) == 2 or (len(found) == 1 and when == said(found[0]))
            assert ends or when.startswith(("From today until", "Today")), (when, row.what)
        if row.kind == "may":
            assert when.startswith(("From ", "Not before ")), when
            assert len(found) <= 1
        today = "today" in when.casefold()
        first = number((2026, 11, 16) if today else found[0])
        assert first >= before, (when, row.what)
        before = max(before, first)
    sessions = [plan["treatment_date"], *plan.get("later_sessions", [])]
    shown = {when for when, _ in visits_of(handout)}
    assert {said(tuple(map(int, day.split("-")))) for day in sessions} <= shown  # type: ignore[arg-type]
    assert handout.timeline is not None
    for review in handout.timeline.reviews:
        days = days_in(without_isolates(review.value))
        assert not days or number(days[0]) > date.fromisoformat(max(sessions)).toordinal()


def test_a_patient_who_decided_no_gets_no_calendar(handout_of: HandoutOf) -> None:
    assert handout_of("decided-no").calendar is None
