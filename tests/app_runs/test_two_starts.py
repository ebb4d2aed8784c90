"""The program is started a second time while it is open."""

import subprocess
import sys

import pytest

from tests.app_runs.conftest import Desk, Run, StartApp


def start_again(desk: Desk) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "clinic_aid"],
        env=desk.environment(),
        cwd=desk.folder,
        capture_output=True,
        timeout=60,
        check=False,
    )


def assert_it_raises(app: Run, desk: Desk) -> None:
    app.do("minimise")
    assert app.do("is_minimised")
    second = start_again(desk)
    assert second.returncode == 0, second.stderr
    assert not app.do("is_minimised")


@pytest.mark.fault(18)
def test_the_second_shows_the_window_of_the_first_and_ends(start_app: StartApp, desk: Desk) -> None:
    app = start_app()
    app.until(page="UnlockPage")
    assert_it_raises(app, desk)
    app.unlock()
    app.until(page="home")
    assert_it_raises(app, desk)


@pytest.mark.fault(18)
def test_after_a_lock_there_is_still_one(start_app: StartApp, desk: Desk) -> None:
    app = start_app()
    app.unlock()
    app.until(page="home")
    app.lock_by("key", "Ctrl+L")
    assert_it_raises(app, desk)


@pytest.mark.fault(18)
def test_while_a_talk_is_shown_that_window_comes_forward(start_app: StartApp, desk: Desk) -> None:
    app = start_app()
    app.unlock()
    app.until(page="home")
    app.do("new")
    app.do("put", "plan.product", "own-fat-cells")
    app.do("present")
    app.until(page="talk")

    assert start_again(desk).returncode == 0

    assert app.do("state")["windows"] == ["TalkWindow"]


@pytest.mark.fault(18)
@pytest.mark.skipif(sys.platform != "linux", reason="one process takes another one's place")
def test_a_second_start_in_the_middle_of_a_lock_takes_nobodys_place(
    start_app: StartApp, desk: Desk
) -> None:
    app = start_app()
    app.unlock()
    app.until(page="home")
    app.do("new_unkept")
    app.until(page="prepare", focus="QLineEdit", autosave="unkept")
    app.do("type", "Perpetua")
    app.ask("key", "Ctrl+L")

    second = start_again(desk)

    assert second.returncode == 0, second.stderr
    app.await_lock()
    app.unlock()
    app.until(page="prepare", name="Perpetua", autosave="unkept")
