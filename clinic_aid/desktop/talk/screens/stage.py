"""The chart of stages: which picture looks most like this patient's hair."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import PAGE_MARGINS, ScreenHead, TalkPage
from clinic_aid.desktop.talk.kit.words import Words, capital, plain
from clinic_aid.desktop.talk.screens.stage_panel import StagePanel
from clinic_aid.desktop.talk.screens.stage_pictures import Pictured, StageGrid
from clinic_aid.desktop.widgets.chips import ICON_GAP, shown
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Graded, Staged, Talk, TalkScreen

# The scale that is open before a stage is chosen; without an entry it is the first one.
_USUAL: Final = {"female": "ludwig", "male": "norwood"}
_HEAD_SHARE: Final = 0.2


class StagePage(TalkPage):
    """Pictures of one scale, the other scales one tap away, and the chosen stage in large."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.left, tabs = QWidget(), QWidget()
        self.head = ScreenHead()
        self._tab_row = row(on=tabs, spacing=12)
        self._group = QButtonGroup(self)
        self.tabs: dict[str, QPushButton] = {}
        self.grids: dict[str, StageGrid] = {}
        self._stack = QStackedWidget()
        self.caution = Words("note")
        self.head.lead_row.addWidget(tabs)
        column((self._stack, 1), self.caution, on=self.left, spacing=12)
        self.panel = StagePanel(look)
        chart = row((self.left, 73), (self.panel, 27), spacing=24)
        self._outer = column(self.head, (chart, 1), on=self, spacing=10, margins=PAGE_MARGINS)
        self._scales: dict[str, Graded] = {}
        self._stages: dict[str, Staged] = {}
        self._open = ""
        self._chosen: str | None = None
        self._looked_at: str | None = None
        self._seen: tuple[Draft, str | None] | None = None

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.head.show_head(screen)
        self._offer(talk)
        before, self._chosen = self._chosen, draft.text("finding.stage")
        seen = (draft, draft.text("patient.sex"))
        holding = next((key for key in self._scales if self._holds(key)), None)
        if holding is not None and (before != self._chosen or seen != self._seen):
            self.open(holding)
        elif seen != self._seen or self._open not in self._scales:
            usual = _USUAL.get(seen[1] or "", "")
            self.open(usual if usual in self._scales else next(iter(self._scales)))
        self._seen = seen
        self._mark()
        self.fit()

    def open(self, key: str) -> None:
        """Bring the pictures of a scale into view; they are drawn when they first are."""
        self._open, self._looked_at = key, None
        if key not in self.grids:
            self.grids[key] = self._grid(self._scales[key])
            self._stack.addWidget(self.grids[key])
        self._stack.setCurrentWidget(self.grids[key])
        self.tabs[key].setChecked(True)
        self.caution.say(f"{self._scales[key].used_for} {self._scales[key].caution}")
        self._mark()

    def _offer(self, talk: Talk) -> None:
        scales = {scale.key: scale for scale in talk.scales}
        if scales == self._scales:
            return
        self._scales = scales
        self._stages = {stage.key: stage for scale in talk.scales for stage in scale.stages}
        for grid in self.grids.values():
            self._stack.removeWidget(grid)
            grid.deleteLater()
        for tab in self.tabs.values():
            self._group.removeButton(tab)
            tab.hide()
            tab.deleteLater()
        self.grids, self._open = {}, ""
        self.tabs = {key: self._tab(scale) for key, scale in scales.items()}
        self.look.lay_out(self.head, self.scale)

    def _tab(self, scale: Graded) -> QPushButton:
        tab = QPushButton(shown(plain(scale.name)))
        tab.setProperty("kind", "section")
        tab.setCheckable(True)
        tab.setIconSize(QSize(20, 20))
        tab.setAccessibleName(self.tr("Scale: {name}").format(name=plain(scale.name)))
        tab.clicked.connect(lambda _=False, key=scale.key: self.open(key))
        self._group.addButton(tab)
        self._tab_row.addWidget(tab)
        # The head is measured before the event loop comes to show and style a new tab.
        tab.show()
        tab.ensurePolished()
        return tab

    def _grid(self, scale: Graded) -> StageGrid:
        draw = self.services.illustrator.draw
        grid = StageGrid(
            self.look,
            plain(scale.name),
            [
                Pictured(
                    key=stage.key,
                    name=capital(stage.name),
                    description=stage.description,
                    figure=draw("stage", stage=stage.key, view="above"),
                )
                for stage in scale.stages
            ],
        )
        self.look.lay_out(grid, self.scale)
        grid.tapped.connect(self._on_tapped)
        grid.looked_at.connect(self._on_looked_at)
        return grid

    def _holds(self, key: str) -> bool:
        return any(stage.key == self._chosen for stage in self._scales[key].stages)

    def _mark(self) -> None:
        for grid in self.grids.values():
            grid.mark(self._chosen)
        for key, tab in self.tabs.items():
            # A tick on the tab tells where the chosen picture is while another scale is open.
            holds = self._holds(key)
            name = shown(plain(self._scales[key].name))
            tab.setIcon(self.look.icon("check", "teal") if holds else self.look.no_icon)
            tab.setText(f"{ICON_GAP}{name}" if holds else name)
        self.panel.show_stage(self._stages.get(self._looked_at or self._chosen or ""))

    def _on_tapped(self, key: str) -> None:
        self._chosen = None if key == self._chosen else key
        # After a tap that takes the choice away nothing is left to look at.
        self._looked_at = None
        self._mark()
        self.edited.emit("finding.stage", self._chosen)

    def _on_looked_at(self, key: str, over: bool) -> None:
        self._looked_at = key if over else None
        self._mark()

    def fit(self) -> None:
        edges = self._outer.contentsMargins()
        width = self.width() - edges.left() - edges.right()
        self.head.take_height(self.scale, width, round(self.height() * _HEAD_SHARE))
