"""Keeps the consultation in work in the vault, within a second of every change."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from threading import Lock
from typing import Final, Literal

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from clinic_aid.desktop.consultation.services import GivenPdf
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.system.background import BackgroundCall, log_fault, words_for
from clinic_aid.domain.closing import continued, is_closed
from clinic_aid.domain.records import Headings, How, KeptConsultation, Place, Tree
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import ClosedConsultationError
from clinic_aid.vault.vault import Vault

PAUSE_MS: Final = 400
"""How long changes are gathered; with the save itself well under a second."""
LATE_MS: Final = 3000
"""How long nothing may be kept of what is entered until somebody is told."""
RETRY_MS: Final = 3000
"""How long until a save that failed is tried again."""

KeepState = Literal["nothing", "kept", "keeping", "late", "failed", "unkept", "read-only"]


class Autosave(QObject):
    """Saves in the background while somebody types; `flush` saves what is left, at once.

    A consultation is kept from its first entry on. One that began with `begin_unkept` never is.
    `pool` is for saves alone: what waits behind a guide that is made is lost in a crash.
    """

    state_changed = Signal(str)
    failed = Signal(str)
    """A save failed or takes long, in words; what is entered stays on the screen, and goes on."""
    overcome = Signal(str)
    """What was told is so no more."""
    carried_on = Signal()
    """The one in work was closed, since its day is over: what is entered is in a new one."""

    def __init__(
        self,
        session: Session,
        vault: Vault,
        pool: QThreadPool,
        *,
        headings: Callable[[Tree], Headings],
        content: str,
        program: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._vault = session, vault
        self._headings, self._content, self._program = headings, content, program
        self._sorry = self.tr("This was not saved yet. What you entered is still here.")
        self._late = self.tr(
            "What you entered is not kept yet: the disk takes long. It goes on by itself; leave "
            "the computer on."
        )
        self._told = ""
        self._turn = Lock()
        self._asked, self._saved = 0, 0
        self._place: Place | None = None
        self._dirty = self._moved = self._rescued = False
        self._next_unkept = False
        self._next_key: str | None = None
        self._next_follows: str | None = None
        self._untouched: Tree | None = None
        self.key: str | None = None
        self.follows: str | None = None
        """The key of the closed consultation that the one in work goes on from."""
        self.unkept = False
        self.given_up = False
        """It was unkept in the end, by choice: it may be left unasked."""
        self.state: KeepState = "nothing"
        self._call = BackgroundCall(self._save, pool, self)
        self._call.succeeded.connect(self._on_saved)
        self._call.failed.connect(self._on_failed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._on_pause)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(LATE_MS)
        self._watch.timeout.connect(self._on_late)
        session.leaving.connect(self.flush_quietly)
        session.replaced.connect(self._on_replaced)
        session.changed.connect(self._on_touched)
        session.noted.connect(self._on_touched)

    # Which consultation

    def begin_unkept(self) -> None:
        """Begin a consultation of which nothing is ever written."""
        self._next_unkept = True
        self._session.start()

    def open(self, key: str) -> None:
        """Take a kept consultation into work; ClinicAidError if it cannot be read."""
        # Before anything is taken out of the window: what is in work goes first.
        self.flush_quietly()
        kept = self._vault.records.load(key)
        self._next_key = key
        self._session.replace(kept.tree)

    def begin_following(self, closed: KeptConsultation) -> None:
        """Begin a consultation that goes on from a closed one; it is kept from the start."""
        self._next_follows = closed.entry.key
        tree = continued(closed.tree, today=self._vault.today(), closed=closed.tree)
        self._session.replace(tree)
        self.keep_from_now()

    def take_over(
        self,
        tree: Tree,
        *,
        key: str | None,
        unkept: bool,
        given_up: bool = False,
        follows: str | None = None,
    ) -> None:
        """Take up work that was handed over: it is on no disk, or not as it is now."""
        self._next_key, self._next_unkept, self._next_follows = key, unkept, follows
        self._session.replace(tree)
        self.given_up = given_up
        self.keep_from_now()

    def keep_from_now(self) -> None:
        """Keep what is in work even if nothing is entered any more."""
        self._untouched = None
        if not self._is_deaf:
            self._dirty = True
            self._save_soon()

    @Slot(object)
    def forget(self, keys: Collection[str]) -> None:
        """Let go of a consultation that was erased: it is begun anew, empty."""
        if self.key in keys:
            self._drop_work()
            self._session.start()

    def keep_no_longer(self) -> str | None:
        """Keep nothing of what is in work from now on; give the key under which it was kept.

        The caller erases that. What is entered stays on the screen until it is left.
        """
        key = self.key
        self._drop_work()
        self.key, self.unkept, self.given_up = None, True, True
        self._tell("unkept")
        return key

    # Where the consultant is

    def at(self, place: Place) -> None:
        """Take note of where the consultant is, to go on there, whatever key it names."""
        before, self._place = self._place, replace(place, key=self.key or "")
        if self.key is not None and self._place != before:
            self._moved = True
            self._save_soon()

    def owner(self) -> str | None:
        """Give the key under which what is in work is kept, from now on; None if it is not."""
        if self._is_deaf:
            return None
        # What is not saved yet may belong to a new one: the day of this one may be over.
        if self._dirty:
            self.flush_quietly()
        if self.key is None:
            self.key = self._vault.new_key()
        return self.key

    def kept_key(self) -> str | None:
        """Give the key under which something of what is in work may be kept by now."""
        return None if self.unkept else self.key

    def keep_guide(self, given: GivenPdf, how: How) -> None:
        """Keep a guide that was just given, byte for byte; ClinicAidError if it cannot be."""
        if given.key is None:
            return
        if given.key == self.key:
            # The guide belongs to a consultation, so that one has to be there first.
            self._dirty = self._dirty or self._untouched is None
            self.flush()
        self._vault.guides.keep(
            given.key,
            given.data,
            how,
            edition=given.edition,
            paper=given.paper,
            pages=given.pages,
            parts=given.parts,
            content=self._content,
            program=self._program,
            sent=given.sent,
        )

    # Saving

    @property
    def is_waiting(self) -> bool:
        """Say whether anything is entered that the vault does not have yet."""
        return self._dirty or self._moved or self._call.busy

    def may_leave(self) -> bool:
        """Save what is not saved yet; say whether nothing is lost when it leaves the screen."""
        try:
            self.flush()
        except ClinicAidError:
            return self._rescued
        return True

    def flush(self) -> None:
        """Save now whatever is not saved yet; ClinicAidError if it cannot be."""
        self._pause.stop()
        if not self.is_waiting or self._is_deaf:
            return
        try:
            try:
                self._save(*self._next_save())
            except ClosedConsultationError:
                self._carry_on()
                self._save(*self._next_save())
        except BaseException as error:  # whatever it is, what is entered must not go with it
            self._on_failed(error)
            if isinstance(error, ClinicAidError):
                raise
            # A fault of ours: whoever leaves must be told all the same, or kept from it.
            log_fault(error)
            raise ClinicAidError(self._sorry) from error
        self._on_saved(None)

    @Slot()
    def flush_quietly(self) -> None:
        """Save now; what cannot be saved is rescued beside the vault, and told."""
        with suppress(ClinicAidError):
            self.flush()

    @property
    def is_deaf_to_changes(self) -> bool:
        """Say whether something was entered in a vault that can only be read."""
        if not self._vault.read_only or self.unkept or not self._session.has_begun:
            return False
        return self._untouched is None or not self._session.draft.holds(self._untouched)

    @property
    def _is_deaf(self) -> bool:
        return self.unkept or self._vault.read_only

    @Slot()
    def _on_replaced(self) -> None:
        self.unkept, self._next_unkept = self._next_unkept, False
        self.given_up = False
        self.key, self._next_key = self._next_key, None
        self.follows, self._next_follows = self._next_follows, None
        self._dirty = self._moved = False
        self._place = None
        # It is saved with what was saved last, and has nothing to tell of this one.
        self._call.drop()
        if self.unkept:
            self._tell("unkept")
        elif self._vault.read_only:
            self._tell("read-only")
        else:
            self._tell("kept" if self.key else "nothing")
        # What was just read from the vault need not be written again.
        self._untouched = self._session.draft.tree if self.key else None

    @Slot()
    def _on_touched(self) -> None:
        if self._is_deaf or not (self.key or self._session.has_begun):
            return
        if self._untouched is not None and self._session.draft.holds(self._untouched):
            return
        self._untouched = None
        self._dirty = True
        self._save_soon()

    def _save_soon(self) -> None:
        if self._is_deaf:
            return
        if self._dirty and self.state not in ("failed", "late"):
            self._tell("keeping")
        # Not started anew by each letter: who types on and on is saved all the same.
        if not self._pause.isActive():
            self._pause.start(PAUSE_MS)

    @Slot()
    def _on_pause(self) -> None:
        if not (self._dirty or self._moved) or self._is_deaf:
            return
        self._call.start(*self._next_save())

    def _next_save(self) -> tuple[int, str, Tree | None, Place | None, str | None]:
        if self.key is None:
            self.key = self._vault.new_key()
        self._asked += 1
        # Who only looks at a consultation does not change it.
        tree = None if self._untouched is not None else self._session.draft.tree
        self._dirty = self._moved = False
        return self._asked, self.key, tree, self._place, self.follows

    def _save(
        self, number: int, key: str, tree: Tree | None, place: Place | None, follows: str | None
    ) -> None:
        """Runs in any thread; an older state never takes the place of a newer one."""
        with self._turn:
            if number <= self._saved:
                return
            self._rescued = tree is None
            try:
                if tree is not None:
                    found = self._headings(tree)
                    self._vault.records.save(
                        key, tree, found, content=self._content, follows=follows
                    )
                if place is not None:
                    self._vault.preferences.put_place(replace(place, key=key))
            except ClosedConsultationError:
                # It goes into a new one instead, in the window's thread.
                raise
            except BaseException:
                if tree is not None:
                    with suppress(ClinicAidError, OSError):
                        self._vault.rescue(key, tree, follows=follows)
                        self._rescued = True
                raise
            self._saved = number
            self._vault.forget_rescued(key)

    @Slot(object)
    def _on_saved(self, _result: object) -> None:
        if not self._is_deaf:
            self._tell("keeping" if self._dirty else "kept")
            if self._dirty:
                # Something was kept: who types on and on need not be told.
                self._watch.start()

    @Slot()
    def _on_late(self) -> None:
        self._tell("late")
        self._complain(self._late)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, ClosedConsultationError):
            if not self._carry_on():
                self._dirty = True
                self._pause.start(RETRY_MS)
            return
        self._dirty = not self._is_deaf
        first = self.state != "failed"
        self._tell("failed")
        if self._dirty:
            self._pause.start(RETRY_MS)
        if first:
            self._complain(words_for(error, self._sorry))

    def _complain(self, words: str) -> None:
        self._told = words
        self.failed.emit(words)

    def _carry_on(self) -> bool:
        """Go on in a new consultation if the one in work is closed; say whether it was."""
        today, closed = self._vault.today(), None
        with suppress(ClinicAidError):
            closed = self._vault.records.load(self.key or "")
        # A save that was under way may be refused once all goes on in a new one already.
        if closed is None or not is_closed(closed.entry, today):
            return False
        self.key, self.follows = self._vault.new_key(), closed.entry.key
        tree = self._session.draft.tree
        self._session.carry_on(continued(tree, today=today, closed=closed.tree))
        self.keep_from_now()
        self.carried_on.emit()
        return True

    def _drop_work(self) -> None:
        self._pause.stop()
        self._call.drop()
        self._dirty = self._moved = False
        with self._turn:
            # Whatever waits is older than nothing.
            self._saved = self._asked

    def _tell(self, state: KeepState) -> None:
        if state == self.state:
            return
        self.state = state
        self._watch.stop()
        if state == "keeping":
            self._watch.start()
        if state not in ("late", "failed"):
            told, self._told = self._told, ""
            if told:
                self.overcome.emit(told)
        self.state_changed.emit(state)
