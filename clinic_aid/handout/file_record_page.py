"""Decide the words of the record that the clinic files: what was shown and given, on one page."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from itertools import groupby
from typing import Final, TypeVar

from clinic_aid.content.dates import clock_time, long_date, month_date
from clinic_aid.content.filling import fill, isolated, without_terms
from clinic_aid.domain.clinic import Paper
from clinic_aid.domain.consultation import is_clearing
from clinic_aid.domain.file_record import (
    Condensed,
    FileRecord,
    NotedCheck,
    ShownLine,
    condensed,
    given_lines,
)
from clinic_aid.domain.guide_parts import in_printing_order
from clinic_aid.domain.leaf_code import leaf_code
from clinic_aid.domain.page_ranges import spoken_ranges
from clinic_aid.domain.records import Guide, RecordNote
from clinic_aid.domain.walkthrough import GLANCE
from clinic_aid.handout.parts import Row

_Item = TypeVar("_Item")
_MINUTE: Final = 60
_UNKNOWN: Final = "–"
# They steer joined scripts and the breaking of lines, and can make no text read as another.
_HARMLESS: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecordSetting:
    """What a record is written with: `words` are a pack's labels in the language.

    The `language` is the one spoken in the `country`. Times of guides are given by the clocks of
    `zone`. A character that is not in `printable`
    (see `fonts.covered`) is named by its number: no name may keep a record from being printed.
    """

    paper: Paper
    language: str
    country: str | None = None
    words: Mapping[str, str]
    zone: tzinfo
    printable: Container[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRow:
    """One screen: when it was first shown, its title, how often, and for how long."""

    at: str
    title: str
    times: str
    length: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenGroup:
    """The screens first shown on one day, with one version of the content."""

    head: str
    rows: tuple[ScreenRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideBlock:
    """One guide: what it is, its SHA-256 value, and when it was given by whom."""

    name: str
    facts: str
    sha256: str
    givings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecordPage:
    """The record as decided. What stands side by side is read one part after the other."""

    clinic: str
    facts: tuple[tuple[Row, ...], tuple[Row, ...]]
    checks: tuple[Row, ...]
    more_checks: str | None
    sum: str
    tables: tuple[tuple[ScreenGroup, ...], ...]
    more_screens: str | None
    later: str | None
    passed_by: str | None
    guides: tuple[GuideBlock, ...]
    more_guides: str | None
    notes: tuple[Row, ...]
    more_notes: str | None
    written: str


def file_record_page(
    record: FileRecord, setting: FileRecordSetting, *, columns: int, most: int
) -> FileRecordPage:
    """Give the record in words; no list of it has more than `most` entries, the rest is counted."""
    return _Wording(setting).page(record, columns=columns, most=most)


class _Wording:
    def __init__(self, setting: FileRecordSetting) -> None:
        self.labels = setting.words
        self._language = setting.language
        self._zone = setting.zone
        self._printable = setting.printable

    def page(self, record: FileRecord, *, columns: int, most: int) -> FileRecordPage:
        labels, shown = self.labels, condensed(record.shown)
        listed, left_out = _at_most(most, shown.screens)
        guides, more_guides = _at_most(most, record.guides)
        checks, more_checks = _at_most(most, record.checks)
        notes, more_notes = _at_most(most, record.notes)
        return FileRecordPage(
            clinic=self._typed(record.clinic),
            facts=(tuple(self._about_patient(record)), tuple(self._about_clinic(record))),
            checks=tuple(map(self._check, checks)),
            more_checks=self._more("record-more-checks", more_checks),
            sum=fill(
                labels["record-shown-sum"],
                count=str(len(shown.screens)),
                length=self._length(shown.seconds),
            ),
            tables=tuple(self._groups(part) for part in _parts(listed, columns)),
            more_screens=self._more("record-more-screens", left_out),
            later=labels["record-later-days"] if any(s.on_later_days for s in listed) else None,
            passed_by=self._passed_by(shown, most),
            guides=tuple(
                self._guide(number, guide, most) for number, guide in enumerate(guides, start=1)
            ),
            more_guides=self._more("record-more-guides", more_guides),
            notes=tuple(map(self._note, notes)),
            more_notes=self._more("record-more-notes", more_notes),
            written=fill(
                labels["record-written"],
                day=month_date(record.written_at.astimezone(self._zone).date(), self._language),
                time=self._clock(record.written_at.astimezone(self._zone)),
                zone=_zone_name(self._zone, record.written_at),
            ),
        )

    def _row(self, name: str, value: str | None) -> Row:
        not_noted = self.labels["record-not-noted"]
        return Row(name=name, value=value or not_noted, open=not value)

    def _about_patient(self, record: FileRecord) -> Iterator[Row]:
        labels, days, born = self.labels, record.days, record.birth_date
        yield self._row(labels["record-patient"], self._typed(record.patient))
        yield self._row(labels["record-born"], self._date(born) if born else None)
        first = record.day or (days[0] if days else None)
        begun = isolated(long_date(first, self._language)) if first else None
        yield self._row(labels["record-day"], begun)
        if later := [day for day in days if first is not None and day > first]:
            went_on = ", ".join(self._date(day) for day in later)
            yield self._row(labels["record-went-on"], went_on)
        yield self._row(labels["record-product"], self._typed(record.product))

    def _about_clinic(self, record: FileRecord) -> Iterator[Row]:
        labels = self.labels
        yield self._row(labels["record-consultant"], self._typed(record.consultant))
        yield self._row(labels["record-clinic"], self._typed(record.clinic))
        code = leaf_code(record.patient, record.birth_date, record.day)
        yield self._row(labels["record-code"], code)
        decision = labels[f"record-decision-{record.decision or 'none'}"]
        yield self._row(labels["record-decision"], decision)
        if record.questions_noted:
            questions = fill(
                labels["record-questions-count"],
                noted=str(record.questions_noted),
                answered=str(record.questions_answered),
            )
            yield self._row(labels["record-questions"], questions)
        content = fill(
            labels["record-content-version"],
            content=self._literal(record.content),
            version=self._literal(record.content_version),
        )
        yield self._row(labels["record-content"], content)
        app = fill(labels["record-program-version"], version=self._literal(record.program))
        yield self._row(labels["record-program"], app)

    def _check(self, noted: NotedCheck) -> Row:
        """Say who cleared a health question, on which day and how; or that nobody did."""
        name, who, day = self._typed(noted.check), noted.cleared_by or "", noted.cleared_on
        if day is None or not is_clearing(who, day, noted.cleared_how):
            return Row(name=name, value=self.labels["record-not-cleared"], open=True)
        cleared = fill(
            self.labels[f"cleared-{noted.cleared_how}"],
            who=self._literal(who),
            day=long_date(day, self._language),
        )
        return Row(name=name, value=cleared)

    def _note(self, note: RecordNote) -> Row:
        """Give a correction, by whom and when."""
        local = note.at.astimezone(self._zone)
        by = fill(
            self.labels["record-note-by"],
            person=self._literal(note.person),
            day=month_date(local.date(), self._language),
            time=self._clock(local),
        )
        return Row(name=by, value=self._typed(note.words))

    def _groups(self, lines: Sequence[ShownLine]) -> tuple[ScreenGroup, ...]:
        return tuple(
            ScreenGroup(
                head=fill(
                    self.labels["record-group"],
                    day=long_date(day, self._language)
                    if day
                    else self.labels["record-day-not-noted"],
                    version=self._literal(version),
                ),
                rows=tuple(self._screen(line) for line in group),
            )
            for (day, version), group in groupby(lines, key=lambda line: (line.day, line.content))
        )

    def _screen(self, line: ShownLine) -> ScreenRow:
        return ScreenRow(
            at=self._at(line.at),
            title=f"{self._title(line)}\u00a0*" if line.on_later_days else self._title(line),
            times=str(line.times),
            length=_UNKNOWN if line.seconds is None else self._length(line.seconds),
        )

    def _passed_by(self, shown: Condensed, most: int) -> str | None:
        if not shown.passed_by:
            return None
        listed, left_out = _at_most(most, shown.passed_by)
        head = fill(self.labels["record-passed-by"], seconds=str(GLANCE))
        names = ", ".join(f"{self._title(line)} ({isolated(self._at(line.at))})" for line in listed)
        parts = (head, f"{names}." if names else "", self._more("record-more-screens", left_out))
        return " ".join(part for part in parts if part)

    def _guide(self, number: int, guide: Guide, most: int) -> GuideBlock:
        labels = self.labels
        made = guide.made_at.astimezone(self._zone)
        parts = ", ".join(labels[f"part-{part}"] for part in in_printing_order(guide.parts))
        return GuideBlock(
            name=fill(labels["record-guide"], number=str(number)),
            facts=fill(
                labels["record-guide-facts"],
                parts=parts or labels["record-whole-guide"],
                edition=self._named("record-edition", guide.edition),
                paper=self._named("record-paper", guide.paper),
                pages=str(guide.pages),
                version=self._literal(guide.content),
                program=self._literal(guide.program),
                day=month_date(made.date(), self._language),
                time=self._clock(made),
            ),
            sha256=guide.sha256,
            givings=tuple(self._givings(guide, most)) or (labels["record-not-given"],),
        )

    def _givings(self, guide: Guide, most: int) -> Iterator[str]:
        room = most
        for line in given_lines(guide.givings, self._zone):
            times = line.times[:room]
            room -= len(times)
            if times:
                sent = line.how == "printed" and line.pages is not None
                yield fill(
                    self.labels["record-sent" if sent else f"record-{line.how}"],
                    **(
                        {"pages": spoken_ranges(line.pages or ""), "of": str(guide.pages)}
                        if sent
                        else {}
                    ),
                    person=self._literal(line.person),
                    day=month_date(line.day, self._language),
                    times=", ".join(self._clock(local) for local in times),
                )
        if more := self._more("record-more-times", max(len(guide.givings) - most, 0)):
            yield more

    def _named(self, kind: str, value: str) -> str:
        """Give the word for a value that was kept; what an earlier version wrote as it is."""
        return self.labels.get(f"{kind}-{value}") or self._literal(value)

    def _more(self, key: str, count: int) -> str | None:
        return fill(self.labels[key], count=str(count)) if count else None

    def _title(self, line: ShownLine) -> str:
        return self._typed(without_terms(line.title))

    def _date(self, day: date) -> str:
        return isolated(month_date(day, self._language))

    def _at(self, at: time | None) -> str:
        return _UNKNOWN if at is None else clock_time(at, self._language)

    def _clock(self, local: datetime) -> str:
        """Give the time of day, and the offset in the hour that the clock shows twice."""
        words = clock_time(local.time(), self._language)
        if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
            return words
        return f"{words} ({_offset(local)})"

    def _length(self, seconds: int) -> str:
        minutes, rest = divmod(seconds, _MINUTE)
        if not minutes:
            return fill(self.labels["record-seconds"], seconds=str(rest))
        return fill(self.labels["record-minutes"], minutes=str(minutes), seconds=str(rest))

    def _typed(self, text: str | None) -> str:
        return isolated(self._literal(text)) if text and text.strip() else ""

    def _literal(self, text: str) -> str:
        """Give a text as it is stored: what steers its direction or cannot print is named."""
        return "".join(self._character(character) for character in " ".join(text.split()))

    def _character(self, character: str) -> str:
        steers = not character.isprintable() and character not in _HARMLESS
        if steers or ord(character) not in self._printable:
            return f"[U+{ord(character):04X}]"
        return character


def _at_most(most: int, items: Sequence[_Item]) -> tuple[Sequence[_Item], int]:
    """Give the first entries, and how many more there are."""
    return items[:most], max(len(items) - most, 0)


def _parts(lines: Sequence[ShownLine], columns: int) -> Iterable[Sequence[ShownLine]]:
    """Split lines into as many parts of about the same length; none for no lines."""
    height = -(-len(lines) // columns)
    return [lines[start : start + height] for start in range(0, len(lines), height or 1)]


def _zone_name(zone: tzinfo, at: datetime) -> str:
    return str(getattr(zone, "key", None) or at.astimezone(zone).tzname())


def _offset(local: datetime) -> str:
    digits = f"{local:%z}"
    return f"UTC{digits[:3]}:{digits[3:5]}"
