"""The screens shown so far, read from the tree of the consultation."""

from clinic_aid.desktop.draft import Draft
from clinic_aid.domain.consultation import Shown


def shown_of(draft: Draft) -> tuple[Shown, ...]:
    """Give the events of the draft; what a file says wrongly there is passed over."""
    events = draft.value("shown")
    if not isinstance(events, list):
        return ()
    found = []
    for event in events:
        if isinstance(event, dict) and isinstance(screen := event.get("screen"), str):
            seconds = event.get("seconds")
            whole = seconds if isinstance(seconds, int) and seconds >= 0 else None
            found.append(Shown(screen=screen, seconds=whole))
    return tuple(found)
