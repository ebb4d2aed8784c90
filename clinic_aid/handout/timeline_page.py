"""Decide what to expect and when: phases, reviews, and what articles promise."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import Literal

from clinic_aid.content.care import Phase
from clinic_aid.content.dates import clock_time, long_date
from clinic_aid.content.filling import Filling, capitalised, fill, isolated
from clinic_aid.domain.day_count import Offset
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.handout.appointments import agreed_reviews, review_windows
from clinic_aid.handout.day_words import span_words
from clinic_aid.handout.model import PhaseCard, TimelinePage
from clinic_aid.handout.parts import LabelPlace, PlacedFigure, Row
from clinic_aid.handout.pictures import described, in_a_row
from clinic_aid.handout.situation import DateMode, Situation

_YEAR = Offset.parse("12m")
# The timeline figure, in its own units: its width, and how far its ends lie inside it.
_BAR, _BAR_INSET = 1000, 24
_UNDER = 150.0  # per cent of the figure's height: just below it


def timeline_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> TimelinePage | None:
    """Give phases and reviews with dates; a patient who decided "no" gets none."""
    if not situation.has_timeline:
        return None
    pack, labels, since = situation.pack, situation.pack.labels, situation.last_session
    phases = situation.selection.of(pack.phases)
    section = pack.sections["timeline"]
    intro = _timeline_intro(situation, filling, language)
    cards = tuple(
        PhaseCard(
            tone=phase.tone,
            title=filling.text(phase.title),
            days=capitalised(
                labels["date-span"].format(
                    first=filling.day(phase.start, since),
                    last=_last_day(phase, later, situation, filling, language),
                )
            ),
            what=filling.text(phase.what),
            or_no_change=filling.text(phase.or_no_change),
            sure=fill(
                labels["how-sure"],
                certainty=pack.wording.certainty[phase.certainty].word,
            ),
        )
        for phase, later in zip_longest(phases.values(), list(phases.values())[1:])
    )
    return TimelinePage(
        title=filling.text(section.title),
        intro=intro,
        figure=_bar(situation, illustrator, alt=_bar_alt(cards, situation, filling, language)),
        phases=cards,
        reviews_title=labels["reviews"],
        reviews=tuple(_reviews(situation, filling, language)),
        reviews_in_list=bool(agreed_reviews(situation) or review_windows(situation)),
    )


def _last_day(
    phase: Phase, later: Phase | None, situation: Situation, filling: Filling, language: str
) -> str:
    """Give the last day of a phase: with dates, the day before the next one begins."""
    since = situation.last_session
    if since is None or later is None:
        return filling.day(phase.end, since)
    return isolated(long_date(later.start.after(since) - timedelta(days=1), language))


def _timeline_intro(situation: Situation, filling: Filling, language: str) -> str:
    intro = filling.text(situation.pack.sections["timeline"].intro or "")
    return f"{counted_from(situation, language)} {intro}".strip()


def counted_from(situation: Situation, language: str) -> str:
    """Say which day all dates are counted from, and that they hold only if they do."""
    labels, since = situation.pack.labels, situation.last_session
    plan = situation.consultation.plan
    several = plan.has_several_sessions
    if since is None:
        return labels["timeline-last-undated" if several else "timeline-undated"]
    if situation.mode is DateMode.IF_GO_AHEAD and situation.next_day is not None:
        first = situation.next_day
        key = "timeline-if-last" if several else "timeline-if"
        return fill(labels[key], day=long_date(first, language), last=long_date(since, language))
    key = "timeline-last" if several else "timeline-dated"
    counted = fill(labels[key], day=long_date(since, language))
    # Nobody said how many sessions there are: with another one the year begins anew.
    return (
        f"{counted} {labels['timeline-more-sessions']}"
        if plan.sessions_planned is None
        else counted
    )


def _reviews(situation: Situation, filling: Filling, language: str) -> Iterable[Row]:
    """Give the agreed reviews; of those that nobody agreed, say which day to ask for."""
    labels = situation.pack.labels
    agreed = agreed_reviews(situation)
    for number, visit in enumerate(agreed, start=1):
        name = fill(labels["review-number"], number=str(number))
        at = f", {clock_time(visit.at, language)}" if visit.at else ""
        yield Row(name=name, value=isolated(long_date(visit.day, language) + at))
    if agreed:
        return
    windows = {window.review.title: window for window in review_windows(situation)}
    for review in situation.selection.of(situation.pack.reviews).values():
        window = windows.get(review.title)
        if window is None and situation.last_session is not None:
            continue  # its time is over
        if window is None:
            when = filling.day(review.after, None)
            asked = fill(labels["review-ask-about"], when=when)
        else:
            when = span_words(window.first, window.last, labels, language)
            asked = fill(labels["review-ask-in"], when=when)
            if window.no_open_day:
                asked = f"{asked} {labels['no-open-day']}"
        yield Row(name=filling.text(review.title), value=f"{asked} {filling.text(review.what)}")


def reviews_without_open_day(situation: Situation) -> tuple[str, ...]:
    """Give the names of the reviews for which the clinic is closed on every day that fits."""
    return tuple(w.review.title for w in review_windows(situation) if w.no_open_day)


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
    labels = situation.pack.labels
    several = situation.consultation.plan.has_several_sessions
    first = (0.0, labels["last-session" if several else "treatment-day"], Offset.parse("0d"))
    return (
        first,
        *((_share(review.after, situation), review.title, review.after) for review in reviews),
    )


def at_share(share: float) -> float:
    """Give where along the bar's width a share of its year lies, from 0 to 1."""
    return (_BAR_INSET + share * (_BAR - 2 * _BAR_INSET)) / _BAR


def _share(offset: Offset, situation: Situation) -> float:
    anchor = situation.last_session or date(2001, 1, 1)
    length = (_YEAR.after(anchor) - anchor).days
    return min(1.0, max(0.0, (offset.after(anchor) - anchor).days / length))


def _bar_alt(
    cards: Iterable[PhaseCard], situation: Situation, filling: Filling, language: str
) -> str:
    """Say which parts the bar has and what is marked on it, with the days that the guide has."""
    pack = situation.pack
    parts = (f"{card.title}, {card.days}" for card in cards)
    marks = (
        f"{title}, {day}" if day else title
        for (_, title, _), day in zip(
            year_marks(situation), _days_of_marks(situation, filling, language), strict=True
        )
    )
    return described(
        "timeline",
        pack,
        in_a_row("bar-parts-alt", "parts", parts, pack),
        in_a_row("bar-marks-alt", "marks", marks, pack),
    )


def _days_of_marks(situation: Situation, filling: Filling, language: str) -> Iterable[str]:
    """Give the day of each mark; none for a review where other days were agreed."""
    since, agreed = situation.last_session, agreed_reviews(situation)
    yield isolated(long_date(since, language)) if since else ""
    windows = {window.review.title: window for window in review_windows(situation)}
    reviews = situation.selection.of(situation.pack.reviews).values()
    for number, review in enumerate(reviews):
        window = windows.get(review.title)
        if len(agreed) == len(reviews):
            yield isolated(long_date(agreed[number].day, language))
        elif agreed:
            yield ""
        elif window is not None:
            labels = situation.pack.labels
            yield span_words(window.first, window.last, labels, language, longer="date-span")
        else:
            yield filling.day(review.after, since)


def _bar(situation: Situation, illustrator: Illustrator, *, alt: str) -> PlacedFigure:
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
