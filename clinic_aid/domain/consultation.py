"""One consultation: the patient, what was seen, asked, planned, said and decided.

These values are the record; the consultation file has the same shape. Ids (of a
product, a check, a stage) are those of the content pack that the file names.
`__pydantic_config__` is read by the file reader and means nothing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from typing import ClassVar, Literal

from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.lengths import LINE, PASSAGE, require_few, require_short

FIRST_TREATMENT_YEAR, LAST_TREATMENT_YEAR = 1990, 2100
_STRICT: dict[str, object] = {"extra": "forbid"}

Sex = Literal["female", "male", "other"]
View = Literal["top", "front", "back", "left", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """The person the guide is for."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    name: str
    birth_date: date | None = None
    sex: Sex | None = None
    language: str | None = None
    information_needs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("name is empty; write the patient's name")
        require_short(LINE, name=self.name, language=self.language)
        require_few(information_needs=self.information_needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A free line on one view of the scalp map; points are fractions of the view, 0 to 1."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    view: View
    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if len(self.points) < 2 or any(not 0 <= c <= 1 for point in self.points for c in point):
            raise ValueError("a stroke needs two or more points between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was seen: pattern, stage of a scale, and the areas marked together."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    pattern: str | None = None
    stage: str | None = None
    since: str | None = None
    areas: tuple[str, ...] = ()
    strokes: tuple[Stroke, ...] = ()

    def __post_init__(self) -> None:
        require_short(LINE, pattern=self.pattern, stage=self.stage, since=self.since)
        require_few(areas=self.areas)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """What the patient answered to one check, and who cleared it where it needs clearing."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    answer: Literal["yes", "no", "unsure"]
    cleared_by: str | None = None
    cleared_on: date | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        require_short(LINE, cleared_by=self.cleared_by)
        require_short(PASSAGE, note=self.note)

    @property
    def is_open(self) -> bool:
        """Say whether this still needs somebody to clear it."""
        return self.answer != "no" and not (self.cleared_by or "").strip()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientQuestion:
    """A question the patient asked, with the answer given, if one was."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    question: str
    answer: str | None = None

    def __post_init__(self) -> None:
        require_short(PASSAGE, question=self.question, answer=self.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachBack:
    """What the patient said back in their own words about a topic."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    topic: str
    words: str | None = None
    outcome: Literal["clear", "explain-again"] | None = None

    def __post_init__(self) -> None:
        require_short(PASSAGE, words=self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A screen that was shown, in order, with when, for how long and of which content version."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    screen: str
    day: date | None = None
    at: time | None = None
    seconds: int | None = None
    content: str | None = None

    def __post_init__(self) -> None:
        require_short(LINE, screen=self.screen, content=self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One sitting with a consultant, as far as it was recorded."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    format: Literal[1] = 1
    patient: Patient
    plan: TreatmentPlan
    content: str = "hair-stem-cell"
    consultation_date: date | None = None
    consultant: str | None = None
    finding: Finding = field(default_factory=Finding)
    red_flags: Mapping[str, Literal["yes", "no", "unsure"]] = field(default_factory=dict)
    checks: Mapping[str, CheckAnswer] = field(default_factory=dict)
    what_matters: tuple[str, ...] = ()
    questions: tuple[PatientQuestion, ...] = ()
    teach_back: tuple[TeachBack, ...] = ()
    decision: Literal["go-ahead", "think-about-it", "no"] | None = None
    notes_for_patient: str | None = None
    shown: tuple[Shown, ...] = ()
    clinic: Clinic | None = None

    def __post_init__(self) -> None:
        require_short(LINE, consultant=self.consultant)
        require_short(PASSAGE, notes_for_patient=self.notes_for_patient)
        require_few(
            what_matters=self.what_matters, questions=self.questions, teach_back=self.teach_back
        )
        consulted, born = self.consultation_date, self.patient.birth_date
        for name, day in (
            ("sampling_date", self.plan.sampling_date),
            ("treatment_date", self.plan.treatment_date),
        ):
            if day is not None and consulted is not None and day < consulted:
                raise ValueError(f"plan.{name} is before consultation_date; check both dates")
            if day is not None and born is not None and day < born:
                raise ValueError(f"plan.{name} is before patient.birth_date; check both dates")
        if born is not None and consulted is not None and born > consulted:
            raise ValueError("patient.birth_date is after consultation_date; check both dates")
