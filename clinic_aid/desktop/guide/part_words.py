"""The parts and editions of the guide in the words of the consultant's windows."""

from collections.abc import Mapping

from clinic_aid.desktop.system.translation import translate
from clinic_aid.domain.guide_parts import Reason


def part_titles() -> Mapping[str, str]:
    """Give the title of every part by its id."""
    return {
        "fridge": translate("GuideParts", "At a glance"),
        "plan": translate("GuideParts", "My plan"),
        "facts": translate("GuideParts", "The facts"),
        "not-now": translate("GuideParts", "Not now"),
        "gp": translate("GuideParts", "For your doctor"),
        "helper": translate("GuideParts", "For who helps you"),
    }


def edition_names() -> Mapping[str, str]:
    """Give the name of every edition by its id, as it stands within a sentence."""
    return {
        "standard": translate("GuideParts", "standard"),
        "compact": translate("GuideParts", "compact"),
        "large-print": translate("GuideParts", "large print"),
    }


def reason_words(reason: Reason, *, is_chosen: bool, day: str = "") -> str:
    """Say in one line why a part is printed or not; `day` is that on which it was given."""
    if reason == "by-wish":
        by_wish = translate("GuideParts", "By wish")
        return by_wish if is_chosen else translate("GuideParts", "Only by wish")
    given = translate("GuideParts", "Given on {day}, unchanged since")
    return {
        "day-set": translate("GuideParts", "“Go ahead”, and a day is set"),
        "no-day-yet": translate("GuideParts", "“Go ahead”, the day is still open"),
        "day-undecided": translate("GuideParts", "A day is set, nothing is decided yet"),
        "thinking": translate("GuideParts", "“Think about it”"),
        "undecided": translate("GuideParts", "Nothing is decided yet"),
        "done": translate("GuideParts", "A sample or a session is done"),
        "stopped": translate("GuideParts", "Treatment is stopped for now"),
        "refused": translate("GuideParts", "“No treatment”"),
        "not-agreed": translate("GuideParts", "Nothing is agreed yet"),
        "given": given.format(day=day),
        "added": translate("GuideParts", "Added by hand"),
        "left-out": translate("GuideParts", "Left out by hand"),
        "nothing-off": translate("GuideParts", "No stop is open"),
        "nothing-to-come": translate("GuideParts", "Nothing is planned"),
    }[reason]
