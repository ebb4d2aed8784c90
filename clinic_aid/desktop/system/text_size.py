"""How large the system wants words, against what is usual on it."""

import os
import sys
from typing import Final

from PySide6.QtGui import QFontDatabase

SETTING: Final = "CLINIC_AID_TEXT_SCALE"
"""A factor such as `1.25` in place of the system's."""

LEAST, MOST = 0.8, 1.6
# In points, least and most: other desktops do not agree on one.
_USUAL: Final = {"win32": (9.0, 9.0), "darwin": (13.0, 13.0)}
_USUAL_ELSEWHERE: Final = (9.0, 11.0)


def text_factor() -> float:
    """Give how much larger than usual words are wanted, between `LEAST` and `MOST`.

    Asked anew each time: the size can be changed while the app is open.
    """
    try:
        factor = float(os.environ.get(SETTING, ""))
    except ValueError:
        factor = _system_factor()
    # Written so that "nan" is taken for the usual size.
    return min(max(factor, LEAST), MOST) if factor == factor else 1.0  # noqa: PLR0124


def _system_factor() -> float:
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    least, most = _USUAL.get(sys.platform, _USUAL_ELSEWHERE)
    if points <= 0:
        return 1.0  # sized in pixels: it says nothing of what is usual
    return points / least if points < least else max(points / most, 1.0)
