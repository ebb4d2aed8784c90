from collections.abc import Callable
from itertools import pairwise

import pytest
from PIL import Image, ImageChops

from clinic_aid import locations
from clinic_aid.figures.colors import read_colors
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.figures.errors import FigureError

Look = Callable[[Figure], Image.Image]

_MEN = ["1", "2", "2a", "3", "3a", "3v", "4", "4a", "5", "5a", "6", "7"]
_NORWOOD = [f"norwood-{stage}" for stage in _MEN]
_LUDWIG = ["ludwig-1", "ludwig-2", "ludwig-3"]
_SINCLAIR = [f"sinclair-{grade}" for grade in range(1, 6)]
_STAGES = [*_NORWOOD, *_LUDWIG, *_SINCLAIR]
_COLORS = read_colors(locations.resources() / "style" / "tokens.toml")
_SKIN = tuple(bytes.fromhex(_COLORS["skin"][1:]))
# The view from above: what lies below the brow, with its corners in the figure's units.
_TOP = (125, 100, 515, 640)


@pytest.fixture
def bare(illustrator: Illustrator, on_screen: Look) -> Callable[..., float]:
    """Give the share of bare skin in a box of a stage's picture, in the figure's units."""

    def share(stage: str, box: tuple[int, int, int, int], view: str = "above") -> float:
        figure = illustrator.draw("stage", stage=stage, view=view)
        scale = 480 / max(figure.width, figure.height)
        left, top, right, bottom = (round(side * scale) for side in box)
        part = on_screen(figure).crop((left, top, right, bottom))
        pixels = part.tobytes()
        colors = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
        skin = sum(
            all(abs(one - other) < 8 for one, other in zip(color, _SKIN, strict=True))
            for color in colors
        )
        return skin / (part.width * part.height)

    return share


def _grows(values: list[float]) -> bool:
    return all(later > earlier for earlier, later in pairwise(values))


@pytest.mark.parametrize("view", ["above", "side"])
@pytest.mark.parametrize(
    "line",
    [
        ["1", "2", "3", "4", "5", "6", "7"],
        ["1", "2a", "3a", "4a", "5a", "6", "7"],
        ["1", "2", "3v", "4"],
    ],
    ids=["main line", "front to back", "crown first"],
)
def test_the_bare_area_of_a_man_grows_from_stage_to_stage(
    bare: Callable[..., float], line: list[str], view: str
) -> None:
    box = _TOP if view == "above" else (160, 50, 580, 260)
    assert _grows([bare(f"norwood-{stage}", box, view) for stage in line])


@pytest.mark.parametrize("grades", [_LUDWIG, _SINCLAIR], ids=["ludwig", "sinclair"])
def test_more_skin_shows_on_the_top_of_a_woman_from_grade_to_grade(
    bare: Callable[..., float], grades: list[str]
) -> None:
    assert _grows([bare(grade, (180, 165, 460, 480)) for grade in grades])


@pytest.mark.parametrize("grades", [_LUDWIG, _SINCLAIR[1:]], ids=["ludwig", "sinclair"])
def test_from_the_side_more_skin_shows_below_the_top_from_grade_to_grade(
    bare: Callable[..., float], grades: list[str]
) -> None:
    assert _grows([bare(grade, (230, 60, 500, 180), "side") for grade in grades])


@pytest.mark.parametrize("view", ["pair", "above"])
def test_no_two_stages_look_alike(illustrator: Illustrator, on_screen: Look, view: str) -> None:
    images = [on_screen(illustrator.draw("stage", stage=stage, view=view)) for stage in _STAGES]
    small = [image.convert("L").resize((120, 120), Image.Resampling.BOX) for image in images]
    alike = [
        (_STAGES[one], _STAGES[other])
        for one in range(len(small))
        for other in range(one)
        if max(ImageChops.difference(small[one], small[other]).tobytes()) < 40
    ]
    assert alike == []


@pytest.mark.parametrize(
    ("view", "crown"), [("above", (300, 460, 340, 500)), ("side", (526, 150, 540, 166))]
)
def test_the_vertex_stage_has_a_bare_crown_where_the_third_has_hair(
    bare: Callable[..., float], view: str, crown: tuple[int, int, int, int]
) -> None:
    assert bare("norwood-3v", crown, view) > 0.8
    assert bare("norwood-3", crown, view) == 0


def test_the_temples_of_the_vertex_stage_are_no_barer_than_those_of_the_third(
    bare: Callable[..., float],
) -> None:
    front = (125, 100, 515, 380)
    assert bare("norwood-3v", front) <= bare("norwood-3", front)


def test_the_second_stage_recedes_at_the_temples_alone_and_its_variant_in_the_middle_too(
    bare: Callable[..., float],
) -> None:
    middle, temple = (300, 176, 340, 210), (170, 200, 195, 235)
    assert bare("norwood-1", temple) < 0.3
    assert bare("norwood-2", temple) > 0.9
    assert bare("norwood-2", middle) == 0
    assert bare("norwood-2a", middle) > 0.9


def test_the_second_stage_stays_two_centimetres_before_the_ears(
    bare: Callable[..., float],
) -> None:
    # The skull is 570 units long, some 19 cm, and the middle of the ears lies at 370.
    assert bare("norwood-2", (160, 310, 480, 360)) == 0


def test_the_third_stage_is_bare_further_back_than_two_centimetres_before_the_ears(
    bare: Callable[..., float],
) -> None:
    assert bare("norwood-3", (190, 300, 210, 315)) > 0.5


def test_a_full_band_parts_front_and_crown_in_the_fourth_stage(
    bare: Callable[..., float],
) -> None:
    band = (150, 380, 490, 400)
    assert bare("norwood-4", band) == 0
    assert bare("norwood-4", (280, 460, 360, 500)) > 0.9


def test_the_band_of_the_fifth_stage_is_thin_and_that_of_the_sixth_is_gone(
    bare: Callable[..., float],
) -> None:
    band = (270, 346, 370, 376)
    assert bare("norwood-4", band) == 0
    assert 0.05 < bare("norwood-5", band) < 0.5
    assert bare("norwood-6", band) == 1


@pytest.mark.parametrize("stage", ["norwood-4a", "norwood-5a"])
def test_a_front_that_moves_back_as_one_leaves_no_island(
    bare: Callable[..., float], stage: str
) -> None:
    assert bare(stage, (220, 130, 420, 365)) == 1
    assert bare(stage, (220, 530, 420, 600)) == 0


def test_the_fifth_variant_is_narrower_at_the_back_than_the_sixth_stage(
    bare: Callable[..., float],
) -> None:
    behind = (160, 440, 480, 520)
    assert bare("norwood-5a", behind) < 0.8 * bare("norwood-6", behind)


def test_the_seventh_stage_keeps_hair_low_at_the_sides_and_the_back(
    bare: Callable[..., float],
) -> None:
    assert bare("norwood-7", (200, 130, 440, 540)) == 1
    assert bare("norwood-7", (280, 622, 360, 632)) == 0
    assert bare("norwood-7", (420, 340, 540, 420), "side") == 0


@pytest.mark.parametrize("grade", _LUDWIG)
def test_a_rim_of_hair_stays_at_the_front_in_every_ludwig_grade(
    bare: Callable[..., float], grade: str
) -> None:
    # One centimetre behind the hairline.
    assert bare(grade, (260, 166, 380, 188)) < 0.02


def test_the_last_ludwig_grade_is_nearly_bare_between_the_rims_before_and_behind(
    bare: Callable[..., float],
) -> None:
    assert bare("ludwig-3", (230, 260, 410, 420)) > 0.7
    assert bare("ludwig-3", (180, 500, 460, 600)) == 0


def test_the_parting_widens_from_grade_to_grade(bare: Callable[..., float]) -> None:
    partings = [bare(grade, (280, 215, 360, 225)) for grade in _SINCLAIR[:4]]
    assert 0 < partings[0] < 0.15
    assert _grows(partings)


def test_beside_a_slightly_wider_parting_the_hair_is_full_and_from_the_third_grade_thinner(
    bare: Callable[..., float],
) -> None:
    beside = (340, 250, 370, 400)
    assert [bare(grade, beside) for grade in _SINCLAIR[:2]] == [0, 0]
    assert bare("sinclair-3", beside) > 0.05


def test_the_fourth_sinclair_grade_is_see_through_up_to_the_front(
    bare: Callable[..., float],
) -> None:
    front = (250, 168, 390, 200)
    assert bare("sinclair-4", front) > 2 * bare("sinclair-3", front)


@pytest.mark.parametrize("stage", _STAGES)
def test_a_pair_shows_the_view_from_above_beside_that_from_the_side(
    illustrator: Illustrator, stage: str
) -> None:
    figure = illustrator.draw("stage", stage=stage)
    assert figure.width > 1.5 * figure.height
    assert not figure.labels
    assert not figure.steps


@pytest.mark.parametrize("values", [{"stage": "norwood-8"}, {"view": "front"}])
def test_an_unknown_stage_or_view_of_one_is_refused(
    illustrator: Illustrator, values: dict[str, str]
) -> None:
    with pytest.raises(FigureError, match="stage: there is no"):
        illustrator.draw("stage", **values)
