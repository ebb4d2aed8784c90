"""Decide the rows of the list of dates, each with its days: visits, rules, and what to ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clinic_aid.content.care import Aftercare
from clinic_aid.content.dates import long_date
from clinic_aid.content.filling import Filling, fill, first_sentence
from clinic_aid.domain.schedule import Milestone
from clinic_aid.handout.appointments import appointments_of
from clinic_aid.handout.day_words import span_words, today_words, when_words
from clinic_aid.handout.parts import CalendarRow, RowKind
from clinic_aid.handout.situation import Situation

# On one day: the visits with what to ask there, then what is forbidden or to be done from then
# on, then what is allowed again.
ORDER: Mapping[RowKind, int] = {"appointment": 0, "ask": 1, "avoid": 2, "do": 2, "may": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEntry:
    """One row of the list before it is put into its place."""

    first: date
    last: date
    when: str
    row: CalendarRow
    key: str
    again: bool = False
    """It was said before, so that it is said in short, with others of its kind in one row."""

    @property
    def place(self) -> tuple[date, int, date, str, str]:
        """Give what puts it into the order of the list."""
        return self.first, ORDER[self.row.kind], self.last, self.row.kind, self.key


def entries_of(
    milestones: Iterable[Milestone], situation: Situation, filling: Filling, language: str
) -> Iterator[DatedEntry]:
    """Give a row for each visit and each step, in no order; a reason is given once."""
    pack, labels = situation.pack, situation.pack.labels
    today = situation.consultation.consultation_date
    for visit in appointments_of(situation, language):
        when = long_date(visit.day, language)
        yield DatedEntry(
            first=visit.day, last=visit.day, when=when, row=visit.row, key=visit.row.what
        )
    said, explained = set[str](), set[str]()
    for milestone in milestones:
        item = pack.aftercare[milestone.key]
        again = milestone.key in said and not item.in_full and milestone.kind != "visit"
        row = care_row(item, situation, filling, again=again)
        # The sample's rule and the scalp's, and both kinds of check, have one reason.
        if {item.topic, item.why} & explained:
            row = replace(row, why="")
        said.add(milestone.key)
        explained |= {item.topic, item.why}
        if milestone.kind == "visit":
            yield _question(milestone, row, situation, language)
            continue
        yield DatedEntry(
            first=milestone.day if today is None else max(milestone.day, today),
            last=milestone.last_day,
            when=when_words(milestone, item, labels, language, today=today),
            row=row,
            key=milestone.key,
            again=again,
        )


def _question(
    milestone: Milestone, row: CalendarRow, situation: Situation, language: str
) -> DatedEntry:
    """Ask on the day of the visit, while the patient is there, for a call or a check after it."""
    labels, today = situation.pack.labels, situation.consultation.consultation_date
    day = milestone.anchor_day
    past = today is not None and day < today
    days = milestone.day, milestone.last_day
    often = span_words(*days, labels, language, longer="date-span")
    return DatedEntry(
        first=max(day, today) if today else day,
        last=day,
        when=today_words(today, labels, language) if past and today else long_date(day, language),
        row=replace(
            row,
            more=f"{row.more} {fill(labels['visit-often'], when=often)}".strip(),
            warn=labels["no-open-day"] if milestone.no_open_day else None,
        ),
        key=milestone.key,
    )


def care_row(
    item: Aftercare,
    situation: Situation,
    filling: Filling,
    *,
    again: bool = False,
) -> CalendarRow:
    """Give the row of a step: its rule, what belongs to it, and why; in short if said `again`."""
    known = item.in_doubt and situation.selection.case.known(item.in_doubt)
    only_if = filling.text(item.only_if) if item.only_if and not known else ""
    what, more = first_sentence(f"{item.short}." if again else filling.text(item.ask or item.what))
    if only_if:
        what, more = only_if, f"{what} {more}".strip()
    if item.condition:
        more = f"{more} {filling.text(item.condition)}".strip()
    return CalendarRow(
        kind="ask" if item.kind == "visit" else item.kind,
        what=what,
        more=more,
        why="" if again else filling.text(item.why),
        icon=item.icon,
        how=() if again else item.how,
    )
