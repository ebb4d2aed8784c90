"""The command line with standard streams that are full, closed or left by their reader."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_aid import locations

pytestmark = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="streams as a shell of Unix redirects them"
)


def run(command: str, **environment: str) -> tuple[int, str]:
    """Give the exit status of a command and what it told on the streams that were left to it."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m clinic_aid {command}"],
        capture_output=True,
        text=True,
        cwd=locations.templates().parent,
        # Kept back until the end, as on a machine that asks for nothing else.
        env={**os.environ, "PYTHONUNBUFFERED": "", **environment},
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", ["schema clinic", "content check", "--help", "--version"])
def test_an_answer_that_cannot_be_written_is_one_clear_line(command: str) -> None:
    status, told = run(f"{command} >/dev/full")
    assert status == 1
    assert told.startswith("The answer could not be written (No space left on device).")
    assert told.count("\n") == 1


@pytest.mark.parametrize("command", ["schema clinic", "content check", "verify"])
def test_nothing_is_done_for_an_answer_that_nobody_can_get(command: str) -> None:
    status, told = run(f"{command} >&-")
    assert status == 1
    assert told == "Standard output is closed, so nothing can be told. Open it.\n"


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", "<&- >&- 2>&-"])
def test_a_refusal_that_nobody_can_be_told_has_its_exit_status(closed: str) -> None:
    assert run(f"handout nothing.yaml -o guide.pdf {closed}") == (1, "")
    assert run(f"handout one.yaml two.yaml -o guides.pdf {closed}")[0] == 1


def test_wrong_usage_is_2_though_nobody_can_be_told() -> None:
    assert run("schema nonsense 2>/dev/full") == (2, "")


def test_a_reader_that_has_read_enough_is_no_fault() -> None:
    assert run("schema content | head -n 1") == (0, "{\n")


def test_a_file_never_takes_the_number_of_a_closed_stream() -> None:
    code = (
        "import os; from clinic_aid.streams import hold_standard_descriptors as hold; hold();"
        "number = os.open(os.devnull, os.O_RDONLY); raise SystemExit(number)"
    )
    done = subprocess.run(
        ["bash", "-c", f'{sys.executable} -c "{code}" <&- >&- 2>&-'],
        cwd=locations.templates().parent,
        check=False,
    )
    assert done.returncode > 2


LONG = "x" * 300


@pytest.mark.parametrize(
    "command",
    [
        f"handout {LONG} -o guide.pdf",
        f"handout resources/samples/minimal.yaml -o guide.pdf --clinic {LONG}",
        f"handout nothing.yaml nothing-else.yaml -o {LONG}",
        f"content check {LONG}",
        f"verify {LONG}",
        f"restore {LONG} --yes",
    ],
)
def test_a_name_that_is_too_long_is_no_fault_of_the_program(command: str) -> None:
    status, told = run(command)
    assert status == 1
    assert "fault of its own" not in told
    assert "too long" in told or "longer than" in told


def test_so_is_a_data_folder_of_such_a_name() -> None:
    status, told = run("verify", CLINIC_AID_HOME=f"/tmp/{LONG}")
    assert status == 1
    assert told.startswith("A name that was given is longer than any file's can be.")


def test_a_name_of_a_file_does_nothing_to_a_terminal() -> None:
    status, told = run("handout $'\\e[2J\\xe2\\x80\\xae.yaml' -o guide.pdf")
    assert status == 1
    assert told.startswith("\\u001b[2J\\u202e.yaml: ")
