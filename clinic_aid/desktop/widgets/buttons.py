"""Buttons of the kinds that the style sheet knows."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from clinic_aid.desktop.widgets.chips import ICON_GAP
from clinic_aid.desktop.widgets.style import Look


def make_button(look: Look, text: str, *, icon: str = "", kind: str = "plain") -> QPushButton:
    """Give a button of one of the kinds that the style sheet knows."""
    button = QPushButton(f"{ICON_GAP}{text}" if icon and text else text)
    button.setProperty("kind", kind)
    button.setAccessibleName(text.replace("&", ""))
    if icon:
        button.setIcon(look.icon(icon, "white" if kind == "primary" else "ink"))
        button.setIconSize(QSize(24, 24))
    return button


def icon_button(look: Look, icon: str, name: str) -> QPushButton:
    """Give a button with an icon alone, named for who cannot see it or does not know it."""
    button = make_button(look, "", icon=icon, kind="icon")
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
