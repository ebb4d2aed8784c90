"""Decide the clinic's answers, and where the guide comes from."""

from clinic_aid.content.dates import month_date
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.handout.evidence_pages import References
from clinic_aid.handout.model import AboutPage, AnswersPage
from clinic_aid.handout.parts import Row
from clinic_aid.handout.situation import DateMode, Situation


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
        sources=tuple(
            # Whoever types an address leaves out what every one of them begins with.
            f"{pack.sources[key].citation} {pack.sources[key].address or ''}".strip().replace(
                "https://", ""
            )
            for key in references.order
        ),
    )


def _whom_to_tell(situation: Situation) -> str:
    """Ask for what is wrong here, or needed in another form; the clinic's address is the answer."""
    clinic = situation.clinic
    ways = " · ".join(isolated(way) for way in (clinic.email, clinic.phone) if way)
    return f"{situation.pack.labels['tell-us-line']} {ways}".strip()
