import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinic_aid.handout.confinement import confine, limit_processor_time, limit_resources

PREPARED = """
import os, shutil, socket, subprocess, sys, urllib.request
from pathlib import Path
from clinic_aid.handout.confinement import confine, limit_processor_time, limit_resources
fonts, scratch, elsewhere = map(Path, sys.argv[1:])
sys.path[:] = [entry for entry in sys.path if "pytest" not in entry]
limit_resources(memory=64 << 20)
confine(readable=[fonts], writable=scratch)
"""

REFUSED = {
    "opening a file": "open(elsewhere / 'note')",
    "writing a file": "open(elsewhere / 'new', 'w')",
    "opening by way of the scratch folder": "open(scratch / '..' / elsewhere.name / 'note')",
    "writing a font": "open(fonts / 'new.ttf', 'wb')",
    "opening a linked file": "open(scratch / 'link')",
    "opening low down": "os.open(elsewhere / 'note', os.O_RDONLY)",
    "reading the environment of a process": "open('/proc/self/environ')",
    "removing a file": "(elsewhere / 'note').unlink()",
    "moving a file": "(elsewhere / 'note').rename(scratch / 'note')",
    "a socket": "socket.socket()",
    "a name server": "socket.getaddrinfo('localhost', 80)",
    "an address": "urllib.request.urlopen('http://127.0.0.1:9')",
    "a program": "subprocess.run(['true'])",
    "a shell": "os.system('true')",
    "a fork": "os.fork()",
    "a spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "ending a process": "os.kill(os.getppid(), 0)",
}

ALLOWED = {
    "a font": "open(fonts / 'NotoSans-Bold.ttf', 'rb').close()",
    "a scratch file": "(scratch / 'x').write_bytes(b'x'); (scratch / 'x').unlink()",
    "a module": "import wave, PIL.Image",
}


def run(code: str, fonts: Path, tmp_path: Path) -> subprocess.CompletedProcess[bytes]:
    for name in ("scratch", "elsewhere"):
        (tmp_path / name).mkdir()
    (tmp_path / "elsewhere" / "note").write_text("private", encoding="utf-8")
    if os.name == "posix":
        (tmp_path / "scratch" / "link").symlink_to(tmp_path / "elsewhere" / "note")
    arguments = [str(fonts), str(tmp_path / "scratch"), str(tmp_path / "elsewhere")]
    return subprocess.run(
        [sys.executable, "-c", PREPARED + code, *arguments],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.mark.fault(49)
@pytest.mark.skipif(os.name != "posix", reason="some of these exist on POSIX only")
@pytest.mark.parametrize("deed", REFUSED)
def test_a_confined_process_is_refused(deed: str, fonts: Path, tmp_path: Path) -> None:
    assert b"PermissionError: The render worker" in run(REFUSED[deed], fonts, tmp_path).stderr
    assert (tmp_path / "elsewhere" / "note").exists()


@pytest.mark.parametrize("need", ALLOWED)
def test_a_confined_process_keeps_what_it_needs(need: str, fonts: Path, tmp_path: Path) -> None:
    assert run(ALLOWED[need], fonts, tmp_path).stderr == b""


@pytest.mark.fault(49)
@pytest.mark.skipif(sys.platform != "linux", reason="enforced on Linux only")
def test_memory_beyond_the_limit_is_refused(fonts: Path, tmp_path: Path) -> None:
    assert b"MemoryError" in run("bytearray(128 << 20)", fonts, tmp_path).stderr


@pytest.mark.fault(49)
@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
def test_processor_time_beyond_the_limit_ends_the_process(fonts: Path, tmp_path: Path) -> None:
    code = "limit_processor_time(0)\nwhile True: pass"
    assert run(code, fonts, tmp_path).returncode < 0


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
def test_a_smaller_limit_of_the_system_stays(fonts: Path, tmp_path: Path) -> None:
    code = (
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (100, 100))\n"
        "limit_processor_time(5000)\nprint(resource.getrlimit(resource.RLIMIT_CPU))"
    )
    assert run(code, fonts, tmp_path).stdout.strip() == b"(100, 100)"


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
def test_a_crash_leaves_no_core(fonts: Path, tmp_path: Path) -> None:
    code = "import resource\nprint(resource.getrlimit(resource.RLIMIT_CORE))"
    assert run(code, fonts, tmp_path).stdout.strip() == b"(0, 0)"


Hook = Callable[[str, tuple[Any, ...]], None]


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Hook:
    """Give the audit hook without putting it into force here, where it could not be undone."""
    hooks: list[Hook] = []
    monkeypatch.setattr(sys, "addaudithook", hooks.append)
    monkeypatch.setattr(sys, "path", [])
    confine(readable=[tmp_path / "fonts"], writable=tmp_path / "scratch")
    return hooks[0]


@pytest.mark.parametrize(
    ("path", "flags"),
    [("fonts/a.ttf", os.O_RDONLY), ("scratch/a", os.O_RDONLY), ("scratch/a", os.O_WRONLY)],
)
def test_the_hook_lets_fonts_be_read_and_scratch_be_written(
    path: str, flags: int, hook: Hook, tmp_path: Path
) -> None:
    hook("open", (tmp_path / path, "r", flags))


@pytest.mark.parametrize(
    ("path", "flags"),
    [("note", os.O_RDONLY), ("fonts/a.ttf", os.O_RDWR), ("scratch/../note", os.O_RDONLY)],
)
def test_the_hook_refuses_other_files(path: str, flags: int, hook: Hook, tmp_path: Path) -> None:
    with pytest.raises(PermissionError, match="may not open this file"):
        hook("open", (os.fspath(tmp_path / path).encode(), "r", flags))


def test_the_hook_lets_an_open_descriptor_be_wrapped_but_no_unknown_thing(hook: Hook) -> None:
    hook("open", (3, "r", os.O_RDONLY))
    with pytest.raises(PermissionError):
        hook("open", (None, "r", os.O_RDONLY))


@pytest.mark.parametrize("event", ["os.remove", "os.rename", "os.chmod"])
def test_the_hook_lets_files_change_in_scratch_alone(
    event: str, hook: Hook, tmp_path: Path
) -> None:
    hook(event, (tmp_path / "scratch" / "a",))
    with pytest.raises(PermissionError, match="may not change this file"):
        hook(event, (tmp_path / "fonts" / "a.ttf",))


@pytest.mark.parametrize("event", ["socket.connect", "subprocess.Popen", "os.fork", "os.kill"])
def test_the_hook_refuses_the_network_and_other_programs(event: str, hook: Hook) -> None:
    with pytest.raises(PermissionError, match="may not do this"):
        hook(event, ())


def test_the_hook_lets_python_go_on(hook: Hook) -> None:
    for event in ("import", "builtins.id", "shutil.rmtree", "compile"):
        hook(event, ())


@pytest.mark.skipif(sys.platform != "linux", reason="the limits that Linux enforces")
def test_limits_are_counted_from_what_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    free = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _what: free)
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    limit_resources(memory=1 << 20)
    limit_processor_time(5)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    in_use = pages * os.sysconf("SC_PAGE_SIZE")
    assert limits[resource.RLIMIT_CORE] == (0, 0)
    assert limits[resource.RLIMIT_AS][0] == pytest.approx(in_use + (1 << 20), rel=0.2)
    assert limits[resource.RLIMIT_CPU][0] > 5


@pytest.mark.skipif(sys.platform != "linux", reason="the limits that Linux enforces")
def test_a_limit_never_rises_above_the_system_s(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (7, 7))
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    limit_resources(memory=1 << 20)
    assert limits[resource.RLIMIT_NOFILE] == (7, 7)
