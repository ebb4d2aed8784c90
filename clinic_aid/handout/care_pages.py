"""Decide the timeline, the 2 a.m. page, the clinic's answers, the patient's words, the sources."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from babel import Locale

from clinic_aid.content.care import Review
from clinic_aid.content.dates import clock_time, long_date, month_date
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.day_count import Offset
from clinic_aid.domain.schedule import first_open_day
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.calendar_page import capitalised
from clinic_aid.handout.evidence_pages import References
from clinic_aid.handout.model import (
    AboutPage,
    AnswersPage,
    Contacts,
    LabelPlace,
    PhaseCard,
    PlacedFigure,
    Row,
    SignList,
    TimelinePage,
    TwoAmPage,
    WordsPage,
)
from clinic_aid.handout.situation import DateMode, Situation

# A page holds about so many lines to write on; what the patient said takes its share of them.
_MOST_LINES, _FEWEST_LINES = 19, 5
_YEAR = Offset.parse("12m")
# The timeline figure, in its own units: its width, and how far its ends lie inside it.
_BAR, _BAR_INSET = 1000, 24
_UNDER = 150.0  # per cent of the figure's height: just below it


def contacts_of(situation: Situation, language: str) -> Contacts:
    """Give whom to call; the emergency number comes from the sourced table by country."""
    clinic, pack = situation.clinic, situation.pack
    emergency = pack.emergency_numbers.get(clinic.country) if clinic.country else None
    territory = Locale.parse(language).territories.get(clinic.country) if clinic.country else None
    joined = fill_or(pack.labels["or"], emergency.numbers) if emergency else None
    return Contacts(
        clinic_name=clinic.name and isolated(clinic.name),
        phone=clinic.phone and isolated(clinic.phone),
        out_of_hours=clinic.out_of_hours and isolated(clinic.out_of_hours),
        emergency_numbers=joined,
        emergency_country=territory and isolated(territory),
    )


def fill_or(word: str, parts: tuple[str, ...]) -> str:
    """Join numbers with the language's "or"."""
    return f" {word} ".join(isolated(part) for part in parts)


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
    labels, day = situation.pack.labels, situation.treatment_day
    intro = filling.text(situation.pack.sections["timeline"].intro or "")
    if day is None:
        return f"{labels['timeline-undated']} {intro}".strip()
    key = "timeline-if" if situation.mode is DateMode.IF_GO_AHEAD else "timeline-dated"
    return f"{fill(labels[key], day=long_date(day, language))} {intro}".strip()


def _reviews(
    situation: Situation, filling: Filling, language: str, day: date | None
) -> Iterable[Row]:
    """Give the agreed reviews, else those of the pack; a visit moves past closed days."""
    labels, agreed = situation.pack.labels, situation.consultation.plan.reviews
    if agreed and day is not None:
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


def _bar(situation: Situation, illustrator: Illustrator) -> PlacedFigure | None:
    """Draw the year as a bar, true to scale; with dates to calendar days, else to counted days."""
    pack, anchor = situation.pack, situation.treatment_day or date(2001, 1, 1)
    length = (_YEAR.after(anchor) - anchor).days

    def share(offset: Offset) -> float:
        return min(1.0, max(0.0, (offset.after(anchor) - anchor).days / length))

    phases = [
        {"start": share(phase.start), "end": share(phase.end), "tone": phase.tone}
        for phase in situation.selection.of(pack.phases).values()
    ]
    marks = [share(review.after) for review in situation.selection.of(pack.reviews).values()]
    figure = illustrator.draw("timeline", phases=phases, marks=marks, width=_BAR)
    texts, reviews = pack.figures["timeline"], situation.selection.of(pack.reviews).values()
    words = [(0.0, pack.labels["treatment-day"])]
    words += [(share(review.after), review.title) for review in reviews]
    placed = PlacedFigure.of(figure, alt=texts.alt, caption=None, words={})
    return replace(placed, labels=tuple(_under_bar(at, text) for at, text in words))


def _under_bar(at: float, text: str) -> LabelPlace:
    """Place words under the bar; the first and last keep inside its ends."""
    side: Literal["start", "center", "end"] = (
        "start" if at < 0.05 else "end" if at > 0.95 else "center"
    )
    x = 100 * (_BAR_INSET + at * (_BAR - 2 * _BAR_INSET)) / _BAR
    return LabelPlace(
        x={"start": 0.0, "center": x, "end": 100.0}[side], y=_UNDER, side=side, text=text
    )


def two_am_page(situation: Situation, filling: Filling, contacts: Contacts) -> TwoAmPage:
    """Give the page to read at night."""
    pack, labels = situation.pack, situation.pack.labels
    signs = situation.selection.of(pack.signs).values()
    section = pack.sections["two-am"]
    numbers = {
        "usual": (),
        "same-day": (
            Row(name=labels["clinic-phone"], value=contacts.phone or "", open=not contacts.phone),
            Row(
                name=labels["out-of-hours"],
                value=contacts.out_of_hours or "",
                open=not contacts.out_of_hours,
            ),
        ),
        "emergency": (
            Row(
                name=fill(labels["emergency-in"], country=contacts.emergency_country)
                if contacts.emergency_country
                else labels["emergency-number"],
                value=contacts.emergency_numbers or "",
                open=not contacts.emergency_numbers,
            ),
        ),
    }
    return TwoAmPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        bands=tuple(
            SignList(
                band=band,
                title=labels[f"band-{band}"],
                numbers=numbers[band],
                signs=tuple(filling.text(sign.text) for sign in signs if sign.band == band),
            )
            for band in ("usual", "same-day", "emergency")
        ),
    )


def answers_page(situation: Situation, filling: Filling) -> AnswersPage:
    """Give the clinic's written answers; what it left blank is said to be blank."""
    pack, labels, clinic = situation.pack, situation.pack.labels, situation.clinic
    blank = filling.text(labels["blank-answer"])
    section = pack.sections["clinic-answers"]
    answers = _prices(situation)
    for key, question in situation.selection.of(pack.clinic_questions).items():
        told = clinic.answers.get(key)
        answers.append(
            Row(
                name=filling.text(question.short),
                value=isolated(told) if told else blank,
                open=told is None,
            )
        )
    facts = (clinic.name, clinic.address, clinic.email, clinic.website)
    return AnswersPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        clinic=" · ".join(isolated(fact) for fact in facts if fact),
        answers=tuple(answers),
        record_title=labels["consent-record"],
        record=tuple(
            filling.text(point.text)
            for point in situation.selection.of(pack.consent_record).values()
        ),
    )


def _prices(situation: Situation) -> list[Row]:
    """Give what the clinic says of this product's price beyond the full cost on page 1."""
    price = situation.clinic.prices.get(situation.consultation.plan.product)
    if price is None:
        return []
    labels = situation.pack.labels
    told = (("price-repeats", price.repeats), ("price-if-it-fails", price.if_it_fails))
    return [Row(name=labels[key], value=isolated(text)) for key, text in told if text]


def words_page(situation: Situation, filling: Filling) -> WordsPage:
    """Give what the patient said, and room to write."""
    pack, labels, consultation = situation.pack, situation.pack.labels, situation.consultation
    section = pack.sections["your-words"]
    not_answered = labels["not-answered"]
    return WordsPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        matters_title=labels["what-matters"],
        matters=tuple(
            pack.matters[matter] if matter in pack.matters else isolated(matter)
            for matter in consultation.what_matters
        ),
        questions_title=labels["your-questions"],
        questions=tuple(
            Row(
                name=isolated(asked.question),
                value=isolated(asked.answer) if asked.answer else not_answered,
                open=not asked.answer,
            )
            for asked in consultation.questions
        ),
        teach_back_title=labels["in-your-words"],
        teach_back=tuple(
            Row(name=pack.topics[said.topic].headline, value=isolated(said.words))
            for said in consultation.teach_back
            if said.words
        ),
        lines_title=labels["room-to-write"],
        lines=tuple(range(_writing_lines(consultation))),
    )


def _writing_lines(consultation: Consultation) -> int:
    said = [said for said in consultation.teach_back if said.words]
    used = len(consultation.what_matters) + 2 * len(consultation.questions) + 2 * len(said)
    return max(_FEWEST_LINES, _MOST_LINES - used)


def about_page(
    situation: Situation, filling: Filling, language: str, references: References
) -> AboutPage:
    """Give version, dates, authors, disclosure and the numbered sources."""
    pack, labels = situation.pack, situation.pack.labels
    identity = pack.pack
    signed_off = (
        fill(labels["reviewed-on"], day=month_date(identity.reviewed_on, language))
        if identity.reviewed_on
        else filling.text(identity.not_reviewed)
    )
    authors = "; ".join(f"{person.name}, {person.role}" for person in identity.authors)
    seen = situation.consultation.consultation_date
    overdue = seen is not None and seen > identity.review_due
    section = pack.sections["about"]
    return AboutPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        rows=(
            Row(name=labels["about-disclosure"], value=filling.text(identity.disclosure)),
            Row(name=labels["about-funding"], value=filling.text(identity.funding)),
            Row(name=labels["about-authors"], value=isolated(authors)),
            Row(
                name=labels["about-reviewed"],
                value=signed_off,
                open=identity.reviewed_on is None,
            ),
            Row(
                name=labels["about-version"],
                value=fill(
                    labels["version-line"],
                    version=identity.version,
                    published=month_date(identity.published, language),
                    checked=month_date(identity.facts_checked, language),
                    due=month_date(identity.review_due, language),
                ),
            ),
            Row(name=labels["about-updates"], value=filling.text(identity.update_policy)),
            Row(name=labels["about-evidence"], value=filling.text(identity.evidence_search)),
            Row(name=labels["about-certainty"], value=filling.text(identity.certainty_note)),
        ),
        overdue=fill(labels["review-overdue"], day=month_date(identity.review_due, language))
        if overdue
        else None,
        sources_title=labels["sources"],
        sources=tuple(
            f"{pack.sources[key].citation}"
            + (f" {pack.sources[key].address}" if pack.sources[key].address else "")
            for key in references.order
        ),
    )
