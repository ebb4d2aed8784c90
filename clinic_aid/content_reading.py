"""Waiting for the content, and not for ever."""

from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from clinic_aid.app_content import AppContent, content_too_slow, load_app_content
from clinic_aid.desktop.system.background import BackgroundCall

LONGEST_MS: Final = 20_000
"""How long the content may take until the app goes on without it."""


class ContentReading(QObject):
    """Reads the content on the pool that imports at the start, once; it always comes to an end."""

    ready = Signal(object)
    """The `AppContent` there is, whole or not."""

    def __init__(self, pool: QThreadPool, parent: QObject, *, demo: bool) -> None:
        super().__init__(parent)
        self.content: AppContent | None = None
        self._pool, self._demo = pool, demo
        self._call = BackgroundCall(lambda: load_app_content(demo=demo), pool, self)
        self._call.succeeded.connect(self._on_read)
        self._call.failed.connect(self._go_on_without)
        self._patience = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._patience.timeout.connect(self._go_on_without)

    @property
    def is_under_way(self) -> bool:
        """Say whether the content is awaited."""
        return self._call.busy and self.content is None

    def start(self) -> None:
        """Begin, unless it has begun already."""
        if self.content is None and not self._call.busy:
            self._patience.start()
            self._call.start()

    @Slot()
    def _go_on_without(self) -> None:
        # Whatever is to be done next by this one thread would wait, too: for a disk that is gone.
        self._pool.setMaxThreadCount(2)
        self._on_read(content_too_slow())

    @Slot(object)
    def _on_read(self, content: AppContent) -> None:
        self._patience.stop()
        if self.content is not None:
            # Too late for this process: what it shows was made without it.
            content.renderer.close()
            return
        self.content = content
        self.ready.emit(content)
