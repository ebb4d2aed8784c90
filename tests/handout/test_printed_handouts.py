import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from clinic_aid import locations
from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic, Paper
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.engine import Engine
from clinic_aid.handout.model import Handout
from clinic_aid.handout.rendering import Renderer
from tests.pdf_check import faults_of

SAMPLES = (
    "abroad",
    "braids",
    "decided-no",
    "four-sessions",
    "full",
    "go-ahead",
    "minimal",
    "no-date",
    "older-man",
    "sampled-then-stopped",
    "sedated",
    "stop-check",
    "think-about-it",
    "topical",
    "trans-man",
    "under-18",
)
# One day of treatment; each further one, or a sample weeks before it, has its own days to list.
MOST_PAGES, PAGES_OF_A_DAY = 17, 2
FURTHER_DAYS = {"full": 3, "four-sessions": 3, "older-man": 1}
PAGES_OF_A_PLAN = {
    **dict.fromkeys(("go-ahead", "minimal", "no-date", "think-about-it", "topical"), 6),
    "full": 9,
}
SIZES = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
SECTIONS = (
    "plan",
    "calendar",
    "timeline",
    "two_am",
    "risks",
    "evidence",
    "options",
    "answers",
    "words",
    "about",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

each_sample = pytest.mark.parametrize("name", SAMPLES)
each_paper = pytest.mark.parametrize("paper", ["a4", "letter"])
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]
HandoutOf = Callable[..., Handout]


@pytest.fixture(scope="module")
def page_1(printed: Printed, texts: Texts) -> Callable[..., str]:
    return lambda *source, **how: texts(printed(*source, **how))[0]


@cache
def read(pdf: bytes) -> PdfReader:
    """Read a PDF, which takes a sixth of a second, once."""
    return PdfReader(BytesIO(pdf))


def test_every_sample_is_printed_here() -> None:
    files = (locations.resources() / "samples").iterdir()
    assert {path.stem for path in files if not path.stem.startswith("clinic")} == set(SAMPLES)


# The validator takes longer than the printing; the papers differ in size alone.
@pytest.mark.parametrize(
    ("name", "paper"),
    [*((name, "a4") for name in SAMPLES), ("full", "letter"), ("decided-no", "letter")],
)
def test_a_sample_is_an_accessible_pdf(name: str, paper: Paper, printed: Printed) -> None:
    assert faults_of(printed(name, wish=GuideWish(paper=paper))) == []


def test_numbers_and_addresses_lead_there(
    printed: Printed, handout_of: HandoutOf, clinic: Clinic
) -> None:
    expected = {link.address for link in handout_of("full").links.values()}
    assert f"mailto:{clinic.email}" in expected
    with pikepdf.open(BytesIO(printed("full"))) as pdf:
        found = {str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", [])}
    assert found == expected


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("أميرة حداد", {"ar"}),
        ("Борис", {"ru"}),
        ("Αμίρα", {"el"}),
        ("José Öztürk", set()),
    ],
)
def test_a_name_in_another_script_is_read_in_its_language(
    name: str, language: set[str], printed: Printed, tags_of: Callable[[pikepdf.Pdf], list[Any]]
) -> None:
    tree = {
        "patient": {"name": name},
        "plan": {"product": "own-fat-cells"},
        "decision": "no",
    }
    data = printed(tree)
    assert faults_of(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert {str(tag.Lang) for tag in tags_of(pdf) if "/Lang" in tag} == language


def test_a_guide_in_another_country_is_read_as_it_is_spoken_there(
    printed: Printed, clinic: Clinic
) -> None:
    tree = {"patient": {"name": "Amira"}, "plan": {"product": "own-fat-cells"}, "decision": "no"}
    with pikepdf.open(BytesIO(printed(tree, at=replace(clinic, country="US")))) as pdf:
        assert str(pdf.Root.Lang) == "en-US"


@each_paper
@each_sample
def test_a_sample_has_no_more_pages_than_anyone_reads(
    name: str, paper: Paper, printed: Printed, texts: Texts
) -> None:
    most = MOST_PAGES + FURTHER_DAYS.get(name, 0) * PAGES_OF_A_DAY
    assert len(texts(printed(name, wish=GuideWish(paper=paper)))) <= most


@pytest.mark.parametrize(("name", "most"), PAGES_OF_A_PLAN.items())
def test_a_plan_is_short(name: str, most: int, printed: Printed, texts: Texts) -> None:
    assert len(texts(printed(name, wish=GuideWish(parts=("plan",))))) <= most


@each_paper
@each_sample
def test_every_page_has_the_size_of_the_paper(name: str, paper: Paper, printed: Printed) -> None:
    for page in read(printed(name, wish=GuideWish(paper=paper))).pages:
        width, height = (float(side) for side in page.mediabox[2:])
        assert (width, height) == pytest.approx(SIZES[paper], abs=0.5)
        assert page.get("/Rotate", 0) == 0


@each_paper
@each_sample
def test_no_word_leaves_the_page(
    name: str, paper: Paper, printed: Printed, outside: Callable[[bytes], list[str]]
) -> None:
    assert outside(printed(name, wish=GuideWish(paper=paper))) == []


# These go on where the section before them ends.
FLOWING = {"timeline", "risks", "evidence", "options", "answers", "words", "about"}


def first_pages(handout: Handout, pages: tuple[str, ...]) -> dict[str, int]:
    """Give for each section the page that begins with its title, or holds it."""
    found = {}
    for section in SECTIONS:
        part = getattr(handout, section)
        if part is None:
            continue
        title = handout.title if section == "plan" else part.title
        words = without_isolates(title)
        numbers = [
            n
            for n, text in enumerate(pages)
            if (words in text if section in FLOWING else text.startswith(words))
        ]
        assert len(numbers) == 1, (section, numbers)
        found[section] = numbers[0]
    return found


@each_paper
@each_sample
def test_sections_come_in_order_each_or_its_leader_on_a_new_page(
    name: str, paper: Paper, printed: Printed, texts: Texts, handout_of: HandoutOf
) -> None:
    starts = first_pages(handout_of(name), texts(printed(name, wish=GuideWish(paper=paper))))
    numbers = list(starts.values())
    assert numbers[0] == 0
    assert numbers == sorted(numbers)
    leading = [number for section, number in starts.items() if section not in FLOWING]
    assert leading == sorted(set(leading))


@each_paper
@each_sample
def test_the_page_for_the_night_is_one_leaf(
    name: str, paper: Paper, printed: Printed, texts: Texts, handout_of: HandoutOf
) -> None:
    starts = first_pages(handout_of(name), texts(printed(name, wish=GuideWish(paper=paper))))
    assert starts["risks"] - starts.get("two_am", starts["risks"]) <= 2
    assert ("two_am" in starts) is (name not in {"decided-no", "stop-check", "under-18"})


@each_paper
@each_sample
def test_page_1_is_a_single_page(
    name: str, paper: Paper, printed: Printed, texts: Texts, handout_of: HandoutOf
) -> None:
    starts = first_pages(handout_of(name), texts(printed(name, wish=GuideWish(paper=paper))))
    assert list(starts.values())[1] == 1


@each_sample
def test_every_page_says_its_version_and_review_date(
    name: str, printed: Printed, texts: Texts, pack: ContentPack
) -> None:
    due = pack.pack.review_due
    for text in texts(printed(name)):
        assert pack.pack.version in text
        assert f"{due.day} {MONTHS[due.month - 1]} {due.year}" in text


@each_sample
def test_every_page_says_its_number(
    name: str, printed: Printed, texts: Texts, labels: Mapping[str, str]
) -> None:
    pages = texts(printed(name))
    for number, text in enumerate(pages, start=1):
        assert f"{labels['page']} {number} {labels['page-of']} {len(pages)}" in text


# Whose care has nothing left that could be agreed or changed: a no, an age, a stop.
NOT_TREATED = {"decided-no", "under-18"}
OFF = {*NOT_TREATED, "stop-check", "sampled-then-stopped"}


# What page 1 says, and the samples for whom it does not.
ON_PAGE_1: Mapping[str, set[str]] = {
    "ask-licence": set(),
    "ask-elsewhere": set(),
    "draft": set(),
    "not-consent": NOT_TREATED,
    "change-mind": OFF,
}


@each_paper
@each_sample
def test_page_1_says_what_nobody_who_is_treated_may_miss(
    name: str,
    paper: Paper,
    page_1: Callable[..., str],
    labels: Mapping[str, str],
    words_of: Callable[[str], list[str]],
) -> None:
    text = page_1(name, wish=GuideWish(paper=paper))
    said = {key: all(each in text for each in words_of(labels[key])) for key in ON_PAGE_1}
    assert said == {key: name not in left_out for key, left_out in ON_PAGE_1.items()}


@each_paper
@each_sample
def test_page_1_says_that_the_clinic_earns_by_it(
    name: str, paper: Paper, page_1: Callable[..., str], pack: ContentPack
) -> None:
    assert pack.pack.disclosure in page_1(name, wish=GuideWish(paper=paper))


@each_sample
def test_every_guide_says_where_else_to_turn(
    name: str, printed: Printed, texts: Texts, pack: ContentPack, words_of: Callable[..., list[str]]
) -> None:
    text = " ".join(texts(printed(name)))
    pieces = [piece for point in pack.support.values() for piece in words_of(point.text)]
    assert [piece for piece in pieces if piece not in text] == []


@each_sample
def test_every_guide_says_how_to_tell_us_of_a_fault_or_a_need(
    name: str, printed: Printed, texts: Texts, labels: Mapping[str, str]
) -> None:
    assert labels["tell-us-line"] in " ".join(texts(printed(name)))


@each_sample
def test_every_guide_says_that_no_new_hair_roots_are_known_to_grow(
    name: str, printed: Printed, texts: Texts, pack: ContentPack, words_of: Callable[..., list[str]]
) -> None:
    text = " ".join(texts(printed(name)))
    said = words_of(pack.topics["no-new-follicles"].points[0])
    assert [piece for piece in said if piece not in text] == []


@each_paper
@each_sample
def test_page_1_says_whom_to_call(
    name: str, paper: Paper, printed: Printed, texts: Texts, handout_of: HandoutOf
) -> None:
    text = texts(printed(name, wish=GuideWish(paper=paper)))[0]
    contacts = handout_of(name).contacts
    for number in (contacts.phone, contacts.out_of_hours):
        assert number is not None
        assert without_isolates(number) in text


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("go-ahead", "Monday 30 November 2026"),
        ("full", "Monday 30 November 2026"),
        ("no-date", "Saturday 5 December 2026"),
        ("stop-check", "Thursday 3 December 2026"),
        ("think-about-it", "Wednesday 2 December 2026"),
    ],
)
def test_page_1_says_that_no_decision_is_due_for_two_weeks(
    name: str,
    day: str,
    page_1: Callable[..., str],
    labels: Mapping[str, str],
    words_of: Callable[[str], list[str]],
) -> None:
    before, *_ = words_of(labels["no-pressure"])
    assert f"{before} {day}" in page_1(name)


def test_page_1_asks_for_no_hurry_where_the_day_of_the_talk_is_not_known(
    printed: Printed,
    texts: Texts,
    labels: Mapping[str, str],
    words_of: Callable[[str], list[str]],
) -> None:
    text = texts(printed("minimal"))[0]
    assert all(piece in text for piece in words_of(labels["no-pressure-undated"]))


def test_a_clinic_that_told_nothing_gets_lines_to_fill_in_on_page_1(
    printed: Printed, texts: Texts, engine: Engine, labels: Mapping[str, str]
) -> None:
    blank = engine.read_clinic(locations.resources() / "samples" / "clinic-blank.yaml")
    pages = texts(printed("go-ahead", at=blank))
    assert labels["fill-in"] in pages[0]
    assert labels["ask-elsewhere"] in pages[0]


def test_a_logo_is_printed_with_words_and_breaks_nothing(
    tmp_path: Path, printed: Printed, clinic: Clinic
) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), (20, 90, 90)).save(logo)
    pdf = printed("minimal", at=replace(clinic, logo=str(logo)))
    assert faults_of(pdf) == []
    assert len(read(pdf).pages) == len(read(printed("minimal")).pages)
    assert [image for page in read(pdf).pages for image in page.images]


@each_sample
def test_no_mark_of_the_template_language_is_left(
    name: str, printed: Printed, texts: Texts
) -> None:
    text = " ".join(texts(printed(name)))
    for mark in ("[[", "]]", "{", "}", "\u2068", "\u2069"):
        assert mark not in text


@each_sample
def test_the_title_of_the_file_names_no_patient(
    name: str, printed: Printed, handout_of: HandoutOf, pack: ContentPack
) -> None:
    reader = read(printed(name))
    assert reader.metadata is not None
    assert reader.metadata.title == pack.pack.title
    assert reader.metadata.creation_date is None


def test_a_handout_is_the_same_on_every_run(tmp_path: Path, renderer: Renderer) -> None:
    samples = locations.resources() / "samples"
    output = tmp_path / "guide.pdf"
    elsewhere = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "ar_EG.UTF-8",
        "LANGUAGE": "tr",
        "PYTHONHASHSEED": "7",
        "CLINIC_AID_HOME": str(tmp_path / "home"),
        "SOURCE_DATE_EPOCH": "1",
    }
    command = [
        *(sys.executable, "-m", "clinic_aid", "handout", str(samples / "full.yaml")),
        *("--clinic", str(samples / "clinic.yaml"), "--output", str(output)),
    ]
    root = locations.templates().parent
    subprocess.run(command, env={**os.environ, **elsewhere}, cwd=root, check=True, timeout=120)
    engine = Engine.shipped()
    clinic = engine.read_clinic(samples / "clinic.yaml")
    handout = engine.compose(engine.read_consultation(samples / "full.yaml"), clinic)
    assert output.read_bytes() == renderer.render(engine.print_job(handout))
