from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clinic_aid.content.checking import PackCheck, check_pack
from clinic_aid.content.guards.references import items
from clinic_aid.content.guards.subject import Subject
from clinic_aid.errors import ClinicAidError

_FACTS = (Path(__file__).parent / "fact_ids.txt").read_text(encoding="utf-8").split()


def test_the_shipped_pack_has_no_fault(shipped_check: PackCheck) -> None:
    assert [str(fault) for fault in shipped_check.faults] == []


def test_the_shipped_pack_is_checked_in_every_language_it_has(shipped_check: PackCheck) -> None:
    assert list(shipped_check.packs) == ["en"]


def test_every_fact_is_used_or_left_out_for_a_reason(shipped_check: PackCheck) -> None:
    pack = shipped_check.packs["en"]
    subject = Subject(pack=pack, language="en")
    used = {fact for _, item in items(subject) for fact in item.facts}
    assert sorted(set(_FACTS) - used - pack.facts_left_out.keys()) == []


def test_no_fact_is_used_or_left_out_that_nobody_wrote_down(shipped_check: PackCheck) -> None:
    pack = shipped_check.packs["en"]
    subject = Subject(pack=pack, language="en")
    used = {fact for _, item in items(subject) for fact in item.facts}
    assert sorted((used | pack.facts_left_out.keys()) - set(_FACTS)) == []


def test_several_faults_are_all_reported_at_once_in_the_order_of_the_files(broken: Any) -> None:
    first = broken.put("en/faq.yaml", "faq.bald.answer", "It is safe.")
    second = broken.put("en/faq.yaml", "faq.women.answer", '"It is for {everyone}, always."')
    third = broken.put("risks.yaml", "risks.no-benefit.facts", "[F-1]")
    faults = broken.faults()
    assert [fault.split(":")[0] for fault in faults] == ["en/faq.yaml", "en/faq.yaml", "risks.yaml"]
    lines = (first, second, third)
    assert all(fault.endswith(f"(line {line})") for line, fault in zip(lines, faults, strict=True))


def test_faults_of_shape_are_all_reported_at_once(broken: Any) -> None:
    broken.drop("en/faq.yaml", "faq.bald.answer")
    broken.drop("en/checks.yaml", "checks.allergy.cleared_by")
    level = broken.put("checks.yaml", "checks.smoking.level", "halt")
    bald = broken.line_of("faq.yaml", "faq.bald")
    allergy = broken.line_of("checks.yaml", "checks.allergy")
    assert broken.faults() == [
        f"checks.yaml: checks.allergy.cleared_by: is missing (line {allergy})",
        f"checks.yaml: checks.smoking.level: halt is not one of stop, doctor, note (line {level})",
        f"faq.yaml: faq.bald.answer: is missing (line {bald})",
    ]


@pytest.mark.parametrize("level", ["stop", "doctor"])
def test_a_check_that_needs_clearing_says_who_clears_it(broken: Any, level: str) -> None:
    broken.put("checks.yaml", "checks.smoking.level", level)
    line = broken.put("en/checks.yaml", "checks.smoking.cleared_by", '""')
    fault = f"en/checks.yaml: checks.smoking.cleared_by: must not be empty (line {line})"
    assert fault in broken.faults()


def test_a_key_that_nothing_knows_is_a_fault(broken: Any) -> None:
    line = broken.add("risks.yaml", "risks.no-benefit", "likelyhood: common")
    assert broken.faults() == [
        f"risks.yaml: risks.no-benefit.likelyhood: unknown; did you mean likelihood? (line {line})"
    ]


def test_a_language_with_the_same_keys_has_no_fault_of_its_own(broken: Any) -> None:
    broken.translate("xx")
    assert broken.faults() == []


def test_a_text_that_a_language_lacks_is_a_fault(broken: Any) -> None:
    broken.translate("xx")
    broken.drop("xx/figures.yaml", "figures.people.caption")
    line = broken.line_of("xx/figures.yaml", "figures.people")
    assert broken.faults() == [
        f"xx/figures.yaml: figures.people.caption: has no text in xx; en has one (line {line})"
    ]


def test_a_text_that_a_language_needs_is_not_taken_from_another(broken: Any) -> None:
    broken.translate("xx")
    broken.drop("xx/faq.yaml", "faq.bald.answer")
    line = broken.line_of("faq.yaml", "faq.bald")
    assert broken.faults() == [f"faq.yaml: faq.bald.answer: is missing (line {line})"]


def test_a_language_may_have_its_own_verbs_and_forms_of_a_term(broken: Any) -> None:
    broken.translate("xx")
    broken.put("xx/glossary.yaml", "glossary.finasteride.forms", "[finasteride, finasterides]")
    broken.add("xx/pack.yaml", "wording.banned", "- wunderbar")
    assert broken.faults() == []


def test_a_text_beside_the_structure_is_a_fault(broken: Any) -> None:
    broken.drop("en/faq.yaml", "faq.bald.answer")
    line = broken.add("faq.yaml", "faq.bald", "answer: We advise against it.")
    assert broken.faults() == [
        f"faq.yaml: faq.bald.answer: is a text; move it to the folder en (line {line})"
    ]


def test_structure_among_the_texts_is_a_fault(broken: Any) -> None:
    line = broken.add("en/faq.yaml", "faq.bald", "when: {sex: [male]}")
    assert broken.faults() == [
        f"en/faq.yaml: faq.bald.when.sex[0]: is no text; move it out of the folder en (line {line})"
    ]


def test_an_overdue_review_is_a_warning_and_no_fault(broken: Any) -> None:
    line = broken.put("pack.yaml", "pack.review_due", "2027-05-21")
    found = check_pack(broken.folder, today=date(2027, 5, 22))
    assert not found.faults
    assert [str(warning) for warning in found.warnings] == [
        f"pack.yaml: pack.review_due: the review was due on 2027-05-21 (line {line})"
    ]


def test_a_review_is_not_overdue_on_the_day_it_is_due(broken: Any) -> None:
    broken.put("pack.yaml", "pack.review_due", "2027-05-21")
    assert not check_pack(broken.folder, today=date(2027, 5, 21)).warnings


def test_a_folder_that_is_none_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(
        ClinicAidError, match=r"is not a folder\. Name the folder of a content pack"
    ):
        check_pack(tmp_path / "nothing")


def test_a_folder_without_a_language_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ClinicAidError, match="has no folder with texts, such as en"):
        check_pack(tmp_path)
