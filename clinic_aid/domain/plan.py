"""What was agreed: the product, how it is made and given, and the days in the clinic.

`__pydantic_config__` is read by the file reader and means nothing here.
"""

from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import ClassVar, Literal

from clinic_aid.domain.lengths import LINE, require_few, require_short

FIRST_TREATMENT_YEAR, LAST_TREATMENT_YEAR = 1990, 2100
_STRICT: dict[str, object] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A date agreed with the clinic, with its time where one was said."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentPlan:
    """What was agreed. Whatever is None was not said and prints "not yet agreed"."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    product: str
    preparation: Literal["same-day", "grown"] | None = None
    kind: Literal["medium", "extract", "exosomes"] | None = None
    origin: Literal["own", "donor"] | None = None
    sampling: str | None = None
    sampling_date: date | None = None
    sampling_time: time | None = None
    delivery: str | None = None
    treatment_date: date | None = None
    treatment_time: time | None = None
    sessions: int | None = None
    later_sessions: tuple[date, ...] = ()
    reviews: tuple[Visit, ...] = ()
    full_cost: str | None = None

    def __post_init__(self) -> None:
        if self.sessions is not None and not 1 <= self.sessions <= 12:
            raise ValueError(f"sessions is {self.sessions}; write a number from 1 to 12")
        if self.later_sessions:
            if self.treatment_date is None:
                raise ValueError("later_sessions needs treatment_date, which is the first session")
            days = (self.treatment_date, *self.later_sessions)
            if any(later <= earlier for earlier, later in pairwise(days)):
                raise ValueError(
                    "later_sessions must follow treatment_date, each after the one before"
                )
            if self.sessions is not None and len(days) > self.sessions:
                raise ValueError(
                    f"{len(days)} session dates are given, but sessions is {self.sessions}"
                )
        named = [("treatment_date", self.treatment_date), ("sampling_date", self.sampling_date)]
        named += [("later_sessions", day) for day in self.later_sessions]
        named += [("reviews", visit.day) for visit in self.reviews]
        for name, day in named:
            if day is not None and not FIRST_TREATMENT_YEAR <= day.year <= LAST_TREATMENT_YEAR:
                raise ValueError(
                    f"{name} {day.isoformat()} is not between "
                    f"{FIRST_TREATMENT_YEAR} and {LAST_TREATMENT_YEAR}; check the year"
                )
        if self.sampling_date and self.treatment_date and self.sampling_date > self.treatment_date:
            raise ValueError(
                "sampling_date is after treatment_date; cells are taken before they are given"
            )
        require_short(LINE, full_cost=self.full_cost)
        require_few(later_sessions=self.later_sessions, reviews=self.reviews)

    @property
    def session_days(self) -> tuple[date, ...]:
        """Give the agreed treatment days in order; the first is day 0."""
        return () if self.treatment_date is None else (self.treatment_date, *self.later_sessions)
