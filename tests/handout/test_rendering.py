import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clinic_aid import locations
from clinic_aid.errors import ClinicAidError
from clinic_aid.handout.pdf import PrintJob, RenderFault, write_pdf
from clinic_aid.handout.rendering import Renderer, _Worker
from clinic_aid.handout.worker import PDF

LARGE = "<table>" + "<tr><td>a</td></tr>" * 8_000 + "</table>"
ENDLESS = LARGE * 8
ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="enforced on Linux only")


def test_the_worker_gives_the_bytes_the_function_gives(
    renderer: Renderer, guide: PrintJob, fonts: Path
) -> None:
    assert renderer.render(guide) == write_pdf(guide, fonts)


def test_one_worker_serves_many_jobs(renderer: Renderer, guide: PrintJob) -> None:
    renderer.render(guide)
    process = renderer.process_id
    renderer.render(guide)
    assert renderer.process_id == process


def test_files_reach_the_worker(renderer: Renderer, page: Callable[..., PrintJob]) -> None:
    link = '<link rel="stylesheet" href="look.css">'
    small = page("<p>a</p>", style="", head=link, **{"look.css": b"@page{size:70pt 90pt}"})
    assert renderer.render(small) != renderer.render(page("<p>a</p>", style=""))


def test_a_fault_of_the_job_comes_back_and_the_worker_stays(
    renderer: Renderer, page: Callable[..., PrintJob], guide: PrintJob
) -> None:
    renderer.render(guide)
    process = renderer.process_id
    with pytest.raises(RenderFault, match="notdef") as caught:
        renderer.render(page("<p>𒀭</p>"))
    assert len(caught.value.messages) == 1
    assert renderer.process_id == process


def test_half_a_character_is_a_fault(renderer: Renderer, page: Callable[..., PrintJob]) -> None:
    with pytest.raises(RenderFault, match="surrogate"):
        renderer.render(page("<p>\ud800</p>"))


def test_jobs_of_many_threads_do_not_mix(
    renderer: Renderer, page: Callable[..., PrintJob], fonts: Path
) -> None:
    jobs = [page(f"<h1>Number {number}</h1>") for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(renderer.render, jobs)) == [write_pdf(job, fonts) for job in jobs]


@pytest.mark.fault(32)
def test_a_worker_that_died_is_replaced(renderer: Renderer, guide: PrintJob) -> None:
    expected = renderer.render(guide)
    process = renderer.process_id
    assert process is not None
    os.kill(process, signal.SIGTERM)
    assert renderer.render(guide) == expected
    assert renderer.process_id != process


def ended_each_time_by(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every worker be ended by a signal while it is at work."""
    ask = _Worker._ask

    def end_and_ask(worker: _Worker, message: list[bytes] | None, timeout_s: float) -> list[bytes]:
        os.kill(worker.process_id, number)
        worker._process.wait()
        return ask(worker, message, timeout_s)

    monkeypatch.setattr(_Worker, "_ask", end_and_ask)


@ON_POSIX
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_a_worker_that_the_system_ends_each_time_is_told(
    renderer: Renderer, guide: PrintJob, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended_each_time_by(getattr(signal, name), monkeypatch)
    with pytest.raises(ClinicAidError, match="Close other programs"):
        renderer.render(guide)


@ON_POSIX
def test_a_worker_that_breaks_each_time_is_a_fault(
    renderer: Renderer, guide: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended_each_time_by(signal.SIGSEGV, monkeypatch)
    with pytest.raises(RenderFault, match="worker ended"):
        renderer.render(guide)


@pytest.mark.fault(33)
@pytest.mark.fault(49)
def test_a_job_that_never_ends_is_given_up_twice(
    fonts: Path, page: Callable[..., PrintJob], guide: PrintJob
) -> None:
    with Renderer(fonts, timeout_s=1) as renderer:
        with pytest.raises(ClinicAidError, match="took longer than 1 seconds"):
            renderer.render(page(ENDLESS))
        assert renderer.process_id is None


@pytest.mark.fault(34)
@ON_LINUX
def test_a_job_that_needs_too_much_memory_is_given_up(
    fonts: Path, page: Callable[..., PrintJob], guide: PrintJob
) -> None:
    with Renderer(fonts, memory=32 << 20) as renderer:
        with pytest.raises(RenderFault, match="worker ended"):
            renderer.render(page(LARGE))
        assert renderer.render(page("<p>a</p>"))


def test_closing_ends_a_job_under_way(
    fonts: Path, page: Callable[..., PrintJob], guide: PrintJob
) -> None:
    renderer = Renderer(fonts)
    renderer.render(guide)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(renderer.render, page(ENDLESS))
        renderer.close()
        with pytest.raises(RenderFault, match="closed"):
            answer.result(timeout=20)


def test_a_closed_renderer_stays_closed(fonts: Path, guide: PrintJob) -> None:
    renderer = Renderer(fonts)
    renderer.close()
    renderer.close()
    with pytest.raises(RenderFault, match="closed"):
        renderer.warm()


def test_warming_does_not_wait(fonts: Path) -> None:
    with Renderer(fonts) as renderer:
        renderer.warm()
        assert renderer.process_id is not None
    assert renderer.process_id is None


def test_nothing_is_left_on_the_disk(
    fonts: Path, guide: PrintJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Renderer(fonts) as renderer:
        renderer.render(guide)
        assert list(tmp_path.iterdir()) != []
    assert list(tmp_path.iterdir()) == []


def test_without_room_for_temporary_files_it_is_told_what_to_do(
    fonts: Path, guide: PrintJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with Renderer(fonts) as renderer, pytest.raises(ClinicAidError, match="Free some space"):
        renderer.render(guide)


@ON_POSIX
def test_a_full_disk_is_told_and_an_earlier_guide_is_kept(tmp_path: Path) -> None:
    import resource

    sample = locations.resources() / "samples" / "minimal.yaml"
    guide = tmp_path / "guide.pdf"
    guide.write_bytes(b"%PDF-1.7 of before")
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "clinic_aid", "handout", sample, "-o", guide],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )
    assert made.returncode == 1
    (line,) = made.stderr.splitlines()
    assert line.startswith("No guide can be made: the disk is full")
    assert guide.read_bytes() == b"%PDF-1.7 of before"


@pytest.mark.fault(37)
def test_missing_fonts_are_told_and_crash_nothing(tmp_path: Path, guide: PrintJob) -> None:
    with Renderer(tmp_path) as renderer, pytest.raises(ClinicAidError, match="Install"):
        renderer.render(guide)


@pytest.mark.fault(37)
def test_broken_fonts_are_a_fault_and_crash_nothing(
    fonts: Path, tmp_path: Path, guide: PrintJob
) -> None:
    broken = tmp_path / "fonts"
    shutil.copytree(fonts, broken)
    for file in broken.glob("*.ttf"):
        file.write_bytes(b"")
    with Renderer(broken) as renderer, pytest.raises((RenderFault, ClinicAidError)):
        renderer.render(guide)


@pytest.mark.fault(37)
def test_settings_of_the_machine_do_not_reach_the_page(
    guide: PrintJob, renderer: Renderer, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = renderer.render(guide)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    monkeypatch.setenv("FONTCONFIG_FILE", os.devnull)
    with Renderer(fonts) as elsewhere:
        assert elsewhere.render(guide) == expected


@pytest.mark.parametrize("answer", [[b""], [], [b"%PDF-1.7"], [b"%PDF-1.7 ", b"cut"]])
def test_an_answer_of_the_worker_that_is_no_whole_pdf_is_a_fault(
    answer: list[bytes], fonts: Path, guide: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic_aid.handout.rendering.receive", lambda _stream: [PDF, *answer])
    monkeypatch.setattr("clinic_aid.handout.rendering._Worker._wait_until_ready", lambda _: None)
    with Renderer(fonts) as renderer, pytest.raises(RenderFault, match="no whole PDF"):
        renderer.render(guide)
