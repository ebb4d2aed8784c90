"""The screen stays lit while people talk, and not a moment longer, however the talk ends."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.app_runs.conftest import Run, StartApp
from tests.buses import SCREEN_SAVER, Desktop, own_bus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks as Linux is asked")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with own_bus(tmp_path, "session") as address:
        yield address


@pytest.fixture
def desktop(bus: str) -> Iterator[Desktop]:
    with closing(Desktop(bus, SCREEN_SAVER)) as desktop:
        yield desktop


@pytest.fixture
def app(start_app: StartApp, desktop: Desktop, bus: str) -> Run:
    """Give the app in the middle of a talk."""
    app = start_app(DBUS_SESSION_BUS_ADDRESS=bus)
    app.unlock()
    app.until(is_filled=True)
    app.do("new")
    app.do("put", "plan.product", "own-fat-cells")
    desktop.await_held()
    app.do("present")
    app.until(page="talk")
    desktop.await_held(SCREEN_SAVER)
    return app


def test_the_end_of_the_talk_lets_it_go_dark(app: Run, desktop: Desktop) -> None:
    app.do("leave_talk")

    desktop.await_held()


def test_a_lock_lets_it_go_dark(app: Run, desktop: Desktop) -> None:
    app.lock_by("key", "Ctrl+L")

    desktop.await_held()


def test_it_stays_lit_again_after_the_lock(app: Run, desktop: Desktop) -> None:
    app.lock_by("key", "Ctrl+L")
    app.unlock()
    app.until(page="talk")

    desktop.await_held(SCREEN_SAVER)


def test_a_crash_lets_it_go_dark(app: Run, desktop: Desktop) -> None:
    app.kill()

    desktop.await_held()


def test_a_screen_saver_that_comes_all_the_same_locks(app: Run, desktop: Desktop) -> None:
    assert app.do("listens")

    desktop.go_dark()
    app.await_lock()

    desktop.await_held()


def test_prepare_says_nothing_where_it_stays_lit(app: Run) -> None:
    app.do("leave_talk")

    assert not app.until(page="prepare")["warns_of_dark"]


def test_prepare_says_so_where_the_system_refuses(start_app: StartApp, bus: str) -> None:
    with closing(Desktop(bus, SCREEN_SAVER, refuses=[SCREEN_SAVER])):
        app = start_app(DBUS_SESSION_BUS_ADDRESS=bus)
        app.unlock()
        app.until(is_filled=True)
        app.do("new")

        app.until(page="prepare", warns_of_dark=True)
