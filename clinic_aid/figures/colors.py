"""The table of colours that screen, page and figures share."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from clinic_aid.figures.errors import FigureError
from clinic_aid.files.plain_file import read_plain_file

_HEX = re.compile(r"#[0-9a-f]{6}")


def read_colors(file: Path) -> Mapping[str, str]:
    """Give each colour of the table by its name, as `#rrggbb` in small letters.

    Other notations are refused: QtSvg and WeasyPrint agree on this one only.
    """
    # TOML, since the standard library reads it: the first window waits for these colours.
    try:
        table = tomllib.loads(read_plain_file(file).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FigureError(f"{file.name}: {error}") from error
    if set(table) != {"format", "colors"} or table["format"] != 1:
        raise FigureError(f"{file.name}: expected format 1 and colors, and nothing else")
    colors = table["colors"]
    if not isinstance(colors, dict):
        raise FigureError(f"{file.name}: colors must be names with their values")
    for name, value in colors.items():
        if not (isinstance(name, str) and isinstance(value, str) and _HEX.fullmatch(value)):
            raise FigureError(f"{file.name}: {name} must be a colour like #17363c")
    return MappingProxyType(colors)


def in_grey(colors: Mapping[str, str]) -> Mapping[str, str]:
    """Give each colour of a table as the grey that is as bright (ITU-R BT.601)."""
    # Only who prints in black and white waits for the library.
    from PIL import ImageColor

    brightness = {name: ImageColor.getcolor(color, "L") for name, color in colors.items()}
    return MappingProxyType(
        {name: f"#{grey:02x}{grey:02x}{grey:02x}" for name, grey in brightness.items()}
    )
