"""High contrast: whether it is wanted, and what of the style sheet it needs besides its colours."""

import os
import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

SETTING: Final = "CLINIC_AID_CONTRAST"
"""`high` or `normal`; anything else leaves the choice to the system."""

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SURFACE: Final = r"@(?:white|sand|mist|amber|red)(?![a-z-])"
_FRAME_LIKE_SURFACE = re.compile(rf"(border(?:-color)?:[^;}}]*?){_SURFACE}")
_HAS_SURFACE = re.compile(rf"background:\s*{_SURFACE}")
_HAS_FRAME = re.compile(r"border(?:-color|-top|-bottom)?:")


def wants_high_contrast() -> bool:
    """Say whether the system, or the setting over it, asks for high contrast."""
    setting = os.environ.get(SETTING, "")
    if setting in {"high", "normal"}:
        return setting == "high"
    # Kept in a variable: PySide forgets what belongs to hints that nobody holds.
    hints = QGuiApplication.styleHints()
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def framed(template: str) -> str:
    """Give a style sheet in which every surface with round corners has a frame.

    Without high contrast such surfaces differ from what is around them by a pale colour only.
    """
    return _RULE.sub(_framed_rule, template)


def _framed_rule(rule: re.Match[str]) -> str:
    body = _FRAME_LIKE_SURFACE.sub(r"\1@ink", rule[2])
    if "radius:" in body and _HAS_SURFACE.search(body) and not _HAS_FRAME.search(body):
        body = f"{body.rstrip()} border: @(2) solid @ink; "
    elif ":checked" in rule[1] and _HAS_SURFACE.search(body) and "border-width" not in body:
        # What is chosen differs by its frame, not by a paler or darker surface.
        body = f"{body.rstrip()} border-width: @(5); "
    return f"{rule[1]}{{{body}}}"
