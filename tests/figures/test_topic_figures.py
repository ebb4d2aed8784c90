import re
from collections import Counter
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree as ET

import pytest
import yaml

from clinic_aid import locations
from clinic_aid.figures.colors import read_colors
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.figures.errors import FigureError

SVG = "{http://www.w3.org/2000/svg}"
STEPS = {
    "cells-kept": ["step-stem-cells", "step-busy-cells"],
    "choices": ["step-yes", "step-no", "step-time", "step-nothing"],
    "daily-shedding": ["step-brush", "step-drain"],
    "looking-closely": ["step-lens", "step-pull"],
    "months": ["step-month-3", "step-month-6", "step-month-12"],
    "own-or-donor": ["step-own", "step-donor"],
    "patterns": ["step-often-men", "step-often-women"],
    "roots-for-life": ["step-before-birth", "step-adult"],
    "stage-range": ["step-studied", "step-not-known"],
    "stem-cell": ["step-copy", "step-kinds"],
    "talking": [],
}
DAY = ["check-photos", "numb", "take-fat", "prepare", "give-injection", "home"]
DAY += ["take-punch", "take-marrow", "no-sample", "give-microneedling", "give-topical", "give"]
# A label on a screen: type of 28 units, so about 16 a letter, with 20 on each side; 48 high.
LETTER, PADDING, HEIGHT = 16, 40, 48
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def colors() -> dict[str, str]:
    return dict(read_colors(locations.resources() / "style" / "tokens.toml"))


@pytest.fixture(scope="module")
def words() -> dict[str, dict[str, dict[str, str]]]:
    folder = locations.resources() / "content" / "hair-stem-cell" / "en"
    text = (folder / "figures-topics.yaml").read_text(encoding="utf-8")
    figures: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(text)["figures"]
    return figures


def _layer(figure: Figure, name: str) -> ET.Element:
    return ET.fromstring(figure.layers()[name])[0]


def _look(element: ET.Element) -> list[tuple[str, dict[str, str]]]:
    """Give all that is drawn in a group, whatever place the group itself stands at."""
    return [(shape.tag, shape.attrib) for shape in element.iter() if shape is not element]


def _moved(element: ET.Element) -> list[ET.Element]:
    return [group for group in element.iter(f"{SVG}g") if "transform" in group.attrib]


def _strokes(element: ET.Element, color: str) -> list[ET.Element]:
    return [path for path in element.iter(f"{SVG}path") if path.get("stroke") == color]


def _circles(element: ET.Element, color: str) -> list[ET.Element]:
    return [circle for circle in element.iter(f"{SVG}circle") if circle.get("fill") == color]


def _boxes(figure: Figure, texts: dict[str, str]) -> dict[str, Box]:
    boxes = {}
    for label in figure.labels:
        width = LETTER * len(texts[label.key]) + PADDING
        left = label.x - {"start": 0, "center": width / 2, "end": width}[label.side]
        top = label.y - HEIGHT / 2
        boxes[label.key] = (left, top, left + width, top + HEIGHT)
    return boxes


@pytest.mark.parametrize("name", STEPS)
def test_a_topic_figure_is_built_up_in_its_steps(illustrator: Illustrator, name: str) -> None:
    assert list(illustrator.draw(name).steps) == STEPS[name]


@pytest.mark.parametrize("name", STEPS)
def test_a_topic_figure_fills_a_card_that_is_wider_than_high(
    illustrator: Illustrator, name: str
) -> None:
    figure = illustrator.draw(name)
    assert (figure.width, figure.height) == (960, 720)


@pytest.mark.parametrize("name", STEPS)
def test_the_labels_of_a_topic_figure_do_not_leave_the_picture(
    illustrator: Illustrator, words: dict[str, dict[str, dict[str, str]]], name: str
) -> None:
    figure = illustrator.draw(name)
    for left, top, right, bottom in _boxes(figure, words[name].get("labels", {})).values():
        assert left >= 0
        assert top >= 0
        assert right <= figure.width
        assert bottom <= figure.height


@pytest.mark.parametrize("name", STEPS)
def test_no_label_of_a_topic_figure_covers_another(
    illustrator: Illustrator, words: dict[str, dict[str, dict[str, str]]], name: str
) -> None:
    boxes = _boxes(illustrator.draw(name), words[name].get("labels", {})).values()
    for first, second in combinations(boxes, 2):
        beside = first[2] <= second[0] or second[2] <= first[0]
        assert beside or first[3] <= second[1] or second[3] <= first[1]


@pytest.mark.parametrize("name", STEPS)
def test_a_topic_figure_has_few_and_short_labels(
    words: dict[str, dict[str, dict[str, str]]], name: str
) -> None:
    texts = words[name].get("labels", {})
    assert len(texts) <= 5
    assert all(len(text.split()) <= 3 for text in texts.values())


@pytest.mark.parametrize("name", STEPS)
def test_a_topic_figure_is_described_in_at_most_sixty_words(
    words: dict[str, dict[str, dict[str, str]]], name: str
) -> None:
    assert len(str(words[name]["alt"]).split()) <= 60


def test_three_ways_lead_on_and_are_equally_wide_and_long(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    base = _layer(illustrator.draw("choices"), "base")
    ways = [
        (path.get("d"), path.get("stroke-width"))
        for group in _moved(base)
        for path in _strokes(group, colors["sand"])
    ]
    assert len(ways) == 3
    assert len(set(ways)) == 1


def test_the_side_ways_turn_off_by_the_same_angle(illustrator: Illustrator) -> None:
    base = _layer(illustrator.draw("choices"), "base")
    turns = {str(group.get("transform")).split("(")[1].split()[0] for group in _moved(base)}
    assert sum(int(turn) for turn in turns) == 0


def test_each_choice_has_the_same_sign_and_the_same_tree(illustrator: Illustrator) -> None:
    figure = illustrator.draw("choices")
    signs, trees = set(), set()
    for step in figure.steps:
        tree, sign = _moved(_layer(figure, step))
        board = sign.find(f"{SVG}rect")
        assert board is not None
        signs.add(tuple(sorted(board.attrib.items())))
        trees.add(ET.tostring(tree).split(b">", 1)[1].strip())
    assert len(signs) == 1
    assert len(trees) == 1


def test_a_few_dozen_hairs_lie_in_the_brush_and_on_the_drain(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    hairs = _strokes(ET.fromstring(illustrator.draw("daily-shedding").svg), colors["hair-strand"])
    assert 24 <= len(hairs) <= 48


def test_the_lens_shows_thick_hairs_and_fine_ones(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    lens = _layer(illustrator.draw("looking-closely"), "step-lens")
    fills = Counter(path.get("fill") for path in lens.iter(f"{SVG}path"))
    assert fills[colors["hair"]] >= 5
    assert fills[colors["hair-fine"]] >= 5


def test_advanced_loss_alone_stands_under_not_known(illustrator: Illustrator) -> None:
    figure = illustrator.draw("stage-range")
    steps = {label.key: label.step for label in figure.labels}
    assert steps["early"] == steps["medium"] == steps["studied"] == "step-studied"
    assert steps["advanced"] == steps["not-known"] == "step-not-known"


def test_both_usual_patterns_stand_at_every_stage(illustrator: Illustrator) -> None:
    figure = illustrator.draw("stage-range")
    heads = {step: _moved(_layer(figure, step)) for step in figure.steps}
    assert {step: len(found) for step, found in heads.items()} == {
        "step-studied": 4,
        "step-not-known": 2,
    }


def test_the_line_under_what_is_not_known_is_broken(illustrator: Illustrator) -> None:
    figure = illustrator.draw("stage-range")
    lines = {step: _layer(figure, step)[-1].get("stroke-dasharray") for step in figure.steps}
    assert lines["step-studied"] is None
    assert lines["step-not-known"] is not None


def test_the_copy_of_a_stem_cell_looks_like_the_stem_cell(illustrator: Illustrator) -> None:
    figure = illustrator.draw("stem-cell")
    (cell,) = _moved(_layer(figure, "base"))
    copy = _moved(_layer(figure, "step-copy"))[-1]
    assert _look(cell) == _look(copy)


def test_one_arrow_leads_to_the_copy_and_three_to_other_kinds(illustrator: Illustrator) -> None:
    figure = illustrator.draw("stem-cell")
    heads = {
        step: sum(
            "rotate" in str(path.get("transform")) and path.tag == f"{SVG}path"
            for path in _layer(figure, step).iter()
        )
        for step in figure.steps
    }
    assert heads == {"step-copy": 1, "step-kinds": 3}


def test_your_own_cells_come_back_to_the_person_who_also_gets_the_donor_product(
    illustrator: Illustrator,
) -> None:
    figure = illustrator.draw("own-or-donor")
    you, own_bottle = (_look(group) for group in _moved(_layer(figure, "step-own")))
    donor, patient, bottle = (_look(group) for group in _moved(_layer(figure, "step-donor")))
    assert you == patient
    assert you != donor
    assert own_bottle == bottle


def test_both_roots_keep_as_many_stem_cells(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    layer = _layer(illustrator.draw("cells-kept"), "step-stem-cells")
    full, shrunken = (_circles(group, colors["cell"]) for group in _moved(layer))
    assert len(full) == len(shrunken) > 0
    assert {cell.get("r") for cell in full} == {cell.get("r") for cell in shrunken}


def test_the_shrunken_root_has_fewer_busy_cells(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    layer = _layer(illustrator.draw("cells-kept"), "step-busy-cells")
    full, shrunken = (_circles(group, colors["amber-line"]) for group in _moved(layer))
    assert 0 < len(shrunken) < len(full) / 2


def test_busy_cells_lie_below_the_stem_cells(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    figure = illustrator.draw("cells-kept")
    stem, busy = (_moved(_layer(figure, step)) for step in figure.steps)
    for above, below in zip(stem, busy, strict=True):
        lowest = max(float(cell.get("cy", 0)) for cell in _circles(above, colors["cell"]))
        highest = min(float(cell.get("cy", 0)) for cell in _circles(below, colors["amber-line"]))
        assert lowest < highest


def _roots(figure: Figure, step: str, matrix: str) -> list[float]:
    """Give where the bulb of each root stands, from left to right."""
    bulbs = _layer(figure, step).iter(f"{SVG}ellipse")
    return sorted(float(bulb.get("cx", 0)) for bulb in bulbs if bulb.get("fill") == matrix)


def test_the_skin_of_an_adult_has_as_many_roots_as_before_birth(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    figure = illustrator.draw("roots-for-life")
    counts = {len(_roots(figure, step, colors["matrix"])) for step in figure.steps}
    assert counts == {8}


def test_the_roots_of_an_adult_stand_further_apart(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    figure = illustrator.draw("roots-for-life")
    before, after = (_roots(figure, step, colors["matrix"]) for step in figure.steps)
    widest = max(right - left for left, right in pairwise(before))
    assert all(right - left > 2 * widest for left, right in pairwise(after))


def _stations(figure: Figure) -> list[tuple[float, float, float]]:
    """Give the middle and the radius of each step's circle, in the order of the steps."""
    found = []
    for step in figure.steps:
        (station,) = [
            group
            for group in _layer(figure, step)
            if group.tag == f"{SVG}g" and group.find(f"{SVG}circle") is not None
        ]
        numbers = re.findall(r"-?[0-9.]+", str(station.get("transform")))
        x, y, scale = (float(number) for number in numbers)
        found.append((x, y, 70.5 * scale))
    return found


def _pictogram(step: ET.Element) -> list[tuple[str, dict[str, str]]]:
    """Give what is drawn at a step, above what leads to it."""
    return _look(step[-1])


@pytest.mark.parametrize("name", DAY)
def test_grid_and_strip_show_the_same_pictogram(illustrator: Illustrator, name: str) -> None:
    grid, strip = (illustrator.draw(figure, steps=[name]) for figure in ("day-grid", "day-strip"))
    assert _pictogram(_layer(grid, f"step-{name}")) == _pictogram(_layer(strip, f"step-{name}"))


def test_grid_and_strip_show_the_same_steps_when_none_are_given(illustrator: Illustrator) -> None:
    assert illustrator.draw("day-grid").steps == illustrator.draw("day-strip").steps


@pytest.mark.parametrize(
    ("count", "rows"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (6, [3, 3])]
)
def test_the_day_stands_in_rows_of_up_to_three(
    illustrator: Illustrator, count: int, rows: list[int]
) -> None:
    stations = _stations(illustrator.draw("day-grid", steps=DAY[:count]))
    assert list(Counter(y for _, y, _ in stations).values()) == rows


@pytest.mark.parametrize("count", range(1, 7))
def test_no_circle_of_the_day_touches_another_or_an_edge(
    illustrator: Illustrator, count: int
) -> None:
    stations = _stations(illustrator.draw("day-grid", steps=DAY[:count]))
    for x, y, radius in stations:
        assert radius <= x <= 960 - radius
        assert radius <= y <= 720 - radius
    for one, other in combinations(stations, 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > one[2] + other[2] + 40


@pytest.mark.parametrize("count", range(1, 7))
def test_every_step_of_the_day_has_its_label_below_its_circle(
    illustrator: Illustrator, words: dict[str, dict[str, dict[str, str]]], count: int
) -> None:
    figure = illustrator.draw("day-grid", steps=DAY[:count])
    boxes = _boxes(figure, words["day-grid"]["labels"])
    assert list(boxes) == DAY[:count]
    for (x, y, radius), box in zip(_stations(figure), boxes.values(), strict=True):
        assert (box[0] + box[2]) / 2 == pytest.approx(x, abs=0.1)
        assert y + radius < box[1] < box[3] <= figure.height


def test_the_longest_labels_of_the_day_do_not_cover_each_other(
    illustrator: Illustrator, words: dict[str, dict[str, dict[str, str]]]
) -> None:
    texts = words["day-grid"]["labels"]
    steps = sorted(texts, key=lambda key: len(texts[key]))[-6:]
    boxes = _boxes(illustrator.draw("day-grid", steps=steps), texts).values()
    for first, second in combinations(boxes, 2):
        assert first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1]


@pytest.mark.parametrize("count", range(1, 7))
def test_an_arrow_leads_to_each_step_of_the_day_but_the_first(
    illustrator: Illustrator, count: int
) -> None:
    figure = illustrator.draw("day-grid", steps=DAY[:count])
    arrows = [len(_layer(figure, step).findall(f"{SVG}path")) for step in figure.steps]
    assert arrows == [0] + [1] * (count - 1)


@pytest.mark.parametrize("count", range(1, 7))
def test_a_mirrored_day_runs_from_right_to_left(illustrator: Illustrator, count: int) -> None:
    there = _stations(illustrator.draw("day-grid", steps=DAY[:count]))
    back = _stations(illustrator.draw("day-grid", steps=DAY[:count], mirrored=True))
    for (x, y, _), (mirrored_x, mirrored_y, _) in zip(there, back, strict=True):
        assert mirrored_x == pytest.approx(960 - x)
        assert mirrored_y == y


@pytest.mark.parametrize("steps", [[], DAY[:7], ["dance"]])
def test_a_day_that_cannot_be_drawn_is_refused(illustrator: Illustrator, steps: list[str]) -> None:
    with pytest.raises(FigureError):
        illustrator.draw("day-grid", steps=steps)


def _leaves(layer: ET.Element, color: str) -> list[ET.Element]:
    """Give the leaves of the calendar whose upper edge has a colour."""
    return [
        path
        for path in layer.findall(f"{SVG}g/{SVG}path")
        if path.get("fill") == color and str(path.get("d")).startswith("M0 32 V18")
    ]


@pytest.mark.parametrize("marks", [[], [3, 6, 12], [1, 2, 4, 9]])
def test_there_are_twelve_months_and_those_with_a_review_are_marked(
    illustrator: Illustrator, colors: dict[str, str], marks: list[int]
) -> None:
    figure = illustrator.draw("months", marks=marks)
    assert list(figure.steps) == [f"step-month-{month}" for month in marks]
    plain = _leaves(_layer(figure, "base"), colors["teal-light"])
    assert len(plain) == 12 - len(marks)
    for step in figure.steps:
        assert len(_leaves(_layer(figure, step), colors["teal"])) == 1


def _heights_of_ticks(figure: Figure, colors: dict[str, str]) -> list[float]:
    """Give how high the ticks of the ruler lie, from the skin upwards."""
    found = (
        re.fullmatch(r"M766 ([0-9.]+) h34", str(path.get("d")))
        for path in _strokes(_layer(figure, "base"), colors["ink"])
    )
    return [float(tick[1]) for tick in found if tick]


def test_the_ruler_has_twelve_equal_parts(illustrator: Illustrator, colors: dict[str, str]) -> None:
    ticks = _heights_of_ticks(illustrator.draw("months"), colors)
    assert len(ticks) == 12
    assert {below - above for below, above in pairwise(ticks)} == {46}


def test_one_hair_ends_at_the_twelfth_part_and_is_as_thick_all_along(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    figure = illustrator.draw("months")
    hairs = _strokes(_layer(figure, "base"), colors["hair"])
    top = max(hairs, key=lambda path: len(str(path.get("d"))))
    end = re.findall(r"-?[0-9.]+", str(top.get("d")))[-1]
    assert float(end) == _heights_of_ticks(figure, colors)[-1]
    assert {path.get("stroke-width") for path in hairs} == {"10"}


def test_a_review_stands_at_the_part_of_the_ruler_that_its_month_reaches(
    illustrator: Illustrator, colors: dict[str, str]
) -> None:
    months = list(range(1, 13))
    figure = illustrator.draw("months", marks=months)
    ticks = _heights_of_ticks(figure, colors)
    for step, tick in zip(figure.steps, ticks, strict=True):
        sign = _layer(figure, step)[-1]
        assert f" {tick:g})" in str(sign.get("transform"))


def test_only_the_usual_months_of_review_are_named(illustrator: Illustrator) -> None:
    labels = illustrator.draw("months", marks=[1, 6, 9]).labels
    assert [label.key for label in labels] == ["month-6"]


@pytest.mark.parametrize("marks", [[0], [13], [3, 3], ["3"]])
def test_a_review_outside_the_year_is_refused(
    illustrator: Illustrator, marks: list[object]
) -> None:
    with pytest.raises(FigureError):
        illustrator.draw("months", marks=marks)
