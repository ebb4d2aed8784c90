"""Who cleared a health question, on which day and how it was seen, in plain words."""

from collections.abc import Mapping

from clinic_aid.content.dates import long_date
from clinic_aid.desktop.system.translation import translate
from clinic_aid.entry.check_entry import clearing_of


def ways() -> dict[str, str]:
    """Give each way in which it can have been seen, with its words."""
    return {
        "letter": translate("ClearingWords", "Letter seen"),
        "spoken": translate("ClearingWords", "Spoken to"),
        "test": translate("ClearingWords", "Test seen"),
    }


def cleared_words(entry: Mapping[str, object], language: str) -> str:
    """Say by whom, when and how a check was cleared; nothing while it is not."""
    if (cleared := clearing_of(entry)) is None:
        return ""
    who, day, how = cleared
    return translate("ClearingWords", "Cleared by {who}, on {day}. {how}.").format(
        who=who, day=long_date(day, language), how=ways()[how]
    )
