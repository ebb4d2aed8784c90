from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from clinic_aid import locations
from clinic_aid.domain.clinic import Clinic, Price
from clinic_aid.engine import Engine
from clinic_aid.talk.model import Pages, Talk

TalkOf = Callable[..., Talk]


def pages(talk: Talk) -> Pages:
    assert talk.pages is not None
    return talk.pages


def every_text(value: object) -> str:
    return repr(value)


def test_every_topic_of_the_pack_is_on_a_screen(engine: Engine, talk_of: TalkOf) -> None:
    explained = {s.topic for s in talk_of().screens.values() if s.kind == "explain"}
    assert explained == set(engine.pack.topics)


def test_a_topic_for_other_products_is_on_no_screen(talk_of: TalkOf) -> None:
    talk = talk_of({"product": "cell-free-fluid"})
    assert "preparing" not in talk.screens
    assert "preparing" not in talk.walkthrough.screens


def test_chapters_come_in_the_order_of_a_consultation(talk_of: TalkOf) -> None:
    chapters = list(talk_of().walkthrough.chapters)
    assert chapters[0] == "today"
    assert chapters.index("risks") < chapters.index("options") < chapters.index("timeline")
    assert chapters[-1] == "your-decision"


def test_each_explanation_has_a_message_three_points_at_most_and_a_figure(
    talk_of: TalkOf,
) -> None:
    for screen in talk_of().screens.values():
        if screen.kind == "explain":
            assert screen.headline
            assert 1 <= len(screen.points) <= 3, screen.key
            assert screen.illustration is not None, screen.key


def test_each_screen_has_something_to_ask_and_something_to_say_back(talk_of: TalkOf) -> None:
    for screen in talk_of().screens.values():
        assert screen.ask.endswith("?"), screen.key
        assert screen.teach_back.endswith("?"), screen.key


def test_an_explanation_has_at_most_seventy_words(talk_of: TalkOf) -> None:
    for screen in talk_of().screens.values():
        if screen.kind == "explain":
            words = sum(len(point.split()) for point in screen.points)
            assert words <= 70, (screen.key, words)


def test_words_to_explain_keep_their_marks(talk_of: TalkOf) -> None:
    talk = talk_of()
    points = talk.screens["todays-talk"].points
    assert points[0].startswith("[[Stem cell therapy]]")
    assert "stem cell therapy" in talk.terms


def test_screens_and_guide_say_the_same_dates(engine: Engine, clinic: Clinic) -> None:
    consultation = engine.read_consultation(locations.resources() / "samples" / "go-ahead.yaml")
    guide = engine.compose(consultation, clinic)
    talk = engine.talk(consultation, clinic)
    assert guide.timeline is not None
    assert guide.calendar is not None
    assert [p.days for p in pages(talk).timeline.phases] == [p.days for p in guide.timeline.phases]
    shown, printed = (
        [(phase.heading, [group.when for group in phase.groups]) for phase in calendar.phases]
        for calendar in (pages(talk).calendar, guide.calendar)
    )
    assert shown == printed


def test_the_marks_of_the_year_carry_their_dates(talk_of: TalkOf) -> None:
    marks = pages(talk_of({"treatment_date": date(2026, 12, 3)})).timeline_marks
    assert "Thursday 3 December 2026" in marks[0][2]
    assert marks[0][0] < marks[1][0] < marks[-1][0]


def test_after_a_no_the_timeline_is_shown_in_general(talk_of: TalkOf) -> None:
    shown = pages(talk_of({"treatment_date": date(2026, 12, 3)}, decision="no"))
    assert shown.timeline.phases
    assert "2026" not in every_text((shown.timeline.phases, shown.calendar, shown.timeline_marks))


def test_an_open_stop_leaves_no_treatment_date_on_any_screen(talk_of: TalkOf) -> None:
    talk = talk_of({"treatment_date": date(2031, 12, 3)}, checks={"infection": {"answer": "yes"}})
    assert pages(talk).plan.stops
    assert "2031" not in every_text(talk)


def test_without_a_product_there_is_a_talk_but_nothing_about_a_case(
    engine: Engine, clinic: Clinic
) -> None:
    talk = engine.talk(None, clinic)
    assert talk.pages is None
    assert talk.screens["hair-cycle"].points
    assert {choice.key for choice in talk.offered} == set(clinic.products)


def test_no_price_is_on_a_screen_unless_the_clinic_shows_prices(
    talk_of: TalkOf, clinic: Clinic
) -> None:
    plan = {"full_cost": "9,999 agreed"}
    price = Price(full_cost="8,888 list", repeats="7,777 again", if_it_fails="6,666 back")
    priced = replace(clinic, prices={"own-fat-cells": price}, answers={"cost": "5,555 all in"})
    hidden = every_text(talk_of(plan, at=priced))
    assert not [sum_ for sum_ in ("9,999", "8,888", "7,777", "6,666", "5,555") if sum_ in hidden]
    shown = talk_of(plan, at=replace(priced, prices_on_screen=True))
    assert "9,999" in (pages(shown).full_cost or "")
    this = next(each for each in shown.general.side_by_side if each.key == "this-treatment")
    assert "9,999" in every_text(this.rows)
    assert "5,555" in every_text(shown.general.answers)


def test_no_patient_is_named_on_any_screen(talk_of: TalkOf) -> None:
    assert "Amira" not in every_text(talk_of({"treatment_date": date(2026, 12, 3)}))


@pytest.mark.parametrize("sex", ["female", "male", "other", None])
def test_a_check_is_asked_of_everyone(talk_of: TalkOf, sex: str | None) -> None:
    patient = {"name": "Omar Haddad"} | ({"sex": sex} if sex else {})
    assert "pregnancy" in {check.key for check in talk_of(patient=patient).checks}


def test_people_studied_are_drawn_one_figure_each(talk_of: TalkOf) -> None:
    talk = talk_of({"product": "own-follicle-cells"})
    drawn = [found for found in pages(talk).findings if found.people is not None]
    for found in drawn:
        assert found.count is not None
        assert found.people is not None
        total = found.people.figure.svg.count("<circle")
        assert f"\u2068{total}\u2069" in found.count


@pytest.mark.parametrize("product", ["own-fat-cells", "own-marrow-cells", "cell-free-fluid"])
def test_each_delivery_of_a_product_is_explained_with_its_own_figure(
    talk_of: TalkOf, engine: Engine, product: str
) -> None:
    deliveries = pages(talk_of({"product": product})).deliveries
    assert [choice.key for choice in deliveries] == list(engine.pack.products[product].deliveries)
    assert all(choice.illustration is not None and choice.sure for choice in deliveries)


def test_every_published_figure_names_its_source_and_its_doubt(talk_of: TalkOf) -> None:
    talk = talk_of({"product": "own-follicle-cells"})
    options = (found for _, found in talk.general.option_findings)
    for found in (*pages(talk).findings, *pages(talk).risk_findings, *options):
        assert found.sources
        assert found.doubt
        assert found.who
        assert found.sure.word


def test_before_a_product_is_chosen_every_option_and_claim_is_shown(
    engine: Engine, clinic: Clinic
) -> None:
    general = engine.talk(None, clinic).general
    assert general.side_by_side[0].key == "nothing"
    assert len(general.side_by_side) == len(engine.pack.options)
    assert len(general.claims) == len(engine.pack.claims)


def test_options_are_compared_on_screen_in_the_words_of_the_guide(
    engine: Engine, clinic: Clinic
) -> None:
    consultation = engine.read_consultation(locations.resources() / "samples" / "go-ahead.yaml")
    page = engine.compose(consultation, clinic).options
    printed = "\n".join(
        text
        for choice in page.choices
        for text in (choice.works, choice.risks, choice.part, choice.approval)
    )
    warnings = [row.value for row in page.cautions]
    of_screens = {engine.pack.labels["option-sure"], engine.pack.labels["option-what"]}
    # The cost of this treatment is told on paper; on a screen only where the clinic says so.
    showing = replace(clinic, prices_on_screen=True)
    for choice in engine.talk(consultation, showing).general.side_by_side:
        for row in choice.rows:
            if row.name in of_screens:
                # On paper with its sources, and in what is asked of the patient.
                continue
            # A word that the guide explains on the spot is marked on a screen.
            begins = row.value.split("[[")[0]
            # A caution stands below the table on paper.
            for warning in warnings:
                begins = begins.removesuffix(f" {warning}")
            assert begins in printed, (choice.key, row.name)


def test_no_price_of_a_product_nobody_chose_is_shown(engine: Engine, clinic: Clinic) -> None:
    price = Price(full_cost="8,888 list", repeats="7,777 again")
    showing = replace(clinic, prices=dict.fromkeys(clinic.products, price), prices_on_screen=True)
    said = every_text(engine.talk(None, showing))
    assert "8,888" not in said
    assert "7,777" not in said


def test_steps_of_the_day_that_are_not_sure_have_no_number(talk_of: TalkOf) -> None:
    steps = pages(talk_of({"product": "cell-free-fluid"})).day_steps
    assert [step.number for step in steps if step.number is not None] == list(
        range(1, sum(step.number is not None for step in steps) + 1)
    )
    assert any(step.number is None for step in steps)


def test_a_screen_of_a_list_rests_on_the_sources_of_its_entries(
    engine: Engine, talk_of: TalkOf
) -> None:
    talk = talk_of({"product": "own-follicle-cells"})
    risks = engine.pack.risks["counted-reactions"].sources
    assert risks
    for source in risks:
        citation = engine.pack.sources[source].citation
        assert any(said.startswith(citation) for said in talk.screens["your-risks"].sources)


def test_a_topic_without_sources_takes_those_of_blocks_on_its_facts(
    engine: Engine, talk_of: TalkOf
) -> None:
    assert engine.pack.topics["approval-in-short"].sources == ()
    assert talk_of().screens["approval-in-short"].sources


def test_a_source_is_named_once_a_screen(talk_of: TalkOf) -> None:
    for screen in talk_of({"product": "own-follicle-cells"}).screens.values():
        assert len(screen.sources) == len(set(screen.sources)), screen.key


def test_aftercare_with_a_sample_on_another_day_is_not_said_to_count_from_one_day(
    talk_of: TalkOf,
) -> None:
    plan = {"product": "own-follicle-cells", "treatment_date": date(2026, 12, 3)}
    assert "3 December 2026" in pages(talk_of(plan)).calendar.intro
    sampled = {**plan, "sampling_date": date(2026, 11, 20)}
    assert pages(talk_of(sampled)).calendar.intro == ""
    thinking = pages(talk_of(sampled, decision="think-about-it")).calendar.intro
    assert "3 December 2026" in thinking
