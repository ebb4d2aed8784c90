"""The command line; opens the app when called bare.

Exit status: 0 done, 1 the input is at fault, 2 wrong usage, 3 a fault of the program.
"""

import argparse
import errno
import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from clinic_aid import __version__, locations
from clinic_aid.domain.guide_parts import (
    EDITIONS,
    PARTS,
    GuideWish,
    Part,
    in_printing_order,
)
from clinic_aid.errors import ClinicAidError
from clinic_aid.streams import (
    complain,
    drop_unwritten,
    flush,
    hold_standard_descriptors,
    require_output,
    tell,
)

DONE, INPUT_AT_FAULT, WRONG_USAGE, PROGRAM_AT_FAULT = 0, 1, 2, 3
_DAY_S: Final = 24 * 60 * 60


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    hold_standard_descriptors()
    try:
        return _status(arguments)
    except ClinicAidError as error:
        complain(str(error))
        return INPUT_AT_FAULT
    except BrokenPipeError:
        # Whoever read the output has read enough, as `head` does.
        return DONE
    except KeyboardInterrupt:
        complain("Stopped. Files that were finished are kept.")
        return INPUT_AT_FAULT
    except Exception as error:  # the one place where a fault becomes a sentence
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            complain("A name that was given is longer than any file's can be. Give a shorter one.")
            return INPUT_AT_FAULT
        place = traceback.extract_tb(error.__traceback__)[-1]
        # Neither the error's text nor a traceback: both may quote the patient.
        where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        complain(
            f"Clinic Aid has a fault of its own and stopped ({where}). No file was changed by it."
        )
        if os.environ.get("CLINIC_AID_TRACEBACK"):
            traceback.print_exc()
        return PROGRAM_AT_FAULT
    finally:
        drop_unwritten()


def _status(arguments: Sequence[str] | None) -> int:
    try:
        status = _run(_parser().parse_args(arguments))
    except SystemExit:  # of --help, --version and wrong usage
        flush()
        raise
    flush()
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clinic-aid",
        description=(
            "Make a patient's own guide to stem cell therapy for hair loss. "
            "Without a command, open the app."
        ),
        epilog="Exit status: 0 done, 1 the input is at fault, 2 wrong usage, 3 our own fault.",
    )
    parser.add_argument("--version", action="version", version=f"clinic-aid {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    demo = "open the app with a made-up clinic and patient; stores nothing"
    commands.add_parser("demo", help=demo)

    # argparse takes a % in a help text for a placeholder.
    default_clinic = str(locations.clinic_file()).replace("%", "%%")
    handout = commands.add_parser(
        "handout",
        help="make PDF handouts from consultation files",
        description="Make a PDF handout from each consultation file (YAML, or .json for JSON).",
    )
    handout.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a consultation file")
    handout.add_argument(
        "--output",
        "-o",
        required=True,
        type=Path,
        metavar="PATH",
        help="the PDF to write; a folder when several files are given",
    )
    handout.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", help="paper size (default: a4)"
    )
    handout.add_argument(
        "--parts",
        type=_parts,
        metavar="LIST",
        help=f"auto, or some of {','.join(PARTS)} (default: auto, what the patient needs)",
    )
    handout.add_argument(
        "--edition",
        choices=EDITIONS,
        help="text of 14, 12 or 18 points (default: what the patient needs)",
    )
    handout.add_argument(
        "--black-and-white", action="store_true", help="greys that stay apart on a laser printer"
    )
    handout.add_argument(
        "--discreet",
        action="store_true",
        help="leave the treatment and the last name off the heads",
    )
    handout.add_argument(
        "--clinic",
        type=Path,
        metavar="FILE",
        help=f"the clinic's own facts (default: {default_clinic}, if it exists)",
    )
    handout.add_argument(
        "--jobs",
        type=_at_least_one,
        default=1,
        metavar="N",
        help="handouts made at once (default: 1)",
    )

    schema = commands.add_parser("schema", help="print the JSON Schema of a file format")
    schema.add_argument("format", choices=("consultation", "content", "clinic"))

    content = commands.add_parser("content", help="work on a content pack")
    content_commands = content.add_subparsers(
        dest="content_command", required=True, metavar="COMMAND"
    )
    check = content_commands.add_parser(
        "check", help="name every fault of a content pack, with file and line"
    )
    check.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="the pack's folder (default: the shipped pack)",
    )
    check.add_argument(
        "--scores",
        action="store_true",
        help="also print the reading level of each section, and what the guides were rated",
    )
    _add_vault_commands(commands)
    return parser


def _add_vault_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what is done with the vault; a secret is typed or in a file, never an argument.

    Nothing is abbreviated: --passphrase would be taken for the option that names a file.
    """
    secrets = argparse.ArgumentParser(add_help=False)
    secrets.add_argument(
        "--person", metavar="NAME", help="who you are; needed only when several can open the vault"
    )
    kind = secrets.add_mutually_exclusive_group()
    kind.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="a file whose first line is the passphrase; - is standard input (default: asked for)",
    )
    kind.add_argument(
        "--recovery-key-file",
        type=Path,
        metavar="FILE",
        help="a file whose first line is the printed recovery key; - is standard input",
    )

    backup = commands.add_parser(
        "backup",
        parents=[secrets],
        allow_abbrev=False,
        help="back the vault up",
        description="Make a backup of the vault and read it back. The app may stay open.",
    )
    backup.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="where to, such as a stick (default: the place that is set in the app)",
    )

    restore = commands.add_parser(
        "restore",
        parents=[secrets],
        allow_abbrev=False,
        help="put a backup in the place of the vault",
        description=(
            "Show what a backup replaces, ask, and put it in the place of the vault, which is "
            "kept beside it. The app must be closed."
        ),
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup")
    restore.add_argument("--yes", action="store_true", help="do not ask")
    restore.add_argument(
        "--keep-newer",
        action="store_true",
        help="take over consultations that are newer than the backup, or not in it",
    )

    verify = commands.add_parser(
        "verify",
        parents=[secrets],
        allow_abbrev=False,
        help="look through the vault or a backup, and name every fault",
        description="Look through all of the vault, or of a backup. The app may stay open.",
    )
    verify.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a backup (default: the vault itself)"
    )


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number, 1 or more")
    return int(text)


def _parts(text: str) -> tuple[Part, ...] | None:
    """Read a list of parts; None for those that the patient needs."""
    if text == "auto":
        return None
    named = text.split(",")
    if unknown := [name for name in named if name not in PARTS]:
        raise argparse.ArgumentTypeError(
            f"there is no part “{unknown[0]}”; choose auto or some of {', '.join(PARTS)}"
        )
    return in_printing_order(part for part in PARTS if part in named)


def _run(parsed: argparse.Namespace) -> int:
    _require_time_zone()
    # Each command imports what it needs: none waits for the screens or the page layout of another.
    match parsed.command:
        case "handout":
            from clinic_aid.handout_command import make_handouts

            return make_handouts(
                parsed.files,
                output=parsed.output,
                clinic_file=parsed.clinic,
                wish=GuideWish(
                    paper=parsed.paper,
                    parts=parsed.parts,
                    edition=parsed.edition,
                    black_and_white=parsed.black_and_white,
                    discreet=parsed.discreet,
                ),
                jobs=parsed.jobs,
                today=_today(),
            )
        case "schema":
            from clinic_aid.schemas import schema_of

            require_output()
            tell(json.dumps(schema_of(parsed.format), indent=2, ensure_ascii=False))
            return DONE
        case "content":
            from clinic_aid.pack_report import report

            require_output()
            return report(parsed.folder or locations.content_pack(), scores=parsed.scores)
        case "backup" | "restore" | "verify":
            require_output()
            return _run_on_vault(parsed)
        case command:
            return _open_app(is_demo=command == "demo")


def _run_on_vault(parsed: argparse.Namespace) -> int:
    from clinic_aid.vault_commands import (
        Credentials,
        back_up,
        context_here,
        restore,
        verify,
    )

    credentials = Credentials(
        person=parsed.person,
        passphrase_file=parsed.passphrase_file,
        recovery_key_file=parsed.recovery_key_file,
    )
    here = context_here(credentials, _now)
    match parsed.command:
        case "backup":
            return back_up(parsed.folder, here)
        case "restore":
            agreed, newer = parsed.yes, parsed.keep_newer
            return restore(parsed.file, here, is_agreed=agreed, keep_newer=newer)
        case _:
            return verify(parsed.file, here)


def _require_time_zone() -> None:
    """Refuse a zone that is a day or more from UTC: no time could be told in it."""
    # That of the winter and that of the summer.
    if max(abs(time.timezone), abs(time.altzone)) >= _DAY_S:
        raise ClinicAidError(
            "The time zone of this computer is set to one that there is not: it is a day or more "
            "from UTC. Look at the variable TZ, then start Clinic Aid again."
        )


def _today() -> date:
    """Give the day on the wall."""
    return _now().date()


def _now() -> datetime:
    """Give the instant, in the time of this place: the only clock of the command line."""
    return datetime.now().astimezone()


def _open_app(*, is_demo: bool) -> int:
    if not has_display():
        complain("There is no display to open the app on. See clinic-aid --help.")
        return WRONG_USAGE
    if is_demo:
        from clinic_aid.demo import run
    else:
        from clinic_aid.process import run
    return run(sys.argv[:1])


def has_display() -> bool:
    """Say whether a window can be opened; only Linux and its kin may have no display."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
