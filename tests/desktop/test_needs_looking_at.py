"""What needs looking at is listed at the top of the guide, with the way to each entry."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.consultation.services import HandoutPdf, Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.prepare.checks_form import ChecksForm
from clinic_aid.desktop.steps import GUIDE, PREPARE
from clinic_aid.desktop.system import printing as printing_module
from clinic_aid.desktop.system.printing import PrinterChoice
from clinic_aid.desktop.system.text_size import SETTING
from clinic_aid.domain.concerns import Kind
from tests.languages.clipping import faults_of

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]


@pytest.fixture
def tree(full_tree: Tree) -> Tree:
    full_tree["checks"] = {"allergy": {"answer": "yes"}}
    full_tree["plan"] |= {"sampling_date": "2026-11-28", "reviews": [{"day": "2027-08-01"}]}
    return full_tree


@pytest.fixture
def quick(services: Services, plain_pdf: Callable[[int], bytes]) -> Services:
    """Give services that make a guide of empty pages, with the real list of concerns."""

    def make_pdf(_consultation: object, _paper: object) -> HandoutPdf:
        return HandoutPdf(data=plain_pdf(3))

    return replace(services, make_pdf=make_pdf)


@pytest.fixture
def opened(open_window: OpenWindow, quick: Services, qtbot: QtBot) -> Callable[..., MainWindow]:
    def opened(tree: Tree, services: Services = quick) -> MainWindow:
        window = open_window(tree, work_with=services)
        window.resize(QSize(1366, 768))
        window.turn_to(GUIDE)
        qtbot.waitUntil(lambda: window.preview.state == "current", timeout=30_000)
        QApplication.processEvents()
        return window

    return opened


def listed(window: MainWindow) -> list[str]:
    """Give all that the card lists, turned through."""
    card = window.preview.needs
    texts: list[str] = []
    while len(texts) < card.count:
        texts += [row.words.text() for row in card.rows if row.isVisible()]
        card.more.click()
        QApplication.processEvents()
    return texts


def test_everything_is_listed_the_gravest_first(
    opened: Callable[..., MainWindow], services: Services, tree: Tree
) -> None:
    window = opened(tree)
    texts = [concern.text for concern in services.concerns(tree)]
    assert len(texts) > 3
    assert window.preview.needs.number.text() == str(len(texts))
    assert listed(window) == texts


def test_the_list_follows_at_once(opened: Callable[..., MainWindow], tree: Tree) -> None:
    window = opened(tree)
    before = window.preview.needs.count
    window.session.put("checks.allergy", {"answer": "no"})
    assert window.preview.needs.count == before - 1


def test_there_is_no_list_without_a_product(
    open_window: OpenWindow, services_without_guide: Services
) -> None:
    window = open_window({"patient": {"name": "A"}}, work_with=services_without_guide)
    window.turn_to(GUIDE)
    assert not window.preview.needs.isVisible()


@pytest.mark.parametrize(
    ("path", "page"), [("checks.allergy", 5), ("plan.sampling_date", 3), ("plan.reviews", 3)]
)
def test_a_link_leads_to_the_entry(
    opened: Callable[..., MainWindow], tree: Tree, qtbot: QtBot, path: str, page: int
) -> None:
    window = opened(tree)
    card = window.preview.needs
    while not any(row.path == path and row.isVisible() for row in card.rows):
        card.more.click()
        QApplication.processEvents()
    row = next(row for row in card.rows if row.path == path)
    name = window.prepare.page_names[page]
    assert row.link.text() == name
    assert row.link.accessibleName() == f"{name}: {row.words.text()}"
    qtbot.mouseClick(row.link, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    shown = window.prepare.pages[page]
    assert shown.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    if isinstance(shown, ChecksForm):
        assert shown.check_rows["allergy"].has_keyboard
    else:
        assert shown.fields[path].isAncestorOf(focused)
        assert focused.isVisible()


def test_unasked_questions_lead_to_the_first_of_them(
    opened: Callable[..., MainWindow], tree: Tree, qtbot: QtBot
) -> None:
    window = opened(tree)
    window.preview.entry_asked.emit("checks")
    page = window.prepare.pages[5]
    assert isinstance(page, ChecksForm)
    assert page.check_rows["pregnancy"].has_keyboard


def is_draft(words: QLabel) -> bool:
    return words.isVisible() and words.text().startswith("Draft")


def test_what_no_entry_holds_has_no_link(opened: Callable[..., MainWindow], tree: Tree) -> None:
    window = opened(tree)
    card = window.preview.needs
    while not (drafts := [row for row in card.rows if is_draft(row.words)]):
        card.more.click()
        QApplication.processEvents()
    assert not drafts[0].link.isVisible()


def test_beside_the_form_their_number_leads_to_the_list(
    opened: Callable[..., MainWindow], tree: Tree, qtbot: QtBot
) -> None:
    window = opened(tree)
    window.turn_to(PREPARE, 0)
    preview = window.preview
    assert not preview.needs.isVisible()
    assert preview.brief.accessibleName() == f"Needs looking at: {preview.needs.count}"
    qtbot.mouseClick(preview.brief, Qt.MouseButton.LeftButton)
    assert preview.needs.isVisible()


def test_pages_with_something_to_look_at_are_marked(
    opened: Callable[..., MainWindow], tree: Tree
) -> None:
    window = opened(tree)
    marked = {
        button.accessibleName().partition(",")[0]
        for button in window.bottom.pages
        if button.accessibleName().endswith("something needs looking at")
    }
    assert marked == {"Patient", "Dates", "Checks"}
    window.session.put("checks.allergy", {"answer": "no"})
    assert window.bottom.pages[5].accessibleName() == "Checks"


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_nothing_moves_when_a_mark_comes_or_goes(
    opened: Callable[..., MainWindow], tree: Tree, direction: Qt.LayoutDirection
) -> None:
    window = opened(tree)
    window.setLayoutDirection(direction)
    window.turn_to(PREPARE, 0)
    bottom = window.bottom
    none, every = [False] * len(bottom.pages), [True] * len(bottom.pages)
    bottom.mark(none, none)
    QApplication.processEvents()
    before = [button.geometry() for button in bottom.pages], bottom.grab().toImage()

    bottom.mark(none, every)
    QApplication.processEvents()

    assert [button.geometry() for button in bottom.pages] == before[0]
    assert bottom.grab().toImage() != before[1]


def test_a_draft_is_said_beside_the_buttons_before_printing(
    opened: Callable[..., MainWindow], tree: Tree
) -> None:
    preview = opened(tree).preview
    assert preview.panel.draft.isVisible()
    assert preview.panel.draft.y() < preview.panel.print.y() < preview.panel.save.y()


def test_what_is_signed_off_is_no_draft(
    opened: Callable[..., MainWindow], quick: Services, tree: Tree
) -> None:
    others = [one for one in quick.concerns(tree) if one.kind != Kind.NOT_SIGNED_OFF]
    preview = opened(tree, replace(quick, concerns=lambda *_, **__: tuple(others))).preview
    assert not preview.panel.draft.isVisible()


class Printing:
    """Stands for the dialog of the system, and answers the question before it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.questions: list[str] = []
        self.asked = 0
        monkeypatch.setattr(printing_module, "printer_names", lambda: ["Office"])
        monkeypatch.setattr(PrinterChoice, "ask", self._ask)

    def _ask(self, _printer: QPrinter, _parent: object) -> bool:
        self.asked += 1
        return False

    def answer(self, words: str) -> None:
        """Press this button once the question is there."""
        QTimer.singleShot(0, lambda: self._press(words))

    def _press(self, words: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        self.questions.append(box.text())
        next(button for button in box.buttons() if button.text() == words).click()


@pytest.fixture
def printing(monkeypatch: pytest.MonkeyPatch) -> Printing:
    return Printing(monkeypatch)


_GAPS = (
    WordedConcern(kind=Kind.NO_PHONE, path="", text="No phone number of the clinic."),
    WordedConcern(kind=Kind.NOT_SIGNED_OFF, path="", text="A draft."),
    WordedConcern(kind=Kind.NO_EMERGENCY_NUMBER, path="plan.sleeps_in", text="No 112."),
)


@pytest.fixture
def with_gaps(quick: Services, plain_pdf: Callable[[int], bytes]) -> Services:
    pdf = HandoutPdf(data=plain_pdf(1), concerns=_GAPS)
    return replace(quick, make_pdf=lambda *_: pdf)


@pytest.mark.parametrize(("answer", "printed"), [("Print all the same", 1), ("Go back", 0)])
def test_a_guide_without_phone_numbers_is_asked_about_before_it_is_printed(
    opened: Callable[..., MainWindow],
    with_gaps: Services,
    printing: Printing,
    answer: str,
    printed: int,
) -> None:
    tree = {"patient": {"name": "Amira Haddad"}, "plan": {"product": "own-fat-cells"}}
    window = opened(tree, with_gaps)
    printing.answer(answer)
    window.preview.panel.print.click()
    (question,) = printing.questions
    assert "Phone numbers are missing" in question
    assert "No phone number of the clinic." in question
    assert "No 112." in question
    assert "draft" not in question
    assert printing.asked == printed


def test_a_guide_with_its_numbers_is_printed_without_a_question(
    opened: Callable[..., MainWindow], tree: Tree, printing: Printing
) -> None:
    opened(tree).preview.panel.print.click()
    assert printing.asked == 1


def test_a_country_of_unknown_number_is_asked_about_before_printing(
    opened: Callable[..., MainWindow], services: Services, tree: Tree, printing: Printing
) -> None:
    tree["plan"]["sleeps_in"] = "AQ"
    window = opened(tree, services)
    printing.answer("Go back")
    window.print_guide()
    assert len(printing.questions) == 1
    assert printing.asked == 0


@pytest.mark.parametrize("text", ["1", "1.25", "1.5"])
def test_nothing_of_the_list_is_cut(
    opened: Callable[..., MainWindow], tree: Tree, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv(SETTING, text)
    tree["checks"]["infection"] = {"answer": "yes", "cleared_by": "Dr A. Example"}
    window = opened(tree)
    window.preview.view.setProperty("mayScroll", True)
    # As there is with a vault.
    window.preview.panel.keep_nothing.show()
    for _ in range(3):
        assert faults_of(window) == []
        window.preview.needs.more.click()
        QApplication.processEvents()
