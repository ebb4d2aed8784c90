"""What the tests of the widgets share: the shipped figures and their words."""

import pytest
import yaml
from PySide6.QtWidgets import QApplication

from clinic_aid import locations
from clinic_aid.app_content import look
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.figures.drawing import Illustrator

FigureWords = dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def look_with_fonts(qapp: QApplication) -> Look:
    drawn = look()
    drawn.load_fonts(qapp)
    return drawn


@pytest.fixture(scope="session")
def illustrator(look_with_fonts: Look) -> Illustrator:
    return Illustrator(locations.templates(), look_with_fonts.colors)


@pytest.fixture(scope="session")
def label_words() -> FigureWords:
    """The English words of the labels of every figure."""
    file = locations.resources() / "content" / "hair-stem-cell" / "en" / "figures.yaml"
    figures = yaml.safe_load(file.read_text(encoding="utf-8"))["figures"]
    return {name: texts.get("labels", {}) for name, texts in figures.items()}
