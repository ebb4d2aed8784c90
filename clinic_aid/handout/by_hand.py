"""A name in letters that no font here has: its line on the page is left to be written by hand."""

from collections.abc import Container
from typing import Final

from clinic_aid.domain.consultation import names_somebody

LINE_TO_WRITE_ON: Final = "_" * 24


def printed_name(name: str, printable: Container[int]) -> str:
    """Give a name as it prints: its words in letters that print, else a line to write it on.

    A word is printed whole or not at all. Where a word is of both kinds of letters, nobody can
    say what of the name the rest would be.
    """
    words = [(word, sum(ord(letter) in printable for letter in word)) for word in name.split()]
    if all(count == len(word) for word, count in words):
        return name
    whole = " ".join(word for word, count in words if count == len(word))
    is_mixed = any(0 < count < len(word) for word, count in words)
    return whole if names_somebody(whole) and not is_mixed else LINE_TO_WRITE_ON
