"""Errors that the consultant can act on; anything else is a fault of the program."""

from dataclasses import dataclass


class ClinicAidError(Exception):
    """Say what happened and what to do, in words meant for the consultant."""


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
