"""The guide of the consultation in work: kept current, shown, saved and printed."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.content.dates import month_date
from clinic_aid.desktop.consultation.services import GivenPdf, HandoutPdf, Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.guide.print_and_save import PrintAndSave, how_given, said_of
from clinic_aid.desktop.guide.refresh import GuideRefresh
from clinic_aid.desktop.system.background import BackgroundCall, told_by, words_for
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.given_guides import MadeGuide
from clinic_aid.domain.guide_parts import (
    Edition,
    GivenPart,
    GuideWish,
    Part,
    edition_needed,
    in_printing_order,
)

if TYPE_CHECKING:
    from clinic_aid.desktop.guide.screen import PreviewScreen
    from clinic_aid.desktop.system.printing import Printout
    from clinic_aid.domain.clinic import Paper

_GAPS: Final = (
    Kind.NO_PHONE,
    Kind.NO_EMERGENCY_NUMBER,
    Kind.NAME_BY_HAND,
    Kind.TEXT_BY_HAND,
)


class GuideController(QObject):
    """Joins the live guide to the screen that shows it, and hands it out."""

    current = Signal()
    """The guide shown is the one of what is entered."""
    failed = Signal(str)
    """Saving or printing failed, in words."""
    given = Signal(object, str)
    """A guide was given: the `GivenPdf`, and "printed" or "saved"."""
    edition_chosen = Signal()
    """Another edition was chosen, or none any more."""

    def __init__(
        self,
        session: Session,
        services: Services,
        preview: "PreviewScreen",
        pool: QThreadPool,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._services = session, services
        self._preview = preview
        self._window, self._pool = window, pool
        self._printers: BackgroundCall | None = None
        self._wish = GuideWish(paper=services.clinic.paper)
        self._pdf: HandoutPdf | None = None
        self._sha256 = ""
        self.owner: Callable[[], str | None] = lambda: None
        """Gives the key under which the consultation in work is kept."""
        self.in_hand: Callable[[], frozenset[GivenPart]] = frozenset
        """Gives what the patient has in hand of the consultation in work."""
        self.live = GuideRefresh(services.make_pdf, pool, self)
        self._giving = PrintAndSave(services.save_pdf, pool, window)
        self.live.made.connect(self._on_made)
        self.live.failed.connect(self._on_failed)
        self._giving.printed.connect(self._on_printed)
        self._giving.failed.connect(self._on_print_failed)
        preview.panel.wished.connect(self._on_wished)
        preview.panel.save.clicked.connect(self.save)
        preview.parts.chosen.connect(self._on_parts)
        self._paper = services.clinic.paper
        self._show_wish()

    def forget(self) -> None:
        """Show no guide and wish for none: it was another consultation's."""
        self._pdf = None
        self._wish = GuideWish(paper=self._paper)
        self.live.want_none(forget=True)
        self._preview.clear()

    def follow(self, open_entries: Sequence[str] = ()) -> None:
        """Make the guide of what is entered now, or name the entries that it waits for."""
        consultation = self._session.checked.consultation
        self._show_wish()
        if consultation is not None:
            self._wish = replace(self._wish, given=self.in_hand())
        if consultation is None:
            self.live.want_none()
            self._show_waiting(open_entries)
        elif self.live.want(consultation, self._wish):
            self._preview.show_state("updating")
        elif self._preview.state != "current":
            self._preview.show_state("current")
            self.current.emit()

    def follow_clinic(self, paper: "Paper") -> None:
        """Make the guide anew once it is followed: it is printed for another clinic."""
        self.live.want_none(forget=True)
        self._paper, self._wish = paper, replace(self._wish, paper=paper)
        self._show_wish()

    @Slot()
    def save(self) -> None:
        """Ask where the guide goes, and put it there."""
        if self._pdf is None or self._preview.state != "current":
            return
        pdf = self._pdf
        with told_by(self.failed.emit):
            name = self._giving.save(pdf.data, self._session.draft.text("patient.name") or "")
            if name is not None:
                self._preview.show_state("current", self.tr("Saved as {name}").format(name=name))
                self.given.emit(self._as_given(pdf), "saved")

    @Slot()
    def print(self) -> None:
        """Ask for a printer, and print the guide on it."""
        if self._pdf is None or self._preview.state != "current" or self.is_printing:
            return
        from clinic_aid.desktop.system.dialogs import may_print_with_gaps

        gaps = [concern.text for concern in self._pdf.concerns if concern.kind in _GAPS]
        if gaps and not may_print_with_gaps(self._window, gaps):
            return
        with told_by(self.failed.emit):
            # By the time that it is printed another one may have been made.
            if self._giving.print(self._pdf.data, self._wish.paper, self._as_given(self._pdf)):
                self._preview.show_state("current", self.tr("Printing …"))

    @property
    def made(self) -> MadeGuide | None:
        """The guide of what is entered; None while there is none."""
        if self._pdf is None or self._preview.state != "current":
            return None
        return MadeGuide(sha256=self._sha256, paper=self._wish.paper, parts=self._pdf.digests)

    @property
    def edition(self) -> Edition | None:
        """The edition that somebody chose; None for the one that the patient needs."""
        return self._wish.edition

    @property
    def is_printing(self) -> bool:
        """Say whether pages are on their way to the printer."""
        return self._giving.is_printing

    def _as_given(self, pdf: HandoutPdf) -> "GivenPdf":
        return GivenPdf(
            key=self.owner(),
            data=pdf.data,
            paper=self._wish.paper,
            pages=self._preview.view.pages,
            edition=pdf.edition,
            parts={one.part: pdf.digests[one.part] for one in pdf.parts},
        )

    def _show_wish(self) -> None:
        consultation = self._session.checked.consultation
        needs = () if consultation is None else consultation.patient.information_needs
        self._preview.panel.show_wish(self._wish, edition_needed(needs))

    def _day_given(self, part: Part) -> str:
        """Give the day on which a part was given as it would be printed now, in words."""
        digest = self._pdf.digests[part] if self._pdf is not None else ""
        days = [it.day for it in self._wish.given if (it.part, it.digest) == (part, digest)]
        return month_date(max(days), self._services.language) if days else ""

    def _show_waiting(self, open_entries: Sequence[str]) -> None:
        if self._pdf is None and not open_entries:
            self._preview.show_state("empty")
            return
        entries = ", ".join(open_entries) or self.tr("the file's other entries")
        words = (
            self.tr("Waiting for: {entries}.")
            if self._pdf is None
            else self.tr("This is the last complete guide. Waiting for: {entries}.")
        )
        self._preview.show_state("waiting", words.format(entries=entries))

    @Slot(HandoutPdf)
    def _on_made(self, pdf: HandoutPdf) -> None:
        self._pdf, self._sha256 = pdf, hashlib.sha256(pdf.data).hexdigest()
        self._preview.show_guide(pdf, self._day_given)
        self.current.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        sorry = self.tr(
            "The guide could not be made. What you entered is kept. Change anything to try again."
        )
        self._preview.show_state("failed", words_for(error, sorry))

    @Slot(object)
    def _on_parts(self, ticked: tuple[Part, ...]) -> None:
        # What is needed is no choice: it follows what is decided later.
        is_needed = set(ticked) == set(self._preview.parts.needed)
        self._want(parts=None if is_needed else in_printing_order(ticked))

    @Slot(object)
    def _on_wished(self, wish: GuideWish) -> None:
        before = self._wish.edition
        self._want(
            paper=wish.paper,
            edition=wish.edition,
            black_and_white=wish.black_and_white,
            discreet=wish.discreet,
        )
        if wish.edition != before:
            self.edition_chosen.emit()

    def _want(self, **what: Any) -> None:
        self._wish = replace(self._wish, **what)
        # What a consultation waits for does not depend on how it is printed.
        if self._session.checked.consultation is not None:
            self.follow()

    @Slot(object, object)
    def _on_printed(self, guide: GivenPdf, printed: "Printout") -> None:
        sent = None if printed.into_file else printed.ranges
        self.given.emit(replace(guide, sent=sent), how_given(printed))
        if self._preview.state == "current":
            self._preview.show_state("current", said_of(printed))

    @Slot(str)
    def _on_print_failed(self, words: str) -> None:
        if self._preview.state == "current":
            self._preview.show_state("current")
        self.failed.emit(words)

    def look_for_printers(self) -> None:
        """Find out whether there is anything to print on."""
        if self._printers is None:
            self._printers = BackgroundCall(_printer, self._pool, self)
            self._printers.succeeded.connect(lambda found: self._preview.show_printer(*found))
        self._printers.start()


def _printer() -> tuple[bool, str]:
    """Say whether there is a printer, and which is likely to be used, "" where nobody knows."""
    # Imported and asked in a thread: a network of printers answers when it likes.
    from clinic_aid.desktop.system.printing import likely_printer, printer_names

    names = printer_names()
    return bool(names), likely_printer(names)
