"""What a refused value is told in: plain words instead of a validator's."""

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from clinic_aid.errors import InvalidValueError, Message
from clinic_aid.files.shapes import Kinds, choices_of
from clinic_aid.files.text import visible
from clinic_aid.files.tree import JsonValue

MISSING = frozenset({"missing", "missing_argument", "missing_keyword_only_argument"})
UNKNOWN = frozenset({"extra_forbidden", "unexpected_keyword_argument"})

_LISTED_AT_ONCE = 12
_DAY_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXPECTED = {
    kind: words
    for words, kinds in (
        (Message("text"), "string_type"),
        (Message("a whole number"), "int_type int_from_float int_parsing int_parsing_size"),
        (
            Message("a number"),
            "float_type float_parsing decimal_type decimal_parsing finite_number",
        ),
        (Message("true or false"), "bool_type bool_parsing"),
        (Message("nothing"), "none_required"),
        (
            Message("a group of keys with values"),
            "dataclass_type dataclass_exact_type model_type model_attributes_type dict_type "
            "mapping_type",
        ),
        (Message("a list"), "list_type tuple_type set_type frozen_set_type iterable_type"),
    )
    for kind in kinds.split()
}
_BOUNDS = {
    "greater_than": (Message("must be more than {bound}"), "gt"),
    "greater_than_equal": (Message("must be at least {bound}"), "ge"),
    "less_than": (Message("must be less than {bound}"), "lt"),
    "less_than_equal": (Message("must be at most {bound}"), "le"),
    "multiple_of": (Message("must be a multiple of {bound}"), "multiple_of"),
}


def unknown_key(key: str, known: Iterable[str]) -> str:
    """The complaint about a key that nothing knows, with the nearest known one."""
    names = list(known)
    if near := nearest(key, names):
        return Message("unknown; did you mean {near}?", near=near)
    if not names:
        return Message("unknown")
    return Message("unknown; possible here: {names}", names=_listed(names))


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one most likely stands for."""
    return next(iter(difflib.get_close_matches(text, list(known), n=1, cutoff=0.6)), None)


def expected(kind: str) -> str | None:
    """What kind of value an error of this kind asks for; None for other errors."""
    return _EXPECTED.get(kind)


def wrong_kind(wanted: Iterable[str], value: JsonValue) -> str:
    """The complaint about a value of a kind that is not among those wanted."""
    kinds = reduce(_either, dict.fromkeys(wanted))
    if value is None:
        return Message("has no value; it must be {kinds}", kinds=kinds)
    if kinds == "text" and isinstance(value, (bool, int, float)):
        return Message("must be text; put it in quotes")
    return Message("must be {kinds}", kinds=kinds)


def _either(one: str, other: str) -> str:
    return Message("{one} or {other}", one=one, other=other)


def complaint(kind: str, value: JsonValue, context: Mapping[str, Any], kinds: Kinds) -> str:
    """What is wrong with a value; `kind` and `context` are the validator's."""
    if kind in MISSING:
        return Message("is missing")
    if kind in {"value_error", "assertion_error"}:
        return _said_by(context.get("error"))
    if kind in {"enum", "literal_error"}:
        return not_among(value, choices_of(kinds))
    if wanted := expected(kind):
        return wrong_kind([wanted], value)
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        return words.filled(bound=context[key])
    return _measure(kind, value, context) or _form(kind, value)


def _said_by(error: Exception | None) -> str:
    if isinstance(error, InvalidValueError):
        return error.message
    return str(error) if error else Message("cannot be used here")


def not_a_day(value: JsonValue) -> str:
    """The complaint about a value that is no date; says the form where that is what is wrong."""
    if isinstance(value, str) and _DAY_FORM.fullmatch(value):
        return Message("{value} is not a date", value=value)
    return Message(
        "{value} is not a date; write year-month-day, such as 2026-12-03", value=_shown(value)
    )


def not_a_time(value: JsonValue) -> str:
    """The complaint about a value that is no time of day."""
    return Message(
        "{value} is not a time of day; write hours and minutes, such as 14:30", value=_shown(value)
    )


def not_among(value: JsonValue, choices: Iterable[JsonValue]) -> str:
    """The complaint about a value that is not one of those possible."""
    choices = list(choices)
    names = [_shown(choice) for choice in choices]
    one_of = _listed(names)
    if len(names) > 1:
        one_of = Message("one of {names}", names=one_of)
    if value is None:
        return Message("has no value; it must be {one_of}", one_of=one_of)
    if isinstance(value, str) and value in names and value not in choices:
        return Message("{value} stands in quotes; write it without them", value=value)
    near = nearest(value, names) if isinstance(value, str) else None
    if near:
        return Message(
            "{value} is not {one_of}; did you mean {near}?",
            value=_shown(value),
            one_of=one_of,
            near=near,
        )
    return Message("{value} is not {one_of}", value=_shown(value), one_of=one_of)


def _measure(kind: str, value: JsonValue, context: Mapping[str, Any]) -> str | None:
    if kind == "string_too_long":
        has = len(value) if isinstance(value, str) else Message("more")
        return Message(
            "is too long: {has} characters; at most {most} are possible",
            has=has,
            most=context["max_length"],
        )
    if kind in {"string_too_short", "too_short"} and context["min_length"] == 1:
        return Message("must not be empty")
    if kind == "string_too_short":
        return Message("needs at least {least} characters", least=context["min_length"])
    if kind == "too_long":
        return Message(
            "has {has} entries; at most {most}",
            has=context["actual_length"],
            most=context["max_length"],
        )
    if kind == "too_short":
        return Message("needs at least {least} entries", least=context["min_length"])
    return None


def _form(kind: str, value: JsonValue) -> str:
    if value is None:
        return Message("has no value")
    if kind.startswith(("date_", "datetime_")):
        return not_a_day(value)
    if kind.startswith("time_"):
        return not_a_time(value)
    if kind == "string_pattern_mismatch":
        return Message("{value} is not written in the form needed here", value=_shown(value))
    return Message("{value} cannot be used here", value=_shown(value))


def _shown(value: JsonValue) -> str:
    return visible(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _listed(names: list[str]) -> str:
    more = ["…"] if len(names) > _LISTED_AT_ONCE else []
    return ", ".join(names[:_LISTED_AT_ONCE] + more)
