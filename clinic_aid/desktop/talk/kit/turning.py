"""Turn through the views of a screen that has more than one."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import HeadedPage
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.widgets.style import Look, Scaled


class Turners(Scaled, QWidget):
    """Back and on through the views of a list, and which of its rows are in view."""

    wanted = Signal(int)
    """How many views to go on; -1 for one back."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.place = QLabel()
        self.place.setObjectName("listPlace")
        self.place.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.back = self._button(self.tr("Earlier rows"), -1)
        self.forward = self._button(self.tr("Further rows"), 1)
        for widget in (self.place, self.back, self.forward):
            row.addWidget(widget)
        self._told = (1, 1, 1)

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self._keep_width()

    def tell(self, *, first: int, last: int, count: int) -> None:
        """Show the numbers of the rows in view; nothing where all rows are."""
        self._told = (first, last, count)
        self.setVisible(last - first + 1 < count)
        words = (
            self.tr("{first} to {last} of {count}")
            if last > first
            else self.tr("{first} of {count}")
        )
        self.place.setText(words.format(first=first, last=last, count=count))
        self._keep_width()
        self.back.setEnabled(first > 1)
        self.forward.setEnabled(last < count)
        mirrored = self.isRightToLeft()
        self.back.setIcon(self._look.icon("forward" if mirrored else "back"))
        self.forward.setIcon(self._look.icon("back" if mirrored else "forward"))

    def _keep_width(self) -> None:
        """Be as wide as ever: the head beside it is not fitted anew at each turn."""
        count = self._told[2]
        widest = self.tr("{first} to {last} of {count}")
        self.place.ensurePolished()
        words = self.place.fontMetrics()
        width = words.horizontalAdvance(widest.format(first=count, last=count, count=count))
        self.place.setMinimumWidth(width + 2)

    def tell_rows(self, rows: PagedRows) -> None:
        """Show which of these rows are in view."""
        shown = [number for number, row in enumerate(rows.rows) if not row.isHidden()]
        if shown:
            self.tell(first=shown[0] + 1, last=shown[-1] + 1, count=len(rows.rows))
        else:
            self.hide()

    def _button(self, name: str, step: int) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "icon")
        button.setIconSize(QSize(24, 24))
        button.setAccessibleName(name)
        button.setToolTip(name)
        # A click must not take the keyboard: arrows and Space go on turning screens.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(step))
        return button


class TurningPage(HeadedPage):
    """A headed screen with turners at the end of its head; `corner` has room above them."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.turners = Turners(look)
        self.turners.wanted.connect(lambda step: self.turn_to(self.part + step))
        self.corner = QVBoxLayout()
        self.corner.setContentsMargins(0, 0, 0, 0)
        self.corner.setSpacing(6)
        self.corner.addStretch(1)
        self.corner.addWidget(self.turners, 0, Qt.AlignmentFlag.AlignTrailing)
        self.top.addLayout(self.corner)
        # Only now: shown before it has a parent, it would be a window of its own.
        self.turners.hide()


class RowsPage(TurningPage):
    """A screen whose views are those of its rows."""

    rows: PagedRows

    def turn_by(self, rows: PagedRows) -> None:
        """Take these rows for the ones that are turned."""
        self.rows = rows
        rows.turned.connect(self._on_turned)

    @property
    def parts(self) -> int:
        return self.rows.parts

    @property
    def part(self) -> int:
        return self.rows.part

    def turn_to(self, part: int) -> None:
        self.rows.turn_to(part)

    def _on_turned(self) -> None:
        self.turners.tell_rows(self.rows)
        self.turned.emit()
