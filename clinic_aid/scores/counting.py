"""Count what raters and checks found: the lower of two grades, and what a check refuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clinic_aid.scores.instruments import (
    PARTS_OF,
    Grade,
    Instrument,
    RatedItem,
    Scoring,
    Subject,
    Target,
)
from clinic_aid.scores.ratings import Rating, Ratings


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """What a check found: whether it lets an item pass, why (not), and where it looked."""

    is_met: bool
    why: str
    place: str


Check = Callable[[str, Subject], CheckOutcome]
"""Makes the check of a name for what is rated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What counts of one item: its grade (None where it does not apply), where and why.

    `decided_by` is the program, or the rater whose grade is the lower one.
    """

    item: str
    group: str
    grade: Grade | None
    is_met: bool
    place: str
    why: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What an instrument says of a part: items met, or points where each item has some."""

    points: int
    possible: int

    @property
    def percent(self) -> int:
        """Give the points in per cent, rounded down so that no target is met by rounding."""
        return 100 * self.points // self.possible if self.possible else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All verdicts of one instrument on one subject; `older` says that the words have changed.

    Without verdicts nobody, or only one, has rated these words.
    """

    instrument: str
    subject: Subject
    verdicts: tuple[Verdict, ...]
    older: bool = False

    @property
    def missed(self) -> tuple[Verdict, ...]:
        """Give the items that apply and are not met."""
        return tuple(each for each in self.verdicts if each.grade is not None and not each.is_met)

    def in_group(self, group: str | None) -> tuple[Verdict, ...]:
        """Give the verdicts of a group, or all, on items that apply."""
        return tuple(
            each for each in self.verdicts if each.grade is not None and group in (None, each.group)
        )

    def score(self, instrument: Instrument, group: str | None = None) -> Score:
        """Give the points of a group, or of all."""
        counted = self.in_group(group)
        if any(instrument.groups[each.group].scale == "1-5" for each in counted):
            points = sum(each.grade for each in counted if isinstance(each.grade, int))
            return Score(points=points, possible=5 * len(counted))
        return Score(points=sum(each.is_met for each in counted), possible=len(counted))

    def reaches(self, target: Target, instrument: Instrument) -> bool:
        """Say whether a target is reached."""
        counted = self.in_group(target.group)
        if target.percent is not None:
            return self.score(instrument, target.group).percent >= target.percent
        met = sum(each.is_met for each in counted)
        if target.met is not None:
            return met >= target.met
        return len(counted) - met <= (target.missed or 0)


def results(
    scoring: Scoring, raters: tuple[Ratings, ...], words: Mapping[str, str], check: Check
) -> tuple[Result, ...]:
    """Give what counts, for each instrument and part; `words` are the digests of now."""
    return tuple(
        _result(scoring, raters, words, check, name=name, subject=subject)
        for name, subject in scoring.pairs()
    )


def _result(
    scoring: Scoring,
    raters: tuple[Ratings, ...],
    words: Mapping[str, str],
    check: Check,
    *,
    name: str,
    subject: Subject,
) -> Result:
    older = any(
        each.words[part] != words[part]  # type: ignore[index]
        for each in raters
        for part in PARTS_OF[subject]
    )
    verdicts: tuple[Verdict, ...] = ()
    if len(raters) == 2 and not older:
        instrument = scoring.instruments[name]
        given = [each.ratings[name][subject] for each in raters]  # type: ignore[index]
        verdicts = tuple(
            verdict(
                key,
                item,
                instrument,
                tuple((who.rater, each[key]) for who, each in zip(raters, given, strict=True))
                if item.rated
                else (),
                check(item.check, subject) if item.check else None,
            )
            for key, item in instrument.items.items()
        )
    return Result(instrument=name, subject=subject, verdicts=verdicts, older=older)


def verdict(
    key: str,
    item: RatedItem,
    instrument: Instrument,
    given: tuple[tuple[str, Rating], ...],
    found: CheckOutcome | None,
) -> Verdict:
    """Give what counts of one item: never what was not done, then the check, then the lower grade.

    It does not apply only where all say so; where one does not, that one's grade counts.
    """
    group = instrument.group_of(key)

    def by_program(*, is_met: bool, why: str, place: str) -> Verdict:
        return Verdict(
            item=key,
            group=item.group,
            grade=group.grades[-1 if is_met else 0],
            is_met=is_met,
            place=place,
            why=why,
            decided_by="program",
        )

    if item.unmet is not None:
        return by_program(is_met=False, why=item.unmet, place="nowhere")
    applies = [(who, each) for who, each in given if each.rating != "na"]
    given_up = bool(given) and not applies
    if found is not None and (not item.rated or not (found.is_met or given_up)):
        return by_program(is_met=found.is_met, why=found.why, place=found.place)
    if not applies:
        who, said = given[0]
        grade = None
    else:
        who, said = min(applies, key=lambda pair: group.grades.index(_grade(pair[1])))
        grade = _grade(said)
    return Verdict(
        item=key,
        group=item.group,
        grade=grade,
        is_met=grade is not None and group.is_met(grade),
        place=said.place,
        why=said.why,
        decided_by=who,
    )


def _grade(rating: Rating) -> Grade:
    assert rating.rating != "na"
    return rating.rating
