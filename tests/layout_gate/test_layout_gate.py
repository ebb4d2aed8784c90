"""No page of any guide is badly laid out; and each rule finds the fault it is for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clinic_aid import locations
from clinic_aid.engine import Engine
from clinic_aid.handout.pdf import PrintJob
from tests.layout_gate.boxes import pages_of
from tests.layout_gate.choice import Look, pairwise_looks
from tests.layout_gate.looking import faults_of_look
from tests.layout_gate.rules import faults_of

FONTS: Path = locations.resources() / "fonts"
FULL = "<p>word</p>" * 20
Faults = Callable[..., list[str]]


@pytest.mark.parametrize("look", pairwise_looks(), ids=str)
def test_pages_are_well_laid_out(look: Look, engine: Engine) -> None:
    assert faults_of_look(look, engine) == []


@pytest.fixture
def faults() -> Faults:
    """Give the faults of a page with a body, on paper of 100 by 100 mm."""

    def find(body: str, style: str = "") -> list[str]:
        html = f"""<html lang="en" data-part="My plan"><title>a</title><style>
            @page {{ size: 100mm; margin: 10mm }}
            @page {{ @bottom-left {{ content: "foot"; vertical-align: top; line-height: 1 }} }}
            html {{ font: 12pt/1.3 Atkinson Hyperlegible Next }} * {{ margin: 0 }} {style}
            </style><body>{body}</body></html>"""
        return faults_of(pages_of(PrintJob(documents=(html,)), FONTS), "en")

    return find


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>a b</p><p style='break-before: page'>c d</p>", "% full"),
        (f"{FULL}<h2 style='position: absolute; top: 74mm'>Head</h2>", "ends with the heading"),
        ("<p>one word</p><p style='margin-top: -1.2em'>two words</p>", "“one word” over"),
        ("<p style='margin-left: -8mm'>a b</p>", "nearer than 5 mm"),
        ("<div style='margin: -8mm; background: red'>a b</div>", "something drawn is nearer"),
        ("<p style='font-size: 11pt'>a b</p>", "has 11.0 points"),
        ("<p style='color: #999'>a b</p>", "has a contrast of"),
        ("<p style='background: #333'>a b</p>", "has a contrast of"),
        ("<p>a<br>it.</p>", "stands alone"),
        ("<p>On Friday 15<br>January, and so on.</p>", "is parted"),
        (
            "<p style='width: 4em; overflow-wrap: break-word'>On Wednesday,"
            " <span style='white-space: nowrap'>15 May</span>.</p>",
            "the word “Wednes / day” is parted",
        ),
        (
            f"<div style='break-inside: avoid'>{FULL}{FULL}</div>",
            "goes on on the next page",
        ),
    ],
)
def test_each_rule_finds_what_it_is_for(faults: Faults, body: str, found: str) -> None:
    assert [fault for fault in faults(body) if found in fault] != []


def test_a_good_page_has_no_fault(faults: Faults) -> None:
    assert faults("<h1>Head</h1><p>Some words, on Friday 15 January.</p>") == []
