"""What the tests of the handout and of the PDF engine share."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from clinic_aid import locations
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import DEFAULT_WISH, GuideWish
from clinic_aid.engine import Engine
from clinic_aid.files.strict import read_file
from clinic_aid.handout.fonts import FONT_FAMILY
from clinic_aid.handout.model import Handout
from clinic_aid.handout.pdf import PrintJob, write_pdf
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


Render = Callable[[PrintJob], bytes]


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
        return PrintJob(
            documents=(html,), files={name: ("text/css", data) for name, data in files.items()}
        )

    return make


@pytest.fixture(scope="session")
def guide(page: Callable[..., PrintJob]) -> PrintJob:
    """Give a job with one of everything a handout is made of."""
    return page(_BODY)


@pytest.fixture(scope="session")
def tags_of() -> Callable[[pikepdf.Pdf], list[Any]]:
    """Give the tags of a PDF, in the order in which they are read."""

    def walk(children: Any) -> Iterator[Any]:
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                yield from walk(child.get("/K", pikepdf.Array()))

    return lambda pdf: list(walk(pdf.Root.StructTreeRoot.K))


@pytest.fixture
def tags(
    page: Callable[..., PrintJob], fonts: Path, tags_of: Callable[[pikepdf.Pdf], list[Any]]
) -> Iterator[Callable[[str], list[Any]]]:
    """Give the tags of a body, in the order in which they are read."""
    with ExitStack() as opened:

        def read(body: str) -> list[Any]:
            return tags_of(
                opened.enter_context(pikepdf.open(BytesIO(write_pdf(page(body), fonts))))
            )

        yield read


@pytest.fixture(scope="session")
def renderer(fonts: Path) -> Iterator[Renderer]:
    with Renderer(fonts) as shared:
        shared.warm()
        yield shared


@pytest.fixture(scope="session")
def labels(pack: ContentPack) -> Mapping[str, str]:
    return pack.labels


@pytest.fixture(scope="session")
def clinic(engine: Engine) -> Clinic:
    """Give the made-up clinic of the samples."""
    return engine.read_clinic(locations.resources() / "samples" / "clinic.yaml")


@pytest.fixture(scope="session")
def consultation_of(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str | Mapping[str, Any]], Consultation]:
    """Give the consultation of a sample's name, or of a tree written into a file."""
    samples = {path.stem: path for path in (locations.resources() / "samples").iterdir()}
    folder = tmp_path_factory.mktemp("consultations")

    def read(source: str | Mapping[str, Any]) -> Consultation:
        if isinstance(source, str):
            return engine.read_consultation(samples[source])
        file = folder / "consultation.json"
        file.write_text(json.dumps(source), encoding="utf-8")
        return engine.read_consultation(file)

    return read


@pytest.fixture(scope="session")
def sample_tree() -> Callable[[str], dict[str, Any]]:
    """Give what stands in a sample, to be changed."""

    def read(name: str) -> dict[str, Any]:
        [file] = (locations.resources() / "samples").glob(f"{name}.*")
        tree: dict[str, Any] = json.loads(json.dumps(read_file(file).data))
        return tree

    return read


@pytest.fixture(scope="session")
def handout_of(
    engine: Engine,
    clinic: Clinic,
    consultation_of: Callable[[str | Mapping[str, Any]], Consultation],
) -> Callable[..., Handout]:
    """Give the handout of a sample or a tree, at the made-up clinic or another."""

    def make(
        source: str | Mapping[str, Any], *, at: Clinic | None = None, wish: GuideWish = DEFAULT_WISH
    ) -> Handout:
        return engine.compose(consultation_of(source), at or clinic, wish)

    return make


@pytest.fixture(scope="session")
def printed(
    engine: Engine,
    handout_of: Callable[..., Handout],
    renderer: Renderer,
    rendered_once: Callable[[Render], Render],
) -> Callable[..., bytes]:
    """Give the PDF of a sample or a tree; each is rendered once."""
    render = rendered_once(renderer.render)
    done: dict[str, bytes] = {}

    def make(
        source: str | Mapping[str, Any], *, at: Clinic | None = None, wish: GuideWish = DEFAULT_WISH
    ) -> bytes:
        key = repr((source, at, wish))
        if key not in done:
            handout = handout_of(source, at=at, wish=wish)
            done[key] = render(engine.print_job(handout))
        return done[key]

    return make


@pytest.fixture(scope="session")
def texts() -> Callable[[bytes], tuple[str, ...]]:
    """Give the text of each page of a PDF, with single spaces between words."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument

    known: dict[bytes, tuple[str, ...]] = {}

    def read(pdf: bytes) -> tuple[str, ...]:
        if pdf not in known:
            data, buffer, document = QByteArray(pdf), QBuffer(), QPdfDocument()
            buffer.setData(data)
            buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            document.load(buffer)
            known[pdf] = tuple(
                " ".join(document.getAllText(page).text().split())
                for page in range(document.pageCount())
            )
            document.close()
        return known[pdf]

    return read


@pytest.fixture(scope="session")
def outside() -> Callable[[bytes], list[str]]:
    """Give what of the text of a PDF leaves its page, one line a page."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
    from PySide6.QtPdf import QPdfDocument

    def look(pdf: bytes) -> list[str]:
        data, buffer, document = QByteArray(pdf), QBuffer(), QPdfDocument()
        buffer.setData(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        found = []
        for page in range(document.pageCount()):
            size, used = document.pagePointSize(page), document.getAllText(page).boundingRectangle()
            # An empty back has no text, and Qt says that this is nowhere.
            if not used.isEmpty() and not QRectF(QPointF(), size).contains(used):
                found.append(f"page {page + 1}: text in {used}, page of {size}")
        document.close()
        return found

    return look


@pytest.fixture(scope="session")
def words_of() -> Callable[[str], list[str]]:
    """Give the words of a text of the pack that print as they are written there."""

    def pieces(raw: str) -> list[str]:
        plain = re.split(r"\[\[[^]]+\]\]|\{[^}]+\}", raw)
        return [" ".join(piece.split()) for piece in plain if piece.strip(" .,:")]

    return pieces
