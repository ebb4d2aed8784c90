from pathlib import Path

import pytest

from clinic_aid import locations
from clinic_aid.figures.colors import in_grey, read_colors
from clinic_aid.figures.errors import FigureError


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("words", ["ink", "muted"])
@pytest.mark.parametrize("ground", ["white", "sand", "mist", "amber", "red"])
def test_body_text_has_seven_to_one_on_every_ground(words: str, ground: str) -> None:
    colors = read_colors(locations.resources() / "style" / "tokens.toml")
    assert _contrast(colors[words], colors[ground]) >= 7


@pytest.mark.parametrize(
    "text",
    [
        "format = 2\ncolors = {ink = '#17363c'}",
        "colors = {ink = '#17363c'}",
        "format = 1\ncolors = ['ink']",
        "format = 1\ncolors = {ink = 'teal'}",
        "format = 1\ncolors = {ink = '#17363C'}",
        "format = 1\ncolors = {ink = '#173'}",
        "format = 1\ncolors = {ink = 17}",
        "format: 1",
    ],
)
def test_a_table_in_another_notation_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tokens.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FigureError, match=r"tokens\.toml"):
        read_colors(file)


def test_in_black_and_white_each_colour_is_a_grey_as_bright() -> None:
    colors = read_colors(locations.resources() / "style" / "tokens.toml")

    greys = in_grey(colors)

    assert {grey[1:3] * 3 == grey[1:] for grey in greys.values()} == {True}
    assert greys["white"] == "#ffffff"
    assert greys["ink"] < greys["muted"] < greys["mist-line"] < greys["mist"]
