from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from clinic_aid.content.dates import month_date
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import Edition, GivenPart, GuideWish
from clinic_aid.engine import Engine
from clinic_aid.errors import ClinicAidError, InputError

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
VISIT = "patient: {name: Amira Haddad}\nplan: {product: own-fat-cells}\n"


def write(folder: Path, text: str, name: str = "visit.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def fault_of(engine: Engine, file: Path) -> str:
    with pytest.raises(InputError) as caught:
        engine.read_consultation(file)
    [fault] = caught.value.faults
    return str(fault)


def test_a_language_without_texts_is_refused() -> None:
    with pytest.raises(ClinicAidError, match="xx"):
        Engine.shipped("xx")


def test_a_consultation_is_held_against_the_pack(engine: Engine, tmp_path: Path) -> None:
    text = VISIT + "checks:\n  pregnant: {answer: 'no'}\n"
    fault = fault_of(engine, write(tmp_path, text))
    assert fault.startswith("visit.yaml: checks.pregnant: ")
    assert fault.endswith("did you mean pregnancy? (line 4)")


def test_a_patient_s_language_must_have_texts(engine: Engine, tmp_path: Path) -> None:
    other = VISIT.replace("Haddad", "Haddad, language: fr")
    assert fault_of(engine, write(tmp_path, other)).startswith("visit.yaml: patient.language: ")
    english = VISIT.replace("Haddad", "Haddad, language: en")
    assert engine.read_consultation(write(tmp_path, english)).patient.language == "en"


def test_letters_that_no_font_has_are_read_as_they_are(engine: Engine, tmp_path: Path) -> None:
    file = write(tmp_path, VISIT.replace("Amira Haddad", "𒀭𒂗𒆤") + "consultant: 𒀭\n")
    consultation = engine.read_consultation(file)
    assert (consultation.patient.name, consultation.consultant) == ("𒀭𒂗𒆤", "𒀭")


def test_without_a_clinic_s_file_the_clinic_is_blank(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLINIC_AID_HOME", str(tmp_path / "nothing"))
    assert engine.read_clinic(None) == Clinic()


def test_the_clinic_in_the_app_s_folder_is_read(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLINIC_AID_HOME", str(tmp_path))
    write(tmp_path, "name: Willow\n", "clinic.yaml")
    assert engine.read_clinic(None).name == "Willow"


def test_a_clinic_is_held_against_the_pack(engine: Engine, tmp_path: Path) -> None:
    file = write(tmp_path, "country: UK\nproducts: [fat]\n", "clinic.yaml")
    with pytest.raises(InputError) as caught:
        engine.read_clinic(file)
    assert {fault.path for fault in caught.value.faults} == {"country", "products[0]"}


def test_a_logo_is_found_beside_the_file_that_names_it_and_printed(
    engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    clinic = engine.read_clinic(write(tmp_path, "logo: logo.png\n", "clinic.yaml"))
    handout = engine.compose(engine.read_consultation(write(tmp_path, VISIT)), clinic)
    assert ("image/png", PIXEL) in engine.print_job(handout).files.values()


def test_a_logo_of_the_consultation_s_clinic_is_found_beside_the_consultation(
    engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    visit = engine.read_consultation(write(tmp_path, VISIT + "clinic: {logo: logo.png}\n"))
    assert visit.clinic is not None
    assert visit.clinic.logo == str(tmp_path / "logo.png")


def test_a_logo_with_too_many_dots_is_refused(engine: Engine, tmp_path: Path) -> None:
    Image.new("1", (3000, 2000)).save(tmp_path / "logo.png")
    fault = fault_of(engine, write(tmp_path, VISIT + "clinic: {logo: logo.png}\n"))
    assert "3000 × 2000 dots" in fault


@pytest.mark.parametrize(
    "content", [None, b"", b"GIF89a", b"<svg/>", PIXEL[:30], b"\x89PNG\r\n\x1a\n" + bytes(1 << 20)]
)
def test_a_logo_that_is_no_picture_is_refused_at_its_line(
    content: bytes | None, engine: Engine, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "logo.png").write_bytes(content)
    fault = fault_of(engine, write(tmp_path, VISIT + "clinic:\n  logo: logo.png\n"))
    assert fault.startswith("visit.yaml: clinic.logo: ")
    assert fault.endswith("(line 4)")


def test_an_overdue_review_is_warned_of_where_no_date_prints_it(
    engine: Engine, tmp_path: Path
) -> None:
    undated = engine.read_consultation(write(tmp_path, VISIT))
    due = engine.pack.pack.review_due
    assert engine.overdue(undated, due) == []
    [warning] = engine.overdue(undated, due + timedelta(days=1))
    assert month_date(due, "en") in warning


def test_an_overdue_review_of_a_dated_consultation_is_printed_instead(
    engine: Engine, tmp_path: Path
) -> None:
    dated = engine.read_consultation(write(tmp_path, VISIT + "consultation_date: 2028-01-03\n"))
    assert engine.overdue(dated, date(2028, 1, 3)) == []


# What the patient has in hand already


@pytest.fixture
def going_ahead(engine: Engine, tmp_path: Path) -> Consultation:
    return engine.read_consultation(write(tmp_path, VISIT + "decision: go-ahead\n"))


def test_there_is_a_digest_of_each_part_that_has_something_to_say(
    engine: Engine, going_ahead: Consultation
) -> None:
    assert set(engine.digests(going_ahead, Clinic())) == {"fridge", "plan", "facts", "gp", "helper"}
    refused = replace(going_ahead, decision="no")
    assert set(engine.digests(refused, Clinic())) == {"facts", "not-now", "gp"}


def test_a_digest_changes_with_what_the_part_says_alone(
    engine: Engine, going_ahead: Consultation
) -> None:
    before = engine.digests(going_ahead, Clinic())
    noted = replace(going_ahead, notes_for_patient="Bring your list of medicines.")
    after = engine.digests(noted, Clinic())

    assert {part for part in before if before[part] != after[part]} == {"plan"}
    assert engine.digests(going_ahead, Clinic()) == before


@pytest.mark.parametrize(
    ("edition", "chosen"), [(None, False), ("standard", False), ("large-print", True)]
)
def test_facts_in_hand_are_left_out_unless_they_are_wanted_in_another_edition(
    engine: Engine, going_ahead: Consultation, edition: Edition | None, chosen: bool
) -> None:
    digests = engine.digests(going_ahead, Clinic())
    given = GivenPart(
        part="facts", digest=digests["facts"], edition="standard", day=date(2026, 11, 16)
    )
    wish = GuideWish(edition=edition, given=frozenset({given}))

    handout = engine.compose(going_ahead, Clinic(), wish, digests)

    assert ("facts" in [part.id for part in handout.parts]) is chosen
    assert next(it for it in handout.choices if it.part == "facts").is_chosen is chosen


def test_facts_that_say_something_else_by_now_are_printed_again(
    engine: Engine, going_ahead: Consultation
) -> None:
    given = GivenPart(part="facts", digest="0", edition="standard", day=date(2026, 11, 16))
    digests = engine.digests(going_ahead, Clinic())

    handout = engine.compose(going_ahead, Clinic(), GuideWish(given=frozenset({given})), digests)

    assert [part.id for part in handout.parts] == ["fridge", "plan", "facts"]
