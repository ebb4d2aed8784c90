"""From a kept consultation to the one-page record of what was shown and given."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Literal

from clinic_aid import __version__, locations
from clinic_aid.content.filling import without_terms
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.file_record import FileRecord, NotedCheck, ShownScreen
from clinic_aid.domain.records import KeptConsultation, Tree
from clinic_aid.domain.unfinished import (
    count_at,
    day_at,
    entries_at,
    text_at,
    time_at,
    value_at,
)
from clinic_aid.engine import Engine
from clinic_aid.entry.check_entry import OPEN
from clinic_aid.handout.file_record_page import FileRecordSetting
from clinic_aid.handout.file_record_print import FileRecordTemplates
from clinic_aid.handout.fonts import covered
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.talk.model import Talk


class FileRecords:
    """Makes records with the wording of one content pack. Slow: it lays pages out.

    `render` gives the PDF of a page, `talk_of` what the screens of a consultation said, `now`
    the time on the clinic's wall, with its zone.
    """

    def __init__(
        self,
        engine: Engine,
        clinic: Clinic,
        *,
        render: Callable[[PrintJob], bytes],
        talk_of: Callable[[Tree], Talk],
        now: Callable[[], datetime],
    ) -> None:
        self._engine, self._clinic, self._render = engine, clinic, render
        self._talk_of, self._now = talk_of, now
        self._templates = FileRecordTemplates(locations.templates(), engine.colors)

    def __call__(self, kept: KeptConsultation) -> bytes:
        """Give the PDF of one consultation's record."""
        now = self._now().astimezone()
        zone = now.tzinfo
        assert zone is not None
        setting = FileRecordSetting(
            paper=self._clinic.paper,
            language=self._engine.language,
            country=self._clinic.country,
            words=self._engine.pack.labels,
            zone=zone,
            printable=covered(self._engine.fonts),
        )
        return self._templates.one_page(self._file_record(kept, now), setting, self._render)

    def _file_record(self, kept: KeptConsultation, now: datetime) -> FileRecord:
        headings, tree = kept.entry.headings, kept.tree
        product = self._engine.pack.products.get(headings.product or "")
        content, _, version = kept.content.partition(" ")
        questions = [one for one in entries_at(tree, "questions") if text_at(one, "question")]
        return FileRecord(
            patient=headings.name or "–",
            birth_date=headings.birth_date,
            day=headings.day,
            consultant=text_at(tree, "consultant"),
            clinic=self._clinic.name,
            product=product.name if product else headings.product,
            decision=_decision(headings.decision),
            content=content,
            content_version=version,
            program=__version__,
            checks=tuple(self._checks(tree)),
            shown=tuple(self._shown(kept)),
            guides=kept.guides,
            notes=kept.notes,
            questions_noted=len(questions),
            questions_answered=sum(1 for one in questions if text_at(one, "answer")),
            written_at=now,
        )

    def _checks(self, tree: Tree) -> Iterator[NotedCheck]:
        """Give what somebody has to clear, as far as it was answered with yes or unsure."""
        for key, check in self._engine.pack.checks.items():
            entry = value_at(tree, f"checks.{key}")
            if not isinstance(entry, Mapping) or check.level == "note":
                continue
            if entry.get("answer") in OPEN:
                yield NotedCheck(
                    check=without_terms(check.short),
                    cleared_by=text_at(entry, "cleared_by"),
                    cleared_on=day_at(entry, "cleared_on"),
                    cleared_how=_way(entry.get("cleared_how")),
                )

    def _shown(self, kept: KeptConsultation) -> list[ShownScreen]:
        screens = self._talk_of(kept.tree).screens
        found = []
        for event in entries_at(kept.tree, "shown"):
            key = text_at(event, "screen")
            if key is None:
                continue
            # A screen of an older pack keeps the name by which the file knows it.
            title = screens[key].headline if key in screens else key
            found.append(
                ShownScreen(
                    title=title,
                    content=(text_at(event, "content") or kept.content).partition(" ")[2],
                    day=day_at(event, "day"),
                    at=time_at(event, "at"),
                    seconds=count_at(event, "seconds"),
                )
            )
        return found


def _way(said: object) -> Literal["letter", "spoken", "test"] | None:
    return said if said in ("letter", "spoken", "test") else None


def _decision(said: object) -> Literal["go-ahead", "think-about-it", "no"] | None:
    return said if said in ("go-ahead", "think-about-it", "no") else None
