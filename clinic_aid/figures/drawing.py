"""Figures drawn from templates: the same picture for the screen and for the page.

A figure is two templates of one name in the folder `figures`: `<name>.svg.j2` gives the picture
without a word, `<name>.yaml` its size, its build steps and where its labels go. Both are filled
with the same values. A file whose name begins with `_` holds shared macros and is no figure.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, Never
from xml.etree import ElementTree as ET

import yaml
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel, ConfigDict

from clinic_aid.figures import allowed_svg, shapes
from clinic_aid.figures.compiling import COMPILING, CompiledTemplates
from clinic_aid.figures.errors import FigureError

FIGURE_FILES = (".svg.j2", ".yaml")
"""How the names of a figure's two templates end."""

_MOST_KEPT = 200


class Label(BaseModel):
    """Where the words `key` go: at a point in the figure's own units.

    `side` says which part of the words touches the point: their left edge (`start`), their
    middle (`center`) or their right edge (`end`). It does not turn round in a language that is
    written from right to left, because the picture does not. The words are centred on `y`.
    `step` is the build step they appear with, None where they are there from the start.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    key: str
    x: float
    y: float
    side: Literal["start", "center", "end"]
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawn picture, its labels, and its build steps in the order they are shown."""

    name: str
    svg: str
    width: float
    height: float
    labels: tuple[Label, ...]
    steps: tuple[str, ...]

    def layers(self) -> dict[str, str]:
        """Give a picture of each group alone, by its id, in the order they are painted.

        That order may differ from `steps`: what is shown last may lie underneath.
        """
        ids = allowed_svg.layer_ids(ET.fromstring(self.svg))
        return {name: self._only(name) for name in ids}

    def without_ids(self) -> str:
        """Give the whole picture for a page, where the ids of several figures would clash."""
        return _without_ids(self.svg)

    def _only(self, name: str) -> str:
        root = ET.fromstring(self.svg)
        for group in list(root):
            if group.get("id") != name:
                root.remove(group)
        return _written(root)


class _Plan(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    format: Literal[1]
    width: float
    height: float
    steps: list[str]
    labels: list[Label]


class Illustrator:
    """Draws figures from the folder `figures` in `templates`, in the given colours.

    Templates see the values of `draw`, the colours as `c`, the functions of `shapes`, and
    `refuse(message)`. They run in a sandbox: nothing but plain data reaches them.
    """

    def __init__(self, templates: Path, colors: Mapping[str, str]) -> None:
        self._folder = templates / "figures"
        self._drawn: dict[tuple[str, str], Figure] = {}
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(self._folder),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_short_number,
            bytecode_cache=CompiledTemplates(Path(__file__).parent),
        )
        self._environment.globals = {
            "c": dict(colors),
            "hatch": shapes.hatch,
            "mirror": shapes.mirror,
            "namespace": self._environment.globals["namespace"],
            "range": self._environment.globals["range"],
            "refuse": _refuse,
            "ribbon": shapes.ribbon,
            "smooth": shapes.smooth,
        }

    def names(self) -> tuple[str, ...]:
        """Give the names of all figures there are."""
        files = self._folder.glob("[!_]*.svg.j2")
        return tuple(sorted(file.name.removesuffix(".svg.j2") for file in files))

    def draw(self, name: str, **values: object) -> Figure:
        """Draw a figure with the values that its template asks for.

        Raises FigureError for an unknown figure, a missing or wrong value, or a template that
        leaves the part of SVG which both renderers draw alike.
        """
        for key, value in values.items():
            _require_plain(f"{name}: {key}", value)
        # Drawn anew at each change of the plan, most figures come out as they were.
        wish = (name, json.dumps(values, sort_keys=True))
        figure = self._drawn.get(wish)
        if figure is None:
            figure = self._draw(name, values)
            if len(self._drawn) >= _MOST_KEPT:
                self._drawn.clear()
            self._drawn[wish] = figure
        return figure

    def _draw(self, name: str, values: Mapping[str, object]) -> Figure:
        try:
            with COMPILING:
                svg = self._environment.get_template(f"{name}.svg.j2").render(values).strip()
                text = self._environment.get_template(f"{name}.yaml").render(values)
            plan = _Plan.model_validate(yaml.safe_load(text))
            root = ET.fromstring(svg)
        except (
            *(TemplateError, TypeError, ValueError, ArithmeticError),
            *(yaml.YAMLError, ET.ParseError),
        ) as error:
            raise FigureError(f"{name}: {error}") from error
        found = list(allowed_svg.faults(root)) or _disagreements(root, plan)
        if not svg.startswith("<svg"):
            # The check does not see it, and what draws the text itself would follow it.
            found.append("something stands before the picture, such as a document type")
        if found:
            raise FigureError(f"{name}: {'; '.join(found)}")
        return Figure(
            name=name,
            svg=svg,
            width=plan.width,
            height=plan.height,
            labels=tuple(plan.labels),
            steps=tuple(plan.steps),
        )


def _disagreements(root: ET.Element, plan: _Plan) -> list[str]:
    found = []
    box = [float(part) for part in root.get("viewBox", "").replace(",", " ").split()]
    if box != [0, 0, plan.width, plan.height]:
        found.append(f"viewBox {box} is not 0 0 {plan.width:g} {plan.height:g}")
    groups = [layer for layer in allowed_svg.layer_ids(root) if layer != "base"]
    if sorted(groups) != sorted(plan.steps):
        found.append(f"the picture has the steps {groups}, the list {plan.steps}")
    keys = [label.key for label in plan.labels]
    if len(keys) != len(set(keys)):
        found.append("two labels have the same key")
    for label in plan.labels:
        if not (0 <= label.x <= plan.width and 0 <= label.y <= plan.height):
            found.append(f"label {label.key} lies outside the picture")
        if label.step is not None and label.step not in plan.steps:
            found.append(f"label {label.key} belongs to {label.step}, which is no step")
    return found


@lru_cache(maxsize=64)
def _without_ids(svg: str) -> str:
    root = ET.fromstring(svg)
    for element in root.iter():
        element.attrib.pop("id", None)
    return _written(root)


def _written(root: ET.Element) -> str:
    ET.register_namespace("", allowed_svg.SVG)
    return ET.tostring(root, encoding="unicode")


def _require_plain(where: str, value: object) -> None:
    """Refuse what is not plain data, so that a template can call nothing of the program."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _require_plain(f"{where}.{key}", inner)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            _require_plain(f"{where}[{index}]", inner)
    elif type(value) not in (str, int, float, bool, type(None)):
        raise FigureError(f"{where} is {type(value).__name__}, not plain data")


def _short_number(value: object) -> object:
    return f"{round(value, 2):g}" if isinstance(value, float) else value


def _refuse(message: str) -> Never:
    """Give templates a way to reject a value that has a sensible type but no meaning."""
    raise FigureError(message)
