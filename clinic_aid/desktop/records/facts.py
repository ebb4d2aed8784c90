"""What is kept of one consultation, in plain words: who, what, when, and what was shown."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.widgets.layouts import STRETCH, column, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.domain.records import MARK, KeptConsultation, Tree
from clinic_aid.domain.unfinished import text_at, value_at
from clinic_aid.domain.walkthrough import GLANCE, visit_seconds
from clinic_aid.entry.check_entry import OPEN
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.shown_events import shown_of

_COLUMNS = 3


def shown_words(tree: Tree) -> str:
    """Say how many screens were shown, and for how long; a glance at one does not count."""
    shown = shown_of(Draft(tree))
    long_enough = [one for one in shown if one.seconds is None or one.seconds >= GLANCE]
    if not long_enough:
        return translate("RecordFacts", "No screen yet")
    count, seconds = len({one.screen for one in long_enough}), visit_seconds(long_enough)
    if seconds < 60:
        return translate("RecordFacts", "Screens: {count}, under a minute").format(count=count)
    return translate("RecordFacts", "Screens: {count}, minutes: {minutes}").format(
        count=count, minutes=round(seconds / 60)
    )


def facts_of(kept: KeptConsultation, words: EntryWords) -> list[tuple[str, str]]:
    """Give what is known of a consultation, each with its label."""
    headings = kept.entry.headings
    consultant = text_at(kept.tree, "consultant")
    unknown = translate("RecordFacts", "Not noted")
    return [
        (translate("RecordFacts", "Product"), words.product(headings) or unknown),
        (translate("RecordFacts", "Decision"), words.decision(headings)),
        (translate("RecordFacts", "What was shown"), shown_words(kept.tree)),
        (translate("RecordFacts", "Consultant"), consultant or unknown),
        (translate("RecordFacts", "Entered by"), kept.person),
        (translate("RecordFacts", "Mark in “Who did what”"), kept.entry.key[:MARK]),
        *_checks_of(kept.tree, words),
    ]


def _checks_of(tree: Tree, words: EntryWords) -> list[tuple[str, str]]:
    """Say of each health question that somebody has to clear who did, when and how."""
    return [
        (name, words.cleared(entry) or translate("RecordFacts", "Not cleared"))
        for key, name in words.clearable_checks()
        if isinstance(entry := value_at(tree, f"checks.{key}"), Mapping)
        and entry.get("answer") in OPEN
    ]


def begin_as_page(label: QLabel) -> None:
    """Let words begin where the page does, in whichever direction they run themselves."""
    side = Qt.AlignmentFlag.AlignRight if label.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class FactsCard(QWidget):
    """Labels with what is known, in columns."""

    def __init__(self) -> None:
        super().__init__()
        styled(self, "row")
        self.values: list[tuple[QLabel, QLabel]] = []
        self._boxes: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(18, 14, 18, 16)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, 1)

    def say(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts."""
        while len(self.values) < len(facts):
            self._add()
        blank = [("", "")] * (len(self.values) - len(facts))
        parts = zip(self.values, self._boxes, [*facts, *blank], strict=True)
        for (label, value), box, (name, text) in parts:
            label.setText(name)
            value.setText(text)
            box.setVisible(bool(name))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            for _, value in self.values:
                begin_as_page(value)

    def _add(self) -> None:
        label, value = plain_label(name="muted"), plain_label(name="fact")
        inside = QWidget()
        for part in (label, value):
            begin_as_page(part)
        column(label, value, STRETCH, on=inside, spacing=0)
        self._grid.addWidget(inside, *divmod(len(self.values), _COLUMNS))
        self.values.append((label, value))
        self._boxes.append(inside)
