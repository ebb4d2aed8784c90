"""Bring a translation (.ts) up to date with the texts of the code: `python -m tests.languages`."""

import sys
from pathlib import Path

from tests.languages.catalogue import update

update(Path(sys.argv[1]))
