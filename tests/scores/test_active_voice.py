import pytest

from clinic_aid.scores.active_voice import passive_sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "The cells are put into your scalp.",
        "Your skin was not cleaned before that.",
        "It has been shown in two studies.",
        "The wound is usually stitched at once.",
    ],
)
def test_a_passive_sentence_is_found(sentence: str) -> None:
    assert passive_sentences(sentence) == ([sentence], 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "Call us if you are worried at night.",
        "We put the cells into your scalp.",
        "You are allowed to wash your hair.",
        "Your skin is red for some days.",
    ],
)
def test_an_active_sentence_or_one_of_a_state_is_not(sentence: str) -> None:
    assert passive_sentences(sentence) == ([], 1)


def test_headings_of_one_or_two_words_are_no_sentences() -> None:
    assert passive_sentences("Not done\nYour visits\nWe call you soon.") == ([], 1)
