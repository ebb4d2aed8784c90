import pytest

from clinic_aid.desktop.safe_keeping.trail_words import mark, sentence
from clinic_aid.domain.records import Settings, TrailRow
from clinic_aid.vault.trail import DEEDS
from tests.desktop.conftest import AT


def row(deed: str, subject: str = "") -> TrailRow:
    return TrailRow(seq=1, at=AT, person="Jo Brook", deed=deed, subject=subject)


@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_every_deed_has_a_sentence_of_its_own(deed: str) -> None:
    words = sentence(row(deed, "Sam Green"), "en")

    assert words.endswith(".")
    assert "{" not in words
    assert f": {deed}" not in words


def test_no_two_deeds_are_told_alike() -> None:
    assert len({sentence(row(deed), "en") for deed in DEEDS}) == len(DEEDS)


def test_a_deed_of_a_newer_program_is_told_by_its_name() -> None:
    assert sentence(row("dance"), "en") == "\u2068Jo Brook\u2069 did this: dance"


def test_a_new_passphrase_tells_whose_it_is() -> None:
    own, other = row("change-passphrase"), row("change-passphrase", "Sam Green")

    assert sentence(own, "en") == "\u2068Jo Brook\u2069 changed their own passphrase."
    assert (
        sentence(other, "en") == "\u2068Jo Brook\u2069 gave \u2068Sam Green\u2069 a new passphrase."
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ("1", "A passphrase was tried once, and did not open the vault."),
        ("3", "Passphrases were tried \u20683\u2069 times, and did not open the vault."),
    ],
)
def test_wrong_passphrases_are_counted(count: str, words: str) -> None:
    assert sentence(row("failed-tries", count), "en") == words


def test_only_a_consultation_is_marked_by_its_key() -> None:
    assert mark(row("open", "4f3a9c0d11e2")) == "4f3a9c"
    assert mark(row("add-person", "Sam Green")) == ""
    assert mark(row("backup", "2026-11-21T09:00:00+00:00")) == ""


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("idle_minutes 5 10", "Lock while working”: 5 → 10 minutes."),
        ("presenting_minutes 20 60", "Lock while presenting”: 20 → 60 minutes."),
        ("backups_kept 10 3", "automatic backups are kept: 10 → 3."),
        ("retention_years 10 8", "consultations are kept: 10 → 8 years."),
        ("backup_folder", "changed the place for backups."),
    ],
)
def test_a_changed_setting_is_named_with_what_it_was_and_is(subject: str, words: str) -> None:
    assert sentence(row("settings", subject), "en").endswith(words)


@pytest.mark.parametrize("subject", ["", "of_a_newer_program 1 2"])
def test_a_setting_that_is_not_known_is_told_as_before(subject: str) -> None:
    assert sentence(row("settings", subject), "en").endswith(" changed a setting.")


def test_every_setting_that_is_told_has_words_of_its_own() -> None:
    names = [*Settings.BOUNDS, "backup_folder"]
    told = {sentence(row("settings", f"{name} 1 2"), "en") for name in names}
    assert len(told) == len(names)
    assert not any(words.endswith("changed a setting.") for words in told)


def test_a_restored_backup_is_named() -> None:
    told = row("restore", "2026-11-21T09:00:00+00:00")
    at = AT.astimezone()
    assert f"21 November 2026, {at:%H:%M}" in sentence(told, "en")
    assert mark(told) == ""


def test_a_consultation_that_a_restore_took_over_has_its_mark() -> None:
    told = row("restore", "5f3a" + "0" * 28)
    assert "newer consultation" in sentence(told, "en")
    assert mark(told) == "5f3a00"


def test_nobody_is_said_to_have_made_the_automatic_backup() -> None:
    by_hand = row("backup", "2026-11-21T09:00:00+00:00")
    by_itself = row("backup", "2026-11-21T09:00:00+00:00 automatic")
    assert sentence(by_hand, "en") == "\u2068Jo Brook\u2069 made a backup."
    assert sentence(by_itself, "en").startswith("The automatic backup was made.")
