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


@pytest.mark.parametrize("words", ["", " . ", "\ud800", "CON", "nul", "Com1.", "aux.x"])
def test_what_is_no_name_or_a_device_of_windows_becomes_a_name(words: str) -> None:
    name = file_name(words, ".pdf")
    assert name.startswith("_")
    assert name.endswith(".pdf")


@pytest.mark.parametrize("words", ["Conrad", "Connie Aux", "Nula"])
def test_names_that_begin_like_a_device_stay(words: str) -> None:
    assert file_name(words, ".pdf") == f"{words}.pdf"
