import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from markupsafe import Markup

from clinic_aid import locations
from clinic_aid.content.filling import isolated
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.guide_parts import PARTS, GuideWish
from clinic_aid.engine import Engine
from clinic_aid.handout.html import isolates_to_bdi, kept_together, script_runs, with_bdi
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]


def test_text_is_escaped_inside_and_outside_of_isolates() -> None:
    html = isolates_to_bdi(f"a<b> & {isolated('<i>&amp;</i>')}")
    assert html == 'a&lt;b&gt; &amp; <bdi dir="ltr">&lt;i&gt;&amp;amp;&lt;/i&gt;</bdi>'


def test_what_is_given_back_is_not_escaped_again() -> None:
    html = isolates_to_bdi("a & b")
    assert isinstance(html, Markup)
    assert f"{html}" == "a &amp; b"


@pytest.mark.parametrize(
    ("name", "direction", "language"),
    [
        ("أميرة", "rtl", "ar"),
        ("דוד", "rtl", "he"),
        ("मीरा", "ltr", "hi"),
        ("Борис", "ltr", "ru"),
        ("Παπάς", "ltr", "el"),
    ],
)
def test_a_name_in_another_script_has_its_direction_and_language(
    name: str, direction: str, language: str
) -> None:
    html = isolates_to_bdi(isolated(name))
    assert html == f'<bdi dir="{direction}"><span lang="{language}">{name}</span></bdi>'


def test_the_first_script_gives_the_direction() -> None:
    assert isolates_to_bdi(isolated("Amira أميرة")).startswith('<bdi dir="rtl">')
    assert isolates_to_bdi(isolated("020 7946 0000")).startswith('<bdi dir="ltr">')


def test_a_new_line_that_was_typed_is_a_new_line() -> None:
    assert isolates_to_bdi(isolated("one\ntwo")) == '<bdi dir="ltr">one<br>two</bdi>'


def test_nothing_isolated_is_nothing() -> None:
    assert isolates_to_bdi(f"a{isolated('')}b") == "ab"


def test_a_passage_with_a_link_leads_there() -> None:
    links = {"999": {"address": "tel:999", "says": 'Call "999"'}}
    html = isolates_to_bdi(f"999, {isolated('999')} or {isolated('112')}", links)
    assert html == (
        '999, <a dir="ltr" href="tel:999" title="Call &#34;999&#34;">999</a>'
        ' or <bdi dir="ltr">112</bdi>'
    )


def test_isolates_in_isolates_stay_whole() -> None:
    html = isolates_to_bdi(isolated(f"For {isolated('Amira')}."))
    assert re.sub(r"</?bdi[^>]*>", "", html) == "For Amira."
    assert html.count("<bdi") == html.count("</bdi>")


def test_digits_and_spaces_stay_with_the_script_before_them() -> None:
    assert script_runs("Αλφα 12, beta") == [("Αλφα 12, ", "el"), ("beta", None)]


def test_marks_stay_with_the_letters_they_belong_to() -> None:
    assert script_runs("e\u0301le\u0301") == [("e\u0301le\u0301", None)]
    assert script_runs("मीरा") == [("मीरा", "hi")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Արամ", "hy"),
        ("অমর্ত্য", "bn"),
        ("王小明", "zh"),
        ("髙橋 さくら", "ja"),
        ("佐々木", "ja"),
        ("アーヴィング・山田", "ja"),
        ("አበበ", "am"),
        ("გიორგი", "ka"),
        ("ਗੁਰਪ੍ਰੀਤ", "pa"),
        ("김민수", "ko"),
        ("முருகன்", "ta"),
        ("สมชาย ใจดี", "th"),
    ],
)
def test_a_word_is_marked_with_the_language_of_its_script(text: str, language: str) -> None:
    assert script_runs(f"{text} Lee") == [(f"{text} ", language), ("Lee", None)]


def test_no_text_has_no_runs() -> None:
    assert script_runs("") == []


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Mapping[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[Mapping[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module", params=PARTS)
def document(request: pytest.FixtureRequest, engine: Engine, handout_of: HandoutOf) -> str:
    """Give a part of a guide as it is placed."""
    sample = "sampled-then-stopped" if request.param == "not-now" else "full"
    wish = GuideWish(parts=(request.param,))
    [html] = engine.print_job(handout_of(sample, wish=wish)).documents
    return html


@pytest.fixture(scope="module")
def page(document: str) -> Page:
    return Page(document)


def test_the_page_names_its_language_and_direction(page: Page) -> None:
    [html] = page.all("html")
    assert (html["lang"], html["dir"]) == ("en-GB", "ltr")


def test_the_page_names_its_content_and_its_parts(
    engine: Engine, handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = Page(engine.print_job(handout_of("go-ahead")).documents[0])
    said = {meta.get("name"): meta.get("content") for meta in page.all("meta")}
    assert said["source"] == f"hair-stem-cell {pack.pack.version}"
    assert said["keywords"] == "fridge, plan, facts"


def test_every_figure_has_words_for_who_cannot_see_it(document: str) -> None:
    drawings = re.findall(r"<svg(?![^>]*aria-hidden)[^>]*>(.{0,40})", document, flags=re.DOTALL)
    assert all(start.startswith("<title>") for start in drawings)


def test_the_page_names_no_file_but_its_style_sheet(engine: Engine, handout_of: HandoutOf) -> None:
    job = engine.print_job(handout_of("full"))
    assert set(job.files) == {"handout.css"}
    for page in map(Page, job.documents):
        assert [link["href"] for link in page.all("link")] == ["handout.css"]
        for tag in ("script", "img", "iframe", "object", "form"):
            assert page.all(tag) == []


def test_paper_decides_the_style_alone(engine: Engine, handout_of: HandoutOf) -> None:
    jobs = [
        engine.print_job(handout_of("full", wish=GuideWish(paper=paper)))
        for paper in ("a4", "letter")
    ]
    sheets = [job.files["handout.css"][1].decode() for job in jobs]
    assert jobs[0].documents == jobs[1].documents
    assert ["size: A4" in sheet for sheet in sheets] == [True, False]
    assert ["size: Letter" in sheet for sheet in sheets] == [False, True]


def test_headings_do_not_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_same_handout_gives_the_same_page(engine: Engine, handout_of: HandoutOf) -> None:
    handouts: list[Any] = [handout_of("full"), handout_of("full")]
    assert handouts[0] == handouts[1]
    assert engine.print_job(handouts[0]) == engine.print_job(handouts[1])


@pytest.mark.parametrize("part", ["fridge", "leaves"])
def test_no_other_part_is_styled_by_the_sheet_of_a_part(part: str) -> None:
    folder = locations.templates() / "handout"
    own = {"fridge": ("fridge",), "leaves": ("leaves", "gp", "helper", "not_now")}[part]
    shared = (folder / "handout.css.j2").read_text()
    sheet = re.sub(r"\{[{%#].*?[}%#]\}", "", (folder / f"{part}.css.j2").read_text())
    first = set(re.findall(r"(?m)(?:^|, )\.([a-z][\w-]*)", sheet)) - set(
        re.findall(r"\.([a-z][\w-]*)", shared)
    )
    for file in folder.glob("*.html.j2"):
        if file.name.removesuffix(".html.j2") not in own and "file-record" not in file.name:
            used = " ".join(re.findall(r'class="([^"]*)"', file.read_text()))
            assert first.isdisjoint(re.findall(r"(?<![\w-])[a-z][\w-]*", used)), file.name


def test_a_space_before_an_inline_box_is_inside_it() -> None:
    # Outside of it, WeasyPrint can leave one word alone on a line.
    templates = sorted((locations.templates() / "handout").glob("*.html.j2"))
    outside = re.compile(r"[%}]\} <(?:span|strong)\b")
    assert len(templates) > 5
    assert [file.name for file in templates if outside.search(file.read_text())] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("On Friday 15 January you may", "On Friday 15~January you~may"),
        ("for 3 days, then again slowly.", "for 3~days, then again slowly."),
        ("a fever of 38 °C or more", "a fever of 38~°C or~more"),
        ("in 2027 and later on", "in 2027 and later~on"),
        ("Room 123 and the garden", "Room 123 and the~garden"),
        ("alone", "alone"),
        ("12 Garden Row, \u2068Ely\u2069", "12~Garden Row,~\u2068Ely\u2069"),
        ("\u2068Ask Daniel Okafor\u2069", "\u2068Ask Daniel~Okafor\u2069"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, kept: str) -> None:
    assert kept_together(text) == kept.replace("~", "\u00a0")


def test_a_day_is_not_parted_from_its_month_nor_a_month_from_its_year() -> None:
    html = with_bdi(isolated("Thursday 14 January 2027"))
    date = "14 January 2027".replace(" ", "\u00a0")
    assert (
        html == f'<bdi dir="ltr" class="dated-words">Thursday <span class="nb">{date}</span></bdi>'
    )


def test_a_picture_without_words_is_passed_over_when_read_aloud(
    engine: Engine, handout_of: HandoutOf
) -> None:
    wish = GuideWish(parts=("plan",))
    [page] = engine.print_job(handout_of("full", wish=wish)).documents
    drawings = re.findall(r"<svg([^>]*)>(<title>)?", page)
    assert all(("aria-hidden" in head) != bool(title) for head, title in drawings)
