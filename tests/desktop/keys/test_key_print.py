from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.keys.key_print import lines_of, paint_key, print_key
from clinic_aid.desktop.system import dialogs, printing
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.passphrases import new_recovery_key
from tests.desktop.conftest import PrintQueue

DAY = date(2026, 11, 21)


@pytest.fixture
def printer(qapp: object) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(300)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    return printer


def test_the_whole_key_is_on_one_page(printer: QPrinter, tmp_path: Path) -> None:
    key = new_recovery_key()
    printer.setOutputFileName(str(tmp_path / "key.pdf"))

    paint_key(key, printer, day=DAY, language="en")

    (page,) = PdfReader(BytesIO((tmp_path / "key.pdf").read_bytes())).pages
    words = page.extract_text()
    assert all(group in words for group in key.split("-"))
    assert "Saturday 21 November 2026" in " ".join(words.split())
    assert "not with the computer" in " ".join(words.split())


def test_the_groups_of_a_key_keep_their_order() -> None:
    assert " ".join(lines_of("A-B-C-D-E-F-G-H-I")).split() == list("ABCDEFGHI")


@pytest.mark.fault(36)
@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "no" / "folder" / "key.pdf"))

    with pytest.raises(ClinicAidError, match="printer"):
        paint_key(new_recovery_key(), printer, day=DAY, language="en")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Give the questions that are asked before a key becomes a file; each answered with no."""
    questions: list[str] = []

    def refuse(_parent: object, words: str, **_: str) -> bool:
        questions.append(words)
        return False

    monkeypatch.setattr(dialogs, "_agreed", refuse)
    return questions


def test_a_key_becomes_no_file_without_a_word(
    qapp: object,
    print_queue: PrintQueue,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "goes_into_file", lambda _: True)

    assert not print_key(new_recovery_key(), QWidget(), day=DAY, language="en")

    (question,) = asked
    assert "Save it on a stick that is kept apart, never on this computer." in question
    assert not print_queue.file.exists()


def test_a_key_goes_on_paper_without_a_question(
    qapp: object, print_queue: PrintQueue, asked: list[str]
) -> None:
    key = new_recovery_key()

    assert print_key(key, QWidget(), day=DAY, language="en")

    assert asked == []
    (page,) = PdfReader(print_queue.file).pages
    assert key[:4] in page.extract_text()


@pytest.mark.fault(36)
def test_without_a_printer_it_is_said(qapp: object) -> None:
    with pytest.raises(ClinicAidError, match="Write the key down by hand"):
        print_key(new_recovery_key(), QWidget(), day=DAY, language="en")
