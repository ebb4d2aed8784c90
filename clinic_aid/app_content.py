"""Read the content and join it with renderer and files into what the windows work with.

Nothing here is a condition of starting: what cannot be read is a `FileTrouble`, and the rest works.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from clinic_aid import locations
from clinic_aid.desktop.consultation.services import HandoutPdf, PrintedPart, Services
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.errors import ClinicAidError, Fault, InputError, Message
from clinic_aid.files.file_trouble import FileTrouble
from clinic_aid.files.saving import save_atomically, save_pdf
from clinic_aid.program_files import (
    NO_LETTERS,
    content_language,
    content_trouble,
    draw_for_talk,
    read_program,
)

if TYPE_CHECKING:
    from clinic_aid.content.concern_words import WordedConcern
    from clinic_aid.domain.clinic import Clinic
    from clinic_aid.domain.consultation import Consultation
    from clinic_aid.domain.guide_parts import Edition, GuideWish
    from clinic_aid.domain.records import KeptConsultation
    from clinic_aid.engine import Engine
    from clinic_aid.entry.checking import Presentable
    from clinic_aid.handout.rendering import Renderer
    from clinic_aid.own_clinic import ClinicFile, OwnClinic
    from clinic_aid.talk.model import Talk
    from clinic_aid.vault.preferences import Preferences
    from clinic_aid.vault.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class AppContent:
    """What is read while the window is already there."""

    services: Services
    renderer: "Renderer"
    tree: Mapping[str, object] | None
    warm: Callable[[], object]
    """Draws what the talk shows; the first screen then comes at once."""
    clinic_file: "ClinicFile"
    """The clinic's file as it was found."""
    find_clinic: "Callable[[], ClinicFile]"
    """Looks at it again; called from any thread."""
    settle: "Callable[[ClinicFile, Preferences], OwnClinic]"
    """Gives what holds of it, with what the vault keeps, and prints that from now on."""
    begin: Callable[[str], dict[str, object]]
    """Gives the tree of a new consultation by a consultant, "" for nobody in particular."""
    troubles: tuple[FileTrouble, ...] = ()
    """What of the program's own files cannot be used."""

    def services_for(self, own: "OwnClinic", vault: "Vault") -> Services:
        """Give what the windows work with, for the clinic that holds and with what is kept."""
        if self.services.has_content:
            # In a demo nobody has unlocked anything.
            person = "" if vault.is_ephemeral else vault.person
            return replace(self.services, clinic=own.clinic, blank=partial(self.begin, person))
        from clinic_aid.content.empty import empty_pack
        from clinic_aid.content.headings import headings_of

        names: dict[str, str] = {}
        with suppress(ClinicAidError):
            names = vault.preferences.product_names()
        pack, language = empty_pack(names), self.services.language
        headings = partial(headings_of, pack=pack, language=language)
        return replace(self.services, pack=pack, headings=headings)


def look() -> Look:
    """Give the look of the shipped style, icons and fonts."""
    resources = locations.resources()
    return Look(style=resources / "style", icons=resources / "icons", fonts=resources / "fonts")


def load_app_content(*, demo: bool) -> AppContent:
    """Read the content, start the renderer, and give what the window works with.

    Imports what it needs itself: the window is shown before.
    """
    from clinic_aid.handout.rendering import Renderer

    resources = locations.resources()
    renderer = Renderer(resources / "fonts")
    with suppress(ClinicAidError, OSError):  # whoever wants a guide is told
        renderer.warm()
    engine, troubles = read_program()
    samples = resources / "samples"
    file = samples / "clinic.yaml" if demo else locations.clinic_file()
    tree = None
    with suppress(ClinicAidError):
        tree = _read_tree(samples / "full.yaml") if demo else None
    if engine is None:
        return _without_content(renderer, file, troubles)
    return _with_content(engine, renderer, file, troubles, tree)


def _with_content(
    engine: "Engine",
    renderer: "Renderer",
    file: Path,
    troubles: tuple[FileTrouble, ...],
    tree: Mapping[str, object] | None,
) -> AppContent:
    from clinic_aid.content.headings import headings_of
    from clinic_aid.entry.beginning import new_consultation
    from clinic_aid.entry.checking import Checking, Presentable
    from clinic_aid.entry.draft import Draft
    from clinic_aid.own_clinic import as_found, find_clinic, settled
    from clinic_aid.talk.composing import checks_of

    pack, language = engine.pack, engine.language
    presentable = Presentable(Checking(pack, language=language))
    find = partial(find_clinic, file, pack)
    found = find()
    said = _SaidForClinic(engine, renderer, presentable)
    said.hold(as_found(found))

    def settle(found: "ClinicFile", preferences: "Preferences") -> "OwnClinic":
        own = settled(found, preferences, pack, today=_today(), language=language)
        said.hold(own)
        names = {key: product.name for key, product in pack.products.items()}
        with suppress(ClinicAidError):  # nothing of today depends on it
            preferences.put_product_names(names)
        return own

    def begin(consultant: str) -> dict[str, object]:
        products = said.clinic.products
        return new_consultation(_today(), consultant=consultant, products=products)

    def read_file(path: Path) -> dict[str, object]:
        tree = Draft(_read_tree(path)).tree
        # What the window asks of it first is known by then: it may take seconds.
        presentable.check(tree)
        presentable(tree)
        return tree

    services = Services(
        pack=pack,
        clinic=said.clinic,
        language=language,
        blank=partial(begin, ""),
        check=presentable.check,
        read_file=read_file,
        write_file=_write_tree,
        make_pdf=said.make_pdf,
        save_pdf=save_pdf,
        talk=said.talk,
        checks=lambda tree: checks_of(
            presentable(tree), clinic=said.clinic, pack=pack, language=language
        ),
        concerns=said.concerns,
        illustrator=engine.illustrator,
        now=datetime.now,
        headings=partial(headings_of, pack=pack, language=language),
        make_file_record=said.make_file_record,
        country=lambda: said.clinic.country,
    )
    return AppContent(
        services=services,
        renderer=renderer,
        tree=tree,
        warm=lambda: draw_for_talk(engine, said.clinic),
        clinic_file=found,
        find_clinic=find,
        settle=settle,
        begin=begin,
        troubles=troubles,
    )


def _without_content(
    renderer: "Renderer", file: Path, troubles: tuple[FileTrouble, ...], *, looks: bool = True
) -> AppContent:
    """Give what there is without a word of the content: what is kept can be read and given."""
    from clinic_aid.content.empty import empty_pack
    from clinic_aid.content.headings import headings_of
    from clinic_aid.domain.clinic import Clinic
    from clinic_aid.entry.beginning import new_consultation
    from clinic_aid.entry.draft import Checked
    from clinic_aid.figures.drawing import Illustrator
    from clinic_aid.own_clinic import ClinicFile, find_clinic, unsettled

    def refuse(*_: object) -> NoReturn:
        raise ClinicAidError(troubles[0].what)

    pack, language = empty_pack({}), content_language()
    find = partial(find_clinic, file, None)
    services = Services(
        pack=pack,
        clinic=Clinic(),
        language=language,
        blank=lambda: new_consultation(_today()),
        check=lambda _tree: Checked(consultation=None),
        read_file=_read_tree,
        write_file=_write_tree,
        make_pdf=refuse,
        save_pdf=save_pdf,
        talk=refuse,
        checks=lambda _tree: (),
        concerns=lambda *_, **__: (),
        illustrator=Illustrator(locations.templates(), {}),
        now=datetime.now,
        headings=partial(headings_of, pack=pack, language=language),
        make_file_record=refuse,
        country=lambda: None,
        has_content=False,
    )
    return AppContent(
        services=services,
        renderer=renderer,
        tree=None,
        warm=lambda: None,
        clinic_file=find() if looks else ClinicFile(path=file, is_there=False),
        find_clinic=find,
        settle=lambda found, _preferences: unsettled(found),
        begin=lambda consultant: new_consultation(_today(), consultant=consultant),
        troubles=troubles,
    )


def content_too_slow() -> AppContent:
    """Give what there is while the content is being read for too long: it may never end."""
    from clinic_aid.handout.rendering import Renderer

    trouble = replace(
        content_trouble(locations.content_pack()),
        what=Message("The content of Clinic Aid takes too long to read."),
    )
    renderer = Renderer(locations.resources() / "fonts")
    return _without_content(renderer, locations.clinic_file(), (trouble,), looks=False)


class _SaidForClinic:
    """Makes what is shown and printed for the clinic that holds now."""

    def __init__(self, engine: "Engine", renderer: "Renderer", presentable: "Presentable") -> None:
        self._engine, self._renderer, self._presentable = engine, renderer, presentable

    def hold(self, own: "OwnClinic") -> None:
        """Say everything for another clinic from now on; nothing of the one before is left."""
        from clinic_aid.entry.checking import Presentable
        from clinic_aid.file_record import FileRecords

        engine, clinic = self._engine, own.clinic
        if clinic.logo is not None and own.logo is not None:
            engine.hold_logo(clinic.logo, own.logo)
        self._talking = _Talking(engine, clinic, self._presentable)
        self._file_records = FileRecords(
            engine,
            clinic,
            render=self._renderer.render,
            # Of its own: it is asked in a thread of the pool.
            talk_of=_Talking(engine, clinic, Presentable(self._presentable.checking)),
            now=datetime.now,
        )
        self.clinic = clinic

    def make_pdf(self, consultation: "Consultation", wish: "GuideWish") -> HandoutPdf:
        """Give the guide; ClinicAidError where a font is not as it should be."""
        from clinic_aid.handout.fonts import covered_if_known
        from clinic_aid.handout.page_labels import labelled_pages

        if covered_if_known(self._engine.fonts) is None:
            raise ClinicAidError("No guide can be made. {why}", why=NO_LETTERS)
        digests = self._engine.digests(consultation, self.clinic)
        handout = self._engine.compose(consultation, self.clinic, wish, digests)
        data = self._renderer.render(self._engine.print_job(handout))
        parts = tuple(
            PrintedPart(part=part.id, first=first, pages=pages)
            for part, (first, pages) in zip(handout.parts, labelled_pages(data), strict=True)
        )
        return HandoutPdf(
            data=data,
            concerns=handout.concerns,
            edition=handout.edition,
            parts=parts,
            choices=handout.choices,
            digests=digests,
        )

    def talk(self, tree: Mapping[str, object]) -> "Talk":
        """Give what the screens say of a tree."""
        return self._talking(tree)

    def make_file_record(self, kept: "KeptConsultation") -> bytes:
        """Give the page for the clinic's file."""
        return self._file_records(kept)

    def concerns(
        self, tree: Mapping[str, object], /, edition: "Edition | None" = None
    ) -> "tuple[WordedConcern, ...]":
        """Give what of a consultation needs looking at, with its guide in an edition."""
        consultation = self._presentable(tree)
        if consultation is None:
            return ()
        return self._engine.concerns(consultation, self.clinic, edition)


class _Talking:
    """Composes the talk of a tree; what no screen shows does not compose it anew."""

    _UNSEEN = frozenset({"shown", "questions", "teach_back", "notes_for_patient"})

    def __init__(self, engine: "Engine", clinic: "Clinic", presentable: "Presentable") -> None:
        self._engine, self._clinic, self._presentable = engine, clinic, presentable
        self._known: tuple[Mapping[str, object], Talk] | None = None

    def __call__(self, tree: Mapping[str, object]) -> "Talk":
        seen = {name: value for name, value in tree.items() if name not in self._UNSEEN}
        if self._known is None or self._known[0] != seen:
            talk = self._engine.talk(self._presentable(tree), self._clinic)
            self._known = deepcopy(seen), talk
        return self._known[1]


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the clinic's wall, in no zone


def _read_tree(path: Path) -> dict[str, object]:
    from clinic_aid.files.strict import read_file

    data = read_file(path).data
    if not isinstance(data, dict):
        raise InputError((Fault(path.name, 1, "", Message("this is not a consultation file")),))
    return dict(data)


def _write_tree(tree: Mapping[str, object], path: Path) -> None:
    from clinic_aid.files.consultation_file import as_yaml

    if path.suffix.lower() == ".json":
        text = json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    else:
        text = as_yaml(tree)
    save_atomically(text.encode(), path)
