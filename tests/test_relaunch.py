import hashlib
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinic_aid.relaunch import take_handover

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the way of Linux")
ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="the ways of POSIX")
HERE = Path(__file__).resolve().parents[1]

# Both lives of one program. What it is told comes by way of its input, never its arguments or
# environment, which a relaunch keeps.
PROGRAM = """
import hashlib, os, sys, threading
from pathlib import Path
from clinic_aid.relaunch import relaunch, take_handover

def tell(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

def hear():
    return os.read(0, 100).decode().strip()

if "again" in sys.argv:
    left_open = set()
    for number in range(3, 64):
        try:
            left_open.add(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:
            pass
    told = os.environ.get("CLINIC_AID_HANDOVER")
    handover = take_handover()
    tell(os.getpid())
    tell("nothing" if handover is None else hashlib.sha256(handover).hexdigest())
    tell(take_handover())
    tell(sorted(name for name in os.environ if "HANDOVER" in name))
    tell(os.environ["KEPT"], os.getcwd(), sys.argv[1:], sys.flags.utf8_mode)
    tell("memory file" if any("memfd" in name for name in left_open) else "-")
    tell("leak" if any("leak" in name for name in left_open) else "-")
    tell(told)
    hear()
else:
    size, secret, platform = hear().split()
    # Turned round on its way here, so that the way itself leaves no copy.
    secret = secret[::-1]
    known = [secret, secret + "!", secret.encode(), bytearray(secret.encode()) * 50]
    Path("leak").touch()
    leak = os.open("leak", os.O_RDONLY)
    os.set_inheritable(leak, True)
    os.environ["CLINIC_AID_HANDOVER"] = "memory:99"
    # Other threads are at work, as they are behind a window; they must not hold it up.
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    tell("ready")
    hear()
    sys.platform = platform
    handover = None if size == "none" else bytes(range(256)) * (int(size) // 256)

    def refuse(event, given):
        writes = event == "open" and isinstance(given[0], str) and given[2] & os.O_ACCMODE
        if (writes and given[0] != os.devnull) or event in ("os.mkdir", "os.rename", "os.link"):
            tell("wrote", event, given)
            os._exit(9)

    sys.addaudithook(refuse)
    relaunch(["again", "demo x"], handover)
"""
SIZE = 5 << 20
WHOLE = hashlib.sha256(bytes(range(256)) * (SIZE // 256)).hexdigest()

Process = subprocess.Popen[bytes]
Start = Callable[..., Process]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """What the second life told of itself."""

    pid: int
    handover: str
    handover_again: str
    variables: str
    kept: str
    open_before: str
    leaked: str
    told: str


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    processes: list[Process] = []

    def start(
        *entry: str, size: int | None = SIZE, secret: str = "x", platform: str = sys.platform
    ) -> Process:
        process = subprocess.Popen(
            [sys.executable, *(entry or ("-c", PROGRAM))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(HERE), "KEPT": "as it was"},
        )
        processes.append(process)
        say(process, f"{size or 'none'} {secret[::-1]} {platform}")
        assert heard(process) == "ready"
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def say(process: Process, words: str) -> None:
    assert process.stdin is not None
    process.stdin.write(words.encode() + b"\n")
    process.stdin.flush()


def heard(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().decode().strip()


def relaunched(process: Process) -> Fresh:
    say(process, "go")
    pid, *rest = (heard(process) for _ in range(8))
    return Fresh(
        pid=int(pid),
        handover=rest[0],
        handover_again=rest[1],
        variables=rest[2],
        kept=rest[3],
        open_before=rest[4],
        leaked=rest[5],
        told=rest[6],
    )


def copies_in_memory(pid: int, marker: bytes) -> int:
    found = 0
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
            area = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if area is None:
                continue
            begin, end = (int(number, 16) for number in area.groups())
            try:
                memory.seek(begin)
                found += memory.read(end - begin).count(marker)
            except (OSError, OverflowError, ValueError):
                continue  # pages of the kernel or of a device
    return found


@ON_LINUX
@pytest.mark.fault(30)
def test_nothing_of_what_was_known_is_in_memory_afterwards(start: Start) -> None:
    secret = secrets.token_hex(16)
    process = start(secret=secret)
    try:
        before = copies_in_memory(process.pid, secret.encode())
    except PermissionError:
        pytest.skip("this system lets no program read the memory of another")
    # One in each string and in the bytes, fifty in the bytearray: the search does find them.
    assert before >= 53
    fresh = relaunched(process)
    assert fresh.handover == WHOLE
    assert copies_in_memory(fresh.pid, secret.encode()) == 0


@ON_LINUX
@pytest.mark.fault(30)
def test_the_process_keeps_its_number(start: Start) -> None:
    process = start()
    assert relaunched(process).pid == process.pid
    assert process.poll() is None


@ON_LINUX
def test_the_handover_arrives_whole_and_once(start: Start) -> None:
    fresh = relaunched(start())
    assert fresh.handover == WHOLE
    assert fresh.handover_again == "None"
    assert fresh.variables == "[]"


@ON_LINUX
def test_without_a_handover_nothing_is_told_and_an_old_variable_is_gone(start: Start) -> None:
    fresh = relaunched(start(size=None))
    assert fresh.told == "None"
    assert fresh.handover == "nothing"
    assert fresh.open_before == "-"


@ON_LINUX
def test_no_file_is_written_by_it(start: Start, tmp_path: Path) -> None:
    # The program itself refuses to open any file for writing; this looks from outside as well.
    process = start()
    places = [tmp_path, Path("/dev/shm")]
    before = [sorted(place.iterdir()) for place in places]
    assert relaunched(process).handover == WHOLE
    assert [sorted(place.iterdir()) for place in places] == before


@ON_LINUX
def test_nothing_else_stays_open(start: Start) -> None:
    fresh = relaunched(start())
    assert fresh.open_before == "memory file"
    assert fresh.leaked == "-"


@ON_POSIX
def test_environment_folder_and_arguments_are_kept(start: Start, tmp_path: Path) -> None:
    fresh = relaunched(start("-X", "utf8=1", "-c", PROGRAM))
    folder = os.path.realpath(tmp_path)
    assert fresh.kept == f"as it was {folder} ['again', 'demo x'] 1"


@ON_POSIX
@pytest.mark.parametrize("entry", [["program.py"], ["-m", "package"]], ids=["script", "module"])
def test_the_entry_that_was_used_is_used_again(
    entry: list[str], start: Start, tmp_path: Path
) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").touch()
    for program in (tmp_path / "program.py", tmp_path / "package" / "__main__.py"):
        program.write_text(PROGRAM, encoding="utf-8")
    assert relaunched(start(*entry)).handover == WHOLE


@ON_POSIX
def test_where_no_program_replaces_itself_a_successor_gets_the_handover(start: Start) -> None:
    process = start(platform="darwin")
    fresh = relaunched(process)
    assert fresh.handover == WHOLE
    assert fresh.handover_again == "None"
    assert fresh.variables == "[]"
    assert fresh.leaked == "-"
    assert process.wait() == 0
    assert fresh.pid != process.pid


@ON_POSIX
def test_a_successor_needs_no_handover(start: Start) -> None:
    assert relaunched(start(platform="darwin", size=None)).handover == "nothing"


@ON_POSIX
@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_without_a_program_to_start_this_one_lives_on(platform: str, tmp_path: Path) -> None:
    code = (
        "import sys; from clinic_aid.errors import ClinicAidError;"
        "from clinic_aid.relaunch import relaunch;"
        f"sys.executable = {str(tmp_path / 'gone')!r}; sys.platform = {platform!r}\n"
        "try: relaunch([], b'work')\n"
        "except ClinicAidError as error: print('lives on:', error)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(HERE)},
    )
    assert result.stdout.startswith("lives on: Clinic Aid could not start afresh.")


@pytest.mark.parametrize(
    "told",
    [
        "",
        "memory",
        "memory:",
        "memory:-1",
        "memory:²",
        "memory:0",
        "memory:1",
        "memory:99999",
        "memory:9999999999999",
        "input:x",
        "disk:3",
        "\udcff",
    ],
)
def test_a_made_up_handover_is_none(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC_AID_HANDOVER", told)
    assert take_handover() is None
    assert "CLINIC_AID_HANDOVER" not in os.environ


@ON_LINUX
def test_a_file_that_is_no_handover_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").write_bytes(b"other")
    with (tmp_path / "other").open("rb") as file:
        monkeypatch.setenv("CLINIC_AID_HANDOVER", f"memory:{file.fileno()}")
        assert take_handover() is None
        assert file.read() == b"other"


@ON_LINUX
def test_a_memory_file_of_another_kind_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    descriptor = os.memfd_create("another", os.MFD_ALLOW_SEALING)
    try:
        monkeypatch.setenv("CLINIC_AID_HANDOVER", f"memory:{descriptor}")
        assert take_handover() is None
        assert os.write(descriptor, b"still open")
    finally:
        os.close(descriptor)


@ON_POSIX
@pytest.mark.parametrize("given", [b"", b"hal", b"half and more"])
def test_a_handover_that_is_not_whole_is_none(given: bytes) -> None:
    result = subprocess.run(
        [sys.executable, "-c", "import clinic_aid.relaunch as r; print(r.take_handover())"],
        input=given,
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(HERE), "CLINIC_AID_HANDOVER": "input:4"},
    )
    assert result.stdout == b"None\n"


@ON_POSIX
def test_an_input_that_nobody_ends_is_not_waited_for() -> None:
    result = subprocess.run(
        [sys.executable, "-c", "import clinic_aid.relaunch as r; print(r.take_handover())"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(HERE), "CLINIC_AID_HANDOVER": "input:4"},
    )
    assert result.stdout == b"None\n"
