"""Decide the rows of page 1: what was agreed, what was done, who treats and what it costs."""

import re
from collections.abc import Iterable
from datetime import date

from clinic_aid.content.dates import long_date
from clinic_aid.content.filling import Filling, fill, isolated, without_terms
from clinic_aid.handout.parts import Row
from clinic_aid.handout.situation import DateMode, Situation


def _row(labels_name: str, value: str | None, open_text: str) -> Row:
    return Row(name=labels_name, value=value or open_text, open=value is None)


def plan_rows(situation: Situation, filling: Filling, language: str) -> Iterable[Row]:
    """Give what was agreed, row by row; of a treatment that is refused, what was done of it."""
    if situation.mode is DateMode.DECLINED:
        yield from done_rows(situation, language)
        return
    labels = situation.pack.labels
    yield from _treatment(situation, filling)
    yield from done_rows(situation, language)
    if situation.mode is not DateMode.STOPPED:
        yield from _sessions(situation)
    else:
        yield Row(name=labels["row-treatment-day"], value=labels["cannot-be-planned"], open=True)
    for key in situation.stops.cleared:
        question = without_terms(situation.pack.checks[key].short)
        cleared = cleared_words(key, situation, language) or ""
        yield Row(name=fill(labels["row-cleared"], question=question), value=cleared)
    yield from _rest(situation)


def _treatment(situation: Situation, filling: Filling) -> Iterable[Row]:
    """Give what is given, what it is made of, and how it is taken and given."""
    pack, labels, plan = situation.pack, situation.pack.labels, situation.consultation.plan
    product, case = pack.products[plan.product], situation.selection.case
    not_agreed = labels["not-yet-agreed"]

    def row(key: str, value: str | None) -> Row:
        return _row(labels[key], value, not_agreed)

    yield row("row-product", product.name)
    for aspect, values in (
        ("preparation", product.preparations),
        ("kind", product.kinds),
        ("origin", product.origins),
    ):
        if len(values) > 1:
            known = case.known(aspect)
            yield row(f"row-{aspect}", labels[f"{aspect}-{known}"] if known else None)
    sampling = case.known("sampling")
    if sampling in {None, "none"}:  # a known sampling says it already
        yield row("row-comes-from", filling.text(product.comes_from))
    if sampling != "none":
        taken = pack.samplings[sampling].name if sampling else None
        yield row("row-sampling", taken)
        grown = "grown" in case.possible["preparation"]
        if plan.sampling_date is None and grown and not situation.sample_was_taken:
            yield row("row-sampling-day", None)
    delivery = case.known("delivery")
    yield row("row-delivery", pack.deliveries[delivery].name if delivery else None)


def _rest(situation: Situation) -> Iterable[Row]:
    """Give who treats and the cost."""
    labels = situation.pack.labels
    sedation = situation.selection.case.known("sedation")
    if situation.selection.case.known("skin") != "closed":
        told = labels[f"sedation-{sedation}"] if sedation else None
        yield _row(labels["row-sedation"], told, labels["not-yet-agreed"])
    who = situation.clinic.who_treats
    yield _row(
        labels["row-who"], _explained(who, situation) if who else None, labels["not-yet-agreed"]
    )
    if situation.has_cost:
        yield _cost_row(situation)


def _explained(who: str, situation: Situation) -> str:
    """Say what a trade in the clinic's own words is, if the glossary knows it."""
    pack = situation.pack
    for term in pack.glossary.values():
        if any(form in re.findall(r"\w+", who.lower()) for form in term.forms):
            return fill(pack.labels["who-means"], who=who, meaning=term.meaning)
    return isolated(who)


def done_rows(situation: Situation, language: str) -> Iterable[Row]:
    """Say what was done already, and on which day as far as it is known."""
    labels, done = situation.pack.labels, situation.done

    def when(day: date | None) -> str:
        return isolated(long_date(day, language)) if day else labels["day-not-noted"]

    if done.sample:
        yield Row(name=labels["row-sample-done"], value=when(done.sample_day))
    for number in range(done.sessions):
        day = done.session_days[number] if number < len(done.session_days) else None
        name = fill(labels["row-session-done"], number=str(number + 1))
        yield Row(name=name, value=when(day))


def _sessions(situation: Situation) -> Iterable[Row]:
    """Say that no day is agreed, where it is so, and how many sessions there are."""
    labels, plan = situation.pack.labels, situation.consultation.plan
    not_agreed, days = labels["not-yet-agreed"], situation.anchors.sessions
    if situation.next_day is None and not situation.done.sessions:
        yield _row(labels["row-treatment-day"], None, not_agreed)
    count = plan.sessions_planned
    if count is None:
        yield _row(labels["row-sessions"], None, not_agreed)
    elif count > max(len(days), situation.done.sessions, 1):
        open_dates = fill(labels["sessions-open"], number=str(count))
        yield Row(name=labels["row-sessions"], value=open_dates, open=True)
    elif count == 1 and situation.next_day is None:
        yield Row(name=labels["row-sessions"], value=labels["one-session"])


def cost_of(situation: Situation) -> str | None:
    """Give the cost of this plan, or the clinic's price for just so many sessions; else None.

    A price that was told without a number of sessions says that this must be asked.
    """
    plan, labels = situation.consultation.plan, situation.pack.labels
    if plan.full_cost:
        return isolated(plan.full_cost)
    price = situation.clinic.price_for(plan.product, plan.sessions_planned)
    if price is None or not price.full_cost:
        return None
    told = isolated(price.full_cost)
    return told if price.sessions is not None else f"{told} ({labels['cost-ask-sessions']})"


def _cost_row(situation: Situation) -> Row:
    plan, labels = situation.consultation.plan, situation.pack.labels
    not_agreed = labels["cost-not-agreed"]
    if situation.clinic.prices_of(plan.product) and plan.has_several_sessions:
        not_agreed = fill(labels["cost-not-agreed-for"], number=str(plan.sessions_planned))
    return _row(labels["row-cost"], cost_of(situation), not_agreed)


def cleared_words(key: str, situation: Situation, language: str) -> str | None:
    """Say who cleared a check, on which day and how it was seen; None while nobody did."""
    labels, answer = situation.pack.labels, situation.consultation.checks[key]
    if answer.answer == "no" or not answer.is_cleared:
        return None
    assert answer.cleared_on is not None
    return fill(
        labels[f"cleared-{answer.cleared_how}"],
        who=answer.cleared_by or "",
        day=long_date(answer.cleared_on, language),
    )
