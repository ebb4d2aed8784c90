from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.talk.sheets import (
    ChaptersContent,
    ListContent,
    sources_content,
    words_content,
)
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.desktop.widgets.style import Look

OpenTalk = Callable[..., TalkWindow]
Tree = dict[str, Any]


def said(content: object) -> list[str]:
    assert isinstance(content, (ListContent, ChaptersContent)) or hasattr(content, "findChildren")
    return [label.marked() for label in content.findChildren(Words)]


def cut(window: TalkWindow) -> list[str]:
    content = window.sheet.content
    assert content is not None
    return [
        label.marked()
        for label in content.findChildren(Words)
        if label.isVisible()
        and (
            label.heightForWidth(label.width()) > label.height()
            or not content.rect().contains(label.mapTo(content, label.rect().bottomRight()))
        )
    ]


def test_screen_without_a_source_says_so(the_look: Look) -> None:
    assert "We found no study of it to name." in said(sources_content(the_look, ()))[0]


def test_every_source_of_a_screen_is_listed(the_look: Look) -> None:
    assert said(sources_content(the_look, ("One 2020", "Two 2021"))) == ["One 2020", "Two 2021"]


def test_sources_are_those_of_the_screen(open_talk: OpenTalk, full_tree: Tree) -> None:
    window = open_talk(full_tree, screen="hair-cycle")
    window.do(Action.SOURCES)

    sources = window.page.sources or window.talk.screens["hair-cycle"].sources
    assert sources
    assert [plain(text) for text in said(window.sheet.content)] == list(sources)


def test_each_word_is_explained_once_whatever_its_form(the_look: Look, services: Services) -> None:
    talk = services.talk({"patient": {}, "plan": {}})
    named: dict[str, list[str]] = {}
    for form, (name, _) in talk.terms.items():
        named.setdefault(name, []).append(form)
    name, forms = next((name, forms) for name, forms in named.items() if len(forms) > 1)

    content = words_content(the_look, [forms[0].upper(), *forms, "no such word"], talk)

    heading, meaning = said(content)
    assert heading.casefold() == name.casefold()
    assert meaning == talk.terms[forms[0]][1]


def test_screen_without_words_to_explain_says_so(the_look: Look, services: Services) -> None:
    talk = services.talk({"patient": {}, "plan": {}})

    assert said(words_content(the_look, [], talk)) == ["No word on this screen needs explaining."]


def test_every_word_to_explain_on_every_screen_has_its_meaning(
    open_talk: OpenTalk, full_tree: Tree
) -> None:
    window = open_talk(full_tree)

    for key in window.talk.walkthrough.screens:
        window.show_screen(key)
        window.do(Action.WORDS)
        marked = [label for label in window.page.findChildren(Words) if "[[" in label.marked()]
        if any(label.isVisible() for label in marked):
            assert isinstance(window.sheet.content, ListContent), key
        window.do(Action.LEAVE)


@pytest.mark.parametrize("action", [Action.KEYS, Action.SOURCES, Action.WORDS])
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)])
def test_nothing_of_a_sheet_is_cut(
    open_talk: OpenTalk, full_tree: Tree, action: Action, size: QSize
) -> None:
    window = open_talk(full_tree, screen="study-results")
    window.resize(size)
    QApplication.processEvents()
    window.do(action)
    content = window.sheet.content
    assert content is not None
    parts = content.rows.parts if isinstance(content, ListContent) else 1

    for _ in range(parts):
        QApplication.processEvents()
        assert cut(window) == []
        content.turn(1)


def test_views_of_a_list_turn_and_stop_at_its_ends(open_talk: OpenTalk) -> None:
    window = open_talk()
    window.do(Action.KEYS)
    content = window.sheet.content
    assert isinstance(content, ListContent)
    assert content.more.text() == f"More (1 of {content.rows.parts})"

    for _ in range(9):
        content.turn(1)
    assert content.rows.part == content.rows.parts - 1
    content.more.click()

    assert content.rows.part == 0


def test_every_chapter_is_a_button_with_its_number(open_talk: OpenTalk) -> None:
    window = open_talk(screen="hair-root")
    window.do(Action.CHAPTERS)
    content = window.sheet.content
    assert isinstance(content, ChaptersContent)

    texts = [button.text().replace("&&", "&") for button in content.buttons.values()]
    names = window.talk.chapter_names
    assert texts == [f"{index}  {names[key]}" for index, key in enumerate(content.buttons, 1)]
    assert [key for key, button in content.buttons.items() if button.isChecked()] == ["your-hair"]
    assert content.buttons["your-hair"].hasFocus()


def test_chapter_is_gone_to_and_the_sheet_closes(open_talk: OpenTalk) -> None:
    window = open_talk()
    window.do(Action.CHAPTERS)
    content = window.sheet.content
    assert isinstance(content, ChaptersContent)

    content.buttons["risks"].click()

    assert window.screen_key == "risks-in-short"
    assert not window.sheet.is_open


def test_chapter_seen_in_full_is_ticked_and_says_so(
    open_talk: OpenTalk, minimal_tree: Tree, session: Session
) -> None:
    chapters = open_talk().talk.walkthrough.chapters
    minimal_tree["shown"] = [{"screen": key, "seconds": 9} for key in chapters["risks"]]
    window = open_talk(minimal_tree)
    window.do(Action.CHAPTERS)
    content = window.sheet.content
    assert isinstance(content, ChaptersContent)

    ticked = [key for key, button in content.buttons.items() if not button.icon().isNull()]
    assert ticked == ["risks"]
    assert content.buttons["risks"].accessibleName().endswith(", seen")


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720), QSize(3840, 2160)])
def test_names_of_chapters_fit_their_buttons(open_talk: OpenTalk, size: QSize) -> None:
    window = open_talk()
    window.resize(size)
    QApplication.processEvents()
    window.do(Action.CHAPTERS)
    QApplication.processEvents()
    content = window.sheet.content
    assert isinstance(content, ChaptersContent)

    small = [
        button.text()
        for button in content.buttons.values()
        if button.width() < button.sizeHint().width() or button.height() < 44
    ]
    assert small == []
    assert content.rect().contains(content.childrenRect())
    assert isinstance(window.bar.place, QLabel)


def test_name_of_a_chapter_with_an_ampersand_is_no_shortcut(
    the_look: Look, services: Services
) -> None:
    talk = services.talk({"patient": {}, "plan": {}})
    names = {**talk.chapter_names, "risks": "Risks & harms"}
    content = ChaptersContent(
        the_look, replace(talk, chapter_names=names), frozenset(), "risks", lambda _key: None
    )

    assert content.buttons["risks"].text().endswith("Risks && harms")
    assert content.buttons["risks"].shortcut().isEmpty()
