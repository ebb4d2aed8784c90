from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.rescuing import Rescued, all_rescued, drop_rescued, put_rescued

KEY = bytes(range(32))
DRAFT = Rescued(key="key", tree={"a": "half \ud800"}, at=datetime(2026, 1, 1, tzinfo=UTC))


def test_a_draft_comes_back(tmp_path: Path) -> None:
    put_rescued(tmp_path / "rescued", DRAFT, KEY)
    assert list(all_rescued(tmp_path / "rescued", KEY)) == [DRAFT]


def test_a_later_draft_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    for _ in range(2):
        put_rescued(tmp_path, DRAFT, KEY)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_draft_says_nothing_without_the_key(tmp_path: Path) -> None:
    put_rescued(tmp_path, DRAFT, KEY)
    (file,) = tmp_path.iterdir()
    assert b"half" not in file.read_bytes()
    assert list(all_rescued(tmp_path, bytes(32))) == []


@pytest.mark.parametrize("data", [b"", b"short", b"\0" * 100_000])
def test_garbage_among_the_drafts_is_passed_over_and_left(tmp_path: Path, data: bytes) -> None:
    put_rescued(tmp_path, DRAFT, KEY)
    (tmp_path / "garbage.draft").write_bytes(data)
    assert list(all_rescued(tmp_path, KEY)) == [DRAFT]
    assert (tmp_path / "garbage.draft").exists()


def test_a_draft_can_be_dropped_more_than_once(tmp_path: Path) -> None:
    put_rescued(tmp_path, DRAFT, KEY)
    drop_rescued(tmp_path, "key")
    drop_rescued(tmp_path, "key")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "rescued").write_text("in the way")
    with pytest.raises(ClinicAidError, match="The draft was not kept"):
        put_rescued(tmp_path / "rescued", DRAFT, KEY)
