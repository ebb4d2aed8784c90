"""One page of the form: a headline and entries, each bound to a place in the consultation file."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.field import Field
from clinic_aid.desktop.widgets.layouts import STRETCH, Item, add_items, column, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft


def beside(*fields: QWidget, shares: tuple[int, int] = (1, 1)) -> QHBoxLayout:
    """Put two entries side by side."""
    return row(*zip(fields, shares, strict=True), spacing=20)


class FormPage(QWidget):
    """Entries one below the other; `edited` tells the path and the new value of each edit."""

    edited = Signal(str, object)

    def __init__(self, look: Look, *, language: str) -> None:
        super().__init__()
        self.look = look
        self.language = language
        self.name = ""
        self.needs_looking_at = False
        self.fields: dict[str, Field] = {}
        self._eyebrow = plain_label(name="eyebrow")
        self.headline = plain_label(name="headline")
        announce_as(self.headline, QAccessible.Role.Heading)
        self.head = row((column(self._eyebrow, self.headline, spacing=0), 1))
        self.rows = column(self.head, 4, on=self, spacing=10)

    def set_words(self, name: str, headline: str) -> None:
        """Give the page its name among the others, and its headline."""
        self.name = name
        self._eyebrow.setText(name)
        self.headline.setText(headline)
        self.headline.setAccessibleName(headline)

    def say_beside_name(self, words: str) -> None:
        """Say something of the whole page in the place of its name."""
        self._eyebrow.setText(words)

    def forget(self) -> None:
        """Let go of what is not in the consultation: another one takes its place."""

    def field(
        self,
        path: str,
        label: str,
        control: Control,
        *,
        noted: bool = True,
        **words: str,
    ) -> Field:
        """Make an entry for a place in the file; its `words` are those that a field takes."""
        field = self.fields[path] = Field(self.look, label, control, noted=noted, **words)
        control.edited.connect(lambda value: self.edited.emit(path, value))
        return field

    def fill(self, *items: Item) -> None:
        """Put on the page what it is made of, from the top."""
        add_items(self.rows, *items, STRETCH)

    def show_draft(self, draft: Draft) -> None:
        """Show what the consultation holds."""
        for path, field in self.fields.items():
            field.show_value(draft.value(path))

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say beside each entry what is wrong with it."""
        for path, field in self.fields.items():
            field.show_fault(faults.get(path, ""))

    def show_concerns(self, concerns: Iterable[WordedConcern]) -> None:
        """Say beside each entry what needs looking at in it."""
        told: dict[str, list[str]] = {path: [] for path in self.fields}
        for concern in concerns:
            if (path := self.entry_at(concern.path)) is not None:
                told[path].append(concern.text)
        for path, field in self.fields.items():
            field.show_cares(told[path])
        self.needs_looking_at = any(told.values())

    def entry_at(self, path: str) -> str | None:
        """Give the place of the entry that holds a place of the file, or is within it."""
        inside = ((own, (f"{own}.", f"{own}[")) for own in self.fields)
        holding = [own for own, starts in inside if path == own or path.startswith(starts)]
        within = [own for own in self.fields if path and own.startswith(f"{path}.")]
        return next(iter([*holding, *within]), None)

    def show_entry(self, path: str) -> None:
        """Put the keyboard on the entry for a place of the file."""
        entry = self.entry_at(path)
        if entry is not None and (target := self.fields[entry].label.buddy()) is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the keyboard on the first entry in view."""
        first = next((path for path in self.fields if self.fields[path].isVisibleTo(self)), "")
        self.show_entry(first)

    def faulty_labels(self) -> list[str]:
        """Give the labels of the entries at fault, in their order."""
        return [field.label_words for field in self.fields.values() if field.at_fault]
