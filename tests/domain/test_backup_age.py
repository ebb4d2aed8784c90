from datetime import date, timedelta

import pytest

from clinic_aid.domain.backup_age import QUIET_DAYS, BackupAge

TODAY = date(2026, 11, 30)


def age(*, made: int | None, begun: int = 400, changed: int = 0) -> BackupAge:
    """Give the age, all days counted back from today."""

    def day(days: int) -> date:
        return TODAY - timedelta(days=days)

    return BackupAge(
        today=TODAY,
        made_on=None if made is None else day(made),
        begun_on=day(begun),
        changed_on=day(changed),
    )


@pytest.mark.parametrize(
    ("made", "is_old"), [(0, False), (QUIET_DAYS, False), (QUIET_DAYS + 1, True), (400, True)]
)
def test_a_backup_is_old_after_a_month(made: int, is_old: bool) -> None:
    assert age(made=made).days == made
    assert age(made=made).is_old is is_old


def test_a_backup_since_which_nothing_changed_is_not_old() -> None:
    assert not age(made=100, changed=101).is_old
    assert age(made=100, changed=99).is_old


@pytest.mark.parametrize(
    ("begun", "is_old"), [(0, False), (QUIET_DAYS, False), (QUIET_DAYS + 1, True)]
)
def test_that_there_never_was_one_is_said_a_month_after_the_first_consultation(
    begun: int, is_old: bool
) -> None:
    assert age(made=None, begun=begun).days is None
    assert age(made=None, begun=begun).is_old is is_old


def test_a_backup_from_the_future_counts_as_none() -> None:
    assert age(made=-1).days is None
    assert age(made=-1).is_old
