"""What is known of the backups of a vault, here and on a stick."""

import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from clinic_aid.domain.records import Headings
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.ephemeral import make_ephemeral_vault
from clinic_aid.vault.known_backups import backup_age, known_backups
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import Clock


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_without_a_backup_nothing_is_known(vault: Vault) -> None:
    known = known_backups(vault)

    assert (known.found, known.last_at, known.place, known.kept) == ((), None, None, 10)


def test_backups_are_found_here_and_at_the_place_chosen(vault: Vault, stick: Path) -> None:
    vault.preferences.change(backup_folder=str(stick))
    vault.back_up(vault.store.place.backups, automatic=True)
    vault.back_up(stick)

    known = known_backups(vault)

    assert {(backup.automatic, backup.file.parent) for backup in known.found} == {
        (False, stick),
        (True, known.here),
    }
    assert known.last_at == known.found[0].made_at
    assert all(backup.size > 1000 for backup in known.found)


def test_the_last_backup_is_known_when_its_stick_is_not_there(
    vault: Vault, stick: Path, clock: Clock
) -> None:
    vault.preferences.change(backup_folder=str(stick))
    vault.back_up(vault.store.place.backups, automatic=True)
    clock.at += timedelta(days=1)
    vault.back_up(stick)
    stick.rename(stick.with_name("in a drawer"))

    known = known_backups(vault)

    assert not known.place_is_there
    assert len(known.found) == 1
    assert known.last_at is not None
    assert known.last_at > known.found[0].made_at


def test_known_backups_another_vault_are_not_this_ones(
    vault: Vault, stick: Path, tmp_path: Path
) -> None:
    vault.preferences.change(backup_folder=str(stick))
    file = vault.back_up(stick).file
    (stick / "holiday.clinic-aid-backup").write_bytes(b"no backup")

    assert [backup.file for backup in known_backups(vault).found] == [file]


@pytest.mark.fault(56)
def test_a_forged_date_comes_last_and_is_no_last_backup(vault: Vault, clock: Clock) -> None:
    here = vault.store.place.backups
    forged = vault.back_up(here).file
    clock.at += timedelta(hours=1)
    true = vault.back_up(here)
    with zipfile.ZipFile(forged) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(files["manifest.json"]) | {"made_at": "2031-01-01T09:00:00+00:00"}
    with zipfile.ZipFile(forged, "w") as archive:
        for name, data in (files | {"manifest.json": json.dumps(said).encode()}).items():
            archive.writestr(name, data)

    known = known_backups(vault)

    assert [backup.file for backup in known.found] == [true.file, forged]
    assert known.undated == {forged}
    assert known.last_at == true.made_at


def test_without_a_consultation_there_is_nothing_to_lose(vault: Vault) -> None:
    assert backup_age(vault) is None


def test_a_backup_beside_the_vault_is_none_elsewhere(
    vault: Vault, stick: Path, headings: Headings
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.back_up(vault.store.place.backups, automatic=True)
    vault.back_up(vault.store.place.backups)
    # On the same disk, which is lost with the computer.
    vault.back_up(stick)

    age = backup_age(vault)

    assert age is not None
    assert (age.days, age.begun_on) == (None, date(2026, 11, 21))


def test_the_age_of_a_backup_that_leaves_this_computer_is_known_after_a_month(
    vault: Vault,
    unlock: Callable[[], Opened],
    tmp_path: Path,
    headings: Headings,
    clock: Clock,
) -> None:
    cloud = tmp_path / "OneDrive - Clinic"
    cloud.mkdir()
    vault.records.save("key", {}, headings, content="1")
    vault.back_up(cloud)
    clock.at += timedelta(days=34)
    vault.records.save("key", {"format": 1}, headings, content="1")
    vault.close()

    age = backup_age(unlock().vault)

    assert age is not None
    assert (age.days, age.is_old) == (34, True)


def test_a_backup_that_failed_is_none_elsewhere(
    vault: Vault, tmp_path: Path, headings: Headings
) -> None:
    vault.records.save("key", {}, headings, content="1")
    with pytest.raises(ClinicAidError):
        vault.back_up(tmp_path / "Dropbox")

    age = backup_age(vault)

    assert age is not None
    assert age.made_on is None


def test_of_a_vault_in_memory_no_backup_is_missed(tmp_path: Path, headings: Headings) -> None:
    vault = make_ephemeral_vault(
        VaultPlace(tmp_path), person="Jo", now=Clock().now, program="0.1.0"
    )
    vault.records.save("key", {}, headings, content="1")
    assert backup_age(vault) is None
    vault.close()
