"""The look that all windows share: fonts, colours, icons and lengths that grow with the window."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLayout, QWidget

from clinic_aid.desktop.system.background import log_fault
from clinic_aid.desktop.system.contrast import framed, wants_high_contrast
from clinic_aid.desktop.widgets.accessible_roles import pass_over
from clinic_aid.figures.colors import read_colors
from clinic_aid.figures.errors import FigureError
from clinic_aid.files.shipped_files import ShippedFileError, shipped_text

BASE_SIZE: Final = QSize(1366, 768)
"""The smallest window the look is drawn for; there body text has 18 px."""
LEAST_SIZE: Final = QSize(1024, 640)
"""The smallest window with words of their full size; pages then scroll where they have to."""
LEAST_TALK_SIZE: Final = QSize(1280, 720)
"""The same of the talk, where nothing scrolls."""
SMALLEST_SIZE: Final = QSize(800, 450)
"""The smallest window there can be: below `LEAST_SIZE` everything is drawn smaller, and fits."""

_LARGEST_SCALE: Final = 2.0
_FRAME: Final = 48
_LENGTH = re.compile(r"(font-size: |radius: )?@\((\d+)\)")
_COLOR = re.compile(r"@([a-z-]+)")
# Inside its icons every line has this colour, which is exchanged for the one asked for.
_ICON_COLOR: Final = "#17363c"
_NO_SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'
_BASE_LAYOUT: Final = "baseLayout"
_BASE_ICON: Final = "baseIcon"


def scale_for(
    size: QSize, *, least: QSize = LEAST_SIZE, largest: float = _LARGEST_SCALE, text: float = 1.0
) -> float:
    """Give how much larger than at `BASE_SIZE` everything is drawn in a window of this size.

    `text` is how much larger than usual words are wanted. It is followed as far as the window
    stays as wide as the narrowest one that is drawn for; smaller words than usual never make
    anything smaller than at `BASE_SIZE`. Only where `least` finds no room, as on a screen whose
    system draws everything at 150 %, is it less than 1: nothing may be off the screen.
    """
    room = min(size.width() / least.width(), size.height() / least.height())
    if room < 1.0:
        return int(room * 100) / 100
    ratio = min(size.width() / BASE_SIZE.width(), size.height() / BASE_SIZE.height())
    # Steps of a tenth: a window that is dragged larger is not drawn anew at every pixel.
    usual = min(max(int(ratio * 10) / 10, 1.0), largest)
    widest = max(size.width() / LEAST_SIZE.width(), usual)
    return max(min(usual * text, widest), 1.0)


def fills_screen(room: QSize) -> bool:
    """Say whether a window is better maximised on a screen with this much room.

    In a window of `BASE_SIZE` with its frame the lowest buttons would then be off the screen.
    """
    return room.width() < BASE_SIZE.width() or room.height() < BASE_SIZE.height() + _FRAME


class Look(QObject):
    """The style sheet, the fonts and the icons, filled from the one table of colours.

    Where the system asks for high contrast, from that table with other words and frames.
    """

    changed = Signal()
    """There are other colours from now on: windows apply the look anew."""

    def __init__(self, *, style: Path, icons: Path, fonts: Path) -> None:
        super().__init__()
        self._style = style
        self._template = shipped_text(style / "app.qss")
        self._icons = icons
        self._fonts = fonts
        self._drawn: dict[tuple[str, str], QIcon] = {}
        self._icon_names: dict[int, tuple[str, str]] = {}
        self.no_icon, self.blank_icon = QIcon(), _blank()
        self.has_high_contrast = wants_high_contrast()
        self.colors = self._read_colors()
        hints = QGuiApplication.styleHints()
        hints.accessibility().contrastPreferenceChanged.connect(self._on_contrast)

    def use_high_contrast(self, wanted: bool) -> None:
        """Draw everything with or without high contrast from now on."""
        if wanted != self.has_high_contrast:
            self.has_high_contrast = wanted
            self.colors = self._read_colors()
            self._drawn.clear()
            self.changed.emit()

    @Slot()
    def _on_contrast(self) -> None:
        self.use_high_contrast(wants_high_contrast())

    def _read_colors(self) -> Mapping[str, str]:
        colors: dict[str, str] = {}
        for name in ("tokens", *(["high-contrast"] if self.has_high_contrast else [])):
            file = self._style / f"{name}.toml"
            try:
                colors |= read_colors(file)
            except (OSError, FigureError) as error:
                raise ShippedFileError(file) from error
        return MappingProxyType(colors)

    def load_fonts(self, application: QApplication) -> None:
        """Make the bundled fonts the application's own; only where one is missing, another is."""
        families: dict[str, None] = {}
        # By their names the one for Latin letters comes first.
        for file in sorted(self._fonts.glob("*.ttf")):
            if file.is_file():  # a pipe would be waited for without an end
                loaded = QFontDatabase.addApplicationFont(str(file))
                families |= dict.fromkeys(QFontDatabase.applicationFontFamilies(loaded))
        font = QFont(list(families))
        font.setPixelSize(18)
        application.setFont(font)

    def sheet(self, scale: float, text: float = 1.0) -> str:
        """Give the style sheet with every length drawn at `scale`, words `text` times as large."""
        sheet = re.sub(r"/\*.*?\*/", "", self._template, flags=re.DOTALL)
        if self.has_high_contrast:
            sheet = framed(sheet)
        sheet = sheet.replace("@icons", self._icons.as_posix())

        def length(match: re.Match[str]) -> str:
            before, wanted = match[1] or "", int(match[2]) * scale
            if before == "font-size: ":
                wanted *= text
            # Half a pixel more than half of the box, and Qt draws a circle as a square.
            whole = int(wanted) if before == "radius: " else round(wanted)
            return f"{before}{whole}px"

        sheet = _LENGTH.sub(length, sheet)
        return _COLOR.sub(lambda match: self.colors[match[1]], sheet)

    def apply(self, window: QWidget, scale: float, text: float = 1.0) -> None:
        """Draw a window and all within it at `scale`, the gaps of its layouts included."""
        self._lay_out(window, scale)
        window.setStyleSheet(self.sheet(scale, text))
        # Only now: what fits its words into their room measures them in their style.
        self.draw(window, scale)

    def lay_out(self, widget: QWidget, scale: float) -> None:
        """Draw a widget that is new in its window at `scale`, gaps and icons included."""
        self._lay_out(widget, scale)
        self.draw(widget, scale)

    def draw(self, widget: QWidget, scale: float) -> None:
        """Let a widget and all within it that is `Scaled` draw itself: what is inside first."""
        for each in (*reversed(widget.findChildren(QWidget)), widget):
            if isinstance(each, Scaled):
                each.draw_at(scale)

    def _lay_out(self, widget: QWidget, scale: float) -> None:
        for layout in widget.findChildren(QLayout):
            _scale_layout(layout, scale)
        for button in widget.findChildren(QAbstractButton):
            _scale_icon(button, scale)
            if (icon := self._drawn_anew(button.icon())) is not None:
                button.setIcon(icon)
        for sign in widget.findChildren(IconSign):
            if (icon := self._drawn_anew(sign.icon)) is not None:
                sign.show_icon(icon)

    def icon(self, name: str, color: str = "ink") -> QIcon:
        """Give an icon in a colour of the table; drawn once and kept."""
        key = (name, color)
        if key not in self._drawn:
            svg = self._svg(name)
            colored = (svg.replace(_ICON_COLOR, self.colors[name]) for name in (color, "muted"))
            drawn = self._drawn[key] = _drawn(*colored)
            self._icon_names[drawn.cacheKey()] = key
        return self._drawn[key]

    def _svg(self, name: str) -> str:
        try:
            return shipped_text(self._icons / f"{name}.svg")
        except ShippedFileError as error:
            # Every button has a name besides: without its icon it can be used all the same.
            log_fault(error)
            return _NO_SVG

    def _drawn_anew(self, icon: QIcon) -> QIcon | None:
        """Give an icon of other colours in those of now; None where it has them or is not ours."""
        key = self._icon_names.get(icon.cacheKey())
        if key is None or (key in self._drawn and self._drawn[key].cacheKey() == icon.cacheKey()):
            return None
        return self.icon(*key)


class Scaled:
    """What draws itself at the scale of its window.

    `Look` tells every such widget the scale, so that none has to pass it on to those inside it.
    """

    scale = 1.0

    def draw_at(self, scale: float) -> None:
        """Draw at a scale of the window; what is inside was drawn at it before."""
        self.scale = scale


class Fitting(Scaled, QWidget):
    """Fits what it holds into its room, anew whenever its size or its scale is another."""

    def fit(self) -> None:
        """Fit it all into the room there is."""

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class IconSign(Scaled, QLabel):
    """An icon that stands alone and grows with the window."""

    def __init__(self, icon: QIcon, size: int = 22) -> None:
        super().__init__()
        self.icon, self._size = icon, size
        pass_over(self)
        self.draw_at(1.0)

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        side = round(self._size * scale)
        self.setPixmap(self.icon.pixmap(side, side))
        self.setFixedSize(side, side)

    def show_icon(self, icon: QIcon) -> None:
        """Exchange the icon."""
        if icon.cacheKey() != self.icon.cacheKey():
            self.icon = icon
            self.draw_at(self.scale)


def _blank() -> QIcon:
    """Give an icon that nobody sees, which keeps the room for one."""
    pixmap = QPixmap(24, 24)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


def _drawn(svg: str, disabled_svg: str) -> QIcon:
    icon = QIcon()
    for text, mode in ((svg, QIcon.Mode.Normal), (disabled_svg, QIcon.Mode.Disabled)):
        renderer = QSvgRenderer(QByteArray(text.encode()))
        for size in (24, 32, 48, 96):
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            icon.addPixmap(pixmap, mode)
    return icon


def _scale_icon(button: QAbstractButton, scale: float) -> None:
    base = button.property(_BASE_ICON)
    if base is None:
        base = button.iconSize()
        button.setProperty(_BASE_ICON, base)
    button.setIconSize(base * scale)


def _scale_layout(layout: QLayout, scale: float) -> None:
    base = layout.property(_BASE_LAYOUT)
    if base is None:
        margins = layout.contentsMargins()
        sides = [margins.left(), margins.top(), margins.right(), margins.bottom()]
        base = [*sides, layout.spacing()]
        layout.setProperty(_BASE_LAYOUT, base)
    left, top, right, bottom, spacing = (round(length * scale) for length in base)
    layout.setContentsMargins(left, top, right, bottom)
    if spacing >= 0:
        layout.setSpacing(spacing)


def refresh(widget: QWidget) -> None:
    """Draw a widget anew after a property that the style sheet asks for has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and draw the widget anew if it changes."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        refresh(widget)


def is_mirrored(layout: QLayout) -> bool:
    """Say whether a layout runs from right to left."""
    widget = layout.parentWidget()
    return widget is not None and widget.isRightToLeft()
