from itertools import product

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.figures.picture import drawn
from clinic_aid.desktop.widgets.scalp.map import VIEWS, ScalpMap
from clinic_aid.desktop.widgets.scalp.picture import ScalpPicture, ScalpView, next_zone
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.figures.drawing import Illustrator

NAMES = {"top": "Top", "front": "Front", "back": "Back", "left": "Left", "right": "Right"}
LINE = {"view": "top", "points": [[0.4, 0.4], [0.6, 0.5]]}
SIZES = [(700, 650, 1.0), (560, 480, 1.0), (1100, 1000, 1.4)]
Edits = list[tuple[str, object]]


@pytest.fixture
def scalp(
    qtbot: QtBot,
    look_with_fonts: Look,
    illustrator: Illustrator,
    label_words: dict[str, dict[str, str]],
) -> ScalpMap:
    scalp = ScalpMap(
        look_with_fonts,
        illustrator,
        words=label_words["scalp-map"],
        view_names=NAMES,
        alt="A drawing of a head.",
    )
    qtbot.addWidget(scalp)
    look_with_fonts.apply(scalp, 1.0)
    scalp.resize(700, 650)
    with qtbot.waitExposed(scalp):
        scalp.show()
    return scalp


@pytest.fixture
def edits(scalp: ScalpMap) -> Edits:
    found: Edits = []
    scalp.edited.connect(lambda path, value: found.append((path, value)))
    return found


@pytest.fixture
def zone_names(label_words: dict[str, dict[str, str]]) -> dict[str, str]:
    return {words: key for key, words in label_words["scalp-map"].items()}


def told_zone(scalp: ScalpMap, zone_names: dict[str, str]) -> str:
    """Give the zone that a screen reader is told to be at."""
    return zone_names[scalp.canvas.accessibleName().split(":")[0]]


def tap(scalp: ScalpMap, point: QPoint) -> None:
    QTest.mouseClick(scalp.canvas, Qt.MouseButton.LeftButton, pos=point)


def on_picture(scalp: ScalpMap, x: float, y: float) -> QPoint:
    """Give the point of the canvas for a point in the figure's units."""
    place = scalp.canvas.picture_rect()
    return QPoint(
        round(place.x() + x * place.width() / 640), round(place.y() + y * place.height() / 680)
    )


def draw(scalp: ScalpMap, *corners: tuple[float, float]) -> None:
    points = [on_picture(scalp, x * 640, y * 680) for x, y in corners]
    QTest.mousePress(scalp.canvas, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(scalp.canvas, point)
    QTest.mouseRelease(scalp.canvas, Qt.MouseButton.LeftButton, pos=points[-1])


def press(scalp: ScalpMap, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(scalp.canvas, key)


def test_tapping_the_crown_marks_it_and_tapping_again_leaves_nothing(
    scalp: ScalpMap, edits: Edits
) -> None:
    for _ in range(2):
        tap(scalp, on_picture(scalp, 320, 500))
    assert edits == [("finding.areas", ["crown"]), ("finding.areas", None)]


def test_tapping_beside_the_head_changes_nothing(scalp: ScalpMap, edits: Edits) -> None:
    tap(scalp, QPoint(5, 5))
    assert edits == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_zone_of_a_view_can_be_tapped(
    scalp: ScalpMap, illustrator: Illustrator, edits: Edits, view: str
) -> None:
    scalp.show_view(view)
    figure = illustrator.draw("scalp-map", view=view)
    for label in figure.labels:
        scalp.show_finding([], [])
        tap(scalp, on_picture(scalp, label.x, label.y))
        assert edits[-1] == ("finding.areas", [label.key])


@pytest.mark.parametrize("view", VIEWS)
def test_the_name_of_a_zone_can_be_tapped_too(
    scalp: ScalpMap, edits: Edits, label_words: dict[str, dict[str, str]], view: str
) -> None:
    scalp.show_view(view)
    by_words = {text: key for key, text in label_words["scalp-map"].items()}
    for text, place in scalp.canvas.label_texts():
        scalp.show_finding([], [])
        tap(scalp, place.center())
        assert edits[-1] == ("finding.areas", [by_words[text]])


@pytest.mark.parametrize("view", VIEWS)
def test_each_zone_or_its_name_is_44_pixels_high_to_the_finger(scalp: ScalpMap, view: str) -> None:
    scalp.show_view(view)
    for text, place in scalp.canvas.label_texts():
        middle = QPointF(place.center())
        taps = [scalp.canvas.zone_under(middle + QPointF(0, shift)) for shift in (-21, 0, 21)]
        assert taps[1] is not None, text
        assert taps.count(taps[1]) >= 2, text


@pytest.mark.parametrize("addition", ["", " mnopqrs"])
def test_no_name_lies_on_another_or_leaves_the_card(
    qtbot: QtBot,
    look_with_fonts: Look,
    illustrator: Illustrator,
    label_words: dict[str, dict[str, str]],
    addition: str,
) -> None:
    words = {key: text + addition for key, text in label_words["scalp-map"].items()}
    scalp = ScalpMap(look_with_fonts, illustrator, words=words, view_names=NAMES, alt="A head.")
    qtbot.addWidget(scalp)
    for view, (width, height, scale) in product(VIEWS, SIZES):
        scalp.show_view(view)
        look_with_fonts.draw(scalp, scale)
        scalp.canvas.resize(width, height)
        assert scalp.canvas.clipped_texts() == []


def test_areas_stand_in_the_order_of_the_words(scalp: ScalpMap, edits: Edits) -> None:
    scalp.show_finding(["crown"], [])
    tap(scalp, on_picture(scalp, 320, 230))
    assert edits == [("finding.areas", ["front-hairline", "crown"])]


def test_an_area_that_the_map_does_not_know_is_kept(scalp: ScalpMap, edits: Edits) -> None:
    scalp.show_finding(["beard", "crown"], [])
    scalp.grab()
    for _ in range(2):
        tap(scalp, on_picture(scalp, 320, 500))
    assert edits == [("finding.areas", ["beard"]), ("finding.areas", ["crown", "beard"])]


def test_showing_a_finding_is_no_edit(scalp: ScalpMap, edits: Edits) -> None:
    scalp.show_finding(["crown"], [LINE])
    assert edits == []


def test_a_marked_zone_looks_as_the_figure_draws_it(
    scalp: ScalpMap, illustrator: Illustrator
) -> None:
    view = ScalpView(illustrator, "top")
    size = scalp.canvas.picture_rect().size()
    picture = ScalpPicture(view, size, 1.0)
    picture.mark(["crown", "temples-left"])
    figure = illustrator.draw("scalp-map", view="top", areas=["crown", "temples-left"], seats=False)
    wanted, found = drawn(figure.svg, size, 1.0).toImage(), picture.pixmap.toImage()
    different = sum(
        wanted.pixelColor(x, y) != found.pixelColor(x, y)
        for x in range(0, size.width(), 3)
        for y in range(0, size.height(), 3)
    )
    assert different < size.width() * size.height() / 9 * 0.01
    picture.mark([])
    assert picture.pixmap.toImage() == drawn(view.figure.svg, size, 1.0).toImage()


def test_a_button_turns_the_head(scalp: ScalpMap) -> None:
    QTest.mouseClick(scalp.view_buttons["left"], Qt.MouseButton.LeftButton)
    assert scalp.view == "left"
    checked = [view for view, button in scalp.view_buttons.items() if button.isChecked()]
    assert checked == ["left"]


def test_all_buttons_are_large_enough_for_a_finger(scalp: ScalpMap) -> None:
    buttons = [*scalp.view_buttons.values(), scalp.draw_button, scalp.undo_button]
    for button in [*buttons, scalp.rub_out_button]:
        assert button.height() >= 44
        assert button.width() >= 44


def test_a_line_drawn_with_the_pen_is_told_in_fractions_of_the_view(
    scalp: ScalpMap, edits: Edits
) -> None:
    scalp.draw_button.setChecked(True)
    draw(scalp, (0.25, 0.5), (0.5, 0.25), (0.75, 0.5))
    ((path, strokes),) = edits
    assert path == "finding.strokes"
    assert isinstance(strokes, list)
    ((stroke),) = strokes
    assert stroke["view"] == "top"
    flat = [number for point in stroke["points"] for number in point]
    assert flat == pytest.approx([0.25, 0.5, 0.5, 0.25, 0.75, 0.5], abs=0.005)
    assert all(number == round(number, 3) for number in flat)


def test_a_pen_marks_no_zone_and_a_dot_is_no_line(scalp: ScalpMap, edits: Edits) -> None:
    scalp.draw_button.setChecked(True)
    tap(scalp, on_picture(scalp, 320, 500))
    assert edits == []


def test_without_the_pen_a_drag_is_a_tap(scalp: ScalpMap, edits: Edits) -> None:
    draw(scalp, (0.5, 0.73), (0.6, 0.6))
    assert edits == [("finding.areas", ["crown"])]


def test_a_line_is_painted_on_its_view_alone(scalp: ScalpMap, the_look: Look) -> None:
    scalp.show_finding([], [LINE])
    middle = on_picture(scalp, 0.5 * 640, 0.45 * 680)
    assert scalp.canvas.grab().toImage().pixelColor(middle).name() == the_look.colors["red-line"]
    scalp.show_view("back")
    assert scalp.canvas.grab().toImage().pixelColor(middle).name() != the_look.colors["red-line"]


def test_undo_takes_back_the_last_line_of_this_view(scalp: ScalpMap, edits: Edits) -> None:
    other, second = LINE | {"view": "back"}, LINE | {"points": [[0.1, 0.1], [0.2, 0.2]]}
    scalp.show_finding([], [LINE, second, other])
    scalp.undo_button.click()
    scalp.undo_button.click()
    assert edits == [("finding.strokes", [LINE, other]), ("finding.strokes", [other])]


def test_rubbing_out_takes_all_lines_of_this_view(scalp: ScalpMap, edits: Edits) -> None:
    other = LINE | {"view": "back"}
    scalp.show_finding([], [LINE, other, LINE])
    scalp.rub_out_button.click()
    scalp.show_view("back")
    scalp.rub_out_button.click()
    assert edits == [("finding.strokes", [other]), ("finding.strokes", None)]


def test_lines_can_be_taken_back_only_where_there_are_some(scalp: ScalpMap) -> None:
    scalp.show_finding([], [LINE])
    assert scalp.undo_button.isEnabled()
    scalp.show_view("back")
    assert not scalp.undo_button.isEnabled()
    assert not scalp.rub_out_button.isEnabled()


def test_the_focus_of_the_map_is_on_its_picture(scalp: ScalpMap) -> None:
    assert scalp.focusProxy() is scalp.canvas


def test_the_space_bar_and_enter_mark_the_zone_of_the_keyboard(
    scalp: ScalpMap, edits: Edits, zone_names: dict[str, str]
) -> None:
    press(scalp, Qt.Key.Key_Space, Qt.Key.Key_Return)
    zone = told_zone(scalp, zone_names)
    assert edits == [("finding.areas", [zone]), ("finding.areas", None)]


def test_arrow_keys_go_to_the_zone_that_lies_there(
    scalp: ScalpMap, zone_names: dict[str, str]
) -> None:
    assert told_zone(scalp, zone_names) == "front-hairline"
    press(scalp, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert told_zone(scalp, zone_names) == "crown"
    press(scalp, Qt.Key.Key_Left)
    assert told_zone(scalp, zone_names) == "side-left"


@pytest.mark.parametrize("view", VIEWS)
def test_every_zone_of_a_view_can_be_reached_with_arrow_keys(
    illustrator: Illustrator, view: str
) -> None:
    figure = illustrator.draw("scalp-map", view=view)
    anchors = {label.key: (label.x, label.y) for label in figure.labels}
    reached, fresh = set(), {next(iter(ScalpView(illustrator, view).zones))}
    while fresh:
        reached |= fresh
        steps = ((1, 0), (-1, 0), (0, 1), (0, -1))
        fresh = {next_zone(anchors, zone, way) for zone in fresh for way in steps} - reached
    assert reached == set(anchors)


def test_a_key_of_no_meaning_here_goes_on_to_the_screen(scalp: ScalpMap) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)
    scalp.canvas.keyPressEvent(event)
    assert not event.isAccepted()


def test_the_screen_reader_hears_the_zone_and_whether_it_is_marked(scalp: ScalpMap) -> None:
    told = QAccessible.queryAccessibleInterface(scalp.canvas)
    assert told is not None
    assert told.text(QAccessible.Text.Name) == "Front hairline: not marked"
    press(scalp, Qt.Key.Key_Space)
    assert told.text(QAccessible.Text.Name) == "Front hairline: marked"
    press(scalp, Qt.Key.Key_Down)
    assert told.text(QAccessible.Text.Name) == "Middle: not marked"
    assert told.text(QAccessible.Text.Description) == "A drawing of a head."


def test_the_zone_of_the_keyboard_is_outlined(scalp: ScalpMap, qtbot: QtBot) -> None:
    scalp.activateWindow()
    scalp.setFocus()
    qtbot.waitUntil(scalp.canvas.hasFocus)
    focused = scalp.canvas.grab().toImage()
    scalp.view_buttons["top"].setFocus()
    assert scalp.canvas.grab().toImage() != focused


def test_the_zone_under_the_mouse_is_outlined(scalp: ScalpMap) -> None:
    before = scalp.canvas.grab().toImage()
    QTest.mouseMove(scalp.canvas, on_picture(scalp, 320, 500))
    assert scalp.canvas.grab().toImage() != before
    assert scalp.canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
