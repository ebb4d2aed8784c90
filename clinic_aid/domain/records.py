"""Kept consultations as values: what is found in lists, and what was given to a patient."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Final, Literal

from clinic_aid.domain.blank import is_blank
from clinic_aid.domain.guide_parts import Part
from clinic_aid.errors import ClinicAidError

Tree = Mapping[str, object]
"""A consultation as its file holds it, whole or not yet."""

How = Literal["printed", "saved"]
Event = Literal["printed", "saved", "taken-back"]


LEAST_PASSPHRASE: Final = 12
"""The fewest characters of a passphrase; the screens and the vault hold to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What a consultation is listed and found by; None is not known yet.

    `words` is all that it can be found by, in the words that people type: the name, the
    product's name, the date in several spellings.
    """

    name: str | None = None
    birth_date: date | None = None
    day: date | None = None
    product: str | None = None
    decision: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list of consultations. Times are in UTC."""

    key: str
    headings: Headings
    begun_at: datetime
    changed_at: datetime
    guides: int = 0
    held: bool = False
    """It is kept beyond the clinic's period, for a reason that the clinic has."""
    follows: str | None = None
    """The key of the closed consultation that it goes on from."""
    first_given: datetime | None = None
    """When one of its guides was first printed or saved."""
    guides_are_older: bool = False
    """Its guides say something else than is entered by now, and nobody left them as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """One time that a guide was sent to a printer or saved, or that it was taken back.

    `pages` are those that went to the printer, as people write them ("1-14", "5-6, 9"). Where
    nobody knows, as of what an earlier version kept, it is None.
    """

    at: datetime
    how: Event
    person: str
    pages: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A guide that was given, without its bytes; the givings in the order in which they were.

    `parts` are the digests of its parts by their ids; it has none where it is one whole, as the
    guides of earlier versions are.
    """

    sha256: str
    edition: str
    paper: str
    pages: int
    content: str
    program: str
    made_at: datetime
    parts: Mapping[Part, str] = field(default_factory=dict, hash=False)
    givings: tuple[Giving, ...] = ()

    @property
    def is_taken_back(self) -> bool:
        """Say whether the patient does not have it any more, as far as it was noted."""
        return bool(self.givings) and self.givings[-1].how == "taken-back"


LONGEST_NOTE: Final = 2000
"""The most characters of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNote:
    """A correction of a closed consultation, by whom and when; never changed afterwards."""

    at: datetime
    person: str
    words: str

    def __post_init__(self) -> None:
        if is_blank(self.words):
            raise ClinicAidError("The note is empty. Write what is to be corrected.")
        if len(self.words) > LONGEST_NOTE:
            raise ClinicAidError(
                "The note is longer than {most} characters. Shorten it.", most=LONGEST_NOTE
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConsultation:
    """All that is kept of one consultation, but for the bytes of its guides."""

    entry: Entry
    tree: Tree
    content: str
    person: str
    guides: tuple[Guide, ...] = ()
    notes: tuple[RecordNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the consultant was, so that work goes on there."""

    key: str
    step: int = 0
    page: int = 0
    presenting: bool = False
    locked: bool = False
    """The app locked itself there; who unlocks it goes on without being asked."""
    person: str = ""

    def __post_init__(self) -> None:
        _require(str, key=self.key, person=self.person)
        _require(int, step=self.step, page=self.page)
        _require(bool, presenting=self.presenting, locked=self.locked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a clinic sets for its vault; `BOUNDS` holds the least and the most of each number."""

    BOUNDS: ClassVar[Mapping[str, tuple[int, int]]] = {
        "idle_minutes": (1, 15),
        "presenting_minutes": (2, 60),
        "backups_kept": (1, 100),
        "retention_years": (1, 100),
    }
    idle_minutes: int = 5
    presenting_minutes: int = 20
    backups_kept: int = 10
    backup_folder: str | None = None
    retention_years: int = 10
    reviewed_on: date | None = None
    recovery_confirmed: bool = False

    def __post_init__(self) -> None:
        for name, (least, most) in self.BOUNDS.items():
            _require(int, **{name: getattr(self, name)})
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} is not between {least} and {most}")
        if self.backup_folder is not None:
            _require(str, backup_folder=self.backup_folder)
        _require(bool, recovery_confirmed=self.recovery_confirmed)


def _require(kind: type, **values: object) -> None:
    """Refuse values of another kind, as a damaged file may hold them; a bool is no number."""
    for name, value in values.items():
        if type(value) is not kind:
            raise TypeError(f"{name} is not {kind.__name__}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClinic:
    """The clinic's own facts as they were read last without a fault, and on which day.

    `tree` is that of the clinic's file, `logo` the MIME type and the bytes of its picture.
    """

    day: date
    tree: Tree
    logo: tuple[str, bytes] | None = None


MARK: Final = 6
"""How many signs of a consultation's key tell it apart for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """One line of the audit trail; `subject` is a random key, a number or a date, never a name."""

    seq: int
    at: datetime
    person: str
    deed: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """What a check of the whole vault found; without words everything is sound."""

    damage: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    consultations: int = 0
    trail_rows: int = 0

    @property
    def is_sound(self) -> bool:
        """Say whether nothing at all was found."""
        return not self.damage and not self.trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a vault or a backup holds, told to somebody who chooses between two."""

    consultations: int
    newest_change: datetime | None
    made_at: datetime | None = None
    is_dated: bool = True
    """The vault itself wrote when it was made; otherwise only what is in it proves its age."""


def same_name(one: Headings, other: Headings) -> bool:
    """Say whether two consultations have the same name as read, whatever the birth dates."""
    return bool(as_read(one.name)) and as_read(one.name) == as_read(other.name)


def as_read(name: str | None) -> str:
    """Give words as they are read, a name above all, however they were written; "" for none."""
    return " ".join(unicodedata.normalize("NFKC", name or "").casefold().split())


def is_past(changed_at: datetime, *, years: int, today: date) -> bool:
    """Say whether a consultation has been kept for the clinic's period since its last change."""
    changed = changed_at.date()
    # 29 February counts as 1 March where the year has none: kept a day longer, never shorter.
    try:
        end = changed.replace(year=changed.year + years)
    except ValueError:
        end = date(changed.year + years, 3, 1)
    return today >= end
