"""screens -> coach -> (content, read as data): by the import graph, and by what a command really loads."""

import ast
import json
import subprocess
import sys
from collections.abc import Container, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path
from typing import NamedTuple

import pytest

from .source import ROOT, functions, listing, modules, place, tree

SHOWING = ("textual", "rich", "screens")


class Import(NamedTuple):
    """One import of a module, wherever in the file it stands."""

    target: str
    line: int
    in_function: bool


def imports(module: str, path: Path, known: Container[str]) -> Iterator[Import]:
    """Everything a file imports: at the top, inside functions, and for type checkers only."""
    inner = {node for function in functions(tree(path)) for node in ast.walk(function)}
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import():
                targets = [alias.name for alias in node.names]
            case ast.ImportFrom():
                targets = _imported_from(node, package, known)
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(name)), *_]):
                targets = [resolve_name(name, package)]
            case _:
                continue
        yield from (Import(target, node.lineno, node in inner) for target in targets)


def _imported_from(node: ast.ImportFrom, package: str, known: Container[str]) -> list[str]:
    """The modules that `from x import y` is about: `x.y` where that is a module, else `x`."""
    source = resolve_name("." * node.level + (node.module or ""), package)
    names = [f"{source}.{alias.name}" for alias in node.names]
    named = [name for name in names if name in known]
    return named if len(named) == len(names) else [source, *named]


def graph(known: Mapping[str, Path]) -> dict[str, set[str]]:
    """Which modules import which others, of those that are known."""
    return {
        module: {i.target for i in imports(module, path, known) if i.target in known} - {module}
        for module, path in known.items()
    }


def below(target: str, packages: tuple[str, ...]) -> bool:
    """Whether a module is one of the packages or inside one."""
    return target.partition(".")[0] in packages


def test_coach_needs_no_screen() -> None:
    found = [
        f"{place(path, i.line)} imports {i.target}"
        for module, path in modules("coach").items()
        for i in imports(module, path, modules("coach"))
        if below(i.target, SHOWING)
        if not (below(i.target, ("screens",)) and module.startswith("coach.cli") and i.in_function)
    ]
    assert not found, listing(found)


@pytest.mark.parametrize("package", ["coach", "screens"])
def test_content_is_data(package: str) -> None:
    found = [
        f"{place(path, i.line)} imports {i.target}: read it through importlib.resources"
        for module, path in modules(package).items()
        for i in imports(module, path, modules(package))
        if below(i.target, ("content",))
    ]
    assert not found, listing(found)


def test_content_holds_no_code() -> None:
    found = [str(path) for path in modules("content").values() if path.parent != ROOT / "content"]
    body = tree(ROOT / "content" / "__init__.py").body
    assert not found, listing(found)
    assert len(body) <= 1, "content/__init__.py is a docstring and nothing else"


def test_no_cycles() -> None:
    """Late and typing-only imports count: a cycle that is hidden is still two modules that cannot be read apart."""
    try:
        TopologicalSorter(graph({**modules("coach"), **modules("screens")})).prepare()
    except CycleError as error:
        pytest.fail("import cycle: " + " -> ".join(reversed(error.args[1])))


@pytest.mark.parametrize(
    ("package", "module", "cycle"),
    [
        ("", "from . import other", False),
        ("from . import one", "from . import other", False),
        ("from .one import x", "from . import other, y", True),
        ("import pack.one", "def late():\n    from pack import y", True),
        ("from . import one", "if TYPE_CHECKING:\n    from . import y", True),
    ],
)
def test_what_counts_as_a_cycle(package: str, module: str, cycle: bool, tmp_path: Path) -> None:
    known = {"pack": tmp_path / "__init__.py", "pack.one": tmp_path / "one.py", "pack.other": tmp_path / "other.py"}
    for path, text in zip(known.values(), (package, module, ""), strict=True):
        path.write_text(text)
    edges = graph(known)
    assert (edges["pack"] == {"pack.one"} and "pack" in edges["pack.one"]) == cycle


PROBE = """
import json, sys
from coach.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as stop:
    code = stop.code
print("\\n" + json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def loaded_by(*arguments: str) -> tuple[object, set[str]]:
    """The exit code of a command, and the top-level packages that were loaded when it ended."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    code, names = json.loads(done.stdout.splitlines()[-1])
    return code, set(names)


@pytest.mark.parametrize(
    ("arguments", "unloaded"),
    [
        # pydantic alone takes longer to import than these two commands may take as a whole.
        (["--version"], {*SHOWING, "pydantic"}),
        (["next"], {*SHOWING, "pydantic"}),
        (["content", "check"], {*SHOWING}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_no_screen(arguments: list[str], unloaded: set[str]) -> None:
    """The graph cannot tell a late import from an early one; only a run can."""
    code, names = loaded_by(*arguments)
    assert code in (0, None, 1), f"`coach {' '.join(arguments)}` was not understood: exit code {code}"
    assert not names & unloaded
    assert "coach" in names


def test_python_m_coach() -> None:
    """`python -m coach` is the same door as the script."""
    done = subprocess.run(
        [sys.executable, "-m", "coach", "--version"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert any(character.isdigit() for character in done.stdout)
