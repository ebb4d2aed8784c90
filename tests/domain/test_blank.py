import pytest

from clinic_aid.domain.blank import is_blank


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\t\n", "\u00a0", "\u3000", "\u2028"),
        *("\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\u00ad", "\u034f", "\ufe0f"),
        *("\u0301", "\u115f", "\u3164", "\uffa0", "\u2800", "\u2065", "\U000e0001"),
        " \u200b\u2060 \u00ad",
    ],
)
def test_what_nobody_can_see_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text", ["a", "-", "…", "علی\u200cرضا", "क्\u200dष", "\u200bJo", "\u202d1", "李"]
)
def test_what_has_a_sign_that_can_be_seen_is_not(text: str) -> None:
    assert not is_blank(text)
