"""How many sentences of an English text are in the passive voice, as far as words show it."""

import re
from collections.abc import Sequence
from typing import Final

from clinic_aid.content.readability import english_sentences

# Participles that do not end in -ed; what is as often an adjective ("left", "set") counts, too.
_IRREGULAR: Final = """
born bought broken brought built caught chosen cut done drawn driven eaten fallen felt forgotten
found given gone grown heard held hurt kept known laid led left lent lost made meant met paid put
read seen sent set shown shut sold spent spread spun stuck taken taught thrown told torn understood
worn written
"""
_PASSIVE: Final = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|get|gets|got)\b(?:n['’]t)?"
    r"(?: (?:not|never|also|only|often|usually|always|still|first|then|just|\w+ly))*"
    rf" (?:\w{{2,}}ed|{'|'.join(_IRREGULAR.split())})\b",
    re.IGNORECASE,
)
# They tell of a state, and nobody does it: "you are worried".
_STATES: Final = re.compile(
    r"\b(?:worried|tired|interested|allergic|supposed|used to|allowed|prescribed or not)\b",
    re.IGNORECASE,
)


def passive_sentences(text: str) -> tuple[Sequence[str], int]:
    """Give the sentences that look passive, and how many there are of three words or more."""
    sentences = [each for each in english_sentences(text) if len(each.split()) > 2]
    return [
        each
        for each in sentences
        if any(not _STATES.search(it[0]) for it in _PASSIVE.finditer(each))
    ], len(sentences)
