"""Let every cell of a table name its heads, as the scopes of its HTML say.

WeasyPrint 70 writes no Scope (its issue 2508), takes the head of a row group for one of a column,
counts columns wrongly behind a cell of several rows, and links a wide head to its first column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import pydyf

# Neither library is typed.
Box: TypeAlias = Any
Tag: TypeAlias = Any

_ROW_GROUP: Final = "rowgroup"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    tag: Tag
    scope: str | None
    group: int
    rows: range
    columns: range

    def heads(self, other: "_Cell") -> bool:
        """Say whether this cell is a head of the other one, which heads no group of rows."""
        before = self.columns.start < other.columns.start
        above = self.rows.start < other.rows.start
        if other.scope == _ROW_GROUP:
            return False
        if self.scope == _ROW_GROUP:
            return self.group == other.group and (before or above)
        if self.scope == "row":
            return before and _overlap(self.rows, other.rows)
        return self.scope is not None and above and _overlap(self.columns, other.columns)

    @property
    def pdf_scope(self) -> str:
        # The head of a row group stands beside its rows, or across the table above them.
        beside = self.scope == "row" or (self.scope == _ROW_GROUP and len(self.columns) == 1)
        return "/Row" if beside else "/Column"


def name_heads(table: Box) -> None:
    """Complete the tags of a table's cells: the scope of its heads, the heads of every cell.

    A head without a scope is one of its column.
    """
    cells = list(_cells(table))
    heads = [cell for cell in cells if cell.scope is not None]
    for cell in cells:
        attributes = cell.tag["A"]
        if cell.scope is not None:
            attributes["Scope"] = cell.pdf_scope
        attributes.pop("Headers", None)
        if names := [head.tag["ID"] for head in heads if head.heads(cell)]:
            attributes["Headers"] = pydyf.Array(names)


def _cells(table: Box) -> Iterator[_Cell]:
    row = 0
    for number, group in enumerate(table.get_wrapped_table().children):
        for line in group.children:
            for cell in line.children:
                # A head that is said again on the next page is an artifact there, without a tag.
                if not hasattr(cell, "mark"):
                    continue
                is_head = cell.element_tag == "th"
                yield _Cell(
                    tag=cell.mark,
                    scope=cell.element.get("scope", "col") if is_head else None,
                    group=number,
                    rows=range(row, row + cell.rowspan),
                    columns=range(cell.grid_x, cell.grid_x + cell.colspan),
                )
            row += 1


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop
