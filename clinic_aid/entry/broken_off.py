"""Whether a talk was broken off today, and where."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from clinic_aid.domain.walkthrough import Walkthrough
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.shown_events import shown_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenOff:
    """Where a talk stopped: the screen, counted from 1, and the time of day."""

    screen: int
    at: time | None = None


def broken_off(
    draft: Draft,
    walkthrough: Walkthrough,
    *,
    today: date,
    was_open: bool = False,
    guide_given: bool = False,
) -> BrokenOff | None:
    """Give where the talk was broken off; None where there was none today, or it came to an end.

    It came to its end with its last screen, with a decision or with a guide that was given. One
    that `was_open` when the app ended or locked was broken off whatever it had come to.
    """
    screens = walkthrough.screens
    known = [event for event in shown_of(draft) if event.screen in screens]
    if not known or known[-1].day != today:
        return None
    last = known[-1]
    came_to_end = any(event.screen == screens[-1] for event in known)
    if not was_open and (came_to_end or guide_given or draft.value("decision") is not None):
        return None
    at = last.at
    if at is not None:
        at = (datetime.combine(today, at) + timedelta(seconds=last.seconds or 0)).time()
    return BrokenOff(screen=screens.index(last.screen) + 1, at=at)
