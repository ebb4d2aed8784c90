import re
from typing import Any

import pytest

from clinic_aid.content.checking import PackCheck
from clinic_aid.content.guards.pages import HARDEST_GRADE, section_grades
from clinic_aid.content.guards.subject import Subject

_HARD = "Individualised histological characterisation will necessitate multidisciplinary review."


def test_no_section_of_the_shipped_pack_is_hard_to_read(shipped_check: PackCheck) -> None:
    grades = section_grades(Subject(pack=shipped_check.packs["en"], language="en"))
    assert {name for name, grade in grades.items() if grade > HARDEST_GRADE} == set()


def test_a_section_that_is_hard_to_read_is_a_fault(broken: Any) -> None:
    for key in ("pregnancy", "under-18", "infection", "allergy", "bleeding", "smoking"):
        broken.put("en/checks.yaml", f"checks.{key}.meaning", f"{_HARD} {_HARD} {_HARD}")
    line = broken.line_of("checks.yaml", "checks")
    (fault,) = broken.faults()
    assert re.fullmatch(
        r"checks.yaml: checks: reading grade \d+\.\d; at most 6: shorter sentences, "
        rf"shorter words \(line {line}\)",
        fault,
    )


_LISTS = {
    "risks": ("risks", "likelihood: unknown, certainty: very-low", " of likelihood unknown", 7),
    "signs": ("risks", "band: usual", " of band usual", 9),
    "unknowns": ("evidence", "", "", 9),
    "red_flags": ("checks", "icon: shiny-skin, where: scalp", "", 9),
    "consent_record": ("clinic", "", "", 14),
}


@pytest.mark.parametrize("section", _LISTS)
def test_a_list_that_prints_too_long_is_a_fault(broken: Any, section: str) -> None:
    file, entry, part, most = _LISTS[section]
    for number in range(15):
        broken.add(f"{file}.yaml", section, f"new-{number}: {{{entry}}}")
        broken.add(f"en/{file}.yaml", section, f"new-{number}: {{text: We do not know.}}")
    line = broken.line_of(f"{file}.yaml", section)
    # The leaves for others lack the new ones, too.
    (fault,) = [fault for fault in broken.faults() if "for-others" not in fault]
    assert re.fullmatch(
        rf"{file}.yaml: {section}: \d\d entries{part} print for [a-z-]+; at most {most} "
        rf"\(line {line}\)",
        fault,
    )


@pytest.mark.parametrize("fact", ["F-CYC", "cyc-1", "A-WASH-1", "F-CYC-1ab"])
def test_a_fact_id_that_is_none_is_a_fault(broken: Any, fact: str) -> None:
    line = broken.put("risks.yaml", "risks.fever.facts", f"[{fact}]")
    assert broken.faults() == [
        f"risks.yaml: risks.fever.facts[0]: {fact} is not a fact id such as F-CYC-1 or A-WASH "
        f"(line {line})"
    ]


def test_a_fact_that_is_used_and_left_out_is_a_fault(broken: Any) -> None:
    line = broken.put("risks.yaml", "risks.fever.facts", "[F-RISK-4, F-EVID-3]")
    assert broken.faults() == [
        "risks.yaml: risks.fever.facts[1]: F-EVID-3 is also listed in facts_left_out; keep one "
        f"(line {line})"
    ]


def test_a_fact_that_is_given_twice_is_a_fault(broken: Any) -> None:
    line = broken.put("risks.yaml", "risks.fever.facts", "[F-RISK-4, F-RISK-4]")
    assert broken.faults() == [
        f"risks.yaml: risks.fever.facts[1]: F-RISK-4 is named twice (line {line})"
    ]


def test_a_fact_is_left_out_for_a_reason(broken: Any) -> None:
    line = broken.put("evidence.yaml", "facts_left_out.F-EVID-3", '" "')
    assert broken.faults() == [
        f"evidence.yaml: facts_left_out.F-EVID-3: needs a reason (line {line})"
    ]


def test_what_is_left_out_is_a_fact(broken: Any) -> None:
    line = broken.add("evidence.yaml", "facts_left_out", "F-1: No fact.")
    assert broken.faults() == [
        "evidence.yaml: facts_left_out.F-1: F-1 is not a fact id such as F-CYC-1 or A-WASH "
        f"(line {line})"
    ]
