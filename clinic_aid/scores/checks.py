"""What the program itself finds in the printed guides; a no of it beats the raters' yes.

Each check takes one part of one guide, or a whole guide, and says what is wrong with it: empty
where nothing is. An item passes where every guide of the samples does. Words are looked for in
English, the one language that the guides are scored in.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from clinic_aid.content.guards.pages import HARDEST_GRADE
from clinic_aid.content.model import ContentPack
from clinic_aid.handout.model import SECTIONS_OF, Handout
from clinic_aid.handout.printed_text import printed_levels, section_text
from clinic_aid.scores.active_voice import passive_sentences
from clinic_aid.scores.counting import CheckOutcome
from clinic_aid.scores.instruments import PARTS_OF, Subject
from clinic_aid.scores.printed import RatedPart

MOST_PASSIVE_PERCENT: Final = 20
MOST_IN_A_LIST: Final = 7
MOST_COLUMNS: Final = 4
DAYS_OF_A_WEEK: Final = 7
"""The columns of a calendar, which everybody can read."""
FEWEST_OPTIONS: Final = 3
FEWEST_COMPARED: Final = 2
NEAR: Final = 40
"""In so many letters after a word, as after a heading that has it, its meaning has to follow."""

# The numbers there are about the guide: its version, and how hard it is to read.
_ABOUT: Final = "about"
_UNCLEAR_NUMBER: Final = re.compile(r"\d+[.,]\d+\s*(?:mm|cm|m|in 100|of)\b|\d\s?%|\b\d+/\d+\b")
_COUNTING: Final = re.compile(
    r"\b(?:[Dd]ay|[Ww]eek|[Mm]onth)s? \d+ (?:after|before)\b"
    r"|\b\d+ (?:days?|weeks?|months?) (?:after|before) (?:your|the) (?:treatment|sample|session)"
    r"|\b[Cc]ount the days\b|\bCount from\b",
)
_COUNTED_OF: Final = re.compile(r"\b\d[\d,]* (?:of|in|out of) (?:about |every )?\d[\d,]*\b")


@dataclass(frozen=True, kw_only=True)
class Checks:
    """The checks over the printed parts of all samples, with the pack that they were made of."""

    parts: Sequence[RatedPart]
    pack: ContentPack
    language: str
    known: dict[tuple[str, Subject], CheckOutcome] = field(default_factory=dict)
    """What was found already: to measure all words takes a second."""

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """Give what each word of the glossary means, in small letters."""
        terms = self.pack.glossary.values()
        return {form.casefold(): term.meaning for term in terms for form in term.forms}

    @cached_property
    def named(self) -> re.Pattern[str]:
        """Give what finds these words and the names of the choices, a longer one first."""
        names = {*self.meanings, *(each.name.casefold() for each in self.pack.options.values())}
        ordered = sorted(names, key=lambda name: (-len(name), name))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)

    def found(self, name: str, subject: Subject) -> CheckOutcome:
        """Give what the check of a name finds in a part, or in the parts that are rated as one."""
        if (name, subject) not in self.known:
            self.known[name, subject] = self._found(name, subject)
        return self.known[name, subject]

    def _found(self, name: str, subject: Subject) -> CheckOutcome:
        parts = [part for part in self.parts if part.part in PARTS_OF[subject]]
        if not parts:
            return CheckOutcome(is_met=False, why="No sample prints it.", place=subject)
        if (look := _OF_PARTS.get(name)) is not None:
            wrong = [(part, told) for part in parts if (told := look(part, self))]
            if not wrong:
                return _passed(name, parts)
            part, told = wrong[0]
            more = f", and {len(wrong) - 1} more" if wrong[1:] else ""
            return CheckOutcome(is_met=False, why=told, place=f"{part.sample}: {part.part}{more}")
        ask = _OF_GUIDES[name]
        guides = {part.sample: part.handout for part in parts}
        for sample, guide in guides.items():
            if told := ask(guide, self.pack):
                return CheckOutcome(is_met=False, why=told, place=sample)
        return _passed(name, parts)


def _passed(name: str, parts: Sequence[RatedPart]) -> CheckOutcome:
    guides = len({part.sample for part in parts})
    return CheckOutcome(
        is_met=True, why=f"The program found nothing against it ({name}).", place=f"{guides} guides"
    )


# What is looked for in one part


def _reading_grade(part: RatedPart, checks: Checks) -> str:
    for name, text in part.sections.items():
        grade = printed_levels(text, checks.pack, checks.language).without_names
        if grade > HARDEST_GRADE:
            return f"The section {name} asks for school grade {grade:.1f}, over {HARDEST_GRADE:g}."
    return ""


def _terms_explained(part: RatedPart, checks: Checks) -> str:
    """A name of a choice, such as "minoxidil lotion", says by itself what it is."""
    words = part.make.words
    known: set[str] = set()
    explained_to = 0
    for found in checks.named.finditer(words):
        meaning = checks.meanings.get(found[0].casefold())
        if meaning is None or meaning in known or found.start() < explained_to:
            continue
        start = words.find(f" ({meaning}", found.end(), found.end() + NEAR + len(meaning))
        if start < 0:
            return f"“{found[0]}” is not explained where it comes first."
        known.add(meaning)
        explained_to = start + len(meaning)
    return ""


def _active_voice(part: RatedPart, _checks: Checks) -> str:
    passive, sentences = passive_sentences(part.text)
    if 100 * len(passive) > MOST_PASSIVE_PERCENT * sentences:
        return f"{len(passive)} of {sentences} sentences are passive, such as: {passive[0]}"
    return ""


def _whole_numbers(part: RatedPart, _checks: Checks) -> str:
    for name, text in part.sections.items():
        if name != _ABOUT and (found := _UNCLEAR_NUMBER.search(text)):
            return f"The section {name} has {found[0]}, which is no whole number."
    return ""


def _no_counting(part: RatedPart, _checks: Checks) -> str:
    found = _COUNTING.search(part.text)
    return f"“{found[0]}” leaves the day to be counted." if found else ""


def _headings(part: RatedPart, _checks: Checks) -> str:
    return "" if all(part.make.sections) else "A section has no heading."


def _references_lead(part: RatedPart, _checks: Checks) -> str:
    lost = sorted(part.make.references - part.make.ids)
    return f"A reference leads to {lost[0]}, which is not there." if lost else ""


def _captions(part: RatedPart, _checks: Checks) -> str:
    without = part.make.figures.count(False)
    return f"{without} of {len(part.make.figures)} figures have no caption." if without else ""


def _short_lists(part: RatedPart, _checks: Checks) -> str:
    longest = max(part.make.lists, default=0)
    return f"A list has {longest} entries." if longest > MOST_IN_A_LIST else ""


def _simple_tables(part: RatedPart, _checks: Checks) -> str:
    widest = max(
        (len(heads) for heads in part.make.heads if len(heads) != DAYS_OF_A_WEEK), default=0
    )
    return f"A table has {widest} columns." if widest > MOST_COLUMNS else ""


_OF_PARTS: Final[Mapping[str, Callable[[RatedPart, Checks], str]]] = {
    "reading-grade": _reading_grade,
    "terms-explained": _terms_explained,
    "active-voice": _active_voice,
    "whole-numbers": _whole_numbers,
    "no-counting": _no_counting,
    "headings": _headings,
    "references-lead": _references_lead,
    "captions": _captions,
    "short-lists": _short_lists,
    "simple-tables": _simple_tables,
}

# What is looked for in a whole guide


def _condition(guide: Handout, _pack: ContentPack) -> str:
    return _unless(guide.decision.condition, "What is treated is not described.")


def _decision(guide: Handout, _pack: ContentPack) -> str:
    return _unless(guide.decision.decision, "What is to be decided is not said.")


def _living(guide: Handout, _pack: ContentPack) -> str:
    return _unless(guide.decision.living, "What it is like to live with is not said.")


def _options_listed(guide: Handout, pack: ContentPack) -> str:
    choices = guide.options.choices
    if not any(option.role == "nothing" for option in pack.options.values()):
        return "Doing nothing is not among the choices."
    return _unless(len(choices) >= FEWEST_OPTIONS, f"Only {len(choices)} choices are listed.")


def _options_weighed(guide: Handout, _pack: ContentPack) -> str:
    unweighed = [each.name for each in guide.options.choices if not (each.works and each.risks)]
    return f"What speaks for or against {unweighed[0]} is not said." if unweighed else ""


def _sources_listed(guide: Handout, _pack: ContentPack) -> str:
    unsourced = [choice.name for choice in guide.options.choices if not choice.sources]
    if unsourced:
        return f"What is said of {unsourced[0]} names no source."
    return _unless(guide.about.sources, "There is no list of sources.")


def _sureness_told(guide: Handout, pack: ContentPack) -> str:
    unsure = [each.name for each in guide.options.choices if not each.sure]
    if unsure:
        return f"How sure we are of {unsure[0]} is not said."
    return _unless(pack.pack.certainty_note, "Who judged how sure we are is not said.")


def _dated(guide: Handout, pack: ContentPack) -> str:
    printed = str(pack.pack.published.year) in guide.footer
    return _unless(printed, "The day of publication is not on the pages.")


def _updated(guide: Handout, pack: ContentPack) -> str:
    if guide.about.overdue:
        return "The review is overdue."
    return _unless(pack.pack.update_policy, "How it is kept up to date is not said.")


def _funding_told(guide: Handout, pack: ContentPack) -> str:
    told = pack.pack.funding and guide.decision.disclosure
    return _unless(told, "Who paid, and who earns, is not said.")


def _signed_off(_guide: Handout, pack: ContentPack) -> str:
    return _unless(pack.pack.sign_off.is_signed, "No clinician has signed off this wording.")


def _reading_told(guide: Handout, _pack: ContentPack) -> str:
    names = {row.name for row in guide.about.rows}
    return _unless(guide.labels["about-reading"] in names, "The reading level is not printed.")


def _search_told(_guide: Handout, pack: ContentPack) -> str:
    return _unless(pack.pack.evidence_search, "How the studies were found is not said.")


def _counted_of(guide: Handout, _pack: ContentPack) -> str:
    words = "\n".join(section_text(guide, name) for name in SECTIONS_OF["facts"])
    return _unless(_COUNTED_OF.search(words), "No number says how many of how many people.")


def _same_time(guide: Handout, pack: ContentPack) -> str:
    if told := _same_people(guide, pack):
        return told
    weeks = sorted({pack.estimates[key].weeks for key in _shares(pack)})
    told = f"The shares were counted after {', '.join(map(str, weeks))} weeks."
    return told if weeks[1:] else ""


def _same_people(_guide: Handout, pack: ContentPack) -> str:
    choices = sum(bool(_shares(pack) & set(each.estimates)) for each in pack.options.values())
    told = "Studies tell of one choice at most how many of how many people gained."
    return told if choices < FEWEST_COMPARED else ""


def _shares(pack: ContentPack) -> frozenset[str]:
    """Give what tells of a choice how many of how many people had it."""
    named = {key for option in pack.options.values() for key in option.estimates}
    return frozenset(key for key in named if pack.estimates[key].measure == "proportion")


def _matters_asked(guide: Handout, _pack: ContentPack) -> str:
    return _unless(guide.worksheet.matters, "Nothing asks what matters to the reader.")


def _steps_asked(guide: Handout, _pack: ContentPack) -> str:
    return _unless(guide.worksheet.empty_steps, "There are no steps to fill in.")


def _room_to_write(guide: Handout, _pack: ContentPack) -> str:
    return _unless(guide.words.title, "There is no page for questions.")


def _unless(is_there: object, told: str) -> str:
    return "" if is_there else told


_OF_GUIDES: Final[Mapping[str, Callable[[Handout, ContentPack], str]]] = {
    "condition-told": _condition,
    "decision-named": _decision,
    "living-told": _living,
    "options-listed": _options_listed,
    "options-weighed": _options_weighed,
    "sources-listed": _sources_listed,
    "sureness-told": _sureness_told,
    "dated": _dated,
    "updated": _updated,
    "funding-told": _funding_told,
    "signed-off": _signed_off,
    "reading-told": _reading_told,
    "search-told": _search_told,
    "counted-of": _counted_of,
    "same-time": _same_time,
    "same-people": _same_people,
    "matters-asked": _matters_asked,
    "steps-asked": _steps_asked,
    "room-to-write": _room_to_write,
}

CHECKS: Final = frozenset(_OF_PARTS) | frozenset(_OF_GUIDES)
"""The names of all checks."""
