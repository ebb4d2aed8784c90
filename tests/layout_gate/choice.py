"""Which guides are looked at: every pair of what may differ, or all of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final, get_args

from covertable import make

from clinic_aid.domain.clinic import Paper
from clinic_aid.domain.guide_parts import EDITIONS, Edition, GuideWish, Part

SAMPLES: Final = (
    "full",
    "go-ahead",
    "minimal",
    "no-date",
    "decided-no",
    "stop-check",
    "under-18",
    "think-about-it",
    "topical",
)
NAMES: Final = {
    1: "O",
    20: "Ann Smith-Montgomery",
    60: "Maximiliana Theodora Featherstonehaugh-Cholmondeley von Thun",
}
COPIES: Final[tuple[Part, ...]] = ("gp", "helper")
"""Parts that nobody needs, and that are printed by wish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One guide to look at: whose it is, and how it is printed."""

    sample: str
    letters: int
    edition: Edition
    paper: Paper
    black_and_white: bool
    with_copies: bool

    @property
    def wish(self) -> GuideWish:
        """Give how it is wished for; the copies are wished for besides what is needed."""
        return GuideWish(
            paper=self.paper, edition=self.edition, black_and_white=self.black_and_white
        )


def _factors() -> Mapping[str, tuple[object, ...]]:
    return {
        "sample": SAMPLES,
        "letters": tuple(NAMES),
        "edition": EDITIONS,
        "paper": get_args(Paper),
        "black_and_white": (False, True),
        "with_copies": (False, True),
    }


def pairwise_looks() -> list[Look]:
    """Give guides that together hold every pair of values."""
    rows = make({name: list(values) for name, values in _factors().items()})
    return [Look(**row) for row in rows]


def all_looks() -> Iterator[Look]:
    """Give every guide there is."""
    factors = _factors()
    for values in product(*factors.values()):
        yield Look(**dict(zip(factors, values, strict=True)))  # type: ignore[arg-type]
