from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.handout.evidence_pages import References
from clinic_aid.handout.model import EvidenceItem, Handout
from clinic_aid.handout.parts import Sourced

HandoutOf = Callable[..., Handout]
PRODUCTS = ("own-fat-cells", "own-follicle-cells", "own-marrow-cells", "cell-free-fluid")
each_product = pytest.mark.parametrize("product", PRODUCTS)


def tree(product: str = "own-fat-cells", **plan: Any) -> dict[str, Any]:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": product, **plan}}


def cited_items(handout: Handout) -> list[EvidenceItem | Sourced]:
    risks = [risk for group in handout.risks.groups for risk in group.risks]
    claims = [know for _, know in handout.evidence.claims]
    return [*handout.evidence.findings, *handout.risks.figures, *risks, *claims]


def sources_of(item: Sourced, handout: Handout) -> list[str]:
    numbers = without_isolates(item.sources).removeprefix("Source").split(",")
    return [
        without_isolates(handout.about.sources[int(number) - 1]) for number in numbers if number
    ]


def citation(key: str, pack: ContentPack) -> str:
    source = pack.sources[key]
    return f"{source.citation} {source.address or ''}".strip().replace("https://", "")


def test_every_product_is_looked_at_here(pack: ContentPack) -> None:
    assert set(PRODUCTS) == set(pack.products)


# References


def test_sources_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    references = References()
    assert references.mark(["b", "a"]) == "1, 2"
    assert references.mark(["c", "a"]) == "3, 2"
    assert references.order == ["b", "a", "c"]


@each_product
def test_every_number_of_a_source_is_in_the_list_and_every_source_is_cited(
    product: str, handout_of: HandoutOf
) -> None:
    handout = handout_of(tree(product))
    cited = {
        int(number)
        for item in cited_items(handout)
        for number in without_isolates(item.sources).removeprefix("Source").split(",")
        if item.sources
    }
    assert cited <= set(range(1, len(handout.about.sources) + 1))
    assert len(set(handout.about.sources)) == len(handout.about.sources)


@each_product
def test_every_risk_has_the_numbers_of_its_sources_and_no_other_has_any(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    cited = {
        without_isolates(risk.text): sources_of(risk, handout_of(tree(product)))
        for group in handout_of(tree(product)).risks.groups
        for risk in group.risks
    }
    for risk in pack.risks.values():
        if (text := " ".join(risk.text.split())) in cited:
            assert cited[text] == [citation(key, pack) for key in risk.sources]


@each_product
def test_every_claim_has_the_numbers_of_its_sources_and_no_other_has_any(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    handout = handout_of(tree(product))
    cited = {read: sources_of(know, handout) for read, know in handout.evidence.claims}
    found = [claim for claim in pack.claims.values() if claim.read in cited and not claim.variants]
    assert found
    for claim in found:
        assert cited[claim.read] == [citation(key, pack) for key in claim.sources]


def test_the_numbers_of_a_risk_are_printed_as_those_of_a_finding_are(
    printed: Callable[..., bytes], texts: Callable[[bytes], tuple[str, ...]], handout_of: HandoutOf
) -> None:
    [risk] = [
        risk
        for group in handout_of("full").risks.groups
        for risk in group.risks
        if "grown hair root cells" in risk.text
    ]
    text = " ".join(texts(printed("full")))
    assert without_isolates(f"{risk.text} ({risk.sources})") in text


# What it can do


@each_product
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"decision": "no"},
        {"decision": "go-ahead"},
        {"checks": {"infection": {"answer": "yes"}}},
    ],
)
def test_every_guide_says_that_adults_are_not_known_to_grow_more_hair_roots(
    product: str, more: dict[str, Any], handout_of: HandoutOf
) -> None:
    evidence = handout_of(tree(product) | more).evidence
    assert evidence.theory[-1].endswith("Nobody has shown that adults grow new ones.")


# What the studies found


@each_product
def test_every_finding_says_who_was_studied_how_sure_we_are_and_why_we_doubt(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    handout = handout_of(tree(product))
    words = [level.word for level in pack.wording.certainty.values()]
    for item in (*handout.evidence.findings, *handout.risks.figures):
        assert all((item.statement, item.meaning, item.who, item.doubt, item.sources))
        assert any(word in item.sure for word in words)


@each_product
def test_every_product_has_words_about_its_studies(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    evidence = handout_of(tree(product)).evidence
    assert evidence.findings or len(evidence.product) == 3


def test_findings_of_another_product_are_left_out(handout_of: HandoutOf, pack: ContentPack) -> None:
    applying = [
        estimate.statement
        for estimate in pack.estimates.values()
        if estimate.about == "results" and "own-fat-cells" in estimate.when.product
    ]
    assert len(handout_of(tree()).evidence.findings) == len(applying)


def test_findings_about_each_open_kind_are_all_said(handout_of: HandoutOf) -> None:
    said = {
        item.statement
        for kind in ("medium", "extract", "exosomes")
        for item in handout_of(tree("cell-free-fluid", kind=kind)).evidence.findings
    }
    open_kind = handout_of(tree("cell-free-fluid")).evidence.findings
    assert len(open_kind) == len(said)


def test_people_studied_are_drawn_where_they_are_few_enough(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    risks = handout_of(tree()).risks.figures
    named = dict.fromkeys(risk.estimate for risk in pack.risks.values() if risk.estimate)
    for item in risks:
        [estimate] = [
            pack.estimates[key]
            for key in named
            if str(pack.estimates[key].people) in without_isolates(item.who + item.statement)
        ]
        drawn = estimate.count is not None and estimate.people <= 100
        assert (item.figure is not None) is drawn
        if item.figure is not None:
            assert str(estimate.people) in item.figure.alt
            assert item.figure.svg.count("<use") + item.figure.svg.count("<path") > 0


# Risks


def test_risks_stand_from_common_to_unknown(handout_of: HandoutOf) -> None:
    order = ["common", "uncommon", "serious", "unknown"]
    for product in PRODUCTS:
        found = [group.likelihood for group in handout_of(tree(product)).risks.groups]
        assert found == [likelihood for likelihood in order if likelihood in found]
        assert all(group.risks for group in handout_of(tree(product)).risks.groups)


def test_risks_of_the_sampling_are_those_that_may_be_taken(handout_of: HandoutOf) -> None:
    def risks(**plan: str) -> set[str]:
        groups = handout_of(tree("cell-free-fluid", **plan)).risks.groups
        return {without_isolates(risk.text) for group in groups for risk in group.risks}

    donor, fat = risks(origin="donor"), risks(origin="own", sampling="fat")
    assert fat - donor
    assert len(risks()) >= len(fat | donor) - 2


# Approval and licence


@pytest.mark.parametrize("country", ["GB", "US", "FR", "IN", "TR"])
def test_the_approval_is_that_of_the_clinic_s_country(
    country: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    fitting = [one for one in pack.approvals.values() if country in one.countries]
    expected = fitting[0] if fitting else pack.approvals["other"]
    evidence = handout_of(tree(), at=Clinic(country=country)).evidence
    assert len(evidence.approval) == 1 + len(expected.more)
    assert str(expected.checked_on.year) in evidence.approval_checked


@pytest.mark.parametrize(("country", "key"), [(None, "no-country"), ("QA", "other")])
def test_a_clinic_s_country_that_is_not_told_is_another_matter_than_one_without_an_entry(
    country: str | None, key: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    evidence = handout_of(tree(), at=Clinic(country=country)).evidence
    first_words = pack.approvals[key].statement.split(".")[0]
    assert evidence.approval[0].startswith(first_words)


@pytest.mark.parametrize("country", ["CA", "MX", "TH", "SA", "AE", "JP", "TR"])
def test_the_approval_names_whom_to_ask(
    country: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    [approval] = [one for one in pack.approvals.values() if country in one.countries]
    evidence = handout_of(tree(), at=Clinic(country=country)).evidence
    assert approval.regulator in without_isolates(evidence.approval[0])


def test_the_licence_is_what_the_clinic_says_and_a_blank_is_said_to_be_one(
    handout_of: HandoutOf,
    clinic: Clinic,
    labels: Mapping[str, str],
    words_of: Callable[[str], list[str]],
) -> None:
    told = without_isolates(handout_of(tree()).evidence.licence)
    assert told == labels["licence-told"].format(licence=clinic.licence)
    blank = handout_of(tree(), at=Clinic()).evidence.licence
    assert all(piece in blank for piece in words_of(labels["blank-licence"]))


# Options


@each_product
def test_doing_nothing_comes_first_and_every_option_is_told_once(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    grids = handout_of(tree(product)).options.grids
    [nothing] = [option.name for option in pack.options.values() if option.role == "nothing"]
    assert all(len(grid.names) <= 3 for grid in grids)
    named = [name for grid in grids for name in grid.names]
    assert named[0] == nothing
    assert sorted(named) == sorted(option.name for option in pack.options.values())


def test_the_cost_of_this_treatment_is_that_of_page_1(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of("full")
    costs = dict(handout.options.grids[0].rows)[labels["option-cost"]]
    [told] = [row.value for row in handout.plan.rows if row.name == labels["row-cost"]]
    assert costs[1] == told
    assert "£" not in repr(handout_of("under-18").options)


def test_this_treatment_stands_beside_doing_nothing(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    this = [option.name for option in pack.options.values() if option.role == "this"]
    assert handout_of(tree()).options.grids[0].names[1] in this


def test_every_option_answers_the_same_questions(handout_of: HandoutOf) -> None:
    grids = handout_of(tree()).options.grids
    questions = [[question for question, _ in grid.rows] for grid in grids]
    assert all(asked == questions[0] for asked in questions)
    for grid in grids:
        assert all(len(cells) == len(grid.names) and all(cells) for _, cells in grid.rows)


def test_a_warning_stands_below_the_table_of_its_option(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    grids = handout_of(tree()).options.grids
    warned = [row.name for grid in grids for row in grid.warnings]
    assert set(warned) == {option.name for option in pack.options.values() if option.warning}
    assert len(set(warned)) == len(warned)
    assert all({row.name for row in grid.warnings} <= set(grid.names) for grid in grids)


def test_a_country_without_sources_says_only_when_it_was_checked(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    tree = {
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": "own-fat-cells"},
        "clinic": {"country": "QA"},
    }
    said = without_isolates(handout_of(tree).evidence.approval_checked)
    assert said == labels["approval-checked-no-source"].format(day="21 November 2026")


# What is promised, and for whom


def test_promises_for_a_stretch_of_time_stand_with_their_sources(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    handout = handout_of(tree(treatment_date="2027-01-14"))
    read = pack.article_phases["months-6-to-12"].read
    [know] = [know for said, know in handout.evidence.claims if said == read]
    assert sources_of(know, handout) == [citation("kuka-2020", pack)]


def test_who_decided_against_it_reads_no_promise_for_a_stretch_of_time(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    handout = handout_of({**tree(), "decision": "no"})
    promised = {item.read for item in pack.article_phases.values()}
    assert promised.isdisjoint(read for read, _ in handout.evidence.claims)


def test_a_minor_is_told_that_the_choices_were_tested_in_adults(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    assert handout_of("under-18").options.only_adults == labels["options-only-adults"]


def test_an_adult_is_not_told_that_the_choices_were_tested_in_adults(
    handout_of: HandoutOf,
) -> None:
    assert handout_of("go-ahead").options.only_adults == ""


def test_what_is_usual_in_a_unit_has_its_source(handout_of: HandoutOf, pack: ContentPack) -> None:
    handout = handout_of(tree("cell-free-fluid", kind="extract", delivery="topical"))
    [found] = handout.evidence.findings
    cited = sources_of(Sourced(text="", sources=found.sources), handout)
    assert cited == [citation("tak-2020", pack), citation("rushton-1991", pack)]


def test_the_only_study_of_marrow_cells_is_cited(handout_of: HandoutOf, pack: ContentPack) -> None:
    handout = handout_of(tree("own-marrow-cells"))
    cited = [sources_of(said, handout) for said in handout.evidence.product]
    assert cited == [[], [], [citation("elmaadawi-2018", pack)]]
