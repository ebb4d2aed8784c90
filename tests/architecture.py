"""Draw the layers of the code, as its import contracts and its imports tell them.

    python -m tests.architecture      renews resources/docs/architecture.svg

Each box is a module or a package with the first line of what it says of itself, how many modules it
has, and the neighbours that it really imports. It is no test.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path
from textwrap import wrap
from typing import Final

import grimp

CHECKOUT: Final = Path(__file__).resolve().parents[1]
PICTURE: Final = CHECKOUT / "resources" / "docs" / "architecture.svg"
_PACKAGE: Final = "clinic_aid"
_OUTER, _INNER = "Layers point inwards", "The windows are built from below, task beside task"
_DESKTOP: Final = f"{_PACKAGE}.desktop"
_WIDTH: Final = 1160
_GAP: Final = 12
_LINE: Final = 17
_LETTER: Final = 6.7
"""How wide a letter of the small words is at most, in pixels."""


@dataclass(frozen=True, slots=True)
class Box:
    """One module or package of a layer."""

    name: str
    says: str
    modules: int
    imports: tuple[str, ...]


def layers(contract: str, container: str) -> list[list[str]]:
    """Give the modules of an import contract by their full names, layer by layer from the top."""
    pyproject = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    (found,) = (
        each for each in pyproject["tool"]["importlinter"]["contracts"] if each["name"] == contract
    )
    prefix = f"{container}." if "containers" in found else ""
    return [
        [prefix + name.strip() for name in layer.replace(":", "|").split("|")]
        for layer in found["layers"]
    ]


def boxes(graph: grimp.ImportGraph, names: Iterable[str], others: Iterable[str]) -> list[Box]:
    """Give what is drawn of modules of one layer; `others` are their possible neighbours."""
    neighbours = list(others)
    return [
        Box(
            name=name.removeprefix(f"{_PACKAGE}."),
            says=_says(name),
            modules=1 + len(graph.find_descendants(name)),
            imports=tuple(
                other.rpartition(".")[2]
                for other in neighbours
                if other != name
                and graph.direct_import_exists(importer=name, imported=other, as_packages=True)
            ),
        )
        for name in names
    ]


def picture() -> str:
    """Give the picture as SVG."""
    graph = grimp.build_graph(_PACKAGE, cache_dir=None)
    outer = layers(_OUTER, _PACKAGE)
    inner = layers(_INNER, _DESKTOP)
    every, windows = [list(chain(*each)) for each in (outer, inner)]
    parts: list[str] = []
    top = _GAP
    for layer in outer:
        if layer == [_DESKTOP]:
            (desktop,) = boxes(graph, layer, every)
            begin, top = top, top + 3 * _LINE
            within: list[str] = []
            for below in inner:
                drawn, height = _row(boxes(graph, below, windows), top, 2 * _GAP, inside=True)
                within += drawn
                top += height + _GAP
            parts += _frame(desktop, begin, top - begin)
            parts += within
        else:
            drawn, height = _row(boxes(graph, layer, every), top, _GAP)
            parts += drawn
            top += height
        top += _GAP
    return "\n".join([*_head(top), *parts, "</svg>", ""])


def _says(name: str) -> str:
    path = CHECKOUT.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return words.partition("\n")[0]


def _head(height: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="Atkinson Hyperlegible Next, Noto Sans, sans-serif" font-size="13">'
    )
    yield "<title>The layers of Clinic Aid: each knows only those below it</title>"
    yield f'<rect width="{_WIDTH}" height="{height}" fill="#f7f1e8"/>'


def _frame(box: Box, top: int, height: int) -> Iterator[str]:
    width = _WIDTH - 2 * _GAP
    yield _rect((_GAP, top, width, height), fill="#e9f3f1", line="#1f7a72")
    yield _words(2 * _GAP, top + 24, f"{box.name} ({box.modules} modules)", bold=True)
    said = f"{box.says}  It imports {', '.join(box.imports)}."
    yield _words(2 * _GAP, top + 24 + _LINE, said)


def _row(row: list[Box], top: int, left: int, *, inside: bool = False) -> tuple[list[str], int]:
    width = (_WIDTH - 2 * left - _GAP * (len(row) - 1)) // len(row)
    inner = int((width - 2 * _GAP) / _LETTER)
    texts = [
        [
            *wrap(box.says, inner),
            *wrap(f"imports {', '.join(box.imports)}" if box.imports else "imports nothing", inner),
        ]
        for box in row
    ]
    height = 34 + _LINE * max(map(len, texts))
    drawn: list[str] = []
    for place, (box, lines) in enumerate(zip(row, texts, strict=True)):
        x = left + place * (width + _GAP)
        count = f" ({box.modules} modules)" if box.modules > 1 else ""
        line_color = "#c3d8d4" if inside else "#738b8f"
        drawn.append(_rect((x, top, width, height), fill="#ffffff", line=line_color))
        drawn.append(_words(x + _GAP, top + 22, f"{box.name.rpartition('.')[2]}{count}", bold=True))
        drawn += (
            _words(x + _GAP, top + 22 + _LINE * (number + 1), line)
            for number, line in enumerate(lines)
        )
    return drawn, height


def _rect(place: tuple[int, int, int, int], *, fill: str, line: str) -> str:
    x, y, width, height = place
    box = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    return f'<rect {box} rx="8" fill="{fill}" stroke="{line}"/>'


def _words(x: int, y: int, words: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold" font-size="15"' if bold else ""
    return f'<text x="{x}" y="{y}" fill="#17363c"{weight}>{escape(words)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
