"""The questions that the window asks in dialogs of the system.

Apart from the window because their classes take long to set up, and the first is needed late.
"""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from clinic_aid.desktop.system.translation import translate


def which_consultation(parent: QWidget) -> Path | None:
    """Ask for a consultation file to open."""
    kinds = translate("Dialogs", "Consultations (*.yaml *.yml *.json)")
    return _file_to_read(parent, translate("Dialogs", "Open a consultation"), kinds)


def where_consultation(parent: QWidget, name: str) -> Path | None:
    """Ask where a consultation is to be saved."""
    title = translate("Dialogs", "Save the consultation")
    kinds = translate("Dialogs", "Consultations (*.yaml *.yml *.json)")
    return _file_to_write(parent, title, name, kinds, suffixes=(".yaml", ".yml", ".json"))


def where_guide(parent: QWidget, name: str) -> Path | None:
    """Ask where the guide is to be saved."""
    return _pdf_to_write(parent, translate("Dialogs", "Save the guide"), name)


def may_be_erased(parent: QWidget) -> bool:
    """Ask whether nothing is to be kept of the consultation in work, and its record erased."""
    return _agreed(
        parent,
        translate(
            "Dialogs",
            "All that the vault keeps of this consultation and its guides is erased for good. It "
            "stays on the screen until you leave it. Guides on paper and saved files stay where "
            "they are. Keep nothing of it?",
        ),
        yes=translate("Dialogs", "Keep nothing"),
        no=translate("Dialogs", "Keep it"),
    )


def may_be_lost(parent: QWidget, *, unkept: bool) -> bool:
    """Ask whether a consultation may go that is kept nowhere."""
    words = (
        translate(
            "Dialogs",
            "Nothing of this consultation is kept. If you leave it, it is gone. Leave it?",
        )
        if unkept
        else translate(
            "Dialogs",
            "The last changes could not be saved in the vault. If you close the app, they are "
            "lost. Close it?",
        )
    )
    yes = (
        translate("Dialogs", "Leave it") if unkept else translate("Dialogs", "Close and lose them")
    )
    return _agreed(parent, words, yes=yes, no=translate("Dialogs", "Stay"))


def may_print_with_gaps(parent: QWidget, gaps: Iterable[str]) -> bool:
    """Ask whether a guide may be printed whose lines for phone numbers are empty."""
    words = translate("Dialogs", "Phone numbers are missing in this guide.\n\n{gaps}")
    return _agreed(
        parent,
        words.format(gaps="\n".join(gaps)),
        yes=translate("Dialogs", "Print all the same"),
        no=translate("Dialogs", "Go back"),
    )


def may_key_be_file(parent: QWidget) -> bool:
    """Ask whether the recovery key may become a file."""
    return _agreed(
        parent,
        translate(
            "Dialogs",
            "This printer makes a file, not paper. Whoever has that file and this computer can "
            "read every consultation. Save it on a stick that is kept apart, never on this "
            "computer. Make the file?",
        ),
        yes=translate("Dialogs", "Make the file"),
        no=translate("Dialogs", "Go back"),
    )


def _agreed(parent: QWidget, words: str, *, yes: str, no: str) -> bool:
    """Ask for a yes; Enter and Esc, pressed without a thought, change nothing."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Clinic Aid", words, parent=parent)
    agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is agree


def where_record_page(parent: QWidget, name: str) -> Path | None:
    """Ask where the one-page record for the clinic's file is to be saved."""
    return _pdf_to_write(parent, translate("Dialogs", "Save the record"), name)


def which_export_folder(parent: QWidget) -> Path | None:
    """Ask for the folder in which an export gets a folder of its own."""
    return _folder(parent, translate("Dialogs", "Choose where the export goes"))


def which_backup(parent: QWidget) -> Path | None:
    """Ask for the file of a backup."""
    kinds = translate("Dialogs", "Backups (*.clinic-aid-backup)")
    return _file_to_read(parent, translate("Dialogs", "Choose a backup"), kinds)


def where_backups(parent: QWidget, before: Path | None) -> Path | None:
    """Ask for the folder that backups go to, such as a stick."""
    return _folder(parent, translate("Dialogs", "Choose a place for backups"), str(before or ""))


def _file_to_read(parent: QWidget, title: str, kinds: str) -> Path | None:
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(chosen) if chosen else None


def _pdf_to_write(parent: QWidget, title: str, name: str) -> Path | None:
    kinds = translate("Dialogs", "PDF (*.pdf)")
    return _file_to_write(parent, title, name, kinds, suffixes=(".pdf",))


def _file_to_write(
    parent: QWidget, title: str, name: str, kinds: str, *, suffixes: tuple[str, ...]
) -> Path | None:
    """Ask for a file; where its suffix was left out, it gets the one that tells its kind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in suffixes else path.with_name(path.name + suffixes[0])


def _folder(parent: QWidget, title: str, before: str = "") -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, title, before)
    return Path(chosen) if chosen else None
