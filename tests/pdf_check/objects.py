"""Small readings of PDF objects that every check needs."""

from typing import Any, TypeAlias

from pikepdf import Array

# pikepdf's object type answers to everything and says so to no type checker.
PdfObject: TypeAlias = Any
ObjectId: TypeAlias = tuple[int, int]


def listed(value: PdfObject) -> list[PdfObject]:
    """Give a value that may be one, many or none as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def identity(value: PdfObject) -> ObjectId:
    """Give the number an object goes by in its file."""
    number, generation = value.objgen
    return number, generation


def name_of(value: PdfObject) -> str:
    """Give a PDF name without its slash."""
    return str(value)[1:]
