"""The map of the scalp, marked together: by words and on the picture, both the same."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.cards import ToggleCard
from clinic_aid.desktop.talk.kit.care_box import CareBox
from clinic_aid.desktop.talk.kit.page import PAGE_MARGINS, ScreenHead, TalkPage, explanation_of
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.chips import ManyChips, OneChip
from clinic_aid.desktop.widgets.layout_height import needed_height
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.scalp.map import ScalpMap
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Talk, TalkScreen


class SinceChips(OneChip):
    """Time spans to choose from; a second tap on the one chosen takes it away."""

    _chosen: str | None = None

    def show_value(self, value: object) -> None:
        super().show_value(value)
        self._chosen = self.value()

    @Slot()
    def _on_clicked(self, key: str | None) -> None:
        super()._on_clicked(None if key == self._chosen else key)


class MapPage(TalkPage):
    """What to mark on the side where reading starts, the map beside it."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.left = QWidget()
        self.head = ScreenHead()
        self.area_label = Words("strong", self.tr("Areas"), ease=0.0)
        self.areas = ManyChips(look)
        self.since_label = Words("strong", self.tr("For how long?"), ease=0.0)
        self.since = SinceChips(look)
        # A text of the file that is none of those offered stays among the choices.
        self.other_since = ToggleCard(look, margin=8)
        self.other_since.words.ease = 0.0
        self.areas.name_for(self.area_label.text())
        self.since.name_for(self.since_label.text())
        self.note_words = Words("note")
        self.note = CareBox(self.note_words)
        areas, since = (self.area_label, self.areas), (self.since_label, self.since)
        items = (self.head, 8, *areas, 8, *since, self.other_since, STRETCH, self.note)
        self._column = column(*items, on=self.left, spacing=8)
        figure = services.pack.figures["scalp-map"]
        self.map = ScalpMap(
            look,
            services.illustrator,
            words=figure.labels,
            view_names={
                "top": self.tr("From above"),
                "front": self.tr("From the front"),
                "back": self.tr("From behind"),
                "left": self.tr("Left side"),
                "right": self.tr("Right side"),
            },
            alt=f"{figure.alt} {services.pack.labels['lines-alt']}",
        )
        row((self.left, 43), (self.map, 57), on=self, spacing=32, margins=PAGE_MARGINS)
        self.areas.edited.connect(lambda value: self.edited.emit("finding.areas", value))
        self.since.edited.connect(lambda value: self.edited.emit("finding.since", value))
        self.other_since.clicked.connect(self._on_other_since)
        self.map.edited.connect(self.edited)
        self._draft: Draft | None = None
        self._other: str | None = None

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.head.show_head(screen)
        self.areas.offer({key: name for key, name in talk.areas.items()})  # noqa: C416  # wider keys
        self.areas.show_value(draft.value("finding.areas"))
        self._show_since(draft)
        # New chips have the icons of the smallest window.
        for chips in (self.areas, self.since):
            self.look.lay_out(chips, self.scale)
        explained = explanation_of(screen, talk)
        self.note_words.say(explained.points[0] if explained and explained.points else "")
        areas, strokes = draft.value("finding.areas"), draft.value("finding.strokes")
        self.map.show_finding(
            [area for area in areas if isinstance(area, str)] if isinstance(areas, list) else [],
            [it for it in strokes if _is_line(it)] if isinstance(strokes, list) else [],
        )
        self.fit()

    def _show_since(self, draft: Draft) -> None:
        spans = [
            self.tr("Under 1 year"),
            self.tr("1 to 3 years"),
            self.tr("3 to 10 years"),
            self.tr("Over 10 years"),
        ]
        since = draft.text("finding.since")
        if draft is not self._draft:
            # What was written for one patient must not be offered to the next.
            self._draft, self._other = draft, None
        if since is not None and since not in spans:
            self._other = since
            self.other_since.say(since, name=f"{self.since_label.text()} {since}")
        self.since.offer({span: span for span in spans})
        self.since.show_value(since)
        self.other_since.setVisible(self._other is not None)
        self.other_since.mark(since is not None and since == self._other)

    @Slot()
    def _on_other_since(self) -> None:
        chosen = self.other_since.isChecked()
        self.other_since.mark(chosen)
        self.edited.emit("finding.since", self._other if chosen else None)

    def fit(self) -> None:
        """Give the head what the choices leave; the note is there where all has room."""
        width, height = self.left.width(), self.left.height()
        self.head.take_height(self.scale, width, height)
        self.note.setVisible(bool(self.note_words.marked()))
        over = self._needed(width) - height
        if over > 0:
            self.note.hide()
            over = self._needed(width) - height
        if over > 0:
            self.head.take_height(self.scale, width, self.head.height() - over)

    def _needed(self, width: int) -> int:
        self._column.invalidate()
        return needed_height(self._column, width)


def _is_line(stroke: object) -> bool:
    """Say whether a value of the file can be drawn; a faulty one is told of elsewhere."""
    if not isinstance(stroke, dict) or not isinstance(stroke.get("points"), list):
        return False
    return all(
        isinstance(point, list | tuple)
        and len(point) == 2
        and all(isinstance(share, int | float) for share in point)
        for point in stroke["points"]
    )
