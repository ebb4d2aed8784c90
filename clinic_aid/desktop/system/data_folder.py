"""Whether a folder is a place for the vault: not on a network, better not in a synchronised one."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo

from clinic_aid.desktop.system.translation import translate
from clinic_aid.files.synchronised import synchronised_by
from clinic_aid.vault.places import VaultPlace

_NETWORK: Final = ("9p", "afs", "ceph", "cifs", "davfs", "fuse.rclone", "fuse.sshfs", "gluster")
_MORE_NETWORK: Final = ("lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "webdav")


def file_system_of(folder: Path) -> str:
    """Give the kind of file system that a folder, or the nearest one above it, lies on."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return bytes(QStorageInfo(str(folder)).fileSystemType().data()).decode("ascii", "replace")


def refusal_of(folder: Path, file_system: str) -> str:
    """Say why the vault cannot be here, empty if it can: two computers would damage the file."""
    # Windows names a share by its path, whatever file system lies behind it.
    if file_system.lower() not in (*_NETWORK, *_MORE_NETWORK) and not str(folder).startswith(
        ("\\\\", "//")
    ):
        return ""
    return translate(
        "WhereKept",
        "The data folder is on a network drive, where the vault can be damaged. Nothing was "
        "opened. Put the folder on this computer's own disk.",
    )


def advice_about(folder: Path) -> str:
    """Warn of a folder that a program copies elsewhere; empty where there is nothing to say."""
    # From the vault's own folder upwards: copies that conflict lie beside its files.
    sign = synchronised_by(VaultPlace(folder).folder, os.environ)
    if not sign:
        return ""
    return translate(
        "WhereKept",
        "The data folder is synchronised, as “{sign}” shows. A copy made in the middle of a change "
        "is useless as a backup, and the vault then leaves this computer. Move the folder, or "
        "exclude it there.",
    ).format(sign=sign)
