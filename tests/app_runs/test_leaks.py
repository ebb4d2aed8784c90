"""A whole day at the desk; then every byte that the app could have written is searched."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.app_runs.conftest import PASSPHRASE, PERSON, Desk, Run

KEPT, UNKEPT = "Zephyrine Oakhollow", "Perpetua Lindenfeld"
NAMES = ("Zephyrine", "Oakhollow", "Perpetua", "Lindenfeld")


def spelled(words: Sequence[str]) -> list[bytes]:
    """Give words as any program would write them."""
    return [
        cased.encode(coding)
        for word in words
        for cased in {word, word.lower(), word.upper()}
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]


def found_in(
    folders: Sequence[Path], words: Sequence[str], known: dict[Path, object] | None = None
) -> list[str]:
    """Give each file whose bytes, members or name have one of the words in them.

    Files that are as they were when they got into `known` are not searched again.
    """
    wanted = spelled(words)
    found = []
    for folder in folders:
        for file in folder.rglob("*"):
            if known is not None and not _is_new(file, known):
                continue
            texts = [str(file).encode()]
            if file.is_file():
                try:
                    texts.append(file.read_bytes())
                    if zipfile.is_zipfile(file):
                        with zipfile.ZipFile(file) as archive:
                            texts += [archive.read(name) for name in archive.namelist()]
                except FileNotFoundError:
                    continue  # taken away meanwhile
            # A page of a guide is packed: no word can be found in one.
            if any(text.startswith(b"%PDF") for text in texts[1:]):
                found.append(f"a page: {file}")
            if any(word in text for word in wanted for text in texts):
                found.append(str(file))
    return found


def _is_new(file: Path, known: dict[Path, object]) -> bool:
    try:
        seen = file.stat()
    except FileNotFoundError:
        return False
    identity = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
    if known.get(file) == identity:
        return False
    known[file] = identity
    return True


@dataclass
class Day:
    """What was seen of a day at the desk."""

    desk: Desk
    recovery_key: str = ""
    files: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    steps: int = 0
    known: dict[Path, object] = field(default_factory=dict)
    said: str = ""
    log: str = ""
    status: int | None = None
    backups: int = 0

    def look(self, app: Run, step: str) -> None:
        """Search everything as it is now."""
        self.steps += 1
        self.titles += [f"{step}: {title}" for title in app.do("titles")]
        self.search(step)

    def search(self, step: str) -> None:
        """Search all files as they are now."""
        words = [*NAMES, PASSPHRASE, *([self.recovery_key] if self.recovery_key else [])]
        found = found_in(self.desk.searched, words, self.known)
        self.files += [f"{step}: {file}" for file in found]


def give(app: Run, day: Day) -> None:
    """Print the guide and save it, in the dialogs of the system."""
    app.do("show_guide")
    app.do("print_guide")
    # The clinic has no phone number yet.
    app.until(dialog="QMessageBox")
    day.look(app, "numbers missing")
    app.do("press_destructive")
    app.until(dialog="PrinterChoice")
    day.look(app, "print dialog")
    app.do("print_into", str(day.desk.given / "printed.pdf"))
    app.until(dialog="NoneType", given=1)
    app.do("save_guide")
    app.until(dialog="QFileDialog")
    day.look(app, "file dialog")
    app.do("choose_file", str(day.desk.given / f"Guide for {KEPT}.pdf"))
    app.until(dialog="NoneType", given=2)
    day.look(app, "given")


def consult(app: Run, day: Day) -> None:
    """Do all that is done in a consultation."""
    app.do("new")
    app.until(page="prepare", focus="QLineEdit")
    app.do("type", KEPT)
    app.do("put", "plan.product", "own-fat-cells")
    app.do("put", "plan.treatment_date", "2026-12-03")
    app.do("put", "notes_for_patient", f"{KEPT} asks her sister first.")
    day.look(app, "typed")
    app.until(autosave="kept", is_waiting=False, guide="current", name=KEPT)
    day.look(app, "kept")
    app.do("present")
    app.until(page="talk")
    for screen in range(6):
        app.do("next_screen")
        day.look(app, f"screen {screen}")
    app.do("leave_talk")
    app.until(page="prepare")
    give(app, day)
    app.do("home")
    assert app.do("find", "zeph oak") == 1
    day.look(app, "found")
    app.do("show_safety")
    day.look(app, "safe keeping")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    desk = Desk(tmp_path_factory.mktemp("d") / "d")
    desk.make()
    day = Day(desk)
    app = Run(desk)
    try:
        app.until(page="FirstStartPage", focus="QLineEdit")
        app.do("first_start", PERSON, PASSPHRASE)
        app.until(page="KeyPaperPage")
        day.recovery_key = app.do("confirm_key")
        app.until(page="home")
        consult(app, day)
        app.lock_by("key", "Ctrl+L")
        day.look(app, "locked")
        app.unlock()
        app.until(page="guide", name=KEPT)
        day.look(app, "unlocked")
        app.do("home")
        app.do("new_unkept")
        app.until(page="prepare", autosave="unkept", focus="QLineEdit")
        app.do("type", UNKEPT)
        app.until(guide="waiting")
        app.do("put", "plan.product", "own-fat-cells")
        app.until(guide="current", name=UNKEPT)
        day.look(app, "unkept")
        app.do("fault", UNKEPT)
        app.until(banner=FAULT_WORDS, faults=3)
        day.look(app, "fault")
        app.do("close")
        app.until(dialog="QMessageBox")
        day.look(app, "asked")
        app.do("press_destructive")
        day.status = app.await_end()
        day.known.clear()
        day.search("closed")
        day.said = app.said
        day.log = (desk.data / "faults.log").read_text(encoding="utf-8")
        day.backups = len(list((desk.data / "backups").iterdir()))
        yield day
    finally:
        app.kill()


FAULT_WORDS = (
    "Something went wrong in Clinic Aid. What you entered is still here. Save it, then start the "
    "app again."
)


def test_no_file_names_a_patient_or_a_secret(day: Day) -> None:
    assert day.steps > 15
    assert day.files == []


def test_no_title_of_a_window_names_a_patient(day: Day) -> None:
    assert any("Clinic Aid" in title for title in day.titles)
    assert [title for title in day.titles if any(name in title for name in NAMES)] == []


@pytest.mark.fault(53)
def test_the_crash_log_tells_of_faults_and_of_no_patient(day: Day) -> None:
    assert day.log.count("RuntimeError at") == 3
    assert not any(name in day.log for name in NAMES)


@pytest.mark.fault(53)
def test_nothing_is_said_on_the_console(day: Day) -> None:
    words = [line for line in day.said.splitlines() if not line.startswith("This plugin does not")]
    assert words == []


def test_the_day_was_a_real_one(day: Day) -> None:
    assert day.status == 0
    assert day.backups >= 1
    assert {file.name for file in day.desk.given.iterdir()} == {
        "printed.pdf",
        f"Guide for {KEPT}.pdf",
    }
    vault = day.desk.open_vault()
    [entry] = vault.records.newest()
    kept = vault.records.load(entry.key)
    assert kept.entry.headings.name == KEPT
    assert [giving.how for guide in kept.guides for giving in guide.givings] == ["saved", "saved"]
    saved = (day.desk.given / f"Guide for {KEPT}.pdf").read_bytes()
    assert vault.guides.pdf(entry.key, kept.guides[0].sha256) == saved
    vault.close()


@pytest.mark.parametrize(
    "content",
    [b"at Zephyrine.", "Oakhollow".encode("utf-16"), b"PERPETUA", b"%PDF-1.7"],
)
def test_the_search_finds_what_it_looks_for(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"\0" + content if content[:1] != b"%" else content)
    with zipfile.ZipFile(tmp_path / "packed", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside", b"..." + content if content[:1] != b"%" else content)

    assert len(found_in([tmp_path], NAMES)) == 2
