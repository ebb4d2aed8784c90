import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from clinic_aid import locations
from clinic_aid.handout.pdf import PrintJob, write_pdf
from tests.pdf_check import faults_of

HTML = """<!DOCTYPE html><html lang="en"><head><title>Your guide</title><style>
@page { size: A4; @top-left { content: "Your guide" } }</style></head><body>
<h1>Your guide</h1><h2>Part</h2><p>See <a href="https://example.org/a">what is known</a>.</p>
<p lang="ru">Лечение</p><ul><li>First</li></ul>
<table><thead><tr><th>Step</th><th>Day</th></tr></thead>
<tbody><tr><th scope="row">Wash</th><td>3</td></tr></tbody></table>
<svg width="9" height="9"><title>A drop on the scalp</title><path d="M0 0h9v9z"/></svg>
</body></html>"""


@pytest.fixture(scope="module")
def good() -> bytes:
    return write_pdf(PrintJob(documents=(HTML,)), locations.resources() / "fonts")


def tags(pdf: Pdf, kind: str) -> list[Any]:
    def walk(children: Any) -> Iterator[Any]:
        for child in children if isinstance(children, Array) else [children]:
            if isinstance(child, Dictionary) and "/S" in child:
                yield child
                yield from walk(child.get("/K", Array()))

    return [tag for tag in walk(pdf.Root.StructTreeRoot.K) if kind == tag.S]


def redraw(pdf: Pdf, change: Callable[[list[Any]], None]) -> None:
    page = pdf.pages[0]
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    change(instructions)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def mark(operands: list[Any], operator: str) -> Any:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))


def first(instructions: list[Any], name: str) -> int:
    return next(
        index
        for index, instruction in enumerate(instructions)
        if str(instruction.operator) == "BDC" and str(instruction.operands[0]) == name
    )


def unmark_header(pdf: Pdf) -> None:
    def change(instructions: list[Any]) -> None:
        at = first(instructions, "/Artifact")
        instructions[at] = mark([Name.Span, Dictionary(MCID=999)], "BDC")

    redraw(pdf, change)


def unmark_everything(pdf: Pdf) -> None:
    def change(instructions: list[Any]) -> None:
        instructions[:] = [
            one for one in instructions if str(one.operator) not in {"BDC", "BMC", "EMC"}
        ]

    redraw(pdf, change)


def artifact_in_text(pdf: Pdf) -> None:
    def change(instructions: list[Any]) -> None:
        at = next(
            index
            for index, one in enumerate(instructions)
            if str(one.operator) == "BDC" and "/MCID" in one.operands[1]
        )
        instructions[at + 1 : at + 1] = [mark([Name.Artifact], "BMC"), mark([], "EMC")]

    redraw(pdf, change)


def text_in_artifact(pdf: Pdf) -> None:
    def change(instructions: list[Any]) -> None:
        instructions.insert(0, mark([Name.Artifact], "BMC"))
        instructions.append(mark([], "EMC"))

    redraw(pdf, change)


def show_notdef(pdf: Pdf) -> None:
    def change(instructions: list[Any]) -> None:
        at = next(i for i, one in enumerate(instructions) if str(one.operator) in {"Tj", "TJ"})
        instructions[at] = mark([Array([String(b"\0\0")])], "TJ")

    redraw(pdf, change)


def fonts_of(pdf: Pdf) -> list[Any]:
    return [
        entry
        for entry in pdf.objects
        if isinstance(entry, Dictionary) and entry.get("/Subtype") == "/Type0"
    ]


def unembed(pdf: Pdf) -> None:
    for font in fonts_of(pdf):
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def forget_letters(pdf: Pdf) -> None:
    for font in fonts_of(pdf):
        del font["/ToUnicode"]


def empty_letters(pdf: Pdf) -> None:
    for font in fonts_of(pdf):
        data = font.ToUnicode.read_bytes()
        lines = [
            line.split(b"> <")[0] + b"> <>" if b"> <" in line and b"ffff" not in line else line
            for line in data.split(b"\n")
        ]
        font.ToUnicode = pdf.make_stream(b"\n".join(lines))


def attach(pdf: Pdf) -> None:
    pdf.attachments["note.txt"] = b"x"


def cut_xmp(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata = pdf.make_stream(
            data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML
        )

    return change


def rename(kind: str, other: str, which: int = 0) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        tags(pdf, kind)[which].S = Name(other)

    return change


def without(kind: str, *path: str) -> Callable[[Pdf], None]:
    """Remove an entry of every tag of that type."""

    def change(pdf: Pdf) -> None:
        for tag in tags(pdf, kind):
            inner = tag
            for key in path[:-1]:
                inner = inner[key]
            if path[-1] in inner:
                del inner[path[-1]]

    return change


def edit(code: Callable[[Pdf], object]) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        code(pdf)

    return change


def more_pages(pdf: Pdf) -> None:
    for _ in range(3):
        pdf.pages.append(pdf.pages[0])
    del pdf.Root["/Outlines"]


def set_key(where: Callable[[Pdf], Any], key: str, value: Any) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        where(pdf)[key] = value

    return change


def drop(where: Callable[[Pdf], Any], key: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        del where(pdf)[key]

    return change


def heads_as_cells(pdf: Pdf) -> None:
    for tag in tags(pdf, "/TH"):
        tag.S = Name.TD


def link(pdf: Pdf) -> Any:
    return pdf.pages[0].Annots[0]


DEFECTS: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "not marked": (drop(lambda pdf: pdf.Root, "/MarkInfo"), "UA-6.2"),
    "suspect": (set_key(lambda pdf: pdf.Root.MarkInfo, "/Suspects", True), "01-007"),
    "no tree": (drop(lambda pdf: pdf.Root, "/StructTreeRoot"), "UA-7.1"),
    "title hidden": (drop(lambda pdf: pdf.Root, "/ViewerPreferences"), "07-001"),
    "no title": (cut_xmp(b"Your guide", b""), "06-003"),
    "no claim": (cut_xmp(b'pdfuaid:part="1"', b""), "06-002"),
    "no claim of PDF/A": (cut_xmp(b'pdfaid:part="3"', b""), "APP-12"),
    "another level of PDF/A": (
        cut_xmp(b'pdfaid:conformance="A"', b'pdfaid:conformance="B"'),
        "APP-12",
    ),
    "no metadata": (drop(lambda pdf: pdf.Root, "/Metadata"), "06-001"),
    "no language": (drop(lambda pdf: pdf.Root, "/Lang"), "APP-10"),
    "no such language": (set_key(lambda pdf: pdf.Root, "/Lang", String("e n")), "11-001"),
    "language of a passage": (without("/P", "/Lang"), "APP-11"),
    "no alternative": (without("/Figure", "/Alt"), "13-004"),
    "alternative is a file name": (
        edit(lambda pdf: setattr(tags(pdf, "/Figure")[0], "Alt", String("drop.png"))),
        "APP-02",
    ),
    "no scope, no headers": (
        edit(
            lambda pdf: (
                without("/TH", "/A", "/Scope")(pdf),
                without("/TD", "/A", "/Headers")(pdf),
            )
        ),
        "15-003",
    ),
    "no scope": (without("/TH", "/A", "/Scope"), "APP-04"),
    "no heads": (heads_as_cells, "APP-04"),
    "cell without heads": (without("/TD", "/A", "/Headers"), "APP-13"),
    "rows differ": (edit(lambda pdf: tags(pdf, "/TR")[1].K.pop()), "09-004"),
    "row outside a table": (rename("/P", "/TR"), "09-004"),
    "item outside a list": (rename("/L", "/Div"), "09-005"),
    "first heading is not H1": (rename("/H1", "/H2"), "14-002"),
    "level skipped": (rename("/H2", "/H3"), "14-003"),
    "H and Hn": (rename("/H2", "/H"), "14-007"),
    "unknown type": (rename("/P", "/Chapter"), "02-001"),
    "standard type remapped": (
        set_key(lambda pdf: pdf.Root.StructTreeRoot, "/RoleMap", Dictionary(P=Name.H1)),
        "02-004",
    ),
    "no parent": (without("/P", "/P"), "UA-7.1"),
    "header is no artifact": (unmark_header, "APP-01"),
    "two owners": (
        edit(lambda pdf: tags(pdf, "/H1")[0].K.append(tags(pdf, "/H2")[0].K[0])),
        "APP-01",
    ),
    "nothing marked": (unmark_everything, "01-005"),
    "artifact inside text": (artifact_in_text, "01-003"),
    "text inside artifact": (text_in_artifact, "01-004"),
    "missing glyph": (show_notdef, "31-030"),
    "font not embedded": (unembed, "31-009"),
    "no letters": (forget_letters, "31-027"),
    "empty letters": (empty_letters, "10-001"),
    "no tab order": (drop(lambda pdf: pdf.pages[0].obj, "/Tabs"), "28-009"),
    "nameless link": (drop(link, "/Contents"), "28-012"),
    "link called by its address": (
        set_key(link, "/Contents", String("https://example.org/a")),
        "APP-03",
    ),
    "untagged link": (rename("/Link", "/Span"), "28-011"),
    "link tag without link": (
        edit(lambda pdf: [tag.K.__delitem__(0) for tag in tags(pdf, "/Link")]),
        "APP-03",
    ),
    "unsafe link": (
        edit(lambda pdf: setattr(link(pdf).A, "URI", String("http://example.org/a"))),
        "APP-06",
    ),
    "link with more than an address": (
        edit(lambda pdf: setattr(link(pdf).A, "URI", String("mailto:a@b.example?bcc=c@d.example"))),
        "APP-06",
    ),
    "link that starts a program": (
        set_key(link, "/A", Dictionary(S=Name.Launch, F=String("a.exe"))),
        "APP-06",
    ),
    "link to nowhere": (drop(link, "/A"), "APP-03"),
    "other annotation": (set_key(link, "/Subtype", Name.Text), "APP-06"),
    "script": (
        set_key(lambda pdf: pdf.Root, "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
        "APP-06",
    ),
    "attached file": (attach, "APP-08"),
    "no bookmarks": (more_pages, "APP-07"),
    "odd paper": (
        edit(lambda pdf: setattr(pdf.pages[0], "MediaBox", Array([0, 0, 300, 300]))),
        "APP-09",
    ),
    "no text": (edit(lambda pdf: redraw(pdf, lambda all_: all_.clear())), "APP-05"),
}


def test_a_good_file_has_no_faults(good: bytes) -> None:
    assert faults_of(good) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_found_by_its_rule(defect: str, good: bytes) -> None:
    change, rule = DEFECTS[defect]
    with pikepdf.open(BytesIO(good)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    assert rule in {fault.split()[0] for fault in faults_of(out.getvalue())}


def test_the_validator_has_a_voice(good: bytes) -> None:
    with pikepdf.open(BytesIO(good)) as pdf:
        tags(pdf, "/Figure")[0].Alt = String("")
        out = BytesIO()
        pdf.save(out)
    assert any(fault.startswith("PDFUA1") for fault in faults_of(out.getvalue()))


def test_the_validator_is_asked_for_pdf_a_too(good: bytes) -> None:
    with pikepdf.open(BytesIO(good)) as pdf:
        del pdf.Root["/OutputIntents"]
        out = BytesIO()
        pdf.save(out)
    assert any(fault.startswith("PDFA") for fault in faults_of(out.getvalue()))


def test_other_profiles_can_be_asked(good: bytes) -> None:
    assert faults_of(good, profiles=["1a"]) != []


def test_the_same_fault_is_told_once_with_its_count(good: bytes) -> None:
    with pikepdf.open(BytesIO(good)) as pdf:
        unmark_everything(pdf)
        out = BytesIO()
        pdf.save(out)
    lines = [fault for fault in faults_of(out.getvalue()) if fault.startswith("01-005")]
    assert len(lines) == 1
    assert "(x" in lines[0]


@pytest.mark.parametrize(("content", "status"), [(None, 0), (b"no PDF", 2)])
def test_the_command_tells_by_its_exit(
    content: bytes | None, status: int, good: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "guide.pdf"
    file.write_bytes(good if content is None else content)
    result = subprocess.run(
        [sys.executable, "-m", "tests.pdf_check", str(file)],
        check=False,
        capture_output=True,
        cwd=locations.resources().parent,
    )
    assert result.returncode == status
    assert (result.stdout == b"") == (status == 0)
