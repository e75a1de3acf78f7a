"""The words of the interface as they stand in the code: what the catalogue holds, and what does not go through it.

Run by itself it brings a catalogue up to date: `python -m tests.words_in_code de`.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from coach.lessons.po import Entry, head, parse, written

ROOT = Path(__file__).parents[1]
# The files that speak through the catalogue. The rest of the interface follows, folder by folder: put a folder here,
# and the tests say what is missing. Today, Learn, Plan, reviews, the dialogs of the plan and the command line are left.
DONE = [
    "screens/lesson.py", "screens/lesson_page.py", "screens/lesson_parts.py", "screens/step_pane.py",
    "screens/drafting.py", "screens/groundwork.py", "screens/dialogs.py", "screens/help.py",
    *(f"screens/steps/{name}.py" for name in (
        "arranged", "base", "choice", "commit", "drawn", "entry", "fields", "form", "labelled", "onward", "pick",
        "prose", "ratings", "read", "reveal", "scale", "schedule", "text")),
    *(f"coach/plain/{name}.py" for name in (
        "drafting", "ends", "feedback", "groundwork", "prose", "talk", "voice", "walk")),
    *(f"coach/plain/askers/{name}.py" for name in ("choose", "commit", "rows", "show", "structure", "write")),
    *(f"coach/lessons/kinds/{name}.py" for name in ("base", "choose", "commit", "show", "structure", "write")),
    "coach/dates.py", "coach/last_time.py", "coach/told.py", "coach/lessons/fitting.py", "coach/lessons/survival.py",
]  # fmt: skip
MARKS = ("said", "marked", "said_of")
NOT_SHOWN = ("DEFAULT_CSS",)
UNDERSTOOD = ("$text-error bold", "next week", "next month", "next year")  # a style; dates as they are typed
_PROSE = re.compile(r"[A-Za-z’]{2,} [A-Za-z’{]{2,}|^[a-z]+[A-Z]|^[A-Z][a-z]+[ .!?]")


def catalogued(file: Path) -> Iterator[tuple[str, str]]:
    """Each text that a file hands to the catalogue, with its form for several."""
    text = file.read_text("utf-8")
    tree = ast.parse(text if "words import" in text else "")
    if not any(_imports(node, file) for node in ast.walk(tree)):
        return  # other modules have words of their own that are called so
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in MARKS:
            continue
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if node.func.id == "said_of" and len(texts) == 2:
            yield texts[0], texts[1]
        elif texts and texts[0]:
            yield texts[0], ""


def _imports(node: ast.AST, file: Path) -> bool:
    """Whether a line takes its words from `coach.words`."""
    if not isinstance(node, ast.ImportFrom):
        return False
    package = file.relative_to(ROOT).parent.parts
    base = package[: len(package) - node.level + 1] if node.level else ()
    return ".".join([*base, node.module or ""]) == "coach.words"


@cache
def everything() -> dict[str, str]:
    """All texts of the whole program that go through the catalogue, and the names of the plan's parts."""
    from coach.plan.records import RECORDS

    found: dict[str, str] = {}
    for folder in ("coach", "screens"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            found |= dict(catalogued(file))
    return found | {kind.title: "" for kind in RECORDS.values()}


def outside(file: Path) -> list[str]:
    """Sentences in a file that do not go through the catalogue, each with its line."""
    tree = ast.parse(file.read_text("utf-8"))
    inside: set[int] = set()
    for node in ast.walk(tree):
        if _is_kept(node):
            inside |= {id(one) for one in ast.walk(node)}
    return [
        f"{file.name}:{node.lineno}: {node.value!r}" for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
        and _PROSE.search(node.value) and node.value not in UNDERSTOOD
    ]  # fmt: skip


def _is_kept(node: ast.AST) -> bool:
    """Whether what is below a node goes through the catalogue, or is not shown at all."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in (*MARKS, "Literal", "TypeVar", "Annotated", "Field")
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # a docstring
    if isinstance(node, ast.Assign):
        return any(isinstance(name, ast.Name) and name.id in NOT_SHOWN for name in node.targets)
    return isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None and not _shows(node)


def _shows(node: ast.arg | ast.AnnAssign) -> bool:
    return isinstance(node, ast.AnnAssign) and node.value is not None


def update(language: str) -> None:
    """Adds what is new to a catalogue, and keeps what is gone at its end."""
    file = ROOT / "coach" / "catalogues" / f"{language}.po"
    old = parse(file.read_text("utf-8")).entries if file.exists() else [head("coach", language)]
    by_source = {entry.source: entry for entry in old[1:]}
    now = []
    for one, many in everything().items():
        entry = by_source.pop(one, Entry(source=one))
        forms = entry.forms or ([""] if many else [])
        now.append(replace(entry, many=many, forms=forms if many else [], gone=False))
    gone = [replace(entry, gone=True) for entry in by_source.values() if entry.words]
    file.write_text(written([old[0], *now, *gone]), "utf-8")


if __name__ == "__main__":
    update(sys.argv[1])
