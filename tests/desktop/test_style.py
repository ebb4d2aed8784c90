import re

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.style import BASE_SIZE, Look, scale_for


def test_style_sheet_is_filled_whole(the_look: Look) -> None:
    assert "@" not in the_look.sheet(1.0)


def test_lengths_grow_with_the_window(the_look: Look) -> None:
    base, large = (re.findall(r"font-size: (\d+)px", the_look.sheet(s)) for s in (1.0, 1.4))

    assert base[0] == "18"
    assert all(int(b) < int(a) for b, a in zip(base, large, strict=True))


def test_body_text_never_gets_smaller_than_in_the_smallest_window() -> None:
    assert scale_for(QSize(800, 600)) == scale_for(BASE_SIZE) == 1.0
    assert scale_for(QSize(1920, 1080)) == 1.4


def test_bundled_fonts_are_the_applications_own(the_look: Look, qapp: QApplication) -> None:
    the_look.load_fonts(qapp)

    assert QFontInfo(qapp.font()).family() == "Atkinson Hyperlegible Next"


def _contrast(first: str, second: str) -> float:
    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_stand_out_from_what_is_behind_them(the_look: Look) -> None:
    c = the_look.colors
    body = [(c[word], c[on]) for word in ("ink", "muted") for on in ("sand", "mist", "white")]
    chosen = [(c["white"], c["teal"]), (c["teal"], c["sand"]), (c["white"], c["ink"])]

    assert min(_contrast(*pair) for pair in (*body, (c["amber-ink"], c["amber"]))) >= 7
    assert min(_contrast(*pair) for pair in chosen) >= 4.5
