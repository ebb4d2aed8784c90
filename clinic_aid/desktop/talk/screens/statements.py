"""Plain lists: what nobody knows, the record, the clinic's answers, and claims beside facts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.lists import CardRow, ListPage, by_share
from clinic_aid.desktop.talk.kit.pictures import FigureSign
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import column, row, styled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.figures.drawing import Figure
from clinic_aid.handout.parts import Row
from clinic_aid.talk.model import Talk, TalkScreen

_NAME, _VALUE = 34, 66  # how a row's width is shared by the question and its answer


class UnknownRow(CardRow):
    """One thing that nobody knows."""

    def __init__(self, figure: Figure, text: str) -> None:
        self.sign, self.words = FigureSign(figure, 44), Words("body", text, tone="ink")
        super().__init__(self.sign, (self.words, 1), margin=20)


class UnknownsPage(ListPage):
    """What nobody knows."""

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        figure = self.services.illustrator.draw("level", level="unknown")
        self.show_values(talk.general.unknowns, lambda text: UnknownRow(figure, text))


class NumberedRow(CardRow):
    """A statement with its number, by which it can be spoken of."""

    def __init__(self, number: int, text: str) -> None:
        self.number = QLabel(str(number))
        self.number.setObjectName("pointNumber")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = Words("body", text, tone="ink")
        super().__init__(self.number, (self.words, 1), margin=14)


class RecordPage(ListPage):
    """What somebody should have heard before they agree."""

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        numbered = tuple(enumerate(talk.general.record, start=1))
        self.show_values(numbered, lambda entry: NumberedRow(*entry))


class AnswerRow(CardRow):
    """A question to the clinic with its answer; a blank one is on a quiet ground."""

    def __init__(self, answer: Row) -> None:
        self.name = Words("strong", answer.name)
        self.value = Words("body", answer.value, tone="blank" if answer.open else "ink")
        middle = Qt.AlignmentFlag.AlignVCenter
        items = ((by_share(self.name), _NAME, middle), (by_share(self.value), _VALUE, middle))
        super().__init__(*items, name="blank" if answer.open else "card", margin=14)


class TalkAnswersPage(ListPage):
    """What the clinic answers, and what it left blank."""

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self.show_values(talk.general.answers, AnswerRow)


class ClaimRow(CardRow):
    """What is written somewhere, and beside it what is known."""

    def __init__(self, claim: tuple[str, str], sources: tuple[str, ...]) -> None:
        super().__init__(margin=0)
        self.sources = sources
        self.read, self.know = Words("body", claim[0]), Words("body", claim[1], tone="ink")
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(0)
        # A style sheet knows only left and right.
        side = "claimReadRight" if self.isRightToLeft() else "claimRead"
        for name, words in ((side, self.read), ("claimKnow", self.know)):
            half = styled(QWidget(), name)
            column((words, Qt.AlignmentFlag.AlignVCenter), on=half, margins=(24, 12, 24, 12))
            self.line.addWidget(by_share(half), 1)


class ClaimsPage(ListPage):
    """What people may have read, each beside what is known."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.heads = (Words("strong"), Words("strong"))
        shares = ((by_share(head), 1) for head in self.heads)
        self.above.addLayout(row(*shares, spacing=48, margins=(24, 0, 24, 0)))

    @property
    def sources(self) -> tuple[str, ...]:
        claims = (claim for claim in self.rows.of_kind(ClaimRow) if not claim.isHidden())
        return tuple(dict.fromkeys(source for claim in claims for source in claim.sources))

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        heads = (talk.labels["you-may-have-read"], talk.labels["what-we-know"])
        for head, text in zip(self.heads, heads, strict=True):
            head.say(text)
        claims = tuple(zip(talk.general.claims, talk.general.claim_sources, strict=True))
        self.show_values(claims, lambda claim: ClaimRow(*claim))
