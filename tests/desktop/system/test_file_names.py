import pytest

from clinic_aid.desktop.system.file_names import file_name


@pytest.mark.fault(41)
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Guide for A/B: <c>?", "Guide for A B c.pdf"),
        ("Guide for\tZoë\u202e..", "Guide for Zoë.pdf"),
        ("Guide for أميرة", "Guide for أميرة.pdf"),
    ],
)
def test_what_file_systems_refuse_is_left_out(words: str, name: str) -> None:
    assert file_name(words, ".pdf") == name


def test_long_names_fit_every_file_system() -> None:
    assert len(file_name("ü" * 500, ".pdf").encode()) <= 160
