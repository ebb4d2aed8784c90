"""Decide what to expect and when: phases, and the reviews between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from clinic_aid.content.care import Phase
from clinic_aid.content.dates import clock_time, long_date, span_ends
from clinic_aid.content.filling import Filling, capitalised, fill, isolated
from clinic_aid.domain.day_count import Offset
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.handout.appointments import agreed_reviews, review_windows
from clinic_aid.handout.course import course_figure, looks_of
from clinic_aid.handout.day_words import in_year, rail_lines, span_words
from clinic_aid.handout.parts import PlacedFigure, Row
from clinic_aid.handout.pictures import described, in_a_row
from clinic_aid.handout.situation import DateMode, Situation

_YEAR = Offset.parse("12m")
# The timeline figure, in its own units: its width, and how far its ends lie inside it.
_BAR, _BAR_INSET = 1000, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Some days in words, and in lines for a narrow column, with the year where it stands apart."""

    words: str
    lines: tuple[str, ...]
    year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """A review: its day, or the days among which to ask for one."""

    title: str
    dates: Dates
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseCard:
    """One phase: its days, what may happen, and "or no change", with the reviews at its end.

    `look` is its look in the figure, and beside its words.
    """

    tone: str
    look: str
    title: str
    dates: Dates
    what: str
    or_no_change: str
    sure: str
    reviews: tuple[ReviewCard, ...]

    @property
    def days(self) -> str:
        """Give its days in words."""
        return self.dates.words


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """What to expect and when, with the reviews; `looks` are the pictures of the phases."""

    title: str
    intro: str
    figure: PlacedFigure
    phases: tuple[PhaseCard, ...]
    reviews_title: str
    to_do: str
    looks: Mapping[str, PlacedFigure]

    @property
    def reviews(self) -> tuple[Row, ...]:
        """Give the reviews in order, each with its days and what is done."""
        return tuple(
            Row(name=review.title, value=f"{review.dates.words}. {review.what}".removesuffix(". "))
            for phase in self.phases
            for review in phase.reviews
        )


def timeline_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> TimelinePage | None:
    """Give phases and reviews with dates; a patient who decided "no" gets none."""
    if not situation.has_timeline:
        return None
    pack, labels = situation.pack, situation.pack.labels
    section = pack.sections["timeline"]
    intro = _timeline_intro(situation, filling, language)
    cards = tuple(_cards(situation, filling, language))
    return TimelinePage(
        title=filling.text(section.title),
        intro=intro,
        figure=course_figure(situation, illustrator, alt=_alt("course", cards, situation)),
        phases=cards,
        reviews_title=labels["reviews"],
        to_do=labels["course-to-do"],
        looks={
            card.look: PlacedFigure.of(
                illustrator.draw("course-tone", tone=card.look), alt="", caption=None, words={}
            )
            for card in cards
        },
    )


def _cards(situation: Situation, filling: Filling, language: str) -> Iterator[PhaseCard]:
    pack, labels, since = situation.pack, situation.pack.labels, situation.last_session
    phases = list(situation.selection.of(pack.phases).values())
    looks = looks_of(phases)
    reviews = list(_reviews(situation, filling, language))
    for number, (phase, later) in enumerate(zip_longest(phases, phases[1:])):
        ended = [card for at, card in reviews if _comes_after(at, phases, since) == number]
        yield PhaseCard(
            tone=phase.tone,
            look=looks[number],
            title=filling.text(phase.title),
            dates=_dates_of(phase, later, situation, filling, language),
            what=filling.text(phase.what),
            or_no_change=filling.text(phase.or_no_change),
            sure=fill(
                labels["how-sure"],
                certainty=pack.wording.certainty[phase.certainty].word,
            ),
            reviews=tuple(ended),
        )


def _comes_after(at: date | Offset, phases: Sequence[Phase], since: date | None) -> int:
    """Give the number of the phase after which a review stands: the last that began before it."""
    began = [
        number
        for number, phase in enumerate(phases)
        if (
            phase.start.rough_days < at.rough_days
            if isinstance(at, Offset)
            else since is not None and phase.start.after(since) < at
        )
    ]
    if since is None and isinstance(at, date):
        return len(phases) - 1
    return began[-1] if began else 0


def _dates_of(
    phase: Phase, later: Phase | None, situation: Situation, filling: Filling, language: str
) -> Dates:
    """Give the days of a phase, up to the day before the next one; it heals after each session."""
    since, labels = situation.last_session, situation.pack.labels
    if since is None:
        first, last = (filling.day_in_words(each) for each in (phase.start, phase.end))
        words = capitalised(labels["date-span"].format(first=first, last=last))
        return Dates(words=words, lines=(words,), year="")
    sessions = situation.anchors.sessions
    if phase.tone == "heal" and later and len(sessions) > 1:
        return _healing(phase, later, sessions, labels, language)
    end = later.start.after(since) - timedelta(days=1) if later else phase.end.after(since)
    return _span(phase.start.after(since), end, labels, language)


def _healing(
    phase: Phase,
    later: Phase,
    sessions: Iterable[date],
    labels: Mapping[str, str],
    language: str,
) -> Dates:
    """Give the days on which the skin heals after each session, without their weekdays."""
    spans = []
    for day in sessions:
        last = later.start.after(day) - timedelta(days=1)
        ends = span_ends(phase.start.after(day), last, language, weekdays=False)
        spans.append(isolated(labels["date-span"].format(first=ends[0], last=ends[1])))
    lines = (*(f"{span}," for span in spans[:-1]), spans[-1])
    return Dates(words=" ".join(lines), lines=lines, year="")


def _span(first: date, last: date, labels: Mapping[str, str], language: str) -> Dates:
    """Give a span of days; the year of both is said once, after them, and two with their dates."""
    words = span_words(first, last, labels, language, longer="date-span")
    year = first.year if first.year == last.year else None
    return Dates(words=words, lines=rail_lines(in_year(words, year)), year=str(year or ""))


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


def _reviews(
    situation: Situation, filling: Filling, language: str
) -> Iterator[tuple[date | Offset, ReviewCard]]:
    """Give the agreed reviews; of those that nobody agreed, say which day to ask for."""
    labels = situation.pack.labels
    agreed = agreed_reviews(situation)
    for number, visit in enumerate(agreed, start=1):
        title = fill(labels["review-number"], number=str(number))
        if visit.at:
            title = fill(labels["visit-at"], visit=title, time=clock_time(visit.at, language))
        dates = _span(visit.day, visit.day, labels, language)
        yield visit.day, ReviewCard(title=title, dates=dates, what="")
    if agreed:
        return
    windows = {window.review.title: window for window in review_windows(situation)}
    for review in situation.selection.of(situation.pack.reviews).values():
        window = windows.get(review.title)
        if window is None and situation.last_session is not None:
            continue  # its time is over
        title, what = filling.text(review.title), filling.text(review.what)
        asked = labels["no-open-day" if window and window.no_open_day else "review-ask"]
        if window is None:
            at: date | Offset = review.after
            words = capitalised(filling.day_in_words(review.after))
            dates = Dates(words=words, lines=(words,), year="")
        else:
            at, dates = window.first, _span(window.first, window.last, labels, language)
        yield at, ReviewCard(title=title, dates=dates, what=f"{what} {asked}")


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


def year_alt(situation: Situation, page: TimelinePage) -> str:
    """Say which parts the bar of the year has and what is marked on it."""
    return _alt("timeline", page.phases, situation)


def _alt(figure: str, cards: Iterable[PhaseCard], situation: Situation) -> str:
    """Say which parts a bar has and what is marked on it, with the days that the guide has."""
    pack, cards = situation.pack, tuple(cards)
    parts = (f"{card.title}, {card.dates.words}" for card in cards)
    marks = [f"{review.title}, {review.dates.words}" for card in cards for review in card.reviews]
    return described(
        figure,
        pack,
        in_a_row("bar-parts-alt", "parts", parts, pack),
        *([in_a_row("bar-marks-alt", "marks", marks, pack)] if marks else []),
    )
