from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.safe_keeping.trail_section import TrailSection
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import TrailRow
from tests.desktop.conftest import AT, ShowWidget

BREAKS = ("Line 3 of the audit trail is missing.",)


def rows(count: int, apart: timedelta = timedelta(minutes=1)) -> tuple[TrailRow, ...]:
    return tuple(
        TrailRow(
            seq=count - n, at=AT - n * apart, person="Jo Brook", deed="open", subject="4f3a9c0d"
        )
        for n in range(count)
    )


@pytest.fixture
def section(the_look: Look, show_widget: ShowWidget) -> TrailSection:
    section = TrailSection(the_look, language="en")
    show_widget(section)
    return section


def test_a_line_tells_when_who_what_and_which(section: TrailSection) -> None:
    section.show_known(rows(1))

    line = section.lines[0]
    assert line.time.text() == f"{AT.astimezone():%H:%M}"
    assert line.words.text() == "\u2068Jo Brook\u2069 opened a consultation."
    assert line.mark.text() == "4f3a9c"


def test_a_day_stands_once_above_its_lines(section: TrailSection) -> None:
    section.show_known(rows(3) + rows(2, timedelta(days=1))[1:])

    days = [line.day.text() for line in section.lines if line.day.isVisible()]
    assert days == ["Saturday 21 November 2026", "Friday 20 November 2026"]


def test_older_lines_are_turned_to(section: TrailSection) -> None:
    section.show_known(rows(25))

    section.pager.forward.click()

    assert section.pager.place.text() == "11–20 of 25"


def test_nothing_changed_is_not_talked_about(section: TrailSection) -> None:
    section.show_known(rows(1))

    assert not section.care.isVisible()


def test_what_was_changed_is_told_until_somebody_has_seen_it(
    qtbot: QtBot, section: TrailSection
) -> None:
    section.show_known(rows(1), BREAKS)
    assert section.breaks.text() == BREAKS[0]

    with qtbot.waitSignal(section.seen_asked):
        section.seen.click()
    section.show_known(rows(1))

    assert not section.care.isVisible()


def test_keyboard_goes_on_when_what_was_seen_is_gone(section: TrailSection) -> None:
    section.show_known(rows(25), BREAKS)
    section.seen.setFocus()

    section.show_known(rows(25))

    assert section.pager.forward.hasFocus()


def test_it_explains_that_it_holds_nothing_about_health(section: TrailSection) -> None:
    assert "nothing about health" in section.lead.text()
