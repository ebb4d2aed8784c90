"""A guide that was given, as a card that can be chosen."""

from collections.abc import Sequence

from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.words_button import TickedCard


class GuideCard(TickedCard):
    """When it was made, and every time it was given; a tick while its pages are shown."""

    def __init__(self, look: Look, title: str, lines: Sequence[str]) -> None:
        super().__init__(look, title, lines, margins=(16, 10, 12, 12))
        self.setAutoDefault(True)
