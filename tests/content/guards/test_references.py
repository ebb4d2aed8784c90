from typing import Any

import pytest

_SOURCES = [
    ("risks.yaml", "risks.fever.sources"),
    ("evidence.yaml", "unknowns.how-long.sources"),
    ("hair.yaml", "scales.norwood.sources"),
]


@pytest.mark.parametrize(("file", "path"), _SOURCES)
def test_a_source_that_is_not_listed_is_a_fault(broken: Any, file: str, path: str) -> None:
    line = broken.put(file, path, "[kuka-2021]")
    fault = f"{file}: {path}[0]: kuka-2021: unknown; did you mean kuka-2020? (line {line})"
    assert fault in broken.faults()


def test_a_source_of_a_stage_that_is_not_listed_is_a_fault(broken: Any) -> None:
    line = broken.put("hair.yaml", "norwood.stages.norwood-1", "{sources: [nobody]}")
    assert broken.faults() == [
        f"hair.yaml: scales.norwood.stages.norwood-1.sources[0]: nobody: unknown (line {line})"
    ]


def test_a_source_named_twice_is_a_fault(broken: Any) -> None:
    line = broken.put("risks.yaml", "risks.fever.sources", "[wang-2021, wang-2021]")
    fault = f"risks.yaml: risks.fever.sources[1]: wang-2021 is named twice (line {line})"
    assert fault in broken.faults()


@pytest.mark.parametrize(
    ("file", "path", "value", "message"),
    [
        ("evidence.yaml", "estimates.plasma-density.unit", "hairs", "hairs: unknown"),
        (
            "evidence.yaml",
            "estimates.plasma-density.about",
            "option-plasma",
            "option-plasma: unknown; did you mean option-laser?",
        ),
        (
            "products.yaml",
            "own-marrow-cells.figure",
            "marow",
            "marow: unknown; did you mean marrow?",
        ),
        (
            "hair.yaml",
            "topics.preparing.figure",
            "spinning",
            "spinning: unknown; did you mean shrinking?",
        ),
    ],
)
def test_a_name_that_nothing_has_is_a_fault(
    broken: Any, file: str, path: str, value: str, message: str
) -> None:
    line = broken.put(file, path, value)
    full = f"products.{path}" if file == "products.yaml" else path
    assert f"{file}: {full}: {message} (line {line})" in broken.faults()


@pytest.mark.parametrize("name", ["samplings", "deliveries"])
def test_a_product_takes_and_gives_only_in_ways_that_exist(broken: Any, name: str) -> None:
    line = broken.put("products.yaml", f"products.own-fat-cells.{name}", "[blood]")
    assert (
        f"products.yaml: products.own-fat-cells.{name}[0]: blood: unknown (line {line})"
        in broken.faults()
    )


def test_an_option_names_figures_that_exist(broken: Any) -> None:
    line = broken.put("options.yaml", "options.nothing.estimates", "[untreated-men]")
    assert broken.faults() == [
        "options.yaml: options.nothing.estimates[0]: untreated-men: unknown; "
        f"did you mean untreated-men-two-years? (line {line})"
    ]


def test_an_emergency_number_has_a_listed_source(broken: Any) -> None:
    line = broken.put(
        "emergency.yaml", "emergency_numbers.AE", '{numbers: ["998"], source: nowhere}'
    )
    fault = f"emergency.yaml: emergency_numbers.AE.source: nowhere: unknown (line {line})"
    assert fault in broken.faults()


def test_a_number_for_what_is_urgent_has_a_listed_source(broken: Any) -> None:
    urgent = 'urgent: {number: "1177", source: nowhere}'
    line = broken.put(
        "emergency.yaml",
        "emergency_numbers.SE",
        f'{{numbers: ["112"], source: emergency-eu, {urgent}}}',
    )
    fault = f"emergency.yaml: emergency_numbers.SE.urgent.source: nowhere: unknown (line {line})"
    assert fault in broken.faults()


def test_a_risk_names_a_figure_that_exists(broken: Any) -> None:
    line = broken.add("risks.yaml", "risks.no-benefit", "estimate: plasma")
    (fault,) = broken.faults()
    assert fault.startswith("risks.yaml: risks.no-benefit.estimate: plasma: unknown")
    assert fault.endswith(f"(line {line})")


@pytest.mark.parametrize(
    ("aspect", "value", "message"),
    [
        ("product", "own-fat", "own-fat: unknown; did you mean own-fat-cells?"),
        ("sampling", "blood", "blood: unknown"),
        ("delivery", "inject", "inject: unknown; did you mean injection?"),
        ("stage", "norwood-9", "norwood-9: unknown; did you mean norwood-7?"),
    ],
)
def test_a_condition_names_only_cases_that_exist(
    broken: Any, aspect: str, value: str, message: str
) -> None:
    line = broken.add("risks.yaml", "risks.late-or-rare", f"when: {{{aspect}: [{value}]}}")
    assert (
        f"risks.yaml: risks.late-or-rare.when.{aspect}[0]: {message} (line {line})"
        in broken.faults()
    )


def test_a_condition_names_a_value_once(broken: Any) -> None:
    line = broken.add("risks.yaml", "risks.late-or-rare", "when: {sex: [male, male]}")
    assert broken.faults() == [
        f"risks.yaml: risks.late-or-rare.when.sex: names a value twice (line {line})"
    ]


def vary(broken: Any, **variants: tuple[str, str]) -> None:
    """Give an option variants: for each its condition and its texts."""
    broken.add(
        "options.yaml",
        "options.concealers",
        "variants:",
        *(f"  {name}: {{when: {when}}}" for name, (when, _) in variants.items()),
    )
    broken.add(
        "en/options.yaml",
        "options.concealers",
        "variants:",
        *(f"  {name}: {{{texts}}}" for name, (_, texts) in variants.items()),
    )


def test_two_variants_that_may_hold_at_once_do_not_say_the_same_thing(broken: Any) -> None:
    vary(
        broken,
        one=("{sampling: [fat]}", "how_long: It takes a day or so only."),
        two=(
            "{delivery: [topical]}",
            "how_long: It takes a week or so in all., what: You wear a wig for a short time.",
        ),
    )
    [fault] = broken.faults()
    assert "concealers.variants.two: one may hold too, and gives how_long as well" in fault


def test_variants_for_cases_that_exclude_each_other_may_say_the_same_thing(broken: Any) -> None:
    vary(
        broken,
        one=("{sampling: [fat]}", "how_long: It takes a day."),
        two=("{sampling: [punch]}", "how_long: It takes a week."),
    )
    assert broken.faults() == []


def test_a_variant_has_a_case_and_something_to_say(broken: Any) -> None:
    vary(broken, one=("{}", ""))
    assert [fault.split(" (")[0] for fault in broken.faults()] == [
        "options.yaml: options.concealers.variants.one: "
        "needs a when; it says what differs in some cases",
        "options.yaml: options.concealers.variants.one: says nothing that differs",
    ]


def test_a_variant_names_only_cases_that_exist(broken: Any) -> None:
    vary(broken, one=("{delivery: [inject]}", "how_long: It takes a day."))
    [fault] = broken.faults()
    assert "concealers.variants.one.when.delivery[0]: inject: unknown" in fault


def test_a_country_has_one_approval(broken: Any) -> None:
    line = broken.put("approval.yaml", "approvals.jp.countries", "[JP, US]")
    assert broken.faults() == [
        "approval.yaml: approvals.jp.countries[1]: US is also in approvals.us; keep one "
        f"(line {line})"
    ]


@pytest.mark.parametrize(
    ("key", "whom"),
    [("other", "countries without an entry"), ("no-country", "a clinic whose country is not told")],
)
def test_an_approval_for_any_country_is_needed(key: str, whom: str, broken: Any) -> None:
    broken.drop("approval.yaml", f"approvals.{key}")
    broken.drop("en/approval.yaml", f"approvals.{key}")
    line = broken.line_of("approval.yaml", "approvals")
    assert broken.faults() == [
        f"approval.yaml: approvals.{key}: is missing; it is for {whom} (line {line})"
    ]


def test_a_label_that_the_program_prints_is_needed(broken: Any) -> None:
    broken.drop("en/labels.yaml", "labels.not-yet-agreed")
    line = broken.line_of("en/clinic.yaml", "labels")
    assert broken.faults() == [
        f"en/clinic.yaml: labels.not-yet-agreed: is missing; the program prints it (line {line})"
    ]


def test_a_heading_that_the_handout_prints_is_needed(broken: Any) -> None:
    broken.drop("en/clinic.yaml", "sections.two-am")
    line = broken.line_of("en/clinic.yaml", "sections")
    assert broken.faults() == [
        f"en/clinic.yaml: sections.two-am: is missing; the handout prints it (line {line})"
    ]


def test_the_words_of_a_figure_that_the_handout_draws_are_needed(broken: Any) -> None:
    broken.drop("en/figures.yaml", "figures.scalp-map")
    line = broken.line_of("en/figures-care.yaml", "figures")
    topic = broken.line_of("hair.yaml", "topics.your-map.figure")
    place = "en/figures-care.yaml: figures.scalp-map"
    assert broken.faults() == [
        f"{place}: is missing; screens or the handout show it (line {line})",
        f"{place}: is missing; there is such a figure (line {line})",
        f"hair.yaml: topics.your-map.figure: scalp-map: unknown (line {topic})",
    ]


def test_every_label_of_a_figure_has_words(broken: Any) -> None:
    broken.drop("en/figures.yaml", "figures.punch.labels.blade")
    line = broken.line_of("en/figures.yaml", "figures.punch.labels")
    assert broken.faults() == [
        "en/figures.yaml: figures.punch.labels.blade: is missing; the figure has such a label "
        f"(line {line})"
    ]


def test_words_for_a_label_that_a_figure_does_not_have_are_a_fault(broken: Any) -> None:
    line = broken.add("en/figures.yaml", "figures.punch.labels", "blades: Blades")
    assert broken.faults() == [
        "en/figures.yaml: figures.punch.labels.blades: blades: unknown; did you mean blade? "
        f"(line {line})"
    ]


def test_words_for_a_figure_that_does_not_exist_are_a_fault(broken: Any) -> None:
    line = broken.add("en/figures.yaml", "figures", "punches:", "  alt: A round blade.")
    assert broken.faults() == [
        f"en/figures.yaml: figures.punches: punches: unknown; did you mean punch? (line {line})"
    ]


def test_a_step_of_the_day_has_a_picture(broken: Any) -> None:
    line = broken.put("products.yaml", "day_steps.home.pictogram", "house")
    assert broken.faults() == [
        f"products.yaml: day_steps.home.pictogram: house: unknown; did you mean home? (line {line})"
    ]


def test_without_the_figures_their_words_are_not_compared(broken: Any) -> None:
    from clinic_aid.content.checking import check_pack

    broken.drop("en/figures.yaml", "figures.punch.labels.blade")
    assert not check_pack(broken.folder).faults


def test_a_source_that_nothing_cites_is_a_fault(broken: Any) -> None:
    broken.put("evidence.yaml", "claims.shampoo-serum-oil.sources", "[]")
    line = broken.line_of("sources.yaml", "sources.cfr-310-527")
    assert broken.faults() == [
        "sources.yaml: sources.cfr-310-527: is cited by nothing; cite it or leave it out "
        f"(line {line})"
    ]
