from typing import Any

import pytest

_LONG = "This is a much too long line that goes on and on until it is full of words"


def test_a_text_over_its_limit_is_a_fault(broken: Any) -> None:
    text = f"{_LONG}. {_LONG} again."
    line = broken.put("en/faq.yaml", "faq.bald.question", text)
    assert broken.faults() == [
        f"en/faq.yaml: faq.bald.question: has 37 words; at most 30 fit (line {line})"
    ]


def test_a_long_sentence_is_a_fault(broken: Any) -> None:
    line = broken.put("en/faq.yaml", "faq.bald.question", f"{_LONG} in all of its many parts.")
    assert broken.faults() == [
        "en/faq.yaml: faq.bald.question: has a sentence of 24 words; at most 20: "
        f'"This is a much too long line that goes …" (line {line})'
    ]


def test_a_placeholder_and_an_explained_term_count_as_their_own_words(broken: Any) -> None:
    words = " ".join(["is"] * 7)
    broken.put("en/checks.yaml", "checks.allergy.meaning", f'"{words} {{clinic}} [[follicle]]."')
    assert not broken.faults()


def test_a_text_without_words_is_a_fault(broken: Any) -> None:
    line = broken.put("en/checks.yaml", "checks.allergy.cleared_by", '"."')
    assert broken.faults() == [
        f"en/checks.yaml: checks.allergy.cleared_by: must not be empty (line {line})"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is safe.", "safe"),
        ("The gain is Permanent.", "Permanent"),
        ("It is risk free for you.", "risk free"),
        ("It is not proven, but it is safe.", "safe"),
        ("You get new hair growth in weeks.", "new hair growth"),
    ],
)
def test_a_banned_promise_is_a_fault(broken: Any, text: str, said: str) -> None:
    line = broken.put("en/faq.yaml", "faq.bald.answer", f'"{text}"')
    assert broken.faults() == [
        f'en/faq.yaml: faq.bald.answer: "{said}" promises too much; leave it out or deny it '
        f"(line {line})"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It has not been proven.",
        "Is it safe? We do not know.",
        "No one can guarantee a result.",
        "Own cells do not make it harmless. That is not the same as safe.",
        "Tell us if you feel unsafe.",
    ],
)
def test_a_question_a_denial_and_a_longer_word_are_no_promise(broken: Any, text: str) -> None:
    broken.put("en/faq.yaml", "faq.bald.answer", f'"{text}"')
    assert not broken.faults()


@pytest.mark.parametrize(
    ("file", "path"),
    [("evidence", "claims.lasting.read"), ("timeline", "article_phases.lasting.read")],
)
def test_what_is_sold_elsewhere_may_be_quoted(broken: Any, file: str, path: str) -> None:
    broken.put(f"en/{file}.yaml", path, '"The result is permanent and safe."')
    assert not broken.faults()


@pytest.mark.parametrize(
    ("file", "path", "certainty"),
    [
        ("evidence", "estimates.plasma-density.statement", "low"),
        ("timeline", "phases.first-change.what", "low"),
        ("options", "options.laser.works", "low"),
        ("options", "options.laser.variants.men.works", "low"),
    ],
)
def test_a_verb_that_is_too_sure_is_a_fault(
    broken: Any, file: str, path: str, certainty: str
) -> None:
    said = "It definitely adds {value} {unit}, from {low} to {high}."
    text = said if path.startswith("estimates") else "It definitely gives people some more hair."
    line = broken.put(f"en/{file}.yaml", path, f'"{text}"')
    place = f"en/{file}.yaml: {path}"
    assert broken.faults() == [
        f"{place}: needs a verb of certainty {certainty}, such as may, might, could, perhaps "
        f"(line {line})",
        f'{place}: "definitely" does not fit certainty {certainty} (line {line})',
    ]


def test_a_risk_that_sounds_surer_than_it_is_is_a_fault(broken: Any) -> None:
    broken.add("risks.yaml", "risks", "new: {likelihood: uncommon, certainty: very-low}")
    line = broken.add("en/risks.yaml", "risks", "new: {text: It is likely to hurt.}")
    assert broken.faults() == [
        "en/risks.yaml: risks.new.text: needs a verb of certainty very-low, such as "
        f"we do not know, do not know, nobody knows, no one knows (line {line})",
        f'en/risks.yaml: risks.new.text: "likely" does not fit certainty very-low (line {line})',
    ]


def test_a_certainty_without_words_is_a_fault(broken: Any) -> None:
    broken.drop("en/pack.yaml", "wording.certainty.very-low")
    line = broken.line_of("en/pack.yaml", "wording.certainty")
    assert (
        "en/pack.yaml: wording.certainty.very-low: is missing; risks.late-or-rare has it "
        f"(line {line})" in broken.faults()
    )


def test_a_term_that_is_not_explained_is_a_fault(broken: Any) -> None:
    line = broken.put("en/faq.yaml", "faq.bald.answer", "Each Follicle is gone.")
    assert broken.faults() == [
        'en/faq.yaml: faq.bald.answer: "Follicle" needs explaining; write [[Follicle]] '
        f"(line {line})"
    ]


def test_of_two_terms_in_one_place_the_longer_one_needs_explaining(broken: Any) -> None:
    line = broken.put("en/faq.yaml", "faq.bald.answer", "We give stem cell therapy.")
    assert broken.faults() == [
        'en/faq.yaml: faq.bald.answer: "stem cell therapy" needs explaining; '
        f"write [[stem cell therapy]] (line {line})"
    ]


def test_a_marked_word_must_be_in_the_glossary(broken: Any) -> None:
    line = broken.put("en/faq.yaml", "faq.bald.answer", '"Each [[papilla]] is gone."')
    assert broken.faults() == [
        f"en/faq.yaml: faq.bald.answer: [[papilla]] is not in the glossary (line {line})"
    ]


@pytest.mark.parametrize("text", ["A [[follicle is small.", "A follicle]] is small."])
def test_a_mark_without_its_partner_is_a_fault(broken: Any, text: str) -> None:
    line = broken.put("en/faq.yaml", "faq.bald.answer", f'"{text}"')
    assert (
        f"en/faq.yaml: faq.bald.answer: a [[ or ]] has no partner (line {line})" in broken.faults()
    )


@pytest.mark.parametrize(
    ("file", "path", "word"),
    [
        ("en/products.yaml", "samplings.fat.name", "follicle"),
        ("en/labels.yaml", "labels.nobody-knows", "follicle"),
        ("en/figures.yaml", "figures.people.caption", "follicle"),
    ],
)
def test_a_mark_where_nothing_is_explained_is_a_fault(
    broken: Any, file: str, path: str, word: str
) -> None:
    line = broken.put(file, path, f'"It is a [[{word}]]"')
    assert broken.faults() == [
        f"{file}: {path}: [[{word}]] cannot be explained here; write it without [[ ]] (line {line})"
    ]


def test_a_name_and_a_heading_may_hold_a_term(broken: Any) -> None:
    broken.put("en/products.yaml", "samplings.fat.name", "Follicle sample")
    broken.put("en/labels.yaml", "labels.nobody-knows", "The follicle")
    assert not broken.faults()


def test_the_words_of_a_figure_hold_no_term(broken: Any) -> None:
    line = broken.put("en/figures.yaml", "figures.people.alt", "A follicle.")
    assert broken.faults() == [
        'en/figures.yaml: figures.people.alt: "follicle" cannot be explained here; '
        f"use plain words (line {line})"
    ]


def test_two_terms_cannot_share_a_form(broken: Any) -> None:
    line = broken.put("en/glossary.yaml", "glossary.trial.forms", "[trial, trials, Donor]")
    assert broken.faults() == [
        f'en/glossary.yaml: glossary.trial.forms[2]: "Donor" is also a form of donor (line {line})'
    ]
