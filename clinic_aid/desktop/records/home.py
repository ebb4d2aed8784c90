"""Where everything begins: a new consultation, the one in work, one that is kept or in a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clinic_aid.content.dates import month_date
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.records.home_lists import FindPanel
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.action_card import ActionCard
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.picture_panel import PicturePanel
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Entry
from clinic_aid.entry.draft import Draft
from clinic_aid.figures.drawing import Illustrator

_ROOM_FOR_PICTURE = 1200
_APART = " · "
# Keep a name of the other writing direction from turning the words around it round.
_ISOLATED = "\u2068{}\u2069"


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
    """The ways on; with `words` for them also the consultations that are kept."""

    new_asked = Signal()
    open_asked = Signal()
    go_on_asked = Signal()
    unkept_asked = Signal()
    review_asked = Signal()
    typed = Signal(str)
    entry_chosen = Signal(str)

    def __init__(self, look: Look, *, words: EntryWords | None = None) -> None:
        super().__init__()
        self._words_of = words
        self.day = QLabel(words.today() if words is not None else "")
        self.day.setObjectName("eyebrow")
        self.picture = PicturePanel(look.colors["mist"])
        self.finder = FindPanel(look, words) if words is not None else None
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
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 24, 40, 24)
        row.setSpacing(48)
        row.addWidget(self._doors(), 54 if self.finder is None else 48)
        if self.finder is None:
            row.addWidget(self.picture, 46)
        else:
            row.addLayout(self._lists(self.finder), 52)
            self.finder.typed.connect(self.typed)
            self.finder.entry_chosen.connect(self.entry_chosen)
        self.show_work(None)

    def show_work(self, work: ConsultationInWork | None) -> None:
        """Offer to go on with the consultation in work; None if there is none."""
        # Its own window until it lies in the column: not shown before it is asked for.
        self.go_on.setVisible(work is not None)
        self.new.stand_out(work is None)
        self.open.stand_out(False)
        if work is None:
            return
        self.go_on.stand_out(True)
        patient = work.patient or self.tr("this consultation")
        known = _APART.join(words for words in (work.product, work.day) if words)
        progress = work.progress
        if work.stopped_at is not None:
            at, of = work.stopped_at
            stopped = self.tr("The talk stopped at screen {at} of {of}")
            progress = stopped.format(at=at, of=of)
        lines = [words for words in (known, progress) if words]
        self.go_on.say(
            self.tr("Go on with {patient}").format(patient=_ISOLATED.format(patient)),
            *(lines or [self.tr("What you entered is still here")]),
        )

    def show_entries(self, today: Sequence[Entry], recent: Sequence[Entry]) -> None:
        """Show today's and the recent consultations."""
        if self.finder is not None and self._words_of is not None:
            self.day.setText(self._words_of.today())
            self.finder.show_entries(today, recent)
            self.picture.setVisible(self.finder.is_bare)

    def show_found(self, entries: Sequence[Entry], typed: str, *, most: int | None = None) -> None:
        """Show what was found; `most` where there may be more of it."""
        if self.finder is not None:
            self.finder.show_found(entries, typed, most=most)

    def show_review_due(self, due: bool) -> None:
        """Say quietly that somebody has to look at what is kept for long, or no longer."""
        self.review.setVisible(due)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.finder is None:
            self.picture.setVisible(event.size().width() >= _ROOM_FOR_PICTURE)

    def focus_first(self) -> None:
        """Put the keyboard on the first card."""
        first = self.new if self.go_on.isHidden() else self.go_on
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_doors(self) -> None:
        self.new.say(
            self.tr("New consultation"), self.tr("A name and a product are enough to begin")
        )
        self.unkept.say(
            self.tr("A consultation not kept"),
            self.tr("Nothing is written; a crash loses it"),
        )
        self.open.say(self.tr("Open a consultation"), self.tr("From a file on this computer"))
        if self.finder is not None:
            self.new.say(self.tr("New consultation"), self.tr("A name and a product are enough"))
            self.open.say(self.tr("Open a file"), self.tr("A consultation saved as a file"))
        self.unkept.setProperty("quiet", True)

    def _doors(self) -> PageArea:
        with_vault = self.finder is not None
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if not with_vault:
            column.addStretch(2)
        for label in self._words():
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8 if with_vault else 22)
        cards = [self.go_on, self.new, self.unkept, self.open]
        for card in cards if with_vault else (self.go_on, self.new, self.open):
            column.addWidget(card)
        column.addStretch(3)
        if with_vault:
            column.addWidget(self.review, 0, Qt.AlignmentFlag.AlignLeading)
        self.review.hide()
        return PageArea(words, column)

    def _lists(self, finder: FindPanel) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(24)
        column.addWidget(finder)
        # Only while nothing is kept yet; then the lists have all the room.
        column.addWidget(self.picture, 1)
        self.picture.hide()
        finder.searching.connect(self._on_searching)
        return column

    @Slot(bool)
    def _on_searching(self, searching: bool) -> None:
        self.picture.setVisible(not searching and self.finder is not None and self.finder.is_bare)

    def _words(self) -> tuple[QLabel, ...]:
        if self.finder is not None:
            headline = QLabel(self.tr("One calm talk."))
        else:
            headline = QLabel(self.tr("One calm talk.\nOne guide to take home."))
        headline.setObjectName("homeHeadline")
        headline.setAccessibleName(headline.text().replace("\n", " "))
        announce_as(headline, QAccessible.Role.Heading)
        if self.finder is not None:
            return self.day, headline
        lead = QLabel(
            self.tr(
                "Clinic Aid explains stem cell therapy for hair loss. It informs, it never sells, "
                "and it says “we do not know” where nobody knows."
            )
        )
        lead.setObjectName("lead")
        return headline, lead
