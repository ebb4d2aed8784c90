import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from clinic_aid.vault.ballast import SIZE, drop, take_on

Usage = namedtuple("Usage", "total used free")


def test_the_ballast_is_written_and_not_only_made_long(tmp_path: Path) -> None:
    take_on(tmp_path / "ballast")
    found = (tmp_path / "ballast").stat()
    assert found.st_size == SIZE
    assert found.st_blocks * 512 >= SIZE


def test_a_ballast_that_is_there_stays(tmp_path: Path) -> None:
    take_on(tmp_path / "ballast")
    before = (tmp_path / "ballast").stat().st_mtime_ns
    take_on(tmp_path / "ballast")
    assert (tmp_path / "ballast").stat().st_mtime_ns == before


def test_no_ballast_is_taken_on_where_there_is_little_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1 << 30, 1 << 30, 100 << 20))
    take_on(tmp_path / "ballast")
    assert not (tmp_path / "ballast").exists()


def test_a_ballast_is_given_up_once(tmp_path: Path) -> None:
    take_on(tmp_path / "ballast")
    assert drop(tmp_path / "ballast")
    assert not drop(tmp_path / "ballast")


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    take_on(tmp_path / "nowhere" / "ballast")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_link_or_a_pipe_of_its_name_gives_way(tmp_path: Path, kind: str) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"somebody's work")
    if kind == "link":
        (tmp_path / "ballast").symlink_to(precious)
    else:
        os.mkfifo(tmp_path / "ballast")
    take_on(tmp_path / "ballast")
    assert precious.read_bytes() == b"somebody's work"
    assert (tmp_path / "ballast").lstat().st_size == SIZE
