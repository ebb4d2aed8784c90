"""The screens shown so far, read from the tree of the consultation."""

from typing import Final

from clinic_aid.domain.consultation import Shown
from clinic_aid.domain.unfinished import count_at, day_at, text_at, time_at
from clinic_aid.entry.draft import Draft


def shown_of(draft: Draft) -> tuple[Shown, ...]:
    """Give the events of the draft; what a file says wrongly there is passed over."""
    return tuple(
        Shown(
            screen=screen,
            day=day_at(event, "day"),
            at=time_at(event, "at"),
            seconds=count_at(event, "seconds"),
        )
        for event in draft.entries("shown")
        if (screen := text_at(event, "screen")) is not None
    )


MOST_EVENTS: Final = 2000
"""More than any talk has; a file with more would not be read."""


def with_event(draft: Draft, event: dict[str, object], *, is_last: bool) -> list[object] | None:
    """Give the events with this one at their end; where it is the last, as it is now.

    None where there are as many as a file may hold.
    """
    shown = draft.value("shown")
    events = list(shown) if isinstance(shown, list) else []
    if is_last:
        return [*events[:-1], event]
    return [*events, event] if len(events) < MOST_EVENTS else None
