import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from clinic_aid import __main__ as command_line
from clinic_aid import __version__, locations
from clinic_aid.__main__ import has_display, main
from clinic_aid.content.filling import without_isolates
from clinic_aid.engine import Engine

SAMPLES = locations.resources() / "samples"
GOOD = "patient: {name: Amira Haddad}\nplan:\n  product: own-fat-cells\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("CLINIC_AID_HOME", str(folder))
    return folder


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    file = tmp_path / "visit.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def write(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


# A handout


def test_a_file_becomes_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "guide.pdf"
    arguments = ["handout", str(SAMPLES / "minimal.yaml"), "--output", str(output)]
    assert main([*arguments, "--paper", "letter", "--clinic", str(SAMPLES / "clinic.yaml")]) == 0
    assert capsys.readouterr().out == ""
    assert PdfReader(output).pages[0].mediabox.width == pytest.approx(612)


def test_several_files_are_made_at_once_and_a_bad_one_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write(tmp_path, "bad.yaml", GOOD + "  treatment_date: 2026-13-03\n")
    files = [str(SAMPLES / "minimal.yaml"), bad, str(SAMPLES / "topical.json")]
    output = tmp_path / "guides"
    assert main(["handout", *files, "-o", str(output), "--jobs", "2"]) == 1
    assert {path.name for path in output.iterdir()} == {"minimal.pdf", "topical.pdf"}
    fault = "bad.yaml: plan.treatment_date: 2026-13-03 is not a date (line 4)\n"
    out, err = capsys.readouterr()
    assert out == ""
    assert fault in err.splitlines(keepends=True)


def test_what_needs_looking_at_goes_to_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = GOOD + "  treatment_date: 2026-12-05\n"
    file = write(tmp_path, "visit.yaml", text + "clinic: {closed_weekdays: [saturday]}\n")
    assert main(["handout", file, "-o", str(tmp_path / "guide.pdf")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert all(line.startswith("visit.yaml: ") for line in lines)
    assert "visit.yaml: The clinic is closed on Saturday 5 December 2026." in lines


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ("consultation_date: 2026-11-30\n{plan}  treatment_date: 2026-12-03\n", "two weeks"),
        ("consultation_date: 2026-11-30\n{plan}  treatment_date: 2026-11-03\n", "already done"),
        (
            "{plan}  treatment_date: 2027-03-04\n  later_sessions: [2027-01-14]\n",
            "put in order",
        ),
        ("{plan}  treatment_date: 2010-05-05\n", "under 18"),
    ],
)
def test_what_can_be_true_but_needs_a_look_is_told_and_made(
    entries: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = "patient: {name: Ada Hill, birth_date: 1995-05-05}\nplan:\n  product: own-fat-cells\n"
    file = write(tmp_path, "visit.yaml", entries.format(plan=plan))
    assert main(["handout", file, "-o", str(tmp_path / "guide.pdf")]) == 0
    assert any(told in line for line in capsys.readouterr().err.splitlines())


@pytest.mark.parametrize(
    "entries",
    [
        "consultation_date: 9999-12-31\n{plan}",
        "{plan}  treatment_date: 2027-02-30\n",
        "consultation_date: 1990-01-01\n{plan}",
    ],
)
def test_what_cannot_be_true_is_refused(
    entries: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = "patient: {name: Ada Hill, birth_date: 1995-05-05}\nplan:\n  product: own-fat-cells\n"
    file = write(tmp_path, "visit.yaml", entries.format(plan=plan))
    assert main(["handout", file, "-o", str(tmp_path / "guide.pdf")]) == 1
    assert not (tmp_path / "guide.pdf").exists()
    assert capsys.readouterr().err


def test_the_clinic_in_the_app_s_folder_is_used(home: Path, tmp_path: Path, visit: Path) -> None:
    write(home, "clinic.yaml", "name: Corner Clinic\n")
    assert main(["handout", str(visit), "-o", str(tmp_path)]) == 0
    pages = PdfReader(tmp_path / "visit.pdf").pages
    assert any("Corner Clinic" in " ".join(page.extract_text().split()) for page in pages)


# What is at fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            GOOD + "  treatment_date: 2026-13-03\n",
            "plan.treatment_date: 2026-13-03 is not a date (line 4)",
        ),
        (GOOD.replace("plan", "paln"), "paln: unknown; did you mean plan? (line 2)"),
        (
            GOOD.replace("fat-cells", "fat-cels"),
            "plan.product: own-fat-cels: unknown; did you mean own-fat-cells? (line 3)",
        ),
    ],
)
def test_a_fault_names_its_place_and_line(
    text: str, fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, output = write(tmp_path, "visit.yaml", text), tmp_path / "guide.pdf"
    assert main(["handout", file, "-o", str(output)]) == 1
    assert capsys.readouterr() == ("", fault + "\n")
    assert not output.exists()


def test_every_fault_of_every_file_has_its_line_with_the_file_s_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = write(tmp_path, "one.yaml", GOOD + "  treatment_date: soon\n  sessions: many\n")
    two = write(tmp_path, "two.yaml", GOOD.replace("name", "nmae"))
    assert main(["handout", one, two, "-o", str(tmp_path / "out")]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["one.yaml", "one.yaml", "two.yaml"]
    assert [line.split(": ")[1] for line in lines[:2]] == ["plan.treatment_date", "plan.sessions"]


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "missing.yaml")
    assert main(["handout", missing, "-o", str(tmp_path / "guide.pdf")]) == 1
    assert capsys.readouterr().err == "missing.yaml: there is no such file\n"


def test_a_missing_or_faulty_clinic_file_is_named(
    tmp_path: Path, visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = write(tmp_path, "clinic.yaml", "nmae: Willow\n")
    arguments = ["handout", str(visit), "-o", str(tmp_path / "guide.pdf"), "--clinic"]
    assert main([*arguments, str(tmp_path / "missing.yaml")]) == 1
    assert main([*arguments, faulty]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "missing.yaml: there is no such file",
        "clinic.yaml: nmae: unknown; did you mean name? (line 1)",
    ]


def test_a_folder_of_the_clinic_s_file_that_may_not_be_entered_is_named(
    home: Path, visit: Path, barred: set[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    barred.add(home)
    assert main(["handout", str(visit), "-o", str(visit.with_suffix(".pdf"))]) == 1
    assert capsys.readouterr().err.startswith(f"The folder {home} may not be read by you. ")


def test_two_handouts_for_one_place_are_refused(
    tmp_path: Path, visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    same = write(tmp_path / "other", "visit.yaml", GOOD)
    output = tmp_path / "out"
    assert main(["handout", str(visit), same, "-o", str(output)]) == 1
    assert main(["handout", str(visit), str(visit), "-o", str(output)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all("one place" in line for line in lines)
    assert list(output.iterdir()) == []


def test_an_output_that_cannot_be_written_is_named(
    tmp_path: Path, visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_file = write(tmp_path, "file", "")
    assert main(["handout", str(visit), "-o", f"{a_file}/guide.pdf"]) == 1
    assert main(["handout", str(visit), str(visit), "-o", a_file]) == 1
    assert main(["handout", str(visit), str(visit), "-o", f"{a_file}/folder"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert "guide.pdf" in lines[0]
    assert [str(a_file) in line for line in lines[1:]] == [True, True]


@pytest.mark.parametrize("name", ["visit.yaml", "clinic.yaml", "other.yaml", "logo.png"])
def test_no_handout_takes_the_place_of_other_work(
    tmp_path: Path, visit: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic = Path(write(tmp_path, "clinic.yaml", "name: Willow\n"))
    write(tmp_path, "other.yaml", GOOD)
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    target = tmp_path / name
    before = target.read_bytes()
    arguments = ["handout", str(visit), "--clinic", str(clinic)]
    assert main([*arguments, "-o", str(target)]) == 1
    assert f"“{name}” is" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_a_file_that_is_read_is_not_replaced_by_another_name(
    home: Path, visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic = home / "clinic.yaml"
    clinic.write_text("{}", encoding="utf-8")
    # Another name of the same file.
    other = home / "guide.pdf"
    other.hardlink_to(clinic)
    assert main(["handout", str(visit), "-o", str(other)]) == 1
    assert "“guide.pdf” is one of the files" in capsys.readouterr().err


@pytest.mark.parametrize("there", [b"", b"%PDF-1.7 of before"])
def test_an_earlier_handout_or_an_empty_file_is_replaced(
    tmp_path: Path, visit: Path, there: bytes
) -> None:
    output = tmp_path / "guide.pdf"
    output.write_bytes(there)
    assert main(["handout", str(visit), "-o", str(output)]) == 0
    assert len(PdfReader(output).pages) > 0


def test_other_work_in_the_folder_stops_no_other_handout(
    tmp_path: Path, visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write(tmp_path, "other.yaml", GOOD)
    output = tmp_path / "out"
    output.mkdir()
    write(output, "other.pdf", "what somebody wrote")
    assert main(["handout", str(visit), other, "-o", str(output)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "“other.pdf” is no PDF; choose another name."
    assert (output / "other.pdf").read_text() == "what somebody wrote"
    assert (output / "visit.pdf").exists()


# Wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["handout"],
        ["handout", "visit.yaml"],
        ["handout", "visit.yaml", "-o", "x.pdf", "--paper", "a5"],
        ["handout", "visit.yaml", "-o", "x.pdf", "--jobs", "0"],
        ["handout", "visit.yaml", "-o", "x.pdf", "--jobs", "two"],
        ["schema"],
        ["schema", "vault"],
        ["content"],
        ["nonsense"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: clinic-aid")
    assert "_at_least_one" not in err


@pytest.mark.parametrize("command", [[], ["demo"]])
def test_without_a_display_one_line_says_so(command: list[str]) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if sys.platform in {"win32", "darwin"}:
        pytest.skip("has a display always")
    done = subprocess.run(
        [sys.executable, "-m", "clinic_aid", *command],
        env=environment,
        cwd=locations.templates().parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "display" in done.stderr


@pytest.mark.parametrize(
    ("platform", "environment", "display"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_only_linux_may_have_no_display(
    platform: str, environment: dict[str, str], display: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert has_display() is display


# What it says of itself


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], ["demo", "handout", "schema", "content", "Exit status"]),
        (["handout"], ["--output", "--paper", "--clinic", "--jobs", "FILE"]),
        (["schema"], ["consultation", "content", "clinic"]),
        (["content", "check"], ["FOLDER", "--scores"]),
    ],
)
def test_help_names_what_there_is(
    arguments: list[str], names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--help"])
    assert stopped.value.code == 0
    out = capsys.readouterr().out
    assert [name for name in names if name not in out] == []


def test_help_says_where_the_clinic_s_file_lies_whatever_its_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLINIC_AID_HOME", "/100%s")
    with pytest.raises(SystemExit):
        main(["handout", "--help"])
    assert "/100%s" in capsys.readouterr().out


def test_the_version_is_the_program_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"clinic-aid {__version__}\n"


@pytest.mark.parametrize("name", ["consultation", "content", "clinic"])
def test_a_schema_is_printed_as_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_the_shipped_pack_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", "no-such-folder"]) == 1
    assert "no-such-folder" in capsys.readouterr().err


# A fault of the program


SECRET = "Amira Haddad"


def test_a_fault_of_the_program_is_one_calm_sentence_without_the_patient(
    tmp_path: Path,
    visit: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    templates = shutil.copytree(locations.templates(), tmp_path / "templates")
    (templates / "handout" / "plan.html.j2").write_text("{{ h.title / 0 }}{{ h.plan.nothing }}")
    monkeypatch.setattr(locations, "templates", lambda: templates)
    output = tmp_path / "guide.pdf"
    assert main(["handout", str(visit), "-o", str(output)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "fault of its own" in err
    assert SECRET not in err
    assert "Traceback" not in err
    assert not output.exists()


def test_a_fault_of_the_program_with_one_file_stops_no_other(
    tmp_path: Path,
    visit: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    compose = Engine.compose

    def break_on_one(self: Any, consultation: Any, *others: Any) -> Any:
        if consultation.patient.name == SECRET:
            raise ValueError(consultation.patient.name)
        return compose(self, consultation, *others)

    monkeypatch.setattr(Engine, "compose", break_on_one)
    other = write(tmp_path, "other.yaml", GOOD.replace(SECRET, "B"))
    output = tmp_path / "out"
    assert main(["handout", str(visit), other, "-o", str(output)]) == 3
    assert [path.name for path in output.iterdir()] == ["other.pdf"]
    err = capsys.readouterr().err
    assert "visit.yaml" in err
    assert SECRET not in err


def test_a_traceback_is_for_who_asks_for_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        raise ValueError(SECRET)

    monkeypatch.setattr(command_line, "_run", broken)
    assert main(["schema", "clinic"]) == 3
    assert SECRET not in capsys.readouterr().err
    monkeypatch.setenv("CLINIC_AID_TRACEBACK", "1")
    assert main(["schema", "clinic"]) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system alone sets the zone")
@pytest.mark.parametrize("zone", ["XXX-26", "XXX+25", "XXX-23YYY-25,M3.5.0,M10.5.0"])
def test_a_time_zone_that_there_is_not_is_told_as_that(
    zone: str, visit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert main(["handout", str(visit), "-o", str(visit.with_suffix(".pdf"))]) == 1
    finally:
        monkeypatch.undo()
        time.tzset()
    assert capsys.readouterr().err.startswith("The time zone of this computer is set to one that ")


def test_who_stops_the_program_is_told_what_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "_run", stopped)
    assert main(["schema", "clinic"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_reader_that_has_read_enough_ends_the_output_quietly() -> None:
    command = f"{sys.executable} -m clinic_aid schema consultation | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        cwd=locations.resources().parent,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")


def test_a_short_output_that_nobody_reads_ends_quietly_too() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "clinic_aid", "content", "check"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        cwd=locations.resources().parent,
        # Kept back until the end, as on a machine that asks for nothing else.
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_notice_reaches_the_terminal_without_invisible_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = GOOD + "  treatment_date: 2026-12-20\nclinic: {closed_weekdays: [sunday]}\n"
    visit = write(tmp_path, "visit.yaml", text)
    assert main(["handout", visit, "--output", str(tmp_path / "a.pdf")]) == 0
    err = capsys.readouterr().err
    assert "visit.yaml: The clinic is closed on Sunday 20 December 2026.\n" in err
    assert without_isolates(err) == err
