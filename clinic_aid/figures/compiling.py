"""Templates are compiled by one thread at a time."""

from threading import RLock
from typing import Final

# Jinja's lexer has Python parse each string of a template. Where two threads do so at once,
# Python 3.11 may stop with "AST constructor recursion depth mismatch" (python/cpython#106905).
# A template is compiled when it is first used, and what it imports while it is filled.
COMPILING: Final = RLock()
