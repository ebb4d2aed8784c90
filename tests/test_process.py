from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from clinic_aid.files.shipped_files import ShippedFileError
from clinic_aid.process import made


def fail() -> None:
    raise ShippedFileError(Path("style/app.qss"))


def test_a_program_that_is_damaged_says_which_file_and_what_to_do(
    qapp: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "information", lambda *given: shown.append(given[-1]))

    assert made(fail) is None  # type: ignore[type-var]

    (words,) = shown
    assert words.startswith("app.qss belongs to Clinic Aid")
    assert words.endswith("Install Clinic Aid again.")
    assert capsys.readouterr().err == f"{words}\n"
