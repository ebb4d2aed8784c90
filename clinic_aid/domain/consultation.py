"""One consultation: the patient, what was seen, asked, planned, said and decided.

These values are the record; the consultation file has the same shape. Ids (of a
product, a check, a stage) are those of the content pack that the file names.
`__pydantic_config__` is read by the file reader and means nothing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import ClassVar, Literal

from clinic_aid.domain.blank import is_blank
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.done import done_of
from clinic_aid.domain.lengths import (
    FULL_LINE,
    LINE,
    PASSAGE,
    POINTS,
    STROKES,
    WHOLE,
    has_room_for,
    is_within_whole,
    require_few,
    require_short,
)
from clinic_aid.domain.plan import TreatmentPlan, require_known_year
from clinic_aid.errors import InvalidValueError

FIRST_BIRTH_YEAR = 1900
_STRICT: dict[str, object] = {"extra": "forbid"}

Sex = Literal["female", "male", "other"]
INFORMATION_NEEDS = (
    "large-print", "screen-reader", "other-language", "easy-read", "somebody-reads-to-me",
)  # fmt: skip
_NEED_OF = {need.replace("-", " "): need for need in INFORMATION_NEEDS}
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
    """Ids of `INFORMATION_NEEDS`, written as words, too; others are kept as the patient's own."""

    @property
    def first_name(self) -> str:
        """Give the first word of the name, for where not everybody is to read all of it."""
        return self.name.split(maxsplit=1)[0]

    def __post_init__(self) -> None:
        if is_blank(self.name):
            raise InvalidValueError("name is empty; write the patient's name")
        if self.birth_date is not None:
            require_known_year("birth_date", self.birth_date, first=FIRST_BIRTH_YEAR)
        require_short(LINE, name=self.name, language=self.language)
        require_few(information_needs=self.information_needs)
        needs = tuple(_NEED_OF.get(need.strip().lower(), need) for need in self.information_needs)
        object.__setattr__(self, "information_needs", needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A free line on one view of the scalp map; points are fractions of the view, 0 to 1."""

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    view: View
    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if len(self.points) < 2 or any(not 0 <= c <= 1 for point in self.points for c in point):
            raise InvalidValueError("a stroke needs two or more points between 0 and 1")


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
        if not has_room_for(stroke.points for stroke in self.strokes):
            raise InvalidValueError(
                "strokes are too many; at most {lines:,} with {points:,} points in all fit",
                lines=STROKES,
                points=POINTS,
            )


def names_somebody(text: str) -> bool:
    """Say whether this can be a name: a dash or an invisible sign is nobody."""
    return sum(map(str.isalpha, text)) >= 2


def is_clearing(by: str | None, on: date | None, how: str | None) -> bool:
    """Say whether this clears a check: by somebody, on a day, in a way that was seen."""
    return names_somebody(by or "") and on is not None and how is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """What the patient answered to one check, and the act of clearing it where it needs that.

    Clearing takes all three: by whom, on which day, and how it was seen. A name alone, as
    older files hold it, is not confirmed.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _STRICT
    answer: Literal["yes", "no", "unsure"]
    cleared_by: str | None = None
    cleared_on: date | None = None
    cleared_how: Literal["letter", "spoken", "test"] | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.cleared_on is not None:
            require_known_year("cleared_on", self.cleared_on)
        require_short(LINE, cleared_by=self.cleared_by)
        require_short(PASSAGE, note=self.note)

    @property
    def is_cleared(self) -> bool:
        """Say whether somebody cleared this, on a day, in a way that was seen."""
        return is_clearing(self.cleared_by, self.cleared_on, self.cleared_how)

    @property
    def is_open(self) -> bool:
        """Say whether this still needs somebody to clear it."""
        return self.answer != "no" and not self.is_cleared


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
        require_short(LINE, topic=self.topic)
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
        require_short(LINE, content=self.content, consultant=self.consultant)
        require_short(PASSAGE, notes_for_patient=self.notes_for_patient)
        require_few(
            what_matters=self.what_matters, questions=self.questions, teach_back=self.teach_back
        )
        written = (
            *(self.plan, self.consultant, self.finding, self.checks),
            *(self.what_matters, self.questions, self.teach_back, self.notes_for_patient),
        )
        if not is_within_whole(written):
            raise InvalidValueError(
                "questions, teach_back, what_matters, the notes of checks and notes_for_patient "
                "have more than {limit:,} characters in all, of which a new line takes up "
                "{line}; shorten some",
                limit=WHOLE,
                line=FULL_LINE,
            )
        consulted, born = self.consultation_date, self.patient.birth_date
        if consulted is not None:
            require_known_year("consultation_date", consulted)
        for name, day in (
            ("sampling_date", self.plan.sampling_date),
            ("treatment_date", min(self.plan.session_days, default=None)),
        ):
            if day is not None and born is not None and day < born:
                raise InvalidValueError(
                    "plan.{name} is before patient.birth_date; check both dates", name=name
                )
        if born is not None and consulted is not None and born > consulted:
            raise InvalidValueError(
                "patient.birth_date is after consultation_date; check both dates"
            )
        done = done_of(self.plan, consulted)
        for name, day in (
            ("sample", done.sample_day),
            *(("sessions", day) for day in done.session_days),
        ):
            if day is not None and consulted is not None and day > consulted:
                raise InvalidValueError(
                    "plan.already_done.{name} says that it was done, but {day} is after "
                    "consultation_date; check both",
                    name=name,
                    day=day.isoformat(),
                )
