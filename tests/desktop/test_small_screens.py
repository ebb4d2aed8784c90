"""Screens whose system draws everything at 125 to 200 %: nothing is off the window's edge."""

from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from itertools import product
from typing import Final

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.guide.screen import State
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, RECORD, SAFE_KEEPING
from clinic_aid.desktop.system.text_size import SETTING
from clinic_aid.desktop.widgets.style import BASE_SIZE, scale_for
from clinic_aid.domain.guide_parts import Part
from tests.desktop.conftest import OpenWindow
from tests.languages import Change, accented, right_to_left, speaking
from tests.languages.clipping import faults_of

# The usual one; 1366 x 768 at 125 % and 1920 x 1080 at 200 %, less a task bar.
PARTS: Final[tuple[Part, ...]] = ("fridge", "plan", "facts")
STATES: Final[tuple[State, ...]] = ("updating", "current")
SIZES: Final = (BASE_SIZE, QSize(1093, 566), QSize(960, 492))


@pytest.fixture(params=[None, accented, right_to_left], ids=["english", "long", "rtl"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Change | None]:
    change: Change | None = request.param
    with speaking(qapp, change) if change else nullcontext():
        yield change


@pytest.fixture(params=["0.8", "1", "1.6"])
def factor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> float:
    monkeypatch.setenv(SETTING, request.param)
    return float(request.param)


def assert_nothing_is_cut(window: MainWindow, step: int, page: int | None, scale: float) -> None:
    """Where a page is longer than the window it scrolls: nothing on it is out of reach."""
    found = faults_of(window, scale=scale)
    assert [fault for fault in found if not fault.startswith("scrolls")] == [], (step, page)


@pytest.mark.usefixtures("language")
def test_everything_can_be_reached(
    qapp: QApplication,
    qtbot: QtBot,
    open_window: OpenWindow,
    full_tree: dict[str, object],
    factor: float,
) -> None:
    window = open_window(full_tree)
    kept, preview = window.vault_session, window.preview
    kept.autosave.flush()
    kept.records.open(kept.autosave.key or "")
    # The line above the pages is longest once there are pages.
    qtbot.waitUntil(lambda: preview.state == "current", timeout=60_000)
    for size in SIZES:
        window.resize(size)
        assert window.size() == size
        scale = scale_for(size, text=factor)
        places = [(step, None) for step in (RECORD, HOME, GUIDE, SAFE_KEEPING)]
        pages = [(PREPARE, page) for page in range(len(window.prepare.pages))]
        for step, page in (*places, *pages):
            window.turn_to(step, page)
            qapp.processEvents()
            # Cards at the side have their height a few passes after their words have theirs.
            qtbot.waitUntil(partial(assert_nothing_is_cut, window, step, page, scale))
            assert all(is_whole(window, each) for each in (window.top.lock, window.top.safety))
        window.turn_to(GUIDE)
        for part, state in product(PARTS, STATES):
            preview.card.show_part(part)
            preview.show_state(state)
            qtbot.waitUntil(partial(assert_nothing_is_cut, window, GUIDE, None, scale))


def is_whole(window: MainWindow, widget: QWidget) -> bool:
    """Say whether a widget lies in the window with all of its edges, or is not there at all."""
    place = widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
    return widget.isHidden() or window.rect().contains(place)
