"""Where the treatment stands with the regulator of the clinic's country."""

from clinic_aid.content.evidence import Approval
from clinic_aid.handout.situation import Situation


def approval_for(situation: Situation) -> Approval:
    """Give where the treatment stands in the clinic's country, else in any other country."""
    country = situation.clinic.country
    for approval in situation.pack.approvals.values():
        if country in approval.countries:
            return approval
    return situation.pack.approvals["other"]
