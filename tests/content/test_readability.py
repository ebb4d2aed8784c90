from functools import partial

import pytest

from clinic_aid.content.readability import english_sentences, reading_level

english_level = partial(reading_level, language="en")


def test_the_formula_gives_what_is_computed_by_hand() -> None:
    # 12 words, 2 sentences, 16 syllables: a-bout, doc-tor, pa-tient, an-swers.
    level = english_level("The doctor will ask about your hair. The patient answers each one.")
    assert (level.words, level.sentences, level.syllables) == (12, 2, 16)
    assert level.grade == pytest.approx(0.39 * 6 + 11.8 * 16 / 12 - 15.59)
    assert level.grade == pytest.approx(2.4833, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", 4),
        ("Dr. Ray and Mrs. Day see you.", 1),
        ("Use a mild shampoo, e.g. Brand, i.e. Soap.", 1),
        ("A needle of 1.5 mm. long enters the skin.", 1),
        ("Come at 9 a.m. on Monday.", 1),
        ("Come at 9 a.m. The nurse waits.", 2),
        ("It grew 3.5 hairs per cm². That is few.", 2),
        ('She said "stop." Then she left.', 2),
        ("Wait … and see.", 1),
        ("See www.example.org for more.", 1),
        ("Heading\n\n- first entry\n- second entry\n3. third entry", 4),
        ("J. Smith treats you. Dr. J. B. Smith does.", 2),
        ("Take vitamin D. Then rest.", 2),
        ("She said no. Then she left room No. 5 alone.", 2),
        ("So am I. You too.", 2),
        ("", 0),
        (" \n - \n", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: int) -> None:
    assert english_level(text).sentences == sentences


def test_marks_of_lists_and_headings_are_no_words() -> None:
    assert list(english_sentences("# Risks\n1. Pain\n• Swelling")) == ["Risks", "Pain", "Swelling"]


@pytest.mark.parametrize(
    ("text", "words", "syllables"),
    [
        ("seventy-one", 2, 4),
        ("71", 1, 4),
        ("71%", 1, 6),
        ("71 %", 1, 6),
        ("£1,200", 1, 7),
        ("2026", 1, 5),
        ("3 December 2026", 3, 9),
        ("20 cm²", 2, 7),
        ("10 µm", 2, 5),
        ("10 μm", 2, 5),
        ("25mg", 2, 6),
        ("5 g", 2, 2),
        ("plan g", 2, 2),
        ("1–3 days", 3, 3),
        ("don't", 1, 1),
        ("Dr. Ray", 2, 3),
        ("HIV test", 2, 4),
        ("half-open door", 3, 4),
    ],
)
def test_words_are_counted_as_they_are_spoken(text: str, words: int, syllables: int) -> None:
    level = english_level(text)
    assert (level.words, level.syllables) == (words, syllables)


def test_exempt_terms_are_left_out_in_every_form() -> None:
    text = "Follicles need care. A stem cell, stem cells and the follicle's end."
    level = english_level(text, exempt=["follicle", "stem", "stem cell"])
    assert (level.words, level.sentences) == (6, 2)


def test_exempt_terms_are_whole_words() -> None:
    assert english_level("stemming", exempt=["stem"]).words == 1


def test_leaving_out_a_hard_name_lowers_the_grade() -> None:
    text = "Finasteride is a tablet that you take each day."
    assert english_level(text, exempt=["finasteride"]).grade < english_level(text).grade


def test_a_text_without_words_is_not_hard() -> None:
    level = english_level("—")
    assert (level.words, level.grade) == (0, 0.0)


def test_a_language_without_formulas_is_refused() -> None:
    with pytest.raises(KeyError):
        reading_level("Guten Tag", language="xx")
