import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.domain.folding import findable, folded, spellings


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łukasz Żółć", "lukasz zolc"),
        ("Işık", "isik"),
        ("Işık", "IŞIK"),
        ("İpek", "ipek"),
        ("Søren Ågård", "soren agard"),
        ("Đorđe Đukić", "dorde dukic"),
        ("Ægir Guðrún Þórsdóttir", "aegir gudrun thorsdottir"),
        ("Cœur", "coeur"),
        ("Weiß", "WEISS"),
        ("WEIẞ", "weiss"),
        ("Zoe\u0308", "Zoë"),
        ("Nguyễn Ánh", "nguyen anh"),
        ("LÉVESQUE", "le\u0301vesque"),
        ("Ёлкин Йорданов", "елкин иорданов"),
        ("Άννα Παππάς", "αννα παππασ"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("أحمد إبراهيم آدم", "احمد ابراهيم ادم"),
        ("فاطمة موسى", "فاطمه موسي"),
        ("علی کریم", "علي كريم"),
        ("שָׁלוֹם", "שלום"),
        ("Ｊｏｓé", "jose"),
        ("Jo\u00adsé\u200e", "jose"),
    ],
)
def test_what_people_take_for_the_same_is_folded_alike(written: str, typed: str) -> None:
    assert folded(written) == folded(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("राम", "रूम"),
        ("はる", "ばる"),
        ("ไท", "ได้"),
        ("Anna", "Hanna"),
        ("Meier", "Meyer"),
        ("محمد", "أحمد"),
        ("王", "李"),
    ],
)
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize("sign", "'’‘ʼʻ`´′＇-‐·")
def test_what_parts_a_name_is_found_with_it_without_it_and_apart(sign: str) -> None:
    assert findable(f"Sam O{sign}Brien") == "sam o brien obrien"
    assert spellings(f"O{sign}Brien") == ("obrien", "o brien")


def test_a_name_that_nothing_parts_is_found_as_it_is() -> None:
    assert findable("Amira Haddad") == "amira haddad"
    assert spellings("Amira") == ("amira",)


@pytest.mark.parametrize("nothing", ["", "'", "ـ", "\u0301"])
def test_what_leaves_no_letter_is_no_spelling(nothing: str) -> None:
    assert spellings(nothing) == ()


@given(st.text())
def test_what_is_folded_stays_so(words: str) -> None:
    assert folded(folded(words)) == folded(words)
