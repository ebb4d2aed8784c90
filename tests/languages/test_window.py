"""The consultant's window in both made-up languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QThreadPool
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.app import local_now
from clinic_aid.app_content import load_app_content
from clinic_aid.content.dates import long_date
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.consultation.services import HandoutPdf, Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.prepare.checks_form import ChecksForm
from clinic_aid.desktop.prepare.dates_form import DatesForm
from clinic_aid.desktop.steps import GUIDE, PREPARE
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.consultation import Consultation
from clinic_aid.engine import Engine
from clinic_aid.entry.presentable import presentable
from clinic_aid.figures.colors import read_colors
from clinic_aid.talk.composing import checks_of
from clinic_aid.vault.ephemeral import make_ephemeral_vault
from clinic_aid.vault.places import VaultPlace
from tests.languages import (
    Change,
    accented,
    pseudo_pack,
    right_to_left,
    speaking,
    untranslated,
)
from tests.languages.clipping import faults_of

ServicesIn = Callable[[Change, str], Services]
OpenForm = Callable[[Change, str], MainWindow]


@pytest.fixture(scope="module")
def shipped_services() -> Iterator[Services]:
    read = load_app_content(demo=True)
    yield read.services
    read.renderer.close()


@pytest.fixture(scope="module")
def guide(qapp: QApplication) -> bytes:
    """Give a PDF of empty pages: what the guide says is not looked at here."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    # More than fit: a bar beside few pages can take the room that it is there for, for ever.
    for _ in range(11):
        writer.newPage()
    painter.end()
    return bytes(buffer.data().data())


@pytest.fixture
def services_in(pack: ContentPack, shipped_services: Services, guide: bytes) -> ServicesIn:
    def make_pdf(_consultation: object, _paper: object) -> HandoutPdf:
        return HandoutPdf(data=guide)

    def services_in(change: Change, language: str) -> Services:
        shipped, resources = shipped_services, locations.resources()
        engine = Engine(
            pack=pseudo_pack(pack, change),
            language=language,
            templates=locations.templates(),
            colors=read_colors(resources / "style" / "tokens.toml"),
            fonts=resources / "fonts",
        )

        def consultation(tree: Mapping[str, object]) -> Consultation:
            found = presentable(tree, shipped.check)
            assert found is not None
            return found

        return replace(
            shipped,
            pack=engine.pack,
            language=language,
            make_pdf=make_pdf,
            checks=lambda tree: checks_of(
                consultation(tree), clinic=shipped.clinic, pack=engine.pack, language=language
            ),
            concerns=lambda tree, edition=None: engine.concerns(
                consultation(tree), shipped.clinic, edition
            ),
        )

    return services_in


@pytest.fixture
def open_form(
    qtbot: QtBot, the_look: Look, services_in: ServicesIn, tmp_path: Path
) -> Iterator[OpenForm]:
    pool = QThreadPool()
    place = VaultPlace(tmp_path)
    vault = make_ephemeral_vault(place, person="Jo Brook", now=local_now, program="0.1.0")

    def open_form(change: Change, language: str) -> MainWindow:
        services = services_in(change, language)
        tree = services.read_file(locations.resources() / "samples" / "full.yaml")
        window = MainWindow(the_look)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(window.current):
            window.fill(services, pool, vault, tree)
        # The pages of the guide are the one thing here that is meant to scroll.
        window.preview.view.setProperty("mayScroll", True)
        return window

    yield open_form
    assert pool.waitForDone(20_000), "a background call outlived its test"
    vault.store.close()


@pytest.mark.parametrize(("change", "language"), [(accented, "en"), (right_to_left, "he")])
def test_no_page_of_the_form_has_an_english_word(
    qapp: QApplication, open_form: OpenForm, change: Change, language: str
) -> None:
    names = {"Clinic Aid"} | date_words() if change is accented else {"Clinic Aid"}
    with speaking(qapp, change):
        window = open_form(change, language)
        for page in range(len(window.prepare.pages)):
            window.turn_to(PREPARE, page)
            faults = faults_of(window, foreign=lambda text: untranslated(text, change, names=names))

            assert [fault for fault in faults if fault.startswith("untranslated")] == []


def date_words() -> set[str]:
    """Give weekdays and months: the accented language has none of its own in CLDR."""
    days = (date(2026, 1, 1) + timedelta(days=10 * step) for step in range(37))
    return {word for day in days for word in long_date(day, "en").split() if word.isalpha()}


@pytest.mark.parametrize(("change", "language"), [(accented, "en"), (right_to_left, "he")])
def test_clearing_and_what_needs_looking_at_can_be_read(
    qapp: QApplication, open_form: OpenForm, change: Change, language: str
) -> None:
    # Lists are joined with words of CLDR, which the accented language has none of.
    names = {"Clinic Aid", "and", *date_words()} if change is accented else {"Clinic Aid"}

    def faults() -> list[str]:
        # A bar that comes makes the page narrower, and with it higher.
        for _ in range(3):
            qapp.processEvents()
        found = faults_of(window, foreign=lambda text: untranslated(text, change, names=names))
        # Where a page is longer than the window it scrolls: nothing on it is out of reach.
        return [fault for fault in found if not fault.startswith("scrolls")]

    with speaking(qapp, change):
        window = open_form(change, language)
        window.session.put("checks.infection", {"answer": "yes", "cleared_by": "Clinic Aid"})
        window.session.put("plan.reviews", [{"day": "2027-08-01"}])
        dates, checks = window.prepare.pages[3], window.prepare.pages[5]
        assert isinstance(dates, DatesForm)
        assert isinstance(checks, ChecksForm)
        window.turn_to(PREPARE, 3)
        for part in ("day", "more"):
            dates.turn.buttons[part].click()
            assert faults() == []
        window.turn_to(PREPARE, 5)
        row = checks.check_rows["infection"]
        checks.turn_to("infection")
        row.clearing.open.click()
        assert faults() == []
        clearing = {"cleared_by": "Clinic Aid", "cleared_on": "2026-11-20", "cleared_how": "test"}
        window.session.put("checks.infection", {"answer": "yes", **clearing})
        assert row.clearing.cleared.isVisible()
        assert faults() == []
        window.turn_to(GUIDE)
        for _ in range(3):
            assert faults() == []
            window.preview.needs.more.click()
