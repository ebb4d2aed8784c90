from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinic_aid.handout.pdf import PrintJob, write_pdf
from tests.pdf_check import faults_of

COLUMNS = "<thead><tr><th scope='col'>Time</th><th scope='col'>Screen</th></tr></thead>"
# Beside the rows of a group, and across the table above them.
DATES = """<table>
<tbody><tr><th scope="rowgroup" rowspan="2">Monday</th><td>a</td><td>b</td></tr>
<tr><td>c</td><td>d</td></tr></tbody>
<tbody><tr><th scope="rowgroup">Tuesday</th><td>e</td><td>f</td></tr></tbody></table>"""
DAYS = f"""<table>{COLUMNS}
<tbody><tr><th scope="rowgroup" colspan="2">Monday</th></tr><tr><td>a</td><td>b</td></tr></tbody>
<tbody><tr><th scope="rowgroup" colspan="2">Tuesday</th></tr><tr><td>c</td><td>d</td></tr></tbody>
</table>"""
WIDE = """<table><tr><th></th><th colspan="2">Both</th></tr>
<tr><th></th><th>One</th><th>Other</th></tr>
<tr><th scope="row" rowspan="2">Row</th><td>a</td><td>b</td></tr>
<tr><td>c</td><td>d</td></tr></table>"""


@pytest.fixture
def cells(tags: Callable[[str], list[Any]]) -> Callable[[str], list[Any]]:
    """Give the tags of the cells of a body, in the order of the tree."""
    return lambda body: [tag for tag in tags(body) if tag.S in {"/TH", "/TD"}]


def test_heads_say_which_way_they_head(cells: Callable[[str], list[Any]]) -> None:
    body = '<table><tr><th>a</th><th>b</th></tr><tr><th scope="row">c</th><td>1</td></tr></table>'
    scopes = [str(cell.A.Scope) for cell in cells(body) if cell.S == "/TH"]
    assert scopes == ["/Column", "/Column", "/Row"]


@pytest.mark.parametrize(("body", "scopes"), [(DATES, {"/Row"}), (DAYS, {"/Column"})])
def test_the_head_of_a_group_stands_beside_or_above_it(
    body: str, scopes: set[str], cells: Callable[[str], list[Any]]
) -> None:
    assert {str(cell.A.Scope) for cell in cells(body) if cell.S == "/TH"} == scopes


@pytest.mark.parametrize(
    ("body", "heads"),
    [
        (DATES, [[], ["0-0"], ["0-0"], ["0-0"], ["0-0"], [], ["2-0"], ["2-0"]]),
        (
            DAYS,
            [
                *([], []),
                *([], ["0-0", "1-0"], ["0-1", "1-0"]),
                *([], ["0-0", "3-0"], ["0-1", "3-0"]),
            ],
        ),
        (
            WIDE,
            [
                *([], []),
                *(["0-0"], ["0-1"], ["0-1"]),
                *(["0-0", "1-0"], ["0-1", "1-1", "2-0"], ["0-1", "1-2", "2-0"]),
                *(["0-1", "1-1", "2-0"], ["0-1", "1-2", "2-0"]),
            ],
        ),
    ],
)
def test_every_cell_names_its_heads(
    body: str, heads: list[list[str]], cells: Callable[[str], list[Any]]
) -> None:
    # An ID ends with the row of the head and its place there.
    named = [
        ["-".join(str(head).split("-")[1:]) for head in cell.A.get("/Headers", [])]
        for cell in cells(body)
    ]
    assert named == heads


@pytest.mark.parametrize("body", [DATES, DAYS, WIDE])
def test_a_table_passes_every_check(body: str, page: Callable[..., PrintJob], fonts: Path) -> None:
    assert faults_of(write_pdf(page(f"<h1>a</h1>{body}"), fonts)) == []
