"""What the tests of unlocking share: a vault in memory, and its screen in the app's own window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Final, cast

import pytest
from PySide6.QtCore import QSize, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.keys.key_groups import groups_of
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.system import printing
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from clinic_aid.desktop.unlocking.vault_opening import State, VaultOpening
from clinic_aid.desktop.widgets.style import BASE_SIZE, Look
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.vault import Vault

KEY = "7QK4-M2XA-PDT9-WZ3H-6RVB-YE5C-N8FJ-2GSK-41TM"
NEW_KEY = "3CXW-9HBD-TQ2F-K7MN-5RZA-8GPV-1SJE-Y46C-0ONE"
PASSPHRASE = "correct horse battery"


class RefusedError(ClinicAidError):
    """What was given does not open the vault."""


NO_VAULT: Final = cast(Vault, None)
"""What is opened here is handed on unseen."""


@dataclass(kw_only=True)
class MemoryOpening(VaultOpening):
    """A vault that is never written anywhere; `let_go` is unset to hold its work up."""

    state: State = "locked"
    words: str = ""
    people: tuple[str, ...] = ()
    passphrases: dict[str, str] = field(default_factory=lambda: {"Dr J. Lee": PASSPHRASE})
    wait: float = 0.0
    broken: Exception | None = None
    found_next: State = "locked"
    let_go: Event = field(default_factory=Event)
    tried: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.let_go.set()
        if self.state == "new":
            self.passphrases = {}
        self.people = tuple(self.passphrases)

    def wait_s(self) -> float:
        return self.wait

    def look_again(self) -> None:
        self.state, self.words = self.found_next, ""

    def create(self, person: str, passphrase: str) -> Opened:
        self._work(person, passphrase)
        self.state, self.passphrases = "locked", {person: passphrase}
        self.people = (person,)
        return Opened(vault=NO_VAULT, recovery_key=KEY)

    def unlock(self, person: str, passphrase: str) -> Opened:
        self._work(person, passphrase)
        if self.passphrases.get(person) != passphrase:
            raise RefusedError(f"This is not the passphrase of {person}.")
        return Opened(vault=NO_VAULT, notices=("The recovery key was used yesterday.",))

    def recover(self, recovery_key: str, person: str, new_passphrase: str) -> Opened:
        self._work(recovery_key, person, new_passphrase)
        if groups_of(recovery_key) != groups_of(KEY):
            raise RefusedError("This is not the recovery key of this vault.")
        self.passphrases[person] = new_passphrase
        return Opened(vault=NO_VAULT, recovery_key=NEW_KEY)

    def _work(self, *given: str) -> None:
        self.tried.append(given)
        assert self.let_go.wait(20)
        if self.broken is not None:
            raise self.broken


OpenScreen = Callable[..., UnlockingScreen]
Arrive = Callable[..., UnlockingScreen]


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication, the_look: Look) -> None:
    the_look.load_fonts(qapp)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the keys that were printed, on a computer that has a printer."""
    monkeypatch.setattr(printing, "printer_names", lambda: ["Office"])
    return []


@pytest.fixture
def open_screen(qtbot: QtBot, the_look: Look, printed: list[str]) -> Iterator[OpenScreen]:
    pool = QThreadPool()
    openings: list[MemoryOpening] = []
    # A window that nothing holds is gone, with all in it.
    windows: list[MainWindow] = []

    def open_screen(
        opening: VaultOpening | None = None,
        *,
        after_lock: bool = False,
        print_key: Callable[[str], object] = printed.append,
        size: QSize = BASE_SIZE,
    ) -> UnlockingScreen:
        opening = opening or MemoryOpening()
        if isinstance(opening, MemoryOpening):
            openings.append(opening)
        window = MainWindow(the_look)
        windows.append(window)
        qtbot.addWidget(window)
        screen = UnlockingScreen(
            the_look, opening, pool, print_key=print_key, after_lock=after_lock
        )
        window.opening.hide()
        shell = window.centralWidget()
        column = shell.layout() if shell is not None else None
        assert column is not None
        column.addWidget(screen)
        window.resize(size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(lambda: _has_keyboard(screen))
        return screen

    yield open_screen
    for opening in openings:
        opening.let_go.set()
    assert pool.waitForDone(20_000), "a background call outlived its test"


def _has_keyboard(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


@pytest.fixture
def type_in(qtbot: QtBot) -> Callable[[str], None]:
    """Type with the keyboard wherever it is; a line break is the Enter key."""

    def type_in(text: str) -> None:
        for sign in text:
            focused = QApplication.focusWidget()
            assert focused is not None
            if sign == "\n":
                QTest.keyClick(focused, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(focused, sign)

    return type_in


@pytest.fixture
def arrive(qtbot: QtBot, open_screen: OpenScreen, type_in: Callable[[str], None]) -> Arrive:
    """Show the screen and go to one of its pages, by the keyboard as far as there are entries."""

    def arrive(page: str, *, size: QSize = BASE_SIZE) -> UnlockingScreen:
        if page in ("damaged", "newer", "missing-keys", "elsewhere"):
            found: State = page  # type: ignore[assignment]
            return open_screen(MemoryOpening(state=found, words="7 · 42 · 1997 " * 12), size=size)
        if page in ("new", "key"):
            screen = open_screen(MemoryOpening(state="new"), size=size)
            if page == "key":
                type_in(f"Dr J. Lee\n{PASSPHRASE}\n{PASSPHRASE}\n")
                qtbot.waitUntil(screen.key_paper.print.hasFocus)
            return screen
        team = {f"Dr {letter}. 123456789": PASSPHRASE for letter in "ABCDEFGHIJKL"}
        opening = MemoryOpening(passphrases=team if page == "team" else {"Dr J. Lee": PASSPHRASE})
        screen = open_screen(opening, size=size, after_lock=page == "after lock")
        if page in ("recover", "new key"):
            screen.unlock.recover.click()
            qtbot.waitUntil(screen.recover.key_entry.line.hasFocus)
        if page == "new key":
            type_in(f"{KEY}\n\n{PASSPHRASE}\n{PASSPHRASE}\n")
            qtbot.waitUntil(screen.key_paper.print.hasFocus)
        return screen

    return arrive
