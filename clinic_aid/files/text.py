"""Which characters a text of a file may hold, and how the others are named."""

import re
import unicodedata

from clinic_aid.errors import Message

_NAMED_AT_ONCE = 5

# Unicode gives control characters no name; these are the ones that people meet.
_CONTROL_NAMES = {
    0x00: "NULL",
    0x07: "BELL",
    0x09: "CHARACTER TABULATION",
    0x0A: "LINE FEED",
    0x08: "BACKSPACE",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
}

# Bidi embeddings, overrides and isolates can show a name other than it is stored.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What other programs end a line, a page or a paragraph with, pasted along with the words. A page
# has one way to begin a new line; within a word the others are a fault of its layout.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def normalised(text: str) -> str:
    """The text in NFC, with joined surrogate pairs and line feeds alone as line ends."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", joined))


def text_fault(text: str) -> str | None:
    """What is wrong with the characters of a text, in plain words; None if nothing is."""
    refused = [character for character in dict.fromkeys(text) if _is_control(character)]
    if not refused:
        return None
    one = Message("the control character {names} is not allowed; delete it")
    several = Message("the control characters {names} are not allowed; delete them")
    return (one if len(refused) == 1 else several).filled(names=_named(refused))


def visible(text: str, limit: int = 60) -> str:
    """The text fit for a message: one line, cut at the limit, invisible characters as codes."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)


def harmless(text: str) -> str:
    """The text for a terminal, where control characters would act: they stand as codes."""
    return "".join(f"\\u{ord(c):04x}" if _is_control(c) else c for c in text)


def character_name(character: str) -> str:
    """The character as a person can look it up: '☃' (SNOWMAN, U+2603)."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "") or _CONTROL_NAMES.get(ord(character), "")
    if unicodedata.category(character) == "Cs":
        name = "LONE SURROGATE"
    if not character.isprintable():
        return f"{name} ({code})" if name else code
    return f"'{character}' ({name}, {code})"


def _is_control(character: str) -> bool:
    if character in "\n\t":
        return False
    if character in _BIDI_CONTROLS or unicodedata.category(character) in {"Cc", "Cs"}:
        return True
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _named(characters: list[str]) -> str:
    names = [character_name(character) for character in characters]
    if len(names) > _NAMED_AT_ONCE:
        more = Message("{count} more", count=len(names) - _NAMED_AT_ONCE)
        names = [*names[:_NAMED_AT_ONCE], more]
    if len(names) == 1:
        return names[0]
    return Message("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
