from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.domain.clinic import Clinic, Price
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.consultation import Consultation
from clinic_aid.engine import Engine
from clinic_aid.handout.by_hand import LINE_TO_WRITE_ON, printed_name, printed_text
from clinic_aid.handout.fonts import covered

TREE = {"patient": {"name": "𒀭𒂗𒆤"}, "plan": {"product": "own-fat-cells"}}
LEFT_OUT = frozenset({Kind.NAME_BY_HAND, Kind.TEXT_BY_HAND, Kind.EMOJI_LEFT_OUT})
ConsultationOf = Callable[[Mapping[str, Any]], Consultation]


@pytest.mark.fault(42)
@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Amira Haddad", "Amira Haddad"),
        ("Amira  Haddad\nfrom Ulm", "Amira  Haddad\nfrom Ulm"),
        ("أميرة", "أميرة"),
        ("王小明", "王小明"),
        ("გიორგი", "გიორგი"),
        ("𒀭𒂗𒆤", LINE_TO_WRITE_ON),
        ("𒀭𒂗𒆤 Enlil", "Enlil"),
        ("𒀭𒂗𒆤 -", LINE_TO_WRITE_ON),
        ("Ann→a Smith", LINE_TO_WRITE_ON),
        ("(𒀭𒂗𒆤) Enlil", LINE_TO_WRITE_ON),
        ("Amira 👩🏽‍⚕️", "Amira"),
        ("Ann☃a Smith", "Anna Smith"),
        ("👩🏽‍⚕️", LINE_TO_WRITE_ON),
        ("ܡܪܝܡ", LINE_TO_WRITE_ON),
    ],
)
def test_a_name_prints_in_its_own_letters_or_leaves_a_line(
    name: str, printed: str, engine: Engine
) -> None:
    assert printed_name(name, covered(engine.fonts)) == printed


@pytest.mark.fault(42)
@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Rest for a day.", "Rest for a day."),
        ("Rest 𒀭 a day.", f"Rest {LINE_TO_WRITE_ON} a day."),
        ("Rest 𒀭 𒂗 a day.", f"Rest {LINE_TO_WRITE_ON} a day."),
        ("Rest → a day.", f"Rest {LINE_TO_WRITE_ON} a day."),
        ("𒀭\n\nRest", f"{LINE_TO_WRITE_ON}\n\nRest"),
        ("术后请勿𠮷触摸", f"术后请勿{LINE_TO_WRITE_ON}触摸"),
        ("𒀭 a 𒀭 b 𒀭 c 𒀭 d", LINE_TO_WRITE_ON),
        ("𒀭" * 30, f"{LINE_TO_WRITE_ON} {LINE_TO_WRITE_ON}"),
    ],
)
def test_words_that_do_not_print_leave_lines(text: str, printed: str, engine: Engine) -> None:
    assert printed_text(text, covered(engine.fonts)) == printed


@pytest.mark.fault(42)
@pytest.mark.parametrize(
    "emoji", ["😀", "❤️", "👩🏽‍⚕️", "🇬🇧", "🏴\U000e0067\U000e0062\U000e007f", "☀☁", "⭐"]
)
def test_emoji_are_left_out(emoji: str, engine: Engine) -> None:
    assert printed_text(f"Well done{emoji}!", covered(engine.fonts)) == "Well done!"


def test_of_a_keycap_the_digit_is_left(engine: Engine) -> None:
    assert printed_text("Gate 1\ufe0f\u20e3", covered(engine.fonts)) == "Gate 1"


def test_of_emoji_alone_a_line_is_left(engine: Engine) -> None:
    assert printed_text("👍 👍", covered(engine.fonts)) == LINE_TO_WRITE_ON


@pytest.mark.parametrize("sign", "✅❌✓✗☐☑⛔🚫➡")
def test_a_sign_that_says_yes_or_no_is_no_emoji(sign: str, engine: Engine) -> None:
    assert printed_text(f"{sign} aspirin", covered(engine.fonts)) == f"{LINE_TO_WRITE_ON} aspirin"


def test_the_line_itself_prints(engine: Engine) -> None:
    assert set(map(ord, LINE_TO_WRITE_ON)) <= covered(engine.fonts)


def told(engine: Engine, consultation: Consultation, clinic: Clinic | None = None) -> list[str]:
    concerns = engine.concerns(consultation, clinic or Clinic())
    assert engine.compose(consultation, clinic or Clinic()).concerns == concerns
    return [f"{one.path}: {one.text}" for one in concerns if one.kind in LEFT_OUT]


@pytest.mark.fault(42)
def test_the_guide_is_made_and_says_that_the_name_is_written_by_hand(
    engine: Engine, consultation_of: ConsultationOf
) -> None:
    consultation = consultation_of(TREE)
    handout = engine.compose(consultation, Clinic())

    assert consultation.patient.name == "𒀭𒂗𒆤"
    assert LINE_TO_WRITE_ON in handout.plan.prepared_for
    assert "𒀭" not in engine.print_job(handout).documents[0]
    assert told(engine, consultation) == [
        "patient.name: This name cannot be printed in its own letters. Write it on the guide by "
        "hand, or add it in Latin letters."
    ]


@pytest.mark.fault(42)
def test_the_words_that_are_left_out_are_told_at_their_entries(
    engine: Engine, consultation_of: ConsultationOf
) -> None:
    consultation = consultation_of(
        TREE
        | {
            "patient": {"name": "Amira"},
            "notes_for_patient": "Rest 𒀭𒂗 a day 😀",
            "questions": [{"question": "Why?"}, {"question": "How?", "answer": "𒀭 " * 30}],
        }
    )

    assert told(engine, consultation) == [
        "questions[1].answer: “\u2068" + ("𒀭 " * 20) + "…\u2069” cannot be printed in its own "
        "letters. Write it on the guide by hand: a line is left for it.",
        "notes_for_patient: “\u2068𒀭𒂗\u2069” cannot be printed in its own letters. Write it on "
        "the guide by hand: a line is left for it.",
        "notes_for_patient: Emoji are left out of the guide: \u2068😀\u2069.",
    ]


def test_a_clinic_is_told_what_of_its_own_is_left_out_of_this_guide(
    engine: Engine, consultation_of: ConsultationOf
) -> None:
    clinic = Clinic(
        name="𒀭 Clinic",
        logo="𒆤.png",
        prices={"exosomes": Price(full_cost="𒂗")},
        answers={"cost": "𒂠"},
    )

    found = told(engine, consultation_of({**TREE, "patient": {"name": "Amira"}}), clinic)

    assert [words.partition(" cannot")[0] for words in found] == [
        ": “\u2068𒀭\u2069”",
        ": “\u2068𒂠\u2069”",
    ]


def test_who_cleared_a_check_counts_in_letters_that_no_font_has(
    engine: Engine, consultation_of: ConsultationOf
) -> None:
    cleared = {"cleared_by": "𒀭𒂗𒆤", "cleared_on": "2026-11-16", "cleared_how": "letter"}
    consultation = consultation_of(TREE | {"checks": {"infection": {"answer": "yes", **cleared}}})
    handout = engine.compose(consultation, Clinic())

    assert Kind.STOP_OPEN not in [one.kind for one in handout.concerns]
    assert LINE_TO_WRITE_ON in "".join(row.value for row in handout.words.told)


def test_of_what_prints_nothing_is_said(engine: Engine, consultation_of: ConsultationOf) -> None:
    tree = {**TREE, "patient": {"name": "王小明"}, "notes_for_patient": "สมชาย, 김민수 ½"}
    assert told(engine, consultation_of(tree)) == []
