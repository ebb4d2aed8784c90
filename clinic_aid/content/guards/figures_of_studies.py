"""Guards over published figures and the comparison of options."""

import re
from collections.abc import Iterator
from statistics import median

from clinic_aid.content.evidence import Estimate
from clinic_aid.content.filling import ESTIMATE_VALUES, PLACEHOLDER, estimate_values
from clinic_aid.content.guards.cases import applying, versions, widest_cases
from clinic_aid.content.guards.subject import Finding, Path, Subject, word_count

LONGEST_AND_SHORTEST_OPTION = 0.35
_OPTION_TEXTS = ("what", "works", "how_long", "risks", "involves", "cost", "approval")
_RANGES = ({"low", "high"}, {"low_fall", "high"}, {"low_in_100", "high_in_100"})
# How a text says that its range or its size is not known; a language without an entry is not
# looked at.
_NOT_REPORTED = {"en": re.compile(r"\bno (?:\w+ )?(?:range|number)\b", re.IGNORECASE)}


def estimates_tell_all(subject: Subject) -> Iterator[Finding]:
    """Find figures whose text leaves out the figure, the people it is of, or its range.

    The model has seen to it that source, range, certainty, people and time span are given; here
    they must be said as well. Statement, meaning, population and doubt print as one block.
    """
    for key, estimate in subject.pack.estimates.items():
        path: Path = ("estimates", key)
        block = f"{estimate.statement}\n{estimate.meaning}"
        said = _names(block)
        main = ({"count", "in_100"}, "{count} or {in_100}")
        if estimate.measure != "proportion":
            main = ({"value", "fall"}, "{value}")
        if estimate.measure != "direction" and not _names(estimate.statement) & main[0]:
            yield (*path, "statement"), f"does not say the figure; place {main[1]}"
        if "people" not in said | _names(estimate.population) and not _spelt_out(estimate):
            yield (*path, "population"), "does not say how many people; place {people}"
        if estimate.range != "not-reported":
            if not any(names <= said for names in _RANGES):
                wanted = "{low_in_100} and {high_in_100}"
                if estimate.measure != "proportion":
                    wanted = "{low} and {high}"
                yield (*path, "statement"), f"does not say the range; place {wanted}"
        elif (said_so := _NOT_REPORTED.get(subject.language)) and not said_so.search(
            f"{block}\n{estimate.doubt}"
        ):
            yield (*path, "doubt"), 'the range is not reported; say so ("no range", "no number")'


def misplaced_values(subject: Subject) -> Iterator[Finding]:
    """Find placeholders for a value that the figure does not have."""
    for text in subject.texts:
        if text.path[0] == "estimates":
            estimate = subject.pack.estimates[str(text.path[1])]
            if estimate.unit is not None and estimate.unit not in subject.pack.units:
                continue
            has = estimate_values(subject.pack, estimate).keys()
            for name in sorted(_names(text.raw) & (ESTIMATE_VALUES - has)):
                yield text.path, f"{{{name}}}: this figure has no such value"


def options_are_alike(subject: Subject) -> Iterator[Finding]:
    """Find options that say much more or much less than the others, or the wrong set of roles."""
    options = subject.pack.options
    counts = {
        key: sum(word_count(getattr(option, name)) for name in _OPTION_TEXTS)
        for key, option in versions(options)
    }
    # The middle is that of the options themselves: one with many variants must not move it.
    middle = median(counts[(key,)] for key in options) if counts else 0
    least, most = (
        round(middle * (1 - LONGEST_AND_SHORTEST_OPTION)),
        round(middle * (1 + LONGEST_AND_SHORTEST_OPTION)),
    )
    for key, count in counts.items():
        if not least <= count <= most:
            message = f"has {count} words in all; give every option {least} to {most}"
            yield ("options", *key), message
    for product, case in widest_cases(subject.pack):
        for role in ("nothing", "this"):
            number = sum(option.role == role for option in applying(options, case).values())
            if number != 1:
                message = f"{number} options have the role {role} for {product}; give it to one"
                yield ("options",), message


def _names(text: str) -> set[str]:
    return {found[1] for found in PLACEHOLDER.finditer(text)}


def _spelt_out(estimate: Estimate) -> bool:
    """Say whether the people are counted in parts, such as 50 men and 15 women."""
    numbers = [int(number) for number in re.findall(r"\d+", estimate.population)]
    return bool(numbers) and sum(numbers) == estimate.people
