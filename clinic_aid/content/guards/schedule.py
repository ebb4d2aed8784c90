"""Guards over days: aftercare, phases and reviews."""

from collections.abc import Iterator
from itertools import pairwise

from clinic_aid.content.guards.cases import applying, widest_cases
from clinic_aid.content.guards.subject import Finding, Path, Subject

MOST_REMEMBERED = 3


def days_run_forward(subject: Subject) -> Iterator[Finding]:
    """Find what may end before it starts, for any day it is counted from."""
    for key, step in subject.pack.aftercare.items():
        try:
            step.step(key)
        except ValueError:
            last = "latest" if step.in_clinic else "end"
            yield ("aftercare", key, last), f"may be before start ({step.start})"
    for key, phase in subject.pack.phases.items():
        if not phase.start.never_after(phase.end):
            yield ("phases", key, "end"), f"may be before start ({phase.start})"
    for key, review in subject.pack.reviews.items():
        if not review.after.never_after(review.latest):
            yield ("reviews", key, "latest"), f"may be before after ({review.after})"
    for (first, one), (second, other) in pairwise(subject.pack.phases.items()):
        if one.end.rough_days > other.start.rough_days:
            yield ("phases", second, "start"), f"is before the end of {first} ({one.end})"


def topics_can_be_compared(subject: Subject) -> Iterator[Finding]:
    """Find steps of one topic of which the most careful one cannot be told.

    Of "from" and "up to and including" neither is more careful; and a step with both ends may
    be more careful at one and less at the other.
    """
    first: dict[str, tuple[str, str]] = {}
    for key, step in subject.pack.aftercare.items():
        path: Path = ("aftercare", key)
        if step.topic not in first:
            first[step.topic] = (key, step.wording)
            continue
        other, wording = first[step.topic]
        if step.wording != wording:
            message = f"must be {wording}, as in {other}, which has the same topic {step.topic}"
            yield (*path, "wording"), message
        elif step.wording == "between":
            message = f"{other} has it too, and steps with both ends cannot share a topic"
            yield (*path, "topic"), message


def too_much_to_remember(subject: Subject) -> Iterator[Finding]:
    """Find steps marked to be remembered beyond the three that page 1 has room for."""
    found: dict[Path, str] = {}
    for product, case in widest_cases(subject.pack):
        steps = applying(subject.pack.aftercare, case)
        remembered = [key for key, step in steps.items() if step.remember]
        for key in remembered[MOST_REMEMBERED:]:
            path: Path = ("aftercare", key, "remember")
            message = f"is one too many for {product}; page 1 has room for {MOST_REMEMBERED}"
            found.setdefault(path, message)
    yield from found.items()
