"""What a list beside the vault makes the app destroy, and what it does not."""

import json
import shutil
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from clinic_aid.domain.records import Headings
from clinic_aid.vault.claims import claimed, decide
from clinic_aid.vault.erasures import LOST_LIST
from clinic_aid.vault.kept_sum import PUT_BACK
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault

Unlock = Callable[[], Opened]


@pytest.fixture
def kept(vault: Vault, headings: Headings) -> Vault:
    """Give a vault with two consultations."""
    for key in ("one", "two"):
        vault.records.save(key, {}, headings, content="1")
    return vault


def deeds(vault: Vault, key: str) -> list[str]:
    return [row.deed for row in vault.trail() if row.subject == key]


@pytest.mark.fault(55)
def test_a_known_key_in_an_unsealed_list_erases_nothing_and_is_told(
    kept: Vault, place: VaultPlace, unlock: Unlock
) -> None:
    kept.close()
    place.erased.write_text('["one"]')
    opened = unlock()
    assert opened.vault.records.count() == 2
    assert [words for words in opened.notices if "calls consultations erased" in words]
    assert [entry.key for entry in claimed(opened.vault)] == ["one"]


@pytest.mark.fault(55)
def test_a_key_added_to_the_sealed_list_erases_nothing_and_is_told(
    kept: Vault, place: VaultPlace, unlock: Unlock
) -> None:
    kept.records.erase(["two"])
    kept.close()
    tree = json.loads(place.erased.read_bytes())
    (own,) = tree["lists"].values()
    own["keys"].append("one")
    place.erased.write_text(json.dumps(tree))
    opened = unlock()
    assert [entry.key for entry in opened.vault.records.newest()] == ["one"]
    assert LOST_LIST in opened.notices
    assert [entry.key for entry in claimed(opened.vault)] == ["one"]


@pytest.mark.fault(55)
def test_an_unsealed_key_keeps_no_save_from_the_vault(
    kept: Vault, place: VaultPlace, headings: Headings
) -> None:
    place.erased.write_text('["three"]')
    kept.records.save("three", {}, headings, content="1")
    assert kept.records.count() == 3


def test_who_agrees_erases_under_their_name(kept: Vault, place: VaultPlace) -> None:
    place.erased.write_text('["one"]')
    decide(kept, ["one"], erase=True)
    assert claimed(kept) == ()
    assert deeds(kept, "one")[0] == "erase"
    assert kept.access.erasures.listed().sealed == {"one"}


def test_who_refuses_is_not_asked_again_and_leaves_a_line(
    kept: Vault, place: VaultPlace, unlock: Unlock
) -> None:
    place.erased.write_text('["one"]')
    decide(kept, ["one"], erase=False)
    assert claimed(kept) == ()
    assert deeds(kept, "one")[0] == "keep-listed"
    kept.close()
    opened = unlock()
    assert opened.notices == ()
    assert opened.vault.records.count() == 2


def test_the_list_of_an_earlier_program_is_taken_over_without_a_word(
    kept: Vault, place: VaultPlace, unlock: Unlock
) -> None:
    kept.records.erase(["one"])
    kept.close()
    place.erased.write_text('["elsewhere", "one"]')
    opened = unlock()
    assert opened.notices == ()
    listed = opened.vault.access.erasures.listed()
    assert listed.sealed == {"one"}
    assert listed.unsealed == {"elsewhere"}


@pytest.mark.fault(52)
@pytest.mark.parametrize("harm", ["missing", "damaged", "older"])
def test_a_lost_list_is_told_until_seen_and_made_anew_from_the_trail(
    kept: Vault, place: VaultPlace, unlock: Unlock, harm: str
) -> None:
    older = place.erased.read_bytes()
    kept.records.erase(["one"])
    kept.close()
    if harm == "missing":
        place.erased.unlink()
    else:
        place.erased.write_bytes(older if harm == "older" else b"{")
    for _ in range(2):
        opened = unlock()
        assert opened.notices == (LOST_LIST,)
        assert opened.vault.access.erasures.listed().sealed == {"one"}
        opened.vault.close()
    opened = unlock()
    opened.vault.accept_breaks()
    opened.vault.close()
    assert unlock().notices == ()


@pytest.mark.fault(52)
def test_what_an_older_file_brings_back_is_erased_again_with_a_line(
    kept: Vault, place: VaultPlace, unlock: Unlock
) -> None:
    kept.store.checkpoint()
    kept.close()
    older = place.database.read_bytes()
    vault = unlock().vault
    vault.records.erase(["one"])
    vault.close()
    place.database.write_bytes(older)
    opened = unlock()
    assert [entry.key for entry in opened.vault.records.newest()] == ["two"]
    assert deeds(opened.vault, "one")[0] == "erase-again"


@pytest.mark.fault(52)
def test_what_an_older_page_brings_back_is_erased_again_though_the_trail_knew(
    kept: Vault, headings: Headings, unlock: Unlock
) -> None:
    kept.records.erase(["one"])

    def put_back(connection: Connection) -> None:
        row = "key, begun_at, changed_at, person, content, words, tree, held"
        copied = f"INSERT INTO consultation ({row}) SELECT 'one', {row[5:]} FROM consultation"
        connection.exec_driver_sql(copied)

    kept.store.write(put_back)
    kept.close()
    opened = unlock()
    assert [entry.key for entry in opened.vault.records.newest()] == ["two"]
    assert deeds(opened.vault, "one") == ["erase-again", "erase", "begin"]
    assert PUT_BACK in opened.notices


@pytest.mark.fault(52)
def test_after_an_older_list_and_an_older_file_the_trail_still_knows(
    kept: Vault, place: VaultPlace, unlock: Unlock
) -> None:
    kept.records.erase(["one"])
    kept.close()
    shutil.copyfile(place.database, place.data / "older")
    unlock().vault.close()
    place.erased.unlink()
    shutil.move(place.data / "older", place.database)
    opened = unlock()
    assert LOST_LIST in opened.notices
    assert opened.vault.access.erasures.listed().sealed == {"one"}


@pytest.mark.fault(52)
def test_a_list_that_cannot_be_written_shuts_nobody_out(
    kept: Vault, place: VaultPlace, unlock: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.records.erase(["one"])
    kept.close()
    place.erased.unlink()
    place.erased.mkdir()
    (place.erased / "in-the-way").touch()
    monkeypatch.setattr("pathlib.Path.replace", _refused)
    opened = unlock()
    assert LOST_LIST in opened.notices
    assert opened.vault.records.count() == 1


def _refused(*_: object) -> None:
    raise PermissionError(13, "not permitted")
