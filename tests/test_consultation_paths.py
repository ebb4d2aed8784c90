"""Every path of the consultation that the code names is one that its dataclasses have.

A path is a text to the type checker ("plan.treatment_date"): a typo would be an entry that
nobody ever finds.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path
from typing import Final, get_args, get_origin, get_type_hints

import pytest

from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.plan import TreatmentPlan

ROOT: Final = Path(__file__).parent.parent / "clinic_aid"
# What has dots there is no path: files and tables of the vault, names of modules.
OTHER_DOTS: Final = (
    "vault",
    "files",
    "figures",
    "handout/confinement.py",
    "content/readability.py",
)
FILES: Final = re.compile(r".*\.(json|yaml|css|qss|toml|log|com|rclone|sshfs|worker|conf|py|qm)")
DOTTED: Final = re.compile(r"[a-z_*]+(\.[a-z_*]+)+")
OF_A_DRAFT: Final = {"value", "text", "day", "entries", "put", "note"}
OF_A_TREE: Final = {"value_at", "text_at", "day_at", "time_at", "count_at", "entries_at"}
OF_A_PAGE: Final = {"field", "_open"}
ANY: Final = "*"


def has_path(kind: object, steps: list[str]) -> bool:
    """Say whether a kind of value has something at these steps; `*` is some step."""
    if not steps:
        return True
    step, *rest = steps
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        return any(has_path(hints[name], rest) for name in names if step in (name, ANY))
    if get_origin(kind) is Mapping:
        return has_path(get_args(kind)[1], rest)
    # Of a value that may be missing, what it is where it is there. Lists have no paths.
    kinds = () if get_origin(kind) is tuple else get_args(kind)
    return any(has_path(one, steps) for one in kinds if is_dataclass(one))


def literal(node: ast.AST | None) -> str | None:
    """Give a text as it stands in the code, `*` for each value that is put into it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [literal(part) if isinstance(part, ast.Constant) else ANY for part in node.values]
        return "".join(part or "" for part in parts)
    return None


def named(source: str) -> Iterator[str]:
    """Give the texts that stand where a path of the consultation is asked for."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        asks, first = call.func, literal(call.args[0]) if call.args else None
        if isinstance(asks, ast.Attribute):
            of = ast.unparse(asks.value)
            is_edit = asks.attr == "emit" and of.endswith("edited") and len(call.args) == 2
            of_draft = asks.attr in OF_A_DRAFT and of.endswith(("draft", "session", "changed"))
            if first and (is_edit or of_draft or (asks.attr in OF_A_PAGE and of == "self")):
                yield first
        elif isinstance(asks, ast.Name) and asks.id in OF_A_TREE and len(call.args) == 2:
            second = literal(call.args[1])
            if second and ast.unparse(call.args[0]).endswith("tree"):
                yield second


def dotted(source: str) -> Iterator[str]:
    """Give every text with dots between names, wherever it stands."""
    nodes = list(ast.walk(ast.parse(source)))
    inside = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        text = literal(node) if node not in inside else None
        if text and DOTTED.fullmatch(text) and not FILES.fullmatch(text):
            yield text


def typos(source: str) -> list[str]:
    """Give what of a source should be a path of the consultation, or of the clinic, and is none."""
    of_any = (Consultation, Clinic, TreatmentPlan)
    wrong = [text for text in named(source) if not has_path(Consultation, text.split("."))]
    wrong += [
        text for text in dotted(source) if not any(has_path(one, text.split(".")) for one in of_any)
    ]
    return sorted(set(wrong))


SOURCES: Final = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if not path.relative_to(ROOT).as_posix().startswith(OTHER_DOTS)
]


def test_every_path_in_the_code_is_one_of_the_consultation() -> None:
    found = {str(path.relative_to(ROOT)): typos(path.read_text("utf-8")) for path in SOURCES}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_the_paths_that_are_asked_for_most_are_seen() -> None:
    seen = set(chain.from_iterable(named(path.read_text("utf-8")) for path in SOURCES))

    assert {"plan.treatment_date", "patient.name", "decision", "checks.*", "plan", "shown"} <= seen
    assert {"plan.on_the_day.going_home", "teach_back", "finding.stage", "plan.*"} <= seen


@pytest.mark.parametrize(
    "source",
    [
        'draft.put("plan.full_csot", 1)',
        'session.put("pateint.name", 1)',
        'self._draft.text("plan.produkt")',
        'draft.value("desicion")',
        'self.edited.emit("plna", 1)',
        'self.field("plan.on_the_day.brign", label, control)',
        'day_at(kept.tree, "plan.treatment_day")',
        'concern(path="plan.sampling_dates")',
        'paths = {"plan.product.kind"}',
        'path = f"plna.{name}"',
        'path = f"plan.on_the_days.{name}"',
    ],
)
def test_a_typo_is_found(source: str) -> None:
    assert len(typos(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'draft.put("plan.full_cost", 1)',
        'draft.value(f"checks.{key}")',
        'draft.value(f"checks.{key}.answer")',
        'path = f"plan.already_done.{name}"',
        'name = "consultation.yaml"',
        'raise ValueError(f"plan.{name} is too late")',
    ],
)
def test_a_path_is_no_typo(source: str) -> None:
    assert typos(source) == []
