"""A figure with its labels and its caption on a quiet card."""

import re
from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy

from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.figures.label_pills import LabelWords, Pills, arrange_pills
from clinic_aid.desktop.widgets.figures.label_places import Box, LabelAnchor
from clinic_aid.desktop.widgets.figures.picture import cut, drawn
from clinic_aid.desktop.widgets.picture_card import PictureCard
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.figures.drawing import Figure

_EDGE, _CAPTION_SIZE, _CAPTION_EDGE, _CAPTION_GAP = 10.0, 18, 14.0, 24.0
_CENTRED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
_FIRST_SENTENCE = re.compile(r".*?[.!?。।؟](?=\s|$)", re.DOTALL)


class FigureView(PictureCard):
    """The picture as large as the card allows, never mirrored; the words as pills over it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._figure: Figure | None = None
        self._words: Mapping[str, str] = {}
        self._caption = ""
        self._picture: tuple[tuple[QSize, float], QPixmap] | None = None
        self._pills: Pills | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        announce_as(self, QAccessible.Role.Graphic)

    def show_figure(
        self, figure: Figure, *, words: Mapping[str, str], alt: str, caption: str | None = None
    ) -> None:
        """Show a figure; `words` has the text of each label by its key."""
        self._figure, self._words, self._caption = figure, dict(words), caption or ""
        texts = [self._words[label.key] for label in figure.labels]
        labels = self.tr("Labels: {labels}.").format(labels=", ".join(texts)) if texts else ""
        first = _FIRST_SENTENCE.match(alt)
        self.setAccessibleName(self._caption or (first[0] if first else alt))
        self.setAccessibleDescription(f"{alt} {labels}".strip())
        self._forget()

    def clear(self) -> None:
        """Leave the card empty."""
        self._figure, self._words, self._caption = None, {}, ""
        self.setAccessibleName("")
        self.setAccessibleDescription("")
        self._forget()

    def label_texts(self) -> list[tuple[str, QRect]]:
        """Give what the shown labels say, with the rectangle each is painted in."""
        return [
            (" ".join(pill.lines), pill.rect.toAlignedRect()) for pill in self._shown_pills().pills
        ]

    def clipped_texts(self) -> list[str]:
        """Give the words that cannot be read whole in this size."""
        found = list(self._shown_pills().clipped)
        if self._caption and self._caption_rect().height() < self._caption_height():
            found.append(self._caption)
        return found

    def picture_rect(self) -> QRect:
        """Give where the figure itself lies on the card."""
        if self._figure is None:
            return QRect()
        room = QSize(self.width(), self.height() - self._caption_room())
        factor = min(room.width() / self._figure.width, room.height() / self._figure.height)
        size = QSize(
            max(round(self._figure.width * factor), 1), max(round(self._figure.height * factor), 1)
        )
        # The caption stays near its picture; what is left over lies above and below the two.
        over = room.height() - size.height()
        top = (over - self._gap(over)) // 2
        return QRect((room.width() - size.width()) // 2, top, size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        if self._figure is not None:
            place = self.picture_rect()
            painter.drawPixmap(place.topLeft(), self._pixmap(self._figure, place))
            self._shown_pills().paint(painter, self._look.colors)
            painter.setFont(self._caption_font())
            painter.setPen(QColor(self._look.colors["muted"]))
            painter.drawText(self._caption_rect(), _CENTRED, self._caption)
        painter.end()

    def _forget(self) -> None:
        self._pills = None
        self._picture = None
        super()._forget()

    def _pixmap(self, figure: Figure, place: QRect) -> QPixmap:
        key = (place.size(), self.devicePixelRatioF())
        if self._picture is None or self._picture[0] != key:
            pixmap = drawn(figure.svg, *key)
            cut(pixmap, self._outline(place))
            self._picture = (key, pixmap)
        return self._picture[1]

    def _outline(self, place: QRect) -> QPainterPath:
        """Give what of the picture is seen: rounded, and never beyond the rounded card."""
        radius = self._radius
        outline, card = QPainterPath(), QPainterPath()
        own = 0.0 if place.width() >= self.width() else radius
        outline.addRoundedRect(QRectF(0, 0, place.width(), place.height()), own, own)
        card.addRoundedRect(QRectF(self.rect().translated(-place.topLeft())), radius, radius)
        return outline.intersected(card)

    def _shown_pills(self) -> Pills:
        if self._pills is None:
            self._pills = self._arranged()
        return self._pills

    def _arranged(self) -> Pills:
        edge, place = _EDGE * self.scale, self.picture_rect()
        room = Box(
            x=edge,
            y=edge,
            width=self.width() - 2 * edge,
            height=(self._caption_rect().top() if self._caption else self.height()) - 2 * edge,
        )
        entries = []
        if self._figure is not None:
            factor = place.width() / self._figure.width
            entries = [
                LabelWords(
                    key=label.key,
                    text=self._words[label.key],
                    anchor=LabelAnchor(
                        x=place.x() + label.x * factor,
                        y=place.y() + label.y * factor,
                        side=label.side,
                    ),
                )
                for label in self._figure.labels
            ]
        return arrange_pills(entries, self.font(), self.scale, room)

    def _caption_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(_CAPTION_SIZE * self.scale))
        return font

    def _caption_height(self) -> int:
        width = self.width() - round(2 * _CAPTION_EDGE * self.scale)
        endless = QRect(0, 0, max(width, 1), 10_000)
        metrics = QFontMetrics(self._caption_font())
        return metrics.boundingRect(endless, _CENTRED, self._caption).height()

    def _caption_room(self) -> int:
        if not self._caption:
            return 0
        # A picture is worth more than its caption: in a tiny card the caption gives way.
        wanted = self._caption_height() + 2 * round(_CAPTION_EDGE * self.scale)
        return min(wanted, self.height() // 2)

    def _gap(self, over: int) -> int:
        return min(over // 3, round(_CAPTION_GAP * self.scale)) if self._caption else 0

    def _caption_rect(self) -> QRect:
        edge, room = round(_CAPTION_EDGE * self.scale), self._caption_room()
        place = self.picture_rect()
        top = place.bottom() + 1 + self._gap(self.height() - room - place.height()) + edge
        return QRect(edge, top, self.width() - 2 * edge, room - 2 * edge)
