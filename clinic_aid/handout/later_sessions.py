"""Decide what sessions only repeat: each rule in a few words, with its day at each session."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_aid.content.dates import listed, long_date
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.domain.schedule import Milestone
from clinic_aid.handout.appointments import session_name
from clinic_aid.handout.dated_rows import care_row
from clinic_aid.handout.day_words import in_year
from clinic_aid.handout.parts import CalendarRow, RowKind
from clinic_aid.handout.situation import Situation

_MOST_SIDE_BY_SIDE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SameRule:
    """A rule that holds at each session, in a few words, with its sign."""

    name: str
    kind: RowKind
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDays:
    """Rules that share their day at each session."""

    rules: tuple[SameRule, ...]
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameRulesList:
    """Rules of one kind: what their days say, and the rules in the order of their days."""

    title: str
    groups: tuple[SameDays, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterSessions:
    """What some sessions repeat; `heads` name them, with their days; `year` where it is one."""

    title: str
    year: str
    intro: str
    heads: tuple[str, ...]
    lists: tuple[SameRulesList, ...]


def repeated_in(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """Give what holds on the same days of each of the sessions that a table can tell of.

    After a sample that is to come, whose rules are told in full, these are all sessions, else
    those after the first. Nothing where one of them has a rule more, or other days for one.
    """
    said: set[str] = set()
    sessions: list[Milestone] = []
    again: list[Milestone] = []
    for milestone in milestones:
        if milestone.session and not milestone.no_open_day:
            sessions.append(milestone)
            again += [milestone] if milestone.key in said else []
        said.add(milestone.key)
    like_sample = _alike(sessions) if _is_like_sample(milestones, sessions) else ()
    return like_sample or _alike(again)


def _is_like_sample(milestones: Iterable[Milestone], sessions: Sequence[Milestone]) -> bool:
    """Say whether most of what the first session forbids was forbidden after the sample too."""
    if not sessions:
        return False
    first = min(sessions, key=lambda each: each.session)
    sampled = {each.topic for each in milestones if each.anchor_day < first.anchor_day}
    forbidden = {
        each.topic for each in sessions if each.session == first.session and each.kind == "avoid"
    }
    return len(forbidden & sampled) > len(forbidden - sampled)


def _alike(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """Give them, by their sessions, where they are the same for each; else none."""
    by_session: dict[int, list[Milestone]] = {}
    for milestone in milestones:
        by_session.setdefault(milestone.session, []).append(milestone)
    patterns = {
        # Closed days move a visit: it may be on another day after each session.
        frozenset(_span(each) for each in rules if each.kind != "visit")
        for rules in by_session.values()
    }
    alike = len(patterns) == 1
    return tuple(each for rules in by_session.values() for each in rules) if alike else ()


def untold_rows(
    repeated: Iterable[Milestone], told: Iterable[Milestone], situation: Situation, filling: Filling
) -> Iterator[CalendarRow]:
    """Give in full, once, what is repeated and is of no topic that the list has told."""
    topics = {each.topic for each in told}
    keys = dict.fromkeys(each.key for each in repeated if each.topic not in topics)
    return (care_row(situation.pack.aftercare[key], situation, filling) for key in keys)


def later_sessions(
    repeated: Sequence[Milestone], situation: Situation, filling: Filling, language: str
) -> Iterator[LaterSessions]:
    """Put what sessions repeat, which the list tells in full, into tables of a few sessions."""
    labels = situation.pack.labels
    days = {each.session: each.anchor_day for each in repeated}
    numbers = sorted(days)
    for begin in range(0, len(numbers), _MOST_SIDE_BY_SIDE):
        shown = numbers[begin : begin + _MOST_SIDE_BY_SIDE]
        names = {number: session_name(number, situation) for number in shown}
        after = [fill(labels["phase-of-session"], number=str(number)) for number in shown]
        years = {days[number].year for number in shown}
        year = years.pop() if len(years) == 1 else None
        yield LaterSessions(
            year=str(year or ""),
            title=fill(labels["later-same"], visits=listed(after, language)),
            intro=labels["later-intro"],
            heads=tuple(
                in_year(
                    fill(
                        labels["later-head"], visit=names[each], day=long_date(days[each], language)
                    ),
                    year,
                )
                for each in shown
            ),
            lists=tuple(
                _lists(
                    repeated,
                    {each: days[each] for each in shown},
                    situation,
                    filling,
                    language,
                )
            ),
        )


def _lists(
    repeated: Iterable[Milestone],
    days: Mapping[int, date],
    situation: Situation,
    filling: Filling,
    language: str,
) -> Iterator[SameRulesList]:
    """Give what begins before the sessions, what ends after them, what is allowed and asked."""
    labels = situation.pack.labels

    def is_before(each: Milestone) -> bool:
        return each.kind in {"avoid", "do"} and each.day < each.anchor_day

    def begins(each: Milestone) -> str:
        return fill(labels["later-from"], day=_day(each.day, each, language))

    def ends(each: Milestone) -> str:
        return fill(labels["later-to"], day=_day(each.last_day, each, language))

    def often(each: Milestone) -> str:
        if each.day == each.last_day:
            return _day(each.day, each, language)
        key = "date-two" if (each.last_day - each.day).days == 1 else "date-span"
        first, last = (long_date(day, language) for day in (each.day, each.last_day))
        return in_year(fill(labels[key], first=first, last=last), each.anchor_day.year)

    kinds: tuple[tuple[str, Callable[[Milestone], bool], Callable[[Milestone], str]], ...] = (
        ("later-before", is_before, begins),
        ("later-until", lambda each: each.kind in {"avoid", "do"} and not is_before(each), ends),
        ("later-again", lambda each: each.kind == "may", begins),
        ("later-ask", lambda each: each.kind == "visit", often),
    )
    for title, belongs, said in kinds:
        by_days: dict[tuple[timedelta, tuple[str, ...]], list[SameRule]] = {}
        found = [each for each in repeated if belongs(each) and each.session in days]
        for key in dict.fromkeys(each.key for each in found):
            told = {each.session: each for each in found if each.key == key}
            first = next(iter(told.values()))
            words = tuple(said(told[number]) if number in told else "" for number in days)
            length = first.last_day - first.anchor_day
            by_days.setdefault((length, words), []).append(_rule(key, situation, filling))
        if by_days:
            yield SameRulesList(
                title=labels[title],
                groups=tuple(
                    SameDays(rules=tuple(rules), days=words)
                    for (_, words), rules in sorted(by_days.items(), key=lambda each: each[0])
                ),
            )


def _rule(key: str, situation: Situation, filling: Filling) -> SameRule:
    """Say a rule again in a few words; in a sentence where they would lose what prevents harm."""
    item = situation.pack.aftercare[key]
    row = care_row(item, situation, filling)
    name = item.short
    if item.in_full:
        # What it is only for comes first, then the rule itself.
        more = row.more.partition(". ")[0].removesuffix(".")
        name = f"{row.what} {more}." if item.only_if and row.what.endswith(":") else row.what
    return SameRule(name=name, kind=row.kind, icon=row.icon)


def _day(day: date, milestone: Milestone, language: str) -> str:
    return isolated(in_year(long_date(day, language), milestone.anchor_day.year))


def _span(milestone: Milestone) -> tuple[str, timedelta, timedelta]:
    day = milestone.anchor_day
    return milestone.key, milestone.day - day, milestone.last_day - day
