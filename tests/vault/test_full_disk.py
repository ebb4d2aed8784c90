"""The disk is full, really: in a file that may not grow, and on a small disk of its own."""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clinic_aid.vault.places import VaultPlace
from tests.vault.conftest import LIVING, Live

SAYS = "The disk is full or does not take any more"


@cache
def may_mount() -> bool:
    """Say whether this test may have disks of its own."""
    return (
        os.name == "posix"
        and os.geteuid() == 0
        and shutil.which("unshare") is not None
        and not subprocess.run(
            ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"],
            check=False,
            capture_output=True,
        ).returncode
    )


def on_small_disk(deed: str, tmp_path: Path, *, size: str) -> Any:
    """Do a deed in a process that alone sees a small disk."""
    if not may_mount():
        pytest.skip("needs root, for a disk of its own")
    disk, answers = tmp_path / "disk", tmp_path / "answers"
    disk.mkdir()
    living = [sys.executable, str(LIVING), deed, str(disk), str(answers)]
    mounted = f'mount -t tmpfs -o size={size} none "$1" && shift && exec "$@"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mounted, "sh", str(disk), *living],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(LIVING.parents[2])},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(answers.read_text())


@pytest.mark.fault(7)
@pytest.mark.skipif(os.name != "posix", reason="limits as POSIX has them")
def test_a_file_that_may_not_grow_is_told_and_the_save_works_once_it_may(
    place: VaultPlace, live: Live
) -> None:
    life = live("without_room", place.data)
    life.join()
    said, ballast_gone, before, after, sound = life.said()[0]
    assert SAYS in said
    assert ballast_gone
    assert before == [1, 1]
    assert after == 2
    assert sound


@pytest.fixture(scope="module")
def full_disk(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    found: list[Any] = on_small_disk("on_full_disk", tmp_path_factory.mktemp("full"), size="12m")
    return found


@pytest.mark.fault(7)
def test_the_ballast_makes_room_for_a_save_on_a_full_disk(full_disk: list[Any]) -> None:
    assert full_disk[0] is True


@pytest.mark.fault(7)
def test_a_full_disk_without_ballast_is_told_and_nothing_is_lost(full_disk: list[Any]) -> None:
    _, said, _, said_of_rescue, parts, numbers, sound = full_disk
    assert SAYS in said
    assert "the disk is full" in said_of_rescue
    assert parts == []
    assert numbers == [1, 2, 3]
    assert sound


@pytest.mark.fault(9)
def test_a_passphrase_that_finds_no_room_is_told_and_the_old_one_opens(
    full_disk: list[Any],
) -> None:
    # The deed unlocks with the old one afterwards; SQLite's own change of key would have said
    # that all was well.
    assert "was not saved: the disk is full" in full_disk[2]


@pytest.mark.fault(10)
def test_a_read_only_disk_opens_to_be_read(tmp_path: Path) -> None:
    read_only, notices, number, said, sound = on_small_disk("read_only", tmp_path, size="24m")
    assert read_only
    assert notices[0].startswith("The vault can only be read here")
    assert number == 1
    assert said[0].startswith("The vault can only be read here")
    assert "may not be written to" in said[1]
    assert "may not be written to" in said[2]
    assert sound
