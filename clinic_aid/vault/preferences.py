"""What is set for a vault, and where its consultant was; kept in the vault itself."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from clinic_aid.domain.records import KeptClinic, Place, Settings
from clinic_aid.vault.access import Access
from clinic_aid.vault.tables import setting

T = TypeVar("T")

_SETTINGS, _PLACE, _CHECKED, _SEEN_BREAK = "settings", "place", "checked_on", "seen_break"
_ELSEWHERE = "backed_up_elsewhere"
_BACKED_UP, _UNSEEN, _KEYS_SERIAL = "backed_up", "unseen_breaks", "keys_serial"
_TRIES_MARK, _HAS_LIST = "tries_mark", "has_list"
_CLINIC, _PRODUCTS = "clinic", "product_names"


class Preferences:
    """Reads and writes the few single values of a vault."""

    def __init__(self, access: Access) -> None:
        self._access, self._store = access, access.store

    def settings(self) -> Settings:
        """Give what is set; what was never set is as usual."""
        return self._readable_settings()[0]

    def mend(self) -> bool:
        """Keep as usual whatever of the settings cannot be read; say whether there was any."""
        settings, is_whole = self._readable_settings()
        if not is_whole:
            self.set(settings)
        return not is_whole

    def _readable_settings(self) -> tuple[Settings, bool]:
        """Give what is set, each that cannot be read as usual, and whether all could be read."""
        said = self._said(_SETTINGS)
        if said is None:
            return Settings(), True
        tree = _parsed(said)
        if not isinstance(tree, dict):
            return Settings(), False
        settings, is_whole = Settings(), True
        for name in _names(Settings):
            if name not in tree:
                continue
            try:
                value = tree[name]
                if name == "reviewed_on" and value is not None:
                    value = date.fromisoformat(value)
                settings = replace(settings, **{name: value})
            except (TypeError, ValueError):
                is_whole = False
        return settings, is_whole

    def set(self, settings: Settings) -> None:
        """Keep other settings, and note in the trail what somebody changed, and how."""
        tree = asdict(settings)
        tree["reviewed_on"] = settings.reviewed_on and settings.reviewed_on.isoformat()

        def work(connection: Connection) -> None:
            # Of what was committed last: nobody else writes meanwhile.
            before = self.settings()
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
        try:
            return Place(**{name: tree[name] for name in _names(Place) if name in tree})
        except TypeError:
            return None

    def put_place(self, place: Place | None) -> None:
        """Keep where the consultant is now."""
        if place is None:
            self._store.write(lambda connection: _drop(connection, _PLACE))
        else:
            value = asdict(replace(place, person=self._access.person))
            self._store.write(lambda connection: _put(connection, _PLACE, value))

    def checked_on(self) -> date | None:
        """Give the day on which the whole file was last looked through."""
        return _day(self._value(_CHECKED, str))

    def put_checked_on(self, day: date) -> None:
        """Keep the day on which the whole file was looked through."""
        self._store.write(lambda connection: _put(connection, _CHECKED, day.isoformat()))

    def clinic(self) -> KeptClinic | None:
        """Give the clinic's own facts as they were read last without a fault."""
        kept: dict[str, Any] = self._value(_CLINIC, dict) or {}
        day, tree, logo = _day(kept.get("day")), kept.get("tree"), kept.get("logo")
        if day is None or not isinstance(tree, dict):
            return None
        try:
            picture = None if logo is None else (str(logo["kind"]), b64decode(logo["data"]))
        except (LookupError, TypeError, ValueError):
            picture = None
        return KeptClinic(day=day, tree=tree, logo=picture)

    def put_clinic(self, clinic: KeptClinic) -> None:
        """Keep the clinic's own facts, which were just read without a fault."""
        kept: dict[str, object] = {"day": clinic.day.isoformat(), "tree": clinic.tree}
        if clinic.logo is not None:
            kind, data = clinic.logo
            kept["logo"] = {"kind": kind, "data": b64encode(data).decode("ascii")}
        self._store.write(lambda connection: _put(connection, _CLINIC, kept))

    def product_names(self) -> dict[str, str]:
        """Give the products' names by their keys, as the content said them last."""
        kept: dict[str, object] = self._value(_PRODUCTS, dict) or {}
        return {key: name for key, name in kept.items() if isinstance(name, str)}

    def put_product_names(self, names: Mapping[str, str]) -> None:
        """Keep the products' names, for a start without the content."""
        if names != self.product_names():
            self._store.write(lambda connection: _put(connection, _PRODUCTS, dict(names)))

    def backed_up(self) -> str | None:
        """Give the sign of what the last backup holds."""
        return self._value(_BACKED_UP, str)

    def put_backed_up(self, sign: str) -> None:
        """Keep the sign of what was just backed up."""
        self._store.write(lambda connection: _put(connection, _BACKED_UP, sign))

    def backed_up_elsewhere(self) -> datetime | None:
        """Give when the last backup was made that is not on the vault's own disk alone."""
        return _instant(self._value(_ELSEWHERE, str))

    def put_backed_up_elsewhere(self, at: datetime) -> None:
        """Keep that such a backup was just made."""
        self._store.write(lambda connection: _put(connection, _ELSEWHERE, at.isoformat()))

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

    def has_list(self) -> bool:
        """Say whether a list of what was erased was ever written beside this vault."""
        return self._value(_HAS_LIST, bool) is True

    def put_has_list(self) -> None:
        """Keep that there is a list of what was erased, so that a missing one is noticed."""
        self._store.write(lambda connection: _put(connection, _HAS_LIST, True))

    def tries_mark(self) -> str | None:
        """Give the mark of the file that counts failed tries, None where none was marked yet."""
        return self._value(_TRIES_MARK, str)

    def put_tries_mark(self, connection: Connection, mark: str | None) -> None:
        """Keep the mark of the file that counts failed tries, within a transaction."""
        if mark is None:
            _drop(connection, _TRIES_MARK)
        else:
            _put(connection, _TRIES_MARK, mark)

    def _value(self, name: str, kind: type[T]) -> T | None:
        """Give a value that was kept, None where there is none of this kind."""
        said = self._said(name)
        value = None if said is None else _parsed(said)
        return value if isinstance(value, kind) else None

    def _said(self, name: str) -> str | None:
        with self._store.reading() as connection:
            return connection.execute(
                select(setting.c.value).where(setting.c.name == name)
            ).scalar()


def _parsed(said: str) -> object:
    """Give a value as it was kept; None where it is none any more."""
    try:
        return json.loads(said)
    except (TypeError, ValueError, RecursionError):
        return None


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _instant(said: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(said) if said is not None else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


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
