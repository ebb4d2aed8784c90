"""What the tests of safe keeping share: its widgets in a window of the app's look."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from clinic_aid.desktop.safe_keeping.screen import SafeKeepingScreen
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Entry, Headings, Settings, TrailRow
from clinic_aid.vault.known_backups import KnownBackups
from clinic_aid.vault.retention import RetentionReview
from tests.desktop.conftest import AT, backup_at

STICK = Path("/media/jo/STICK")
HERE = Path("/home/jo/backups")
_LONG = "Dr Maximilian Freiherr von und zu Hohenstaufen-Wittelsbach"
_DEEDS = ("unlock", "open", "print", "backup", "settings", "erase")

MakeEntry = Callable[..., Entry]


@pytest.fixture
def safety_screen(the_look: Look) -> SafeKeepingScreen:
    return SafeKeepingScreen(
        the_look,
        language="en",
        print_key=lambda _: None,
        product_name={"own-fat-cells": "Own fat cells"}.get,
        today=lambda: date(2026, 11, 21),
    )


@pytest.fixture
def make_entry() -> MakeEntry:
    def make_entry(
        key: str,
        *,
        name: str | None = "Amira Haddad",
        born: date | None = None,
        held: bool = False,
    ) -> Entry:
        return Entry(
            key=key,
            headings=Headings(
                name=name, birth_date=born, day=date(2015, 10, 21), product="own-fat-cells"
            ),
            begun_at=AT.replace(year=2015),
            changed_at=AT.replace(year=2015),
            held=held,
        )

    return make_entry


Fill = Callable[[SafeKeepingScreen], None]


@pytest.fixture
def fill() -> Fill:
    """Give what shows something in every section."""

    def fill(screen: SafeKeepingScreen) -> None:
        backups = tuple(
            backup_at(
                (HERE if number else STICK) / f"{number}.clinic-aid-backup",
                made_at=AT - timedelta(days=number),
                automatic=number > 0,
            )
            for number in range(9)
        )
        screen.show_person("Jo Brook")
        screen.backups.show_known(KnownBackups(here=HERE, found=backups, last_at=AT, place=STICK))
        screen.restore.offer(backups, here=HERE)
        screen.people.show_known(
            ("Jo Brook", _LONG, "Sam Green"), here="Jo Brook", recovery_confirmed=False
        )
        screen.locking.show_settings(Settings())
        past = [
            _entry(number, name) for number, name in enumerate(("Amira Haddad", "نور", _LONG) * 3)
        ]
        screen.old.show_known(
            RetentionReview(
                past=tuple(past),
                held=(_entry(9, "Kim Lee"),),
                reviewed_on=date(2025, 9, 3),
                is_due=True,
            )
        )
        rows = tuple(
            TrailRow(
                seq=40 - number,
                at=AT - timedelta(hours=number),
                person="Jo Brook",
                deed=_DEEDS[number % len(_DEEDS)],
                subject=f"{number:06x}" * 4,
            )
            for number in range(40)
        )
        screen.trail.show_known(rows)

    return fill


def _entry(number: int, name: str) -> Entry:
    at = AT.replace(year=2015) + timedelta(days=number)
    headings = Headings(name=f"{name} {number}", day=at.date(), product="own-fat-cells")
    return Entry(key=f"key-{number}", headings=headings, begun_at=at, changed_at=at)
