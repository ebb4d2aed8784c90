"""Where everything begins: a new consultation, a talk that broke off, one that is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.records.home_lists import FindPanel
from clinic_aid.desktop.widgets.action_card import ActionCard
from clinic_aid.desktop.widgets.backup_words import backup_age_words
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.chips import ICON_GAP
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.picture_panel import PicturePanel
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.wording import isolated
from clinic_aid.domain.backup_age import BackupAge
from clinic_aid.domain.records import Entry, Headings
from clinic_aid.entry.broken_off import BrokenOff
from clinic_aid.figures.drawing import Illustrator


def home_picture(illustrator: Illustrator) -> list[str]:
    """Give the layers of Home's picture: hair as it is, nothing that could pass for a promise."""
    layers = illustrator.draw("follicle-states").layers()
    return [svg for name, svg in layers.items() if name != "step-signals"]


class HomeScreen(QWidget):
    """The ways on, beside the consultations that are kept."""

    new_asked = Signal()
    open_asked = Signal()
    go_on_asked = Signal()
    unkept_asked = Signal()
    review_asked = Signal()
    backups_asked = Signal()

    def __init__(self, look: Look, words: EntryWords) -> None:
        super().__init__()
        self._words = words
        self.picture = PicturePanel(look.colors["mist"])
        self.finder = FindPanel(look, words)
        self.new = ActionCard(look, icon="new")
        self.go_on = ActionCard(look, icon="talk")
        self.unkept = ActionCard(look, icon="unkept", quiet=True)
        self.open = ActionCard(look, icon="open", quiet=True)
        self.review = make_button(
            look, self.tr("The yearly review is due"), icon="calendar", kind="quiet"
        )
        self.backup = make_button(look, self.tr("Backups"), icon="backup", kind="quiet")
        self.backup.clicked.connect(self.backups_asked)
        self._say_doors()
        self.go_on.clicked.connect(self.go_on_asked)
        self.new.clicked.connect(self.new_asked)
        self.unkept.clicked.connect(self.unkept_asked)
        self.open.clicked.connect(self.open_asked)
        self.review.clicked.connect(self.review_asked)
        self.finder.searching.connect(self._on_searching)
        # The picture only while nothing is kept yet; then the lists have all the room.
        foot = (self.backup, Qt.AlignmentFlag.AlignTrailing)
        lists = column(column(self.finder, (self.picture, 1), spacing=24), foot, spacing=8)
        row((self._doors(), 31), (lists, 69), on=self, spacing=28, margins=(40, 24, 40, 24))
        self.picture.hide()
        self.backup.hide()
        self._closed = ""
        self.new.stand_out(True)
        self.show_broken_off(None)

    def show_broken_off(self, talk: tuple[Headings, BrokenOff] | None) -> None:
        """Offer to go on with a talk that was broken off today, or leave that place empty.

        Whatever is shown there, nothing else moves.
        """
        if talk is not None:
            headings, stopped = talk
            patient = isolated(headings.name) if headings.name else self.tr("this consultation")
            self.go_on.say(
                self.tr("Go on with {patient}").format(patient=patient),
                self._words.born(headings),
                self._words.broken_off(stopped),
            )
        self.go_on.keep_place(talk is not None)

    def close_doors(self, reason: str) -> None:
        """Lead to no consultation, and say why; those that are kept can be read."""
        for door in (self.go_on, self.new, self.unkept, self.open):
            door.setEnabled(False)
            door.stand_out(False)
        self.new.say(self.new.title.text(), reason)
        self._closed = reason

    def show_entries(self, today: Sequence[Entry], recent: Sequence[Entry]) -> None:
        """Show today's and the recent consultations."""
        self.finder.show_entries(today, recent)
        self.picture.setVisible(self.finder.is_bare)

    def show_review_due(self, due: bool) -> None:
        """Say quietly that somebody has to look at what is kept for long, or no longer."""
        self.review.setVisible(due)

    def show_backup_age(self, age: BackupAge | None) -> None:
        """Say quietly that the last backup elsewhere is old, and lead to where one is made."""
        is_old = age is not None and age.is_old
        self.backup.setVisible(is_old)
        if age is not None and is_old:
            words = backup_age_words(age)
            # Away from the icon, as all words of buttons are.
            self.backup.setText(f"{ICON_GAP}{words}")
            self.backup.setAccessibleName(words)

    def focus_first(self) -> None:
        """Put the keyboard on the first card."""
        if self._closed:
            self.finder.focus_line()
        else:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_doors(self) -> None:
        self.new.say(self.tr("New consultation"), self.tr("A name and a product are enough"))
        self.unkept.say(
            self.tr("A consultation not kept"),
            self.tr("Nothing is written; a crash loses it"),
        )
        self.open.say(self.tr("Open a file"), self.tr("A consultation saved as a file"))
        self.go_on.setProperty("framed", True)

    def _doors(self) -> PageArea:
        page = QWidget()
        inside = column(
            # Between them the room that a long name on the second card takes: nothing moves.
            *(self.new, self.go_on, STRETCH, self.unkept, self.open),
            (self.review, Qt.AlignmentFlag.AlignLeading),
            on=page,
            spacing=10,
        )
        self.review.hide()
        return PageArea(page, inside)

    @Slot(bool)
    def _on_searching(self, searching: bool) -> None:
        self.picture.setVisible(not searching and self.finder.is_bare)
