"""The demo: everything is as in the app, and nothing is left of it."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.app_runs.conftest import Desk, Run, StartApp, keeper_of
from tests.app_runs.test_leaks import found_in

NAME = "Perpetua Lindenfeld"
KEPT = "Demo only"


def folders_of(desk: Desk) -> list[Path]:
    """Give the folder of each demo that is left or runs."""
    return [each for each in (desk.data / "demos").iterdir() if each.is_dir()]


def bytes_of(desk: Desk) -> Mapping[Path, bytes]:
    """Give every file of the user that is not a demo's own."""
    folders = desk.data, desk.folder / "home", desk.given
    files = (file for folder in folders for file in folder.rglob("*"))
    demos = desk.data / "demos"
    return {
        file: file.read_bytes() for file in files if file.is_file() if demos not in file.parents
    }


def start_demo(start_app: StartApp) -> Run:
    demo = start_app("demo")
    demo.until(page="home", in_work=True, guide="current", said=KEPT)
    return demo


def consult(demo: Run) -> None:
    """Begin a consultation of somebody else, and have it kept."""
    demo.do("new")
    demo.until(page="prepare", focus="QLineEdit")
    demo.do("type", NAME)
    demo.until(name=NAME, autosave="kept", is_waiting=False, kept=2)


def test_it_keeps_and_finds_as_the_app_does_and_leaves_nothing(
    start_app: StartApp, desk: Desk
) -> None:
    before = bytes_of(desk)
    demo = start_demo(start_app)
    consult(demo)
    demo.do("home")
    assert demo.do("find", "perp") == 1
    demo.do("show_safety")
    demo.until(page="safety", faults=0)
    assert found_in(desk.searched, NAME.split()) == []
    assert bytes_of(desk) == before

    demo.do("close")

    assert demo.await_end() == 0
    assert bytes_of(desk) == before
    assert [*(desk.data / "demos").iterdir(), *(desk.folder / "tmp").iterdir()] == []


def test_what_a_kill_leaves_nobody_reads_and_the_next_start_wipes(
    start_app: StartApp, desk: Desk
) -> None:
    demo = start_demo(start_app)
    consult(demo)
    demo.kill()
    (left,) = folders_of(desk)
    assert found_in(desk.searched, NAME.split()) == []
    assert keeper_of(left).state == "missing-keys"

    again = start_demo(start_app)

    assert not left.exists()
    again.until(kept=1, faults=0)
    assert again.do("find", "perp") == 0


def test_the_next_start_of_the_app_wipes_it_as_well(start_app: StartApp, desk: Desk) -> None:
    demo = start_demo(start_app)
    demo.kill()
    (left,) = folders_of(desk)

    app = start_app()
    app.unlock()
    app.until(page="home")
    app.do("close")

    assert app.await_end() == 0
    assert not left.exists()


def test_one_that_runs_is_not_wiped_by_another(start_app: StartApp, desk: Desk) -> None:
    first = start_demo(start_app)
    (its,) = folders_of(desk)

    second = start_demo(start_app)
    assert len(folders_of(desk)) == 2
    second.do("close")
    assert second.await_end() == 0

    assert folders_of(desk) == [its]
    consult(first)


def test_nothing_locks_it(start_app: StartApp) -> None:
    demo = start_demo(start_app)

    demo.do("key", "Ctrl+L")
    demo.do("ahead", 24 * 3600.0)

    # What watches looks every second; a lock would be followed by another process.
    consult(demo)
    demo.do("present")
    demo.until(page="talk", name=NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are those of POSIX")
def test_nobody_else_may_look_into_its_folder(start_app: StartApp, desk: Desk) -> None:
    start_demo(start_app)

    (folder,) = folders_of(desk)
    assert folder.stat().st_mode & 0o777 == 0o700
