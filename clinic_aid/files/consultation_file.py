"""Consultation files and the clinic's file: read with every fault, written for people to read."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.files.models import validate
from clinic_aid.files.strict import read_file
from clinic_aid.files.tree import Document


def read_consultation(path: Path) -> tuple[Consultation, Document]:
    """Give a consultation and the file it stands in, or every fault of the file."""
    document = read_file(path)
    return validate(document, Consultation), document


def read_clinic(path: Path) -> tuple[Clinic, Document]:
    """Give the clinic's own facts and the file they stand in, or every fault of the file."""
    document = read_file(path)
    return validate(document, Clinic), document


def as_yaml(tree: Mapping[str, object]) -> str:
    """Give the text of a file, in the order of the tree."""
    return yaml.dump(
        dict(tree), Dumper=_QuotingDumper, allow_unicode=True, sort_keys=False, width=100
    )


class _QuotingDumper(yaml.SafeDumper):
    """Quotes every value that is text, so that no reader takes "1e5" or "no" for anything else."""


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = text.isidentifier() and text not in {"true", "false", "null"}
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_QuotingDumper.add_representer(str, _quoted)
