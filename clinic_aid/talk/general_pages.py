"""What the screens say to anybody: approval, options, claims, answers, and when to call."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from clinic_aid.content.dates import month_date
from clinic_aid.content.evidence import Option
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.handout.answers_page import clinic_answers
from clinic_aid.handout.approval_page import licence_of
from clinic_aid.handout.approvals import approval_for
from clinic_aid.handout.care_pages import Contacts, country_name, two_am_page
from clinic_aid.handout.options_page import option_rows
from clinic_aid.handout.parts import Row
from clinic_aid.handout.plan_rows import cost_of
from clinic_aid.handout.situation import Situation
from clinic_aid.talk.measured import measured
from clinic_aid.talk.model import Choice, General, Measured
from clinic_aid.talk.pictures import Pictures, nothing_first
from clinic_aid.talk.wording import citations, sureness


def general_of(
    situation: Situation,
    filling: Filling,
    pictures: Pictures,
    *,
    language: str,
    contacts: Contacts,
    with_money: bool,
) -> General:
    """Give what applies to this patient, or may apply to anybody while no product is chosen."""
    pack, labels, selection = situation.pack, situation.pack.labels, situation.selection
    country = situation.clinic.country
    approval, claims = approval_for(situation), selection.of(situation.pack.claims).values()
    return General(
        not_approved=filling.text(approval.statement),
        country=isolated(country_name(country, language)) if country else None,
        approval=tuple(filling.text(text) for text in (*approval.more, labels["ask-licence"])),
        # Without the numbers of the guide's list of sources, which no screen shows.
        approval_checked=fill(
            labels["approval-checked-no-source"], day=month_date(approval.checked_on, language)
        ),
        approval_sources=citations(approval.sources, pack),
        licence=licence_of(situation, filling),
        unknowns=tuple(filling.text(item.text) for item in selection.of(pack.unknowns).values()),
        claims=tuple((filling.text(claim.read), filling.text(claim.know)) for claim in claims),
        claim_sources=tuple(citations(claim.sources, pack) for claim in claims),
        not_comparable=filling.text(labels["not-comparable"]),
        side_by_side=tuple(_options(situation, filling, pictures, with_money=with_money)),
        option_findings=tuple(_of_options(situation, filling, pictures)),
        answers=clinic_answers(situation, filling, with_money=with_money),
        record=tuple(
            filling.text(point.text) for point in selection.of(pack.consent_record).values()
        ),
        two_am=two_am_page(situation, filling, contacts),
    )


def _options(
    situation: Situation, filling: Filling, pictures: Pictures, *, with_money: bool
) -> Iterable[Choice]:
    """Give every option with what is said of each, doing nothing first, this treatment next."""
    pack = situation.pack
    cost = cost_of(situation) if with_money and situation.has_cost else None
    for key in nothing_first(situation):
        option = pack.options[key]
        sure = sureness(option.certainty, pack)
        yield Choice(
            key=key,
            name=option.name,
            what=(),
            rows=tuple(
                _rows(
                    option,
                    filling,
                    pack.labels,
                    sure=sure.word,
                    cost=cost if option.role == "this" else None,
                )
            ),
            illustration=pictures.of("option-icon", {"option": key}, caption=False),
            sure=sure,
            sources=citations(option.sources, pack),
        )


def _rows(
    option: Option, filling: Filling, labels: Mapping[str, str], *, sure: str, cost: str | None
) -> Iterable[Row]:
    """Give what is said of an option, with its cost where it is told.

    Its warning stands with its risks: a screen has no foot for it.
    """
    for row in option_rows(option, filling, labels, sure=sure):
        if option.warning is not None and row.name == labels["option-risks"]:
            yield replace(row, value=f"{row.value} {filling.text(option.warning)}")
        elif cost and row.name == labels["option-cost"]:
            yield replace(row, value=cost)
        else:
            yield row


def _of_options(
    situation: Situation, filling: Filling, pictures: Pictures
) -> Iterable[tuple[str, Measured]]:
    pack, applying = situation.pack, situation.selection.of(situation.pack.estimates)
    for option in situation.selection.of(pack.options).values():
        named = {key: applying[key] for key in option.estimates if key in applying}
        for found in measured(named, pack, filling, pictures):
            yield option.name, found
