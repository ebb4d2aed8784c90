"""Decide the calendar on the fridge: the weeks around the next visit, with a bar for each rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from clinic_aid.content.dates import (
    clock_time,
    day_and_month,
    day_of_year,
    listed,
    month_name,
    weekday_name,
)
from clinic_aid.content.filling import capitalised, fill, without_isolates
from clinic_aid.domain.day_count import Offset
from clinic_aid.domain.schedule import ENDLESS, AftercareStep, Anchor, Milestone, StepKind
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.appointments import agreed_reviews, agreed_visits
from clinic_aid.handout.calendar_page import milestones_of, undated_of
from clinic_aid.handout.parts import PlacedFigure, Row
from clinic_aid.handout.situation import Situation
from clinic_aid.handout.week_rows import DAYS_A_WEEK, Bar, Cell, Span, WeekRows, week_of

_MOST_WEEKS: Final = 2
_SIGNS: Final[Mapping[StepKind, str]] = {"avoid": "not", "do": "do", "may": "again"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """The head of a column; `month` is said where it may be in doubt."""

    weekday: str
    number: str
    month: str | None
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from Monday, and rows of cells that fill them."""

    days: tuple[WeekDay, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDays:
    """What shares its days while they can only be counted."""

    when: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedVisit:
    """A visit without a day, and what is counted from it."""

    visit: str
    days: tuple[CountedDays, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FridgeCalendar:
    """Weeks with bars, or days that are counted from a visit without a day.

    `before` is to be kept until the visit and `then` begins after those weeks, each with its
    days; `always` holds all the time, and `ask` is to be asked at the visit.
    """

    before: tuple[Row, ...]
    weeks: tuple[Week, ...]
    then: tuple[Row, ...]
    counted: tuple[CountedVisit, ...]
    always: tuple[str, ...]
    ask: str
    has_bars: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """Rules of one kind with the same days, by their keys."""

    span: Span
    kind: StepKind
    keys: tuple[str, ...]


def next_visit(situation: Situation) -> date | None:
    """Give the day of the sample or the session that comes next; None where none has a day."""
    sample = () if situation.done.sample else situation.anchors.samplings[:1]
    sessions = situation.anchors.sessions[situation.done.sessions :]
    return min((*sample, *sessions), default=None)


def fridge_calendar(
    situation: Situation, language: str, illustrator: Illustrator
) -> FridgeCalendar:
    """Give the same rules as the list of dates, those around the next visit and what was done."""
    wording = _Wording(situation, language, illustrator)
    visit = next_visit(situation)
    rules = milestones_of(situation)
    done = {situation.done.sample_day, *situation.done.session_days}
    days = {visit, situation.consultation.consultation_date, *done}
    own = [rule for rule in rules if rule.anchor_day in days]
    steps = undated_of(situation) if visit is None else ()
    weeks = _weeks(visit, map(wording.span, filter(_is_bar, own)))
    shown = Span(first=weeks[0].first, last=weeks[-1].last) if weeks else None
    drawn = tuple(wording.week(week, weeks, filter(_is_bar, rules)) for week in weeks)
    counted = tuple(wording.counted(steps))
    return FridgeCalendar(
        before=wording.rows(
            rule
            for rule in rules
            if _is_before(rule) and (rule in own or (shown and wording.span(rule).meets(shown)))
        ),
        weeks=drawn,
        then=wording.rows(
            rule for rule in own if _is_bar(rule) and shown and rule.day > shown.last
        ),
        counted=counted,
        has_bars=bool(counted) or any(week.rows for week in drawn),
        always=wording.sentences(
            (
                *(rule.key for rule in own if rule.last_day == ENDLESS),
                *(step.key for step in steps if step.end is None and step.kind != "may"),
            )
        ),
        ask=wording.ask(
            (
                *(rule.key for rule in own if rule.kind == "visit"),
                *(step.key for step in steps if step.kind == "visit"),
            )
        ),
    )


class _Wording:
    """Says rules in few words, with this patient's days."""

    def __init__(self, situation: Situation, language: str, illustrator: Illustrator) -> None:
        self._situation = situation
        self._pack = situation.pack
        self._labels = situation.pack.labels
        self._language = language
        self._illustrator = illustrator
        self._today = situation.consultation.consultation_date or date.min

    def span(self, rule: Milestone) -> Span:
        """Give the days of a rule from today; what is allowed again is shown for its week."""
        first = max(rule.day, self._today)
        if rule.kind != "may":
            return Span(first=first, last=rule.last_day)
        forbidden_again = (
            day - timedelta(days=1)
            for day in self._situation.anchors.sessions
            if rule.anchor_day < first < day
        )
        return Span(first=first, last=min((week_of(first).last, *forbidden_again)))

    def rows(self, rules: Iterable[Milestone]) -> tuple[Row, ...]:
        """Say rules with both ends of their days."""
        return tuple(
            Row(
                name=self._when(rule),
                value=listed(self._names((rule.key,)), self._language)
                if rule.kind == "may"
                else self._said(rule.kind, (rule.key,)),
            )
            for rule in rules
        )

    def _when(self, rule: Milestone) -> str:
        span = self.span(rule)
        first, last = (day_and_month(day, self._language) for day in (span.first, span.last))
        if rule.kind == "may":
            wording = self._pack.aftercare[rule.key].wording
            return capitalised(_placed(self._labels[f"date-{wording}"], day=first))
        return (
            first if first == last else _placed(self._labels["date-span"], first=first, last=last)
        )

    def week(self, week: Span, weeks: Sequence[Span], rules: Iterable[Milestone]) -> Week:
        rows = WeekRows(week)
        for each in self._together(rules):
            if each.span.meets(week):
                span = each.span.within(week)
                text = self._on_bar(each, week, weeks)
                bar = Bar(
                    kind=each.kind,
                    text=text,
                    dated=self._dated(text, each),
                    icon=self._icon(each.kind, each.keys[0]),
                )
                came, goes = each.span.first < week.first, each.span.last > week.last
                rows.place(span, bar, came=came, goes=goes)
        days = (week.first + timedelta(days=place) for place in range(DAYS_A_WEEK))
        return Week(days=tuple(map(self._day, days)), rows=rows.filled())

    def _together(self, rules: Iterable[Milestone]) -> Iterator[_Rules]:
        """Give rules in the order of their days, those that are alike together."""

        def alike(rule: Milestone) -> tuple[Span, StepKind, str]:
            return self.span(rule), rule.kind, self._stands_alone(rule.key)

        for (span, kind, _), same in groupby(sorted(rules, key=alike), key=alike):
            yield _Rules(span=span, kind=kind, keys=tuple(rule.key for rule in same))

    def _stands_alone(self, key: str) -> str:
        """Give a name of its own to a rule with a condition, so that it joins no other."""
        return key if self._pack.aftercare[key].only_if else ""

    def _on_bar(self, rules: _Rules, week: Span, weeks: Sequence[Span]) -> str:
        """Give the words of a bar, with a date that no week shows."""
        text = self._said(rules.kind, rules.keys)
        if rules.span.last > weeks[-1].last == week.last:
            day = day_of_year(rules.span.last, self._language)
            return _placed(self._labels["fridge-until"], what=text, day=day)
        return text

    def _dated(self, text: str, rules: _Rules) -> str:
        """Give the words of a bar with its day, for where they stand under other days."""
        allowed = rules.kind == "may"
        day = day_and_month(rules.span.first if allowed else rules.span.last, self._language)
        label = self._labels["fridge-from" if allowed else "fridge-until"]
        return _placed(label, what=text, day=day)

    def _said(self, kind: StepKind, keys: Iterable[str]) -> str:
        """Say what is left, what is allowed again, or what is to be done."""
        names = self._names(keys)
        if kind == "avoid":
            things = listed(names, self._language, style="or")
            return _placed(self._labels["fridge-no-things"], things=things)
        if kind == "may":
            things = listed(names, self._language)
            return _placed(self._labels["fridge-things-again"], things=things)
        return ". ".join(names)

    def _names(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Give the names of rules for a bar, each once."""
        return tuple(
            dict.fromkeys(name for key in keys for name in self._pack.aftercare[key].glance)
        )

    def _icon(self, kind: StepKind, key: str) -> PlacedFigure:
        care = self._pack.aftercare[key].icon
        figure = self._illustrator.draw("care-icon", care=care, sign=_SIGNS[kind])
        # The words beside it say the same.
        return PlacedFigure.of(figure, alt="", caption=None, words={})

    def _day(self, day: date) -> WeekDay:
        begins_a_line = day.day == 1 or not day.weekday()
        return WeekDay(
            weekday=weekday_name(day, self._language),
            number=str(day.day),
            month=month_name(day, self._language) if begins_a_line else None,
            visits=tuple(self._visits_on(day)),
        )

    def _visits_on(self, day: date) -> Iterator[str]:
        situation, labels = self._situation, self._labels
        plan, anchors = situation.consultation.plan, situation.anchors
        if day in anchors.samplings or day in anchors.sessions:
            times = {plan.sampling_date: plan.sampling_time}
            at = (times | {visit.day: visit.at for visit in plan.session_visits})[day]
            time = clock_time(at, self._language) if at else None
            yield fill(labels["fridge-visit-at"], time=time) if time else labels["fridge-visit"]
        for name, visits in (
            ("calls", agreed_visits(situation, "calls")),
            ("check", agreed_visits(situation, "checks")),
            ("review", agreed_reviews(situation)),
        ):
            if any(visit.day == day for visit in visits):
                yield labels[f"fridge-{name}"]

    def counted(self, steps: Iterable[AftercareStep]) -> Iterator[CountedVisit]:
        """Give rules by the visit and the days that are counted from it."""
        shown = [s for s in steps if s.kind == "may" or (s.kind != "visit" and s.end is not None)]
        for name, is_sample in (("visit-sample", True), ("visit-treatment", False)):
            own = [step for step in shown if (step.anchor is Anchor.SAMPLING) is is_sample]
            if own:
                days = tuple(self._counted_days(own))
                yield CountedVisit(visit=self._labels[name], days=days)

    def _counted_days(self, steps: Iterable[AftercareStep]) -> Iterator[CountedDays]:
        def alike(step: AftercareStep) -> tuple[StepKind, str]:
            return step.kind, self._stands_alone(step.key)

        for when, same in groupby(steps, key=self._counted_words):
            bars = []
            for (kind, _), together in groupby(sorted(same, key=alike), key=alike):
                keys = [step.key for step in together]
                icon = self._icon(kind, keys[0])
                bars.append(Bar(kind=kind, text=self._said(kind, keys), icon=icon))
            yield CountedDays(when=when, bars=tuple(bars))

    def _counted_words(self, step: AftercareStep) -> str:
        first = self._counted_day(step.start)
        if step.kind == "may":
            wording = self._pack.aftercare[step.key].wording
            return _placed(self._labels[f"date-{wording}"], day=first)
        if step.end is None or step.end == step.start:
            return capitalised(first)
        last = self._counted_day(step.end)
        return capitalised(_placed(self._labels["date-span"], first=first, last=last))

    def _counted_day(self, offset: Offset) -> str:
        number = offset.rough_days
        if number == 0:
            return self._labels["fridge-the-day"]
        side = "after" if number > 0 else "before"
        return _placed(self._labels[f"fridge-day-{side}"], number=str(abs(number)))

    def sentences(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Give what holds all the time, each in a sentence."""
        return tuple(f"{name}." for name in self._names(keys))

    def ask(self, keys: Iterable[str]) -> str:
        """Give what to ask at the visit, as one list; the page is for one visit alone."""
        asked = (self._labels["fridge-new-page"], *self._names(keys))
        return listed(asked, self._language)


def _weeks(visit: date | None, bars: Iterable[Span]) -> tuple[Span, ...]:
    """Give the weeks of the visit, and those in which a bar begins or ends."""
    days = {day for span in bars for day in (span.first, span.last)} | ({visit} if visit else set())
    return tuple(sorted({week_of(day) for day in days})[:_MOST_WEEKS])


def _is_before(rule: Milestone) -> bool:
    """Say whether a rule ends with the visit that it is for."""
    return rule.kind in {"avoid", "do"} and rule.day < rule.anchor_day >= rule.last_day


def _is_bar(rule: Milestone) -> bool:
    return rule.kind != "visit" and rule.last_day != ENDLESS and not _is_before(rule)


def _placed(template: str, **words: str) -> str:
    """Put a pack's own words and days into a label: they read in its direction."""
    return without_isolates(fill(template, **words))
