from pathlib import Path

import pytest

from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation, Patient
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.domain.plan import TreatmentPlan
from clinic_aid.engine import Engine
from clinic_aid.errors import ClinicAidError, Fault, InputError
from clinic_aid.handout_command import _require_something_to_say, _targets, _words


def test_one_file_is_written_where_it_is_told(tmp_path: Path) -> None:
    assert _targets([Path("a.yaml")], tmp_path / "b.pdf") == {Path("a.yaml"): tmp_path / "b.pdf"}


def test_a_folder_holds_a_pdf_of_each_file_s_name(tmp_path: Path) -> None:
    files = [Path("x/a.yaml"), Path("b.json")]
    found = _targets(files, tmp_path / "new" / "folder")
    assert [path.name for path in found.values()] == ["a.pdf", "b.pdf"]
    assert (tmp_path / "new" / "folder").is_dir()


def test_one_file_may_go_into_a_folder(tmp_path: Path) -> None:
    assert _targets([Path("a.yaml")], tmp_path) == {Path("a.yaml"): tmp_path / "a.pdf"}


@pytest.mark.parametrize(
    "files", [["a.yaml", "x/a.yaml"], ["a.yaml", "a.json"], ["a.yaml", "a.yaml"]]
)
def test_two_files_for_one_place_are_refused(files: list[str], tmp_path: Path) -> None:
    with pytest.raises(ClinicAidError, match="one place"):
        _targets([Path(file) for file in files], tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(ClinicAidError, match="is a file"):
        _targets([Path("a.yaml"), Path("b.yaml")], file)


def test_the_only_file_is_not_named_before_a_place_in_it() -> None:
    error = InputError((Fault("a.yaml", 4, "plan", "is bad"), Fault("a.yaml", None, "", "is gone")))
    assert _words(error, alone=True) == "plan: is bad (line 4)\na.yaml: is gone"
    assert _words(error, alone=False) == "a.yaml: plan: is bad (line 4)\na.yaml: is gone"


def test_other_errors_are_told_as_they_are() -> None:
    assert _words(ClinicAidError("The disk is full."), alone=True) == "The disk is full."


def test_a_part_that_has_nothing_to_say_is_refused_by_its_name(engine: Engine) -> None:
    consultation = Consultation(
        patient=Patient(name="Amira Haddad"),
        plan=TreatmentPlan(product="own-fat-cells"),
        decision="no",
    )
    wish = GuideWish(parts=("plan", "facts"))
    handout = engine.compose(consultation, Clinic(), wish)

    with pytest.raises(ClinicAidError, match="“My plan” has nothing to say"):
        _require_something_to_say(handout, wish)
    _require_something_to_say(handout, GuideWish(parts=("facts",)))
