"""A disk that forgets: what was not synced may be there, or not, or in parts, after a power cut."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from tests.power_cut.recording import Event

SECTOR: Final = 512
Change = Callable[[bytearray], None]


@dataclass(slots=True)
class File:
    """The bytes that are on the disk, and the writes on their way there."""

    stable: bytearray = field(default_factory=bytearray)
    pending: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.pending:
            _apply(event, self.stable)
        self.pending.clear()

    def after_a_cut(self, chance: random.Random, fate: "Fate") -> bytes:
        """Give the bytes that are left."""
        left = bytearray(self.stable)
        for event in self.pending:
            match fate.of_write(chance):
                case "kept":
                    _apply(event, left)
                case "torn" if event.kind == "write":
                    for part in _sectors(event):
                        if chance.random() < 0.5:
                            _apply(part, left)
        return bytes(left)


@dataclass(slots=True)
class Folder:
    """The names that are on the disk, and the changes of names on their way, in their order."""

    stable: dict[str, "File | Folder"] = field(default_factory=dict)
    live: dict[str, "File | Folder"] = field(default_factory=dict)
    pending: list[dict[str, "File | Folder | None"]] = field(default_factory=list)

    def change(self, names: dict[str, "File | Folder | None"]) -> None:
        """Give names to files, or take them away, all at once."""
        self.pending.append(names)
        _rename(self.live, names)

    def sync(self) -> None:
        for names in self.pending:
            _rename(self.stable, names)
        self.pending.clear()

    def after_a_cut(
        self, chance: random.Random, fate: "Fate"
    ) -> Iterator[tuple[PurePosixPath, bytes | None]]:
        """Give what is found below: files with their bytes, folders with None."""
        left = dict(self.stable)
        for names in self.pending[: fate.of_names(chance, len(self.pending))]:
            _rename(left, names)
        for name, node in left.items():
            if isinstance(node, File):
                yield PurePosixPath(name), node.after_a_cut(chance, fate)
            else:
                yield PurePosixPath(name), None
                for path, data in node.after_a_cut(chance, fate):
                    yield name / path, data


class Fate:
    """How one power cut treats what was not synced."""

    def __init__(self, chance: random.Random) -> None:
        self.kind = chance.choice(("all gone", "all there", "mixed", "mixed", "torn"))

    def of_write(self, chance: random.Random) -> str:
        match self.kind:
            case "all gone":
                return "gone"
            case "all there":
                return "kept"
            case "torn":
                return "torn"
            case _:
                return chance.choice(("gone", "kept", "torn"))

    def of_names(self, chance: random.Random, count: int) -> int:
        """Give how many changes of names are there: a file system keeps their order."""
        match self.kind:
            case "all gone":
                return 0
            case "all there":
                return count
            case _:
                return chance.randint(0, count)


class Disk:
    """Follows what a program does, from one event to the next."""

    def __init__(self) -> None:
        self.root = Folder()
        self._open: dict[int, File] = {}
        self._paths: dict[int, str] = {}

    def follow(self, event: Event) -> None:
        """Do what the program did."""
        match event.kind:
            case "create" | "open":
                folder, name = self._at(event.path)
                node = folder.live.get(name)
                if node is None:
                    node = File()
                    folder.change({name: node})
                assert isinstance(node, File)
                self._open[event.file], self._paths[event.file] = node, event.path
            case "mkdir":
                folder, name = self._at(event.path)
                folder.change({name: Folder()})
            case "rename":
                folder, name = self._at(event.path)
                target, to = self._at(event.to)
                node = folder.live[name]
                if folder is not target:
                    target.change({to: node})
                    folder.change({name: None})
                else:
                    folder.change({name: None, to: node})
            case "unlink":
                folder, name = self._at(event.path)
                folder.change({name: None})
            case "write" | "truncate":
                self._open[event.file].pending.append(event)
            case "sync" if event.file:
                self._open[event.file].sync()
                self._keep_folders_above(self._paths[event.file])
            case "sync":
                self._node(event.path).sync()
                self._keep_folders_above(event.path)

    def cut(self, chance: random.Random, image: Path) -> None:
        """Write down what a power cut leaves at this moment."""
        fate = Fate(chance)
        for path, data in self.root.after_a_cut(chance, fate):
            if data is None:
                (image / path).mkdir(exist_ok=True)
            else:
                (image / path).write_bytes(data)

    def _keep_folders_above(self, path: str) -> None:
        """Let the folders last in which something lasts, as every journal of names does."""
        folder: Folder = self.root
        for name in path.split("/")[:-1]:
            node = folder.live.get(name)
            if not isinstance(node, Folder):
                return  # it was moved or taken away meanwhile
            folder.stable.setdefault(name, node)
            folder = node

    def _at(self, path: str) -> tuple[Folder, str]:
        *parents, name = path.split("/")
        folder = self._node("/".join(parents))
        assert isinstance(folder, Folder)
        return folder, name

    def _node(self, path: str) -> File | Folder:
        node: File | Folder = self.root
        for name in filter(None, path.split("/")):
            assert isinstance(node, Folder)
            node = node.live[name]
        return node


def _rename(found: dict[str, File | Folder], names: dict[str, File | Folder | None]) -> None:
    for name, node in names.items():
        if node is None:
            found.pop(name, None)
        else:
            found[name] = node


def _apply(event: Event, data: bytearray) -> None:
    if event.kind == "truncate":
        del data[event.offset :]
        data.extend(bytes(event.offset - len(data)))
        return
    if len(data) < event.offset:
        data.extend(bytes(event.offset - len(data)))
    data[event.offset : event.offset + len(event.data)] = event.data


def _sectors(event: Event) -> Iterator[Event]:
    begin, end = event.offset, event.offset + len(event.data)
    while begin < end:
        next_ = min((begin // SECTOR + 1) * SECTOR, end)
        part = event.data[begin - event.offset : next_ - event.offset]
        yield Event(kind="write", file=event.file, offset=begin, data=part)
        begin = next_
