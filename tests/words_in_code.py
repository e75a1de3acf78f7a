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
DONE = [
    path.relative_to(ROOT).as_posix()
    for folder in ("coach", "screens")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
MARKS = ("said", "marked", "said_of")
NOT_SHOWN = (
    "DEFAULT_CSS",
    "_EXAMPLES",
    "_STORY",
    "BASH",
    "ZSH",
    "FISH",
    "IGNORED",
    "ATTRIBUTES",
    "_HEAD",
    "_SPARE",
    "_PUBLIC",
    "INSTALL",
)  # styles; pieces of TOML; scripts; what git reads; lines of files of keys; a command
UNTOLD = ("DemoFault",)  # what only tests see
TABLES = ("Code", "_claim", "Slip")  # rows of tables that `everything` takes the texts from
UNDERSTOOD = ("not bold",  # a style
              "next week", "next month", "next year", "last year", "this year", "some day", "one day", "at present",
              "at the moment",  # dates as they are typed
              "another day", "pro bono",  # said by the person of the demo
              "Finder | None", "Toast.-warning, Toast.-error",  # a type and a selector
              "coach content preview", "coach undo", "vault open", "vault close", "backup restore ",  # commands
              "took in", "by hand",  # of an event
              "matching keys", "Decryption failed",  # what the library of age says
              "\n\nwhile handling:\n")  # fmt: skip  # of a report on a crash
_STYLE = re.compile(r"([a-z ]*\$[a-z-]+[a-z ]*)+")
FORMATS = (
    "Expected '='", "Expected ']", "Expected '}", "Expected newline", "Invalid value", "Invalid statement",
    "Invalid initial character",  # what the parser of TOML says, which is looked for
    "oneOf", "anyOf", "dependentRequired", "minItems", "maxLength", "propertyNames", "patternProperties",
    "additionalProperties", "endColumn",  # words of JSON Schema and of GitHub
    "coach content translate ", "  coach content check ", "  coach content preview ", "  coach content test ",
    "packs add ", "packs update ",  # commands
    "what you will learn", "learning outcomes", "after this lesson", "further reading",  # headings of notes
    "see where you stand with this", "choose one small piece, and a day for it", "Which of these comes nearest?",
    "Written from experience. Put books and studies here, with author and year.",  # of files for authors
    "#. at most ", "A pack of lessons", "The tracks of a pack", "Ways through the course", "A table of the plan",
    "A table of the plan, or one of its fields", "An earlier step, or a table of the plan",
    "the scenario ", " is not in the library", "a condition is exactly one of: all, any, not, answer, plan",  # not seen
)  # fmt: skip
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
    return found | {kind.title: "" for kind in RECORDS.values()} | dict.fromkeys(_in_tables(), "")


def _in_tables() -> Iterator[str]:
    """The texts of tables whose other columns are not for people."""
    from coach.lessons.checks.claims import CLAIMS
    from coach.lessons.codes import CODES
    from coach.lessons.po import SLIPS

    yield from (text for slip in SLIPS.values() for text in (slip.why, slip.advice))
    yield from (text for code in CODES.values() for text in (code.title, code.explanation))
    yield from (text for claim in CLAIMS for text in (claim.why, claim.instead))


def outside(file: Path) -> list[str]:
    """Sentences in a file that do not go through the catalogue, each with its line."""
    tree = ast.parse(file.read_text("utf-8"))
    inside: set[int] = set()
    for node in ast.walk(tree):
        parts = [getattr(node, name, None) for name in ("annotation", "returns")]  # types in quotation marks
        for part in [node, *parts] if _is_kept(node) else parts:
            inside |= {id(one) for one in ast.walk(part)} if part else set()
    return [
        f"{file.name}:{node.lineno}: {node.value!r}" for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
        and _PROSE.search(node.value) and node.value not in (*UNDERSTOOD, *FORMATS) and not _STYLE.fullmatch(node.value)
    ]  # fmt: skip


def _is_kept(node: ast.AST) -> bool:
    """Whether what is below a node goes through the catalogue, or is not shown at all."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in (*MARKS, *TABLES, *UNTOLD, "Literal", "TypeVar", "Annotated", "Field")
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
