"""What is wrong with files that the app does without: there until it is mended, over nothing."""

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from clinic_aid.desktop.system.translation import translate, translated
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layout_height import height_now
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.path_text import PathText
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Fitting, IconSign, Look
from clinic_aid.files.file_trouble import FileTrouble


class TroubleBanner(Fitting):
    """Each trouble with its file, what holds meanwhile, and the ways to mend it.

    Open wide it says all; else only that there is something, and takes one line.
    """

    look_asked = Signal()
    """The files are to be read again."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._most = 0
        self._is_wide = True
        self.troubles: tuple[FileTrouble, ...] = ()
        self.again = make_button(look, self.tr("Look &again"), kind="primary")
        self.again.clicked.connect(self.look_asked)
        self.folder = _folder_button(look)
        self.folder.clicked.connect(self._open_first_folder)
        self.note = plain_label()
        self._parts: list[_TroublePart] = []
        page = QWidget()
        self._told = column(on=page, spacing=14)
        self._area = PageArea(page, self._told)
        frame = styled(QWidget(), "trouble")
        sign = IconSign(look.icon("care", "amber-ink"), 32)
        self._inside = row(
            (sign, Qt.AlignmentFlag.AlignTop),
            (column((self._area, 1), self.note, spacing=6), 1),
            column(self.again, self.folder, STRETCH, spacing=10),
            on=frame,
            spacing=16,
            margins=(22, 16, 22, 16),
        )
        self._outside = column(frame, on=self, margins=(40, 16, 40, 0))
        self.note.hide()
        self.hide()

    def show_troubles(self, troubles: Sequence[FileTrouble]) -> None:
        """Show these, and no others; nothing where there are none."""
        self.troubles = tuple(troubles)
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [_TroublePart(self._look, trouble) for trouble in self.troubles]
        for part in self._parts:
            # What is first has its button beside the other one.
            part.has_folder = part is not self._parts[0]
            self._told.addWidget(part)
            part.folder_asked.connect(partial(self._open_folder, part.file.parent))
            self._look.lay_out(part, self.scale)
        self.show_busy(False)
        self.say("")
        self.open_wide(self._is_wide)
        self.setVisible(bool(self.troubles))

    def open_wide(self, wide: bool) -> None:
        """Say all, or only the first thing that is wrong."""
        self._is_wide = wide
        self.folder.setVisible(wide)
        for number, part in enumerate(self._parts):
            part.open_wide(wide)
            part.setVisible(wide or number == 0)
        self.fit()

    def show_busy(self, busy: bool) -> None:
        """Say that the files are being read again."""
        words = self.tr("Looking …") if busy else self.tr("Look &again")
        self.again.setText(words)
        self.again.setAccessibleName(words.replace("&", ""))
        self.again.setEnabled(not busy)

    def say(self, words: str) -> None:
        """Say what became of looking again, or of opening a folder."""
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.fit()

    def leave_room(self, height: int) -> None:
        """Take no more than its part of a window of this height; what is more scrolls."""
        self._most = height * 2 // 5
        self.fit()

    def fit(self) -> None:
        """Be as high as is needed: the words scroll, the ways out never do."""
        needed = height_now(self._told, self._area.viewport().width())
        self._area.setFixedHeight(min(needed, self._most) if self._most else needed)
        self.setFixedHeight(height_now(self._outside, self.width()))

    def _open_first_folder(self) -> None:
        self._open_folder(self._parts[0].file.parent)

    def _open_folder(self, folder: Path) -> None:
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            words = self.tr("The folder could not be opened from here. It is {folder}.")
            self.say(words.format(folder=folder))


class _TroublePart(QWidget):
    """One trouble with one file."""

    folder_asked = Signal()

    def __init__(self, look: Look, trouble: FileTrouble) -> None:
        super().__init__()
        self.file = trouble.path
        self.what = plain_label(translated(trouble.what), "troubleWhat")
        self.path = PathText(str(trouble.path))
        words = self.tr("<b>Meanwhile</b> {words}")
        self.meanwhile = QLabel(words.format(words=escape(translated(trouble.meanwhile))))
        self.meanwhile.setTextFormat(Qt.TextFormat.RichText)
        self.meanwhile.setWordWrap(True)
        self.folder = _folder_button(look)
        self.has_folder = True
        self.folder.clicked.connect(self.folder_asked)
        said = column(self.what, self.path, self.meanwhile, spacing=2)
        ways = column(self.folder, STRETCH)
        row((said, 1), ways, on=self, spacing=16)

    def open_wide(self, wide: bool) -> None:
        """Say all, or only what is wrong."""
        for widget in (self.path, self.meanwhile):
            widget.setVisible(wide)
        self.folder.setVisible(wide and self.has_folder)


def _folder_button(look: Look) -> QPushButton:
    return make_button(look, translate("TroubleBanner", "Open the folder"), icon="open")
