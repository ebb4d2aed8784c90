"""One stage in large: from above and from the side, with what is said of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.talk.kit.fitting import FitBox, Fitting, set_ease
from clinic_aid.desktop.talk.kit.words import Words, capital, plain
from clinic_aid.desktop.widgets.figures.view import FigureView
from clinic_aid.desktop.widgets.layout_height import needed_height
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.talk.model import Staged


class StagePanel(Fitting):
    """The stage that is looked at; without one, how to choose."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(16)
        self.figure = FigureView(look)
        self.box = FitBox()
        column.addWidget(self.figure)
        column.addWidget(self.box, 1)
        words = QVBoxLayout(self.box)
        words.setContentsMargins(10, 0, 10, 6)
        words.setSpacing(8)
        self.name, self.description = Words("strong"), Words("body")
        self.untested = QWidget()
        self.untested.setObjectName("sure")
        self.untested.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        care = QHBoxLayout(self.untested)
        care.setContentsMargins(16, 10, 16, 10)
        self.untested_words = Words("note")
        care.addWidget(self.untested_words)
        self.hint = Words("lead", self.tr("Tap a picture to choose it. Tap it again to undo."))
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.addWidget(self.hint, 1)
        words.addWidget(self.name)
        words.addWidget(self.description)
        words.addSpacing(6)
        words.addWidget(self.untested)
        words.addStretch(0)
        self._shown: Staged | None = None
        self._ratio = 0.63

    def show_stage(self, stage: Staged | None) -> None:
        """Show a stage; None asks for the choice."""
        self.figure.setVisible(stage is not None)
        self.hint.setVisible(stage is None)
        self.name.setVisible(stage is not None)
        self.description.setVisible(stage is not None)
        self.untested.setVisible(stage is not None and stage.studied is not None)
        if stage is not None and stage != self._shown:
            drawn = stage.figure
            self._ratio = drawn.figure.height / drawn.figure.width
            self.figure.show_figure(drawn.figure, words=drawn.words, alt=drawn.alt)
            self.name.say(capital(plain(stage.name)))
            self.description.say(stage.description)
            self.untested_words.say(stage.studied or "")
        self._shown = stage
        self.fit()

    def fit(self) -> None:
        """Give the picture what the words leave, and these their full size where there is room."""
        edges = self._column.contentsMargins()
        wide = self.width() - edges.left() - edges.right()
        high = self.height() - edges.top() - edges.bottom() - self._column.spacing()
        words = self.box.layout()
        if words is None or wide < 2:
            return
        set_ease(self.box.findChildren(Words), self.scale, 0.0)
        words.invalidate()
        left = high - needed_height(words, wide)
        self.figure.setFixedHeight(max(min(round(wide * self._ratio), left), 60))
        self._column.activate()
        self.box.fit()
