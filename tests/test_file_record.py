from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from clinic_aid import locations
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.records import Entry, Giving, Guide, Headings, KeptConsultation, Tree
from clinic_aid.engine import Engine
from clinic_aid.file_record import FileRecords
from clinic_aid.handout.pdf import write_pdf

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)
SHA = "0123456789abcdef" * 4
SCREEN = "todays-talk"


@pytest.fixture(scope="module")
def file_records(engine: Engine) -> FileRecords:
    fonts = locations.resources() / "fonts"
    clinic = Clinic(name="Willow Hair Clinic")
    return FileRecords(
        engine,
        clinic,
        render=lambda job: write_pdf(job, fonts),
        talk_of=lambda _: engine.talk(None, clinic),
        now=lambda: NINE,
    )


def kept(tree: Tree) -> KeptConsultation:
    headings = Headings(name="Amira Haddad", day=date(2026, 11, 21), product="own-fat-cells")
    giving = Giving(at=NINE, how="printed", person="Jo Brook")
    guide = Guide(
        sha256=SHA,
        edition="standard",
        paper="a4",
        pages=13,
        content="hair-stem-cell 1.0",
        program="0.1.0",
        made_at=NINE,
        givings=(giving,),
    )
    return KeptConsultation(
        entry=Entry(key="a", headings=headings, begun_at=NINE, changed_at=NINE),
        tree=tree,
        content="hair-stem-cell 1.0",
        person="Jo Brook",
        guides=(guide,),
    )


def words_of(pdf: bytes) -> str:
    (page,) = PdfReader(BytesIO(pdf)).pages
    return " ".join(page.extract_text().split())


def event(screen: str, **more: object) -> dict[str, object]:
    return {"screen": screen, "day": "2026-11-21", "at": "10:00:00", "seconds": 40, **more}


def test_the_page_has_the_screens_by_their_headlines_and_the_whole_hash(
    file_records: FileRecords, engine: Engine
) -> None:
    words = words_of(file_records(kept({"shown": [event(SCREEN)]})))

    headline = engine.talk(None, Clinic()).screens[SCREEN].headline
    assert headline in words
    assert SHA in words.replace(" ", "")
    assert "Jo Brook" in words


def test_a_consultant_whom_nobody_entered_is_not_made_up(file_records: FileRecords) -> None:
    assert file_records._file_record(kept({}), NINE).consultant is None
    assert file_records._file_record(kept({"consultant": "Dr Lee"}), NINE).consultant == "Dr Lee"


def test_a_screen_of_an_older_pack_keeps_the_name_of_the_file(file_records: FileRecords) -> None:
    (shown,) = file_records._file_record(
        kept({"shown": [event("gone", content="hair 0.9")]}), NINE
    ).shown

    assert (shown.title, shown.content) == ("gone", "0.9")


@pytest.mark.parametrize("shown", [None, 7, "x", [7, {"at": "x"}, {"screen": 5}]])
def test_what_a_draft_says_wrongly_is_passed_over(file_records: FileRecords, shown: object) -> None:
    assert file_records._file_record(kept({"shown": shown, "questions": shown}), NINE).shown == ()


def test_questions_are_counted_with_those_answered(file_records: FileRecords) -> None:
    questions = [{"question": "How long?", "answer": "An hour."}, {"question": "Why?"}, {}]
    record = file_records._file_record(kept({"questions": questions}), NINE)

    assert (record.questions_noted, record.questions_answered) == (2, 1)


def test_stops_are_noted_with_who_cleared_them(file_records: FileRecords, engine: Engine) -> None:
    clearing = {"cleared_by": "Dr A", "cleared_on": "2026-11-20", "cleared_how": "test"}
    checks = {
        "allergy": {"answer": "yes", **clearing},
        "infection": {"answer": "unsure", "cleared_by": "Dr B"},
        "bleeding": {"answer": "no"},
        "other-hair-treatment": {"answer": "yes"},
        "gone": {"answer": "yes"},
        "cancer-now": "yes",
    }
    noted = {
        it.check: it for it in file_records._file_record(kept({"checks": checks}), NINE).checks
    }

    names = {key: engine.pack.checks[key].short for key in ("allergy", "infection")}
    assert noted.keys() == set(names.values())
    allergy, infection = noted[names["allergy"]], noted[names["infection"]]
    assert allergy.cleared_on == date(2026, 11, 20)
    assert (allergy.cleared_by, allergy.cleared_how) == ("Dr A", "test")
    assert (infection.cleared_by, infection.cleared_on) == ("Dr B", None)


@pytest.mark.parametrize("checks", [None, 7, "x", [7], {"allergy": {"answer": 5}}])
def test_checks_that_a_draft_has_wrongly_are_passed_over(
    file_records: FileRecords, checks: object
) -> None:
    assert file_records._file_record(kept({"checks": checks}), NINE).checks == ()
