"""What the tests of the PDF engine share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clinic_aid import locations
from clinic_aid.handout.fonts import FONT_FAMILY
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.handout.rendering import Renderer

_STYLE = f"""
@page {{
  size: A4; margin: 20mm; font-family: {FONT_FAMILY};
  @top-left {{ content: "Your guide" }}
  @bottom-left {{ content: element(clinic) }}
  @bottom-right {{ content: counter(page) " / " counter(pages) }}
}}
body {{ font-family: {FONT_FAMILY} }}
footer {{ position: running(clinic) }}
.medium {{ font-weight: 500 }}
.semibold {{ font-weight: 600 }}
"""

_BODY = """
<footer>Example <b>Clinic</b></footer>
<h1>Your guide</h1>
<p>See <a href="https://example.org/a" title="What the regulator says">there</a>
and <a href="#dates">the <b>dates</b></a>.</p>
<p class="medium">Medium</p><p class="semibold">Semibold</p><p><b>Bold</b></p>
<p lang="ar" dir="rtl">العلاج بالخلايا الجذعية <bdi lang="en" dir="ltr">Maria 12</bdi></p>
<p lang="he" dir="rtl">טיפול בתאי גזע</p>
<p lang="hi">हिन्दी में चिकित्सा</p>
<p lang="el">Θεραπεία</p><p lang="ru">Лечение клетками</p>
<p lang="tr">İĞŞ ığş</p><p lang="pl">Zażółć gęślą jaźń 5 µg</p>
<ol><li>First</li><li>Second</li></ol>
<ul><li>Any</li></ul>
<table id="dates"><caption>Dates</caption>
<thead><tr><th>Step</th><th>Day</th></tr></thead>
<tbody><tr><th scope="row">Wash</th><td>3</td></tr>
<tr><th scope="row">Swim</th><td>14</td></tr></tbody></table>
<svg width="40" height="40" viewBox="0 0 10 10"><title>A drop on the scalp</title>
<rect width="10" height="10" fill="#226688"/></svg>
<svg width="40" height="40" viewBox="0 0 10 10" aria-hidden="true">
<rect width="10" height="10" fill="#882266"/></svg>
"""


@pytest.fixture(scope="session")
def fonts() -> Path:
    return locations.resources() / "fonts"


@pytest.fixture(scope="session")
def page() -> Callable[..., PrintJob]:
    """Give a job for a body, with its head and style right."""

    def make(body: str, *, style: str = _STYLE, head: str = "", **files: bytes) -> PrintJob:
        html = (
            f'<!DOCTYPE html><html lang="en"><head><title>Your guide</title>{head}'
            f"<style>{style}</style></head><body>{body}</body></html>"
        )
        return PrintJob(html=html, files={name: ("text/css", data) for name, data in files.items()})

    return make


@pytest.fixture(scope="session")
def guide(page: Callable[..., PrintJob]) -> PrintJob:
    """Give a job with one of everything a handout is made of."""
    return page(_BODY)


@pytest.fixture(scope="session")
def renderer(fonts: Path) -> Iterator[Renderer]:
    with Renderer(fonts) as shared:
        shared.warm()
        yield shared
