from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.domain.case import Case, Condition

# "d" is named by no condition below: an aspect that is missing may have such a value too.
UNIVERSE = frozenset("abcd")
aspects = st.sampled_from(("product", "sampling", "sex"))
possibilities = st.dictionaries(
    aspects, st.frozensets(st.sampled_from(sorted(UNIVERSE)), min_size=1)
)
conditions = st.dictionaries(aspects, st.frozensets(st.sampled_from("abc"), min_size=1))


def case_of(**possible: str) -> Case:
    return Case({aspect: frozenset(values.split()) for aspect, values in possible.items()})


def condition_of(**allowed: str) -> Condition:
    return Condition({aspect: frozenset(values.split()) for aspect, values in allowed.items()})


def completions(case: Case) -> Iterator[dict[str, str]]:
    names = ("product", "sampling", "sex")
    choices = [case.possible.get(name, UNIVERSE) for name in names]
    for values in product(*choices):
        yield dict(zip(names, values, strict=True))


def holds(allowed: dict[str, frozenset[str]], complete: dict[str, str]) -> bool:
    return all(complete[aspect] in values for aspect, values in allowed.items())


def test_an_only_value_is_known() -> None:
    assert case_of(product="own-fat-cells").known("product") == "own-fat-cells"


def test_one_of_several_values_is_not_known() -> None:
    assert case_of(product="own-fat-cells exosomes").known("product") is None


def test_a_missing_aspect_is_not_known() -> None:
    assert case_of(product="exosomes").known("sampling") is None


def test_an_aspect_left_without_a_value_is_not_known() -> None:
    assert Case({"product": frozenset()}).known("product") is None


def test_narrowing_replaces_what_an_aspect_may_be() -> None:
    narrowed = case_of(product="a b", sex="female").narrowed("product", frozenset({"a"}))
    assert narrowed == case_of(product="a", sex="female")


def test_narrowing_adds_an_aspect_that_was_missing() -> None:
    assert case_of(sex="female").narrowed("product", frozenset({"a"})).known("product") == "a"


def test_narrowing_leaves_the_first_case_as_it_was() -> None:
    case = case_of(product="a b")
    case.narrowed("product", frozenset({"a"}))
    assert case == case_of(product="a b")


@given(possibilities)
def test_an_empty_condition_surely_holds(possible: dict[str, frozenset[str]]) -> None:
    assert Condition({}).surely_holds(Case(possible))


@given(possibilities)
def test_an_empty_condition_may_hold(possible: dict[str, frozenset[str]]) -> None:
    assert Condition({}).may_hold(Case(possible))


@pytest.mark.parametrize(
    ("case", "may", "surely"),
    [
        (case_of(sampling="fat"), True, True),
        (case_of(sampling="fat scalp"), True, True),
        (case_of(sampling="fat blood"), True, False),
        (case_of(sampling="blood"), False, False),
        (case_of(), True, False),
        (case_of(product="fat"), True, False),
    ],
)
def test_a_condition_goes_by_what_the_case_may_still_be(
    case: Case, may: bool, surely: bool
) -> None:
    condition = condition_of(sampling="fat scalp")
    assert (condition.may_hold(case), condition.surely_holds(case)) == (may, surely)


def test_every_aspect_of_a_condition_counts() -> None:
    condition = condition_of(sampling="fat", sex="female")
    assert not condition.may_hold(case_of(sampling="fat", sex="male"))


@given(conditions, possibilities)
def test_a_condition_may_hold_when_some_completion_of_the_case_meets_it(
    allowed: dict[str, frozenset[str]], possible: dict[str, frozenset[str]]
) -> None:
    expected = any(holds(allowed, complete) for complete in completions(Case(possible)))
    assert Condition(allowed).may_hold(Case(possible)) is expected


@given(conditions, possibilities)
def test_a_condition_surely_holds_when_every_completion_of_the_case_meets_it(
    allowed: dict[str, frozenset[str]], possible: dict[str, frozenset[str]]
) -> None:
    expected = all(holds(allowed, complete) for complete in completions(Case(possible)))
    assert Condition(allowed).surely_holds(Case(possible)) is expected


@given(conditions, possibilities)
def test_what_surely_holds_may_hold(
    allowed: dict[str, frozenset[str]], possible: dict[str, frozenset[str]]
) -> None:
    condition, case = Condition(allowed), Case(possible)
    assert condition.may_hold(case) or not condition.surely_holds(case)


@given(conditions, possibilities, st.data())
def test_learning_more_never_undoes_what_surely_holds_nor_revives_what_cannot(
    allowed: dict[str, frozenset[str]], possible: dict[str, frozenset[str]], data: st.DataObject
) -> None:
    condition, case = Condition(allowed), Case(possible)
    aspect = data.draw(aspects)
    values = possible.get(aspect, UNIVERSE)
    learnt = case.narrowed(
        aspect, data.draw(st.frozensets(st.sampled_from(sorted(values)), min_size=1))
    )
    assert condition.surely_holds(learnt) or not condition.surely_holds(case)
    assert condition.may_hold(case) or not condition.may_hold(learnt)


def test_nothing_surely_holds_of_an_aspect_that_the_case_does_not_have() -> None:
    case = Case({"preparation": frozenset()})
    assert not condition_of(preparation="grown").surely_holds(case)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"sex": "female"}, {"sex": "male"}, True),
        ({"product": "a b"}, {"product": "b c"}, False),
        ({"product": "a"}, {"sex": "male"}, False),
        ({"product": "a", "sex": "female"}, {"product": "a", "sex": "male"}, True),
        ({}, {"sex": "male"}, False),
    ],
)
def test_conditions_exclude_each_other_where_an_aspect_has_no_value_of_both(
    one: dict[str, str], other: dict[str, str], apart: bool
) -> None:
    assert condition_of(**one).excludes(condition_of(**other)) is apart
    assert condition_of(**other).excludes(condition_of(**one)) is apart


@given(case=possibilities, one=conditions, other=conditions)
def test_no_case_surely_is_one_of_two_that_exclude_each_other(
    case: dict[str, frozenset[str]],
    one: dict[str, frozenset[str]],
    other: dict[str, frozenset[str]],
) -> None:
    first, second = Condition(one), Condition(other)
    both = first.surely_holds(Case(case)) and second.surely_holds(Case(case))
    assert not (both and first.excludes(second))
