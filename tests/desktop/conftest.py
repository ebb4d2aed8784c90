"""What the tests of the window share: the real content, the real renderer, one window each."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Whatever this machine is set to: usual colours, usual words, and no movement to wait for.
os.environ |= {
    "CLINIC_AID_CONTRAST": "normal",
    "CLINIC_AID_MOTION": "none",
    "CLINIC_AID_TEXT_SCALE": "1",
}

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.app import Furniture, furniture, look
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.services import HandoutPdf, Services
from clinic_aid.desktop.style import Look
from clinic_aid.desktop.taking_turns import MakePresenting, presenting_window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what the platform without a display says of itself; all other warnings fail."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


OpenWindow = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def furnished() -> Iterator[Furniture]:
    read = furniture(demo=True)
    yield read
    read.renderer.close()


@pytest.fixture
def services(furnished: Furniture) -> Services:
    # No day of its own: a test must not depend on when it runs.
    return replace(furnished.services, blank=lambda: {"format": 1, "patient": {}, "plan": {}})


@pytest.fixture
def full_tree(services: Services) -> dict[str, object]:
    return services.read_file(locations.resources() / "samples" / "full.yaml")


@pytest.fixture
def the_look(qapp: object) -> Look:
    return look()


def _has_keyboard(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


@pytest.fixture
def services_without_guide(services: Services) -> Services:
    return replace(services, make_pdf=lambda *_: HandoutPdf(data=b""))


@pytest.fixture
def open_window(qtbot: QtBot, the_look: Look, services: Services) -> Iterator[OpenWindow]:
    pool = QThreadPool()

    def open_window(
        tree: Mapping[str, object] | None = None,
        *,
        work_with: Services | None = None,
        at_home: bool = False,
        presenting: MakePresenting = presenting_window,
    ) -> MainWindow:
        window = MainWindow(the_look, asks_before_leaving=False, presenting=presenting)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.furnish(work_with or services, pool, tree)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        if not at_home:
            (window.home.go_on if window.session.has_begun else window.home.new).click()
            qtbot.waitUntil(lambda: _has_keyboard(window.prepare))
        return window

    yield open_window
    assert pool.waitForDone(60_000), "a background call outlived its test"


@pytest.fixture
def minimal_tree() -> dict[str, object]:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": "own-fat-cells"}}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Guide for Amira Haddad.pdf"
