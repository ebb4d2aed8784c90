from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid import locations
from clinic_aid.errors import InputError
from clinic_aid.files.consultation_file import as_yaml, read_clinic, read_consultation
from clinic_aid.files.strict import read_document


def test_a_consultation_is_read_with_the_lines_it_stands_on(tmp_path: Path) -> None:
    file = tmp_path / "visit.yaml"
    file.write_text(
        "patient: {name: A}\nplan:\n  product: p\n  treatment_date: 2026-12-03\n",
        encoding="utf-8",
    )
    consultation, document = read_consultation(file)
    assert consultation.plan.treatment_date == date(2026, 12, 3)
    assert document.line_of(("plan", "treatment_date")) == 4
    assert document.name == "visit.yaml"


def test_a_clinic_is_read(tmp_path: Path) -> None:
    file = tmp_path / "clinic.json"
    file.write_text('{"name": "Willow", "closed_weekdays": ["sunday"]}', encoding="utf-8")
    clinic, _ = read_clinic(file)
    assert (clinic.name, clinic.closed_weekdays) == ("Willow", ("sunday",))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "visit.yaml"
    file.write_text("patient: {name: A}\nplan: {product: a}\n", encoding="utf-8")
    with pytest.raises(InputError, match="patient"):
        read_clinic(file)


@pytest.mark.parametrize("name", ["full.yaml", "go-ahead.yaml", "topical.json"])
def test_a_sample_written_again_is_the_same_consultation(name: str, tmp_path: Path) -> None:
    sample = locations.resources() / "samples" / name
    consultation, document = read_consultation(sample)
    again = tmp_path / "again.yaml"
    assert isinstance(document.data, dict)
    again.write_text(as_yaml(document.data), encoding="utf-8")
    assert read_consultation(again)[0] == consultation


texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufeff"))
trees = st.dictionaries(
    st.text("abc_", min_size=1),
    st.recursive(
        texts | st.booleans() | st.integers(-(10**9), 10**9) | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner),
        max_leaves=10,
    ),
    min_size=1,
)


@pytest.mark.parametrize(
    "text",
    ["no", "1e5", "2026-12-03", "~", "null", "true", "0x1F", ".5", "1_000", "=", "<<", "a: b",
     "# a", "- a", "&a", "*a", "!a", "|", "%a", "@a", "`a`", "'", '"', "\\", " a ", "a\nb", ""],
)  # fmt: skip
def test_any_text_is_read_back_as_text(text: str) -> None:
    assert read_document(as_yaml({"a": text}), name="a.yaml").data == {"a": text}


@given(trees)
def test_whatever_is_written_is_read_back(tree: dict[str, Any]) -> None:
    import unicodedata

    def normal(value: Any) -> Any:
        if isinstance(value, str):
            return unicodedata.normalize("NFC", value)
        if isinstance(value, list):
            return [normal(entry) for entry in value]
        if isinstance(value, dict):
            return {key: normal(entry) for key, entry in value.items()}
        return value

    try:
        found = read_document(as_yaml(tree), name="a.yaml").data
    except InputError as error:
        assert all("control" in fault.message for fault in error.faults)  # noqa: PT017
    else:
        assert found == normal(tree)


def plan_faults(text: str, tmp_path: Path) -> list[str]:
    file = tmp_path / "visit.yaml"
    file.write_text(f"patient: {{name: A}}\nplan:\n  product: p\n  {text}\n", encoding="utf-8")
    try:
        read_consultation(file)
    except InputError as error:
        return [f"{fault.path}: {fault.message}" for fault in error.faults]
    return []


def test_a_session_may_be_a_date_or_a_date_with_its_time(tmp_path: Path) -> None:
    sessions = 'later_sessions: [2027-03-04, {day: 2027-04-22, at: "10:00"}]'
    assert plan_faults(f"treatment_date: 2027-01-14\n  {sessions}", tmp_path) == []


@pytest.mark.parametrize(
    ("session", "fault"),
    [
        ("2027-13-01", ": 2027-13-01 is not a date"),
        ("5", ": 5 is not a date; write year-month-day, such as 2026-12-03"),
        ('{at: "10:00"}', ".day: is missing"),
        ("{day: 2027-03-04, att: x}", ".att: unknown; did you mean at?"),
    ],
)
def test_a_session_that_is_neither_is_told_what_it_lacks(
    session: str, fault: str, tmp_path: Path
) -> None:
    found = plan_faults(f"later_sessions: [{session}]", tmp_path)
    assert found == [f"plan.later_sessions[0]{fault}"]


def test_a_file_of_before_the_new_entries_is_still_read(tmp_path: Path) -> None:
    """Only what clearing means has changed: a name alone is not confirmed."""
    file = tmp_path / "old.yaml"
    file.write_text(
        "format: 1\npatient: {name: A, information_needs: [large print]}\n"
        "plan: {product: p, treatment_date: 2026-12-03, later_sessions: [2027-01-04]}\n"
        "checks: {allergy: {answer: 'yes', cleared_by: Dr B, cleared_on: 2026-11-01}}\n"
        "clinic: {prices: {p: {full_cost: '1'}}, answers: {harm: We treat you.}}\n",
        encoding="utf-8",
    )
    consultation, _ = read_consultation(file)
    assert consultation.patient.information_needs == ("large-print",)
    assert consultation.checks["allergy"].is_open
    assert consultation.clinic is not None
    assert consultation.clinic.answers_for("p") == {"harm": "We treat you."}
