"""The page about the code's layout tells of the code that is there."""

import re

import pytest

from tests.architecture import CHECKOUT, PICTURE, picture

PAGE = PICTURE.with_suffix(".md").read_text(encoding="utf-8")
PATHS = sorted({path for path in re.findall(r"`([\w./-]+)`", PAGE) if "/" in path or ".py" in path})


def test_the_picture_is_the_one_of_the_code() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "run python -m tests.architecture"


@pytest.mark.parametrize("path", PATHS)
def test_a_place_that_the_page_names_is_there(path: str) -> None:
    assert (CHECKOUT / path).exists() or (CHECKOUT / "clinic_aid" / path).exists()


def test_it_says_where_to_change_a_dozen_things() -> None:
    _, rows = PAGE.split("|---|---|\n")
    assert len(rows.strip().splitlines()) >= 12
