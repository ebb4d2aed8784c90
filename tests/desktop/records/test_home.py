from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.records.home import ConsultationInWork, HomeScreen
from clinic_aid.desktop.steps import GUIDE, HOME
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.desktop.widgets.reading_order import stops
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import (
    KeepConsultation,
    ShowScreens,
    WallClock,
    click_row,
    row_index,
)
from tests.languages import Change, accented, right_to_left, speaking
from tests.languages.clipping import faults_of

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key)


@pytest.fixture
def home(qtbot: QtBot, the_look: Look, words: EntryWords) -> HomeScreen:
    screen = HomeScreen(the_look, words)
    qtbot.addWidget(screen)
    screen.resize(1366, 700)
    screen.show()
    return screen


@pytest.fixture
def open_home(open_window: OpenWindow, services_without_guide: Services) -> OpenWindow:
    return partial(open_window, work_with=services_without_guide, at_home=True)


def test_window_begins_at_home_with_the_keyboard_on_a_new_consultation(
    open_home: OpenWindow,
) -> None:
    window = open_home()

    assert window.home.isVisible()
    assert not window.home.go_on.isVisible()
    assert window.home.new.hasFocus()


def test_consultation_in_work_comes_first(open_home: OpenWindow, full_tree: Tree) -> None:
    window = open_home(full_tree)

    assert window.home.go_on.hasFocus()
    assert window.home.go_on.y() < window.home.new.y()


def test_consultation_in_work_is_told_with_what_is_known(home: HomeScreen) -> None:
    home.show_work(
        ConsultationInWork(
            patient="Amira Haddad",
            product="Own fat cells",
            day="21 November 2026",
            progress="12 of 48 screens shown",
        )
    )

    assert home.go_on.title.words == "Go on with \u2068Amira Haddad\u2069"
    assert home.go_on.words.words == "Own fat cells · 21 November 2026"
    assert home.go_on.more.words == "12 of 48 screens shown"


def test_consultation_without_a_name_is_this_one(home: HomeScreen) -> None:
    home.show_work(ConsultationInWork())

    assert home.go_on.title.words == "Go on with \u2068this consultation\u2069"
    assert home.go_on.words.words == "What you entered is still here"


def test_long_name_is_shortened_for_the_eye_alone(home: HomeScreen) -> None:
    home.show_work(ConsultationInWork(patient="Maria Theodora " * 15))

    assert "…" in home.go_on.title.text()
    assert home.go_on.accessibleName().count("Maria Theodora") == 15
    assert home.width() == 1366


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_card_opens_by_the_keyboard(qtbot: QtBot, open_home: OpenWindow, key: Qt.Key) -> None:
    window = open_home()

    press(qtbot, key)

    qtbot.waitUntil(window.prepare.isVisible)


def test_going_on_leads_back_to_where_the_consultation_was(
    qtbot: QtBot, open_home: OpenWindow, full_tree: Tree
) -> None:
    window = open_home(full_tree)
    window.turn_to(GUIDE)
    qtbot.mouseClick(window.top.home, Qt.MouseButton.LeftButton)
    assert window.home.isVisible()

    qtbot.mouseClick(window.home.go_on, Qt.MouseButton.LeftButton)

    assert window.preview.panel.isVisible()
    assert not window.home.isVisible()


def test_home_tells_what_was_entered_since(
    open_home: OpenWindow, minimal_tree: Tree, services: Services
) -> None:
    window = open_home()
    window.session.replace(minimal_tree)

    window.turn_to(HOME)

    product = services.pack.products["own-fat-cells"].name
    assert "Amira Haddad" in window.home.go_on.title.words
    assert window.home.go_on.words.words == product


def test_file_opened_at_home_is_shown_in_the_form(
    qtbot: QtBot, open_home: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "amira.yaml"
    file.write_text("patient: {name: Amira Haddad}\nplan: {}\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    window = open_home()

    with qtbot.waitSignal(window.files.opened):
        qtbot.mouseClick(window.home.open, Qt.MouseButton.LeftButton)

    assert window.prepare.isVisible()
    assert window.top.file.words == "Keeping …"


def test_file_that_cannot_be_opened_leaves_home_as_it_is(
    qtbot: QtBot, open_home: OpenWindow, tmp_path: Path
) -> None:
    window = open_home()

    with qtbot.waitSignal(window.files.failed):
        window.files.load(tmp_path / "missing.yaml")

    assert window.home.isVisible()
    assert window.banner.words.text().startswith("The file was not opened.")


def test_home_leads_to_the_form_with_the_keyboard_on_it(
    qtbot: QtBot, open_home: OpenWindow
) -> None:
    window = open_home()

    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(window.prepare.isVisible)
    name = window.prepare.pages[0].fields["patient.name"].label.buddy()
    qtbot.waitUntil(lambda: name is not None and name.hasFocus())


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
@pytest.mark.parametrize("size", [QSize(1024, 640), QSize(1280, 720), QSize(1920, 1080)])
def test_everything_on_home_is_whole_and_large_enough(
    open_home: OpenWindow, full_tree: Tree, size: QSize, direction: Qt.LayoutDirection
) -> None:
    window = open_home(full_tree)
    window.setLayoutDirection(direction)
    window.resize(size)
    QApplication.processEvents()

    words: list[QAbstractButton | QLabel] = []
    words += window.findChildren(QAbstractButton)
    words += window.findChildren(QLabel)
    shown = [
        widget
        for widget in words
        if widget.isVisible() and widget.window() is window and widget.text()
    ]
    cut = [
        widget.text()
        for widget in shown
        if not window.rect().contains(widget.rect().translated(widget.mapTo(window, QPoint())))
        or widget.visibleRegion().boundingRect() != widget.rect()
    ]
    cards = [window.home.go_on, window.home.new, window.home.open]
    assert cut == []
    assert min(card.height() for card in cards) >= 44


# The lists

TODAY = date(2026, 11, 21)


@pytest.fixture
def words(vault_services: Services, wall_clock: WallClock) -> EntryWords:
    return EntryWords(vault_services.pack, language="en", now=wall_clock.now)


@pytest.fixture
def make_home(the_look: Look, words: EntryWords, open_vault: Vault) -> Callable[[], HomeScreen]:
    """Give a function that gives Home with what is in the vault, and searches as one types."""

    def make_home() -> HomeScreen:
        screen = HomeScreen(the_look, words)
        records = open_vault.records
        screen.show_entries(records.of_day(TODAY), records.newest(but_not=TODAY))
        finder = screen.finder
        finder.typed.connect(lambda typed: finder.show_found(records.find(typed), typed))
        return screen

    return make_home


@pytest.fixture
def three_kept(keep_consultation: KeepConsultation, wall_clock: WallClock) -> dict[str, str]:
    """Keep one of yesterday and two of today, one of them without a name yet."""
    wall_clock.at -= timedelta(days=1)
    keys = {"jonas": keep_consultation("Jonas Weber", day=TODAY - timedelta(days=1))}
    wall_clock.at += timedelta(days=1)
    keys["amira"] = keep_consultation("Amira Haddad")
    keys["nameless"] = keep_consultation(None)
    return keys


@pytest.fixture
def listed(
    show_screens: ShowScreens, make_home: Callable[[], HomeScreen], three_kept: dict[str, str]
) -> HomeScreen:
    screen = make_home()
    show_screens(screen)
    return screen


def titles(screen: HomeScreen) -> list[str]:
    return [row.title for row in screen.finder.list.rows]


def said_on(screen: HomeScreen) -> str:
    labels = screen.finder.list.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_todays_consultations_are_listed_before_the_recent_ones(listed: HomeScreen) -> None:
    assert titles(listed) == ["No name yet", "Amira Haddad", "Jonas Weber"]


def test_a_row_says_day_product_change_and_guides(listed: HomeScreen) -> None:
    amira, jonas = listed.finder.list.rows[1:]

    assert amira.about == "21 November 2026 · Cells from your own fat"
    assert amira.changed == "Changed today, 09:00"
    assert amira.count == "No guide yet"
    assert jonas.changed == "Changed yesterday"


def test_a_row_says_all_of_it_to_a_screen_reader(listed: HomeScreen) -> None:
    told = QAccessible.queryAccessibleInterface(listed.finder.list)
    items = [told.child(number) for number in range(told.childCount())]

    assert told.role() == QAccessible.Role.List
    assert {item.role() for item in items} == {QAccessible.Role.ListItem}
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert [names[0], names[3]] == ["Today", "Recent"]
    assert names[2] == (
        "Amira Haddad, 21 November 2026 · Cells from your own fat, "
        "Changed today, 09:00, No guide yet"
    )


def test_no_name_comes_onto_the_clipboard(
    qtbot: QtBot, listed: HomeScreen, qapp: QApplication
) -> None:
    qapp.clipboard().setText("before")
    listed.finder.list.focus_first()

    qtbot.keyClick(listed.finder.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert qapp.clipboard().text() == "before"


def test_a_row_opens_its_consultation(
    qtbot: QtBot, listed: HomeScreen, three_kept: dict[str, str]
) -> None:
    with qtbot.waitSignal(listed.finder.entry_chosen) as chosen:
        click_row(qtbot, listed.finder.list, 1)

    assert chosen.args == [three_kept["amira"]]


def test_typing_finds_at_each_key(qtbot: QtBot, listed: HomeScreen) -> None:
    line = listed.finder.line

    qtbot.keyClicks(line, "jo")

    assert titles(listed) == ["Jonas Weber"]
    assert said_on(listed) == "Found: 1"


@pytest.mark.parametrize("typed", ["haddad am", "21.11.2026 amira", "own fat 2026-11-21"])
def test_name_date_and_product_find_a_consultation(
    qtbot: QtBot, listed: HomeScreen, typed: str
) -> None:
    qtbot.keyClicks(listed.finder.line, typed)

    assert "Amira Haddad" in titles(listed)
    assert "Jonas Weber" not in titles(listed)


def test_an_answer_to_what_is_no_longer_typed_is_not_shown(
    qtbot: QtBot, listed: HomeScreen, open_vault: Vault
) -> None:
    qtbot.keyClicks(listed.finder.line, "jo")

    listed.finder.show_found(open_vault.records.find("amira"), "amira")

    assert titles(listed) == ["Jonas Weber"]


def test_nothing_found_is_said_with_what_to_try(qtbot: QtBot, listed: HomeScreen) -> None:
    qtbot.keyClicks(listed.finder.line, "zebra")

    assert titles(listed) == []
    assert "Nothing is kept under “zebra”." in said_on(listed)


def test_escape_brings_the_lists_back(qtbot: QtBot, listed: HomeScreen) -> None:
    line = listed.finder.line
    qtbot.keyClicks(line, "jo")

    qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert len(titles(listed)) == 3
    assert line.hasFocus()
    assert not listed.finder.clear.isVisible()


def test_ctrl_f_leads_to_the_search_from_anywhere(qtbot: QtBot, listed: HomeScreen) -> None:
    listed.new.setFocus()

    qtbot.keyClick(listed.new, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    assert listed.finder.line.hasFocus()


def test_arrows_lead_through_the_rows_and_back(qtbot: QtBot, listed: HomeScreen) -> None:
    finder = listed.finder
    finder.focus_line()

    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    assert finder.list.hasFocus()
    assert finder.list.currentIndex() == row_index(finder.list, 1)

    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Up)
    assert finder.line.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_first_that_was_found(
    qtbot: QtBot, listed: HomeScreen, three_kept: dict[str, str], key: Qt.Key
) -> None:
    line = listed.finder.line
    qtbot.keyClicks(line, "jo")

    with qtbot.waitSignal(listed.finder.entry_chosen) as chosen:
        qtbot.keyClick(line, key)

    assert chosen.args == [three_kept["jonas"]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_row_opens_by_the_keyboard(
    qtbot: QtBot, listed: HomeScreen, three_kept: dict[str, str], key: Qt.Key
) -> None:
    listed.finder.list.focus_first()
    press(qtbot, Qt.Key.Key_Down)

    with qtbot.waitSignal(listed.finder.entry_chosen) as chosen:
        press(qtbot, key)

    assert chosen.args == [three_kept["amira"]]


def test_the_tab_key_comes_to_one_row_of_all(listed: HomeScreen) -> None:
    rows = listed.finder.list

    assert [stop for stop in stops(listed) if rows.isAncestorOf(stop) or stop is rows] == [rows]
    assert rows.currentIndex() == row_index(rows, 0)


def test_typing_on_a_row_goes_on_with_the_search(qtbot: QtBot, listed: HomeScreen) -> None:
    listed.finder.list.focus_first()

    press(qtbot, Qt.Key.Key_J)

    assert listed.finder.line.hasFocus()
    assert titles(listed) == ["Jonas Weber"]


def test_an_empty_vault_says_what_will_be_kept(
    show_screens: ShowScreens, make_home: Callable[[], HomeScreen]
) -> None:
    screen = make_home()
    show_screens(screen)

    assert "No consultation today yet." in said_on(screen)
    assert "What you enter is kept here by itself, encrypted." in said_on(screen)
    assert screen.picture.isVisible()


def test_two_hundred_rows_need_no_widget_each(
    show_screens: ShowScreens,
    make_home: Callable[[], HomeScreen],
    keep_consultation: KeepConsultation,
    open_vault: Vault,
) -> None:
    keep_consultation("Patient")
    screen = make_home()
    show_screens(screen)
    with_one = len(screen.findChildren(QWidget))
    for number in range(199):
        keep_consultation(f"Patient {number}")

    screen.show_entries(open_vault.records.of_day(TODAY), ())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert len(screen.finder.list.rows) == 200
    assert len(screen.findChildren(QWidget)) == with_one


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_the_ring_of_the_keyboard_is_around_one_row(  # noqa: PLR0917  # each is a fixture
    qtbot: QtBot,
    the_look: Look,
    show_screens: ShowScreens,
    make_home: Callable[[], HomeScreen],
    keep_consultation: KeepConsultation,
    direction: Qt.LayoutDirection,
) -> None:
    for number in range(30):
        keep_consultation(f"Patient {number}")
    screen = make_home()
    window = show_screens(screen)
    window.setLayoutDirection(direction)
    ring, rows = FocusRing(window, the_look), screen.finder.list
    rows.focus_first()

    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Up):
        qtbot.keyClick(rows, key)
        place = rows.visualRect(rows.currentIndex())
        corner = rows.mapTo(window, place.topLeft()) - QPoint(5, 5)
        assert ring.isVisible()
        assert ring.geometry().topLeft() == corner
        assert ring.height() == place.height() - 8 + 10


def test_the_keyboard_stays_on_a_row_that_can_be_seen(
    qtbot: QtBot,
    show_screens: ShowScreens,
    make_home: Callable[[], HomeScreen],
    keep_consultation: KeepConsultation,
) -> None:
    for number in range(30):
        keep_consultation(f"Patient {number}")
    screen = make_home()
    show_screens(screen)
    rows = screen.finder.list
    rows.focus_first()

    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())

    assert rows.hasFocus()
    assert rows.currentIndex() != row_index(rows, 0)
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


@pytest.mark.fault(43)
def test_a_long_name_is_shortened_on_its_row_for_the_eye_alone(
    show_screens: ShowScreens,
    make_home: Callable[[], HomeScreen],
    keep_consultation: KeepConsultation,
) -> None:
    keep_consultation("Maria Theodora " * 12)
    screen = make_home()
    show_screens(screen)
    rows = screen.finder.list
    said = row_index(rows, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert rows.label_texts()[0][0].endswith("…")
    assert said.count("Maria Theodora") == 12
    assert screen.width() == 1366


def test_where_the_talk_stopped_is_told(listed: HomeScreen) -> None:
    listed.show_work(ConsultationInWork(patient="Amira Haddad", stopped_at=(12, 56)))

    assert listed.go_on.words.words == "The talk stopped at screen 12 of 56"


def test_a_consultation_that_is_not_kept_says_what_that_means(
    qtbot: QtBot, listed: HomeScreen
) -> None:
    with qtbot.waitSignal(listed.unkept_asked):
        qtbot.mouseClick(listed.unkept, Qt.MouseButton.LeftButton)

    assert listed.unkept.accessibleDescription() == "Nothing is written; a crash loses it"


def test_the_yearly_review_is_offered_only_when_it_is_due(qtbot: QtBot, listed: HomeScreen) -> None:
    assert not listed.review.isVisible()

    listed.show_review_due(True)

    with qtbot.waitSignal(listed.review_asked):
        qtbot.mouseClick(listed.review, Qt.MouseButton.LeftButton)


def test_other_colours_reach_the_rows(
    listed: HomeScreen, show_screens: ShowScreens, the_look: Look
) -> None:
    rows = listed.finder.list
    before = rows.grab().toImage()

    the_look.use_high_contrast(True)

    assert rows.grab().toImage() != before


@pytest.mark.usefixtures("three_kept")
@pytest.mark.parametrize("change", [accented, right_to_left])
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)])
def test_the_desk_is_whole_in_other_languages(
    qapp: QApplication,
    show_screens: ShowScreens,
    make_home: Callable[[], HomeScreen],
    change: Change,
    size: QSize,
) -> None:
    with speaking(qapp, change):
        screen = make_home()
        screen.show_work(ConsultationInWork(patient="Amira Haddad", stopped_at=(12, 56)))
        screen.show_review_due(True)
        window: QMainWindow = show_screens(screen, size=size)

        assert faults_of(window) == []
        screen.finder.line.setText("zebra")
        assert faults_of(window) == []
