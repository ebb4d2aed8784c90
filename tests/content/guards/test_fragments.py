import re
from typing import Any

import pytest

_ANSWER = "products.own-fat-cells.alive"
_FILE = "en/products.yaml"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Not for hair.", "Not for hair."),
        ("Prescribed even so.", "Prescribed even so."),
        ("It may help. Not for hair.", "Not for hair."),
        ("For hair? It may help.", "For hair?"),
        ("A [[stem cell]] of your own.", "A stem cell of your own."),
        ("Unproven.", "Unproven."),
        ("The clinic's own cells.", "The clinic's own cells."),
    ],
)
def test_a_sentence_without_a_verb_is_a_fault(broken: Any, text: str, shown: str) -> None:
    line = broken.put(_FILE, _ANSWER, f'"{text}"')
    assert broken.faults() == [
        f"{_FILE}: {_ANSWER}: has no verb of wording.verbs, so it says too little: "
        f'"{shown}" (line {line})'
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is not for hair.",
        "IT MAY HELP.",
        "Do not wash your hair.",
        "Ask us.",
        "That isn't known.",
        "That isn\u2019t known.",
        "[[Stem cells]] are rare in it.",
        "{clinic} can tell you.",
    ],
)
def test_a_statement_and_an_instruction_have_a_verb(broken: Any, text: str) -> None:
    broken.put(_FILE, _ANSWER, f'"{text}"')
    assert not broken.faults()


def test_the_name_of_a_placeholder_is_no_verb(broken: Any) -> None:
    broken.rewrite("en/pack.yaml", lambda words: words.replace("verbs: [", "verbs: [clinic,", 1))
    line = broken.put(_FILE, _ANSWER, '"With {clinic} alone."')
    assert broken.faults() == [
        f"{_FILE}: {_ANSWER}: has no verb of wording.verbs, so it says too little: "
        f'"With {{clinic}} alone." (line {line})'
    ]


def test_a_sentence_of_values_alone_is_judged_where_they_stand(broken: Any) -> None:
    broken.put(_FILE, _ANSWER, '"It is {product}. {clinic}."')
    assert not broken.faults()


@pytest.mark.parametrize(
    ("file", "path", "text"),
    [
        ("products", "samplings.fat.name", "Fat sample"),
        ("products", "products.own-fat-cells.comes_from", "Your own belly"),
        ("risks", "signs.today-stitch.text", "A broken stitch."),
        ("checks", "red_flags.eyebrow-loss.text", "Thin eyebrows."),
        ("glossary", "glossary.trial.meaning", "a planned test"),
        ("evidence", "claims.lasting.read", "Thick hair for years."),
        ("timeline", "phases.early-weeks.title", "Some waiting"),
        ("figures", "figures.people.alt", "Small drawn people."),
        ("labels", "labels.row-stage", "Pattern"),
    ],
)
def test_what_is_no_sentence_needs_no_verb(broken: Any, file: str, path: str, text: str) -> None:
    broken.put(f"en/{file}.yaml", path, f'"{text}"')
    assert not broken.faults()


@pytest.mark.parametrize(
    ("file", "path"), [("faq", "faq.approved.answer"), ("options", "options.nothing.approval")]
)
def test_an_answer_may_begin_with_one_word(broken: Any, file: str, path: str) -> None:
    broken.put(f"en/{file}.yaml", path, '"No. It is not."')
    assert not broken.faults()


def test_a_language_without_a_list_of_verbs_is_not_asked_for_one(broken: Any) -> None:
    broken.rewrite("en/pack.yaml", lambda words: re.sub(r"(?s)  verbs: \[.*?\]\n", "", words))
    broken.put(_FILE, _ANSWER, "Not for hair.")
    assert not broken.faults()
