import json
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid import locations
from clinic_aid.errors import InputError
from clinic_aid.files.strict import (
    MAX_BYTES,
    read_document,
    read_file,
    read_shipped_file,
)
from clinic_aid.files.tree import (
    MAX_DEPTH,
    MAX_FAULTS,
    MAX_PLACES,
    JsonValue,
    TreeBuilder,
    path_text,
)
from clinic_aid.files.yaml_tree import read_faultless_yaml


def faults_of(text: str | bytes, name: str = "") -> list[str]:
    with pytest.raises(InputError) as caught:
        read_document(text, name=name)
    return [str(fault) for fault in caught.value.faults]


def json_faults_of(text: str | bytes) -> list[str]:
    return [fault.removeprefix("a.json: ") for fault in faults_of(text, "a.json")]


def data_of(text: str | bytes, name: str = "a.yaml") -> JsonValue:
    return read_document(text, name=name).data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-12-03", "2026-12-03"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("+1", 1),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-2.", -2.0),
        ("'1'", "1"),
        ("!!str 1", "1"),
        ("!!float 1", 1.0),
        ("=", "="),
    ],
)
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: JsonValue) -> None:
    data = data_of(f"key: {text}\n")
    assert data == {"key": value}
    assert isinstance(data, dict)
    assert type(data["key"]) is type(value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("plan:\n\tproduct: x\n",
         "a tab stands where only spaces may; replace it by spaces (line 2)"),
        ('a: 1\nb: "abc\nc: 2\n', "the text in quotes that begins here is not closed (line 2)"),
        ("a:\n  b: 1\n c: 2\n", "the indentation does not match the lines above (line 3)"),
        ("a: 1\nword\nb: 2\n",
         "a colon is missing after this key, or a text is not closed (line 3)"),
        ("a: @x\n", "a text cannot begin with @; put it in quotes (line 1)"),
        ("a: [1, 2\nb: 3\n", "a comma or a closing ] is missing before this (line 2)"),
        ("a: 1\n---\nb: 2\n", "a second document begins here (---); keep one (line 2)"),
        ("# nothing\n", "the file is empty (line 1)"),
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        ('a: "\\Uffffffff"\n', "the code after the \\ is no character (line 1)"),
        ('a: "\\d"\n', "the sign after the \\ is not known; use 'single quotes' (line 1)"),
        ("c:\n  <<: {b: 2}\n", "c: merging with << is not allowed; write the keys out (line 2)"),
        ("a: .inf\n", "a: .inf is not a number that can be used (line 1)"),
        ("a: .NaN\n", "a: .NaN is not a number that can be used (line 1)"),
        ("a: 1e999\n", "a: the number 1e999 is too large (line 1)"),
        (f"a: {'9' * 5000}\n", "a: the number 99999999999… has too many digits (line 1)"),
        ("a: !!int x\n", "a: x is not a whole number (line 1)"),
        ("a: !!map 3\n", "a: 3 is not a list or group (line 1)"),
        ("a: !mine 3\n", "a: the tag !mine is not allowed; delete it (line 1)"),
        ("a: *b\n", "a: the alias *b is not allowed; write the value out (line 1)"),
        ("a: b: c\n", "a colon is not possible here; check the indentation, "
                      "or put a text with a colon in quotes (line 1)"),
    ],
)  # fmt: skip
def test_a_fault_of_yaml_is_told_in_plain_words_with_its_line(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


@pytest.mark.fault(47)
def test_every_repeated_key_is_named_with_the_line_of_the_first() -> None:
    assert faults_of("a: 1\na: 2\nb: {c: 1,\n c: 2}\n", "x.yaml") == [
        "x.yaml: a: the key a appears twice, first on line 1; keep one (line 2)",
        "x.yaml: b.c: the key c appears twice, first on line 3; keep one (line 4)",
    ]


def test_keys_that_differ_only_in_their_unicode_form_are_repeated() -> None:
    assert len(faults_of("é: 1\ne\u0301: 2\n")) == 1


@pytest.mark.fault(47)
def test_anchors_and_aliases_of_a_bomb_are_refused_before_they_grow() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{key}: &{key} [*{before}, *{before}]\n"
        for before, key in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert faults_of(bomb)[:2] == [
        "a: the anchor &a is not allowed; delete it (line 1)",
        "b: the anchor &b is not allowed; delete it (line 2)",
    ]


@pytest.mark.fault(47)
def test_a_python_tag_builds_nothing() -> None:
    assert faults_of("a: !!python/object/apply:os.system [ls]\n") == [
        "a: the tag !!python/object/apply:os.system is not allowed; delete it (line 1)"
    ]


@pytest.mark.parametrize("key", ["1", "true", "~", "1.5", "0x1", ".nan"])
def test_a_key_that_is_no_text_is_refused(key: str) -> None:
    assert faults_of(f"{key}: x\n") == [f"the key {key} must be text; put it in quotes (line 1)"]


def test_a_list_is_no_key() -> None:
    assert faults_of("? [a]\n: b\n") == ["a key must be text, not a list, group or alias (line 1)"]


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_the_deepest_nesting_allowed_is_read(name: str) -> None:
    assert data_of("[" * MAX_DEPTH + "]" * MAX_DEPTH, name)


@pytest.mark.fault(47)
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 20_000])
def test_nesting_too_deep_is_refused(name: str, levels: int) -> None:
    assert faults_of("[" * levels + "]" * levels, name) == [
        f"{name}: [0][0][0]: nested more than 40 levels deep (line 1)"
    ]


@pytest.mark.fault(47)
@pytest.mark.parametrize("text", ["- " * 200_000, "? " * 200_000, "{a," * 200_000])
def test_reading_stops_at_the_first_level_too_deep(text: str) -> None:
    assert "nested more than 40 levels deep" in faults_of(text)[-1]


def test_a_list_of_faults_has_an_end() -> None:
    found = faults_of("a: 1\n" * 1000)
    assert len(found) == MAX_FAULTS
    assert found[-1].startswith("more faults follow; correct these first")


def test_a_file_of_the_largest_size_is_read() -> None:
    assert data_of("a: " + "x" * (MAX_BYTES - 3))


@pytest.mark.fault(47)
def test_a_larger_file_is_refused() -> None:
    assert faults_of("a: " + "x" * (MAX_BYTES - 2)) == ["the file is larger than 1 MiB"]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert data_of(b"\xef\xbb\xbfa: 1\n") == {"a": 1}


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_latin_1_is_refused_with_the_byte_and_its_line(name: str) -> None:
    assert faults_of(b"a: 1\nb: caf\xe9\n", name) == [
        f"{name}: this is not UTF-8 text (byte E9); save the file as UTF-8 (line 2)"
    ]


def test_utf_16_is_named() -> None:
    assert faults_of("a: 1".encode("utf-16")) == ["the file is UTF-16 text; save it as UTF-8"]


def test_binary_junk_is_no_text_file() -> None:
    assert faults_of(bytes(range(256))) == [
        "this is not a text file (it holds a NULL byte) (line 1)"
    ]


@given(st.binary(max_size=200), st.sampled_from(["a.yaml", "a.json"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    with suppress(InputError):
        read_document(content, name=name)


@given(
    st.text("{}[]:,-?&*!|>%@#'\"\\ \n\ta1~<.", max_size=60), st.sampled_from(["a.yaml", "a.json"])
)
def test_any_syntax_is_read_or_refused(text: str, name: str) -> None:
    with suppress(InputError):
        read_document(text, name=name)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"a": 1,\n "a": 2}', "a: the key a appears twice, first on line 1; keep one (line 2)"),
        ('{"a": NaN}', "a: NaN is not a number (line 1)"),
        ('{"a": -Infinity}', "a: -Infinity is not a number (line 1)"),
        ('{"a": 1e999}', "a: the number 1e999 is too large (line 1)"),
        ('{"a":\n 1,}', 'a key in "double quotes" is missing here (line 2)'),
        ("{'a': 1}", 'a key in "double quotes" is missing here (line 1)'),
        ('{\n"a": "x}', 'the text that begins here is not closed with a " (line 2)'),
        ("{} {}", "the file goes on after its end; keep one value in { } (line 1)"),
        ('{"a": yes}', "a value is missing here; text needs double quotes (line 1)"),
        ('{"a": "x\ty"}', "a text holds CHARACTER TABULATION (U+0009) as it is; "
                          "write \\n for a new line, \\t for a tab (line 1)"),
        (b"", "the file is empty"),
    ],
)  # fmt: skip
def test_a_fault_of_json_is_told_in_plain_words_with_its_line(
    text: str | bytes, fault: str
) -> None:
    assert json_faults_of(text) == [fault]


def test_json_keeps_the_line_of_every_key_and_entry() -> None:
    text = '{\n"a": [\n1,\n{"b\\u00e9": "x\u2028y"}\n],\n"c": "{,}"}'
    document = read_document(text, name="a.json")
    assert document.lines == {
        (): 1,
        ("a",): 2,
        ("a", 0): 3,
        ("a", 1): 4,
        ("a", 1, "bé"): 4,
        ("c",): 6,
    }


def test_yaml_keeps_the_line_of_every_key_and_entry() -> None:
    document = read_document("# note\na:\n  - 1\n  - b:\n      x\r\nc: |\n  text\nd: 2\n", name="")
    assert document.lines == {
        (): 2,
        ("a",): 2,
        ("a", 0): 3,
        ("a", 1): 4,
        ("a", 1, "b"): 4,
        ("c",): 6,
        ("d",): 8,
    }


def test_the_line_of_a_missing_place_is_that_of_the_place_around_it() -> None:
    document = read_document("a: 1\nplan:\n  x: 1\n", name="")
    assert document.line_of(("plan", "product", 3)) == 2


@pytest.mark.fault(40)
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize(
    ("escaped", "named"),
    [
        ("\\u0000", "NULL (U+0000)"),
        ("\\u001b", "ESCAPE (U+001B)"),
        ("\\u0001", "U+0001"),
        ("\\ud800", "LONE SURROGATE (U+D800)"),
        ("\\ufffe", "U+FFFE"),
        ("\\ufdd0", "U+FDD0"),
        ("\\u202e", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("\\u2066", "LEFT-TO-RIGHT ISOLATE (U+2066)"),
    ],
)
def test_a_control_character_is_refused_by_name(name: str, escaped: str, named: str) -> None:
    assert faults_of(f'{{"patient": {{"name": "x{escaped}y"}}}}', name) == [
        f"{name}: patient.name: the control character {named} is not allowed; delete it (line 1)"
    ]


@pytest.mark.fault(40)
def test_a_raw_control_character_is_refused_at_its_field() -> None:
    assert faults_of("a: 1\nname: x\x1b[0m\n") == [
        "name: the control character ESCAPE (U+001B) is not allowed; delete it (line 2)"
    ]


@pytest.mark.fault(40)
def test_a_control_character_in_a_key_is_refused() -> None:
    assert faults_of('"a\\a": 1\n') == [
        '["a\\u0007"]: the control character BELL (U+0007) is not allowed; delete it (line 1)'
    ]


@pytest.mark.fault(42)
@pytest.mark.parametrize("text", ["क\u094d\u200dष", "می\u200cخواهم", "a\nb\tc", "co\u00adop", "😀"])
def test_joiners_breaks_and_emoji_are_text(text: str) -> None:
    assert data_of(json.dumps({"a": text}), "a.json") == {"a": text}


def test_a_surrogate_pair_is_one_character_in_both_formats() -> None:
    text = '{"a": "\\ud83d\\ude00"}'
    assert data_of(text) == data_of(text, "a.json") == {"a": "😀"}


@pytest.mark.fault(40)
def test_text_is_normalised() -> None:
    assert data_of("a: Rene\u0301e\n") == {"a": "Renée"}


def test_line_ends_of_other_systems_become_line_feeds() -> None:
    assert data_of('{"a": "x\\r\\ny"}', "a.json") == {"a": "x\ny"}
    assert data_of("a: |\r\n  x\r\n  y\r\n") == {"a": "x\ny\n"}


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize("end", ["\\r", "\\u000b", "\\f", "\\u0085", "\\u2028", "\\u2029"])
def test_a_pasted_end_of_a_line_becomes_a_line_feed(end: str, name: str) -> None:
    assert data_of(f'{{"a": "x{end}y"}}', name) == {"a": "x\ny"}


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    "text", ["a: x{end}y", "a: 'x{end}y'", 'a: "x{end}y"', "a: |-\n  x{end}y", "{{a: x{end}y}}"]
)
def test_so_does_one_that_stands_in_yaml_as_it_is(text: str, end: str) -> None:
    assert data_of(text.format(end=end)) == {"a": "x\ny"}


def test_a_place_is_written_with_dots_and_brackets() -> None:
    assert path_text(("plan", "areas", 2, "zone")) == "plan.areas[2].zone"
    assert path_text(("products", "own-fat-cells", "a b")) == 'products.own-fat-cells["a b"]'
    assert path_text(()) == ""


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"^x\.yaml: a: "):
        read_file(tmp_path / "x.yaml")


def test_a_file_named_json_is_read_as_json_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "x.JSON").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"^other: a value is missing here"):
        read_file(tmp_path / "x.JSON", name="other")


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^x\.yaml: there is no such file$"):
        read_file(tmp_path / "x.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder, not a file"):
        read_file(tmp_path)


class QuotingDumper(yaml.SafeDumper):
    pass


# The dumper writes by YAML 1.1, where "1e5" is plain text; quotes keep it text in 1.2.
QuotingDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)

_ALLOWED = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
    .filter(lambda c: c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    .map(lambda c: unicodedata.normalize("NFC", c))
    | st.sampled_from("\n\t'\"\\:#-é😀\ufeff "),
    max_size=12,
).map(lambda text: unicodedata.normalize("NFC", text))
_NUMBERS = st.integers(-(10**40), 10**40) | st.floats(allow_nan=False, allow_infinity=False)
_TREES = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _ALLOWED,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_ALLOWED, inner, max_size=4),
    max_leaves=12,
)


@given(_TREES)
def test_what_is_written_as_json_is_read_back(tree: JsonValue) -> None:
    assert data_of(json.dumps(tree), "a.json") == tree
    assert data_of(json.dumps(tree, ensure_ascii=False, indent=1), "a.json") == tree


@given(_TREES)
def test_what_is_written_as_yaml_is_read_back(tree: JsonValue) -> None:
    text = yaml.dump(tree, Dumper=QuotingDumper, allow_unicode=True)
    assert data_of(text) == tree


# What comes with the program is read by a quicker parser

SHIPPED = sorted(path for path in locations.resources().rglob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_file_is_read_alike_by_both_parsers(path: Path) -> None:
    assert read_shipped_file(path, name="a.yaml") == read_file(path, name="a.yaml")
    builder = TreeBuilder(name="a.yaml", text=path.read_text(encoding="utf-8"))
    assert read_faultless_yaml(builder) == read_file(path).data


@pytest.mark.parametrize(
    "text",
    ["a: 1\na: 2\n", "a: &x b\n", "a: [1\n", "a: \x07\n", "", 'a: "\\z"\n', "a: *b\n", "- \ud800"],
)
def test_a_fault_is_told_alike_by_both_parsers(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))

    with pytest.raises(InputError) as caught:
        read_shipped_file(file, name="a.yaml")

    assert [str(fault) for fault in caught.value.faults] == faults_of(file.read_bytes(), "a.yaml")


def test_a_shipped_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_shipped_file(tmp_path / "a.yaml", name="a.yaml")


# What would be lost, or kept, without a word


@pytest.mark.parametrize(
    "text",
    ["a: Room #4 please\n", "a: one\n  two # x\n", "a: #4\n", "a: [b # c\n, d]\n"],
)
def test_a_remark_beside_a_text_without_quotes_is_refused(text: str) -> None:
    [fault] = faults_of(text)
    assert "what follows the # would be left out; put the text in quotes" in fault


def test_a_remark_at_an_entry_of_a_list_is_refused_at_its_place() -> None:
    [fault] = faults_of("a:\n  - b # c\n  - #d\n")[:1]
    assert fault.startswith("a[0]: what follows the #")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 'Room #4' # kept\n", "Room #4"),
        ("a: 3 # a number\n", 3),
        ("a: true # so\n", True),
        ("a: # a group\n  b: c\n", {"b": "c"}),
        ("a: |- # its lines\n  Room #4\n", "Room #4"),
        ("a: Room\n# alone\n", "Room"),
        ("a: C#4\n", "C#4"),
        ("a: [b] # done\n", ["b"]),
    ],
)
def test_a_remark_that_takes_nothing_away_is_passed_over(text: str, value: JsonValue) -> None:
    assert data_of(text) == {"a": value}


@pytest.mark.parametrize("text", ["“Zoë”", "„Zoë“", "„Zoë”", "‘Zoë’", "«Zoë»", "»Zoë«", "‚Zoë‘"])
def test_typographic_quotes_around_a_text_are_refused_by_name(text: str) -> None:
    assert faults_of(f"a: {text}\n") == [
        f"a: the quotes {text[0]} and {text[-1]} are taken for a part of the text; "
        "use straight ones (line 1)"
    ]


@pytest.mark.parametrize(
    "text", ["“Yes” and “no”", "O’Neill’s", "the ‘best’", "“open", "’tis the season’"]
)
def test_other_typographic_quotes_are_text(text: str) -> None:
    assert data_of(f"a: {text}\n") == {"a": text}


def test_straight_quotes_keep_the_typographic_ones_inside_them() -> None:
    assert data_of("a: '“Zoë”'\n") == {"a": "“Zoë”"}
    assert data_of('{"a": "“Zoë”"}', "a.json") == {"a": "“Zoë”"}


# What would take long


@pytest.mark.fault(47)
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n".join(f"key{number}: 1" for number in range(MAX_PLACES)), "a.yaml"),
        ("- 1\n" * MAX_PLACES, "a.yaml"),
        ("[" + "[1,[2]]," * MAX_PLACES + "]", "a.yaml"),
        (json.dumps(dict.fromkeys(map(str, range(MAX_PLACES)))), "a.json"),
        ("[" + "[1]," * MAX_PLACES + "1]", "a.json"),
    ],
)
def test_reading_stops_at_more_keys_and_entries_than_any_file_has(text: str, name: str) -> None:
    [fault] = faults_of(text, name)
    assert "the file has more than 30,000 keys and entries" in fault


def test_so_it_does_in_a_key_that_cannot_be_kept() -> None:
    assert "more than 30,000" in faults_of("? [" + "a," * MAX_PLACES + "]\n: b\n")[-1]


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_key_longer_than_any_is_refused_in_short(name: str) -> None:
    [fault] = faults_of(json.dumps({"a": {"x" * 201: 1}}), name)
    assert "has 201 characters; at most 200 are possible" in fault
    assert len(fault) < 200
