"""What lies one step away from every screen, each time in the one sheet over it."""

from PySide6.QtCore import QObject, Signal

from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.kit.hints import HintsContent
from clinic_aid.desktop.talk.kit.page import TalkPage
from clinic_aid.desktop.talk.kit.sheet import Sheet, SheetContent
from clinic_aid.desktop.talk.kit.words import Words, terms_in
from clinic_aid.desktop.talk.screens.questions import QuestionContent
from clinic_aid.desktop.talk.sheets import (
    ChaptersContent,
    KeysContent,
    sources_content,
    words_content,
)
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.shown_events import shown_of
from clinic_aid.talk.model import Talk, TalkScreen


class TalkSheets(QObject):
    """Opens the sheet for what is asked for; what is entered there goes into the session."""

    asked = Signal(str)
    chapter_wanted = Signal(str)

    def __init__(self, look: Look, session: Session, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._look, self._session, self._sheet = look, session, sheet

    def show_keys(self) -> None:
        """Show what the keys do."""
        self._open(self.tr("Keys"), KeysContent(self._look))

    def show_sources(self, page: TalkPage, screen: TalkScreen) -> None:
        """Show where what is in view comes from."""
        sources = page.sources or screen.sources
        self._open(self.tr("Where this comes from"), sources_content(self._look, sources))

    def show_words(self, page: TalkPage, talk: Talk) -> None:
        """Show what the words in view mean."""
        labels = [label for label in page.findChildren(Words) if label.isVisible()]
        forms = terms_in(*(label.marked() for label in labels))
        self._open(self.tr("What the words mean"), words_content(self._look, forms, talk))

    def show_meaning(self, word: str, talk: Talk) -> None:
        """Show what one word means."""
        self._open(self.tr("What it means"), words_content(self._look, [word], talk))

    def show_chapters(self, talk: Talk, screen: str) -> None:
        """Show all chapters, to go to one of them."""
        seen = talk.walkthrough.seen(shown_of(self._session.draft))
        current = talk.walkthrough.chapter_of(screen)
        content = ChaptersContent(self._look, talk, seen, current, self.chapter_wanted.emit)
        self._open(self.tr("Chapters"), content)

    def show_hints(self, screen: TalkScreen) -> None:
        """Show what the consultant may ask, with room for what is said back."""
        content = HintsContent(self._look, screen, self._session.draft)
        self._open(self.tr("What to ask"), content)

    def show_question(self) -> None:
        """Show room for one more question of the patient."""
        content = QuestionContent(self._look, self._session.draft)
        self._open(self.tr("A question to keep"), content)

    def _open(self, title: str, content: SheetContent) -> None:
        content.edited.connect(self._session.put)
        content.asked.connect(self.asked)
        self._sheet.open(title, content)
