from pathlib import Path

import pytest

from clinic_aid.files.synchronised import NAMES, SIGNS, VARIABLES, WHOLE_NAMES, synchronised_by


@pytest.mark.parametrize("name", [*NAMES, *WHOLE_NAMES])
def test_a_folder_is_known_by_its_name(name: str) -> None:
    assert synchronised_by(Path("/home/jo") / name / "clinic-aid", {}) == name


@pytest.mark.parametrize(
    ("folder", "part"),
    [
        ("/Users/jo/Library/CloudStorage/Unheard-Of/clinic", "CloudStorage"),
        ("/Users/jo/OneDrive-Personal/clinic", "OneDrive-Personal"),
        ("/Users/jo/OneDrive - Clinic Ltd/clinic", "OneDrive - Clinic Ltd"),
        ("/mnt/GoogleDrive-jo@clinic.example/clinic", "GoogleDrive-jo@clinic.example"),
        ("/mnt/g/Shared drives/Clinic", "Shared drives"),
        ("/home/jo/Box-Box/clinic", "Box-Box"),
        ("/home/jo/Box Sync/clinic", "Box Sync"),
        ("/c/Users/jo/iCloudDrive/clinic", "iCloudDrive"),
        ("/Users/jo/Library/Mobile Documents/com~apple~CloudDocs", "Mobile Documents"),
        ("/home/jo/kDrive/clinic", "kDrive"),
        ("/c/Users/jo/Proton Drive/jo/My files", "Proton Drive"),
        ("/home/jo/MEGAsync", "MEGAsync"),
        ("/home/jo/MEGA (2)", "MEGA (2)"),
        ("/home/jo/Sync/clinic", "Sync"),
        ("/home/jo/Dropbox (Clinic)/x", "Dropbox (Clinic)"),
        ("/home/jo/Nextcloud2/x", ""),
        ("/home/jo/ownCloud - jo", "ownCloud - jo"),
    ],
)
def test_a_folder_is_known_as_the_services_call_it_today(folder: str, part: str) -> None:
    assert synchronised_by(Path(folder), {}) == part


@pytest.mark.parametrize(
    "folder",
    ["/home/boxer/megaphone/clinic", "/home/jo/Synchrony/x", "/srv/my drives", "/c/Boxes/x"],
)
def test_no_other_name_means_anything(folder: str) -> None:
    assert synchronised_by(Path(folder), {}) == ""


@pytest.mark.parametrize("name", VARIABLES)
def test_windows_says_where_onedrive_is(name: str) -> None:
    said = {name: "/c/Users/jo/Wolke der Praxis"}
    assert synchronised_by(Path("/c/Users/jo/Wolke der Praxis/x"), said) == "Wolke der Praxis"
    assert synchronised_by(Path("/c/Users/jo/x"), said) == ""


def test_a_variable_without_words_means_nothing() -> None:
    assert synchronised_by(Path("/c/Users/jo"), {"OneDrive": ""}) == ""


@pytest.mark.parametrize("sign", SIGNS)
def test_what_a_program_leaves_in_a_folder_above_is_a_sign(tmp_path: Path, sign: str) -> None:
    (tmp_path / sign).touch()
    assert synchronised_by(tmp_path / "data" / "vault", {}) == sign


def test_the_settings_of_dropbox_are_none(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert synchronised_by(tmp_path / "data", {}) == ""


@pytest.mark.parametrize(
    "name",
    [
        "consultations (1).vault",
        "consultations.sync-conflict-20261130-101010-ABCDEFG.vault",
        "consultations (Jo's conflicted copy 2026-11-30).vault",
        "keys (In Konflikt stehende Kopie von Jo).json",
        "keys (Copie en conflit de Jo).json",
    ],
)
def test_a_copy_made_of_a_conflict_is_a_sign(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert synchronised_by(tmp_path, {}) == name


@pytest.mark.parametrize(
    "name", ["consultations.vault", "consultations.vault-wal", "keys.copy.json", "tries.lock"]
)
def test_the_vault_s_own_files_are_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert synchronised_by(tmp_path, {}) == ""


def test_a_folder_that_is_not_there_yet_shows_nothing(tmp_path: Path) -> None:
    assert synchronised_by(tmp_path / "not" / "there", {}) == ""
