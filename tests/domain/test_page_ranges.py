import pytest

from clinic_aid.domain.page_ranges import range_words, spoken_ranges, whole_range


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([], ""),
        ([5], "5"),
        ([5, 6], "5-6"),
        ([1, 5, 7], "1, 5, 7"),
        ([9, 1, 2, 2, 3], "1-3, 9"),
    ],
)
def test_pages_are_told_as_ranges(pages: list[int], words: str) -> None:
    assert range_words(pages) == words


def test_all_pages_are_one_range() -> None:
    assert whole_range(14) == range_words(range(1, 15)) == "1-14"


def test_in_a_sentence_a_range_has_a_dash() -> None:
    assert spoken_ranges("5-6, 9") == "5–6, 9"
