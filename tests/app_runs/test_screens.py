"""The second display, on which the window lay, is unplugged."""

import json
from pathlib import Path

import pytest

from tests.app_runs.conftest import Run, StartApp

OWN, SECOND = (0, 0, 1366, 768), (1366, 0, 1920, 1080)


def plug_in(file: Path, *screens: tuple[int, int, int, int]) -> None:
    """Let the next process find these screens: left, top, width and height."""
    named = [
        {"name": f"{number}", "x": x, "y": y, "width": width, "height": height}
        | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for number, (x, y, width, height) in enumerate(screens)
    ]
    file.write_text(json.dumps({"screens": named}), encoding="utf-8")


def reached(app: Run) -> list[bool]:
    """Say of each window whether it lies wholly on a screen."""
    place = app.do("place")
    return [
        any(
            screen[0] <= left and screen[1] <= top and right <= screen[2] and bottom <= screen[3]
            for screen in place["screens"]
        )
        for left, top, right, bottom in place["windows"]
    ]


@pytest.mark.fault(38)
def test_a_window_of_a_display_that_is_gone_comes_back_on_one_that_is_there(
    start_app: StartApp, tmp_path: Path
) -> None:
    screens = tmp_path / "screens.json"
    plug_in(screens, OWN, SECOND)
    app = start_app(QT_QPA_PLATFORM=f"offscreen:configfile={screens}")
    app.unlock()
    app.until(page="home")
    app.do("new")
    app.until(page="prepare", focus="QLineEdit")
    app.do("type", "Zephyrine Oakhollow")
    app.do("move", 1700, 200)
    before = app.do("place")
    assert len(before["screens"]) == 2
    assert before["windows"][0][:2] == [1700, 200]

    plug_in(screens, OWN)
    app.lock_by("key", "Ctrl+L")

    assert len(app.do("place")["screens"]) == 1
    assert reached(app) == [True]
    app.unlock()
    app.until(page="prepare", name="Zephyrine Oakhollow")
    assert reached(app) == [True]
