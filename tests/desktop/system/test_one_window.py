import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.system.one_window import OneWindow, bring_forward, server_name
from clinic_aid.files.one_holder import CannotLock, OneHolder

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and socket files of POSIX")

# What the app does: the first shows a window, minimised here; a later one asks for it.
OPENING = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget
from clinic_aid.desktop.system.one_window import OneWindow, bring_forward
application = QApplication([])
one = OneWindow(Path(sys.argv[1]) / "vault.lock", Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
if not one.try_first():
    print("raised" if one.ask_first_to_raise(float(sys.argv[2])) else "no answer", flush=True)
    sys.exit()
window = QWidget()
window.showMinimized()

def show():
    bring_forward(window)
    print("shown", not window.isMinimized(), os.environ.get("XDG_ACTIVATION_TOKEN"), flush=True)
    return True

one.come_forward = show
notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(application.quit)
print("first", flush=True)
application.exec()
one.let_go()
print("let go", flush=True)
sys.stdin.readline()
"""

Process = subprocess.Popen[str]
Open = Callable[..., Process]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    # What a killed process left behind: in the system's folder, as its path may not be long.
    QLocalServer.removeServer(server_name(tmp_path / "data"))


@pytest.fixture
def here(qapp: object, folder: Path) -> Iterator[OneWindow]:
    """Give the window of this process, which asks for the place like any other."""
    one = OneWindow(folder / "vault.lock", folder)
    yield one
    one.let_go()


@pytest.fixture
def open_process(folder: Path) -> Iterator[Open]:
    processes: list[Process] = []

    def open_process(*, seconds: float = 10, token: str = "") -> Process:
        process = subprocess.Popen(
            [sys.executable, "-c", OPENING, str(folder), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ
            | {"PYTHONPATH": os.pathsep.join(sys.path), "XDG_ACTIVATION_TOKEN": token},
        )
        processes.append(process)
        assert hear(process) == "ready"
        return process

    yield open_process
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def first(open_process: Open) -> Process:
    process = open_process()
    say(process, "open")
    assert hear(process) == "first"
    return process


def say(process: Process, words: str) -> None:
    assert process.stdin is not None
    process.stdin.write(words + "\n")
    process.stdin.flush()


def hear(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def count_asked(one: OneWindow) -> list[bool]:
    """Let a window come forward whenever it is asked to; give a list that has an item for each."""
    asked: list[bool] = []

    def come_forward() -> bool:
        asked.append(True)
        return True

    one.come_forward = come_forward
    return asked


def socket_file(folder: Path) -> Path:
    return Path(tempfile.gettempdir()) / server_name(folder)


@pytest.mark.fault(18)
def test_a_second_process_raises_the_window_of_the_first(
    first: Process, open_process: Open
) -> None:
    second = open_process()
    say(second, "open")
    assert hear(second) == "raised"
    assert hear(first).startswith("shown True")
    assert second.wait() == 0


@pytest.mark.fault(18)
def test_of_processes_that_start_together_one_is_first_and_the_others_raise_it(
    open_process: Open,
) -> None:
    processes = [open_process(seconds=30) for _ in range(3)]
    for process in processes:
        say(process, "open")
    assert sorted(hear(process) for process in processes) == ["first", "raised", "raised"]


@pytest.mark.fault(18)
def test_the_first_is_raised_again_and_again(first: Process, here: OneWindow) -> None:
    assert not here.try_first()
    for _ in range(5):
        assert here.ask_first_to_raise(10)
        assert hear(first).startswith("shown True")


@ON_POSIX
@pytest.mark.fault(18)
def test_a_first_that_hangs_keeps_its_place_and_does_not_answer(
    first: Process, here: OneWindow
) -> None:
    first.send_signal(signal.SIGSTOP)
    assert not here.try_first()
    assert not here.ask_first_to_raise(0.3)
    first.send_signal(signal.SIGCONT)
    assert here.ask_first_to_raise(10)


@pytest.mark.fault(18)
def test_a_holder_without_a_window_does_not_answer(folder: Path, here: OneWindow) -> None:
    restoring = OneHolder(folder / "vault.lock")
    assert restoring.take()
    assert not here.try_first()
    assert not here.ask_first_to_raise(0.2)
    restoring.let_go()
    assert here.try_first()


@ON_POSIX
@pytest.mark.fault(19)
def test_a_killed_first_makes_room_at_once_though_its_socket_file_stays(
    first: Process, folder: Path, here: OneWindow
) -> None:
    first.kill()
    first.wait()
    assert socket_file(folder).exists()
    assert here.try_first()


@ON_POSIX
@pytest.mark.fault(19)
def test_the_successor_of_a_killed_first_is_heard(
    first: Process, here: OneWindow, open_process: Open, qtbot: QtBot
) -> None:
    first.kill()
    first.wait()
    assert here.try_first()
    asked = count_asked(here)
    second = open_process()
    say(second, "open")
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    assert hear(second) == "raised"


@pytest.mark.fault(19)
@pytest.mark.parametrize("left", [b"", b"4711\n", b"\x00\xff garbage"])
def test_an_old_lock_file_keeps_no_window_away(left: bytes, folder: Path, here: OneWindow) -> None:
    folder.mkdir()
    (folder / "vault.lock").write_bytes(left)
    assert here.try_first()


@ON_POSIX
@pytest.mark.fault(18)
def test_a_lock_file_removed_under_a_running_window_makes_no_second_one(
    first: Process, folder: Path, here: OneWindow
) -> None:
    (folder / "vault.lock").unlink()
    assert not here.try_first()
    assert here.ask_first_to_raise(10)


@ON_POSIX
def test_whatever_lies_in_the_place_of_the_socket_the_window_opens(
    folder: Path, here: OneWindow
) -> None:
    socket_file(folder).mkdir()
    try:
        assert here.try_first()
    finally:
        socket_file(folder).rmdir()


def test_a_first_that_lets_go_makes_room(first: Process, here: OneWindow) -> None:
    assert not here.try_first()
    say(first, "end")
    assert hear(first) == "let go"
    assert here.try_first()


def test_where_nobody_can_lock_it_says_so(folder: Path, here: OneWindow) -> None:
    (folder / "vault.lock").mkdir(parents=True)
    with pytest.raises(CannotLock):
        here.try_first()


@ON_POSIX
def test_only_the_same_user_reaches_the_window(folder: Path, here: OneWindow) -> None:
    assert here.try_first()
    assert stat.S_IMODE(socket_file(folder).stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize(
    "said",
    [b"raise", b"raise \n", b"quit\n", b"raise " + b"x" * 401 + b"\n", b"x" * 100_000, b"\n\n\n"],
)
def test_rubbish_raises_nothing_and_the_next_one_is_heard(
    said: bytes, folder: Path, here: OneWindow, qtbot: QtBot
) -> None:
    asked = count_asked(here)
    assert here.try_first()
    rude, polite = QLocalSocket(), QLocalSocket()
    for socket in (rude, polite):
        socket.connectToServer(server_name(folder))
        assert socket.waitForConnected(5000)
    rude.write(said)
    rude.flush()
    polite.write(b"raise\n")
    qtbot.waitUntil(polite.canReadLine)
    assert polite.readLine().data() == b"raised\n"
    assert asked == [True]
    rude.abort()


@pytest.mark.parametrize(("token", "arrives"), [("gnome-12_TIME3", True), ("with space", False)])
def test_the_right_to_come_forward_is_passed_on(
    token: str, arrives: bool, first: Process, open_process: Open
) -> None:
    second = open_process(token=token)
    say(second, "open")
    assert hear(second) == "raised"
    assert hear(first) == f"shown True {token if arrives else ''}".strip()


@pytest.mark.fault(18)
def test_a_first_that_shows_nothing_is_asked_until_it_does(
    here: OneWindow, open_process: Open, qtbot: QtBot
) -> None:
    answers = [False, False, True]
    here.come_forward = lambda: answers.pop(0)
    assert here.try_first()
    second = open_process(seconds=30)
    say(second, "open")
    qtbot.waitUntil(lambda: not answers, timeout=20_000)
    assert hear(second) == "raised"


@pytest.mark.fault(18)
def test_a_first_that_never_shows_anything_does_not_count_as_raised(
    here: OneWindow, open_process: Open, qtbot: QtBot
) -> None:
    assert here.try_first()
    second = open_process(seconds=0.5)
    say(second, "open")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert hear(second) == "no answer"


def test_each_data_folder_has_a_name_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")
    assert server_name(tmp_path / "b" / ".." / "a") == server_name(tmp_path / "a")
    assert str(tmp_path.name) not in server_name(tmp_path)


@ON_POSIX
def test_a_linked_data_folder_is_the_same_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to("a")
    assert server_name(tmp_path / "link") == server_name(tmp_path / "a")


def test_a_window_brought_forward_is_no_longer_minimised_and_stays_maximised(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowState(Qt.WindowState.WindowMaximized | Qt.WindowState.WindowMinimized)
    window.show()
    bring_forward(window)
    assert window.isVisible()
    assert window.windowState() & Qt.WindowState.WindowMaximized
    assert not window.isMinimized()
    qtbot.waitUntil(window.isActiveWindow)
