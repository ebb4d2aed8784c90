"""What two raters found, each in a file of their own, held against the instruments."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from clinic_aid.content.blocks import Id, Strict
from clinic_aid.errors import Fault, InputError
from clinic_aid.files.models import validate
from clinic_aid.files.strict import read_file
from clinic_aid.files.tree import Document
from clinic_aid.files.tree import Path as Place
from clinic_aid.scores.instruments import Grade, RatedItem, Scoring, Subject

RATERS: Final = ("rater-a.yaml", "rater-b.yaml")
"""The files of the two who rate, blind to each other; neither wrote the text."""


class Rating(Strict):
    """What one rater found of one item: the grade, where, and why in a sentence."""

    rating: Literal["yes", "no", "na"] | int
    place: str = Field(min_length=3)
    why: str = Field(min_length=10)


class Ratings(Strict):
    """All that one rater found, and which wording it was: `words` are digests, by part."""

    format: Literal[1]
    rater: str = Field(min_length=3)
    rated_on: date
    pack: Id
    version: str
    language: str
    words: Mapping[Literal["fridge", "plan", "facts", "not-now"], str]
    ratings: Mapping[
        Literal["pemat", "cdc", "ipdas", "discern"], Mapping[Subject, Mapping[str, Rating]]
    ]


def read_ratings(folder: Path, scoring: Scoring) -> tuple[Ratings, ...]:
    """Give what was rated so far, by as many as have rated, or every fault of their files."""
    found: list[Ratings] = []
    faults: list[Fault] = []
    for name in RATERS:
        if not (folder / name).exists():
            continue
        try:
            document = read_file(folder / name)
            ratings = validate(document, Ratings)
        except InputError as error:
            faults += error.faults
            continue
        faults += [document.fault(place, told) for place, told in _mismatches(ratings, scoring)]
        if found and found[0].rater == ratings.rater:
            faults.append(_same_rater(document))
        found.append(ratings)
    if faults:
        raise InputError(tuple(faults))
    return tuple(found)


def _same_rater(document: Document) -> Fault:
    return document.fault(("rater",), f"is the same as in {RATERS[0]}; two have to rate")


def _mismatches(ratings: Ratings, scoring: Scoring) -> Iterator[tuple[Place, str]]:
    """Give what is missing of the instruments, unknown to them, or not on their scales."""
    for part in scoring.guides.guides:
        if part not in ratings.words:
            yield ("words", part), "is missing; clinic-aid content check --scores tells it"
    wanted = set(scoring.pairs())
    for name, subject in scoring.pairs():
        place: Place = ("ratings", name, subject)
        given = ratings.ratings.get(name, {}).get(subject)  # type: ignore[call-overload]
        if given is None:
            yield place, "is missing; rate it"
            continue
        instrument = scoring.instruments[name]
        for key, item in instrument.items.items():
            if item.rated and key not in given:
                yield (*place, key), f"is missing; rate it: {item.asks}"
        for key, rating in given.items():
            if key not in instrument.items:
                yield (*place, key), f"is no item of {instrument.name}; delete it"
                continue
            grades = instrument.group_of(key).grades
            if told := _fault_of(rating.rating, instrument.items[key], grades):
                yield (*place, key), told
    for name, subjects in ratings.ratings.items():
        for subject in subjects:
            if (name, subject) not in wanted:
                told = f"is not rated by {scoring.instruments[name].name}; delete it"
                yield ("ratings", name, subject), told


def _fault_of(rating: object, item: RatedItem, grades: tuple[Grade, ...]) -> str | None:
    if not item.rated:
        return "is not for raters: the program decides it; delete it"
    if rating == "na":
        return None if item.na else "always applies; give a grade"
    if rating not in grades:
        return f"must be one of {', '.join(map(str, grades))}"
    return None
