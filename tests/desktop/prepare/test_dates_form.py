"""The dates of the plan, and what was agreed besides, as a consultant enters them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.prepare.dates_form import DatesForm
from clinic_aid.desktop.system.text_size import SETTING
from clinic_aid.desktop.widgets.chips import DoneChips
from clinic_aid.desktop.widgets.date_entry import DateEntry
from tests.languages.clipping import faults_of

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]


@pytest.fixture
def opened(open_page: OpenWindow) -> Callable[[Tree], Any]:
    return partial(open_page, page=3)


def page_of(window: MainWindow) -> DatesForm:
    page = window.prepare.pages[3]
    assert isinstance(page, DatesForm)
    return page


def turn(window: MainWindow, part: str, qtbot: QtBot) -> DatesForm:
    page = page_of(window)
    qtbot.mouseClick(page.turn.buttons[part], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    return page


def line_of(window: MainWindow, path: str) -> QLineEdit:
    line = page_of(window).fields[path].control.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return line


def write(window: MainWindow, path: str, text: str, qtbot: QtBot) -> None:
    line = line_of(window, path)
    assert line.isVisible()
    line.clear()
    qtbot.keyClicks(line, text)


def value(window: MainWindow, path: str) -> object:
    return window.session.draft.value(path)


def said(window: MainWindow, path: str) -> str:
    return page_of(window).fields[path].words


def test_the_days_are_shown_first_for_every_patient(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    assert line_of(window, "plan.treatment_date").isVisible()
    turn(window, "more", qtbot)
    assert not line_of(window, "plan.treatment_date").isVisible()
    window.session.replace(full_tree)
    assert line_of(window, "plan.treatment_date").isVisible()


def test_what_was_agreed_for_the_day_goes_into_the_plan(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    turn(window, "day", qtbot)
    for name in ("place", "bring", "eat_and_drink", "going_home"):
        write(window, f"plan.on_the_day.{name}", f"as said: {name}", qtbot)
    assert window.session.checked.faults == ()
    assert value(window, "plan.on_the_day") == {
        name: f"as said: {name}" for name in ("place", "bring", "eat_and_drink", "going_home")
    }
    write(window, "plan.on_the_day.bring", " ", qtbot)
    assert "bring" not in str(value(window, "plan.on_the_day"))


@pytest.mark.parametrize("typed", ["Germany", "germany", "DE", "de"])
def test_a_country_is_typed_by_name_or_letters(
    opened: Any, full_tree: Tree, qtbot: QtBot, typed: str
) -> None:
    window = opened(full_tree)
    turn(window, "day", qtbot)
    assert said(window, "plan.sleeps_in").startswith("Not asked")
    write(window, "plan.sleeps_in", typed, qtbot)
    assert value(window, "plan.sleeps_in") == "DE"
    assert said(window, "plan.sleeps_in") == "Germany"


def test_a_country_of_the_file_is_shown_by_its_name(opened: Any, full_tree: Tree) -> None:
    full_tree["plan"]["sleeps_in"] = "GB"
    assert line_of(opened(full_tree), "plan.sleeps_in").text() == "United Kingdom"


def test_a_country_that_there_is_none_of_is_said_at_the_field(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    turn(window, "day", qtbot)
    write(window, "plan.sleeps_in", "Narnia", qtbot)
    assert said(window, "plan.sleeps_in").startswith("No such country")
    # Nothing that was typed is lost, and no guide is made with it.
    assert value(window, "plan.sleeps_in") == "Narnia"
    assert window.session.checked.consultation is None


def test_countries_that_fit_are_offered(opened: Any, full_tree: Tree, qtbot: QtBot) -> None:
    window = opened(full_tree)
    turn(window, "day", qtbot)
    write(window, "plan.sleeps_in", "zeal", qtbot)
    completer = line_of(window, "plan.sleeps_in").completer()
    assert completer.currentCompletion() == "New Zealand"
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert value(window, "plan.sleeps_in") == "NZ"
    assert said(window, "plan.sleeps_in") == "New Zealand"


def test_a_day_is_picked_from_a_calendar_that_escape_closes(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    entry = page_of(window).fields["plan.treatment_date"].control
    assert isinstance(entry, DateEntry)
    before = value(window, "plan.treatment_date")
    entry.pick.click()
    assert entry.popup is not None
    calendar = entry.popup.calendar
    assert calendar.selectedDate().toString(Qt.DateFormat.ISODate) == before
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Escape)
    assert not entry.popup.isVisible()
    assert value(window, "plan.treatment_date") == before
    entry.pick.click()
    calendar.clicked.emit(QDate(2026, 12, 24))
    assert not entry.popup.isVisible()
    assert value(window, "plan.treatment_date") == "2026-12-24"


def test_what_is_done_already_is_said(opened: Any, full_tree: Tree, qtbot: QtBot) -> None:
    full_tree["plan"] = {"product": "own-fat-cells"}
    window = opened(full_tree)
    page = turn(window, "more", qtbot)
    chips = page.fields["plan.already_done.sample"].control
    assert isinstance(chips, DoneChips)
    qtbot.mouseClick(chips.buttons["done"], Qt.MouseButton.LeftButton)
    write(window, "plan.already_done.sessions", "1", qtbot)
    assert value(window, "plan.already_done") == {"sample": True, "sessions": 1}
    assert window.session.checked.faults == ()
    qtbot.mouseClick(chips.buttons[None], Qt.MouseButton.LeftButton)
    assert value(window, "plan.already_done") == {"sessions": 1}


@pytest.mark.parametrize("name", ["calls", "checks", "reviews"])
def test_visits_have_days_and_times(opened: Any, full_tree: Tree, qtbot: QtBot, name: str) -> None:
    window = opened(full_tree)
    turn(window, "more", qtbot)
    write(window, f"plan.{name}", "6 May 2027 9:15, 22 Jul 2027", qtbot)
    assert value(window, f"plan.{name}") == [
        {"day": "2027-05-06", "at": "09:15"},
        {"day": "2027-07-22"},
    ]
    assert said(window, f"plan.{name}") == "Thursday 6 May 2027, 09:15; Thursday 22 July 2027"
    assert window.session.checked.faults == ()


def test_a_review_before_the_last_session_is_said_beside_it(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    turn(window, "more", qtbot)
    write(window, "plan.reviews", "4 Feb 2027, 22 Jul 2027", qtbot)
    days, concern = said(window, "plan.reviews").splitlines()
    assert days == "Thursday 4 February 2027; Thursday 22 July 2027"
    assert "Thursday 4 February 2027" in concern
    assert "not after the last session" in concern
    assert window.session.checked.faults == ()


def test_a_later_session_has_a_time_where_one_was_said(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    write(window, "plan.later_sessions", "4 Mar 2027, 22 Apr 2027 14:00", qtbot)
    assert value(window, "plan.later_sessions") == [
        "2027-03-04",
        {"day": "2027-04-22", "at": "14:00"},
    ]
    assert window.session.checked.faults == ()


def test_a_place_of_the_file_is_kept_with_its_day(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    visit = {"day": "2027-03-04", "at": "14:00", "place": "Room 2"}
    full_tree["plan"]["later_sessions"] = [visit]
    window = opened(full_tree)
    assert said(window, "plan.later_sessions") == "Thursday 4 March 2027, 14:00, Room 2"
    qtbot.keyClicks(line_of(window, "plan.later_sessions"), "")
    write(window, "plan.later_sessions", "4 Mar 2027 15:00, 22 Apr 2027", qtbot)
    assert value(window, "plan.later_sessions") == [{**visit, "at": "15:00"}, "2027-04-22"]


def test_a_visit_that_is_not_understood_is_kept_and_said(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    turn(window, "more", qtbot)
    write(window, "plan.calls", "21 Jan 2027 99:15", qtbot)
    assert said(window, "plan.calls").startswith("There is no such time.")
    assert window.session.checked.consultation is None


def offered(window: MainWindow, path: str) -> dict[str, QPushButton]:
    buttons = page_of(window).fields[path].offers.findChildren(QPushButton)
    return {button.text(): button for button in buttons if button.isVisible()}


def test_a_day_is_read_by_the_country_of_the_clinic(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    write(window, "plan.treatment_date", "8/2/27", qtbot)
    assert value(window, "plan.treatment_date") == "2027-02-08"
    assert said(window, "plan.treatment_date") == "Monday 8 February 2027"
    assert offered(window, "plan.treatment_date") == {}


def test_a_day_may_be_so_long_after_the_consultation(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    full_tree["consultation_date"] = "2026-11-16"
    window = opened(full_tree)
    write(window, "plan.treatment_date", "in 12 weeks", qtbot)
    assert value(window, "plan.treatment_date") == "2027-02-08"


def test_a_day_that_can_be_two_is_chosen_from_both(
    open_page: OpenWindow, services_without_guide: Services, full_tree: Tree, qtbot: QtBot
) -> None:
    unsaid = replace(services_without_guide, country=lambda: None)
    window = open_page(full_tree, 3, work_with=unsaid)
    write(window, "plan.treatment_date", "8/2/2027", qtbot)
    assert said(window, "plan.treatment_date") == "Which day is it?"
    buttons = offered(window, "plan.treatment_date")
    assert list(buttons) == ["Monday 8 February 2027", "Monday 2 August 2027"]

    qtbot.mouseClick(buttons["Monday 8 February 2027"], Qt.MouseButton.LeftButton)

    assert value(window, "plan.treatment_date") == "2027-02-08"
    assert line_of(window, "plan.treatment_date").text() == "8 February 2027"
    assert offered(window, "plan.treatment_date") == {}


def test_of_several_days_the_one_in_doubt_is_chosen(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree)
    write(window, "plan.later_sessions", "4 Mar 2027, 4/22/2027 14:00, 3 Jun 2027", qtbot)
    (button,) = offered(window, "plan.later_sessions").values()
    assert button.text() == "Thursday 22 April 2027"

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert value(window, "plan.later_sessions") == [
        "2027-03-04",
        {"day": "2027-04-22", "at": "14:00"},
        "2027-06-03",
    ]


@pytest.mark.parametrize(
    ("plan", "path"),
    [
        ({"treatment_date": "2026-11-20", "sampling_date": None}, "plan.treatment_date"),
        ({"sampling_date": "2026-11-28"}, "plan.sampling_date"),
        ({"treatment_date": "2026-10-20", "sampling_date": None}, "plan.treatment_date"),
        ({"later_sessions": ["2027-04-22", "2027-03-04"]}, "plan.later_sessions"),
        ({"reviews": [{"day": "2027-08-01"}]}, "plan.reviews"),
    ],
)
def test_what_can_be_true_is_accepted_and_said_at_the_field(
    opened: Any, services: Services, full_tree: Tree, plan: Tree, path: str
) -> None:
    full_tree["plan"] |= plan
    full_tree["plan"] = {name: it for name, it in full_tree["plan"].items() if it is not None}
    window = opened(full_tree)
    assert window.session.checked.faults == ()
    concerns = [one.text for one in services.concerns(full_tree) if one.path == path]
    assert concerns
    for text in concerns:
        assert text in said(window, path)
    assert window.bottom.pages[3].accessibleName().endswith("something needs looking at")


def test_a_day_is_still_said_back_beside_what_needs_looking_at(
    opened: Any, full_tree: Tree
) -> None:
    full_tree["plan"]["later_sessions"] = ["2027-04-22", "2027-03-04"]
    words = said(opened(full_tree), "plan.later_sessions")
    assert words.startswith("Thursday 22 April 2027; Thursday 4 March 2027\n")


def test_a_sign_stands_on_the_part_with_something_to_look_at(opened: Any, full_tree: Tree) -> None:
    full_tree["plan"]["reviews"] = [{"day": "2027-08-01"}]
    page = page_of(opened(full_tree))
    assert not page.turn.buttons["more"].icon().isNull()
    assert page.turn.buttons["day"].icon().isNull()


def test_what_contradicts_itself_is_said_at_its_entry(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    del full_tree["plan"]["sampling_date"]
    window = opened(full_tree)
    turn(window, "more", qtbot)
    write(window, "plan.already_done.sessions", "1", qtbot)
    assert said(window, "plan.already_done.sessions").startswith("The sessions given already")
    assert window.session.checked.consultation is None


def test_the_parts_are_reached_by_the_keyboard(opened: Any, full_tree: Tree, qtbot: QtBot) -> None:
    page = page_of(opened(full_tree))
    for _ in range(40):
        if QApplication.focusWidget() is page.turn.buttons["day"]:
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.fields["plan.on_the_day.place"].isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.fields["plan.on_the_day.place"].isVisible()


@pytest.fixture(params=["1", "1.25", "1.5"])
def text(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How much larger than usual words are wanted."""
    monkeypatch.setenv(SETTING, request.param)
    return str(request.param)


@pytest.mark.parametrize("part", ["days", "day", "more"])
def test_nothing_of_a_part_is_cut(
    text: str, opened: Any, full_tree: Tree, part: str, qtbot: QtBot
) -> None:
    full_tree["plan"] |= {
        "later_sessions": ["2027-04-24", {"day": "2027-03-04", "at": "14:00"}],
        "reviews": [{"day": "2027-08-01"}],
        "sleeps_in": "DE",
    }
    window = opened(full_tree)
    turn(window, part, qtbot)
    faults = faults_of(window)
    if text == "1":
        assert faults == []
    # Where a page is longer than the window it scrolls: nothing on it is out of reach.
    assert [fault for fault in faults if not fault.startswith("scrolls")] == []
