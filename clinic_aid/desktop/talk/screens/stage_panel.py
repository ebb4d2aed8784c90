"""One stage in large: from above and from the side, with what is said of it."""

from PySide6.QtCore import Qt

from clinic_aid.desktop.talk.kit.care_box import CareBox
from clinic_aid.desktop.talk.kit.fitting import FitBox, set_ease
from clinic_aid.desktop.talk.kit.pictures import IllustrationView
from clinic_aid.desktop.talk.kit.words import Words, capital, plain
from clinic_aid.desktop.widgets.layout_height import needed_height
from clinic_aid.desktop.widgets.layouts import column, styled
from clinic_aid.desktop.widgets.style import Fitting, Look
from clinic_aid.talk.model import Staged


class StagePanel(Fitting):
    """The stage that is looked at; without one, how to choose."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.figure = IllustrationView(look)
        self.box = FitBox()
        items = (self.figure, (self.box, 1))
        margins = (14, 14, 14, 14)
        self._column = column(*items, on=styled(self, "card"), spacing=16, margins=margins)
        self.name, self.description = Words("strong"), Words("body")
        self.untested_words = Words("note")
        self.untested = CareBox(self.untested_words, margins=(16, 10, 16, 10))
        self.hint = Words("lead", self.tr("Tap a picture to choose it. Tap it again to undo."))
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = ((self.hint, 1), self.name, self.description, 6, self.untested)
        self._words = column(*said, on=self.box, spacing=8, margins=(10, 0, 10, 6))
        self._words.addStretch(0)
        self._shown: Staged | None = None
        self._ratio = 0.63

    def show_stage(self, stage: Staged | None) -> None:
        """Show a stage; None asks for the choice."""
        self.figure.show_illustration(stage.figure if stage is not None else None)
        self.hint.setVisible(stage is None)
        self.name.setVisible(stage is not None)
        self.description.setVisible(stage is not None)
        self.untested.setVisible(stage is not None and stage.studied is not None)
        if stage is not None and stage != self._shown:
            self._ratio = stage.figure.figure.height / stage.figure.figure.width
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
        if wide < 2:
            return
        set_ease(self.box.findChildren(Words), self.scale, 0.0)
        self._words.invalidate()
        left = high - needed_height(self._words, wide)
        self.figure.setFixedHeight(max(min(round(wide * self._ratio), left), 60))
        self._column.activate()
        self.box.fit()
