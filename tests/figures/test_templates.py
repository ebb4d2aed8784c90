import re
from collections.abc import Callable
from typing import Any, get_args

import pytest
from PIL import Image, ImageChops, ImageStat

from clinic_aid import locations
from clinic_aid.content.care import WarningIcon
from clinic_aid.figures.drawing import Figure, Illustrator

_FOLDER = locations.templates() / "figures"
_NAMES = sorted(file.name.removesuffix(".svg.j2") for file in _FOLDER.glob("[!_]*.svg.j2"))
_ZONES = [
    "front-hairline",
    "temples-left",
    "temples-right",
    "mid-scalp",
    "crown",
    "back",
    "side-left",
    "side-right",
]
_VIEWS = ["top", "front", "back", "left", "right"]
_NORWOOD = ["1", "2", "2a", "3", "3a", "3v", "4", "4a", "5", "5a", "6", "7"]
_STAGES = [f"norwood-{stage}" for stage in _NORWOOD]
_STAGES += ["ludwig-1", "ludwig-2", "ludwig-3", *(f"sinclair-{grade}" for grade in range(1, 6))]
_PARTS = ["hair", "epidermis", "dermis", "sheath", "bulb", "fat"]
_PARTS += ["gland", "muscle", "papilla", "vessels"]
_CARE = ["wash", "hands-off", "swim", "sun", "exercise", "alcohol", "smoking", "sleep", "medicine"]
_CARE += ["dressing", "hat", "hair-products", "lotion", "dye", "haircut", "photo", "phone"]
_CARE += ["check", "drive"]
_SIGNS = ["not", "again", "do"]
_LEVELS = ["common", "uncommon", "serious", "unknown", "usual", "same-day", "emergency", "stop"]
_LEVELS += ["doctor", "note"]

VARIANTS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in _NAMES),
    *(("scalp-map", {"view": view}) for view in _VIEWS),
    *(("scalp-map", {"view": view, "areas": _ZONES}) for view in _VIEWS),
    ("scalp-map", {"areas": ["crown"], "strokes": [[[0.3, 0.4], [0.5, 0.5], [0.6, 0.4]]]}),
    ("scalp-map", {"areas": ["crown"], "seats": False}),
    ("follicle-states", {"parts": _PARTS}),
    ("deliveries", {"highlight": ["microneedling"]}),
    ("risk-places", {"samples": ["fat"]}),
    ("risk-places", {"samples": ["none"]}),
    ("options-grid", {"options": ["nothing", "laser", "concealers", "this-treatment"]}),
    *(("care-icon", {"care": care}) for care in _CARE),
    *(("care-icon", {"care": "wash", "sign": sign}) for sign in _SIGNS),
    *(("how-to", {"act": act}) for act in ("wash", "clean", "sleep", "cool")),
    *(("level", {"level": level}) for level in _LEVELS),
    *(("warning-sign", {"warning": icon}) for icon in get_args(WarningIcon)),
    *(("stage", {"stage": stage}) for stage in _STAGES),
    *(("stage", {"stage": "norwood-4", "view": view}) for view in ("above", "side")),
]


def _ids(variant: tuple[str, dict[str, Any]]) -> str:
    return f"{variant[0]}-{'-'.join(f'{k}={v}' for k, v in variant[1].items())}"[:60]


@pytest.mark.parametrize("name", _NAMES)
def test_a_figure_is_drawn_when_no_value_is_given(illustrator: Illustrator, name: str) -> None:
    assert illustrator.draw(name).name == name


@pytest.mark.parametrize("variant", VARIANTS, ids=_ids)
def test_a_figure_stays_within_the_allowed_svg_and_agrees_with_its_list(
    illustrator: Illustrator, variant: tuple[str, dict[str, Any]]
) -> None:
    name, values = variant
    figure = illustrator.draw(name, **values)
    assert all(f'id="{step}"' in figure.svg for step in figure.steps)


@pytest.mark.parametrize("name", _NAMES)
def test_drawing_the_same_values_twice_gives_the_same_picture(
    illustrator: Illustrator, name: str
) -> None:
    assert illustrator.draw(name) == illustrator.draw(name)


@pytest.mark.parametrize("file", sorted(_FOLDER.glob("*.j2")), ids=lambda file: str(file.name))
def test_a_template_takes_every_colour_from_the_table(file: Any) -> None:
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", file.read_text(encoding="utf-8"))


def test_screen_and_page_show_the_same_picture(
    illustrator: Illustrator,
    on_screen: Callable[[Figure], Image.Image],
    on_paper: Callable[[list[Figure]], list[Image.Image]],
) -> None:
    figures = [illustrator.draw(name, **values) for name, values in VARIANTS]
    pages = on_paper(figures)
    assert len(pages) == len(figures)
    differing = {}
    for variant, figure, page in zip(VARIANTS, figures, pages, strict=True):
        difference = ImageChops.difference(on_screen(figure), page)
        mean = sum(ImageStat.Stat(difference).mean) / 3
        # A difference over a whole patch, not along the edges where the two smooth differently.
        coarse = difference.convert("L").resize((60, 60), Image.Resampling.BOX)
        patch = max(coarse.tobytes())
        if mean > 1.5 or patch > 40:
            differing[_ids(variant)] = (round(mean, 2), patch)
    assert differing == {}


@pytest.mark.parametrize("variant", VARIANTS, ids=_ids)
def test_a_figure_is_not_blank(
    illustrator: Illustrator,
    on_screen: Callable[[Figure], Image.Image],
    variant: tuple[str, dict[str, Any]],
) -> None:
    name, values = variant
    image = on_screen(illustrator.draw(name, **values)).convert("L")
    assert ImageStat.Stat(image).stddev[0] > 5


@pytest.mark.parametrize("view", _VIEWS)
def test_a_marked_area_differs_in_grey_from_an_unmarked_one(
    illustrator: Illustrator, on_screen: Callable[[Figure], Image.Image], view: str
) -> None:
    plain = on_screen(illustrator.draw("scalp-map", view=view)).convert("L")
    figure = illustrator.draw("scalp-map", view=view, areas=_ZONES, seats=False)
    marked = on_screen(figure).convert("L")
    scale = 480 / max(figure.width, figure.height)
    for label in figure.labels:
        x, y = round(label.x * scale), round(label.y * scale)
        box = (x - 6, y - 6, x + 6, y + 6)
        stripes = ImageStat.Stat(marked.crop(box))
        assert stripes.stddev[0] > 2 * ImageStat.Stat(plain.crop(box)).stddev[0]
        darkest = min(value for value, count in enumerate(marked.crop(box).histogram()) if count)
        assert ImageStat.Stat(plain.crop(box)).mean[0] - darkest > 30
