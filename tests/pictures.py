"""Make pictures of what Clinic Aid shows and prints, to look at.

    python -m tests.pictures FOLDER      every page of every sample, every step of the window,
                                         every screen of the talk and with a vault in two sizes
    python -m tests.pictures --readme    the pictures of README.md, in resources/docs

Needs pdftoppm (poppler-utils), and no display.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from clinic_aid import locations
from clinic_aid.__main__ import main as clinic_aid
from clinic_aid.app import App
from clinic_aid.app_content import load_app_content, look
from clinic_aid.demo import Demo
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE
from clinic_aid.desktop.system import printing
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.window import TalkWindow
from tests.vault_pictures import picture_vault

_WINDOW: Final = QSize(1366, 768)
_TALKS: Final = (_WINDOW, QSize(1920, 1080))
_SHEETS: Final = (
    Action.CHAPTERS,
    Action.KEYS,
    Action.SOURCES,
    Action.WORDS,
    Action.HINTS,
    Action.QUESTION,
)
_PATIENCE_MS: Final = 60_000
_COLORS: Final = 192
_GAP: Final = 12
_DESK: Final = "#c9d1d3"

# Per picture of README.md: words of the pages of the full sample shown side by side.
_SPREADS: Final = {
    "handout-plan": (
        "Follow your list, day by day",
        "After your sample",
        "What may happen, and when",
    ),
    "handout-evidence": (
        "Emergency. Call now if",
        "What the studies found",
        "Your choices, side by side",
    ),
}
# And per picture the step of the window and, while preparing, its page.
_STEPS: Final = {
    "window-prepare": (PREPARE, 2),
    "window-guide": (GUIDE, None),
}
# And per picture of what there is with a vault, its name here.
_WITH_VAULT: Final = {"window-home": "vault-home", "window-record": "vault-record"}
# And the screens of the talk that it shows.
_SCREENS: Final = ("how-it-may-work", "your-stage", "compare-options", "your-timeline")


def picture_pages(pdf: Path, folder: Path, *, dots_per_inch: int) -> list[Path]:
    """Give a picture of every page, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["pdftoppm", "-r", str(dots_per_inch), "-png", str(pdf), str(folder / pdf.stem)]
    subprocess.run(command, check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def picture_samples(folder: Path) -> None:
    """Picture every page of the handout of every sample consultation."""
    samples = locations.resources() / "samples"
    consultations = [
        file
        for file in sorted(samples.iterdir())
        if file.suffix in {".yaml", ".json"} and not file.stem.startswith("clinic")
    ]
    _print_guides(consultations, folder)
    for pdf in sorted(folder.glob("*.pdf")):
        picture_pages(pdf, folder, dots_per_inch=80)


def _print_guides(consultations: Sequence[Path], output: Path) -> None:
    clinic = locations.resources() / "samples" / "clinic.yaml"
    files = [str(file) for file in consultations]
    if clinic_aid(["handout", *files, "--clinic", str(clinic), "--output", str(output)]):
        raise RuntimeError("not every guide could be made")


def picture_window(folder: Path, steps: dict[str, tuple[int, int | None]] | None = None) -> None:
    """Picture steps of the window with the demo's consultation, by default all of them."""
    _start_qt()
    app = Demo()
    try:
        app.window.resize(_WINDOW)
        _wait_for_guide(app)
        every: dict[str, tuple[int, int | None]] = {
            "window-home": (HOME, None),
            "window-guide": (GUIDE, None),
        }
        for page, _ in enumerate(app.window.prepare.page_names):
            every[f"window-prepare-{page + 1}"] = (PREPARE, page)
        for name, (step, shown) in (steps or every).items():
            app.window.turn_to(step, shown)
            _save_small(_grabbed(app.window, folder / f"{name}.png"))
    finally:
        app.close()


def picture_talk(
    folder: Path, size: QSize, screens: Sequence[str] | None = None, *, sheets: bool = True
) -> None:
    """Picture screens of the talk with the demo's consultation, by default all, part by part."""
    _start_qt()
    read = load_app_content(demo=True)
    try:
        session = Session(read.services)
        session.replace(read.tree or {})
        window = TalkWindow(look(), read.services, session)
        window.begin(from_start=True)
        window.showNormal()
        window.resize(size)
        folder.mkdir(parents=True, exist_ok=True)
        for number, key in enumerate(window.talk.screens, start=1):
            if screens is None or key in screens:
                name = key if screens else f"{number:02}-{key}"
                _picture_screen(window, key, folder, name, whole=screens is None)
        for action in _SHEETS if sheets else ():
            window.do(action)
            _grab_talk(window, folder / f"sheet-{action}.png")
            window.do(Action.LEAVE)
        window.hide()
    finally:
        read.renderer.close()


def _picture_screen(window: TalkWindow, key: str, folder: Path, name: str, *, whole: bool) -> None:
    window.show_screen(key)
    parts = window.page.parts if whole else 1
    for part in range(parts):
        window.page.turn_to(part)
        suffix = f"-{part + 1}" if parts > 1 else ""
        _grab_talk(window, folder / f"{name}{suffix}.png")


def _grab_talk(window: TalkWindow, file: Path) -> None:
    QApplication.processEvents()
    window.grab().save(str(file))
    _save_small(file)


def _start_qt() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # A picture taken while one screen fades into the next would show both.
    os.environ["CLINIC_AID_MOTION"] = "none"
    # As on a desktop that keeps its screen lit for a talk.
    os.environ["WAKEPY_FAKE_SUCCESS"] = "1"
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    look().load_fonts(application)
    # As on a clinic's computer: what a window offers must not hang on this one.
    vars(printing).update(printer_names=lambda: ["Office"])


def _wait_for_guide(app: App) -> None:
    loop = QEventLoop()
    app.window.current.connect(loop.quit)
    app.window.filled.connect(lambda: app.window.guide.live.failed.connect(loop.quit))
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    app.show()
    loop.exec()
    if app.window.preview.state != "current":
        raise RuntimeError("the window shows no guide")


def _grabbed(window: QWidget, file: Path) -> Path:
    # The pages of a PDF are drawn a moment after they are shown.
    settled = QEventLoop()
    QTimer.singleShot(1500, settled.quit)
    settled.exec()
    file.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(file))
    return file


def _save_small(file: Path) -> None:
    """Write a picture anew with few colours, which leaves a third of its bytes."""
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(_COLORS, kmeans=1, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def picture_readme(folder: Path) -> None:
    """Make the pictures of README.md from the full sample."""
    samples = locations.resources() / "samples"
    with TemporaryDirectory() as name:
        pdf = Path(name) / "full.pdf"
        _print_guides([samples / "full.yaml"], pdf)
        pages = picture_pages(pdf, Path(name), dots_per_inch=58)
        texts = [page.extract_text().replace("\xa0", " ") for page in PdfReader(pdf).pages]
        for spread, words in _SPREADS.items():
            target = folder / f"{spread}.png"
            numbers = [next(n for n, text in enumerate(texts) if each in text) for each in words]
            _side_by_side([pages[number] for number in numbers], target)
            _save_small(target)
    picture_window(folder, dict(_STEPS))
    picture_vault(folder, _WINDOW, frozenset(_WITH_VAULT.values()))
    for name, made in _WITH_VAULT.items():
        _save_small((folder / f"{made}.png").replace(folder / f"{name}.png"))
    picture_talk(folder, _WINDOW, _SCREENS, sheets=False)
    for screen in _SCREENS:
        (folder / f"{screen}.png").replace(folder / f"screen-{screen}.png")


def _side_by_side(files: Sequence[Path], target: Path) -> None:
    pictures = [Image.open(file) for file in files]
    width = sum(picture.width for picture in pictures) + _GAP * (len(pictures) + 1)
    height = max(picture.height for picture in pictures) + 2 * _GAP
    sheet = Image.new("RGB", (width, height), _DESK)
    left = _GAP
    for picture in pictures:
        sheet.paste(picture, (left, _GAP))
        left += picture.width + _GAP
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target)


def main() -> int:
    """Make the pictures that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    wanted.add_argument("--readme", action="store_true", help="the pictures of README.md")
    given = parser.parse_args()
    if given.readme:
        picture_readme(locations.resources() / "docs")
        return 0
    given.folder.mkdir(parents=True, exist_ok=True)
    picture_samples(given.folder)
    picture_window(given.folder)
    for size in _TALKS:
        _start_qt()
        picture_vault(given.folder / f"vault-{size.width()}x{size.height()}", size)
        picture_talk(given.folder / f"screens-{size.width()}x{size.height()}", size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
