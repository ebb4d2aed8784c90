import hashlib
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import text

from clinic_aid.domain.given_guides import MadeGuide
from clinic_aid.domain.guide_parts import Part
from clinic_aid.domain.records import Giving, Headings, How
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import ClosedConsultationError
from clinic_aid.vault.kept_sum import PUT_BACK
from clinic_aid.vault.trail import FEWER_GIVEN
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PERSON, Clock

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"%%EOF"


def keep(vault: Vault, key: str = "key", pdf: bytes = PDF, how: How = "printed") -> str:
    about: dict[str, Any] = {
        "edition": "standard",
        "paper": "a4",
        "content": "hair 1",
        "program": "0.1.0",
    }
    return vault.guides.keep(key, pdf, how, pages=6, sent="1-4", **about)


@pytest.fixture
def saved(vault: Vault, headings: Headings) -> Vault:
    vault.records.save("key", {}, headings, content="1")
    return vault


def test_a_guide_comes_back_byte_for_byte(saved: Vault) -> None:
    assert saved.guides.pdf("key", keep(saved)) == PDF


def test_a_guide_is_known_by_its_sha_256(saved: Vault) -> None:
    assert keep(saved) == hashlib.sha256(PDF).hexdigest()


def test_what_was_given_is_recorded(saved: Vault) -> None:
    keep(saved)
    guide = saved.records.load("key").guides[0]
    assert (guide.edition, guide.paper, guide.pages) == ("standard", "a4", 6)
    assert (guide.content, guide.program) == ("hair 1", "0.1.0")
    assert guide.givings == (Giving(at=guide.made_at, how="printed", person=PERSON, pages="1-4"),)
    assert (saved.trail()[0].deed, saved.trail()[0].subject) == ("print", "key")


def test_its_parts_are_kept_with_what_they_said(saved: Vault) -> None:
    assert keep(saved) == saved.guides.given("key")[0].sha256
    assert saved.guides.given("key")[0].parts == {}
    parts: dict[Part, str] = {"plan": "p1", "facts": "x1"}
    about = {"edition": "compact", "paper": "a4", "content": "hair 1", "program": "0.1.0"}
    saved.guides.keep("key", b"%PDF-2.0" + PDF, "saved", pages=6, parts=parts, **about)
    newest = saved.guides.given("key")[-1]
    assert (newest.edition, newest.parts) == ("compact", parts)
    assert saved.guides.given("nobody") == ()
    assert is_whole(saved)


def test_the_same_bytes_are_kept_once_however_often_they_are_given(saved: Vault) -> None:
    keep(saved)
    sha256 = keep(saved, how="saved")
    saved.guides.give_again("key", sha256, "printed")
    (guide,) = saved.records.load("key").guides
    assert [giving.how for giving in guide.givings] == ["printed", "saved", "printed"]


def test_two_guides_come_in_the_order_in_which_they_were_given(saved: Vault) -> None:
    sums = [keep(saved), keep(saved, pdf=b"%PDF-2.0" + PDF)]
    assert [guide.sha256 for guide in saved.records.load("key").guides] == sums
    assert saved.records.newest()[0].guides == 2


def test_a_guide_of_one_consultation_is_not_another_s(saved: Vault, headings: Headings) -> None:
    saved.records.save("other", {}, headings, content="1")
    with pytest.raises(ClinicAidError, match="not in the vault any more"):
        saved.guides.pdf("other", keep(saved))


def test_a_guide_without_its_consultation_is_told_and_not_kept(vault: Vault) -> None:
    with pytest.raises(ClinicAidError, match="its consultation is not kept"):
        keep(vault, "nothing")


def test_a_changed_guide_is_not_handed_out(saved: Vault) -> None:
    sha256 = keep(saved)
    with saved.store.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE guide SET pdf = x'00'"))
    with pytest.raises(ClinicAidError, match="Do not hand it out"):
        saved.guides.pdf("key", sha256)


def test_the_guides_go_with_their_consultation(saved: Vault) -> None:
    sha256 = keep(saved)
    saved.records.erase(["key"])
    with pytest.raises(ClinicAidError):
        saved.guides.pdf("key", sha256)
    with saved.store.reading() as connection:
        for table in ("guide", "giving"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", PDF[:-3], b"pages" + PDF])
def test_nothing_but_a_whole_pdf_is_kept_as_a_guide(saved: Vault, pdf: bytes) -> None:
    with pytest.raises(ClinicAidError, match="not whole"):
        keep(saved, pdf=pdf)
    assert saved.records.load("key").guides == ()


# Guides that are older than the entries


def older(vault: Vault) -> bool:
    return vault.records.load("key").entry.guides_are_older


def is_whole(vault: Vault) -> bool:
    return vault.soundness().is_sound and vault.breaks() == ()


NEWER, NEWEST = "2" * 64, "3" * 64


def made(sha256: str, *, paper: str = "a4", **parts: str) -> MadeGuide:
    return MadeGuide(sha256=sha256, paper=paper, parts=cast("dict[Part, str]", parts))


def test_a_guide_made_anew_that_differs_is_told_and_kept_for_lists(saved: Vault) -> None:
    keep(saved)
    assert saved.guides.compare("key", made(NEWER))
    assert older(saved)
    assert saved.records.newest()[0].guides_are_older
    assert is_whole(saved)


def test_entries_changed_back_make_the_guide_the_one_of_now_again(saved: Vault) -> None:
    sha256 = keep(saved)
    saved.guides.compare("key", made(NEWER))
    assert not saved.guides.compare("key", made(sha256))
    assert not older(saved)


def test_on_other_paper_it_stays_as_it_was_said(saved: Vault) -> None:
    keep(saved)
    assert not saved.guides.compare("key", made(NEWER, paper="letter"))
    saved.guides.compare("key", made(NEWER))
    assert saved.guides.compare("key", made(NEWEST, paper="letter"))
    assert older(saved)


def test_the_guide_of_now_that_is_given_ends_it(saved: Vault) -> None:
    keep(saved)
    saved.guides.compare("key", made(NEWER))
    keep(saved, pdf=b"%PDF-2.0" + PDF)
    assert not older(saved)
    assert is_whole(saved)


def test_what_was_given_again_is_as_old_as_before(saved: Vault) -> None:
    sha256 = keep(saved)
    saved.guides.compare("key", made(NEWER))
    saved.guides.give_again("key", sha256, "printed")
    assert older(saved)


def test_guides_left_as_they_are_are_told_no_more_until_the_next_change(saved: Vault) -> None:
    keep(saved)
    saved.guides.compare("key", made(NEWER))
    saved.guides.leave_as_they_are("key")
    assert not older(saved)
    assert not saved.guides.compare("key", made(NEWER))
    assert (saved.trail()[0].deed, saved.trail()[0].subject) == ("leave-guide", "key")
    assert saved.guides.compare("key", made(NEWEST))
    assert older(saved)
    assert is_whole(saved)


def test_where_no_guide_is_older_there_is_nothing_to_leave(saved: Vault) -> None:
    keep(saved)
    saved.guides.leave_as_they_are("key")
    assert saved.trail()[0].deed == "print"


def test_a_closed_consultation_is_not_held_against_what_is_entered_later(
    saved: Vault, clock: Clock
) -> None:
    keep(saved)
    clock.at += timedelta(days=9)
    assert not saved.guides.compare("key", made(NEWER))
    assert not older(saved)


def test_what_nobody_was_given_is_not_old(saved: Vault) -> None:
    assert not saved.guides.compare("key", made(NEWER))
    assert not saved.guides.compare("nobody", made(NEWER))


def test_no_line_and_no_change_comes_of_a_guide_that_is_the_same(saved: Vault) -> None:
    sha256 = keep(saved)
    before = saved.trail(), saved.records.load("key")
    saved.guides.compare("key", made(sha256))
    assert (saved.trail(), saved.records.load("key")) == before


def test_a_save_leaves_it_said_that_the_guide_is_older(saved: Vault, headings: Headings) -> None:
    keep(saved)
    saved.guides.compare("key", made(NEWER))
    saved.records.save("key", {"format": 1}, headings, content="1")
    assert older(saved)
    assert is_whole(saved)


@pytest.mark.fault(15)
def test_a_mark_of_an_older_guide_that_is_taken_away_outside_is_told(saved: Vault) -> None:
    keep(saved)
    saved.guides.compare("key", made(NEWER))
    with saved.store.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE consultation SET newer_guide = NULL"))
    assert PUT_BACK in saved.soundness().trail


# Paper taken back


def test_a_guide_taken_back_is_kept_with_who_and_when(saved: Vault) -> None:
    sha256 = keep(saved)
    saved.guides.take_back("key", sha256)
    (guide,) = saved.records.load("key").guides
    assert guide.is_taken_back
    assert [(one.how, one.person) for one in guide.givings] == [
        ("printed", PERSON),
        ("taken-back", PERSON),
    ]
    assert guide.givings[1].at > guide.givings[0].at
    assert (saved.trail()[0].deed, saved.trail()[0].subject) == ("take-back", f"key {sha256[:12]}")
    assert saved.guides.pdf("key", sha256) == PDF
    assert is_whole(saved)


def test_a_guide_is_taken_back_once(saved: Vault) -> None:
    sha256 = keep(saved)
    saved.guides.take_back("key", sha256)
    saved.guides.take_back("key", sha256)
    (guide,) = saved.records.load("key").guides
    assert len(guide.givings) == 2


def test_a_guide_given_again_is_not_taken_back_any_more(saved: Vault) -> None:
    sha256 = keep(saved)
    saved.guides.take_back("key", sha256)
    saved.guides.give_again("key", sha256, "printed")
    assert not saved.records.load("key").guides[0].is_taken_back


def test_nothing_is_older_where_all_was_taken_back(saved: Vault) -> None:
    one, other = keep(saved), keep(saved, pdf=b"%PDF-2.0" + PDF)
    saved.guides.compare("key", made(NEWER))
    saved.guides.take_back("key", one)
    assert older(saved)
    saved.guides.take_back("key", other)
    assert not older(saved)
    assert not saved.guides.compare("key", made(NEWER))


def test_an_unknown_guide_is_not_taken_back(saved: Vault) -> None:
    with pytest.raises(ClinicAidError, match="not in the vault any more"):
        saved.guides.take_back("key", "1" * 64)


def test_a_consultation_stays_closed_whose_guide_was_taken_back(
    saved: Vault, headings: Headings, clock: Clock
) -> None:
    sha256 = keep(saved)
    clock.at += timedelta(days=9)
    saved.guides.take_back("key", sha256)
    with pytest.raises(ClosedConsultationError):
        saved.records.save("key", {"format": 1}, headings, content="1")


@pytest.mark.fault(15)
def test_a_taking_back_that_is_removed_outside_is_told(saved: Vault) -> None:
    saved.guides.take_back("key", keep(saved))
    with saved.store.engine.connect() as connection, connection.begin():
        connection.execute(text("DELETE FROM giving WHERE how = 'taken-back'"))
    assert FEWER_GIVEN in saved.soundness().trail


def test_other_parts_of_what_was_given_make_nothing_older(saved: Vault) -> None:
    parts: dict[Part, str] = {"plan": "p1", "facts": "x1"}
    about = {"edition": "standard", "paper": "a4", "content": "hair 1", "program": "0.1.0"}
    saved.guides.keep("key", PDF, "printed", pages=6, parts=parts, **about)
    assert not saved.guides.compare("key", made(NEWER, plan="p1", facts="x1", gp="g1"))
    assert saved.guides.compare("key", made(NEWER, plan="p2", facts="x1"))
    saved.guides.leave_as_they_are("key")
    # What was left stays so, whichever parts are chosen meanwhile.
    assert not saved.guides.compare("key", made(NEWEST, plan="p2", facts="x1"))
    assert saved.guides.compare("key", made(NEWEST, plan="p3", facts="x1"))
