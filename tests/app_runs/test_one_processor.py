"""On a slow computer with one processor, whatever else hangs, what is typed is kept."""

import sys

import pytest

from tests.app_runs.conftest import Desk, StartApp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="chooses processors as Linux does")
NAME = "Perpetua Lindenfeld"


@pytest.mark.fault(1)
def test_the_first_words_are_kept_while_the_renderer_stands_still(
    start_app: StartApp, desk: Desk
) -> None:
    app = start_app(ONE_PROCESSOR="1")
    app.until(page="UnlockPage", renders=True)
    app.do("stop_worker")
    app.unlock()
    app.until(is_filled=True, page="home")
    app.do("new")
    app.until(page="prepare", focus="QLineEdit")
    app.do("type", NAME)
    app.do("put", "plan.product", "own-fat-cells")
    app.until(autosave="kept", is_waiting=False, guide="updating")

    # What makes the guide waits for the renderer now, and all that is behind it.
    app.do("type", " 2")
    app.until(name=f"{NAME} 2", autosave="kept", is_waiting=False, guide="updating")
    app.kill()

    vault = desk.open_vault()
    assert vault.records.newest()[0].headings.name == f"{NAME} 2"
    vault.close()
