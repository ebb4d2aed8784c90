import re
from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import chain
from typing import Any

import pytest
from pypdf import PdfReader

from clinic_aid import locations
from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.domain.leaf_code import leaf_code
from clinic_aid.engine import Engine
from clinic_aid.handout.fridge_page import FridgePage
from clinic_aid.handout.model import Handout
from clinic_aid.handout.printed_text import section_text

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]
SAMPLES = sorted(
    path.stem
    for path in (locations.resources() / "samples").iterdir()
    if not path.stem.startswith("clinic")
)
FRIDGE = GuideWish(parts=("fridge",))


def tree(**changes: Any) -> dict[str, Any]:
    plan = {
        "product": "own-fat-cells",
        "delivery": "injection",
        "treatment_date": "2026-12-03",
        "sleeps_in": "GB",
    } | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


def page(handout: Handout) -> FridgePage:
    assert handout.fridge is not None
    return handout.fridge


@pytest.mark.parametrize("sample", SAMPLES)
def test_it_names_no_treatment_and_no_clinic(
    sample: str, handout_of: HandoutOf, pack: ContentPack, clinic: Clinic
) -> None:
    text = section_text(handout_of(sample), "fridge")
    names = [product.name for product in pack.products.values()]
    assert [name for name in (*names, str(clinic.name)) if name.casefold() in text.casefold()] == []
    words = r"\bstem|\bcells?\b|exosome|follic|plasma|marrow cell|transplant|hair loss|bald|approv"
    assert re.findall(words, text, flags=re.IGNORECASE) == []


def test_the_paper_names_no_treatment(
    printed: Printed, texts: Texts, pack: ContentPack, clinic: Clinic
) -> None:
    text = " ".join(texts(printed("full", wish=FRIDGE))).casefold()
    assert not re.findall(r"\bstem|\bcells?\b", text)
    assert str(clinic.name).casefold() not in text
    assert pack.products["own-follicle-cells"].name.casefold() not in text


def test_only_the_first_name_stands_on_it(handout_of: HandoutOf) -> None:
    text = section_text(handout_of(tree()), "fridge")
    assert "Amira" in text
    assert "Haddad" not in text


def test_staff_find_whose_it_is_by_a_code_and_the_day(handout_of: HandoutOf) -> None:
    handout = handout_of(tree())
    from datetime import date

    staff = without_isolates(page(handout).staff)
    assert leaf_code("Amira Haddad", None, date(2026, 11, 16)) in staff
    assert "16 November 2026" in staff


def test_without_a_day_of_the_talk_the_code_stands_alone(handout_of: HandoutOf) -> None:
    staff = without_isolates(page(handout_of(tree(consultation_date=None))).staff)
    assert leaf_code("Amira Haddad", None, None) in staff


def test_every_sign_of_the_night_stands_on_it(handout_of: HandoutOf, pack: ContentPack) -> None:
    found = page(handout_of(tree(plan={"sampling": "fat"})))
    counts = {
        "emergency": len([*chain.from_iterable(found.emergency.signs)]),
        "now": len(found.call.now),
        "morning": len(found.call.morning),
    }
    expected = {"emergency": 0, "now": 0, "morning": 0}
    for sign in pack.signs.values():
        allowed = sign.when.sampling, sign.when.delivery
        if sign.band != "usual" and (not allowed[0] or "fat" in allowed[0]):
            expected[sign.night or "emergency"] += 1
    assert counts == expected


def test_the_points_of_a_sign_run_on_from_its_lead(handout_of: HandoutOf) -> None:
    signs = [*chain.from_iterable(page(handout_of(tree())).emergency.signs)]
    [said] = [without_isolates(sign.text) for sign in signs if "infected" in sign.text]
    assert "one of these: 38 °C or more, shivering" in said
    assert said.endswith("or a rash that stays when pressed.")


def test_an_emergency_of_the_whole_body_stands_before_one_of_skin_or_eyes(
    handout_of: HandoutOf,
) -> None:
    body, skin = page(handout_of(tree(plan={"sampling": "fat"}))).emergency.signs
    assert [sign.text[:19] for sign in skin] == [
        "Bright red blood sp",
        "Skin hurts very muc",
        "A swollen eye with ",
    ]
    assert len(body) <= 6


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_each_sign_to_call_for_at_once_has_its_picture_on_paper(
    edition: Any, handout_of: HandoutOf, engine: Engine
) -> None:
    handout = handout_of(
        tree(plan={"sampling": "fat"}), wish=GuideWish(parts=("fridge",), edition=edition)
    )
    [paper] = engine.print_job(handout).documents
    found = page(handout)
    signs = [*chain.from_iterable(found.emergency.signs), *found.call.now]
    pictures = [sign.icon.svg.removeprefix("<svg ") for sign in signs]
    assert [paper.count(picture) for picture in pictures] == [1] * len(signs)


def test_of_two_countries_both_numbers_are_named(handout_of: HandoutOf) -> None:
    found = page(handout_of(tree(plan={"sleeps_in": "DE"}), at=Clinic(country="TR")))
    assert [(row.name, without_isolates(row.value)) for row in found.emergency.numbers] == [
        ("Germany", "112"),
        ("Türkiye", "112"),
    ]
    assert [(without_isolates(row.name), row.open) for row in found.call.numbers] == [
        ("By day", True),
        ("When we are closed", True),
        ("No reply, Germany?", False),
    ]


def test_an_unknown_number_is_a_line_to_fill_in(handout_of: HandoutOf) -> None:
    found = page(handout_of(tree(plan={"sleeps_in": None}), at=Clinic()))
    assert [row.open for row in found.emergency.numbers] == [True]


def test_what_is_usual_is_better_by_a_day_after_the_next_session(handout_of: HandoutOf) -> None:
    [row] = page(handout_of(tree())).usual.better
    assert (row.value, row.open) == ("6 December", False)


def test_without_a_day_it_is_better_by_a_day_that_is_counted(handout_of: HandoutOf) -> None:
    [row] = page(handout_of(tree(plan={"treatment_date": None}))).usual.better
    assert row.open
    assert without_isolates(row.value) == "day 3 after treatment"


def test_before_the_first_session_only_the_sample_is_spoken_of(handout_of: HandoutOf) -> None:
    text = section_text(handout_of("full"), "fridge")
    assert "small skin samples taken from my scalp on Tuesday 1 December 2026" in text
    assert "injections" not in text
    assert page(handout_of("full")).usual.better == ()


def test_after_the_sample_the_session_is_spoken_of_too(handout_of: HandoutOf) -> None:
    plan = {
        "product": "own-follicle-cells",
        "sampling_date": "2026-12-01",
        "treatment_date": "2027-01-14",
    }
    text = section_text(handout_of(tree(plan=plan, consultation_date="2027-01-11")), "fridge")
    assert "small skin samples taken from my scalp" in text
    assert "injections in my scalp on Thursday 14 January 2027" in text


@pytest.mark.parametrize(("sleeps_in", "told"), [("GB", False), (None, False), ("FR", True)])
def test_who_travels_is_told_to_say_where_it_was_done(
    sleeps_in: str | None, told: bool, handout_of: HandoutOf
) -> None:
    said = " ".join(page(handout_of(tree(plan={"sleeps_in": sleeps_in}))).tell)
    assert ("say in which country" in said) is told


def test_nothing_is_printed_where_nothing_is_done(handout_of: HandoutOf) -> None:
    assert handout_of("decided-no").fridge is None


# Where most is to be looked for, from another country, and where the days are counted.
@pytest.mark.parametrize("sample", ["full", "go-ahead", "abroad", "no-date"])
@pytest.mark.parametrize(
    ("edition", "paper"),
    [
        ("standard", "a4"),
        ("standard", "letter"),
        ("compact", "letter"),
        ("large-print", "letter"),
    ],
)
def test_it_is_one_leaf_and_in_large_print_two(
    sample: str, edition: Any, paper: Any, printed: Printed, texts: Texts
) -> None:
    wish = GuideWish(parts=("fridge",), edition=edition, paper=paper)
    leaves = 2 if edition == "large-print" else 1
    assert len(texts(printed(sample, wish=wish))) == 2 * leaves


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_lines_for_numbers_that_nobody_told_leave_it_one_leaf(
    paper: Any, printed: Printed, texts: Texts
) -> None:
    wish = GuideWish(parts=("fridge",), edition="standard", paper=paper)
    assert len(texts(printed(tree(plan={"sleeps_in": None}), at=Clinic(), wish=wish))) == 2


@pytest.mark.parametrize(("name", "is_long"), [("Amira", False), ("Maximiliana", True)])
def test_a_title_that_one_line_cannot_hold_is_set_smaller(
    name: str, is_long: bool, handout_of: HandoutOf
) -> None:
    assert page(handout_of(tree(patient={"name": name}))).has_long_title is is_long


@pytest.mark.parametrize("sample", ["full", "go-ahead", "abroad"])
def test_the_front_says_whom_to_call_and_the_back_when_and_what_to_tell(
    sample: str, printed: Printed, texts: Texts, labels: Mapping[str, str]
) -> None:
    front, back = texts(printed(sample, wish=FRIDGE))
    assert labels["fridge-morning"] in front
    assert labels["fridge-calendar"] not in front
    assert labels["fridge-tell"] in back
    # Two countries and all signs after fat fill the front.
    assert (labels["fridge-usual"] in front) == (sample != "abroad")


def test_the_draft_is_marked_on_the_front(
    printed: Printed, texts: Texts, labels: Mapping[str, str]
) -> None:
    assert labels["draft"] in texts(printed("full", wish=FRIDGE))[0]


def test_each_number_is_a_link_that_dials_it(printed: Printed) -> None:
    front = PdfReader(BytesIO(printed("full", wish=FRIDGE))).pages[0]
    notes: Any = front["/Annots"]
    links = [note.get_object()["/A"]["/URI"] for note in notes]
    assert links == ["tel:999", "tel:+44-20-7946-0000", "tel:+44-20-7946-0999", "tel:111"]
