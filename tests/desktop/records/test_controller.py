"""What is kept: listed, found, read, given again, exported and erased, with a real vault."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QPageRanges
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.records.choice import RecordChoice
from clinic_aid.desktop.records.controller import MOST_FOUND, RecordsController
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.records.home import HomeScreen
from clinic_aid.desktop.records.screen import RecordScreen
from clinic_aid.desktop.system import printing
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import KeepConsultation, PrintQueue, ShowScreens, WallClock
from tests.languages import Change, accented, right_to_left, speaking
from tests.languages.clipping import faults_of

BORN = date(1984, 2, 29)
TODAY = date(2026, 11, 21)
MakePdf = Callable[[int], bytes]
KeepGuide = Callable[..., str]


@dataclass(frozen=True)
class Room:
    """The desk with its two screens in one window."""

    controller: RecordsController
    home: HomeScreen
    record: RecordScreen
    window: QMainWindow
    vault: Vault
    qtbot: QtBot

    @property
    def said(self) -> str:
        """What the record screen says became of it."""
        return self.record.note.words.text()

    def choice(self) -> RecordChoice:
        assert self.controller.choice is not None
        return self.controller.choice


OpenDesk = Callable[..., Room]


@pytest.fixture
def open_desk(
    qtbot: QtBot,
    the_look: Look,
    vault_services: Services,
    open_vault: Vault,
    show_screens: ShowScreens,
) -> Iterator[OpenDesk]:
    pool = QThreadPool()

    def open_desk(*, work_with: Services | None = None) -> Room:
        services = work_with or vault_services
        words = EntryWords(services.pack, language="en", now=services.now)
        home, record = HomeScreen(the_look, words=words), RecordScreen(the_look, words)
        window = show_screens(home, record)
        controller = RecordsController(open_vault, services, home, record, window, pool)

        def turn(to_record: bool) -> None:
            home.setVisible(not to_record)
            record.setVisible(to_record)

        controller.record_shown.connect(lambda: turn(True))
        controller.home_asked.connect(lambda: turn(False))
        controller.home_asked.connect(controller.show_home)
        controller.show_home()
        return Room(controller, home, record, window, open_vault, qtbot)

    yield open_desk
    assert pool.waitForDone(20_000), "a background call outlived its test"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that is chosen for an export."""
    place = tmp_path / "stick"
    place.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    return place


def deeds(vault: Vault, key: str) -> list[str]:
    return [row.deed for row in vault.trail() if row.subject == key][::-1]


def listed(home: HomeScreen) -> list[str]:
    return [row.title for row in home.finder.list.rows]


def type_words(room: Room, typed: str) -> None:
    room.qtbot.keyClicks(room.home.finder.line, typed)


# Lists


def test_home_lists_what_is_kept_by_now(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    keep_consultation("Jonas Weber", day=TODAY - timedelta(days=3))
    room = open_desk()
    keep_consultation("Amira Haddad")

    room.controller.show_home()

    assert listed(room.home) == ["Amira Haddad", "Jonas Weber"]


def test_each_key_is_answered_from_the_vault(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    for name in ("Jonas Weber", "Amira Haddad"):
        keep_consultation(name)
    room = open_desk()

    type_words(room, "webe")

    assert listed(room.home) == ["Jonas Weber"]


@pytest.mark.fault(45)
@pytest.mark.parametrize("typed", ['"', "*", "NEAR(", "name:", "a OR b", "-amira", "((", "'"])
def test_no_sign_that_is_typed_is_a_command(
    open_desk: OpenDesk, keep_consultation: KeepConsultation, typed: str
) -> None:
    keep_consultation()
    room = open_desk()

    with room.qtbot.assertNotEmitted(room.controller.failed):
        type_words(room, typed)


def test_similar_names_are_told_apart_from_what_is_found(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    keep_consultation("Jonas Weber")
    similar = keep_consultation("Jonas Wever")
    room = open_desk()

    with room.qtbot.waitSignal(
        room.controller.similar_found, check_params_cb=lambda _, typed: typed == "weber"
    ) as told:
        type_words(room, "weber")

    assert told.args is not None
    assert [entry.key for entry in told.args[0]] == [similar]
    assert listed(room.home) == ["Jonas Weber", "Jonas Wever"]
    labels = [label.text() for label in room.home.finder.list.findChildren(QLabel)]
    assert "Similar names" in labels


def test_enter_opens_none_of_a_similar_name(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    keep_consultation("Jonas Wever")
    room = open_desk()
    with room.qtbot.waitSignal(room.controller.similar_found):
        type_words(room, "weber")
    assert listed(room.home) == ["Jonas Wever"]

    with room.qtbot.assertNotEmitted(room.home.finder.entry_chosen):
        room.qtbot.keyClick(room.home.finder.line, Qt.Key.Key_Return)


def test_more_than_can_be_looked_through_is_said(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    for _ in range(MOST_FOUND + 1):
        keep_consultation()
    room = open_desk()

    type_words(room, "amira")

    assert len(listed(room.home)) == MOST_FOUND
    title = room.home.finder.head.title.text()
    assert title == "The newest 100. Type more to find the others."


# Reading


def test_who_reads_a_consultation_is_in_the_trail_once(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    room = open_desk()
    with room.qtbot.waitSignal(room.controller.record_shown):
        room.controller.open(key)

    with room.qtbot.waitSignal(room.controller.continue_asked) as asked:
        room.record.go_on.click()

    assert asked.args == [key]
    assert deeds(room.vault, key) == ["begin", "open"]


def test_the_keyboards_way_from_the_search_to_a_record(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    room = open_desk()
    type_words(room, "ami")

    room.qtbot.keyClick(room.home.finder.line, Qt.Key.Key_Return)

    assert room.record.isVisible()
    assert room.record.key == key


def test_what_is_gone_is_told_and_no_longer_listed(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    room = open_desk()
    room.vault.records.erase([key])

    with room.qtbot.waitSignal(room.controller.failed) as failed:
        room.controller.open(key)

    assert failed.args == ["This consultation is not in the vault any more."]
    assert listed(room.home) == []


def test_going_home_leaves_nothing_of_the_record_behind(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    room = open_desk()
    room.controller.open(keep_consultation())

    room.record.back.click()

    assert room.home.isVisible()
    assert room.record.key == ""


def test_coming_home_what_was_looked_for_is_found_anew(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    keep_consultation()
    room = open_desk()
    type_words(room, "ami")
    keep_consultation("Amir Weber")

    room.controller.show_home()

    assert sorted(listed(room.home)) == ["Amir Weber", "Amira Haddad"]


@pytest.fixture
def closed(
    kept_with_guide: tuple[str, str, bytes], open_vault: Vault, wall_clock: WallClock
) -> str:
    """Give the key of a consultation whose guide was given three days ago."""
    wall_clock.at += timedelta(days=3)
    return kept_with_guide[0]


def test_a_note_is_kept_with_name_and_time_and_shown(open_desk: OpenDesk, closed: str) -> None:
    room = open_desk()
    room.controller.open(closed)
    room.record.add_note.click()
    room.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    room.qtbot.keyClicks(QApplication.focusWidget(), "The time was 10:30.")
    room.record.notes.keep.click()

    (note,) = room.vault.records.load(closed).notes
    assert (note.words, note.person) == ("The time was 10:30.", "Jo Brook")
    (card,) = room.record.notes.cards
    words = [label.text() for label in card.findChildren(QLabel)]
    assert words == [
        "The time was 10:30.",
        "Jo Brook, 24 November 2026, 09:00. What was entered stays as it was.",
    ]
    assert not room.record.notes.form.isVisible()
    assert room.said == "The note is kept."


def test_a_note_that_is_being_written_is_there_when_the_record_is_opened_again(
    open_desk: OpenDesk, closed: str
) -> None:
    room = open_desk()
    room.controller.open(closed)
    room.record.add_note.click()
    room.qtbot.keyClicks(QApplication.focusWidget(), "Half a")
    room.controller.show_home()
    assert room.record.notes.text == ""

    room.controller.open(closed)
    assert room.record.notes.form.isVisible()
    assert room.record.notes.text == "Half a"

    room.record.notes.cancel.click()
    room.controller.take_back()
    assert room.vault.notes.unfinished(closed) == ""


def test_no_note_is_written_where_the_vault_can_only_be_read(
    open_desk: OpenDesk, closed: str
) -> None:
    room = open_desk()
    room.vault.notes.put_unfinished(closed, "Half a")
    room.record.show_read_only(True)
    room.controller.open(closed)
    assert not room.record.notes.form.isVisible()
    assert not room.record.add_note.isEnabled()


def test_a_note_is_kept_while_it_is_written(open_desk: OpenDesk, closed: str) -> None:
    room = open_desk()
    room.controller.open(closed)
    room.record.add_note.click()
    room.qtbot.keyClicks(QApplication.focusWidget(), "Half a")

    room.qtbot.waitUntil(lambda: room.vault.notes.unfinished(closed) == "Half a")


def test_what_follows_and_what_is_followed_lead_to_each_other(
    open_desk: OpenDesk, closed: str
) -> None:
    room = open_desk()
    earlier = room.vault.records.load(closed)
    later = replace(earlier.entry.headings, day=TODAY + timedelta(days=3))
    room.vault.records.save("later", {}, later, content="1", follows=closed)
    room.controller.open(closed)

    (link,) = room.record.closed.links
    assert link.text() == "Followed by the consultation of 24 November 2026"
    link.click()
    assert room.record.key == "later"
    (back,) = room.record.closed.links
    assert back.text() == "Follows the consultation of 21 November 2026"
    back.click()
    assert room.record.key == closed


def test_rows_say_quietly_what_is_closed(open_desk: OpenDesk, closed: str) -> None:
    room = open_desk()

    (row,) = room.home.finder.list.rows
    assert row.state == "Guide given · Closed"
    assert row.whole.endswith("Guide given · Closed")


def test_keeping_longer_is_kept_and_shown(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    room = open_desk()
    room.controller.open(key)

    room.record.hold.click()
    assert room.vault.records.load(key).entry.held
    assert room.record.held.isVisible()

    room.record.hold.click()
    assert not room.vault.records.load(key).entry.held
    assert deeds(room.vault, key) == ["begin", "open", "hold", "release"]


# Guides given again


def test_a_reprint_is_made_of_the_bytes_that_were_given(
    open_desk: OpenDesk, kept_with_guide: tuple[str, str, bytes], print_queue: PrintQueue
) -> None:
    key, sha256, pdf = kept_with_guide
    room = open_desk()
    room.controller.open(key)

    room.record.paper.print.click()

    room.qtbot.waitUntil(lambda: "Sent to the printer" in room.said)
    assert room.said.startswith("Sent to the printer: all 3 pages.")
    assert len(PdfReader(print_queue.file).pages) == 3
    # The paper is that of the guide, not the clinic's.
    assert print_queue.printers[0].pageLayout().pageSize().id().name == "Letter"
    assert room.vault.guides.pdf(key, sha256) == pdf
    givings = room.vault.records.load(key).guides[0].givings
    assert [(giving.how, giving.pages) for giving in givings] == [
        ("printed", None),
        ("printed", "1-3"),
    ]
    assert deeds(room.vault, key)[-1] == "print"


def test_a_reprint_of_some_pages_is_kept_as_just_these(
    open_desk: OpenDesk, kept_with_guide: tuple[str, str, bytes], print_queue: PrintQueue
) -> None:
    key = kept_with_guide[0]
    print_queue.set_up = lambda printer: printer.setPageRanges(QPageRanges.fromString("1,3"))
    room = open_desk()
    room.controller.open(key)

    room.record.paper.print.click()

    room.qtbot.waitUntil(lambda: "Sent to the printer" in room.said)
    assert room.said.startswith("Sent to the printer: pages 1, 3 of 3.")
    assert room.vault.records.load(key).guides[0].givings[-1].pages == "1, 3"


def test_a_reprint_into_a_file_is_kept_as_saved(
    open_desk: OpenDesk,
    kept_with_guide: tuple[str, str, bytes],
    print_queue: PrintQueue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "goes_into_file", lambda _: True)
    key = kept_with_guide[0]
    room = open_desk()
    room.controller.open(key)

    room.record.paper.print.click()

    room.qtbot.waitUntil(lambda: "printed into a file, not on paper" in room.said)
    giving = room.vault.records.load(key).guides[0].givings[-1]
    assert (giving.how, giving.pages) == ("saved", None)
    assert deeds(room.vault, key)[-1] == "save-guide"


@pytest.mark.fault(36)
@pytest.mark.parametrize(
    "wanted",
    [("40-41", "", "no pages 40-41 in what has 3 pages"), ("", "gone", "printer took nothing")],
)
def test_what_no_printer_took_is_not_kept_as_given(
    open_desk: OpenDesk,
    kept_with_guide: tuple[str, str, bytes],
    print_queue: PrintQueue,
    wanted: tuple[str, str, str],
) -> None:
    key, (asked, refuses, words) = kept_with_guide[0], wanted
    print_queue.set_up = lambda printer: printer.setPageRanges(QPageRanges.fromString(asked))
    print_queue.refuses = refuses
    room = open_desk()
    room.controller.open(key)
    before = room.vault.records.load(key)

    room.record.paper.print.click()

    room.qtbot.waitUntil(lambda: words in room.said)
    assert room.vault.records.load(key) == before
    assert deeds(room.vault, key)[-1] == "open"


@pytest.mark.fault(36)
def test_without_a_printer_a_reprint_says_so(
    open_desk: OpenDesk, kept_with_guide: tuple[str, str, bytes]
) -> None:
    room = open_desk()
    room.controller.open(kept_with_guide[0])

    room.record.paper.print.click()

    assert room.said == "No printer is set up on this computer. Save the PDF instead."


def test_a_guide_saved_again_has_the_same_bytes(
    open_desk: OpenDesk,
    kept_with_guide: tuple[str, str, bytes],
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key, _, pdf = kept_with_guide
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    room = open_desk()
    room.controller.open(key)

    room.record.paper.save.click()

    assert target.read_bytes() == pdf
    assert room.said == "Saved as Guide for Amira Haddad.pdf."
    assert [one.how for one in room.vault.records.load(key).guides[0].givings] == [
        "printed",
        "saved",
    ]
    assert "Saved" in next(iter(room.record.guides.values())).accessibleDescription()


@pytest.mark.fault(35)
def test_a_guide_that_could_not_be_saved_is_not_taken_for_given(
    open_desk: OpenDesk,
    kept_with_guide: tuple[str, str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key, _, _ = kept_with_guide
    gone = tmp_path / "gone" / "guide.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(gone), ""))
    room = open_desk()
    room.controller.open(key)

    room.record.paper.save.click()

    assert "the folder is not there any more" in room.said
    assert len(room.vault.records.load(key).guides[0].givings) == 1


# The record page


def test_the_record_page_is_saved_and_kept_in_the_trail(
    open_desk: OpenDesk,
    keep_consultation: KeepConsultation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = keep_consultation()
    page = tmp_path / "record.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(page), ""))
    room = open_desk()
    room.controller.open(key)

    room.record.file_record.click()

    room.qtbot.waitUntil(lambda: room.said == "Saved as record.pdf.")
    assert page.read_bytes() == b"%PDF-1.7 a record page %%EOF"
    assert deeds(room.vault, key)[-1] == "proof"
    assert room.record.file_record.isEnabled()


def test_a_record_page_that_cannot_be_made_says_why(
    open_desk: OpenDesk,
    keep_consultation: KeepConsultation,
    vault_services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_kept: object) -> bytes:
        raise ClinicAidError("There is no name yet. Write it, then make the page.")

    page = tmp_path / "record.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(page), ""))
    room = open_desk(work_with=replace(vault_services, make_file_record=refuse))
    room.controller.open(keep_consultation())

    room.record.file_record.click()

    room.qtbot.waitUntil(lambda: room.said.startswith("There is no name yet."))
    assert not page.exists()


# Paper taken back


def test_paper_that_was_taken_back_is_kept_told_and_in_the_trail(
    open_desk: OpenDesk, two_of_a_patient: tuple[str, str], kept_guides: list[bytes]
) -> None:
    room, key = open_desk(), two_of_a_patient[1]
    room.controller.open(key)
    room.record.paper.take_back.click()

    with room.qtbot.waitSignal(room.controller.guide_taken_back):
        room.record.paper.question.yes.click()

    sha256 = room.record.shown_guide
    taken_back = [one.sha256 for one in room.vault.records.load(key).guides if one.is_taken_back]
    assert taken_back == [sha256]
    assert room.said == "Marked as taken back."
    assert deeds(room.vault, f"{key} {sha256[:12]}") == ["take-back"]
    assert not room.record.paper.take_back.isVisible()


# Export


def test_an_export_has_every_consultation_its_guides_and_its_record_page(
    open_desk: OpenDesk,
    two_of_a_patient: tuple[str, str],
    kept_guides: list[bytes],
    vault_services: Services,
    place: Path,
) -> None:
    room = open_desk()
    export(room, two_of_a_patient[1])

    (folder,) = place.iterdir()
    assert {file.name for file in folder.iterdir()} == {
        "consultation-2026-11-14-1.yaml",
        "consultation-2026-11-21-1.yaml",
        "guide-2026-11-21-1.pdf",
        "guide-2026-11-21-2.pdf",
        "record-2026-11-14-1.pdf",
        "record-2026-11-21-1.pdf",
    }
    guides = {(folder / f"guide-2026-11-21-{number}.pdf").read_bytes() for number in (1, 2)}
    assert guides == set(kept_guides)
    read = vault_services.read_file(folder / "consultation-2026-11-21-1.yaml")
    assert read == room.vault.records.load(two_of_a_patient[1]).tree
    assert vault_services.check(read).consultation is not None


def test_an_export_names_a_guide_that_was_taken_back(
    open_desk: OpenDesk, two_of_a_patient: tuple[str, str], kept_guides: list[bytes], place: Path
) -> None:
    room = open_desk()
    (sha256, *_) = [one.sha256 for one in room.vault.records.load(two_of_a_patient[1]).guides]
    room.vault.guides.take_back(two_of_a_patient[1], sha256)
    export(room, two_of_a_patient[1])

    (file,) = place.glob("*/guide-taken-back-2026-11-21-1.pdf")
    assert file.read_bytes() in kept_guides


def test_an_export_has_every_note(open_desk: OpenDesk, closed: str, place: Path) -> None:
    room = open_desk()
    room.vault.notes.add(closed, "The time was 10:30.")
    room.vault.notes.add(closed, "He was told by phone.")
    export(room, closed)

    (notes,) = place.glob("*/notes-2026-11-21-1.txt")
    assert notes.read_text() == (
        "2026-11-24 09:00, Jo Brook\nThe time was 10:30.\n\n"
        "2026-11-24 09:00, Jo Brook\nHe was told by phone.\n"
    )


def test_an_export_is_in_a_folder_that_names_nobody(
    open_desk: OpenDesk, two_of_a_patient: tuple[str, str], place: Path
) -> None:
    export(open_desk(), two_of_a_patient[0])
    export(open_desk(), two_of_a_patient[0])

    names = sorted(folder.name for folder in place.iterdir())
    assert names == ["export-2026-11-21-0900", "export-2026-11-21-0900-2"]
    assert not [file for file in place.rglob("*") if "Amira" in file.name]


def test_an_export_is_in_the_trail_for_each_consultation(
    open_desk: OpenDesk, two_of_a_patient: tuple[str, str], place: Path
) -> None:
    room = open_desk()
    export(room, two_of_a_patient[1])

    assert all(deeds(room.vault, key)[-1] == "export" for key in two_of_a_patient)


def test_an_export_says_where_it_is_and_which_record_pages_it_lacks(
    open_desk: OpenDesk, keep_consultation: KeepConsultation, vault_services: Services, place: Path
) -> None:
    def refuse(_kept: object) -> bytes:
        raise ClinicAidError("There is no name yet.")

    room = open_desk(work_with=replace(vault_services, make_file_record=refuse))
    export(room, keep_consultation(None))

    assert room.said == (
        "Exported into the folder “export-2026-11-21-0900”. Files: 1. "
        "Consultations without a record page: 1."
    )


@pytest.mark.fault(35)
def test_an_export_leaves_nothing_where_its_place_is_gone(
    open_desk: OpenDesk, keep_consultation: KeepConsultation, place: Path
) -> None:
    place.rmdir()
    room = open_desk()

    export(room, keep_consultation())

    assert room.said == (
        "Nothing was exported: the folder is not there any more. Choose another place."
    )


@pytest.mark.fault(8)
def test_a_full_disk_leaves_no_part_of_an_export(
    open_desk: OpenDesk, keep_consultation: KeepConsultation, keep_guide: KeepGuide, place: Path
) -> None:
    key = keep_consultation()
    keep_guide(key, b"%PDF-" + os.urandom(400_000) + b"%%EOF")
    room = open_desk()

    room.controller.open(key)
    room.record.export.click()

    with files_no_larger_than(100_000):
        agree_to_export(room)

    assert "the disk is full" in room.said
    assert list(place.iterdir()) == []
    assert "export" not in deeds(room.vault, key)


class files_no_larger_than:  # noqa: N801  # read as a sentence
    """Let no file of this process grow beyond a size: what a full disk does."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __enter__(self) -> None:
        self._signal = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._size, self._limits[1]))

    def __exit__(self, *_: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)
        signal.signal(signal.SIGXFSZ, self._signal)


def export(room: Room, key: str) -> None:
    """Export what the question ticks by itself, and wait for the answer."""
    room.controller.open(key)
    room.record.export.click()
    agree_to_export(room)


def agree_to_export(room: Room) -> None:
    room.choice().yes.click()
    room.qtbot.waitUntil(room.record.export.isEnabled, timeout=20_000)


# Erasure


def test_the_question_ticks_only_what_is_this_patients_beyond_doubt(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    same = keep_consultation(born=BORN, day=date(2026, 10, 1))
    unsure = keep_consultation(day=date(2026, 10, 2))
    other = keep_consultation(born=date(1990, 1, 1), day=date(2026, 10, 3))
    this = keep_consultation(born=BORN)
    room = open_desk()
    room.controller.open(this)

    room.record.erase.click()

    choice = room.choice()
    assert set(choice.keys()) == {this, same}
    assert not choice.choices[unsure].isChecked()
    assert choice.choices[unsure].isEnabled()
    assert other not in choice.choices
    assert not choice.choices[this].isEnabled()
    said = " ".join(label.text() for label in choice.findChildren(type(choice.title)))
    assert "3 October 2026" in said
    assert "Born 1 January 1990 · 36 years" in said
    assert "Ticked: consultations 2, guides 0" in said


def test_two_without_a_birth_date_are_not_taken_for_one_patient(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    keep_consultation(day=date(2026, 10, 2))
    this = keep_consultation()
    room = open_desk()
    room.controller.open(this)

    room.record.erase.click()

    assert room.choice().keys() == (this,)


def test_what_erasing_does_not_reach_is_said(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    room = open_desk()
    room.controller.open(keep_consultation())

    room.record.erase.click()

    choice = room.choice()
    said = " ".join(label.text() for label in choice.findChildren(type(choice.title)))
    assert "Guides on paper, saved files and exports stay where they are." in said
    assert "Backups that were made before still hold what is erased" in said
    assert "restoring one leaves it out" in said


def test_nothing_is_erased_without_the_tick_that_it_was_read(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    room = open_desk()
    room.controller.open(keep_consultation())
    room.record.erase.click()
    choice = room.choice()
    assert choice.confirm is not None
    room.qtbot.waitUntil(choice.cancel.hasFocus)
    assert not choice.yes.isEnabled()

    room.qtbot.keyClick(choice, Qt.Key.Key_Return)

    assert not choice.isVisible()
    assert room.vault.records.count() == 1


def test_what_is_ticked_is_erased_for_good(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    same = keep_consultation(born=BORN)
    other = keep_consultation("Jonas Weber")
    this = keep_consultation(born=BORN)
    room = open_desk()
    room.controller.open(this)
    room.record.erase.click()
    choice = room.choice()
    assert choice.confirm is not None
    choice.confirm.click()

    erased: list[tuple[str, ...]] = []
    room.controller.erased.connect(erased.append)
    with room.qtbot.waitSignal(room.controller.told) as told:
        choice.yes.click()

    assert [set(keys) for keys in erased] == [{this, same}]
    assert told.args == ["Erased for good. Consultations: 2."]
    assert room.vault.records.find("amira") == ()
    assert [entry.key for entry in room.vault.records.newest()] == [other]
    assert deeds(room.vault, this)[-1] == "erase"
    assert room.home.isVisible()
    assert listed(room.home) == ["Jonas Weber"]


def test_who_saves_is_told_before_anything_is_erased(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    room = open_desk()
    room.controller.open(key)
    room.record.erase.click()
    choice = room.choice()
    assert choice.confirm is not None
    choice.confirm.click()
    counted: list[tuple[tuple[str, ...], int]] = []
    room.controller.about_to_erase.connect(
        lambda keys: counted.append((keys, room.vault.records.count()))
    )

    with room.qtbot.waitSignal(room.controller.erased):
        choice.yes.click()

    assert counted == [((key,), 1)]


def test_a_question_that_is_taken_back_erases_nothing(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    room = open_desk()
    room.controller.open(keep_consultation())
    room.record.erase.click()

    room.controller.take_back()

    assert room.controller.choice is None
    assert room.vault.records.count() == 1
    assert QApplication.activeModalWidget() is None


def test_a_question_is_not_named_after_the_patient(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    room = open_desk()
    room.controller.open(keep_consultation())

    room.record.erase.click()

    assert room.choice().windowTitle() == "Clinic Aid"
    assert "Amira Haddad" in room.choice().title.text()


@pytest.mark.parametrize("change", [accented, right_to_left])
@pytest.mark.parametrize("way", ["erase", "export"])
def test_a_question_is_whole_in_other_languages(
    qapp: QApplication,
    open_desk: OpenDesk,
    two_of_a_patient: tuple[str, str],
    change: Change,
    way: str,
) -> None:
    with speaking(qapp, change):
        room = open_desk()
        room.controller.open(two_of_a_patient[1])
        getattr(room.record, way).click()

        assert faults_of(room.choice()) == []


# What is kept


@pytest.fixture
def kept_with_guide(
    keep_consultation: KeepConsultation, keep_guide: KeepGuide, plain_pdf: MakePdf
) -> tuple[str, str, bytes]:
    key, pdf = keep_consultation(), plain_pdf(3)
    return key, keep_guide(key, pdf, paper="letter"), pdf


@pytest.fixture
def kept_guides() -> list[bytes]:
    return [b"%PDF-1.7 the first guide %%EOF", b"%PDF-1.7 the second guide %%EOF"]


@pytest.fixture
def two_of_a_patient(
    keep_consultation: KeepConsultation, keep_guide: KeepGuide, kept_guides: list[bytes]
) -> tuple[str, str]:
    """Keep two consultations of a patient, the later with two guides, and one of a namesake."""
    keep_consultation(born=date(1990, 1, 1))
    earlier = keep_consultation(born=BORN, day=TODAY - timedelta(days=7))
    later = keep_consultation(born=BORN)
    for pdf in kept_guides:
        keep_guide(later, pdf)
    return earlier, later


def test_what_needs_looking_at_is_said_on_the_record(
    open_desk: OpenDesk, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation(checks={"pregnancy": {"answer": "yes"}})
    room = open_desk()

    room.controller.open(key)

    assert room.record.needs.isVisible()
    assert "regnan" in room.record.needs.words.text()
