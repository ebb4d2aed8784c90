"""What the sheets say: sources, words, keys, and the chapters to jump to."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.sheet import SheetContent, TextContent
from clinic_aid.desktop.talk.kit.words import Words, breakable, capital
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.talk.model import Talk

_COLUMNS = 3


class ListContent(SheetContent):
    """Texts over several views, with buttons to turn them where one view does not hold all."""

    def __init__(self, look: Look, texts: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.rows = PagedRows(spacing=16)
        self.more = make_button(look, self.tr("More"))
        self.more.clicked.connect(self._on_more)
        column((self.rows, 1), (self.more, Qt.AlignmentFlag.AlignLeft), on=self)
        self.rows.turned.connect(self._tell)
        self.place(texts)

    def place(self, texts: Sequence[tuple[str, str]]) -> None:
        """Show these texts, each under its heading where it has one."""
        self.rows.place([_entry(heading, text) for heading, text in texts])
        self._tell()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self._tell()

    def free_height(self) -> int:
        return self.rows.free_height if self.rows.parts == 1 else 0

    def turn(self, step: int) -> None:
        self.rows.turn_to(self.rows.part + step)

    def _on_more(self) -> None:
        self.rows.turn_to((self.rows.part + 1) % self.rows.parts)

    def _tell(self) -> None:
        self.more.setVisible(self.rows.parts > 1)
        words = self.tr("More ({part} of {parts})")
        self.more.setText(words.format(part=self.rows.part + 1, parts=self.rows.parts))


def _entry(heading: str, text: str) -> QWidget:
    entry = QWidget()
    named = [Words("strong", heading)] if heading else []
    column(*named, Words("note", text), on=entry, spacing=2)
    return entry


def sources_content(look: Look, sources: Sequence[str]) -> SheetContent:
    """Give the sources of a screen, or say that there is none to give."""
    if not sources:
        none = translate(
            "Sheets",
            "This screen rests on what clinics do and on plain reasoning. "
            "We found no study of it to name.",
        )
        return TextContent(none)
    return ListContent(look, [("", breakable(source)) for source in sources])


def words_content(look: Look, forms: Iterable[str], talk: Talk) -> SheetContent:
    """Give the meanings of words, each once."""
    found = dict.fromkeys(
        talk.terms[form.casefold()] for form in forms if form.casefold() in talk.terms
    )
    if not found:
        return TextContent(translate("Sheets", "No word on this screen needs explaining."))
    return ListContent(look, [(capital(name), meaning) for name, meaning in found])


class KeysContent(ListContent):
    """What the keys do."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        hints = self.tr("What to ask: an opening and a check of how it was understood")
        leave = self.tr("Close what lies on top, then leave the talk. Nothing is lost.")
        self.place(
            [
                (
                    self.tr("Page Down, Right, Down, Space, Enter, N"),
                    self.tr("Go on. Clickers do this."),
                ),
                (self.tr("Page Up, Left, Up, Backspace, P"), self.tr("Go back")),
                (self.tr("Home, End"), self.tr("First and last screen")),
                (self.tr("1 to 14"), self.tr("Go to a chapter. Enter ends the number.")),
                (self.tr("O or G"), self.tr("All chapters")),
                (self.tr("Q"), self.tr("Note a question of the patient")),
                (self.tr("H"), hints),
                (self.tr("S, W"), self.tr("Sources of this screen, and what its words mean")),
                (self.tr("B or ."), self.tr("Rest: look at each other, not at the screen")),
                (self.tr("F11"), self.tr("Full screen on and off")),
                (self.tr("Esc"), leave),
            ]
        )


class ChaptersContent(SheetContent):
    """All chapters as large buttons; those seen carry a tick."""

    def __init__(
        self, look: Look, talk: Talk, seen: frozenset[str], current: str, go: Callable[[str], None]
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        self.buttons: dict[str, QPushButton] = {}
        for index, (key, screens) in enumerate(talk.walkthrough.chapters.items()):
            name = talk.chapter_names[key]
            button = make_button(look, f"{index + 1}  {name}".replace("&", "&&"), kind="chapter")
            button.setCheckable(True)
            button.setChecked(key == current)
            whole = bool(screens) and set(screens) <= seen
            if whole:
                button.setIcon(look.icon("check", "white" if key == current else "teal"))
            said = self.tr("{name}, seen") if whole else "{name}"
            button.setAccessibleName(said.format(name=name))
            button.clicked.connect(lambda _=False, key=key: self._on_clicked(key, go))
            grid.addWidget(button, index // _COLUMNS, index % _COLUMNS)
            self.buttons[key] = button
        grid.setRowStretch(grid.rowCount(), 1)
        self._current = current

    def free_height(self) -> int:
        inside = self.layout()
        return self.height() - inside.totalMinimumSize().height() if inside else 0

    def focus_first(self) -> None:
        self.buttons[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, key: str, go: Callable[[str], None]) -> None:
        self.done.emit()
        go(key)
