"""Where everything begins: a new consultation, the one in work, one that is kept or in a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from clinic_aid.content.dates import month_date
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.records.entry_words import APART, EntryWords
from clinic_aid.desktop.records.home_lists import FindPanel
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.action_card import ActionCard
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.picture_panel import PicturePanel
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.wording import isolated
from clinic_aid.domain.records import Entry
from clinic_aid.entry.draft import Draft
from clinic_aid.figures.drawing import Illustrator


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationInWork:
    """What Home says about the consultation in work; None is not known yet."""

    patient: str | None = None
    product: str | None = None
    day: str | None = None
    progress: str | None = None
    stopped_at: tuple[int, int] | None = None
    """The screen at which its talk stopped, counted from 1, and how many there are."""


def home_picture(illustrator: Illustrator) -> list[str]:
    """Give the layers of Home's picture: hair as it is, nothing that could pass for a promise."""
    layers = illustrator.draw("follicle-states").layers()
    return [svg for name, svg in layers.items() if name != "step-signals"]


def in_work(
    draft: Draft, pack: ContentPack, *, language: str, progress: str | None
) -> ConsultationInWork:
    """Give what is known of a consultation; an entry that is not valid yet is not known."""
    product = pack.products.get(draft.text("plan.product") or "")
    day = draft.day("consultation_date")
    return ConsultationInWork(
        patient=draft.text("patient.name"),
        product=product.name if product else None,
        day=month_date(day, language) if day else None,
        progress=progress,
    )


class HomeScreen(QWidget):
    """The ways on, beside the consultations that are kept."""

    new_asked = Signal()
    open_asked = Signal()
    go_on_asked = Signal()
    unkept_asked = Signal()
    review_asked = Signal()

    def __init__(self, look: Look, words: EntryWords) -> None:
        super().__init__()
        self._words = words
        self.day = plain_label(words.today(), "eyebrow")
        self.picture = PicturePanel(look.colors["mist"])
        self.finder = FindPanel(look, words)
        self.go_on = ActionCard(look, icon="talk")
        self.new = ActionCard(look, icon="new")
        self.unkept = ActionCard(look, icon="unkept")
        self.open = ActionCard(look, icon="open")
        self.review = make_button(
            look, self.tr("The yearly review is due"), icon="calendar", kind="quiet"
        )
        self._say_doors()
        self.go_on.clicked.connect(self.go_on_asked)
        self.new.clicked.connect(self.new_asked)
        self.unkept.clicked.connect(self.unkept_asked)
        self.open.clicked.connect(self.open_asked)
        self.review.clicked.connect(self.review_asked)
        self.finder.searching.connect(self._on_searching)
        # The picture only while nothing is kept yet; then the lists have all the room.
        lists = column(self.finder, (self.picture, 1), spacing=24)
        row((self._doors(), 48), (lists, 52), on=self, spacing=48, margins=(40, 24, 40, 24))
        self.picture.hide()
        self._closed = ""
        self.show_work(None)

    def show_work(self, work: ConsultationInWork | None) -> None:
        """Offer to go on with the consultation in work; None if there is none."""
        # Its own window until it lies in the column: not shown before it is asked for.
        self.go_on.setVisible(work is not None)
        self.new.stand_out(work is None and not self._closed)
        self.open.stand_out(False)
        if work is None:
            return
        self.go_on.stand_out(not self._closed)
        patient = work.patient or self.tr("this consultation")
        known = APART.join(words for words in (work.product, work.day) if words)
        progress = work.progress
        if work.stopped_at is not None:
            at, of = work.stopped_at
            stopped = self.tr("The talk stopped at screen {at} of {of}")
            progress = stopped.format(at=at, of=of)
        lines = [words for words in (known, progress) if words]
        self.go_on.say(
            self.tr("Go on with {patient}").format(patient=isolated(patient)),
            *(lines or [self.tr("What you entered is still here")]),
        )

    def close_doors(self, reason: str) -> None:
        """Lead to no consultation, and say why; those that are kept can be read."""
        for door in (self.go_on, self.new, self.unkept, self.open):
            door.setEnabled(False)
            door.stand_out(False)
        self.new.say(self.new.title.words, reason)
        self._closed = reason

    def show_entries(self, today: Sequence[Entry], recent: Sequence[Entry]) -> None:
        """Show today's and the recent consultations."""
        self.day.setText(self._words.today())
        self.finder.show_entries(today, recent)
        self.picture.setVisible(self.finder.is_bare)

    def show_review_due(self, due: bool) -> None:
        """Say quietly that somebody has to look at what is kept for long, or no longer."""
        self.review.setVisible(due)

    def focus_first(self) -> None:
        """Put the keyboard on the first card."""
        if self._closed:
            self.finder.focus_line()
            return
        first = self.new if self.go_on.isHidden() else self.go_on
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_doors(self) -> None:
        self.new.say(self.tr("New consultation"), self.tr("A name and a product are enough"))
        self.unkept.say(
            self.tr("A consultation not kept"),
            self.tr("Nothing is written; a crash loses it"),
        )
        self.unkept.setProperty("quiet", True)
        self.open.say(self.tr("Open a file"), self.tr("A consultation saved as a file"))

    def _doors(self) -> PageArea:
        headline = plain_label(self.tr("One calm talk."), "homeHeadline")
        headline.setAccessibleName(headline.text())
        announce_as(headline, QAccessible.Role.Heading)
        page = QWidget()
        inside = column(
            *(self.day, headline, 8, self.go_on, self.new, self.unkept, self.open, STRETCH),
            (self.review, Qt.AlignmentFlag.AlignLeading),
            on=page,
            spacing=12,
        )
        self.review.hide()
        return PageArea(page, inside)

    @Slot(bool)
    def _on_searching(self, searching: bool) -> None:
        self.picture.setVisible(not searching and self.finder.is_bare)
