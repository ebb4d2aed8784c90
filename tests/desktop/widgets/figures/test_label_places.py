from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.desktop.widgets.figures.label_places import (
    Arrangement,
    Box,
    LabelAnchor,
    Side,
    arranged,
    placed,
)

ROOM = Box(x=0, y=0, width=600, height=400)
GAP = 6.0


def anchor(x: float, y: float, side: Side = "center") -> LabelAnchor:
    return LabelAnchor(x=x, y=y, side=side)


def box(x: float, y: float, width: float = 100, height: float = 30) -> Box:
    return Box(x=x, y=y, width=width, height=height)


def overlapping(boxes: tuple[Box, ...]) -> bool:
    return any(one.overlaps(two) for i, one in enumerate(boxes) for two in boxes[:i])


def test_the_left_edge_of_a_label_that_starts_touches_its_point() -> None:
    assert anchor(50, 40, "start").wanted((100, 30)) == box(50, 25)


def test_the_middle_of_a_centred_label_lies_on_its_point() -> None:
    assert anchor(100, 40).wanted((100, 30)) == box(50, 25)


def test_the_right_edge_of_a_label_that_ends_touches_its_point() -> None:
    assert anchor(150, 40, "end").wanted((100, 30)) == box(50, 25)


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert not box(0, 0).overlaps(box(100, 0))


def test_boxes_closer_than_the_gap_overlap() -> None:
    assert box(0, 0).overlaps(box(103, 0), GAP)


def test_a_label_with_room_stays_where_the_figure_wants_it() -> None:
    assert placed([box(50, 25), box(300, 25)], ROOM, GAP) == (box(50, 25), box(300, 25))


def test_a_label_that_would_leave_the_room_is_moved_just_inside() -> None:
    assert placed([box(-40, 390)], ROOM, GAP) == (box(0, 370),)


def test_of_two_labels_on_each_other_one_moves_no_farther_than_it_must() -> None:
    first, second = placed([box(100, 100), box(110, 120)], ROOM, GAP)
    assert {first, second} in ({box(100, 100), box(110, 136)}, {box(100, 84), box(110, 120)})


def test_a_label_alone_never_moves_for_those_that_crowd() -> None:
    crowd = [box(100, 100), box(110, 110), box(120, 105)]
    assert placed([*crowd, box(400, 300)], ROOM, GAP)[-1] == box(400, 300)


def test_a_label_in_the_way_goes_on_two_lines_before_it_moves() -> None:
    one_line, two_lines = (150.0, 30.0), (80.0, 50.0)
    found = arranged([anchor(100, 50), anchor(200, 50)], [[one_line, two_lines]] * 2, ROOM, GAP)
    assert (found.chosen, found.moves) == ((1, 1), (0, 0))


def test_a_label_with_room_stays_on_one_line() -> None:
    found = arranged([anchor(100, 50)], [[(150.0, 30.0), (80.0, 50.0)]], ROOM, GAP)
    assert found.chosen == (0,)


def test_a_room_that_is_too_small_is_not_called_clean() -> None:
    tiny = Box(x=0, y=0, width=100, height=40)
    found = arranged([anchor(50, 20), anchor(50, 20)], [[(90.0, 30.0)]] * 2, tiny, GAP)
    assert found.misplaced == (0, 1)


def test_nothing_to_place_is_a_clean_arrangement() -> None:
    assert arranged([], [], ROOM, GAP) == Arrangement(boxes=(), chosen=(), moves=(), misplaced=())


anchors = st.builds(
    LabelAnchor,
    x=st.floats(0, 600),
    y=st.floats(0, 400),
    side=st.sampled_from(["start", "center", "end"]),
)
sizes = st.tuples(st.floats(30, 130), st.floats(20, 40))


@given(st.lists(st.tuples(anchors, sizes), max_size=9))
def test_labels_that_have_room_lie_inside_it_and_none_on_another(
    labels: list[tuple[LabelAnchor, tuple[float, float]]],
) -> None:
    found = arranged([one for one, _ in labels], [[size] for _, size in labels], ROOM, GAP)
    assert not found.misplaced
    assert all(ROOM.holds(one) for one in found.boxes)
    assert not overlapping(found.boxes)


@given(st.lists(st.tuples(anchors, sizes), max_size=6))
def test_the_same_labels_get_the_same_places(
    labels: list[tuple[LabelAnchor, tuple[float, float]]],
) -> None:
    wanted = [one.wanted(size) for one, size in labels]
    assert placed(wanted, ROOM, GAP) == placed(wanted, ROOM, GAP)
