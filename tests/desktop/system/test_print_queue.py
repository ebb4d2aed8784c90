"""Printing on a real queue of CUPS, where there is one to be started."""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from pypdf import PdfReader

from clinic_aid.desktop.system.print_queue import PageChoice

_SCHEDULER = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
_ADMIN = shutil.which("lpadmin", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
_FILES = """FileDevice Yes
SystemGroup root
ServerRoot {0}
RequestRoot {0}
CacheDir {0}
StateDir {0}
AccessLog {0}/access
ErrorLog {0}/error
PageLog {0}/page
"""
_RULES = """Listen {0}/socket
Browsing Off
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""


@dataclass(frozen=True)
class Office:
    """A scheduler with one queue, which knows of no other printer."""

    scheduler: int
    socket: Path
    jobs: Path

    def print(self, asked: str = "", *, vanishing: bool = False) -> dict[str, Any]:
        """Print seven pages there in a process of its own; give what that says."""
        life = Path(__file__).with_name("printing_life.py")
        answer = subprocess.run(
            [sys.executable, str(life), asked, str(self.scheduler) if vanishing else ""],
            env={**os.environ, "CUPS_SERVER": str(self.socket), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        said: dict[str, Any] = json.loads(answer.stdout)
        return said


@pytest.fixture
def office() -> Iterator[Office]:
    if _SCHEDULER is None or _ADMIN is None:
        pytest.skip("there is no CUPS on this machine (Debian: cups-daemon, cups-client)")
    # Short: the path of a socket may have 107 characters.
    with TemporaryDirectory(prefix="cups-") as folder:
        place = Path(folder)
        place.chmod(0o777)
        (place / "files").write_text(_FILES.format(folder))
        (place / "rules").write_text(_RULES.format(folder))
        command = [_SCHEDULER, "-f", "-c", f"{folder}/rules", "-s", f"{folder}/files"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as scheduler:
            try:
                _add_queue(place, scheduler)
                yield Office(scheduler.pid, place / "socket", place)
            finally:
                scheduler.kill()


def _add_queue(place: Path, scheduler: "subprocess.Popen[bytes]") -> None:
    assert _ADMIN is not None
    paper = place / "paper"
    paper.touch()
    paper.chmod(0o666)
    add = [_ADMIN, "-p", "Office", "-E", "-v", f"file://{paper}", "-m", "raw"]
    until = time.monotonic() + 20
    environment = {**os.environ, "CUPS_SERVER": str(place / "socket")}
    while subprocess.run(add, env=environment, capture_output=True, check=False).returncode:
        if scheduler.poll() is not None or time.monotonic() > until:
            pytest.fail("the queue of the tests could not be added")
        select.select([], [], [], 0.05)


@pytest.mark.parametrize(
    ("asked", "pages"), [("", [1, 2, 3, 4, 5, 6, 7]), ("5-6", [5, 6]), ("1,5,7", [1, 5, 7])]
)
def test_what_is_told_is_what_the_queue_took(office: Office, asked: str, pages: list[int]) -> None:
    said = office.print(asked)

    assert said == {"printers": ["Office"], "pages": pages, "into_file": False}
    (job,) = office.jobs.glob("d00001-*")
    assert len(PdfReader(job).pages) == len(pages)


def test_a_wish_for_no_page_sends_nothing(office: Office) -> None:
    assert "there are no pages 40-41" in office.print("40-41")["refused"]
    assert not list(office.jobs.glob("d0*"))


@pytest.mark.fault(36)
def test_a_printer_that_vanished_took_nothing(office: Office) -> None:
    assert "took nothing" in office.print(vanishing=True)["refused"]


@pytest.mark.parametrize(
    ("side", "has"), [("", [True, True]), ("odd", [True, False]), ("even", [False, True])]
)
def test_every_other_page_counts_from_the_first(side: Any, has: list[bool]) -> None:
    assert [PageChoice(side=side).has_side(page) for page in (1, 2)] == has
