"""Restore: the panel as a section of safe keeping."""

from clinic_aid.desktop.restoring.panel import RestorePanel
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import TaskPage


class RestoreSection(TaskPage):
    """Headline and panel."""

    def __init__(self, look: Look, *, language: str) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("Restore"),
            self.tr(
                "A backup takes the place of the vault. Before that you see what is exchanged for "
                "what."
            ),
        )
        self.panel = RestorePanel(look, language=language)
        self.rows.addWidget(self.panel, 1)

    def focus_first(self) -> None:
        self.panel.focus_first()
