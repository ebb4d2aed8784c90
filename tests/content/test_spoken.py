import pytest

from clinic_aid.content.spoken import spoken_number


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "zero"),
        ("13", "thirteen"),
        ("71", "seventy-one"),
        ("100", "one hundred"),
        ("105", "one hundred and five"),
        ("1,000", "one thousand"),
        ("1,005", "one thousand and five"),
        ("12,345", "twelve thousand three hundred and forty-five"),
        ("2000000", "two million"),
        ("3.5", "three point five"),
        ("0.25", "zero point two five"),
        ("2026", "twenty twenty-six"),
        ("2005", "two thousand and five"),
        ("1900", "nineteen hundred"),
        ("1908", "nineteen oh eight"),
        ("0800", "zero eight zero zero"),
        ("1st", "first"),
        ("12th", "twelfth"),
        ("20th", "twentieth"),
        ("31st", "thirty-first"),
    ],
)
def test_a_number_is_read_aloud(digits: str, words: str) -> None:
    assert spoken_number(digits) == words
