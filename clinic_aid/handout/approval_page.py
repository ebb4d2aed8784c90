"""Decide what the facts say of approval and licence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from clinic_aid.content.dates import month_date
from clinic_aid.content.evidence import Approval
from clinic_aid.content.filling import Filling, fill
from clinic_aid.handout.approvals import approval_for
from clinic_aid.handout.references import References
from clinic_aid.handout.situation import Situation

# The talk has them all; the first ones matter most.
_MOST_RULES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalSection:
    """Where the treatment stands with the authority, and the licence."""

    title: str
    statement: str
    more: tuple[str, ...]
    checked: str
    licence: str


def approval_page(
    situation: Situation, filling: Filling, language: str, references: References
) -> ApprovalSection:
    """Give the approval in the clinic's country."""
    pack, labels = situation.pack, situation.pack.labels
    approval = approval_for(situation)
    return ApprovalSection(
        title=filling.text(pack.sections["approval"].title),
        statement=filling.text(approval.statement),
        more=tuple(filling.text(text) for text in approval.more[:_MOST_RULES]),
        checked=_checked(approval, labels, references, language),
        licence=licence_of(situation, filling),
    )


def _checked(
    approval: Approval, labels: Mapping[str, str], references: References, language: str
) -> str:
    day = month_date(approval.checked_on, language)
    if not approval.sources:
        return fill(labels["approval-checked-no-source"], day=day)
    numbers = references.mark(approval.sources)
    return fill(labels["approval-checked"], day=day, numbers=numbers)


def licence_of(situation: Situation, filling: Filling) -> str:
    """Say which licence the clinic named, or that it named none."""
    labels, licence = situation.pack.labels, situation.clinic.licence
    if licence is None:
        return filling.text(labels["blank-licence"])
    return fill(labels["licence-told"], licence=licence)
