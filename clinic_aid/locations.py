"""Where shipped files and the user's data are; the only module that knows a folder.

`CLINIC_AID_HOME` redirects all user data (tests use it, a USB stick can).
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """Give a shipped folder: inside the installed package, else beside it in a checkout."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Give the folder of content packs, fonts, style and samples."""
    return _shipped("resources")


def templates() -> Path:
    """Give the folder of handout and figure templates."""
    return _shipped("templates")


def content_pack(name: str = "hair-stem-cell") -> Path:
    """Give the folder of a shipped content pack."""
    return resources() / "content" / name


def user_data() -> Path:
    """Give the folder of the clinic's own files; it may not exist yet."""
    from platformdirs import user_data_path  # not needed to show a window

    redirected = os.environ.get("CLINIC_AID_HOME")
    return Path(redirected) if redirected else user_data_path("clinic-aid", appauthor=False)


def demos() -> Path:
    """Give the folder in which every demo has one of its own."""
    from platformdirs import user_cache_path  # not needed to show a window

    redirected = os.environ.get("CLINIC_AID_HOME")
    cache = Path(redirected) if redirected else user_cache_path("clinic-aid", appauthor=False)
    return cache / "demos"


def clinic_file() -> Path:
    """Give the place of the clinic's own facts; the file may not exist."""
    return user_data() / "clinic.yaml"
