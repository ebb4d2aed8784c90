"""The strict environment in which every printed page is placed: autoescaped, nothing undefined."""

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from clinic_aid.content.filling import without_isolates
from clinic_aid.figures.compiling import CompiledTemplates
from clinic_aid.handout.fonts import FONT_FAMILY


def page_environment(
    templates: Path,
    colors: Mapping[str, str],
    *,
    finalize: Callable[[object], object],
    filters: Mapping[str, Callable[..., object]],
) -> ImmutableSandboxedEnvironment:
    """Give the environment of the handout's templates, with the tokens they share with screens.

    `finalize` is applied to every value that is placed; of filters there are these, and two more.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates / "handout"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
        bytecode_cache=CompiledTemplates(Path(__file__).parent),
    )
    environment.globals = {"c": dict(colors), "fonts": Markup(FONT_FAMILY)}
    environment.filters = {
        "length": len,
        "plain": lambda text: Markup(escape(without_isolates(text))),
        **filters,
    }
    return environment
