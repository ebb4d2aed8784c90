"""What reads files from outside, and what must hold whatever the file holds."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from hypothesis import strategies as st
from PIL import Image

from clinic_aid import locations
from clinic_aid.errors import ClinicAidError
from clinic_aid.figures import allowed_svg
from clinic_aid.files.consultation_file import as_yaml, read_clinic, read_consultation
from clinic_aid.files.logo import read_logo
from clinic_aid.handover import Handover
from tests.fuzz.drawing import edited_bytes, edited_trees
from tests.fuzz.vault_files import (
    backup_database,
    backup_parts,
    backups,
    key_file,
    replaced,
    side_file,
)

CORPUS: Final = Path(__file__).with_name("corpus")


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: good inputs, and a function that says whether an input is taken.

    Whatever is not documented passes through the function as it was raised, and an AssertionError
    says that what was taken is not what it should be. `also` are inputs of before, good or bad.
    """

    good: Sequence[bytes]
    takes: Callable[[bytes], bool]
    also: Sequence[bytes] = ()
    is_json: bool = False

    def inputs(self) -> st.SearchStrategy[bytes]:
        """Draw inputs."""
        known = [*self.good, *self.also]
        drawn = st.sampled_from(known) | edited_bytes(known)
        return drawn | edited_trees(self.good) if self.is_json else drawn


def _known(name: str) -> list[bytes]:
    return [file.read_bytes() for file in sorted((CORPUS / name).glob("*"))]


def _samples(pattern: str) -> list[bytes]:
    return [file.read_bytes() for file in sorted((locations.resources() / "samples").glob(pattern))]


def _takes_document(read: Callable[[Path], tuple[Any, Any]], folder: Path, data: bytes) -> bool:
    file = folder / ("a.json" if data.lstrip()[:1] == b"{" else "a.yaml")
    file.write_bytes(data)
    try:
        value, document = read(file)
    except ClinicAidError:
        return False
    again = folder / "again.yaml"
    again.write_text(as_yaml(document.data), encoding="utf-8")
    assert read(again)[0] == value, "what is written anew is read as another"
    return True


def _consultation(folder: Path) -> Target:
    return Target(
        [one for one in _samples("[!c]*.*") if b"patient" in one],
        partial(_takes_document, read_consultation, folder),
        _known("consultation"),
    )


def _clinic(folder: Path) -> Target:
    return Target(
        _samples("clinic*.yaml"), partial(_takes_document, read_clinic, folder), _known("clinic")
    )


def _logo(folder: Path) -> Target:
    good = []
    for kind in ("PNG", "JPEG"):
        picture = BytesIO()
        Image.new("RGB", (9, 7), "#226688").save(picture, kind)
        good.append(picture.getvalue())

    def takes(data: bytes) -> bool:
        file = folder / "logo"
        file.write_bytes(data)
        try:
            kind, taken = read_logo(file)
        except ClinicAidError:
            return False
        assert kind in {"image/png", "image/jpeg"}
        assert Image.open(BytesIO(taken)).size
        return True

    return Target(good, takes, _known("logo"))


def _handover(_folder: Path) -> Target:
    good = Handover(window=b"\1\2", work=b"\3", person="Jo Brook", words="Kept").as_bytes()

    def takes(data: bytes) -> bool:
        handed = Handover.from_bytes(data)
        again = handed.as_bytes()
        assert Handover.from_bytes(again).as_bytes() == again
        return handed != Handover()

    return Target([good], takes, is_json=True)


def _figure(_folder: Path) -> Target:
    good = (
        f'<svg xmlns="{allowed_svg.SVG}" viewBox="0 0 9 9"><g id="base"><path d="M1 1L2 2Z" '
        'fill="#226688"/></g><g id="step-1"><circle cx="1" cy="2" r="3" stroke="none"/></g></svg>'
    ).encode()

    def takes(data: bytes) -> bool:
        try:
            root = ET.fromstring(data)
        except (ET.ParseError, ValueError, LookupError):
            return False
        if next(allowed_svg.faults(root), None) is not None:
            return False
        for element in root.iter():
            assert element.tag.rpartition("}")[2] in {"svg", "g", *_SHAPES}, element.tag
            assert not (element.text or "").strip()
            for name, value in element.attrib.items():
                assert name.isascii(), name
                assert not name.startswith("on"), name
                assert "href" not in name, name
                assert not {":", "&", "<", "\\"} & set(value), value
                assert "url" not in value.lower(), value
        return True

    return Target([good], takes, _known("figure"))


_SHAPES: Final = ("path", "circle", "ellipse", "rect", "line", "polygon", "polyline")


def _key_file(_folder: Path) -> Target:
    good, takes = key_file()
    return Target([good], takes, is_json=True)


def _side_file(name: str, folder: Path) -> Target:
    good, takes = side_file(name, folder)
    return Target([good], takes, is_json=_is_json(good))


def _backup(folder: Path) -> Target:
    good, takes = backups(folder)
    return Target([good], takes)


def _backup_database(folder: Path) -> Target:
    good, takes = backup_database(folder)
    return Target([good], takes)


def _backup_parts(folder: Path) -> Target:
    good, takes = backup_parts(folder)
    return Target([good], takes, is_json=True)


def _replaced(folder: Path) -> Target:
    good, takes = replaced(folder)
    return Target([good], takes)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


TARGETS: Final[dict[str, Callable[[Path], Target]]] = {
    "consultation": _consultation,
    "clinic": _clinic,
    "logo": _logo,
    "handover": _handover,
    "figure": _figure,
    "keys": _key_file,
    "vault-keys": partial(_side_file, "keys"),
    "vault-database": partial(_side_file, "database"),
    "vault-trail": partial(_side_file, "trail"),
    "vault-tries": partial(_side_file, "tries"),
    "vault-erased": partial(_side_file, "erased"),
    "backup": _backup,
    "backup-parts": _backup_parts,
    "backup-database": _backup_database,
    "restore": _replaced,
}
"""Each reader by its name; it is made in a folder that is its own."""
