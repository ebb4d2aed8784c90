from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.autosave import LATE_MS, PAUSE_MS, Autosave
from clinic_aid.desktop.consultation.services import GivenPdf, Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.domain.records import KeptConsultation, Place
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import WallClock


class PanicError(BaseException):
    """What a library in another language raises when it breaks down."""


KeepConsultation = Callable[..., str]
PDF = b"%PDF-1.7 a guide %%EOF"


@pytest.fixture
def session(vault_services: Services) -> Session:
    return Session(vault_services)


@pytest.fixture
def autosave(
    qtbot: QtBot, session: Session, open_vault: Vault, vault_services: Services
) -> Iterator[Autosave]:
    pool, parent = QThreadPool(), QObject()
    yield Autosave(
        session,
        open_vault,
        pool,
        headings=vault_services.headings,
        content="hair 1.0",
        program="0.1.0",
        # Of its own it would end wherever memory is tidied up, in a thread of a pool too.
        parent=parent,
    )
    assert pool.waitForDone(10_000)


def kept(vault: Vault, autosave: Autosave) -> KeptConsultation:
    assert autosave.key is not None
    return vault.records.load(autosave.key)


def wait_until_kept(qtbot: QtBot, autosave: Autosave) -> None:
    qtbot.waitUntil(lambda: autosave.state == "kept")


def full_disk(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ClinicAidError("The disk is full.")

    monkeypatch.setattr(vault.records, "save", refuse)


def test_what_is_typed_is_kept_without_being_asked(
    qtbot: QtBot, autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.put("patient.name", "Amira Haddad")
    wait_until_kept(qtbot, autosave)

    assert kept(open_vault, autosave).tree["patient"] == {"name": "Amira Haddad"}


def test_changes_are_gathered_for_less_than_a_second() -> None:
    assert PAUSE_MS <= 500


def test_who_types_on_and_on_is_kept_all_the_same(
    qtbot: QtBot, autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    name = ""

    def type_a_letter() -> bool:
        nonlocal name
        name += "a"
        session.put("patient.name", name)
        return open_vault.records.count() > 0

    qtbot.waitUntil(type_a_letter, timeout=5000)


def test_new_consultation_leaves_nothing_in_the_vault(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.start()
    autosave.flush()

    assert autosave.state == "nothing"
    assert open_vault.records.count() == 0


def test_what_is_half_wrong_is_kept_as_it_is(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.put("plan.treatment_date", "soon")
    autosave.flush()

    assert kept(open_vault, autosave).tree["plan"] == {"treatment_date": "soon"}


def test_what_is_in_work_is_kept_before_another_takes_its_place(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.put("patient.name", "Amira Haddad")
    session.start()

    assert [entry.headings.name for entry in open_vault.records.newest()] == ["Amira Haddad"]


def test_who_only_reads_a_consultation_does_not_change_it(
    autosave: Autosave, open_vault: Vault, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    before = open_vault.records.load(key).entry.changed_at

    autosave.open(key)
    autosave.at(Place(key="", step=2, page=3, person="Jo Brook"))
    autosave.flush()

    assert open_vault.records.load(key).entry.changed_at == before
    assert open_vault.preferences.place() == Place(key=key, step=2, page=3, person="Jo Brook")


def test_a_consultation_that_is_opened_again_is_kept_under_its_own_key(
    autosave: Autosave, session: Session, open_vault: Vault, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    autosave.open(key)

    session.put("patient.name", "Amira El Haddad")
    autosave.flush()

    assert open_vault.records.count() == 1
    assert open_vault.records.load(key).entry.headings.name == "Amira El Haddad"


def test_screens_shown_are_kept_while_the_talk_goes_on(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.put("patient.name", "Amira Haddad")
    session.note("shown", [{"screen": "welcome"}])
    autosave.flush()

    assert kept(open_vault, autosave).tree["shown"] == [{"screen": "welcome"}]


def test_nothing_is_written_of_an_unkept_consultation(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    autosave.begin_unkept()
    session.put("patient.name", "Amira Haddad")
    autosave.at(Place(key="", step=1))
    autosave.flush()

    assert autosave.state == "unkept"
    assert autosave.key is None
    assert open_vault.records.count() == 0
    assert open_vault.preferences.place() is None


def test_the_consultation_after_an_unkept_one_is_kept(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    autosave.begin_unkept()
    session.start()
    session.put("patient.name", "Noor Fellah")
    autosave.flush()

    assert open_vault.records.count() == 1


def test_nothing_more_is_kept_once_nothing_is_to_be(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.put("patient.name", "Amira Haddad")
    autosave.flush()

    key = autosave.keep_no_longer()
    assert key is not None
    open_vault.records.erase([key])
    session.put("patient.name", "Amira El Haddad")
    autosave.flush()

    assert open_vault.records.count() == 0
    assert session.draft.text("patient.name") == "Amira El Haddad"


def test_a_consultation_that_was_erased_leaves_the_screen(
    autosave: Autosave, session: Session, keep_consultation: KeepConsultation
) -> None:
    key = keep_consultation()
    autosave.open(key)

    autosave.forget((key,))

    assert autosave.key is None
    assert session.draft.text("patient.name") is None


@pytest.mark.fault(7)
def test_what_cannot_be_saved_stays_on_the_screen_and_is_tried_again(
    qtbot: QtBot,
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        full_disk(open_vault, broken)
        with qtbot.waitSignal(autosave.failed) as failed:
            session.put("patient.name", "Amira Haddad")
    assert failed.args == ["The disk is full."]
    assert autosave.state == "failed"
    assert session.draft.text("patient.name") == "Amira Haddad"

    qtbot.waitUntil(lambda: autosave.state == "kept", timeout=10_000)
    assert kept(open_vault, autosave).entry.headings.name == "Amira Haddad"


@pytest.mark.fault(7)
def test_what_was_told_of_a_save_is_taken_back_once_it_is_kept(
    qtbot: QtBot,
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        full_disk(open_vault, broken)
        with qtbot.waitSignal(autosave.failed) as failed:
            session.put("patient.name", "Amira Haddad")

    with qtbot.waitSignal(autosave.overcome, timeout=10_000) as overcome:
        pass

    assert overcome.args == failed.args
    assert autosave.state == "kept"


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, PanicError, MemoryError])
def test_whatever_a_save_raises_is_told_and_it_is_tried_again(
    qtbot: QtBot,
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    kind: type[BaseException],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind("Amira Haddad")

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(open_vault.records, "save", fail)
        with qtbot.waitSignal(autosave.failed) as failed:
            session.put("patient.name", "Amira Haddad")
    assert failed.args == ["This was not saved yet. What you entered is still here."]

    qtbot.waitUntil(lambda: autosave.state == "kept", timeout=10_000)
    assert kept(open_vault, autosave).entry.headings.name == "Amira Haddad"


@pytest.mark.parametrize("kind", [SystemExit, PanicError])
def test_whatever_a_last_save_raises_what_is_entered_is_not_left(
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[BaseException],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind("Amira Haddad")

    monkeypatch.setattr(open_vault.records, "save", fail)
    monkeypatch.setattr(open_vault, "rescue", partial(_refuse))
    session.put("patient.name", "Amira Haddad")

    assert not autosave.may_leave()


def test_a_save_that_takes_long_is_told_and_taken_back(
    qtbot: QtBot,
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    goes_on, save = Event(), open_vault.records.save

    def save_late(*given: object, **named: object) -> None:
        goes_on.wait(60)
        save(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(open_vault.records, "save", save_late)
    with qtbot.waitSignal(autosave.failed, timeout=10_000) as late:
        session.put("patient.name", "Amira Haddad")
    assert late.args is not None
    assert late.args[0].startswith("What you entered is not kept yet")
    assert autosave.state == "late"
    session.put("patient.name", "Amira El Haddad")
    assert autosave.state == "late"

    with qtbot.waitSignal(autosave.overcome, timeout=10_000) as overcome:
        goes_on.set()

    assert overcome.args == late.args
    wait_until_kept(qtbot, autosave)
    assert kept(open_vault, autosave).entry.headings.name == "Amira El Haddad"


def test_it_is_told_within_three_seconds() -> None:
    assert LATE_MS <= 3000


@pytest.mark.fault(21)
def test_what_the_vault_does_not_take_is_rescued_beside_it(
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    vault_services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        full_disk(open_vault, broken)
        session.put("patient.name", "Amira Haddad")
        assert autosave.may_leave()

    assert open_vault.take_in_rescued(vault_services.headings, "hair 1.0") == 1
    assert open_vault.records.newest()[0].headings.name == "Amira Haddad"


def test_it_is_not_left_when_neither_vault_nor_folder_takes_it(
    autosave: Autosave, session: Session, open_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_disk(open_vault, monkeypatch)
    monkeypatch.setattr(open_vault, "rescue", partial(_refuse))
    session.put("patient.name", "Amira Haddad")

    assert not autosave.may_leave()


def _refuse(*_: object) -> None:
    raise ClinicAidError("The disk is full.")


def test_an_older_state_never_takes_the_place_of_a_newer_one(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.put("patient.name", "Amira")
    older = autosave._next_save()
    session.put("patient.name", "Amira Haddad")
    autosave.flush()

    autosave._save(*older)

    assert kept(open_vault, autosave).entry.headings.name == "Amira Haddad"


def test_a_guide_that_was_given_is_kept_with_its_consultation(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.put("patient.name", "Amira Haddad")
    given = GivenPdf(key=autosave.owner(), data=b"%PDF-1.7 %%EOF", paper="a4", pages=13)

    autosave.keep_guide(given, "printed")

    (guide,) = kept(open_vault, autosave).guides
    assert (guide.pages, guide.paper, guide.content) == (13, "a4", "hair 1.0")
    assert open_vault.guides.pdf(autosave.key or "", guide.sha256) == b"%PDF-1.7 %%EOF"


def test_a_guide_is_kept_with_the_consultation_it_was_printed_for(
    autosave: Autosave, session: Session, open_vault: Vault
) -> None:
    session.put("patient.name", "Amira Haddad")
    given = GivenPdf(key=autosave.owner(), data=b"%PDF-1.7 %%EOF", paper="a4", pages=13)
    session.start()
    session.put("patient.name", "Noor Fellah")

    autosave.keep_guide(given, "printed")

    assert len(open_vault.records.load(given.key or "").guides) == 1


def test_no_guide_of_an_unkept_consultation_is_kept(autosave: Autosave, session: Session) -> None:
    autosave.begin_unkept()
    session.put("patient.name", "Amira Haddad")

    assert autosave.owner() is None


def test_a_change_after_the_day_of_a_given_guide_goes_into_a_new_consultation(
    qtbot: QtBot,
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    wall_clock: WallClock,
) -> None:
    session.put("patient.name", "Amira Haddad")
    autosave.flush()
    first = autosave.key
    pdf = GivenPdf(key=first, data=b"%PDF-1.7 of a guide %%EOF", paper="a4", pages=1, sent="1-1")
    autosave.keep_guide(pdf, "printed")
    before = kept(open_vault, autosave)
    wall_clock.at += timedelta(days=1)

    with qtbot.waitSignal(autosave.carried_on):
        session.put("consultant", "Dr J. Lee")
    wait_until_kept(qtbot, autosave)

    assert open_vault.records.load(first or "") == before
    new = kept(open_vault, autosave)
    assert new.entry.key != first
    assert new.entry.follows == first
    assert new.tree["consultant"] == session.draft.text("consultant") == "Dr J. Lee"


def test_a_screen_shown_after_that_day_is_of_the_new_one_alone(
    qtbot: QtBot,
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    wall_clock: WallClock,
) -> None:
    session.put("patient.name", "Amira Haddad")
    shown = [{"screen": "risks", "seconds": 9}, {"screen": "approved", "seconds": 4}]
    session.note("shown", shown[:1])
    first = autosave.owner() or ""
    autosave.keep_guide(GivenPdf(key=first, data=PDF, paper="a4", pages=1), "saved")
    wall_clock.at += timedelta(days=1)

    with qtbot.waitSignal(autosave.carried_on):
        session.note("shown", shown)
    wait_until_kept(qtbot, autosave)

    assert open_vault.records.load(first).tree["shown"] == shown[:1]
    new = kept(open_vault, autosave)
    assert new.entry.follows == first
    assert new.tree["shown"] == shown[1:]


def test_a_guide_of_what_was_changed_after_that_day_is_the_new_one_s(
    autosave: Autosave, session: Session, open_vault: Vault, wall_clock: WallClock
) -> None:
    session.put("patient.name", "Amira Haddad")
    first = autosave.owner()
    autosave.keep_guide(GivenPdf(key=first, data=b"%PDF-1.7 1 %%EOF", paper="a4", pages=1), "saved")
    wall_clock.at += timedelta(days=1)
    session.put("consultant", "Dr J. Lee")

    second = autosave.owner()
    autosave.keep_guide(
        GivenPdf(key=second, data=b"%PDF-1.7 2 %%EOF", paper="a4", pages=1), "saved"
    )

    assert second != first
    assert len(open_vault.records.load(first or "").guides) == 1
    assert len(open_vault.records.load(second or "").guides) == 1


def test_what_cannot_be_saved_of_the_new_one_is_rescued_as_what_it_is(  # noqa: PLR0917
    autosave: Autosave,
    session: Session,
    open_vault: Vault,
    vault_services: Services,
    wall_clock: WallClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session.put("patient.name", "Amira Haddad")
    first = autosave.owner() or ""
    autosave.keep_guide(GivenPdf(key=first, data=b"%PDF-1.7 1 %%EOF", paper="a4", pages=1), "saved")
    wall_clock.at += timedelta(days=1)
    autosave.begin_following(open_vault.records.load(first))
    session.put("consultant", "Dr J. Lee")
    with monkeypatch.context() as full:
        full_disk(open_vault, full)
        autosave.flush_quietly()

    assert open_vault.take_in_rescued(vault_services.headings, "hair 1.0") == 1
    assert kept(open_vault, autosave).entry.follows == first


def test_a_save_that_is_refused_too_late_begins_no_second_one(
    qtbot: QtBot, autosave: Autosave, session: Session, open_vault: Vault, wall_clock: WallClock
) -> None:
    session.put("patient.name", "Amira Haddad")
    first = autosave.owner()
    autosave.keep_guide(GivenPdf(key=first, data=PDF, paper="a4", pages=1), "saved")
    wall_clock.at += timedelta(days=1)
    session.put("consultant", "Dr J. Lee")
    autosave._on_pause()
    autosave.flush()
    # The save in the background is refused now, of which the window hears last.
    qtbot.waitUntil(lambda: not autosave.is_waiting, timeout=10_000)
    autosave.flush()

    assert open_vault.records.count() == 2
    assert kept(open_vault, autosave).entry.follows == first
