from datetime import date

from clinic_aid.entry.beginning import new_consultation

DAY = date(2026, 11, 30)


def test_it_is_of_the_day_on_which_it_begins() -> None:
    assert new_consultation(DAY)["consultation_date"] == "2026-11-30"


def test_the_consultant_is_who_unlocked() -> None:
    assert new_consultation(DAY, consultant="Mary Stone")["consultant"] == "Mary Stone"


def test_where_nobody_unlocked_no_consultant_is_named() -> None:
    assert "consultant" not in new_consultation(DAY)


def test_the_only_product_of_a_clinic_is_chosen() -> None:
    assert new_consultation(DAY, products=["own-fat-cells"])["plan"] == {"product": "own-fat-cells"}


def test_among_several_products_none_is_chosen() -> None:
    assert new_consultation(DAY, products=["own-fat-cells", "cell-free-fluid"])["plan"] == {}
