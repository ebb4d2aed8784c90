import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.app import App
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.style import Look
from clinic_aid.fault_hook import FaultHook, open_log


@pytest.fixture
def log_folder(tmp_path: Path) -> Iterator[Path]:
    faults = logging.getLogger("clinic_aid")
    before = (list(faults.handlers), faults.propagate)
    open_log(tmp_path)
    yield tmp_path
    for handler in set(faults.handlers) - set(before[0]):
        handler.close()
        faults.removeHandler(handler)
    faults.propagate = before[1]


def test_window_is_there_before_its_content(qtbot: QtBot) -> None:
    app = App(demo=True)
    qtbot.addWidget(app.window)

    with qtbot.waitSignal(app.window.furnished, timeout=30_000):
        app.show()
        assert app.window.opening.isVisible()

    qtbot.waitUntil(lambda: app.window.preview.state == "current", timeout=60_000)
    app.close()


def test_fault_of_the_program_is_one_calm_sentence(
    qtbot: QtBot, the_look: Look, log_folder: Path
) -> None:
    window = MainWindow(the_look)
    qtbot.addWidget(window)
    window.show()
    error = RuntimeError("Amira Haddad")

    FaultHook(window)(RuntimeError, error, None)

    assert window.banner.words.text().startswith("Something went wrong in Clinic Aid.")
    assert "RuntimeError" in (log_folder / "faults.log").read_text(encoding="utf-8")
    assert "Amira" not in (log_folder / "faults.log").read_text(encoding="utf-8")
