"""Guards over days: aftercare, phases and reviews."""

from collections.abc import Iterator
from itertools import pairwise

from clinic_aid.content.care import Aftercare
from clinic_aid.content.guards.subject import Finding, Subject


def days_run_forward(subject: Subject) -> Iterator[Finding]:
    """Find what may end before it starts, for any day it is counted from."""
    for key, step in subject.pack.aftercare.items():
        try:
            step.step(key)
        except ValueError:
            yield ("aftercare", key, "end"), f"may be before start ({step.start})"
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

    A prohibition and a permission cannot be held against each other, and of two steps without
    an end neither is longer.
    """
    first: dict[str, tuple[str, Aftercare]] = {}
    for key, step in subject.pack.aftercare.items():
        name, other = first.setdefault(step.topic, (key, step))
        if step.kind != other.kind:
            message = f"must be {other.kind}, as in {name}, which has the same topic {step.topic}"
            yield ("aftercare", key, "kind"), message
        elif name != key and (step.no_end or other.no_end):
            message = f"{name} has it too, and steps without an end cannot share a topic"
            yield ("aftercare", key, "topic"), message
