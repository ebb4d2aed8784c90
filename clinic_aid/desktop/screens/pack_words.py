"""Words of the content pack as labels and buttons show them."""

import re

_TERM = re.compile(r"\[\[(.+?)\]\]")


def without_terms(text: str) -> str:
    """Give a text of the pack without the marks of words that the guide explains."""
    return _TERM.sub(r"\1", text)
