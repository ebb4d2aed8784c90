"""Where the treatment stands with the regulator of the clinic's country."""

from clinic_aid.content.evidence import Approval
from clinic_aid.handout.situation import Situation


def approval_for(situation: Situation) -> Approval:
    """Give where the treatment stands in the clinic's country, or that we do not know it."""
    country, approvals = situation.clinic.country, situation.pack.approvals
    if country is None:
        return approvals["no-country"]
    fitting = (approval for approval in approvals.values() if country in approval.countries)
    return next(fitting, approvals["other"])
