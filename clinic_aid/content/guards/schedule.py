"""Guards over days: aftercare, phases and reviews."""

from collections.abc import Iterator
from itertools import pairwise

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

    A prohibition and a permission cannot be held against each other.
    """
    first: dict[str, tuple[str, str]] = {}
    for key, step in subject.pack.aftercare.items():
        other, kind = first.setdefault(step.topic, (key, step.kind))
        if step.kind != kind:
            message = f"must be {kind}, as in {other}, which has the same topic {step.topic}"
            yield ("aftercare", key, "kind"), message
