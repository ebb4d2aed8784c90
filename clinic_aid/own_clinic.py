"""The clinic's own facts: as its file says now, else as it said when it could be read last."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from clinic_aid.content.dates import month_date
from clinic_aid.content.matching import clinic_mismatches
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.records import KeptClinic, Tree
from clinic_aid.entry.draft import Draft
from clinic_aid.errors import ClinicAidError, Fault, InputError, Message
from clinic_aid.files.consultation_file import read_clinic
from clinic_aid.files.file_trouble import FileTrouble
from clinic_aid.files.logo import read_logo
from clinic_aid.files.models import validate
from clinic_aid.files.tree import Document, path_text
from clinic_aid.vault.preferences import Preferences

Picture = tuple[str, bytes]
"""A picture's MIME type and its bytes."""

_AS_KEPT: Final = Message(
    "the last good copy holds, of {day}: name, phones, prices and answers are printed from it. "
    "Consultations, guides and search work as always."
)
_NOT_KEPT: Final = Message(
    "there is no good copy yet: guides print name, phones, prices and answers of the clinic as "
    "not told. Consultations and search work as always."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicFile:
    """The clinic's file as it was found; where it `is_there` without a fault, it has a clinic."""

    path: Path
    is_there: bool
    clinic: Clinic = field(default_factory=Clinic)
    tree: Tree | None = None
    logo: Picture | None = None
    fault: str = ""
    logo_fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClinic:
    """What is printed of the clinic until its file is read again, and what is wrong with that."""

    clinic: Clinic
    logo: Picture | None = None
    troubles: tuple[FileTrouble, ...] = ()


def find_clinic(path: Path, pack: ContentPack | None) -> ClinicFile:
    """Read the clinic's file, whatever there is at its place; without a pack only its form."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return ClinicFile(path=path, is_there=False)
    except OSError:
        pass  # reading says it in words
    faults: tuple[Fault, ...] = ()
    try:
        clinic, document = read_clinic(path)
        if pack is not None:
            faults = tuple(document.fault(*found) for found in clinic_mismatches(clinic, pack))
    except InputError as error:
        faults = error.faults
    if faults:
        return ClinicFile(path=path, is_there=True, fault=_in_words(faults))
    tree = document.data if isinstance(document.data, dict) else {}
    found = ClinicFile(path=path, is_there=True, clinic=clinic, tree=tree)
    if clinic.logo is None:
        return found
    try:
        return replace(found, logo=read_logo(path.parent / clinic.logo))
    except ClinicAidError as error:
        return replace(found, logo_fault=error.message)


def as_found(found: ClinicFile) -> OwnClinic:
    """Give what holds as long as nothing is known of what was kept."""
    return OwnClinic(clinic=_with_logo(found, found.clinic, found.logo), logo=found.logo)


def settled(
    found: ClinicFile, preferences: Preferences, pack: ContentPack, *, today: date, language: str
) -> OwnClinic:
    """Give what holds now. A file without a fault is kept for the day on which it has one."""
    kept = None
    with suppress(ClinicAidError):
        kept = preferences.clinic()
    if found.tree is None:
        return _as_kept(found, kept, pack, language)
    logo, troubles = found.logo, tuple[FileTrouble, ...]()
    if found.logo_fault:
        logo = None if kept is None else kept.logo
        troubles = (_logo_trouble(found, is_kept=logo is not None),)
    now = KeptClinic(day=today, tree=found.tree, logo=logo)
    if kept is None or now != replace(kept, day=today):
        # Nothing of today depends on it.
        with suppress(ClinicAidError):
            preferences.put_clinic(now)
    return OwnClinic(clinic=_with_logo(found, found.clinic, logo), logo=logo, troubles=troubles)


def unsettled(found: ClinicFile) -> OwnClinic:
    """Give what is wrong where nothing is printed at all, so that nothing of it matters yet."""
    if not found.fault:
        return OwnClinic(clinic=Clinic())
    meanwhile = Message("nothing is printed from it. Consultations and search work as always.")
    return OwnClinic(clinic=Clinic(), troubles=(_trouble(found, meanwhile),))


def _as_kept(
    found: ClinicFile, kept: KeptClinic | None, pack: ContentPack, language: str
) -> OwnClinic:
    clinic = None if kept is None else _clinic_of(kept, pack)
    if kept is None or clinic is None:
        troubles = (_trouble(found, _NOT_KEPT),) if found.is_there else ()
        return OwnClinic(clinic=Clinic(), troubles=troubles)
    meanwhile = _AS_KEPT.filled(day=month_date(kept.day, language))
    return OwnClinic(
        clinic=_with_logo(found, clinic, kept.logo),
        logo=kept.logo,
        troubles=(_trouble(found, meanwhile),),
    )


def _clinic_of(kept: KeptClinic, pack: ContentPack) -> Clinic | None:
    """Give a clinic as it was kept, but for what this version of the content does not know."""
    tree = kept.tree
    for _ in range(2):
        try:
            document = Document(name="", data=json.loads(json.dumps(tree)), lines={})
            clinic = validate(document, Clinic)
            unknown = [path_text(path) for path, _ in clinic_mismatches(clinic, pack)]
        except InputError as error:
            unknown = [fault.path for fault in error.faults]
        else:
            if not unknown:
                return clinic
        draft = Draft(tree)
        draft.remove_all(unknown)
        # A draft is a consultation's, which always has more.
        tree = {key: value for key, value in draft.tree.items() if key in tree}
    return None


def _with_logo(found: ClinicFile, clinic: Clinic, logo: Picture | None) -> Clinic:
    """Give a clinic that names its picture where there is one, and no other."""
    if logo is None or clinic.logo is None:
        return replace(clinic, logo=None)
    return replace(clinic, logo=str(found.path.parent / clinic.logo))


def _trouble(found: ClinicFile, meanwhile: str) -> FileTrouble:
    what: str = Message("The clinic’s file is no longer where it was.")
    if found.is_there:
        what = Message("The clinic’s file cannot be read: {fault}.", fault=found.fault)
    return FileTrouble(what=what, path=found.path, meanwhile=meanwhile)


def _logo_trouble(found: ClinicFile, *, is_kept: bool) -> FileTrouble:
    without = Message("guides are printed without a picture. All else works as always.")
    kept = Message("the last good picture is printed. All else works as always.")
    return FileTrouble(
        what=Message("The clinic’s picture cannot be printed: {fault}.", fault=found.logo_fault),
        path=found.path.parent / (found.clinic.logo or ""),
        meanwhile=kept if is_kept else without,
    )


def _in_words(faults: Sequence[Fault]) -> str:
    """Say the first fault, without the name of the file, and how many more there are."""
    first, *others = faults
    said: str = first.message
    if first.path:
        said = Message("{place}: {fault}", place=first.path, fault=said)
    if first.line is not None:
        said = Message("{fault} (line {line})", fault=said, line=first.line)
    if others:
        said = Message("{fault}. Faults besides: {count}", fault=said, count=len(others))
    return said
