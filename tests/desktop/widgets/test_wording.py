from pathlib import Path

from clinic_aid.desktop.widgets.wording import (
    alone,
    consultations,
    said_moment,
    said_place,
    said_size,
)
from tests.desktop.conftest import AT


def test_a_moment_is_told_by_this_computers_clock() -> None:
    local = AT.astimezone()

    assert said_moment(AT, "en") == f"21 November 2026, {local:%H:%M}"


def test_one_consultation_is_not_several() -> None:
    assert consultations(1) == "1 consultation"
    assert consultations(212) == "212 consultations"


def test_a_size_is_told_in_words() -> None:
    assert said_size(12_300_000, "en") == "12.3 MB"


def test_a_line_can_end_at_each_step_of_a_place() -> None:
    assert said_place(Path("/media/jo/STICK")) == "\u2068/\u200bmedia/\u200bjo/\u200bSTICK\u2069"


def test_of_a_long_place_the_end_is_told() -> None:
    said = said_place(Path("/a" * 100) / "STICK").replace("\u200b", "")

    assert said.startswith("\u2068…")
    assert said.endswith("/STICK\u2069")
    assert len(said) < 70


def test_a_name_in_a_line_of_its_own_begins_where_the_page_does() -> None:
    assert alone("Amira", mirrored=False) == "\u2068Amira\u2069"
    assert alone("Amira", mirrored=True).startswith("\u200f")
