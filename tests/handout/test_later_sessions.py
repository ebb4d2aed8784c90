from collections.abc import Callable
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.handout.calendar_page import CalendarPage
from clinic_aid.handout.later_sessions import LaterSessions
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]


def calendar(handout_of: HandoutOf, *later: str, **plan: Any) -> CalendarPage:
    first = {"product": "own-fat-cells", "delivery": "injection", "treatment_date": "2026-12-03"}
    whole = {**first, "later_sessions": list(later), **plan}
    source = {"patient": {"name": "A"}, "plan": whole, "consultation_date": "2026-11-16"}
    page = handout_of(source).calendar
    assert page is not None
    return page


@pytest.mark.parametrize(
    ("later", "columns"),
    [
        ((), []),
        (("2027-03-04",), [1]),
        (("2027-03-04", "2027-06-03"), [2]),
        (("2027-03-04", "2027-06-03", "2027-09-02"), [3]),
        (("2027-03-04", "2027-06-03", "2027-09-02", "2027-12-02"), [3, 1]),
    ],
)
def test_later_sessions_stand_side_by_side(
    later: tuple[str, ...], columns: list[int], handout_of: HandoutOf
) -> None:
    tables = calendar(handout_of, *later).later
    assert [len(table.heads) for table in tables] == columns
    for table in tables:
        widths = {len(group.days) for rules in table.lists for group in rules.groups}
        assert widths == {len(table.heads)}


def names_of(table: LaterSessions) -> list[str]:
    return [rule.name for rules in table.lists for group in rules.groups for rule in group.rules]


def test_a_table_tells_of_every_session_after_a_sample(handout_of: HandoutOf) -> None:
    """Most that a session forbids was told of the sample; the rest stands in full before it."""
    page = handout_of("full").calendar
    assert page is not None
    [table] = page.later
    assert [without_isolates(head).partition(",")[0] for head in table.heads] == [
        "Session 1", "Session 2", "Session 3",
    ]  # fmt: skip
    assert {"No alcohol", "Sleep with head raised"} <= set(names_of(table))
    [new] = page.phases[-1].groups
    sleep, haircut = new.rows
    assert sleep.what == "Sleep with your head raised, on your back if you can."
    assert sleep.more.startswith("You may cool a swollen forehead")
    assert sleep.why.endswith("Put nothing cold on the treated skin.")
    assert haircut.what == "You may have a haircut."


def test_rules_with_the_same_days_share_them(handout_of: HandoutOf) -> None:
    """Both ends are whole dates, without the year that the title has."""
    [table] = calendar(handout_of, "2027-03-04", "2027-06-03").later
    assert table.year == "2027"
    for rules in table.lists:
        days = [group.days for group in rules.groups]
        assert len(days) == len(set(days))
    [*_, asked] = table.lists
    words = [without_isolates(day) for group in asked.groups for day in group.days]
    assert "Thursday 11 March and Friday 12 March" in words


def test_sessions_whose_rules_differ_are_told_in_the_list(handout_of: HandoutOf) -> None:
    """Two sessions within days of each other have rules that cover each other."""
    page = calendar(handout_of, "2027-03-04", "2027-03-09")
    assert page.later == ()
    headings = {without_isolates(phase.heading) for phase in page.phases}
    assert {"After session 2", "After session 3"} <= headings


def test_what_prevents_harm_is_said_again_in_a_sentence(handout_of: HandoutOf) -> None:
    [table] = calendar(handout_of, "2027-03-04").later
    names = names_of(table)
    assert "For pain after this, take no ibuprofen, naproxen or extra aspirin." in names
