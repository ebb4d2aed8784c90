"""What the window is given to work with; it knows nothing of where it comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from clinic_aid.entry.draft import Checked, Draft

if TYPE_CHECKING:
    from clinic_aid.content.concern_words import WordedConcern
    from clinic_aid.content.model import ContentPack
    from clinic_aid.domain.clinic import Clinic
    from clinic_aid.domain.consultation import Consultation
    from clinic_aid.domain.guide_parts import Edition, GuideWish, Part, PartChoice
    from clinic_aid.domain.records import Headings, KeptConsultation, Tree
    from clinic_aid.entry.typed_days import DayReader, Kind
    from clinic_aid.figures.drawing import Illustrator
    from clinic_aid.talk.model import HealthQuestion, Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPart:
    """A part of a rendered guide: the first of its pages, counted from 1, and how many it has."""

    part: "Part"
    first: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutPdf:
    """A rendered guide, and what the consultant should know before handing it out.

    `parts` are those that it has, `choices` say of every part whether and why. `digests` are
    those of all that have something to say, as they would be printed now.
    """

    data: bytes
    concerns: "tuple[WordedConcern, ...]" = ()
    edition: "Edition" = "standard"
    parts: tuple[PrintedPart, ...] = ()
    choices: "tuple[PartChoice, ...]" = ()
    digests: "Mapping[Part, str]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPdf:
    """A guide that somebody has now, and whose it is."""

    key: str | None
    data: bytes
    paper: str
    pages: int
    edition: str = "standard"
    parts: "Mapping[Part, str]" = field(default_factory=dict)
    """The digests of the parts that it has."""
    sent: str | None = None
    """The pages that went to a printer ("1-14"); None where it was saved."""


class FindConcerns(Protocol):
    """Gives what of a consultation needs looking at, for a guide in an edition.

    Without one it is the edition that the patient needs.
    """

    def __call__(
        self, tree: Mapping[str, object], /, edition: "Edition | None" = None
    ) -> "tuple[WordedConcern, ...]": ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Values and functions of the program.

    `make_pdf` may take seconds and is called from a thread of the pool; `read_file`, `check`,
    `write_file`, `save_pdf`, `headings` and `make_file_record` may be too; all else is called
    from the window's thread. `clinic` is the one that held when the windows were filled,
    `country` that of the one that holds now. `blank` gives the tree of a new consultation. `talk`
    gives what the screens say of a tree, faulty entries left out.
    """

    pack: "ContentPack"
    clinic: "Clinic"
    language: str
    blank: Callable[[], dict[str, object]]
    check: Callable[[Mapping[str, object]], Checked]
    read_file: Callable[[Path], dict[str, object]]
    write_file: Callable[[Mapping[str, object], Path], None]
    make_pdf: "Callable[[Consultation, GuideWish], HandoutPdf]"
    save_pdf: Callable[[bytes, Path], None]
    talk: "Callable[[Mapping[str, object]], Talk]"
    checks: "Callable[[Mapping[str, object]], tuple[HealthQuestion, ...]]"
    concerns: "FindConcerns"
    illustrator: "Illustrator"
    now: Callable[[], datetime]
    headings: "Callable[[Tree], Headings]"
    """Gives what a consultation is listed and found by; called from any thread."""
    make_file_record: "Callable[[KeptConsultation], bytes]"
    """Gives the one-page record for the clinic's file; may take seconds, like `make_pdf`."""
    country: Callable[[], str | None]
    has_content: bool = True
    """Without it nothing can be prepared, presented or made; what is kept can be read and given."""

    def day_reader(self, kind: "Kind", draft: Draft) -> "DayReader":
        """Give what reads the typed days of a consultation now."""
        from clinic_aid.entry.typed_days import DayReader

        today = self.now().date()
        return DayReader(
            language=self.language,
            kind=kind,
            today=today,
            since=draft.day("consultation_date") or today,
            country=self.country(),
        )
