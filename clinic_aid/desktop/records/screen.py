"""One kept consultation to read: what it says, the guides that were given, and the ways on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.guide.part_words import edition_names, part_titles
from clinic_aid.desktop.records.closed_card import ClosedCard, Links
from clinic_aid.desktop.records.consultation_list import ConsultationList, ListSection
from clinic_aid.desktop.records.consultation_row import RowWords
from clinic_aid.desktop.records.entry_rows import other_row
from clinic_aid.desktop.records.entry_words import APART, EntryWords
from clinic_aid.desktop.records.facts import FactsCard, begin_as_page, facts_of
from clinic_aid.desktop.records.needs_list import NeedsList
from clinic_aid.desktop.records.paper import RecordPaper
from clinic_aid.desktop.records.record_notes import RecordNotes
from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.buttons import icon_button, make_button
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.field import NoteLine
from clinic_aid.desktop.widgets.flow_layout import flow
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look, scale_for
from clinic_aid.desktop.widgets.words_button import TickedCard
from clinic_aid.domain.guide_parts import in_printing_order
from clinic_aid.domain.people import patient_group
from clinic_aid.domain.records import Entry, Giving, Guide, KeptConsultation
from clinic_aid.errors import ClinicAidError

_MOST_GIVINGS = 3
_GUIDE_MARGINS = (16, 10, 12, 12)

PdfOf = Callable[[str], bytes]
"""Gives the bytes of a guide by its SHA-256; ClinicAidError where they are not as they were."""


class RecordScreen(QWidget):
    """Shows a consultation and changes nothing of it; its signals carry its key."""

    back_asked = Signal()
    continue_asked = Signal(str)
    note_typed = Signal(str, str)
    """A note is being written: the consultation's key and the words so far."""
    note_asked = Signal(str, str)
    file_record_asked = Signal(str)
    export_asked = Signal(str)
    erase_asked = Signal(str)
    hold_asked = Signal(str, bool)
    entry_chosen = Signal(str)
    print_asked = Signal(str, str)
    """A guide is to be printed again: the consultation's key and the guide's SHA-256."""
    save_asked = Signal(str, str)
    take_back_asked = Signal(str, str)
    """The paper of a guide was taken back."""

    def __init__(self, look: Look, words: EntryWords) -> None:
        super().__init__()
        self.look, self.words = look, words
        self._kept: KeptConsultation | None = None
        self._pdf_of: PdfOf | None = None
        self.shown_guide = ""
        """The SHA-256 of the guide whose pages are shown; empty for none."""
        self._is_busy = self._is_read_only = self._is_closed = False
        self.paper = RecordPaper(look)
        self.needs, self.facts = NeedsList(look), FactsCard()
        self.guides: dict[str, TickedCard] = {}
        self._taken_back: dict[str, bool] = {}
        self.others = ConsultationList(look, fitted=True)
        self.closed, self.notes = ClosedCard(look, words), RecordNotes(look, words)
        self.note = NoteLine(look)
        parts = (self._head(), self._actions(), self.note, (self._page(), 1))
        read = column(*parts, spacing=14)
        row((read, 60), (self.paper, 40), on=self, spacing=36, margins=(40, 22, 40, 20))
        self._connect()
        self.note.hide()

    @property
    def key(self) -> str:
        """The key of the consultation that is shown; empty for none."""
        return self._kept.entry.key if self._kept is not None else ""

    def show_record(
        self,
        kept: KeptConsultation,
        others: Sequence[Entry],
        pdf_of: PdfOf,
        *,
        links: Links = (None, ()),
        unfinished_note: str = "",
        concerns: Sequence[WordedConcern] = (),
    ) -> None:
        """Show a consultation, what it is linked with, and what else is kept under its name.

        Shown anew, the guide that was looked at and the note that is being written stay.
        """
        same = self.key == kept.entry.key
        self._kept, self._pdf_of = kept, pdf_of
        headings = kept.entry.headings
        self.name.setText(self.words.name(headings))
        self.name.setAccessibleName(self.name.text())
        self.born.setText(self.words.born(headings))
        day = self.words.day(headings.day) if headings.day else self.tr("without a day")
        of_day = self.tr("Consultation of {day}").format(day=day)
        self.day.say(f"{of_day}{APART}{self.words.changed(kept.entry)}")
        self.needs.say(concerns)
        self.facts.say(facts_of(kept, self.words))
        self.held.setVisible(kept.entry.held)
        self.older.setVisible(kept.entry.guides_are_older)
        self._say_hold(held=kept.entry.held)
        self.closed.show_links(kept.entry, links)
        is_closed = bool(self.words.closed(kept.entry))
        self.add_note.setVisible(is_closed)
        self.go_on.setToolTip(self.tr("In a new one, which follows this one") if is_closed else "")
        if not same:
            self.notes.close_form()
            if unfinished_note and not self._is_read_only:
                self.notes.write(unfinished_note)
        self.notes.show_notes(kept.notes)
        self._list_guides(kept.guides)
        self._list_others(kept.entry, others)
        self._draw_new()
        if not same:
            self.say("")
            self.area.verticalScrollBar().setValue(0)
        newest = kept.guides[-1].sha256 if kept.guides else ""
        self.show_guide(self.shown_guide if same and self.shown_guide in self.guides else newest)

    def forget(self) -> None:
        """Show nobody's consultation any more."""
        self._kept, self._pdf_of, self.shown_guide = None, None, ""
        for label in (self.name, self.born):
            label.setText("")
        self.name.setAccessibleName("")
        self.day.say("")
        self.needs.say(())
        self.facts.say(())
        self.closed.show_links(None, (None, ()))
        self.notes.close_form()
        self.notes.show_notes(())
        self._list_guides(())
        self._show_others(())
        self.paper.say_nothing("")
        self.say("")

    def show_guide(self, sha256: str) -> None:
        """Show the pages of one of the guides; empty for none."""
        self.shown_guide = sha256
        for key, card in self.guides.items():
            card.mark(key == sha256)
        if not sha256 or self._pdf_of is None:
            self.paper.say_nothing(
                self.tr("No guide was printed or saved in this consultation yet.")
            )
            return
        title = self.guides[sha256].accessibleName()
        try:
            pdf = self._pdf_of(sha256)
        except ClinicAidError as error:
            self.paper.say_nothing(words_of(error), title=title)
        else:
            is_taken_back = self._taken_back.get(sha256, False)
            self.paper.show_guide(title, pdf, is_taken_back=is_taken_back)

    def say(self, words: str, *, fault: bool = False) -> None:
        """Say what became of what was asked for."""
        self.note.say(words, fault=fault)
        self.note.setVisible(bool(words))

    def show_busy(self, words: str) -> None:
        """Take no other wish until what these words say is done; empty when it is."""
        self._is_busy = bool(words)
        if words:
            self.say(words)
        self._enable()

    def show_read_only(self, read_only: bool) -> None:
        """Offer nothing that would have to be written into the vault."""
        self._is_read_only = read_only
        self._enable()

    def show_closed(self) -> None:
        """Lead to no consultation in work, and make no page: there is no content for it."""
        self._is_closed = True
        self._enable()

    def focus_first(self) -> None:
        """Put the keyboard on the likeliest way on."""
        first = self.go_on if self.go_on.isEnabled() else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._follow_direction()

    # Building

    def _head(self) -> QHBoxLayout:
        self.back = icon_button(self.look, "back", self.tr("Back to Home"))
        self.day = ElidedLabel("eyebrow", has_tip=True)
        # Neither is ever cut: a very long name takes more lines.
        self.name, self.born = plain_label(name="headline"), plain_label(name="fact")
        announce_as(self.name, QAccessible.Role.Heading)
        self._follow_direction()
        words = column(self.day, self.name, self.born, spacing=0)
        return row((self.back, Qt.AlignmentFlag.AlignTop), (words, 1), spacing=16)

    def _actions(self) -> QWidget:
        look = self.look
        self.go_on = make_button(look, self.tr("&Continue"), icon="talk", kind="primary")
        self.add_note = make_button(look, self.tr("Add a no&te …"), icon="plus")
        self.file_record = make_button(look, self.tr("Record for the &file"), icon="record")
        self.export = make_button(look, self.tr("E&xport …"), icon="export")
        self.hold = make_button(look, self.tr("Keep lon&ger"), icon="hold")
        self.erase = make_button(look, self.tr("&Erase …"), icon="erase")
        self.add_note.setToolTip(self.tr("A correction, with your name and the time"))
        self.file_record.setToolTip(self.tr("One page: what was shown and given, and when"))
        self.export.setToolTip(self.tr("All that is kept of this patient, as files"))
        actions = QWidget()
        self.ways = (
            *(self.go_on, self.add_note, self.file_record, self.export, self.hold),
            self.erase,
        )
        actions.setLayout(flow(*self.ways, spacing=10))
        return actions

    def _page(self) -> PageArea:
        page = QWidget()
        held = self.tr("It is kept beyond the clinic’s period, until somebody ends that.")
        self.held = plain_label(held, "fault")
        older = self.tr("The guide given is older than these entries.")
        self.older = plain_label(older, "fault")
        self.guides_title = plain_label(self.tr("Guides given"), "listTitle", wraps=False)
        others = self.tr("Other consultations under this name")
        self.others_title = plain_label(others, "listTitle", wraps=False)
        self._guide_rows = column(spacing=8)
        given = (self.guides_title, self._guide_rows)
        # First what is to be known, then what is asked of it.
        noted = (self.closed, self.held, self.older, self.needs, self.facts, self.notes)
        parts = (*noted, *given, self.others_title, self.others, STRETCH)
        self.area = PageArea(page, column(*parts, on=page, spacing=10))
        self.area.setProperty("mayScroll", True)
        for line in (self.held, self.older):
            line.hide()
        return self.area

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        for button, signal in (
            (self.go_on, self.continue_asked),
            (self.file_record, self.file_record_asked),
            (self.export, self.export_asked),
            (self.erase, self.erase_asked),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.key))
        self.add_note.clicked.connect(self._on_add_note)
        self.notes.typed.connect(lambda words: self.note_typed.emit(self.key, words))
        self.notes.note_asked.connect(lambda words: self.note_asked.emit(self.key, words))
        self.closed.entry_chosen.connect(self.entry_chosen)
        self.hold.clicked.connect(self._on_hold)
        self.others.chosen.connect(self.entry_chosen)
        self.others.selectionModel().currentChanged.connect(self.area.show_keyboard)
        paper = self.paper
        paper.print.clicked.connect(lambda: self.print_asked.emit(self.key, self.shown_guide))
        paper.save.clicked.connect(lambda: self.save_asked.emit(self.key, self.shown_guide))
        paper.taken_back.connect(lambda: self.take_back_asked.emit(self.key, self.shown_guide))

    # The lists

    def _list_guides(self, guides: Sequence[Guide]) -> None:
        for card in self.guides.values():
            self._guide_rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.guides = {}
        self._taken_back = {guide.sha256: guide.is_taken_back for guide in guides}
        # The newest first, as it is the one that is shown first.
        for number, guide in reversed(list(enumerate(guides, 1))):
            title = self.tr("Guide {number}: {moment}").format(
                number=number, moment=self.words.moment(guide.made_at)
            )
            card = TickedCard(self.look, title, self._guide_lines(guide), margins=_GUIDE_MARGINS)
            card.setAutoDefault(True)
            card.clicked.connect(lambda _=False, sha=guide.sha256: self.show_guide(sha))
            self.guides[guide.sha256] = card
            self._guide_rows.addWidget(card)
        self.guides_title.setVisible(bool(guides))

    def _guide_lines(self, guide: Guide) -> list[str]:
        paper = {"a4": self.tr("A4"), "letter": self.tr("Letter")}.get(guide.paper, guide.paper)
        pages = self.tr("Pages: {count}").format(count=guide.pages)
        titles = part_titles()
        parts = ", ".join(titles[part] for part in in_printing_order(guide.parts))
        edition = edition_names().get(guide.edition, guide.edition)
        made = (pages, paper, self.tr("Edition: {edition}").format(edition=edition))
        newest = [self._event(giving, guide) for giving in reversed(guide.givings)]
        lines = [parts or self.tr("The whole guide"), APART.join(made), *newest[:_MOST_GIVINGS]]
        if (more := len(newest) - _MOST_GIVINGS) > 0:
            lines.append(self.tr("Times before that: {count}").format(count=more))
        return lines

    def _event(self, giving: Giving, guide: Guide) -> str:
        if giving.how != "taken-back":
            return self.words.given(giving, guide)
        return self.tr("Taken back {moment}, noted by {person}").format(
            moment=self.words.moment(giving.at), person=giving.person
        )

    def _list_others(self, this: Entry, entries: Sequence[Entry]) -> None:
        group = patient_group(this, entries)
        unsure, other = self.tr("May be somebody else"), self.tr("Another birth date")
        found = [*((one, "") for one in group.same), *((one, unsure) for one in group.unsure)]
        found += [(one, other) for one in group.others]
        self._show_others([other_row(entry, self.words, note) for entry, note in found])

    def _show_others(self, rows: Sequence[RowWords]) -> None:
        self.others.show_sections(ListSection(rows=rows))
        for widget in (self.others_title, self.others):
            widget.setVisible(bool(rows))

    def _draw_new(self) -> None:
        # What was made since the window was last drawn has its own size until then.
        if self.window() is not self:
            self.look.lay_out(self.area, scale_for(self.window().size(), text=text_factor()))

    def _say_hold(self, *, held: bool) -> None:
        words = self.tr("Keep no lon&ger") if held else self.tr("Keep lon&ger")
        self.hold.setText(self.hold.text()[:1] + words)
        self.hold.setAccessibleName(words.replace("&", ""))

    def _enable(self) -> None:
        paper = self.paper
        writing = (self.go_on, self.add_note, self.hold, self.erase, paper.take_back)
        for button in (*self.ways, paper.print, paper.save, paper.take_back):
            refused = self._is_read_only and button in writing
            refused |= self._is_closed and button in (self.go_on, self.file_record)
            button.setEnabled(not self._is_busy and not refused)

    def _follow_direction(self) -> None:
        self.back.setIcon(self.look.icon("forward" if self.isRightToLeft() else "back"))
        for label in (self.name, self.born):
            begin_as_page(label)

    def _on_add_note(self) -> None:
        self.notes.write(self.notes.text)
        self._draw_new()
        self.notes.focus_entry()
        # What was unfolded has its place once control is back with Qt.
        QTimer.singleShot(0, self, self._show_form)

    @Slot()
    def _show_form(self) -> None:
        self.area.ensureWidgetVisible(self.notes.keep)
        # Where there is no room for all of it, what is written comes first.
        self.area.show_keyboard()

    def _on_hold(self) -> None:
        if self._kept is not None:
            self.hold_asked.emit(self.key, not self._kept.entry.held)
