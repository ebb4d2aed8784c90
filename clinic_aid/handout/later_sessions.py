"""Decide what later sessions only repeat: their rules in a few words, side by side with dates."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_aid.content.care import Aftercare
from clinic_aid.content.dates import listed, long_date
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.domain.schedule import Milestone
from clinic_aid.handout.appointments import session_name
from clinic_aid.handout.dated_rows import care_row
from clinic_aid.handout.day_words import in_year, span_words
from clinic_aid.handout.situation import Situation

_MOST_SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SameRules:
    """Rules that hold on the same days of each session, in a few words, and the day of each."""

    names: tuple[str, ...]
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameRulesList:
    """Rules of one kind: what their days say, and the rules in the order of their days."""

    title: str
    rules: tuple[SameRules, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterSessions:
    """What some later sessions repeat; `heads` name them, with their days."""

    title: str
    intro: str
    heads: tuple[str, ...]
    lists: tuple[SameRulesList, ...]


def repeated_in(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Give what was said before and holds on the same days of every session that is left.

    Nothing where one of them has a rule more, or one that begins or ends on another day.
    """
    said: set[str] = set()
    again: dict[int, list[Milestone]] = {}
    for milestone in milestones:
        if milestone.key in said and not milestone.no_open_day:
            again.setdefault(milestone.session, []).append(milestone)
        said.add(milestone.key)
    patterns = {
        # Closed days move a visit: it may be on another day after each session.
        frozenset(_span(each) for each in rules if each.kind != "visit")
        for rules in again.values()
    }
    alike = len(patterns) == 1 and 0 not in again
    return tuple(each for rules in again.values() for each in rules) if alike else ()


def later_sessions(
    repeated: Sequence[Milestone], situation: Situation, filling: Filling, language: str
) -> Iterator[LaterSessions]:
    """Put what later sessions repeat into tables, a few sessions side by side."""
    labels = situation.pack.labels
    days = {each.session: each.anchor_day for each in repeated}
    numbers = sorted(days)
    for begin in range(0, len(numbers), _MOST_SIDE_BY_SIDE):
        shown = numbers[begin : begin + _MOST_SIDE_BY_SIDE]
        names = {number: session_name(number, situation) for number in shown}
        after = [fill(labels["phase-of-session"], number=str(number)) for number in shown]
        yield LaterSessions(
            title=fill(labels["later-same"], visits=listed(after, language)),
            intro=labels["later-intro"],
            heads=tuple(
                fill(labels["later-head"], visit=names[each], day=long_date(days[each], language))
                for each in shown
            ),
            lists=tuple(
                _lists(repeated, {each: days[each] for each in shown}, situation, filling, language)
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
    labels, aftercare = situation.pack.labels, situation.pack.aftercare

    def is_before(each: Milestone) -> bool:
        return each.kind in {"avoid", "do"} and each.day < each.anchor_day

    def begins(each: Milestone) -> str:
        return _day(each.day, each, language)

    def ends(each: Milestone) -> str:
        return _day(each.last_day, each, language)

    def often(each: Milestone) -> str:
        words = span_words(each.day, each.last_day, labels, language, longer="date-span")
        return in_year(words, each.anchor_day.year)

    kinds: tuple[tuple[str, Callable[[Milestone], bool], Callable[[Milestone], str]], ...] = (
        ("later-before", is_before, begins),
        ("later-until", lambda each: each.kind in {"avoid", "do"} and not is_before(each), ends),
        ("later-again", lambda each: each.kind == "may", begins),
        ("later-ask", lambda each: each.kind == "visit", often),
    )
    for title, belongs, said in kinds:
        by_days: dict[tuple[timedelta, tuple[str, ...]], list[str]] = {}
        found = [each for each in repeated if belongs(each) and each.session in days]
        for key in dict.fromkeys(each.key for each in found):
            told = {each.session: each for each in found if each.key == key}
            first = next(iter(told.values()))
            words = tuple(said(told[number]) if number in told else "" for number in days)
            length = first.last_day - first.anchor_day
            by_days.setdefault((length, words), []).append(
                _in_short(aftercare[key], situation, filling)
            )
        if by_days:
            yield SameRulesList(
                title=labels[title],
                rules=tuple(
                    SameRules(names=tuple(names), days=words)
                    for (_, words), names in sorted(by_days.items())
                ),
            )


def _in_short(item: Aftercare, situation: Situation, filling: Filling) -> str:
    """Say a rule again in a few words; in a sentence where they would lose what prevents harm."""
    if not item.in_full:
        return item.short
    row = care_row(item, situation, filling)
    # What it is only for comes first, then the rule itself.
    more = row.more.partition(". ")[0].removesuffix(".")
    return f"{row.what} {more}." if item.only_if and row.what.endswith(":") else row.what


def _day(day: date, milestone: Milestone, language: str) -> str:
    return isolated(in_year(long_date(day, language), milestone.anchor_day.year))


def _span(milestone: Milestone) -> tuple[str, timedelta, timedelta]:
    day = milestone.anchor_day
    return milestone.key, milestone.day - day, milestone.last_day - day
