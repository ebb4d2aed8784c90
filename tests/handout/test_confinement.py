import os
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.skipif(os.name != "posix", reason="some of these exist on POSIX only")
@pytest.mark.parametrize("deed", REFUSED)
def test_a_confined_process_is_refused(deed: str, fonts: Path, tmp_path: Path) -> None:
    assert b"PermissionError: The render worker" in run(REFUSED[deed], fonts, tmp_path).stderr
    assert (tmp_path / "elsewhere" / "note").exists()


@pytest.mark.parametrize("need", ALLOWED)
def test_a_confined_process_keeps_what_it_needs(need: str, fonts: Path, tmp_path: Path) -> None:
    assert run(ALLOWED[need], fonts, tmp_path).stderr == b""


@pytest.mark.skipif(sys.platform != "linux", reason="enforced on Linux only")
def test_memory_beyond_the_limit_is_refused(fonts: Path, tmp_path: Path) -> None:
    assert b"MemoryError" in run("bytearray(128 << 20)", fonts, tmp_path).stderr


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
def test_processor_time_beyond_the_limit_ends_the_process(fonts: Path, tmp_path: Path) -> None:
    code = "limit_processor_time(0)\nwhile True: pass"
    assert run(code, fonts, tmp_path).returncode < 0


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
def test_a_crash_leaves_no_core(fonts: Path, tmp_path: Path) -> None:
    code = "import resource\nprint(resource.getrlimit(resource.RLIMIT_CORE))"
    assert run(code, fonts, tmp_path).stdout.strip() == b"(0, 0)"
