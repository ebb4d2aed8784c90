"""What the tests of the made-up languages share: the shipped pack and windows of the app's look."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.app_content import look
from clinic_aid.content.model import ContentPack
from clinic_aid.content.reading import read_pack
from clinic_aid.desktop.widgets.style import Look


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what the platform without a display says of itself; all other warnings fail."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


ShowInWindow = Callable[..., QWidget]


@pytest.fixture(scope="session")
def pack() -> ContentPack:
    return read_pack(locations.content_pack(), "en")


@pytest.fixture(scope="session")
def the_look(qapp: QApplication) -> Look:
    shipped = look()
    shipped.load_fonts(qapp)
    return shipped


@pytest.fixture
def show(qtbot: QtBot, the_look: Look) -> ShowInWindow:
    """Show widgets one below the other, or where they were placed if `laid_out` is false."""

    # A window that nothing holds is gone, with all in it.
    windows: list[QWidget] = []

    def show(*widgets: QWidget, laid_out: bool = True) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(400, 400)
        if laid_out:
            column = QVBoxLayout(window)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
        else:
            for widget in widgets:
                widget.setParent(window)
        the_look.apply(window, 1.0)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return show
