"""What is usual, what needs a call today, and what is an emergency."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import EASES, set_ease
from clinic_aid.desktop.talk.kit.pictures import FigureSign
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.accessible_roles import pass_over
from clinic_aid.desktop.widgets.layouts import Item, column, row, styled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.care_pages import SignGroup, SignList
from clinic_aid.handout.parts import Row
from clinic_aid.talk.model import Talk, TalkScreen

# What is read in a hurry has the most room.
_SHARES: Final = {"usual": 25, "same-day": 35, "emergency": 40}
_SIGN: Final = 40
_MOST_NUMBERS: Final = 2
_INDENT: Final = 18


class SignRow(QWidget):
    """One sign, under the heading of a group that it begins; or one point of a sign's list.

    A heading, and what opens a list, stay in one view with what follows them.
    """

    def __init__(self, text: str, *, heading: str | None = None, point: str | None = None) -> None:
        super().__init__()
        lines: list[Item] = [Words("strong", heading)] if heading else []
        if text:
            lines.append(_marked("•", text, indent=0))
        if point:
            lines.append(_marked("–", point, indent=_INDENT))
        column(*lines, on=self, spacing=4)


class _Signs(PagedRows):
    """Signs that tell in which size they fit their column."""

    def __init__(self, fitted: Callable[[], None]) -> None:
        super().__init__(spacing=8, together=True)
        self._fitted = fitted
        self.size_fitting = 0

    def fit(self) -> None:
        super().fit()
        words = self.findChildren(Words)
        if self.parts > 1:
            # Fewer views count more than large words: what is urgent must not be out of view.
            set_ease(words, self.scale, EASES[-1])
            self._views = self._spread(self._heights())
            self.part = min(self.part, self.parts - 1)
            self._show()
        self.size_fitting = words[0].font().pixelSize() if words else 0
        self._fitted()


class Band(QWidget):
    """One column: its sign and name, whom to call, and what to know of that, and the signs."""

    def __init__(self, band: str, illustrator: Illustrator, fitted: Callable[[], None]) -> None:
        super().__init__()
        styled(self, "band").setProperty("band", band)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.sign = FigureSign(illustrator.draw("level", level=band), _SIGN)
        self.title = Words("strong", ease=0.4)
        self.numbers = [Words("strong", ease=0.4) for _ in range(_MOST_NUMBERS)]
        self.notes = Words("note", ease=0.4, tone="ink")
        self.signs = _Signs(fitted)
        head = row(self.sign, (self.title, 1), spacing=14)
        column(
            head,
            *self.numbers,
            self.notes,
            (self.signs, 1),
            on=self,
            spacing=6,
            margins=(18, 10, 14, 10),
        )
        self._shown: tuple[SignGroup, ...] = ()

    def show_list(self, band: SignList, open_words: str, *further: SignGroup) -> None:
        """Show a list of signs, and further groups below them."""
        self.title.say(band.title)
        for place, words in enumerate(self.numbers):
            words.setVisible(place < len(band.numbers))
            if place < len(band.numbers):
                words.say(_number(band.numbers[place], open_words))
        self.notes.say(" ".join(band.notes))
        self.notes.setVisible(bool(band.notes))
        groups = (*band.groups, *further)
        if groups != self._shown:
            self._shown = groups
            self.signs.place([each for group in groups for each in _rows(group)])


class SignsPage(TurningPage):
    """Three columns told apart by their signs and words; only the emergency is red."""

    head_share = 0.175
    head_least = 122

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.bands: dict[str, Band] = {}
        for band in _SHARES:
            self.bands[band] = Band(band, services.illustrator, self._one_size)
        columns = [(self.bands[band], share) for band, share in _SHARES.items()]
        row(*columns, on=self.body, spacing=16)
        self._part = 0

    @property
    def parts(self) -> int:
        return max(band.signs.parts for band in self.bands.values())

    @property
    def part(self) -> int:
        return min(self._part, self.parts - 1)

    @property
    def entries(self) -> tuple[range, int]:
        return range(self.part, self.part + 1), self.parts

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        lead = f"{talk.general.two_am.intro} {screen.lead or ''}".strip()
        self.show_head(replace(screen, lead=lead))
        for band in talk.general.two_am.bands:
            # Who has an emergency sees somebody who does not know of the treatment.
            further = [talk.general.two_am.advice] if band.band == "emergency" else []
            self.bands[band.band].show_list(band, talk.labels["write-number"], *further)
        self.look.lay_out(self.body, self.scale)
        self.tell_views()

    def turn_to(self, part: int) -> None:
        self._part = min(max(part, 0), self.parts - 1)
        for band in self.bands.values():
            band.signs.turn_to(self._part)
        self.on_turned()

    def fit(self) -> None:
        super().fit()
        self.tell_views()

    def _one_size(self) -> None:
        """Draw the signs of all columns as large as those that have the least room."""
        sizes = [band.signs.size_fitting for band in self.bands.values()]
        size = min((size for size in sizes if size), default=0)
        for band in self.bands.values():
            for words in band.signs.findChildren(Words):
                font = words.font()
                if size and font.pixelSize() != size:
                    font.setPixelSize(size)
                    words.setFont(font)


def _rows(group: SignGroup) -> Iterable[SignRow]:
    heading = group.title
    for sign in group.signs:
        first, *others = sign.points or (None,)
        yield SignRow(sign.text, heading=heading, point=first)
        yield from (SignRow("", point=point) for point in others)
        heading = None


def _marked(mark: str, text: str, *, indent: int) -> QLayout:
    sign = Words("body", mark)
    pass_over(sign)
    top = Qt.AlignmentFlag.AlignTop
    return row((sign, top), (Words("body", text), 1), spacing=10, margins=(indent, 0, 0, 0))


def _number(number: Row, open_words: str) -> str:
    return f"{number.name}: {open_words if number.open else number.value}"
