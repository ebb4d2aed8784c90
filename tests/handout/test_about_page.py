from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from clinic_aid.content.clearness import Clearness
from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation, Patient
from clinic_aid.domain.plan import TreatmentPlan
from clinic_aid.engine import Engine
from clinic_aid.handout.composing import compose
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


def test_an_overdue_review_is_said_by_the_day_of_the_consultation(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    due = pack.pack.review_due
    later = date.fromordinal(due.toordinal() + 1)
    undated = {"treatment_date": None}
    cases = {due.isoformat(): False, later.isoformat(): True}
    for day, overdue in cases.items():
        found = handout_of(tree(consultation_date=day, plan=undated)).about.overdue
        assert (found is not None) is overdue
    assert handout_of("minimal").about.overdue is None


def test_the_guide_says_who_checked_it_or_that_nobody_did(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    [row] = [row for row in handout_of(tree()).about.makers if row.name == labels["about-reviewed"]]
    assert row.open is (pack.pack.reviewed_on is None)
    assert row.value


def test_the_guide_says_how_hard_it_is_to_read(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    rows = handout_of(tree()).about.rows
    assert labels["about-reading"] in [row.name for row in rows]


def test_what_is_wrong_here_is_told_to_the_clinic_at_its_own_address(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str]
) -> None:
    told = handout_of(tree()).about.help
    assert told.name == labels["about-tell-us"]
    assert clinic.phone is not None
    ways = f"{clinic.email} · {clinic.phone.replace(' ', chr(0xA0))}"
    assert without_isolates(told.value) == f"{labels['tell-us-line']} {ways}"


def test_a_clinic_without_an_address_is_asked_all_the_same(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    assert handout_of(tree(), at=Clinic()).about.help.value == labels["tell-us-line"]


def test_how_clear_it_is_is_said_only_where_this_wording_was_rated(
    engine: Engine, labels: Mapping[str, str]
) -> None:
    pack = engine.pack.pack
    points = {"understand": 95, "act": 90, "clear": 91, "decide": 71, "choose": 88}
    rated = Clearness(format=1, pack=pack.id, version=pack.version, language="en", **points)
    patient = Consultation(
        patient=Patient(name="Amira Haddad"), plan=TreatmentPlan(product="own-fat-cells")
    )

    def rows(clearness: Clearness | None) -> dict[str, str]:
        guide = compose(
            patient,
            clinic=Clinic(),
            pack=engine.pack,
            language="en",
            illustrator=engine.illustrator,
            measured=False,
            clearness=clearness,
        )
        return {row.name: without_isolates(row.value) for row in guide.about.rows}

    assert labels["about-clear"] not in rows(None)
    told = rows(rated)[labels["about-clear"]]
    assert all(str(number) in told for number in points.values())


def test_a_source_is_told_by_its_title_and_its_end_stays_on_one_line(handout_of: HandoutOf) -> None:
    told = {source.text: source.end for source in handout_of("full").about.sources}
    [hair_roots] = [text for text in told if text.startswith("Tsuboi")]
    assert hair_roots.endswith("using dermal sheath cup cells. J Am Acad Dermatol,")
    assert told[hair_roots] == "2020;83(1):109-116."
    assert all(len(end) > 8 for end in told.values())
