import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo, QIcon, QTextLayout
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.desktop.system.contrast import SETTING
from clinic_aid.desktop.widgets.style import (
    BASE_SIZE,
    LEAST_SIZE,
    IconSign,
    Look,
    Scaled,
    fills_screen,
    scale_for,
)
from clinic_aid.files.shipped_files import ShippedFileError


def test_style_sheet_is_filled_whole(the_look: Look) -> None:
    assert "@" not in the_look.sheet(1.0)


def test_lengths_grow_with_the_window(the_look: Look) -> None:
    base, large = (re.findall(r"font-size: (\d+)px", the_look.sheet(s)) for s in (1.0, 1.4))

    assert base[0] == "18"
    assert all(int(b) < int(a) for b, a in zip(base, large, strict=True))


@pytest.mark.parametrize("tenths", range(10, 31))
def test_what_is_round_is_round_at_every_size(tenths: int, the_look: Look) -> None:
    rule = re.search(r"#pointNumber \{.*?\}", the_look.sheet(tenths / 10), re.DOTALL)
    assert rule is not None
    radius, side = (
        int(value)
        for name in ("border-radius", "max-width")
        for value in re.findall(rf"{name}: (\d+)px", rule[0])
    )

    assert side - 2 <= radius * 2 <= side


def test_body_text_never_gets_smaller_than_in_the_smallest_window() -> None:
    assert scale_for(LEAST_SIZE) == scale_for(BASE_SIZE) == 1.0
    assert scale_for(QSize(1920, 1080)) == 1.4


def test_everything_is_smaller_where_the_screen_has_no_room_for_it() -> None:
    assert scale_for(QSize(1920, 1080) / 2) == pytest.approx(0.84)
    assert scale_for(QSize(960, 540), text=1.6) == scale_for(QSize(960, 540))


@pytest.mark.parametrize(
    ("width", "height", "fills"),
    [
        (960, 540, True),
        (1280, 720, True),
        (1366, 768, True),
        (1920, 768, True),
        (1920, 1040, False),
    ],
)
def test_a_window_without_room_for_its_frame_fills_the_screen(
    width: int, height: int, fills: bool
) -> None:
    assert fills_screen(QSize(width, height)) == fills


def test_bundled_fonts_are_the_applications_own(the_look: Look, qapp: QApplication) -> None:
    the_look.load_fonts(qapp)

    assert QFontInfo(qapp.font()).family() == "Atkinson Hyperlegible Next"


@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Ярослава", "Noto Sans"),
        ("أميرة", "Noto Naskh Arabic"),
        ("שלום", "Noto Sans Hebrew"),
        ("मीरा", "Noto Sans Devanagari"),
        ("Արամ", "Noto Sans Armenian"),
        ("অমর্ত্য", "Noto Sans Bengali"),
        ("አበበ", "Noto Sans Ethiopic"),
        ("გიორგი", "Noto Sans Georgian"),
        ("ਗੁਰਪ੍ਰੀਤ", "Noto Sans Gurmukhi"),
        ("முருகன்", "Noto Sans Tamil"),
        ("สมชาย", "Noto Sans Thai"),
        ("王小明", "Noto Sans SC"),
        ("髙橋さくら", "Noto Sans SC"),
        ("김민수", "Noto Sans KR"),
    ],
)
def test_a_name_is_shown_in_the_letters_that_it_is_printed_in(
    name: str, family: str, *, is_bold: bool, the_look: Look, qapp: QApplication
) -> None:
    the_look.load_fonts(qapp)
    font = qapp.font()
    font.setBold(is_bold)
    line = QTextLayout(name, font)
    line.beginLayout()
    line.createLine()
    line.endLayout()

    assert {run.rawFont().familyName() for run in line.glyphRuns()} == {family}
    assert all(all(run.glyphIndexes()) for run in line.glyphRuns())


def test_larger_words_make_everything_larger_as_far_as_the_window_is_wide_enough() -> None:
    assert scale_for(BASE_SIZE, text=1.25) == 1.25
    assert scale_for(BASE_SIZE, text=1.6) * LEAST_SIZE.width() == BASE_SIZE.width()
    assert scale_for(QSize(1920, 1080), text=1.2) == pytest.approx(1.4 * 1.2)


def test_smaller_words_leave_words_and_targets_large_enough() -> None:
    assert scale_for(BASE_SIZE, text=0.8) == 1.0
    assert scale_for(QSize(1920, 1080), text=0.8) == pytest.approx(1.4 * 0.8)


def test_words_alone_can_be_larger(the_look: Look) -> None:
    assert "font-size: 18px" in the_look.sheet(1.0)
    assert "font-size: 27px" in the_look.sheet(1.0, 1.5)
    assert "min-height: 42px" in the_look.sheet(1.0, 1.5)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def button(window: QWidget, the_look: Look) -> QPushButton:
    button = QPushButton(window)
    button.setIcon(the_look.icon("close"))
    return button


def _darkest(icon: QIcon) -> int:
    image = icon.pixmap(48, 48).toImage()
    colors = (image.pixelColor(x, y) for x in range(48) for y in range(48))
    return min(color.lightness() for color in colors if color.alpha() == 255)


def test_high_contrast_has_other_colours_and_frames(the_look: Look) -> None:
    before = the_look.sheet(1.0)

    the_look.use_high_contrast(True)

    assert the_look.colors["ink"] == "#000000"
    assert the_look.sheet(1.0).count("solid #000000") > before.count("solid #17363c")


def test_windows_are_told_of_other_colours_once(qtbot: QtBot, the_look: Look) -> None:
    with qtbot.waitSignal(the_look.changed):
        the_look.use_high_contrast(True)
    with qtbot.assertNotEmitted(the_look.changed):
        the_look.use_high_contrast(True)


def test_the_look_follows_the_system(
    the_look: Look, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences, changed = Qt.ContrastPreference, qapp.styleHints().accessibility()
    found = []
    # What the platform does when somebody turns high contrast on, and off again. Every look that
    # there is follows it, those of other tests too.
    for setting, preference in (
        ("high", preferences.HighContrast),
        ("normal", preferences.NoPreference),
    ):
        monkeypatch.setenv(SETTING, setting)
        changed.contrastPreferenceChanged.emit(preference)
        found.append(the_look.has_high_contrast)

    assert found == [True, False]


def test_icons_in_place_are_drawn_anew_in_other_colours(
    window: QWidget, the_look: Look, button: QPushButton
) -> None:
    the_look.apply(window, 1.0)
    before = _darkest(button.icon())

    the_look.use_high_contrast(True)
    the_look.apply(window, 1.0)

    assert _darkest(button.icon()) == 0 < before


def test_signs_in_place_are_drawn_anew_in_other_colours(window: QWidget, the_look: Look) -> None:
    sign = IconSign(the_look.icon("care"))
    sign.setParent(window)

    the_look.use_high_contrast(True)
    the_look.apply(window, 1.0)

    assert _darkest(sign.icon) == 0


class Kept(Scaled, QWidget):
    """Keeps the order in which widgets are drawn."""

    drawn: ClassVar[list[tuple[str, float]]] = []

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self.drawn.append((self.objectName(), scale))


def test_what_is_inside_is_drawn_before_what_it_is_in(window: QWidget, the_look: Look) -> None:
    outer, inner = Kept(window), QWidget()
    innermost = Kept(inner)
    inner.setParent(outer)
    outer.setObjectName("outer")
    innermost.setObjectName("innermost")
    Kept.drawn.clear()

    the_look.apply(window, 1.4)
    the_look.lay_out(innermost, 2.0)

    assert Kept.drawn == [("innermost", 1.4), ("outer", 1.4), ("innermost", 2.0)]
    assert (outer.scale, innermost.scale) == (1.4, 2.0)


def test_icons_of_now_stay_what_they_are(
    window: QWidget, the_look: Look, button: QPushButton
) -> None:
    key = button.icon().cacheKey()

    the_look.lay_out(window, 1.0)

    assert button.icon().cacheKey() == key


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.fixture
def own_files(tmp_path: Path) -> Path:
    """Give style and icons as they come with the program, to be damaged."""
    for name in ("style", "icons"):
        shutil.copytree(locations.resources() / name, tmp_path / name)
    return tmp_path


def look_of(folder: Path) -> Look:
    return Look(style=folder / "style", icons=folder / "icons", fonts=folder / "fonts")


@pytest.mark.parametrize("name", ["app.qss", "tokens.toml"])
@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"\xff"), pipe])
def test_what_the_look_cannot_do_without_is_named(
    qapp: object, own_files: Path, name: str, damage: Callable[[Path], object]
) -> None:
    damage(own_files / "style" / name)

    with pytest.raises(ShippedFileError, match=f"{name} belongs to Clinic Aid"):
        look_of(own_files)


def test_an_icon_that_is_gone_is_done_without(qapp: object, own_files: Path) -> None:
    (own_files / "icons" / "lock.svg").unlink()

    assert not look_of(own_files).icon("lock").isNull()
