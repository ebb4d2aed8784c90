"""The language of the interface, and its words for what belongs to no widget."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from clinic_aid.errors import ClinicAidError, Fault, InputError, Message
from clinic_aid.files.file_trouble import FileTrouble

_OF_THE_CODE: Final = QLocale.Language.English
"""What every text is written in; it needs no translation."""

translate = QCoreApplication.translate
"""Give a text of a context in the language of the interface.

Qt's tools find a text only where it stands itself, beside its context, in a call by this name.
"""


def translated(words: str) -> str:
    """Give words that were made below the windows in the language of the interface."""
    if not isinstance(words, Message):
        return translate("", words)
    values = {
        name: translated(value) if isinstance(value, Message) else value
        for name, value in words.values.items()
    }
    # Qt's tools keep what stands in no class under no context.
    text = translate("", words.template)
    try:
        return text.format(**values) if values else text
    except (LookupError, ValueError):
        return str(words)  # a translation that names what is not there


def words_of(error: ClinicAidError) -> str:
    """Give what an error says in the language of the interface."""
    if not isinstance(error, InputError):
        return translated(error.message)
    return "\n".join(map(_words_of_fault, error.faults))


def _words_of_fault(fault: Fault) -> str:
    words = str(replace(fault, message=translated(fault.message), line=None))
    if fault.line is None:
        return words
    return translate("Faults", "{fault} (line {line})").format(fault=words, line=fault.line)


def install_translation(
    application: QGuiApplication, folder: Path, languages: Iterable[str]
) -> tuple[QTranslator, ...]:
    """Let windows speak the first of the languages that there is a translation of in the folder.

    Qt's own words and the direction of reading come along. Gives what was installed: nothing
    where the language is that of the code.
    """
    for locale in map(QLocale, languages):
        if locale.language() == _OF_THE_CODE:
            break
        ours, of_qt = QTranslator(application), QTranslator(application)
        if _is_readable(locale, folder) and ours.load(locale, "clinic_aid", "_", str(folder)):
            qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            of_qt.load(locale, "qtbase", "_", qts)
            # The one that was installed last is asked first.
            application.installTranslator(of_qt)
            application.installTranslator(ours)
            application.setLayoutDirection(locale.textDirection())
            return of_qt, ours
    return ()


def translation_trouble(folder: Path, languages: Iterable[str]) -> FileTrouble | None:
    """Say which translation that is wanted cannot be read; None where all is as it should be."""
    for locale in map(QLocale, languages):
        if locale.language() == _OF_THE_CODE:
            return None
        is_sound = _is_readable(locale, folder)
        if is_sound and QTranslator().load(locale, "clinic_aid", "_", str(folder)):
            return None
        if there := _files_of(locale, folder):
            return FileTrouble(
                what=Message("A translation of Clinic Aid is damaged. Install Clinic Aid again."),
                path=there[0],
                meanwhile=Message("windows speak English. All else works as always."),
                of_program=True,
            )
    return None


def _files_of(locale: QLocale, folder: Path) -> list[Path]:
    """Give what stands where Qt looks for a language's translation."""
    names = (locale.name(), locale.name().partition("_")[0])
    files = (folder / f"clinic_aid_{name}.qm" for name in names)
    return [file for file in files if os.path.lexists(file)]


def _is_readable(locale: QLocale, folder: Path) -> bool:
    """Say whether Qt may open what is there: it would wait for a pipe without an end."""
    return all(file.is_file() for file in _files_of(locale, folder))
