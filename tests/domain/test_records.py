from datetime import UTC, date, datetime

import pytest

from clinic_aid.domain.records import (
    LONGEST_NOTE,
    Headings,
    RecordNote,
    Soundness,
    is_past,
    same_name,
)
from clinic_aid.errors import ClinicAidError

BORN = date(1991, 4, 2)


@pytest.mark.parametrize(
    "name", ["Amira Haddad", "amira haddad", "  AMIRA   HADDAD ", "Ａｍｉｒａ Haddad"]
)
def test_a_name_is_the_same_as_it_is_read(name: str) -> None:
    assert same_name(Headings(name="Amira Haddad"), Headings(name=name))


@pytest.mark.parametrize("name", ["Amira", "Amira Hadad", "", None])
def test_another_name_is_another(name: str | None) -> None:
    assert not same_name(Headings(name="Amira Haddad"), Headings(name=name))


def test_two_without_a_name_are_not_the_same() -> None:
    assert not same_name(Headings(), Headings())


@pytest.mark.parametrize(
    ("today", "past"),
    [(date(2036, 3, 9), False), (date(2036, 3, 10), True), (date(2040, 1, 1), True)],
)
def test_the_period_ends_on_the_same_day_years_later(today: date, past: bool) -> None:
    changed_at = datetime(2026, 3, 10, 23, 59, tzinfo=UTC)
    assert is_past(changed_at, years=10, today=today) is past


@pytest.mark.parametrize(("today", "past"), [(date(2025, 2, 28), False), (date(2025, 3, 1), True)])
def test_the_29th_of_february_is_kept_a_day_longer(today: date, past: bool) -> None:
    assert is_past(datetime(2024, 2, 29, 12, tzinfo=UTC), years=1, today=today) is past


def test_a_change_in_the_future_is_not_past() -> None:
    assert not is_past(datetime(2030, 1, 1, tzinfo=UTC), years=1, today=date(2026, 1, 1))


@pytest.mark.parametrize("words", ["", "  \n", "\u200b", "n" * (LONGEST_NOTE + 1)])
def test_a_note_without_words_or_with_too_many_is_refused(words: str) -> None:
    with pytest.raises(ClinicAidError, match="The note is"):
        RecordNote(at=datetime(2026, 11, 21, tzinfo=UTC), person="Jo Brook", words=words)


@pytest.mark.parametrize(
    ("found", "sound"),
    [
        (Soundness(consultations=3), True),
        (Soundness(damage=("page 3",)), False),
        (Soundness(trail=("line 3",)), False),
    ],
)
def test_without_words_everything_is_sound(found: Soundness, sound: bool) -> None:
    assert found.is_sound is sound
