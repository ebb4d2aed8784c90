import pytest
from PySide6.QtGui import QFont, QFontDatabase

from clinic_aid.desktop.system.text_size import LEAST, MOST, SETTING, text_factor

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(("setting", "factor"), [("1.25", 1.25), ("9", MOST), ("0.1", LEAST)])
def test_the_setting_counts_within_bounds(
    monkeypatch: pytest.MonkeyPatch, setting: str, factor: float
) -> None:
    monkeypatch.setenv(SETTING, setting)

    assert text_factor() == factor


@pytest.mark.parametrize("setting", ["", "large", "nan"])
def test_without_a_number_words_are_as_large_as_the_system_has_them(
    monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv(SETTING, setting)

    # The platform without a display has its words in the usual size.
    assert text_factor() == 1.0


@pytest.mark.parametrize(
    ("platform", "points", "factor"),
    [
        ("win32", 9.0, 1.0),
        ("win32", 13.5, 1.5),
        ("darwin", 13.0, 1.0),
        ("linux", 9.0, 1.0),
        ("linux", 11.0, 1.0),
        ("linux", 13.75, 1.25),
        ("linux", 8.1, 0.9),
    ],
)
def test_words_grow_with_those_of_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, points: float, factor: float
) -> None:
    font = QFont()
    font.setPointSizeF(points)
    monkeypatch.delenv(SETTING)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _kind: font)

    assert text_factor() == pytest.approx(factor)


def test_a_font_sized_in_pixels_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    font = QFont()
    font.setPixelSize(40)
    monkeypatch.delenv(SETTING)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _kind: font)

    assert text_factor() == 1.0
