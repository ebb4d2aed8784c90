"""The page about licences names what the program is built upon, and nothing that is not allowed."""

import re
from importlib.metadata import distribution

import pytest

from tests import licences
from tests.licences import ALLOWED, CHECKOUT, PAGE, SETTLED, packages, page, stated, taken

TEXT = PAGE.read_text(encoding="utf-8")
LOCKED = packages("lock-test.txt")
# Parts of Qt under the LGPL. Others, as charts and virtual keyboard, are under the GPL alone.
LGPL_PARTS = {
    *("QtCore", "QtDBus", "QtGui", "QtNetwork", "QtPdf", "QtPdfWidgets", "QtPrintSupport"),
    *("QtSvg", "QtSvgWidgets", "QtTest", "QtWidgets"),
}


def test_the_tables_are_those_of_what_is_locked() -> None:
    assert page() == TEXT, "run python -m tests.licences"


@pytest.mark.parametrize("name", LOCKED)
def test_a_package_is_taken_under_a_licence_that_is_allowed(name: str) -> None:
    assert ALLOWED.issuperset(taken(name).split(" AND "))


@pytest.mark.parametrize("lock", ["lock.txt", "lock-test.txt"])
def test_no_package_of_a_lock_is_passed_over(lock: str) -> None:
    lines = (CHECKOUT / ".setup" / lock).read_text(encoding="utf-8").splitlines()
    releases = [line for line in lines if not line.startswith(("#", " "))]

    assert [line.partition("==")[0] for line in releases] == list(packages(lock))


@pytest.mark.parametrize("name", SETTLED)
def test_what_is_settled_by_hand_is_not_stated_in_one_word(name: str) -> None:
    assert name in LOCKED
    assert stated(name) not in ALLOWED


def test_the_text_that_settles_sqlcipher3_is_in_it() -> None:
    files = distribution("sqlcipher3").files or ()
    (text,) = (file.read_text() for file in files if file.name == "LICENSE")

    assert "must not be misrepresented as being the original software" in " ".join(text.split())


@pytest.mark.parametrize(
    "said",
    ["", "GPL-3.0-only", "Proprietary", "MIT AND GPL-3.0-only", "SSPL-1.0 OR AGPL-3.0-only"],
)
def test_another_licence_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "stated", lambda _name: said)

    with pytest.raises(ValueError, match="not allowed"):
        taken("newcomer")


@pytest.mark.parametrize(
    ("said", "under"),
    [
        ("GPL-3.0-only OR MIT", "MIT"),
        ("MPL-2.0 AND MIT", "MPL-2.0 AND MIT"),
        ("GPL-2.0-only OR (MIT AND ISC)", "MIT AND ISC"),
    ],
)
def test_of_several_the_allowed_one_is_taken(
    said: str, under: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(licences, "stated", lambda _name: said)

    assert taken("newcomer") == under


def test_only_parts_of_qt_under_the_lgpl_are_used() -> None:
    source = "\n".join(
        file.read_text(encoding="utf-8") for file in (CHECKOUT / "clinic_aid").rglob("*.py")
    )
    used = set(re.findall(r"\bPySide6\.(\w+)", source))
    used |= set(re.findall(r"from PySide6 import (\w+)", source))

    assert {"QtCore", "QtWidgets"} <= used <= LGPL_PARTS


@pytest.mark.parametrize("name", ["LGPL-3.0", "GPL-3.0"])
def test_the_texts_that_the_lgpl_asks_for_are_in_every_copy(name: str) -> None:
    text = (CHECKOUT / "resources" / "licences" / f"{name}.txt").read_text(encoding="utf-8")

    assert "Version 3, 29 June 2007" in text
    assert text.rstrip().endswith(("<https://www.gnu.org/licenses/why-not-lgpl.html>.", "Library."))


def test_every_font_has_the_text_of_its_licence() -> None:
    fonts = CHECKOUT / "resources" / "fonts"
    families = {file.name.partition("-")[0] for file in fonts.glob("*.ttf")}

    for family in families:
        text = (fonts / f"OFL-{family}.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert re.sub(r"(?<=[a-z])(?=[A-Z])", " ", family) in TEXT
