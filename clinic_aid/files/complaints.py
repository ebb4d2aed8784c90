"""What a refused value is told in: plain words instead of a validator's."""

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from clinic_aid.files.shapes import Kinds, choices_of
from clinic_aid.files.text import visible
from clinic_aid.files.tree import JsonValue

MISSING = frozenset({"missing", "missing_argument", "missing_keyword_only_argument"})
UNKNOWN = frozenset({"extra_forbidden", "unexpected_keyword_argument"})

_LISTED_AT_ONCE = 12
_DAY_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GROUP = "a group of keys with values"
_LIST = "a list"
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "none_required": "nothing",
    "dataclass_type": _GROUP,
    "dataclass_exact_type": _GROUP,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "mapping_type": _GROUP,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "iterable_type": _LIST,
}
_BOUNDS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
    "multiple_of": ("a multiple of", "multiple_of"),
}


def unknown_key(key: str, known: Iterable[str]) -> str:
    """The complaint about a key that nothing knows, with the nearest known one."""
    names = list(known)
    if near := nearest(key, names):
        return f"unknown; did you mean {near}?"
    return f"unknown; possible here: {_listed(names)}" if names else "unknown"


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one most likely stands for."""
    return next(iter(difflib.get_close_matches(text, list(known), n=1, cutoff=0.6)), None)


def expected(kind: str) -> str | None:
    """What kind of value an error of this kind asks for; None for other errors."""
    return _EXPECTED.get(kind)


def wrong_kind(wanted: Iterable[str], value: JsonValue) -> str:
    """The complaint about a value of a kind that is not among those wanted."""
    kinds_wanted = " or ".join(dict.fromkeys(wanted))
    if value is None:
        return f"has no value; it must be {kinds_wanted}"
    if kinds_wanted == "text" and isinstance(value, (bool, int, float)):
        return "must be text; put it in quotes"
    return f"must be {kinds_wanted}"


def complaint(kind: str, value: JsonValue, context: Mapping[str, Any], kinds: Kinds) -> str:
    """What is wrong with a value; `kind` and `context` are the validator's."""
    if kind in MISSING:
        return "is missing"
    if kind in {"value_error", "assertion_error"}:
        return str(context.get("error", "cannot be used here"))
    if kind in {"enum", "literal_error"}:
        return not_among(value, choices_of(kinds))
    if wanted := expected(kind):
        return wrong_kind([wanted], value)
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        return f"must be {words} {context[key]}"
    return _measure(kind, value, context) or _form(kind, value)


def not_a_day(value: JsonValue) -> str:
    """The complaint about a value that is no date; says the form where that is what is wrong."""
    if isinstance(value, str) and _DAY_FORM.fullmatch(value):
        return f"{value} is not a date"
    return f"{_shown(value)} is not a date; write year-month-day, such as 2026-12-03"


def not_a_time(value: JsonValue) -> str:
    """The complaint about a value that is no time of day."""
    return f"{_shown(value)} is not a time of day; write hours and minutes, such as 14:30"


def not_among(value: JsonValue, choices: Iterable[JsonValue]) -> str:
    """The complaint about a value that is not one of those possible."""
    names = [_shown(choice) for choice in choices]
    one_of = f"one of {_listed(names)}" if len(names) > 1 else _listed(names)
    if value is None:
        return f"has no value; it must be {one_of}"
    near = nearest(value, names) if isinstance(value, str) else None
    hint = f"; did you mean {near}?" if near else ""
    return f"{_shown(value)} is not {one_of}{hint}"


def _measure(kind: str, value: JsonValue, context: Mapping[str, Any]) -> str | None:
    if kind == "string_too_long":
        has = len(value) if isinstance(value, str) else "more"
        return f"is too long: {has} characters; at most {context['max_length']} are possible"
    if kind == "string_too_short":
        least = context["min_length"]
        return "must not be empty" if least == 1 else f"needs at least {least} characters"
    if kind == "too_long":
        return f"has {context['actual_length']} entries; at most {context['max_length']}"
    if kind == "too_short":
        least = context["min_length"]
        return "must not be empty" if least == 1 else f"needs at least {least} entries"
    return None


def _form(kind: str, value: JsonValue) -> str:
    if value is None:
        return "has no value"
    if kind.startswith(("date_", "datetime_")):
        return not_a_day(value)
    if kind.startswith("time_"):
        return not_a_time(value)
    if kind == "string_pattern_mismatch":
        return f"{_shown(value)} is not written in the form needed here"
    return f"{_shown(value)} cannot be used here"


def _shown(value: JsonValue) -> str:
    return visible(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _listed(names: list[str]) -> str:
    more = ["…"] if len(names) > _LISTED_AT_ONCE else []
    return ", ".join(names[:_LISTED_AT_ONCE] + more)
