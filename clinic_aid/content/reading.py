"""Read a content pack: its structure and the texts of one language, as one value.

The files of a pack's folder hold structure, those of its language folder hold
texts; any file may add to any section, but nothing may be given twice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from clinic_aid.content.model import ContentPack
from clinic_aid.errors import ClinicAidError, Fault, InputError
from clinic_aid.files.models import validate
from clinic_aid.files.strict import read_file, read_shipped_file
from clinic_aid.files.tree import Document, JsonValue, path_text

FORMAT = 1
_Path = tuple[str | int, ...]
_Place = tuple[str, int | None]


def read_pack(folder: Path, language: str) -> ContentPack:
    """Give the pack in one language, or every fault of its files with file, line and path."""
    return located_pack(folder, language)[0]


def read_shipped_pack(folder: Path, language: str) -> ContentPack:
    """Give a pack that comes with the program; its files are known to have no fault of form."""
    return PackFiles(folder, language, read=read_shipped_file).validated()


def located_pack(folder: Path, language: str) -> tuple[ContentPack, "PackFiles"]:
    """Give the pack, and where each of its keys stands, for faults found later."""
    files = PackFiles(folder, language)
    return files.validated(), files


class PackFiles:
    """The joined tree of a pack's files, and the file and line of every place in it."""

    def __init__(
        self, folder: Path, language: str, *, read: Callable[..., Document] | None = None
    ) -> None:
        if not folder.is_dir():
            raise ClinicAidError(
                "{folder} is not a folder. Name the folder of a content pack.", folder=folder
            )
        if not (folder / language).is_dir():
            raise ClinicAidError(
                "The content pack has no texts in the language {language!r}.", language=language
            )
        self._data: dict[str, JsonValue] = {}
        self._places: dict[_Path, _Place] = {}
        self._inside: dict[_Path, list[_Path]] = {}
        faults: list[Fault] = []
        for path in (*sorted(folder.glob("*.yaml")), *sorted((folder / language).glob("*.yaml"))):
            name = path.relative_to(folder).as_posix()
            try:
                self._join((read or read_file)(path, name=name), faults)
            except InputError as error:
                faults.extend(error.faults)
        if faults:
            raise InputError(tuple(faults))

    def validated(self) -> ContentPack:
        """Give the pack as values."""
        places = list(self._places.values())
        # In the joined document a "line" is the number of a place; it is turned back below.
        lines = {path: number for number, path in enumerate(self._places)}
        try:
            return validate(Document(name="", data=self._data, lines=lines), ContentPack)
        except InputError as error:
            raise InputError(
                tuple(
                    replace(fault, file=places[fault.line][0], line=places[fault.line][1])
                    if fault.line is not None
                    else fault
                    for fault in error.faults
                )
            ) from None

    def fault(self, path: _Path, message: str) -> Fault:
        """Give a fault at a place, with the file and line of the nearest one that exists."""
        for length in range(len(path), 0, -1):
            if (place := self._places.get(path[:length])) is not None:
                return Fault(place[0], place[1], path_text(path), message)
        return Fault("", None, path_text(path), message)

    def _join(self, document: Document, faults: list[Fault]) -> None:
        data = document.data
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            faults.append(document.fault(("format",), f"must be {FORMAT}"))
            return
        sections = {key: value for key, value in data.items() if key != "format"}
        self._inside = _inside(document)
        faults.extend(self._merge(self._data, sections, (), document))

    def _merge(
        self,
        into: dict[str, JsonValue],
        more: dict[str, JsonValue],
        path: _Path,
        document: Document,
    ) -> Iterator[Fault]:
        for key, value in more.items():
            here = (*path, key)
            known = into.get(key)
            if isinstance(known, dict) and isinstance(value, dict):
                yield from self._merge(known, value, here, document)
                continue
            if key in into:
                file, line = self._places[here]
                yield document.fault(here, f"is also given in {file}, line {line}; keep one")
                continue
            into[key] = value
            self._remember(here, document)

    def _remember(self, path: _Path, document: Document) -> None:
        """Note where a new part of the tree stands, with everything inside it."""
        self._places[path] = (document.name, document.line_of(path))
        for inner in self._inside.get(path, ()):
            self._places[inner] = (document.name, document.lines[inner])


def _inside(document: Document) -> dict[_Path, list[_Path]]:
    """Give for each place of a document all that are in it, and itself."""
    inside: defaultdict[_Path, list[_Path]] = defaultdict(list)
    for path in document.lines:
        for length in range(1, len(path) + 1):
            inside[path[:length]].append(path)
    return inside
