"""Report on a content pack: its faults, and how hard its guides are to read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from clinic_aid import __version__, locations
from clinic_aid.content.checking import PackCheck, check_pack
from clinic_aid.content.guards.pages import HARDEST_GRADE
from clinic_aid.content.readability import READING_LANGUAGES
from clinic_aid.engine import Engine
from clinic_aid.errors import Fault, InputError
from clinic_aid.figures.colors import read_colors
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.model import Handout
from clinic_aid.handout.printed_text import SECTIONS, GradeLevels, printed_levels, section_text
from clinic_aid.scores.scoring import look_over, scores_by
from clinic_aid.scores.telling import Scores, score_lines
from clinic_aid.streams import complain, tell

DONE, INPUT_AT_FAULT = 0, 1
_SAMPLE_CLINIC = "clinic.yaml"
_NO_SAMPLES = ("clinic", "README")
_DAYS: tuple[Mapping[str, object], ...] = (
    {"steps": ["check-photos", "numb", "take-fat", "take-punch", "take-marrow", "no-sample"]},
    {"steps": ["prepare", "give", "give-injection", "give-microneedling", "give-topical", "home"]},
)
# Everything that a figure can be told to show, so that all its labels turn up.
_VARIANTS: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "scalp-map": tuple({"view": view} for view in ("top", "front", "back", "left", "right")),
    "follicle-states": (
        {
            "parts": [
                *("hair", "epidermis", "dermis", "sheath", "bulb"),
                *("fat", "gland", "muscle", "papilla", "vessels"),
            ]
        },
    ),
    "day-strip": _DAYS,
    "day-grid": _DAYS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingScore:
    """How hard one section of one sample's guide is to read, as printed."""

    sample: str
    section: str
    levels: GradeLevels

    @property
    def is_too_hard(self) -> bool:
        """Say whether it asks for more than six years of school, names and terms left out."""
        return self.levels.without_names > HARDEST_GRADE


def report(folder: Path, *, scores: bool, today: date | None = None) -> int:
    """Print what is wrong with a pack, or that nothing is, and give the exit status.

    Without `today` an overdue review is judged by the clock; it is a warning, never a fault.
    """
    found = check_pack(
        folder,
        figures=figure_labels(),
        today=today or datetime.now().astimezone().date(),
    )
    measured, rated = ([], []) if not scores or found.faults else _scored(found)
    faults = [*found.faults, *(_fault(score) for score in measured if score.is_too_hard)]
    for warning in found.warnings:
        complain(f"warning: {warning}")
    for fault in faults:
        complain(str(fault))
    if measured:
        tell(_table(measured))
    if faults:
        return INPUT_AT_FAULT
    for each in rated:
        tell("\n".join(("", *score_lines(each), "")))
    tell(_summary(found))
    return DONE


def figure_labels() -> Mapping[str, frozenset[str]]:
    """Give the keys of the labels that each shipped figure can have."""
    colors = read_colors(locations.resources() / "style" / "tokens.toml")
    illustrator = Illustrator(locations.templates(), colors)
    return {
        name: frozenset(
            label.key
            for values in _VARIANTS.get(name, ({},))
            for label in illustrator.draw(name, **values).labels
        )
        for name in illustrator.names()
    }


def sample_guides(engine: Engine) -> Iterator[tuple[str, Handout]]:
    """Give the guide of every shipped sample with the sample's name.

    A sample that names what the pack does not have is passed over: it is of another pack.
    """
    samples = locations.resources() / "samples"
    for path in sorted(samples.iterdir()):
        if path.name.startswith(_NO_SAMPLES):
            continue
        try:
            clinic = engine.read_clinic(samples / _SAMPLE_CLINIC)
            yield path.name, engine.compose(engine.read_consultation(path), clinic)
        except InputError:
            continue


def scores_of(engine: Engine, guides: Iterable[tuple[str, Handout]]) -> Iterator[ReadingScore]:
    """Give the reading level of every section of guides."""
    for sample, handout in guides:
        for section in SECTIONS:
            if getattr(handout, section) is not None:
                text = section_text(handout, section)
                levels = printed_levels(text, engine.pack, engine.language)
                yield ReadingScore(sample=sample, section=section, levels=levels)


def _scored(found: PackCheck) -> tuple[list[ReadingScore], list[Scores]]:
    """Give how hard the guides are to read, and what else they were rated."""
    measured: list[ReadingScore] = []
    rated: list[Scores] = []
    for language, pack in found.packs.items():
        if language not in READING_LANGUAGES:
            continue
        engine = Engine.of(pack, language)
        guides = list(sample_guides(engine))
        measured += scores_of(engine, guides)
        rated.append(scores_by(look_over(engine, guides), locations.resources() / "scores"))
    return measured, rated


def _fault(score: ReadingScore) -> Fault:
    grade = f"{score.levels.without_names:.1f}"
    message = f"reading grade {grade} as printed; at most {HARDEST_GRADE:g}"
    return Fault(score.sample, None, score.section, message)


def _table(scores: list[ReadingScore]) -> str:
    """Give the scores as lines, the hardest first."""
    ordered = sorted(scores, key=lambda score: -score.levels.without_names)
    heads = ("sample", "section", "all words", "without names and terms")
    rows = [
        (
            score.sample,
            score.section,
            f"{score.levels.everything:.1f}",
            f"{score.levels.without_names:.1f}",
        )
        for score in ordered
    ]
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    lines = (
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (heads, *rows)
    )
    return "Reading grade (Flesch–Kincaid) of each section as printed:\n" + "\n".join(lines)


def _summary(found: PackCheck) -> str:
    pack = next(iter(found.packs.values()))
    identity = pack.pack
    return (
        f"Clinic Aid {__version__}: no fault in {identity.id} {identity.version} "
        f"({', '.join(found.packs)}): {len(pack.estimates)} figures, "
        f"{len(pack.sources)} sources, {len(pack.aftercare)} aftercare steps; "
        f"facts checked {identity.facts_checked}, review due {identity.review_due}."
    )
