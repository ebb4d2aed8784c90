import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.one_holder import (
    CannotLock,
    OneHolder,
    one_after_the_other,
    only_holder,
)

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and rights of POSIX")

HOLDING = """
import sys
from pathlib import Path
from clinic_aid.files.one_holder import OneHolder
holder = OneHolder(Path(sys.argv[1]))
print(holder.take(), flush=True)
sys.stdin.read()
"""
# The child waits for the same input, and so outlives its killed parent.
HOLDING_WITH_CHILD = HOLDING.replace(
    "print(",
    "taken = holder.take()\n"
    "import subprocess; child = subprocess.Popen([sys.executable, '-c', 'input()'])\n"
    "print(",
)
TAKING_TOGETHER = """
import sys
from pathlib import Path
from clinic_aid.files.one_holder import OneHolder
holder = OneHolder(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(holder.take(), flush=True)
sys.stdin.read()
"""

Process = subprocess.Popen[str]
Start = Callable[[str], Process]


@pytest.fixture
def lock_file(tmp_path: Path) -> Path:
    return tmp_path / "vault.lock"


@pytest.fixture
def start(lock_file: Path) -> Iterator[Start]:
    processes: list[Process] = []

    def start(code: str) -> Process:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(lock_file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def says(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def other(start: Start) -> Process:
    process = start(HOLDING)
    assert says(process) == "True"
    return process


def dead_pid() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_a_free_lock_is_taken_and_its_folder_made(tmp_path: Path) -> None:
    holder = OneHolder(tmp_path / "data" / "vault.lock")
    assert holder.take()
    assert (tmp_path / "data" / "vault.lock").exists()
    holder.let_go()


def test_taking_it_again_is_no_second_holding(lock_file: Path) -> None:
    first, second = OneHolder(lock_file), OneHolder(lock_file)
    assert first.take()
    assert first.take()
    assert not second.take()
    first.let_go()
    assert second.take()
    assert not first.take()
    second.let_go()


@pytest.mark.fault(18)
def test_of_processes_that_start_together_one_alone_holds(start: Start) -> None:
    processes = [start(TAKING_TOGETHER) for _ in range(4)]
    assert [says(process) for process in processes] == ["ready"] * 4
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert sorted(says(process) for process in processes) == ["False"] * 3 + ["True"]


@pytest.mark.fault(19)
def test_a_live_holder_is_kept(other: Process, lock_file: Path) -> None:
    assert not OneHolder(lock_file).take()


@ON_POSIX
@pytest.mark.fault(19)
def test_a_live_holder_is_kept_whatever_becomes_of_the_words_in_its_file(
    other: Process, lock_file: Path
) -> None:
    for words in (b"", f"{dead_pid()}\n".encode(), os.urandom(100)):
        lock_file.write_bytes(words)
        assert not OneHolder(lock_file).take()


@ON_POSIX
@pytest.mark.fault(19)
def test_a_killed_holder_frees_the_lock_at_once(other: Process, lock_file: Path) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    holder = OneHolder(lock_file)
    assert holder.take()
    holder.let_go()


@ON_POSIX
@pytest.mark.fault(19)
def test_a_killed_holder_frees_the_lock_though_its_child_lives(
    start: Start, lock_file: Path
) -> None:
    parent = start(HOLDING_WITH_CHILD)
    assert says(parent) == "True"
    parent.kill()
    parent.wait()
    holder = OneHolder(lock_file)
    assert holder.take()
    holder.let_go()


@pytest.mark.fault(19)
@pytest.mark.parametrize(
    "left",
    [
        lambda: f"{dead_pid()}\n",
        lambda: f"{os.getpid()}\n",
        lambda: f"{os.getppid()}\nclinic-aid\nlaptop\n",
        lambda: "",
        lambda: "\x00\xff garbage " * 10_000,
    ],
    ids=["dead pid", "reused pid", "reused pid, as Qt writes it", "empty", "garbage"],
)
def test_an_old_lock_file_locks_nothing(left: Callable[[], str], lock_file: Path) -> None:
    lock_file.write_text(left(), encoding="utf-8")
    holder = OneHolder(lock_file)
    assert holder.take()
    holder.let_go()


def test_the_file_stays_so_that_all_lock_the_same_one(lock_file: Path) -> None:
    with only_holder(lock_file, refusal="Clinic Aid is open."):
        before = lock_file.stat().st_ino
    assert lock_file.stat().st_ino == before


def test_the_refusal_has_the_words_of_the_caller(other: Process, lock_file: Path) -> None:
    with (
        pytest.raises(ClinicAidError, match=r"^Clinic Aid is open\. Close it, then restore\.$"),
        only_holder(lock_file, refusal="Clinic Aid is open. Close it, then restore."),
    ):
        pytest.fail("held by two")


def test_a_block_that_fails_frees_the_lock(lock_file: Path) -> None:
    with pytest.raises(KeyError), only_holder(lock_file, refusal="Clinic Aid is open."):
        raise KeyError
    with only_holder(lock_file, refusal="Clinic Aid is open."):
        pass


@ON_POSIX
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSYS, "cannot lock files"),
        (errno.EOPNOTSUPP, "cannot lock files"),
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "may not be written"),
    ],
)
def test_a_place_without_locks_is_refused_and_never_locked_by_a_mere_file(
    number: int, words: str, lock_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    # What the system answers on such a disk; filelock itself is the real one.
    monkeypatch.setattr("fcntl.flock", fail)
    with pytest.raises(CannotLock, match=words):
        OneHolder(lock_file).take()


@ON_POSIX
def test_a_link_in_the_place_of_the_lock_is_refused(lock_file: Path, tmp_path: Path) -> None:
    lock_file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotLock):
        OneHolder(lock_file).take()
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_in_the_place_of_the_lock_is_refused(lock_file: Path) -> None:
    lock_file.mkdir()
    with pytest.raises(CannotLock):
        OneHolder(lock_file).take()


def test_the_sentence_names_no_folder(lock_file: Path, tmp_path: Path) -> None:
    lock_file.mkdir()
    with pytest.raises(CannotLock) as caught:
        OneHolder(lock_file).take()
    assert str(tmp_path) not in str(caught.value)


def test_who_comes_second_waits_for_the_end_of_a_short_block(tmp_path: Path) -> None:
    file, order = tmp_path / "short.lock", []
    inside = Event()

    def second() -> None:
        inside.wait(30)
        with one_after_the_other(file, patience_s=30):
            order.append("second")

    thread = Thread(target=second)
    thread.start()
    with one_after_the_other(file):
        inside.set()
        order.append("first")
    thread.join(30)
    assert order == ["first", "second"]


def test_a_lock_that_nobody_lets_go_holds_nobody_up_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "short.lock"
    with one_after_the_other(file), one_after_the_other(file, patience_s=0.01):
        pass


def test_without_its_folder_nothing_is_locked_and_no_folder_made(tmp_path: Path) -> None:
    with one_after_the_other(tmp_path / "nowhere" / "short.lock"):
        assert not (tmp_path / "nowhere").exists()


# Takes the lock, and lets another program take its place as a lock of the app does.
HANDING_ON = """
import os, sys
from pathlib import Path
from clinic_aid.files.one_holder import OneHolder
holder = OneHolder(Path(sys.argv[1]))
print(holder.take(), flush=True)
os.set_inheritable(holder.descriptor, True)
following = [sys.executable, "-c", sys.argv[2], sys.argv[1], str(holder.descriptor)]
os.execv(sys.executable, following)
"""
TAKING_OVER = """
import sys
from pathlib import Path
from clinic_aid.files.one_holder import OneHolder
print("between", flush=True)
sys.stdin.readline()
holder = OneHolder(Path(sys.argv[1]), inherited=int(sys.argv[2]))
print(holder.take(), flush=True)
sys.stdin.readline()
holder.let_go()
print("free", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="one process takes another one's place")
@pytest.mark.fault(18)
def test_the_lock_is_held_while_one_process_takes_the_place_of_another(lock_file: Path) -> None:
    command = (sys.executable, "-c", HANDING_ON, str(lock_file), TAKING_OVER)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        assert process.stdout.readline() == "between\n"
        assert not OneHolder(lock_file).take()
        print(file=process.stdin, flush=True)
        assert process.stdout.readline() == "True\n"
        assert not OneHolder(lock_file).take()
        print(file=process.stdin, flush=True)
        assert process.stdout.readline() == "free\n"
        after = OneHolder(lock_file)
        assert after.take()
        after.let_go()
        process.stdin.close()


def test_a_made_up_descriptor_holds_nothing(lock_file: Path, tmp_path: Path) -> None:
    holder = OneHolder(lock_file, inherited=0)

    assert holder.take()
    assert holder.descriptor not in (None, 0)
    holder.let_go()
