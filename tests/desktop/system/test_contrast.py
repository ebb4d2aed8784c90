"""Every colour stands out from what is below it, and every pair in use is looked at."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from clinic_aid import locations
from clinic_aid.desktop.system.contrast import SETTING, framed, wants_high_contrast
from clinic_aid.figures.colors import read_colors

STYLE = locations.resources() / "style"
LEAST = {"body": 7.0, "other": 4.5, "marks": 3.0}
# Dark surfaces that never carry words.
WORDLESS = ("#busy", "QScrollBar::handle", '[first="true"] #signTile')
FIELDS = ("QLineEdit", "QPlainTextEdit", "QSpinBox")

Pairs = Mapping[str, Mapping[str, list[str]]]


def _contrast(one: str, other: str) -> float:
    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _table(*, high: bool) -> dict[str, str]:
    colors = dict(read_colors(STYLE / "tokens.toml"))
    if high:
        colors |= read_colors(STYLE / "high-contrast.toml")
    return colors


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    table = tomllib.loads((STYLE / "pairs.toml").read_text(encoding="utf-8"))
    return {use: table[use] for use in LEAST}


@pytest.fixture(scope="module")
def words(pairs: Pairs) -> set[tuple[str, str]]:
    return {
        (word, ground)
        for use in ("body", "other")
        for word, grounds in pairs[use].items()
        for ground in grounds
    }


@pytest.mark.parametrize("use", LEAST)
def test_each_pair_has_the_contrast_of_its_use(pairs: Pairs, use: str) -> None:
    colors = _table(high=False)
    faint = [
        f"{one} on {ground}: {_contrast(colors[one], colors[ground]):.2f}"
        for one, grounds in pairs[use].items()
        for ground in grounds
        if _contrast(colors[one], colors[ground]) < LEAST[use]
    ]

    assert faint == []


@pytest.mark.parametrize("use", LEAST)
def test_in_high_contrast_all_words_have_seven_to_one(pairs: Pairs, use: str) -> None:
    colors = _table(high=True)
    least = 3.0 if use == "marks" else 7.0
    faint = [
        f"{one} on {ground}: {_contrast(colors[one], colors[ground]):.2f}"
        for one, grounds in pairs[use].items()
        for ground in grounds
        if _contrast(colors[one], colors[ground]) < least
    ]

    assert faint == []


def test_high_contrast_knows_no_colour_that_the_table_does_not_have() -> None:
    assert set(read_colors(STYLE / "high-contrast.toml")) <= set(_table(high=False))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One selector of a style sheet, and the colours that it names."""

    selector: str
    color: str | None
    background: str | None
    border: str | None

    @property
    def base(self) -> str:
        """Its selector without the states."""
        return re.sub(r"(?<!:):[a-z-]+(?=$|[\s:\[])", "", self.selector)


def _rules(sheet: str) -> Iterator[Rule]:
    sheet = re.sub(r"/\*.*?\*/|\{#.*?#\}|\{%.*?%\}", "", sheet, flags=re.DOTALL)
    # A placeholder of a template has braces of its own.
    sheet = re.sub(r"\{\{\s*c(?:\.|\[\")([a-z-]+)(?:\"\])?\s*\}\}", r"@\1", sheet)
    sheet = re.sub(r"\{\{.*?\}\}", "0", sheet)
    for selectors, body in re.findall(r"([^{};]+)\{([^{}]*)\}", sheet):
        for selector in selectors.split(","):
            yield Rule(
                selector=" ".join(selector.split()),
                color=_named(r"(?<![-\w])color", body),
                background=_named(r"(?<![-\w])background", body),
                border=_named(r"border(?:-color)?", body),
            )


def _named(what: str, body: str) -> str | None:
    found = re.search(rf"{what}:[^;]*?@([a-z-]+)", body)
    return found[1] if found else None


def _words_on(rule: Rule, rules: list[Rule]) -> set[str]:
    """Give the colours that words on a rule's background may have."""
    if rule.color:
        return {rule.color}
    same = {r.color for r in rules if r.selector == rule.base and r.color}
    within = [r for r in rules if r.selector.startswith(f"{rule.base} ") and not r.background]
    inside = {r.color for r in within if r.color}
    return {color for color in (same or inside) if color} or {"ink"}


@pytest.fixture(scope="module")
def rules() -> list[Rule]:
    return list(_rules((STYLE / "app.qss").read_text(encoding="utf-8")))


def test_each_pair_of_the_style_sheet_is_in_the_list(
    rules: list[Rule], words: set[tuple[str, str]]
) -> None:
    used = {
        (color, rule.background)
        for rule in rules
        if rule.background and not rule.base.endswith(WORDLESS)
        for color in _words_on(rule, rules)
    }

    assert used - words == set()


def test_each_colour_of_words_is_in_the_list(
    rules: list[Rule], words: set[tuple[str, str]]
) -> None:
    assert {rule.color for rule in rules if rule.color} <= {word for word, _ in words}


def test_the_frame_of_an_entry_can_be_made_out(rules: list[Rule], pairs: Pairs) -> None:
    frames = {
        rule.border for rule in rules if rule.border and any(kind in rule.base for kind in FIELDS)
    }

    assert frames
    assert frames <= set(pairs["marks"])


def test_each_pair_of_the_printed_guide_is_in_the_list(words: set[tuple[str, str]]) -> None:
    sheets = sorted((locations.templates() / "handout").glob("*.css.j2"))
    rules = [rule for sheet in sheets for rule in _rules(sheet.read_text(encoding="utf-8"))]
    # What is drawn before words is no ground for them; where words have a colour of their own
    # on a ground, no others stand there.
    grounds = [rule for rule in rules if rule.background and "::" not in rule.selector]
    used = {(word, rule.background) for rule in grounds for word in _words_on(rule, rules)}
    used |= {
        (r.color, "white") for r in rules if not r.background and r.color not in {None, "white"}
    }
    pale = {rule.background for rule in grounds if _words_on(rule, rules) == {"ink"}}

    assert pale
    assert used - words == set()
    # Quieter words may stand on any surface of a page.
    assert {(word, ground) for word in ("ink", "muted") for ground in pale} - words == set()


@pytest.mark.parametrize("setting", ["high", "normal"])
def test_the_setting_decides_over_the_system(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv(SETTING, setting)

    assert wants_high_contrast() == (setting == "high")


@pytest.mark.usefixtures("qapp")
def test_without_a_setting_the_system_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING)

    assert not wants_high_contrast()


def test_surfaces_get_a_frame_that_does_not_depend_on_a_pale_colour() -> None:
    assert "border: @(2) solid @ink" in framed("#card { background: @white; border-radius: 1px; }")
    assert "border-color: @ink;" in framed("#chip { background: @mist; border-color: @mist; }")
    assert "border-color: @mist-line;" in framed("#chip { border-color: @mist-line; }")


def test_what_is_chosen_has_a_thicker_frame_where_its_surface_is_pale() -> None:
    pale, dark = "#a:checked { background: @mist; }", "#a:checked { background: @teal; }"

    assert "border-width: @(5)" in framed(pale)
    assert framed(dark) == dark


def test_what_has_a_frame_of_its_own_or_no_corners_is_left_as_it_is() -> None:
    for rule in (
        "#a { background: @white; }",
        "#b { background: @teal; border-radius: 1px; }",
        "#c { background: @white; border: 1px solid @teal; border-radius: 1px; }",
    ):
        assert framed(rule) == rule


def test_every_rounded_surface_of_the_app_is_framed_in_high_contrast() -> None:
    sheet = framed(re.sub(r"/\*.*?\*/", "", (STYLE / "app.qss").read_text(encoding="utf-8")))
    bodies = re.findall(r"\{([^{}]*)\}", sheet)
    pale = [
        body.strip()
        for body in bodies
        if "radius:" in body and re.search(r"background: @(white|sand|mist|amber|red);", body)
    ]

    assert pale
    assert [body for body in pale if not re.search(r"border(-color)?:", body)] == []
