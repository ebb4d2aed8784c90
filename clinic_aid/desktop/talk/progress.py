"""Whether the talk of the consultation in work was broken off, and whose it is."""

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.domain.records import Headings
from clinic_aid.entry.broken_off import BrokenOff, broken_off


def broken_talk(
    session: Session, services: Services, *, was_open: bool, guide_given: bool
) -> tuple[Headings, BrokenOff] | None:
    """Give the patient of a talk that was broken off today and where it stopped, else None."""
    draft = session.draft
    if draft.value("shown") is None:
        # Without the content of the talk, which takes its time.
        return None
    tree = draft.tree
    stopped = broken_off(
        draft,
        services.talk(tree).walkthrough,
        today=services.now().date(),
        was_open=was_open,
        guide_given=guide_given,
    )
    return (services.headings(tree), stopped) if stopped is not None else None
