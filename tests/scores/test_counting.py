from typing import Any

import pytest

from clinic_aid.scores.counting import CheckOutcome, Result, Verdict, verdict
from clinic_aid.scores.instruments import Instrument, RatedItem, Scoring, Target
from clinic_aid.scores.ratings import Rating

_REFUSED = CheckOutcome(is_met=False, why="A list has 9 entries.", place="full.yaml: plan")
_PASSED = CheckOutcome(is_met=True, why="Nothing against it.", place="16 guides")


def rated(grade: Any) -> Rating:
    return Rating(rating=grade, place="page 2", why=f"It is {grade}, as one sees.")


def counted(
    instrument: Instrument,
    key: str,
    *grades: Any,
    found: CheckOutcome | None = None,
    **changes: Any,
) -> Verdict:
    item = instrument.items[key].model_copy(update=changes)
    given = tuple((f"Rater {number}", rated(grade)) for number, grade in enumerate(grades, 1))
    return verdict(key, item, instrument, given, found)


@pytest.mark.parametrize(
    ("first", "second", "grade", "by"),
    [
        ("yes", "yes", "yes", "Rater 1"),
        ("yes", "no", "no", "Rater 2"),
        ("no", "yes", "no", "Rater 1"),
        ("na", "yes", "yes", "Rater 2"),
        ("no", "na", "no", "Rater 1"),
        ("na", "na", None, "Rater 1"),
    ],
)
def test_the_lower_grade_counts_and_not_applicable_only_if_both_say_so(
    scoring: Scoring, first: str, second: str, grade: str | None, by: str
) -> None:
    found = counted(scoring.instruments["pemat"], "6", first, second)
    assert (found.grade, found.is_met, found.decided_by) == (grade, grade == "yes", by)


def test_the_lower_of_two_numbers_counts_with_its_reason(scoring: Scoring) -> None:
    found = counted(scoring.instruments["discern"], "9", 5, 3)
    assert (found.grade, found.is_met, found.why) == (3, False, "It is 3, as one sees.")


def test_a_no_of_the_program_beats_the_yes_of_both(scoring: Scoring) -> None:
    found = counted(scoring.instruments["cdc"], "8", "yes", "yes", found=_REFUSED)
    assert (found.grade, found.decided_by, found.place) == ("no", "program", "full.yaml: plan")


def test_a_yes_of_the_program_does_not_beat_a_rater(scoring: Scoring) -> None:
    found = counted(scoring.instruments["cdc"], "8", "yes", "no", found=_PASSED)
    assert (found.grade, found.decided_by) == ("no", "Rater 2")


def test_what_does_not_apply_is_refused_by_no_check(scoring: Scoring) -> None:
    found = counted(scoring.instruments["pemat"], "19", "na", "na", found=_REFUSED)
    assert found.grade is None


@pytest.mark.parametrize(("found", "grade"), [(_PASSED, 4), (_REFUSED, 1)])
def test_without_raters_the_check_decides(
    scoring: Scoring, found: CheckOutcome, grade: int
) -> None:
    decided = counted(scoring.instruments["ipdas"], "C3", found=found)
    assert (decided.grade, decided.decided_by) == (grade, "program")


def test_what_was_never_done_is_not_met(scoring: Scoring) -> None:
    found = counted(scoring.instruments["ipdas"], "K16")
    assert (found.grade, found.why) == (1, "It has not been tried with patients yet.")


def result(instrument: Instrument, *grades: Any) -> Result:
    keys = list(instrument.items)[: len(grades)]
    verdicts = (
        verdict(
            key,
            RatedItem(group=instrument.items[key].group, asks="Is it?"),
            instrument,
            (("Rater 1", rated(grade)), ("Rater 2", rated(grade))),
            None,
        )
        for key, grade in zip(keys, grades, strict=True)
    )
    return Result(instrument="some", subject="plan", verdicts=tuple(verdicts))


def test_what_does_not_apply_is_counted_nowhere(scoring: Scoring) -> None:
    pemat = scoring.instruments["pemat"]
    found = result(pemat, "yes", "yes", "no", "na")
    score = found.score(pemat)
    assert (score.points, score.possible, score.percent) == (2, 3, 66)
    assert [each.item for each in found.missed] == ["3"]


def test_grades_from_one_to_five_are_points(scoring: Scoring) -> None:
    discern = scoring.instruments["discern"]
    score = result(discern, 5, 4, 3).score(discern)
    assert (score.points, score.possible, score.percent) == (12, 15, 80)


@pytest.mark.parametrize(
    ("target", "is_reached"),
    [
        (Target(percent=75), True),
        (Target(percent=76), False),
        (Target(met=3), True),
        (Target(met=4), False),
        (Target(missed=1), True),
        (Target(missed=0), False),
        (Target(group="actionability", missed=0), True),
    ],
)
def test_a_target_is_reached_by_its_own_count(
    scoring: Scoring, target: Target, is_reached: bool
) -> None:
    pemat = scoring.instruments["pemat"]
    assert result(pemat, "yes", "yes", "yes", "no").reaches(target, pemat) is is_reached
