"""The choices side by side: doing nothing, and two others that the people choose."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.lists import CardRow, ListPage, even
from clinic_aid.desktop.talk.kit.pictures import FigureSign
from clinic_aid.desktop.talk.kit.words import Words, capital
from clinic_aid.desktop.talk.screens.choice_parts import FlowButtons
from clinic_aid.desktop.widgets.chips import ICON_GAP, shown
from clinic_aid.desktop.widgets.figures.picture import drawn
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.figures.drawing import Figure
from clinic_aid.talk.model import Choice, Talk, TalkScreen

_COLUMNS: Final = 3
_NAME_SHARE, _TEXT_SHARE = 4, 8
_SIGN, _CHIP_SIGN = 46, 30
_CHIP_DRAWN: Final = QSize(2 * _CHIP_SIGN, 2 * _CHIP_SIGN)


class OptionChips(FlowButtons):
    """All options but doing nothing, which needs no choosing; those in view have a tick."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, spacing=8)
        self._icons: dict[str, QIcon] = {}
        self._choices: tuple[Choice, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, choices: tuple[Choice, ...], scale: float) -> None:
        """Show these options."""
        if choices == self._choices:
            return
        self._choices = choices
        self._icons = {
            choice.key: QIcon(drawn(choice.illustration.figure.svg, _CHIP_DRAWN, 1.0))
            for choice in choices
            if choice.illustration is not None
        }
        texts = {choice.key: f"{ICON_GAP}{shown(choice.name)}" for choice in choices}
        self.replace(texts, kind="option", icon=_CHIP_SIGN, scale=scale)
        for choice in choices:
            name = self.tr("Compare: {option}").format(option=choice.name)
            self.buttons[choice.key].setAccessibleName(name)

    def mark(self, in_view: Sequence[str]) -> None:
        """Show which options are in view."""
        for key, button in self.buttons.items():
            button.setChecked(key in in_view)
            icon = self._look.icon("check") if key in in_view else self._icons.get(key)
            button.setIcon(icon or self._look.no_icon)


class OptionHead(QWidget):
    """The name of one column with its picture, the same for every option."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words = Words("strong", ease=0.6)
        self._row = row((self.words, 1), on=self, spacing=10)
        self._figure: Figure | None = None
        self._sign: FigureSign | None = None

    def show_option(self, choice: Choice, scale: float) -> None:
        """Show an option's name and picture."""
        self.words.say(choice.name)
        figure = choice.illustration.figure if choice.illustration is not None else None
        if figure == self._figure:
            return
        self._figure = figure
        if self._sign is not None:
            self._row.removeWidget(self._sign)
            self._sign.hide()
            self._sign.deleteLater()
        self._sign = FigureSign(figure, _SIGN) if figure is not None else None
        if self._sign is not None:
            self._sign.draw_at(scale)
            self._row.insertWidget(0, self._sign)


class CompareRow(CardRow):
    """One question, answered for each option in view."""

    def __init__(self) -> None:
        self.name = Words("strong")
        self.cells = [Words("body") for _ in range(_COLUMNS)]
        cells = ((even(cell), _TEXT_SHARE) for cell in self.cells)
        super().__init__((even(self.name), _NAME_SHARE), *cells, margin=8)

    def show_row(self, name: str, texts: Sequence[str]) -> None:
        """Show the question and its answers; a column without an option stays empty."""
        self.name.say(name)
        for place, cell in enumerate(self.cells):
            text = texts[place] if place < len(texts) else ""
            # Sentences all of them: one word alone begins like one too.
            cell.say(capital(text))


class TalkOptionsPage(ListPage):
    """Three columns of one style: doing nothing always first, the others as they are tapped."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, spacing=7)
        self.chips = OptionChips(look)
        self.chips.tapped.connect(self._on_tapped)
        self.above.addWidget(self.chips)
        self.heads_box = QWidget()
        self.heads = [OptionHead() for _ in range(_COLUMNS)]
        heads = ((head, _TEXT_SHARE) for head in self.heads)
        items = ((even(Words("note")), _NAME_SHARE), *heads)
        row(*items, on=self.heads_box, spacing=18, margins=(20, 0, 20, 0))
        self.above.addWidget(self.heads_box)
        self._choices: dict[str, Choice] = {}
        self._columns: list[str] = []
        self._tapped: list[str] = []

    @property
    def in_view(self) -> tuple[Choice, ...]:
        """Give the options in view, doing nothing first."""
        return tuple(self._choices[key] for key in self._columns)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for choice in self.in_view for s in choice.sources))

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        lead = f"{screen.lead or ''} {talk.general.not_comparable}".strip()
        self.show_head(replace(screen, lead=lead))
        nothing, *others = talk.general.side_by_side
        self._choices = {choice.key: choice for choice in talk.general.side_by_side}
        self._keep_columns(nothing.key, [choice.key for choice in others])
        self.chips.offer(tuple(others), self.scale)
        self._show_columns()

    def _keep_columns(self, nothing: str, others: Sequence[str]) -> None:
        """Keep the columns that there still are; at first the first two are in view."""
        kept = [key for key in self._columns[1:] if key in others]
        more = [key for key in others if key not in kept][: _COLUMNS - 1 - len(kept)]
        self._columns = [nothing, *kept, *more]
        self._tapped = [key for key in self._tapped if key in self._columns] or self._columns[1:]
        self._tapped += [key for key in self._columns[1:] if key not in self._tapped]

    def _on_tapped(self, key: str) -> None:
        """Put an option in the place of the one that has been there longest."""
        if key not in self._columns:
            oldest = self._tapped.pop(0)
            self._columns[self._columns.index(oldest)] = key
            self._tapped.append(key)
        self._show_columns()

    def _show_columns(self) -> None:
        columns = self.in_view
        self.chips.mark(self._columns)
        for place, head in enumerate(self.heads):
            head.setVisible(place < len(columns))
            if place < len(columns):
                head.show_option(columns[place], self.scale)
        count = len(columns[0].rows)
        self.show_values(range(count), lambda _: CompareRow())
        for number, shown_row in enumerate(self.rows.of_kind(CompareRow)):
            said = [choice.rows[number] for choice in columns]
            shown_row.show_row(said[0].name, [each.value for each in said])
        self.rows.fit()
        self.tell_views()
