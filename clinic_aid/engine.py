"""Join content, figures and templates: from files to a page that is ready to print. No screens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from clinic_aid import locations
from clinic_aid.content.clearness import Clearness, read_clearness
from clinic_aid.content.concern_words import WordedConcern, worded
from clinic_aid.content.dates import month_date
from clinic_aid.content.filling import fill, without_isolates
from clinic_aid.content.languages import language_for
from clinic_aid.content.matching import (
    Mismatch,
    clinic_mismatches,
    consultation_mismatches,
)
from clinic_aid.content.model import ContentPack
from clinic_aid.content.reading import read_shipped_pack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import (
    DEFAULT_WISH,
    Edition,
    GuideWish,
    Part,
    edition_needed,
)
from clinic_aid.errors import ClinicAidError, InputError
from clinic_aid.figures.colors import in_grey, read_colors
from clinic_aid.figures.drawing import FIGURE_FILES, Illustrator
from clinic_aid.files.consultation_file import read_clinic, read_consultation
from clinic_aid.files.logo import read_logo
from clinic_aid.files.plain_file import require_reachable
from clinic_aid.files.shipped_files import require_texts
from clinic_aid.files.tree import Document
from clinic_aid.handout.by_hand import printed_name, with_lines, written_by_hand
from clinic_aid.handout.care_pages import contacts_of
from clinic_aid.handout.composing import compose, guide_part, worded_concerns
from clinic_aid.handout.fonts import covered, covered_if_known
from clinic_aid.handout.html import PAGES, HandoutTemplates
from clinic_aid.handout.model import Handout
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.handout.situation import situation_of
from clinic_aid.talk.composing import compose_talk
from clinic_aid.talk.model import Talk


class Engine:
    """One content pack in one language, with everything it takes to compose from it."""

    def __init__(
        self,
        *,
        pack: ContentPack,
        language: str,
        templates: Path,
        colors: Mapping[str, str],
        fonts: Path,
    ) -> None:
        self.pack = pack
        self.language = language
        self.fonts = fonts
        self.colors = colors
        self.clearness: Clearness | None = None
        self.illustrator = Illustrator(templates, colors)
        self._templates = HandoutTemplates(templates, colors)
        self._folder = templates
        self._logos: dict[str, tuple[str, bytes]] = {}

    @classmethod
    def shipped(cls, language: str | None = None) -> Self:
        """Give the engine of the shipped content pack, in the pack's first language for None."""
        folder = locations.content_pack()
        language = language or language_for(folder)
        engine = cls.of(read_shipped_pack(folder, language), language)
        scored = locations.resources() / "scores" / "result.yaml"
        engine.clearness = read_clearness(scored, engine.pack, language)
        return engine

    def require_templates(self) -> None:
        """Refuse a program of which a template cannot be read, before it is wanted."""
        templates = locations.templates()
        figures = templates / "figures"
        require_texts(
            [
                *(figures / f"{name}{end}" for name in self.pack.figures for end in FIGURE_FILES),
                *figures.glob("_*.j2"),
                *(templates / "handout" / name for name in PAGES),
                *(templates / "handout").glob("*.j2"),
            ]
        )

    @classmethod
    def of(cls, pack: ContentPack, language: str) -> Self:
        """Give the engine of any content pack, with the templates, colours and fonts shipped."""
        resources = locations.resources()
        return cls(
            pack=pack,
            language=language,
            templates=locations.templates(),
            colors=read_colors(resources / "style" / "tokens.toml"),
            fonts=resources / "fonts",
        )

    def read_consultation(self, path: Path) -> Consultation:
        """Give a consultation whose every entry this pack knows, or all its faults."""
        consultation, document = read_consultation(path)
        _require_none(consultation_mismatches(consultation, self.pack, self.language), document)
        if consultation.clinic is not None:
            clinic = self._with_logo_found(
                consultation.clinic, ("clinic", "logo"), path.parent, document
            )
            return replace(consultation, clinic=clinic)
        return consultation

    def read_clinic(self, path: Path | None) -> Clinic:
        """Give the clinic of a file; without one, the clinic in the app's folder, else a blank."""
        if path is None:
            path = locations.clinic_file()
            require_reachable(path)
            if not path.exists():
                return Clinic()
        clinic, document = read_clinic(path)
        _require_none(clinic_mismatches(clinic, self.pack), document)
        return self._with_logo_found(clinic, ("logo",), path.parent, document)

    def compose(
        self,
        consultation: Consultation,
        clinic: Clinic,
        wish: GuideWish = DEFAULT_WISH,
        digests: Mapping[Part, str] = MappingProxyType({}),
    ) -> Handout:
        """Give the handout as decided, with lines for what cannot be printed.

        `digests` are those of its parts, where the wish says what the patient has in hand.
        """
        edition = wish.edition or edition_needed(consultation.patient.information_needs)
        unchanged = [
            part
            for part, digest in digests.items()
            if (part, digest, edition) in {(it.part, it.digest, it.edition) for it in wish.given}
        ]
        handout = self._composed(consultation, clinic, wish, unchanged=unchanged)
        concerns = self._with_unprinted(handout.concerns, consultation, clinic)
        if len(concerns) > len(handout.concerns):
            handout = with_lines(handout, covered(self.fonts))
        return replace(handout, concerns=concerns)

    def digests(self, consultation: Consultation, clinic: Clinic) -> dict[Part, str]:
        """Give a digest of each part that has something to say, however it is put on paper.

        It stays the same as long as the part says the same. How hard the guide is to read is not
        in it, since that depends on which other parts are printed.
        """
        handout = self._composed(consultation, clinic, measured=False)
        possible = [choice.part for choice in handout.choices if choice.is_possible]
        parts = tuple(guide_part(part, self.pack) for part in possible)
        return self._templates.digests(replace(handout, parts=parts, edition="standard"))

    def concerns(
        self, consultation: Consultation, clinic: Clinic, edition: Edition | None = None
    ) -> tuple[WordedConcern, ...]:
        """Give what of a consultation needs looking at, in words, the gravest first.

        `edition` is that of the guide, None for the one that the patient needs.
        """
        situation = situation_of(consultation, clinic, self.pack)
        contacts = contacts_of(situation, self.language)
        found = worded_concerns(situation, contacts, self.language, edition=edition)
        return self._with_unprinted(found, consultation, clinic)

    def talk(self, consultation: Consultation | None, clinic: Clinic) -> Talk:
        """Give the talk as decided; without a consultation, what can be said to anybody."""
        return compose_talk(
            consultation,
            clinic=clinic,
            pack=self.pack,
            language=self.language,
            illustrator=self.illustrator,
        )

    def overdue(self, consultation: Consultation, today: date) -> list[str]:
        """Warn of content past its review, where no date of the consultation prints the warning."""
        identity = self.pack.pack
        if consultation.consultation_date is not None or not identity.sign_off.is_overdue(today):
            return []
        day = month_date(identity.review_due, self.language)
        return [without_isolates(fill(self.pack.labels["review-overdue"], day=day))]

    def print_job(self, handout: Handout) -> PrintJob:
        """Give the handout placed on its pages, with the clinic's logo where it has one."""
        logo = handout.logo and (self._logos.get(handout.logo) or read_logo(Path(handout.logo)))
        templates = self._in_grey[1] if handout.black_and_white else self._templates
        return templates.print_job(handout, logo or None)

    def hold_logo(self, path: str, picture: tuple[str, bytes]) -> None:
        """Print this picture, by its MIME type and bytes, where a clinic names this file."""
        self._logos[path] = picture

    @cached_property
    def _in_grey(self) -> tuple[Illustrator, HandoutTemplates]:
        """Give what draws and places in black and white."""
        greys = in_grey(self.colors)
        return Illustrator(self._folder, greys), HandoutTemplates(self._folder, greys)

    def _composed(
        self,
        consultation: Consultation,
        clinic: Clinic,
        wish: GuideWish = DEFAULT_WISH,
        **more: Any,
    ) -> Handout:
        patient = consultation.patient
        named = replace(patient, name=printed_name(patient.name, covered(self.fonts)))
        return compose(
            replace(consultation, patient=named),
            clinic=clinic,
            pack=self.pack,
            language=self.language,
            illustrator=self._in_grey[0] if wish.black_and_white else self.illustrator,
            wish=wish,
            clearness=self.clearness,
            **more,
        )

    def _with_unprinted(
        self, concerns: tuple[WordedConcern, ...], consultation: Consultation, clinic: Clinic
    ) -> tuple[WordedConcern, ...]:
        """Add what has to be written by hand or is left out, in its place among the concerns.

        Which letters print is not known without the fonts: then nothing is said of it.
        """
        printable = covered_if_known(self.fonts)
        if printable is None:
            return concerns
        own_clinic = clinic.overridden_by(consultation.clinic)
        unprinted = written_by_hand(consultation, own_clinic, printable)
        found = [*concerns, *(worded(one, self.pack, self.language) for one in unprinted)]
        weights = list(Kind)
        return tuple(sorted(found, key=lambda concern: weights.index(concern.kind)))

    def _with_logo_found(
        self, clinic: Clinic, place: tuple[str, ...], folder: Path, document: Document
    ) -> Clinic:
        """Give the clinic with its logo's path counted from the folder of the file that names it.

        The picture is printed as it is now, whatever becomes of its file.
        """
        if clinic.logo is None:
            return clinic
        logo = folder / clinic.logo
        try:
            self.hold_logo(str(logo), read_logo(logo))
        except ClinicAidError as error:
            _require_none([(place, error.message)], document)
        return replace(clinic, logo=str(logo))


def _require_none(mismatches: list[Mismatch], document: Document) -> None:
    if mismatches:
        raise InputError(tuple(document.fault(path, message) for path, message in mismatches))
