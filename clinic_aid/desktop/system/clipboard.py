"""The clipboard, on which nothing of a patient may stay behind."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

KEEP_MS: Final = 30_000
"""How long what was copied can be pasted."""

# Platforms without a desktop cannot say whose the clipboard is: it is this process's own.
WITHOUT_OTHERS: Final = frozenset({"offscreen", "minimal", "linuxfb", "eglfs", "vnc"})


class ClipboardCare(QObject):
    """Clears what any part of the app has copied, and never what another program has.

    On X11 text that is only marked can be pasted, too, and is cleared in the same way. What a
    program that keeps a history of the clipboard has taken meanwhile is out of reach.
    """

    def __init__(self, parent: QObject | None = None, *, keep_ms: int = KEEP_MS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._timers: dict[QClipboard.Mode, QTimer] = {}
        modes = [QClipboard.Mode.Clipboard]
        if self._clipboard.supportsSelection():
            modes.append(QClipboard.Mode.Selection)
        for mode in modes:
            timer = self._timers[mode] = QTimer(self)
            timer.setSingleShot(True)
            timer.setInterval(keep_ms)
            timer.timeout.connect(partial(self._clear, mode))
        self._clipboard.changed.connect(self._on_changed)
        application = QCoreApplication.instance()
        assert application is not None
        # Windows and clipboard managers keep what is there when a program ends.
        application.aboutToQuit.connect(self.clear)

    @Slot()
    def clear(self) -> None:
        """Clear at once what is ours."""
        for mode in self._timers:
            self._clear(mode)

    @Slot(QClipboard.Mode)
    def _on_changed(self, mode: QClipboard.Mode) -> None:
        timer = self._timers.get(mode)
        if timer is None:
            return
        if self._is_ours(mode):
            timer.start()
        else:
            timer.stop()

    def _clear(self, mode: QClipboard.Mode) -> None:
        self._timers[mode].stop()
        if self._is_ours(mode):
            self._clipboard.clear(mode)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if QGuiApplication.platformName() in WITHOUT_OTHERS:
            data = self._clipboard.mimeData(mode)
            # Nothing at all after a clearing, whatever the type hints say.
            return bool(data) and bool(data.formats())
        if mode == QClipboard.Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()
