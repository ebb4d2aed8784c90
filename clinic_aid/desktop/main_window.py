"""The consultant's window: it joins the screens, the guide and the talk, and decides nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.bars import BottomBar
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.shell_window import ShellWindow
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, PRESENT, RECORD, SAFE_KEEPING
from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.window_switch import MakeTalkWindow, WindowSwitch, talk_window
from clinic_aid.domain.records import Place

if TYPE_CHECKING:
    from clinic_aid.desktop.records.home import HomeScreen
    from clinic_aid.desktop.records.screen import RecordScreen
    from clinic_aid.desktop.safe_keeping.screen import SafeKeepingScreen
    from clinic_aid.domain.clinic import Clinic
    from clinic_aid.vault.vault import Vault


class MainWindow(ShellWindow):
    """Empty at first, so that it is there at once; `fill` brings it to life.

    `presenting` makes the window in which the screens are presented, when it is first wanted.
    """

    filled = Signal()
    current = Signal()
    """The guide shown is the one of what is entered."""
    lock_asked = Signal()

    def __init__(self, look: Look, *, presenting: MakeTalkWindow = talk_window) -> None:
        super().__init__(look)
        self._make_presenting = presenting
        self.is_filled = False

    def fill(
        self,
        services: Services,
        pool: QThreadPool,
        vault: "Vault",
        tree: Mapping[str, object] | None = None,
    ) -> None:
        """Put the screens into the window and show Home; the vault keeps what is entered.

        With a tree its consultation is begun, as if it had just been entered.
        """
        # The screens need the content model, which takes as long to import as the window.
        from clinic_aid.desktop.guide.giving import GuideController
        from clinic_aid.desktop.guide.older_guides import OlderGuides
        from clinic_aid.desktop.guide.screen import PreviewScreen
        from clinic_aid.desktop.prepare.screen import PrepareScreen
        from clinic_aid.desktop.records.entry_words import EntryWords
        from clinic_aid.desktop.records.home import HomeScreen, home_picture
        from clinic_aid.desktop.vault_session import VaultSession

        self._services = services
        self._step, self._last_step, self._page = HOME, PREPARE, 0
        self._works = services.has_content
        self._presents_next = False
        self.session = Session(services, self)
        self.turns = WindowSwitch(
            self, lambda: self._make_presenting(self.look, services, self.session)
        )
        words = EntryWords(services.pack, language=services.language, now=services.now)
        self.home: HomeScreen = HomeScreen(self.look, words)
        self.vault_session: VaultSession = VaultSession(
            *(vault, self.session, services, self.home),
            words=words,
            look=self.look,
            pool=pool,
            window=self,
        )
        self.files = self.vault_session.files
        if services.has_content:
            self.prepare: PrepareScreen = PrepareScreen(
                self.look,
                pack=services.pack,
                offered=services.clinic.products,
                language=services.language,
                checks_of=services.checks,
                day_reader=services.day_reader,
                describe=words.whose,
            )
            self.preview: PreviewScreen = PreviewScreen(self.look)
            self.guide: GuideController = GuideController(
                self.session, services, self.preview, pool, self
            )
            self.bottom = BottomBar(self.look, self.prepare.page_names)
        self._place_screens()
        self._connect()
        self._join_vault()
        if services.has_content:
            self._place_work()
            self._connect_work()
            key_of = self.vault_session.autosave.kept_key
            self.older: OlderGuides = OlderGuides(vault, self.guide, self.preview, key_of)
            self.older.failed.connect(self.say)
            self.vault_session.records.guide_taken_back.connect(self.older.look)
        else:
            self.close_work()
        self.top.bare(False)
        # Without a passphrase there is no way back.
        self.top.lock.setHidden(vault.is_ephemeral)
        self.is_filled = True
        self.draw_anew()
        self.session.replace(tree if tree is not None else services.blank())
        self.vault_session.autosave.flush_quietly()
        self.vault_session.tell_state()
        self.turn_to(HOME)
        self._focus_soon()
        self.ring.raise_()
        if services.has_content:
            drawing = BackgroundCall(home_picture, pool, self)
            drawing.succeeded.connect(self.home.picture.show_picture)
            drawing.start(services.illustrator)
        self.filled.emit()

    def close_work(self) -> None:
        """Lead nowhere that needs the content, which cannot be read; what is kept stays open."""
        self._works = False
        self.top.close_work(self.tr("The content cannot be read: see Home"))
        self.home.close_doors(self.tr("Off: the content cannot be read"))
        self.vault_session.record.show_closed()
        if self._step in (PREPARE, GUIDE):
            self.turn_to(HOME)

    def follow_clinic(self, clinic: "Clinic") -> None:
        """Offer and print what another clinic says, in the consultation in work too."""
        if not self._works:
            return
        self.prepare.offer(clinic.products)
        self.guide.follow_clinic(clinic.paper)
        # Nothing was entered: nothing of it is to be saved.
        self._on_changed()

    def turn_to(self, step: int, page: int | None = None) -> None:
        """Show Home, the form or the guide, and of the form a page."""
        if page is not None:
            self._page = page
        if step in (PREPARE, GUIDE) and not self._works:
            step = HOME
        self._step = step
        preparing, in_work = step == PREPARE, step in (PREPARE, GUIDE)
        if step == HOME:
            self.vault_session.put_away_closed()
            self._show_broken_off()
        elif in_work:
            self._last_step = step
            self.prepare.turn_to(self._page)
            self.preview.open_wide(not preparing)
            if not preparing:
                self.guide.look_for_printers()
        self.top.show_step(step)
        self.troubles.open_wide(step == HOME)
        for place, screen in self._screens.items():
            screen.setVisible(place == step)
        if self._services.has_content:
            self._body.setVisible(in_work)
            self.prepare.setVisible(preparing)
            self.bottom.setVisible(in_work)
            self.bottom.show_page(self._page if preparing else None)
            self.bottom.back.setEnabled(not preparing or self._page > 0)
            self.bottom.forward.setVisible(preparing)
        self.vault_session.follow(step, self._last_step, self._page)

    @property
    def is_printing(self) -> bool:
        """Say whether pages are on their way to the printer."""
        return self.is_filled and self._services.has_content and self.guide.is_printing

    @Slot(object, bool)
    def resume(self, place: Place, at_once: bool) -> None:
        """Go on where the consultation was left, at once or from Home."""
        # It was written down by a process of before, or by another version.
        self._last_step = place.step if place.step in (PREPARE, GUIDE) else PREPARE
        pages = len(self.prepare.pages) if self._services.has_content else 1
        self._page = place.page if 0 <= place.page < pages else 0
        self._presents_next = place.presenting and self._works
        self.turn_to(HOME)
        if at_once:
            self._go_back(talks=self._presents_next)

    @Slot(bool)
    def present(self, from_start: bool = False) -> None:
        """Show the screens to consultant and patient, from where the talk stopped."""
        if self._works:
            self._presents_next = False
            self.turns.present(from_start=from_start)

    @Slot()
    def print_guide(self) -> None:
        """Show the guide, and print it on a printer of the consultant's choice."""
        if self._works:
            self.turn_to(GUIDE)
            self.guide.print()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.is_filled or self.files.may_leave(closing=True):
            event.accept()
        else:
            event.ignore()

    # Building

    def _place_screens(self) -> None:
        self.drop_unlocking()
        self._screens: dict[int, HomeScreen | RecordScreen | SafeKeepingScreen] = {
            HOME: self.home,
            RECORD: self.vault_session.record,
            SAFE_KEEPING: self.vault_session.safety,
        }
        for widget in self._screens.values():
            self._add_hidden(widget)

    def _place_work(self) -> None:
        self._body = QWidget()
        row(
            *((self.prepare, 66), (self.preview, 34)),
            on=self._body,
            spacing=36,
            margins=(40, 22, 40, 18),
        )
        self._add_hidden(self._body)
        self._add_hidden(self.bottom, 0)

    def _add_hidden(self, widget: QWidget, stretch: int = 1) -> None:
        # Until it is turned to: together they ask for more room than there is.
        widget.hide()
        self.column.addWidget(widget, stretch)

    def _connect(self) -> None:
        self.session.replaced.connect(self.banner.forget)
        self.session.replaced.connect(self.home.finder.line.clear)
        self.files.opened.connect(self._begin)
        self.home.new_asked.connect(self.files.start_new)
        self.home.open_asked.connect(self.files.open)
        self.home.go_on_asked.connect(self._go_on)
        self.top.new.clicked.connect(self.files.start_new)
        self.top.safety.clicked.connect(lambda: self.show_step(SAFE_KEEPING))
        self.top.lock.clicked.connect(self.lock_asked)
        self.top.step_chosen.connect(self.show_step)
        standard = QKeySequence.StandardKey
        for keys, slot in (
            (QKeySequence(standard.Save), self.vault_session.autosave.flush_quietly),
            (QKeySequence(standard.SaveAs), self.files.save_as),
            (QKeySequence("Alt+Home"), lambda: self.show_step(HOME)),
            (QKeySequence("F11"), self.toggle_full_screen),
        ):
            QShortcut(keys, self, slot)

    def _connect_work(self) -> None:
        self.session.replaced.connect(self.guide.forget)
        self.session.changed.connect(self._on_changed)
        self.guide.current.connect(self.current)
        self.guide.failed.connect(self.say)
        self.guide.edition_chosen.connect(self._show_concerns)
        self.turns.came_back.connect(self._on_came_back)
        self.bottom.page_chosen.connect(lambda page: self.turn_to(PREPARE, page))
        self.bottom.back.clicked.connect(self._on_back)
        self.bottom.forward.clicked.connect(self._on_forward)
        self.banner.leave_out_asked.connect(self.session.leave_out)
        self.prepare.edited.connect(self.session.touched)
        self.preview.print_asked.connect(self.print_guide)
        self.preview.entry_asked.connect(self._show_entry)
        self.preview.list_asked.connect(lambda: self.show_step(GUIDE))
        kept = self.vault_session
        kept.has_kept.connect(self.preview.panel.keep_nothing.setVisible)
        self.preview.keep_nothing_asked.connect(kept.keep_nothing)
        kept.namesakes.found.connect(self.prepare.namesakes.show_found)
        self.prepare.namesakes.somebody_else.connect(kept.namesakes.settle)
        self.prepare.namesakes.open_asked.connect(kept.open_namesake)
        self.guide.owner = kept.autosave.owner
        self.guide.given.connect(kept.on_given)
        standard = QKeySequence.StandardKey
        self.session.taken_back.connect(self._on_taken_back)
        for keys, slot in (
            (QKeySequence(standard.Undo), self.session.undo),
            (QKeySequence(standard.Redo), self.session.redo),
            (QKeySequence(standard.New), self.home.new.click),
            (QKeySequence(standard.Open), self.home.open.click),
            (QKeySequence(standard.Print), self.print_guide),
            (QKeySequence("F5"), self.present),
            (QKeySequence("Shift+F5"), lambda: self.present(True)),
        ):
            QShortcut(keys, self, slot)

    def _join_vault(self) -> None:
        kept = self.vault_session
        kept.told.connect(self.say)
        kept.taken_back.connect(self.banner.take_back)
        kept.step_asked.connect(self.show_step)
        kept.resumed.connect(self.resume)
        kept.leaving.connect(self.turns.keep_record)
        kept.state_told.connect(lambda words, care: self.top.say(words, care=care))
        kept.note_told.connect(self.turns.show_note)
        self.turns.presenting_changed.connect(kept.present)

    # The consultation

    @Slot()
    def _on_changed(self) -> None:
        if not self.turns.is_presenting:
            # While nobody sees the form it need not follow every letter.
            self.prepare.show_draft(self.session.draft)
        found = self.prepare.show_faults(self.session.checked.faults)
        self._show_concerns()
        labels = self.prepare.faulty_labels()
        self.bottom.mark(map(bool, labels), self.prepare.needs_looking_at())
        self.banner.say_faults(found.others)
        self.guide.follow([label for page in labels for label in page])

    @Slot()
    def _show_concerns(self) -> None:
        concerns = self._services.concerns(self.session.draft.tree, edition=self.guide.edition)
        self.prepare.show_concerns(concerns)
        self.preview.show_concerns(concerns, self._page_name)

    def _page_name(self, path: str) -> str:
        page = self.prepare.page_at(path)
        return "" if page is None else self.prepare.page_names[page]

    @Slot(str)
    def _show_entry(self, path: str) -> None:
        """Show the page with the entry for a place of the file, with the keyboard on it."""
        page = self.prepare.page_at(path)
        if page is not None:
            self.turn_to(PREPARE, page)
            self.prepare.pages[page].show_entry(path)

    @Slot(str)
    def _on_taken_back(self, path: str) -> None:
        """Show what has changed: the entry itself, or where it is."""
        if self.turns.is_presenting:
            return
        if self._step == PREPARE:
            self._show_entry(path)
        elif page := self._page_name(path):
            self.say(self.tr("Changed back: {page}").format(page=page))

    def _show_broken_off(self) -> None:
        from clinic_aid.desktop.talk.progress import broken_talk

        talk = None
        if self._works and self.session.has_begun:
            talk = broken_talk(
                *(self.session, self._services),
                was_open=self._presents_next,
                guide_given=self.vault_session.guide_was_given,
            )
        self.home.show_broken_off(talk)

    # Turning pages

    @Slot()
    def _begin(self) -> None:
        """Show the first page with the keyboard on its first entry."""
        self._presents_next = False
        self.turn_to(PREPARE, 0)
        self._focus_soon()

    @Slot()
    def _go_on(self) -> None:
        self._go_back(talks=True)

    def _go_back(self, *, talks: bool) -> None:
        """Turn to where the consultation was left, and go on with its talk."""
        if closed := self.vault_session.put_away_closed():
            # Its day ended while Home was shown: it is read now.
            self.vault_session.records.open(closed)
            return
        self.turn_to(self._last_step)
        self._focus_soon()
        if talks:
            self.present()

    def _focus_soon(self) -> None:
        # New widgets are shown, and can have the keyboard, once control is back with Qt.
        QTimer.singleShot(0, self._focus_first)

    @Slot()
    def _focus_first(self) -> None:
        if self._step in self._screens:
            self._screens[self._step].focus_first()
        elif self._step == PREPARE:
            self.prepare.pages[self._page].focus_first()
        else:
            view, step = self.preview.view, self.top.steps[GUIDE]
            (view if view.isVisible() else step).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _on_came_back(self, for_guide: bool) -> None:
        self.prepare.show_draft(self.session.draft)
        self.turn_to(GUIDE if for_guide else self._step)
        if for_guide:
            self.preview.view.show_start()
            self._focus_soon()
        else:
            # A clicker goes on sending: its B and "." must not be written into a name.
            self.top.steps[PRESENT].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def show_step(self, step: int) -> None:
        """Turn to a step, with the keyboard on what it begins with."""
        if step == PRESENT:
            self.present()
            return
        # What had the keyboard is hidden with the cards of Home, or behind them.
        moves_focus = bool({HOME, RECORD, SAFE_KEEPING} & {step, self._step})
        self.turn_to(step)
        if moves_focus:
            self._focus_soon()

    @Slot()
    def _on_back(self) -> None:
        self.turn_to(PREPARE, self._page if self._step == GUIDE else self._page - 1)

    @Slot()
    def _on_forward(self) -> None:
        if self._page + 1 < len(self.prepare.pages):
            self.turn_to(PREPARE, self._page + 1)
        else:
            self.present()
