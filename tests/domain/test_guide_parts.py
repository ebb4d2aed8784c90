"""Which parts a guide has: the whole table, and what is chosen by hand."""

from itertools import product

import pytest

from clinic_aid.domain.guide_parts import (
    PARTS,
    Part,
    edition_needed,
    in_printing_order,
    parts_needed,
)

# Decision, a day, a stop, something done, and the parts.
TABLE: list[tuple[str | None, bool, bool, bool, tuple[Part, ...]]] = [
    ("go-ahead", True, False, False, ("fridge", "plan", "facts")),
    ("go-ahead", False, False, False, ("fridge", "plan", "facts")),
    ("go-ahead", True, False, True, ("fridge", "plan", "facts")),
    ("go-ahead", False, False, True, ("fridge", "plan", "facts")),
    (None, True, False, False, ("fridge", "plan", "facts")),
    (None, True, False, True, ("fridge", "plan", "facts")),
    (None, False, False, False, ("facts", "plan")),
    (None, False, False, True, ("fridge", "plan", "facts")),
    ("think-about-it", True, False, False, ("facts", "plan")),
    ("think-about-it", False, False, False, ("facts", "plan")),
    ("think-about-it", True, False, True, ("fridge", "plan", "facts")),
    ("think-about-it", False, False, True, ("fridge", "plan", "facts")),
    # Nothing more is to come: only what was done has its care.
    *(
        (decision, day, stop, done, (*(("fridge", "plan") if done else ()), "not-now", "facts"))
        for decision in ("go-ahead", None, "think-about-it", "no")
        for day, stop, done in product((False, True), repeat=3)
        if stop or decision == "no"
    ),
]


@pytest.mark.parametrize(("decision", "day", "stop", "done", "parts"), TABLE)
def test_what_a_patient_needs(
    decision: str | None, day: bool, stop: bool, done: bool, parts: tuple[Part, ...]
) -> None:
    found = parts_needed(decision, has_day=day, is_stopped=stop, is_done=done)

    assert found == parts


def test_the_table_is_whole() -> None:
    assert len({row[:4] for row in TABLE}) == len(TABLE) == 4 * 2 * 2 * 2


def test_copies_for_others_are_made_by_wish_only() -> None:
    assert {part for row in TABLE for part in row[4]} == set(PARTS) - {"gp", "helper"}


def test_parts_that_were_chosen_are_printed_in_one_order_and_once() -> None:
    assert in_printing_order(["gp", "facts", "fridge", "facts"]) == ("fridge", "facts", "gp")


@pytest.mark.parametrize(
    ("needs", "edition"),
    [
        ((), "standard"),
        (("screen-reader",), "standard"),
        (("easy-read", "large-print"), "large-print"),
    ],
)
def test_large_print_goes_to_who_needs_it(needs: tuple[str, ...], edition: str) -> None:
    assert edition_needed(needs) == edition
