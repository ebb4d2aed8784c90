"""Say which fonts there are, what they can print, and make them the only ones in use."""

import os
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unicodedata import category

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.plain_file import read_plain_file
from clinic_aid.files.shipped_files import ShippedFileError

FAMILIES: Final = {
    "Atkinson Hyperlegible Next": (
        "AtkinsonHyperlegibleNext-Regular.ttf",
        "AtkinsonHyperlegibleNext-Medium.ttf",
        "AtkinsonHyperlegibleNext-SemiBold.ttf",
        "AtkinsonHyperlegibleNext-Bold.ttf",
    ),
    "Noto Sans": ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    "Noto Naskh Arabic": ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"),
    "Noto Sans Hebrew": ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    "Noto Sans Devanagari": ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    "Noto Sans Armenian": ("NotoSansArmenian-Regular.ttf", "NotoSansArmenian-Bold.ttf"),
    "Noto Sans Bengali": ("NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf"),
    "Noto Sans Ethiopic": ("NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Bold.ttf"),
    "Noto Sans Georgian": ("NotoSansGeorgian-Regular.ttf", "NotoSansGeorgian-Bold.ttf"),
    "Noto Sans Gurmukhi": ("NotoSansGurmukhi-Regular.ttf", "NotoSansGurmukhi-Bold.ttf"),
    "Noto Sans Tamil": ("NotoSansTamil-Regular.ttf", "NotoSansTamil-Bold.ttf"),
    "Noto Sans Thai": ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    "Noto Sans SC": ("NotoSansSC-Medium.ttf",),
    "Noto Sans KR": ("NotoSansKR-Medium.ttf",),
}
"""The files of each family, in the order in which a missing character is looked for."""

FONT_FAMILY: Final = ", ".join(f'"{family}"' for family in FAMILIES)
"""The value of CSS `font-family`; style sheets need no @font-face."""

# Layout acts on these and draws nothing: they need no glyph.
_INVISIBLE: Final = frozenset(
    map(ord, "\t\n\r\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
) | frozenset(range(0xFE00, 0xFE10))


def font_files(folder: Path) -> tuple[Path, ...]:
    """Give the path of every face, refusing a folder where one is missing.

    Without any font the layout library does not fail but crashes, so this is asked first.
    """
    files = tuple(folder / name for names in FAMILIES.values() for name in names)
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        raise ClinicAidError(
            "Fonts that belong to Clinic Aid are missing: {fonts}. Install Clinic Aid again.",
            fonts=", ".join(missing),
        )
    return files


@cache
def covered(folder: Path) -> frozenset[int]:
    """Give the code points that print in every weight, the invisible ones included."""
    font_files(folder)
    points = set(_INVISIBLE)
    for names in FAMILIES.values():
        points |= frozenset.intersection(*(_points_of(folder / name) for name in names))
    # Some fonts list control characters, U+0000 among them.
    return frozenset(p for p in points if p in _INVISIBLE or category(chr(p)) != "Cc")


@cache
def covered_if_known(folder: Path) -> frozenset[int] | None:
    """Give what `covered` gives; None where the fonts are not as they should be."""
    try:
        return covered(folder)
    except ClinicAidError:
        return None


def _points_of(file: Path) -> frozenset[int]:
    # A third of a second to import, and only asked when something was typed.
    from fontTools.ttLib import TTFont

    try:
        with TTFont(BytesIO(read_plain_file(file)), lazy=True) as font:
            # Nobody asks for the names of glyphs: to make them up takes most of the time.
            font.setGlyphOrder(list(map(str, range(font["maxp"].numGlyphs))))
            return frozenset(font.getBestCmap())
    # The library raises whatever the damage leads to: TTLibError, struct.error, TypeError …
    except Exception as error:
        raise ShippedFileError(file) from error


def write_font_configuration(folder: Path, scratch: Path) -> Path:
    """Write a fonts.conf into `scratch` that knows this folder alone; its cache lies there too.

    Any family a style sheet asks for and lacks falls back to ours in their fixed order,
    so that neither the machine's fonts nor its language reach the page.
    """
    font_files(folder)
    families = "".join(f"<string>{escape(family)}</string>" for family in FAMILIES)
    file = scratch / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig><dir>{escape(str(folder.resolve()))}</dir>"
        f"<cachedir>{escape(str(scratch.resolve() / 'cache'))}</cachedir>"
        '<match target="pattern"><edit name="family" mode="append_last" binding="strong">'
        f"{families}</edit></match></fontconfig>\n",
        encoding="utf-8",
    )
    return file


_folders_in_use: dict[Path, TemporaryDirectory[str]] = {}


def use_only(folder: Path) -> None:
    """Make these fonts the only ones of this process; call it before WeasyPrint is imported.

    A process that was started with such a configuration keeps it: a library on Windows may
    have read the environment before Python could change it.
    """
    folder = folder.resolve()
    configured = os.environ.get("FONTCONFIG_FILE")
    if configured and f"<dir>{escape(str(folder))}</dir>" in _text_of(Path(configured)):
        return
    if folder not in _folders_in_use:
        _folders_in_use[folder] = TemporaryDirectory(prefix="clinic-aid-fonts-")
    scratch = Path(_folders_in_use[folder].name)
    os.environ["FONTCONFIG_FILE"] = str(write_font_configuration(folder, scratch))


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""
