"""Put every word of the interface into another language, without a file of translations."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication

from tests.languages.changing import Change, right_to_left


class PseudoTranslator(QTranslator):
    """Answers every tr() with the changed words; counts and placeholders stay."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change

    def isEmpty(self) -> bool:
        # An empty translator is not asked at all.
        return False

    def translate(
        self,
        context: str | bytes | bytearray | memoryview,
        sourceText: str | bytes | bytearray | memoryview,  # noqa: N803
        disambiguation: str | bytes | bytearray | memoryview | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002  # Qt puts the count in for %n
    ) -> str:
        source = sourceText if isinstance(sourceText, str) else bytes(sourceText).decode()
        if source == "QT_LAYOUT_DIRECTION":
            return "RTL" if self._change is right_to_left else "LTR"
        # Names of keys: Qt reads shortcuts by the same words that it shows.
        if context in {"QShortcut", b"QShortcut"}:
            return source
        return self._change(source)


@contextmanager
def speaking(application: QApplication, change: Change) -> Iterator[None]:
    """Let windows that are made meanwhile speak another language, in its direction."""
    before = application.layoutDirection()
    translator = PseudoTranslator(change)
    application.installTranslator(translator)
    rtl = change is right_to_left
    application.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    try:
        yield
    finally:
        application.removeTranslator(translator)
        application.setLayoutDirection(before)
