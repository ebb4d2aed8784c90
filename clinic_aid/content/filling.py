"""Put a patient's values and explained words into the texts of a pack."""

import re
from collections.abc import Mapping
from datetime import date

from clinic_aid.content.dates import listed, long_date
from clinic_aid.content.evidence import Estimate
from clinic_aid.content.intervals import wilson_interval
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.day_count import Offset, Unit

TERM = re.compile(r"\[\[([^\[\]]+)\]\]")
PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)(?::(-?\d+[dwm]))?\}")
PATIENT_VALUES = frozenset(
    {
        "clinic",
        "clinic_phone",
        "emergency_number",
        "fever",
        "regulator",
        "product",
        "treatment_date",
        "decide_by",
    }
)
ESTIMATE_VALUES = frozenset(
    {
        "count",
        "people",
        "compared",
        "in_100",
        "low_in_100",
        "high_in_100",
        "value",
        "low",
        "high",
        "fall",
        "unit",
    }
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_ISOLATE, _POP = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Give text that keeps its own direction inside any sentence (Unicode UAX 9 isolates)."""
    return f"{_ISOLATE}{text}{_POP}"


def without_isolates(text: str) -> str:
    """Give the text as it is read, without the isolates."""
    return text.replace(_ISOLATE, "").replace(_POP, "")


def without_terms(text: str) -> str:
    """Give a text without the marks around its terms, for where none is explained."""
    return TERM.sub(lambda match: match[1], text)


def capitalised(text: str) -> str:
    """Give the text with a capital first letter, inside isolates too."""
    start = 1 if text[:1] == _ISOLATE else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def first_sentence(text: str) -> tuple[str, str]:
    """Part a text after its first sentence; one in brackets explains a term and ends nothing."""
    for end in _SENTENCE_END.finditer(text):
        said = text[: end.start()]
        if said.count("(") == said.count(")"):
            return said, text[end.end() :]
    return text, ""


def fill(template: str, **values: str) -> str:
    """Put values between isolates into a label with `{name}` placeholders."""
    return PLACEHOLDER.sub(lambda match: isolated(values[match[1]]), template)


def estimate_values(pack: ContentPack, estimate: Estimate) -> dict[str, str]:
    """Give the rounded figures of an estimate for its own placeholders."""
    values = {"people": f"{estimate.people:,}"}
    if estimate.compared is not None:
        values["compared"] = f"{estimate.compared:,}"
    if estimate.count is not None:
        low, high = wilson_interval(estimate.count, estimate.people)
        values |= {
            "count": f"{estimate.count:,}",
            "in_100": f"{100 * estimate.count / estimate.people:.0f}",
            "low_in_100": f"{100 * low:.0f}",
            "high_in_100": f"{100 * high:.0f}",
        }
    for name in ("value", "low", "high"):
        number = getattr(estimate, name)
        if number is not None:
            values[name] = _signed(number, estimate.decimals)
    if estimate.value is not None and estimate.value < 0:
        # "fell by 12", where "changed by −12" would have to be worked out.
        values["fall"] = _signed(-estimate.value, estimate.decimals)
    if estimate.unit is not None:
        values["unit"] = pack.units[estimate.unit].name
    return values


def estimate_sources(pack: ContentPack, estimate: Estimate) -> tuple[str, ...]:
    """Give the ids of the sources of an estimate, with those of what is usual in its unit."""
    unit = pack.units[estimate.unit].sources if estimate.unit is not None else ()
    return (*estimate.sources, *(source for source in unit if source not in estimate.sources))


def _signed(number: float, decimals: int) -> str:
    """Give the number with a real minus sign and never "-0"."""
    text = f"{abs(number):.{decimals}f}"
    return f"\u2212{text}" if number < 0 and float(text) != 0 else text


class Filling:
    """Fills texts in the order in which they are read, explaining each term at its first use.

    `days` are the treatment days that `{day:3d}` counts from, with names where there are more.
    """

    def __init__(
        self,
        pack: ContentPack,
        *,
        language: str,
        values: Mapping[str, str],
        days: tuple[tuple[date, str | None], ...] = (),
    ) -> None:
        self._pack = pack
        self._language = language
        self._values = values
        self._days = days
        self._explained: set[str] = set()
        self._terms = {
            form.casefold(): (key, term.meaning)
            for key, term in pack.glossary.items()
            for form in term.forms
        }

    def text(self, raw: str, values: Mapping[str, str] | None = None) -> str:
        """Give a pack's text as this patient reads it.

        Terms come first: what was typed into a value is never taken for one.
        """
        explained = TERM.sub(self._term, raw)
        return PLACEHOLDER.sub(lambda match: self._value(match, values or {}), explained)

    def estimate(self, estimate: Estimate, raw: str) -> str:
        """Give one text of an estimate with its figures."""
        return self.text(raw, estimate_values(self._pack, estimate))

    def meaning(self, estimate: Estimate) -> str:
        """Give what an estimate means, with what is usual in its unit."""
        unit = self._pack.units[estimate.unit] if estimate.unit is not None else None
        yardstick = unit.yardstick if unit is not None else None
        meaning = self.estimate(estimate, estimate.meaning)
        return f"{meaning} {self.text(yardstick)}" if yardstick else meaning

    def day(self, offset: Offset, since: date | None) -> str:
        """Give the day so far from `since`: its date, or in words while there is none."""
        if since is not None:
            return isolated(long_date(offset.after(since), self._language))
        return self.day_in_words(offset)

    def _each_day(self, offset: Offset) -> str:
        """Give the day so far from each treatment day, every one with its name, or in words."""
        if not self._days:
            return self.day_in_words(offset)
        told = []
        for since, name in self._days:
            day = self.day(offset, since)
            label = self._pack.labels["day-after-visit"]
            told.append(fill(label, day=day, visit=name) if name else day)
        return listed(told, self._language, style="or")

    def day_in_words(self, offset: Offset) -> str:
        """Give the day so far from treatment without a date: "day 3 after treatment"."""
        name = {Unit.DAYS: "day", Unit.WEEKS: "week", Unit.MONTHS: "month"}[offset.unit]
        if offset.count == 0:
            return self._pack.labels["the-treatment-day"]
        side = "after" if offset.count > 0 else "before"
        return fill(self._pack.labels[f"{name}-{side}-treatment"], number=str(abs(offset.count)))

    def _value(self, match: re.Match[str], more: Mapping[str, str]) -> str:
        name, offset = match[1], match[2]
        if name == "day":
            return self._each_day(Offset.parse(offset))
        return isolated(more[name]) if name in more else isolated(self._values[name])

    def _term(self, match: re.Match[str]) -> str:
        form = match[1]
        key, meaning = self._terms[form.casefold()]
        if key in self._explained:
            return form
        self._explained.add(key)
        return f"{form} ({without_terms(meaning)})"
