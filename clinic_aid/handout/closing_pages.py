"""Decide the clinic's answers, the patient's words, and where the guide comes from."""

from collections.abc import Iterable, Mapping

from clinic_aid.content.dates import month_date
from clinic_aid.content.evidence import Source
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.domain.consultation import Consultation
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.evidence_pages import References
from clinic_aid.handout.links import shown_address
from clinic_aid.handout.model import AboutPage, AnswersPage, WordsPage
from clinic_aid.handout.parts import PlacedFigure, Row
from clinic_aid.handout.pictures import described
from clinic_aid.handout.plan_rows import cleared_words
from clinic_aid.handout.situation import DateMode, Situation

# What is asked at home; the back of a leaf has room for more.
_WRITING_LINES = 3


def answers_page(situation: Situation, filling: Filling, *, with_money: bool = True) -> AnswersPage:
    """Give the clinic's written answers; what it left blank is said to be blank.

    Prices, and answers about money, are left out where not `with_money`.
    """
    pack, labels, clinic = situation.pack, situation.pack.labels, situation.clinic
    blank = filling.text(labels["blank-answer"])
    section = pack.sections["clinic-answers"]
    with_money = with_money and situation.has_cost
    answers = _prices(situation) if with_money else []
    told_here = clinic.answers_for(situation.consultation.plan.product)
    for key, question in situation.selection.of(pack.clinic_questions).items():
        if question.about_money and not with_money:
            continue
        told = told_here.get(key)
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
        )
        if not situation.under_age and situation.mode is not DateMode.DECLINED
        else (),
    )


def _prices(situation: Situation) -> list[Row]:
    """Give what the clinic says of this product's price beyond the full cost on page 1."""
    plan = situation.consultation.plan
    price = situation.clinic.price_for(plan.product, plan.sessions_planned)
    if price is None:
        return []
    labels = situation.pack.labels
    told = (("price-repeats", price.repeats), ("price-if-it-fails", price.if_it_fails))
    return [Row(name=labels[key], value=isolated(text)) for key, text in told if text]


def words_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> WordsPage:
    """Give what the patient said and what was seen together, and room to write."""
    pack, labels, consultation = situation.pack, situation.pack.labels, situation.consultation
    section = pack.sections["your-words"]
    not_answered = labels["not-answered"]
    return WordsPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        seen_title=labels["seen-together"],
        seen=tuple(_seen(situation)),
        maps=tuple(_maps(situation, illustrator)),
        told_title=labels["you-told-us"],
        told=tuple(_told(situation, filling, language)),
        told_rest=_told_rest(consultation, labels),
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
            # Words that were taken back leave dots in the list, and nothing to print.
            if asked.answer or asked.question.strip("\u2026 ")
        ),
        teach_back_title=labels["in-your-words"],
        teach_back=tuple(_said_back(situation)),
        support_title=labels["where-to-turn"],
        support=tuple(
            filling.text(point.text) for point in situation.selection.of(pack.support).values()
        ),
        lines_title=labels["room-to-write"],
        lines=tuple(range(_WRITING_LINES)),
    )


def _seen(situation: Situation) -> Iterable[Row]:
    labels, finding = situation.pack.labels, situation.consultation.finding
    for key, value in (("row-pattern", finding.pattern), ("row-since", finding.since)):
        if value:
            yield Row(name=labels[key], value=isolated(value))


def _maps(situation: Situation, illustrator: Illustrator) -> Iterable[PlacedFigure]:
    """Draw the views with lines of their own; the view from above stands on page 1."""
    pack, finding = situation.pack, situation.consultation.finding
    for view in ("front", "back", "left", "right"):
        lines = [[list(p) for p in s.points] for s in finding.strokes if s.view == view]
        if lines:
            figure = illustrator.draw(
                "scalp-map", view=view, areas=list(finding.areas), strokes=lines, seats=False
            )
            caption = pack.labels[f"view-{view}"]
            alt = described("scalp-map", pack, f"{caption}.", pack.labels["lines-alt"])
            yield PlacedFigure.of(figure, alt=alt, caption=caption, words={})


def _told(situation: Situation, filling: Filling, language: str) -> Iterable[Row]:
    """Give each check that was not answered with a plain no, and what such an answer means."""
    pack, labels = situation.pack, situation.pack.labels
    for key, answer in situation.consultation.checks.items():
        if answer.answer == "no":
            continue
        check = pack.checks[key]
        said = f"{labels[f'told-{answer.answer}']} {filling.text(check.meaning)}"
        if cleared := cleared_words(key, situation, language):
            said = f"{said} {cleared}"
        elif answer.cleared_by:
            said = f"{said} {fill(labels['told-not-confirmed'], who=answer.cleared_by)}"
        yield Row(name=filling.text(check.question), value=said)


def _told_rest(consultation: Consultation, labels: Mapping[str, str]) -> str | None:
    """Say how many questions and warning signs were answered with a plain no."""
    asked = [answer.answer for answer in consultation.checks.values()]
    count = [*asked, *consultation.red_flags.values()].count("no")
    return fill(labels["told-no"], count=str(count)) if count else None


def _said_back(situation: Situation) -> Iterable[Row]:
    pack = situation.pack
    outcomes = {"explain-again": "explain-again", "clear": "said-back-clear"}
    for said in situation.consultation.teach_back:
        words = isolated(said.words) if said.words else ""
        outcome = pack.labels[outcomes[said.outcome]] if said.outcome else ""
        # What is clear shows in the words, where there are words.
        told = words if words and said.outcome == "clear" else f"{words} {outcome}".strip()
        if told:
            yield Row(name=pack.topics[said.topic].headline, value=told)


def about_page(
    situation: Situation, filling: Filling, language: str, references: References
) -> AboutPage:
    """Give version, dates, authors and the numbered sources; page 1 has the disclosure."""
    pack, labels = situation.pack, situation.pack.labels
    identity = pack.pack
    signed_off = (
        fill(labels["reviewed-on"], day=month_date(identity.reviewed_on, language))
        if identity.reviewed_on and identity.sign_off.is_signed
        else filling.text(identity.not_reviewed)
    )
    authors = "; ".join(f"{person.name}, {person.role}" for person in identity.authors)
    overdue = identity.sign_off.is_overdue(situation.consultation.consultation_date)
    section = pack.sections["about"]
    return AboutPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        rows=(
            Row(name=labels["about-tell-us"], value=_whom_to_tell(situation)),
            Row(name=labels["about-funding"], value=filling.text(identity.funding)),
            Row(name=labels["about-authors"], value=isolated(authors)),
            Row(
                name=labels["about-reviewed"],
                value=signed_off,
                open=not identity.sign_off.is_signed,
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
        sources=tuple(_source(pack.sources[key]) for key in references.order),
    )


def _source(source: Source) -> str:
    address = isolated(shown_address(source.address)) if source.address else ""
    return f"{source.citation} {address}".strip()


def _whom_to_tell(situation: Situation) -> str:
    """Ask for what is wrong here, or needed in another form; the clinic's address is the answer."""
    clinic = situation.clinic
    ways = " · ".join(isolated(way) for way in (clinic.email, clinic.phone) if way)
    return f"{situation.pack.labels['tell-us-line']} {ways}".strip()
