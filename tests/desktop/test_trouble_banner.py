from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from clinic_aid.app_content import look
from clinic_aid.desktop.trouble_banner import TroubleBanner
from clinic_aid.files.file_trouble import FileTrouble


class Opened(QObject):
    """Takes the place of the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.folders: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.folders.append(Path(url.toLocalFile()))


@pytest.fixture
def opened() -> Iterator[Opened]:
    opened = Opened()
    # PySide's types want bytes here, which it does not take.
    QDesktopServices.setUrlHandler("file", opened, "open")  # type: ignore[arg-type]
    yield opened
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def banner(qtbot: QtBot) -> TroubleBanner:
    banner = TroubleBanner(look())
    qtbot.addWidget(banner)
    look().apply(banner, 1.0)
    banner.resize(1366, 400)
    banner.leave_room(768)
    banner.show()
    return banner


def trouble(path: Path) -> FileTrouble:
    return FileTrouble(what="It cannot be read.", path=path, meanwhile="the last copy holds.")


def test_without_trouble_there_is_no_banner(banner: TroubleBanner) -> None:
    banner.show_troubles([])

    assert banner.isHidden()


def test_the_whole_path_is_told(banner: TroubleBanner, tmp_path: Path) -> None:
    file = tmp_path / "a folder" / ("long " * 40) / "clinic.yaml"
    banner.show_troubles([trouble(file)])

    assert banner._parts[0].path.toPlainText() == str(file)


def test_what_holds_meanwhile_is_told(banner: TroubleBanner, tmp_path: Path) -> None:
    banner.show_troubles([trouble(tmp_path / "clinic.yaml")])

    assert "the last copy holds." in banner._parts[0].meanwhile.text()


def test_elsewhere_only_the_first_trouble_is_named(banner: TroubleBanner, tmp_path: Path) -> None:
    banner.show_troubles([trouble(tmp_path / "one"), trouble(tmp_path / "two")])

    banner.open_wide(False)

    shown = [part.isVisible() for part in banner._parts]
    assert (shown, banner._parts[0].path.isVisible()) == ([True, False], False)


def test_the_folder_opens(banner: TroubleBanner, opened: Opened, tmp_path: Path) -> None:
    banner.show_troubles([trouble(tmp_path / "clinic.yaml")])

    banner.folder.click()

    assert opened.folders == [tmp_path]


def test_of_a_folder_that_is_gone_the_nearest_opens(
    banner: TroubleBanner, opened: Opened, tmp_path: Path
) -> None:
    banner.show_troubles([trouble(tmp_path / "gone" / "too" / "clinic.yaml")])

    banner.folder.click()

    assert opened.folders == [tmp_path]


def test_each_further_file_has_its_own_folder(
    banner: TroubleBanner, opened: Opened, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    banner.show_troubles([trouble(tmp_path / "one"), trouble(other / "two")])

    banner._parts[1].folder.click()

    assert opened.folders == [other]


def test_looking_again_is_asked_for(qtbot: QtBot, banner: TroubleBanner, tmp_path: Path) -> None:
    banner.show_troubles([trouble(tmp_path / "clinic.yaml")])

    with qtbot.waitSignal(banner.look_asked):
        banner.again.click()


def test_while_it_looks_it_is_not_asked_again(banner: TroubleBanner, tmp_path: Path) -> None:
    banner.show_troubles([trouble(tmp_path / "clinic.yaml")])

    banner.show_busy(True)

    assert not banner.again.isEnabled()


def test_however_much_is_wrong_there_is_room_for_the_rest(
    banner: TroubleBanner, tmp_path: Path
) -> None:
    banner.show_troubles([trouble(tmp_path / str(number)) for number in range(12)])

    assert banner.height() <= 768 // 2
    assert banner._area.verticalScrollBar().maximum() > 0
