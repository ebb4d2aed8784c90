"""What of a plan has been done already: it keeps its care whatever is decided now."""

from dataclasses import dataclass
from datetime import date

from clinic_aid.domain.plan import TreatmentPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done before the consultation or on its day; a missing day is not known.

    `sample` says that a sample was taken; `sessions` counts the sessions given, of which
    `session_days` are those with a day, in order.
    """

    sample: bool = False
    sample_day: date | None = None
    sessions: int = 0
    session_days: tuple[date, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Say whether nothing at all was done yet."""
        return not self.sample and not self.sessions


def is_past(day: date | None, consulted: date | None) -> bool:
    """Say whether a day lies before the consultation, as far as both are known."""
    return day is not None and consulted is not None and day < consulted


def done_of(plan: TreatmentPlan, consulted: date | None) -> Done:
    """Give what was done: what the entry says, and every visit before the consultation.

    A day before the consultation has happened. What happened on the day of the consultation
    only the entry tells.
    """
    days = plan.session_days
    sessions = max(plan.already_done.sessions, sum(is_past(day, consulted) for day in days))
    sample = plan.already_done.sample or is_past(plan.sampling_date, consulted)
    # Cells that were given were taken before, on the day that was agreed for it.
    sample = sample or (sessions > 0 and plan.sampling_date is not None)
    return Done(
        sample=sample,
        sample_day=plan.sampling_date if sample else None,
        sessions=sessions,
        session_days=days[:sessions],
    )
