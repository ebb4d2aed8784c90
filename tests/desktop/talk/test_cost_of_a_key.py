"""What one change of the consultation costs while the talk is shown."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.entry.checking import Checking
from clinic_aid.entry.draft import Checked
from clinic_aid.handout.calendar_page import calendar_page
from clinic_aid.talk import composing
from clinic_aid.talk.model import TalkScreen

OpenTalk = Callable[..., TalkWindow]


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, object]]:
    """Give every tree that is checked."""
    found: list[Mapping[str, object]] = []
    check = Checking.__call__

    def checked(self: Checking, tree: Mapping[str, object]) -> Checked:
        found.append(tree)
        return check(self, tree)

    monkeypatch.setattr(Checking, "__call__", checked)
    return found


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the key of every screen that is composed, and the name of every costly page."""
    found: list[str] = []
    screen = composing._screen

    def compose_screen(key: str, *given: Any, **more: Any) -> TalkScreen:
        found.append(key)
        return screen(key, *given, **more)

    def compose_calendar(*given: Any, **more: Any) -> object:
        found.append("calendar")
        return calendar_page(*given, **more)

    monkeypatch.setattr(composing, "_screen", compose_screen)
    monkeypatch.setattr("clinic_aid.talk.case_pages.calendar_page", compose_calendar)
    return found


def test_it_is_checked_once(
    open_talk: OpenTalk,
    session: Session,
    full_tree: Mapping[str, object],
    checks: list[Mapping[str, object]],
) -> None:
    window = open_talk(full_tree, screen="your-stage")
    checks.clear()

    session.put("finding.pattern", "thin on top")

    assert len(checks) == 1
    assert window.talk.pages is not None


def test_what_the_windows_ask_of_the_same_entries_is_known(
    open_talk: OpenTalk,
    session: Session,
    full_tree: Mapping[str, object],
    services: Services,
    checks: list[Mapping[str, object]],
) -> None:
    open_talk(full_tree, screen="your-stage")
    session.put("finding.pattern", "thin on top")
    checks.clear()

    services.checks(session.draft.tree)
    services.concerns(session.draft.tree)

    assert checks == []


def test_only_the_screen_in_view_is_composed(
    open_talk: OpenTalk,
    session: Session,
    full_tree: Mapping[str, object],
    composed: list[str],
) -> None:
    open_talk(full_tree, screen="your-stage")
    composed.clear()

    session.put("finding.pattern", "thin on top")

    assert composed == ["your-stage"]


def test_a_screen_is_composed_when_it_is_shown(
    open_talk: OpenTalk,
    session: Session,
    full_tree: Mapping[str, object],
    composed: list[str],
) -> None:
    window = open_talk(full_tree, screen="your-stage")
    session.put("finding.pattern", "thin on top")
    composed.clear()

    window.show_screen("your-aftercare")

    assert composed == ["your-aftercare", "calendar"]


def test_what_no_screen_shows_composes_nothing(
    open_talk: OpenTalk,
    session: Session,
    full_tree: Mapping[str, object],
    composed: list[str],
) -> None:
    open_talk(full_tree, screen="your-stage")
    composed.clear()

    session.put("notes_for_patient", "Bring a hat.")

    assert composed == []


def test_a_fault_in_what_no_screen_shows_takes_no_screen_away(
    open_talk: OpenTalk, session: Session, full_tree: Mapping[str, object]
) -> None:
    window = open_talk(full_tree)
    session.put("questions", [{"question": 7}])

    assert session.checked.consultation is None
    assert window.talk.pages is not None
