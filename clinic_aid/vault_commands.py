"""Back the vault up, look through it or a backup, and restore, from the command line."""

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from getpass import GetPassWarning, getpass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from clinic_aid import __version__, locations
from clinic_aid.domain.records import Contents, Soundness
from clinic_aid.errors import ClinicAidError
from clinic_aid.files.one_holder import only_holder
from clinic_aid.files.text import visible
from clinic_aid.streams import complain, tell
from clinic_aid.vault.backups import Backup, read_backup, soundness_of
from clinic_aid.vault.comparing import recover_backup, unlock_backup
from clinic_aid.vault.errors import WrongPassphraseError
from clinic_aid.vault.keys import DataKey, as_person
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.restoring import Outcome, Prepared, prepare
from clinic_aid.vault.tries import Tries

DONE, INPUT_AT_FAULT = 0, 1
_LONGEST_LINE: Final = 4096
_BY_ITS_OWN_WORD: Final = "by its own word alone"
_STANDARD_INPUT: Final = Path("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Who opens the vault, and where the secret comes from: typed, where no file is named."""

    person: str | None = None
    passphrase_file: Path | None = None
    recovery_key_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """What the commands work with; each may be another in a test."""

    place: VaultPlace
    credentials: Credentials
    now: Callable[[], datetime]
    steady: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep


def context_here(credentials: Credentials, now: Callable[[], datetime]) -> CommandContext:
    """Give what the commands work with on this computer."""
    return CommandContext(place=VaultPlace(locations.user_data()), credentials=credentials, now=now)


def back_up(folder: Path | None, context: CommandContext) -> int:
    """Make a backup in a folder, else where the app makes them; works while the app runs."""
    with _vault(context) as opened:
        vault = opened.vault
        chosen = vault.preferences.settings().backup_folder
        target = folder or (Path(chosen) if chosen else context.place.backups)
        backup = vault.back_up(target)
        tell(f"{_path(backup.file)}: made and read back, {_consultations(vault.records.count())}.")
    return DONE


def verify(file: Path | None, context: CommandContext) -> int:
    """Look through a backup, else through the vault itself; name each fault on a line."""
    if file is not None:
        return _verify_backup(file, context)
    with _vault(context) as opened:
        found = opened.vault.soundness()
        unseen = opened.vault.breaks()
    return _reported(found, "The vault", "", unseen)


def restore(file: Path, context: CommandContext, *, is_agreed: bool, keep_newer: bool) -> int:
    """Put a backup in the place of the vault, once somebody has agreed to what it replaces."""
    refusal = "Clinic Aid is open. Close it, then restore again."
    with only_holder(context.place.holder, refusal=refusal):
        backup = read_backup(file)
        person, key = _unlocked(backup, context)
        now = context.now()
        with prepare(context.place, backup, key, person=person, now=now) as prepared:
            for line in _comparison(prepared, keep_newer=keep_newer):
                tell(line)
            if not is_agreed and not _is_agreed():
                raise ClinicAidError("Nothing was restored, and nothing was changed.")
            outcome = prepared.put_in_place(now=context.now(), keep_newer=keep_newer)
    for line in _told(outcome):
        tell(line)
    return DONE


def _verify_backup(file: Path, context: CommandContext) -> int:
    backup = read_backup(file)
    _, key = _unlocked(backup, context)
    try:
        # Beside the other encrypted files: never in a folder for anybody's temporary files.
        context.place.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".verify-", dir=context.place.data) as scratch:
            found = soundness_of(backup, key, scratch=Path(scratch))
        at = _time(backup.made_at)
        made = f", made {at}" if backup.is_sealed_by(key) else f", made {at} {_BY_ITS_OWN_WORD}"
    finally:
        key.wipe()
    return _reported(found, _path(Path(file.name)), made)


def _reported(found: Soundness, what: str, made: str, unseen: tuple[str, ...] = ()) -> int:
    faults = dict.fromkeys((*found.damage, *found.trail, *unseen))
    for fault in faults:
        complain(f"{what}: {fault}")
    if faults:
        return INPUT_AT_FAULT
    lines = "1 line" if found.trail_rows == 1 else f"{found.trail_rows} lines"
    counts = f"{_consultations(found.consultations)}, {lines} of audit trail"
    tell(f"{what} is sound: {counts}{made}.")
    return DONE


# Who it is


@contextmanager
def _vault(context: CommandContext) -> Iterator[Opened]:
    """Open the vault in place; what has to be told of it goes to standard error."""
    doorkeeper = Doorkeeper(
        context.place, now=context.now, program=__version__, steady=context.steady
    )
    match doorkeeper.state:
        case "new":
            raise ClinicAidError("There is no vault here yet. Open the app, which makes it.")
        case "damaged" | "missing-keys":
            raise ClinicAidError(doorkeeper.words)
    opened = _opened(doorkeeper, context)
    try:
        for notice in opened.notices:
            complain(f"warning: {notice}")
        yield opened
    finally:
        opened.vault.close()


def _opened(doorkeeper: Doorkeeper, context: CommandContext) -> Opened:
    """Open the vault; nobody has to say who they are where one copy of its keys is another's."""
    credentials, people = context.credentials, doorkeeper.people
    is_open = credentials.person is None and len(people) > 1 and doorkeeper.may_be_one
    person = None if is_open else _person(credentials, people)
    passphrase, recovery_key = _secret(credentials, person)
    _wait(doorkeeper.wait_s(), context)
    try:
        if recovery_key:
            return doorkeeper.unlock_by_recovery_key(person, recovery_key)
        return doorkeeper.unlock(person, passphrase)
    except WrongPassphraseError as error:
        if person is not None:
            raise
        raise WrongPassphraseError(
            "This does not open the vault. Look whether it is right, or say who you are with "
            "--person, one of: {listed}.",
            listed=_listed(people),
        ) from error


def _unlocked(backup: Backup, context: CommandContext) -> tuple[str, DataKey]:
    """Give who opens a backup, and its key."""
    tries = Tries(context.place.tries, context.steady)
    person = _person(context.credentials, backup.keys.people)
    passphrase, recovery_key = _secret(context.credentials, person)
    _wait(tries.wait_s(), context)
    if recovery_key:
        return person, recover_backup(backup, tries, recovery_key)
    return person, unlock_backup(backup, tries, person=person, passphrase=passphrase)


def _wait(seconds: float, context: CommandContext) -> None:
    """Wait out what failed tries cost: a command that is called anew has not waited yet."""
    if seconds > 0:
        complain(f"After failed tries, wait {round(seconds) or 1} seconds …")
        context.pause(seconds)


def _person(credentials: Credentials, people: tuple[str, ...]) -> str:
    if credentials.person is not None:
        person = as_person(credentials.person)
        if person not in people and credentials.recovery_key_file is None:
            raise ClinicAidError(
                "“{person}” has no passphrase here. It is: {listed}.",
                person=visible(person),
                listed=_listed(people),
            )
        return person
    if len(people) != 1:
        raise ClinicAidError(
            "Say who you are with --person, one of: {listed}.", listed=_listed(people)
        )
    return people[0]


def _listed(people: tuple[str, ...]) -> str:
    return ", ".join(map(visible, people))


def _secret(credentials: Credentials, person: str | None) -> tuple[str, str]:
    """Give the passphrase, or else the recovery key."""
    if credentials.recovery_key_file is not None:
        return "", _first_line(credentials.recovery_key_file)
    if credentials.passphrase_file is not None:
        return _first_line(credentials.passphrase_file), ""
    try:
        with warnings.catch_warnings():
            # It would show what is typed.
            warnings.simplefilter("error", GetPassWarning)
            whose = "" if person is None else f" of {visible(person)}"
            return getpass(f"Passphrase{whose}: "), ""
    except (GetPassWarning, EOFError) as error:
        raise ClinicAidError(
            "There is no terminal to type the passphrase on. Name a file with --passphrase-file; "
            "- reads standard input."
        ) from error


def _first_line(file: Path) -> str:
    name = "Standard input" if file == _STANDARD_INPUT else _path(file)
    if file == _STANDARD_INPUT and sys.stdin is None:
        raise ClinicAidError("Standard input is closed. Name a file that holds the secret.")
    try:
        if file == _STANDARD_INPUT:
            line = sys.stdin.readline(_LONGEST_LINE)
        else:
            with file.open(encoding="utf-8-sig") as lines:
                line = lines.readline(_LONGEST_LINE)
    except OSError as error:
        raise ClinicAidError(
            "{name} cannot be read ({reason}).", name=name, reason=error.strerror
        ) from error
    except UnicodeDecodeError as error:
        raise ClinicAidError("{name} is no text in UTF-8.", name=name) from error
    secret = line.rstrip("\r\n")
    if not secret:
        raise ClinicAidError("{name} has an empty first line. Write the secret there.", name=name)
    return secret


# What a restore replaces


def _is_agreed() -> bool:
    try:
        return input("Type yes to restore: ").strip() == "yes"
    # What is raised of a standard input that is closed, or cannot be read.
    except (EOFError, OSError, RuntimeError):
        return False


def _comparison(prepared: Prepared, *, keep_newer: bool) -> Iterator[str]:
    backup, exchange = prepared.backup, prepared.exchange
    newer = exchange.newer
    made = _time(backup.made_at)
    if not exchange.backup.is_dated:
        made = f"{made} {_BY_ITS_OWN_WORD}"
    yield f"The backup: made {made}, {_told_of(exchange.backup)}."
    if exchange.left_out:
        count = _consultations(exchange.left_out)
        yield f"Left out of it: {count} that had been erased."
    if exchange.called_erased:
        count = _consultations(exchange.called_erased)
        yield (
            f"A list that this vault did not write calls {count} in it erased. They come back: "
            "decide in the app, in Safe keeping, under Old consultations."
        )
    if exchange.has_lost_list:
        yield (
            "The list of what was erased here is missing or damaged: who was erased since the "
            "backup may come back. Erase them again."
        )
    yield f"Opened afterwards by the passphrases of that day: {_listed(backup.keys.people)}."
    if exchange.present == "none":
        yield "There is no vault's file here: it replaces no consultation."
        return
    if exchange.contents is not None:
        yield f"It replaces the vault here: {_told_of(exchange.contents)}."
    match exchange.present:
        case "damaged" if exchange.contents is None:
            yield "The vault here is damaged, and nothing in it can be read."
        case "damaged":
            yield (
                f"The vault here is damaged. {_newer(newer)}: what of that can still be read is "
                "taken over."
            )
        case "closed":
            yield "It replaces a vault with other keys, or of a newer app: nobody can compare them."
        case _ if newer and keep_newer:
            yield f"{_newer(newer)}: taken over."
        case _ if newer:
            yield (
                f"{_newer(newer)}: gone from the list afterwards, unless you take them over with "
                "--keep-newer."
            )
    yield "The vault here is not deleted: it is moved aside as a whole."


def _told(outcome: Outcome) -> Iterator[str]:
    yield "Restored."
    taken = outcome.taken
    if taken.consultations:
        yield f"Taken over from the earlier vault: {_consultations(taken.consultations)}."
    if taken.unreadable:
        yield f"Could not be read there any more: {_consultations(taken.unreadable)}."
    if taken.unreadable_guides:
        guides = "1 guide" if taken.unreadable_guides == 1 else f"{taken.unreadable_guides} guides"
        yield f"Could not be read there any more: {guides} of what was taken over."
    if taken.without_notes:
        yield f"Notes could not be read there any more: {_consultations(taken.without_notes)}."
    if outcome.aside is not None:
        yield f"The earlier vault is kept in {_path(outcome.aside)}."


def _path(file: Path) -> str:
    """Give a path on one line, whole: it is to be looked for."""
    return visible(str(file), _LONGEST_LINE)


def _told_of(contents: Contents) -> str:
    newest = contents.newest_change
    changed = f", last changed {_time(newest)}" if newest else ""
    return f"{_consultations(contents.consultations)}{changed}"


def _newer(count: int) -> str:
    verb = "is" if count == 1 else "are"
    return f"{_consultations(count)} of it {verb} newer than the backup or not in it"


def _consultations(count: int) -> str:
    return "1 consultation" if count == 1 else f"{count} consultations"


def _time(at: datetime) -> str:
    here = at.astimezone()
    return f"{here.day} {here:%B %Y}, {here:%H:%M}"
