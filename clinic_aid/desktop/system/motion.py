"""Whether anything may move on the screen."""

import os
import sys
from typing import Final

from PySide6.QtWidgets import QApplication, QStyle

SETTING: Final = "CLINIC_AID_MOTION"
"""`none` or `normal`; anything else leaves the choice to the system."""

_CLIENT_AREA_ANIMATION: Final = 0x1042


def motion_is_wanted() -> bool:
    """Say whether changes may be shown as a movement.

    Qt 6.11 has no hint of its own for reduced motion. Its styles animate where the desktop
    does; what Windows was told under "Animation effects" is asked of Windows.
    """
    setting = os.environ.get(SETTING, "")
    if setting in {"none", "normal"}:
        return setting == "normal"
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return QApplication.style().styleHint(hint) > 0 and _windows_animates()


def _windows_animates() -> bool:
    if sys.platform == "win32":
        import ctypes

        animates = ctypes.c_int(1)
        ask = ctypes.windll.user32.SystemParametersInfoW
        ask(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(animates), 0)
        return bool(animates.value)
    return True
