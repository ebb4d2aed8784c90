"""Faults of the consultation's tree, brought to the entries that they belong to, in plain words."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from clinic_aid.content.dates import month_date
from clinic_aid.desktop.system.translation import translate, translated
from clinic_aid.domain.unfinished import read_day
from clinic_aid.errors import Fault

_MOST_TOLD = 3
_LONGEST_TOLD = 60
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedFaults:
    """Faults by the entry that shows them, and those that no entry shows."""

    beside: dict[str, str] = field(default_factory=dict)
    others: tuple[Fault, ...] = ()


def sort_faults(faults: Iterable[Fault], paths: Collection[str], language: str) -> SortedFaults:
    """Give each fault to the entry at its path, else to the first entry that its words name."""
    beside: dict[str, str] = {}
    others: list[Fault] = []
    for fault in faults:
        path = _entry_of(fault, paths)
        if path is None:
            others.append(fault)
        else:
            beside.setdefault(path, plain_words(translated(fault.message), language))
    return SortedFaults(beside=beside, others=tuple(others))


def plain_words(message: str, language: str) -> str:
    """Give a message as a sentence, with the names of keys and the dates as people say them."""
    names = _names()
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    text = re.sub(rf"\b(?:plan\.|patient\.)?({pattern})\b", lambda match: names[match[1]], message)
    text = _ISO.sub(lambda match: _said(match[0], language), text)
    return text[:1].upper() + text[1:].rstrip(".") + "."


def in_short(faults: Sequence[Fault]) -> str:
    """Name the first faults in one line, without the lists of everything that is possible."""
    told = [f"{fault.path} ({_short(translated(fault.message))})" for fault in faults[:_MOST_TOLD]]
    if len(faults) > _MOST_TOLD:
        more = translate("Faults", "{count} more")
        told.append(more.format(count=len(faults) - _MOST_TOLD))
    return ", ".join(told)


def _short(message: str) -> str:
    words = message.split("; possible here", maxsplit=1)[0].rstrip(".")
    return words if len(words) <= _LONGEST_TOLD else f"{words[:_LONGEST_TOLD].rstrip()} …"


def _said(iso: str, language: str) -> str:
    day = read_day(iso)
    return month_date(day, language) if day else iso


def _names() -> dict[str, str]:
    return {
        "birth_date": translate("Faults", "the birth date"),
        "consultation_date": translate("Faults", "the consultation date"),
        "sampling_date": translate("Faults", "the day of the sample"),
        "treatment_date": translate("Faults", "the treatment day"),
        "later_sessions": translate("Faults", "the later sessions"),
        "already_done.sample": translate("Faults", "the sample done already"),
        "already_done.sessions": translate("Faults", "the sessions given already"),
        "sessions": translate("Faults", "the number of sessions"),
        "full_cost": translate("Faults", "the full cost"),
        "questions": translate("Faults", "the questions"),
        "teach_back": translate("Faults", "what was said back"),
        "what_matters": translate("Faults", "what matters"),
        "notes_for_patient": translate("Faults", "the note"),
        "name": translate("Faults", "the name"),
    }


def _entry_of(fault: Fault, paths: Collection[str]) -> str | None:
    fitting = [
        path
        for path in paths
        if fault.path == path or fault.path.startswith((f"{path}.", f"{path}["))
    ]
    if fitting:
        return max(fitting, key=len)
    if fault.path not in {"", "patient", "plan"}:
        return None
    whole = [path for path in paths if re.search(rf"\b{re.escape(path)}\b", fault.message)]
    named = {
        path: match.start()
        for path in whole or paths
        if (match := re.search(rf"\b{re.escape(path.split('.')[-1])}\b", fault.message))
    }
    return min(named, key=lambda path: named[path]) if named else None
