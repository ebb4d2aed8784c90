from datetime import date, timedelta

import pytest

from clinic_aid.desktop.widgets.backup_words import backup_age_words
from clinic_aid.domain.backup_age import BackupAge

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "There is no backup outside this computer yet"),
        (0, "Last backup elsewhere: today"),
        (1, "Last backup elsewhere: yesterday"),
        (34, "Last backup elsewhere: 34 days ago"),
    ],
)
def test_it_is_said_how_old_the_last_backup_elsewhere_is(days: int | None, words: str) -> None:
    made = None if days is None else TODAY - timedelta(days=days)
    age = BackupAge(today=TODAY, made_on=made, begun_on=TODAY, changed_on=TODAY)
    assert backup_age_words(age) == words
