import logging
import subprocess
import sys

import pytest

from clinic_aid.last_steps import FAILED, LastSteps

# What hangs holds up every thread of Python.
HANGS = """
import ctypes, sys
from clinic_aid.last_steps import LastSteps
with LastSteps(0.5) as steps:
    steps.take(lambda: print("one", flush=True), None)
    steps.take(lambda: ctypes.PyDLL(None).sleep(600), None)
    print("three", flush=True)
"""
FAILS_BETWEEN = """
from clinic_aid.last_steps import LastSteps
with LastSteps() as steps:
    raise {kind}("Amira Haddad")
print("on")
"""
WAITS_AT_THE_END = """
import threading
from clinic_aid.last_steps import LastSteps, end_before_long
with LastSteps(0.1) as steps:
    pass
threading.Event().wait(0.5)
print("well", flush=True)
end_before_long(0.2)
threading.Thread(target=threading.Event().wait).start()
"""
KINDS = [RuntimeError, MemoryError, SystemExit, KeyboardInterrupt]


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-c", program), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_that_fails_is_written_down_and_the_next_is_taken(
    kind: type[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise kind("Amira Haddad")

    with caplog.at_level(logging.ERROR), LastSteps() as steps:
        assert steps.take(fail, 1) == 1
        assert steps.take(lambda: 2, 1) == 2

    assert kind.__name__ in caplog.text
    assert "Amira" not in caplog.text


def test_a_step_that_hangs_ends_the_process() -> None:
    ended = run(HANGS)

    assert (ended.returncode, ended.stdout) == (FAILED, "one\n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_between_the_steps_ends_the_process(kind: type[BaseException]) -> None:
    ended = run(FAILS_BETWEEN.format(kind=kind.__name__))

    assert (ended.returncode, ended.stdout) == (FAILED, "")
    assert "Amira" not in ended.stderr


def test_after_the_steps_nothing_ends_it_until_it_shall_end_before_long() -> None:
    ended = run(WAITS_AT_THE_END)

    assert (ended.returncode, ended.stdout) == (FAILED, "well\n")
