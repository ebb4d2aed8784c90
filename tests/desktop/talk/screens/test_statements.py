from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.screens.statements import (
    ClaimsPage,
    RecordPage,
    TalkAnswersPage,
    UnknownsPage,
)
from clinic_aid.talk.model import General, Talk

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SCREENS: dict[type, str] = {
    UnknownsPage: "nobody-knows",
    RecordPage: "before-you-agree",
    TalkAnswersPage: "clinic-answers",
    ClaimsPage: "read-and-known",
}


def _general(services: Services, tree: Tree) -> General:
    return services.talk(tree).general


def _with_blank_answer(services: Services) -> Services:
    def talk(tree: Tree) -> Talk:
        told = services.talk(tree)
        first, *rest = told.general.answers
        answers = (replace(first, value="The clinic did not say.", open=True), *rest)
        return replace(told, general=replace(told.general, answers=answers))

    return replace(services, talk=talk)


def test_all_that_nobody_knows_is_shown(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(UnknownsPage, "nobody-knows", full_tree)
    said = tuple(row.words.marked() for row in shown.page.rows.rows)
    assert said == _general(services, full_tree).unknowns


def test_the_record_is_numbered(open_page: OpenPages, services: Services, full_tree: Tree) -> None:
    shown = open_page(RecordPage, "before-you-agree", full_tree)
    record = _general(services, full_tree).record
    said = [(row.number.text(), row.words.marked()) for row in shown.page.rows.rows]
    assert said == [(str(n), text) for n, text in enumerate(record, start=1)]


def test_the_clinics_answers_are_shown_with_their_questions(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(TalkAnswersPage, "clinic-answers", full_tree)
    answers = _general(services, full_tree).answers
    said = [(row.name.marked(), row.value.marked()) for row in shown.page.rows.rows]
    assert said == [(answer.name, answer.value) for answer in answers]


def test_a_blank_answer_stands_on_a_ground_of_its_own(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    used = _with_blank_answer(services)
    shown = open_page(TalkAnswersPage, "clinic-answers", full_tree, work_with=used)
    names = [row.objectName() for row in shown.page.rows.rows]
    assert names[0] == "blank"
    assert set(names[1:]) == {"card"}


def test_the_columns_of_the_answers_stand_in_line(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(TalkAnswersPage, "clinic-answers", full_tree)
    QApplication.processEvents()
    begins = {row.value.x() for row in shown.page.rows.rows if row.isVisible()}
    assert len(begins) == 1


def test_each_claim_stands_beside_what_is_known(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(ClaimsPage, "read-and-known", full_tree)
    general, labels = _general(services, full_tree), services.pack.labels
    said = tuple((row.read.marked(), row.know.marked()) for row in shown.page.rows.rows)
    assert said == general.claims
    heads = (labels["you-may-have-read"], labels["what-we-know"])
    assert tuple(head.text() for head in shown.page.heads) == heads


def test_the_sources_are_those_of_the_claims_in_view(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(ClaimsPage, "read-and-known", full_tree)
    told = _general(services, full_tree).claim_sources
    before = set(shown.page.sources)
    shown.page.turn_to(shown.page.parts - 1)
    assert set(told[0]) <= before
    assert set(told[-1]) <= set(shown.page.sources)
    assert set(shown.page.sources) != before


def test_a_word_of_a_claim_can_be_asked_for(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ClaimsPage, "read-and-known", full_tree)
    shown.page.rows.rows[0].read.linkActivated.emit("term:stem cells")
    assert shown.asked == ["term:stem cells"]


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720)], ids=["1366", "1280"])
@pytest.mark.parametrize("kind", list(_SCREENS))
def test_every_word_has_room(
    kind: type, size: QSize, open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(kind, _SCREENS[kind], full_tree, size=size)
    assert shown.cut_words() == []
    assert shown.smallest_words() >= 18


@pytest.mark.parametrize("kind", list(_SCREENS))
def test_what_holds_for_anybody_is_shown_before_a_product_is_chosen(
    kind: type, open_page: OpenPages
) -> None:
    shown = open_page(kind, _SCREENS[kind])
    assert shown.page.rows.rows
    assert shown.cut_words() == []
