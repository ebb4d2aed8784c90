"""Look through the whole file for damage, and through the trail for what was changed."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from clinic_aid.domain.records import Soundness
from clinic_aid.errors import Message
from clinic_aid.vault.database import understood, writing
from clinic_aid.vault.errors import DamagedVaultError
from clinic_aid.vault.kept_sum import PUT_BACK, KeptSum
from clinic_aid.vault.search import catch_up
from clinic_aid.vault.store import Store
from clinic_aid.vault.tables import consultation
from clinic_aid.vault.trail import Trail, length_of

_PAGE = 4096
_MOST = 8


def soundness(store: Store, trail: Trail, kept_sum: KeptSum) -> Soundness:
    """Give everything that is wrong with an open vault; nothing is written into it."""
    damage = [*damaged_pages(store)]
    if damage:
        return Soundness(damage=tuple(damage))
    anchor = trail.anchored()
    with store.reading() as connection:
        damage += _broken(connection)
    if not store.read_only:
        damage += _unfitting_search(store)
    with store.reading() as connection:
        changed = list(trail.faults(connection, anchor))
        if PUT_BACK not in changed and not kept_sum.is_true(connection):
            changed.append(PUT_BACK)
        return Soundness(
            damage=tuple(damage),
            trail=tuple(changed),
            consultations=connection.execute(
                select(func.count()).select_from(consultation)
            ).scalar_one(),
            trail_rows=length_of(connection),
        )


def require_whole(store: Store) -> None:
    """Raise DamagedVaultError, naming the damage, if a page is not as it was written."""
    if damage := damaged_pages(store):
        raise DamagedVaultError(
            "The vault's file is damaged. {named} Nothing was written into it. Restore the newest "
            "backup; the damaged file is kept aside.",
            named=damage[0],
        )


def damaged_pages(store: Store) -> list[str]:
    """Name pages whose bytes are not those that were written, and missing ones."""
    # Without it the check takes pages that are newer in the journal for damaged.
    store.checkpoint()
    if not _doubtful_pages(store):
        return []
    # A save in between looks like damage: what is said was seen while nobody saved.
    with store.quiet():
        return _doubtful_pages(store)


def _missing_pages(store: Store) -> list[str]:
    pages = int(str(store.alone("PRAGMA page_count")[0][0]))
    held = store.place.database.stat().st_size // _PAGE
    if held >= pages:
        return []
    return [Message("It ends after page {held} of {pages}.", held=held, pages=pages)]


def _doubtful_pages(store: Store) -> list[str]:
    if missing := _missing_pages(store):
        return missing
    return named_pages(str(row[0]) for row in store.alone("PRAGMA cipher_integrity_check"))


def named_pages(found: Iterable[str]) -> list[str]:
    """Say in one sentence which pages SQLCipher found damaged, whatever its own words are."""
    numbers = [word for words in found for word in words.split() if word.isdecimal()]
    if not numbers:
        return []
    if len(numbers) == 1:
        return [Message("Page {page} is not as it was written.", page=numbers[0])]
    named = ", ".join(numbers[:_MOST])
    if len(numbers) > _MOST:
        return [
            Message(
                "Pages {named} and {more} more are not as they were written.",
                named=named,
                more=len(numbers) - _MOST,
            )
        ]
    return [Message("Pages {named} are not as they were written.", named=named)]


def _unfitting_search(store: Store) -> list[str]:
    """Say whether the search finds something else than what is kept: put-back pages of it."""
    try:
        with understood(), writing(store.engine) as connection:
            catch_up(connection)
            # A command of the search that writes nothing; a save meanwhile would look like damage.
            connection.exec_driver_sql(
                "INSERT INTO search(search, rank) VALUES ('integrity-check', 1)"
            )
    except DamagedVaultError:
        return [
            Message("The search does not fit the consultations: one may not be found by its name.")
        ]
    return []


def _broken(connection: Connection) -> list[str]:
    # What is really damaged is named by the check itself.
    with suppress(DBAPIError):
        catch_up(connection)
    found = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})")]
    broken = [] if found == ["ok"] else found
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        broken.append("A guide belongs to no consultation.")
    return broken
