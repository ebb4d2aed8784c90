from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from clinic_aid.errors import InputError
from clinic_aid.scores.counting import Result
from clinic_aid.scores.telling import Scores
from tests.score_page import scores_now

Rate = Callable[..., None]


def of(scores: Scores, instrument: str, subject: str) -> Result:
    [found] = [it for it in scores.results if (it.instrument, it.subject) == (instrument, subject)]
    return found


def missed(result: Result) -> dict[str, str]:
    return {each.item: each.decided_by for each in result.missed}


def test_two_raters_and_the_program_are_counted(own: Path, rate: Rate) -> None:
    rate("a")
    rate("b", changes={"pemat/plan/2": "no", "ipdas/facts-and-plan/K1": 2})
    scores = scores_now(own)
    assert scores.are_whole
    assert missed(of(scores, "pemat", "plan"))["2"] == "Rater B"
    found = missed(of(scores, "ipdas", "facts-and-plan"))
    assert found["K1"] == "Rater B"
    assert found["K20"] == found["K16"] == "program"


def test_words_that_changed_are_rated_for_an_older_wording(
    own: Path, rate: Rate, words: Mapping[str, str]
) -> None:
    rate("a")
    rate("b", words={**words, "plan": "0123456789ab"})
    scores = scores_now(own)
    assert not scores.are_whole
    for result in scores.results:
        assert result.older is (result.subject in {"plan", "facts-and-plan"})
        assert bool(result.verdicts) is not result.older


@pytest.mark.parametrize("other", [{"pack": "another-pack"}, {"language": "fr"}])
def test_ratings_of_another_pack_count_for_nothing(
    own: Path, rate: Rate, other: Mapping[str, str]
) -> None:
    rate("a", **other)
    rate("b", **other)
    assert scores_now(own).raters == ()


def test_a_fault_of_a_rater_ends_it(own: Path, rate: Rate) -> None:
    rate("a", changes={"pemat/plan/2": "maybe"})
    with pytest.raises(InputError, match=r"rater-a\.yaml: ratings\.pemat\.plan\.2"):
        scores_now(own)


def test_what_is_refused_whatever_raters_say_is_told_before_they_rate(own: Path) -> None:
    found = {it.subject: missed(it) for it in scores_now(own).refused if it.instrument == "ipdas"}
    assert {"K16", "K20"} <= found["facts-and-plan"].keys()
    assert set(found["facts-and-plan"].values()) == {"program"}
