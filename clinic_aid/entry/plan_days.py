"""What moves when the treatment day moves, and where it cannot go."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from clinic_aid.domain.done import is_past
from clinic_aid.domain.plan import FIRST_TREATMENT_YEAR, is_known_year
from clinic_aid.domain.schedule import ClosedDays, age_on, decide_by, is_minor
from clinic_aid.domain.unfinished import read_day, read_days
from clinic_aid.entry.draft import Draft

_DAY = timedelta(days=1)


class Refusal(Enum):
    """Why a day cannot be the treatment day."""

    BEFORE_CONSULTATION = auto()
    BEFORE_SAMPLE = auto()
    SAMPLE_BEFORE_CONSULTATION = auto()
    AFTER_LATER_SESSION = auto()
    UNDER_AGE = auto()
    NO_SUCH_YEAR = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The plan's days after a move, and those that moved along."""

    day: date
    sample: date | None = None
    later: tuple[date, ...] = ()

    @property
    def is_alone(self) -> bool:
        """Say whether nothing but the treatment day moved."""
        return self.sample is None and not self.later


def move(draft: Draft, day: date) -> Move | Refusal:
    """Say what moves if the treatment is on this day.

    The sample and the later sessions keep their days, unless the move would put them in the
    wrong order: then they move by as many days. A sample on the treatment day stays on it.
    Sessions that were out of order before are left alone.
    """
    before = draft.day("plan.treatment_date")
    sample = draft.day("plan.sampling_date")
    later = read_days(draft.value("plan.later_sessions"))
    try:
        moved_sample = _moved_sample(before, sample, day)
        moved_later = _moved_later(before, later, day)
    except OverflowError:
        return Refusal.NO_SUCH_YEAR
    if isinstance(moved_sample, Refusal):
        return moved_sample
    if isinstance(moved_later, Refusal):
        return moved_later
    found = Move(day=day, sample=moved_sample, later=moved_later)
    return _refusal(draft, found, min(day, moved_sample or sample or day)) or found


def plan_after(draft: Draft, found: Move) -> dict[str, object]:
    """Give the whole plan with all days that moved, to be entered in one go."""
    value = draft.value("plan")
    plan: dict[str, object] = deepcopy(value) if isinstance(value, dict) else {}
    plan["treatment_date"] = found.day.isoformat()
    if found.sample is not None:
        plan["sampling_date"] = found.sample.isoformat()
    if found.later:
        days = iter(found.later)
        entered = plan["later_sessions"]
        assert isinstance(entered, list)
        plan["later_sessions"] = [
            entry if read_day(entry) is None else _on(entry, next(days)) for entry in entered
        ]
    return plan


def first_offer(draft: Draft, closed: ClosedDays, today: date) -> date:
    """Give the day to begin with: no sooner than anybody has to decide, and an open one."""
    consulted = draft.day("consultation_date")
    sample = draft.day("plan.sampling_date")
    earliest = max(decide_by(consulted) if consulted else today, today, sample or today)
    # Within two years some day is open: no closed period is longer than a year.
    days = (earliest + number * _DAY for number in range(2 * 366))
    return next((day for day in days if day not in closed), earliest)


def earliest_day(draft: Draft) -> date:
    """Give the first day that a calendar offers."""
    return draft.day("consultation_date") or date(FIRST_TREATMENT_YEAR, 1, 1)


def is_given(draft: Draft, day: date) -> bool:
    """Say whether what was agreed for a day is done: it lies before the consultation."""
    return is_past(day, draft.day("consultation_date"))


def all_days(draft: Draft) -> tuple[date, ...]:
    """Give the days on which the patient comes for treatment, in order."""
    single = (draft.day("plan.sampling_date"), draft.day("plan.treatment_date"))
    later = read_days(draft.value("plan.later_sessions"))
    return tuple(sorted({day for day in (*single, *later) if day is not None}))


def _moved_sample(before: date | None, sample: date | None, day: date) -> date | Refusal | None:
    if sample is None or (sample <= day and sample != before):
        return None
    if before is None or sample > before:
        # Out of order before this move: no number of days is the right one.
        return Refusal.BEFORE_SAMPLE
    return sample + (day - before) if day != before else None


def _moved_later(
    before: date | None, later: tuple[date, ...], day: date
) -> tuple[date, ...] | Refusal:
    if not later or day < min(later):
        return ()
    if before is not None and before < min(later):
        return tuple(session + (day - before) for session in later)
    # Out of order before this move: no number of days is the right one.
    return Refusal.AFTER_LATER_SESSION if before is None or day in later else ()


def _refusal(draft: Draft, found: Move, first: date) -> Refusal | None:
    consulted = draft.day("consultation_date")
    born = draft.day("patient.birth_date")
    if not all(map(is_known_year, (found.day, first, *found.later))):
        return Refusal.NO_SUCH_YEAR
    if is_past(found.day, consulted):
        return Refusal.BEFORE_CONSULTATION
    if is_past(found.sample, consulted):
        return Refusal.SAMPLE_BEFORE_CONSULTATION
    if born is not None and is_minor(age_on(born, first)):
        return Refusal.UNDER_AGE
    return None


def _on(entry: object, day: date) -> object:
    """Give a later session on another day, with the time and place that it had."""
    said = day.isoformat()
    return {**entry, "day": said} if isinstance(entry, Mapping) else said
