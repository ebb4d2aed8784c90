import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import GivenPdf, HandoutPdf, Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, RECORD, SAFE_KEEPING
from clinic_aid.desktop.system import dialogs
from clinic_aid.desktop.system.dialogs import may_be_lost
from clinic_aid.desktop.vault_session import VaultSession
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Place
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import WallClock

KeepConsultation = Callable[..., str]
OpenAgain = Callable[[], MainWindow]


@pytest.fixture(autouse=True)
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    # Windows are closed after a test, whatever is in them.
    monkeypatch.setattr(dialogs, "may_be_lost", lambda *_, **__: True)


@pytest.fixture
def open_again(
    qtbot: QtBot, the_look: Look, vault_services: Services, open_vault: Vault
) -> Iterator[OpenAgain]:
    """Give a function that gives the window as it is after the vault was unlocked."""
    pool = QThreadPool()
    windows: list[MainWindow] = []
    services = replace(vault_services, make_pdf=lambda *_: HandoutPdf(data=b""))

    def open_again() -> MainWindow:
        window = MainWindow(the_look)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        windows.append(window)
        window.fill(services, pool, open_vault)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return window

    yield open_again
    for one in (pool, *(window.vault_session.saving for window in windows)):
        assert one.waitForDone(60_000)


@pytest.fixture
def window(open_again: OpenAgain) -> MainWindow:
    return open_again()


def session_of(window: MainWindow) -> VaultSession:
    return window.vault_session


def enter(window: MainWindow, **entries: Any) -> None:
    for path, value in entries.items():
        window.session.put(path.replace("__", "."), value)


def test_there_is_nothing_to_save_and_a_way_to_lock(qtbot: QtBot, window: MainWindow) -> None:
    assert not [button for button in window.findChildren(QPushButton) if button.text() == "&Save"]
    with qtbot.waitSignal(window.lock_asked):
        window.top.lock.click()


def test_a_vault_without_a_passphrase_offers_nothing_that_needs_one(
    open_window: Callable[..., MainWindow],
) -> None:
    window = open_window(at_home=True)
    window.show_step(SAFE_KEEPING)

    buttons = session_of(window).safety.buttons
    assert [name for name, button in buttons.items() if button.isVisible()] == ["old", "trail"]
    assert session_of(window).safety.old.isVisible()
    assert window.top.safety.isVisible()
    assert not window.top.lock.isVisible()


def test_a_vault_that_goes_with_the_app_says_how_long_it_keeps(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    enter(window, patient__name="Amira Haddad")

    qtbot.waitUntil(lambda: window.top.file.words == "Demo only")


def test_what_is_entered_is_said_to_be_kept(qtbot: QtBot, window: MainWindow) -> None:
    enter(window, patient__name="Amira Haddad")
    assert window.top.file.words == "Keeping …"

    qtbot.waitUntil(lambda: window.top.file.words == "Kept")


def test_no_title_of_a_window_names_a_patient(window: MainWindow) -> None:
    enter(window, patient__name="Amira Haddad")

    assert window.windowTitle() == "Clinic Aid"


def test_an_unkept_consultation_says_so(window: MainWindow) -> None:
    window.home.unkept_asked.emit()

    assert window.top.file.words == "Not kept: a crash loses it"


def test_leaving_an_unkept_consultation_is_asked_about(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.home.unkept_asked.emit()
    enter(window, patient__name="Amira Haddad")
    monkeypatch.setattr(dialogs, "may_be_lost", lambda *_, **__: False)

    window.files.start_new()

    assert window.session.draft.text("patient.name") == "Amira Haddad"


def test_the_question_about_an_unkept_consultation_refuses_by_itself(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press_enter(box: QMessageBox) -> int:
        box.setResult(0)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press_enter)

    assert not may_be_lost(window, unkept=True)


def test_a_record_is_continued_where_its_form_begins(
    window: MainWindow, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation("Noor Fellah")

    session_of(window).records.continue_asked.emit(key)

    assert window.prepare.isVisible()
    assert window.session.draft.text("patient.name") == "Noor Fellah"
    assert session_of(window).autosave.key == key


@pytest.fixture
def closed(
    keep_consultation: KeepConsultation,
    keep_guide: Callable[..., str],
    open_vault: Vault,
    wall_clock: WallClock,
) -> str:
    """Give the key of a consultation whose guide was given three days ago."""
    key = keep_consultation(
        "Noor Fellah", decision="go-ahead", shown=[{"screen": "risks", "seconds": 9}]
    )
    keep_guide(key, b"%PDF-1.7 of a guide %%EOF")
    wall_clock.at += timedelta(days=3)
    return key


def test_a_closed_consultation_is_continued_in_a_new_one_that_follows_it(
    window: MainWindow, closed: str, open_vault: Vault
) -> None:
    before = open_vault.records.load(closed)

    session_of(window).records.continue_asked.emit(closed)
    enter(window, consultant="Dr J. Lee")
    session_of(window).autosave.flush()

    key = session_of(window).autosave.key
    assert key not in (None, closed)
    new = open_vault.records.load(key or "")
    assert new.entry.follows == closed
    assert new.entry.headings.day == date(2026, 11, 24)
    assert (new.tree["decision"], new.tree["consultant"]) == ("go-ahead", "Dr J. Lee")
    assert "shown" not in new.tree
    assert open_vault.records.load(closed) == before
    assert window.prepare.isVisible()


def test_a_closed_consultation_is_continued_once(
    window: MainWindow, closed: str, open_vault: Vault
) -> None:
    for _ in range(2):
        session_of(window).records.continue_asked.emit(closed)
        session_of(window).autosave.flush()
        window.files.start_new()

    assert open_vault.records.count() == 2


def test_what_is_in_work_over_midnight_goes_on_in_a_new_one_at_the_first_change(
    window: MainWindow,
    keep_consultation: KeepConsultation,
    keep_guide: Callable[..., str],
    open_vault: Vault,
    wall_clock: WallClock,
) -> None:
    key = keep_consultation("Noor Fellah")
    session_of(window).records.continue_asked.emit(key)
    keep_guide(key, b"%PDF-1.7 of a guide %%EOF")
    before = open_vault.records.load(key)
    wall_clock.at += timedelta(days=1)

    enter(window, consultant="Dr J. Lee")
    session_of(window).autosave.flush()

    new = session_of(window).autosave.key
    assert new not in (None, key)
    assert open_vault.records.load(new or "").tree["consultant"] == "Dr J. Lee"
    assert open_vault.records.load(new or "").entry.follows == key
    assert open_vault.records.load(key) == before
    assert window.session.draft.text("consultation_date") == "2026-11-22"
    assert "is in a new one, which follows it" in window.banner.words.text()


def break_off_talk(window: MainWindow, clock: WallClock) -> None:
    """Have the first screen of the talk shown, and no more."""
    screen = window._services.talk(window.session.draft.tree).walkthrough.screens[0]
    day = clock.now().date().isoformat()
    window.session.note("shown", [{"screen": screen, "day": day, "at": "09:00:00", "seconds": 9}])
    window.vault_session.autosave.flush()


@pytest.mark.parametrize("ended", ["guide", "midnight"])
def test_a_talk_that_broke_off_is_offered_until_it_is_over(
    window: MainWindow,
    keep_consultation: KeepConsultation,
    keep_guide: Callable[..., str],
    wall_clock: WallClock,
    ended: str,
) -> None:
    key = keep_consultation("Noor Fellah")
    session_of(window).records.continue_asked.emit(key)
    break_off_talk(window, wall_clock)
    window.turn_to(HOME)
    assert window.home.go_on.isVisible()

    if ended == "guide":
        keep_guide(key, b"%PDF-1.7 of a guide %%EOF")
    else:
        wall_clock.at += timedelta(days=1)
    window.turn_to(HOME)

    assert not window.home.go_on.isVisible()


def test_home_offers_no_going_on_with_what_is_closed_by_now(
    window: MainWindow,
    keep_consultation: KeepConsultation,
    keep_guide: Callable[..., str],
    wall_clock: WallClock,
) -> None:
    key = keep_consultation("Noor Fellah")
    session_of(window).records.continue_asked.emit(key)
    break_off_talk(window, wall_clock)
    window.turn_to(HOME)
    assert "Noor Fellah" in window.home.go_on.title.text()
    keep_guide(key, b"%PDF-1.7 of a guide %%EOF")
    wall_clock.at += timedelta(days=1)

    # Its day ended while Home was shown.
    window.home.go_on.click()
    assert window.vault_session.record.isVisible()
    assert window.vault_session.record.key == key

    window.turn_to(HOME)
    assert not window.home.go_on.isVisible()
    assert session_of(window).autosave.key is None


@pytest.mark.parametrize("after_lock", [True, False])
def test_who_comes_back_to_what_is_closed_by_now_reads_it(
    open_again: OpenAgain, closed: str, open_vault: Vault, after_lock: bool
) -> None:
    open_vault.preferences.put_place(Place(key=closed, step=PREPARE, locked=True))
    window = open_again()

    session_of(window).begin(None, after_lock=after_lock)

    assert session_of(window).autosave.key is None
    assert window.vault_session.record.isVisible() is after_lock
    assert window.home.isVisible() is not after_lock


def test_work_that_was_handed_over_and_is_closed_by_now_is_not_lost(
    open_again: OpenAgain, closed: str, open_vault: Vault
) -> None:
    before = open_vault.records.load(closed)
    work = {
        "place": {"key": closed, "step": PREPARE, "person": "Jo Brook"},
        "tree": {**before.tree, "consultant": "Dr J. Lee"},
        "unkept": False,
        "given_up": False,
    }
    window = open_again()

    session_of(window).begin(open_vault.seal(json.dumps(work).encode()), after_lock=True)
    session_of(window).autosave.flush()

    new = open_vault.records.load(session_of(window).autosave.key or "")
    assert (new.entry.follows, new.tree["consultant"]) == (closed, "Dr J. Lee")
    assert open_vault.records.load(closed) == before


def test_an_unkept_consultation_is_not_lost_to_a_record(
    window: MainWindow, keep_consultation: KeepConsultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = keep_consultation("Noor Fellah")
    window.home.unkept_asked.emit()
    enter(window, patient__name="Amira Haddad")
    monkeypatch.setattr(dialogs, "may_be_lost", lambda *_, **__: False)

    session_of(window).records.continue_asked.emit(key)

    assert window.session.draft.text("patient.name") == "Amira Haddad"


def test_keeping_nothing_erases_what_was_kept_and_leaves_the_screen(
    qtbot: QtBot, window: MainWindow, open_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(window, patient__name="Amira Haddad")
    vault_session = session_of(window)
    vault_session.on_given(
        GivenPdf(key=vault_session.autosave.owner(), data=b"%PDF-1.7 %%EOF", paper="a4", pages=3),
        "saved",
    )
    assert open_vault.records.count() == 1
    monkeypatch.setattr(dialogs, "may_be_erased", lambda *_: True)

    window.preview.keep_nothing_asked.emit()

    qtbot.waitUntil(lambda: open_vault.records.count() == 0)
    assert open_vault.records.find("haddad") == ()
    assert window.session.draft.text("patient.name") == "Amira Haddad"
    assert window.top.file.words == "Not kept: a crash loses it"


def test_the_way_to_the_backups_leads_there(qtbot: QtBot, window: MainWindow) -> None:
    session_of(window).safety.show_section("trail")

    session_of(window).show_backups()

    assert session_of(window).safety.isVisible()
    assert session_of(window).safety.section == "backups"


def test_home_lists_what_was_kept_meanwhile(qtbot: QtBot, window: MainWindow) -> None:
    enter(window, patient__name="Amira Haddad")
    session_of(window).autosave.flush()

    window.turn_to(HOME)

    assert [row.title for row in window.home.finder.list.rows] == ["Amira Haddad"]
    assert not window.home.go_on.isVisible()


def test_every_screen_has_the_window_to_itself(window: MainWindow) -> None:
    vault_session = session_of(window)
    for step in (HOME, PREPARE, GUIDE, RECORD, SAFE_KEEPING):
        window.turn_to(step)
        shown = [window.home, vault_session.record, vault_session.safety, window.bottom]
        wanted = {
            HOME: window.home,
            RECORD: vault_session.record,
            SAFE_KEEPING: vault_session.safety,
        }.get(step, window.bottom)
        assert [screen for screen in shown if screen.isVisible()] == [wanted]


def test_a_computer_shut_down_while_locked_begins_at_home(
    window: MainWindow, open_again: OpenAgain
) -> None:
    enter(window, patient__name="Amira Haddad")
    window.turn_to(GUIDE)
    session_of(window).leave()

    again = open_again()
    session_of(again).begin(None, after_lock=False)

    assert again.home.isVisible()
    assert [row.title for row in again.home.finder.list.rows] == ["Amira Haddad"]


def test_after_a_crash_home_leads_to_where_it_stopped(
    window: MainWindow, open_again: OpenAgain
) -> None:
    enter(window, patient__name="Amira Haddad")
    window.turn_to(PREPARE, 3)
    session_of(window).autosave.flush()

    again = open_again()
    session_of(again).begin(None, after_lock=True)

    assert again.home.isVisible()
    again.home.finder.list.choose_first()
    again.vault_session.record.go_on.click()
    assert again.prepare.pages[3].isVisible()


def test_after_a_lock_the_work_is_there_at_once(window: MainWindow, open_again: OpenAgain) -> None:
    enter(window, patient__name="Amira Haddad")
    window.turn_to(GUIDE)
    assert session_of(window).leave() is None

    again = open_again()
    session_of(again).begin(None, after_lock=True)

    assert again.preview.panel.isVisible()
    assert again.session.draft.text("patient.name") == "Amira Haddad"


def test_an_unkept_consultation_is_handed_over_a_lock(
    window: MainWindow, open_again: OpenAgain, open_vault: Vault
) -> None:
    window.home.unkept_asked.emit()
    enter(window, patient__name="Amira Haddad")
    handed = session_of(window).leave()
    assert handed is not None
    assert b"Amira" not in handed

    again = open_again()
    session_of(again).begin(handed, after_lock=True)

    assert again.session.draft.text("patient.name") == "Amira Haddad"
    assert session_of(again).autosave.unkept
    assert open_vault.records.count() == 0


def test_another_person_s_place_is_not_taken(
    window: MainWindow, open_vault: Vault, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    open_vault.preferences.put_place(Place(key=key, locked=True))
    open_vault.person = "Somebody else"

    session_of(window).begin(None, after_lock=True)

    assert window.home.isVisible()
    assert not window.session.has_begun


def test_a_place_whose_consultation_is_gone_is_passed_over(
    window: MainWindow, open_vault: Vault
) -> None:
    open_vault.preferences.put_place(Place(key="0" * 32, locked=True))

    session_of(window).begin(None, after_lock=True)

    assert window.home.isVisible()


def test_a_lock_that_is_near_is_said_quietly(window: MainWindow) -> None:
    session_of(window).show_lock_near(True)
    assert window.top.file.words == "Locks in one minute"

    session_of(window).show_lock_near(False)
    assert window.top.file.words == ""


@pytest.mark.fault(10)
def test_a_vault_that_can_only_be_read_loses_nothing_unasked(
    window: MainWindow, open_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_vault.store, "read_only", True)
    assert window.files.may_leave(closing=True)

    enter(window, patient__name="Amira Haddad")
    monkeypatch.setattr(dialogs, "may_be_lost", lambda *_, **__: False)

    assert not window.files.may_leave(closing=True)


def test_work_of_somebody_else_is_taken_over_with_a_word(
    window: MainWindow, open_again: OpenAgain, open_vault: Vault
) -> None:
    window.home.unkept_asked.emit()
    enter(window, patient__name="Amira Haddad")
    handed = session_of(window).leave()
    open_vault.person = "Sam Okafor"

    told = session_of(open_again()).begin(handed, after_lock=True)

    assert told.startswith("Jo Brook was at work here.")


def test_the_sign_of_a_near_lock_outlasts_a_save(window: MainWindow) -> None:
    enter(window, patient__name="Amira Haddad")
    session_of(window).show_lock_near(True)
    session_of(window).autosave.flush()

    assert window.top.file.words == "Locks in one minute"


def test_after_a_talk_the_shorter_limit_holds_again(qtbot: QtBot, window: MainWindow) -> None:
    told: list[bool] = []
    window.turns.presenting_changed.connect(told.append)
    window.present(True)
    talk = window.turns._presenting
    assert talk is not None
    talk.left.emit()

    assert told == [True, False]


def test_who_goes_on_with_a_consultation_is_in_the_trail(
    window: MainWindow, open_again: OpenAgain, open_vault: Vault
) -> None:
    enter(window, patient__name="Amira Haddad")
    session_of(window).autosave.flush()

    session_of(open_again()).begin(None, after_lock=False)

    # The automatic backup may be noted after it.
    assert "open" in [row.deed for row in open_vault.trail(most=2)]


def test_rescued_changes_are_taken_in_and_told(window: MainWindow, open_vault: Vault) -> None:
    open_vault.rescue("a" * 32, {"patient": {"name": "Amira Haddad"}, "plan": {}})

    told = session_of(window).begin(None, after_lock=True)

    assert open_vault.records.find("haddad")
    assert told == "Changes that could not be saved before are in the vault now."


def test_the_banner_of_a_save_that_failed_goes_once_it_is_kept(
    qtbot: QtBot, open_again: OpenAgain, open_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ClinicAidError("The disk is full.")

    window = open_again()
    with monkeypatch.context() as broken:
        broken.setattr(open_vault.records, "save", refuse)
        window.session.put("patient.name", "Amira Haddad")
        qtbot.waitUntil(window.banner.isVisible)
    assert window.banner.words.text() == "The disk is full."
    assert window.top.file.words == "Not kept yet"

    qtbot.waitUntil(lambda: not window.banner.isVisible(), timeout=10_000)

    assert window.top.file.words == "Kept"


def test_what_else_the_banner_says_stays(open_again: OpenAgain) -> None:
    banner = open_again().banner
    banner.say("The disk is full.\nThere is no recovery key on paper.")

    banner.take_back("The disk is full.")
    banner.take_back("Something else.")

    assert banner.isVisible()
    assert banner.words.text() == "There is no recovery key on paper."
