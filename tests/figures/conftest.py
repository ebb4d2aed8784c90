import io
import logging
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from clinic_aid import locations
from clinic_aid.figures.colors import read_colors
from clinic_aid.figures.drawing import Figure, Illustrator

_SIDE = 480


@pytest.fixture(scope="session")
def illustrator() -> Illustrator:
    colors = read_colors(locations.resources() / "style" / "tokens.toml")
    return Illustrator(locations.templates(), colors)


@pytest.fixture(scope="session")
def on_screen() -> Callable[[Figure], Image.Image]:
    """Draw with QtSvg on white, as wide or as high as the square that pages use."""

    def draw(figure: Figure) -> Image.Image:
        width, height = _size(figure)
        image = QImage(_SIDE, _SIDE, QImage.Format.Format_RGB888)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # QtSvg paints past the viewBox; a pixmap of the figure's size cuts that off, as a page.
        painter.setClipRect(QRectF(0, 0, width, height))
        renderer = QSvgRenderer(QByteArray(figure.svg.encode()))
        assert renderer.isValid()
        renderer.render(painter, QRectF(0, 0, width, height))
        painter.end()
        pixels = bytes(image.constBits())
        return Image.frombytes("RGB", (_SIDE, _SIDE), pixels, "raw", "RGB", image.bytesPerLine())

    return draw


@pytest.fixture(scope="session")
def on_paper(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[list[Figure]], list[Image.Image]]:
    """Draw with WeasyPrint, one figure a page, and rasterise; its log has to stay empty."""
    if shutil.which("pdftoppm") is None:
        pytest.fail("pdftoppm (poppler) is needed to look at pages")

    def draw(figures: list[Figure]) -> list[Image.Image]:
        from weasyprint import HTML

        folder = tmp_path_factory.mktemp("pages")
        log = io.StringIO()
        handler = logging.StreamHandler(log)
        logging.getLogger("weasyprint").addHandler(handler)
        HTML(string=_page(figures)).write_pdf(folder / "figures.pdf")
        logging.getLogger("weasyprint").removeHandler(handler)
        assert log.getvalue() == ""
        command = ["pdftoppm", "-r", "96", "-png", "figures.pdf", "page"]
        subprocess.run(command, cwd=folder, check=True)
        return [_opened(file) for file in sorted(folder.glob("page*.png"))]

    return draw


def _size(figure: Figure) -> tuple[float, float]:
    scale = _SIDE / max(figure.width, figure.height)
    return figure.width * scale, figure.height * scale


def _page(figures: list[Figure]) -> str:
    style = (
        f"@page {{ size: {_SIDE}px; margin: 0 }} body {{ margin: 0 }} div {{ height: {_SIDE}px }}"
    )
    boxes = []
    for figure in figures:
        width, height = _size(figure)
        svg = figure.without_ids().replace("<svg", f'<svg width="{width}" height="{height}"', 1)
        boxes.append(f"<div>{svg}</div>")
    return f"<html lang=en><title>Figures</title><style>{style}</style>{''.join(boxes)}"


def _opened(file: Path) -> Image.Image:
    with Image.open(file) as image:
        return image.convert("RGB")
