import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.talk.screens.scalp import MapPage
from tests.desktop.talk.conftest import OpenPages

_SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
_SCREEN = "marked-areas"
_OWN = "Since 2019, after the birth of my second child"


def _of(**finding: object) -> dict[str, object]:
    return {"format": 1, "patient": {"name": "Sam Reed"}, "plan": {}, "finding": finding}


def _chosen(page: MapPage) -> list[str | None]:
    return [key for key, button in page.areas.buttons.items() if button.isChecked()]


def test_chips_and_map_show_what_the_file_has(
    open_page: OpenPages, full_tree: dict[str, object]
) -> None:
    page = open_page(MapPage, _SCREEN, full_tree).page

    assert _chosen(page) == ["front-hairline", "mid-scalp", "crown"]
    assert page.since.value() == "1 to 3 years"
    assert page.map.undo_button.isEnabled()


def test_a_chip_marks_its_area_on_the_map(open_page: OpenPages) -> None:
    opened = open_page(MapPage, _SCREEN, _of())

    opened.page.areas.buttons["crown"].click()
    opened.page.map.canvas.tapped.emit("mid-scalp")

    assert opened.edits == [
        ("finding.areas", ["crown"]),
        ("finding.areas", ["mid-scalp", "crown"]),
    ]


def test_an_area_tapped_on_the_map_marks_its_chip(open_page: OpenPages) -> None:
    opened = open_page(MapPage, _SCREEN, _of())

    opened.page.map.canvas.tapped.emit("temples-left")

    assert opened.edits == [("finding.areas", ["temples-left"])]
    assert _chosen(opened.page) == ["temples-left"]


def test_the_last_area_taken_away_leaves_nothing_in_the_file(open_page: OpenPages) -> None:
    opened = open_page(MapPage, _SCREEN, _of(areas=["crown"]))

    opened.page.areas.buttons["crown"].click()

    assert opened.edits == [("finding.areas", None)]


def test_a_line_drawn_goes_into_the_file(open_page: OpenPages) -> None:
    opened = open_page(MapPage, _SCREEN, _of())

    opened.page.map.canvas.line_drawn.emit([[0.4, 0.4], [0.5, 0.5]])

    assert opened.edits == [
        ("finding.strokes", [{"view": "top", "points": [[0.4, 0.4], [0.5, 0.5]]}])
    ]


def test_a_time_span_is_chosen_and_taken_back(open_page: OpenPages) -> None:
    opened = open_page(MapPage, _SCREEN, _of())
    chip = opened.page.since.buttons["Over 10 years"]

    chip.click()
    chip.click()

    assert opened.edits == [("finding.since", "Over 10 years"), ("finding.since", None)]
    assert not chip.isChecked()


def test_another_text_in_the_file_stays_among_the_choices(open_page: OpenPages) -> None:
    opened = open_page(MapPage, _SCREEN, _of(since=_OWN))
    other = opened.page.other_since
    at_first = other.isVisible(), other.isChecked(), other.words.marked()

    opened.page.since.buttons["Under 1 year"].click()
    unchosen = other.isChecked()
    other.click()

    assert at_first == (True, True, _OWN)
    assert not unchosen
    assert opened.edits == [("finding.since", "Under 1 year"), ("finding.since", _OWN)]


def test_a_text_of_one_patient_is_not_offered_to_the_next(open_page: OpenPages) -> None:
    opened = open_page(MapPage, _SCREEN, _of(since=_OWN))

    opened.session.replace(_of())

    assert not opened.page.other_since.isVisible()


def test_a_map_is_said_not_to_tell_the_cause(open_page: OpenPages) -> None:
    page = open_page(MapPage, _SCREEN, _of()).page

    assert page.note.isVisible()
    assert "cause" in page.note_words.marked()


def test_every_choice_is_named_with_its_question(open_page: OpenPages) -> None:
    page = open_page(MapPage, _SCREEN, _of(since=_OWN)).page

    assert page.areas.buttons["crown"].accessibleName() == "Areas: Crown"
    assert page.since.buttons["Under 1 year"].accessibleName() == "For how long? Under 1 year"
    assert page.other_since.accessibleName() == f"For how long? {_OWN}"


def test_what_is_faulty_in_the_file_does_not_keep_the_map_away(open_page: OpenPages) -> None:
    opened = open_page(MapPage, _SCREEN, _of(areas="crown", strokes=[{"view": "top"}, 3]))

    assert _chosen(opened.page) == []
    assert opened.edits == []


@pytest.mark.parametrize("since", [None, "1 to 3 years", _OWN])
@pytest.mark.parametrize("size", _SIZES)
def test_nothing_is_cut(open_page: OpenPages, size: QSize, since: str | None) -> None:
    finding = {"areas": ["crown", "back", "front-hairline"]}
    opened = open_page(MapPage, _SCREEN, _of(**finding, since=since), size=size)
    QApplication.processEvents()

    assert opened.cut_words() == []
    assert opened.smallest_words() >= 18
    for chips in (opened.page.areas, opened.page.since):
        assert chips.height() >= chips.heightForWidth(chips.width())


def test_signs_on_chips_grow_with_the_window(open_page: OpenPages) -> None:
    page = open_page(MapPage, _SCREEN, _of(areas=["crown"]), size=QSize(3840, 2160)).page

    assert page.areas.buttons["crown"].iconSize().width() > 40
