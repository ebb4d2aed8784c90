from datetime import UTC, date, datetime

import pytest

from clinic_aid.domain.closing import continued, is_closed, last_open_day
from clinic_aid.domain.records import Entry, Headings

DAY = date(2026, 11, 30)
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
LATER = date(2027, 3, 3)


def entry(*, day: date | None = DAY, given: datetime | None = NOON) -> Entry:
    headings = Headings(name="Amira Haddad", day=day)
    return Entry(key="key", headings=headings, begun_at=NOON, changed_at=NOON, first_given=given)


@pytest.mark.parametrize(
    ("day", "given", "last"),
    [
        (DAY, None, None),
        (DAY, NOON, DAY),
        (None, NOON, DAY),
        (date(2026, 11, 16), NOON, DAY),
        (date(2026, 12, 4), NOON, date(2026, 12, 4)),
    ],
)
def test_the_last_open_day_is_the_later_of_its_own_and_of_the_first_giving(
    day: date | None, given: datetime | None, last: date | None
) -> None:
    assert last_open_day(day, given) == last


def test_a_consultation_is_closed_when_that_day_is_over() -> None:
    assert not is_closed(entry(), DAY)
    assert is_closed(entry(), date(2026, 12, 1))


def test_a_consultation_whose_guide_was_not_given_stays_open() -> None:
    assert not is_closed(entry(given=None), LATER)


CLOSED: dict[str, object] = {
    "format": 1,
    "content": "hair-stem-cell",
    "patient": {"name": "Amira Haddad", "birth_date": "1984-02-29"},
    "finding": {"pattern": "x"},
    "clinic": {"country": "GB"},
    "consultant": "Dr J. Lee",
    "plan": {
        "product": "own-fat-cells",
        "treatment_date": "2027-01-14",
        "sessions": 3,
        "already_done": {"sample": True},
        "sleeps_in": "FR",
    },
    "what_matters": ["safety"],
    "decision": "go-ahead",
    "consultation_date": "2026-11-30",
    "checks": {"pregnant": {"answer": "no"}, "fever": {"answer": "no"}},
    "red_flags": {"pain": "no"},
    "questions": [{"question": "Does it hurt?"}],
    "teach_back": [{"topic": "risks", "outcome": "clear"}],
    "shown": [{"screen": "risks", "seconds": 60}],
    "notes_for_patient": "Bring your list of medicines.",
}


def test_what_was_agreed_done_and_decided_is_carried_over() -> None:
    carried = (
        *("format", "content", "patient", "finding", "clinic", "consultant", "plan"),
        *("what_matters", "decision"),
    )
    assert continued(CLOSED, today=LATER, closed=CLOSED) == {
        **{name: CLOSED[name] for name in carried},
        "consultation_date": "2027-03-03",
    }


@pytest.mark.parametrize(
    ("answer", "is_carried"),
    [
        ({"answer": "no"}, False),
        ({"answer": "yes"}, True),
        ({"answer": "unsure", "cleared_by": "not yet"}, True),
        (
            {
                "answer": "yes",
                "cleared_by": "Dr S. Okafor",
                "cleared_on": "2026-11-12",
                "cleared_how": "letter",
            },
            False,
        ),
    ],
)
def test_only_an_answer_that_still_stops_something_is_carried_over(
    answer: dict[str, object], is_carried: bool
) -> None:
    closed = {**CLOSED, "checks": {"bleeding": answer}}
    new = continued(closed, today=LATER, closed=closed)
    assert new.get("checks") == ({"bleeding": answer} if is_carried else None)


@pytest.mark.parametrize(("noticed", "is_carried"), [("no", False), ("yes", True)])
def test_a_warning_sign_that_was_noticed_is_carried_over(noticed: str, is_carried: bool) -> None:
    closed = {**CLOSED, "red_flags": {"pain": noticed}}
    new = continued(closed, today=LATER, closed=closed)
    assert new.get("red_flags") == ({"pain": noticed} if is_carried else None)


@pytest.mark.parametrize(
    ("name", "now", "new"),
    [
        ("questions", [{"question": "Does it hurt?"}, {"question": "When?"}], "When?"),
        ("questions", [{"question": "Does it hurt a lot?"}], "Does it hurt a lot?"),
        ("notes_for_patient", "Bring nothing.", "Bring nothing."),
        ("checks", {"pregnant": {"answer": "unsure"}}, "unsure"),
        ("checks", {"pregnant": {"answer": "no", "note": "asked again"}}, "asked again"),
    ],
)
def test_no_letter_is_lost_that_was_entered_after_it_was_closed(
    name: str, now: object, new: str
) -> None:
    told = str(continued({**CLOSED, name: now}, today=LATER, closed=CLOSED)[name])
    assert new in told
    assert "'Does it hurt?'" not in told


def test_the_closed_one_is_left_as_it_is() -> None:
    before = repr(CLOSED)
    continued(CLOSED, today=LATER, closed=CLOSED)
    assert repr(CLOSED) == before


@pytest.mark.parametrize("odd", [None, [], "text", 7])
def test_a_half_written_consultation_is_no_fault(odd: object) -> None:
    tree = {"plan": odd, "checks": odd, "red_flags": odd, "questions": odd, "shown": odd}
    assert continued(tree, today=LATER, closed=tree)["plan"] == odd
