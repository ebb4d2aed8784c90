"""Whatever the reader takes is printed: at every limit, and drawn at random within and around them.

Printing takes seconds, so that a run of all tests draws few; with `CLINIC_AID_EXAMPLES=300` this
file alone draws so many, and others each time.
"""

import json
import os
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clinic_aid.domain.clinic import Answer, Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.domain.lengths import ENTRIES, FULL_LINE, LINE, PASSAGE, POINTS, STROKES, WHOLE
from clinic_aid.domain.whole_pdf import is_whole_pdf
from clinic_aid.engine import Engine
from clinic_aid.errors import InputError
from clinic_aid.handout.rendering import Renderer

Tree = dict[str, Any]
Taken = Callable[[Tree], Consultation | None]

PRODUCT: Final = "own-fat-cells"
EXAMPLES: Final = int(os.environ.get("CLINIC_AID_EXAMPLES", "0"))
NEVER: Final = ("0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31")


def drawn(few: int) -> settings:
    return settings(
        max_examples=EXAMPLES or few,
        derandomize=not EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        # Making a failing example smaller would print it a hundred times more.
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )


def filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def consultation(**entries: Any) -> Tree:
    return {"patient": {"name": "A"}, "plan": {"product": PRODUCT}} | entries


def passages(piece: str, letters: int = WHOLE - 100) -> list[Tree]:
    """Give questions that have so many letters together."""
    text = filled(piece, letters)
    starts = range(0, letters, PASSAGE)
    return [{"question": text[start : start + PASSAGE]} for start in starts]


LINES: Final = WHOLE // (FULL_LINE + 1) - 10
FULL: Final[Mapping[str, Tree]] = {
    "one word without end": consultation(questions=passages("W")),
    "lines": consultation(notes_for_patient=filled("a\n", 2 * LINES - 20)),
    "two writings in a word": consultation(notes_for_patient=filled("aб", LINES)),
    "writings by words": consultation(questions=passages("Amira أميرة Мира मीरा ", WHOLE // 2)),
    "every list": consultation(
        patient={"name": filled("W", LINE), "information_needs": [filled("n", LINE)] * ENTRIES},
        what_matters=[filled("m ", LINE)] * ENTRIES,
        questions=[{"question": filled("q ", 200), "answer": filled("a ", 200)}] * ENTRIES,
        teach_back=[{"topic": "hair-cycle", "words": filled("w ", 150)}] * ENTRIES,
    ),
    "every stroke": consultation(
        finding={
            "strokes": [
                {"view": "top", "points": [[one % 97 / 97, one % 89 / 89]] * (POINTS // STROKES)}
                for one in range(STROKES)
            ]
        }
    ),
    "a name in no font, and every letter": consultation(
        patient={"name": "𒀭𒂗𒆤"}, questions=passages("x ", WHOLE - len(PRODUCT))
    ),
    "letters that no font has": consultation(questions=passages("𒀭")),
    "such a letter in every other word": consultation(questions=passages("𒀭 a ")),
    "such a letter on every line": consultation(notes_for_patient=filled("𒀭\n", 2 * LINES - 20)),
    "letters of Japan": consultation(questions=passages("髙橋さくら")),
    "the last days": consultation(
        patient={"name": "A", "birth_date": "1900-01-01"},
        consultation_date="2100-12-31",
        plan={
            "product": PRODUCT,
            "sampling_date": "2100-12-30",
            "treatment_date": "2100-12-31",
            "reviews": [{"day": "2100-12-31", "at": "23:59"}] * ENTRIES,
        },
    ),
    "the first days": consultation(
        consultation_date="1990-01-01",
        plan={"product": PRODUCT, "sampling_date": "1990-01-01", "treatment_date": "1990-01-01"},
    ),
}


@pytest.fixture(scope="module")
def taken(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """Give the consultation of a tree, None for one that is refused in words."""
    file = tmp_path_factory.mktemp("accepted") / "visit.json"

    def read(tree: Tree) -> Consultation | None:
        file.write_text(json.dumps(tree), encoding="utf-8")
        try:
            return engine.read_consultation(file)
        except InputError:
            return None

    return read


@pytest.mark.parametrize("name", FULL)
def test_what_has_most_of_all_is_taken_and_printed(
    name: str, engine: Engine, taken: Taken, renderer: Renderer
) -> None:
    found = taken(FULL[name])
    assert found is not None
    assert is_whole_pdf(renderer.render(engine.print_job(engine.compose(found, Clinic()))))


def test_so_is_what_a_clinic_and_a_consultation_say_together(
    engine: Engine, taken: Taken, renderer: Renderer
) -> None:
    keys = sorted(engine.pack.clinic_questions)
    whole = filled("Some words. ", PASSAGE)
    theirs = dict.fromkeys(keys[: WHOLE // PASSAGE], whole)
    clinic = Clinic(answers={key: Answer(text=whole) for key in keys[-WHOLE // PASSAGE :]})
    found = taken(consultation(questions=passages("Some words. "), clinic={"answers": theirs}))
    assert found is not None
    assert is_whole_pdf(renderer.render(engine.print_job(engine.compose(found, clinic))))


# Drawn at random

WORDS = st.sampled_from([
    *("Some words. ", "W", "\n", "a\n", " ", "\u00a0", "0 ", "<b>&amp;", "{{7}}", "-", "\u200b"),
    *("क्ष", "ع", "علاج ", "שָׁ", "e\u0301", "aб", "Amira أميرة ", "\u2028", "a\u0085", "№ ", "→"),
    *("王小明", "さくら", "김민수 ", "สมชาย", "მზე ", "Արև ", "সূর্য ", "சூரியன்", "ਸੂਰਜ ", "ፀሐይ "),
    *("𒀭 ", "😀 ", "1\ufe0f\u20e3", "\ufe0f"),
])  # fmt: skip


def texts(most: int) -> st.SearchStrategy[str]:
    lengths = st.integers(1, 200) | st.integers(1, most) | st.sampled_from([most - 1, most])
    return st.builds(filled, WORDS, lengths)


def days(first: date, last: date) -> st.SearchStrategy[str]:
    edges = st.sampled_from([first, last, date(2028, 2, 29), date(2026, 12, 31)])
    return (edges | st.dates(first, last)).map(date.isoformat)


USUAL = days(date(1990, 1, 1), date(2100, 12, 31))
ANY_DAY = st.one_of(*[USUAL] * 9, st.sampled_from(NEVER))
BIRTH = days(date(1900, 1, 1), date(1990, 1, 1))


@st.composite
def plans(draw: st.DrawFn) -> Tree:
    plan: Tree = {"product": draw(st.sampled_from([PRODUCT, "own-follicle-cells"]))}
    first = date.fromisoformat(draw(USUAL))
    if draw(st.booleans()):
        plan["treatment_date"] = first.isoformat()
        later = draw(st.lists(st.integers(1, 700), max_size=4, unique=True))
        plan["later_sessions"] = [
            (min(first, date(2099, 1, 1)) + timedelta(days=gap)).isoformat() for gap in later
        ]
    if draw(st.booleans()):
        before = timedelta(days=draw(st.integers(0, 400)))
        plan["sampling_date"] = (first - before).isoformat()
    visits = st.fixed_dictionaries({"day": ANY_DAY}, optional={"place": texts(LINE)})
    plan |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "sessions": st.integers(5, 13),
                "full_cost": texts(LINE),
                "reviews": st.lists(visits, max_size=3),
                "calls": st.lists(visits, max_size=3),
                "sleeps_in": st.sampled_from(["GB", "US", "ZZ"]),
            },
        )
    )
    return plan


STROKE_LINES = st.builds(
    lambda lines, points: [{"view": "top", "points": [[0.2, 0.3]] * points}] * lines,
    st.sampled_from([0, 1, STROKES]),
    st.sampled_from([2, POINTS // STROKES]),
)
TREES = st.fixed_dictionaries(
    {
        "patient": st.fixed_dictionaries(
            {"name": st.sampled_from(["Amira", "𒀭𒂗𒆤 Wang", "أميرة"]) | texts(LINE)},
            optional={"birth_date": BIRTH, "information_needs": st.lists(texts(LINE), max_size=3)},
        ),
        "plan": plans(),
    },
    optional={
        "consultation_date": ANY_DAY,
        "consultant": texts(LINE),
        "finding": st.fixed_dictionaries({"strokes": STROKE_LINES}),
        "what_matters": st.lists(texts(LINE), max_size=4),
        "questions": st.lists(
            st.fixed_dictionaries({"question": texts(PASSAGE)}, optional={"answer": texts(900)}),
            max_size=3,
        ),
        "decision": st.sampled_from(["go-ahead", "think-about-it", "no"]),
        "notes_for_patient": texts(PASSAGE),
        "clinic": st.fixed_dictionaries(
            {},
            optional={
                "name": texts(LINE),
                "closed_dates": st.lists(ANY_DAY, max_size=3),
                "answers": st.fixed_dictionaries({}, optional={"cost": texts(PASSAGE)}),
            },
        ),
    },
)


@drawn(60)
@given(TREES)
def test_whatever_is_taken_can_be_said_and_placed_on_a_page(
    engine: Engine, taken: Taken, tree: Tree
) -> None:
    if (found := taken(tree)) is not None:
        assert engine.print_job(engine.compose(found, Clinic())).documents[0]
        assert engine.talk(found, Clinic()).chapter_names


@drawn(10)
@given(TREES)
def test_whatever_is_taken_is_printed(
    engine: Engine, taken: Taken, renderer: Renderer, tree: Tree
) -> None:
    if (found := taken(tree)) is not None:
        job = engine.print_job(engine.compose(found, Clinic(), GuideWish(paper="letter")))
        assert is_whole_pdf(renderer.render(job))


# Days on which nobody can have been seen, treated or born

PLACES: Final[Mapping[str, Callable[[str], Tree]]] = {
    "consultation_date": lambda day: {"consultation_date": day},
    "birth_date": lambda day: {"patient": {"name": "A", "birth_date": day}},
    "cleared_on": lambda day: {"checks": {"blood-thinners": {"answer": "yes", "cleared_on": day}}},
    "treatment_date": lambda day: {"plan": {"product": PRODUCT, "treatment_date": day}},
    "sampling_date": lambda day: {"plan": {"product": PRODUCT, "sampling_date": day}},
    "reviews": lambda day: {"plan": {"product": PRODUCT, "reviews": [{"day": day}]}},
    "calls": lambda day: {"plan": {"product": PRODUCT, "calls": [{"day": day}]}},
    "checks": lambda day: {"plan": {"product": PRODUCT, "checks": [{"day": day}]}},
}


@pytest.mark.parametrize("day", NEVER)
@pytest.mark.parametrize("name", PLACES)
def test_a_day_of_no_known_year_is_refused_by_its_name(
    name: str, day: str, engine: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(consultation(**PLACES[name](day))), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        engine.read_consultation(file)
    [fault] = caught.value.faults
    assert f"{name} {day} is not between" in fault.message
