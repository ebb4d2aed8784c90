import json
import unicodedata
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.engine import Engine
from clinic_aid.errors import InputError
from clinic_aid.handout.by_hand import LINE_TO_WRITE_ON
from clinic_aid.handout.model import Handout
from tests.pdf_check import faults_of

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]
Outside = Callable[[bytes], list[str]]
ConsultationOf = Callable[[Mapping[str, Any]], Consultation]

MARKUP = (
    "<b>&amp;<script>alert(1)</script>",
    "{{7*7}} {% raw %}",
    "[[follicle]] [[no such term]]",
    "{day:3d} {clinic} {nothing}",
    "</style> } * {display:none} url(file:///etc/passwd)",
    "]]> --> '\"`\\ %s %(x)s $1",
)
LONGEST, LONGEST_NUMBER = 200, 80
NAMES = {
    "diacritics": "Žofie Łucja Ångström-Đặng Ğülşah Çağrı",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Cyrillic": "Ярослава Щукина-Їжакевич",
    "Arabic": "أميرة عبد الرحمن",
    "Hebrew": "שלום בן־דוד",
    "Devanagari": "मीरा क्षत्रिय शर्मा",
    "Armenian": "Արամ Հակոբյան",
    "Bengali": "অমর্ত্য সেন শ্রীকৃষ্ণ",
    "Chinese": "王小明 劉曉珮 吕喆",
    "Ethiopic": "አበበ በቀለ ጥሩነሽ",
    "Georgian": "გიორგი ბერიძე",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Japanese": "佐々木 さくら 髙橋 ジョー",
    "Korean": "김민수 황보혜정",
    "Tamil": "முருகன் செல்வி ஸ்ரீநிவாசன்",
    "Thai": "สมชาย ใจดี น้ำผึ้ง",
    "mixed": "Amira أميرة Мира Μίρα מירה मीरा 王 さ 김 ใจ მ Ա সে மு ਗੁ አ",
}
FIELDS = (
    "patient.name",
    "consultant",
    "notes_for_patient",
    "plan.full_cost",
    "questions.0.question",
    "questions.0.answer",
    "what_matters.0",
    "teach_back.0.words",
    "clinic.name",
    "clinic.phone",
    "clinic.out_of_hours",
    "clinic.who_treats",
    "clinic.licence",
    "clinic.address",
    "clinic.email",
    "clinic.website",
    "clinic.prices.own-fat-cells.repeats",
    "clinic.prices.own-fat-cells.if_it_fails",
    "clinic.answers.cost",
)
# Kept with the record, not printed or not as it is.
UNPRINTED = (
    "patient.information_needs.0",
    "finding.pattern",
    "finding.since",
    "checks.blood-thinners.note",
    "checks.blood-thinners.cleared_by",
)
LEFT_OUT = frozenset({Kind.NAME_BY_HAND, Kind.TEXT_BY_HAND, Kind.EMOJI_LEFT_OUT})


def plain_tree() -> dict[str, Any]:
    return {
        "consultation_date": "2026-11-16",
        "consultant": "a",
        "patient": {"name": "a", "information_needs": ["a"]},
        "finding": {"pattern": "a", "since": "a"},
        "plan": {"product": "own-fat-cells", "treatment_date": "2026-12-03", "full_cost": "a"},
        "checks": {"blood-thinners": {"answer": "yes", "cleared_by": "a", "note": "a"}},
        "what_matters": ["a"],
        "questions": [{"question": "a", "answer": "a"}],
        "teach_back": [{"topic": "hair-cycle", "words": "a"}],
        "notes_for_patient": "a",
        "clinic": {
            **dict.fromkeys(("name", "phone", "out_of_hours", "who_treats", "licence"), "a"),
            **dict.fromkeys(("address", "email", "website"), "a"),
            "answers": {"cost": "a"},
            "prices": {"own-fat-cells": {"repeats": "a", "if_it_fails": "a"}},
        },
    }


def put(tree: dict[str, Any], field: str, text: str) -> dict[str, Any]:
    """Give the tree with a text at a place such as "questions.0.answer"."""
    *parents, last = [int(part) if part.isdigit() else part for part in field.split(".")]
    node: Any = tree
    for part in parents:
        node = node[part]
    assert node[last] is not None
    node[last] = text
    return tree


def with_everywhere(text: str) -> dict[str, Any]:
    tree = plain_tree()
    for field in FIELDS:
        is_number = field in {"clinic.phone", "clinic.out_of_hours"}
        put(tree, field, text[:LONGEST_NUMBER] if is_number else text)
    return tree


def place_of(field: str) -> str:
    """Give the place as faults name it."""
    text = ""
    for part in field.split("."):
        text += f"[{part}]" if part.isdigit() else f".{part}" if text else part
    return text


def faults(engine: Engine, tmp_path: Path, tree: Mapping[str, Any]) -> list[str]:
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        engine.read_consultation(file)
    return [f"{fault.path}: {fault.message}" for fault in caught.value.faults]


def html_of(engine: Engine, handout: Handout) -> str:
    """Give what stands on the pages of all parts, as HTML."""
    pages = (text.partition("<body")[2] for text in engine.print_job(handout).documents)
    # Short words are kept beside their neighbours.
    return "".join(pages).replace("\xa0", " ")


# What is typed is printed as it was typed


@pytest.mark.fault(44)
def test_markup_in_every_field_is_printed_as_it_was_typed(
    printed: Printed, texts: Texts, outside: Outside
) -> None:
    tree = plain_tree()
    # The digits make a number of every text that stands where one is dialled.
    typed = [f"{100 + number}:{MARKUP[number % len(MARKUP)]}" for number in range(len(FIELDS))]
    for field, text in zip(FIELDS, typed, strict=True):
        put(tree, field, text)
    pdf = printed(tree)
    text = "".join(texts(pdf)).replace(" ", "")
    assert [one for one in typed if one.replace(" ", "") not in text] == []
    assert faults_of(pdf) == []
    assert outside(pdf) == []


@pytest.mark.fault(44)
@pytest.mark.parametrize("typed", MARKUP)
def test_markup_reaches_the_page_escaped(typed: str, engine: Engine, handout_of: HandoutOf) -> None:
    html = html_of(engine, handout_of(with_everywhere(typed)))
    usual = html_of(engine, handout_of(with_everywhere("a")))
    for mark in ("<script", "<b>", "<style", "</style", "-->"):
        assert html.count(mark) == usual.count(mark)


def test_a_note_keeps_its_lines(handout_of: HandoutOf, engine: Engine) -> None:
    tree = put(plain_tree(), "notes_for_patient", "First line\nSecond line")
    assert "First line<br>Second line" in html_of(engine, handout_of(tree))


@pytest.mark.fault(42)
@pytest.mark.parametrize("field", FIELDS)
def test_what_no_font_has_is_left_as_a_line_and_told_at_its_entry(
    field: str, handout_of: HandoutOf, engine: Engine
) -> None:
    handout = handout_of(put(plain_tree(), field, "Amira 𒀭 Haddad 123"))
    html = html_of(engine, handout)
    # What a program says of the file, nobody sees on the page.
    assert "𒀭" not in html
    if field != "patient.name":
        assert f"Amira {LINE_TO_WRITE_ON} Haddad 123" in html
    [told] = [one for one in handout.concerns if one.kind in LEFT_OUT]
    assert told.path == ("" if field.startswith("clinic.") else place_of(field))
    assert "by hand" in told.text


@pytest.mark.fault(42)
def test_of_what_prints_nowhere_nothing_is_said(handout_of: HandoutOf) -> None:
    tree = put(plain_tree(), "patient.information_needs.0", "𒀭")
    tree = put(tree, "checks.blood-thinners.note", "𒀭 😀")
    assert not [one for one in handout_of(tree).concerns if one.kind in LEFT_OUT]


@pytest.mark.fault(42)
def test_every_entry_in_letters_that_no_font_has_is_printed_as_lines(
    printed: Printed, outside: Outside
) -> None:
    pdf = printed(with_everywhere("𒀭𒂗𒆤 "))
    assert outside(pdf) == []
    assert faults_of(pdf) == []


# What is refused, by the name of its field


@pytest.mark.fault(40)
@pytest.mark.fault(41)
@pytest.mark.parametrize("field", FIELDS + UNPRINTED)
@pytest.mark.parametrize(
    ("bad", "name"),
    [
        ("\x00", "NULL"),
        ("\x1b", "ESCAPE"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u2067", "RIGHT-TO-LEFT ISOLATE"),
    ],
)
def test_a_character_that_may_not_be_is_refused_by_name_at_its_field(
    field: str, bad: str, name: str, engine: Engine, tmp_path: Path
) -> None:
    [fault] = faults(engine, tmp_path, put(plain_tree(), field, f"Amira {bad} Haddad"))
    assert fault.startswith(f"{place_of(field)}: ")
    assert name in fault


def test_an_id_with_a_strange_character_is_refused(engine: Engine, tmp_path: Path) -> None:
    tree = put(plain_tree(), "plan.product", "own-fat-cells\u202e")
    assert any(fault.startswith("plan.product: ") for fault in faults(engine, tmp_path, tree))


@pytest.mark.fault(43)
@pytest.mark.parametrize("field", FIELDS + UNPRINTED)
def test_ten_thousand_characters_are_refused(field: str, engine: Engine, tmp_path: Path) -> None:
    [fault] = faults(engine, tmp_path, put(plain_tree(), field, "a" * 10_000))
    place, _, message = fault.partition(": ")
    assert place_of(field).startswith(place)
    assert "10,000 characters" in message
    named = [part for part in field.split(".") if not part.isdigit()][-1]
    assert named in message


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("questions", {"question": "Why?"}),
        ("what_matters", "cost"),
        ("teach_back", {"topic": "hair-cycle"}),
    ],
)
def test_more_entries_than_anyone_reads_are_refused(
    name: str, entry: object, engine: Engine, tmp_path: Path
) -> None:
    [fault] = faults(engine, tmp_path, plain_tree() | {name: [entry] * 51})
    assert f"{name} has 51 entries; at most 50 fit" in fault


# Every script


@pytest.mark.fault(41)
@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_prints_and_can_be_read_back(
    script: str, printed: Printed, texts: Texts
) -> None:
    name = NAMES[script]
    tree = {"patient": {"name": name}, "plan": {"product": "own-fat-cells"}}
    pdf = printed(tree, wish=GuideWish(parts=("plan",)))
    first = unicodedata.normalize("NFC", texts(pdf)[0])
    for word in name.split():
        assert letters(word) in letters(first)
    assert faults_of(pdf) == []


def letters(text: str) -> str:
    """Give the text without what only steers its layout."""
    return unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\u05be", "")


def test_the_points_of_a_hebrew_name_are_kept(printed: Printed) -> None:
    name = "שָׁלוֹם"
    pdf = printed({"patient": {"name": name}, "plan": {"product": "own-fat-cells"}})
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert name in text.replace("\u200b", "")


def test_names_of_the_clinic_and_consultant_print_in_any_script(
    printed: Printed, texts: Texts
) -> None:
    tree = plain_tree()
    put(tree, "clinic.name", NAMES["Arabic"])
    put(tree, "consultant", NAMES["Greek"])
    put(tree, "notes_for_patient", NAMES["mixed"])
    put(tree, "questions.0.question", NAMES["Hebrew"])
    put(tree, "questions.0.answer", NAMES["Devanagari"])
    pdf = printed(tree)
    text = letters(" ".join(texts(pdf)))
    for name in ("Arabic", "Greek", "mixed", "Hebrew", "Devanagari"):
        assert [word for word in NAMES[name].split() if letters(word) not in text] == []
    assert faults_of(pdf) == []


@pytest.mark.fault(40)
def test_a_name_is_the_same_however_its_accents_were_typed(handout_of: HandoutOf) -> None:
    handouts = [
        handout_of(put(plain_tree(), "patient.name", unicodedata.normalize(form, "Zoë Nuñez")))
        for form in ("NFC", "NFD")
    ]
    assert handouts[0] == handouts[1]


@pytest.mark.fault(42)
def test_a_name_with_a_tower_of_accents_prints_whole_and_stays_on_its_page(
    printed: Printed, outside: Outside
) -> None:
    name = "Z\u0338\u0321\u0322a\u0310\u0311\u0312l\u0301\u0302\u0303go"
    pdf = printed(put(plain_tree(), "patient.name", name))
    text = unicodedata.normalize("NFD", PdfReader(BytesIO(pdf)).pages[0].extract_text())
    assert [sign for sign in unicodedata.normalize("NFD", name) if sign not in text] == []
    assert outside(pdf) == []
    assert faults_of(pdf) == []


# Long entries


@pytest.mark.fault(43)
@pytest.mark.parametrize("letter", ["W", "Amira ", "क", "王", "김수 ", "ไ"])
def test_the_longest_name_adds_at_most_a_page(
    letter: str, printed: Printed, texts: Texts, outside: Outside
) -> None:
    name = (letter * LONGEST)[:LONGEST].strip()
    tree = {"patient": {"name": name}, "plan": {"product": "own-fat-cells"}}
    short = {"patient": {"name": "A"}, "plan": {"product": "own-fat-cells"}}
    pdf = printed(tree)
    assert len(texts(pdf)) <= len(texts(printed(short))) + 1
    assert outside(pdf) == []


def test_the_longest_entries_stay_on_the_page(
    printed: Printed, texts: Texts, outside: Outside
) -> None:
    pdf = printed(with_everywhere("W" * LONGEST))
    assert outside(pdf) == []
    assert faults_of(pdf) == []


def test_the_longest_texts_stay_on_the_page(printed: Printed, outside: Outside) -> None:
    tree = plain_tree()
    for field in ("notes_for_patient", "questions.0.answer", "clinic.answers.cost"):
        put(tree, field, "Some words. " * 333)
    assert outside(printed(tree)) == []


def test_a_page_on_which_a_word_leaves_the_paper_would_be_found(
    engine: Engine, page: Callable[..., Any], renderer: Any, outside: Outside
) -> None:
    pdf = renderer.render(page('<p style="white-space:nowrap">' + "wide words " * 60 + "</p>"))
    assert len(outside(pdf)) == 1


def test_the_page_for_the_fridge_stays_on_two_leaves_with_the_longest_numbers(
    printed: Printed, texts: Texts, outside: Outside
) -> None:
    clinic = Clinic(phone="0" * LONGEST_NUMBER, out_of_hours="0" * LONGEST_NUMBER)
    tree = {"patient": {"name": "A"}, "plan": {"product": "own-fat-cells"}}
    pdf = printed(tree, at=clinic, wish=GuideWish(parts=("fridge",)))
    assert len(texts(pdf)) <= 4
    assert outside(pdf) == []
