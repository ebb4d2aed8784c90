import pytest
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from clinic_aid.desktop.system.motion import SETTING, motion_is_wanted


class CalmStyle(QProxyStyle):
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returned)


@pytest.mark.parametrize("setting", ["none", "normal"])
def test_the_setting_decides_over_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv(SETTING, setting)

    assert motion_is_wanted() == (setting == "normal")


def test_without_a_setting_things_move_where_the_desktop_moves_them(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SETTING)
    assert motion_is_wanted()

    style, calm = qapp.style(), CalmStyle()
    monkeypatch.setattr(QApplication, "style", lambda: calm)
    assert style is not calm
    assert not motion_is_wanted()
