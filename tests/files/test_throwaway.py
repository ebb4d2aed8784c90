import stat
import sys
from pathlib import Path

import pytest

from clinic_aid.files.throwaway import ThrowawayFolder, wipe_left


def left_by_a_crash(parent: Path) -> ThrowawayFolder:
    folder = ThrowawayFolder(parent)
    folder.make()
    (folder.path / "something").write_text("left")
    folder._holder.let_go()
    return folder


def test_nothing_is_left_once_it_is_wiped(tmp_path: Path) -> None:
    folder = ThrowawayFolder(tmp_path)
    folder.make()
    (folder.path / "below").mkdir()
    (folder.path / "below" / "file").write_text("x")

    folder.wipe()
    folder.wipe()

    assert list(tmp_path.iterdir()) == []


def test_the_next_one_wipes_what_a_crash_left(tmp_path: Path) -> None:
    left = left_by_a_crash(tmp_path)

    later = ThrowawayFolder(tmp_path)
    later.make()

    assert not left.path.exists()
    assert later.path.is_dir()


def test_what_a_crash_left_can_be_wiped_without_another_one(tmp_path: Path) -> None:
    running = ThrowawayFolder(tmp_path)
    running.make()
    left = left_by_a_crash(tmp_path)

    wipe_left(tmp_path)

    assert not left.path.exists()
    assert running.path.is_dir()
    wipe_left(tmp_path / "nowhere")


def test_one_that_is_in_use_stays(tmp_path: Path) -> None:
    first, second = ThrowawayFolder(tmp_path), ThrowawayFolder(tmp_path)
    first.make()
    (first.path / "file").write_text("in use")

    second.make()
    second.wipe()

    assert (first.path / "file").read_text() == "in use"
    first.wipe()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are those of POSIX")
def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    folder = ThrowawayFolder(tmp_path / "demos")
    folder.make()

    for made in (tmp_path / "demos", folder.path):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    folder.wipe()


def test_one_that_was_never_made_is_wiped_in_peace(tmp_path: Path) -> None:
    ThrowawayFolder(tmp_path / "nowhere").wipe()

    assert not (tmp_path / "nowhere").exists()
