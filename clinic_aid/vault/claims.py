"""Consultations that a list beside the vault calls erased, though nobody sealed that.

The list of an earlier program had no seal, so it may be true: an erasure that was interrupted, or
one from before a backup was restored. Anybody who can write files may have written it as well. So
each is shown, and somebody decides; what the vault itself erased is taken out without a question.
"""

from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from clinic_aid.domain.records import Entry
from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.vault.access import Access
from clinic_aid.vault.records import Records
from clinic_aid.vault.trail import erased_in, kept_though_listed

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault


def claimed(vault: "Vault") -> tuple[Entry, ...]:
    """Give what is here, is called erased, and nobody has decided about."""
    keys = _claimed_keys(vault.access, vault.records)
    return vault.records.entries(keys) if keys else ()


def decide(vault: "Vault", keys: Collection[str], *, erase: bool) -> None:
    """Erase them for good, or keep them; either is a line of the trail under the person's name."""
    if erase:
        vault.records.erase(keys)
        for key in keys:
            vault.forget_rescued(key)
    else:
        for key in keys:
            vault.note("keep-listed", key)


def told_of_claims(access: Access, records: Records) -> tuple[str, ...]:
    """Say that there are some, for who has just opened the vault."""
    count = len(_claimed_keys(access, records))
    if not count:
        return ()
    return (
        Message(
            "A list beside the vault calls consultations erased that are still here ({count}), "
            "but the vault did not write that. Nothing was erased. Decide in Safe keeping, under "
            "Old consultations.",
            count=count,
        ),
    )


def erase_what_came_back(access: Access, records: Records) -> None:
    """Bring vault and list together: each is true, and knows what the other may have lost.

    Of an erasure that was interrupted, or of a file that was put back by hand, the sealed list
    alone knows; after a list was lost, the vault alone does. An unsealed list is taken over as
    far as the vault has a line for it.
    """
    with access.store.reading() as connection:
        known = erased_in(connection)
    # Read after: what is erased meanwhile by another program is in the list first.
    listed = access.erasures.listed()
    back = known & records.keys()
    records.erase_again((listed.sealed - known) | back)
    # Where it cannot be written nobody is shut out: the next look says that it is missing.
    with suppress(ClinicAidError):
        access.erasures.remember(known | listed.sealed)


def _claimed_keys(access: Access, records: Records) -> frozenset[str]:
    listed = access.erasures.listed().unsealed
    if not listed:
        return frozenset()
    with access.store.reading() as connection:
        decided = erased_in(connection) | kept_though_listed(connection)
    return (listed & records.keys()) - decided
