"""Opens what a power cut left, as the program does at its next start, and names every loss."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.backups import SUFFIX, read_backup
from clinic_aid.vault.erasures import FEWER_ERASURES
from clinic_aid.vault.errors import UnknownRecordError
from clinic_aid.vault.keys import read_keys
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault
from tests.power_cut.recording import Event, put_ballast
from tests.power_cut.writer import PASSPHRASES, PERSON, keeper_of, save


@dataclass(slots=True)
class Promised:
    """What the program had said up to a moment."""

    created: bool = False
    passphrases: set[str] = field(default_factory=lambda: {PASSPHRASES[0]})
    numbers: dict[str, int] = field(default_factory=dict)
    guides: dict[str, str] = field(default_factory=dict)
    backup: str = ""
    erased: set[str] = field(default_factory=set)
    may_be_erased: set[str] = field(default_factory=set)

    def hear(self, event: Event) -> None:
        """Take note of what is said."""
        if event.kind != "say":
            return
        match event.words:
            case ("created",):
                self.created = True
            case ("saved", key, number):
                self.numbers[key] = number
                self.erased.discard(key)
                self.may_be_erased.discard(key)
            case ("given", key, sum_):
                self.guides[sum_] = key
            case ("changing", after):
                self.passphrases.add(after)
            case ("changed", after):
                self.passphrases = {after}
            case ("backed-up", name):
                self.backup = name
            case ("erasing", key):
                self.may_be_erased.add(key)
            case ("erased", key):
                self.erased.add(key)
                self.numbers.pop(key, None)
                self.guides = {sum_: of for sum_, of in self.guides.items() if of != key}


def losses(image: Path, promised: Promised) -> list[str]:
    """Give whatever is not as it was promised."""
    put_ballast(image)
    keeper = keeper_of(image)
    state = keeper.state
    if state == "new" and not promised.created:
        keeper.create(PERSON, PASSPHRASES[0]).vault.close()
        return []
    if state != "locked":
        return [f"the vault is {state}"]
    fitting = list(_fitting(image, promised.passphrases))
    if not fitting:
        return ["no passphrase opens it"]
    try:
        opened = keeper.unlock(PERSON, fitting[0])
    except ClinicAidError as error:
        return [f"it does not open: {error}"]
    try:
        # Where the power went in the middle of an erasure it is ended now, which is told.
        is_ended_now = promised.may_be_erased - promised.erased
        usual = {FEWER_ERASURES} if is_ended_now else set()
        found = [f"told: {notice}" for notice in opened.notices if notice not in usual]
        return [*found, *_missing(opened.vault, promised, image)]
    finally:
        opened.vault.close()


def _fitting(image: Path, passphrases: Iterable[str]) -> Iterator[str]:
    keys = read_keys(VaultPlace(image).keys)
    for passphrase in passphrases:
        try:
            keys.unlock(PERSON, passphrase).wipe()
        except ClinicAidError:
            continue
        yield passphrase


def _missing(vault: Vault, promised: Promised, image: Path) -> Iterator[str]:
    soundness = vault.soundness()
    if not soundness.is_sound:
        yield f"it is not sound: {soundness}"
        return
    yield from _missing_consultations(vault, promised)
    yield from _missing_guides(vault, promised)
    yield from _missing_backups(vault, promised, image)
    # It must not only be read: work goes on.
    save(vault, 1000)


def _missing_consultations(vault: Vault, promised: Promised) -> Iterator[str]:
    for key, number in promised.numbers.items():
        try:
            kept = vault.records.load(key).tree["number"]
        except UnknownRecordError:
            if key not in promised.may_be_erased:
                yield f"{key} is missing"
            continue
        if kept not in (number, number + 5):
            yield f"{key} is {kept}, not {number}"
    for key in promised.erased:
        try:
            vault.records.load(key)
        except UnknownRecordError:
            continue
        yield f"{key} is there again"


def _missing_guides(vault: Vault, promised: Promised) -> Iterator[str]:
    for sum_, key in promised.guides.items():
        try:
            vault.guides.pdf(key, sum_)
        except ClinicAidError:
            if key not in promised.may_be_erased:
                yield f"a guide of {key} is missing"


def _missing_backups(vault: Vault, promised: Promised, image: Path) -> Iterator[str]:
    files = list((image / "backups").glob(f"*{SUFFIX}"))
    if promised.backup and promised.backup not in [file.name for file in files]:
        yield "the last backup is missing"
    for file in files:
        try:
            vault.verify(read_backup(file))
        except ClinicAidError as error:
            yield f"a backup is not whole: {error}"
