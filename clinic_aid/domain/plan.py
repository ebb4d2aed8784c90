"""What was agreed: the product, how it is made and given, and the days in the clinic.

`__pydantic_config__` is read by the file reader and means nothing here.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, time
from typing import ClassVar, Literal

from clinic_aid.domain.lengths import LINE, require_few, require_short
from clinic_aid.errors import InvalidValueError

FIRST_TREATMENT_YEAR, LAST_TREATMENT_YEAR = 1990, 2100
MOST_SESSIONS = 12
_STRICT: dict[str, object] = {"extra": "forbid"}


def is_known_year(day: date, *, first: int = FIRST_TREATMENT_YEAR) -> bool:
    """Say whether somebody can have been seen or treated in the year of a day."""
    return first <= day.year <= LAST_TREATMENT_YEAR


def require_known_year(name: str, day: date, *, first: int = FIRST_TREATMENT_YEAR) -> None:
    """Refuse a day in a year in which nobody can have been seen or treated, by its name."""
    if not is_known_year(day, first=first):
        raise InvalidValueError(
            "{name} {day} is not between {first} and {last}; check the year",
            name=name,
            day=day.isoformat(),
            first=first,
            last=LAST_TREATMENT_YEAR,
        )


def require_sessions(count: int | None, *, least: int = 1) -> None:
    """Refuse a number of sessions that no plan has; None was not said."""
    if count is not None and not least <= count <= MOST_SESSIONS:
        raise InvalidValueError(
            "sessions is {count}; write a number from {least} to {most}",
            count=count,
            least=least,
            most=MOST_SESSIONS,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A date agreed with the clinic, with its time and place where they were said."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    day: date
    at: time | None = None
    place: str | None = None

    def __post_init__(self) -> None:
        require_short(LINE, place=self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheDay:
    """What was agreed for the days on which a sample is taken or a session is given."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    place: str | None = None
    bring: str | None = None
    eat_and_drink: str | None = None
    going_home: str | None = None

    def __post_init__(self) -> None:
        require_short(
            LINE,
            place=self.place,
            bring=self.bring,
            eat_and_drink=self.eat_and_drink,
            going_home=self.going_home,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyDone:
    """What of the plan was done before the consultation or on its day."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    sample: bool = False
    sessions: int = 0

    def __post_init__(self) -> None:
        require_sessions(self.sessions, least=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentPlan:
    """What was agreed. Whatever is None was not said and prints "not yet agreed".

    `sleeps_in` is the country where the patient sleeps in the first two weeks. `calls` and
    `checks` are the days on which the clinic promised to call, or to look at the wounds.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    product: str
    preparation: Literal["same-day", "grown"] | None = None
    kind: Literal["medium", "extract", "exosomes"] | None = None
    origin: Literal["own", "donor"] | None = None
    sampling: str | None = None
    sampling_date: date | None = None
    sampling_time: time | None = None
    delivery: str | None = None
    sedation: Literal["awake", "sedated"] | None = None
    treatment_date: date | None = None
    treatment_time: time | None = None
    sessions: int | None = None
    later_sessions: tuple[date | Visit, ...] = ()
    on_the_day: OnTheDay = field(default_factory=OnTheDay)
    already_done: AlreadyDone = field(default_factory=AlreadyDone)
    calls: tuple[Visit, ...] = ()
    checks: tuple[Visit, ...] = ()
    reviews: tuple[Visit, ...] = ()
    sleeps_in: str | None = None
    full_cost: str | None = None

    def __post_init__(self) -> None:
        require_sessions(self.sessions)
        if self.sessions is not None and self.already_done.sessions > self.sessions:
            raise InvalidValueError(
                "already_done says {done} sessions, but sessions is {sessions}; check both",
                done=self.already_done.sessions,
                sessions=self.sessions,
            )
        if self.later_sessions and self.treatment_date is None:
            raise InvalidValueError(
                "later_sessions needs treatment_date, which is the first session"
            )
        for day, times in Counter(self.session_days).items():
            if times > 1:
                raise InvalidValueError(
                    "two sessions are on {day}; give each a day of its own", day=day.isoformat()
                )
        if self.sessions is not None and len(self.session_days) > self.sessions:
            raise InvalidValueError(
                "{days} session dates are given, but sessions is {sessions}",
                days=len(self.session_days),
                sessions=self.sessions,
            )
        for name, day in self.visit_days:
            require_known_year(name, day)
        if self.sampling_date and self.session_days and self.sampling_date > self.session_days[0]:
            raise InvalidValueError(
                "sampling_date is after treatment_date; cells are taken before they are given"
            )
        require_short(
            LINE,
            product=self.product,
            sampling=self.sampling,
            delivery=self.delivery,
            sleeps_in=self.sleeps_in,
            full_cost=self.full_cost,
        )
        require_few(
            later_sessions=self.later_sessions,
            reviews=self.reviews,
            calls=self.calls,
            checks=self.checks,
        )

    @property
    def session_visits(self) -> tuple[Visit, ...]:
        """Give the agreed sessions in the order of their days, whatever order they came in."""
        return tuple(sorted(self._sessions_as_given, key=lambda visit: visit.day))

    @property
    def session_days(self) -> tuple[date, ...]:
        """Give the agreed treatment days in order; the first is day 0."""
        return tuple(visit.day for visit in self.session_visits)

    @property
    def sessions_planned(self) -> int | None:
        """Give how many sessions there are in all, as far as somebody said; None is open."""
        told = max(len(self.session_days), self.already_done.sessions)
        return self.sessions or (told if told > 1 else None)

    @property
    def has_several_sessions(self) -> bool:
        """Say whether more than one session is planned, as far as somebody said."""
        return (self.sessions_planned or 1) > 1

    @property
    def is_in_order(self) -> bool:
        """Say whether the sessions were given in the order of their days."""
        return self.session_days == tuple(visit.day for visit in self._sessions_as_given)

    @property
    def visit_days(self) -> tuple[tuple[str, date], ...]:
        """Give every agreed day in the clinic with the name of the entry that holds it."""
        named = [("sampling_date", self.sampling_date)] if self.sampling_date else []
        named += [
            ("treatment_date" if day == self.treatment_date else "later_sessions", day)
            for day in self.session_days
        ]
        for name, visits in (
            ("calls", self.calls), ("checks", self.checks), ("reviews", self.reviews),
        ):  # fmt: skip
            named += [(name, visit.day) for visit in visits]
        return tuple(named)

    @property
    def _sessions_as_given(self) -> tuple[Visit, ...]:
        if self.treatment_date is None:
            return ()
        first = Visit(day=self.treatment_date, at=self.treatment_time)
        later = (
            Visit(day=each) if isinstance(each, date) else each for each in self.later_sessions
        )
        return first, *later
