"""The texts of the interface as Qt's own tools find them, and translations that these compile."""

import ast
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


def update(catalogue: Path) -> None:
    """Let `lupdate` put every text of the program into a catalogue, and keep what is translated.

    It is told the names of the classes below the windows that are given their words.
    """
    aliases = ",".join(f"QT_TR_NOOP+={name}" for name in sorted(classes_of_words()))
    _run("lupdate", "-tr-function-alias", aliases, *source_files(), "-ts", catalogue)


@cache
def classes_of_words() -> frozenset[str]:
    """Give the names of `Message` and of all errors that say something to people."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for file in source_files()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found, more = set[str](), {"Message", "MessageError"}
    while more:
        found |= more
        more = {name for name, of in bases.items() if of & more} - found
    return frozenset(found)


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
        update(catalogue)
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
