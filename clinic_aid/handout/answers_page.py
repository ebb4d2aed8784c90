"""Decide the page of the clinic's written answers; what it left blank is said to be blank."""

from dataclasses import dataclass

from clinic_aid.content.filling import Filling, isolated
from clinic_aid.handout.parts import Row
from clinic_aid.handout.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage:
    """What the clinic answered, and in one list what it did not."""

    title: str
    intro: str
    clinic: str
    answers: tuple[Row, ...]
    open_title: str
    open: tuple[str, ...]


def answers_page(situation: Situation, filling: Filling) -> AnswersPage:
    """Give the clinic's answers in the order of the questions."""
    pack, labels, clinic = situation.pack, situation.pack.labels, situation.clinic
    section = pack.sections["clinic-answers"]
    rows = clinic_answers(situation, filling)
    facts = (clinic.name, clinic.address, clinic.email, clinic.website)
    return AnswersPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        clinic=" · ".join(isolated(fact) for fact in facts if fact),
        answers=tuple(row for row in rows if not row.open),
        open_title=labels["answers-open"],
        open=tuple(row.name for row in rows if row.open),
    )


def clinic_answers(
    situation: Situation, filling: Filling, *, with_money: bool = True
) -> tuple[Row, ...]:
    """Give each question with the clinic's answer; one without is open.

    Prices, and answers about money, are left out where not `with_money`.
    """
    pack, clinic = situation.pack, situation.clinic
    blank = filling.text(pack.labels["blank-answer"])
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
    return tuple(answers)


def _prices(situation: Situation) -> list[Row]:
    """Give what the clinic says of this product's price beyond the full cost on page 1."""
    plan = situation.consultation.plan
    price = situation.clinic.price_for(plan.product, plan.sessions_planned)
    if price is None:
        return []
    labels = situation.pack.labels
    told = (("price-repeats", price.repeats), ("price-if-it-fails", price.if_it_fails))
    return [Row(name=labels[key], value=isolated(text)) for key, text in told if text]
