import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from clinic_aid import locations
from clinic_aid.pack_report import figure_labels, report

_TODAY = date(2026, 11, 21)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Give a copy of the shipped pack in which a pattern of one file is replaced."""

    def edit(file: str, pattern: str, new: str) -> Path:
        folder = tmp_path / "pack"
        shutil.copytree(locations.content_pack(), folder, dirs_exist_ok=True)
        path = folder / file
        text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"))
        assert count == 1
        path.write_text(text, encoding="utf-8")
        return folder

    return edit


def test_a_pack_without_a_fault_is_said_to_have_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(locations.content_pack(), scores=False, today=_TODAY) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Clinic Aid ")
    assert ": no fault in hair-stem-cell 2026.11 (en): " in out
    assert out.count("\n") == 1
    assert err == ""


def test_a_pack_is_judged_by_the_clock_when_no_day_is_given() -> None:
    assert report(locations.content_pack(), scores=False) == 0


def test_each_fault_is_a_line_on_standard_error(
    edited: Callable[[str, str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edited("pack.yaml", r'version: "2026\.11"', "version: 2026.11")
    assert report(folder, scores=True, today=_TODAY) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "pack.yaml: pack.version: must be text; put it in quotes (line 4)\n"


def test_an_overdue_review_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(locations.content_pack(), scores=False, today=date(2099, 1, 1)) == 0
    assert capsys.readouterr().err.startswith("warning: pack.yaml: pack.review_due: the review was")


def test_scores_are_given_for_every_section_of_every_sample_the_hardest_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert report(locations.content_pack(), scores=True, today=_TODAY) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == [
        *["sample", "section", "all", "words", "without", "names", "and", "terms"]
    ]
    rows = [line.split() for line in lines[2 : lines.index("")]]
    samples = {path.name for path in (locations.resources() / "samples").iterdir()}
    assert {row[0] for row in rows} == {name for name in samples if not name.startswith("clinic")}
    grades = [float(row[3]) for row in rows]
    assert grades == sorted(grades, reverse=True)


def test_what_the_guides_were_rated_is_told_before_the_summary(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert report(locations.content_pack(), scores=True, today=_TODAY) == 0
    _, scores, summary = capsys.readouterr().out.split("\n\n")
    assert scores.startswith(
        "Scores of hair-stem-cell 2026.11 (en).\nThis is a rating by the makers"
    )
    assert summary.startswith("Clinic Aid ")


def test_a_section_that_prints_too_hard_is_a_fault(
    edited: Callable[[str, str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    hard = "Multidisciplinary histological characterisation will necessitate deliberation."
    folder = edited(
        "en/clinic.yaml",
        r"(?s)  your-words:.*?(?=\n  about:)",
        f"  your-words:\n    title: {hard}\n    intro: {hard} {hard}",
    )
    assert report(folder, scores=True, today=_TODAY) == 1
    err = capsys.readouterr().err
    assert "full.yaml: words: reading grade " in err
    assert " as printed; at most 6\n" in err


def test_a_sample_of_another_pack_is_passed_over(
    edited: Callable[[str, str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edited("hair.yaml", "sinclair-2: {", "sinclair-22: {")
    path = folder / "en" / "hair.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sinclair-2:", "sinclair-22:"), encoding="utf-8")
    assert report(folder, scores=True, today=_TODAY) == 0
    assert "think-about-it.yaml" not in capsys.readouterr().out


def test_every_figure_says_which_labels_it_can_have() -> None:
    labels = figure_labels()
    assert labels["people"] == frozenset()
    assert {"part-bulb", "growing"} <= labels["follicle-states"]
    assert {"crown", "back"} <= labels["scalp-map"]
    assert {"numb", "home"} <= labels["day-strip"]
