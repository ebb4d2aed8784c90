"""Consultations of which nothing is kept, from the start or in the end."""

from collections.abc import Mapping
from pathlib import Path

from tests.app_runs.conftest import Desk, Run, StartApp
from tests.app_runs.test_leaks import found_in

NAME = "Perpetua Lindenfeld"
NAMES = NAME.split()
NOT_KEPT = "Not kept: a crash loses it"


def begin_unkept(app: Run) -> None:
    app.unlock()
    app.until(page="home", autosave="nothing")
    app.do("new_unkept")
    app.until(page="prepare", focus="QLineEdit", autosave="unkept")


def consult(app: Run) -> None:
    """Type into the consultation, and go through some of its screens."""
    app.do("type", NAME)
    app.do("put", "plan.product", "own-fat-cells")
    app.until(name=NAME, guide="current")
    app.do("present")
    app.until(page="talk")
    for _ in range(3):
        app.do("next_screen")


def bytes_of(folder: Path) -> Mapping[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_it_writes_not_one_byte(start_app: StartApp, desk: Desk) -> None:
    app = start_app()
    begin_unkept(app)
    app.until(autosave="unkept", said=NOT_KEPT)
    before = bytes_of(desk.data)

    consult(app)
    app.do("leave_talk")
    app.until(page="prepare")
    app.until(autosave="unkept", is_waiting=False, kept=0, said=NOT_KEPT)

    assert bytes_of(desk.data) == before
    assert found_in(desk.searched, NAMES) == []


def test_it_outlives_a_lock_and_not_a_kill(start_app: StartApp, desk: Desk) -> None:
    app = start_app()
    begin_unkept(app)
    consult(app)
    screen = app.until(page="talk")["screen"]
    app.lock_by("key", "Ctrl+L")
    assert found_in(desk.searched, NAMES) == []
    app.unlock()
    app.until(page="talk", screen=screen, name=NAME, autosave="unkept", said="Nothing is kept")
    app.do("leave_talk")
    app.until(page="prepare", said=NOT_KEPT)
    app.kill()

    again = start_app()
    again.unlock()

    state = again.until(page="home", autosave="nothing", in_work=False, kept=0)
    assert state["name"] is None
    assert found_in(desk.searched, NAMES) == []


def test_keeping_nothing_in_the_end_erases_everything_and_asks_no_more(
    start_app: StartApp, desk: Desk
) -> None:
    app = start_app()
    app.unlock()
    app.until(page="home", autosave="nothing")
    app.do("new")
    app.until(page="prepare", focus="QLineEdit")
    app.do("type", NAME)
    app.do("put", "plan.product", "own-fat-cells")
    app.until(autosave="kept", is_waiting=False, guide="current", name=NAME)
    app.do("show_guide")
    app.do("save_guide")
    app.until(dialog="QFileDialog")
    app.do("choose_file", str(desk.given / "guide.pdf"))
    app.until(given=1)
    assert app.do("find", "perp") == 1

    app.do("keep_nothing")
    app.until(dialog="QMessageBox")
    app.do("press_destructive")
    app.until(dialog="NoneType", autosave="unkept", kept=0)

    assert app.do("find", "perp") == 0
    app.lock_by("key", "Ctrl+L")
    app.unlock()
    app.until(page="guide", name=NAME, autosave="unkept")
    app.do("start_new")
    state = app.until(page="prepare", autosave="nothing", name=None)
    assert state["dialog"] == "NoneType"
    app.do("close")
    assert app.await_end() == 0
    vault = desk.open_vault()
    assert vault.records.newest() == ()
    assert vault.soundness().is_sound
    vault.close()
