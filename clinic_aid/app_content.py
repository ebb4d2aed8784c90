"""Read the content and join it with renderer and files into what the windows work with."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from clinic_aid import locations
from clinic_aid.content.languages import language_for
from clinic_aid.desktop.consultation.services import HandoutPdf, Services
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.errors import Fault, InputError, Message
from clinic_aid.files.saving import save_atomically, save_pdf

if TYPE_CHECKING:
    from clinic_aid.content.concern_words import WordedConcern
    from clinic_aid.domain.clinic import Clinic, Paper
    from clinic_aid.domain.consultation import Consultation
    from clinic_aid.engine import Engine
    from clinic_aid.entry.checking import Presentable
    from clinic_aid.handout.rendering import Renderer
    from clinic_aid.talk.model import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class AppContent:
    """What is read while the window is already there."""

    services: Services
    renderer: "Renderer"
    tree: Mapping[str, object] | None
    warm: Callable[[], object]
    """Draws what the talk shows; the first screen then comes at once."""


def content_language() -> str:
    """Give the language of what patients read: the first of the system's that the pack has."""
    return language_for(locations.content_pack(), QLocale.system().uiLanguages())


def look() -> Look:
    """Give the look of the shipped style, icons and fonts."""
    resources = locations.resources()
    return Look(style=resources / "style", icons=resources / "icons", fonts=resources / "fonts")


def load_app_content(*, demo: bool) -> AppContent:
    """Read the content, start the renderer, and give what the window works with.

    Imports what it needs itself: the window is shown before.
    """
    from clinic_aid.content.headings import headings_of
    from clinic_aid.engine import Engine
    from clinic_aid.entry.checking import Checking, Presentable
    from clinic_aid.file_record import FileRecords
    from clinic_aid.handout.fonts import covered
    from clinic_aid.handout.rendering import Renderer
    from clinic_aid.talk.composing import checks_of

    renderer = Renderer(locations.resources() / "fonts")
    renderer.warm()
    engine = Engine.shipped(content_language())
    language = engine.language
    samples = locations.resources() / "samples"
    clinic = engine.read_clinic(samples / "clinic.yaml" if demo else None)
    tree = _read_tree(samples / "full.yaml") if demo else None

    def make_pdf(consultation: "Consultation", paper: "Paper") -> HandoutPdf:
        handout = engine.compose(consultation, clinic, paper)
        data = renderer.render(engine.print_job(handout))
        return HandoutPdf(data=data, concerns=handout.concerns)

    check = Checking(engine.pack, printable=covered(engine.fonts), language=language)
    presentable = Presentable(check)

    def concerns(tree: Mapping[str, object]) -> "tuple[WordedConcern, ...]":
        consultation = presentable(tree)
        return () if consultation is None else engine.concerns(consultation, clinic)

    file_records = FileRecords(
        engine,
        clinic,
        render=renderer.render,
        # Of its own: it is asked in a thread of the pool.
        talk_of=_Talking(engine, clinic, Presentable(check)),
        now=datetime.now,
    )
    services = Services(
        pack=engine.pack,
        clinic=clinic,
        language=language,
        blank=_blank_tree,
        check=presentable.check,
        read_file=_read_tree,
        write_file=_write_tree,
        make_pdf=make_pdf,
        save_pdf=save_pdf,
        talk=_Talking(engine, clinic, presentable),
        checks=lambda tree: checks_of(
            presentable(tree), clinic=clinic, pack=engine.pack, language=language
        ),
        concerns=concerns,
        illustrator=engine.illustrator,
        now=datetime.now,
        headings=partial(headings_of, pack=engine.pack, language=language),
        make_file_record=file_records,
    )
    return AppContent(
        services=services,
        renderer=renderer,
        tree=tree,
        warm=lambda: _warm(engine, clinic),
    )


def _warm(engine: "Engine", clinic: "Clinic") -> None:
    """Draw what screens show besides their figures: each takes longer than a screen may."""
    from clinic_aid.talk.lazy import make_whole

    talk = engine.talk(None, clinic)
    make_whole(talk)
    draw = engine.illustrator.draw
    draw("level", level="unknown")
    draw("scalp-map", view="top", seats=False)
    for step in engine.pack.aftercare.values():
        draw("care-icon", care=step.icon)
    for scale in talk.scales:
        for stage in scale.stages:
            draw("stage", stage=stage.key, view="above")


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


def _blank_tree() -> dict[str, object]:
    today = date.today()  # noqa: DTZ011  # the day on the clinic's wall, in no zone
    return {"format": 1, "patient": {}, "plan": {}, "consultation_date": today.isoformat()}


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
