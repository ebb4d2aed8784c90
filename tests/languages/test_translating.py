import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QKeySequence, QTextLayout
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from clinic_aid.desktop.bars import TopBar
from clinic_aid.desktop.prepare.fault_words import sort_faults
from clinic_aid.desktop.restoring.controller import put_in_place
from clinic_aid.desktop.safe_keeping.trail_section import TrailSection
from clinic_aid.desktop.safe_keeping.trail_words import sentence
from clinic_aid.desktop.system.dialogs import which_consultation
from clinic_aid.desktop.system.translation import translate, words_of
from clinic_aid.desktop.talk.sheets import KeysContent
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.wording import isolated
from clinic_aid.domain.consultation import Patient
from clinic_aid.domain.records import TrailRow
from clinic_aid.errors import ClinicAidError, Fault, InputError, InvalidValueError
from clinic_aid.files.saving import save_atomically
from clinic_aid.files.strict import read_file
from clinic_aid.vault.kept_sum import PUT_BACK
from clinic_aid.vault.restoring import Outcome
from clinic_aid.vault.salvaging import Taken
from clinic_aid.vault.trail import gap
from tests.languages import Change, accented, right_to_left, speaking, untranslated
from tests.languages.catalogue import compile_translation, source_files

if TYPE_CHECKING:
    from clinic_aid.vault.restoring import Restore

ShowInWindow = Callable[..., QWidget]

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

BOTH = pytest.mark.parametrize("change", [accented, right_to_left])


@BOTH
def test_windows_speak_it(qapp: QApplication, the_look: Look, change: Change) -> None:
    with speaking(qapp, change):
        assert TopBar(the_look).new.text().strip() == change("&New")


@BOTH
def test_words_of_a_class_are_found_for_those_made_from_it(
    qapp: QApplication, the_look: Look, change: Change
) -> None:
    class OtherBar(TopBar):
        pass

    with speaking(qapp, change):
        assert OtherBar(the_look).new.text().strip() == change("&New")


@BOTH
def test_file_dialogs_speak_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, title: str, _folder: str, kinds: str) -> tuple[str, str]:
        asked.extend((title, kinds))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    with speaking(qapp, change):
        which_consultation(QWidget())

    assert asked == [change("Open a consultation"), change("Consultations (*.yaml *.yml *.json)")]


@BOTH
@pytest.mark.parametrize(
    ("deed", "subject", "said"),
    [
        ("print", "", "{person} sent a guide to the printer."),
        (
            "failed-tries",
            "3",
            "Passphrases were tried {subject} times, and did not open the vault.",
        ),
        ("add-person", "Kim", "{person} added {subject} to the people who can open the vault."),
        ("unknown", "", "{person} did this: {deed}"),
    ],
)
def test_audit_trail_speaks_it(
    qapp: QApplication, change: Change, deed: str, subject: str, said: str
) -> None:
    row = TrailRow(seq=1, at=AT, person="Jo", deed=deed, subject=subject)
    with speaking(qapp, change):
        words = sentence(row, "en")

    names = {"person": isolated("Jo"), "subject": isolated(subject), "deed": deed}
    assert words == change(said).format(**names)


@BOTH
def test_list_of_keys_in_the_talk_speaks_it(
    qapp: QApplication, the_look: Look, change: Change
) -> None:
    with speaking(qapp, change):
        content = KeysContent(the_look)
        said = [label.text() for label in content.findChildren(QLabel)]

    assert change("Full screen on and off") in said
    assert [word for text in said for word in untranslated(text, change)] == []


class _Restored:
    exchange = None

    def put_in_place(self, *, now: datetime, keep_newer: bool) -> Outcome:  # noqa: ARG002
        return Outcome(aside=Path("vault-replaced-1"), taken=Taken(consultations=2, unreadable=1))

    def close(self) -> None:
        pass


@BOTH
def test_what_a_restore_did_is_told_in_it(qapp: QApplication, change: Change) -> None:
    with speaking(qapp, change):
        told = put_in_place(cast("Restore", _Restored()), keep_newer=True, now=AT)

    said = (
        change("The backup is in place."),
        change("The vault that was there is kept in the folder “{folder}”.").format(
            folder="vault-replaced-1"
        ),
        change("Newer consultations that were taken over from it: {count}.").format(count=2),
        change("Consultations in it that could not be read: {count}.").format(count=1),
    )
    assert told == " ".join(said)


@BOTH
def test_errors_say_it(qapp: QApplication, tmp_path: Path, change: Change) -> None:
    with pytest.raises(ClinicAidError) as caught:
        save_atomically(b"", tmp_path / "gone" / "guide.pdf")

    with speaking(qapp, change):
        words = words_of(caught.value)

    said = "“{file}” was not saved: {why}. An earlier file of that name is unharmed."
    why = "the folder is not there any more. Choose another place"
    assert words == change(said).format(file="guide.pdf", why=change(why))
    # What the command line prints stays English.
    assert str(caught.value) == said.format(file="guide.pdf", why=why)


@BOTH
def test_faults_of_a_file_are_told_in_it(
    qapp: QApplication, tmp_path: Path, change: Change
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("a: 1\nb: &x 2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_file(file)

    with speaking(qapp, change):
        words = words_of(caught.value)

    said = change("the anchor &{name} is not allowed; delete it").format(name="x")
    place = change("{fault} (line {line})")
    assert words == place.format(fault=f"broken.yaml: b: {said}", line=2)
    assert str(caught.value) == "broken.yaml: b: the anchor &x is not allowed; delete it (line 2)"


@BOTH
def test_faults_beside_their_entries_are_told_in_it(qapp: QApplication, change: Change) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Patient(name=" ")
    fault = Fault("", None, "patient", caught.value.message)

    with speaking(qapp, change):
        beside = sort_faults([fault], ["patient.name"], "en").beside

    said = change("name is empty; write the patient's name")
    assert beside == {"patient.name": f"{said[:1].upper()}{said[1:]}."}


@BOTH
def test_what_shows_a_change_from_outside_is_told_in_it(
    qapp: QApplication, the_look: Look, change: Change
) -> None:
    with speaking(qapp, change):
        section = TrailSection(the_look, language="en")
        # Kept in the vault as text, and of an earlier day.
        section.show_known(breaks=(str(PUT_BACK), gap(3, 5)))

    lines = section.breaks.text().split("\n")
    missing = change("Lines {first} to {last} of the audit trail are missing.")
    assert lines == [change(str(PUT_BACK)), missing.format(first=3, last=5)]


def test_no_window_shows_the_english_words_of_an_error() -> None:
    # A fault of Python's own may be told by its kind, never by its text.
    shown = {
        file.name: file.read_text(encoding="utf-8").count("str(error)")
        for file in source_files()
        if "desktop" in file.parts or file.name == "app.py"
    }

    assert {name: count for name, count in shown.items() if count} == {}


@BOTH
def test_english_comes_back(qapp: QApplication, change: Change) -> None:
    before = qapp.layoutDirection()
    with speaking(qapp, change):
        pass

    said = "{person} sent a guide to the printer."
    assert translate("Trail", said) == said
    assert qapp.layoutDirection() == before


def test_windows_run_in_the_direction_of_the_language(qapp: QApplication) -> None:
    with speaking(qapp, right_to_left):
        assert QWidget().layoutDirection() == Qt.LayoutDirection.RightToLeft
    with speaking(qapp, accented):
        assert QWidget().layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_qts_own_words_come_along(qapp: QApplication) -> None:
    with speaking(qapp, right_to_left):
        assert translate("QPlatformTheme", "Cancel") == "ביטול"


@pytest.mark.parametrize(
    ("languages", "spoken"),
    [
        (["he-IL", "en-GB"], True),
        (["fr-FR", "he"], True),
        # What comes later is not spoken where the language of the code is wanted first.
        (["en-GB", "he"], False),
        (["fr"], False),
        (["C"], False),
        ([], False),
    ],
)
def test_first_language_with_a_translation_is_spoken(
    qapp: QApplication, languages: list[str], spoken: bool
) -> None:
    with speaking(qapp, right_to_left, languages=languages):
        assert (translate("Dialogs", "Keep it") != "Keep it") == spoken
        assert qapp.isRightToLeft() == spoken


@pytest.mark.skipif(sys.platform != "linux", reason="the environment says the system's language")
def test_app_speaks_the_language_of_the_system(tmp_path: Path) -> None:
    translations = tmp_path / "translations"
    translations.mkdir()
    compile_translation(right_to_left, translations / "clinic_aid_he.qm")
    code = f"""
import sys
from pathlib import Path
from clinic_aid import locations, process
from clinic_aid.desktop.system.translation import translate
locations.resources = lambda: Path({str(tmp_path)!r})
process.make_application(["clinic-aid"])
sys.exit(translate("Dialogs", "Keep it"))
"""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "LC_ALL": "he_IL.UTF-8", "LANGUAGE": "fr:he", "PYTHONUTF8": "1"},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert ran.stderr.splitlines()[-1] == right_to_left("Keep it")


def test_shortcuts_are_still_understood(qapp: QApplication) -> None:
    with speaking(qapp, right_to_left):
        assert QKeySequence("Ctrl+S") == QKeySequence.fromString(
            "Ctrl+S", QKeySequence.SequenceFormat.PortableText
        )


def drawn_with(text: str, font: QFont) -> set[str]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


def test_hebrew_is_drawn_with_its_bundled_font(the_look: Look, show: ShowInWindow) -> None:
    assert "Noto Sans Hebrew" in QFontDatabase.families(QFontDatabase.WritingSystem.Hebrew)
    label, button = QLabel("Words"), QPushButton("Words")
    label.setObjectName("headline")
    show(label, button)

    for widget in (label, button):
        assert drawn_with(right_to_left("Words"), widget.font()) == {"Noto Sans Hebrew"}


def test_accented_letters_are_drawn_with_the_font_of_all_others(
    the_look: Look, show: ShowInWindow
) -> None:
    label = QLabel("Words")
    show(label)
    text = accented("The quick brown fox jumps over the lazy dog")

    assert drawn_with(text, label.font()) == {"Atkinson Hyperlegible Next"}
