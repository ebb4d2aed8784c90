"""Score the guides of the shipped samples.

    python -m tests.score_page      renews resources/docs/scores.md and what the guide says of it

What the guide says is in resources/scores/result.yaml, which is there once all is rated in the
wording of now. It is no test.
"""

from functools import cache
from pathlib import Path
from typing import Final

import yaml

from clinic_aid import locations
from clinic_aid.content.clearness import Clearness
from clinic_aid.engine import Engine
from clinic_aid.pack_report import sample_guides
from clinic_aid.scores.checks import Checks
from clinic_aid.scores.scoring import look_over, scores_by
from clinic_aid.scores.telling import Scores, clearness_of, score_page

PAGE: Final = locations.resources() / "docs" / "scores.md"
FOLDER: Final = locations.resources() / "scores"
RESULT: Final = FOLDER / "result.yaml"


@cache
def checks_now() -> Checks:
    """Give what the program finds in the guides of the shipped pack.

    They are without what a guide says of its scores, which is not among what is rated.
    """
    shipped = Engine.shipped()
    engine = Engine.of(shipped.pack, shipped.language)
    return look_over(engine, sample_guides(engine))


def scores_now(folder: Path = FOLDER) -> Scores:
    """Give the scores of the shipped pack, by the instruments and ratings of a folder."""
    return scores_by(checks_now(), folder)


def result_text(result: Clearness | None) -> str:
    """Give the file of what the guide says, "" for none."""
    return "" if result is None else yaml.safe_dump(result.model_dump(), sort_keys=False)


def main() -> None:
    """Write the page, and the file for the guide or none."""
    PAGE.write_text(score_page(scores_now()), encoding="utf-8")
    RESULT.unlink(missing_ok=True)
    if text := result_text(clearness_of(scores_now())):
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
