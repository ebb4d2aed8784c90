"""What the worker answers, told by its own loop; test_rendering.py runs it as a process."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from clinic_aid.handout import worker
from clinic_aid.handout.framing import send
from clinic_aid.handout.pdf import PrintJob

JOB = PrintJob(
    documents=(
        '<!DOCTYPE html><html lang="en"><title>Guide</title><link rel="stylesheet" href="a.css">'
        "<h1>Guide</h1></html>",
    ),
    files={"a.css": ("text/css", b"h1 { font-family: 'Noto Sans' }")},
)


@pytest.fixture
def unconfined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the limits off this process: they cannot be undone."""
    for name in ("confine", "limit_resources", "limit_processor_time"):
        monkeypatch.setattr(worker, name, lambda *_args, **_limits: None)


def answers(fonts: Path, scratch: Path, *jobs: PrintJob) -> list[list[bytes]]:
    stream = BytesIO()
    for job in jobs:
        send(stream, worker.job_as_message(job))
    stream.seek(0)
    return list(worker._answers(stream, fonts, scratch, memory=1 << 30, seconds=60))


@pytest.mark.usefixtures("unconfined")
def test_a_warm_worker_says_so_and_ends_with_its_input(fonts: Path, tmp_path: Path) -> None:
    assert answers(fonts, tmp_path) == [[worker.READY]]


@pytest.mark.usefixtures("unconfined")
def test_each_job_gets_its_pdf(fonts: Path, tmp_path: Path) -> None:
    _, first, second = answers(fonts, tmp_path, JOB, JOB)
    assert first[0] == worker.PDF
    assert first[1].startswith(b"%PDF-1.7")
    assert first == second


@pytest.mark.usefixtures("unconfined")
def test_a_job_at_fault_is_answered_with_its_messages(fonts: Path, tmp_path: Path) -> None:
    lost = PrintJob(documents=JOB.documents)
    _, fault, pdf = answers(fonts, tmp_path, lost, JOB)
    assert fault == [worker.FAULT, b"Refused: https://pack.invalid/a.css"]
    assert pdf[0] == worker.PDF


def test_a_worker_without_fonts_says_what_is_missing(tmp_path: Path) -> None:
    [[kind, message]] = answers(tmp_path, tmp_path)
    assert kind == worker.FAULT
    assert b"Fonts that belong to Clinic Aid are missing" in message


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is started for it")
def test_no_other_program_is_started_as_it_warms_up(fonts: Path, tmp_path: Path) -> None:
    code = (
        "import sys; started = []\n"
        "kinds = 'subprocess.Popen', 'os.posix_spawn', 'os.fork', 'os.exec', 'os.system'\n"
        "sys.addaudithook(lambda kind, given: kind in kinds and started.append(given[0]))\n"
        "from clinic_aid.handout.worker import main\n"
        "status = main(); print(status, *started, file=sys.stderr)"
    )
    given = (f"--fonts={fonts}", f"--scratch={tmp_path}", f"--memory={1 << 30}", "--seconds=60")
    result = subprocess.run(
        [sys.executable, "-c", code, *given],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert worker.READY in result.stdout
    assert result.stderr.split() == [b"0"]
