"""A country, typed by its name or its two letters, with the names that fit to choose from."""

from babel import Locale
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from clinic_aid.desktop.widgets.line_entry import LineEntry

ModelIndex = QModelIndex | QPersistentModelIndex

# Codes of CLDR that are no country in which somebody could sleep.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


class _Names(QStyledItemDelegate):
    """Names as large as what is typed, each as high as the line."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line

    def initStyleOption(self, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        super().initStyleOption(option, index)
        option.font = self._line.font()

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return super().sizeHint(option, index).expandedTo(QSize(0, self._line.height()))


class CountryEntry(LineEntry):
    """In the file it is the code; what is not understood goes there as it was typed."""

    def __init__(self, *, language: str) -> None:
        super().__init__(longest=80)
        territories = Locale.parse(language).territories
        self._names = {
            code: str(name)
            for code, name in territories.items()
            if len(code) == 2 and code not in _NO_COUNTRIES
        }
        self._codes = {name.casefold(): code for code, name in self._names.items()}
        completer = QCompleter(sorted(self._names.values(), key=str.casefold), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda name: self.edited.emit(self.value_of(name)))
        self.line.setCompleter(completer)
        popup = completer.popup()
        assert popup is not None
        popup.setItemDelegate(_Names(self.line))

    def words_for(self, value: object) -> str:
        return self._names.get(str(value), str(value))

    def value_of(self, text: str) -> object:
        said = text.strip()
        code = self._codes.get(said.casefold())
        if code is None and said.upper() in self._names:
            code = said.upper()
        return code or said or None

    def echo(self) -> str:
        value = self.value_of(self.line.text())
        return self._names.get(str(value), "")

    def doubt(self) -> str:
        value = self.value_of(self.line.text())
        if value is None or value in self._names:
            return ""
        return self.tr("No such country. Choose one from the list.")
