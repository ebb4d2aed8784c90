import pytest

from clinic_aid.vault.search import as_query


@pytest.mark.fault(45)
@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("Amira Had", '"Amira"* "Had"*'),
        ("", ""),
        (" \t\n", ""),
        ("?! — *", ""),
        ('a"b', '"a"* "b"*'),
        ("NEAR(a b)", '"NEAR(a"* "b)"*'),
        ("a\0b", '"a"* "b"*'),
        ("a\ud800b", '"ab"*'),
        ("e\u0301", '"é"*'),
    ],
)
def test_words_become_a_query_of_quoted_words(typed: str, query: str) -> None:
    assert as_query(typed) == query


def test_a_pasted_book_is_cut() -> None:
    assert len(as_query("long" * 1000 + " word" * 1000)) < 12 * 70
