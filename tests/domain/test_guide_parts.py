"""Which parts a guide has: the whole table, and what is chosen by hand."""

from itertools import product

import pytest

from clinic_aid.domain.guide_parts import (
    PARTS,
    REASONS,
    CareState,
    Part,
    PartChoice,
    Reason,
    edition_needed,
    in_printing_order,
    part_choices,
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


def state(decision: str | None, day: bool, stop: bool, done: bool) -> CareState:
    return CareState(decision=decision, has_day=day, is_stopped=stop, is_done=done)


@pytest.mark.parametrize(("decision", "day", "stop", "done", "parts"), TABLE)
def test_what_a_patient_needs(
    decision: str | None, day: bool, stop: bool, done: bool, parts: tuple[Part, ...]
) -> None:
    assert parts_needed(state(decision, day, stop, done)) == parts


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


def choices_of(case: CareState, **more: tuple[Part, ...] | None) -> dict[Part, PartChoice]:
    found = part_choices(case, wished=more.get("wished"), unchanged=more.get("unchanged") or ())
    assert [choice.part for choice in found] == list(PARTS)
    return {choice.part: choice for choice in found}


OFF = "nothing-to-come nothing-to-come"
WISH = "by-wish by-wish"
# Decision, a day, a stop, something done; then the reason of each part, with + where it is printed.
REASONS_TABLE: list[tuple[str | None, bool, bool, bool, str]] = [
    ("go-ahead", True, False, False, f"+day-set +day-set +day-set nothing-off {WISH}"),
    ("go-ahead", False, False, False, f"+no-day-yet +no-day-yet +no-day-yet nothing-off {WISH}"),
    (None, True, False, False, f"{3 * '+day-undecided '}nothing-off {WISH}"),
    (None, False, False, False, f"not-agreed +undecided +undecided nothing-off {WISH}"),
    ("think-about-it", True, False, False, f"not-agreed +thinking +thinking nothing-off {WISH}"),
    ("think-about-it", True, False, True, f"+done +done +done nothing-off {WISH}"),
    ("no", True, False, False, f"{OFF} +refused +refused by-wish nothing-to-come"),
    ("no", True, False, True, f"+refused +refused +refused +refused {WISH}"),
    ("go-ahead", True, True, False, f"{OFF} +stopped +stopped by-wish nothing-to-come"),
]


@pytest.mark.parametrize(("decision", "day", "stop", "done", "reasons"), REASONS_TABLE)
def test_each_part_has_its_reason(
    decision: str | None, day: bool, stop: bool, done: bool, reasons: str
) -> None:
    found = choices_of(state(decision, day, stop, done)).values()
    assert [("+" if one.is_chosen else "") + one.reason for one in found] == reasons.split()


@pytest.mark.parametrize(
    ("decision", "day", "stop", "done"),
    list(product(("go-ahead", None, "think-about-it", "no"), *[(False, True)] * 3)),
)
def test_unless_somebody_chose_the_parts_are_those_needed(
    decision: str | None, day: bool, stop: bool, done: bool
) -> None:
    case = state(decision, day, stop, done)
    chosen = {part for part, one in choices_of(case).items() if one.is_chosen}
    assert chosen == set(parts_needed(case))


GO_AHEAD = state("go-ahead", True, False, False)


def test_a_choice_by_hand_is_said_to_be_one() -> None:
    found = choices_of(GO_AHEAD, wished=("plan", "gp"))
    assert (found["fridge"].is_chosen, found["fridge"].reason) == (False, "left-out")
    assert (found["plan"].is_chosen, found["plan"].reason) == (True, "day-set")
    assert (found["gp"].is_chosen, found["gp"].reason) == (True, "by-wish")
    thinking = choices_of(state("think-about-it", True, False, False), wished=("fridge",))
    assert thinking["fridge"].reason == "added"


@pytest.mark.parametrize("wished", [None, ("plan", "gp"), ("helper", "facts"), PARTS])
def test_what_is_needed_stays_so_whatever_somebody_chose(wished: tuple[Part, ...] | None) -> None:
    for case in [state(*row[:4]) for row in TABLE]:
        needed = {part for part, one in choices_of(case, wished=wished).items() if one.is_needed}
        assert needed == set(parts_needed(case))


def test_facts_in_hand_are_left_out_and_can_be_added_again() -> None:
    assert choices_of(GO_AHEAD, unchanged=("facts", "plan"))["facts"] == PartChoice(
        part="facts", is_chosen=False, reason="given"
    )
    assert choices_of(GO_AHEAD, unchanged=("facts", "plan"))["plan"].is_chosen
    again = choices_of(GO_AHEAD, unchanged=("facts",), wished=("facts",))
    assert again["facts"].reason == "added"


def test_a_wish_for_what_has_nothing_to_say_any_more_does_not_count() -> None:
    refused = state("no", True, False, False)
    assert not choices_of(refused, wished=("plan", "facts"))["plan"].is_chosen
    assert choices_of(refused, wished=("plan", "fridge"))["not-now"].is_chosen


def test_every_reason_is_given_to_somebody() -> None:
    given: set[Reason] = set()
    for case in [state(*row[:4]) for row in TABLE]:
        plan: tuple[Part, ...] = ("plan",)
        facts: tuple[Part, ...] = ("facts",)
        for wished, unchanged in product((None, plan, PARTS), ((), facts)):
            given |= {one.reason for one in part_choices(case, wished=wished, unchanged=unchanged)}
    assert given == set(REASONS)
