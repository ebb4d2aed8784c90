"""Fill texts for a screen, where a word that needs explaining is explained when asked for."""

import re

from clinic_aid.content.filling import Filling
from clinic_aid.content.model import ContentPack


class MarkedFilling(Filling):
    """Fills in values and dates, and leaves the marks around terms as they are."""

    def _term(self, match: re.Match[str]) -> str:
        return match[0]


def terms_of(pack: ContentPack) -> dict[str, tuple[str, str]]:
    """Give each form of each term, in lower case, with its first form and its meaning."""
    return {
        form.casefold(): (term.forms[0], term.meaning)
        for term in pack.glossary.values()
        for form in term.forms
    }
