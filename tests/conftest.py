"""What all tests share: how examples are drawn, fonts, the shipped content, and PDFs made of it."""

import errno
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from clinic_aid import locations
from clinic_aid.content.model import ContentPack
from clinic_aid.engine import Engine
from clinic_aid.handout.fonts import use_only
from clinic_aid.handout.pdf import PrintJob

# Modules, tests and templates are compiled once for all processes and runs, whatever this
# machine is set to.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("ci")

# Before Qt or the page layout looks for fonts: which of them a process finds is settled once.
use_only(locations.resources() / "fonts")


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine.shipped()


@pytest.fixture(scope="session")
def pack(engine: Engine) -> ContentPack:
    return engine.pack


@pytest.fixture
def barred(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Give the folders that nobody may enter, root neither; each is barred once it is put in."""
    barred: set[Path] = set()
    real = Path.stat

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if barred.intersection(path.parents):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)
    return barred


Render = Callable[[PrintJob], bytes]


@pytest.fixture(scope="session")
def rendered_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Render], Render]:
    """Give what renders a job that no test of this run has rendered, and gives the PDF of others.

    The page and its files are all that a PDF is made of, and within a run the program stays as
    it is: a test of the renderer itself asks the renderer.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder /= "pdfs"
    folder.mkdir(exist_ok=True)

    def rendered_once(render: Render) -> Render:
        def from_folder(job: PrintJob) -> bytes:
            file = (
                folder
                / sha256(repr((job.documents, sorted(job.files.items()))).encode()).hexdigest()
            )
            with FileLock(file.with_suffix(".lock")):
                if not file.exists():
                    file.write_bytes(render(job))
                return file.read_bytes()

        return from_folder

    return rendered_once
