from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.screens.stage import StagePage
from tests.desktop.talk.conftest import OpenPages

_SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
_SCREEN = "your-stage"
Tree = Mapping[str, Any]


def _of(sex: str | None, **finding: object) -> dict[str, object]:
    patient = {"name": "Sam Reed"} if sex is None else {"name": "Sam Reed", "sex": sex}
    return {"format": 1, "patient": patient, "plan": {}, "finding": finding}


def _point_at(widget: object, *, entering: bool) -> None:
    place = QPointF(5, 5)
    event = QEnterEvent(place, place, place) if entering else QEvent(QEvent.Type.Leave)
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type]


def open_scale(page: Any) -> str:
    return next(str(key) for key, tab in page.tabs.items() if tab.isChecked())


def test_the_scale_of_the_chosen_stage_is_open(open_page: OpenPages) -> None:
    opened = open_page(StagePage, _SCREEN, _of("male", stage="sinclair-4"))

    assert open_scale(opened.page) == "sinclair"
    assert opened.page.grids["sinclair"].cards["sinclair-4"].isChecked()


@pytest.mark.parametrize(
    ("sex", "scale"), [("female", "ludwig"), ("male", "norwood"), (None, "norwood")]
)
def test_before_a_choice_the_usual_scale_is_open(
    open_page: OpenPages, sex: str | None, scale: str
) -> None:
    page = open_page(StagePage, _SCREEN, _of(sex)).page

    assert open_scale(page) == scale


@pytest.mark.parametrize("sex", ["female", "male"])
def test_no_scale_is_hidden_from_anybody(open_page: OpenPages, sex: str) -> None:
    page = open_page(StagePage, _SCREEN, _of(sex)).page

    assert [key for key, tab in page.tabs.items() if tab.isVisible()] == [
        "norwood",
        "ludwig",
        "sinclair",
    ]


@pytest.mark.parametrize(("scale", "count"), [("norwood", 12), ("ludwig", 3), ("sinclair", 5)])
@pytest.mark.parametrize("size", _SIZES)
def test_all_stages_of_a_scale_are_in_view(
    open_page: OpenPages, size: QSize, scale: str, count: int
) -> None:
    page = open_page(StagePage, _SCREEN, _of(None), size=size).page
    page.tabs[scale].click()
    QApplication.processEvents()
    grid = page.grids[scale]

    inside = [
        card
        for card in grid.cards.values()
        if card.isVisible() and grid.rect().contains(card.geometry())
    ]
    assert len(inside) == len(grid.cards) == count
    assert min(min(card.width(), card.height()) for card in inside) >= 44


def test_the_pictures_of_a_scale_are_of_one_size(open_page: OpenPages) -> None:
    page = open_page(StagePage, _SCREEN, _of("male")).page

    assert len({card.face.size().toTuple() for card in page.grids["norwood"].cards.values()}) == 1


def test_a_tap_chooses_and_a_second_tap_takes_it_away(open_page: OpenPages) -> None:
    opened = open_page(StagePage, _SCREEN, _of("male"))
    card = opened.page.grids["norwood"].cards["norwood-3v"]

    card.click()
    chosen = card.isChecked(), card.sign.isVisible()
    card.click()

    assert opened.edits == [("finding.stage", "norwood-3v"), ("finding.stage", None)]
    assert chosen == (True, True)
    assert not card.isChecked()
    assert not card.sign.isVisible()


def test_only_one_stage_is_chosen(open_page: OpenPages) -> None:
    opened = open_page(StagePage, _SCREEN, _of("male", stage="ludwig-1"))

    opened.page.tabs["norwood"].click()
    opened.page.grids["norwood"].cards["norwood-4"].click()

    assert opened.session.draft.text("finding.stage") == "norwood-4"
    checked = [
        key
        for grid in opened.page.grids.values()
        for key, card in grid.cards.items()
        if card.isChecked()
    ]
    assert checked == ["norwood-4"]


def test_looking_at_another_scale_changes_nothing(open_page: OpenPages) -> None:
    opened = open_page(StagePage, _SCREEN, _of("male", stage="norwood-2"))

    opened.page.tabs["sinclair"].click()
    opened.session.put("finding.since", "1 to 3 years")

    assert opened.edits == []
    assert open_scale(opened.page) == "sinclair"
    assert not opened.page.tabs["norwood"].icon().isNull()


def test_the_chosen_stage_is_described(open_page: OpenPages) -> None:
    page = open_page(StagePage, _SCREEN, _of("male", stage="norwood-7")).page

    assert page.panel.name.marked() == "Stage 7"
    assert "horseshoe" in page.panel.description.marked()
    assert page.panel.untested_words.marked().startswith("Stage 7. We found no study")
    assert page.panel.untested.isVisible()
    assert page.panel.figure.isVisible()


def test_the_scale_says_for_whom_it_is_and_what_it_does_not_tell(open_page: OpenPages) -> None:
    page = open_page(StagePage, _SCREEN, _of("female")).page

    assert "usual in women" in page.caution.marked()
    assert "not the cause" in page.caution.marked()


def test_without_a_choice_the_panel_says_how_to_choose(open_page: OpenPages) -> None:
    page = open_page(StagePage, _SCREEN, _of("male")).page

    assert page.panel.hint.isVisible()
    assert not page.panel.figure.isVisible()


def test_a_stage_pointed_at_is_shown_in_large(open_page: OpenPages) -> None:
    page = open_page(StagePage, _SCREEN, _of("male", stage="norwood-2")).page
    card = page.grids["norwood"].cards["norwood-5"]

    _point_at(card, entering=True)
    looked_at = page.panel.name.marked()
    _point_at(card, entering=False)

    assert looked_at == "Stage 5"
    assert page.panel.name.marked() == "Stage 2"


def test_arrow_keys_go_from_picture_to_picture(open_page: OpenPages, qtbot: QtBot) -> None:
    opened = open_page(StagePage, _SCREEN, _of("male"))
    cards = opened.page.grids["norwood"].cards
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    cards["norwood-1"].setFocus()

    qtbot.keyClick(cards["norwood-1"], Qt.Key.Key_Left)
    at_edge = QApplication.focusWidget()
    qtbot.keyClick(cards["norwood-1"], Qt.Key.Key_Right)
    beside = QApplication.focusWidget()
    qtbot.keyClick(cards["norwood-2"], Qt.Key.Key_Down)
    below = QApplication.focusWidget()

    assert at_edge is cards["norwood-1"]
    assert beside is cards["norwood-2"]
    assert below is list(cards.values())[1 + opened.page.grids["norwood"].columns]
    assert opened.edits == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_choose(open_page: OpenPages, qtbot: QtBot, key: Qt.Key) -> None:
    opened = open_page(StagePage, _SCREEN, _of("female"))
    card = opened.page.grids["ludwig"].cards["ludwig-2"]
    card.setFocus()

    qtbot.keyClick(card, key)

    assert opened.edits == [("finding.stage", "ludwig-2")]


def test_every_picture_has_a_name_with_its_scale(open_page: OpenPages) -> None:
    page = open_page(StagePage, _SCREEN, _of("male")).page
    card = page.grids["norwood"].cards["norwood-3v"]

    assert card.accessibleName() == "Norwood scale: Stage 3 vertex"
    assert "crown" in card.accessibleDescription()


@pytest.mark.parametrize("stage", ["norwood-6", "norwood-5a", "ludwig-3", "sinclair-4", None])
@pytest.mark.parametrize("size", _SIZES)
def test_no_words_are_cut(open_page: OpenPages, size: QSize, stage: str | None) -> None:
    finding = {} if stage is None else {"stage": stage}
    opened = open_page(StagePage, _SCREEN, _of("male", **finding), size=size)

    assert opened.cut_words() == []
    assert opened.smallest_words() >= 18


def test_pictures_are_mirrored_in_their_order_only(
    open_page: OpenPages, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        page = open_page(StagePage, _SCREEN, _of("male")).page
        cards = list(page.grids["norwood"].cards.values())
        assert cards[0].mapTo(page, QPoint(0, 0)).x() > cards[1].mapTo(page, QPoint(0, 0)).x()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_stage_of_no_scale_stays_in_the_file(open_page: OpenPages) -> None:
    opened = open_page(StagePage, _SCREEN, _of("male", stage="hamilton-2"))

    assert opened.edits == []
    assert opened.session.draft.text("finding.stage") == "hamilton-2"
    assert open_scale(opened.page) == "norwood"


def test_the_sign_on_a_tab_grows_with_the_window(open_page: OpenPages) -> None:
    tree = _of("male", stage="norwood-2")
    page = open_page(StagePage, _SCREEN, tree, size=QSize(3840, 2160)).page

    assert page.tabs["norwood"].iconSize().width() > 40
