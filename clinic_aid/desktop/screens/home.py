"""Where everything begins: a new consultation, one from a file, or the one in work."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clinic_aid.content.dates import month_date
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.draft import Draft
from clinic_aid.desktop.style import Look
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.door_card import DoorCard
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.picture_panel import PicturePanel
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


def home_picture(illustrator: Illustrator) -> list[str]:
    """Give the layers of Home's picture: hair as it is, nothing that could pass for a promise."""
    layers = illustrator.draw("follicle-states").layers()
    return [svg for name, svg in layers.items() if name != "step-signals"]


def in_work(
    draft: Draft, pack: ContentPack, *, language: str, progress: str | None
) -> ConsultationInWork:
    """Give what is known of a consultation; an entry that is not valid yet is not known."""
    product = pack.products.get(draft.text("plan.product") or "")
    try:
        day = date.fromisoformat(draft.text("consultation_date") or "")
    except ValueError:
        said = None
    else:
        said = month_date(day, language)
    return ConsultationInWork(
        patient=draft.text("patient.name"),
        product=product.name if product else None,
        day=said,
        progress=progress,
    )


class HomeScreen(QWidget):
    """What the app is for, and the ways on."""

    new_asked = Signal()
    open_asked = Signal()
    go_on_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.picture = PicturePanel(look.colors["mist"])
        self.go_on = DoorCard(look, icon="talk")
        self.new = DoorCard(look, icon="new")
        self.open = DoorCard(look, icon="open")
        self.new.say(
            self.tr("New consultation"), self.tr("A name and a product are enough to begin")
        )
        self.open.say(self.tr("Open a consultation"), self.tr("From a file on this computer"))
        self.go_on.clicked.connect(self.go_on_asked)
        self.new.clicked.connect(self.new_asked)
        self.open.clicked.connect(self.open_asked)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(2)
        for label in self._words():
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(22)
        for card in (self.go_on, self.new, self.open):
            column.addWidget(card)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 24, 40, 24)
        row.setSpacing(48)
        row.addWidget(PageArea(words, column), 54)
        row.addWidget(self.picture, 46)
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
        lines = [words for words in (known, work.progress) if words]
        self.go_on.say(
            self.tr("Go on with {patient}").format(patient=_ISOLATED.format(patient)),
            *(lines or [self.tr("What you entered is still here")]),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.picture.setVisible(event.size().width() >= _ROOM_FOR_PICTURE)

    def focus_first(self) -> None:
        """Put the keyboard on the first card."""
        first = self.new if self.go_on.isHidden() else self.go_on
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self) -> tuple[QLabel, ...]:
        headline = QLabel(self.tr("One calm talk.\nOne guide to take home."))
        headline.setObjectName("homeHeadline")
        headline.setAccessibleName(headline.text().replace("\n", " "))
        announce_as(headline, QAccessible.Role.Heading)
        lead = QLabel(
            self.tr(
                "Clinic Aid explains stem cell therapy for hair loss. It informs, it never sells, "
                "and it says “we do not know” where nobody knows."
            )
        )
        lead.setObjectName("lead")
        return headline, lead
