"""Read a consultation's tree that is not whole yet, or damaged: what is not right is not there.

Paths are those of the consultation file ("plan.treatment_date").
"""

from collections.abc import Mapping
from datetime import date, datetime, time

from clinic_aid.domain.blank import is_blank
from clinic_aid.domain.records import Tree


def value_at(tree: Tree, path: str) -> object:
    """Give what stands at a path; None where nothing does."""
    node: object = tree
    for key in path.split("."):
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def text_at(tree: Tree, path: str) -> str | None:
    """Give the words at a path without what surrounds them; None for nothing and for no text."""
    value = value_at(tree, path)
    return value.strip() if isinstance(value, str) and not is_blank(value) else None


def entries_at(tree: Tree, path: str) -> list[Tree]:
    """Give the entries of a list; what is no entry there is passed over."""
    value = value_at(tree, path)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def day_at(tree: Tree, path: str) -> date | None:
    """Give the day at a path; None for nothing and for no date."""
    return read_day(value_at(tree, path))


def time_at(tree: Tree, path: str) -> time | None:
    """Give the time of day at a path; None for nothing and for no time."""
    try:
        return time.fromisoformat(text_at(tree, path) or "")
    except ValueError:
        return None


def count_at(tree: Tree, path: str) -> int | None:
    """Give the whole number at a path; None for nothing and for what counts nothing."""
    value = value_at(tree, path)
    return value if isinstance(value, int) and value >= 0 else None


def read_day(value: object) -> date | None:
    """Give a day, or that of a visit; None for nothing and for no date."""
    if isinstance(value, Mapping):
        value = value.get("day")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return None


def read_days(value: object) -> tuple[date, ...]:
    """Give the days of a list, as far as they are dates."""
    days = map(read_day, value) if isinstance(value, list) else ()
    return tuple(day for day in days if day is not None)
