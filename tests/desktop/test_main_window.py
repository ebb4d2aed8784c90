from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, PREPARE
from clinic_aid.entry.draft import Draft
from clinic_aid.errors import ClinicAidError

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]


def press(qtbot: QtBot, key: Qt.Key, *, alt: bool = False) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(focused, key, held)


def tab_to(qtbot: QtBot, wanted: QWidget) -> None:
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            return
        press(qtbot, Qt.Key.Key_Tab)
    pytest.fail(f"{wanted.accessibleName()!r} is not reached by the Tab key")


def choose_file(monkeypatch: pytest.MonkeyPatch, method: str, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, method, lambda *_: (str(path), ""))


def wait_for_guide(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=30_000)


def entry(window: MainWindow, path: str) -> QLineEdit:
    for page in window.prepare.pages:
        if path in page.fields:
            line = page.fields[path].control.findChild(QLineEdit)
            assert isinstance(line, QLineEdit)
            return line
    raise AssertionError(path)


def said_beside(window: MainWindow, path: str) -> str:
    return next(page.fields[path].words for page in window.prepare.pages if path in page.fields)


def test_keyboard_alone_leads_from_an_empty_window_to_a_pdf(
    qtbot: QtBot, open_window: OpenWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, "getSaveFileName", target)
    window = open_window()

    tab_to(qtbot, entry(window, "patient.name"))
    qtbot.keyClicks(QApplication.focusWidget(), "Amira Haddad")
    tab_to(qtbot, window.bottom.forward)
    press(qtbot, Qt.Key.Key_Space)
    tab_to(qtbot, window.prepare.pages[1].cards.cards["own-fat-cells"])  # type: ignore[attr-defined]
    press(qtbot, Qt.Key.Key_Space)
    tab_to(qtbot, window.top.steps[GUIDE])
    press(qtbot, Qt.Key.Key_Space)
    wait_for_guide(qtbot, window)
    tab_to(qtbot, window.preview.panel.save)
    press(qtbot, Qt.Key.Key_Space)

    assert target.read_bytes().startswith(b"%PDF")


def test_mouse_alone_leads_from_a_name_to_a_pdf(
    qtbot: QtBot, open_window: OpenWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, "getSaveFileName", target)
    window = open_window({"patient": {"name": "Amira Haddad"}})

    def click(widget: QWidget) -> None:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    click(window.bottom.pages[1])
    click(window.prepare.pages[1].cards.cards["cell-free-fluid"])  # type: ignore[attr-defined]
    click(window.top.steps[GUIDE])
    wait_for_guide(qtbot, window)
    click(window.preview.panel.save)

    assert target.read_bytes().startswith(b"%PDF")


def test_empty_window_says_what_the_guide_waits_for(open_window: OpenWindow) -> None:
    window = open_window()

    assert said_beside(window, "patient.name") == "Write the name. The guide needs it."
    assert window.preview.status.text() == "Waiting for: Name, Product."


def test_impossible_date_is_said_beside_the_field_at_once(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: Tree
) -> None:
    window = open_window(minimal_tree)
    window.turn_to(PREPARE, 3)

    qtbot.keyClicks(entry(window, "plan.treatment_date"), "31 Feb 2027")

    assert said_beside(window, "plan.treatment_date").startswith("That month has no such day.")


def test_date_is_said_back_with_its_weekday(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: Tree
) -> None:
    window = open_window(minimal_tree)
    window.turn_to(PREPARE, 3)

    qtbot.keyClicks(entry(window, "plan.treatment_date"), "3 Dec 2026")

    assert said_beside(window, "plan.treatment_date") == "Thursday 3 December 2026"


def test_dates_that_contradict_each_other_are_said_in_plain_words(
    open_window: OpenWindow, minimal_tree: Tree
) -> None:
    minimal_tree["plan"] |= {"sampling_date": "2026-12-10", "treatment_date": "2026-12-03"}

    window = open_window(minimal_tree)

    assert said_beside(window, "plan.sampling_date") == (
        "The day of the sample is after the treatment day; cells are taken before they are given."
    )


def test_last_good_guide_stays_while_an_entry_is_wrong(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: Tree
) -> None:
    window = open_window(minimal_tree)
    wait_for_guide(qtbot, window)
    pages = window.preview.view.pages

    entry(window, "patient.name").selectAll()
    qtbot.keyClick(entry(window, "patient.name"), Qt.Key.Key_Delete)

    assert window.preview.status.text() == "This is the last complete guide. Waiting for: Name."
    assert window.preview.view.pages == pages > 0
    assert not window.preview.panel.save.isEnabled()


def test_change_that_is_taken_back_needs_no_new_guide(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: Tree
) -> None:
    window = open_window(minimal_tree)
    wait_for_guide(qtbot, window)
    name = entry(window, "patient.name")

    qtbot.keyClick(name, Qt.Key.Key_X)
    qtbot.keyClick(name, Qt.Key.Key_Backspace)

    assert window.preview.state == "current"


def test_new_guide_keeps_the_place_in_view(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: Tree
) -> None:
    window = open_window(minimal_tree)
    wait_for_guide(qtbot, window)
    bar = window.preview.view.verticalScrollBar()
    bar.setValue(900)

    with qtbot.waitSignal(window.current, timeout=30_000):
        qtbot.keyClicks(entry(window, "consultant"), "Dr J. Lee")

    assert bar.value() == 900


def test_product_without_an_attribute_does_not_ask_for_it(
    open_window: OpenWindow, minimal_tree: Tree
) -> None:
    window = open_window(minimal_tree)
    window.turn_to(PREPARE, 1)

    assert not window.prepare.pages[1].fields["plan.kind"].isVisible()


def test_other_product_drops_what_it_does_not_have(
    qtbot: QtBot, open_window: OpenWindow, full_tree: Tree
) -> None:
    window = open_window(full_tree)
    window.turn_to(PREPARE, 1)

    qtbot.mouseClick(
        window.prepare.pages[1].cards.cards["own-fat-cells"],  # type: ignore[attr-defined]
        Qt.MouseButton.LeftButton,
    )

    assert window.prepare.faulty_labels() == [[]] * 7
    wait_for_guide(qtbot, window)


def test_file_with_unknown_keys_opens_and_says_which(
    qtbot: QtBot, open_window: OpenWindow, services: Services, minimal_tree: Tree, tmp_path: Path
) -> None:
    minimal_tree["plan"]["tretment_date"] = "2026-12-03"
    file = tmp_path / "amira.yaml"
    services.write_file(minimal_tree, file)
    window = open_window()

    with qtbot.waitSignal(window.files.opened):
        window.files.load(file)

    assert window.banner.isVisible()
    assert (
        "plan.tretment_date (unknown; did you mean treatment_date?)" in window.banner.words.text()
    )


def test_unknown_keys_go_when_the_consultant_says_so(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: Tree
) -> None:
    window = open_window({**minimal_tree, "colour": "red"})

    qtbot.mouseClick(window.banner.action, Qt.MouseButton.LeftButton)

    assert not window.banner.isVisible()
    wait_for_guide(qtbot, window)


@pytest.fixture
def amira(services: Services, full_tree: Tree, tmp_path: Path) -> Path:
    """Give a file with most that there can be."""
    file = tmp_path / "amira.yaml"
    services.write_file(full_tree, file)
    return file


def test_what_no_form_shows_survives_import_and_export(
    qtbot: QtBot,
    open_window: OpenWindow,
    services: Services,
    amira: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full_tree, file = services.read_file(amira), amira
    window = open_window()
    with qtbot.waitSignal(window.files.opened):
        window.files.load(file)
    file.unlink()
    choose_file(monkeypatch, "getSaveFileName", file)

    window.files.save_as()

    assert services.read_file(file) == full_tree


def test_damaged_file_is_refused_calmly_and_what_is_shown_stays(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: Tree, tmp_path: Path
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("patient: {name: [", encoding="utf-8")
    window = open_window(minimal_tree)

    with qtbot.waitSignal(window.files.failed):
        window.files.load(file)

    assert window.banner.words.text().startswith("The file was not opened.\nbroken.yaml")
    assert entry(window, "patient.name").text() == "Amira Haddad"


def test_full_disk_is_told_and_nothing_is_lost(
    qtbot: QtBot,
    open_window: OpenWindow,
    services: Services,
    minimal_tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full_disk(_data: bytes, _path: Path) -> None:
        raise ClinicAidError("The disk is full. Free some space.")

    choose_file(monkeypatch, "getSaveFileName", Path("guide.pdf"))
    window = open_window(minimal_tree, work_with=replace(services, save_pdf=full_disk))
    wait_for_guide(qtbot, window)

    window.guide.save()

    assert window.banner.words.text() == "The disk is full. Free some space."
    assert window.preview.panel.save.isEnabled()


@pytest.mark.fault(35)
def test_guide_whose_folder_is_gone_is_told_and_saved_elsewhere(
    qtbot: QtBot,
    open_window: OpenWindow,
    minimal_tree: Tree,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose_file(monkeypatch, "getSaveFileName", target.parent / "gone" / target.name)
    window = open_window(minimal_tree)
    wait_for_guide(qtbot, window)

    window.guide.save()

    assert "folder is not there any more" in window.banner.words.text()
    assert window.preview.state == "current"
    assert not window.vault_session.vault.records.newest()[0].guides
    choose_file(monkeypatch, "getSaveFileName", target)
    window.guide.save()
    assert target.read_bytes().startswith(b"%PDF-")
    assert window.preview.status.text() == f"Saved as {target.name}"


def test_closing_asks_nothing_and_keeps_the_last_letter(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    monkeypatch.setattr(QMessageBox, "exec", lambda *_: pytest.fail("it asked"))
    qtbot.keyClicks(entry(window, "patient.name"), "Amira")

    assert window.close()
    (kept,) = window.vault_session.vault.records.newest()
    assert kept.headings.name == "Amira"


def test_all_that_takes_the_keyboard_has_a_name(open_window: OpenWindow, full_tree: Tree) -> None:
    window = open_window(full_tree)
    labelled = {label.buddy() for label in window.findChildren(QLabel)}
    # The record and safe keeping name what they show when they show it, and have such a test.
    parts = (window.top, window.home, window.prepare, window.preview, window.bottom)

    nameless = [
        widget
        for part in parts
        for widget in part.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and widget not in labelled
        and not widget.objectName().startswith("qt_")
    ]

    assert nameless == []


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)])
@pytest.mark.parametrize("page", range(8))
def test_nothing_is_cut_and_targets_are_large_enough(
    open_window: OpenWindow, full_tree: Tree, size: QSize, page: int
) -> None:
    window = open_window(full_tree)
    window.resize(size)
    window.turn_to(*((GUIDE,) if page == 7 else (PREPARE, page)))
    QApplication.processEvents()

    shown = [
        widget
        for kind in (QAbstractButton, QLineEdit, QLabel)
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.window() is window
    ]
    cut = [
        widget
        for widget in shown
        if not window.rect().contains(widget.rect().translated(widget.mapTo(window, QPoint())))
        or widget.visibleRegion().boundingRect() != widget.rect()
    ]
    small = [
        widget
        for widget in shown
        if isinstance(widget, (QAbstractButton, QLineEdit)) and widget.height() < 44
    ]
    unreadable = [
        widget for widget in shown if widget.fontInfo().pixelSize() < 18 * (size.width() // 1366)
    ]
    assert (cut, small, unreadable) == ([], [], [])


def test_draft_of_a_window_is_not_changed_by_being_shown(full_tree: Tree) -> None:
    draft = Draft(full_tree)

    assert draft.tree == full_tree


def test_window_opens_as_one_window_with_the_keyboard_on_the_name(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()

    qtbot.waitUntil(entry(window, "patient.name").hasFocus)
    assert window.isActiveWindow()
    assert [shown for shown in QApplication.topLevelWidgets() if shown.isVisible()] == [window]


def test_guide_stays_as_it_is_while_screens_are_shown(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: Tree
) -> None:
    window = open_window(minimal_tree)
    wait_for_guide(qtbot, window)

    with qtbot.assertNotEmitted(window.guide.live.made, wait=1000):
        window.session.put("shown", [{"screen": "welcome", "seconds": 12}])

    assert window.preview.state == "current"
    assert window.session.draft.value("shown") is not None
