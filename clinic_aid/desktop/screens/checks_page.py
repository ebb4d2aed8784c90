"""The questions about the patient's health, some at a time."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_aid.content.care import Check
from clinic_aid.content.filling import without_terms
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.draft import Draft
from clinic_aid.desktop.screens.form_page import FormPage
from clinic_aid.desktop.style import Look
from clinic_aid.desktop.widgets.check_row import CheckRow
from clinic_aid.domain.case import Case

_MOST_ROWS = 7
_MIRRORED = {"back": "forward", "forward": "back"}


class _RowList(QWidget):
    """The rows' place; tells when it has become larger or smaller."""

    resized = Signal()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        # The rows in view must not keep the list from becoming smaller: then fewer are shown.
        return QSize(0, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.resized.emit()


class ChecksPage(FormPage):
    """As many rows as fit; further ones are on further pages, so that nothing scrolls."""

    def __init__(self, look: Look, *, pack: ContentPack, language: str) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Checks"), self.tr("What must be cleared first?"))
        self._pack = pack
        self._applying: list[str] = list(pack.checks)
        self._first = 0
        self.back = self._turner("back", self.tr("Earlier questions"))
        self.forward = self._turner("forward", self.tr("Further questions"))
        self.place = QLabel()
        self.place.setObjectName("muted")
        for widget in (self.place, self.back, self.forward):
            self.head.addWidget(widget)
        self.back.clicked.connect(self._on_back)
        self.forward.clicked.connect(self._on_forward)
        self.check_rows = {key: self._row(key, check) for key, check in pack.checks.items()}
        self._list = _RowList()
        self._list.resized.connect(self._turn)
        column = self._column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in self.check_rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self.rows.addWidget(self._list, 1)

    def show_draft(self, draft: Draft) -> None:
        super().show_draft(draft)
        case = Case(
            {
                name: frozenset({value})
                for name, path in {
                    "sex": "patient.sex",
                    "product": "plan.product",
                    "preparation": "plan.preparation",
                    "kind": "plan.kind",
                    "origin": "plan.origin",
                    "sampling": "plan.sampling",
                    "delivery": "plan.delivery",
                }.items()
                if (value := draft.text(path)) and value != "other"
            }
        )
        self._applying = [
            key
            for key, check in self._pack.checks.items()
            if draft.value(f"checks.{key}") is not None or check.when.condition.may_hold(case)
        ]
        for key, row in self.check_rows.items():
            row.show_entry(draft.value(f"checks.{key}"))
        self._turn()

    def focus_first(self) -> None:
        row = self.check_rows[self._applying[self._first]]
        row.answer.name_for(row.answer.label).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, key: str, check: Check) -> CheckRow:
        level = {
            "stop": self.tr("Stops treatment until cleared"),
            "doctor": self.tr("A doctor decides"),
            "note": self.tr("Good to know"),
        }[check.level]
        row = CheckRow(
            self.look,
            key,
            question=without_terms(check.question),
            level=level,
            cleared_by=without_terms(check.cleared_by),
            clearable=check.level != "note",
        )
        row.edited.connect(lambda name, entry: self.edited.emit(f"checks.{name}", entry))
        return row

    def _turner(self, icon: str, name: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "icon")
        mirrored = self.isRightToLeft()
        button.setIcon(self.look.icon(_MIRRORED[icon] if mirrored else icon))
        button.setIconSize(QSize(24, 24))
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _rows_that_fit(self) -> int:
        width = self._list.width()
        tallest = max(row.height_for(width) for row in self.check_rows.values())
        spacing = self._column.spacing()
        room = self._list.height() + spacing
        return min(max(room // (tallest + spacing), 1), _MOST_ROWS)

    def _turn(self) -> None:
        fit, count = self._rows_that_fit(), len(self._applying)
        self._first = max(0, min(self._first // fit * fit, count - 1))
        shown = self._applying[self._first : self._first + fit]
        for key, row in self.check_rows.items():
            row.setVisible(key in shown)
        self.back.setEnabled(self._first > 0)
        self.forward.setEnabled(self._first + fit < count)
        self.place.setText(
            self.tr("{first} to {last} of {count}").format(
                first=self._first + 1, last=self._first + len(shown), count=count
            )
        )

    @Slot()
    def _on_back(self) -> None:
        self._first = max(0, self._first - self._rows_that_fit())
        self._turn()

    @Slot()
    def _on_forward(self) -> None:
        self._first += self._rows_that_fit()
        self._turn()
