"""What somebody who does not see the pictures of a guide is told of them, read from the PDF."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.engine import Engine
from clinic_aid.handout.model import Handout

Printed = Callable[..., bytes]
HandoutOf = Callable[..., Handout]
AltOf = Callable[..., str]
Alternatives = Callable[[bytes], list[str]]
PRODUCTS = ("own-fat-cells", "own-follicle-cells", "own-marrow-cells", "cell-free-fluid")


@pytest.fixture(scope="module")
def alternatives(tags_of: Callable[[pikepdf.Pdf], list[Any]]) -> Alternatives:
    """Give the alternative text of each picture of a PDF, in the order in which it is read."""

    def read(pdf: bytes) -> list[str]:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return [str(tag.Alt) for tag in tags_of(opened) if tag.S == "/Figure"]

    return read


@pytest.fixture(scope="module")
def alt_of(printed: Printed, pack: ContentPack, alternatives: Alternatives) -> AltOf:
    """Give what is said of the picture of a name in the guide of a sample or a tree."""

    def read(name: str, source: str | Mapping[str, Any] = "full") -> str:
        general = pack.figures[name].alt
        [found] = [alt for alt in alternatives(printed(source)) if alt.startswith(general)]
        return found.removeprefix(general).strip()

    return read


def tree(product: str = "own-fat-cells", **plan: Any) -> dict[str, Any]:
    return {
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": product, "delivery": "injection"} | plan,
        "consultation_date": "2026-11-16",
    }


# The boxes to tick


def test_every_box_to_tick_says_so(
    printed: Printed,
    handout_of: HandoutOf,
    alternatives: Alternatives,
    labels: Mapping[str, str],
) -> None:
    calendar, timeline = handout_of("full").calendar, handout_of("full").timeline
    assert calendar is not None
    assert timeline is not None
    rows = [row for phase in calendar.phases for group in phase.groups for row in group.rows]
    boxes = [row for row in rows if row.tick]
    assert len(boxes) > 5
    told = alternatives(printed("full", wish=GuideWish(parts=("plan",))))
    assert told.count(labels["tick-done"]) == len(boxes) + len(timeline.reviews)


# The course of the treatment as a bar


def test_the_bar_names_each_part_with_its_days(alt_of: AltOf, handout_of: HandoutOf) -> None:
    timeline = handout_of("full").timeline
    assert timeline is not None
    said = alt_of("course")
    for phase in timeline.phases:
        assert without_isolates(f"{phase.title}, {phase.days}") in said


def test_the_bar_names_its_reviews_with_the_days_to_ask_for(
    alt_of: AltOf, handout_of: HandoutOf, pack: ContentPack
) -> None:
    timeline = handout_of("full").timeline
    assert timeline is not None
    for review, row in zip(pack.reviews.values(), timeline.reviews, strict=True):
        said = without_isolates(row.value).split(".")[0]
        assert f"{review.title}, {said}" in alt_of("course")


def test_agreed_reviews_are_named_with_their_days(alt_of: AltOf) -> None:
    days = ["2027-03-05", "2027-06-04", "2027-12-03"]
    plan: dict[str, Any] = {
        "treatment_date": "2026-12-03",
        "reviews": [{"day": day} for day in days],
    }
    assert "Review 1, Friday 5 March 2027;" in alt_of("course", tree(**plan))


def test_a_bar_without_dates_counts_from_treatment(alt_of: AltOf) -> None:
    assert alt_of("course", tree()).endswith(
        "stand for: First review, Month 3 after treatment; "
        "Second review, Month 6 after treatment; One-year review, Month 12 after treatment."
    )


# What is drawn at times


def test_the_map_names_its_areas(alt_of: AltOf) -> None:
    assert alt_of("scalp-map", "go-ahead") == "Marked: Left temple, Right temple, Crown."


def test_lines_on_the_map_are_named_where_they_are_drawn(
    alt_of: AltOf, labels: Mapping[str, str]
) -> None:
    stroke = {"view": "top", "points": [[0.4, 0.4], [0.6, 0.6]]}
    assert alt_of("scalp-map", tree() | {"finding": {"strokes": [stroke]}}) == labels["lines-alt"]


@pytest.mark.parametrize("sample", ["full", "go-ahead", "topical", "four-sessions"])
def test_no_two_pictures_of_a_guide_are_told_alike(
    sample: str, printed: Printed, alternatives: Alternatives, labels: Mapping[str, str]
) -> None:
    told = [alt for alt in alternatives(printed(sample)) if alt != labels["tick-done"]]
    assert len(told) == len(set(told))


# The talk


def test_the_talk_says_the_same_of_the_year(
    pack: ContentPack,
    engine: Engine,
    clinic: Clinic,
    consultation_of: Callable[[str], Consultation],
    handout_of: HandoutOf,
) -> None:
    pages, timeline = (
        engine.talk(consultation_of("full"), clinic).pages,
        handout_of("full").timeline,
    )
    assert pages is not None
    assert timeline is not None
    in_talk = pages.timeline_bar.alt.removeprefix(pack.figures["timeline"].alt)
    assert in_talk == timeline.figure.alt.removeprefix(pack.figures["course"].alt)


def test_the_talk_names_the_steps_of_the_day(
    engine: Engine, clinic: Clinic, consultation_of: Callable[[str], Consultation]
) -> None:
    overview = engine.talk(consultation_of("topical"), clinic).screens["day-overview"]
    assert overview.illustration is not None
    assert "No sample; Preparing; On the skin" in without_isolates(overview.illustration.alt)


def test_the_talk_names_the_stage_that_is_drawn(engine: Engine, clinic: Clinic) -> None:
    [ludwig] = [scale for scale in engine.talk(None, clinic).scales if scale.key == "ludwig"]
    alt = without_isolates(ludwig.stages[0].figure.alt)
    assert alt.endswith("It is grade 1 of the Ludwig scale.")


def test_the_talk_says_that_no_source_is_marked_before_a_product_is_chosen(
    engine: Engine, clinic: Clinic, labels: Mapping[str, str]
) -> None:
    shown = engine.talk(None, clinic).screens["one-name-many-products"].illustration
    assert shown is not None
    assert shown.alt.endswith(labels["source-none-alt"])


def test_the_talk_says_which_source_a_product_that_is_offered_has(
    engine: Engine, clinic: Clinic
) -> None:
    offered = {choice.key: choice for choice in engine.talk(None, clinic).offered}
    shown = offered["own-fat-cells"].illustration
    assert shown is not None
    assert without_isolates(shown.alt).endswith("A thick ring marks this one: Fat.")
