import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.content.intervals import wilson_interval


@pytest.mark.parametrize(
    ("count", "people", "low", "high"),
    [
        # By the formula of the 1927 paper, worked out apart from the program.
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (27, 100, 0.1926, 0.3643),
    ],
)
def test_the_interval_is_wilson_s(count: int, people: int, low: float, high: float) -> None:
    assert wilson_interval(count, people) == pytest.approx((low, high), abs=0.0002)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_a_share(figures: tuple[int, int]) -> None:
    count, people = figures
    low, high = wilson_interval(count, people)
    assert 0 <= low <= count / people + 1e-12
    assert count / people - 1e-12 <= high <= 1


@given(st.integers(1, 200), st.integers(2, 20))
def test_more_people_make_it_narrower(people: int, times: int) -> None:
    few, many = (
        wilson_interval(people, 2 * people),
        wilson_interval(times * people, 2 * times * people),
    )
    assert many[1] - many[0] < few[1] - few[0]
