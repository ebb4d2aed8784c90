"""The composition root: joins window, vault, content and renderer; the only clock."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from clinic_aid import __version__, locations
from clinic_aid.app_content import AppContent, look
from clinic_aid.content_reading import ContentReading
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.system.covering import Uncovering
from clinic_aid.desktop.system.locking import Locking
from clinic_aid.desktop.system.one_window import bring_forward
from clinic_aid.desktop.system.staying_lit import may_stay_lit
from clinic_aid.desktop.system.translation import (
    translate,
    translated,
    words_of,
)
from clinic_aid.errors import ClinicAidError
from clinic_aid.files.throwaway import wipe_left
from clinic_aid.giving_way import End, GivingWay
from clinic_aid.handover import Handover
from clinic_aid.last_steps import LIMIT_S
from clinic_aid.program_files import content_language
from clinic_aid.vault.places import VaultPlace

if TYPE_CHECKING:
    from clinic_aid.desktop.unlocking.vault_opening import VaultOpening
    from clinic_aid.mending import Mending
    from clinic_aid.vault.opening import Opened
    from clinic_aid.vault.passphrases import Cost
    from clinic_aid.vault.restoring import Restore
    from clinic_aid.vault.vault import Vault


class App:
    """One window and what it works with, from the first paint to the last.

    The vault of a place is to be unlocked first. `end` takes the process's place when the app
    locks; `handed` is what the process before handed over. `cost` is what a new passphrase costs
    to try; measured on this machine where None. `limit_s` is how long one step of the lock may
    take before the process ends instead.
    """

    def __init__(
        self,
        place: VaultPlace,
        *,
        has_samples: bool = False,
        handed: bytes | None = None,
        end: End = lambda _handover: None,
        cost: "Cost | None" = None,
        limit_s: float = LIMIT_S,
    ) -> None:
        self.pool = QThreadPool()
        # One thread for all that imports at the start: two at a time can wait for each other, or
        # see half of a module, since PySide looks into each one as it is imported.
        self._starting = QThreadPool()
        self._starting.setMaxThreadCount(1)
        self.window = MainWindow(look())
        self.locking = Locking(self.window)
        self._place, self._cost = place, cost
        self._is_going = False
        self._handover = Handover.from_bytes(handed)
        # What is open while its recovery key is still to be put on paper, then what is at work.
        self._held: Opened | None = None
        self._opened: Opened | None = None
        self._mending: Mending | None = None
        self._reading = ContentReading(self._starting, self.window, demo=has_samples)
        self._reading.ready.connect(self._on_read)
        self._unlocking = self._call(self._look_at_vault, self._show_unlocking)
        # What demos left that were killed; what cannot be wiped is tried again at the next start.
        self._wiping = BackgroundCall(
            lambda: wipe_left(locations.demos()), self._starting, self.window
        )
        self._wants_restore = False
        self.way = GivingWay(
            self.window,
            self.locking,
            leave=self._left,
            end_work=self._end_work,
            end=end,
            limit_s=limit_s,
        )
        self._uncovering = Uncovering(self.window)
        self.locking.due.connect(self.lock)
        self.window.lock_asked.connect(self.lock)
        if self._handover.window:
            self.window.restoreGeometry(self._handover.window)

    def show(self) -> None:
        """Show the window; everything else begins once it is on the screen."""
        self.window.show()
        QTimer.singleShot(0, self.begin)

    def begin(self) -> None:
        """Begin with unlocking: while somebody types a passphrase there is time for the content."""
        self._unlocking.start()

    def come_forward(self) -> bool:
        """Show the window that is in use: the app was started a second time.

        Nothing is shown while the app locks or ends: say so, and whoever asks will ask what
        comes after it.
        """
        if self._is_going:
            return False
        shown = QApplication.activeWindow() or next(
            (one for one in QApplication.topLevelWidgets() if one.isVisible()), self.window
        )
        bring_forward(shown)
        return True

    @property
    def _is_after_lock(self) -> bool:
        return self._handover.window is not None and not self._handover.words

    @property
    def _content(self) -> AppContent | None:
        return self._reading.content

    @property
    def vault(self) -> "Vault | None":
        """The vault, once it is open."""
        opened = self._opened or self._held
        return None if opened is None else opened.vault

    def lock(self) -> None:
        """Save, close, and give way to a fresh process, which knows nothing of any patient.

        Nothing is asked. Whatever windows, dialogs and menus are open go at once. Whatever fails
        or hangs on the way, this process does not stay open: it is replaced, or it ends.
        """
        self._give_way()

    def restore(self, ready: "Restore", keep_newer: bool) -> None:
        """Close the vault, put a backup in its place, and begin anew with unlocking."""
        from clinic_aid.desktop.restoring.controller import put_in_place

        vault = self.vault
        if vault is None:
            return

        def exchange() -> str:
            try:
                return put_in_place(ready, keep_newer, vault.at())
            except ClinicAidError as error:
                return words_of(error)

        self._give_way(exchange)

    def _give_way(self, exchange: Callable[[], str] | None = None, words: str = "") -> None:
        vault = self.vault
        if vault is None or self._is_going:
            return
        self._is_going = True
        self._opened = self._held = None
        self.way.lock(vault, exchange, words)

    def close(self) -> str:
        """End the renderer, wait for what is under way, and back the vault up.

        Gives what somebody has to be told; nothing where all went well.
        """
        self._is_going = True
        vault, self._opened, self._held = self.vault, None, None
        return self.way.close(vault)

    def _end_work(self, patience_s: float) -> None:
        """End the renderer; what is on paper in part is waited for, and recorded."""
        if self._content is None:
            # The renderer may be starting just now.
            self._starting.waitForDone(round(patience_s * 1000))
            QCoreApplication.sendPostedEvents()
        if self._content is None:
            return
        self._content.renderer.close()
        self.pool.waitForDone(round(patience_s * 1000))
        if self.window.is_filled:
            self.window.vault_session.saving.waitForDone(round(patience_s * 1000))
        # The printed pages are told to the window by an event; input is not looked at any more.
        QCoreApplication.sendPostedEvents()

    def _call(
        self, function: Callable[..., object], on_done: Callable[..., None]
    ) -> BackgroundCall:
        sorry = translate("App", "Clinic Aid could not start. Install it again.")
        call = BackgroundCall(function, self._starting, self.window, sorry=sorry)
        call.succeeded.connect(on_done)
        call.told.connect(self._on_failed)
        return call

    def _look_at_vault(self) -> "VaultOpening":
        """Read how the vault is; what it takes is imported while the window is there."""
        from clinic_aid.desktop.system.data_folder import file_system_of, refusal_of
        from clinic_aid.desktop.unlocking.vault_opening import VaultOpening
        from clinic_aid.vault.opening import Doorkeeper

        data = self._place.data
        keeper = Doorkeeper(self._place, now=local_now, program=__version__, cost=self._cost)
        return VaultOpening(
            keeper,
            refusal=lambda: refusal_of(data, file_system_of(data)),
            likeliest=self._handover.person,
        )

    def _show_unlocking(self, opening: "VaultOpening") -> None:
        from clinic_aid.desktop.keys.key_print import print_key
        from clinic_aid.desktop.unlocking.screen import UnlockingScreen

        screen = UnlockingScreen(
            self.window.look,
            opening,
            self._starting,
            print_key=lambda key: print_key(
                key, self.window, day=local_now().date(), language=content_language()
            ),
            after_lock=self._is_after_lock,
            # Work that the vault does not have: a power cut would take it.
            holds_work=self._handover.work is not None,
        )
        screen.key_shown.connect(self._on_key_shown)
        screen.opened.connect(self._on_opened)
        screen.quit_asked.connect(self.window.close)
        screen.restore_asked.connect(self._show_restore)
        self.window.show_unlocking(screen)
        self._uncovering.begin()
        if self._handover.words:
            self.window.say(self._handover.words)
        if self._content is None and not self._reading.is_under_way:
            self._reading.start()
            self._wiping.start()

    def _show_restore(self) -> None:
        if self._reading.is_under_way:
            # What it imports is being imported: it comes as soon as that is done.
            self._wants_restore = True
            return
        from clinic_aid.desktop.restoring.closed_vault import ClosedVaultRestore

        screen = ClosedVaultRestore(
            self.window.look,
            self._place,
            self._starting,
            now=local_now,
            language=content_language(),
        )
        screen.page.left.connect(self._unlocking.start)
        screen.restored.connect(self._on_restored)
        self.window.show_unlocking(screen)
        screen.page.focus_first()

    def _on_restored(self, words: str) -> None:
        self._handover = Handover(words=words)
        self._unlocking.start()

    def _on_opened(self, opened: "Opened") -> None:
        self._held, self._opened = None, opened
        self.watch(opened)
        if self._content is None:
            self.window.wait()
        else:
            self._fill(self._content, opened)

    def _on_read(self, read: AppContent) -> None:
        if self._opened is not None:
            self._fill(read, self._opened)
        elif self._wants_restore:
            self._wants_restore = False
            self._show_restore()

    def _fill(self, read: AppContent, opened: "Opened") -> None:
        from clinic_aid.mending import Mending

        vault = opened.vault
        begin_anew = self.window.say if vault.is_ephemeral else self._begin_anew
        mending = Mending(self.window, read, vault.preferences, begin_anew, data=self._place.data)
        self._mending = mending
        services = read.services_for(mending.own, vault)
        self.window.fill(services, self.pool, vault, read.tree)
        # Before the work goes on: it may be in the middle of a talk.
        self.window.turns.presenting_changed.connect(self.locking.present)
        self.begin_work(opened)
        if read.services.has_content:
            self._warn_of_dark_screen()
        warming = BackgroundCall(read.warm, self.pool, self.window)
        warming.failed.connect(mending.on_not_drawn)
        warming.start()

    def _begin_anew(self, words: str) -> None:
        self._give_way(words=words)

    def watch(self, opened: "Opened") -> None:
        """Watch for what locks the app, from the moment that the vault is open."""
        self.locking.begin(opened.vault.preferences.settings())

    def _on_key_shown(self, opened: "Opened") -> None:
        self._held = opened
        self.watch(opened)

    def begin_work(self, opened: "Opened") -> None:
        """Go on where this person stopped, and say what is new."""
        from clinic_aid.desktop.system.data_folder import advice_about

        vault_session = self.window.vault_session
        unconfirmed = self._confirm_recovery_key(opened)
        self.locking.idleness.near_changed.connect(vault_session.show_lock_near)
        vault_session.safe_keeping.settings_changed.connect(self.locking.idleness.follow)
        vault_session.safe_keeping.restore_asked.connect(self.restore)
        told_of_work = vault_session.begin(self._handover.work, after_lock=self._is_after_lock)
        self._handover = Handover()
        notices = [
            *map(translated, opened.notices),
            self._mending.settings_told if self._mending else "",
            unconfirmed,
            told_of_work,
            advice_about(self._place.data),
        ]
        if told := "\n".join(notice for notice in notices if notice):
            self.window.say(told)

    def _warn_of_dark_screen(self) -> None:
        """Find out whether a talk will stay lit, and let Prepare say so where it will not."""
        follow = self.window.prepare.dark.follow
        self.locking.lit.told.connect(follow)
        probing = BackgroundCall(may_stay_lit, self._starting, self.window)
        probing.succeeded.connect(follow)
        probing.start()

    def _confirm_recovery_key(self, opened: "Opened") -> str:
        """Keep that the key is on paper where unlocking has asked; say so where nobody has."""
        preferences = opened.vault.preferences
        settings = preferences.settings()
        if opened.vault.read_only:
            return ""
        if opened.recovery_key is not None:
            # It was shown while unlocking, which asked for its last group.
            preferences.set(replace(settings, recovery_confirmed=True))
        elif not settings.recovery_confirmed:
            return translate(
                "App",
                "Nobody has confirmed that the recovery key is on paper. Make a new one in Safe "
                "keeping, under People.",
            )
        return ""

    def _left(self) -> bytes | None:
        if self.window.is_filled:
            return self.window.vault_session.leave()
        # Work that the lock before this one handed over, and nobody has taken up yet.
        return self._handover.work

    def _on_failed(self, words: str) -> None:
        self.window.opening.hide()
        self.window.say(words)
        self._uncovering.begin()


def local_now() -> datetime:
    """Give the time on the clinic's wall, with its zone: the only clock of the app."""
    return datetime.now().astimezone()
