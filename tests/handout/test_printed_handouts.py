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
from clinic_aid.domain.guide_parts import GuideWish, Part
from clinic_aid.engine import Engine
from clinic_aid.handout.model import Handout
from clinic_aid.handout.page_labels import labelled_pages
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
# Of standard print.
MOST_PAGES: Mapping[Part, int] = {
    "fridge": 2,
    "plan": 6,
    "facts": 8,
    "not-now": 2,
    "gp": 1,
    "helper": 2,
}
# A plan is for one visit. Each further one adds a page with its days, and so do many answers and
# open checks; a page of Letter is shorter.
FURTHER_PAGES = {
    "full": 3,
    "four-sessions": 3,
    "older-man": 2,
    **dict.fromkeys(("braids", "sedated", "trans-man"), 1),
}
SIZES = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

each_sample = pytest.mark.parametrize("name", SAMPLES)
# On both papers those that differ most: the layout gate looks at pairs of all of them.
each_print = pytest.mark.parametrize(
    ("name", "paper"),
    [
        *((name, "a4") for name in SAMPLES),
        *((name, "letter") for name in ("full", "minimal", "decided-no", "sampled-then-stopped")),
    ],
)
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]
HandoutOf = Callable[..., Handout]


PartsOf = Callable[..., dict[Part, tuple[str, ...]]]


@pytest.fixture(scope="module")
def parts_of(printed: Printed, texts: Texts, handout_of: HandoutOf) -> PartsOf:
    """Give of each part that is printed the text of its pages."""

    def read(source: Any, **how: Any) -> dict[Part, tuple[str, ...]]:
        pdf = printed(source, **how)
        ids = [part.id for part in handout_of(source, **how).parts]
        pages = texts(pdf)
        ranges = labelled_pages(pdf)
        return {
            part: pages[first - 1 : first - 1 + count]
            for part, (first, count) in zip(ids, ranges, strict=True)
        }

    return read


@cache
def read(pdf: bytes) -> PdfReader:
    """Read a PDF, which takes a sixth of a second, once."""
    return PdfReader(BytesIO(pdf))


def test_every_sample_is_printed_here() -> None:
    files = (locations.resources() / "samples").iterdir()
    assert {path.stem for path in files if not path.stem.startswith("clinic")} == set(SAMPLES)


@each_print
def test_a_sample_is_an_accessible_pdf(name: str, paper: Paper, printed: Printed) -> None:
    assert faults_of(printed(name, wish=GuideWish(paper=paper))) == []


def test_numbers_and_addresses_lead_there(
    printed: Printed, handout_of: HandoutOf, clinic: Clinic
) -> None:
    handout = handout_of("full")
    assert handout.about is not None
    expected = {link.address for link in handout.links.values()}
    expected |= {source.link for source in handout.about.sources if source.link}
    assert f"mailto:{clinic.email}" in expected
    with pikepdf.open(BytesIO(printed("full"))) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        found = {str(link.A.URI) for link in links if "/A" in link}
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
    }
    data = printed(tree, wish=GuideWish(parts=("plan",)))
    assert faults_of(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert {str(tag.Lang) for tag in tags_of(pdf) if "/Lang" in tag} == language


def test_a_guide_in_another_country_is_read_as_it_is_spoken_there(
    printed: Printed, clinic: Clinic
) -> None:
    tree = {"patient": {"name": "Amira"}, "plan": {"product": "own-fat-cells"}, "decision": "no"}
    with pikepdf.open(BytesIO(printed(tree, at=replace(clinic, country="US")))) as pdf:
        assert str(pdf.Root.Lang) == "en-US"


@each_print
def test_no_part_has_more_pages_than_anyone_reads(
    name: str, paper: Paper, parts_of: PartsOf
) -> None:
    counted = {
        part: len(pages) for part, pages in parts_of(name, wish=GuideWish(paper=paper)).items()
    }
    further = {"plan": FURTHER_PAGES.get(name, 0) + (paper == "letter")}
    most = {part: MOST_PAGES[part] + further.get(part, 0) for part in counted}
    assert {part: count for part, count in counted.items() if count > most[part]} == {}


@each_sample
def test_a_copy_for_somebody_else_is_one_leaf(name: str, parts_of: PartsOf) -> None:
    for part in ("gp", "helper"):
        found = parts_of(name, wish=GuideWish(parts=(part,)))
        assert len(found.get(part, ())) <= MOST_PAGES[part]


def test_the_least_entered_gives_the_shortest_plan(parts_of: PartsOf) -> None:
    counts = {name: len(parts["plan"]) for name in SAMPLES if "plan" in (parts := parts_of(name))}
    # These two have less care to list: nothing is injected, or nothing more is to come.
    others = counts.keys() - {"topical", "sampled-then-stopped"}
    assert counts["minimal"] == min(counts[name] for name in others)


@each_print
def test_every_page_has_the_size_of_the_paper(name: str, paper: Paper, printed: Printed) -> None:
    for page in read(printed(name, wish=GuideWish(paper=paper))).pages:
        width, height = (float(side) for side in page.mediabox[2:])
        assert (width, height) == pytest.approx(SIZES[paper], abs=0.5)
        assert page.get("/Rotate", 0) == 0


@each_print
def test_no_word_leaves_the_page(
    name: str, paper: Paper, printed: Printed, outside: Callable[[bytes], list[str]]
) -> None:
    assert outside(printed(name, wish=GuideWish(paper=paper))) == []


@each_print
def test_each_part_begins_with_its_title_on_a_front_page(
    name: str, paper: Paper, printed: Printed, texts: Texts, handout_of: HandoutOf
) -> None:
    wish = GuideWish(paper=paper)
    pages, ranges = texts(printed(name, wish=wish)), labelled_pages(printed(name, wish=wish))
    for part, (first, _) in zip(handout_of(name, wish=wish).parts, ranges, strict=True):
        assert first % 2 == 1
        # The leaf on the fridge has a head of its own, which names nobody else.
        assert part.id == "fridge" or part.title in pages[first - 1]


@each_sample
def test_every_leaf_says_its_version_and_review_date(
    name: str, parts_of: PartsOf, pack: ContentPack
) -> None:
    due = pack.pack.review_due
    for part, pages in parts_of(name).items():
        # The leaf on the fridge says so on its back.
        for text in pages[1:] if part == "fridge" else pages:
            assert pack.pack.version in text
            assert f"{due.day} {MONTHS[due.month - 1]} {due.year}" in text


@each_sample
def test_every_page_says_its_number_in_its_part(
    name: str, parts_of: PartsOf, labels: Mapping[str, str]
) -> None:
    for part, pages in parts_of(name).items():
        for number, text in enumerate(pages, start=1):
            said = f"{labels['page']} {number} {labels['page-of']} {len(pages)}"
            assert (said in text) is (part != "fridge"), (part, number)


@each_sample
def test_every_page_says_that_no_clinician_checked_it(
    name: str, parts_of: PartsOf, labels: Mapping[str, str]
) -> None:
    for pages in parts_of(name).values():
        assert labels["draft"] in pages[0]


# Who decides nothing any more: a no, an age; and who is not treated now.
NOT_TREATED = {"decided-no", "under-18"}
OFF = {*NOT_TREATED, "stop-check", "sampled-then-stopped"}


# What the front of the plan says, and the samples for whom it does not.
ON_THE_PLAN: Mapping[str, set[str]] = {
    "ask-licence": set(),
    "ask-elsewhere": set(),
    "not-consent": set(),
    "change-mind": OFF,
}


@each_print
def test_the_plan_begins_with_what_nobody_who_is_treated_may_miss(
    name: str,
    paper: Paper,
    parts_of: PartsOf,
    labels: Mapping[str, str],
    words_of: Callable[[str], list[str]],
) -> None:
    plan = parts_of(name, wish=GuideWish(paper=paper)).get("plan")
    assert (plan is None) is (name in OFF - {"sampled-then-stopped"})
    if plan is not None:
        text = " ".join(plan[:2])
        said = {key: all(each in text for each in words_of(labels[key])) for key in ON_THE_PLAN}
        assert said == {key: name not in left_out for key, left_out in ON_THE_PLAN.items()}


@each_print
def test_the_facts_begin_with_who_earns_by_it(
    name: str, paper: Paper, parts_of: PartsOf, pack: ContentPack
) -> None:
    assert pack.pack.disclosure in parts_of(name, wish=GuideWish(paper=paper))["facts"][0]


@each_sample
def test_every_guide_says_where_else_to_turn(
    name: str,
    parts_of: PartsOf,
    pack: ContentPack,
    labels: Mapping[str, str],
    words_of: Callable[..., list[str]],
) -> None:
    parts = parts_of(name)
    said = [point.text for point in pack.support.values()]
    # Who is not treated for now reads whom to see, and where to turn when they feel low.
    needed = said if "plan" in parts else [labels["not-now-low"]]
    text = " ".join(parts["plan" if "plan" in parts else "not-now"])
    pieces = [piece for each in needed for piece in words_of(each)]
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


@each_print
def test_whoever_is_treated_finds_whom_to_call(
    name: str, paper: Paper, parts_of: PartsOf, handout_of: HandoutOf
) -> None:
    parts, contacts = parts_of(name, wish=GuideWish(paper=paper)), handout_of(name).contacts
    for part in parts.keys() & {"fridge", "plan"}:
        text = " ".join(parts[part][:2])
        for number in (contacts.phone, contacts.out_of_hours):
            assert number is not None
            assert without_isolates(number) in text


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("go-ahead", "Monday 30 November 2026"),
        ("full", "Monday 30 November 2026"),
        ("no-date", "Saturday 5 December 2026"),
        ("think-about-it", "Wednesday 2 December 2026"),
    ],
)
def test_the_plan_says_that_no_decision_is_due_for_two_weeks(
    name: str,
    day: str,
    parts_of: PartsOf,
    labels: Mapping[str, str],
    words_of: Callable[[str], list[str]],
) -> None:
    before, *_ = words_of(labels["no-pressure"])
    assert f"{before} {day}" in " ".join(parts_of(name)["plan"][:2])


def test_the_plan_asks_for_no_hurry_where_the_day_of_the_talk_is_not_known(
    parts_of: PartsOf, labels: Mapping[str, str], words_of: Callable[[str], list[str]]
) -> None:
    text = " ".join(parts_of("minimal")["plan"][:2])
    assert all(piece in text for piece in words_of(labels["no-pressure-undated"]))


def test_a_clinic_that_told_nothing_gets_lines_to_fill_in(
    parts_of: PartsOf, engine: Engine, labels: Mapping[str, str]
) -> None:
    blank = engine.read_clinic(locations.resources() / "samples" / "clinic-blank.yaml")
    text = " ".join(parts_of("go-ahead", at=blank)["plan"][:2])
    assert labels["fill-in"] in text
    assert labels["ask-elsewhere"] in text


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
