"""Each statement of the two articles that this subject began with is told, or put right."""

from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinic_aid.content.filling import without_terms
from clinic_aid.content.model import ContentPack

ARTICLES: Mapping[str, list[dict[str, Any]]] = {
    str(article): rows
    for article, rows in yaml.safe_load(
        (Path(__file__).parent / "seed_statements.yaml").read_text(encoding="utf-8")
    ).items()
}
ROWS = [
    pytest.param(path, words, id=f"{row['says']} {path}")
    for rows in ARTICLES.values()
    for row in rows
    for path, words in row["at"].items()
]


def text_at(pack: ContentPack, path: str) -> str:
    def inside(value: Any, name: str) -> Any:
        return value[int(name)] if name.isdigit() else value[name]

    text = reduce(inside, path.split("."), pack.model_dump())
    assert isinstance(text, str)
    return " ".join(without_terms(text).split())


@pytest.mark.parametrize(("path", "words"), ROWS)
def test_a_statement_is_told_where_the_table_says(
    shipped: ContentPack, path: str, words: str
) -> None:
    assert words in text_at(shipped, path)


@pytest.mark.parametrize(("article", "statements"), [("0", 25), ("2", 23)])
def test_the_table_holds_every_statement_of_an_article(article: str, statements: int) -> None:
    assert len({row["says"] for row in ARTICLES[article]}) == statements


def test_each_statement_is_told_as_faithful_or_corrected() -> None:
    told = [row["told"] for rows in ARTICLES.values() for row in rows]
    assert set(told) == {"faithful", "corrected"}
