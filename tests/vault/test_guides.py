import hashlib

import pytest
from sqlalchemy import text

from clinic_aid.domain.records import Giving, Headings, How
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PERSON

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"%%EOF"


def keep(vault: Vault, key: str = "key", pdf: bytes = PDF, how: How = "printed") -> str:
    about = {"edition": "standard", "paper": "a4", "content": "hair 1", "program": "0.1.0"}
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
