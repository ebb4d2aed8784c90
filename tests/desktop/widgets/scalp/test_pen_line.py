import math

from clinic_aid.desktop.widgets.scalp.pen_line import MOST_POINTS, thinned


def test_a_straight_line_keeps_its_two_ends() -> None:
    assert thinned([(n / 100, 0.5) for n in range(101)]) == [[0.0, 0.5], [1.0, 0.5]]


def test_a_corner_is_kept() -> None:
    assert thinned([(0.1, 0.1), (0.5, 0.1), (0.5, 0.6)]) == [[0.1, 0.1], [0.5, 0.1], [0.5, 0.6]]


def test_a_long_scribble_keeps_at_most_200_points() -> None:
    scribble = [(n / 4000, 0.5 + 0.4 * math.sin(n / 3)) for n in range(4000)]
    assert 2 <= len(thinned(scribble)) <= MOST_POINTS == 200


def test_points_have_three_digits() -> None:
    assert thinned([(0.12345, 0.98765), (0.5, 0.55555)]) == [[0.123, 0.988], [0.5, 0.556]]


def test_points_beside_the_view_are_drawn_to_its_edge() -> None:
    assert thinned([(-0.3, 0.5), (1.7, 0.5)]) == [[0.0, 0.5], [1.0, 0.5]]


def test_a_dot_is_no_line() -> None:
    assert thinned([(0.5, 0.5), (0.5, 0.5), (0.50001, 0.5)]) == []


def test_a_ring_stays_a_ring() -> None:
    ring = [(0.5 + 0.2 * math.cos(n / 20), 0.5 + 0.2 * math.sin(n / 20)) for n in range(127)]
    kept = thinned(ring)
    assert all(abs(math.hypot(x - 0.5, y - 0.5) - 0.2) < 0.003 for x, y in kept)
