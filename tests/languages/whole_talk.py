"""Walk over every screen of a talk, in any size and language, and tell what is wrong there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.app_content import AppContent
from clinic_aid.content.dates import long_date
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.desktop.widgets.style import LEAST_TALK_SIZE, Look, scale_for
from clinic_aid.engine import Engine
from clinic_aid.entry.presentable import presentable
from clinic_aid.figures.colors import read_colors
from clinic_aid.talk.model import Talk
from tests.languages.changing import Change, accented, right_to_left
from tests.languages.clipping import faults_of
from tests.languages.leftovers import untranslated
from tests.languages.packs import proper_names, pseudo_pack
from tests.languages.translating import speaking

SIZES = [QSize(1366, 768), QSize(1920, 1080), QSize(3840, 2160)]
SHEETS = (Action.CHAPTERS, Action.KEYS, Action.SOURCES, Action.WORDS, Action.HINTS, Action.QUESTION)
Tree = Mapping[str, object]


def named(size: QSize) -> str:
    return f"{size.width()}x{size.height()}"


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """One language that the screens are shown in."""

    name: str
    change: Change | None
    code: str


ENGLISH = Tongue(name="english", change=None, code="en")
MADE_UP = [
    Tongue(name="accented", change=accented, code="en"),
    Tongue(name="right-to-left", change=right_to_left, code="he"),
]


def services_in(tongue: Tongue, app_content: AppContent) -> Services:
    if tongue.change is None:
        return app_content.services
    services = app_content.services
    engine = Engine(
        pack=pseudo_pack(services.pack, tongue.change),
        language=tongue.code,
        templates=locations.templates(),
        colors=read_colors(locations.resources() / "style" / "tokens.toml"),
        fonts=locations.resources() / "fonts",
    )
    # Figures have no words: the same ones serve every language.
    engine.illustrator = services.illustrator
    return replace(
        services,
        pack=engine.pack,
        language=tongue.code,
        talk=talking(engine, services),
    )


def talking(engine: Engine, services: Services) -> Callable[[Tree], Talk]:
    def talk(tree: Tree) -> Talk:
        return engine.talk(presentable(tree, services.check), services.clinic)

    return talk


def known_words(services: Services, tree: Tree) -> set[str]:
    """Give what stays as it is in any language: names, and what people wrote themselves."""
    clinic = services.clinic
    answers = [clinic.answers_for(product).values() for product in clinic.products]
    told = [*chain(*answers), clinic.licence, clinic.who_treats, clinic.name]
    days = (date(2026, 1, 1) + timedelta(days=10 * step) for step in range(37))
    calendar = {word for day in days for word in long_date(day, "en").split() if word.isalpha()}
    # The accented language has no names of days and no words between them in CLDR.
    calendar |= {"and", "or"}
    return {"Clinic Aid", *calendar, *proper_names(services.pack), *(t for t in told if t)} | set(
        _texts(tree)
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def faults_in(
    qtbot: QtBot,
    the_look: Look,
    app_content: AppContent,
    tree: Tree,
    *,
    tongue: Tongue,
    size: QSize,
) -> str:
    """Walk over every part of every screen and every sheet; give what is wrong, a line each."""
    qapp = QApplication.instance()
    assert isinstance(qapp, QApplication)
    with ExitStack() as stack:
        stack.enter_context(speaking(qapp, tongue.change) if tongue.change else nullcontext())
        services = services_in(tongue, app_content)
        session = Session(services)
        session.replace(tree)
        window = TalkWindow(the_look, services, session)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.begin(from_start=True)
        window.showNormal()
        window.resize(size)
        assert window.isRightToLeft() == (tongue.code == "he")
        names = known_words(services, tree)
        faults: list[str] = []

        def foreign(text: str) -> list[str]:
            assert tongue.change is not None
            # Addresses may break in places that nobody sees.
            return untranslated(text.replace("\u200b", ""), tongue.change, names=names)

        def look(place: str) -> None:
            qapp.processEvents()
            found = faults_of(
                window,
                foreign=foreign if tongue.change else None,
                scale=scale_for(window.size(), least=LEAST_TALK_SIZE, largest=3.0),
            )
            faults.extend(f"{place}: {fault}" for fault in found)

        for key in window.talk.screens:
            window.show_screen(key)
            qapp.processEvents()
            for part in range(window.page.parts):
                window.page.turn_to(part)
                look(f"{key}/{part + 1}")
        window.show_screen("todays-talk")
        for action in SHEETS:
            window.do(action)
            look(action)
            window.do(Action.LEAVE)
        window.do(Action.REST)
        look("rest")
        window.do(Action.REST)
        return "\n".join(faults)
