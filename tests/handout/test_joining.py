"""Several documents in one file, each with its own pages."""

import io
from collections.abc import Callable

import pypdf
import pytest

from clinic_aid.handout.pdf import PrintJob
from tests.handout.conftest import Render

TWO_PAGES = (
    '<h1>One</h1><p>See <a data-page href="#risks"></a>.</p><p style="break-before: page">b</p>'
)
RISKS = '<p>a</p><h2 id="risks" style="break-before: page">Risks</h2>'


@pytest.fixture(scope="module")
def pages_of(
    page: Callable[..., PrintJob], render: Render, texts: Callable[[bytes], tuple[str, ...]]
) -> Callable[..., tuple[str, ...]]:
    """Give the text of each page of several bodies."""

    def make(*bodies: str) -> tuple[str, ...]:
        documents = tuple(html for body in bodies for html in page(body).documents)
        return texts(render(PrintJob(documents=documents)))

    return make


@pytest.fixture(scope="module")
def render(renderer: object) -> Render:
    return renderer.render  # type: ignore[attr-defined, no-any-return]


def test_each_document_counts_its_own_pages(pages_of: Callable[..., tuple[str, ...]]) -> None:
    pages = pages_of(TWO_PAGES, RISKS)

    assert ["1 / 2" in pages[0], "2 / 2" in pages[1], "1 / 2" in pages[2]] == [True] * 3


def test_a_document_begins_on_the_front_of_a_leaf(
    pages_of: Callable[..., tuple[str, ...]],
) -> None:
    pages = pages_of("<p>a</p>", "<p>b</p>", "<p>c</p>")

    assert [page.split()[0] if page else "" for page in pages[1::2]] == ["", ""]
    assert len(pages) == 5


def test_an_empty_back_says_so_where_there_are_words_for_it(
    page: Callable[..., PrintJob], render: Render, texts: Callable[[bytes], tuple[str, ...]]
) -> None:
    said = "Left empty & so on."
    first, last = (page(body).documents[0] for body in ("<p>a</p>", "<p>b</p>"))
    worded = first.replace("<html", f'<html data-back="{said.replace("&", "&amp;")}"', 1)
    job = PrintJob(documents=(worded, last), files={"handout.css": ("text/css", b"")})

    assert [text.strip() for text in texts(render(job))][1] == said


def test_a_reference_says_the_page_in_another_document(
    pages_of: Callable[..., tuple[str, ...]],
) -> None:
    assert "See 2." in pages_of(TWO_PAGES, RISKS)[0]


def test_what_is_typed_is_no_reference(pages_of: Callable[..., tuple[str, ...]]) -> None:
    typed = "&lt;a data-page href=&quot;#risks&quot;&gt;&lt;/a&gt;"

    assert '<a data-page href="#risks"></a>' in pages_of(f"<p>{typed}</p>", RISKS)[0]


def test_pages_are_labelled_by_the_part_that_they_are_of(
    page: Callable[..., PrintJob], render: Render
) -> None:
    named = page("<p>a</p>").documents[0].replace("<html ", '<html data-part="My plan" ')

    pdf = pypdf.PdfReader(io.BytesIO(render(PrintJob(documents=(named, named)))))

    assert [pdf.page_labels[0], pdf.page_labels[2]] == ["My plan 1", "My plan 1"]
