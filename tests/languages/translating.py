"""Put the interface into a made-up language, by a translation that Qt's tools have compiled."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.system.translation import install_translation
from tests.languages.catalogue import compile_translation
from tests.languages.changing import Change, accented, right_to_left

# Real languages that the app does not speak: Qt's own words are in Hebrew, and in no Esperanto.
CODES: dict[Change, str] = {accented: "eo", right_to_left: "he"}


@cache
def _compiled() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    for change, code in CODES.items():
        compile_translation(change, Path(folder.name) / f"clinic_aid_{code}.qm")
    return folder


@contextmanager
def speaking(
    application: QApplication, change: Change, *, languages: Sequence[str] | None = None
) -> Iterator[None]:
    """Let windows that are made meanwhile speak another language, in its direction.

    `languages` are those that are wished for; without them it is the language itself.
    """
    before = application.layoutDirection()
    wanted = [CODES[change]] if languages is None else languages
    installed = install_translation(application, Path(_compiled().name), wanted)
    try:
        yield
    finally:
        for translator in installed:
            application.removeTranslator(translator)
        application.setLayoutDirection(before)
