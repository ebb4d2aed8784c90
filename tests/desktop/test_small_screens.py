"""Screens whose system draws everything at 125 to 200 %: nothing is off the window's edge."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, SAFE_KEEPING
from clinic_aid.desktop.widgets.style import scale_for
from tests.desktop.conftest import OpenWindow
from tests.languages.clipping import faults_of


def test_everything_can_be_reached(
    qapp: QApplication, open_window: OpenWindow, full_tree: dict[str, object]
) -> None:
    window = open_window(full_tree)
    # 1366 x 768 at 125 % and 1920 x 1080 at 200 %, less a task bar.
    for size in (QSize(1093, 566), QSize(960, 492)):
        window.resize(size)
        assert window.size() == size
        places = [(step, None) for step in (HOME, GUIDE, SAFE_KEEPING)]
        pages = [(PREPARE, page) for page in range(len(window.prepare.pages))]
        for step, page in (*places, *pages):
            window.turn_to(step, page)
            qapp.processEvents()
            found = faults_of(window, scale=scale_for(size))
            # Where a page is longer than the window it scrolls: nothing on it is out of reach.
            assert [fault for fault in found if not fault.startswith("scrolls")] == [], (step, page)
