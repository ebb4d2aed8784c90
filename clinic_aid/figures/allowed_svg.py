"""The part of SVG that QtSvg and WeasyPrint draw alike, and the check that nothing else is used."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"

_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?"
_NUMBERS = re.compile(rf"\s*{_NUMBER}(?:[\s,]+{_NUMBER})*\s*")
_LENGTH = re.compile(_NUMBER)
_SHARE = re.compile(r"0|1|1\.0|0?\.\d+|0\.0")
_PAINT = re.compile(r"none|#[0-9a-f]{6}")
_PATH = re.compile(r"\s*[Mm][MmLlHhVvCcSsQqTtAaZz\d\s,.\-e]*")
_TRANSFORM = re.compile(
    r"(?:\s*(?:translate|rotate|scale|matrix)\(\s*[-\d.\s,e]+\)\s*)+",
)

_PRESENTATION = {
    "fill": _PAINT,
    "fill-opacity": _SHARE,
    "fill-rule": re.compile("evenodd|nonzero"),
    "opacity": _SHARE,
    "stroke": _PAINT,
    "stroke-dasharray": _NUMBERS,
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
    "stroke-opacity": _SHARE,
    "stroke-width": _LENGTH,
    "transform": _TRANSFORM,
    "id": re.compile(r"[a-z][a-z0-9-]*"),
}
_GEOMETRY = {
    "g": (),
    "path": ("d",),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polygon": ("points",),
    "polyline": ("points",),
}
_SPECIAL = {"d": _PATH, "points": _NUMBERS}


def layer_ids(root: ET.Element) -> tuple[str, ...]:
    """Give the ids of the groups directly in the picture, in the order they are painted."""
    return tuple(child.get("id", "") for child in root)


def faults(root: ET.Element) -> Iterator[str]:
    """Give what the two renderers might draw differently, or what breaks the build steps."""
    if root.tag != f"{{{SVG}}}svg":
        yield "the outermost element must be svg, in the SVG namespace"
    extra = set(root.attrib) - {"viewBox"}
    if extra:
        yield f"svg has {', '.join(sorted(extra))}; only viewBox is allowed"
    if not _NUMBERS.fullmatch(root.get("viewBox", "")):
        yield "viewBox must be four numbers"
    for child in root:
        name = child.get("id", "")
        if child.tag != f"{{{SVG}}}g" or not (name == "base" or name.startswith("step-")):
            yield f"{_short(child)} lies outside the groups base and step-…"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        yield "an id occurs twice"
    for element in root.iter():
        if (element.text or "").strip() or (element.tail or "").strip():
            yield f"words in or after {_short(element)}: labels are not part of a picture"
        if element is not root:
            yield from _faults_of(element)


def _faults_of(element: ET.Element) -> Iterator[str]:
    tag = _short(element)
    if tag not in _GEOMETRY:
        yield f"{tag} is not drawn alike by both renderers"
        return
    for name, value in element.attrib.items():
        if name in _PRESENTATION:
            pattern = _PRESENTATION[name]
        elif name in _GEOMETRY[tag]:
            pattern = _SPECIAL.get(name, _LENGTH)
        else:
            yield f"{tag} has {name}, which is not allowed"
            continue
        if not pattern.fullmatch(value):
            yield f"{tag}: {name} cannot be {value!r}"


def _short(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
