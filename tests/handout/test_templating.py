"""A template of a page fills in what it is given, and reaches for nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import TemplateError

from clinic_aid.handout.templating import page_environment

Fill = Callable[[str], str]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Give what a template of a page becomes, for one patient."""
    (tmp_path / "handout").mkdir()

    def fill(template: str) -> str:
        (tmp_path / "handout" / "a.html").write_text(template, encoding="utf-8")
        environment = page_environment(
            tmp_path, {"ink": "#17363c"}, finalize=lambda value: value, filters={}
        )
        return environment.get_template("a.html").render(name="{{ 7 * 7 }} <b>", names=["Ann"])

    return fill


def test_what_is_filled_in_is_words_alone(fill: Fill) -> None:
    assert fill("<p>{{ name }}</p>") == "<p>{{ 7 * 7 }} &lt;b&gt;</p>"


@pytest.mark.fault(49)
@pytest.mark.parametrize(
    "reached",
    [
        "name.__class__.__mro__[1].__subclasses__()",
        "'{0.__class__}'.format(name)",
        "names.append('Bob')",
        "c.clear()",
        "lipsum(n=100000)",
        "cycler.__init__.__globals__",
        "self.__init__.__globals__",
        "range(10 ** 9)",
        "name | attr('__class__')",
        "names | map('upper') | list",
        "no_such_value",
    ],
)
def test_a_template_that_reaches_for_more_is_refused(fill: Fill, reached: str) -> None:
    with pytest.raises(TemplateError):
        fill("{{ " + reached + " }}")


@pytest.mark.fault(49)
@pytest.mark.parametrize("file", ["../secret.html", "/etc/passwd", "a/../../secret.html"])
def test_a_template_cannot_bring_in_a_file_from_elsewhere(
    fill: Fill, file: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    with pytest.raises(TemplateError):
        fill("{% include '" + file + "' %}")
