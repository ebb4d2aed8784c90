"""The disk is full, or may not be written to, while somebody works."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from clinic_aid.vault.store import READ_ONLY
from tests.app_runs.conftest import Desk, Run, StartApp, make_vault

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and permissions of POSIX")
NAME = "Zephyrine Oakhollow"
FULL = (
    "The disk is full or does not take any more, so this was not saved. What you entered is still "
    "here. Free some space."
)


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Give a user with a vault; with "small" on a disk of 12 MB of its own."""
    desk = Desk(tmp_path / "d")
    desk.make()
    is_small = getattr(request, "param", "") == "small"
    if is_small and not _mounted(desk.data, "-t", "tmpfs", "-o", "size=12m", "tmpfs"):
        pytest.skip("needs the right to mount a disk")
    make_vault(desk.data)
    yield desk
    if is_small:
        subprocess.run(["umount", "-l", str(desk.data)], check=True)


def _mounted(folder: Path, *options: str) -> bool:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    return not subprocess.run(
        ["mount", *options, str(folder)], capture_output=True, check=False
    ).returncode


def fill(file: Path) -> None:
    with suppress(OSError), file.open("ab", buffering=0) as filler:
        while filler.write(b"f" * 4096):
            pass


def begin(app: Run) -> None:
    """Unlock, and have a consultation that is kept."""
    app.unlock()
    app.until(page="home")
    app.do("new")
    app.until(page="prepare", focus="QLineEdit")
    app.do("type", NAME)


@pytest.mark.fault(7)
def test_a_full_disk_is_told_and_what_is_typed_is_kept_once_there_is_room(
    desk: Desk, start_app: StartApp
) -> None:
    app = start_app()
    begin(app)
    app.until(autosave="kept", is_waiting=False)
    app.do("limit_files", 0)

    app.do("type", " the Second")

    app.until(autosave="failed", said="Not kept yet", banner=FULL, name=f"{NAME} the Second")
    app.do("limit_files_no_more")
    app.until(autosave="kept", said="Kept", is_waiting=False, name=f"{NAME} the Second")
    app.kill()
    assert kept_names(desk) == [f"{NAME} the Second"]


@pytest.mark.fault(7)
def test_what_a_full_disk_refused_outlives_a_kill(desk: Desk, start_app: StartApp) -> None:
    app = start_app()
    begin(app)
    app.until(autosave="kept", is_waiting=False)
    app.do("limit_files", 0)
    app.do("type", " the Third")
    app.until(autosave="failed")

    app.kill()
    again = start_app()
    again.unlock()

    told = "Changes that could not be saved before are in the vault now."
    again.until(name=f"{NAME} the Third", page="home", in_work=True, banner=told)


@pytest.mark.fault(7)
@pytest.mark.parametrize("desk", ["small"], indirect=True)
def test_on_a_disk_that_is_really_full_nothing_is_lost_by_a_lock(
    desk: Desk, start_app: StartApp
) -> None:
    app = start_app()
    begin(app)
    app.until(autosave="kept", is_waiting=False)
    filler = desk.data / "filler"
    fill(filler)
    app.do("put", "notes_for_patient", "m" * 300_000)
    app.until(autosave="failed", banner=FULL)

    app.lock_by("type_and_key", "x", "Ctrl+L")
    app.unlock()
    app.until(page="prepare", name=f"{NAME}x", autosave="failed", banner=FULL)
    filler.unlink()

    app.until(name=f"{NAME}x", autosave="kept", is_waiting=False)
    app.kill()
    vault = desk.open_vault()
    [entry] = vault.records.newest()
    assert vault.records.load(entry.key).tree["notes_for_patient"] == "m" * 300_000
    assert vault.soundness().is_sound
    vault.close()


def kept_names(desk: Desk) -> list[str | None]:
    vault = desk.open_vault()
    names = [entry.headings.name for entry in vault.records.newest()]
    assert vault.soundness().is_sound
    vault.close()
    return names


@pytest.fixture
def read_only_desk(desk: Desk) -> Iterator[Desk]:
    """Give a user whose data folder may only be read."""
    vault = desk.open_vault()
    vault.close()
    if _mounted(desk.data, "--bind", str(desk.data)):
        # Root may write wherever the disk lets it.
        subprocess.run(["mount", "-o", "remount,ro,bind", str(desk.data)], check=True)
        yield desk
        subprocess.run(["umount", "-l", str(desk.data)], check=True)
        return
    folders = [desk.data, *(one for one in desk.data.rglob("*") if one.is_dir())]
    files = [one for one in desk.data.rglob("*") if one.is_file()]
    for one in (*files, *reversed(folders)):
        one.chmod(0o400 if one.is_file() else 0o500)
    if os.access(desk.data, os.W_OK):
        pytest.skip("may write wherever it is forbidden, and mount nothing")
    yield desk
    for one in folders:
        one.chmod(0o700)


@pytest.mark.fault(10)
def test_where_nothing_may_be_written_it_is_said_and_all_stays_on_the_screen(
    read_only_desk: Desk, start_app: StartApp
) -> None:
    app = start_app()
    app.unlock()
    assert READ_ONLY in app.until(page="home", autosave="read-only")["banner"]
    app.do("new")
    app.until(page="prepare", focus="QLineEdit")

    app.do("type", NAME)

    app.until(autosave="read-only", name=NAME, said="Read only: nothing is kept", kept=0)
    app.lock_by("key", "Ctrl+L")
    app.unlock()
    app.until(page="prepare", autosave="read-only", name=NAME)
