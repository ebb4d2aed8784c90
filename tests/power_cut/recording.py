"""What a program asked of its disk, call by call, as strace tells it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from clinic_aid.vault import ballast
from clinic_aid.vault.places import VaultPlace

WRITER: Final = Path(__file__).with_name("writer.py")
_NAMING: Final = frozenset(
    {
        *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir"),
        *("mkdir", "mkdirat"),
    }
)
_CALLS: Final = (
    *("open", "openat", "creat", "close", "dup", "dup2", "dup3", "fcntl", "lseek", "mmap"),
    *("write", "pwrite64", "writev", "pwritev", "sendfile", "copy_file_range"),
    *("ftruncate", "truncate", "fallocate", "fsync", "fdatasync"),
    *("link", "linkat", *_NAMING),
)
_LINE: Final = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|\?)")
_STRING: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPEN: Final = re.compile(r"O_(?:CREAT|TRUNC|APPEND|DIRECTORY)")


class UnknownCallError(Exception):
    """The program does something to the disk that the replay does not understand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing done to the disk, or said. Paths are relative to the folder.

    Kinds: create, open, mkdir, rename, unlink, write, truncate, sync, say. `file` tells the open
    file that is written or synced: what it is called may have changed meanwhile. A sync with a
    path is one of a folder.
    """

    kind: str
    path: str = ""
    to: str = ""
    file: int = 0
    offset: int = 0
    data: bytes = b""
    words: tuple[Any, ...] = ()


@cache
def why_not() -> str:
    """Say why nothing can be recorded here, "" where it can."""
    if shutil.which("strace") is None:
        return "needs strace"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this system lets no program trace another"


def record(saves: int) -> list[Event]:
    """Let the writer work below strace, and give all that it did."""
    with TemporaryDirectory(prefix="power-cut-") as scratch:
        folder, trace = Path(scratch) / "data", Path(scratch) / "trace"
        put_ballast(folder)
        calls = f"trace={','.join(_CALLS)}"
        subprocess.run(
            [
                *("strace", "-f", "-xx", "-s", "50000000", "-e", "signal=none", "-e", calls),
                *("-o", str(trace), sys.executable, str(WRITER), str(folder), str(saves)),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(WRITER.parents[2])},
        )
        with trace.open(encoding="ascii") as lines:
            return list(_Reading(folder).events(lines))


def put_ballast(folder: Path) -> None:
    """Put the room in place that is kept for a full disk: as a hole it costs no time here."""
    file = VaultPlace(folder).ballast
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    os.truncate(file, ballast.SIZE)


class _Reading:
    """Follows descriptors and offsets from line to line."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._files: dict[int, int] = {}
        self._offsets: dict[int, int] = {}
        self._appends: set[int] = set()
        self._paths: dict[int, str] = {}
        self._folders: dict[int, str] = {}
        self._unfinished: dict[str, str] = {}
        self._count = 0

    def events(self, lines: Iterator[str]) -> Iterator[Event]:
        for line in lines:
            whole = self._whole(line)
            found = _LINE.match(whole) if whole else None
            if found is None or found[4].startswith("-") or found[4] == "?":
                continue
            yield from self._event(found[2], found[3], int(found[4]))

    def _whole(self, line: str) -> str:
        """Put a call together that another thread interrupted."""
        process, _, rest = line.strip().partition(" ")
        if rest.endswith("<unfinished ...>"):
            self._unfinished[process] = rest.removesuffix("<unfinished ...>")
            return ""
        resumed = re.match(r" *<\.\.\. \w+ resumed>(.*)", rest)
        if resumed:
            rest = self._unfinished.pop(process) + resumed[1]
        return f"{process} {rest}"

    def _event(self, call: str, arguments: str, result: int) -> Iterator[Event]:
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _STRING.findall(arguments)]
        first = int(head[0]) if (head := re.match(r"\d+", arguments)) else -1
        if call in ("write", "pwrite64") and first == 1:
            for line in texts[0].splitlines():
                yield Event(kind="say", words=tuple(json.loads(line)))
        elif call in ("open", "openat", "creat"):
            yield from self._opened(arguments, self._path(arguments, texts), result)
        elif call == "close":
            self._closed(first)
        elif call == "mmap":
            self._require_harmless(arguments)
        elif call in _NAMING:
            yield from self._named(call, arguments, texts)
        elif first in self._folders and call == "fsync":
            yield Event(kind="sync", path=self._folders[first])
        elif first in self._files:
            yield from self._on_file(call, first, arguments, texts, result)
        elif any(self._inside(text) is not None for text in texts):
            raise UnknownCallError(f"{call}({arguments[:300]})")

    def _on_file(
        self, call: str, first: int, arguments: str, texts: list[bytes], result: int
    ) -> Iterator[Event]:
        file = self._files[first]
        last = arguments.rsplit(", ", 1)[-1]
        match call:
            case "lseek":
                self._offsets[first] = result
            case "write" if first not in self._appends:
                at = self._offsets[first]
                self._offsets[first] = at + result
                yield Event(kind="write", file=file, offset=at, data=texts[0][:result])
            case "pwrite64":
                yield Event(kind="write", file=file, offset=int(last), data=texts[0][:result])
            case "ftruncate":
                yield Event(kind="truncate", file=file, offset=int(last))
            case "fsync" | "fdatasync":
                yield Event(kind="sync", file=file)
            case "fcntl" if "F_DUPFD" not in arguments:
                pass
            case _:
                raise UnknownCallError(f"{call}({arguments[:300]})")

    def _closed(self, descriptor: int) -> None:
        for known in (self._files, self._offsets, self._paths, self._folders):
            known.pop(descriptor, None)
        self._appends.discard(descriptor)

    def _opened(self, arguments: str, path: str | None, result: int) -> Iterator[Event]:
        if path is None:
            return
        flags = _OPEN.findall(arguments)
        if "O_DIRECTORY" in flags or not ("O_RDWR" in arguments or "O_WRONLY" in arguments):
            # A folder may be opened like any file, to be synced.
            self._folders[result] = path
            return
        self._count += 1
        self._files[result], self._offsets[result] = self._count, 0
        self._paths[result] = path
        if "O_APPEND" in flags:
            self._appends.add(result)
        kind = "create" if "O_CREAT" in flags else "open"
        yield Event(kind=kind, path=path, file=self._count)
        if "O_TRUNC" in flags:
            yield Event(kind="truncate", file=self._count)

    def _named(self, call: str, arguments: str, texts: list[bytes]) -> Iterator[Event]:
        path = self._path(arguments, texts)
        if path is None:
            return
        if call.startswith("rename"):
            to = self._path(arguments, texts[1:])
            if to is None:
                raise UnknownCallError("something leaves the folder")
            yield Event(kind="rename", path=path, to=to)
        else:
            yield Event(kind="mkdir" if call.startswith("mkdir") else "unlink", path=path)

    def _path(self, arguments: str, texts: list[bytes]) -> str | None:
        """Give the path within the folder; None for any other."""
        path = texts[0].decode()
        beside = re.match(r"(\d+), ", arguments)
        if not path.startswith("/") and beside and int(beside[1]) in self._folders:
            return f"{self._folders[int(beside[1])]}/{path}".lstrip("/")
        return self._inside(texts[0])

    def _inside(self, text: bytes) -> str | None:
        path = text.decode(errors="replace")
        if path == self._folder:
            return ""
        return path.removeprefix(f"{self._folder}/") if path.startswith(self._folder) else None

    def _require_harmless(self, arguments: str) -> None:
        """Let the index of the journal be mapped, which is made anew after a power cut."""
        _, _, protection, flags, descriptor, _ = arguments.split(", ")
        shares = "MAP_SHARED" in flags and "PROT_WRITE" in protection
        path = self._paths.get(int(descriptor), "-shm")
        if shares and not path.endswith("-shm"):
            raise UnknownCallError(f"{path} is written by way of memory")
