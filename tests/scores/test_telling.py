from collections.abc import Callable
from pathlib import Path

from clinic_aid.scores.telling import clearness_of, score_lines, score_page
from tests.score_page import scores_now

Rate = Callable[..., None]


def test_without_ratings_it_says_so_plainly(own: Path) -> None:
    lines = list(score_lines(scores_now(own)))
    assert "Not rated yet: there is neither rater-a.yaml nor rater-b.yaml" in lines[2]
    assert "PEMAT-P, My plan: not rated yet" in lines
    assert clearness_of(scores_now(own)) is None


def test_one_rater_is_not_enough(own: Path, rate: Rate) -> None:
    rate("a")
    lines = list(score_lines(scores_now(own)))
    assert "Rated by Rater A only; a second person has to rate." in lines
    assert clearness_of(scores_now(own)) is None


def test_an_older_wording_is_said(own: Path, rate: Rate) -> None:
    rate("a", words=dict.fromkeys(("fridge", "plan", "facts", "not-now"), "0123456789ab"))
    rate("b")
    lines = list(score_lines(scores_now(own)))
    assert "CDC Clear Communication Index, Not now: rated for an older wording" in lines
    assert clearness_of(scores_now(own)) is None


def test_the_command_tells_points_targets_and_what_is_missed(own: Path, rate: Rate) -> None:
    rate("a")
    rate("b", changes={"discern/facts-and-plan/7": 2})
    lines = list(score_lines(scores_now(own)))
    assert (
        "DISCERN, The facts with My plan: all, 77 of 80, 96 %, target none missed: missed" in lines
    )
    assert "  missed 7: 2, Rater B (page 1): Rater b says so." in lines
    assert (
        "IPDASi v4, The facts with My plan: Qualifying, 6 of 6, 100 %, target 6 met: reached"
        in lines
    )
    assert not any(line.startswith("What the program") for line in lines)


def test_the_page_has_every_item_with_place_and_reason(own: Path, rate: Rate) -> None:
    rate("a")
    rate("b", changes={"pemat/fridge/1": "no", "pemat/fridge/11": "na"})
    page = score_page(scores_now(own))
    assert "This is a rating by the makers" in page
    assert "| 1 | **no** | no | Rater B | page 1 | Rater b says so. |" in page
    assert "| K16 | **no** | 1 | program | nowhere | It has not been tried" in page
    assert "*For your doctor* is not rated: " in page
    assert "- Rater A, 2026-12-01: `resources/scores/rater-a.yaml`" in page


def test_the_guide_tells_of_the_part_that_did_worst(own: Path, rate: Rate) -> None:
    rate("a")
    rate("b", changes={f"pemat/fridge/{item}": "no" for item in (20, 21)})
    short = clearness_of(scores_now(own))
    assert short is not None
    assert (short.pack, short.version, short.language) == ("hair-stem-cell", "2026.11", "en")
    assert short.act == 71  # 5 of 7
    assert short.choose == 100
