from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.guide_parts import EDITIONS, GuideWish
from clinic_aid.handout.model import Handout
from tests.pdf_check import faults_of

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]

SIXTY_LETTERS = "Maximiliana Theodora Featherstonehaugh-Cholmondeley von Thun"
SAMPLES = (
    "abroad", "braids", "decided-no", "four-sessions", "full", "go-ahead", "minimal", "no-date",
    "older-man", "sampled-then-stopped", "sedated", "stop-check", "think-about-it", "topical",
    "trans-man", "under-18",
)  # fmt: skip


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    patient = {"name": "Amira Haddad"} | changes.pop("patient", {})
    return {"patient": patient, "plan": plan, "consultation_date": "2026-11-16", **changes}


def rows(handout: Handout) -> dict[str, tuple[str, bool]]:
    return {row.name: (without_isolates(row.value), row.open) for row in handout.gp.rows}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", SAMPLES)
def test_one_page_holds_it_with_a_name_of_sixty_letters(
    name: str,
    paper: Any,
    printed: Printed,
    texts: Texts,
    sample_tree: Callable[[str], dict[str, Any]],
) -> None:
    sample = sample_tree(name)
    sample["patient"]["name"] = SIXTY_LETTERS
    wish = GuideWish(parts=("gp",), edition="standard", paper=paper)
    [page] = texts(printed(sample, wish=wish))
    assert SIXTY_LETTERS.split(maxsplit=1)[0] in page


def test_it_says_what_is_planned_in_the_words_of_the_trade(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    found = rows(handout_of("full"))
    assert found[labels["doctor-row-product"]][0].endswith("cultured")
    assert found[labels["doctor-row-sample"]][0] == "Punch biopsies of the scalp, 1 December 2026"
    assert "crown" in found[labels["doctor-row-given"]][0]
    assert found[labels["doctor-row-sessions"]][0] == (
        "14 January 2027; 4 March 2027; 22 April 2027"
    )
    assert "Dr J. Lee" in found[labels["doctor-row-by"]][0]


def test_what_nobody_said_is_not_yet_agreed(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    nothing = tree(plan={"product": "cell-free-fluid", "treatment_date": None})
    found = rows(handout_of(nothing, at=Clinic()))
    for key in ("sample", "given", "sessions", "by"):
        assert found[labels[f"doctor-row-{key}"]] == (labels["not-yet-agreed"], True)
    assert labels["not-yet-agreed"].lower() in found[labels["doctor-row-product"]][0]
    assert found[labels["doctor-questions"]] == ("", False)


@pytest.mark.parametrize(
    ("country", "label"),
    [("US", "doctor-not-approved"), ("GB", "doctor-none-found"), (None, "doctor-no-country")],
)
def test_it_says_first_where_the_treatment_stands(
    country: str | None, label: str, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    status = without_isolates(handout_of(tree(), at=Clinic(country=country)).gp.status)
    names = {"US": "United States", "GB": "United Kingdom"}
    assert status == labels[label].format(country=names.get(country or "", ""))


def test_medicines_have_the_days_on_which_they_are_touched(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    told = {row.value: without_isolates(row.name) for row in handout_of("full").gp.medicines}
    steps = pack.for_doctor.steps
    assert told[steps["medicines"]] == labels["doctor-always"]
    assert told[steps["pain-relief-scalp"]] == labels["doctor-between"].format(first=0, last=3)
    assert told[steps["minoxidil-stop"]] == labels["doctor-two"].format(first=0, last=1)
    assert len(told) == len(handout_of("full").gp.medicines)


def test_the_clinic_asks_to_hear_of_what_fits_the_case_before_the_first_day(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    fat, root = handout_of("go-ahead").gp, handout_of("full").gp
    assert without_isolates(root.tell_title) == labels["doctor-tell-before"].format(
        day="1 December 2026"
    )
    assert "thrombosis" in fat.tell
    assert "thrombosis" not in root.tell
    assert "HIV" in root.tell


def test_a_red_flag_for_each_sign_that_needs_a_doctor(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = handout_of("go-ahead").gp
    told = {text.lower() for text in (*page.emergency, *page.same_day)}
    assert pack.for_doctor.signs["now-fat"].lower() in told
    assert pack.for_doctor.signs["now-numbing"].lower() not in told


def test_an_infected_wound_is_named_with_its_signs(handout_of: HandoutOf) -> None:
    [told] = [flag for flag in handout_of("full").gp.emergency if "nfected wound" in flag]
    for sign in ("erythema", "darkening", "warmth", "swelling", "pus", "pain", "sepsis"):
        assert sign in told


def test_what_waits_is_named_with_who_can_clear_it(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    found = rows(handout_of("stop-check"))[labels["doctor-row-waits"]][0]
    check = pack.checks["pregnancy"]
    assert found == labels["doctor-clears"].format(question=check.short, who=check.cleared_by)


@pytest.mark.parametrize("name", ["decided-no", "stop-check", "under-18"])
def test_of_what_does_not_take_place_nothing_that_follows_is_told(
    name: str, handout_of: HandoutOf
) -> None:
    page = handout_of(name).gp
    assert (page.medicines, page.emergency, page.same_day, page.tell) == ((), (), (), "")


def test_of_what_does_not_take_place_nothing_is_left_to_agree(
    handout_of: HandoutOf,
) -> None:
    assert [row.name for row in handout_of("decided-no").gp.rows if row.open] == []


def test_signs_that_were_seen_are_named_for_the_doctor(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    found = rows(handout_of(tree(red_flags={"eyebrow-loss": "unsure", "shiny-skin": "no"})))
    told = pack.for_doctor.red_flags["eyebrow-loss"]
    assert found[labels["doctor-row-noticed"]][0].lower() == told


def test_what_was_done_is_said_to_be_done(handout_of: HandoutOf, labels: Mapping[str, str]) -> None:
    page = handout_of("sampled-then-stopped")
    assert page.gp.about == labels["doctor-given"]
    assert rows(page)[labels["doctor-row-sample"]][0].endswith("1 December 2026, done")
    assert page.gp.emergency


def test_sessions_that_were_given_are_told_from_those_to_come(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    def told(**plan: Any) -> str:
        return rows(handout_of(tree(plan=plan)))[labels["doctor-row-sessions"]][0]

    given = {"treatment_date": "2026-11-03", "later_sessions": ["2027-01-14"]}
    assert told(**given) == "3 November 2026, done; 14 January 2027"
    undated = {"treatment_date": None, "sessions": 3, "already_done": {"sessions": 2}}
    assert told(**undated) == "; ".join(
        labels[f"doctor-{key}"].format(number=number)
        for key, number in (("undated", 2), ("sessions-open", 3))
    )


def test_who_thinks_about_it_has_no_plan_but_an_if(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    assert handout_of("think-about-it").gp.about == labels["doctor-if"]
    assert handout_of("minimal").gp.about == labels["doctor-planned"]


def test_the_page_says_that_nobody_has_signed_the_wording_off(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    assert handout_of("full").gp.sign_off == pack.pack.not_reviewed


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_tags_are_right_in_every_edition(edition: Any, printed: Printed) -> None:
    wish = GuideWish(parts=("gp",), edition=edition)
    assert faults_of(printed("full", wish=wish)) == []
