from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinic_aid.content.model import ContentPack
from clinic_aid.content.reading import located_pack, read_pack, read_shipped_pack
from clinic_aid.errors import ClinicAidError, InputError


def _appended(more: str) -> Callable[[str], str]:
    return lambda text: text + more


def _last_line(broken: Any, file: str) -> int:
    return len((broken.folder / file).read_text(encoding="utf-8").splitlines())


def test_the_shipped_pack_is_the_same_however_it_is_read(shipped_folder: Path) -> None:
    assert read_shipped_pack(shipped_folder, "en") == read_pack(shipped_folder, "en")


def test_structure_and_texts_are_read_as_one_value(shipped: ContentPack) -> None:
    assert shipped.checks["pregnancy"].level == "stop"
    assert shipped.checks["pregnancy"].question.startswith("Could you be or become pregnant?")


def test_any_file_may_add_to_any_section(broken: Any) -> None:
    source = '{citation: "A work.", seen: full, seen_on: 2026-11-21}'
    broken.rewrite("faq.yaml", _appended(f"sources:\n  extra: {source}\n"))
    assert "extra" in read_pack(broken.folder, "en").sources


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("broken: [1, 2\n", "a comma or a closing ] is missing before this"),
        ('broken: "never closed\n', "the text in quotes that begins here is not closed"),
        ("\tbroken: 1\n", "a tab stands where only spaces may; replace it by spaces"),
        (
            "broken: one: two\n",
            "a colon is not possible here; check the indentation",
        ),
        ("broken: @home\n", "a text cannot begin with @; put it in quotes"),
    ],
)
def test_a_file_that_is_no_yaml_is_a_fault(broken: Any, more: str, message: str) -> None:
    broken.rewrite("en/faq.yaml", _appended(more))
    (fault,) = broken.faults()
    assert fault.startswith("en/faq.yaml: ")
    assert message in fault
    assert fault.endswith(")")


@pytest.mark.fault(47)
@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("broken: *other\n", "broken: the alias *other is not allowed; write the value out"),
        ("broken: &name x\n", "broken: the anchor &name is not allowed; delete it"),
        (
            "broken: !!python/name:os.system x\n",
            "broken: the tag !!python/name:os.system is not allowed; delete it",
        ),
        ("<<: {}\n", "merging with << is not allowed; write the keys out"),
        ("7: x\n", "the key 7 must be text; put it in quotes"),
        ("format: 1\n", "format: the key format appears twice, first on line 1; keep one"),
        ("--- \nformat: 1\n", "a second document begins here (---); keep one"),
        (
            'broken: "\\a"\n',
            "broken: the control character BELL (U+0007) is not allowed; delete it",
        ),
    ],
)
def test_yaml_that_surprises_is_a_fault(broken: Any, more: str, message: str) -> None:
    line = _last_line(broken, "en/faq.yaml") + 1
    broken.rewrite("en/faq.yaml", _appended(more))
    assert broken.faults() == [f"en/faq.yaml: {message} (line {line})"]


@pytest.mark.fault(50)
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfea\0", "the file is UTF-16 text; save it as UTF-8"),
        (
            b"format: 1\nfaq: \xe9\n",
            "this is not UTF-8 text (byte E9); save the file as UTF-8 (line 2)",
        ),
        (b"#" * (1024 * 1024 + 1), "the file is larger than 1 MiB"),
        (b"faq: {}\n", "format: must be 1 (line 1)"),
        (b"format: 2\nfaq: {}\n", "format: must be 1 (line 1)"),
        (b"- 1\n", "format: must be 1 (line 1)"),
    ],
)
def test_a_file_that_cannot_be_a_part_of_a_pack_is_a_fault(
    broken: Any, content: bytes, message: str
) -> None:
    (broken.folder / "en" / "faq.yaml").write_bytes(content)
    assert broken.faults() == [f"en/faq.yaml: {message}"]


@pytest.mark.fault(47)
def test_what_is_nested_too_deep_is_a_fault(broken: Any) -> None:
    line = _last_line(broken, "en/faq.yaml") + 1
    broken.rewrite("en/faq.yaml", _appended(f"broken: {'[' * 60}{']' * 60}\n"))
    assert broken.faults() == [
        f"en/faq.yaml: broken[0][0]: nested more than 40 levels deep (line {line})"
    ]


def test_files_at_fault_are_all_named_at_once(broken: Any) -> None:
    for file in ("en/faq.yaml", "risks.yaml"):
        broken.rewrite(file, _appended("broken: *other\n"))
    assert [fault.split(":")[0] for fault in broken.faults()] == ["en/faq.yaml", "risks.yaml"]


def test_what_two_files_give_is_a_fault(broken: Any) -> None:
    line = broken.add("en/risks.yaml", "risks.no-benefit", "likelihood: common")
    first = broken.line_of("risks.yaml", "risks.no-benefit.likelihood")
    assert broken.faults() == [
        "en/risks.yaml: risks.no-benefit.likelihood: is also given in risks.yaml, "
        f"line {first}; keep one (line {line})"
    ]


@pytest.mark.parametrize(
    ("file", "path", "value", "message"),
    [
        (
            "risks.yaml",
            "risks.no-benefit.likelihood",
            "often",
            "often is not one of common, uncommon, serious, unknown",
        ),
        ("risks.yaml", "risks.no-benefit.facts", "F-RISK-15", "must be a list"),
        ("evidence.yaml", "estimates.plasma-density.people", "many", "must be a whole number"),
        ("evidence.yaml", "estimates.plasma-density.people", "0", "must be more than 0"),
        (
            "pack.yaml",
            "pack.review_due",
            "next May",
            "next May is not a date; write year-month-day, such as 2026-12-03",
        ),
        (
            "pack.yaml",
            "pack.review_due",
            "1733184000",
            "1733184000 is not a date; write year-month-day, such as 2026-12-03",
        ),
        ("pack.yaml", "pack.version", "2026.11", "must be text; put it in quotes"),
        ("products.yaml", "products.own-fat-cells.living_cells", '"yes"', "must be true or false"),
        ("products.yaml", "products.own-fat-cells.living_cells", "yes", "must be true or false"),
        ("en/faq.yaml", "faq.bald.answer", "", "has no value; it must be text"),
        (
            "sources.yaml",
            "sources.chien-2024.address",
            "www.example.org",
            "www.example.org is not written in the form needed here",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_fault(
    broken: Any, file: str, path: str, value: str, message: str
) -> None:
    line = broken.put(file, path, value)
    assert broken.faults() == [f"{file}: {path}: {message} (line {line})"]


def test_an_id_with_capitals_is_a_fault(broken: Any) -> None:
    line = broken.add("faq.yaml", "faq", "Bald: {}")
    broken.add("en/faq.yaml", "faq", 'Bald: {question: "Am I bald?", answer: Perhaps.}')
    assert broken.faults() == [
        f"faq.yaml: faq.Bald: Bald is not written in the form needed here (line {line})"
    ]


def test_a_section_that_is_missing_is_a_fault_without_a_file(broken: Any) -> None:
    broken.drop("en/hair.yaml", "matters")
    assert broken.faults() == ["matters: is missing"]


def test_a_place_inside_a_text_has_the_line_of_the_text(broken: Any) -> None:
    _, files = located_pack(broken.folder, "en")
    line = broken.line_of("en/faq.yaml", "faq.bald.answer")
    fault = files.fault(("faq", "bald", "answer", 3), "is odd")
    assert str(fault) == f"en/faq.yaml: faq.bald.answer[3]: is odd (line {line})"


def test_a_place_that_no_file_has_is_named_without_a_line(broken: Any) -> None:
    _, files = located_pack(broken.folder, "en")
    assert str(files.fault(("nothing",), "is odd")) == "nothing: is odd"


def test_a_pack_that_is_no_folder_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(
        ClinicAidError, match=r"is not a folder\. Name the folder of a content pack"
    ):
        read_pack(tmp_path / "nothing", "en")


def test_a_language_that_a_pack_lacks_is_refused_in_plain_words(shipped_folder: Path) -> None:
    with pytest.raises(ClinicAidError, match="no texts in the language 'de'"):
        read_pack(shipped_folder, "de")


def test_reading_a_broken_pack_raises_what_the_check_reports(broken: Any) -> None:
    broken.put("pack.yaml", "pack.version", "2026.11")
    with pytest.raises(InputError) as raised:
        read_pack(broken.folder, "en")
    assert [str(fault) for fault in raised.value.faults] == broken.faults()
