"""The process of the app: the only one on its data, from its application to its exit status."""

import sys
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from clinic_aid import locations
from clinic_aid.app import App
from clinic_aid.app_content import look
from clinic_aid.desktop.system.one_window import OneWindow
from clinic_aid.desktop.system.translation import (
    install_translation,
    translate,
    words_of,
)
from clinic_aid.desktop.widgets.style import fills_screen
from clinic_aid.fault_hook import FaultHook, open_log
from clinic_aid.files.one_holder import CannotLock
from clinic_aid.files.shipped_files import ShippedFileError
from clinic_aid.last_steps import end_before_long
from clinic_aid.relaunch import relaunch, take_handover, take_lock
from clinic_aid.secrecy import forbid_dumps
from clinic_aid.vault.places import VaultPlace

FAILED: Final = 1

A = TypeVar("A", bound=App)


def run(arguments: Sequence[str]) -> int:
    """Open the app, and give its exit status when the window is closed."""
    forbid_dumps()
    handed, lock = take_handover(), take_lock()
    application = make_application(arguments)
    place = VaultPlace(locations.user_data())
    one = OneWindow(place.holder, place.data, inherited=lock)
    if not is_first(one):
        if one.ask_first_to_raise():
            return 0
        # It may have ended meanwhile.
        if not is_first(one):
            return say_open_already()

    def end(handover: bytes | None) -> None:
        lock = None
        try:
            # A second start in between must not take the place of what comes after the lock.
            lock = one.leave_lock()
        finally:
            relaunch([], handover, lock=lock)

    app = made(lambda: App(place, handed=handed, end=end))
    if app is None:
        return FAILED
    one.come_forward = app.come_forward
    open_log(place.data)
    try:
        return execute(application, app)
    finally:
        one.let_go()


def made(make: Callable[[], A]) -> A | None:
    """Give the app, or say what of the program is missing or damaged, without which it has none."""
    try:
        return make()
    except ShippedFileError as error:
        tell(words_of(error))
        return None


def execute(application: QApplication, app: App) -> int:
    """Show the app until its window is closed, and give the exit status."""
    FaultHook(app.window).install()
    look().load_fonts(application)
    if fills_screen(app.window.screen().availableSize()):
        app.window.setWindowState(Qt.WindowState.WindowMaximized)
    app.show()
    try:
        return application.exec()
    finally:
        if told := app.close():
            tell(told)
        # A thread that hangs must not keep a process alive that has no window any more.
        end_before_long()


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
    return FAILED


def tell(words: str) -> None:
    """Say something where there is no window to say it in."""
    print(words, file=sys.stderr)
    QMessageBox.information(None, "Clinic Aid", words)
