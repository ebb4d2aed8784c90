"""Words on a screen of the talk: sized by their role, with words to explain underlined."""

import html
import re
from collections.abc import Iterator
from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.talk.kit.word_lines import WordLines, direction_of
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.style import Scaled, refresh

Role = Literal[
    "eyebrow",
    "headline",
    "lead",
    "strong",
    "point",
    "body",
    "note",
    "number",
    "answer",
    "choice",
    "message",
]
# In px at 1366 x 768: the size wanted, the smallest, and the weight. Body text is read from
# 1.5 m and never falls under 18.
_SIZES: Final[dict[Role, tuple[int, int, QFont.Weight]]] = {
    "eyebrow": (19, 18, QFont.Weight.DemiBold),
    "headline": (42, 27, QFont.Weight.Bold),
    "lead": (23, 18, QFont.Weight.Normal),
    "strong": (22, 18, QFont.Weight.DemiBold),
    "point": (26, 18, QFont.Weight.Normal),
    "body": (22, 18, QFont.Weight.Normal),
    "note": (18, 18, QFont.Weight.Normal),
    "answer": (30, 20, QFont.Weight.Normal),
    "choice": (30, 20, QFont.Weight.Bold),
    "message": (28, 18, QFont.Weight.DemiBold),
    "number": (64, 36, QFont.Weight.Bold),
}
TERM_LINK = "term:"
_MAY_BREAK: Final = "\u200b"
_ADDRESS = re.compile(r"\S*(?:://|doi:)\S+")
_SIGN = re.compile(r"[/.\-_?=&](?=[^/])")
_TERM = re.compile(r"\[\[([^\[\]]+)\]\]")


def terms_in(*texts: str) -> Iterator[str]:
    """Give the words to explain in marked texts, in their order."""
    for text in texts:
        for match in _TERM.finditer(text):
            yield match[1]


def capital(text: str) -> str:
    """Give a text with a large first letter, as it stands alone."""
    return text[:1].upper() + text[1:]


def plain(text: str) -> str:
    """Give a marked text as it is read."""
    return _TERM.sub(r"\1", text).replace(_MAY_BREAK, "")


def breakable(text: str) -> str:
    """Give a text whose web addresses may go on in a new line after their signs."""
    return _ADDRESS.sub(lambda match: _SIGN.sub(rf"\g<0>{_MAY_BREAK}", match[0]), text)


class TalkView(Scaled, QWidget):
    """What is seen of the talk at a time: a screen, or what lies in a sheet over it."""

    edited = Signal(str, object)
    """A path of the consultation file and the new value there; None takes it away."""
    asked = Signal(str)
    """Something to show besides: "term:<word>", or what the window knows by a name."""


class Words(Scaled, QLabel):
    """A text that wraps, in the size of its role; a word to explain asks the view it stands in.

    At `ease` 1 it has the size wanted, at 0 the smallest; what fits words may choose another.
    The style sheet colours the words by their `tone`.
    """

    def __init__(
        self,
        role: Role,
        text: str = "",
        parent: QWidget | None = None,
        *,
        ease: float = 1.0,
        tone: str = "",
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.role: Role = role
        if role == "headline":
            announce_as(self, QAccessible.Role.Heading)
        self.ease = ease
        self._drawn: tuple[int, QFont.Weight] | None = None
        self._least: dict[int, QSize] = {}
        self._lines: tuple[tuple[object, ...], WordLines] | None = None
        self._marked = ""
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.linkActivated.connect(self._ask)
        self.say(text)
        self.draw_at(1.0)

    def say(self, marked: str) -> None:
        """Show a text; [[words]] in it can be asked for."""
        self._marked = marked
        self._least.clear()
        has_terms = _TERM.search(marked) is not None
        if has_terms:
            color = self.palette().windowText().color().name()
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setText(_linked(marked, color))
            self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(marked)
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAccessibleName(plain(marked))

    def marked(self) -> str:
        """Give the text with its marks."""
        return self._marked

    def draw_at(self, scale: float, ease: float | None = None) -> None:
        super().draw_at(scale)
        self.ease = self.ease if ease is None else ease
        wanted, smallest, weight = _SIZES[self.role]
        # Words wanted larger grow as far as they fit; where there is no room they stay readable.
        largest = max(wanted * text_factor(), smallest)
        drawn = (round((smallest + (largest - smallest) * self.ease) * scale), weight)
        font = QFont(self.font())
        if drawn != self._drawn or drawn != (font.pixelSize(), font.weight()):
            self._drawn = drawn
            font.setPixelSize(drawn[0])
            font.setWeight(weight)
            self.setFont(font)

    def take_role(self, role: Role) -> None:
        """Give these words another role."""
        self.role = role
        self.setProperty("role", role)
        self._least.clear()
        refresh(self)
        self.draw_at(self.scale)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._least.clear()
        # Links carry their colour in the text: it follows when the palette does.
        followed = event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
        if followed and _TERM.search(self._marked):
            self.setText(_linked(self._marked, self.palette().windowText().color().name()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.textFormat() == Qt.TextFormat.RichText:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        # What somebody wrote in another script runs as that does.
        direction = direction_of(self.text(), self.layoutDirection())
        aligned = QStyle.visualAlignment(direction, self.alignment())
        self._lines_in(room.width(), direction).paint(painter, room, aligned)
        painter.end()

    @Slot(str)
    def _ask(self, link: str) -> None:
        view = self.parentWidget()
        while view is not None and not isinstance(view, TalkView):
            view = view.parentWidget()
        if view is not None:
            view.asked.emit(link)

    def _lines_in(self, width: int, direction: Qt.LayoutDirection) -> WordLines:
        font = self.font()
        asked = (self.text(), font.key(), width, direction)
        if self._lines is None or self._lines[0] != asked:
            lines = WordLines(self.text(), font, width, direction)
            lines.even_out(wholly=self.role == "headline")
            self._lines = asked, lines
        return self._lines[1]

    def minimumSizeHint(self) -> QSize:
        # As narrow as its longest word; the height comes from heightForWidth. A layout asks often.
        size = self.font().pixelSize()
        if size not in self._least:
            metrics = self.fontMetrics()
            words = _TERM.sub(r"\1", self._marked).replace(_MAY_BREAK, " ").split() or [""]
            widest = max(metrics.horizontalAdvance(word) for word in words)
            self._least[size] = QSize(widest + 2, metrics.height())
        return self._least[size]


def _linked(marked: str, color: str) -> str:
    escaped = html.escape(marked, quote=False)
    return _TERM.sub(
        lambda match: (
            f'<a href="{TERM_LINK}{match[1]}" style="color:{color};'
            f'text-decoration:underline">{match[1]}</a>'
        ),
        escaped,
    ).replace("\n", "<br>")
