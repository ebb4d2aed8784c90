"""The page of the scores, and what the guide says of them, against ratings and guides of now."""

from clinic_aid.scores.telling import clearness_of, score_page
from tests.score_page import PAGE, RESULT, result_text, scores_now


def test_the_page_is_of_the_ratings_and_the_wording_of_now() -> None:
    told = score_page(scores_now())
    assert PAGE.read_text(encoding="utf-8") == told, "run python -m tests.score_page"


def test_the_guide_says_what_was_rated_of_this_wording_or_nothing() -> None:
    text = result_text(clearness_of(scores_now()))
    said = RESULT.read_text(encoding="utf-8") if RESULT.exists() else ""
    assert said == text, "run python -m tests.score_page"
