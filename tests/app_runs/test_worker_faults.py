"""The process that makes pages dies, hangs, or runs out of memory while somebody works."""

import os
import signal
import sys
from collections.abc import Iterator
from itertools import count

import pytest

from tests.app_runs.conftest import Desk, Run, make_vault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals as Linux has")
NAME = "Zephyrine Oakhollow"
# More time than usual: a machine that runs many tests is slow.
USUAL = (120.0, 1536 << 20)
NUMBERS = count(1)
SORRY = "The guide could not be made. What you entered is kept. Change anything to try again."
TOO_LONG = (
    "The guide took longer than 0.001 seconds to make. Shorten what is written for it, or try "
    "again when the computer has less to do."
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Give the app with a consultation in work whose guide is made."""
    desk = Desk(tmp_path_factory.mktemp("w"))
    desk.make()
    make_vault(desk.data)
    app = Run(desk)
    app.unlock()
    app.until(page="home")
    app.do("new")
    app.until(page="prepare", focus="QLineEdit")
    app.do("limit_renderer", *USUAL)
    app.do("type", NAME)
    app.do("put", "plan.product", "own-fat-cells")
    yield app
    app.kill()


@pytest.fixture
def app(running: Run) -> Iterator[Run]:
    """Give that app with a guide of what is entered; after any fault the next change makes one."""
    # After a fault the pages shown are the ones before it, until a new worker has made others.
    running.until(guide="current", is_rendering=False, renders=True)
    yield running
    running.do("let_processes_start")
    running.do("let_guides_be_usual")
    running.do("limit_renderer", *USUAL)
    change(running)
    running.until(guide="current", name=NAME, autosave="kept", is_waiting=False)


def change(app: Run) -> None:
    """Enter something by which the guide is made anew."""
    app.do("put", "notes_for_patient", f"{next(NUMBERS)} steps from the door")


def kill_worker(app: Run, by: signal.Signals = signal.SIGKILL) -> int:
    """Send a signal to the process that renders, and give which one that was."""
    process = app.do("worker")
    if process is not None:
        os.kill(process, by)
    return process or 0


@pytest.mark.fault(32)
def test_a_worker_killed_between_two_guides_is_replaced_without_a_word(app: Run) -> None:
    killed = kill_worker(app)

    change(app)

    state = app.until(guide="current", name=NAME)
    assert app.do("worker") != killed
    assert (state["banner"], state["faults"]) == ("", 0)


@pytest.mark.fault(32)
def test_a_worker_killed_in_the_middle_of_a_guide_is_replaced_without_a_word(app: Run) -> None:
    stopped = kill_worker(app, signal.SIGSTOP)
    change(app)
    app.until(guide="updating", is_rendering=True)

    os.kill(stopped, signal.SIGKILL)

    state = app.until(guide="current", name=NAME)
    assert app.do("worker") != stopped
    assert (state["banner"], state["faults"]) == ("", 0)


@pytest.mark.fault(32)
def test_where_no_worker_can_start_it_is_told_and_the_next_change_tries_again(app: Run) -> None:
    app.do("let_no_process_start")
    kill_worker(app)

    change(app)

    app.until(guide="failed", guide_words=SORRY, name=NAME, autosave="kept", is_waiting=False)


@pytest.mark.fault(33)
def test_a_worker_that_hangs_is_replaced_once_its_time_is_over(app: Run) -> None:
    app.do("limit_renderer", 3.0, USUAL[1])
    hung = kill_worker(app, signal.SIGSTOP)

    change(app)

    app.until(guide="updating", is_rendering=True)
    # Meanwhile all else goes on, and is kept.
    app.until(autosave="kept", is_waiting=False)
    app.do("limit_renderer", *USUAL)
    app.until(guide="current", name=NAME)
    assert app.do("worker") != hung


@pytest.mark.fault(33)
def test_a_guide_that_takes_too_long_twice_is_told(app: Run) -> None:
    app.do("limit_renderer", 0.001, USUAL[1])

    change(app)

    app.until(guide="failed", guide_words=TOO_LONG, name=NAME, autosave="kept", is_waiting=False)


@pytest.mark.fault(34)
def test_a_worker_that_runs_out_of_memory_is_told_and_takes_nothing_with_it(app: Run) -> None:
    # What the warming up has left free is enough for a usual guide.
    app.do("let_guides_be_large")
    app.do("limit_renderer", USUAL[0], 1 << 20)
    kill_worker(app)

    change(app)

    app.until(guide="failed", guide_words=SORRY, name=NAME, autosave="kept", is_waiting=False)


@pytest.mark.fault(53)
def test_none_of_these_says_a_word_of_the_patient(running: Run) -> None:
    log = (running.desk.data / "faults.log").read_text(encoding="utf-8")

    assert log.count("RenderFault") >= 1
    for word in (*NAME.split(), "steps from the door"):
        assert word not in log + running.said
