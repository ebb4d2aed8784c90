from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.domain.day_count import Offset
from clinic_aid.domain.schedule import (
    ENDLESS,
    AftercareStep,
    Anchor,
    AnchorDays,
    ClosedDays,
    Milestone,
    StepKind,
    age_on,
    dated_steps,
    decide_by,
    first_open_day,
    undated_steps,
)

NEVER_CLOSED = ClosedDays()
WEEKENDS = ClosedDays(weekdays=frozenset({5, 6}))
THURSDAY = date(2026, 12, 3)
ONE_SESSION = AnchorDays(sessions=(THURSDAY,))


def home(
    key: str,
    *,
    start: str = "0d",
    end: str | None = None,
    kind: StepKind | None = None,
    topic: str | None = None,
    anchor: Anchor = Anchor.SESSION,
) -> AftercareStep:
    """Give a prohibition with an end, without one what is allowed again."""
    return AftercareStep(
        key=key,
        topic=topic or key,
        kind=kind or ("avoid" if end else "may"),
        anchor=anchor,
        start=Offset.parse(start),
        end=Offset.parse(end) if end else None,
    )


def visit(start: str, end: str) -> AftercareStep:
    return home("stitches", start=start, end=end, kind="visit")


def only(
    step: AftercareStep, *, anchors: AnchorDays = ONE_SESSION, closed: ClosedDays = NEVER_CLOSED
) -> Milestone:
    (milestone,) = dated_steps([step], anchors=anchors, closed=closed)
    return milestone


def test_what_is_allowed_again_has_no_end() -> None:
    with pytest.raises(ValueError, match=r"^aftercare step 'wash' is allowed again"):
        home("wash", start="2d", end="3d", kind="may")


def test_a_visit_without_a_last_allowed_day_is_refused() -> None:
    text = r"^visit 'stitches' needs a first and a last allowed day$"
    with pytest.raises(ValueError, match=text):
        home("stitches", start="7d", kind="visit")


def test_a_rule_without_an_end_never_ends() -> None:
    milestone = only(home("medicines", kind="do"))
    assert (milestone.day, milestone.last_day) == (THURSDAY, ENDLESS)


@pytest.mark.parametrize(
    ("anchor", "days"),
    [
        (Anchor.CONSULTATION, (date(2026, 11, 21),)),
        (Anchor.SAMPLING, (date(2026, 11, 30),)),
        (Anchor.TREATMENT, (THURSDAY,)),
        (Anchor.SESSION, (THURSDAY, date(2027, 1, 7))),
    ],
)
def test_an_anchor_has_its_own_days(anchor: Anchor, days: tuple[date, ...]) -> None:
    anchors = AnchorDays(
        consultation=date(2026, 11, 21),
        samplings=(date(2026, 11, 30),),
        sessions=(THURSDAY, date(2027, 1, 7)),
    )
    assert anchors.of(anchor) == days


@pytest.mark.parametrize("anchor", Anchor)
def test_an_anchor_not_yet_agreed_has_no_day(anchor: Anchor) -> None:
    assert AnchorDays().of(anchor) == ()


def test_a_weekday_is_closed_in_every_week() -> None:
    saturdays = [date(2026, 12, 5) + timedelta(weeks=week) for week in range(60)]
    assert all(day in WEEKENDS for day in saturdays)


def test_a_single_date_is_closed_alone() -> None:
    closed = ClosedDays(dates=frozenset({THURSDAY}))
    assert THURSDAY in closed
    assert THURSDAY + timedelta(days=1) not in closed


def test_an_open_first_day_is_kept() -> None:
    assert first_open_day(THURSDAY, date(2026, 12, 10), WEEKENDS) == THURSDAY


def test_a_closed_first_day_gives_the_next_open_one() -> None:
    assert first_open_day(date(2026, 12, 5), date(2026, 12, 10), WEEKENDS) == date(2026, 12, 7)


def test_the_last_day_itself_may_be_the_open_one() -> None:
    assert first_open_day(date(2026, 12, 5), date(2026, 12, 7), WEEKENDS) == date(2026, 12, 7)


def test_no_day_is_open_when_the_last_one_comes_before_the_next_open_one() -> None:
    assert first_open_day(date(2026, 12, 5), date(2026, 12, 6), WEEKENDS) is None


def test_no_day_is_open_when_the_last_day_is_before_the_first() -> None:
    assert first_open_day(THURSDAY, date(2026, 12, 2), NEVER_CLOSED) is None


def test_what_is_allowed_again_is_dated_by_its_first_day() -> None:
    milestone = only(home("wash", start="3d"))
    assert (milestone.day, milestone.last_day) == (date(2026, 12, 6), date(2026, 12, 6))


def test_a_rule_from_the_anchor_day_on_has_both_ends() -> None:
    milestone = only(home("no-sport", end="2w"))
    assert (milestone.day, milestone.last_day) == (THURSDAY, date(2026, 12, 17))


def test_a_step_with_both_lasts_from_the_one_to_the_other() -> None:
    milestone = only(home("shedding", start="2w", end="2m"))
    assert (milestone.day, milestone.last_day) == (date(2026, 12, 17), date(2027, 2, 3))


def test_photographs_may_be_due_before_day_0() -> None:
    assert only(home("photos", start="-3d")).day == date(2026, 11, 30)


def test_a_step_at_home_stays_on_a_closed_day() -> None:
    assert only(home("wash", start="2d"), closed=WEEKENDS).day == date(2026, 12, 5)


def test_a_visit_is_asked_for_from_the_first_open_day_to_the_last_allowed_one() -> None:
    milestone = only(visit("9d", "14d"), closed=WEEKENDS)
    assert (milestone.day, milestone.last_day) == (date(2026, 12, 14), date(2026, 12, 17))
    assert not milestone.no_open_day


def test_a_visit_without_an_open_day_spans_its_allowed_days_and_says_so() -> None:
    milestone = only(visit("9d", "10d"), closed=WEEKENDS)
    assert milestone.no_open_day
    assert (milestone.day, milestone.last_day) == (date(2026, 12, 12), date(2026, 12, 13))


@pytest.mark.parametrize(("start", "latest"), [("1m", "30d"), ("8d", "1w"), ("2m", "1m")])
def test_a_step_that_may_have_to_end_before_it_starts_is_refused(start: str, latest: str) -> None:
    with pytest.raises(ValueError, match="'stitches' may end before it starts"):
        visit(start, latest)


def test_a_visit_without_an_open_day_never_drops_one_that_has_a_day() -> None:
    steps = [replace(visit("9d", "10d"), key="a"), replace(visit("9d", "11d"), key="b")]
    milestones = dated_steps(steps, anchors=ONE_SESSION, closed=WEEKENDS)
    assert ("b", False) in [(m.key, m.no_open_day) for m in milestones]


def test_a_sample_taken_at_every_session_is_dated_for_each() -> None:
    days = (THURSDAY, date(2027, 1, 7))
    anchors = AnchorDays(samplings=days, sessions=days)
    step = home("dressing", start="1d", anchor=Anchor.SAMPLING)
    milestones = dated_steps([step], anchors=anchors, closed=NEVER_CLOSED)
    assert [(m.session, m.anchor_day) for m in milestones] == [(1, days[0]), (2, days[1])]


def test_a_visit_may_move_into_the_next_year() -> None:
    anchors = AnchorDays(sessions=(date(1999, 12, 24),))
    closed = ClosedDays(dates=frozenset({date(1999, 12, 31), date(2000, 1, 1), date(2000, 1, 2)}))
    assert only(visit("7d", "14d"), anchors=anchors, closed=closed).day == date(2000, 1, 3)


def test_every_treatment_date_from_1990_to_2100_gets_its_visit_on_a_working_day() -> None:
    step = visit("7d", "10d")
    for ordinal in range(date(1990, 1, 1).toordinal(), date(2100, 12, 31).toordinal() + 1):
        day_0 = date.fromordinal(ordinal)
        seen = only(step, anchors=AnchorDays(sessions=(day_0,)), closed=WEEKENDS).day
        assert seen.isoweekday() <= 5
        assert (seen - day_0).days == {6: 9, 7: 8}.get(day_0.isoweekday(), 7)


def test_a_session_step_is_dated_for_every_session() -> None:
    anchors = AnchorDays(sessions=(THURSDAY, date(2027, 1, 7)))
    milestones = dated_steps([home("wash", start="3d")], anchors=anchors, closed=NEVER_CLOSED)
    assert [(m.session, m.anchor_day, m.day) for m in milestones] == [
        (1, THURSDAY, date(2026, 12, 6)),
        (2, date(2027, 1, 7), date(2027, 1, 10)),
    ]


@pytest.mark.parametrize("anchor", [Anchor.CONSULTATION, Anchor.SAMPLING, Anchor.TREATMENT])
def test_a_step_of_any_other_anchor_is_dated_once_and_of_no_session(anchor: Anchor) -> None:
    anchors = AnchorDays(
        consultation=THURSDAY, samplings=(THURSDAY,), sessions=(THURSDAY, date(2027, 1, 7))
    )
    milestone = only(home("wash", start="3d", anchor=anchor), anchors=anchors)
    assert (milestone.session, milestone.day) == (0, date(2026, 12, 6))


def test_a_step_whose_anchor_has_no_day_is_not_dated() -> None:
    step = home("rest", end="3d", anchor=Anchor.SAMPLING)
    assert dated_steps([step], anchors=ONE_SESSION, closed=NEVER_CLOSED) == ()


def test_what_a_later_session_forbids_is_not_allowed_again_before_it_is_over() -> None:
    anchors = AnchorDays(sessions=(THURSDAY, date(2026, 12, 10)))
    milestones = dated_steps([home("dye", start="14d")], anchors=anchors, closed=NEVER_CLOSED)
    assert [(m.session, m.day) for m in milestones] == [(2, date(2026, 12, 24))]


def test_what_is_allowed_again_before_the_next_session_is_said_each_time() -> None:
    anchors = AnchorDays(sessions=(THURSDAY, date(2027, 1, 7)))
    milestones = dated_steps([home("dye", start="14d")], anchors=anchors, closed=NEVER_CLOSED)
    assert [m.day for m in milestones] == [date(2026, 12, 17), date(2027, 1, 21)]


def test_what_the_treatment_forbids_the_sample_does_not_allow() -> None:
    anchors = AnchorDays(samplings=(THURSDAY,), sessions=(date(2026, 12, 16),))
    steps = [
        home("dye-after-sample", start="14d", topic="dye", anchor=Anchor.SAMPLING),
        home("dye", start="14d", topic="dye"),
    ]
    milestones = dated_steps(steps, anchors=anchors, closed=NEVER_CLOSED)
    assert [(m.key, m.day) for m in milestones] == [("dye", date(2026, 12, 30))]


def test_a_chain_of_close_sessions_allows_again_after_the_last_alone() -> None:
    days = (THURSDAY, date(2026, 12, 5), date(2026, 12, 7))
    steps = [home("wash", start="3d")]
    milestones = dated_steps(steps, anchors=AnchorDays(sessions=days), closed=NEVER_CLOSED)
    assert [m.day for m in milestones] == [date(2026, 12, 10)]


def test_a_rule_before_a_visit_does_not_cover_one_that_begins_sooner() -> None:
    steps = [
        home("late", start="2d", end="9d", topic="t"), home("early", end="7d", topic="t"),
    ]  # fmt: skip
    milestones = dated_steps(steps, anchors=ONE_SESSION, closed=NEVER_CLOSED)
    assert [m.key for m in milestones] == ["early", "late"]


def test_milestones_come_by_day_then_last_day_then_key() -> None:
    steps = [
        home("d", start="3d", end="9d"),
        home("c", start="1d"),
        home("b", start="3d", end="8d"),
        home("a", start="3d", end="9d"),
    ]
    milestones = dated_steps(steps, anchors=ONE_SESSION, closed=NEVER_CLOSED)
    assert [m.key for m in milestones] == ["c", "b", "a", "d"]


def test_of_two_rules_of_one_topic_the_longer_is_kept() -> None:
    steps = [home("short", end="5d", topic="sport"), home("long", end="2w", topic="sport")]
    milestones = dated_steps(steps, anchors=ONE_SESSION, closed=NEVER_CLOSED)
    assert [m.key for m in milestones] == ["long"]


def test_rules_of_different_topics_are_both_kept() -> None:
    steps = [home("sport", end="5d"), home("sun", end="2w")]
    milestones = dated_steps(steps, anchors=ONE_SESSION, closed=NEVER_CLOSED)
    assert [m.key for m in milestones] == ["sport", "sun"]


def test_a_rule_that_begins_later_and_ends_later_does_not_cover() -> None:
    anchors = AnchorDays(samplings=(date(2026, 11, 30),), sessions=(THURSDAY,))
    steps = [
        home("after-sampling", end="7d", topic="sport", anchor=Anchor.SAMPLING),
        home("after-session", end="7d", topic="sport"),
    ]
    milestones = dated_steps(steps, anchors=anchors, closed=NEVER_CLOSED)
    assert [m.key for m in milestones] == ["after-sampling", "after-session"]


def test_a_session_whose_rule_ends_on_the_same_clamped_day_is_covered_by_the_one_before() -> None:
    anchors = AnchorDays(sessions=(date(2026, 1, 30), date(2026, 1, 31)))
    milestones = dated_steps([home("sport", end="1m")], anchors=anchors, closed=NEVER_CLOSED)
    assert [(m.session, m.last_day) for m in milestones] == [(1, date(2026, 2, 28))]


@pytest.mark.parametrize("scalp", [Anchor.TREATMENT, Anchor.SESSION])
def test_of_two_rules_that_cover_each_other_the_one_of_the_sampling_is_kept(scalp: Anchor) -> None:
    anchors = AnchorDays(samplings=(THURSDAY,), sessions=(THURSDAY,))
    steps = [
        home("of-the-scalp", end="7d", topic="t", anchor=scalp),
        home("of-the-wound", end="7d", topic="t", anchor=Anchor.SAMPLING),
    ]
    for order in permutations(steps):
        milestones = dated_steps(order, anchors=anchors, closed=NEVER_CLOSED)
        assert [m.key for m in milestones] == ["of-the-wound"]


def test_of_two_rules_of_one_anchor_that_cover_each_other_the_first_in_order_is_kept() -> None:
    steps = [home("a", end="5d", topic="t"), home("b", end="5d", topic="t")]
    for order in permutations(steps):
        milestones = dated_steps(order, anchors=ONE_SESSION, closed=NEVER_CLOSED)
        assert [m.key for m in milestones] == ["a"]


def test_a_step_without_its_anchor_day_is_undated() -> None:
    dated, undated = home("wash", start="3d"), home("rest", end="3d", anchor=Anchor.SAMPLING)
    assert undated_steps([dated, undated], anchors=ONE_SESSION) == (undated,)


def test_of_the_undated_steps_of_one_topic_the_one_that_ends_last_is_given() -> None:
    steps = [home("a", end="5d", topic="t"), home("b", end="1w", topic="t")]
    for order in permutations(steps):
        assert [step.key for step in undated_steps(order, anchors=AnchorDays())] == ["b"]


def test_of_two_undated_steps_of_one_topic_that_end_alike_the_earlier_begun_is_given() -> None:
    steps = [home("a", start="2d", end="7d", topic="t"), home("b", end="1w", topic="t")]
    for order in permutations(steps):
        assert [step.key for step in undated_steps(order, anchors=AnchorDays())] == ["b"]


def test_undated_steps_of_one_topic_that_count_from_different_anchors_both_stay() -> None:
    steps = [
        home("a", end="5d", topic="t", anchor=Anchor.SAMPLING),
        home("b", end="1w", topic="t"),
    ]
    assert undated_steps(steps, anchors=AnchorDays()) == tuple(steps)


def test_undated_steps_come_by_start_then_end_then_key() -> None:
    keys = ["photos", "a", "b", "rest", "wash", "review"]
    steps = [
        home("review", start="1m"),
        home("wash", start="3d"),
        home("rest", end="2d"),
        home("b", end="1d"),
        home("a", end="1d"),
        home("photos", start="-1w"),
    ]
    assert [step.key for step in undated_steps(steps, anchors=AnchorDays())] == keys


@pytest.mark.parametrize(
    ("consultation", "day"),
    [
        (date(2026, 11, 21), date(2026, 12, 5)),
        (date(2024, 2, 20), date(2024, 3, 5)),
        (date(2026, 2, 20), date(2026, 3, 6)),
        (date(1999, 12, 20), date(2000, 1, 3)),
    ],
)
def test_no_decision_is_due_for_14_days(consultation: date, day: date) -> None:
    assert decide_by(consultation) == day


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1980, 6, 15), date(2026, 6, 14), 45),
        (date(1980, 6, 15), date(2026, 6, 15), 46),
        (date(1980, 6, 15), date(2026, 12, 31), 46),
        (date(1980, 12, 31), date(2026, 1, 1), 45),
        (date(2026, 6, 15), date(2026, 6, 15), 0),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2000, 2, 29), date(2100, 2, 28), 99),
        (date(2000, 2, 29), date(2100, 3, 1), 100),
    ],
)
def test_age_is_counted_in_birthdays(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


def birthday_in(year: int, birth: date) -> date:
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 45_000))
def test_age_is_the_number_of_birthdays_since_birth(birth: date, days: int) -> None:
    day = birth + timedelta(days=days)
    birthdays = [birthday_in(year, birth) for year in range(birth.year + 1, day.year + 1)]
    assert age_on(birth, day) == sum(birthday <= day for birthday in birthdays)
