"""No name that somebody plants in the vault's folder makes the app write over anything else."""

import os
from pathlib import Path

import pytest

from clinic_aid.domain.records import Headings
from clinic_aid.vault.errors import WrongPassphraseError
from clinic_aid.vault.journal import PUT_ASIDE
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.plain_files import is_planted, plain_bytes, put_plain, unused
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, PERSON, MakeDoorkeeper

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
WORK = b"somebody's work" * 999


def test_no_more_is_read_than_a_file_can_be(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert plain_bytes(file, most=5) == b"12345"
    with pytest.raises(OSError, match="too large"):
        plain_bytes(file, most=4)


@ON_POSIX
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a plain file"):
        plain_bytes(tmp_path / "pipe", most=9)


@ON_POSIX
def test_a_link_gives_way_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(WORK)
    (tmp_path / "file").symlink_to(precious)
    put_plain(b"new", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert precious.read_bytes() == WORK


def test_what_is_put_aside_takes_no_place_that_is_taken(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        names.append(unused(tmp_path / "aside.json"))
        names[-1].touch()
    assert [name.name for name in names] == ["aside.json", "aside-2.json", "aside-3.json"]


@ON_POSIX
@pytest.mark.fault(57)
def test_links_in_the_vault_s_folder_lead_no_write_to_another_file(
    vault: Vault,
    headings: Headings,
    place: VaultPlace,
    tmp_path: Path,
    doorkeeper: MakeDoorkeeper,
) -> None:
    vault.records.save("one", {}, headings, content="1")
    vault.records.save("two", {}, headings, content="1")
    vault.records.erase(["one"])
    vault.close()
    files = (
        *(place.keys[1], place.anchor, place.tries, place.erased, place.ballast),
        *place.beside,
    )
    for number, file in enumerate(files):
        precious = tmp_path / f"precious-{number}"
        precious.write_bytes(WORK)
        file.unlink(missing_ok=True)
        file.symlink_to(precious)
    with pytest.raises(WrongPassphraseError):
        doorkeeper().unlock(PERSON, "a wrong passphrase")
    opened = doorkeeper().unlock(PERSON, PASSPHRASE)
    assert PUT_ASIDE in opened.notices
    opened.vault.records.erase(["two"])
    opened.vault.change_passphrase(PASSPHRASE, "five other plain words now")
    opened.vault.close()
    assert [
        precious for precious in tmp_path.glob("precious-*") if precious.read_bytes() != WORK
    ] == []


@ON_POSIX
@pytest.mark.fault(57)
@pytest.mark.parametrize("plant", ["mkfifo", "mkdir"])
@pytest.mark.parametrize("kind", ["wal", "shm", "journal"])
def test_what_is_no_plain_file_beside_the_database_is_put_aside_and_told(
    kind: str,
    plant: str,
    vault: Vault,
    headings: Headings,
    doorkeeper: MakeDoorkeeper,
) -> None:
    place = vault.store.place
    vault.records.save("one", {}, headings, content="1")
    vault.close()
    getattr(os, plant)(place.folder / f"consultations.vault-{kind}")
    opened = doorkeeper().unlock(PERSON, PASSPHRASE)
    assert opened.notices == (PUT_ASIDE,)
    assert opened.vault.records.keys() == {"one"}
    opened.vault.close()
    assert is_planted(place.foreign_journal)
