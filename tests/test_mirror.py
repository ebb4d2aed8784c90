"""The folders of tests mirror the package: who knows a module finds its tests, and the reverse."""

import io
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "clinic_aid"
MANY_LINES = 100

# Files of tests about something wider than one module, or about the tests' own helpers. What
# stands for a folder stands for all that is in it.
WIDER = {
    "app_runs": "the real app, started, killed, locked and searched",
    "content/test_citations.py": "the shipped pack's numbers against its sources",
    "content/test_safety_words.py": "the shipped pack's sentences that keep a patient safe",
    "content/test_seed_statements.py": "each statement of the two articles, and where it is told",
    "desktop/safe_keeping/test_in_other_languages.py": "all its sections in made-up languages",
    "desktop/talk/screens/test_list_pages_in_other_languages.py": "several screens in languages",
    "desktop/talk/test_accessibility.py": "what a screen reader is told of every screen",
    "desktop/talk/test_cost_of_a_key.py": "session, check and talk together",
    "desktop/talk/test_every_case.py": "every screen of every sample",
    "desktop/talk/test_every_screen.py": "every screen in every size",
    "desktop/talk/test_every_screen_in_other_languages.py": "every screen in sizes and languages",
    "desktop/talk/test_high_contrast.py": "every screen in high contrast",
    "handout/test_editions.py": "a whole guide in its editions, in greys, and discreetly",
    "layout_gate": "every page of every guide, as it is laid out",
    "desktop/talk/test_privacy.py": "every screen, and who may look at it",
    "desktop/test_app.py": "app.py and its windows, with what the windows' tests share",
    "desktop/test_every_optional_file.py": "files that the app can do without, in every state",
    "desktop/test_hostile_entries.py": "entries meant to break the windows, on every screen",
    "desktop/test_larger_words.py": "the consultant's screens in larger type",
    "desktop/test_small_screens.py": "every window where a screen has little room",
    "desktop/test_liveliness.py": "the window while a guide is made",
    "desktop/test_main_accessibility.py": "what a screen reader is told of the window",
    "desktop/test_needs_looking_at.py": "one list beside the form and above the guide",
    "desktop/test_next_patient.py": "every view, led from one patient to the next",
    "desktop/test_walks.py": "whole consultations from Home to the PDF",
    "domain/test_schedule_properties.py": "schedule.py, with drawn examples",
    "figures/test_care_figures.py": "templates of figures",
    "figures/test_procedure_figures.py": "templates of figures",
    "figures/test_scalp_map.py": "the template of a figure",
    "figures/test_stage.py": "the template of a figure",
    "figures/test_templates.py": "templates of figures",
    "figures/test_topic_figures.py": "templates of figures",
    "fuzz": "good files changed at random, and their readers",
    "handout/test_accepted.py": "reading and printing: what is taken is printed",
    "handout/test_alternative_texts.py": "all figures of a guide",
    "handout/test_hostile_input.py": "the guide of entries meant to break it",
    "handout/test_matrix.py": "guides for every triple of what may differ",
    "handout/test_printed_handouts.py": "the PDF of every sample",
    "handout/test_reading_level.py": "how hard the guide of every sample is to read",
    "languages": "the made-up languages",
    "pdf_check": "the check of PDFs",
    "power_cut": "every write of the vault, cut off anywhere",
    "talk/test_coverage.py": "the pack against the talk: nothing is left out",
    "talk/test_own_studies.py": "the studies that a product's screens may tell of",
    "test_architecture.py": "the page about the code's layout against the code",
    "test_checks.py": "ruff, mypy and import-linter over everything",
    "test_consultation_paths.py": "every path of the consultation against its dataclasses",
    "test_faults.py": "the list of faults against the tests",
    "test_imports.py": "what a start of the program may load",
    "test_left_off_paper.py": "the page of what is told on a screen only, against pack and paper",
    "test_licences.py": "the page about licences against what is installed",
    "test_locks.py": "what is installed against the locks",
    "test_main.py": "__main__.py, under the name of what it is",
    "test_mirror.py": "this",
    "test_score_page.py": "the page of the scores against ratings and guides",
    "test_readme.py": "README.md and the page about the vault",
    "test_wheel.py": "the built wheel",
    "vault/test_damage.py": "files of the vault that were damaged",
    "vault/test_full_disk.py": "the vault on a full disk",
    "vault/test_kills.py": "the vault in a process that is killed",
    "vault/test_secrecy_of_patients.py": "what of a patient can be read without the key",
}

# Long modules without a file of tests of their name, and the one in which they are tested: most
# are a part of what that one is about.
TESTED_IN = {
    "__main__": "test_main.py",
    "app": "desktop/test_app.py",
    "app_content": "desktop/talk/test_cost_of_a_key.py",
    "content/evidence": "content/test_filling.py",
    "content/model": "content/test_reading.py",
    "desktop/bars": "desktop/test_main_window.py",
    "desktop/guide/needs_card": "desktop/test_needs_looking_at.py",
    "desktop/guide/screen": "desktop/test_main_window.py",
    "desktop/prepare/product_form": "desktop/test_main_window.py",
    "desktop/prepare/screen": "desktop/test_main_window.py",
    "desktop/records/choice": "desktop/records/test_controller.py",
    "desktop/records/entry_rows": "desktop/records/test_home.py",
    "desktop/records/home_lists": "desktop/records/test_home.py",
    "desktop/records/section_head": "desktop/records/test_home.py",
    "desktop/restoring/exchange_card": "desktop/restoring/test_page.py",
    "desktop/safe_keeping/person_form": "desktop/safe_keeping/test_people_section.py",
    "desktop/talk/kit/turning": "desktop/talk/kit/test_lists.py",
    "desktop/talk/screens/date_mover": "desktop/talk/screens/test_aftercare.py",
    "desktop/talk/screens/stage_pictures": "desktop/talk/screens/test_stage.py",
    "desktop/talk/screens/year_bar": "desktop/talk/screens/test_timeline.py",
    "desktop/unlocking/picture": "desktop/unlocking/test_screen.py",
    "desktop/widgets/chips": "desktop/prepare/test_patient_form.py",
    "desktop/widgets/clearing": "desktop/prepare/test_checks_form.py",
    "desktop/widgets/date_entry": "desktop/prepare/test_dates_form.py",
    "desktop/widgets/field": "desktop/prepare/test_patient_form.py",
    "desktop/widgets/figures/label_pills": "desktop/widgets/figures/test_view.py",
    "desktop/widgets/scalp/canvas": "desktop/widgets/scalp/test_map.py",
    "files/complaints": "files/test_models.py",
    "files/tree": "files/test_strict.py",
    "files/yaml_tree": "files/test_strict.py",
    "handout/appointments": "handout/test_calendar_page.py",
    "handout/model": "handout/test_composing.py",
    "handout/plan_rows": "handout/test_plan_page.py",
    "own_clinic": "desktop/test_every_optional_file.py",
    "talk/case_pages": "talk/test_composing.py",
    "talk/model": "talk/test_composing.py",
    "talk/pictures": "talk/test_composing.py",
    "vault/access": "vault/test_records.py",
    "vault/backing_up": "vault/test_backups.py",
    "vault/backup_archive": "vault/test_backups.py",
    "vault/database": "vault/test_store.py",
    "vault/salvaging": "vault/test_restoring.py",
    "vault/tables": "vault/test_upgrading.py",
}

_USED = re.compile(r"^\s*from (clinic_aid[\w.]*) import (.+)", re.MULTILINE)


@cache
def modules() -> dict[str, Path]:
    """Give every module of the package by its place ("vault/store")."""
    files = [file for file in PACKAGE.rglob("*.py") if file.name != "__init__.py"]
    return {file.relative_to(PACKAGE).with_suffix("").as_posix(): file for file in sorted(files)}


@cache
def files_of_tests() -> list[Path]:
    return [file.relative_to(TESTS) for file in sorted(TESTS.rglob("test_*.py"))]


def module_of(test: Path) -> str:
    """Give the place of the module that a file of tests is named after."""
    return test.with_name(test.stem.removeprefix("test_")).as_posix()


def code_lines(source: str) -> int:
    """Count the lines of code: no blank ones, no comments, no docstrings."""
    lines: set[int] = set()
    begins = True  # what is text alone at the beginning of a line is a docstring
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
            begins = True
        elif token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER):
            if not (begins and token.type == tokenize.STRING):
                lines |= set(range(token.start[0], token.end[0] + 1))
            begins = False
    return len(lines)


@cache
def used_by(file: Path) -> frozenset[Path]:
    """Give the modules of the package that a file imports, wherever in it."""
    found: set[Path] = set()
    for package, names in _USED.findall(file.read_text(encoding="utf-8")):
        folder = TESTS.parent.joinpath(*package.split("."))
        if folder.is_dir():
            found |= {folder / f"{name}.py" for name in re.findall(r"\w+", names)}
        found.add(folder.with_suffix(".py"))
    return frozenset(each for each in found if each.exists())


def reached_from(test: Path) -> set[Path]:
    """Give every module that a file of tests works with, by way of others or of its fixtures."""
    folders = [test.parent, *test.parent.parents]
    shared = [folder / "conftest.py" for folder in folders if folder.is_relative_to(TESTS)]
    reached: set[Path] = set()
    rest = {test, *(file for file in shared if file.exists())}
    while rest:
        reached |= rest
        rest = {each for file in rest for each in used_by(file)} - reached
    return reached


@pytest.mark.parametrize("test", files_of_tests(), ids=Path.as_posix)
def test_a_file_of_tests_is_about_the_module_of_its_name_or_wider(test: Path) -> None:
    known = {test.as_posix(), *(folder.as_posix() for folder in test.parents)}

    assert (module_of(test) in modules()) != bool(known & WIDER.keys())


@pytest.mark.parametrize("place", WIDER)
def test_what_is_said_to_be_wider_is_there(place: str) -> None:
    assert (TESTS / place).exists()


def test_a_long_module_has_its_file_of_tests_or_is_named() -> None:
    mirrored = {module_of(test) for test in files_of_tests()}
    unnamed = {
        place: lines
        for place, file in modules().items()
        if place not in mirrored | TESTED_IN.keys()
        and (lines := code_lines(file.read_text(encoding="utf-8"))) > MANY_LINES
    }

    assert unnamed == {}


@pytest.mark.parametrize("place", TESTED_IN)
def test_a_module_is_tested_where_it_is_said_to_be(place: str) -> None:
    file = modules()[place]
    test = TESTS / TESTED_IN[place]

    assert place not in {module_of(test) for test in files_of_tests()}, "it has a file of its own"
    assert test.exists()
    assert file in reached_from(test)
