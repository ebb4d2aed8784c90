"""Room that is kept for a full disk: given up, the last words still find a place."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

SIZE: Final = 16 << 20
_ROOM_LEFT: Final = 200 << 20


def take_on(file: Path) -> None:
    """Make the file if there is room for it and more; otherwise there is none."""
    with suppress(OSError):
        if file.is_file() and not file.is_symlink() and file.stat().st_size == SIZE:
            return
        if shutil.disk_usage(file.parent).free < _ROOM_LEFT:
            return
        # Never through a link to somebody's file, or into a pipe: what has the name goes first.
        file.unlink(missing_ok=True)
        with file.open("xb") as ballast:
            # Written, not only made long: a hole in a file keeps no room.
            for _ in range(SIZE >> 20):
                ballast.write(b"\xa5" * (1 << 20))
            ballast.flush()
            os.fsync(ballast.fileno())


def drop(file: Path) -> bool:
    """Give the room back; say whether there was any."""
    try:
        file.unlink()
    except OSError:
        return False
    return True
