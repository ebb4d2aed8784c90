from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.kit.hints import HintsContent
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.talk.window import TalkWindow

OpenTalk = Callable[..., TalkWindow]
Tree = dict[str, Any]


def hints_of(window: TalkWindow) -> HintsContent:
    window.do(Action.HINTS)
    content = window.sheet.content
    assert isinstance(content, HintsContent)
    QApplication.processEvents()
    return content


def test_hints_are_the_two_questions_of_the_screen(open_talk: OpenTalk) -> None:
    window = open_talk(screen="hair-cycle")
    screen = window.talk.screens["hair-cycle"]

    said = [label.marked() for label in hints_of(window).findChildren(Words)]

    assert screen.ask in said
    assert screen.teach_back in said


def test_what_is_said_back_belongs_to_the_topic_of_the_screen(
    qtbot: QtBot, open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk(screen="hair-cycle")
    content = hints_of(window)

    qtbot.keyClicks(content.said.entry.text, "It rests")
    content.said.outcome.buttons["clear"].click()

    assert session.draft.value("teach_back") == [
        {"topic": "hair-cycle", "words": "It rests", "outcome": "clear"}
    ]


def test_what_was_said_back_before_is_shown(open_talk: OpenTalk, full_tree: Tree) -> None:
    content = hints_of(open_talk(full_tree, screen="hair-cycle"))

    assert content.said.entry.text.toPlainText().startswith("My hair grows for years")
    assert content.said.outcome.value() == "clear"


def test_outcome_that_was_not_said_goes(
    open_talk: OpenTalk, session: Session, minimal_tree: Tree
) -> None:
    minimal_tree["teach_back"] = [{"topic": "hair-cycle", "outcome": "explain-again"}]
    content = hints_of(open_talk(minimal_tree, screen="hair-cycle"))

    content.said.outcome.buttons[None].click()

    assert session.draft.value("teach_back") is None


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)])
def test_no_hint_of_any_screen_is_cut(open_talk: OpenTalk, full_tree: Tree, size: QSize) -> None:
    window = open_talk(full_tree)
    window.resize(size)
    QApplication.processEvents()
    hints = {(screen.ask, screen.teach_back): key for key, screen in window.talk.screens.items()}

    for key in hints.values():
        window.show_screen(key)
        content = hints_of(window)
        cut = [
            plain(label.marked())
            for label in content.findChildren(Words)
            if label.isVisible() and label.heightForWidth(label.width()) > label.height()
        ]
        assert cut == [], key
        assert window.sheet.card.rect().contains(content.geometry())
        window.do(Action.LEAVE)


def test_how_well_it_was_explained_is_part_of_every_choice(open_talk: OpenTalk) -> None:
    content = hints_of(open_talk())

    names = [button.accessibleName() for button in content.said.outcome.buttons.values()]
    assert all(name.startswith("How well we explained it: ") for name in names)
