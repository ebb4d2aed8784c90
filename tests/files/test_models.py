import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import Annotated, ClassVar, Literal, NewType

import pytest
from pydantic import BaseModel, ConfigDict, Field

from clinic_aid.errors import InputError
from clinic_aid.files.models import schema, validate
from clinic_aid.files.strict import read_document
from clinic_aid.files.tree import MAX_FAULTS

STRICT: dict[str, object] = {"extra": "forbid"}
Days = NewType("Days", int)


class Zone(Enum):
    FRONT = "front-line"
    CROWN = "crown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    zone: Zone
    size: int = 1

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("the size is below 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    product: str
    treatment_date: date | None = None
    at: time | None = None
    areas: tuple[Area, ...] = ()
    marks: tuple[Area | Stroke, ...] = ()
    kind: Literal["medium", "extract"] | None = None
    counts: Mapping[Zone, int] = field(default_factory=dict)
    either: int | str | None = None
    short: Annotated[str, Field(max_length=5, min_length=1)] = "x"
    after: Days = Days(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    plan: Plan
    format: Literal[1] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lenient:
    name: str = ""


class Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    parts: tuple["Block", ...] = ()
    level: int = Field(default=1, ge=1, le=3)
    id: str = Field(default="a", pattern="^[a-z]+$")


def faults_of(text: str, type_: type[object] = Record) -> list[str]:
    with pytest.raises(InputError) as caught:
        validate(read_document(text, name=""), type_)
    return [str(fault) for fault in caught.value.faults]


def plan_faults_of(text: str) -> list[str]:
    return faults_of(f"plan:\n  product: x\n  {text}\n")


def test_a_document_becomes_a_value() -> None:
    text = "plan: {product: x, treatment_date: 2026-12-03, at: '10:30', areas: [{zone: crown}]}"
    assert validate(read_document(text, name=""), Record) == Record(
        plan=Plan(
            product="x",
            treatment_date=date(2026, 12, 3),
            at=time(10, 30),
            areas=(Area(zone=Zone.CROWN),),
        )
    )


def test_a_misspelt_key_is_one_fault_with_the_nearest_known_key() -> None:
    assert faults_of("format: 1\npaln: {}\n") == ["paln: unknown; did you mean plan? (line 2)"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("treatment_dat: 2026-12-03", "treatment_dat: unknown; did you mean treatment_date?"),
        ("areas: [{zone: crown, siz: 2}]", "areas[0].siz: unknown; did you mean size?"),
        ("areas: [{zone: crown, colour: 2}]",
         "areas[0].colour: unknown; possible here: zone, size"),
        ("areas: [{size: 2}]", "areas[0].zone: is missing"),
        ("areas: {zone: crown}", "areas: must be a list"),
        ("areas: [crown]", "areas[0]: must be a group of keys with values"),
        ("areas: [{zone: crown, size: -1}]", "areas[0]: the size is below 0"),
        ("areas: [{zone: crown, size: '3'}]", "areas[0].size: must be a whole number"),
        ("areas: [{zone: crown, size: true}]", "areas[0].size: must be a whole number"),
        ("areas: [{zone: crown, size: }]",
         "areas[0].size: has no value; it must be a whole number"),
        ("areas: [{zone: frontline}]",
         "areas[0].zone: frontline is not one of front-line, crown; did you mean front-line?"),
        ("kind: x", "kind: x is not one of medium, extract"),
        ("kind: medum", "kind: medum is not one of medium, extract; did you mean medium?"),
        ("treatment_date: 2026-13-03", "treatment_date: 2026-13-03 is not a date"),
        ("treatment_date: 20261203",
         "treatment_date: 20261203 is not a date; write year-month-day, such as 2026-12-03"),
        ("treatment_date: '1733184000'",
         "treatment_date: 1733184000 is not a date; write year-month-day, such as 2026-12-03"),
        ("treatment_date: 2026-12-03T00:00:00",
         "treatment_date: 2026-12-03T00:00:00 is not a date; "
         "write year-month-day, such as 2026-12-03"),
        ("at: 25:00", "at: 25:00 is not a time of day; write hours and minutes, such as 14:30"),
        ("at: 10:30Z", "at: 10:30Z is not a time of day; write hours and minutes, such as 14:30"),
        ("counts: {crow: 2}",
         "counts.crow: crow is not one of front-line, crown; did you mean crown?"),
        ("counts: {crown: x}", "counts.crown: must be a whole number"),
        ("short: abcdef", "short: is too long: 6 characters; at most 5 are possible"),
        ("short: ''", "short: must not be empty"),
        ("short: 12", "short: must be text; put it in quotes"),
        ("short: [a]", "short: must be text"),
        ("after: 1.5", "after: must be a whole number"),
        ("either: 1.5", "either: must be a whole number or text"),
        ("marks: [3]", "marks[0]: must be a group of keys with values"),
        ("marks: [{zone: x}]", "marks[0].zone: x is not one of front-line, crown"),
        ("marks: [{points: [[1]]}]", "marks[0].points[0][1]: is missing"),
    ],
)  # fmt: skip
def test_a_fault_is_told_once_in_plain_words_at_its_place(text: str, fault: str) -> None:
    assert plan_faults_of(text) == [f"plan.{fault} (line 3)"]


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ('"1"', "1 stands in quotes; write it without them"),
        ("true", "true is not 1"),
        ("1.0", "1.0 is not 1"),
        ("2", "2 is not 1"),
    ],
)
def test_what_only_looks_like_the_number_is_refused(value: str, fault: str) -> None:
    assert faults_of(f"format: {value}\nplan: {{product: x}}\n") == [f"format: {fault} (line 1)"]


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    text = "plan:\n  at: 1\n  kind: x\n  product: 3\nformat: 2\nfoo: 1\n"
    lines = [int(found) for found in re.findall(r"line (\d)", " ".join(faults_of(text)))]
    assert lines == [2, 3, 4, 5, 6]


def test_a_missing_key_has_the_line_of_its_group() -> None:
    assert faults_of("format: 1\nplan:\n  kind: medium\n") == ["plan.product: is missing (line 2)"]


def test_a_document_that_is_no_group_is_refused() -> None:
    assert faults_of("[a]") == ["must be a group of keys with values (line 1)"]


def test_unknown_keys_are_refused_even_where_the_type_forgot_to() -> None:
    assert faults_of("nam: x\n", Lenient) == ["nam: unknown; did you mean name? (line 1)"]


def test_a_model_is_read_like_a_dataclass() -> None:
    text = "title: a\nparts:\n- {titel: b}\n- {title: c, level: 4, id: A}\n"
    assert faults_of(text, Block) == [
        "parts[0].titel: unknown; did you mean title? (line 3)",
        "parts[1].level: must be at most 3 (line 4)",
        "parts[1].id: A is not written in the form needed here (line 4)",
    ]


def test_no_fault_names_the_program() -> None:
    text = "plan: {product: [], areas: 3, marks: [3, {a: 1}], either: [], at: [], counts: 1}"
    told = " ".join(faults_of(text))
    assert not re.search(r"pydantic|https?:|Area|Stroke|Plan|Input", told)


def test_the_schema_says_its_dialect_and_title() -> None:
    made = schema(Record, title="Consultation")
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"] == "Consultation"
    assert schema(Record)["title"] == "Record"


def test_the_schema_forbids_unknown_keys() -> None:
    made = schema(Record)
    assert made["additionalProperties"] is False
    assert all(
        part["additionalProperties"] is False
        for part in made["$defs"].values()
        if part["type"] == "object"
    )


def test_after_a_hundred_faults_the_others_are_not_looked_for() -> None:
    text = "".join(f"key{number}: 1\n" for number in range(5000))
    with pytest.raises(InputError) as caught:
        validate(read_document("plan: {product: x}\n" + text, name="a.yaml"), Record)
    assert len(caught.value.faults) == MAX_FAULTS
    assert caught.value.faults[-1].message == "more faults follow; correct these first"
