from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.safe_keeping.backups_section import BackupsSection
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Contents, Soundness
from clinic_aid.vault.known_backups import KnownBackups
from tests.desktop.conftest import AT, MakeBackups, ShowWidget


@pytest.fixture
def section(the_look: Look, show_widget: ShowWidget) -> BackupsSection:
    section = BackupsSection(the_look, language="en")
    show_widget(section)
    return section


@pytest.fixture
def known(make_backups: MakeBackups, tmp_path: Path) -> KnownBackups:
    return KnownBackups(
        here=tmp_path / "here", found=make_backups(3), last_at=AT, place=tmp_path, kept=7
    )


def words_under(section: BackupsSection) -> str:
    return section.outcome.words.text().replace("\u200b", "").strip("\u2068\u2069")


def test_without_a_backup_it_says_so_and_what_to_do(section: BackupsSection) -> None:
    assert section.last.text() == "There is no backup yet"
    assert section.last_words.text().startswith("Plug in a stick")
    assert section.choose.text() == "Choose a p&lace …"


def test_the_last_backup_is_told_with_its_time_and_place(
    section: BackupsSection, known: KnownBackups, tmp_path: Path
) -> None:
    section.show_known(known)

    assert section.last.text() == f"Last backup: 21 November 2026, {AT.astimezone():%H:%M}"
    where = section.last_words.text().replace("\u200b", "")
    assert where.endswith(f"{tmp_path.name}\u2069")


def test_a_backup_on_this_computer_alone_is_not_enough(
    section: BackupsSection, known: KnownBackups
) -> None:
    section.show_known(replace(known, found=known.found[1:], last_at=known.found[1].made_at))

    assert section.last_words.text().startswith("It is on this computer only.")


def test_a_backup_that_cannot_be_seen_is_still_the_last_one(
    section: BackupsSection, known: KnownBackups
) -> None:
    section.show_known(replace(known, found=known.found[1:]))

    assert "21 November" in section.last.text()
    assert section.last_words.text() == "It is at a place that cannot be seen from here now."


def test_a_place_that_is_not_there_is_told_before_anybody_clicks(
    section: BackupsSection, known: KnownBackups
) -> None:
    section.show_known(replace(known, place_is_there=False))

    assert words_under(section).startswith("This place is not there now")
    assert section.outcome.words.objectName() == "fault"


def test_the_result_tells_what_was_found_in_the_backup(section: BackupsSection) -> None:
    section.show_made(Contents(consultations=212, newest_change=AT))

    assert words_under(section) == "Backup made and opened to check: 212 consultations."


def test_the_result_stays_when_what_is_known_is_shown_anew(
    section: BackupsSection, known: KnownBackups
) -> None:
    section.show_made(Contents(consultations=212, newest_change=AT))

    section.show_known(known)

    assert words_under(section).startswith("Backup made")


def test_a_second_click_makes_no_second_backup(qtbot: QtBot, section: BackupsSection) -> None:
    section.show_busy(True)

    with qtbot.assertNotEmitted(section.back_up_asked):
        section.back_up.click()

    assert words_under(section) == "Making a backup, and opening it to check …"


def test_each_backup_is_told_with_its_kind_place_and_size(
    section: BackupsSection, known: KnownBackups
) -> None:
    section.show_known(known)

    lines = [[label.text() for label in line] for line in section.lines]
    assert lines[0][1:] == ["made by hand", "at the place chosen", "12.3 MB"]
    assert lines[1][1:] == ["made by itself", "on this computer", "12.3 MB"]
    assert lines[3] == [""] * 4
    assert section.found_title.text() == "Backups found: 3"


def test_many_backups_are_turned_through(
    section: BackupsSection, known: KnownBackups, make_backups: MakeBackups
) -> None:
    section.show_known(replace(known, found=make_backups(7)))
    first = section.lines[0][0].text()

    section.pager.forward.click()

    assert section.lines[0][0].text() != first
    assert section.pager.place.text() == "6–7 of 7"


def test_the_number_of_automatic_backups_can_be_chosen(
    qtbot: QtBot, section: BackupsSection, known: KnownBackups
) -> None:
    section.show_known(known)

    with qtbot.waitSignal(section.kept.edited) as told:
        section.kept.more.click()

    assert told.args == [8]


@pytest.mark.parametrize(
    ("found", "words", "name"),
    [
        (
            Soundness(consultations=212, trail_rows=1040),
            "Everything is sound: 212 consultations, 1040 lines of “Who did what”.",
            "note",
        ),
        (
            Soundness(damage=("Page 14 is damaged.",)),
            "The vault is damaged. Page 14 is damaged. Restore the newest backup.",
            "fault",
        ),
        (
            Soundness(trail=("Line 3 of the audit trail is missing.",)),
            "Something was changed: Line 3 of the audit trail is missing. See “Who did what”.",
            "fault",
        ),
    ],
)
def test_what_the_check_found_is_told_in_words(
    section: BackupsSection, found: Soundness, words: str, name: str
) -> None:
    section.show_soundness(found)

    assert section.check_outcome.words.text() == words
    assert section.check_outcome.words.objectName() == name


def test_the_vault_is_not_looked_through_twice_at_once(
    qtbot: QtBot, section: BackupsSection
) -> None:
    section.show_checking(True)

    with qtbot.assertNotEmitted(section.check_asked):
        section.check.click()


def test_a_date_that_nothing_proves_is_told_as_such(
    section: BackupsSection, known: KnownBackups
) -> None:
    section.show_known(replace(known, undated=frozenset({known.found[-1].file})))

    assert section.lines[0][0].text().startswith("21 November 2026")
    assert section.lines[2][0].text().startswith("says ")
    assert section.lines[2][0].text().endswith(", not proven")
