from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.domain.day_count import Offset, Unit
from clinic_aid.domain.schedule import (
    ENDLESS,
    AftercareStep,
    Anchor,
    AnchorDays,
    ClosedDays,
    Milestone,
    StepKind,
    dated_steps,
    first_open_day,
    undated_steps,
)

ONE_DAY = timedelta(days=1)
# The first and last treatment dates, leap days, and ends of months, years and centuries.
EDGES = (
    date(1990, 1, 1), date(1999, 2, 28), date(1999, 12, 31), date(2000, 2, 29), date(2026, 1, 31),
    date(2027, 8, 31), date(2028, 2, 29), date(2099, 12, 31), date(2100, 2, 28), date(2100, 12, 31),
)  # fmt: skip
treatment_days = st.sampled_from(EDGES) | st.dates(date(1990, 1, 1), date(2100, 12, 31))


@st.composite
def windows(draw: st.DrawFn) -> tuple[Offset, Offset]:
    first = draw(st.integers(-10, 40))
    return Offset(first), Offset(first + draw(st.integers(0, 12)))


@st.composite
def home_steps(draw: st.DrawFn) -> AftercareStep:
    start, end = draw(windows())
    kind: StepKind = draw(st.sampled_from(("avoid", "do", "may")))
    if kind == "may":
        start = draw(st.builds(Offset, st.integers(-3, 6), st.sampled_from(Unit)))
    return AftercareStep(
        key="?",
        # Steps of one topic are of one kind; a guard of the content holds that.
        topic=f"{kind}-{draw(st.sampled_from('pq'))}",
        kind=kind,
        anchor=draw(st.sampled_from(Anchor)),
        start=start,
        end=None if kind == "may" else draw(st.sampled_from((end, None))),
    )


@st.composite
def visits(draw: st.DrawFn) -> AftercareStep:
    start, end = draw(windows())
    return AftercareStep(
        key="?",
        topic=draw(st.sampled_from("pqr")),
        kind="visit",
        anchor=draw(st.sampled_from(Anchor)),
        start=start,
        end=end,
    )


def plans_of(
    steps: st.SearchStrategy[AftercareStep], max_size: int = 8
) -> st.SearchStrategy[list[AftercareStep]]:
    return st.lists(steps, max_size=max_size).map(
        lambda drawn: [replace(step, key=f"step-{n}") for n, step in enumerate(drawn)]
    )


@st.composite
def anchor_days(draw: st.DrawFn) -> AnchorDays:
    day_0 = draw(treatment_days)
    before = st.none() | st.integers(0, 40).map(lambda days: day_0 - timedelta(days=days))
    later = draw(st.sets(st.integers(1, 60), max_size=4))
    sessions = tuple(day_0 + timedelta(days=days) for days in (0, *sorted(later)))
    return AnchorDays(
        consultation=draw(before),
        samplings=() if (taken := draw(before)) is None else (taken,),
        sessions=draw(st.sampled_from((sessions, ()))),
    )


@st.composite
def settings_of_a_plan(draw: st.DrawFn) -> tuple[AnchorDays, ClosedDays]:
    anchors = draw(anchor_days())
    near = max([*anchors.sessions, anchors.consultation or date.min, date(1989, 1, 1)])
    single = draw(st.sets(st.integers(-60, 60), max_size=40))
    return anchors, ClosedDays(
        weekdays=draw(st.frozensets(st.integers(0, 6))),
        dates=frozenset(near + timedelta(days=days) for days in single),
    )


def days_between(first: date, last: date) -> list[date]:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def each_dated_alone(
    steps: Sequence[AftercareStep], anchors: AnchorDays, closed: ClosedDays
) -> list[Milestone]:
    found: list[Milestone] = []
    for step in steps:
        if step.anchor is not Anchor.SESSION:
            found += dated_steps([step], anchors=anchors, closed=closed)
            continue
        for number, day in enumerate(anchors.sessions, start=1):
            (alone,) = dated_steps([step], anchors=AnchorDays(sessions=(day,)), closed=closed)
            found.append(replace(alone, session=number))
    return found


@given(
    treatment_days,
    st.integers(-2, 30),
    st.frozensets(st.integers(0, 6)),
    st.sets(st.integers(0, 30)),
)
def test_the_first_open_day_is_the_earliest_allowed_day_that_is_open(
    first: date, length: int, weekdays: frozenset[int], single: set[int]
) -> None:
    last = first + length * ONE_DAY
    closed = ClosedDays(weekdays=weekdays, dates=frozenset(first + n * ONE_DAY for n in single))
    open_days = [
        day
        for day in days_between(first, last)
        if day.weekday() not in weekdays and (day - first).days not in single
    ]
    assert first_open_day(first, last, closed) == (min(open_days) if open_days else None)


@given(visits(), settings_of_a_plan())
def test_a_visit_is_never_earlier_than_its_start_nor_past_its_last_allowed_day(
    step: AftercareStep, setting: tuple[AnchorDays, ClosedDays]
) -> None:
    assert step.end is not None
    anchors, closed = setting
    for milestone in each_dated_alone([step], anchors, closed):
        assert milestone.day >= step.start.after(milestone.anchor_day)
        assert milestone.day <= milestone.last_day
        assert milestone.last_day <= step.end.after(milestone.anchor_day)


@given(visits(), settings_of_a_plan())
def test_a_visit_asks_the_clinic_exactly_when_no_allowed_day_is_open(
    step: AftercareStep, setting: tuple[AnchorDays, ClosedDays]
) -> None:
    assert step.end is not None
    anchors, closed = setting
    for milestone in each_dated_alone([step], anchors, closed):
        first = step.start.after(milestone.anchor_day)
        last = step.end.after(milestone.anchor_day)
        assert milestone.no_open_day is all(day in closed for day in days_between(first, last))


@given(visits(), settings_of_a_plan())
def test_a_visit_is_asked_for_from_its_first_open_day_to_its_last(
    step: AftercareStep, setting: tuple[AnchorDays, ClosedDays]
) -> None:
    anchors, closed = setting
    for milestone in each_dated_alone([step], anchors, closed):
        if not milestone.no_open_day:
            skipped = days_between(step.start.after(milestone.anchor_day), milestone.day)[:-1]
            assert milestone.day not in closed
            assert all(day in closed for day in skipped)


@given(plans_of(home_steps()), settings_of_a_plan())
def test_what_happens_at_home_never_moves(
    steps: list[AftercareStep], setting: tuple[AnchorDays, ClosedDays]
) -> None:
    anchors, closed = setting
    undisturbed = dated_steps(steps, anchors=anchors, closed=ClosedDays())
    milestones = dated_steps(steps, anchors=anchors, closed=closed)
    assert milestones == undisturbed
    assert not any(milestone.no_open_day for milestone in milestones)


@given(plans_of(home_steps()), settings_of_a_plan())
def test_what_happens_at_home_is_where_its_offsets_say(
    steps: list[AftercareStep], setting: tuple[AnchorDays, ClosedDays]
) -> None:
    anchors, closed = setting
    by_key = {step.key: step for step in steps}
    for milestone in dated_steps(steps, anchors=anchors, closed=closed):
        step, anchor = by_key[milestone.key], milestone.anchor_day
        first = step.start.after(anchor)
        assert milestone.day == first
        if step.kind == "may":
            assert milestone.last_day == first
        else:
            assert milestone.last_day == (ENDLESS if step.end is None else step.end.after(anchor))


@given(plans_of(home_steps() | visits()), settings_of_a_plan(), st.randoms(use_true_random=False))
def test_the_order_of_the_steps_given_makes_no_difference(
    steps: list[AftercareStep], setting: tuple[AnchorDays, ClosedDays], chance: Random
) -> None:
    anchors, closed = setting
    shuffled = steps.copy()
    chance.shuffle(shuffled)
    given_order = [repr(m) for m in dated_steps(steps, anchors=anchors, closed=closed)]
    other_order = [repr(m) for m in dated_steps(shuffled, anchors=anchors, closed=closed)]
    assert given_order == other_order


@given(plans_of(home_steps() | visits()), settings_of_a_plan())
def test_no_two_milestones_have_the_same_place_in_the_order(
    steps: list[AftercareStep], setting: tuple[AnchorDays, ClosedDays]
) -> None:
    anchors, closed = setting
    milestones = dated_steps(steps, anchors=anchors, closed=closed)
    places = [(m.day, m.last_day, m.key, m.session) for m in milestones]
    assert places == sorted(set(places))


@given(plans_of(home_steps() | visits()), settings_of_a_plan())
def test_no_milestone_kept_covers_another(
    steps: list[AftercareStep], setting: tuple[AnchorDays, ClosedDays]
) -> None:
    anchors, closed = setting
    kept = dated_steps(steps, anchors=anchors, closed=closed)
    assert not [(a, b) for a in kept for b in kept if a is not b and a.covers(b)]


@given(plans_of(home_steps() | visits()), settings_of_a_plan())
def test_every_milestone_dropped_is_covered_by_one_that_is_kept(
    steps: list[AftercareStep], setting: tuple[AnchorDays, ClosedDays]
) -> None:
    anchors, closed = setting
    kept = dated_steps(steps, anchors=anchors, closed=closed)
    candidates = each_dated_alone(steps, anchors, closed)
    assert set(kept) <= set(candidates)
    for milestone in set(candidates) - set(kept):
        # Another permission covers it, although a third one may cover that in turn.
        others = candidates if milestone.kind == "may" else kept
        assert any(other.covers(milestone) for other in others if other != milestone)


@given(plans_of(home_steps()), settings_of_a_plan())
def test_nothing_is_allowed_again_on_a_day_on_which_a_later_visit_forbids_it(
    steps: list[AftercareStep], setting: tuple[AnchorDays, ClosedDays]
) -> None:
    anchors, closed = setting
    forbidden = [
        (m.topic, m.anchor_day, m.day)
        for m in each_dated_alone(steps, anchors, closed)
        if m.kind == "may"
    ]
    for kept in dated_steps(steps, anchors=anchors, closed=closed):
        if kept.kind == "may":
            assert not any(
                topic == kept.topic and first <= kept.day < again
                for topic, first, again in forbidden
            )


@given(plans_of(home_steps()), settings_of_a_plan())
def test_of_a_topic_that_is_allowed_again_something_always_is(
    steps: list[AftercareStep], setting: tuple[AnchorDays, ClosedDays]
) -> None:
    anchors, closed = setting
    candidates = {m.topic for m in each_dated_alone(steps, anchors, closed) if m.kind == "may"}
    kept = {m.topic for m in dated_steps(steps, anchors=anchors, closed=closed)}
    assert candidates <= kept


@given(plans_of(home_steps() | visits()), anchor_days())
def test_every_topic_is_dated_or_undated_by_whether_its_anchor_has_a_day(
    steps: list[AftercareStep], anchors: AnchorDays
) -> None:
    dated = dated_steps(steps, anchors=anchors, closed=ClosedDays())
    undated = undated_steps(steps, anchors=anchors)
    assert {m.topic for m in dated} == {s.topic for s in steps if anchors.of(s.anchor)}
    assert {(s.topic, s.anchor) for s in undated} == {
        (s.topic, s.anchor) for s in steps if not anchors.of(s.anchor)
    }
    assert len({(s.topic, s.anchor) for s in undated}) == len(undated)


@given(plans_of(home_steps() | visits()), st.randoms(use_true_random=False))
def test_the_order_of_undated_steps_given_makes_no_difference(
    steps: list[AftercareStep], chance: Random
) -> None:
    shuffled = steps.copy()
    chance.shuffle(shuffled)
    assert undated_steps(steps, anchors=AnchorDays()) == undated_steps(
        shuffled, anchors=AnchorDays()
    )
