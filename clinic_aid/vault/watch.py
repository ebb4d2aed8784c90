"""Notice what was changed from outside, and tell it until somebody has seen it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.vault.access import Access
from clinic_aid.vault.erasures import FEWER_ERASURES, LOST_LIST
from clinic_aid.vault.kept_sum import PUT_BACK, sum_of
from clinic_aid.vault.key_copies import put_right
from clinic_aid.vault.keys import DataKey, KeyFile, read_keys, write_keys
from clinic_aid.vault.preferences import Preferences
from clinic_aid.vault.trail import FEWER_SAVES, NO_ANCHOR, erased_in, gap, said_once

OLDER_KEYS: Final = Message(
    "An older key file was put in place: people or passphrases that were removed open the vault "
    "again."
)
# The next saves, or a new anchor, cover these up; a broken line of the trail stays for ever.
_PASSING: Final = frozenset({FEWER_SAVES, NO_ANCHOR, PUT_BACK})
# Lines written after it fill a gap at the end: how long it was is told as it was first seen.
_GAP: Final = re.compile(r"Lines? (\d+)(?: to (\d+))? of the audit trail (?:is|are) missing\.")


class Watch:
    """What shows that an open vault was changed by something else than the program."""

    def __init__(self, access: Access, key: DataKey, preferences: Preferences) -> None:
        self._access, self._key, self._preferences = access, key, preferences
        self._store, self._sum = access.store, access.kept_sum
        self._found: tuple[str, ...] = ()

    def look(self, keys: KeyFile, *, thoroughly: bool) -> tuple[str, ...]:
        """Give all that is to be told; before anything is saved, which would cover it up.

        `keys` are those that opened the vault. `thoroughly` reads every consultation.
        """
        lines = self._not_seen(self._lines())
        found = [fault for fault in lines if fault in _PASSING or _GAP.fullmatch(fault)]
        if thoroughly:
            with self._store.reading() as connection:
                if not self._sum.is_true(connection):
                    found.append(PUT_BACK)
        with self._store.reading() as connection:
            erased = erased_in(connection)
        listed = self._access.erasures.listed()
        # Without an erasure, too: an older vault does not know of it.
        is_gone = listed.state != "sealed" and self._preferences.has_list()
        if is_gone or listed.has_lost(erased):
            found.append(LOST_LIST)
        if listed.sealed - erased:
            found.append(FEWER_ERASURES)
        serial = self._preferences.keys_serial()
        # The number alone could be raised by hand.
        if serial is not None and (keys.serial < serial or not keys.is_sealed_by(self._key)):
            found.append(OLDER_KEYS)
        self._found = _once(found)
        return self._joined(lines)

    def keep(self, keys: KeyFile) -> None:
        """Keep what was found, and what the next look compares with: the first that is saved."""
        preferences = self._preferences
        serial, known = preferences.keys_serial(), preferences.unseen()
        unseen = _once((*known, *self._found))
        # Of a program that did not seal it yet; where it cannot be written, the next look does.
        is_sealed = keys.is_sealed_by(self._key) or (serial is None and self._has_sealed(keys))
        with self._store.reading() as connection:
            has_sum = sum_of(connection) is not None

        def work(connection: Connection) -> None:
            self._sum.begin(connection)
            preferences.put_unseen(connection, unseen)
            if is_sealed and keys.serial > (serial or 0):
                preferences.put_keys_serial(connection, keys.serial)

        if not has_sum or unseen != known or (is_sealed and keys.serial > (serial or 0)):
            self._store.write(work)
        self._found = ()

    def put_right(self, keys: KeyFile) -> tuple[str, ...]:
        """Put the keys that hold in the place of a copy that is lost or another's; tell of it."""
        place = self._store.place
        told = put_right(keys, place.keys, place.foreign_keys, self._key)
        self._found = _once((*self._found, *told))
        return told

    def told(self) -> tuple[str, ...]:
        """Give what was changed from outside, unless somebody has seen just that."""
        return self._joined(self._not_seen(self._lines()))

    def accept(self) -> None:
        """Keep in the trail that somebody has seen what is told, and go on from there."""
        preferences, found = self._preferences, self._lines()
        unseen = preferences.unseen()
        # What only the anchor tells is told no more once it is written anew.
        self._access.anchor(anew=True)
        keys = None
        if OLDER_KEYS in unseen:
            keys = read_keys(self._store.place.keys, self._key).sealed_by(self._key)
            write_keys(keys, self._store.place.keys)

        def forget(connection: Connection) -> None:
            preferences.put_unseen(connection, ())
            # Only what was told: what nobody has looked for yet must not be taken for good.
            if PUT_BACK in unseen:
                self._sum.renew(connection)
            if keys is not None:
                preferences.put_keys_serial(connection, keys.serial)

        preferences.put_seen_break(said_once(self._lines() or found or unseen), forget)
        self._access.anchor()

    def put_keys(self, keys: KeyFile) -> None:
        """Put other keys in place, and keep that no earlier ones may come after them."""
        serial = 0
        with suppress(ClinicAidError):
            serial = self._preferences.keys_serial() or 0
        # Above one that was put back, too: else those that it replaced would count as newer.
        keys = replace(keys, serial=max(keys.serial, serial + 1)).sealed_by(self._key)
        write_keys(keys, self._store.place.keys)
        # They are in force: where this finds no room, the next opening does it.
        with suppress(ClinicAidError):
            self._store.write(
                lambda connection: self._preferences.put_keys_serial(connection, keys.serial)
            )

    def _joined(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        unseen = self._preferences.unseen()
        if any(map(_GAP.fullmatch, unseen)):
            lines = tuple(line for line in lines if not _GAP.fullmatch(line))
            self._found = tuple(line for line in self._found if not _GAP.fullmatch(line))
        return _once((*lines, *map(_as_told, unseen), *self._found))

    def _not_seen(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        return () if lines and self._preferences.seen_break() == said_once(lines) else lines

    def _has_sealed(self, keys: KeyFile) -> bool:
        with suppress(ClinicAidError):
            write_keys(keys.sealed_by(self._key), self._store.place.keys)
            return True
        return False

    def _lines(self) -> tuple[str, ...]:
        trail = self._access.trail
        anchor = trail.anchored()
        with self._store.reading() as connection:
            return tuple(trail.faults(connection, anchor))


def _as_told(line: str) -> str:
    """Give a line that was kept as the message that it was, to be said in another language."""
    found = _GAP.fullmatch(line)
    return gap(int(found[1]), int(found[2] or found[1])) if found else line


def _once(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told))
