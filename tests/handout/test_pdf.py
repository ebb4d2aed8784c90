import hashlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader
from weasyprint.document import Document
from weasyprint.urls import URLFetcherResponse

from clinic_aid.handout.fetching import MemoryFetcher
from clinic_aid.handout.pdf import BUDGET, PrintJob, RenderFault, write_pdf
from clinic_aid.handout.rendering import Renderer
from clinic_aid.handout.tagging import Tagging
from tests.pdf_check import faults_of

AWAY = "http://127.0.0.1:9/x"

# Each of these is asked for by an engine left to itself.
REACHING_OUT = {
    "img": f'<img alt="a" src="{AWAY}">',
    "srcset": f'<picture><source srcset="{AWAY}"><img alt="a" src="{AWAY}"></picture>',
    "embed": f'<embed src="{AWAY}">',
    "object": f'<object data="{AWAY}"></object>',
    "style sheet": f'<link rel="stylesheet" href="{AWAY}">',
    "import": f"<style>@import url({AWAY});</style>",
    "background": f'<p style="background:url({AWAY})">a</p>',
    "list style": f'<ul style="list-style-image:url({AWAY})"><li>a</li></ul>',
    "content": f"<style>p::before{{content:url({AWAY})}}</style><p>a</p>",
    "font face": f"<style>@font-face{{font-family:x;src:url({AWAY})}}</style>",
    "border image": f'<p style="border:1px solid;border-image:url({AWAY}) 1">a</p>',
    "colour profile": f"<style>@color-profile --x{{src:url({AWAY})}}</style>",
    "attached by the page": f'<link rel="attachment" href="{AWAY}">',
    "attached by a link": f'<a rel="attachment" href="{AWAY}">a</a>',
    "svg image": f'<svg width="9" height="9"><title>t</title><image href="{AWAY}"/></svg>',
    "svg xlink": '<svg width="9" height="9" xmlns:xlink="http://www.w3.org/1999/xlink">'
    f'<title>t</title><image width="9" height="9" xlink:href="{AWAY}"/></svg>',
    "base": f'<base href="{AWAY}"><img alt="a" src="y.png">',
    "local file": '<img alt="a" src="file:///etc/passwd">',
    "data": '<img alt="a" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "traversal": '<img alt="a" src="../../etc/passwd">',
    "attached local file": '<a rel="attachment" href="file:///etc/passwd">a</a>',
}

# And these are not, whatever they say.
INERT = {
    "script": f'<script src="{AWAY}"></script>',
    "frame": f'<iframe title="a" src="{AWAY}"></iframe>',
    "refresh": f'<meta http-equiv="refresh" content="0;url={AWAY}">',
}

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
PICTURES = {
    "good.svg": ("image/svg+xml", _SVG + b"</svg>"),
    "broken.svg": ("image/svg+xml", _SVG),
    "hole.svg": ("image/svg+xml", _SVG + b'<image width="9" height="9" href="x.png"/></svg>'),
}


@pytest.mark.parametrize("vector", REACHING_OUT)
def test_nothing_outside_the_job_is_fetched(
    vector: str, page: Callable[..., PrintJob], fonts: Path
) -> None:
    with pytest.raises(RenderFault) as caught:
        write_pdf(page(f"<h1>a</h1>{REACHING_OUT[vector]}"), fonts)
    assert any(message.startswith("Refused: ") for message in caught.value.messages)


@pytest.mark.parametrize("vector", INERT)
def test_what_only_a_browser_would_load_is_left_alone(
    vector: str, page: Callable[..., PrintJob], fonts: Path
) -> None:
    assert write_pdf(page(f"<h1>a</h1>{INERT[vector]}"), fonts)


def test_a_style_sheet_of_the_job_is_used(page: Callable[..., PrintJob], fonts: Path) -> None:
    link = '<link rel="stylesheet" href="look.css">'
    job = page(
        "<h1>a</h1>", style="", head=link, **{"look.css": b"@page{size:100pt 200pt;margin:0}"}
    )
    with pikepdf.open(BytesIO(write_pdf(job, fonts))) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox] == [0, 0, 100, 200]


def test_a_file_over_the_budget_is_refused(page: Callable[..., PrintJob], fonts: Path) -> None:
    link = '<link rel="stylesheet" href="look.css">'
    job = page("<h1>a</h1>", head=link, **{"look.css": b" " * (BUDGET + 1)})
    with pytest.raises(RenderFault, match="Refused"):
        write_pdf(job, fonts)


def test_a_file_of_the_job_is_not_attached(page: Callable[..., PrintJob], fonts: Path) -> None:
    job = page('<h1>a</h1><p><a rel="attachment" href="x">a</a></p>', x=b"secret")
    with pytest.raises(RenderFault, match="attaches a file"):
        write_pdf(job, fonts)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<p style="colour:red">a</p>', "colour"),
        ("<p>𒀭</p>", "notdef"),
        ('<a href="#nowhere">a</a>', "nowhere"),
        ("<img src='good.svg'>", "alt"),
        ("<img src='broken.svg' alt='a'>", "Failed to load image"),
        ("<img src='hole.svg' alt='a'>", "Refused"),
    ],
)
def test_what_the_engine_only_warns_of_is_a_fault(
    body: str, message: str, page: Callable[..., PrintJob], fonts: Path
) -> None:
    job = PrintJob(documents=page(body).documents, files=PICTURES)
    with pytest.raises(RenderFault, match=message):
        write_pdf(job, fonts)


def test_too_deep_a_page_is_a_fault(page: Callable[..., PrintJob], fonts: Path) -> None:
    with pytest.raises(RenderFault, match="nested"):
        write_pdf(page("<div>" * 2000), fonts)


def test_a_page_without_language_is_a_fault(fonts: Path) -> None:
    with pytest.raises(RenderFault, match="lang"):
        write_pdf(PrintJob(documents=("<title>a</title><p>a</p>",)), fonts)


def test_no_other_log_hears_what_a_page_says(
    page: Callable[..., PrintJob], fonts: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(RenderFault, match="Example"):
        write_pdf(page('<p style="Maria-Example:1">a</p>'), fonts)
    assert not [record for record in caplog.records if record.name.startswith("weasyprint")]


def test_a_fault_leaves_no_trace_in_the_next_job(
    page: Callable[..., PrintJob], guide: PrintJob, fonts: Path
) -> None:
    before = write_pdf(guide, fonts)
    with pytest.raises(RenderFault):
        write_pdf(page("<p>𒀭</p>"), fonts)
    assert write_pdf(guide, fonts) == before


def test_a_guide_passes_every_check(guide: PrintJob, fonts: Path) -> None:
    assert faults_of(write_pdf(guide, fonts)) == []


def test_every_weight_is_printed_with_its_own_face(guide: PrintJob, fonts: Path) -> None:
    assert _faces(write_pdf(guide, fonts)) == {
        "Atkinson-Hyperlegible-Next",
        "Atkinson-Hyperlegible-Next-Medium",
        "Atkinson-Hyperlegible-Next-Semi-Bold",
        "Atkinson-Hyperlegible-Next-Bold",
        "Noto-Naskh-Arabic",
        "Noto-Sans",
        "Noto-Sans-Devanagari",
        "Noto-Sans-Hebrew",
    }


def test_a_family_nobody_ships_falls_back_to_ours(
    page: Callable[..., PrintJob], renderer: Renderer
) -> None:
    # In the worker: here, a window may have loaded the system's fonts before.
    data = renderer.render(page("<p>a</p>", style="p{font-family:Nowhere,serif}"))
    assert _faces(data) == {"Atkinson-Hyperlegible-Next"}


@pytest.mark.parametrize("text", ["İĞŞ ığş", "Zażółć gęślą jaźń 5 µg", "Θεραπεία", "Лечение"])
def test_text_reads_back_letter_for_letter(
    text: str, page: Callable[..., PrintJob], fonts: Path
) -> None:
    data = write_pdf(page(f"<p>{text}</p>", style=""), fonts)
    assert PdfReader(BytesIO(data)).pages[0].extract_text().strip() == text


def test_the_same_job_gives_the_same_bytes(guide: PrintJob, fonts: Path) -> None:
    assert write_pdf(guide, fonts) == write_pdf(guide, fonts)


def test_a_file_has_an_id_of_its_content(page: Callable[..., PrintJob], fonts: Path) -> None:
    jobs = [page("<h1>a</h1>"), page("<h1>a</h1>"), page("<h1>b</h1>")]
    ids = []
    for job in jobs:
        with pikepdf.open(BytesIO(write_pdf(job, fonts))) as pdf:
            ids.append([bytes(part) for part in pdf.trailer.ID])
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "ar", "LANGUAGE": "hi:ar", "PYTHONHASHSEED": "8"},
    ],
)
def test_neither_place_nor_machine_reaches_the_bytes(
    surroundings: dict[str, str], guide: PrintJob, fonts: Path, tmp_path: Path
) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path;"
        "from clinic_aid.handout.pdf import PrintJob, write_pdf;"
        "html = sys.stdin.buffer.read().decode();"
        "data = write_pdf(PrintJob(documents=(html,)), Path(sys.argv[1]));"
        "print(hashlib.sha256(data).hexdigest())"
    )
    environment = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    result = subprocess.run(
        [sys.executable, "-c", code, str(fonts)],
        input=guide.documents[0].encode(),
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=environment | surroundings | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    expected = hashlib.sha256(write_pdf(guide, fonts)).hexdigest()
    assert result.stdout.decode().strip() == expected


def test_the_engine_is_not_imported_with_the_package() -> None:
    code = "import sys, clinic_aid.handout.rendering; print('weasyprint' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert result.stdout.split() == [b"False"]


def _faces(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            str(entry.BaseFont).split("+")[1]
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Subtype") == "/Type0"
        }


class FaultyFetcher(MemoryFetcher):
    """Fails in another way than by refusing a name."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        raise OSError("Maria Example", url, headers)


@pytest.mark.parametrize(
    "body",
    [
        "<img alt='a' src='a.png'>",
        "<p style='background:url(a.png)'>a</p>",
        "<svg width='9' height='9'><title>t</title><image width='9' href='a.png'/></svg>",
        "<style>@font-face{font-family:x;src:url(a.png)}</style><p style='font-family:x'>a</p>",
        "<link rel='stylesheet' href='a.png'>",
    ],
)
def test_any_error_of_the_fetcher_is_a_fault_and_no_empty_file(
    body: str, page: Callable[..., PrintJob], fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic_aid.handout.fetching.MemoryFetcher", FaultyFetcher)
    with pytest.raises(RenderFault) as caught:
        write_pdf(page(f"<h1>a</h1>{body}"), fonts)
    assert "Maria" not in str(caught.value)


def test_the_engine_s_own_answer_is_not_trusted_to_be_whole(
    page: Callable[..., PrintJob], fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Document.write_pdf

    def cut_off(self: Document, **options: Any) -> bytes:
        return bytes(write(self, **options))[:-20]

    monkeypatch.setattr(Document, "write_pdf", cut_off)
    with pytest.raises(RenderFault, match="no whole PDF"):
        write_pdf(page("<h1>a</h1>"), fonts)


def test_a_page_that_was_lost_on_the_way_is_a_fault(
    page: Callable[..., PrintJob], fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = Tagging.finish

    def losing(self: Tagging, document: Any, pdf: Any) -> None:
        finish(self, document, pdf)
        self.pages -= 1

    monkeypatch.setattr(Tagging, "finish", losing)
    with pytest.raises(RenderFault, match="1 pages were written of 2"):
        write_pdf(page("<h1>a</h1><p style='break-before:page'>b</p>"), fonts)
