"""Check a content pack as strictly as code: every fault at once, with file, line and path."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clinic_aid.content.guards import (
    figures_of_studies,
    for_others,
    fragments,
    pages,
    placeholders,
    references,
    schedule,
    sentences,
)
from clinic_aid.content.guards.languages import missing_texts, texts_in_place
from clinic_aid.content.guards.subject import Guard, Subject
from clinic_aid.content.languages import languages
from clinic_aid.content.model import ContentPack
from clinic_aid.content.reading import PackFiles, located_pack
from clinic_aid.errors import ClinicAidError, Fault, InputError

GUARDS: tuple[Guard, ...] = (
    references.unknown_ids,
    references.unused_sources,
    references.unknown_conditions,
    references.variants_exclude,
    references.missing_parts,
    references.figure_words,
    references.talk_is_whole,
    references.approvals_overlap,
    for_others.leaves_are_whole,
    figures_of_studies.estimates_tell_all,
    figures_of_studies.misplaced_values,
    figures_of_studies.options_are_alike,
    sentences.empty_or_too_long,
    sentences.promises,
    sentences.certainty,
    sentences.unexplained_terms,
    sentences.double_terms,
    fragments.fragments,
    placeholders.unknown_placeholders,
    schedule.days_run_forward,
    schedule.topics_can_be_compared,
    pages.long_lists,
    pages.hard_reading,
    pages.fact_ids,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCheck:
    """What a check found: the packs by language, if their shape is right, and all faults.

    Warnings do not make a pack unfit: its review is overdue.
    """

    packs: Mapping[str, ContentPack]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()


def check_pack(
    folder: Path,
    *,
    figures: Mapping[str, frozenset[str]] | None = None,
    today: date | None = None,
) -> PackCheck:
    """Give every fault of a pack in every language that it has texts in.

    A language whose files or whose shape are at fault is not looked at by the guards: they
    judge values. `figures` has the label keys of each figure there is; without it the words
    of figures are not compared. With `today` an overdue review is a warning.
    """
    if not folder.is_dir():
        raise ClinicAidError(
            "{folder} is not a folder. Name the folder of a content pack.", folder=folder
        )
    if not languages(folder):
        raise ClinicAidError(
            "{folder} has no folder with texts, such as en. Add one.", folder=folder
        )
    packs: dict[str, ContentPack] = {}
    places: dict[str, PackFiles] = {}
    faults: list[Fault] = []
    warnings: list[Fault] = []
    for language in languages(folder):
        try:
            packs[language], places[language] = located_pack(folder, language)
        except InputError as error:
            faults += error.faults
    for language, pack in packs.items():
        files = places[language]
        subject = Subject(pack=pack, language=language, figures=figures)
        findings = [*texts_in_place(pack, files, language)]
        findings += [finding for guard in GUARDS for finding in guard(subject)]
        faults += [files.fault(path, message) for path, message in findings]
        due = pack.pack.review_due
        if pack.pack.sign_off.is_overdue(today):
            warnings.append(files.fault(("pack", "review_due"), f"the review was due on {due}"))
    for language, (path, message) in missing_texts(packs):
        faults.append(places[language].fault(path, message))
    # Structure is shared, so its faults turn up once for each language.
    return PackCheck(packs=packs, faults=_in_order(faults), warnings=tuple(dict.fromkeys(warnings)))


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(
        sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line or 0, fault.path))
    )
