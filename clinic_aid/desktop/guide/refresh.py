"""The guide kept up to date in the background while the plan changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from clinic_aid.desktop.consultation.services import HandoutPdf
from clinic_aid.desktop.system.background import BackgroundCall

if TYPE_CHECKING:
    from clinic_aid.domain.consultation import Consultation
    from clinic_aid.domain.guide_parts import GuideWish

PAUSE_MS = 300
"""How long nothing must change before the guide is made anew."""


class GuideRefresh(QObject):
    """Makes the guide once the typing pauses; the newest wish wins."""

    made = Signal(HandoutPdf)
    failed = Signal(object)

    def __init__(
        self,
        make_pdf: "Callable[[Consultation, GuideWish], HandoutPdf]",
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._call = BackgroundCall(make_pdf, pool, self)
        self._call.succeeded.connect(self._on_made)
        self._call.failed.connect(self._on_failed)
        self._wanted: tuple[Consultation, GuideWish] | None = None
        self._shown: tuple[Consultation, GuideWish] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    def want(self, consultation: "Consultation", wish: "GuideWish") -> bool:
        """Ask for a guide; False where the one that was made last is just that.

        The list of screens shown is on no page: a talk that goes on makes no guide anew, and
        does not start one again that is under way.
        """
        wanted = (replace(consultation, shown=()), wish)
        if wanted == self._shown:
            self.want_none()
            return False
        if wanted != self._wanted:
            self._call.drop()
            self._wanted = wanted
            self._pause.start()
        return True

    def want_none(self, *, forget: bool = False) -> None:
        """Stop: there is nothing to make a guide of. `forget` the last guide as well."""
        self._pause.stop()
        self._call.drop()
        self._wanted = None
        if forget:
            self._shown = None

    @Slot()
    def _on_pause(self) -> None:
        if self._wanted is not None:
            self._call.start(*self._wanted)

    @Slot(object)
    def _on_made(self, pdf: HandoutPdf) -> None:
        self._shown, self._wanted = self._wanted, None
        self.made.emit(pdf)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        # The same wish may come again: what failed once need not fail twice.
        self._wanted = None
        self.failed.emit(error)
