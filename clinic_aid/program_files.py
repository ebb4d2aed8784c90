"""What belongs to the program and is read after its window is there: content, templates, fonts."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from clinic_aid import locations
from clinic_aid.content.languages import language_for
from clinic_aid.desktop.system.background import log_fault
from clinic_aid.desktop.system.translation import translation_trouble
from clinic_aid.errors import ClinicAidError, InputError, Message
from clinic_aid.files.file_trouble import FileTrouble
from clinic_aid.files.shipped_files import ShippedFileError

if TYPE_CHECKING:
    from clinic_aid.domain.clinic import Clinic
    from clinic_aid.engine import Engine

NO_LETTERS: Final = Message(
    "Letters of Clinic Aid are missing or damaged. Install Clinic Aid again."
)


def content_language() -> str:
    """Give the language of what patients read: the first of the system's that the pack has."""
    return language_for(locations.content_pack(), QLocale.system().uiLanguages()) or "en"


def troubles_of_program() -> tuple[FileTrouble, ...]:
    """Read all that belongs to the program again, and draw it; give what of it cannot be used."""
    from clinic_aid.domain.clinic import Clinic
    from clinic_aid.figures.errors import FigureError

    engine, troubles = read_program()
    if engine is not None:
        try:
            draw_for_talk(engine, Clinic())
        except FigureError:
            troubles = (content_trouble(locations.templates() / "figures"), *troubles)
    return troubles


def read_program() -> "tuple[Engine | None, tuple[FileTrouble, ...]]":
    """Give the engine, as far as it can be read, and what of the program cannot."""
    engine, troubles = _read_content(content_language())
    if trouble := _letters_trouble(locations.resources() / "fonts"):
        troubles.append(trouble)
    languages = QLocale.system().uiLanguages()
    if trouble := translation_trouble(locations.resources() / "translations", languages):
        troubles.append(trouble)
    return engine, tuple(troubles)


def _read_content(language: str) -> "tuple[Engine | None, list[FileTrouble]]":
    """Read the content and look at the templates; without one of them there is nothing to make."""
    from clinic_aid.engine import Engine

    folder = path = locations.content_pack()
    try:
        engine = Engine.shipped(language)
        engine.require_templates()
    except ShippedFileError as error:
        path = error.path
    except InputError as error:
        path = folder / error.faults[0].file
    except Exception as error:  # whatever the damage leads to
        if not isinstance(error, ClinicAidError):
            log_fault(error)
        path = Path(error.filename) if isinstance(error, OSError) and error.filename else folder
    else:
        return engine, []
    return None, [content_trouble(path)]


def content_trouble(path: Path) -> FileTrouble:
    """Say that the content cannot be read for a file or folder of it."""
    return FileTrouble(
        what=Message("The content of Clinic Aid cannot be read. Install Clinic Aid again."),
        path=path,
        meanwhile=Message(
            "nothing new can be prepared, presented or made. Search, records, the guides in them, "
            "backups and Lock work as always."
        ),
        of_program=True,
    )


def _letters_trouble(fonts: Path) -> FileTrouble | None:
    """Say that the fonts cannot be read; None where they can."""
    from clinic_aid.handout.fonts import covered

    try:
        covered(fonts)
    except ClinicAidError as error:
        path = error.path if isinstance(error, ShippedFileError) else fonts
    except Exception as error:  # whatever the damage leads to
        log_fault(error)
        path = fonts
    else:
        return None
    return FileTrouble(
        what=NO_LETTERS,
        path=path,
        meanwhile=Message(
            "windows use the letters of this computer, and no new guide is made. Search, "
            "records and the guides in them work as always."
        ),
        of_program=True,
    )


def draw_for_talk(engine: "Engine", clinic: "Clinic") -> None:
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
