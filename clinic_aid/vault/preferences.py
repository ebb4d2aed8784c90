"""What is set for a vault, and where its consultant was; kept in the vault itself."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from clinic_aid.domain.records import Place, Settings
from clinic_aid.vault.access import Access
from clinic_aid.vault.tables import setting

T = TypeVar("T")

_SETTINGS, _PLACE, _CHECKED, _SEEN_BREAK = "settings", "place", "checked_on", "seen_break"
_BACKED_UP, _UNSEEN, _KEYS_SERIAL = "backed_up", "unseen_breaks", "keys_serial"


class Preferences:
    """Reads and writes the few single values of a vault."""

    def __init__(self, access: Access) -> None:
        self._access, self._store = access, access.store

    def settings(self) -> Settings:
        """Give what is set; what was never set is as usual."""
        with self._store.reading() as connection:
            return _settings_in(connection)

    def set(self, settings: Settings) -> None:
        """Keep other settings, and note in the trail what somebody changed, and how."""
        tree = asdict(settings)
        tree["reviewed_on"] = settings.reviewed_on and settings.reviewed_on.isoformat()

        def work(connection: Connection) -> None:
            before = _settings_in(connection)
            if settings == before:
                return
            _put(connection, _SETTINGS, tree)
            for deed, subject in _told(before, settings):
                self._access.note(connection, deed, subject)

        self._store.write(work)

    def change(self, **changes: object) -> Settings:
        """Set some of the settings, the others stay; give all of them."""
        settings = self.settings()
        changed = replace(settings, **changes)  # type: ignore[arg-type]
        if changed != settings:
            self.set(changed)
        return changed

    def place(self) -> Place | None:
        """Give where the consultant was, None if there is nothing to go on with."""
        tree = self._value(_PLACE, dict)
        if tree is None:
            return None
        return Place(**{name: tree[name] for name in _names(Place) if name in tree})

    def put_place(self, place: Place | None) -> None:
        """Keep where the consultant is now."""
        if place is None:
            self._store.write(lambda connection: _drop(connection, _PLACE))
        else:
            value = asdict(replace(place, person=self._access.person))
            self._store.write(lambda connection: _put(connection, _PLACE, value))

    def checked_on(self) -> date | None:
        """Give the day on which the whole file was last looked through."""
        said = self._value(_CHECKED, str)
        return None if said is None else date.fromisoformat(said)

    def put_checked_on(self, day: date) -> None:
        """Keep the day on which the whole file was looked through."""
        self._store.write(lambda connection: _put(connection, _CHECKED, day.isoformat()))

    def backed_up(self) -> str | None:
        """Give the sign of what the last backup holds."""
        return self._value(_BACKED_UP, str)

    def put_backed_up(self, sign: str) -> None:
        """Keep the sign of what was just backed up."""
        self._store.write(lambda connection: _put(connection, _BACKED_UP, sign))

    def seen_break(self) -> str | None:
        """Give the sign of the break of the trail that somebody has seen."""
        return self._value(_SEEN_BREAK, str)

    def put_seen_break(self, sign: str, forget: Callable[[Connection], None]) -> None:
        """Keep that somebody has seen a break; with it forget what is to be told no more."""

        def work(connection: Connection) -> None:
            _put(connection, _SEEN_BREAK, sign)
            self._access.note(connection, "seen-break", sign)
            forget(connection)

        self._store.write(work)

    def unseen(self) -> tuple[str, ...]:
        """Give what was once found to be changed and what nobody has seen since."""
        return tuple(map(str, self._value(_UNSEEN, list) or ()))

    def put_unseen(self, connection: Connection, told: Sequence[str]) -> None:
        """Keep what is to be told until somebody has seen it, within a transaction."""
        if told:
            _put(connection, _UNSEEN, list(told))
        else:
            _drop(connection, _UNSEEN)

    def keys_serial(self) -> int | None:
        """Give the number of the newest key file that this vault has seen."""
        return self._value(_KEYS_SERIAL, int)

    def put_keys_serial(self, connection: Connection, serial: int) -> None:
        """Keep the number of the key file in place, within a transaction."""
        _put(connection, _KEYS_SERIAL, serial)

    def _value(self, name: str, kind: type[T]) -> T | None:
        """Give a value that was kept, None where there is none of this kind."""
        with self._store.reading() as connection:
            return _value_in(connection, name, kind)


def _value_in(connection: Connection, name: str, kind: type[T]) -> T | None:
    said = connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar()
    value = None if said is None else json.loads(said)
    return value if isinstance(value, kind) else None


def _settings_in(connection: Connection) -> Settings:
    tree = _value_in(connection, _SETTINGS, dict)
    if tree is None:
        return Settings()
    known = {name: tree[name] for name in _names(Settings) if name in tree}
    reviewed = known.get("reviewed_on")
    known["reviewed_on"] = date.fromisoformat(reviewed) if reviewed else None
    return Settings(**known)


def _told(before: Settings, after: Settings) -> Iterator[tuple[str, str]]:
    """Give the lines of the trail for a change: deed, and the setting with what it was and is.

    A review, and a new recovery key, have lines of their own; a folder may have a telling name.
    """
    for name in Settings.BOUNDS:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield "settings", f"{name} {was} {now}"
    if before.backup_folder != after.backup_folder:
        yield "settings", "backup_folder"
    if after.recovery_confirmed and not before.recovery_confirmed:
        yield "key-on-paper", ""


def _put(connection: Connection, name: str, value: object) -> None:
    put = insert(setting).values(name=name, value=json.dumps(value))
    instead = put.on_conflict_do_update(index_elements=["name"], set_={"value": put.excluded.value})
    connection.execute(instead)


def _drop(connection: Connection, name: str) -> None:
    connection.execute(delete(setting).where(setting.c.name == name))


def _names(kind: type[Settings] | type[Place]) -> tuple[str, ...]:
    # A program of the same version of the file may know more of them.
    return tuple(field.name for field in fields(kind))
