"""The table of places in `tests/promises/places.py` is whole: whatever is added here without a place there fails."""

import ast
import re

import pytest

from coach.cli.commands import FILES, HIDDEN, command
from coach.exports import EXPORTS
from coach.exports.documents import DRAWN
from tests.promises.places import COMMANDS, MAKES_FILES, OF_THE_HOME, PLACES, PRINTS, STARTS

from .source import ROOT, files, functions, listing, nodes, place, spelled, tree
from .test_dangerous import starts

# Calls that bring text out of the process, by what they do.
TO_A_TERMINAL = {
    "print", "os.write", "getpass.getpass", "driver.write", "stdout.write", "stderr.write", "sys.stdout.write",
    "sys.stderr.write", "self._file.write", "self._outward.write", "self._driver.write",
}  # fmt: skip
TO_A_FILE = {"write_whole", "write_text", "write_bytes"}
ELSE = {"coach.crypt.asking": "a question of ours", "coach.store.files": "bytes, into a file it has made"}


def every_command() -> set[str]:
    """The commands, and the actions of those that only name them."""
    found: set[str] = set()
    for name in (*FILES, *HIDDEN):
        chosen = command(name)
        found |= {f"{name} {action}" for action in chosen.actions or ()}
        if chosen.run.__name__ != "which":  # of `group`, which only asks for an action
            found.add(name)
    return found


def test_every_command_is_known() -> None:
    assert set(COMMANDS) == every_command(), "say in COMMANDS how its output is tried"
    assert all(lines for lines in COMMANDS.values())


def test_every_export_is_known() -> None:
    """What is no Markdown needs an escape of its own, and a test that sends hostile texts through it."""
    assert {exporter.extension for exporter in EXPORTS.values()} == {"md"}
    assert set(DRAWN) == {"agreement", "coaching-agreement", "one-page-plan", "promotion-case", "session-summary"}
    others = re.compile(r"[\"'][^\"'\n ]*\.(?:svg|html?|ics|xml|rtf|tex|vcf|pdf)[\"']")
    found = [f"{place(path, 1)} {match[0]}" for path in files() if path.suffix == ".py" and "tests" not in path.parts
             for match in others.finditer(path.read_text(encoding="utf-8"))]  # fmt: skip
    assert not found, listing(found)


def test_every_test_of_the_table_is_there() -> None:
    named = [name for one in PLACES for name in one.tests]
    missing = [name for name in named if not _stands(*name.split("::"))]
    assert not missing, listing(missing)
    assert {*MAKES_FILES.values()} <= {one.name for one in PLACES}


@pytest.mark.parametrize("page", ["README.md", "SECURITY.md"])
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    named = re.findall(r"`((?:[a-z_]+/)*(?:test_[a-z_]+\.py)?)`", (ROOT / page).read_text(encoding="utf-8"))
    there = [path.relative_to(ROOT).as_posix() for path in files()]
    tests = [name for name in named if name.startswith("tests/") or "test_" in name]
    missing = [name for name in tests if not any(f"/{name.rstrip('/')}" in f"/{path}" for path in there)]
    assert len(tests) > 10
    assert not missing, listing(missing)


def _stands(file: str, function: str) -> bool:
    path = ROOT / "tests" / file
    return path.is_file() and any(one.name == function for one in functions(tree(path)))


def calls(names: set[str]) -> list[tuple[str, str]]:
    """Modules that call one of these, with where."""
    return [(module, f"{place(path, node.lineno)} {spelled(node.func)}") for module, path, node in nodes()
            if isinstance(node, ast.Call) and (name := spelled(node.func))
            and (name in names or name.rpartition(".")[2] in names & TO_A_FILE)]  # fmt: skip


def test_everything_that_prints_is_known() -> None:
    fine = {**PRINTS, **ELSE}
    found = calls(TO_A_TERMINAL)
    new = [where for module, where in found if module not in fine]
    assert not new, listing(new)
    assert {"coach.cli.streams", "coach.plain.voice", "screens.hardening"} <= {module for module, _ in found}


def test_everything_that_makes_files_is_known() -> None:
    found = calls(TO_A_FILE)
    new = [where for module, where in found if module not in MAKES_FILES and not module.startswith(OF_THE_HOME)]
    assert not new, listing(new)
    idle = set(MAKES_FILES) - {module for module, _ in found} - {"coach.authoring.new"}  # it opens its file by itself
    assert not idle, idle


def test_everything_that_starts_programs_is_known() -> None:
    runs = {module for module, _, node in nodes() if isinstance(node, ast.Call) and starts(spelled(node.func))}
    assert runs == set(STARTS)


def test_every_app_has_the_wall() -> None:
    """Each app comes from Hardened, and none leaves its line filter, its driver or its endings out."""
    files = [(path, node) for _, path, node in nodes() if isinstance(node, ast.ClassDef)]
    apps, known = {"Hardened"}, {"App"}
    for _ in files:
        apps |= {node.name for _, node in files for base in node.bases if _base(base) in apps}
    stray = [place(path, node.lineno) for path, node in files if node.name != "Hardened"
             for base in node.bases if _base(base) in known]  # fmt: skip
    assert not stray, listing(stray)
    assert {"CoachApp", "PreviewApp"} <= apps
    walls = {"get_line_filters", "get_driver_class", "_fatal_error", "copy_to_clipboard", "get_system_commands"}
    changed = [f"{place(path, one.lineno)} {one.name}" for path, node in files if node.name in apps - {"Hardened"}
               for one in functions(node) if one.name in walls]  # fmt: skip
    assert not changed, listing(changed)


def _base(node: ast.expr) -> str:
    return (
        node.value.id
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
        else spelled(node).rpartition(".")[2]
    )


SET = {
    "self.app.title", "app.title", "self.app.sub_title", "app.sub_title", "self.sub_title", "self.app._clipboard",
    "app._clipboard", "self.console.set_window_title", "self.app.copy_to_clipboard", "app.copy_to_clipboard",
    "self.copy_to_clipboard",
}  # fmt: skip


def test_no_title_and_no_clipboard_of_ours() -> None:
    """What the terminal shows above the window, and what it keeps for other programs, is never set by us."""
    found = [place(path, node.lineno) for _, path, node in nodes() if isinstance(node, ast.Assign | ast.Call)
             for target in (node.targets if isinstance(node, ast.Assign) else [node.func])
             if spelled(target) in SET]  # fmt: skip
    assert not found, listing(found)
