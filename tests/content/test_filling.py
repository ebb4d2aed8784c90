from datetime import date

import pytest

from clinic_aid.content.evidence import Estimate
from clinic_aid.content.filling import (
    Filling,
    estimate_values,
    fill,
    first_sentence,
    isolated,
    without_isolates,
)
from clinic_aid.content.model import ContentPack, Term
from clinic_aid.domain.day_count import Offset


@pytest.fixture(scope="module")
def pack(shipped: ContentPack) -> ContentPack:
    """Give the shipped pack with three terms of our own."""
    terms = {
        "seed": Term(forms=("seed", "seeds"), meaning="a thing that grows"),
        "pot": Term(forms=("pot",), meaning="what a [[seed]] is put into"),
    }
    return shipped.model_copy(update={"glossary": terms})


@pytest.fixture
def filling(pack: ContentPack) -> Filling:
    values = {"clinic": "Willow", "product": "[[seed]] {clinic}"}
    return Filling(pack, language="en", values=values)


def on(pack: ContentPack, *days: tuple[date, str | None]) -> Filling:
    return Filling(pack, language="en", values={}, days=days)


def test_a_value_stands_in_isolates() -> None:
    assert fill("For {patient}.", patient="Amira") == "For \u2068Amira\u2069."
    assert without_isolates(isolated("Amira")) == "Amira"


def test_a_label_is_filled_once() -> None:
    assert without_isolates(fill("{a} {b}", a="{b}", b="{a}")) == "{b} {a}"


def test_a_label_without_its_value_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        fill("For {patient}.", name="Amira")


def test_the_patient_s_values_are_placed(filling: Filling) -> None:
    assert filling.text("At {clinic}.") == "At \u2068Willow\u2069."


def test_values_of_the_place_come_before_those_of_the_patient(filling: Filling) -> None:
    assert without_isolates(filling.text("{clinic}", {"clinic": "Elm"})) == "Elm"


def test_a_value_is_never_read_as_a_term_or_a_placeholder(filling: Filling) -> None:
    assert without_isolates(filling.text("{product}")) == "[[seed]] {clinic}"
    assert without_isolates(filling.text("{x}", {"x": "[[nothing]] {day:3d}"})) == (
        "[[nothing]] {day:3d}"
    )


def test_a_term_is_explained_where_it_stands_first(filling: Filling) -> None:
    assert filling.text("A [[seed]].") == "A seed (a thing that grows)."
    assert filling.text("Two [[seeds]], one [[seed]].") == "Two seeds, one seed."


def test_a_term_at_the_start_of_a_sentence_is_the_same_term(filling: Filling) -> None:
    assert filling.text("[[Seeds]] grow.") == "Seeds (a thing that grows) grow."


def test_a_term_in_an_explanation_is_not_explained(filling: Filling) -> None:
    assert filling.text("A [[pot]].") == "A pot (what a seed is put into)."


def test_each_guide_explains_anew(pack: ContentPack) -> None:
    texts = [on(pack, (date(2026, 12, 3), None)).text("A [[seed]].") for _ in range(2)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        ("0d", "Thursday 3 December 2026"),
        ("-1d", "Wednesday 2 December 2026"),
        ("2w", "Thursday 17 December 2026"),
        ("3m", "Wednesday 3 March 2027"),
    ],
)
def test_a_day_is_a_date_where_the_treatment_has_one(
    offset: str, words: str, pack: ContentPack
) -> None:
    day_0 = date(2026, 12, 3)
    filling = on(pack, (day_0, None))
    assert without_isolates(filling.day(Offset.parse(offset), day_0)) == words
    assert without_isolates(filling.text(f"{{day:{offset}}}")) == words


@pytest.mark.parametrize(
    ("offset", "label", "number"),
    [
        ("3d", "day-after-treatment", 3),
        ("-1d", "day-before-treatment", 1),
        ("2w", "week-after-treatment", 2),
        ("-2w", "week-before-treatment", 2),
        ("6m", "month-after-treatment", 6),
        ("-1m", "month-before-treatment", 1),
        ("0d", "the-treatment-day", 0),
        ("0m", "the-treatment-day", 0),
    ],
)
def test_a_day_is_counted_in_words_where_it_has_none(
    offset: str, label: str, number: int, filling: Filling, pack: ContentPack
) -> None:
    found = without_isolates(filling.day(Offset.parse(offset), None))
    assert found == pack.labels[label].format(number=number)
    assert without_isolates(filling.text(f"{{day:{offset}}}")) == found


def test_with_several_treatment_days_each_is_named(pack: ContentPack) -> None:
    filling = on(pack, (date(2026, 12, 3), "Session 1"), (date(2027, 1, 14), "Session 2"))
    assert without_isolates(filling.text("By {day:3d}.")) == (
        "By Sunday 6 December 2026 (Session 1) or Sunday 17 January 2027 (Session 2)."
    )


def estimate(pack: ContentPack, **changes: object) -> Estimate:
    first = next(one for one in pack.estimates.values() if one.count is None)
    return first.model_copy(update=changes)


def test_a_proportion_is_said_in_100_with_its_range(pack: ContentPack) -> None:
    values = estimate_values(pack, estimate(pack, count=1, people=10, value=None, low=None,
                                            high=None, unit=None))  # fmt: skip
    assert values == {
        "people": "10",
        "count": "1",
        "in_100": "10",
        "low_in_100": "2",
        "high_in_100": "40",
    }


def test_thousands_are_set_apart(pack: ContentPack) -> None:
    assert estimate_values(pack, estimate(pack, people=12345))["people"] == "12,345"


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (16.56, 0, "17"),
        (16.56, 1, "16.6"),
        (-13.37, 0, "\u221213"),
        (-0.2, 0, "0"),
        (0.0, 0, "0"),
        (-0.26, 1, "\u22120.3"),
    ],
)
def test_a_number_is_rounded_and_has_a_real_minus(
    value: float, decimals: int, words: str, pack: ContentPack
) -> None:
    found = estimate_values(pack, estimate(pack, value=value, decimals=decimals))
    assert found["value"] == words


def test_a_unit_is_in_the_language_s_words(pack: ContentPack) -> None:
    one = estimate(pack)
    assert one.unit is not None
    assert estimate_values(pack, one)["unit"] == pack.units[one.unit].name


def test_a_fall_is_said_without_a_minus(pack: ContentPack) -> None:
    assert estimate_values(pack, estimate(pack, value=-11.9))["fall"] == "12"


def test_a_gain_is_no_fall(pack: ContentPack) -> None:
    assert "fall" not in estimate_values(pack, estimate(pack, value=9.4))


def test_what_a_number_means_ends_with_what_is_usual(pack: ContentPack) -> None:
    one = estimate(pack, unit="hairs-per-cm2")
    said = Filling(pack, language="en", values={}).meaning(one)
    assert said.endswith("In a 1 cm square, about 200 hairs are usual.")


def test_a_text_is_parted_after_its_first_sentence() -> None:
    assert first_sentence("Rest. Then walk. Why not?") == ("Rest.", "Then walk. Why not?")
    assert first_sentence("Rest") == ("Rest", "")


def test_an_explanation_in_brackets_ends_no_sentence() -> None:
    text = "Ask a dermatologist (a doctor. For skin) first. Then come."
    assert first_sentence(text) == (
        "Ask a dermatologist (a doctor. For skin) first.",
        "Then come.",
    )
