from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
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
from clinic_aid.desktop.records.home import HomeScreen
from clinic_aid.desktop.steps import GUIDE
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.desktop.widgets.reading_order import stops
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.backup_age import BackupAge
from clinic_aid.domain.records import Headings
from clinic_aid.entry.broken_off import BrokenOff
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
TODAY = date(2026, 11, 21)
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


def backup_of(days: int) -> BackupAge:
    made_on = TODAY - timedelta(days=days)
    return BackupAge(today=TODAY, made_on=made_on, begun_on=date(2026, 1, 5), changed_on=TODAY)


def test_an_old_backup_is_said_and_leads_to_where_one_is_made(
    qtbot: QtBot, home: HomeScreen
) -> None:
    home.show_backup_age(backup_of(34))

    assert home.backup.isVisible()
    assert home.backup.accessibleName() == "Last backup elsewhere: 34 days ago"
    with qtbot.waitSignal(home.backups_asked):
        home.backup.click()


@pytest.mark.parametrize("age", [None, backup_of(3)])
def test_of_a_new_backup_nothing_is_said(home: HomeScreen, age: BackupAge | None) -> None:
    home.show_backup_age(backup_of(34))
    home.show_backup_age(age)

    assert not home.backup.isVisible()


@pytest.mark.parametrize("begun", [False, True])
def test_window_begins_at_home_with_the_keyboard_on_a_new_consultation(
    open_home: OpenWindow, full_tree: Tree, begun: bool
) -> None:
    window = open_home(full_tree if begun else None)

    assert window.home.isVisible()
    assert window.home.new.hasFocus()


AMIRA = Headings(name="Amira Haddad", birth_date=date(2001, 8, 7))


def places_of(screen: HomeScreen) -> list[QRect]:
    screen.layout().activate()  # type: ignore[union-attr]
    return [card.geometry() for card in (screen.new, screen.unkept, screen.open)]


def test_a_talk_that_broke_off_says_whose_it_is_and_where_it_stopped(home: HomeScreen) -> None:
    home.show_broken_off((AMIRA, BrokenOff(screen=9, at=time(10, 52))))

    assert home.go_on.title.text() == "Go on with \u2068Amira Haddad\u2069"
    assert home.go_on.words.text() == "Born 7 August 2001 · 25 years"
    assert home.go_on.more.text() == "Broken off today 10:52, screen 9"


def test_a_talk_of_which_nothing_more_is_known_says_so(home: HomeScreen) -> None:
    home.show_broken_off((Headings(), BrokenOff(screen=9)))

    assert home.go_on.title.text() == "Go on with this consultation"
    assert home.go_on.words.text() == "Birth date not noted"
    assert home.go_on.more.text() == "Broken off today, screen 9"


@pytest.mark.parametrize("name", ["Amira Haddad", "Maria Theodora " * 15])
def test_the_other_places_stay_whatever_is_in_the_second_one(home: HomeScreen, name: str) -> None:
    before = places_of(home)

    home.show_broken_off((replace(AMIRA, name=name), BrokenOff(screen=9)))
    QApplication.processEvents()
    assert places_of(home) == before
    assert home.go_on.y() > home.new.geometry().bottom()
    assert home.new.property("first")

    home.show_broken_off(None)
    QApplication.processEvents()
    assert places_of(home) == before
    assert not home.go_on.isVisible()


def test_an_empty_second_place_names_nobody(home: HomeScreen) -> None:
    home.show_broken_off((AMIRA, BrokenOff(screen=9)))

    home.show_broken_off(None)

    told = home.go_on.accessibleName() + home.go_on.accessibleDescription()
    assert "Amira" not in told + "".join(it.text() for it in home.go_on.findChildren(QLabel))


def test_a_long_name_wraps_on_the_second_card(home: HomeScreen) -> None:
    home.show_broken_off((replace(AMIRA, name="Maria Theodora " * 15), BrokenOff(screen=9)))
    QApplication.processEvents()

    title = home.go_on.title
    assert title.text().count("Maria Theodora") == 15
    assert title.height() >= title.heightForWidth(title.width())
    assert home.width() == 1366


def test_the_lists_have_two_thirds_of_the_width(home: HomeScreen) -> None:
    assert 0.6 < home.finder.width() / home.width() < 0.7


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_card_opens_by_the_keyboard(qtbot: QtBot, open_home: OpenWindow, key: Qt.Key) -> None:
    window = open_home()

    press(qtbot, key)

    qtbot.waitUntil(window.prepare.isVisible)


def test_what_is_in_work_without_a_broken_talk_is_found_in_the_list(
    qtbot: QtBot, open_home: OpenWindow, services_without_guide: Services, full_tree: Tree
) -> None:
    today = services_without_guide.now().date().isoformat()
    window = open_home({**full_tree, "consultation_date": today, "shown": []})
    window.turn_to(GUIDE)

    qtbot.mouseClick(window.top.home, Qt.MouseButton.LeftButton)

    assert not window.home.go_on.isVisible()
    assert [row.title for row in window.home.finder.list.rows] == ["Amira Haddad"]
    click_row(qtbot, window.home.finder.list, 0)
    qtbot.waitUntil(window.vault_session.record.isVisible)
    qtbot.mouseClick(window.vault_session.record.go_on, Qt.MouseButton.LeftButton)
    assert window.preview.panel.isVisible()


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
    labels = screen.finder.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_todays_consultations_are_listed_before_the_recent_ones(listed: HomeScreen) -> None:
    assert titles(listed) == ["No name yet", "Amira Haddad", "Jonas Weber"]


def test_a_row_says_birth_product_change_and_state(listed: HomeScreen) -> None:
    amira, jonas = listed.finder.list.rows[1:]

    assert (amira.born, amira.day) == ("Birth date not noted", "")
    assert amira.about == "Cells from your own fat"
    assert amira.changed == "Changed today, 09:00"
    assert amira.state == "No guide yet"
    assert (jonas.day, jonas.changed) == ("20 November 2026", "Changed yesterday")


def test_a_row_says_all_of_it_to_a_screen_reader(listed: HomeScreen) -> None:
    told = QAccessible.queryAccessibleInterface(listed.finder.list)
    items = [told.child(number) for number in range(told.childCount())]

    assert told.role() == QAccessible.Role.List
    assert {item.role() for item in items} == {QAccessible.Role.ListItem}
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert names[2] == "Recent"
    assert names[1] == (
        "Amira Haddad, Birth date not noted, Cells from your own fat, "
        "Changed today, 09:00, No guide yet"
    )


def test_the_head_tells_day_and_people(listed: HomeScreen) -> None:
    head = listed.finder.head

    said = [label.text() for label in (head.title, head.beside, head.end)]
    assert said == ["Today", "Saturday 21 November 2026", "2 people"]


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
    assert listed.finder.head.title.text() == "Found: 1 person, 1 consultation"
    assert not listed.finder.head.end.isVisible()


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
        assert ring.height() == place.height() - 6 + 10


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
def test_a_long_name_wraps_on_its_row(
    show_screens: ShowScreens,
    make_home: Callable[[], HomeScreen],
    keep_consultation: KeepConsultation,
) -> None:
    keep_consultation("Maria Theodora " * 12)
    screen = make_home()
    show_screens(screen)
    rows = screen.finder.list

    painted = " ".join(text for text, _ in rows.label_texts())
    assert painted.count("Maria Theodora") == 12
    assert "…" not in painted
    assert screen.width() == 1366


@pytest.fixture
def three_haddads(keep_consultation: KeepConsultation) -> list[str]:
    """Keep two of one Amira Haddad and, between them, one of another."""
    elder, younger = date(1984, 2, 29), date(2001, 8, 7)
    return [keep_consultation(born=born) for born in (elder, younger, elder)]


def test_two_of_one_name_say_so(
    show_screens: ShowScreens,
    make_home: Callable[[], HomeScreen],
    three_haddads: list[str],
    keep_consultation: KeepConsultation,
) -> None:
    keep_consultation("Noor Fellah")
    screen = make_home()
    show_screens(screen)

    notes = {row.key: row.note for row in screen.finder.list.rows}
    assert {notes[key] for key in three_haddads} == {"one of two of this name"}
    assert sorted(notes.values())[0] == ""
    assert "one of two of this name" in screen.finder.list.rows[-1].whole


def test_found_consultations_of_one_person_stand_together(
    qtbot: QtBot, listed: HomeScreen, three_haddads: list[str]
) -> None:
    first, other, last = three_haddads

    qtbot.keyClicks(listed.finder.line, "haddad")

    rows = listed.finder.list.rows
    assert [row.key for row in rows if row.key in three_haddads] == [last, first, other]
    assert [row.is_last_of_person for row in rows[:3]] == [False, True, True]
    assert listed.finder.head.title.text() == "Found: 3 people, 4 consultations"
    assert listed.finder.head.end.text() == "Choose by the birth date"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.usefixtures("three_haddads")
def test_enter_opens_nobody_of_several(qtbot: QtBot, listed: HomeScreen, key: Qt.Key) -> None:
    listed.finder.focus_line()
    qtbot.keyClicks(listed.finder.line, "haddad")

    with qtbot.assertNotEmitted(listed.finder.entry_chosen):
        qtbot.keyClick(listed.finder.line, key)

    assert listed.finder.line.hasFocus()


def test_enter_opens_the_newest_of_one_person(
    qtbot: QtBot, listed: HomeScreen, keep_consultation: KeepConsultation
) -> None:
    born = date(1979, 3, 12)
    keep_consultation("Kim Lee", born=born)
    newest = keep_consultation("Kim Lee", born=born)
    qtbot.keyClicks(listed.finder.line, "kim")

    with qtbot.waitSignal(listed.finder.entry_chosen) as chosen:
        qtbot.keyClick(listed.finder.line, Qt.Key.Key_Return)

    assert chosen.args == [newest]


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
        screen.show_broken_off((AMIRA, BrokenOff(screen=9, at=time(10, 52))))
        screen.show_review_due(True)
        window: QMainWindow = show_screens(screen, size=size)

        assert faults_of(window) == []
        screen.finder.line.setText("zebra")
        assert faults_of(window) == []
