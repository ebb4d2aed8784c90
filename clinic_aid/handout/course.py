"""Draw the course of a treatment, from its first visit to its last review, true to scale."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Literal

from clinic_aid.content.care import Phase
from clinic_aid.content.filling import fill
from clinic_aid.domain.day_count import Offset
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.appointments import agreed_reviews
from clinic_aid.handout.parts import LabelPlace, PlacedFigure
from clinic_aid.handout.situation import Situation

_YEAR = Offset.parse("12m")
_SOME_DAY = date(2001, 1, 1)
# The figure, in its own units: how far its ends lie inside its width, and how high things stand.
_WIDTH, _INSET, _HEIGHT, _SEAT = 1000, 20, 76, 36
_ABOVE, _HIGHER, _BELOW = -22.0, -56.0, 118.0  # per cent of its height
# Nearer to each other than this share of the width, two numbers have no room.
_SEAT_ROOM = 0.036
_LETTER = 1.25  # per cent of the width, for a letter of a label
_EDGE = 8.0


def looks_of(phases: list[Phase]) -> tuple[str, ...]:
    """Give the look of each phase: its tone, which changes where two of one tone meet."""
    return tuple(
        "last" if number and phases[number - 1].tone == phase.tone else phase.tone
        for number, phase in enumerate(phases)
    )


def course_figure(situation: Situation, illustrator: Illustrator, *, alt: str) -> PlacedFigure:
    """Give the figure with its words; without a date it begins with the treatment day."""
    since = situation.last_session
    samplings = [day for day in situation.anchors.samplings if since]
    sessions = list(situation.anchors.sessions) if since else [_SOME_DAY]
    last = since or _SOME_DAY
    reviews = _review_days(situation, last)
    first, end = min([*samplings, *sessions]), max([_YEAR.after(last), *reviews])

    def at(day: date) -> float:
        return (min(day, end) - first).days / (end - first).days

    seated = len(sessions) > 1 and all(
        at(later) - at(day) >= _SEAT_ROOM for day, later in pairwise(sessions)
    )
    apart = [day for day in samplings if day not in sessions]
    months = list(_months(first, end)) if since else []
    figure = illustrator.draw(
        "course",
        phases=[
            {"start": at(start), "end": at(stop), "tone": tone}
            for start, stop, tone in _bands(situation, sessions, end)
            if at(start) < at(stop)
        ],
        visits=[
            *({"at": at(day), "seated": False} for day in apart),
            *({"at": at(day), "seated": seated} for day in sessions),
        ],
        reviews=[at(day) for day in reviews],
        months=[at(day) for day in months],
        years=[at(day) for day in months if day.month == 1],
    )
    labels = situation.pack.labels
    named = [(at(day), labels["course-sample"]) for day in apart]
    middle = at(first) if not sessions else (at(sessions[0]) + at(sessions[-1])) / 2
    named.append((middle, labels["course-sessions" if len(sessions) > 1 else "course-treatment"]))
    for number, day in enumerate(reviews, start=1):
        named.append((at(day), fill(labels["review-number"], number=str(number))))
    places = [
        *_above(named),
        *(
            replace(place, x=100 * (_INSET + at(day) * (_WIDTH - 2 * _INSET)) / _WIDTH)
            for day in months
            if day.month == 1
            for place in (_place(at(day), str(day.year), _BELOW),)
        ),
    ]
    if seated:
        seats = (
            _place(at(day), str(number), 100 * _SEAT / _HEIGHT)
            for number, day in enumerate(sessions, start=1)
        )
        places += [replace(seat, side="center") for seat in seats]
    caption = labels["course-to-scale" if since else "course-undated"]
    placed = PlacedFigure.of(figure, alt=alt, caption=caption, words={})
    return replace(placed, labels=tuple(places))


def _bands(
    situation: Situation, sessions: list[date], end: date
) -> Iterator[tuple[date, date, str]]:
    """Give each stretch with its look: after every session the skin heals, and people wait."""
    phases = list(situation.selection.of(situation.pack.phases).values())
    looks = looks_of(phases)
    for day, later in pairwise(sessions):
        healed = min(phases[0].end.after(day), later)
        yield day, healed, looks[0]
        yield healed, later, looks[1]
    starts = [phase.start.after(sessions[-1]) for phase in phases]
    yield from zip(starts, [*starts[1:], end], looks, strict=True)


def _review_days(situation: Situation, last: date) -> list[date]:
    """Give the days of the agreed reviews; else those on which a review is usual."""
    agreed = [visit.day for visit in agreed_reviews(situation)] if situation.last_session else []
    reviews = situation.selection.of(situation.pack.reviews).values()
    return agreed or [review.after.after(last) for review in reviews]


def _months(first: date, end: date) -> Iterator[date]:
    """Give the first day of each month between two days."""
    month = first.replace(day=1)
    while (month := Offset.parse("1m").after(month)) < end:
        yield month


def _above(named: list[tuple[float, str]]) -> Iterator[LabelPlace]:
    """Place names above the bar; one that would touch the one before it stands higher."""
    free = -100.0
    for share, text in sorted(named):
        place = _place(share, text, _ABOVE)
        width = _LETTER * len(text)
        begin = {"start": place.x, "center": place.x - width / 2, "end": place.x - width}[
            place.side
        ]
        if begin < free:
            yield replace(place, y=_HIGHER)
        else:
            yield place
            free = begin + width + _LETTER


def _place(share: float, text: str, y: float) -> LabelPlace:
    x = 100 * (_INSET + share * (_WIDTH - 2 * _INSET)) / _WIDTH
    side: Literal["start", "center", "end"] = (
        "start" if x < _EDGE else "end" if x > 100 - _EDGE else "center"
    )
    return LabelPlace(x={"start": 0.0, "center": x, "end": 100.0}[side], y=y, side=side, text=text)
