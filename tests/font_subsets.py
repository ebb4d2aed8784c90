"""Cut the fonts of scripts to the letters that names and notes are written in.

    python -m tests.font_subsets      renews these fonts and their licences in resources/fonts

Takes whole fonts from the npm registry, and which Chinese characters names are written with from
Unicode's data. Needs npm and Debian's package unicode-data. The same releases give the same
bytes. It is no test.
"""

import bz2
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script_extension

from clinic_aid import locations

_RELEASES: Final = {
    "armenian": "0.4.2",
    "bengali": "0.4.4",
    "ethiopic": "0.4.2",
    "georgian": "0.4.3",
    "gurmukhi": "0.4.1",
    "kr": "0.4.3",
    "sc": "0.4.3",
    "tamil": "0.4.3",
    "thai": "0.4.2",
}
_UNIHAN: Final = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
_REGULAR_AND_BOLD: Final = ("400Regular", "700Bold")
_MEDIUM: Final = ("500Medium",)
"""One face for light and bold words: two of so many characters would be too large."""
_IN_JAPANESE_FAMILY_NAMES: Final = (
    "嵜嶌﨑髙濵邉舘渕栁桒圡塲壷寳冝敎曻栢椙杣槗榘籏籔篭粂糀蘓蘒靍靏釖釼鈎鞆鯵鰐鴫橅煇燁鸙"
)
"""Met in families' registers, and in none of the tables of characters for names."""
_IN_EVERY_FONT: Final = frozenset({0x20, 0xA0, 0xE3F, 0x25CC})
"""Spaces, for which Pango takes no other font within a line; the sign of the baht, which is of no
script; and what a lone mark stands on."""


def main() -> None:
    """Fetch, cut and write every font."""
    fonts = locations.resources() / "fonts"
    with TemporaryDirectory() as folder:
        packages = [f"{_package(name)}@{release}" for name, release in _RELEASES.items()]
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, *packages], check=True)
        whole = Path(folder) / "node_modules"
        for name, faces, is_kept in _cuts():
            source = whole / _package(name)
            for face in faces:
                [file] = source.joinpath(face).glob("*.ttf")
                family, _, weight = file.stem.partition("_")
                _cut(file, fonts / f"{family}-{weight[3:]}.ttf", is_kept)
            shutil.copyfile(source / "LICENSE_FONT", fonts / f"OFL-{family}.txt")


def _package(name: str) -> str:
    return f"@expo-google-fonts/noto-sans-{name}"


def _cuts() -> Iterable[tuple[str, tuple[str, ...], Callable[[int], bool]]]:
    """Give each font with its faces, and which code points stay."""
    for name, script in (
        ("armenian", "Armn"),
        ("bengali", "Beng"),
        ("ethiopic", "Ethi"),
        ("georgian", "Geor"),
        ("gurmukhi", "Guru"),
        ("tamil", "Taml"),
        ("thai", "Thai"),
    ):
        yield name, _REGULAR_AND_BOLD, _is_of(script)
    yield "sc", _MEDIUM, _chinese_and_japanese().__contains__
    yield "kr", _MEDIUM, _korean().__contains__


def _is_of(script: str) -> Callable[[int], bool]:
    return lambda point: script in script_extension(chr(point))


def _chinese_and_japanese() -> set[int]:
    """Give the characters that names are registered with, kana, and the marks of sentences."""
    unihan = _unihan()
    return {
        # China's table for general use of 2013; names are registered with these.
        *unihan["kTGH"],
        # Taiwan's and Hong Kong's characters of frequent use: level 1 of Big Five.
        *(point for point, code in unihan["kBigFive"].items() if "A440" <= code <= "C67E"),
        # Japan's for general use, and those that names may have besides.
        *unihan["kJoyoKanji"],
        *unihan["kJinmeiyoKanji"],
        *map(ord, _IN_JAPANESE_FAMILY_NAMES),
        *range(0x3000, 0x3020),
        *range(0x3040, 0x3100),
        *range(0xFF00, 0xFF5F),
    }


def _korean() -> set[int]:
    """Give the 2,350 syllables of KS X 1001, and their parts."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF))
    return {*range(0x3131, 0x3164), *(ord(syllable.decode("euc_kr")) for syllable in rows)}


def _unihan() -> Mapping[str, Mapping[int, str]]:
    """Give the fields of Unicode's mappings, each with its characters and what it says of them."""
    fields: dict[str, dict[int, str]] = defaultdict(dict)
    with bz2.open(_UNIHAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                point, field, said = line.rstrip("\n").split("\t")
                fields[field][int(point.removeprefix("U+"), 16)] = said
    return fields


def _cut(source: Path, target: Path, is_kept: Callable[[int], bool]) -> None:
    options = Options(hinting=False, name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["STAT", "meta", "vhea", "vmtx"]
    if "Medium" in source.stem:
        # Their letters stand beside each other as they are.
        options.drop_tables += ["BASE", "GPOS", "GSUB"]
    with TTFont(source, recalcTimestamp=False) as font:
        points = {p for p in font.getBestCmap() if p in _IN_EVERY_FONT or is_kept(p)}
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(font)
        font.save(target)
    print(f"{target.name}: {len(points):,} characters, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
