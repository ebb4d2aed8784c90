"""Whatever fails or hangs on the way to the lock, nobody finds the app open afterwards."""

import sys
from collections.abc import Iterator

import pytest

from tests.app_runs.conftest import Desk, Run, StartApp, make_vault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads processes as Linux has them")
STEPS = [
    *("cover", "keep open", "look where", "save", "watch no more", "end work"),
    *("close", "hand over", "wait for the cover", "hide", "let go"),
]
KINDS = ["RuntimeError", "SystemExit", "MemoryError", "KeyboardInterrupt"]
# Each step with one kind of error, the closing of the vault with all of them.
FAILURES = [(step, KINDS[number % len(KINDS)]) for number, step in enumerate(STEPS)]
FAILURES += [("close", kind) for kind in KINDS if ("close", kind) not in FAILURES]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Give the app that the tests of this file lock one after the other."""
    desk = Desk(tmp_path_factory.mktemp("d") / "d")
    desk.make()
    make_vault(desk.data)
    run = Run(desk)
    yield run
    run.kill()


@pytest.mark.fault(29)
@pytest.mark.parametrize(("step", "kind"), FAILURES)
def test_a_step_that_fails_leads_to_the_door_all_the_same(
    running: Run, step: str, kind: str
) -> None:
    running.unlock()
    running.until(is_filled=True)
    running.do("fail_at", step, kind)

    running.lock_by("key", "Ctrl+L")

    assert "Amira" not in running.said
    assert "Amira" not in (running.desk.data / "faults.log").read_text(encoding="utf-8")


@pytest.mark.fault(29)
@pytest.mark.parametrize("kind", ["RuntimeError", "SystemExit"])
def test_where_no_process_can_follow_it_ends(start_app: StartApp, kind: str) -> None:
    app = start_app()
    app.unlock()
    app.until(is_filled=True)
    app.do("fail_at", "start afresh", kind)

    app.ask("key", "Ctrl+L")

    assert app.await_end() == 1


@pytest.mark.fault(29)
@pytest.mark.parametrize("step", ["save", "end work", "close", "start afresh"])
def test_a_step_that_hangs_ends_it(start_app: StartApp, step: str) -> None:
    app = start_app(LIMIT_S="2")
    app.unlock()
    app.until(is_filled=True)
    app.do("fail_at", step, "hang")

    app.ask("key", "Ctrl+L")

    assert app.await_end() == 1
