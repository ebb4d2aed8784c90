import pytest

from clinic_aid.desktop.safe_keeping.trail_words import mark, sentence
from clinic_aid.domain.records import TrailRow
from clinic_aid.vault.trail import DEEDS
from tests.desktop.conftest import AT


def row(deed: str, subject: str = "") -> TrailRow:
    return TrailRow(seq=1, at=AT, person="Jo Brook", deed=deed, subject=subject)


@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_every_deed_has_a_sentence_of_its_own(deed: str) -> None:
    words = sentence(row(deed, "Sam Green"))

    assert words.endswith(".")
    assert "{" not in words
    assert f": {deed}" not in words


def test_no_two_deeds_are_told_alike() -> None:
    assert len({sentence(row(deed)) for deed in DEEDS}) == len(DEEDS)


def test_a_deed_of_a_newer_program_is_told_by_its_name() -> None:
    assert sentence(row("dance")) == "\u2068Jo Brook\u2069 did this: dance"


def test_a_new_passphrase_tells_whose_it_is() -> None:
    own, other = row("change-passphrase"), row("change-passphrase", "Sam Green")

    assert sentence(own) == "\u2068Jo Brook\u2069 changed their own passphrase."
    assert sentence(other) == "\u2068Jo Brook\u2069 gave \u2068Sam Green\u2069 a new passphrase."


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ("1", "Somebody typed a wrong passphrase once."),
        ("3", "A wrong passphrase was typed \u20683\u2069 times."),
    ],
)
def test_wrong_passphrases_are_counted(count: str, words: str) -> None:
    assert sentence(row("failed-tries", count)) == words


def test_only_a_consultation_is_marked_by_its_key() -> None:
    assert mark(row("open", "4f3a9c0d11e2")) == "4f3a9c"
    assert mark(row("add-person", "Sam Green")) == ""
    assert mark(row("backup", "2026-11-21T09:00:00+00:00")) == ""
