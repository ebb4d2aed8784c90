"""The last backup that is not on this computer alone, in words."""

from clinic_aid.desktop.system.translation import translate
from clinic_aid.domain.backup_age import BackupAge


def backup_age_words(age: BackupAge) -> str:
    """Say when the last backup elsewhere was made, or that there never was one."""
    if age.days is None:
        return translate("BackupAge", "There is no backup outside this computer yet")
    words = {
        0: translate("BackupAge", "Last backup elsewhere: today"),
        1: translate("BackupAge", "Last backup elsewhere: yesterday"),
    }
    said = translate("BackupAge", "Last backup elsewhere: {days} days ago")
    return words.get(age.days, said.format(days=age.days))
