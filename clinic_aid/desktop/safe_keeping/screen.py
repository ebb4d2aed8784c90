"""Safe keeping: the sections by name, and the one that is shown."""

from typing import Final, Literal, get_args

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.keys.key_paper import PrintKey
from clinic_aid.desktop.restoring.page import RestorePage
from clinic_aid.desktop.safe_keeping.backups_section import BackupsSection
from clinic_aid.desktop.safe_keeping.locking_section import LockingSection
from clinic_aid.desktop.safe_keeping.old_section import OldSection, ProductName, Today
from clinic_aid.desktop.safe_keeping.people_section import PeopleSection
from clinic_aid.desktop.safe_keeping.trail_section import TrailSection
from clinic_aid.desktop.widgets.chips import ICON_GAP
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import TaskPage, draw_at_scale, heading, words_label
from clinic_aid.desktop.widgets.wording import isolated

SectionName = Literal["backups", "restore", "people", "locking", "old", "trail"]
SECTIONS: Final[tuple[SectionName, ...]] = get_args(SectionName)


class SafeKeepingScreen(QWidget):
    """The names of the sections on one side, a section on the other.

    `print_key` puts a recovery key on paper; what it raises is told beside the key.
    """

    section_shown = Signal(str)
    """A section has come into view, and is to be shown what is so now."""

    def __init__(
        self,
        look: Look,
        *,
        language: str,
        print_key: PrintKey,
        product_name: ProductName,
        today: Today,
    ) -> None:
        super().__init__()
        self._look = look
        self.backups = BackupsSection(look, language=language)
        self.restore = RestorePage(look, language=language)
        self.restore.set_words(
            self.tr("Restore"),
            self.tr(
                "A backup takes the place of the vault. Before that you see what is exchanged for "
                "what."
            ),
        )
        self.people = PeopleSection(look, print_key)
        self.locking = LockingSection(look)
        self.old = OldSection(look, language=language, product_name=product_name, today=today)
        self.trail = TrailSection(look, language=language)
        self.sections: dict[SectionName, TaskPage | PeopleSection] = {
            "backups": self.backups,
            "restore": self.restore,
            "people": self.people,
            "locking": self.locking,
            "old": self.old,
            "trail": self.trail,
        }
        self._signs: dict[SectionName, tuple[str, str]] = {
            "backups": ("backup", self.tr("Backups")),
            "restore": ("restore", self.tr("Restore")),
            "people": ("people", self.tr("People")),
            "locking": ("lock", self.tr("Locking")),
            "old": ("archive", self.tr("Old consultations")),
            "trail": ("trail", self.tr("Who did what")),
        }
        self.buttons = {name: self._button(name) for name in SECTIONS}
        self.person = words_label(name="muted")
        self._marked: set[SectionName] = set()
        self.section: SectionName = "backups"
        """The one that is shown."""
        self._stack = QStackedLayout()
        names = self._names()
        row((names, 23), (self._stack, 77), on=self, spacing=40, margins=(40, 24, 40, 18))
        # Not before the stack has its place: it shows its first widget at once.
        for section in self.sections.values():
            self._stack.addWidget(section)
        self._show(self.section)

    def offer_only(self, *names: SectionName) -> None:
        """Offer some of the sections, and show the first of them."""
        for name, button in self.buttons.items():
            button.setHidden(name not in names)
        self._show(names[0])

    def show_section(self, name: SectionName) -> None:
        """Show a section."""
        if name != self.section:
            self.sections[self.section].forget()
        self._show(name)
        if self.isVisible():
            self.section_shown.emit(name)

    def show_person(self, person: str) -> None:
        """Say who has opened the vault."""
        words = self.tr("Opened by {person}").format(person=isolated(person))
        self.person.setText(words)

    def mark(self, name: SectionName, wanted: bool) -> None:
        """Put a sign on a section where something is to be done, or take it away."""
        (self._marked.add if wanted else self._marked.discard)(name)
        self._draw(name)

    def focus_first(self) -> None:
        """Put the keyboard on the name of the section that is shown."""
        self.buttons[self.section].setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        draw_at_scale(self._look, self)
        # Whoever shows the screen may still have something to say to it.
        QTimer.singleShot(0, self, self._tell_shown)

    def _names(self) -> QVBoxLayout:
        title = heading(self.tr("Safe keeping"), name="title")
        return column(title, 10, *self.buttons.values(), STRETCH, self.person, spacing=6)

    def _button(self, name: SectionName) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "safety")
        button.setCheckable(True)
        button.setAutoDefault(True)
        button.setIconSize(QSize(24, 24))
        button.clicked.connect(lambda _=False, name=name: self.show_section(name))
        return button

    def _show(self, name: SectionName) -> None:
        self._stack.setCurrentWidget(self.sections[name])
        self.section = name
        for other in SECTIONS:
            self._draw(other)
        draw_at_scale(self._look, self)

    def _draw(self, name: SectionName) -> None:
        button, is_shown = self.buttons[name], name == self.section
        icon, words = self._signs[name]
        is_marked = name in self._marked
        color = "amber-ink" if is_marked else "teal" if is_shown else "muted"
        button.setChecked(is_shown)
        button.setIcon(self._look.icon("care" if is_marked else icon, color))
        button.setText(f"{ICON_GAP}{ICON_GAP}{words}")
        said = self.tr("{section}, something is to be done") if is_marked else "{section}"
        button.setAccessibleName(said.format(section=words))

    @Slot()
    def _tell_shown(self) -> None:
        if self.isVisible():
            self.section_shown.emit(self.section)
