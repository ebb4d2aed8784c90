"""How one guide looks in its editions, in black and white, and where nobody else is to know."""

import io
from collections.abc import Callable

import pypdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from clinic_aid.content.model import ContentPack
from clinic_aid.domain.guide_parts import Edition, GuideWish, Part
from clinic_aid.handout.model import Handout

PARTS: tuple[Part, ...] = ("fridge", "plan", "facts")
DISCREET = GuideWish(parts=("fridge", "plan"), discreet=True)
Printed = Callable[..., bytes]


def pictures(pdf: bytes) -> list[QImage]:
    """Give a small picture of each page."""
    data, buffer, document = QByteArray(pdf), QBuffer(), QPdfDocument()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = [document.render(page, QSize(248, 351)) for page in range(document.pageCount())]
    document.close()
    return pages


@pytest.mark.parametrize("black_and_white", [True, False])
def test_black_and_white_has_no_colour(printed: Printed, black_and_white: bool) -> None:
    wish = GuideWish(parts=PARTS, black_and_white=black_and_white)

    pages = pictures(printed("full", wish=wish))

    assert all(page.allGray() for page in pages) == black_and_white


def test_a_larger_edition_is_laid_out_anew_on_more_pages(
    printed: Printed, texts: Callable[[bytes], tuple[str, ...]]
) -> None:
    def pages(edition: Edition) -> int:
        return len(texts(printed("full", wish=GuideWish(parts=PARTS, edition=edition))))

    assert pages("compact") < pages("standard") < pages("large-print")


@pytest.mark.parametrize("need", ["large-print", "large print"])
def test_the_needs_of_the_patient_choose_the_edition(
    need: str, handout_of: Callable[..., Handout]
) -> None:
    tree = {
        "patient": {"name": "Amira Haddad", "information_needs": [need]},
        "plan": {"product": "own-fat-cells"},
    }

    assert handout_of(tree).edition == "large-print"
    assert handout_of(tree, wish=GuideWish(edition="compact")).edition == "compact"


def test_where_nobody_is_to_know_no_head_says_who_or_what(
    printed: Printed, handout_of: Callable[..., Handout], pack: ContentPack
) -> None:
    handout = handout_of("full", wish=DISCREET)
    pdf = pypdf.PdfReader(io.BytesIO(printed("full", wish=DISCREET)))
    outside = f"{pdf.metadata} {[part.running for part in handout.parts]}"

    assert "Amira" in outside
    assert [word for word in ("Haddad", "Willow", pack.pack.title) if word in outside] == []
