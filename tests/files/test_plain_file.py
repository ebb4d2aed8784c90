import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from clinic_aid.errors import ClinicAidError, InputError
from clinic_aid.files.logo import read_logo
from clinic_aid.files.plain_file import (
    NotPlainFile,
    UnreachableFolder,
    read_plain_file,
    require_reachable,
    require_replaceable,
)
from clinic_aid.files.saving import save_atomically
from clinic_aid.files.strict import read_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices in folders")

Make = Callable[[Path], None]


def make_device(path: Path) -> None:
    """Make a node like /dev/null, in a folder of the test's own."""
    try:
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("makes no device here")


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))


def make_link_to_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


ODD: dict[str, Make] = {
    "pipe": os.mkfifo,
    "device": make_device,
    "socket": make_socket,
    "link to a pipe": make_link_to_pipe,
}
NO_TARGET: dict[str, Make] = {**ODD, "dead link": lambda path: path.symlink_to("nothing")}


@pytest.fixture
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder whose name is short enough for a socket."""
    return tmp_path_factory.mktemp("p")


def test_a_plain_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("a")
    assert read_plain_file(tmp_path / "a", 3) == b"123"
    assert read_plain_file(tmp_path / "link", 9) == b"12345"


@pytest.mark.parametrize("kind", ODD)
def test_nothing_but_a_plain_file_is_read_and_nothing_waits(kind: str, short: Path) -> None:
    ODD[kind](short / "odd.yaml")
    with pytest.raises(NotPlainFile):
        read_plain_file(short / "odd.yaml", 9)


@pytest.mark.parametrize("kind", ODD)
def test_of_what_is_no_plain_file_the_reader_says_so(kind: str, short: Path) -> None:
    ODD[kind](short / "odd.yaml")
    with pytest.raises(InputError, match=r"odd\.yaml: this is not a plain file"):
        read_file(short / "odd.yaml")


@pytest.mark.parametrize("kind", ODD)
def test_no_logo_is_read_from_it(kind: str, short: Path) -> None:
    ODD[kind](short / "odd.png")
    with pytest.raises(ClinicAidError, match=r"odd\.png"):
        read_logo(short / "odd.png")


@pytest.mark.parametrize("kind", NO_TARGET)
def test_nothing_but_a_plain_file_is_replaced(kind: str, short: Path) -> None:
    NO_TARGET[kind](short / "guide.pdf")
    before = (short / "guide.pdf").lstat()
    with pytest.raises(ClinicAidError, match="not a plain file"):
        save_atomically(b"new", short / "guide.pdf")
    after = (short / "guide.pdf").lstat()
    assert (after.st_ino, after.st_mode, after.st_rdev) == (
        before.st_ino,
        before.st_mode,
        before.st_rdev,
    )
    assert not (short / "nothing").exists()


def test_a_folder_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_plain_file(tmp_path, 9)
    with pytest.raises(IsADirectoryError):
        require_replaceable(tmp_path)


def test_a_name_that_is_free_may_be_taken(tmp_path: Path) -> None:
    require_replaceable(tmp_path / "free")


@pytest.mark.parametrize("barred", ["data", "data/vault"])
def test_a_folder_that_may_not_be_entered_is_named(tmp_path: Path, barred: str) -> None:
    (tmp_path / "data" / "vault").mkdir(parents=True)
    folder = tmp_path / barred
    folder.chmod(0)
    try:
        if os.access(folder, os.X_OK):
            pytest.skip("to root every folder is open")
        with pytest.raises(UnreachableFolder, match=rf"^The folder {folder} may not be read"):
            require_reachable(tmp_path / "data" / "vault" / "file")
    finally:
        folder.chmod(0o700)


def test_what_is_not_there_can_be_looked_for(tmp_path: Path) -> None:
    require_reachable(tmp_path / "nothing" / "file")
    (tmp_path / "file").touch()
    require_reachable(tmp_path / "file" / "file")
