"""The parser's complaints about YAML, in words that say what to do."""

import re

import yaml

from clinic_aid.errors import Message
from clinic_aid.files.text import visible

_PATTERNS: tuple[tuple[str, Message], ...] = (
    (
        r"found character '\\t' that cannot start",
        Message("a tab stands where only spaces may; replace it by spaces"),
    ),
    (
        r"found character '(?P<what>.*)' that cannot start",
        Message("a text cannot begin with {what}; put it in quotes"),
    ),
    (
        r"mapping values are not allowed here",
        Message(
            "a colon is not possible here; check the indentation, or put a text with a colon in "
            "quotes"
        ),
    ),
    (
        r"could not find expected ':'",
        Message("a colon is missing after this key, or a text is not closed"),
    ),
    (
        r"expected <block end>|did not find expected <block",
        Message("the indentation does not match the lines above"),
    ),
    (
        r"expected ',' or '(?P<what>.)'",
        Message("a comma or a closing {what} is missing before this"),
    ),
    (
        r"unknown escape character",
        Message("the sign after the \\ is not known; use 'single quotes'"),
    ),
    (
        r"expected escape sequence",
        Message("the \\ is not followed by enough digits; use 'single quotes'"),
    ),
    (r"sequence entries are not allowed here", Message("a list entry (-) is not possible here")),
    (r"unexpected document separator", Message("a text in quotes is not closed before the ---")),
    (r"found undefined tag handle", Message("tags with ! are not allowed; delete it")),
    (r"expected the node content", Message("a value is missing before this")),
)


def syntax_fault(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """The index in the text, and what is wrong there."""
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark is not None else 0
    problem = error.problem or ""
    context = error.context or ""
    if "quoted scalar" in context and "unexpected end of stream" in problem:
        start = error.context_mark.index if error.context_mark is not None else index
        return start, Message("the text in quotes that begins here is not closed")
    if "tab" in problem or ("scanning a block scalar" in context and "indentation" in problem):
        return index, Message(
            "the indentation must be spaces; a tab or a wrong number of spaces is here"
        )
    for pattern, words in _PATTERNS:
        if found := re.search(pattern, problem):
            what = visible(found.groupdict().get("what", ""))
            return index, words.filled(what=what)
    return index, Message("this cannot be read as YAML; compare it with the lines around it")
