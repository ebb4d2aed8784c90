"""The process of the app: its application, whether it is the only one, and its last words."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from clinic_aid import locations
from clinic_aid.desktop.system.one_window import OneWindow
from clinic_aid.desktop.system.translation import install_translation, translate
from clinic_aid.files.one_holder import CannotLock


def make_application(arguments: Sequence[str]) -> QApplication:
    """Give the process its application."""
    if sys.platform == "linux":
        # The system's own dialogs list the names of files that were opened, and may not be
        # shown to a process that cannot be looked into.
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application = QApplication(list(arguments))
    application.setApplicationName("Clinic Aid")
    translations = locations.resources() / "translations"
    install_translation(application, translations, QLocale.system().uiLanguages())
    return application


def is_first(one: OneWindow) -> bool:
    """Say whether this process is the only one that has the vault."""
    try:
        return one.try_first()
    except CannotLock:
        # A medium that cannot be written to: nobody can write to its vault.
        return True


def say_open_already() -> int:
    """Say that another process has the vault, and give the exit status."""
    words = translate(
        "App", "Clinic Aid is open already, but does not answer. Wait a minute, then try again."
    )
    tell(words)
    return 1


def tell(words: str) -> None:
    """Say something where there is no window to say it in."""
    print(words, file=sys.stderr)
    QMessageBox.information(None, "Clinic Aid", words)
