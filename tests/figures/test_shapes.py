import re

import pytest

from clinic_aid.figures.errors import FigureError
from clinic_aid.figures.shapes import hatch, inside, mirror, ribbon, smooth

_SQUARE = "M0 0H100V100H0Z"
_FRAME = "M0 0L100 0L100 100L0 100ZM25 25L75 25L75 75L25 75Z"


def _numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+", path)]


def test_a_smooth_line_begins_and_ends_at_its_outer_points() -> None:
    path = smooth([[0, 0], [50, 20], [100, 0]])
    assert path.startswith("M0 0C")
    assert path.endswith("100 0")


def test_a_closed_smooth_line_comes_back_to_its_first_point() -> None:
    assert smooth([[0, 0], [50, 20], [100, 0]], closed=True).endswith("0 0Z")


def test_one_point_makes_no_line() -> None:
    with pytest.raises(FigureError, match="two points"):
        smooth([[0, 0]])


def test_a_ribbon_is_as_wide_as_its_points_say() -> None:
    path = ribbon([[50, 0, 10], [50, 100, 10]])
    assert inside(path, 41, 50)
    assert inside(path, 59, 50)
    assert not inside(path, 61, 50)


def test_hatching_stays_inside_its_shape() -> None:
    assert all(-0.1 <= number <= 100.1 for number in _numbers(hatch(_SQUARE, 7, 30)))


def test_hatching_leaves_a_hole_empty() -> None:
    lines = re.findall(r"M(\S+) (\S+?)L(\S+) (\S+?)(?=M|$)", hatch(_FRAME, 10, 0))
    middles = [((float(a) + float(c)) / 2, float(b)) for a, b, c, _ in lines]
    assert middles
    assert not any(25 < x < 75 and 25 < y < 75 for x, y in middles)


def test_hatching_ends_before_the_edge_by_the_inset() -> None:
    assert set(_numbers(hatch(_SQUARE, 20, 0, 5))[::2]) == {5.0, 95.0}


def test_a_shape_too_narrow_for_the_inset_gets_no_lines() -> None:
    assert hatch("M0 0L4 0L4 100L0 100Z", 10, 0, 5) == ""


def test_hatching_follows_curves() -> None:
    bulge = "M0 0C0 60 100 60 100 0Z"
    assert max(_numbers(hatch(bulge, 5, 0))[1::2]) == 40


@pytest.mark.parametrize("path", ["M0 0A5 5 0 0 0 10 10Z", "M0 0l5 5Z", "M0 0L5Z", ""])
def test_hatching_refuses_paths_that_it_cannot_follow(path: str) -> None:
    with pytest.raises(FigureError, match="hatching"):
        hatch(path)


def test_mirroring_twice_gives_the_path_again() -> None:
    path = "M 10 20 C 30 40 50 60 70 80.5 Z"
    assert mirror(mirror(path, 640), 640) == path


def test_mirroring_turns_left_to_right_only() -> None:
    assert mirror("M10 20L30 40", 100) == "M 90 20 L 70 40"


def test_a_relative_path_cannot_be_mirrored() -> None:
    with pytest.raises(FigureError, match="mirrored"):
        mirror("M10 20l5 5", 100)


def test_a_point_in_a_hole_is_outside() -> None:
    assert inside(_FRAME, 10, 50)
    assert not inside(_FRAME, 50, 50)
