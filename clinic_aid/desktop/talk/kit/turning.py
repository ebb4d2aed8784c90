"""Screens that turn: over several views, or waiting for the choice of a product."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT, HeadedPage
from clinic_aid.desktop.talk.kit.rows import PagedViews
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.buttons import icon_button, make_button
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.style import Look, Scaled


class Turners(Scaled, QWidget):
    """Back and on through the views of a list, and which of its rows are in view."""

    wanted = Signal(int)
    """How many views to go on; -1 for one back."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count = 1
        self.place = QLabel()
        self.place.setObjectName("listPlace")
        self.place.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.back = self._button(self.tr("Earlier rows"), -1)
        self.forward = self._button(self.tr("Further rows"), 1)
        row(self.place, self.back, self.forward, on=self, spacing=10)

    def tell(self, shown: range, count: int) -> None:
        """Show the numbers of the entries in view; nothing where all of them are."""
        self._count = count
        self.setVisible(0 < len(shown) < count)
        first, last = shown.start + 1, shown.stop
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

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self._keep_width()

    def _keep_width(self) -> None:
        """Have the greatest width there will be: the head beside is not fitted at each turn."""
        count = self._count
        widest = self.tr("{first} to {last} of {count}")
        words = widest.format(first=count, last=count, count=count)
        self.place.ensurePolished()
        self.place.setMinimumWidth(self.place.fontMetrics().horizontalAdvance(words) + 2)

    def _button(self, name: str, step: int) -> QPushButton:
        button = icon_button(self._look, "forward", name)
        # A click must not take the keyboard: arrows and Space go on turning screens.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(step))
        return button


class NeedsProduct(QWidget):
    """One calm sentence, and the way to the choice of a product."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "quiet")
        self.words = Words("lead", self.tr("What stands here depends on the product."))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = make_button(look, self.tr("See what is offered"))
        column(
            STRETCH,
            self.words,
            (self.choose, Qt.AlignmentFlag.AlignHCenter),
            STRETCH,
            on=self,
            spacing=20,
            margins=(48, 40, 48, 40),
        )


class TurningPage(HeadedPage):
    """A headed screen over several views, with turners at the end of its head.

    A screen that depends on the product shows the way to its choice as long as there is none.
    """

    views: PagedViews

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.turners = Turners(look)
        self.turners.wanted.connect(lambda step: self.turn_to(self.part + step))
        self.corner = column(STRETCH, (self.turners, Qt.AlignmentFlag.AlignTrailing), spacing=6)
        """Has room above the turners for what is said of all views."""
        self.top.addLayout(self.corner)
        self.needs = NeedsProduct(look)
        self.needs.setParent(self.body)
        self.needs.choose.clicked.connect(lambda: self.asked.emit(CHOOSE_PRODUCT))
        # Only now: shown before they have a parent, they would be windows of their own.
        self.turners.hide()
        self.needs.hide()

    def fill_body(self, content: QWidget, *, spacing: int = 14) -> None:
        """Lay out the body: the content, between places for what stays while that turns."""
        self.content = content
        self.above, self.below = column(spacing=10), column(spacing=10)
        items = (self.above, (content, 1), (self.needs, 1), self.below)
        column(*items, on=self.body, spacing=spacing)

    def turn_by(self, views: PagedViews) -> None:
        """Take these views for the ones that are turned."""
        self.views = views
        views.turned.connect(self.on_turned)

    @property
    def lacks_product(self) -> bool:
        """Say whether the screen has nothing to say before a product is chosen."""
        return not self.needs.isHidden()

    def needs_product(self, shown: bool) -> None:
        """Show the way to the choice of a product in place of the content, or this again."""
        if shown != self.lacks_product:
            self.content.setVisible(not shown)
            self.needs.setVisible(shown)
            self.on_turned()

    @property
    def parts(self) -> int:
        return 1 if self.lacks_product else self.views.parts

    @property
    def part(self) -> int:
        return 0 if self.lacks_product else self.views.part

    @property
    def entries(self) -> tuple[range, int]:
        """Give the numbers of the entries in view, counted from 0, and how many there are."""
        return self.views.in_view, self.views.count

    def turn_to(self, part: int) -> None:
        self.views.turn_to(part)

    def adopt(self, place: QWidget, widget: QWidget) -> QWidget:
        """Make a new widget at home on the screen."""
        # Only inside the window has a widget its style, and with it its lengths.
        widget.setParent(place)
        self.look.lay_out(widget, self.scale)
        return widget

    def tell_views(self) -> None:
        """Tell beside the turners what is in view."""
        self.turners.tell(*((range(0), 0) if self.lacks_product else self.entries))

    def on_turned(self) -> None:
        """Tell that another view is shown, or that there are more or fewer of them."""
        self.tell_views()
        self.turned.emit()
