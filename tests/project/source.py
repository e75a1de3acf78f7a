"""The project's source as data: files, modules and syntax trees, read without importing anything."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = {".git", ".venv", "build", "dist", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | Function


@cache
def modules(package: str) -> dict[str, Path]:
    """The modules of a top-level package, by dotted name."""
    return {_dotted(path): path for path in sorted((ROOT / package).rglob("*.py"))}


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int) -> str:
    """`file:line` from the root, as editors understand it."""
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def functions(node: ast.AST) -> Iterator[Function]:
    """Every function below a node, nested ones too."""
    return (child for child in ast.walk(node) if isinstance(child, Function))


def listing(lines: list[str]) -> str:
    """Offenders one a line, for the message of an assertion."""
    return "\n  ".join(["", *lines, f"({len(lines)} in all)"])


@cache
def files() -> list[Path]:
    """The files that belong to the project: what git tracks or would track; without git, all but what is made here."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        found = [ROOT / name for name in names if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


Told = ast.Call | ast.Import | ast.ImportFrom | ast.ClassDef | ast.Assign


@cache
def nodes() -> list[tuple[str, Path, Told]]:
    """What our modules call, import, define and set, with module and file: one walk for many questions."""
    return [
        (module, path, node)
        for package in ("coach", "screens")
        for module, path in modules(package).items()
        for node in ast.walk(tree(path))
        if isinstance(node, Told)
    ]


def spelled(node: ast.expr) -> str:
    """A name as it stands: `self.app.title`; nothing for what is no name."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=owner, attr=name):
            return f"{spelled(owner)}.{name}"
    return ""
