from pathlib import Path

import pytest
import yaml

from clinic_aid.content.clearness import read_clearness
from clinic_aid.content.model import ContentPack

_POINTS = {"understand": 95, "act": 90, "clear": 91, "decide": 71, "choose": 88}


def written(folder: Path, of: ContentPack, **changes: object) -> Path:
    said_of = {"pack": of.pack.id, "version": of.pack.version, "language": "en"}
    path = folder / "result.yaml"
    path.write_text(yaml.safe_dump({"format": 1} | said_of | _POINTS | changes))
    return path


def test_what_was_rated_of_this_version_is_given(tmp_path: Path, pack: ContentPack) -> None:
    found = read_clearness(written(tmp_path, pack), pack, "en")
    assert found is not None
    assert found.values() == {name: str(points) for name, points in _POINTS.items()}


@pytest.mark.parametrize(
    "other", [{"version": "2020.1"}, {"pack": "other"}, {"language": "fr"}, {"act": "many"}]
)
def test_what_was_rated_of_another_or_is_no_rating_says_nothing(
    other: dict[str, object], tmp_path: Path, pack: ContentPack
) -> None:
    assert read_clearness(written(tmp_path, pack, **other), pack, "en") is None


def test_no_file_says_nothing(tmp_path: Path, pack: ContentPack) -> None:
    assert read_clearness(tmp_path / "result.yaml", pack, "en") is None
