"""Every section in a language with long words, and in one that runs from right to left."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.safe_keeping.screen import SECTIONS, SafeKeepingScreen, SectionName
from clinic_aid.desktop.widgets.style import Look, scale_for
from clinic_aid.domain.records import Contents
from clinic_aid.vault.comparing import Exchange
from tests.desktop.conftest import AT, ShowWidget, backup_at
from tests.desktop.safe_keeping.conftest import STICK, Fill, MakeEntry
from tests.languages import Change, accented, right_to_left, speaking, untranslated
from tests.languages.clipping import faults_of

SIZES = (QSize(1366, 768), QSize(1920, 1080))
KEY = "7QK4-M2XA-PDT9-WZ3H-6RVB-YE5C-N8FJ-2GSK-41TM"
# What people and the vault call things, and what CLDR has no accented words for.
NAMES = {
    *(
        "Amira",
        "Haddad",
        "Amira Haddad",
        "Kim",
        "Lee",
        "Jo",
        "Brook",
        "Sam",
        "Green",
        "Own fat cells",
    ),
    *(
        "Own",
        "fat",
        "cells",
        "Clinic",
        "Aid",
        "Clinic Aid",
        "Ctrl",
        "Ctrl+L",
        "STICK",
        "media",
        "jo",
    ),
    *("Dr", "Maximilian", "Freiherr", "von", "und", "zu", "Hohenstaufen", "Wittelsbach", "MB"),
    *("Hohenstaufen-Wittelsbach", "November", "September", "December", "Saturday", "Friday"),
    *("Thursday", "Wednesday"),
}


@pytest.fixture(params=[(accented, "en"), (right_to_left, "he")], ids=["long", "rtl"])
def other(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[Change, str]]:
    change, language = request.param
    with speaking(qapp, change):
        yield change, language


@pytest.fixture
def screen(other: tuple[Change, str], the_look: Look, fill: Fill) -> SafeKeepingScreen:
    screen = SafeKeepingScreen(
        the_look,
        language=other[1],
        print_key=lambda _: None,
        product_name={"own-fat-cells": "Own fat cells"}.get,
        today=lambda: date(2026, 11, 21),
    )
    fill(screen)
    return screen


def english_in(change: Change, text: str) -> list[str]:
    # Marks of consultations and spaces at which a line may end are no words.
    plain = text.replace("\u200b", " ").replace("\u2068", "").replace("\u2069", "")
    return [word for word in untranslated(plain, change, names=NAMES) if not word.isdigit()]


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_is_whole_and_translated(
    screen: SafeKeepingScreen,
    show_widget: ShowWidget,
    other: tuple[Change, str],
    name: SectionName,
    size: QSize,
) -> None:
    window = show_widget(screen, size=size)
    screen.show_section(name)
    QApplication.processEvents()

    def foreign(text: str) -> list[str]:
        return english_in(other[0], text)

    assert faults_of(window, scale=scale_for(size), foreign=foreign) == []


@pytest.mark.parametrize("task", ["add", "own", "other", "remove", "key", "paper"])
def test_every_page_of_people_is_whole(
    screen: SafeKeepingScreen, show_widget: ShowWidget, task: str
) -> None:
    people = screen.people
    window = show_widget(screen)
    screen.show_section("people")
    page = people.page
    if task == "paper":
        people.show_key(KEY)
    else:
        {
            "add": page.add,
            "own": page.people[0].change,
            "other": page.people[1].change,
            "remove": page.people[1].remove,
            "key": page.new_key,
        }[task].click()
    QApplication.processEvents()

    assert faults_of(window) == []


@pytest.mark.parametrize("step", ["open", "exchange", "closed"])
def test_every_step_of_a_restore_is_whole(
    qtbot: QtBot, screen: SafeKeepingScreen, show_widget: ShowWidget, step: str
) -> None:
    window = show_widget(screen)
    screen.show_section("restore")
    page = screen.restore
    holds = Contents(consultations=208, newest_change=AT, made_at=AT)
    if step == "open":
        page.show_backup(backup_at(STICK, people=("Jo Brook", "Sam Green")))
        page.show_busy(True)
    else:
        present = "sound" if step == "exchange" else "closed"
        page.show_exchange(
            Exchange(
                present=present,  # type: ignore[arg-type]
                contents=holds,
                backup=holds,
                newer=4,
                left_out=2,
                called_erased=3,
                has_lost_list=True,
            )
        )
    QApplication.processEvents()

    assert faults_of(window) == []


def test_questions_and_what_was_changed_are_whole(
    screen: SafeKeepingScreen, show_widget: ShowWidget, make_entry: MakeEntry
) -> None:
    window = show_widget(screen)
    screen.show_section("old")
    screen.old.erase_all.click()
    screen.old.carry_out.click()
    QApplication.processEvents()
    assert faults_of(window) == []
    screen.old.question.no.click()
    screen.old.claims.show_known([make_entry("a"), make_entry("b")])
    QApplication.processEvents()
    assert faults_of(window) == []
    screen.old.claims.erase.click()
    QApplication.processEvents()
    assert faults_of(window) == []

    screen.show_section("trail")
    screen.trail.show_known(breaks=("Line 3 of the audit trail is missing.",))
    QApplication.processEvents()
    assert faults_of(window) == []


def test_numbers_are_entered_in_the_same_place(
    screen: SafeKeepingScreen, show_widget: ShowWidget, other: tuple[Change, str]
) -> None:
    show_widget(screen)
    screen.show_section("locking")
    stepper = screen.locking.idle

    less, line, more = (part.x() for part in (stepper.less, stepper.line, stepper.more))
    assert isinstance(stepper.line, QLineEdit)
    assert (less < line < more) == (other[1] == "en")
