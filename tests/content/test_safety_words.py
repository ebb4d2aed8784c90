"""What the shipped pack must say so that nobody is harmed by its words."""

import re
from collections.abc import Iterator

import pytest

from clinic_aid.content.blocks import Item
from clinic_aid.content.care import Aftercare
from clinic_aid.content.model import ContentPack
from clinic_aid.content.selection import Selection
from clinic_aid.domain.case import Case

RUBBED_IN = {"product": "cell-free-fluid", "delivery": "topical", "sampling": "none"} | {
    "skin": "closed",
    "sedation": "awake",
}
FAT = {"product": "own-fat-cells", "sampling": "fat", "delivery": "injection", "skin": "opened"}
GROWN = {
    "product": "own-follicle-cells",
    "sampling": "punch",
    "delivery": "injection",
    "skin": "opened",
}


def selection(pack: ContentPack, **known: str) -> Selection:
    return Selection(pack, Case({aspect: frozenset({value}) for aspect, value in known.items()}))


def words(item: Item) -> str:
    """Give all that an item says, in small letters and one line."""
    said: list[str] = []
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name in {
            "text",
            "short",
            "question",
            "meaning",
            "waits",
            "what",
            "why",
            "condition",
            "only_if",
        }:
            said.append(value or "")
        elif name == "signs":
            said += value
    return " ".join(" ".join(said).lower().split())


def signs(pack: ContentPack, band: str, **known: str) -> str:
    """Give the words of a band of signs for a case."""
    found = selection(pack, **known).of(pack.signs).values()
    return " ".join(words(sign) for sign in found if sign.band == band)


def steps(pack: ContentPack, **known: str) -> dict[str, Aftercare]:
    return selection(pack, **known).of(pack.aftercare)


# Emergencies


def test_an_infected_wound_and_any_one_sign_is_an_emergency_without_fever(
    shipped: ContentPack,
) -> None:
    sign = shipped.signs["now-infection"]
    assert sign.band == "emergency"
    assert "looks infected" in sign.text
    assert sign.text.endswith("one of these, and it need not be fever:")
    (fever,) = (point for point in sign.signs if "{fever}" in point)
    assert fever == "{fever} or more, or you feel hot and shiver."
    assert len(sign.signs) > 1


_WITH_INFECTION = (
    "spreads fast",
    "confused",
    "slurred",
    "heart beats fast",
    "breathe fast",
    "dizzy",
    "vomit",
    "cold, clammy, grey or blotchy",
    "purple patches",
    "rash that does not fade",
)


@pytest.mark.parametrize("sign", _WITH_INFECTION)
def test_every_sign_that_makes_an_infection_an_emergency_is_in_its_list(
    shipped: ContentPack, sign: str
) -> None:
    assert sign in words(shipped.signs["now-infection"])


def test_what_is_usual_is_no_emergency_by_itself(shipped: ContentPack) -> None:
    """Soreness, dizziness and vomiting count only beside skin that looks infected."""
    for key, sign in shipped.signs.items():
        if sign.band == "emergency" and key != "now-infection":
            assert not re.search(r"\b(sore|soreness|dizzy|vomit)\b", words(sign)), key
    assert "sore" not in words(shipped.signs["now-infection"])


def test_confusion_or_blue_skin_is_an_emergency_without_a_wound(shipped: ContentPack) -> None:
    sign = shipped.signs["now-without-wound"]
    assert sign.band == "emergency"
    assert "even if your skin looks well" in sign.text
    assert "confused or breathe very fast" in words(sign)
    assert "blue, grey or blotchy" in words(sign)


_AFTER_FAT = (
    "from the first hours on",
    "first three days",
    "shortness of breath",
    "confused",
    "spots",
    "belly pain",
    "hard belly",
    "up to a day after numbing",
    "fits",
)


@pytest.mark.parametrize("said", _AFTER_FAT)
def test_the_late_dangers_of_taking_fat_are_emergencies(shipped: ContentPack, said: str) -> None:
    assert said in words(shipped.signs["now-fat"])
    assert "now-fat" not in selection(shipped, **GROWN).of(shipped.signs)


def test_numbing_of_the_scalp_alone_is_soon_over(shipped: ContentPack) -> None:
    assert "during numbing or soon after" in signs(shipped, "emergency", **GROWN)
    assert "during numbing or soon after" not in signs(shipped, "emergency", **FAT)


def test_only_bright_red_bleeding_is_an_emergency_and_pink_fluid_is_usual(
    shipped: ContentPack,
) -> None:
    bleeding = words(shipped.signs["now-bleeding"])
    assert "bright red" in bleeding
    assert "while you press hard" in bleeding
    assert "soak" not in signs(shipped, "emergency", **FAT)
    assert "pink, watery fluid" in signs(shipped, "usual", **FAT)
    assert "first two days" in signs(shipped, "usual", **FAT)
    assert "pink" not in signs(shipped, "usual", **GROWN)


def test_dying_skin_and_a_bad_eye_are_emergencies(shipped: ContentPack) -> None:
    said = signs(shipped, "emergency", **GROWN)
    for sign in ("black or purple", "blisters", "hurts more and more", "pale or grey and hurts"):
        assert sign in said
    # Nearly everybody has a bruise where fat was taken.
    assert "an ordinary bruise does not count" in said
    assert "later yellow bruises" in signs(shipped, "usual", **FAT)
    for sign in ("swollen eye together with fever", "double or worse sight", "bulges"):
        assert sign in said


def test_whoever_helps_is_told_what_was_done(shipped: ContentPack) -> None:
    advice = selection(shipped, **GROWN, stay="abroad").of(shipped.emergency_advice)
    said = " ".join(words(point) for point in advice.values())
    for part in ("show this guide", "product", "place", "day", "no approval", "lidocaine"):
        assert part in said
    for part in ("in which country", "special test", "do not drive yourself"):
        assert part in said


# The same day


def test_a_possible_clot_is_seen_by_a_doctor_today(shipped: ContentPack) -> None:
    sign = shipped.signs["today-leg"]
    assert sign.band == "same-day"
    assert sign.night == "now"
    assert "see a doctor or go to a hospital today" in words(sign)
    assert "call" not in words(sign)


def test_bleeding_that_pressing_does_not_stop_cannot_wait(shipped: ContentPack) -> None:
    sign = shipped.signs["today-bleeding"]
    assert sign.night == "now"
    assert "20 minutes" in words(sign)
    assert "does nobody answer, or do you take blood thinners? go to a hospital" in words(sign)


@pytest.mark.parametrize("key", ["today-infection", "today-eye", "today-fat-site"])
def test_what_may_turn_bad_overnight_cannot_wait(shipped: ContentPack, key: str) -> None:
    assert shipped.signs[key].night == "now"


def test_spreading_redness_has_no_day_limit(shipped: ContentPack) -> None:
    assert "on any day" in words(shipped.signs["today-infection"])


# Every skin, every body


def test_redness_is_never_the_only_colour(shipped: ContentPack) -> None:
    items = [*shipped.signs.values(), *shipped.red_flags.values()]
    for item in items:
        if re.search(r"\bred\b|\bredness", words(item)):
            assert re.search(r"darker|purple|bright red blood", words(item)), words(item)


def test_nothing_is_asked_of_one_sex_only(shipped: ContentPack) -> None:
    for item in (*shipped.checks.values(), *shipped.red_flags.values()):
        assert item.when.sex == ()


def test_pregnancy_is_asked_with_a_way_to_say_that_it_cannot_apply(shipped: ContentPack) -> None:
    asked = words(shipped.checks["pregnancy"])
    assert "could you be or become pregnant?" in asked
    assert "say no if this cannot apply" in asked


# Checks


def clearing(pack: ContentPack) -> Iterator[tuple[str, str]]:
    for key, check in pack.checks.items():
        if check.level != "note":
            assert check.waits is not None
            yield key, " ".join(check.waits.split())


def test_what_a_check_waits_for_is_whole_english(shipped: ContentPack) -> None:
    for key, waits in clearing(shipped):
        assert re.match(r"Treatment waits (until|while) \w", waits), key
        assert waits.endswith("."), key


@pytest.mark.parametrize(
    ("key", "known", "other"),
    [
        ("blood-clots", FAT, GROWN),
        ("fits-or-heart-rhythm", GROWN, RUBBED_IN),
        ("adrenaline", GROWN, RUBBED_IN),
        ("trouble-with-numbing", GROWN, RUBBED_IN),
        ("weight-loss-medicine", FAT, FAT | {"sedation": "awake"}),
    ],
)
def test_a_danger_is_asked_of_those_who_may_meet_it(
    shipped: ContentPack, key: str, known: dict[str, str], other: dict[str, str]
) -> None:
    assert key in selection(shipped, **known).of(shipped.checks)
    assert key not in selection(shipped, **other).of(shipped.checks)
    assert shipped.checks[key].level in {"stop", "doctor"}


def test_hormones_are_asked_of_everyone(shipped: ContentPack) -> None:
    assert shipped.checks["hormones"].when.condition.allowed == {}
    assert "testosterone" in shipped.checks["hormones"].question


def test_nobody_is_told_to_stop_a_medicine_for_a_check(shipped: ContentPack) -> None:
    for key in ("blood-thinners", "blood-clots", "adrenaline", "weight-loss-medicine", "hormones"):
        assert re.search(
            r"do not stop (it|them|a medicine) yourself", words(shipped.checks[key])
        ), key


# Aftercare


def test_every_rule_without_an_end_has_its_reason(shipped: ContentPack) -> None:
    for key, step in shipped.aftercare.items():
        if step.kind in {"avoid", "do"}:
            assert (step.end is None) == bool(step.no_end), key


def test_a_call_or_check_is_a_question_until_it_is_agreed(shipped: ContentPack) -> None:
    visits = [step for step in shipped.aftercare.values() if step.kind == "visit"]
    assert visits
    for step in visits:
        assert (step.ask or "").startswith("Ask now")


@pytest.mark.parametrize("known", [FAT, GROWN, RUBBED_IN])
def test_something_new_is_told_before_each_visit(
    shipped: ContentPack, known: dict[str, str]
) -> None:
    told = [step for step in steps(shipped, **known).values() if step.topic == "tell-us-before"]
    anchors = {step.anchor for step in told}
    assert anchors == ({"session"} if known is RUBBED_IN else {"session", "sampling"})
    for step in told:
        assert (str(step.start), str(step.end)) == ("-3d", "0d")
        for part in ("ill", "feverish", "pregnant", "new medicine", "sore"):
            assert part in words(step)


@pytest.mark.parametrize(
    "topic",
    ["washing", "products", "sun", "hats", "touching", "dye", "minoxidil-stop", "minoxidil"],
)
@pytest.mark.parametrize("delivery", ["injection", "topical"])
def test_the_wounds_of_a_punch_have_rules_of_their_own(
    shipped: ContentPack, topic: str, delivery: str
) -> None:
    known = {"sampling": "punch", "delivery": delivery, "skin": "opened"}
    anchors = {step.anchor for step in steps(shipped, **known).values() if step.topic == topic}
    assert "sampling" in anchors


def test_hair_lotion_is_stopped_as_well_as_started_again(shipped: ContentPack) -> None:
    stop, start = shipped.aftercare["minoxidil-stop"], shipped.aftercare["minoxidil"]
    assert (stop.kind, str(stop.start), str(stop.end)) == ("avoid", "0d", "1d")
    assert (start.kind, str(start.start)) == ("may", "2d")
    for part in ("open", "red", "darker than usual", "sore", "do not stop it for longer"):
        assert part in words(start)


@pytest.mark.parametrize("key", ["sedation-after", "after-sample-sedation"])
def test_after_sedation_nobody_drives_drinks_or_signs_for_a_day(
    shipped: ContentPack, key: str
) -> None:
    step = shipped.aftercare[key]
    assert (step.kind, str(step.start), str(step.end)) == ("avoid", "0d", "1d")
    for part in ("at least 24 hours", "hospitals say 48", "drive", "machines", "alcohol", "sign"):
        assert part in words(step)
    assert "have an adult take you home and stay" in words(step)


def test_before_sedation_food_and_weight_loss_medicine_are_told(shipped: ContentPack) -> None:
    step = shipped.aftercare["sedation-before"]
    for part in ("eat or drink", "weight loss", "semaglutide", "do not stop it yourself"):
        assert part in words(step)


def test_sedation_is_spoken_of_where_it_was_not_ruled_out(shipped: ContentPack) -> None:
    topics = {step.topic for step in steps(shipped, **FAT).values()}
    assert {"sedation-before", "sedation-after"} <= topics
    awake = {step.topic for step in steps(shipped, **FAT, sedation="awake").values()}
    assert not {"sedation-before", "sedation-after"} & awake
    rubbed = {step.topic for step in steps(shipped, **RUBBED_IN).values()}
    assert not {"sedation-before", "sedation-after", "numbing-cream"} & rubbed


@pytest.mark.parametrize("key", ["pain-relief-scalp", "pain-relief-after-sample"])
def test_pain_is_met_without_stopping_what_a_doctor_gave(shipped: ContentPack, key: str) -> None:
    said = words(shipped.aftercare[key])
    assert "for pain after this, take no ibuprofen, naproxen or extra aspirin" in said
    assert "buy" not in said
    assert "keep taking your daily medicines, aspirin too" in said
    assert "no more than the label says, other medicines included" in said


def test_regular_medicines_are_kept_with_one_exception(shipped: ContentPack) -> None:
    kept = words(shipped.aftercare["medicines"])
    assert "aspirin and blood thinners too, prescribed or not" in kept
    assert "only the doctor who knows why you take one may stop it" in kept
    assert "one exception" in kept
    mood = words(shipped.aftercare["finasteride"])
    for part in ("1 mg", "stop it if you feel low, and talk to a doctor", "get help now"):
        assert part in mood
    assert "do not stop a 5 mg tablet for the prostate" in mood


def test_a_long_trip_after_fat_is_a_question_to_the_clinic(shipped: ContentPack) -> None:
    step = steps(shipped, **FAT)["travel"]
    assert "before you book a trip, ask the clinic when you may fly" in words(step)
    assert not re.search(r"\d", words(step))
    assert "travel" not in steps(shipped, **GROWN)


def test_no_numbing_cream_of_ones_own(shipped: ContentPack) -> None:
    for anchor in ("numbing-cream", "before-sample-numbing-cream"):
        assert "no numbing cream or spray (to dull pain) of your own" in words(
            shipped.aftercare[anchor]
        )


def test_a_surface_fluid_is_not_to_get_under_the_skin(shipped: ContentPack) -> None:
    at_home = steps(shipped, **RUBBED_IN)["no-roller"]
    assert at_home.kind == "avoid"
    assert "no home roller or pen" in words(at_home)
    needled = {"product": "cell-free-fluid", "delivery": "microneedling", "skin": "opened"}
    risk = selection(shipped, **needled).of(shipped.risks)["surface-fluid"]
    assert "made for the skin surface" in words(risk)
    assert "label allows this and says sterile" in words(risk)
    assert "surface-fluid" not in selection(shipped, **RUBBED_IN).of(shipped.risks)


# Where nothing opens the skin


def test_a_rubbed_in_fluid_is_told_of_no_needle_sample_or_numbing(shipped: ContentPack) -> None:
    chosen = selection(shipped, **RUBBED_IN, origin="donor")
    sections = (
        chosen.of(shipped.signs),
        chosen.of(shipped.aftercare),
        chosen.of(shipped.risks),
        chosen.of(shipped.emergency_advice),
        chosen.of(shipped.day_steps),
    )
    for section in sections:
        for key, item in section.items():
            if key != "no-sample":
                assert not re.search(
                    r"\b(needles?|samples?|numb(ed|ing)?|stitch(es)?)\b", words(item)
                ), key


# Risks


def test_what_nobody_counted_is_not_called_common_or_uncommon(shipped: ContentPack) -> None:
    for key in ("fever", "scalp-infection", "marrow-infection", "skin-marks"):
        assert shipped.risks[key].likelihood == "unknown"
        assert "we do not know how often" in words(shipped.risks[key])


def test_the_pain_of_taking_marrow_is_counted(shipped: ContentPack) -> None:
    risk = shipped.risks["marrow-wound"]
    assert risk.likelihood == "common"
    assert risk.sources == ("degen-2010",)
    assert "242 of 406" in words(risk)


def test_reactions_to_grown_cells_are_told_of_grown_cells_only(shipped: ContentPack) -> None:
    for known in (FAT, {**GROWN, "preparation": "same-day"}):
        assert "counted-reactions" not in selection(shipped, **known).of(shipped.risks)
    grown = selection(shipped, **GROWN, preparation="grown")
    assert "counted-reactions" in grown.of(shipped.risks)


# Countries


def test_a_number_for_what_is_urgent_is_another_one_than_for_emergencies(
    shipped: ContentPack,
) -> None:
    told = {
        country: number for country, number in shipped.emergency_numbers.items() if number.urgent
    }
    assert told
    for country, number in told.items():
        assert number.urgent is not None
        assert number.urgent.number.replace(" ", "") not in number.numbers, country


# Looked for in vain, or found only for a part of the country.
_WITHOUT_A_NUMBER = {"BH", "KE", "MA", "NG"}


def test_a_number_that_nobody_could_source_is_absent(shipped: ContentPack) -> None:
    assert not _WITHOUT_A_NUMBER & shipped.emergency_numbers.keys()


def test_an_approval_has_a_source_where_it_is_of_a_named_country(shipped: ContentPack) -> None:
    for key, approval in shipped.approvals.items():
        assert bool(approval.sources) == bool(approval.countries), key


def test_what_a_court_said_of_cells_from_fat_is_not_said_of_all_cells(
    shipped: ContentPack,
) -> None:
    [ruling] = [line for line in shipped.approvals["us"].more if "court" in line]
    assert "fat" in ruling


def test_fahrenheit_is_for_countries_that_use_it(shipped: ContentPack) -> None:
    assert "US" in shipped.fahrenheit_countries
    assert not {"GB", "TR", "CA", "LR"} & set(shipped.fahrenheit_countries)


@pytest.mark.parametrize(
    "key",
    [
        "after-sample-minoxidil-stop",
        "after-sample-hands-off",
        "after-sample-hard-spray",
        "after-sample-products",
        "after-sample-wash-gently",
    ],
)
def test_care_of_a_sample_wound_protects_skin_treated_on_the_same_day(
    shipped: ContentPack, key: str
) -> None:
    # On one day it stands for the rule of the scalp as well.
    assert "treated skin" in words(shipped.aftercare[key])


@pytest.mark.parametrize("key", ["topical-minoxidil", "oral-minoxidil"])
def test_chest_pain_with_minoxidil_is_an_emergency(shipped: ContentPack, key: str) -> None:
    warning = " ".join((shipped.options[key].warning or "").split())
    assert re.search(r"Chest pain, fainting or trouble breathing is an emergency", warning)


def test_nobody_is_told_that_petroleum_jelly_stings(shipped: ContentPack) -> None:
    assert "hair products and heat can sting" in words(shipped.aftercare["after-sample-products"])
