"""What this process asks of the system so that its memory stays its own."""

import sys
from contextlib import suppress
from typing import Final

_PR_SET_DUMPABLE: Final = 4


def forbid_dumps() -> None:
    """Let a crash write no memory to the disk, and other programs of the user not read it.

    To be called in every process anew: Linux forgets the second part when a program is started.

    Linux: no core file, none by way of a crash reporter either (a reporter may be given a core
    whatever the limit of core files is), and no debugger or reader of /proc/<pid>/mem without
    special rights. macOS and its kin: no core file. Windows: nothing; its crash reports are the
    system's.

    It does not protect against root, nor against pages that the system moves to a swap or
    hibernation file: only an encrypted disk does. Nor against programs that watch the screen or
    the keyboard.

    On Linux it also hides the process from the desktop's portals; some of their versions then
    refuse it the desktop's own file dialogs.
    """
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        no = ctypes.c_ulong(0)
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, no, no, no, no)
