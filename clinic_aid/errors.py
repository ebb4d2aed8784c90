"""Errors that the consultant can act on; anything else is a fault of the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


class Message(str):
    """Words for people: English, with what it takes to say them in another language.

    The template stands in the call itself, where Qt's tool finds it by the name of this class or
    of an error. Its `values` may be messages, too.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        message = super().__new__(cls, template.format(**values) if values else template)
        message.template, message.values = template, values
        return message

    def filled(self, **values: object) -> Self:
        """Give a message that was kept as a template, with its values."""
        return type(self)(self.template, **values)


class MessageError(Exception):
    """Says a message: it is given the template and the values of one, or one that is made."""

    def __init__(self, words: str, /, **values: object) -> None:
        self.message = words if isinstance(words, Message) else Message(words, **values)
        super().__init__(self.message)


class ClinicAidError(MessageError):
    """Say what happened and what to do, in words meant for the consultant."""


class InvalidValueError(MessageError, ValueError):
    """Say why a value cannot be, in words for the person who entered it."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with a file, and where.

    `path` is the place in the data ("plan.treatment_date"); `line` counts from 1
    and is None where the place is not a line of a file.
    """

    file: str
    line: int | None
    path: str
    message: str

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        line = f" (line {self.line})" if self.line is not None else ""
        file = f"{self.file}: " if self.file else ""
        return f"{file}{where}{self.message}{line}"


class InputError(ClinicAidError):
    """A file is at fault; carries every fault found in it, in the order of the file."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))
