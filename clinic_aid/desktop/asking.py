"""The questions that the window asks in dialogs of the system.

Apart from the window because their classes take long to set up, and the first is needed late.
"""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_CONSULTATIONS = (".yaml", ".yml", ".json")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Asking", text)


def which_consultation(parent: QWidget) -> Path | None:
    """Ask for a consultation file to open."""
    kinds = _tr("Consultations (*.yaml *.yml *.json)")
    chosen, _ = QFileDialog.getOpenFileName(parent, _tr("Open a consultation"), "", kinds)
    return Path(chosen) if chosen else None


def where_consultation(parent: QWidget, name: str) -> Path | None:
    """Ask where a consultation is to be saved."""
    kinds = _tr("Consultations (*.yaml *.yml *.json)")
    chosen, _ = QFileDialog.getSaveFileName(parent, _tr("Save the consultation"), name, kinds)
    return _with_suffix(Path(chosen), _CONSULTATIONS) if chosen else None


def where_guide(parent: QWidget, name: str) -> Path | None:
    """Ask where the guide is to be saved."""
    title, kinds = _tr("Save the guide"), _tr("PDF (*.pdf)")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    return _with_suffix(Path(chosen), (".pdf",)) if chosen else None


def what_about_changes(parent: QWidget) -> Literal["save", "discard", "stay"]:
    """Ask what is to become of changes that no file has."""
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.question(
        parent,
        "Clinic Aid",
        _tr("This consultation has changes that are not saved. Save them?"),
        buttons.Save | buttons.Discard | buttons.Cancel,
        buttons.Save,
    )
    if answer == buttons.Save:
        return "save"
    return "discard" if answer == buttons.Discard else "stay"


def _with_suffix(path: Path, suffixes: tuple[str, ...]) -> Path:
    """Give the path with a suffix that tells the file's kind, where the person left it out."""
    if path.suffix.lower() in suffixes:
        return path
    return path.with_name(f"{path.name}{suffixes[0]}")
