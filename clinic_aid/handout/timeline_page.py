"""Decide what to expect and when: phases, reviews, and what articles promise."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from clinic_aid.content.care import Review
from clinic_aid.content.dates import clock_time, long_date
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.domain.day_count import Offset
from clinic_aid.domain.schedule import first_open_day
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.handout.calendar_page import capitalised
from clinic_aid.handout.model import (
    LabelPlace,
    PhaseCard,
    PlacedFigure,
    Row,
    TimelinePage,
)
from clinic_aid.handout.situation import DateMode, Situation

_YEAR = Offset.parse("12m")
# The timeline figure, in its own units: its width, and how far its ends lie inside it.
_BAR, _BAR_INSET = 1000, 24
_UNDER = 150.0  # per cent of the figure's height: just below it


def timeline_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> TimelinePage | None:
    """Give phases and reviews with dates; a patient who decided "no" gets none."""
    if situation.mode is DateMode.DECLINED:
        return None
    pack, labels, day = situation.pack, situation.pack.labels, situation.treatment_day
    phases = situation.selection.of(pack.phases)
    section = pack.sections["timeline"]
    return TimelinePage(
        title=filling.text(section.title),
        intro=_timeline_intro(situation, filling, language),
        figure=_bar(situation, illustrator),
        phases=tuple(
            PhaseCard(
                tone=phase.tone,
                title=filling.text(phase.title),
                days=capitalised(
                    labels["date-span"].format(
                        first=filling.day(phase.start), last=filling.day(phase.end)
                    )
                ),
                what=filling.text(phase.what),
                or_no_change=filling.text(phase.or_no_change),
                sure=fill(
                    labels["how-sure"],
                    certainty=pack.wording.certainty[phase.certainty].word,
                ),
            )
            for phase in phases.values()
        ),
        reviews_title=labels["reviews"],
        reviews=tuple(_reviews(situation, filling, language, day)),
        articles_title=labels["articles-say"],
        articles_heads=(labels["you-may-have-read"], labels["what-trials-saw"]),
        articles=tuple(
            (filling.text(item.read), filling.text(item.studies))
            for item in situation.selection.of(pack.article_phases).values()
        ),
    )


def _timeline_intro(situation: Situation, filling: Filling, language: str) -> str:
    intro = filling.text(situation.pack.sections["timeline"].intro or "")
    return f"{counted_from(situation, language)} {intro}".strip()


def counted_from(situation: Situation, language: str) -> str:
    """Say which day all dates are counted from, and that they hold only if they do."""
    labels, day = situation.pack.labels, situation.treatment_day
    if day is None:
        return labels["timeline-undated"]
    key = "timeline-if" if situation.mode is DateMode.IF_GO_AHEAD else "timeline-dated"
    return fill(labels[key], day=long_date(day, language))


def _reviews(
    situation: Situation, filling: Filling, language: str, day: date | None
) -> Iterable[Row]:
    """Give the agreed reviews, else those of the pack; a visit moves past closed days."""
    labels, agreed = situation.pack.labels, situation.consultation.plan.reviews
    if agreed and situation.mode is not DateMode.STOPPED:
        for number, visit in enumerate(agreed, start=1):
            name = fill(labels["review-number"], number=str(number))
            at = f", {clock_time(visit.at, language)}" if visit.at else ""
            yield Row(name=name, value=isolated(long_date(visit.day, language) + at))
        return
    for review in situation.selection.of(situation.pack.reviews).values():
        when = f"{_review_day(review, situation, filling, language)}."
        if day is not None and not _has_open_day(review, day, situation):
            when = f"{when} {labels['no-open-day']}"
        yield Row(name=filling.text(review.title), value=f"{when} {filling.text(review.what)}")


def _review_day(review: Review, situation: Situation, filling: Filling, language: str) -> str:
    day = situation.treatment_day
    if day is None:
        return filling.day(review.after)
    first, last = review.after.after(day), review.latest.after(day)
    open_day = first_open_day(first, last, situation.clinic.closed_days)
    if open_day is not None:
        return isolated(long_date(open_day, language))
    ends = {"first": long_date(first, language), "last": long_date(last, language)}
    return fill(situation.pack.labels["date-between"], **ends)


def _has_open_day(review: Review, day: date, situation: Situation) -> bool:
    first, last = review.after.after(day), review.latest.after(day)
    return first_open_day(first, last, situation.clinic.closed_days) is not None


def reviews_without_open_day(situation: Situation) -> tuple[str, ...]:
    """Give the names of the reviews for which the clinic is closed on every day that fits."""
    day = situation.treatment_day
    if day is None or situation.consultation.plan.reviews:
        return ()
    return tuple(
        review.title
        for review in situation.selection.of(situation.pack.reviews).values()
        if not _has_open_day(review, day, situation)
    )


def year_bar(situation: Situation, illustrator: Illustrator) -> Figure:
    """Draw the year as a bar, true to scale; with dates to calendar days, else to counted days."""
    phases = [
        {
            "start": _share(phase.start, situation),
            "end": _share(phase.end, situation),
            "tone": phase.tone,
        }
        for phase in situation.selection.of(situation.pack.phases).values()
    ]
    reviews = situation.selection.of(situation.pack.reviews).values()
    marks = [0.0, *(_share(review.after, situation) for review in reviews)]
    return illustrator.draw("timeline", phases=phases, marks=marks, width=_BAR)


def year_marks(situation: Situation) -> tuple[tuple[float, str, Offset], ...]:
    """Give what stands along the bar: where (0 to 1 of its year), its name, and its day."""
    reviews = situation.selection.of(situation.pack.reviews).values()
    first = (0.0, situation.pack.labels["treatment-day"], Offset.parse("0d"))
    return (
        first,
        *((_share(review.after, situation), review.title, review.after) for review in reviews),
    )


def at_share(share: float) -> float:
    """Give where along the bar's width a share of its year lies, from 0 to 1."""
    return (_BAR_INSET + share * (_BAR - 2 * _BAR_INSET)) / _BAR


def _share(offset: Offset, situation: Situation) -> float:
    anchor = situation.treatment_day or date(2001, 1, 1)
    length = (_YEAR.after(anchor) - anchor).days
    return min(1.0, max(0.0, (offset.after(anchor) - anchor).days / length))


def _bar(situation: Situation, illustrator: Illustrator) -> PlacedFigure:
    alt = situation.pack.figures["timeline"].alt
    placed = PlacedFigure.of(year_bar(situation, illustrator), alt=alt, caption=None, words={})
    labels = tuple(_under_bar(at, text) for at, text, _ in year_marks(situation))
    return replace(placed, labels=labels)


def _under_bar(at: float, text: str) -> LabelPlace:
    """Place words under the bar; the first and last keep inside its ends."""
    side: Literal["start", "center", "end"] = (
        "start" if at < 0.05 else "end" if at > 0.95 else "center"
    )
    x = 100 * at_share(at)
    return LabelPlace(
        x={"start": 0.0, "center": x, "end": 100.0}[side], y=_UNDER, side=side, text=text
    )
