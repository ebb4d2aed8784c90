from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from clinic_aid.content.filling import without_isolates
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.signs import SignRow, SignsPage
from tests.desktop.talk.conftest import OpenPage, OpenPages

SCREEN = "at-night"
BANDS = ("usual", "same-day", "emergency")
SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
Tree = dict[str, object]


def texts_of(row: SignRow) -> list[str]:
    """Give what a row says, without the marks before it."""
    said = [words.marked() for words in row.findChildren(Words)]
    return [text for text in said if text not in ("•", "–")]


@pytest.fixture
def opened(open_page: OpenPages, full_tree: Tree) -> OpenPage:
    return open_page(SignsPage, SCREEN, full_tree)


def test_three_bands_stand_side_by_side_each_with_its_sign(opened: OpenPage) -> None:
    bands = [opened.page.bands[band] for band in BANDS]
    lefts = [band.geometry().left() for band in bands]
    assert lefts == sorted(lefts)
    assert len({band.geometry().top() for band in bands}) == 1
    pictures = {band.sign.pixmap().toImage().bits().tobytes() for band in bands}
    assert len(pictures) == len(BANDS)


def test_only_the_emergency_is_red(opened: OpenPage) -> None:
    reds = []
    for name in BANDS:
        band = opened.page.bands[name]
        at = band.grab().toImage().pixelColor(band.width() // 2, band.height() - 8)
        reds.append(at.name() == opened.page.look.colors["red"])
    assert reds == [False, False, True]


def test_the_numbers_to_call_stand_above_the_signs(opened: OpenPage) -> None:
    same_day = [without_isolates(w.text()) for w in opened.page.bands["same-day"].numbers]
    assert same_day == [
        "The clinic: 020 7946 0000",
        "When the clinic is closed: 020 7946 0999",
    ]
    emergency = opened.page.bands["emergency"].numbers
    assert without_isolates(emergency[0].text()).endswith(": 999")
    assert not emergency[1].isVisible()
    assert not any(words.isVisible() for words in opened.page.bands["usual"].numbers)


def test_every_sign_of_the_guide_comes_into_view_in_order(opened: OpenPage) -> None:
    page = opened.page.services.talk(opened.session.draft.tree).general.two_am
    for band in page.bands:
        seen: list[str] = []
        signs = opened.page.bands[band.band].signs
        for part in range(signs.parts):
            opened.page.turn_to(part)
            QApplication.processEvents()
            seen += [text for row in signs.rows if row.isVisible() for text in texts_of(row)]
        groups = [*band.groups, *([page.advice] if band.band == "emergency" else [])]
        told = [
            text
            for group in groups
            for text in (group.title, *(t for it in group.signs for t in (it.text, *it.points)))
        ]
        assert seen == [text for text in told if text]


def test_what_opens_a_list_is_in_view_with_its_first_point(opened: OpenPage) -> None:
    page = opened.page.services.talk(opened.session.draft.tree).general.two_am
    lists = [s for band in page.bands for group in band.groups for s in group.signs if s.points]
    rows = [texts_of(row) for row in opened.page.findChildren(SignRow)]
    assert lists
    for sign in lists:
        assert [sign.text, sign.points[0]] in [texts[-2:] for texts in rows]


def test_all_signs_are_written_in_one_size(opened: OpenPage) -> None:
    rows = opened.page.findChildren(SignRow)
    assert len({words.font().pixelSize() for row in rows for words in row.findChildren(Words)}) == 1


def test_what_is_to_know_of_the_numbers_stands_under_them_in_every_view(opened: OpenPage) -> None:
    bands = opened.page.services.talk(opened.session.draft.tree).general.two_am.bands
    assert any(band.notes for band in bands)
    for part in range(opened.page.parts):
        opened.page.turn_to(part)
        QApplication.processEvents()
        for band in bands:
            notes = opened.page.bands[band.band].notes
            assert notes.marked() == " ".join(band.notes)
            assert notes.isVisible() == bool(band.notes)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_words_are_cut(open_page: OpenPages, full_tree: Tree, size: QSize) -> None:
    opened = open_page(SignsPage, SCREEN, full_tree, size=size)
    assert opened.cut_words() == []
    assert opened.smallest_words() >= 18


def test_a_number_that_is_not_told_leaves_a_line_to_write(
    open_page: OpenPages, full_tree: Tree
) -> None:
    opened = open_page(SignsPage, SCREEN, full_tree)
    talk = opened.page.services.talk(opened.session.draft.tree)
    band = talk.general.two_am.bands[1]
    blank = [type(row)(name=row.name, value="", open=True) for row in band.numbers]
    shown = replace(band, numbers=tuple(blank))
    opened.page.bands["same-day"].show_list(shown, talk.labels["write-number"])
    assert opened.page.bands["same-day"].numbers[0].text() == "The clinic: Ask for this number now"


def test_when_to_call_is_said_before_a_product_is_chosen(open_page: OpenPages) -> None:
    opened = open_page(SignsPage, SCREEN)
    assert all(band.signs.rows for band in opened.page.bands.values())
    assert opened.cut_words() == []
