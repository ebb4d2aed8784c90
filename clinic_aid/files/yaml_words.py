"""The parser's complaints about YAML, in words that say what to do."""

import re

import yaml

from clinic_aid.files.text import visible

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        r"found character '\\t' that cannot start",
        "a tab stands where only spaces may; replace it by spaces",
    ),
    (
        r"found character '(?P<what>.*)' that cannot start",
        "a text cannot begin with {what}; put it in quotes",
    ),
    (
        r"mapping values are not allowed here",
        "a colon is not possible here; check the indentation, or put a text with a colon in quotes",
    ),
    (r"could not find expected ':'", "a colon is missing after this key, or a text is not closed"),
    (
        r"expected <block end>|did not find expected <block",
        "the indentation does not match the lines above",
    ),
    (r"expected ',' or '(?P<what>.)'", "a comma or a closing {what} is missing before this"),
    (r"unknown escape character", "the sign after the \\ is not known; use 'single quotes'"),
    (r"expected escape sequence", "the \\ is not followed by enough digits; use 'single quotes'"),
    (r"sequence entries are not allowed here", "a list entry (-) is not possible here"),
    (r"unexpected document separator", "a text in quotes is not closed before the ---"),
    (r"found undefined tag handle", "tags with ! are not allowed; delete it"),
    (r"expected the node content", "a value is missing before this"),
)


def syntax_fault(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """The index in the text, and what is wrong there."""
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark is not None else 0
    problem = error.problem or ""
    context = error.context or ""
    if "quoted scalar" in context and "unexpected end of stream" in problem:
        start = error.context_mark.index if error.context_mark is not None else index
        return start, "the text in quotes that begins here is not closed"
    if "tab" in problem or ("scanning a block scalar" in context and "indentation" in problem):
        return index, "the indentation must be spaces; a tab or a wrong number of spaces is here"
    for pattern, words in _PATTERNS:
        if found := re.search(pattern, problem):
            what = visible(found.groupdict().get("what", ""))
            return index, words.replace("{what}", what)
    return index, "this cannot be read as YAML; compare it with the lines around it"
