"""Which pages belong to which part, read from real files."""

from collections.abc import Callable
from io import BytesIO

import pikepdf

from clinic_aid.handout.page_labels import labelled_pages
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.handout.rendering import Renderer

Documents = Callable[..., PrintJob]


def parts_of(page: Documents, renderer: Renderer, **bodies: str) -> tuple[tuple[int, int], ...]:
    """Give the pages of a file whose documents are called by these names."""
    documents = (
        html.replace("<html", f'<html data-part="{name}"', 1) if name != "unnamed" else html
        for name, body in bodies.items()
        for html in page(body).documents
    )
    return labelled_pages(renderer.render(PrintJob(documents=tuple(documents))))


def test_each_part_has_its_first_page_and_their_number(page: Documents, renderer: Renderer) -> None:
    two = '<p>a</p><p style="break-before: page">b</p>'

    assert parts_of(page, renderer, plan=two, facts="<p>c</p>") == ((1, 2), (3, 1))


def test_an_empty_back_belongs_to_no_part(page: Documents, renderer: Renderer) -> None:
    one = "<p>a</p>"

    assert parts_of(page, renderer, fridge=one, plan=one, gp=one) == ((1, 1), (3, 1), (5, 1))


def test_what_has_no_name_is_no_part(page: Documents, renderer: Renderer) -> None:
    assert parts_of(page, renderer, unnamed="<p>a</p>") == ()


def test_a_file_that_nobody_labelled_has_no_parts() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        file = BytesIO()
        document.save(file)

    assert labelled_pages(file.getvalue()) == ()
