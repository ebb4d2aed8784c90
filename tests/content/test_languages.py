from pathlib import Path

import pytest

from clinic_aid.content.languages import language_for, languages


def test_the_languages_of_a_pack_are_its_folders(shipped_folder: Path) -> None:
    assert languages(shipped_folder) == ("en",)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ((), "de"),
        (("fr-CA", "en-GB", "de"), "en"),
        (("he",), "he"),
        # Nothing else is there to be read.
        (("fr", "C"), "de"),
    ],
)
def test_the_first_language_that_a_pack_has_is_given(
    tmp_path: Path, wanted: tuple[str, ...], given: str
) -> None:
    for name in ("he", "de", "en"):
        (tmp_path / name).mkdir()

    assert language_for(tmp_path, wanted) == given
