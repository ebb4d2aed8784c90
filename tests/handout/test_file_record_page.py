import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from clinic_aid import locations
from clinic_aid.content.filling import without_isolates
from clinic_aid.domain.clinic import Paper
from clinic_aid.domain.file_record import FileRecord, NotedCheck, ShownScreen
from clinic_aid.domain.guide_parts import Part
from clinic_aid.domain.leaf_code import leaf_code
from clinic_aid.domain.records import Giving, Guide, RecordNote
from clinic_aid.engine import Engine
from clinic_aid.figures.colors import read_colors
from clinic_aid.handout.file_record_page import FileRecordSetting, file_record_page
from clinic_aid.handout.file_record_print import MOST, SIZES, FileRecordTemplates
from clinic_aid.handout.fonts import covered
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.handout.rendering import Renderer
from tests.pdf_check import faults_of

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
MADE = datetime(2026, 11, 16, 10, 40, tzinfo=UTC)
PAPERS: tuple[Paper, ...] = ("a4", "letter")
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]

each_paper = pytest.mark.parametrize("paper", PAPERS)


def screen(title: str, minute: int = 0, seconds: int | None = 65, **more: object) -> ShownScreen:
    at = (datetime(2026, 11, 16, 9, tzinfo=UTC) + timedelta(minutes=minute)).time()
    values: dict[str, object] = {"content": "2026.11", "day": MONDAY, "at": at, **more}
    return ShownScreen(title=title, seconds=seconds, **values)  # type: ignore[arg-type]


def guide(number: int = 1, givings: int = 1, person: str = "Dr J. Lee") -> Guide:
    return Guide(
        sha256=hashlib.sha256(str(number).encode()).hexdigest(),
        edition="standard",
        paper="a4",
        pages=14,
        content="2026.11",
        program="0.1.0",
        made_at=MADE,
        givings=tuple(
            Giving(
                at=MADE + timedelta(minutes=7 * index + number),
                how="saved" if index % 2 else "printed",
                person=person,
            )
            for index in range(givings)
        ),
    )


def record(**more: object) -> FileRecord:
    values: dict[str, object] = {
        "patient": "Amira Haddad",
        "birth_date": date(1984, 3, 9),
        "day": MONDAY,
        "consultant": "Dr J. Lee",
        "clinic": "Willow Hair Clinic",
        "product": "Cells from your hair roots",
        "decision": "think-about-it",
        "content": "hair-stem-cell",
        "content_version": "2026.11",
        "program": "0.1.0",
        "shown": (screen("What could go wrong"), screen("You have other choices", 5, 30)),
        "guides": (guide(),),
        "written_at": datetime(2026, 11, 16, 11, 2, tzinfo=UTC),
        **more,
    }
    return FileRecord(**values)  # type: ignore[arg-type]


CLEARED = NotedCheck(
    check="Allergy",
    cleared_by="Dr S. Okafor",
    cleared_on=date(2026, 11, 12),
    cleared_how="letter",
)


@cache
def worst() -> FileRecord:
    """Give 60 screens shown in 300 visits on two days, 8 guides given 12 times, a long name.

    And three health questions, each cleared by somebody.
    """
    titles = [f"Screen {number} says what it is about in a line" for number in range(60)]
    visits = [
        screen(titles[index % 60], index, 40 + index, day=MONDAY if index < 200 else FRIDAY)
        for index in range(300)
    ]
    name = ("Anna-Maria Wolkenstein von Adlersberg " * 6)[:200]
    guides = tuple(guide(number, 12) for number in range(8))
    checks = tuple(replace(CLEARED, check=f"Health question {number}") for number in range(3))
    return record(
        patient=name, shown=tuple(visits), guides=guides, questions_noted=50, checks=checks
    )


@cache
def endless() -> FileRecord:
    """Give far more than any page holds."""
    shown = [screen(f"A headline of the kind that screens have, {n}", n % 90) for n in range(400)]
    shown += [screen(f"A headline that nobody saw, {n}", n % 90, 1) for n in range(300)]
    guides = tuple(guide(number, 90, "W" * 200) for number in range(30))
    name = "M" * 200
    return record(
        patient=name,
        consultant=name,
        clinic=name,
        product=name,
        shown=tuple(shown),
        guides=guides,
        checks=(replace(CLEARED, check=name, cleared_by=name),) * 40,
    )


@pytest.fixture(scope="module")
def templates() -> FileRecordTemplates:
    colors = read_colors(locations.resources() / "style" / "tokens.toml")
    return FileRecordTemplates(locations.templates(), colors)


@pytest.fixture(scope="module")
def setting(engine: Engine) -> Callable[..., FileRecordSetting]:
    def make(
        paper: Paper = "a4", zone: str = "Europe/London", language: str = "en"
    ) -> FileRecordSetting:
        return FileRecordSetting(
            paper=paper,
            language=language,
            words=engine.pack.labels,
            zone=ZoneInfo(zone),
            printable=covered(engine.fonts),
        )

    return make


@pytest.fixture(scope="module")
def recorded(
    templates: FileRecordTemplates, setting: Callable[..., FileRecordSetting], renderer: Renderer
) -> Printed:
    """Give the PDF of a record; each is rendered once."""

    @cache
    def make(shown: FileRecord, paper: Paper = "a4", zone: str = "Europe/London") -> bytes:
        return templates.one_page(shown, setting(paper, zone), renderer.render)

    return make


@pytest.fixture(scope="module")
def read(recorded: Printed) -> Callable[..., str]:
    """Give the text of a record with single spaces, all its pages joined."""

    def make(shown: FileRecord, paper: Paper = "a4", zone: str = "Europe/London") -> str:
        pages = PdfReader(BytesIO(recorded(shown, paper, zone))).pages
        assert len(pages) == 1
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    return make


def clocks(shown: FileRecord) -> Iterator[str]:
    """Give every time that a record with all its entries says, by the clocks of London."""
    yield from {f"{visit.at:%H:%M}" for visit in shown.shown[:60]}
    for given in shown.guides:
        yield f"{given.made_at:%H:%M}"
        yield from (f"{giving.at:%H:%M}" for giving in given.givings)


@pytest.mark.parametrize(
    ("how", "seen"), [("letter", "a letter"), ("spoken", "We spoke"), ("test", "a test")]
)
def test_it_is_said_who_cleared_what_on_which_day_and_how(
    setting: Callable[..., FileRecordSetting], how: str, seen: str
) -> None:
    shown = record(checks=(replace(CLEARED, cleared_how=how),))  # type: ignore[arg-type]
    (row,) = file_record_page(shown, setting(), columns=1, most=MOST).checks
    said = without_isolates(row.value)
    assert without_isolates(row.name) == "Allergy"
    assert "Dr S. Okafor" in said
    assert "Thursday 12 November 2026" in said
    assert seen in said
    assert not row.open


@pytest.mark.parametrize("missing", ["cleared_by", "cleared_on", "cleared_how"])
def test_what_is_cleared_by_halves_is_not_cleared(
    setting: Callable[..., FileRecordSetting], missing: str
) -> None:
    shown = record(checks=(replace(CLEARED, **{missing: None}),))  # type: ignore[arg-type]
    (row,) = file_record_page(shown, setting(), columns=1, most=MOST).checks
    assert (row.value, row.open) == ("Not cleared", True)


def test_health_questions_are_on_the_page_only_where_there_are_any(
    read: Callable[..., str],
) -> None:
    heading = "Health questions answered with yes or unsure"
    assert heading not in read(record())
    said = read(record(checks=(CLEARED, NotedCheck(check="Bleeding"))))
    assert heading in said
    assert "Bleeding Not cleared" in said
    # A dash is nobody on paper as in the guide.
    assert "Allergy Not cleared" in read(record(checks=(replace(CLEARED, cleared_by="\u2013"),)))


@each_paper
@pytest.mark.parametrize("shown", [record(), worst(), record(shown=(), guides=())])
def test_a_record_is_an_accessible_pdf_of_one_page(
    shown: FileRecord, paper: Paper, recorded: Printed
) -> None:
    pdf = recorded(shown, paper)
    assert faults_of(pdf) == []
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


@each_paper
def test_no_word_leaves_the_page(
    paper: Paper, recorded: Printed, outside: Callable[[bytes], list[str]]
) -> None:
    for shown in (record(), worst(), endless()):
        assert outside(recorded(shown, paper)) == []


@each_paper
def test_the_fullest_consultation_is_on_one_page_with_nothing_left_out(
    paper: Paper, read: Callable[..., str]
) -> None:
    shown, text = worst(), read(worst(), paper)
    # Lines also break behind a hyphen, where no space is.
    assert "".join(shown.patient.split()) in "".join(text.split())
    for visit in shown.shown:
        assert visit.title in text
    for given in shown.guides:
        assert given.sha256 in text
    for clock in clocks(shown):
        assert clock in text
    assert "do not fit" not in text


def test_a_line_says_how_often_and_how_long_a_screen_was_shown(read: Callable[..., str]) -> None:
    shown = (screen("Risks", 3, 60), screen("Choices", 5), screen("Risks", 9, 75))
    text = read(record(shown=shown))
    assert "09:03 Risks 2 2 min 15 s 09:05 Choices 1 1 min 5 s" in text
    assert "Screens: 2. Time in all: 3 min 20 s." in text


def test_screens_stand_under_the_day_and_content_they_were_first_shown_with(
    read: Callable[..., str],
) -> None:
    shown = (
        screen("Risks"),
        screen("Choices", day=FRIDAY, content="2027.05"),
        screen("Risks", day=FRIDAY),
    )
    text = read(record(shown=shown))
    assert "Monday 16 November 2026 · content 2026.11 09:00 Risks * 2" in text
    assert "Friday 20 November 2026 · content 2027.05 09:00 Choices" in text
    assert "* Shown again on a later day." in text
    assert "Went on 20 November 2026" in text


def test_a_screen_passed_by_is_not_among_those_shown(read: Callable[..., str]) -> None:
    text = read(record(shown=(screen("Risks"), screen("Choices", 7, 1))))
    assert "Passed by, each time for less than 2 s: Choices (09:07)." in text
    assert "Screens: 1." in text


def test_what_was_not_noted_is_said(read: Callable[..., str]) -> None:
    nothing = dict.fromkeys(("birth_date", "day", "consultant", "clinic", "product", "decision"))
    text = read(record(**nothing, shown=(), guides=()))
    for words in (
        *("Born not noted", "Consultation not noted", "Talked about not noted"),
        *("Consultant not noted", "Clinic not noted", "Decision noted None yet"),
        *("No screen was shown.", "No guide was made."),
    ):
        assert words in text


def test_a_visit_without_day_time_and_length_is_still_shown(read: Callable[..., str]) -> None:
    text = read(record(shown=(screen("Risks", seconds=None, day=None, at=None),)))
    assert "Day not noted · content 2026.11 – Risks 1 –" in text


def test_a_guide_says_what_it_is_and_how_it_was_given(read: Callable[..., str]) -> None:
    text = read(record(guides=(guide(4, 3), guide(5, 0))))
    assert (
        "Guide 1 · the whole guide; edition standard, A4, pages: 14, content 2026.11, app 0.1.0, "
        f"made 16 November 2026, 10:40 SHA-256 {guide(4).sha256} "
        "Printed by Dr J. Lee, 16 November 2026: 10:44, 10:58 · "
        "Saved by Dr J. Lee, 16 November 2026: 10:51"
    ) in text
    assert f"{guide(5).sha256} Neither printed nor saved." in text


def test_a_guide_in_parts_names_them_and_its_edition(read: Callable[..., str]) -> None:
    parts: dict[Part, str] = {"facts": "x1", "plan": "p1"}
    given = replace(guide(), parts=parts, edition="large-print", paper="letter")
    text = read(record(guides=(given,)))
    assert "Guide 1 · My plan, The facts; edition large print, Letter, pages: 14, " in text


def test_a_guide_that_was_taken_back_says_by_whom_and_when(read: Callable[..., str]) -> None:
    given = guide(1)
    at = given.givings[0].at + timedelta(hours=1)
    back = Giving(at=at, how="taken-back", person="Dr J. Lee")
    taken_back = replace(given, givings=(*given.givings, back))
    text = read(record(guides=(taken_back,)))
    assert "Taken back, noted by Dr J. Lee, 16 November 2026: 11:" in text


def test_what_was_sent_to_a_printer_is_told_with_its_pages(
    setting: Callable[..., FileRecordSetting],
) -> None:
    sent = [
        Giving(at=MADE + timedelta(minutes=minute), how="printed", person="Dr J. Lee", pages=pages)
        for minute, pages in enumerate(("1-14", "5-6", "5-6"))
    ]
    shown = record(guides=(replace(guide(), givings=tuple(sent)),))
    (block,) = file_record_page(shown, setting(), columns=1, most=MOST).guides
    assert [without_isolates(line) for line in block.givings] == [
        "Sent to the printer by Dr J. Lee, pages 1–14 of 14, 16 November 2026: 10:40",
        "Sent to the printer by Dr J. Lee, pages 5–6 of 14, 16 November 2026: 10:41, 10:42",
    ]


def test_notes_are_on_the_page_with_name_and_time(read: Callable[..., str]) -> None:
    heading = "Notes added after it was closed"
    assert heading not in read(record())
    at = datetime(2026, 11, 26, 9, 15, tzinfo=UTC)
    note = RecordNote(at=at, person="Mary Stone", words="The time was 10:30,\nnot 13:00.")
    said = read(record(notes=(note,)))
    assert heading in said
    assert "Mary Stone, 26 November 2026, 09:15" in said
    assert "The time was 10:30, not 13:00." in said


def test_notes_that_do_not_fit_are_counted(setting: Callable[..., FileRecordSetting]) -> None:
    notes = tuple(
        RecordNote(at=MADE + timedelta(minutes=number), person="Mary Stone", words="A word")
        for number in range(5)
    )
    page = file_record_page(record(notes=notes), setting(), columns=1, most=2)
    assert len(page.notes) == 2
    assert without_isolates(page.more_notes or "").endswith("3.")


def test_the_page_says_what_it_is_and_is_not_and_how_to_check_a_guide(
    read: Callable[..., str],
) -> None:
    text = read(record())
    for words in (
        *("Record of a consultation", "It is not consent.", "It is not a medical record."),
        *("sha256sum FILE", "certutil -hashfile FILE SHA256", "shasum -a 256 FILE"),
        *("Written 16 November 2026, 11:02.", "Page 1 of 1"),
    ):
        assert words in text


def test_times_of_guides_are_those_of_the_clinics_clocks(read: Callable[..., str]) -> None:
    text = read(record(), zone="Asia/Kolkata")
    assert "made 16 November 2026, 16:10" in text
    assert "Written 16 November 2026, 16:32. Times are local (Asia/Kolkata)." in text


@pytest.mark.fault(26)
def test_two_times_in_the_hour_that_comes_twice_are_told_apart(read: Callable[..., str]) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    givings = tuple(
        Giving(at=first + timedelta(hours=hours), how="printed", person="Lee")
        for hours in (0, 1, 2)
    )
    text = read(record(guides=(replace(guide(), givings=givings),)), zone="Europe/Berlin")
    assert "02:30 (UTC+02:00), 02:30 (UTC+01:00), 03:30" in text


@pytest.mark.parametrize(
    "name",
    [
        "<b>Amira</b> &amp; {{ 7*7 }} {day} [[follicle]]",
        "</style><img src=x> %s $1",
        'Żofia "Zosia" O\'Łęcka',
    ],
)
def test_marks_in_a_name_are_printed_as_they_are(
    name: str, read: Callable[..., str], recorded: Printed
) -> None:
    shown = record(patient=name, consultant=name, clinic=name, guides=(guide(1, 1, name),))
    text = read(shown)
    assert f"Patient {name}" in text
    assert f"Printed by {name}, 16 November" in text
    assert faults_of(recorded(shown)) == []


def test_signs_that_turn_text_round_are_named_and_turn_nothing(
    templates: FileRecordTemplates,
    setting: Callable[..., FileRecordSetting],
    read: Callable[..., str],
) -> None:
    shown = record(patient="Amira\u202e\u2069 Haddad\u2066")
    assert "Patient Amira[U+202E][U+2069] Haddad[U+2066] Born" in read(shown)
    html = templates.print_job(shown, setting()).documents[0]
    assert '<bdi dir="ltr">Amira[U+202E][U+2069] Haddad[U+2066]</bdi>' in html


def test_a_name_in_another_script_stands_alone_in_its_direction(
    templates: FileRecordTemplates, setting: Callable[..., FileRecordSetting], recorded: Printed
) -> None:
    name = "أميرة حداد"
    shown = record(patient=name, guides=(guide(1, 2, name),))
    html = templates.print_job(shown, setting()).documents[0].replace("\u00a0", " ")
    assert html.count(f'<bdi dir="rtl"><span lang="ar">{name}</span></bdi>') == 3
    assert faults_of(recorded(shown)) == []


def test_a_character_that_no_font_has_keeps_no_record_from_being_printed(
    read: Callable[..., str],
) -> None:
    assert "Patient Amira [U+1F600]" in read(record(patient="Amira 😀"))


@each_paper
def test_what_does_not_fit_is_counted(
    paper: Paper, recorded: Printed, read: Callable[..., str]
) -> None:
    shown, text = endless(), read(endless(), paper)
    assert len(PdfReader(BytesIO(recorded(shown, paper))).pages) == 1
    listed = sum(visit.title in text for visit in shown.shown if visit.seconds != 1)
    assert f"More screens that do not fit on this page: {400 - listed}." in text
    given = sum(guide.sha256 in text for guide in shown.guides)
    assert given > 0
    assert f"More guides that do not fit on this page: {30 - given}." in text
    assert "More times that do not fit on this page: " in text


def test_nothing_is_left_out_without_being_counted(
    setting: Callable[..., FileRecordSetting],
) -> None:
    for most in (0, 1, 5, MOST):
        page = file_record_page(endless(), setting(), columns=2, most=most)
        rows = sum(len(group.rows) for table in page.tables for group in table)
        assert rows == most
        assert str(400 - rows) in without_isolates(page.more_screens or "")
        assert len(page.guides) == min(most, 30)
        assert (page.more_guides is None) == (most >= 30)


def test_the_largest_type_in_which_all_fits_is_taken(
    templates: FileRecordTemplates, setting: Callable[..., FileRecordSetting], renderer: Renderer
) -> None:
    tried: list[str] = []

    def render(job: PrintJob) -> bytes:
        tried.append(job.files["file-record.css"][1].decode())
        return renderer.render(job)

    templates.one_page(record(), setting(), render)
    assert len(tried) == 1
    assert f"font-size: {SIZES[0]}pt" in tried[0]
    templates.one_page(worst(), setting(), render)
    assert len(tried) < 1 + len(SIZES)


@each_paper
def test_the_page_has_the_size_of_the_paper(paper: Paper, recorded: Printed) -> None:
    box = PdfReader(BytesIO(recorded(record(), paper))).pages[0].mediabox
    size = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}[paper]
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.5)


def test_the_same_record_is_the_same_bytes(
    templates: FileRecordTemplates, setting: Callable[..., FileRecordSetting], renderer: Renderer
) -> None:
    pdfs = {templates.one_page(worst(), setting(), renderer.render) for _ in range(2)}
    assert len(pdfs) == 1


def test_the_title_of_the_file_names_no_patient(recorded: Printed) -> None:
    reader = PdfReader(BytesIO(recorded(record())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Record of a consultation"
    assert reader.metadata.creation_date is None
    assert "Haddad" not in str(dict(reader.metadata))


def test_a_record_in_a_language_from_the_right_is_laid_out_from_the_right(
    templates: FileRecordTemplates, setting: Callable[..., FileRecordSetting]
) -> None:
    assert (
        '<html lang="ar" dir="rtl">'
        in templates.print_job(record(), setting("a4", "UTC", "ar")).documents[0]
    )


def test_a_record_is_read_as_it_is_spoken_in_the_country(
    templates: FileRecordTemplates, setting: Callable[..., FileRecordSetting]
) -> None:
    html = templates.print_job(record(), replace(setting(), country="GB")).documents[0]
    assert '<html lang="en-GB" dir="ltr">' in html


def test_a_time_of_day_is_that_of_the_room(read: Callable[..., str]) -> None:
    shown = (screen("Risks", at=time(23, 59)),)
    assert "23:59 Risks" in read(record(shown=shown), zone="Asia/Kolkata")


def test_the_code_of_the_page_on_the_fridge_is_in_the_record(read: Callable[..., str]) -> None:
    shown = record()
    assert leaf_code(shown.patient, shown.birth_date, shown.day) in read(shown)
