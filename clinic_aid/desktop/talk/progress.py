"""How far the talk of a consultation is, in words."""

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.system.translation import translate
from clinic_aid.entry.shown_events import shown_of


def talk_progress(session: Session, services: Services) -> str | None:
    """Give how many of the talk's screens were shown, None before the first was."""
    shown = shown_of(session.draft)
    if not shown:
        return None
    walkthrough = services.talk(session.draft.tree).walkthrough
    seen = len(walkthrough.seen(shown))
    words = translate("Talk", "{seen} of {all} screens shown")
    return words.format(seen=seen, all=len(walkthrough.screens)) if seen else None


def talk_stopped_at(session: Session, services: Services) -> tuple[int, int] | None:
    """Give the screen at which the talk stopped, counted from 1, and how many there are."""
    shown = shown_of(session.draft)
    if not shown:
        return None
    walkthrough = services.talk(session.draft.tree).walkthrough
    screens = walkthrough.screens
    return screens.index(walkthrough.resume_at(shown)) + 1, len(screens)
