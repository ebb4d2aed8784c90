from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from clinic_aid.domain.records import Headings
from clinic_aid.vault.errors import ClosedConsultationError, UnknownRecordError
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import CHEAP, PERSON, Clock, give

Tree = dict[str, object]


def test_a_consultation_comes_back_as_it_was_saved(
    vault: Vault, tree: Tree, headings: Headings
) -> None:
    vault.records.save("key", tree, headings, content="hair 1")
    kept = vault.records.load("key")
    assert (kept.tree, kept.entry.headings) == (tree, headings)
    assert (kept.content, kept.person, kept.guides) == ("hair 1", PERSON, ())


def test_a_second_save_changes_the_same_consultation(
    vault: Vault, tree: Tree, headings: Headings
) -> None:
    vault.records.save("key", tree, headings, content="1")
    first = vault.records.load("key").entry
    vault.records.save("key", {}, Headings(name="B"), content="1")
    second = vault.records.load("key").entry
    assert vault.records.count() == 1
    assert second.begun_at == first.begun_at
    assert second.changed_at > first.changed_at


def test_only_the_first_save_is_a_line_of_the_trail(vault: Vault, headings: Headings) -> None:
    for _ in range(3):
        vault.records.save("key", {}, headings, content="1")
    assert [line.deed for line in vault.trail()] == ["begin", "create"]


def test_an_unknown_key_is_told(vault: Vault) -> None:
    with pytest.raises(UnknownRecordError, match="not in the vault any more"):
        vault.records.load("nothing")


HOSTILE = [
    "half \ud800 of one",
    "NUL \0 inside",
    "👩🏽‍⚕️ emoji",
    "e\u0301\u0301\u0301\u0301 accents",
    "\u202egnp.exe",
    "n" * 10_000,
    "Robert'); DROP TABLE consultation;--",
    '" OR 1=1 NEAR( *',
    "{{7*7}}",
    "",
]


@pytest.mark.fault(40)
@pytest.mark.fault(43)
@pytest.mark.fault(44)
@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_typed_is_kept_and_the_vault_stays_sound(vault: Vault, name: str) -> None:
    tree = {"patient": {"name": name}, name: [name]}
    vault.records.save(
        "key",
        tree,
        Headings(name=name, words=name, product=name, decision=name),
        content="1",
    )
    vault.records.find(name)
    vault.records.of_same_name(Headings(name=name))
    assert vault.records.load("key").tree == tree
    assert vault.soundness().is_sound


def test_a_tree_of_two_megabytes_is_kept(vault: Vault, headings: Headings) -> None:
    tree = {"notes": "é" * (1 << 20)}
    vault.records.save("key", tree, headings, content="1")
    assert vault.records.load("key").tree == tree


def test_the_newest_come_first(vault: Vault, headings: Headings) -> None:
    for key in ("a", "b", "c", "a"):
        vault.records.save(key, {}, headings, content="1")
    assert [entry.key for entry in vault.records.newest(most=2)] == ["a", "c"]


def test_the_newest_leave_out_a_day_and_keep_those_without_one(
    vault: Vault, headings: Headings
) -> None:
    vault.records.save("today", {}, headings, content="1")
    vault.records.save("other", {}, replace(headings, day=date(2026, 1, 1)), content="1")
    vault.records.save("none", {}, replace(headings, day=None), content="1")
    assert [e.key for e in vault.records.newest(but_not=headings.day)] == ["none", "other"]


def test_those_of_a_day(vault: Vault, headings: Headings) -> None:
    vault.records.save("today", {}, headings, content="1")
    vault.records.save("other", {}, replace(headings, day=date(2026, 1, 1)), content="1")
    assert [entry.key for entry in vault.records.of_day(date(2026, 11, 21))] == ["today"]


@pytest.mark.parametrize(
    "typed",
    [
        "Amira",
        "am",
        "HADDAD ami",
        "haddad, amira",
        "own fat",
        "november 2026",
        "2026-11-21",
        '"amira"',
        "amira*",
    ],
)
def test_a_consultation_is_found_as_it_is_typed(
    vault: Vault, headings: Headings, typed: str
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.records.save("other", {}, Headings(name="Zoe", words="Zoe"), content="1")
    assert [entry.key for entry in vault.records.find(typed)] == ["key"]


AS_TYPED = {
    "Zoë Müller": ("zoe", "zoe muller", "ZOE\u0308"),
    "Ame\u0301lie L’Évêque": ("amé", "amelie", "leveque", "l'eveque", "eveque"),
    "Łukasz Żółć": ("lukasz", "zolc", "ŁUKASZ", "żółć luk"),
    "Işık Yılmaz": ("isik", "IŞIK", "ISIK", "yilmaz", "ışık"),
    "Sam O’Brien": ("obrien", "o'brien", "o’brien", "o brien", "O`Brien", "brien", "OBRIEN sam"),
    "Anne-Marie Weiß": ("annemarie", "anne marie", "anne-m", "weiss", "WEISS"),
    "مُحَمَّد الأحمد": ("محمد", "مُحَمَّد", "الاحمد", "الأحمد"),
    "Søren Đukić": ("soren", "søren", "dukic", "Đuk"),
    "Ægir Guðmundsson": ("aegir", "ægir", "gudmundsson"),
    "Nguyễn Ánh": ("nguyen", "nguyễn anh", "NGUYÊ\u0303N"),
}


@pytest.fixture(scope="module")
def many_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    place, clock = VaultPlace(tmp_path_factory.mktemp("names")), Clock()
    door = Doorkeeper(place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP)
    vault = door.create(PERSON, "four plain words here").vault
    for name in AS_TYPED:
        vault.records.save(name, {}, Headings(name=name, words=f"{name} Own fat"), content="1")
    yield vault
    vault.close()


@pytest.mark.parametrize(
    ("name", "typed"), [(name, typed) for name, ways in AS_TYPED.items() for typed in ways]
)
def test_a_name_is_found_as_people_type_it(many_names: Vault, name: str, typed: str) -> None:
    assert [entry.key for entry in many_names.records.find(typed)] == [name]


@pytest.mark.fault(45)
@pytest.mark.parametrize("typed", ["", "  ", "nobody", "?!", "* ( )", "\0", "\ud800", "👩"])
def test_what_nobody_is_called_finds_nothing(vault: Vault, headings: Headings, typed: str) -> None:
    vault.records.save("key", {}, headings, content="1")
    assert vault.records.find(typed) == ()


def test_a_changed_name_is_found_and_the_earlier_one_is_not(
    vault: Vault, headings: Headings
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.records.save("key", {}, Headings(name="Zoe", words="Zoe"), content="1")
    assert vault.records.find("amira") == ()
    assert len(vault.records.find("zoe")) == 1


@pytest.mark.parametrize(
    "name", ["Łukasz Żółć", "O’Brien", "Ağaoğlu", "مُحَمَّد", "Li-Na", "王小明", "- ' -", "Ｊosé"]
)
def test_everything_under_a_name_in_any_letters(vault: Vault, name: str) -> None:
    vault.records.save("one", {}, Headings(name=name, words=f"{name} Own fat"), content="1")
    vault.records.save("two", {}, Headings(name=name.upper(), words="Own fat"), content="1")
    found = vault.records.of_same_name(Headings(name=name))
    assert {entry.key for entry in found} == {"one", "two"}


@pytest.mark.parametrize("name", ["AMIRA  haddad", "Ａmira Haddad"])
def test_everything_under_the_same_name_as_read(
    vault: Vault, headings: Headings, name: str
) -> None:
    vault.records.save("one", {}, headings, content="1")
    vault.records.save("two", {}, Headings(name=name, words=name), content="1")
    other = Headings(name="Amira Haddad-Roux", words="Amira Haddad-Roux")
    vault.records.save("other", {}, other, content="1")
    assert {entry.key for entry in vault.records.of_same_name(headings)} == {"one", "two"}


def test_a_consultation_without_a_name_is_nobody_s(vault: Vault) -> None:
    vault.records.save("key", {}, Headings(), content="1")
    assert vault.records.of_same_name(Headings()) == ()


def test_what_was_not_changed_for_long_comes_with_the_oldest_first(
    vault: Vault, headings: Headings, clock: Clock
) -> None:
    for key in ("oldest", "old"):
        vault.records.save(key, {}, headings, content="1")
    clock.at += timedelta(days=400)
    vault.records.save("new", {}, headings, content="1")
    found = vault.records.unchanged_since(clock.at - timedelta(days=1))
    assert [entry.key for entry in found] == ["oldest", "old"]


def test_a_hold_is_kept_noted_and_ended(vault: Vault, headings: Headings) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.records.hold(["key"], held=True)
    assert vault.records.load("key").entry.held
    vault.records.hold(["key"], held=False)
    assert not vault.records.load("key").entry.held
    assert [line.deed for line in vault.trail(most=2)] == ["release", "hold"]


def test_an_erased_consultation_is_gone_from_everything(vault: Vault, headings: Headings) -> None:
    for key in ("key", "other"):
        vault.records.save(key, {}, headings, content="1")
    assert vault.records.erase(["key"]) == 1
    with pytest.raises(UnknownRecordError):
        vault.records.load("key")
    assert [entry.key for entry in vault.records.find("amira")] == ["other"]
    assert vault.access.erasures.listed().sealed == {"key"}
    assert vault.trail()[0].deed == "erase"
    assert vault.soundness().is_sound


def test_an_erased_consultation_has_no_draft_left_that_would_bring_it_back(
    vault: Vault, headings: Headings
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.rescue("key", {"notes": "more"})
    vault.records.erase(["key"])
    assert vault.take_in_rescued(lambda _: headings, "1") == 0
    assert vault.records.count() == 0


def test_an_erasure_that_was_interrupted_is_finished_at_the_next_opening(
    vault: Vault, headings: Headings, unlock: Callable[[], Opened]
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.access.erasures.remember(["key", "unknown"])
    vault.close()
    assert unlock().vault.records.count() == 0


def test_every_change_changes_the_sign(vault: Vault, headings: Headings, clock: Clock) -> None:
    records, signs = vault.records, [vault.records.sign()]

    def signed() -> None:
        signs.append(records.sign())

    records.save("one", {}, headings, content="1")
    signed()
    records.save("two", {}, headings, content="1")
    signed()
    records.save("one", {"a": 1}, headings, content="1")
    signed()
    vault.guides.keep(
        "one",
        b"%PDF-1.7 %%EOF",
        "saved",
        edition="e",
        paper="a4",
        pages=1,
        content="1",
        program="0",
    )
    signed()
    records.erase(["two"])
    signed()
    assert len(set(signs)) == len(signs)
    assert records.sign() == signs[-1]


def test_a_save_under_way_does_not_bring_back_what_was_erased(
    vault: Vault, tree: dict[str, object], headings: Headings
) -> None:
    vault.records.save("a", tree, headings, content="hair 1")
    vault.records.erase(["a"])

    vault.records.save("a", tree, headings, content="hair 1")

    assert vault.records.count() == 0


@pytest.mark.parametrize("typed", ["JOSÉ", "jose\u0301", "ＪＯＳＥ\u0301", "  José "])
def test_a_name_is_the_same_however_it_is_written(
    vault: Vault, tree: dict[str, object], typed: str
) -> None:
    vault.records.save("a", tree, Headings(name="José", words="José"), content="hair 1")

    assert [entry.key for entry in vault.records.of_same_name(Headings(name=typed))] == ["a"]


@pytest.mark.parametrize(
    "name", ["Straße", "STRASSE", "Ｍｅｉ", "अमीरा", "محمد", "Ø", "O'Brien-Smith"]
)
def test_every_name_finds_itself(vault: Vault, tree: dict[str, object], name: str) -> None:
    vault.records.save("a", tree, Headings(name=name, words=name), content="hair 1")
    vault.records.save("b", tree, Headings(name=f"{name} b", words=name), content="hair 1")

    assert [entry.key for entry in vault.records.of_same_name(Headings(name=name))] == ["a"]


def test_a_closed_consultation_is_not_changed(
    closed: Vault, tree: Tree, headings: Headings
) -> None:
    with pytest.raises(ClosedConsultationError, match="is closed"):
        closed.records.save("key", {**tree, "decision": "no"}, headings, content="1")
    assert closed.records.load("key").tree == tree


def test_what_is_in_a_closed_consultation_already_is_no_change(
    closed: Vault, tree: Tree, headings: Headings
) -> None:
    before = closed.records.load("key")
    closed.records.save("key", tree, headings, content="1")
    assert closed.records.load("key") == before


def test_a_consultation_is_changed_until_its_day_is_over(
    vault: Vault, tree: Tree, headings: Headings, clock: Clock
) -> None:
    ahead = replace(headings, day=clock.at.date() + timedelta(days=3))
    vault.records.save("key", tree, ahead, content="1")
    give(vault)
    clock.at += timedelta(days=3)
    vault.records.save("key", {"first": 1}, ahead, content="1")
    clock.at += timedelta(days=1)
    with pytest.raises(ClosedConsultationError):
        vault.records.save("key", {"second": 2}, ahead, content="1")


def test_a_consultation_without_a_guide_is_never_closed(
    vault: Vault, tree: Tree, headings: Headings, clock: Clock
) -> None:
    vault.records.save("key", tree, headings, content="1")
    clock.at += timedelta(days=400)
    vault.records.save("key", {"later": 1}, headings, content="1")
    assert vault.records.load("key").tree == {"later": 1}


def test_what_was_entered_on_its_day_is_kept_although_it_is_closed_by_now(
    closed: Vault, headings: Headings, clock: Clock
) -> None:
    entered = clock.at - timedelta(days=1)
    closed.records.save("key", {"late": 1}, headings, content="1", entered_at=entered)
    assert closed.records.load("key").tree == {"late": 1}


def test_a_rescued_draft_of_a_closed_consultation_begins_one_that_follows_it(
    closed: Vault, tree: Tree, headings: Headings
) -> None:
    closed.rescue("key", {**tree, "decision": "no"})
    assert closed.take_in_rescued(lambda _: headings, "1") == 1
    assert closed.records.load("key").tree == tree
    _, (later,) = closed.records.linked(closed.records.load("key").entry)
    assert closed.records.load(later.key).tree["decision"] == "no"


def test_a_rescued_draft_knows_what_it_follows(closed: Vault, headings: Headings) -> None:
    closed.rescue("new", {"a": 1}, follows="key")
    closed.take_in_rescued(lambda _: headings, "1")
    assert closed.records.load("new").entry.follows == "key"


def test_consultations_are_linked_both_ways(closed: Vault, headings: Headings) -> None:
    closed.records.save("next", {}, headings, content="1", follows="key")
    first, second = (closed.records.load(key).entry for key in ("key", "next"))
    assert closed.records.linked(first) == (None, (second,))
    assert closed.records.linked(second) == (first, ())


@pytest.mark.parametrize("erased", ["key", "next"])
def test_a_link_to_what_was_erased_leads_nowhere(
    closed: Vault, headings: Headings, erased: str
) -> None:
    closed.records.save("next", {"a": 1}, headings, content="1", follows="key")
    closed.records.erase([erased])
    (left,) = closed.records.newest()
    assert closed.records.linked(left) == (None, ())
    assert closed.soundness().is_sound


def test_a_rescued_draft_that_says_nothing_new_begins_nothing(
    closed: Vault, tree: Tree, headings: Headings
) -> None:
    closed.rescue("key", tree)
    assert closed.take_in_rescued(lambda _: headings, "1") == 0
    assert closed.records.count() == 1


# Similar names


def keep_names(vault: Vault, *names: str) -> None:
    for name in names:
        vault.records.save(name, {}, Headings(name=name, words=f"{name} Own fat"), content="1")


def test_similar_names_are_other_people_and_never_those_that_are_found(vault: Vault) -> None:
    keep_names(vault, "Anna Meier", "Anna Mayer", "Anne Meyer", "Kim Lee")
    assert [entry.key for entry in vault.records.find("anna meier")] == ["Anna Meier"]
    assert [entry.key for entry in vault.records.similar("anna meier")] == [
        "Anne Meyer",
        "Anna Mayer",
    ]


def test_nobody_similar_is_shown_where_many_are_found(vault: Vault) -> None:
    keep_names(vault, "Anna Mayer")
    headings = Headings(name="Anna Meier", words="Anna Meier")
    for number in range(11):
        assert vault.records.similar("anna meier") != ()
        vault.records.save(f"{number}", {}, headings, content="1")
    assert vault.records.similar("anna meier") == ()


def test_of_one_person_the_newest_is_shown_and_another_birth_date_is_another_person(
    vault: Vault,
) -> None:
    for key, born in (("old", 1), ("other", 2), ("new", 1)):
        headings = Headings(name="Anna Mayer", birth_date=date(1984, 2, born), words="Anna Mayer")
        vault.records.save(key, {}, headings, content="1")
    assert [entry.key for entry in vault.records.similar("meier")] == ["new", "other"]


def test_at_most_ten_similar_names_are_shown(vault: Vault) -> None:
    keep_names(vault, *(f"Anna Mayer {letter}" for letter in "abcdefghijklm"))
    assert len(vault.records.similar("anna meier")) == 10


def test_a_name_that_is_changed_or_erased_is_similar_no_more(vault: Vault) -> None:
    keep_names(vault, "Anna Mayer", "Anna Maier")
    assert len(vault.records.similar("anna meier")) == 2
    vault.records.save("Anna Mayer", {}, Headings(name="Kim Lee", words="Kim Lee"), content="1")
    vault.records.erase(["Anna Maier"])
    assert vault.records.similar("anna meier") == ()


@pytest.mark.parametrize("typed", ["", "an", "?!", '"', "\ud800", "a\0b", "x" * 5000])
def test_what_is_no_name_resembles_nobody(vault: Vault, typed: str) -> None:
    keep_names(vault, "Anna Mayer")
    assert vault.records.similar(typed) == ()


def test_a_name_of_signs_alone_is_in_nobodys_way(vault: Vault) -> None:
    keep_names(vault, "???", "Anna Mayer")
    assert [entry.key for entry in vault.records.similar("meier")] == ["Anna Mayer"]
