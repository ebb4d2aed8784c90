import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import which
from threading import Timer

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.system.clipboard import KEEP_MS, ClipboardCare

FAR_AWAY_MS = 3_600_000


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    line = QLineEdit("Amira Haddad")
    qtbot.addWidget(line)
    line.selectAll()
    return line


def test_what_was_copied_stays_for_half_a_minute() -> None:
    assert KEEP_MS == 30_000


@pytest.mark.fault(31)
def test_what_a_field_copied_is_cleared_by_itself(
    qtbot: QtBot, clipboard: QClipboard, line: QLineEdit
) -> None:
    care = ClipboardCare(keep_ms=1)
    line.copy()
    assert clipboard.text() == "Amira Haddad"

    qtbot.waitUntil(lambda: clipboard.text() == "")
    care.deleteLater()


@pytest.mark.fault(31)
def test_what_was_copied_twice_is_cleared_twice(
    qtbot: QtBot, clipboard: QClipboard, line: QLineEdit
) -> None:
    care = ClipboardCare(keep_ms=1)
    for _ in range(2):
        line.copy()
        assert clipboard.text() == "Amira Haddad"
        qtbot.waitUntil(lambda: clipboard.text() == "")
    care.deleteLater()


@pytest.mark.fault(31)
def test_the_lock_clears_at_once(clipboard: QClipboard, line: QLineEdit) -> None:
    care = ClipboardCare(keep_ms=FAR_AWAY_MS)
    line.copy()
    assert clipboard.text() == "Amira Haddad"

    care.clear()

    assert clipboard.text() == ""
    care.deleteLater()


@pytest.mark.fault(31)
def test_the_end_of_the_app_clears(
    qapp: QApplication, clipboard: QClipboard, line: QLineEdit
) -> None:
    care = ClipboardCare(keep_ms=FAR_AWAY_MS)
    line.copy()

    qapp.aboutToQuit.emit()

    assert clipboard.text() == ""
    care.deleteLater()


def test_an_empty_clipboard_can_be_cleared(clipboard: QClipboard) -> None:
    care = ClipboardCare()
    care.clear()
    care.clear()

    assert clipboard.text() == ""
    care.deleteLater()


# Two programs on one real display

PROGRAM = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QClipboard, QGuiApplication
from clinic_aid.desktop.system.clipboard import ClipboardCare

application = QGuiApplication([])
clipboard = application.clipboard()
clipboard.changed.connect(
    lambda mode: print(f"{mode.name} {'ours' if owns[mode]() else 'theirs'}", flush=True)
)
modes = QClipboard.Mode
owns = {modes.Clipboard: clipboard.ownsClipboard, modes.Selection: clipboard.ownsSelection}
care = ClipboardCare(keep_ms=int(sys.argv[1]))

def obey():
    order, _, words = sys.stdin.readline().strip().partition(" ")
    if order == "copy":
        clipboard.setText(words)
    elif order == "mark":
        clipboard.setText(words, modes.Selection)
    elif order == "lock":
        care.clear()
        print("locked", flush=True)
    elif order == "read":
        print(repr(clipboard.text(modes[words])), flush=True)
    else:
        application.quit()

orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
orders.activated.connect(obey)
print("ready", flush=True)
application.exec()
"""


class Program:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def tell(self, order: str, *, until: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        self.wait(until)

    def wait(self, until: str) -> None:
        assert self._process.stdout is not None
        heard = []
        for line in self._process.stdout:
            heard.append(line.strip())
            if heard[-1] == until:
                return
        pytest.fail(f"{until!r} did not come after {heard}")


Start = Callable[[int], Program]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    xvfb = which("Xvfb")
    if xvfb is None:
        pytest.skip("needs Xvfb, a display without a screen")
    with ExitStack() as stack:

        def run(*command: str, env: dict[str, str] | None = None) -> "subprocess.Popen[str]":
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=env,
            )
            stack.enter_context(process)
            stack.callback(process.terminate)
            # What hangs is ended, so that whoever waits for its words hears that none come.
            limit = Timer(60, process.kill)
            limit.start()
            stack.callback(limit.cancel)
            return process

        display = run(xvfb, "-displayfd", "1", "-nolisten", "tcp")
        assert display.stdout is not None
        number = display.stdout.readline().strip()
        assert number, "Xvfb does not start"
        env = {
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
        }

        def start(keep_ms: int) -> Program:
            program = Program(run(sys.executable, "-c", PROGRAM, str(keep_ms), env=env))
            program.wait("ready")
            return program

        yield start


@pytest.mark.fault(31)
def test_what_another_program_copied_is_never_cleared(start: Start) -> None:
    ours = start(FAR_AWAY_MS)
    ours.tell("copy Amira Haddad", until="Clipboard ours")
    # Started later: without a person's input the time of a change is that of the last one heard.
    theirs = start(FAR_AWAY_MS)
    theirs.tell("copy shopping list", until="Clipboard ours")
    ours.wait("Clipboard theirs")

    ours.tell("lock", until="locked")

    theirs.tell("read Clipboard", until="'shopping list'")


@pytest.mark.fault(31)
def test_on_a_display_the_lock_clears_what_is_ours_for_all(start: Start) -> None:
    ours, theirs = start(FAR_AWAY_MS), start(FAR_AWAY_MS)
    ours.tell("copy Amira Haddad", until="Clipboard ours")
    ours.tell("mark Amira Haddad", until="Selection ours")
    theirs.tell("read Clipboard", until="'Amira Haddad'")
    theirs.tell("read Selection", until="'Amira Haddad'")

    ours.tell("lock", until="locked")

    theirs.tell("read Clipboard", until="''")
    theirs.tell("read Selection", until="''")


@pytest.mark.fault(31)
def test_on_a_display_marked_text_is_cleared_by_itself(start: Start) -> None:
    ours, theirs = start(1), start(1)
    ours.tell("mark Amira Haddad", until="Selection ours")
    ours.wait("Selection theirs")

    theirs.tell("read Selection", until="''")
