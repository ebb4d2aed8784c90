"""Templates are compiled by one thread at a time, and once for all starts of the program."""

import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from threading import RLock
from typing import Final

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from clinic_aid import __version__

# Jinja's lexer has Python parse each string of a template. Where two threads do so at once,
# Python 3.11 may stop with "AST constructor recursion depth mismatch" (python/cpython#106905).
# A template is compiled when it is first used, and what it imports while it is filled.
COMPILING: Final = RLock()

_DIGEST: Final = sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates where Python keeps compiled modules: in `__pycache__` beside them.

    Whoever can write there can change the program itself, and nothing that is filled in is ever
    there. Code that is absent, damaged, or made by another program than the modules in `package`
    is made anew; where it cannot be kept, or Python is told to keep none, nothing changes.
    """

    def __init__(self, package: Path) -> None:
        # Jinja works out constants as it compiles, with the functions of the environment.
        made_by = sha256(f"{__version__} {jinja2.__version__}".encode())
        for module in sorted(package.glob("*.py")):
            made_by.update(module.read_bytes())
        self._made_by = made_by.hexdigest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Give the file in which a template's code is kept."""
        return cache_from_source(filename or name, optimization="jinja")

    def get_source_checksum(self, source: str) -> str:
        """Give what code must carry to be that of this text, made by this program."""
        return sha256(f"{self._made_by} {source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that is kept, if it is whole."""
        try:
            kept = Path(bucket.key).read_bytes()
        except OSError:
            return
        # Neither pickle nor marshal, which Jinja keeps code with, may be given damaged bytes.
        if kept[:_DIGEST] == sha256(kept[_DIGEST:]).digest():
            bucket.bytecode_from_string(kept[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep code that was just made."""
        if sys.dont_write_bytecode:
            return
        code = bucket.bytecode_to_string()
        file = Path(bucket.key)
        # Of its own for each process: several may start at once.
        whole = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                whole.write_bytes(sha256(code).digest() + code)
                whole.replace(file)
            finally:
                whole.unlink(missing_ok=True)
