"""Qt's tool finds every text of the interface, in the context in which Qt will look for it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.languages.catalogue import classes_of_words, found_by_qt, source_files, texts_of


def texts_in(code: str) -> Iterator[tuple[str, str]]:
    """Give every text that code translates, with the context in which Qt looks for it.

    That is the class around a `self.tr`: of an instance Qt asks for its class and then for all
    that this one is made from. Any other way to `tr` is refused, as are words put together.
    """
    yield from _texts(ast.parse(code), "")


def _texts(node: ast.AST, around: str) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name | ast.Attribute):
            name = ast.unparse(child.func)
            if name == "self.tr":
                assert around, f"line {child.lineno}: no class is around it"
                yield around, _literal(child.args[0])
            elif name == "translate":
                yield _literal(child.args[0]), _literal(child.args[1])
            elif name in classes_of_words():
                yield from _words(child)
        if isinstance(child, ast.Attribute) and child.attr == "tr":
            known = isinstance(node, ast.Call) and ast.unparse(node.func) == "self.tr"
            assert known, f"line {child.lineno}: {ast.unparse(child)} is not asked by itself"
        yield from _texts(child, child.name if isinstance(child, ast.ClassDef) else around)


def _words(call: ast.Call) -> Iterator[tuple[str, str]]:
    """Give the words of an error or a message, which Qt's tool keeps under no context.

    An error may be given a message that was made elsewhere, but none is put together.
    """
    given = call.args[0] if call.args else None
    if isinstance(given, ast.Constant) and given.value:
        yield "", _literal(given)
    else:
        made = isinstance(given, ast.JoinedStr | ast.BinOp) or ast.unparse(call.func) == "Message"
        assert not made, f"line {call.lineno}: {ast.unparse(call)} is put together"


def _literal(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant), f"line {node.lineno}: {ast.unparse(node)} is no literal"
    assert isinstance(node.value, str)
    return node.value


def texts_of_the_code() -> dict[tuple[str, str], Path]:
    found: dict[tuple[str, str], Path] = {}
    for file in source_files():
        code = file.read_text(encoding="utf-8")
        if file.name == "translation.py":
            # Here messages are translated, whatever they say.
            code = re.sub(r'translate\("", [^)]*\)', "None", code)
        # Nor is it known what they say where they are made.
        if file.name != "errors.py":
            found |= dict.fromkeys(texts_in(code), file)
    return found


def test_qts_tool_finds_every_text_in_its_context() -> None:
    found, written = texts_of(found_by_qt()), texts_of_the_code()

    assert len(found) > 700
    assert {text: file for text, file in written.items() if text not in found} == {}
    assert found - written.keys() == set()


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n    def f(self): return window.tr('Text')",
        "class A:\n    def f(self): return self.window.tr('Text')",
        "class A:\n    def f(self): return list(map(self.tr, texts))",
        "class A:\n    def f(self): return self.tr(f'{text}')",
        "class A:\n    def f(self): return self.tr(TEXT)",
        "class A:\n    def f(self): return self.tr('one' + 'two')",
        "def f(self): return self.tr('Text')",
        "translate('Context', text)",
        "translate(context, 'Text')",
        "ClinicAidError(f'{file} is not there.')",
        "Message(text)",
    ],
)
def test_other_ways_to_a_text_are_refused(code: str) -> None:
    with pytest.raises(AssertionError, match="line "):
        list(texts_in(code))
