"""Folders that a program copies elsewhere: known by their names, by the system, and by signs."""

from collections.abc import Mapping
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

NAMES: Final = (
    *("box", "cozy", "cozy drive", "dropbox", "egnyte", "filen", "google drive", "googledrive"),
    *("hidrive", "icedrive", "icloud", "icloud drive", "iclouddrive", "insync", "internxt"),
    *("jottacloud", "kdrive", "koofr", "magentacloud", "mega", "megasync", "nextcloud", "onedrive"),
    *("owncloud", "pcloud", "pclouddrive", "proton drive", "protondrive", "resilio sync"),
    *("seadrive", "seafile", "sync.com", "syncthing", "synology drive", "synologydrive"),
    *("tresorit", "yandex disk", "yandex.disk"),
)
"""How the folders of such programs are called, in small letters.

Something may follow that is no letter: "OneDrive - Clinic", "GoogleDrive-jo@clinic", "Box-Box".
"""
WHOLE_NAMES: Final = (
    *("cloudstorage", "com~apple~clouddocs", "mobile documents", "my drive", "shared drives"),
    "sync",
)
"""Names that mean one only by themselves."""
VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where Windows says that OneDrive has its folders, whatever they are called."""
SIGNS: Final = (
    *(".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".seafile-data"),
    *(".stfolder", ".stignore", ".stversions", ".sync", ".tmp.drivedownload", ".tmp.driveupload"),
)
"""What such programs leave in the folders that they copy."""
CONFLICTS: Final = ("*conflict*", "*conflit*", "*konflikt*", "*([1-9])*")
"""How copies are called that they make of a file which was changed in two places."""


def synchronised_by(folder: Path, environment: Mapping[str, str]) -> str:
    """Give the name that shows that a folder is copied elsewhere; empty where none does.

    It is that of the folder or of one above it, or of a file in one of them. `environment` are the
    variables of the system. What cannot be looked into shows nothing.
    """
    folder = folder.absolute()
    for part in folder.parts:
        if _is_known(part.lower()):
            return part
    for above in filter(None, map(environment.get, VARIABLES)):
        if folder.is_relative_to(above):
            return Path(above).name
    return next((sign for place in (folder, *folder.parents) for sign in _signs_in(place)), "") or (
        _conflict_in(folder)
    )


def _is_known(name: str) -> bool:
    if name in WHOLE_NAMES:
        return True
    return any(name.startswith(known) and not name[len(known) :][:1].isalnum() for known in NAMES)


def _signs_in(folder: Path) -> list[str]:
    return [sign for sign in SIGNS if _is_there(folder / sign)]


def _is_there(sign: Path) -> bool:
    # In the user's own folder Dropbox keeps its settings in one of this name.
    with suppress(OSError):
        return sign.is_file() if sign.name == ".dropbox" else sign.exists()
    return False


def _conflict_in(folder: Path) -> str:
    with suppress(OSError):
        names = sorted(file.name for file in folder.iterdir())
        return next((name for name in names if _is_conflict(name.lower())), "")
    return ""


def _is_conflict(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in CONFLICTS)
