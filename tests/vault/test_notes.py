from datetime import timedelta

import pytest
from sqlalchemy import text

from clinic_aid.domain.records import LONGEST_NOTE
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PERSON, Clock

Tree = dict[str, object]


def test_a_note_has_name_and_time_and_changes_nothing_else(
    closed: Vault, tree: Tree, clock: Clock
) -> None:
    closed.notes.add("key", "  The time was 10:30.\nHe was told by phone. ")
    clock.step = timedelta(0)
    closed.notes.add("key", "Second")
    clock.at -= timedelta(hours=2)
    closed.notes.add("key", "Third, after the clock was set back")
    kept = closed.records.load("key")
    assert kept.tree == tree
    assert [(note.person, note.words[:8]) for note in kept.notes] == [
        (PERSON, "The time"),
        (PERSON, "Second"),
        (PERSON, "Third, a"),
    ]
    assert kept.notes[0].words.endswith("phone.")
    assert sorted(note.at for note in kept.notes) == [note.at for note in kept.notes]
    assert [(row.deed, row.subject) for row in closed.trail(most=3)] == [("note", "key")] * 3


@pytest.mark.parametrize("words", ["", " \n ", "n" * (LONGEST_NOTE + 1)])
def test_a_note_that_is_none_is_refused(closed: Vault, words: str) -> None:
    with pytest.raises(ClinicAidError, match="The note is"):
        closed.notes.add("key", words)
    assert closed.records.load("key").notes == ()


def test_notes_go_with_their_consultation(closed: Vault) -> None:
    closed.notes.add("key", "A word")
    closed.notes.put_unfinished("key", "Half a w")
    closed.records.erase(["key"])
    assert closed.notes.unfinished("key") == ""
    closed.notes.put_unfinished("key", "Half a word")
    with closed.store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM note")).scalar() == 0
    assert closed.notes.unfinished("key") == ""
    assert closed.soundness().is_sound


def test_a_note_is_a_change_that_a_backup_has_to_have(closed: Vault) -> None:
    closed.back_up(closed.store.place.backups)
    assert not closed.has_changed
    closed.notes.add("key", "A word")
    assert closed.has_changed


def test_a_note_that_is_being_written_is_there_again_until_it_is_kept(closed: Vault) -> None:
    closed.notes.put_unfinished("key", "Half")
    closed.notes.put_unfinished("key", "Half a word \ud800")
    assert closed.notes.unfinished("key").startswith("Half a word")
    closed.notes.add("key", "A word")
    assert closed.notes.unfinished("key") == ""
