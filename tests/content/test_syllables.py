from pathlib import Path

import pytest

from clinic_aid.content.syllables import count_syllables

LIST = Path(__file__).with_name("syllables.txt")


@pytest.fixture(scope="module")
def counted_by_hand() -> list[tuple[str, int]]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [(word, int(count)) for word, count in map(str.split, lines)]


def test_the_list_has_300_different_words(counted_by_hand: list[tuple[str, int]]) -> None:
    assert len(counted_by_hand) == 300
    assert len({word for word, _ in counted_by_hand}) == 300


def test_the_sum_is_within_five_per_cent_of_the_count_by_hand(
    counted_by_hand: list[tuple[str, int]],
) -> None:
    by_hand = sum(count for _, count in counted_by_hand)
    by_rule = sum(count_syllables(word) for word, _ in counted_by_hand)
    assert abs(by_rule - by_hand) <= 0.05 * by_hand


def test_words_are_off_by_less_than_a_twentieth_of_a_syllable(
    counted_by_hand: list[tuple[str, int]],
) -> None:
    errors = [abs(count_syllables(word) - count) for word, count in counted_by_hand]
    assert sum(errors) <= 0.05 * len(errors)


def test_nine_words_in_ten_are_exact(counted_by_hand: list[tuple[str, int]]) -> None:
    exact = sum(count_syllables(word) == count for word, count in counted_by_hand)
    assert exact >= 0.9 * len(counted_by_hand)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Follicle's", 3),
        ("café", 2),
        ("UK", 2),
        ("WHO", 5),
        ("hmm", 1),
        ("player", 2),
        ("people's", 2),
        ("psoriatic", 4),
        ("hundred", 2),
        ("nucleus", 3),
    ],
)
def test_other_words_are_counted_as_spoken(word: str, count: int) -> None:
    assert count_syllables(word) == count
