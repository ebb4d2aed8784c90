"""Entries meant to break the windows: told beside their field, or shown as they were typed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.records.choice import RecordChoice
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.plain_label import plain_tip
from clinic_aid.domain.records import Headings
from clinic_aid.entry.broken_off import BrokenOff
from tests.desktop.conftest import row_index
from tests.languages.clipping import faults_of

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]
NAME = "patient.name"
LITERAL = {
    "SQL": "Robert'); DROP TABLE consultation;--",
    "HTML": "<b>Ann</b><br><img src='file:///etc/passwd'>&amp;",
    "Jinja": "{{ 7 * 7 }}{% raw %}",
    "fields": "{name} {0} {patient} %s %(x)s",
    "a formula": "=1+1+cmd|'/c calc'!A0",
    "a mark": "Ann && Bob &Co",
    "a term": "[[follicle]] [[no such term]]",
}


@pytest.fixture
def window(open_window: OpenWindow, services_without_guide: Services) -> MainWindow:
    """Give a window that waits for a name; what its guide says of it is tested elsewhere."""
    tree = {"patient": {}, "plan": {"product": "own-fat-cells"}}
    return open_window(tree, work_with=services_without_guide)


def name_line(window: MainWindow) -> QLineEdit:
    (page,) = (page for page in window.prepare.pages if NAME in page.fields)
    line = page.fields[NAME].control.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return line


def said_beside_name(window: MainWindow) -> str:
    return next(page.fields[NAME].words for page in window.prepare.pages if NAME in page.fields)


def paste(qtbot: QtBot, window: MainWindow, text: str) -> None:
    copied = QMimeData()
    copied.setText(text)
    QApplication.clipboard().setMimeData(copied)
    line = name_line(window)
    line.setFocus()
    line.selectAll()
    qtbot.keySequence(line, QKeySequence(QKeySequence.StandardKey.Paste))
    QApplication.clipboard().clear()


def type_at_once(window: MainWindow, text: str) -> None:
    """Type as an input method does, which may send any sign."""
    typed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(name_line(window), typed)


def wait_until_kept(qtbot: QtBot, window: MainWindow) -> str:
    autosave = window.vault_session.autosave
    qtbot.waitUntil(
        lambda: autosave.state == "kept" and not autosave.is_waiting and autosave.key is not None,
        timeout=10_000,
    )
    assert autosave.key is not None
    return autosave.key


# What no name has


@pytest.mark.parametrize(
    ("sign", "called"),
    [
        pytest.param("\0", "NULL", marks=pytest.mark.fault(40)),
        pytest.param("\x1b", "ESCAPE", marks=pytest.mark.fault(40)),
        pytest.param("\u202e", "RIGHT-TO-LEFT OVERRIDE", marks=pytest.mark.fault(41)),
        pytest.param("\u2067", "RIGHT-TO-LEFT ISOLATE", marks=pytest.mark.fault(41)),
    ],
)
def test_a_sign_that_may_not_be_is_told_beside_the_name_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, sign: str, called: str
) -> None:
    type_at_once(window, f"Amira {sign}Haddad")

    qtbot.waitUntil(lambda: called in said_beside_name(window))
    key = wait_until_kept(qtbot, window)
    kept = window.vault_session.vault.records.load(key)
    assert kept.tree["patient"] == {"name": f"Amira {sign}Haddad"}
    assert window.session.checked.consultation is None

    name_line(window).selectAll()
    qtbot.keyClicks(name_line(window), "Amira Haddad")

    qtbot.waitUntil(lambda: called not in said_beside_name(window))
    assert window.session.checked.consultation is not None


@pytest.mark.fault(42)
def test_a_name_with_emoji_is_kept_and_they_are_told_to_be_left_out(
    qtbot: QtBot, window: MainWindow
) -> None:
    paste(qtbot, window, "Amira 👩🏽‍⚕️")

    qtbot.waitUntil(lambda: window.session.checked.consultation is not None)
    assert "Emoji are left out of the guide" in said_beside_name(window)
    key = wait_until_kept(qtbot, window)
    kept = window.vault_session.vault.records.load(key)
    assert kept.tree["patient"] == {"name": "Amira 👩🏽‍⚕️"}


@pytest.mark.fault(43)
def test_a_name_of_ten_thousand_letters_is_told_and_leaves_the_window_as_it_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    size = window.size()

    paste(qtbot, window, "W" * 10_000)

    qtbot.waitUntil(lambda: "at most 200" in said_beside_name(window))
    wait_until_kept(qtbot, window)
    for step in (PREPARE, GUIDE, HOME):
        window.turn_to(step)
        QApplication.processEvents()
        # On Home it is shortened for the eye.
        assert [one for one in faults_of(window) if "is shortened" not in one] == []
        assert window.size() == size


# What any name may have


def is_read_as_marks(text: str, kind: Qt.TextFormat = Qt.TextFormat.AutoText) -> bool:
    """Say whether Qt takes signs in a text for marks of style."""
    if kind == Qt.TextFormat.AutoText:
        return QtGui.Qt.mightBeRichText(text)
    return kind != Qt.TextFormat.PlainText


def shown_texts(window: QWidget) -> Iterator[str]:
    """Give what a window shows, as a person reads it."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        if isinstance(widget, ElidedLabel):
            yield widget.words
        elif isinstance(widget, QLabel | QLineEdit):
            yield widget.text()
        elif isinstance(widget, QAbstractButton):
            yield widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def marked_up(window: QWidget, name: str) -> list[QWidget]:
    """Give what would take a name for marks of style, in its words or in its tip."""
    labels = [
        label
        for label in window.findChildren(QLabel)
        if name in label.text() and is_read_as_marks(label.text(), label.textFormat())
    ]
    tips = [
        widget
        for widget in window.findChildren(QWidget)
        if name in widget.toolTip() and is_read_as_marks(widget.toolTip())
    ]
    return [*labels, *tips]


@pytest.mark.fault(44)
@pytest.mark.parametrize("name", LITERAL.values(), ids=LITERAL)
def test_a_name_is_shown_everywhere_as_it_was_typed(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    qtbot.keyClicks(name_line(window), name)
    key = wait_until_kept(qtbot, window)

    window.turn_to(HOME)
    window.home.show_broken_off((Headings(name=name), BrokenOff(screen=1)))
    QApplication.processEvents()
    assert any(name in text for text in shown_texts(window))
    assert marked_up(window, name) == []

    window.home.new.click()
    window.turn_to(HOME)
    qtbot.waitUntil(lambda: [row.title for row in window.home.finder.list.rows] == [name])
    tip = row_index(window.home.finder.list, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == plain_tip(name)
    window.home.finder.entry_chosen.emit(key)
    record = window.vault_session.record
    qtbot.waitUntil(record.isVisible)
    assert any(name in text for text in shown_texts(record))
    assert marked_up(window, name) == []

    record.erase.click()
    (choice,) = window.findChildren(RecordChoice)
    assert any(name in text for text in shown_texts(choice))
    assert marked_up(choice, name) == []
    choice.cancel.click()


@pytest.mark.fault(44)
@pytest.mark.parametrize("name", LITERAL.values(), ids=LITERAL)
def test_a_tip_shows_a_name_as_it_was_typed(qapp: QApplication, name: str) -> None:
    tip, shown = plain_tip(name), QTextDocument()

    (shown.setHtml if is_read_as_marks(tip) else shown.setPlainText)(tip)

    assert shown.toPlainText() == name
