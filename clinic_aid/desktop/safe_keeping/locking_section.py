"""Locking: after how long without activity, and what else locks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.field import Field
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.stepper import Stepper
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.desktop.widgets.task_page import TaskCard, TaskPage, heading, words_label
from clinic_aid.domain.records import Settings


class LockingSection(TaskPage):
    """Two numbers of minutes, and the words for the rest."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("Locking"),
            self.tr(
                "A locked screen shows nothing of a patient. Locking never asks and loses "
                "nothing: the passphrase brings you back to where you were."
            ),
        )
        self.idle = self._minutes("idle_minutes")
        self.presenting = self._minutes("presenting_minutes")
        working = Field(look, self.tr("While &working"), self.idle, noted=False)
        presenting = Field(look, self.tr("While &presenting"), self.presenting, noted=False)
        words = self.tr("While presenting, a quiet sign comes one minute before.")
        card = TaskCard(
            heading(self.tr("When nobody touches mouse or keyboard")),
            row((working, 1), (presenting, 1), spacing=24),
            words_label(words, name="muted"),
        )
        self.fill(card, self._besides())

    def focus_first(self) -> None:
        self.idle.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self.idle.show_value(settings.idle_minutes)
        self.presenting.show_value(settings.presenting_minutes)

    def _minutes(self, setting: str) -> Stepper:
        lowest, highest = bounds = Settings.BOUNDS[setting]
        unit = self.tr("minutes ({lowest} to {highest})").format(lowest=lowest, highest=highest)
        return Stepper(self.look, bounds, unit=unit)

    def _besides(self) -> QWidget:
        lines = column(spacing=8)
        for words in (
            self.tr("when the laptop is closed or goes to sleep; time asleep counts as well"),
            self.tr("when the screen of the computer is locked, where the computer tells"),
            self.tr("at once with Ctrl+L, from every screen"),
        ):
            sign = IconSign(self.look.icon("lock", "teal"))
            said = words_label(words)
            lines.addLayout(row((sign, Qt.AlignmentFlag.AlignTop), (said, 1), spacing=10))
        return TaskCard(heading(self.tr("It also locks")), 2, lines)
