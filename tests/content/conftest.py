"""What the tests of content packs share: the shipped pack, and copies of it to break."""

import copy
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clinic_aid import locations
from clinic_aid.content import reading
from clinic_aid.content.checking import PackCheck, check_pack
from clinic_aid.content.model import ContentPack
from clinic_aid.files.strict import read_document
from clinic_aid.files.tree import Document
from clinic_aid.pack_report import figure_labels


class BrokenPack:
    """A copy of the shipped pack; each change gives the line on which it stands."""

    def __init__(self, folder: Path, figures: Mapping[str, frozenset[str]]) -> None:
        self.folder = folder
        self._figures = figures

    def faults(self, **arguments: Any) -> list[str]:
        """Give what `content check` would print."""
        found = check_pack(self.folder, figures=self._figures, **arguments)
        return [str(fault) for fault in found.faults]

    def put(self, file: str, path: str, value: str) -> int:
        """Give a key another value, which is written in one line."""
        lines, start, end, indent = self._block(file, path)
        lines[start:end] = [f"{indent}{path.rsplit('.', 1)[-1]}: {value}"]
        return self._written(file, lines, start)

    def drop(self, file: str, path: str) -> None:
        """Take a key away, with all that is in it."""
        lines, start, end, _ = self._block(file, path)
        del lines[start:end]
        self._written(file, lines, start)

    def add(self, file: str, path: str, *entries: str) -> int:
        """Add lines as the first inside a key; the number is that of the first line."""
        lines, start, _, indent = self._block(file, path)
        lines[start + 1 : start + 1] = [f"{indent}  {entry}" for entry in entries]
        return self._written(file, lines, start + 1)

    def line_of(self, file: str, path: str) -> int:
        """Give the line on which a key stands."""
        return self._block(file, path)[1] + 1

    def rewrite(self, file: str, change: Callable[[str], str]) -> None:
        """Change the text of a file."""
        path = self.folder / file
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    def translate(self, language: str) -> None:
        """Add another language with the same words."""
        shutil.copytree(self.folder / "en", self.folder / language)

    def _block(self, file: str, path: str) -> tuple[list[str], int, int, str]:
        lines = (self.folder / file).read_text(encoding="utf-8").splitlines()
        start, end, indent = -1, len(lines), -1
        for key in path.split("."):
            found = (
                (number, len(line) - len(line.lstrip()))
                for number, line in enumerate(lines[start + 1 : end], start + 1)
                if re.match(rf' *"?{re.escape(key)}"?:', line)
                and len(line) - len(line.lstrip()) > indent
            )
            start, indent = next(found)
            after = (
                number
                for number, line in enumerate(lines[start + 1 : end], start + 1)
                if line.strip() and len(line) - len(line.lstrip()) <= indent
            )
            end = next(after, end)
        return lines, start, end, " " * indent

    def _written(self, file: str, lines: list[str], start: int) -> int:
        (self.folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return start + 1


@cache
def _parsed(content: bytes, name: str) -> Document:
    return read_document(content, name=name)


def _read_file(path: Path, *, name: str) -> Document:
    """Read a file as the program does, but parse the same bytes once in all tests."""
    parsed = _parsed(path.read_bytes(), name)
    # The reader joins the trees of the files in place; the lines it only reads.
    return replace(parsed, data=copy.deepcopy(parsed.data))


@pytest.fixture(scope="session")
def shipped_folder() -> Path:
    return locations.content_pack()


@pytest.fixture(scope="session")
def figures() -> Mapping[str, frozenset[str]]:
    return figure_labels()


@pytest.fixture(scope="session")
def shipped_check(shipped_folder: Path, figures: Mapping[str, frozenset[str]]) -> PackCheck:
    return check_pack(shipped_folder, figures=figures)


@pytest.fixture(scope="session")
def shipped(shipped_check: PackCheck) -> ContentPack:
    return shipped_check.packs["en"]


@pytest.fixture
def broken(
    tmp_path: Path,
    shipped_folder: Path,
    figures: Mapping[str, frozenset[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> BrokenPack:
    folder = tmp_path / "pack"
    shutil.copytree(shipped_folder, folder)
    monkeypatch.setattr(reading, "read_file", _read_file)
    return BrokenPack(folder, figures)
