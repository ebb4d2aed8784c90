"""The list of labels is held against the code and the templates that place them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic_aid import locations
from clinic_aid.content.checking import PackCheck
from clinic_aid.content.guards.references import FIGURES, SECTIONS
from clinic_aid.content.labels import LABELS, OPTIONAL, SENTENCES

_PACKAGE = Path(locations.__file__).parent
_CODE = [
    ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("content", "handout", "talk", "desktop")
    for path in sorted((_PACKAGE / folder).rglob("*.py"))
    if path.name != "labels.py" or folder != "content"
]
_TEMPLATES = [
    path.read_text(encoding="utf-8") for path in (locations.templates() / "handout").glob("*.j2")
]


def _keys(name: str) -> Iterator[ast.expr]:
    """Give what stands in brackets behind `name` or `x.name`."""
    for tree in _CODE:
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and name in (
                getattr(node.value, "id", None),
                getattr(node.value, "attr", None),
            ):
                yield node.slice


def _pattern(key: ast.JoinedStr) -> str:
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"
        for part in key.values
    )
    return "".join(parts)


def _constants(name: str) -> set[str]:
    constants = (key.value for key in _keys(name) if isinstance(key, ast.Constant))
    return {key for key in constants if isinstance(key, str)}


_NAMED = _constants("labels") | {
    key for text in _TEMPLATES for key in re.findall(r'\bl\["([^"]+)"\]', text)
}
_PATTERNS = [_pattern(key) for key in _keys("labels") if isinstance(key, ast.JoinedStr)]
# Keys that reach a page by way of a variable stand somewhere as a text of their own.
_WORDS = {
    str(node.value)
    for tree in _CODE
    for node in ast.walk(tree)
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}


def test_every_label_that_the_program_names_is_listed() -> None:
    assert sorted(_NAMED - LABELS.keys()) == []


@pytest.mark.parametrize("pattern", sorted(set(_PATTERNS)))
def test_every_family_of_labels_has_members(pattern: str) -> None:
    assert any(re.fullmatch(pattern, key) for key in LABELS)


def test_every_label_that_is_listed_is_placed_by_a_page() -> None:
    unused = {
        key
        for key in LABELS.keys() - _NAMED - _WORDS
        if not any(re.fullmatch(pattern, key) for pattern in _PATTERNS)
        and not key.startswith("prepared-for-")
    }
    assert sorted(unused) == []


def test_a_label_is_given_the_values_that_are_listed() -> None:
    wrong = {}
    for tree in _CODE:
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Name("fill"), args=[ast.Subscript(slice=ast.Constant(key))]
                ) if all(keyword.arg for keyword in node.keywords):
                    given = {str(keyword.arg) for keyword in node.keywords}
                    if given != LABELS[str(key)]:
                        wrong[str(key)] = given
    assert wrong == {}


def test_the_shipped_pack_has_every_label(shipped_check: PackCheck) -> None:
    assert sorted(LABELS.keys() - shipped_check.packs["en"].labels.keys()) == []


def test_what_need_not_be_placed_is_given() -> None:
    assert all(names <= LABELS[key] for key, names in OPTIONAL.items())


def test_a_sentence_is_listed_once() -> None:
    assert all(LABELS[key] == names for key, names in SENTENCES.items())


def test_every_section_that_a_page_names_is_looked_for() -> None:
    assert sorted(_constants("sections")) == sorted(SECTIONS)


def test_every_figure_that_a_page_names_is_looked_for() -> None:
    assert sorted(_constants("figures") - set(FIGURES)) == []
