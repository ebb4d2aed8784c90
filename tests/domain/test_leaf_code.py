from datetime import date

from clinic_aid.domain.leaf_code import leaf_code

NAME, BIRTH, DAY = "Amira Haddad", date(1984, 2, 29), date(2026, 11, 16)


def test_the_same_patient_on_the_same_day_has_the_same_code() -> None:
    assert leaf_code(NAME, BIRTH, DAY) == leaf_code(NAME, BIRTH, DAY)


def test_spaces_around_and_between_names_make_no_other_code() -> None:
    assert leaf_code("  Amira   Haddad ", BIRTH, DAY) == leaf_code(NAME, BIRTH, DAY)


def test_another_name_birth_date_or_day_has_another_code() -> None:
    codes = {
        leaf_code(NAME, BIRTH, DAY),
        leaf_code("Amira Hadad", BIRTH, DAY),
        leaf_code(NAME, None, DAY),
        leaf_code(NAME, BIRTH, None),
    }
    assert len(codes) == 4


def test_a_code_has_five_signs_and_makes_no_word() -> None:
    codes = [leaf_code(str(number), None, None) for number in range(200)]
    assert {len(code) for code in codes} == {5}
    assert set("".join(codes)).isdisjoint("AEIOU015L")
