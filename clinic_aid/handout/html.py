"""Place a handout's values into its HTML; the template places and decides nothing."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from clinic_aid.content.filling import without_isolates
from clinic_aid.domain.guide_parts import Part
from clinic_aid.domain.scripts import script_of
from clinic_aid.figures.compiling import COMPILING
from clinic_aid.handout.model import Handout
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.handout.templating import page_environment

PAGES = ("handout.html.j2", "handout.css.j2")
"""The templates of a whole guide; the others are parts of it, or of other pages."""

_NO_BREAK = "\u00a0"
_AFTER_NUMBER = re.compile(r"(?<=(?<!\d)\d) (?=[^\W\d_]|°)|(?<=(?<!\d)\d\d) (?=[^\W\d_]|°)")
_BEFORE_LAST = re.compile("(?<=[\\w,;:?!.”\u2069]) (?=\u2068*\\S{1,6}\u2069*$)")
_DIGITS = 16
"""How many digits a digest has: it tells apart what one consultation prints, no more."""
_ISOLATES = re.compile("([\u2068\u2069])")
# "14 January 2027": a day is not parted from its month, nor a month from its year.
_DATE = re.compile(r"\b\d{1,2}\.?\s[^\W\d]{3,}(?:\s\d{4})?\b")
_LONG = 40
# Scripts whose words need their own language in the tags, to be read aloud and shaped right.
_SCRIPT_LANGUAGES = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK": "zh",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "TAMIL": "ta",
    "THAI": "th",
}
# Kana, and the signs that repeat or close a Chinese character in Japanese alone.
_JAPANESE = re.compile("[\u3005\u3006\u3041-\u30fa\u30fc-\u30ff]")
_RIGHT_TO_LEFT = frozenset({"ar", "he"})
_Links: TypeAlias = Mapping[str, Mapping[str, str]]


class HandoutTemplates:
    """The handout's templates with the design tokens they share with the screens."""

    def __init__(self, templates: Path, colors: Mapping[str, str]) -> None:
        self._environment = page_environment(
            templates,
            colors,
            finalize=with_bdi,
            filters={
                "decoration": _decoration,
                "drawing": _drawing,
                "join": _joined,
                "linked": _linked,
                "list": list,
                "round": round,
            },
        )

        # Of a style sheet no word is placed, and no space is another one's.
        self._sheets = self._environment.overlay(finalize=None)

    def digests(self, handout: Handout) -> dict[Part, str]:
        """Give of each part a digest, which stays the same as long as the part says the same."""
        documents = self.print_job(handout).documents
        return {
            part.id: hashlib.sha256(html.encode()).hexdigest()[:_DIGITS]
            for part, html in zip(handout.parts, documents, strict=True)
        }

    def print_job(self, handout: Handout, logo: tuple[str, bytes] | None = None) -> PrintJob:
        """Give the page and the files it names; `logo` is the picture's MIME type and bytes."""
        values = asdict(handout)
        page, style = PAGES
        with COMPILING:
            template = self._environment.get_template(page)
            documents = tuple(
                template.render(p=part, h=values, l=handout.labels, has_logo=logo is not None)
                for part in values["parts"]
            )
            css = self._sheets.get_template(style).render(h=values, l=handout.labels)
        files = {"handout.css": ("text/css", css.encode())}
        if logo is not None:
            files["logo"] = logo
        return PrintJob(documents=documents, files=files)


def with_bdi(value: object) -> object:
    """Give text with its isolates as `bdi`, and what belongs together kept on one line.

    Any other value is given as it is.
    """
    return isolates_to_bdi(kept_together(value)) if type(value) is str else value


def kept_together(text: str) -> str:
    """Bind a number to its month or unit, and a short last word to the one before it."""
    return _BEFORE_LAST.sub(_NO_BREAK, _AFTER_NUMBER.sub(_NO_BREAK, text))


def isolates_to_bdi(text: str, links: _Links | None = None) -> Markup:
    """Give escaped HTML in which isolated passages are `bdi` with direction and language.

    A passage that is one of `links` leads there.
    """
    parts: list[Markup] = []
    depth = 0
    for part in _ISOLATES.split(text):
        if part == "\u2068":
            depth += 1
        elif part == "\u2069":
            depth -= 1
        elif depth == 0:
            parts.append(escape(part))
        else:
            parts.append(_bdi(part, (links or {}).get(part.replace(_NO_BREAK, " "))))
    return Markup("").join(parts)


def _bdi(text: str, link: Mapping[str, str] | None) -> Markup:
    if not text:
        return Markup("")
    runs = script_runs(text)
    direction = "rtl" if next((lang for _, lang in runs if lang), None) in _RIGHT_TO_LEFT else "ltr"
    inner = Markup("").join(
        Markup('<span lang="{}">{}</span>').format(lang, run) if lang else _unparted(run)
        for run, lang in runs
    )
    if link is not None:
        # A box less to lay out than a link around `bdi`, for which the engine does nothing more.
        start = Markup('<a dir="{}" href="{address}" title="{says}">').format(direction, **link)
        return start + _with_breaks(inner) + Markup("</a>")
    kind = Markup(' class="dated-words"') if _DATE.search(text) and len(text) < _LONG else ""
    return Markup('<bdi dir="{}"{}>{}</bdi>').format(direction, kind, _with_breaks(inner))


def _unparted(text: str) -> Markup:
    """Give escaped text whose dates stay on one line."""
    pieces = [Markup("")]
    end = 0
    for found in _DATE.finditer(text):
        date = Markup('<span class="nb">{}</span>').format(found[0])
        pieces += [escape(text[end : found.start()]), date]
        end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])


def _with_breaks(text: Markup) -> Markup:
    return Markup(str(text).replace("\n", "<br>"))


def script_runs(text: str) -> list[tuple[str, str | None]]:
    """Split text where its script changes; give each run's language, None for the page's own.

    Spaces, digits and punctuation stay with the run before them.
    """
    runs: list[tuple[str, str | None]] = []
    languages = _SCRIPT_LANGUAGES
    if _JAPANESE.search(text):
        languages = {**languages, "CJK": "ja"}
    for character in text:
        language = _language_of(character, languages)
        if runs and language in (runs[-1][1], "any"):
            runs[-1] = (runs[-1][0] + character, runs[-1][1])
        else:
            runs.append((character, None if language == "any" else language))
    return runs


def _language_of(character: str, languages: Mapping[str, str]) -> str | None:
    """Give the language of a character's script, None for Latin, "any" where it has none."""
    if not unicodedata.category(character).startswith(("L", "M")):
        return "any"
    script = script_of(character)
    return "any" if script == "COMBINING" else languages.get(script)


@pass_context
def _linked(context: Context, text: str) -> Markup:
    """Give a text of the handout, its numbers and addresses as links."""
    return isolates_to_bdi(kept_together(text), context["h"]["links"])


def _joined(texts: Sequence[str], between: str) -> Markup:
    return Markup(between).join(isolates_to_bdi(kept_together(text)) for text in texts)


def _decoration(figure: Mapping[str, object], width_mm: float) -> Markup:
    """Give a square figure, in millimetres, that is not read out: words beside it say it."""
    size = f'<svg aria-hidden="true" width="{width_mm:g}mm" height="{width_mm:g}mm" '
    return Markup(str(figure["svg"]).replace("<svg ", size, 1))


def _drawing(figure: Mapping[str, object], width_mm: float) -> Markup:
    """Give a figure's SVG so many millimetres wide, with its alternative text as its title.

    Without one it only decorates, and is passed over when the page is read aloud.
    """
    width, height = float(str(figure["width"])), float(str(figure["height"]))
    alt = without_isolates(str(figure["alt"]))
    title = Markup("<title>{}</title>").format(alt) if alt else Markup("")
    hidden = "" if alt else 'aria-hidden="true" '
    size = f'<svg {hidden}width="{width_mm:g}mm" height="{width_mm * height / width:g}mm" '
    svg = str(figure["svg"]).replace("<svg ", size, 1)
    return Markup(re.sub(r"(<svg[^>]*>)", lambda match: match[1] + str(title), svg, count=1))
