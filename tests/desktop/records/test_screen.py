"""The screen of one kept consultation: what it says, what it offers, and what it never does."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.records.facts import facts_of, shown_words
from clinic_aid.desktop.records.screen import RecordScreen
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.given_guides import MadeGuide
from clinic_aid.domain.guide_parts import Part
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import KeepConsultation, ShowScreens, WallClock, click_row
from tests.languages import Change, accented, right_to_left, speaking
from tests.languages.clipping import faults_of

BORN = date(1984, 2, 29)
MakePdf = Callable[[int], bytes]
KeepGuide = Callable[..., str]


@pytest.fixture
def words(vault_services: Services, wall_clock: WallClock) -> EntryWords:
    return EntryWords(vault_services.pack, language="en", now=wall_clock.now)


ShowRecord = Callable[[str], RecordScreen]


@pytest.fixture
def show_record(
    the_look: Look, words: EntryWords, show_screens: ShowScreens, open_vault: Vault
) -> ShowRecord:
    """Give a function that shows a consultation of the vault on its screen."""
    screens: list[RecordScreen] = []

    def show(key: str) -> RecordScreen:
        if not screens:
            screens.append(RecordScreen(the_look, words))
            show_screens(screens[0])
        put(screens[0], open_vault, key)
        return screens[0]

    return show


def put(screen: RecordScreen, vault: Vault, key: str) -> None:
    kept = vault.records.load(key)
    others = vault.records.of_same_name(kept.entry.headings)
    screen.show_record(kept, others, lambda sha256: vault.guides.pdf(key, sha256))


def test_name_day_and_last_change_stand_over_it(
    show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    screen = show_record(keep_consultation(day=date(2026, 11, 16)))

    assert screen.name.text() == "Amira Haddad"
    assert screen.born.text() == "Birth date not noted"
    assert screen.day.words == "Consultation of 16 November 2026 · Changed today, 09:00"


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("go-ahead", "Go ahead"),
        ("think-about-it", "Think about it"),
        ("no", "No treatment"),
        (None, "Not decided yet"),
    ],
)
def test_the_decision_is_said_in_plain_words(
    keep_consultation: KeepConsultation,
    open_vault: Vault,
    words: EntryWords,
    decision: str | None,
    said: str,
) -> None:
    key = keep_consultation(**({"decision": decision} if decision else {}))

    assert dict(facts_of(open_vault.records.load(key), words))["Decision"] == said


def test_who_entered_it_is_said(
    keep_consultation: KeepConsultation, open_vault: Vault, words: EntryWords
) -> None:
    key = keep_consultation(consultant="Dr J. Lee")
    facts = dict(facts_of(open_vault.records.load(key), words))

    assert facts["Consultant"] == "Dr J. Lee"
    assert facts["Entered by"] == "Jo Brook"


def test_screens_are_counted_once_and_glances_not_at_all() -> None:
    shown = [
        {"screen": "risks", "seconds": 100},
        {"screen": "year", "seconds": 1},
        {"screen": "risks", "seconds": 80},
        {"screen": "options", "seconds": 60},
    ]

    assert shown_words({"shown": shown}) == "Screens: 2, minutes: 4"


@pytest.mark.parametrize("shown", [None, [], [{"screen": "year", "seconds": 0}], "damaged"])
def test_a_talk_that_was_not_begun_is_said_to_be_none(shown: object) -> None:
    assert shown_words({"shown": shown}) == "No screen yet"


def test_each_guide_says_when_how_and_by_whom_it_was_given(
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
    open_vault: Vault,
) -> None:
    key = keep_consultation()
    sha256 = keep_guide(key, plain_pdf(3))
    open_vault.guides.give_again(key, sha256, "saved")

    card = show_record(key).guides[sha256]

    assert card.accessibleName() == "Guide 1: 21 November 2026, 09:00"
    assert card.accessibleDescription() == (
        "The whole guide. Pages: 3 · A4 · Edition: full. "
        "Saved 21 November 2026, 09:00 by Jo Brook. "
        "Printed 21 November 2026, 09:00 by Jo Brook"
    )


def test_many_givings_are_told_by_their_number(
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
    open_vault: Vault,
) -> None:
    key = keep_consultation()
    sha256 = keep_guide(key, plain_pdf(1))
    for _ in range(4):
        open_vault.guides.give_again(key, sha256, "printed")

    card = show_record(key).guides[sha256]

    assert card.accessibleDescription().endswith("Times before that: 2")


@pytest.fixture
def with_guide(
    keep_consultation: KeepConsultation, keep_guide: KeepGuide, plain_pdf: MakePdf
) -> tuple[str, str]:
    """Give the key of a consultation and the SHA-256 of its guide."""
    key = keep_consultation()
    return key, keep_guide(key, plain_pdf(2))


def test_a_guide_in_parts_names_them_and_its_edition(
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    plain_pdf: MakePdf,
    open_vault: Vault,
) -> None:
    key = keep_consultation()
    about = {"paper": "letter", "content": "hair-stem-cell 1", "program": "0.1.0"}
    parts: dict[Part, str] = {"facts": "x1", "fridge": "f1"}
    sha256 = open_vault.guides.keep(
        key, plain_pdf(3), "saved", pages=3, edition="large-print", parts=parts, **about
    )

    said = show_record(key).guides[sha256].accessibleDescription()

    assert said.startswith("At a glance, The facts. Pages: 3 · Letter · Edition: large print. ")


def test_paper_taken_back_is_said_with_who_and_when_and_asked_no_more(
    show_record: ShowRecord, with_guide: tuple[str, str], open_vault: Vault
) -> None:
    key, sha256 = with_guide
    open_vault.guides.take_back(key, sha256)

    screen = show_record(key)

    said = screen.guides[sha256].accessibleDescription()
    assert "Edition: full. Taken back 21 November 2026, 09:00, noted by Jo Brook. Printed" in said
    assert not screen.paper.take_back.isVisible()
    assert screen.paper.print.isVisible()


def test_before_paper_is_taken_back_it_is_asked_with_the_keyboard_on_no(
    qtbot: QtBot, show_record: ShowRecord, with_guide: tuple[str, str]
) -> None:
    paper = show_record(with_guide[0]).paper
    paper.take_back.click()
    assert paper.question.isVisible()
    assert paper.question.no.hasFocus()
    assert not paper.print.isVisible()

    with qtbot.assertNotEmitted(paper.taken_back):
        paper.question.no.click()

    assert not paper.question.isVisible()
    assert paper.take_back.hasFocus()


def test_paper_taken_back_tells_whose_and_which(
    qtbot: QtBot, show_record: ShowRecord, with_guide: tuple[str, str]
) -> None:
    screen = show_record(with_guide[0])
    screen.paper.take_back.click()

    with qtbot.waitSignal(screen.take_back_asked) as asked:
        screen.paper.question.yes.click()

    assert tuple(asked.args or ()) == with_guide


def test_what_is_asked_about_one_guide_is_not_asked_about_another(
    show_record: ShowRecord,
    with_guide: tuple[str, str],
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
) -> None:
    other = keep_guide(with_guide[0], plain_pdf(3))
    screen = show_record(with_guide[0])
    screen.paper.take_back.click()

    screen.show_guide(with_guide[1])

    assert other in screen.guides
    assert not screen.paper.question.isVisible()
    assert screen.paper.take_back.isVisible()


def test_no_paper_is_taken_back_where_the_vault_can_only_be_read(
    show_record: ShowRecord, with_guide: tuple[str, str]
) -> None:
    screen = show_record(with_guide[0])
    screen.show_read_only(True)

    assert not screen.paper.take_back.isEnabled()
    assert screen.paper.print.isEnabled()


def test_a_guide_that_is_older_than_the_entries_is_said_to_be(
    show_record: ShowRecord, with_guide: tuple[str, str], open_vault: Vault
) -> None:
    key, _ = with_guide
    assert not show_record(key).older.isVisible()

    open_vault.guides.compare(key, MadeGuide(sha256="2" * 64, paper="a4"))

    assert show_record(key).older.isVisible()


def test_the_newest_guide_is_shown_and_another_can_be_chosen(
    qtbot: QtBot,
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
) -> None:
    key = keep_consultation()
    first, second = (keep_guide(key, plain_pdf(pages)) for pages in (2, 5))
    screen = show_record(key)
    assert (screen.shown_guide, screen.paper.view.pages) == (second, 5)

    qtbot.mouseClick(screen.guides[first], Qt.MouseButton.LeftButton)

    assert (screen.shown_guide, screen.paper.view.pages) == (first, 2)
    assert [card.isChecked() for card in screen.guides.values()] == [False, True]


def test_shown_anew_the_guide_that_was_looked_at_stays(
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
) -> None:
    key = keep_consultation()
    first, _ = (keep_guide(key, plain_pdf(pages)) for pages in (2, 5))
    show_record(key).show_guide(first)

    assert show_record(key).shown_guide == first


def test_without_a_guide_nothing_can_be_printed(
    show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    screen = show_record(keep_consultation())

    assert screen.paper.empty.text() == ("No guide was printed or saved in this consultation yet.")
    assert not screen.paper.print.isVisible()
    assert not screen.paper.save.isVisible()


def test_the_guide_of_one_patient_is_not_left_beside_another(
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
) -> None:
    key = keep_consultation()
    keep_guide(key, plain_pdf(2))
    show_record(key)

    screen = show_record(keep_consultation("Jonas Weber"))

    assert screen.guides == {}
    assert screen.shown_guide == ""
    assert not screen.paper.view.isVisible()


def test_a_guide_that_was_changed_is_not_shown(
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
    open_vault: Vault,
) -> None:
    key = keep_consultation()
    keep_guide(key, plain_pdf(1))
    open_vault.store.write(
        lambda connection: connection.exec_driver_sql("UPDATE guide SET pdf = x'2550'").rowcount
    )

    screen = show_record(key)

    assert "its bytes were changed" in screen.paper.empty.text()
    assert not screen.paper.print.isVisible()


def test_a_guide_that_cannot_be_drawn_can_still_be_saved(
    show_record: ShowRecord, keep_consultation: KeepConsultation, keep_guide: KeepGuide
) -> None:
    key = keep_consultation()
    keep_guide(key, b"%PDF-1.7 but not really %%EOF")

    screen = show_record(key)

    assert screen.paper.empty.text() == "The guide could not be shown. It can be saved."
    assert screen.paper.save.isVisible()


def test_others_of_the_name_are_marked_unless_the_birth_date_is_the_same(
    show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    same = keep_consultation(born=BORN, day=date(2026, 10, 1))
    unsure = keep_consultation(day=date(2026, 10, 2))
    other = keep_consultation(born=BORN + timedelta(days=1), day=date(2026, 10, 3))
    keep_consultation("Amira Haddadi", born=BORN)

    screen = show_record(keep_consultation(born=BORN))

    rows = {row.key: row for row in screen.others.rows}
    assert set(rows) == {same, unsure, other}
    assert [rows[key].note for key in (same, unsure, other)] == [
        *("", "May be somebody else", "Another birth date"),
    ]
    assert "Another birth date" in rows[other].whole


@pytest.mark.parametrize("born", [None, BORN])
def test_a_row_tells_its_own_birth_date_whatever_the_one_that_is_shown_has(
    show_record: ShowRecord, keep_consultation: KeepConsultation, born: date | None
) -> None:
    without = keep_consultation(day=date(2026, 10, 1))
    dated = keep_consultation(born=BORN, day=date(2026, 10, 2))

    screen = show_record(keep_consultation(born=born))

    said = {row.key: row.born for row in screen.others.rows}
    assert said == {
        without: "Birth date not noted",
        dated: "Born 29 February 1984 · 42 years",
    }
    assert "Birth date not noted" not in {row.note for row in screen.others.rows}


def test_the_head_tells_the_birth_date_and_never_cuts_the_name(
    show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    name = "Aoife O’Sullivan-Featherstonehaugh of Ballyvaughan and the Burren " * 2
    screen = show_record(keep_consultation(name, born=date(1984, 2, 29)))
    QApplication.processEvents()

    assert screen.name.text() == name.strip()
    assert screen.name.height() >= screen.name.heightForWidth(screen.name.width())
    assert screen.born.text() == "Born 29 February 1984 · 42 years"


def test_another_consultation_can_be_chosen(
    qtbot: QtBot, show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    other = keep_consultation(born=BORN)
    screen = show_record(keep_consultation(born=BORN))

    with qtbot.waitSignal(screen.entry_chosen) as chosen:
        click_row(qtbot, screen.others, 0)

    assert chosen.args == [other]


def test_arrows_lead_to_others_that_are_out_of_view(
    qtbot: QtBot, show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    for number in range(12):
        keep_consultation(born=BORN, day=date(2026, 10, 1) + timedelta(days=number))
    screen = show_record(keep_consultation(born=BORN))
    screen.others.setFocus()

    qtbot.keyClick(screen.others, Qt.Key.Key_End)

    last = screen.others.visualRect(screen.others.currentIndex())
    assert screen.others.visibleRegion().boundingRect().contains(last)


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("go_on", "continue_asked"),
        ("file_record", "file_record_asked"),
        ("export", "export_asked"),
        ("erase", "erase_asked"),
    ],
)
def test_each_way_on_carries_the_key(
    qtbot: QtBot,
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    button: str,
    signal: str,
) -> None:
    key = keep_consultation()
    screen = show_record(key)

    with qtbot.waitSignal(getattr(screen, signal)) as asked:
        qtbot.mouseClick(getattr(screen, button), Qt.MouseButton.LeftButton)

    assert asked.args == [key]


def test_what_is_kept_longer_says_so_and_can_be_released(
    qtbot: QtBot,
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    open_vault: Vault,
) -> None:
    key = keep_consultation()
    screen = show_record(key)
    assert not screen.held.isVisible()
    with qtbot.waitSignal(screen.hold_asked) as asked:
        qtbot.mouseClick(screen.hold, Qt.MouseButton.LeftButton)
    assert asked.args == [key, True]
    open_vault.records.hold([key], held=True)

    show_record(key)

    assert screen.held.isVisible()
    assert screen.hold.accessibleName() == "Keep no longer"
    with qtbot.waitSignal(screen.hold_asked) as asked:
        qtbot.mouseClick(screen.hold, Qt.MouseButton.LeftButton)
    assert asked.args == [key, False]


def test_nothing_else_can_be_asked_for_while_something_is_under_way(
    show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    screen = show_record(keep_consultation())

    screen.show_busy("Exporting …")
    assert not any(button.isEnabled() for button in screen.ways)
    assert screen.back.isEnabled()

    screen.show_busy("")
    assert all(button.isEnabled() for button in screen.ways)


def test_from_a_vault_that_can_only_be_read_files_can_still_be_had(
    show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    screen = show_record(keep_consultation())

    screen.show_read_only(True)

    offered = {button for button in screen.ways if button.isEnabled()}
    assert offered == {screen.file_record, screen.export}


def test_forgotten_nobodys_name_is_left_on_it(
    show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    screen = show_record(keep_consultation("Amira Haddad", consultant="Dr J. Lee"))

    screen.forget()

    assert screen.key == ""
    assert screen.name.text() + screen.name.accessibleName() + screen.born.text() == ""
    assert "Lee" not in "".join(value.text() for _, value in screen.facts.values)


def test_no_window_is_named_after_a_patient(
    show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    screen = show_record(keep_consultation())

    assert "Amira" not in screen.window().windowTitle()


def test_the_keyboard_begins_where_one_goes_on(
    qtbot: QtBot, show_record: ShowRecord, keep_consultation: KeepConsultation
) -> None:
    screen = show_record(keep_consultation())

    screen.focus_first()

    assert QApplication.focusWidget() is screen.go_on


@pytest.mark.parametrize("change", [accented, right_to_left])
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)])
def test_a_record_is_whole_in_other_languages(
    make_record: Callable[[], RecordScreen],
    show_screens: ShowScreens,
    several_kept: tuple[Vault, str],
    change: Change,
    size: QSize,
) -> None:
    with speaking(_application(), change):
        screen = make_record()
        show_screens(screen, size=size)
        put(screen, *several_kept)
        screen.say(screen.tr("Erasing …"))

        assert faults_of(screen.window()) == []


@pytest.fixture
def make_record(the_look: Look, words: EntryWords) -> Callable[[], RecordScreen]:
    return lambda: RecordScreen(the_look, words)


@pytest.fixture
def several_kept(
    open_vault: Vault,
    keep_consultation: KeepConsultation,
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
) -> tuple[Vault, str]:
    """Keep one with two guides, and others of the same name."""
    for born in (BORN, None, date(1990, 1, 1)):
        keep_consultation(born=born, decision="think-about-it")
    key = keep_consultation(born=BORN, decision="go-ahead", consultant="Dr J. Lee")
    for pages in (2, 14):
        keep_guide(key, plain_pdf(pages))
    return open_vault, key


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def test_it_says_who_cleared_a_health_question_and_what_is_not_cleared(
    show_record: ShowRecord, keep_consultation: KeepConsultation, services: Services
) -> None:
    short = {key: check.short for key, check in services.pack.checks.items()}
    clearing = {"cleared_by": "Dr A", "cleared_on": "2026-11-20", "cleared_how": "letter"}
    checks = {
        "allergy": {"answer": "yes", **clearing},
        "infection": {"answer": "yes", "cleared_by": "Dr B"},
        "bleeding": {"answer": "no"},
    }
    screen = show_record(keep_consultation(checks=checks))
    told = {name.text(): value.text() for name, value in screen.facts.values if name.isVisible()}

    assert told[short["allergy"]] == "Cleared by Dr A, on Friday 20 November 2026. Letter seen."
    assert told[short["infection"]] == "Not cleared"
    assert short["bleeding"] not in told
    assert faults_of(screen.window()) == []

    screen = show_record(keep_consultation("Lena Brandt"))
    assert short["allergy"] not in {
        name.text() for name, _ in screen.facts.values if name.isVisible()
    }


def test_a_closed_consultation_says_so_and_why(
    show_record: ShowRecord,
    keep_consultation: KeepConsultation,
    keep_guide: KeepGuide,
    plain_pdf: MakePdf,
    wall_clock: WallClock,
) -> None:
    key = keep_consultation()
    keep_guide(key, plain_pdf(1))
    screen = show_record(key)
    assert not screen.closed.isVisible()
    assert not screen.add_note.isVisible()

    wall_clock.at += timedelta(days=1)
    screen = show_record(key)

    said = "Closed, since its guide was given and 21 November 2026 is over."
    assert screen.closed.words.text() == said
    assert screen.add_note.isVisible()


@pytest.mark.parametrize(("written", "may"), [("", False), ("A word", True), ("n" * 2001, False)])
def test_only_a_note_with_words_and_not_too_many_can_be_kept(
    show_record: ShowRecord, keep_consultation: KeepConsultation, written: str, may: bool
) -> None:
    screen = show_record(keep_consultation())
    screen.notes.write(written)

    assert screen.notes.keep.isEnabled() is may
    assert ("Too long by 1 " in screen.notes.entry.words) is (len(written) > 2000)
