"""How sure we are, and on what it rests, in words."""

from collections.abc import Iterable

from clinic_aid.content.blocks import Certainty
from clinic_aid.content.model import ContentPack
from clinic_aid.talk.model import Sureness


def sureness(certainty: Certainty, pack: ContentPack) -> Sureness:
    """Give how sure we are, in the words of the language."""
    words = pack.wording.certainty[certainty]
    return Sureness(word=words.word, meaning=words.meaning)


def citations(sources: Iterable[str], pack: ContentPack) -> tuple[str, ...]:
    """Give each source as it is cited, with its address."""
    named = (pack.sources[key] for key in sources)
    return tuple(
        f"{source.citation} {source.address}" if source.address else source.citation
        for source in named
    )
