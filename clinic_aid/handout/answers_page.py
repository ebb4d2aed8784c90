"""Decide the page of the clinic's written answers; what it left blank is said to be blank."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clinic_aid.content.filling import Filling, isolated
from clinic_aid.content.model import Subject
from clinic_aid.handout.parts import Row, TextGroup
from clinic_aid.handout.situation import Situation

_SUBJECTS: Final[tuple[Subject, ...]] = ("treatment", "trouble", "terms")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """The answers about one subject."""

    title: str
    answers: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage:
    """What the clinic answered, and apart from it what it did not, both by subject."""

    title: str
    intro: str
    clinic: str
    answers: tuple[AnswerGroup, ...]
    open_title: str
    open: tuple[TextGroup, ...]


def answers_page(situation: Situation, filling: Filling) -> AnswersPage:
    """Give the clinic's answers in the order of the questions."""
    pack, labels, clinic = situation.pack, situation.pack.labels, situation.clinic
    section = pack.sections["clinic-answers"]
    asked = list(_asked(situation, filling, with_money=True))
    facts = (clinic.name, clinic.address, clinic.email, clinic.website)
    return AnswersPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        clinic=" · ".join(isolated(fact) for fact in facts if fact),
        answers=tuple(
            AnswerGroup(title=labels[f"answers-{subject}"], answers=tuple(rows))
            for subject in _SUBJECTS
            if (rows := [row for about, row in asked if about == subject and not row.open])
        ),
        open_title=labels["answers-open"],
        open=tuple(
            TextGroup(title=labels[f"answers-{subject}"], texts=tuple(names))
            for subject in _SUBJECTS
            if (names := [row.name for about, row in asked if about == subject and row.open])
        ),
    )


def clinic_answers(
    situation: Situation, filling: Filling, *, with_money: bool = True
) -> tuple[Row, ...]:
    """Give each question with the clinic's answer; one without is open.

    Prices, and answers about money, are left out where not `with_money`.
    """
    return tuple(row for _, row in _asked(situation, filling, with_money=with_money))


def _asked(
    situation: Situation, filling: Filling, *, with_money: bool
) -> Iterator[tuple[Subject, Row]]:
    """Give each answer with its subject."""
    pack, clinic = situation.pack, situation.clinic
    blank = filling.text(pack.labels["blank-answer"])
    with_money = with_money and situation.has_cost
    if with_money:
        yield from (("terms", row) for row in _prices(situation))
    told_here = clinic.answers_for(situation.consultation.plan.product)
    for key, question in situation.selection.of(pack.clinic_questions).items():
        if question.about_money and not with_money:
            continue
        told = told_here.get(key)
        row = Row(
            name=filling.text(question.short),
            value=isolated(told) if told else blank,
            open=told is None,
        )
        yield question.about, row


def _prices(situation: Situation) -> list[Row]:
    """Give what the clinic says of this product's price beyond the full cost on page 1."""
    plan = situation.consultation.plan
    price = situation.clinic.price_for(plan.product, plan.sessions_planned)
    if price is None:
        return []
    labels = situation.pack.labels
    told = (("price-repeats", price.repeats), ("price-if-it-fails", price.if_it_fails))
    return [Row(name=labels[key], value=isolated(text)) for key, text in told if text]
