"""How long the clinic keeps consultations, and the yearly review of what is older."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from clinic_aid.domain.records import Entry, Settings, is_past

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault

# Beyond any difference of time zones; `is_past` decides.
_MARGIN: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionReview:
    """Consultations that were kept for the clinic's period, those kept longer apart.

    `is_due` says whether somebody is to look at them.
    """

    past: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()
    years: int = Settings().retention_years
    reviewed_on: date | None = None
    is_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What is to become of consultations, by their keys."""

    erase: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    release: tuple[str, ...] = ()
    """No longer kept beyond the period, but not erased either."""


def review_of(vault: "Vault") -> RetentionReview:
    """Give what is older than the clinic's period, and whether somebody is to look at it."""
    settings = vault.preferences.settings()
    today, years = vault.today(), settings.retention_years
    old = [
        entry
        for entry in vault.records.unchanged_since(_years_before(vault.at(), years) + _MARGIN)
        if is_past(entry.changed_at, years=years, today=today)
    ]
    past = tuple(entry for entry in old if not entry.held)
    reviewed = settings.reviewed_on
    return RetentionReview(
        past=past,
        held=tuple(entry for entry in old if entry.held),
        years=years,
        reviewed_on=reviewed,
        is_due=bool(past) and (reviewed is None or _is_a_year_ago(reviewed, today)),
    )


def carry_out(vault: "Vault", decisions: Decisions) -> Decisions:
    """Do what a review decided, and keep that it was made."""
    if decisions.keep:
        vault.records.hold(decisions.keep, held=True)
    if decisions.release:
        vault.records.hold(decisions.release, held=False)
    if decisions.erase:
        vault.records.erase(decisions.erase)
        for key in decisions.erase:
            vault.forget_rescued(key)
        place = vault.preferences.place()
        if place is not None and place.key in decisions.erase:
            vault.preferences.put_place(None)
    vault.preferences.change(reviewed_on=vault.today())
    vault.note("review", vault.today().isoformat())
    return decisions


def _years_before(at: datetime, years: int) -> datetime:
    # The margin makes up for the one day.
    day = 28 if (at.month, at.day) == (2, 29) else at.day
    return at.replace(year=max(at.year - years, 1), day=day)


def _is_a_year_ago(day: date, today: date) -> bool:
    return is_past(datetime.combine(day, time()), years=1, today=today)
