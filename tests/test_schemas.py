import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from clinic_aid import locations
from clinic_aid.schemas import schema_of

Name = Literal["consultation", "content", "clinic"]
NAMES: tuple[Name, ...] = ("consultation", "content", "clinic")
SAMPLES = sorted((locations.resources() / "samples").glob("*.*"))
KINDS: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Give every part of a schema that is one for a group of keys."""
    if isinstance(node, dict):
        if "properties" in node and node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


def complaints(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    """Give what a value breaks of the part of JSON Schema that these schemas use."""
    if "$ref" in schema:
        return complaints(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in schema:
        tried = [complaints(value, option, root) for option in schema["anyOf"]]
        return [] if [] in tried else [f"{value!r} fits no option: {tried}"]
    found = []
    kind = schema.get("type")
    if kind is not None and not isinstance(value, KINDS[kind]):
        return [f"{value!r} is no {kind}"]
    allowed = schema.get("enum", [schema["const"]] if "const" in schema else [value])
    if value not in allowed:
        found.append(f"{value!r} is not one of {allowed}")
    if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        found.append(f"{value!r} is no date")
    if isinstance(value, dict):
        found += [f"{key} is missing" for key in schema.get("required", ()) if key not in value]
        for key, entry in value.items():
            part = schema.get("properties", {}).get(key, schema.get("additionalProperties", True))
            if part is False:
                found.append(f"{key} is unknown")
            elif part is not True:
                found += complaints(entry, part, root)
    if isinstance(value, list):
        places = schema.get("prefixItems", [schema.get("items", {})] * len(value))
        for entry, part in zip(value, places, strict=False):
            found += complaints(entry, part, root)
    return found


class AsWritten(yaml.SafeLoader):
    """Leaves dates as the text they are."""


AsWritten.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def tree_of(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=AsWritten)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_says_what_it_is(name: Name) -> None:
    schema = schema_of(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert name in schema["title"]
    assert schema["type"] == "object"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_allows_no_unknown_key_anywhere(name: Name) -> None:
    found = list(objects(schema_of(name)))
    assert found
    assert [part.get("title") for part in found if part.get("additionalProperties")] == []
    assert all(part["additionalProperties"] is False for part in found)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_of_a_schema_leads_somewhere(name: Name) -> None:
    schema = schema_of(name)
    for reference in re.findall(r"'\$ref': '([^']+)'", str(schema)):
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


def test_a_consultation_needs_a_name_and_a_product_alone() -> None:
    schema = schema_of("consultation")
    assert set(schema["required"]) == {"patient", "plan"}
    assert schema["$defs"]["Patient"]["required"] == ["name"]
    assert schema["$defs"]["TreatmentPlan"]["required"] == ["product"]


def test_a_clinic_needs_nothing() -> None:
    assert "required" not in schema_of("clinic")


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_every_sample_keeps_to_its_schema(file: Path) -> None:
    schema = schema_of("clinic" if file.name.startswith("clinic") else "consultation")
    assert complaints(tree_of(file), schema, schema) == []


@pytest.mark.parametrize(
    "tree",
    [
        {"patient": {"name": "A"}},
        {"patient": {"name": "A"}, "plan": {"product": "p"}, "paln": {}},
        {"patient": {"name": 3}, "plan": {"product": "p"}},
        {"patient": {"name": "A"}, "plan": {"product": "p", "treatment_date": "soon"}},
        {"patient": {"name": "A"}, "plan": {"product": "p"}, "decision": "maybe"},
        {"format": 2, "patient": {"name": "A"}, "plan": {"product": "p"}},
    ],
)
def test_what_the_program_refuses_the_schema_refuses(tree: dict[str, Any]) -> None:
    schema = schema_of("consultation")
    assert complaints(tree, schema, schema) != []
