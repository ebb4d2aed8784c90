import pytest

from tests.languages import Change, accented, right_to_left, untranslated

BOTH = pytest.mark.parametrize("change", [accented, right_to_left])


@BOTH
def test_changed_text_has_no_english_word(change: Change) -> None:
    assert untranslated(change("Your own plan, for 3 sessions"), change) == []


@BOTH
def test_english_words_are_found(change: Change) -> None:
    assert untranslated(f"{change('Your own')} plan {change('for')} sessions", change) == [
        "plan",
        "sessions",
    ]


@BOTH
def test_isolated_values_are_passed_over(change: Change) -> None:
    text = f"{change('For')} \u2068Amira \u20683 May\u2069 Haddad\u2069"

    assert untranslated(text, change) == []


@BOTH
def test_names_given_are_passed_over_as_whole_words(change: Change) -> None:
    names = ("Clinic Aid", "Norwood")

    assert untranslated("Clinic Aid: Norwood 2", change, names=names) == []
    assert untranslated("Clinic Aids", change, names=names) == ["Clinic", "Aids"]


@BOTH
def test_markup_is_no_word(change: Change) -> None:
    assert untranslated("<p align='left'>&nbsp;12</p>", change) == []


def test_single_letter_is_left_over_in_hebrew_alone() -> None:
    assert untranslated("2 A", right_to_left) == ["A"]
    assert untranslated("2 A", accented) == []


@BOTH
def test_placeholder_that_nobody_filled_is_found(change: Change) -> None:
    assert untranslated("{patient}", change) == ["patient"]
