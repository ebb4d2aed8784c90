"""How the guide is put on paper, and the ways to give it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QWidget

from clinic_aid.desktop.guide.part_words import edition_names
from clinic_aid.desktop.guide.side_area import SideArea
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.chips import ICON_GAP, OneChip
from clinic_aid.desktop.widgets.field import Field
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look, Scaled, refresh
from clinic_aid.domain.guide_parts import Edition, GuideWish

if TYPE_CHECKING:
    from clinic_aid.domain.clinic import Paper

_WIDTH: Final = 276


class GivePanel(QWidget):
    """Edition, paper and look; below them printing and saving, the next work dark."""

    wished = Signal(object)
    """The `GuideWish` as it is now; its parts are those that were shown last."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._wish = GuideWish()
        self._needed: Edition = "standard"
        points = {"compact": 12, "standard": 14, "large-print": 18}
        sizes = {key: self.tr("{points} pt").format(points=size) for key, size in points.items()}
        self.edition = OneChip(look, sizes)
        self.edition.name_for(self.tr("Edition"))
        self.edition_words = _narrow(plain_label(name="fieldLabel"))
        self.paper = OneChip(look, {"a4": self.tr("A4"), "letter": self.tr("Letter")})
        self.black_and_white = QCheckBox(self.tr("In black and white"))
        self.discreet = QCheckBox(self.tr("Discreet"))
        for mark in (self.black_and_white, self.discreet):
            mark.setAccessibleName(mark.text())
        self.discreet.setToolTip(self.tr("Leaves out who it is for and what it is about"))
        self.draft = self._draft_line()
        self.print = make_button(look, "", icon="print", kind="primary")
        self.sheets = _narrow(plain_label(name="muted"))
        self.sheets.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.no_printer = _narrow(
            plain_label(self.tr("No printer is set up on this computer"), "muted")
        )
        self.no_printer.hide()
        self.save = make_button(look, self.tr("Save P&DF"), icon="pdf")
        self.keep_nothing = make_button(look, self.tr("&Keep nothing of this …"), kind="quiet")
        self.keep_nothing.hide()
        self._printer, self._sheets = "", 0
        edition = column(self.edition_words, self.edition, spacing=3)
        paper = Field(look, self.tr("Paper"), self.paper, noted=False)
        marks = column(self.black_and_white, self.discreet, spacing=0)
        page = _Page()
        self.first = column(spacing=8)
        """What stands above all else where there is no room for it elsewhere."""
        options = (self.first, edition, paper, marks, STRETCH, self.keep_nothing)
        # However small the window is, the work that comes next is in it.
        ways = (self.draft, self.print, self.sheets, self.no_printer, self.save)
        scrolled = SideArea(page, column(*options, on=page, spacing=4))
        column((scrolled, 1), *ways, on=self, spacing=5)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._connect()
        self.show_wish(self._wish, self._needed)
        self.show_pages([])

    def show_wish(self, wish: GuideWish, needed: Edition) -> None:
        """Show how the guide is wished for; `needed` is the edition that the patient needs."""
        self._wish, self._needed = wish, needed
        chosen = wish.edition or needed
        self.edition.show_value(chosen)
        self.paper.show_value(wish.paper)
        self.black_and_white.setChecked(wish.black_and_white)
        self.discreet.setChecked(wish.discreet)
        name = edition_names()[chosen]
        words = self.tr("Edition: {edition}")
        if needed == chosen != "standard":
            words = self.tr("Edition: {edition}, as needed")
        elif needed != "standard":
            words = self.tr("Edition: {edition}. Needed: {needed}")
        self.edition_words.setText(words.format(edition=name, needed=edition_names()[needed]))

    def show_pages(self, parts: list[int]) -> None:
        """Say how many pages are printed: those of each part, which begins on a sheet."""
        pages, self._sheets = sum(parts), sum((count + 1) // 2 for count in parts)
        words = self.tr("&Print {count} pages").format(count=pages)
        if pages < 2:
            words = self.tr("&Print 1 page") if pages else self.tr("&Print")
        self.print.setText(f"{ICON_GAP}{words}")
        self.print.setAccessibleName(words.replace("&", ""))
        self._say_sheets()

    def show_printer(self, there: bool, name: str = "") -> None:
        """Offer to print, or say that there is nothing to print on; the next work is dark."""
        self._printer = name
        self.print.setVisible(there)
        self.no_printer.setHidden(there)
        for button, icon, first in ((self.print, "print", there), (self.save, "pdf", not there)):
            button.setProperty("kind", "primary" if first else "plain")
            button.setIcon(self._look.icon(icon, "white" if first else "ink"))
            refresh(button)
        self._say_sheets()

    def enable(self, can_give: bool) -> None:
        """Let the guide be given, or not while it is not the one of what is entered."""
        self.save.setEnabled(can_give)
        self.print.setEnabled(can_give)

    def _say_sheets(self) -> None:
        one, several = self.tr("1 sheet"), self.tr("{count} sheets, both sides")
        words = one if self._sheets == 1 else several.format(count=self._sheets)
        self.sheets.setText("\n".join(filter(None, (words, self._printer))))
        self.sheets.setVisible(bool(self._sheets) and self.no_printer.isHidden())

    def _connect(self) -> None:
        self.edition.edited.connect(self._on_edition)
        self.paper.edited.connect(lambda paper: self._change(paper=cast("Paper", paper)))
        self.black_and_white.clicked.connect(lambda on: self._change(black_and_white=on))
        self.discreet.clicked.connect(lambda on: self._change(discreet=on))

    def _on_edition(self, chosen: str) -> None:
        # What is needed is no choice: it follows the patient's needs.
        self._change(edition=None if chosen == self._needed else chosen)

    def _change(self, **what: object) -> None:
        self.show_wish(replace(self._wish, **what), self._needed)  # type: ignore[arg-type]
        self.wished.emit(self._wish)

    def _draft_line(self) -> QWidget:
        line = styled(QWidget(), "draft")
        words = _narrow(plain_label(self.tr("Draft, not checked by a clinician")))
        sign = IconSign(self._look.icon("care", "amber-ink"), 24)
        row(sign, (words, 1), on=line, spacing=10, margins=(12, 6, 12, 6))
        return line


class _Page(Scaled, QWidget):
    """At least as wide as the three editions side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self.setMinimumWidth(round(_WIDTH * scale))


def _narrow(words: QLabel) -> QLabel:
    """Let words be as wide as the buttons: the pages have the rest of the room."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    words.setSizePolicy(policy)
    return words
