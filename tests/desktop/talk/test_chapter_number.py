import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.chapter_number import ChapterNumber


@pytest.fixture
def number(qapp: object) -> ChapterNumber:
    made = ChapterNumber()
    made.count_to(14)
    return made


@pytest.fixture
def chosen(number: ChapterNumber) -> list[int]:
    numbers: list[int] = []
    number.chosen.connect(numbers.append)
    return numbers


@pytest.mark.parametrize("digit", list("23456789"))
def test_number_that_cannot_grow_is_taken_at_once(
    number: ChapterNumber, chosen: list[int], digit: str
) -> None:
    number.add(digit)

    assert chosen == [int(digit)]
    assert not number.is_begun


def test_one_waits_for_a_second_digit(number: ChapterNumber, chosen: list[int]) -> None:
    number.add("1")

    assert number.is_begun
    assert chosen == []


def test_one_alone_is_taken_after_a_pause(qtbot: QtBot, number: ChapterNumber) -> None:
    with qtbot.waitSignal(number.chosen) as waited:
        number.add("1")

    assert waited.args == [1]


@pytest.mark.parametrize("digit", list("01234"))
def test_two_digits_make_one_number(number: ChapterNumber, chosen: list[int], digit: str) -> None:
    number.add("1")
    number.add(digit)

    assert chosen == [10 + int(digit)]


def test_digits_that_make_no_chapter_begin_anew(number: ChapterNumber, chosen: list[int]) -> None:
    number.add("1")
    number.add("9")

    assert chosen == [9]


def test_nought_is_no_chapter(number: ChapterNumber, chosen: list[int]) -> None:
    number.add("0")
    number.finish()

    assert chosen == []


def test_what_was_typed_is_told_and_told_away(number: ChapterNumber) -> None:
    told: list[str] = []
    number.typed.connect(told.append)

    number.add("1")
    number.forget()

    assert told == ["1", ""]


def test_number_taken_back_leads_nowhere(number: ChapterNumber, chosen: list[int]) -> None:
    number.add("1")
    number.forget()
    number.finish()

    assert chosen == []


def test_taking_back_nothing_tells_nothing(qtbot: QtBot, number: ChapterNumber) -> None:
    with qtbot.assertNotEmitted(number.typed):
        number.forget()
