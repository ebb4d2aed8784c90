import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_aid.secrecy import forbid_dumps

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the settings of Linux")

NOBODY = 65534

CRASHING = """
import os, resource, sys
from clinic_aid.secrecy import forbid_dumps
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if sys.argv[1] == "forbidden":
    forbid_dumps()
os.abort()
"""
WAITING = """
import ctypes, os, resource, sys  # before the change of user, who may not read all modules
from clinic_aid.secrecy import forbid_dumps
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
    # A change of user closes the memory; opened, as it is in a program of the user's own.
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
if sys.argv[1] == "forbidden":
    forbid_dumps()
print("ready", flush=True)
sys.stdin.read()
"""
STATING = """
import ctypes, resource
from clinic_aid.secrecy import forbid_dumps
forbid_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def command(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


def dumps_core(how: str, folder: Path) -> bool:
    process = subprocess.Popen(command(CRASHING, how), env=ENVIRONMENT, cwd=folder)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return os.WCOREDUMP(status)


def can_be_read_by_its_user(how: str) -> bool:
    with subprocess.Popen(
        command(WAITING, how),
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        reader = subprocess.run(
            ["/bin/sh", "-c", f": < /proc/{process.pid}/maps"],
            stderr=subprocess.DEVNULL,
            check=False,
            cwd="/",
            user=NOBODY if os.geteuid() == 0 else None,
            group=NOBODY if os.geteuid() == 0 else None,
        )
        assert process.stdin is not None
        process.stdin.close()
        return reader.returncode == 0


def test_the_limit_and_the_mark_are_set() -> None:
    result = subprocess.run(
        command(STATING), env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert result.stdout == "(0, 0) 0\n"


@pytest.mark.fault(30)
def test_a_crash_writes_no_core(tmp_path: Path) -> None:
    if not dumps_core("allowed", tmp_path):
        pytest.skip("this system writes no cores at all")
    assert not dumps_core("forbidden", tmp_path)


@pytest.mark.fault(30)
def test_other_programs_of_the_user_cannot_read_the_memory() -> None:
    if not can_be_read_by_its_user("allowed"):
        pytest.skip("this system lets no program read another")
    assert not can_be_read_by_its_user("forbidden")


def test_it_is_harmless_where_there_is_nothing_to_forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    forbid_dumps()
