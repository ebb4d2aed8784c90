from pathlib import Path

import pytest

from clinic_aid.desktop.system.data_folder import advice_about, file_system_of, refusal_of


@pytest.mark.fault(22)
@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "NFS"])
def test_no_vault_is_opened_on_a_network_drive(kind: str) -> None:
    assert "network drive" in refusal_of(Path("/srv/clinic"), kind)


@pytest.mark.fault(22)
def test_a_share_of_windows_is_known_by_its_path() -> None:
    assert refusal_of(Path("//server/clinic"), "NTFS")


@pytest.mark.parametrize("kind", ["ext4", "NTFS", "apfs", "btrfs", "tmpfs", "vfat", "overlay"])
def test_own_disks_and_sticks_are_fine(kind: str) -> None:
    assert refusal_of(Path("/home/jo/clinic-aid"), kind) == ""


@pytest.mark.fault(22)
@pytest.mark.parametrize(
    "folder", ["OneDrive - Clinic", "Dropbox", "Nextcloud", "iCloudDrive", "CloudStorage"]
)
def test_a_synchronised_folder_is_warned_of_by_name(folder: str) -> None:
    assert folder in advice_about(Path("/home/jo") / folder / "clinic-aid")


@pytest.mark.fault(22)
@pytest.mark.parametrize(
    "sign", [".stfolder", "data/.stfolder", "data/vault/consultations (1).vault"]
)
def test_a_synchronised_folder_is_warned_of_by_what_lies_in_it(tmp_path: Path, sign: str) -> None:
    (tmp_path / "data" / "vault").mkdir(parents=True)
    (tmp_path / sign).touch()
    assert Path(sign).name in advice_about(tmp_path / "data")


def test_no_other_folder_is_warned_of() -> None:
    assert advice_about(Path("/home/boxer/megaphone/clinic-aid")) == ""


def test_file_system_of_a_folder_that_is_not_there_yet_is_that_above_it(tmp_path: Path) -> None:
    assert file_system_of(tmp_path / "not" / "there") == file_system_of(tmp_path) != ""
