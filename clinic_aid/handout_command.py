"""Make handouts from files, several at once."""

import os
import sys
from collections import Counter
from collections.abc import Container
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from queue import SimpleQueue

from tqdm import tqdm

from clinic_aid import locations
from clinic_aid.content.filling import without_isolates
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.engine import Engine
from clinic_aid.errors import ClinicAidError, InputError
from clinic_aid.files.saving import require_no_other_kind, save_pdf
from clinic_aid.handout.model import Handout
from clinic_aid.handout.rendering import Renderer
from clinic_aid.streams import complain

DONE, INPUT_AT_FAULT = 0, 1

FileIdentity = tuple[int, int]


def make_handouts(
    files: list[Path],
    *,
    output: Path,
    clinic_file: Path | None,
    wish: GuideWish,
    jobs: int,
    today: date,
) -> int:
    """Make every handout it can, name every fault of the others, and give the exit status.

    `today` judges content for a consultation without a date; it never reaches the page.
    """
    targets = _targets(files, output)
    with ExitStack() as stack:
        renderers: SimpleQueue[Renderer] = SimpleQueue()
        workers = min(jobs, len(files))
        # Started first: they warm up while the content is read.
        for _ in range(workers):
            renderer = stack.enter_context(Renderer(locations.resources() / "fonts"))
            renderer.warm()
            renderers.put(renderer)
        engine = Engine.shipped()
        clinic = engine.read_clinic(clinic_file)
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        # Who stops the program does not wait for handouts that were not begun.
        stack.callback(pool.shutdown, cancel_futures=True)
        quiet = len(files) == 1 or sys.stderr is None or not sys.stderr.isatty()
        bar = stack.enter_context(tqdm(total=len(files), unit="handout", disable=quiet))

        read = {_identity(file) for file in (*files, clinic_file or locations.clinic_file())}

        def make(source: Path) -> list[str]:
            renderer = renderers.get()
            try:
                _require_free(targets[source], read)
                consultation = engine.read_consultation(source)
                handout = engine.compose(consultation, clinic, wish)
                _require_something_to_say(handout, wish)
                save_pdf(renderer.render(engine.print_job(handout)), targets[source])
                looked_at = [concern.text for concern in handout.concerns]
                looked_at += engine.overdue(consultation, today)
                return [f"{source.name}: {without_isolates(text)}" for text in looked_at]
            finally:
                renderers.put(renderer)
                bar.update()

        failed, broken = False, None
        for source, result in [(source, pool.submit(make, source)) for source in files]:
            try:
                lines = result.result()
            except ClinicAidError as error:
                failed = True
                lines = [_words(error, alone=len(files) == 1)]
            except Exception as error:  # a fault of the program: told when the others are made
                broken = error
                lines = [f"{source.name}: no handout was made"] if len(files) > 1 else []
            for line in lines:
                # The bar stands on the last line of the terminal, which is cleared for words.
                with tqdm.external_write_mode(file=sys.stderr):
                    complain(line)
    if broken is not None:
        raise broken
    return INPUT_AT_FAULT if failed else DONE


def _require_something_to_say(handout: Handout, wish: GuideWish) -> None:
    for choice in handout.choices:
        if choice.part in (wish.parts or ()) and not choice.is_possible:
            raise ClinicAidError(
                "“{part}” has nothing to say to this patient. Leave it out.",
                part=handout.labels[f"part-{choice.part}"],
            )


def _words(error: ClinicAidError, *, alone: bool) -> str:
    """Give one line a fault; the name of the only file is left out before a place in it."""
    if not alone or not isinstance(error, InputError):
        return str(error)
    faults = (fault if fault.line is None else replace(fault, file="") for fault in error.faults)
    return "\n".join(map(str, faults))


def _require_free(target: Path, read: Container[FileIdentity | None]) -> None:
    """Refuse to put a handout in the place of what is read, or of any other work."""
    identity = _identity(target)
    if identity is not None and identity in read:
        raise ClinicAidError(
            "“{file}” is one of the files that handouts are made from; choose another name.",
            file=target.name,
        )
    require_no_other_kind(target)


def _identity(path: Path) -> FileIdentity | None:
    """Give what tells a file from every other, whatever it is called; None for none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _targets(files: list[Path], output: Path) -> dict[Path, Path]:
    """Give where each handout goes, refusing two for one place before any work is done."""
    is_folder = os.path.isdir(output)  # noqa: PTH112  # of a name too long a Path raises
    if len(files) == 1 and not is_folder:
        return {files[0]: output}
    if os.path.exists(output) and not is_folder:  # noqa: PTH110  # as above
        raise ClinicAidError(
            "{output} is a file. Name a folder to hold several handouts.", output=output
        )
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ClinicAidError(
            "The folder {output} cannot be made ({reason}). Name another folder.",
            output=output,
            reason=error.strerror,
        ) from error
    targets = {source: output / f"{source.stem}.pdf" for source in files}
    twice = [str(path) for path, count in Counter(targets.values()).items() if count > 1]
    if twice or len(targets) < len(files):
        names = ", ".join(twice) or "one file is named twice"
        raise ClinicAidError(
            "Two handouts would be written to one place: {names}. Rename a file.", names=names
        )
    return targets
