"""Nothing of ours can be made to run what somebody wrote: no shell, no code from text, no archive that unpacks itself.

A program is started from a list of arguments, in the modules that `tests/promises/places.py` names and nowhere else.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.promises.places import STARTS

from .source import listing, modules, nodes, place, tree

# What is never called, by its last name or by module and name.
NEVER = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile", "pty.spawn", "tempfile.mktemp",
    "extractall", "yaml.load", "getoutput", "getstatusoutput", "create_subprocess_shell", "create_subprocess_exec",
    "input", "breakpoint", "webbrowser.open", "open_url", "deliver_text", "deliver_binary", "deliver_screenshot",
    "save_screenshot", "format_map", "os.fork", "os.forkpty", "os.posix_spawn", "os.posix_spawnp",
    *(f"os.{kind}{end}" for kind in ("exec", "spawn") for end in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
}  # fmt: skip
ALONE = {"compile", "input"}  # others may have a method of this name, such as re.compile
# What is never imported: code in data, networks, logs.
NEVER_IMPORTED = {
    "pickle", "marshal", "shelve", "dill", "yaml", "jinja2", "string.Template", "code", "pty", "ctypes", "logging",
    "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "webbrowser", "xmlrpc",
    "socketserver", "telnetlib", "runpy", "imp", "tarfile",
}  # fmt: skip
RUNS = {"subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call", "subprocess.check_output"}
OURS = {"coach.cli.commands", "coach.crypt.ring"}  # they import a module by a name that is ours


def dotted(node: ast.expr) -> str:
    """`os.path.join` for a call of it; the last name alone where it hangs on something else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return f"{owner}.{name}"
        case ast.Attribute(attr=name):
            return name
    return ""


def forbidden(name: str) -> bool:
    """Whether a call by this name is one of those."""
    last = name.rpartition(".")[2]
    return name in NEVER or (last in NEVER and last not in ALONE)


def starts(name: str) -> bool:
    """Whether a call by this name starts a program."""
    return name in RUNS


def dangers(node: ast.AST, may_start: bool = False, may_import: bool = False) -> Iterator[str]:
    """What a part of a file could run that is data."""
    match node:
        case ast.Import():
            names = [alias.name for alias in node.names]
        case ast.ImportFrom(level=0):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        case ast.Call():
            yield from _calls(node, may_start, may_import)
            return
        case _:
            return
    yield from (f"imports {name}" for name in names if forbidden_import(name))


def forbidden_import(name: str) -> bool:
    """Whether this is never imported."""
    return name in NEVER | RUNS | NEVER_IMPORTED or name.partition(".")[0] in NEVER_IMPORTED


def _calls(node: ast.Call, may_start: bool, may_import: bool) -> Iterator[str]:
    name = dotted(node.func)
    if forbidden(name) or (name.rpartition(".")[2] == "import_module" and not may_import):
        yield f"calls {name}"
    if any(k.arg == "shell" and ast.unparse(k.value) != "False" for k in node.keywords):
        yield f"{name} with a shell"
    if starts(name):
        if not may_start:
            yield "starts a program: name the module in STARTS of tests/promises/places.py"
        if not node.args or not _is_list(node.args[0]):
            yield f"{name} without a list of arguments"


def _is_list(node: ast.expr) -> bool:
    """A list, or a name; the types say that a name is none of a string (mypy is strict here)."""
    return isinstance(node, ast.List | ast.Name)


def test_nothing_dangerous_is_called() -> None:
    found = [
        f"{place(path, getattr(node, 'lineno', 0))} {what}"
        for module, path, node in nodes()
        for what in dangers(node, module in STARTS, module in OURS)
    ]
    assert not found, listing(found)


def test_who_starts_programs_still_does() -> None:
    """A module in the table that starts nothing any more would be an open door."""
    starting = {module for module, _, node in nodes() if any(dangers(node, may_import=True))}
    assert starting == set(STARTS)


def test_names_stand_behind_two_hyphens() -> None:
    """Where git is given an address or a path that somebody named, no option can come of it."""
    every = modules("coach")
    lists = [node for name in ("coach.packs.clone", "coach.sync.syncing", "coach.sync.git")
             for node in ast.walk(tree(every[name])) if isinstance(node, ast.List | ast.Call)]  # fmt: skip
    shown = [[ast.unparse(one) for one in (node.elts if isinstance(node, ast.List) else node.args)] for node in lists]
    for words in shown:
        for named in ("self.source", "path"):
            if named in words and ("'clone'" in words or "'checkout'" in words):
                assert "'--'" in words[: words.index(named)], words
    assert any("'clone'" in words for words in shown) and any("'checkout'" in words for words in shown)


FINE = [
    "subprocess.run(command)", "subprocess.run(['git', 'log'])", "re.compile(x)", "import subprocess", "self.run(x)",
    "from importlib.resources import files", "git.run('init')", "subprocess.run(words, shell=False)",
]  # fmt: skip
BAD = [
    "os.system(x)", "subprocess.run(x, shell=True)", "subprocess.run(x, shell=y)", "subprocess.run(f'git {x}')",
    "subprocess.Popen('git log')", "subprocess.run(' '.join(x))", "eval(x)", "exec(x)", "compile(x, '', 'exec')",
    "import pickle", "from pickle import loads", "archive.extractall(x)", "yaml.load(x)", "tempfile.mktemp()",
    "__import__(x)", "import socket", "from urllib.request import urlopen", "import http.client", "os.execvp(x, [x])",
    "from subprocess import run", "from os import system", "import logging", "self.app.open_url(x)", "os.popen(x)",
    "app.deliver_text(x)", "importlib.import_module(x)", "asyncio.create_subprocess_shell(x)", "x.format_map(y)",
    "asyncio.create_subprocess_exec(x)",
]  # fmt: skip


@pytest.mark.parametrize("source", FINE)
def test_what_is_let_through(source: str) -> None:
    assert not [what for node in ast.walk(ast.parse(source)) for what in dangers(node, may_start=True)]


@pytest.mark.parametrize("source", BAD)
def test_what_is_stopped(source: str) -> None:
    assert [what for node in ast.walk(ast.parse(source)) for what in dangers(node, may_start=True)]
