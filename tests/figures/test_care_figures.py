import math
from collections.abc import Callable
from dataclasses import replace
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from clinic_aid import locations
from clinic_aid.content.care import WarningIcon
from clinic_aid.content.model import ContentPack
from clinic_aid.content.reading import read_pack
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.figures.errors import FigureError

SVG = "{http://www.w3.org/2000/svg}"
OPTIONS = [
    "nothing",
    "topical-minoxidil",
    "oral-minoxidil",
    "finasteride",
    "spironolactone",
    "laser",
    "platelet-rich-plasma",
    "transplant",
    "concealers",
    "this-treatment",
]
CARE = [
    "wash",
    "hands-off",
    "swim",
    "sun",
    "exercise",
    "alcohol",
    "smoking",
    "sleep",
    "medicine",
    "drive",
    "dressing",
    "hat",
    "hair-products",
    "lotion",
    "dye",
    "haircut",
    "photo",
    "phone",
    "check",
]
LEVELS = [
    "common",
    "uncommon",
    "serious",
    "unknown",
    "usual",
    "same-day",
    "emergency",
    "stop",
    "doctor",
    "note",
]
WARNINGS = get_args(WarningIcon)
DELIVERIES = ["injection", "microneedling", "topical"]
ICONS = [
    *(("care-icon", "care", name) for name in CARE),
    *(("option-icon", "option", name) for name in OPTIONS),
    *(("level", "level", name) for name in LEVELS),
    *(("warning-sign", "warning", name) for name in WARNINGS),
]

Screen = Callable[[Figure], Image.Image]


@pytest.fixture(scope="module")
def pack() -> ContentPack:
    return read_pack(locations.resources() / "content" / "hair-stem-cell", "en")


def _group(figure: Figure, name: str) -> ET.Element:
    for group in ET.fromstring(figure.svg):
        if group.get("id") == name:
            return group
    raise AssertionError(name)


def _inked(figure: Figure, layer: str, on_screen: Screen) -> tuple[float, float, float, float]:
    """Give the box of all that a layer paints, in the figure's own units."""
    image = on_screen(replace(figure, svg=figure.layers()[layer]))
    box = ImageChops.invert(image).getbbox()
    assert box is not None
    scale = max(figure.width, figure.height) / image.width
    left, top, right, bottom = box
    return left * scale, top * scale, right * scale, bottom * scale


def test_only_the_injection_goes_in_as_far_as_the_roots(
    illustrator: Illustrator, on_screen: Screen
) -> None:
    figure = illustrator.draw("deliveries")
    depth = {name: _inked(figure, f"step-{name}", on_screen)[3] for name in DELIVERIES}
    surface, roots = 275, 525
    assert depth["injection"] > roots - 30
    assert surface + 20 < depth["microneedling"] < (surface + roots) / 2
    assert depth["topical"] < surface + 10


def test_each_way_of_giving_is_shown_on_the_same_skin(illustrator: Illustrator) -> None:
    panels = list(_group(illustrator.draw("deliveries"), "base"))
    drawn = {"".join(ET.tostring(shape, "unicode") for shape in panel) for panel in panels}
    assert (len(panels), len(drawn)) == (3, 1)


@pytest.mark.parametrize("chosen", DELIVERIES)
def test_the_ways_that_are_not_chosen_are_dimmed(illustrator: Illustrator, chosen: str) -> None:
    figure = illustrator.draw("deliveries", highlight=[chosen])
    shares = {
        name: (panel.get("opacity"), _group(figure, f"step-{name}")[0].get("opacity"))
        for name, panel in zip(DELIVERIES, _group(figure, "base"), strict=True)
    }
    assert shares == {name: ("1", "1") if name == chosen else ("0.3", "0.3") for name in DELIVERIES}


def test_a_row_of_sessions_has_as_many_dots_as_its_study_had_sessions(
    illustrator: Illustrator,
) -> None:
    figure = illustrator.draw("sessions")
    dots = {
        step: sum(circle.get("r") == "27" for circle in _group(figure, step).iter(f"{SVG}circle"))
        for step in figure.steps
    }
    assert dots == {"step-one": 1, "step-two": 2, "step-three": 3, "step-six": 6}


def test_no_row_of_sessions_stands_out(illustrator: Illustrator) -> None:
    figure = illustrator.draw("sessions")
    cards = [next(_group(figure, step).iter(f"{SVG}rect")).attrib for step in figure.steps]
    assert all(card == cards[0] for card in cards)


@pytest.mark.parametrize(
    ("samples", "keys"),
    [
        ([], ["scalp"]),
        (["none"], ["scalp"]),
        (["fat"], ["scalp", "belly"]),
        (["punch"], ["scalp", "back-of-head"]),
        (["marrow"], ["scalp", "hip"]),
        (["fat", "punch", "marrow"], ["scalp", "belly", "back-of-head", "hip"]),
    ],
)
def test_only_the_places_of_the_asked_samples_are_marked(
    illustrator: Illustrator, samples: list[str], keys: list[str]
) -> None:
    figure = illustrator.draw("risk-places", samples=samples)
    assert [label.key for label in figure.labels] == keys
    marked = [f"step-{name}" for name in ("fat", "punch", "marrow") if name in samples]
    assert list(figure.steps) == ["step-scalp", *marked]


@pytest.mark.parametrize(("samples", "seen"), [(["fat"], 1), (["marrow"], 2)])
def test_the_back_is_drawn_only_if_a_sample_comes_from_there(
    illustrator: Illustrator, samples: list[str], seen: int
) -> None:
    assert len(_group(illustrator.draw("risk-places", samples=samples), "base")) == seen


def test_the_stairs_climb_to_the_approval(illustrator: Illustrator, on_screen: Screen) -> None:
    figure = illustrator.draw("steps-to-approval")
    stairs = ["laboratory", "small-studies", "large-fair-studies", "approved"]
    assert figure.steps == (*(f"step-{name}" for name in stairs), "step-here")
    boxes = [_inked(figure, f"step-{name}", on_screen) for name in stairs]
    assert [box[0] for box in boxes] == sorted(box[0] for box in boxes)
    assert [box[1] for box in boxes] == sorted((box[1] for box in boxes), reverse=True)


def test_only_the_stairs_ahead_are_open(illustrator: Illustrator) -> None:
    figure = illustrator.draw("steps-to-approval")
    blocks = {step: next(_group(figure, step).iter(f"{SVG}rect"), None) for step in figure.steps}
    dashed = [s for s, b in blocks.items() if b is not None and b.get("stroke-dasharray")]
    assert dashed == ["step-large-fair-studies", "step-approved"]


def test_the_person_stands_on_the_small_studies(
    illustrator: Illustrator, on_screen: Screen
) -> None:
    figure = illustrator.draw("steps-to-approval")
    person = _inked(figure, "step-here", on_screen)
    stair = _inked(figure, "step-small-studies", on_screen)
    assert math.isclose(person[3], stair[1], abs_tol=6)
    assert stair[0] < (person[0] + person[2]) / 2 < stair[2]


@pytest.mark.parametrize("options", [OPTIONS, OPTIONS[:3] + OPTIONS[4:], ["laser", "nothing"]])
def test_the_grid_shows_the_asked_options_in_order(
    illustrator: Illustrator, options: list[str]
) -> None:
    figure = illustrator.draw("options-grid", options=options)
    assert [label.key for label in figure.labels] == options
    places = [(label.y, label.x) for label in figure.labels]
    assert places == sorted(places)


def test_a_tile_shows_the_pictogram_of_its_option(illustrator: Illustrator) -> None:
    tiles = _group(illustrator.draw("options-grid", options=OPTIONS), "base")
    for name, tile in zip(OPTIONS, tiles, strict=True):
        icon = _group(illustrator.draw("option-icon", option=name), "base")[0]
        assert [ET.tostring(shape) for shape in tile[1]] == [ET.tostring(shape) for shape in icon]


def test_all_tiles_are_alike(illustrator: Illustrator) -> None:
    tiles = _group(illustrator.draw("options-grid"), "base")
    assert all(tile[0].attrib == tiles[0][0].attrib for tile in tiles)
    assert len({(tile[1].get("transform"), tile[1].get("opacity")) for tile in tiles}) == 1


def test_doing_nothing_comes_first(illustrator: Illustrator) -> None:
    assert illustrator.draw("options-grid").labels[0].key == "nothing"


def test_the_grid_has_a_tile_for_every_option_of_the_pack(
    illustrator: Illustrator, pack: ContentPack
) -> None:
    assert {label.key for label in illustrator.draw("options-grid").labels} == set(pack.options)


@pytest.mark.parametrize(("name", "key", "value"), ICONS)
def test_an_icon_fills_its_square_without_leaving_it(
    illustrator: Illustrator, on_screen: Screen, name: str, key: str, value: str
) -> None:
    figure = illustrator.draw(name, **{key: value})
    left, top, right, bottom = _inked(figure, "base", on_screen)
    assert 0 < left < right < figure.width
    assert 0 < top < bottom < figure.height
    assert max(right - left, bottom - top) > figure.width * 0.65


@pytest.mark.parametrize("name", ["care-icon", "option-icon", "level", "warning-sign"])
def test_no_two_icons_look_the_same_in_grey(
    illustrator: Illustrator, on_screen: Screen, name: str
) -> None:
    values = [(key, value) for figure, key, value in ICONS if figure == name]
    grey = [on_screen(illustrator.draw(name, **{k: v})).convert("L") for k, v in values]
    for index, one in enumerate(grey):
        for other in grey[:index]:
            differing = ImageChops.difference(one, other).point(lambda value: 255 * (value > 60))
            assert differing.histogram()[255] > 0.04 * 480 * 480


def test_every_aftercare_step_of_the_pack_names_an_icon(
    illustrator: Illustrator, pack: ContentPack
) -> None:
    icons = {step.icon for step in pack.aftercare.values()}
    assert icons <= set(CARE)
    assert {illustrator.draw("care-icon", care=icon).name for icon in icons} == {"care-icon"}


def test_every_sign_to_look_out_for_has_a_picture_of_its_own(pack: ContentPack) -> None:
    icons = [sign.icon for sign in pack.signs.values() if sign.icon is not None]
    icons += [flag.icon for flag in pack.red_flags.values()]
    assert sorted(icons) == sorted(WARNINGS)


def test_the_calendar_names_no_more_than_pictograms(illustrator: Illustrator) -> None:
    labels = illustrator.draw("aftercare-calendar").labels
    assert {label.key for label in labels} <= set(CARE)
    assert all(label.step == f"step-{label.key}" for label in labels)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("deliveries", {"highlight": ["drip"]}),
        ("risk-places", {"samples": ["blood"]}),
        ("options-grid", {"options": []}),
        ("options-grid", {"options": ["magnets"]}),
        ("options-grid", {"options": ["laser", "laser"]}),
        ("option-icon", {"option": "magnets"}),
        ("care-icon", {"care": "dance"}),
        ("level", {"level": "fine"}),
        ("warning-sign", {"warning": "hiccups"}),
        ("warning-sign", {"warning": None}),
    ],
)
def test_what_nobody_drew_is_refused(
    illustrator: Illustrator, name: str, values: dict[str, object]
) -> None:
    with pytest.raises(FigureError):
        illustrator.draw(name, **values)
