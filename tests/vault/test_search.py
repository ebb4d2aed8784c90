import pytest

from clinic_aid.vault.search import as_query


@pytest.mark.fault(45)
@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("Amira Had", '"amira"* AND "had"*'),
        ("", ""),
        (" \t\n", ""),
        ("?! — *", ""),
        ('a"b', '"a"* AND "b"*'),
        ("a＂b", '"a b"*'),
        ("NEAR(a b)", '"near(a"* AND "b)"*'),
        ("a\0b", '"a"* AND "b"*'),
        ("a\ud800b", '"ab"*'),
        ("e\u0301", '"e"*'),
        ("Sam O’Brien", '"sam"* AND ("obrien"* OR "o brien"*)'),
        ("ـ", ""),
    ],
)
def test_words_become_a_query_of_quoted_words(typed: str, query: str) -> None:
    assert as_query(typed) == query


def test_a_pasted_book_is_cut() -> None:
    assert len(as_query("long" * 1000 + " word" * 1000)) < 12 * 70


def test_a_book_without_spaces_is_cut() -> None:
    assert len(as_query("long-" * 1000)) < 200
