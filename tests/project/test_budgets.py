"""Budgets that keep the code readable: short functions, short files, everything public said and annotated."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .source import Documented, Function, functions, listing, modules, place, tree

PACKAGES = ("coach", "screens")

LONGEST_FUNCTION = 40
P90_FUNCTION = 15
LONGEST_FILE = 300
LONGEST = {"screens/app.py": 200}  # the place where everything would gather

# Textual calls these by name; the name says when, and the body says what.
CALLED_BY_TEXTUAL = ("on_", "watch_", "validate_", "compute_")
OF_TEXTUAL = {"compose", "render", "render_line", "render_lines", "get_content_width", "get_content_height"}


def sources() -> Iterator[tuple[str, Path]]:
    """Every module that a budget holds for."""
    for package in PACKAGES:
        yield from modules(package).items()


# --- length --------------------------------------------------------------------


def length(function: Function) -> int:
    """A function's lines from `def` to its end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def lengths(package: str) -> list[tuple[int, str]]:
    """The functions of a package with their length, longest first."""
    found = [
        (length(function), f"{place(path, function.lineno)} {function.name}")
        for path in modules(package).values()
        for function in functions(tree(path))
    ]
    return sorted(found, reverse=True)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_function_is_long(package: str) -> None:
    long = [f"{name}: {lines} lines" for lines, name in lengths(package) if lines > LONGEST_FUNCTION]
    assert not long, listing(long)


@pytest.mark.parametrize("package", PACKAGES)
def test_most_functions_are_short(package: str) -> None:
    found = lengths(package)
    tenth = found[: len(found) // 10 + 1]
    p90 = tenth[-1][0] if tenth else 0
    worst = [f"{name}: {lines} lines" for lines, name in tenth if lines > P90_FUNCTION]
    assert p90 <= P90_FUNCTION, f"p90 is {p90}, of {len(found)} functions" + listing(worst)


def test_no_file_is_long() -> None:
    long = []
    for _, path in sources():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        name = place(path, lines)
        if lines > LONGEST.get(name.partition(":")[0], LONGEST_FILE):
            long.append(f"{name}: {lines} lines")
    assert not long, listing(long)


# --- docstrings ----------------------------------------------------------------


def public(name: str) -> bool:
    """Whether others may use a name. Double-underscore names are Python's: their meaning is known."""
    return not name.startswith("_")


def documented(node: Documented) -> Iterator[tuple[Documented, str]]:
    """The public classes, functions and methods in a module or class, each with its qualified name."""
    for child in node.body:
        if isinstance(child, ast.ClassDef | Function) and public(child.name):
            yield child, child.name
            if isinstance(child, ast.ClassDef):
                yield from ((inner, f"{child.name}.{name}") for inner, name in documented(child))


def classes() -> dict[str, list[ast.ClassDef]]:
    """Every class of ours by its plain name: names are few and telling, so that the name is enough to find a base."""
    found: dict[str, list[ast.ClassDef]] = {}
    for _, path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def base_names(node: ast.ClassDef) -> list[str]:
    """The plain names of a class's bases: `Step` for `Step`, `base.Step` and `Step[T]`."""
    bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    return [ast.unparse(base).rpartition(".")[2] for base in bases]


def inherited(node: ast.ClassDef, known: dict[str, list[ast.ClassDef]], seen: frozenset[str] = frozenset()) -> set[str]:
    """The methods that a class gets, with a docstring, from its bases among ours."""
    names: set[str] = set()
    for base in (b for name in base_names(node) if name not in seen for b in known.get(name, [])):
        names |= {child.name for child in base.body if isinstance(child, Function) and ast.get_docstring(child)}
        names |= inherited(base, known, seen | {node.name})
    return names


def marked(node: Documented, *marks: str) -> bool:
    """Whether a decorator such as `@overload` or `@name.setter` stands on a function."""
    marks_there = [] if isinstance(node, ast.Module) else [ast.unparse(d) for d in node.decorator_list]
    return any(there.rpartition(".")[2] in marks for there in marks_there)


def known_by_name(node: Documented, mine: set[str]) -> bool:
    """Whether a reader knows a method already: from the base class, from the property's getter, or from Textual."""
    if not isinstance(node, Function):
        return False
    name = node.name
    by_textual = name in OF_TEXTUAL or name.startswith(CALLED_BY_TEXTUAL)
    return name in mine or by_textual or marked(node, "setter", "deleter", "overload")


def undocumented(path: Path, known: dict[str, list[ast.ClassDef]]) -> Iterator[str]:
    """Places of public things without a docstring."""
    if not ast.get_docstring(tree(path)):
        yield f"{place(path, 1)} the module"
    owners = {child: node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef) for child in node.body}
    for node, name in documented(tree(path)):
        owner = owners.get(node) if isinstance(node, ast.stmt) else None
        mine = inherited(owner, known) if owner else set()
        if not ast.get_docstring(node) and not known_by_name(node, mine):
            yield f"{place(path, getattr(node, 'lineno', 1))} {name}"


def test_public_things_say_what_for() -> None:
    known = classes()
    found = [line for _, path in sources() for line in undocumented(path, known)]
    assert not found, listing(found)


# --- annotations ---------------------------------------------------------------


def unannotated(function: Function, method: bool) -> list[str]:
    """The arguments of a function that have no type, and `return`."""
    a = function.args
    arguments = [*a.posonlyargs, *a.args]
    if method and arguments and not marked(function, "staticmethod"):
        arguments = arguments[1:]
    arguments += [*a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))]
    missing = [argument.arg for argument in arguments if argument.annotation is None]
    return missing if function.returns is not None else [*missing, "return"]


def test_everything_is_annotated() -> None:
    found = []
    for _, path in sources():
        methods = {m for c in ast.walk(tree(path)) if isinstance(c, ast.ClassDef) for m in c.body}
        for function in functions(tree(path)):
            if missing := unannotated(function, function in methods):
                found.append(f"{place(path, function.lineno)} {function.name}: {', '.join(missing)}")
    assert not found, listing(found)
