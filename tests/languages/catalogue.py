"""The texts of the interface as Qt's own tools find them, and translations that these compile."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import clinic_aid


def source_files() -> list[Path]:
    """Give the files of the program, all of which may have a text of the interface."""
    return sorted(Path(clinic_aid.__file__).parent.rglob("*.py"))


def texts_of(catalogue: str) -> set[tuple[str, str]]:
    """Give the texts of a catalogue, each with the context that it is kept under."""
    return {
        (context.findtext("name") or "", source.text or "")
        for context in ElementTree.fromstring(catalogue).iter("context")
        for source in context.iter("source")
    }


@cache
def found_by_qt() -> str:
    """Give the catalogue (.ts) that `lupdate` makes of the program, untranslated."""
    with TemporaryDirectory() as folder:
        catalogue = Path(folder) / "found.ts"
        _run("lupdate", *source_files(), "-ts", catalogue)
        return catalogue.read_text(encoding="utf-8")


def compile_translation(change: Callable[[str], str], file: Path) -> None:
    """Translate every text of the program by a rule, and let `lrelease` make a .qm file of it."""
    tree = ElementTree.fromstring(found_by_qt())
    for message in tree.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.text = change(message.findtext("source") or "")
        translation.attrib.pop("type")
    catalogue = file.with_suffix(".ts")
    ElementTree.ElementTree(tree).write(catalogue, encoding="utf-8")
    _run("lrelease", catalogue, "-qm", file)


def _run(tool: str, *arguments: object) -> None:
    # A tool that cannot read a file of ours says so, and goes on with the others.
    ran = subprocess.run(
        [Path(sys.executable).with_name(f"pyside6-{tool}"), *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert not ran.stderr, ran.stderr
