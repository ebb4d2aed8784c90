from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.schedule import ENDLESS, Milestone
from clinic_aid.handout.calendar_page import milestones_of
from clinic_aid.handout.fridge_weeks import FridgeCalendar, next_visit
from clinic_aid.handout.model import Handout
from clinic_aid.handout.situation import Situation, situation_of
from clinic_aid.handout.week_rows import Bar

HandoutOf = Callable[..., Handout]
SituationOf = Callable[[str | Mapping[str, Any]], Situation]
DATED = ["full", "go-ahead", "minimal", "sedated", "four-sessions", "abroad", "older-man", "braids"]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {
        "product": "own-follicle-cells",
        "preparation": "grown",
        "sampling_date": "2026-12-01",
        "sampling_time": "09:15",
        "treatment_date": "2027-01-14",
        "delivery": "injection",
    } | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


@pytest.fixture
def situation_for(
    consultation_of: Callable[[str | Mapping[str, Any]], Consultation],
    clinic: Clinic,
    pack: ContentPack,
) -> SituationOf:
    return lambda source: situation_of(consultation_of(source), clinic, pack)


def calendar(handout: Handout) -> FridgeCalendar:
    assert handout.fridge is not None
    return handout.fridge.calendar


def bars(
    shown: FridgeCalendar, mondays: Mapping[tuple[str, str], date]
) -> Iterator[tuple[Bar, set[date]]]:
    """Give every bar with the days over which it is drawn."""
    for week in shown.weeks:
        head = week.days[0]
        monday = mondays[head.number, head.month or ""]
        for row in week.rows:
            place = 0
            for cell in row:
                if cell.bar is not None:
                    days = range(place, place + cell.days)
                    yield cell.bar, {monday + timedelta(days=day) for day in days}
                place += cell.days
            assert place == 7


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize("sample", DATED)
def test_a_bar_says_the_same_days_as_the_dated_rule(
    sample: str, handout_of: HandoutOf, situation_for: SituationOf, pack: ContentPack
) -> None:
    situation = situation_for(sample)
    rules = [
        rule
        for rule in milestones_of(situation)
        if rule.kind in {"avoid", "do"} and rule.last_day != ENDLESS
    ]
    mondays = {monday_of(day) for rule in rules for day in (rule.day, rule.last_day)}
    visit = next_visit(situation)
    assert visit is not None
    mondays |= {monday_of(visit)}
    named = {(str(day.day), MONTHS[day.month - 1]): day for day in mondays}
    shown = calendar(handout_of(sample))
    drawn = list(bars(shown, named))
    weeks = {monday_of(min(days)) for _, days in drawn}
    in_weeks = {monday + timedelta(days=day) for monday in weeks for day in range(7)}
    today = situation.consultation.consultation_date or date.min
    for rule in rules:
        name = pack.aftercare[rule.key].glance[0]
        days = {rule.day + timedelta(days=n) for n in range((rule.last_day - rule.day).days + 1)}
        expected = {day for day in days & in_weeks if day >= today}
        if is_before(rule) or not expected:
            continue
        own = [covered for bar, covered in drawn if name in without_isolates(bar.text)]
        assert expected in [set().union(*(covered for covered in own if covered <= expected))], (
            rule.key
        )


def is_before(rule: Milestone) -> bool:
    return rule.day < rule.anchor_day >= rule.last_day


@pytest.mark.parametrize("sample", DATED)
def test_no_rule_of_the_next_visit_is_left_out(
    sample: str, handout_of: HandoutOf, situation_for: SituationOf, pack: ContentPack
) -> None:
    situation, shown = situation_for(sample), calendar(handout_of(sample))
    said = without_isolates(repr(shown)).casefold()
    visit = next_visit(situation)
    missing = [
        rule.key
        for rule in milestones_of(situation)
        if rule.anchor_day == visit
        and not all(name.casefold() in said for name in pack.aftercare[rule.key].glance)
    ]
    assert missing == []


def test_what_is_kept_until_the_visit_says_both_its_ends(handout_of: HandoutOf) -> None:
    rows = {row.value: row.name for row in calendar(handout_of(tree())).before}
    said = {without_isolates(value): without_isolates(name) for value, name in rows.items()}
    assert said["Tell us if your health changes"] == "28 November to 1 December"


def test_a_bar_that_no_week_shows_to_its_end_says_until_when(handout_of: HandoutOf) -> None:
    shown = calendar(handout_of(tree()))
    last = [c.bar.text for row in shown.weeks[-1].rows for c in row if c.bar and c.goes]
    assert any("until Tuesday 15 December" in without_isolates(text) for text in last)


def test_what_is_allowed_again_later_is_said_with_its_day(handout_of: HandoutOf) -> None:
    plan = {"already_done": {"sample": True}, "sampling_date": None}
    rows = calendar(handout_of(tree(plan=plan))).then
    assert [(without_isolates(row.name), row.value) for row in rows] == [
        ("Not before 29 January", "haircut")
    ]


def test_a_rule_with_a_condition_joins_no_other(handout_of: HandoutOf) -> None:
    shown = calendar(handout_of(tree()))
    texts = [
        without_isolates(cell.bar.text)
        for w in shown.weeks
        for row in w.rows
        for cell in row
        if cell.bar
    ]
    assert "No driving if medicine made you sleepy" in texts


def test_the_head_of_a_day_says_what_visit_is_on_it(handout_of: HandoutOf) -> None:
    plan = {"calls": [{"day": "2026-12-02"}], "checks": [{"day": "2026-12-09"}]}
    shown = calendar(handout_of(tree(plan=plan)))
    heads = {day.number: day.visits for week in shown.weeks for day in week.days if day.visits}
    assert {number: [without_isolates(v) for v in visits] for number, visits in heads.items()} == {
        "1": ["Visit 09:15"],
        "2": ["We call"],
        "9": ["Check"],
    }


def test_a_month_is_said_where_a_line_or_a_month_begins(handout_of: HandoutOf) -> None:
    [first, *_] = calendar(handout_of(tree())).weeks
    assert [(day.number, day.month) for day in first.days[:3]] == [
        ("30", "Nov"),
        ("1", "Dec"),
        ("2", None),
    ]


def test_only_the_next_visit_is_on_the_page(handout_of: HandoutOf) -> None:
    assert "14 January" not in without_isolates(repr(calendar(handout_of(tree()))))
    done = calendar(handout_of(tree(consultation_date="2027-01-11")))
    assert [day.number for day in done.weeks[0].days] == [str(number) for number in range(11, 18)]


def test_care_of_what_was_done_stays_after_a_stop(handout_of: HandoutOf) -> None:
    shown = calendar(
        handout_of(
            tree(decision="no", consultation_date="2026-12-03", plan={"treatment_date": None})
        )
    )
    said = without_isolates(repr(shown))
    assert shown.weeks
    assert "Clean the wounds gently" in said
    assert shown.before == ()


def test_without_a_day_the_days_are_counted_for_each_visit(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    plan = {"sampling_date": None, "treatment_date": None, "sampling_time": None}
    shown = calendar(handout_of(tree(plan=plan)))
    assert shown.weeks == ()
    assert [visit.visit for visit in shown.counted] == [
        labels["visit-sample"],
        labels["visit-treatment"],
    ]
    whens = [without_isolates(days.when) for days in shown.counted[0].days]
    assert {
        "Day 3 before to the day itself",
        "The day itself to day 7 after",
        "From day 2 after",
    } <= {*whens}


def test_questions_and_what_holds_all_the_time_stand_below(handout_of: HandoutOf) -> None:
    shown = calendar(handout_of(tree()))
    assert "Keep your regular medicines." in shown.always
    assert shown.ask is not None
    assert "when we check wounds and stitches" in without_isolates(shown.ask)


def test_weeks_without_a_rule_have_no_bars(handout_of: HandoutOf) -> None:
    assert not calendar(handout_of("topical")).has_bars
    assert calendar(handout_of("full")).has_bars
