import pytest

from clinic_aid.figures.drawing import Illustrator
from clinic_aid.figures.errors import FigureError
from clinic_aid.figures.zones import zone_at


@pytest.mark.parametrize("view", ["top", "front", "back", "left", "right"])
def test_every_label_lies_in_the_zone_it_names(illustrator: Illustrator, view: str) -> None:
    figure = illustrator.draw("scalp-map", view=view)
    assert {label.key: zone_at(figure, label.x, label.y) for label in figure.labels} == {
        label.key: label.key for label in figure.labels
    }


def test_a_point_beside_the_hair_is_in_no_zone(illustrator: Illustrator) -> None:
    assert zone_at(illustrator.draw("scalp-map"), 5, 5) is None


def test_seen_from_above_the_patients_left_is_on_the_left(illustrator: Illustrator) -> None:
    assert zone_at(illustrator.draw("scalp-map", view="top"), 150, 400) == "side-left"


def test_seen_from_the_front_the_patients_left_is_on_the_right(illustrator: Illustrator) -> None:
    assert zone_at(illustrator.draw("scalp-map", view="front"), 458, 306) == "side-left"


@pytest.mark.parametrize(("view", "hidden"), [("left", "right"), ("right", "left")])
def test_a_view_from_one_side_shows_nothing_of_the_other(
    illustrator: Illustrator, view: str, hidden: str
) -> None:
    keys = [label.key for label in illustrator.draw("scalp-map", view=view).labels]
    assert not any(key.endswith(f"-{hidden}") for key in keys)


def test_every_zone_shows_in_some_view(illustrator: Illustrator) -> None:
    views = [illustrator.draw("scalp-map", view=view) for view in ("top", "left", "right")]
    assert {label.key for figure in views for label in figure.labels} == {
        "front-hairline",
        "temples-left",
        "temples-right",
        "mid-scalp",
        "crown",
        "back",
        "side-left",
        "side-right",
    }


def test_a_zone_keeps_its_shape_when_it_is_marked(illustrator: Illustrator) -> None:
    plain = illustrator.draw("scalp-map")
    marked = illustrator.draw("scalp-map", areas=["crown", "mid-scalp"])
    points = [(x, y) for x in range(100, 560, 20) for y in range(100, 660, 20)]
    assert [zone_at(plain, *point) for point in points] == [
        zone_at(marked, *point) for point in points
    ]


@pytest.mark.parametrize("values", [{"view": "below"}, {"areas": ["beard"]}])
def test_an_unknown_view_or_area_is_refused(
    illustrator: Illustrator, values: dict[str, str | list[str]]
) -> None:
    with pytest.raises(FigureError, match="there is no"):
        illustrator.draw("scalp-map", **values)
