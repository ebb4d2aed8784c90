from datetime import time

from clinic_aid.entry.typed_times import read_time


def test_times_are_read_with_colon_or_dot() -> None:
    assert [read_time(text) for text in ("9:15", "09.15", "24:00", "9")] == [
        time(9, 15),
        time(9, 15),
        None,
        None,
    ]
