import re
import unicodedata
from collections.abc import Iterator

import pytest
from fontTools.ttLib import TTFont

from clinic_aid import locations
from clinic_aid.content.filling import TERM, fill
from clinic_aid.content.model import ContentPack
from clinic_aid.handout.fonts import FAMILIES
from tests.languages import Change, accented, right_to_left

BOTH = pytest.mark.parametrize("change", [accented, right_to_left])
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def covered(family: str) -> set[int]:
    faces = []
    for name in FAMILIES[family]:
        with TTFont(locations.resources() / "fonts" / name) as font:
            faces.append(set(font.getBestCmap()))
    return set.intersection(*faces)


def read(text: str) -> str:
    """Give what is read: no placeholder, no mark of a term, no accent on its own."""
    bare = re.sub(r"\{[^}]*\}|\[\[|\]\]", "", text)
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def len_read(text: str) -> int:
    return len(read(text))


def plain_texts(pack: ContentPack) -> Iterator[str]:
    for topic in pack.topics.values():
        yield from (topic.headline, topic.ask, topic.teach_back, *topic.points)
    yield from pack.areas.values()
    yield from (text for text in pack.labels.values() if re.search("[a-z]", read(text)))


def test_accented_letters_are_in_the_font_of_the_screens() -> None:
    changed = accented(ALPHABET + ALPHABET.upper())

    assert {ord(letter) for letter in changed} <= covered("Atkinson Hyperlegible Next")


def test_hebrew_letters_are_in_the_bundled_font() -> None:
    changed = right_to_left(ALPHABET + ALPHABET.upper())

    assert {ord(letter) for letter in changed} <= covered("Noto Sans Hebrew")


@BOTH
@pytest.mark.parametrize("letter", [*ALPHABET, *ALPHABET.upper()])
def test_every_letter_becomes_another(change: Change, letter: str) -> None:
    assert change(letter).split()[0] != letter


def test_accented_texts_are_at_least_40_percent_longer(pack: ContentPack) -> None:
    for text in plain_texts(pack):
        assert len_read(accented(text)) >= 1.4 * len_read(text), text


def test_no_text_becomes_twice_as_long_but_the_shortest(pack: ContentPack) -> None:
    for text in plain_texts(pack):
        if len(text) > 8:
            assert len_read(accented(text)) <= 1.6 * len(text), text


@pytest.mark.parametrize("word", ["of", "word", "treatment", "understandable"])
def test_no_word_grows_by_more_than_40_percent(word: str) -> None:
    assert len(word) <= len_read(accented(word).split()[0]) <= 1.4 * len(word)


def test_word_grows_alike_in_every_text() -> None:
    assert accented("Norwood scale").split()[0] == accented("Norwood").split()[0]


def test_hebrew_texts_are_as_long_as_before(pack: ContentPack) -> None:
    assert all(len(right_to_left(text)) == len(text) for text in plain_texts(pack))


@BOTH
@pytest.mark.parametrize(
    "kept",
    [
        "{day:-3d}",
        "{patient}",
        "<b>",
        "</b>",
        '<a href="x">',
        "&amp;",
        "%n",
        "%1",
        "2027",
        "\u20689 May\u2069",
    ],
)
def test_what_is_no_word_stays(change: Change, kept: str) -> None:
    changed = change(f"From {kept} to")

    assert kept in changed
    assert "From" not in changed


@BOTH
def test_shortcut_mark_stays_before_its_letter(change: Change) -> None:
    assert change("Bac&k").count("&") == 1
    assert change("Bac&k")[change("Bac&k").index("&") + 1] == change("k")[0]


@BOTH
def test_text_without_letters_stays(change: Change) -> None:
    assert change("{day} – 12 %") == "{day} – 12 %"
    assert change("") == ""


@BOTH
def test_term_reads_in_a_sentence_as_it_does_alone(change: Change) -> None:
    found = TERM.findall(change("A [[stem cell]] and two [[Stem cells]]"))

    assert [form.casefold() for form in found] == [
        change("stem cell").casefold(),
        change("stem cells").casefold(),
    ]


@BOTH
def test_changed_labels_can_be_filled(change: Change) -> None:
    assert "\u2068Ana\u2069" in fill(change("For {patient}"), patient="Ana")
