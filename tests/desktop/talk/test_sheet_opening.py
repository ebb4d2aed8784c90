from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.kit.hints import HintsContent
from clinic_aid.desktop.talk.kit.words import TERM_LINK, Words
from clinic_aid.desktop.talk.window import TalkWindow

OpenTalk = Callable[..., TalkWindow]
Tree = dict[str, Any]

_SHEETS = [
    Action.CHAPTERS, Action.HINTS, Action.QUESTION, Action.SOURCES, Action.WORDS, Action.KEYS,
]  # fmt: skip


def said(window: TalkWindow) -> list[str]:
    assert window.sheet.content is not None
    return [label.marked() for label in window.sheet.content.findChildren(Words)]


@pytest.mark.parametrize("action", _SHEETS)
def test_every_sheet_opens_and_closes_on_every_kind_of_screen(
    open_talk: OpenTalk, full_tree: Tree, action: Action
) -> None:
    window = open_talk(full_tree)
    kinds = {screen.kind: key for key, screen in window.talk.screens.items()}

    for key in kinds.values():
        window.show_screen(key)
        window.do(action)
        assert window.sheet.content is not None, key
        window.do(Action.LEAVE)
        assert (window.sheet.is_open, window.screen_key) == (False, key)


@pytest.mark.parametrize("action", [action for action in _SHEETS if action is not Action.KEYS])
def test_no_second_sheet_opens_over_the_first(open_talk: OpenTalk, action: Action) -> None:
    window = open_talk()
    window.do(Action.KEYS)
    content = window.sheet.content

    window.do(action)

    assert window.sheet.content is content


def test_tapped_word_is_explained(open_talk: OpenTalk) -> None:
    window = open_talk(screen="hair-root")
    form = next(iter(window.talk.terms))

    window.page.asked.emit(f"{TERM_LINK}{form}")

    name, meaning = window.talk.terms[form]
    assert said(window)[0].casefold() == name.casefold()
    assert said(window)[1] == meaning


def test_word_tapped_within_a_sheet_takes_its_place_and_loses_nothing(
    qtbot: QtBot, open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk(screen="hair-cycle")
    window.do(Action.HINTS)
    content = window.sheet.content
    assert isinstance(content, HintsContent)
    qtbot.keyClicks(content.said.entry.text, "It rests")

    content.asked.emit(f"{TERM_LINK}{next(iter(window.talk.terms))}")
    QApplication.processEvents()
    window.do(Action.LEAVE)

    assert not window.sheet.is_open
    assert session.draft.value("teach_back") == [{"topic": "hair-cycle", "words": "It rests"}]


def test_word_nobody_knows_is_met_with_words(open_talk: OpenTalk) -> None:
    window = open_talk()

    window.page.asked.emit(f"{TERM_LINK}no such word")

    assert said(window) == ["No word on this screen needs explaining."]
