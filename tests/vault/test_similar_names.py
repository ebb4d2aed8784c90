import pytest

from clinic_aid.vault.similar_names import SimilarNames

NAMES = (
    *("Anna Mayer", "Muhammad Khan", "Łukasz Nowak", "Katherine Smith", "Jo Lee"),
    *("Jan van den Berg", "Alexandre Dupont", "Søren Sørensen", "Ana Lopez"),
    *("مُحَمَّد الأحمد", "Samuel O’Brien", "Zoë Berg"),
)


def near(typed: str) -> list[str]:
    found = SimilarNames(enumerate(NAMES)).nearest(typed)
    return [NAMES[number] for numbers in found for number in numbers]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("meier", "Anna Mayer"),
        ("meyer anna", "Anna Mayer"),
        ("mohamed", "Muhammad Khan"),
        ("mohamad kahn", "Muhammad Khan"),
        ("lukas novak", "Łukasz Nowak"),
        ("nowka", "Łukasz Nowak"),
        ("catherine smyth", "Katherine Smith"),
        ("cathe", "Katherine Smith"),
        ("joe lee", "Jo Lee"),
        ("vandenberg", "Jan van den Berg"),
        ("aleksander dupond", "Alexandre Dupont"),
        ("soerensen", "Søren Sørensen"),
        ("anna lopes", "Ana Lopez"),
        ("محمذ", "مُحَمَّد الأحمد"),
        ("samuelobrian", "Samuel O’Brien"),
    ],
)
def test_a_name_that_is_typed_wrongly_leads_to_the_right_one(typed: str, name: str) -> None:
    assert name in near(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "x", "le", "'", "Peterson", "Maria", "Smithers-Jones", "Khalid", "own fat", "2026-11-30"],
)
def test_what_is_another_name_or_too_short_resembles_none(typed: str) -> None:
    assert near(typed) == []


def test_beyond_one_slip_the_first_letter_is_the_same() -> None:
    assert near("bayer") == ["Anna Mayer"]
    assert near("bajer") == []


def test_every_word_that_is_typed_must_resemble_one() -> None:
    assert near("meier anna") == ["Anna Mayer"]
    assert near("meier khan") == []


def test_the_nearest_comes_first_and_then_the_earlier_one() -> None:
    names = SimilarNames(
        [(7, "Anna Maier"), (5, "Anna Meyer"), (9, "Ann Mayer"), (2, "Anna Maier")]
    )
    assert list(names.nearest("anna meier")) == [[7, 2], [5], [9]]
