"""The clinic's own facts, as the lead clinician wrote them; what is None was not told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import ClassVar, Literal

from clinic_aid.domain.lengths import (
    LINE,
    NUMBER,
    PASSAGE,
    is_within_whole,
    require_few,
    require_short,
)
from clinic_aid.domain.plan import require_sessions
from clinic_aid.domain.schedule import ClosedDays
from clinic_aid.errors import InvalidValueError

_STRICT: dict[str, object] = {"extra": "forbid"}
MOST_CLOSED_DATES = 500
Paper = Literal["a4", "letter"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip


def is_number(text: str | None) -> bool:
    """Say whether there is a number to dial in a text: three digits at least."""
    return sum(map(str.isdigit, text or "")) >= 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """Days on which the clinic is closed, from `first` up to and including `last`."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidValueError("last is before first; swap the two dates")
        if (self.last - self.first).days > 366:
            raise InvalidValueError("a closed period is longer than a year; check its dates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one product costs in full, with repeats, and what is paid if it fails.

    `sessions` says for how many sessions in all; None is a price told without a number.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    sessions: int | None = None
    full_cost: str | None = None
    repeats: str | None = None
    if_it_fails: str | None = None

    def __post_init__(self) -> None:
        require_sessions(self.sessions)
        require_short(
            LINE, full_cost=self.full_cost, repeats=self.repeats, if_it_fails=self.if_it_fails
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A clinic's answer that holds for some products only; without products, for all."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    text: str
    products: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_short(PASSAGE, text=self.text)
        require_few(products=self.products)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """One clinic. Its prices are on paper; on a screen only where `prices_on_screen` says so."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    format: Literal[1] = 1
    name: str | None = None
    logo: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    out_of_hours: str | None = None
    country: str | None = None
    closed_weekdays: tuple[Weekday, ...] = ()
    closed_dates: tuple[date, ...] = ()
    closed_periods: tuple[ClosedPeriod, ...] = ()
    who_treats: str | None = None
    licence: str | None = None
    products: tuple[str, ...] = ()
    prices: Mapping[str, Price | tuple[Price, ...]] = field(default_factory=dict)
    prices_on_screen: bool | None = None
    answers: Mapping[str, str | Answer | tuple[Answer, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(set(self.closed_weekdays)) == len(WEEKDAYS):
            raise InvalidValueError("closed_weekdays names all seven days; leave the open ones out")
        require_short(
            LINE,
            name=self.name,
            address=self.address,
            email=self.email,
            website=self.website,
            who_treats=self.who_treats,
        )
        require_short(NUMBER, phone=self.phone, out_of_hours=self.out_of_hours)
        require_short(PASSAGE, logo=self.logo, licence=self.licence)
        for key, told in self.answers.items():
            if isinstance(told, str):
                require_short(PASSAGE, **{f"answers.{key}": told})
        for product in self.prices:
            numbers = [price.sessions for price in self.prices_of(product)]
            if len(set(numbers)) < len(numbers):
                raise InvalidValueError(
                    "prices.{product} has two prices for one number of sessions; keep one",
                    product=product,
                )
        require_few(products=self.products, closed_periods=self.closed_periods)
        require_few(most=MOST_CLOSED_DATES, closed_dates=self.closed_dates)

    @property
    def is_too_long(self) -> bool:
        """Say whether prices and answers are more than one file may tell.

        A consultation's own are joined with the clinic's, and then may be up to twice as long.
        """
        return not is_within_whole((self.prices, self.answers))

    @property
    def paper(self) -> Paper:
        """Give the paper that is usual in the clinic's country."""
        return "letter" if self.country in {"US", "CA"} else "a4"

    @property
    def closed_days(self) -> ClosedDays:
        """Give every day on which no visit can be."""
        dates = set(self.closed_dates)
        for period in self.closed_periods:
            days = range(period.first.toordinal(), period.last.toordinal() + 1)
            dates.update(map(date.fromordinal, days))
        weekdays = frozenset(WEEKDAYS.index(day) for day in self.closed_weekdays)
        return ClosedDays(weekdays=weekdays, dates=frozenset(dates))

    @property
    def can_be_called(self) -> bool:
        """Say whether both numbers hold digits to dial, by day and when the clinic is closed."""
        return all(map(is_number, (self.phone, self.out_of_hours)))

    def prices_of(self, product: str) -> tuple[Price, ...]:
        """Give every price of a product, each for another number of sessions."""
        told = self.prices.get(product, ())
        return (told,) if isinstance(told, Price) else told

    def price_for(self, product: str, sessions: int | None) -> Price | None:
        """Give the price of exactly so many sessions; None is open.

        A price that was told without a number stands in where no more than one session is
        planned. It is never taken for a price of several.
        """
        by_number = {price.sessions: price for price in self.prices_of(product)}
        if sessions is not None and sessions in by_number:
            return by_number[sessions]
        return by_number.get(None) if sessions in {None, 1} else None

    def answers_to(self, key: str) -> tuple[Answer, ...]:
        """Give every answer to one question, each for some products or for all."""
        told = self.answers[key]
        if isinstance(told, str):
            return (Answer(text=told),)
        return (told,) if isinstance(told, Answer) else told

    def answers_for(self, product: str) -> dict[str, str]:
        """Give the answers that hold for a product, by the key of the question."""
        found: dict[str, str] = {}
        for key in self.answers:
            for answer in self.answers_to(key):
                if not answer.products or product in answer.products:
                    found.setdefault(key, answer.text)
        return found

    def overridden_by(self, other: "Clinic | None") -> "Clinic":
        """Give these facts with everything that `other` fills in put in their place.

        Prices and answers are joined key by key; any other fact is taken whole. Another clinic,
        by its name or its country, is taken as it is: what this one promises is not its promise.
        """
        if other is None:
            return self
        for mine, theirs in ((self.name, other.name), (self.country, other.country)):
            if mine is not None and theirs is not None and mine != theirs:
                return other
        changes = {
            name.name: value
            for name in fields(self)
            if (value := getattr(other, name.name)) not in (None, (), {})
        }
        changes["prices"] = {**self.prices, **other.prices}
        changes["answers"] = {**self.answers, **other.answers}
        return replace(self, **changes)
