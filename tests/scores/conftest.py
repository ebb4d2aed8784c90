"""What the tests of the scores share: instruments, made-up ratings, and the guides' checks."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinic_aid import locations
from clinic_aid.scores.instruments import Scoring, read_scoring
from tests.score_page import scores_now

Rate = Callable[..., None]


@pytest.fixture(scope="session")
def folder() -> Path:
    return locations.resources() / "scores"


@pytest.fixture(scope="session")
def scoring(folder: Path) -> Scoring:
    return read_scoring(folder)


@pytest.fixture(scope="session")
def words() -> Mapping[str, str]:
    """Give the digests of the shipped wording."""
    return scores_now().words


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Path:
    """Give a copy of the shipped folder, without the ratings that there may be."""
    ignored = shutil.ignore_patterns("rater-*", "result*")
    return Path(shutil.copytree(folder, tmp_path / "scores", ignore=ignored))


def best(scoring: Scoring) -> dict[str, Any]:
    """Give the best ratings that there can be, as they stand in a rater's file."""
    return {
        name: {
            subject: {
                key: {
                    "rating": instrument.group_of(key).grades[-1],
                    "place": "page 1",
                    "why": "It does so in plain words.",
                }
                for key, item in instrument.items.items()
                if item.rated
            }
            for subject in scoring.subjects_of(name)
        }
        for name, instrument in scoring.instruments.items()
    }


@pytest.fixture
def rate(own: Path, scoring: Scoring, words: Mapping[str, str]) -> Rate:
    """Write what one rater found: the best of everything but what is named, by its path."""

    def write(letter: str, *, changes: Mapping[str, Any] | None = None, **more: Any) -> None:
        ratings = best(scoring)
        for path, grade in (changes or {}).items():
            name, subject, key = path.split("/")
            ratings[name][subject][key]["rating"] = grade
            ratings[name][subject][key]["why"] = f"Rater {letter} says so."
        tree = {
            "format": 1,
            "rater": f"Rater {letter.upper()}",
            "rated_on": "2026-12-01",
            "pack": "hair-stem-cell",
            "version": "2026.11",
            "language": "en",
            "words": dict(words),
            "ratings": ratings,
        } | more
        text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)
        (own / f"rater-{letter}.yaml").write_text(text, encoding="utf-8")

    return write
