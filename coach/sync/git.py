"""Runs the git that is installed, in a home that is a repository of its own: no shell, hooks, links or filters."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ..display import shorten
from ..words import said

SECONDS = 300  # for one call; a first push may carry years
_SAFE = (
    "core.hooksPath=/dev/null", "core.symlinks=false", "core.fsmonitor=false", "core.autocrlf=false",
    "core.fsync=committed,reference", "core.quotePath=false", "commit.gpgSign=false", "protocol.ext.allow=never",
    "submodule.recurse=false", "fetch.recurseSubmodules=false", "maintenance.auto=false", "gc.autoDetach=false",
    "core.attributesFile=/dev/null", "core.excludesFile=/dev/null",
)  # fmt: skip
_HANDED_ON = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_PROXY_SSL_CAINFO", "GIT_CONFIG_GLOBAL",
              "GIT_CONFIG_NOSYSTEM", "GIT_ASKPASS")  # fmt: skip
_NOBODY = {"GIT_AUTHOR_NAME": "coach", "GIT_AUTHOR_EMAIL": "coach@localhost", "GIT_COMMITTER_NAME": "coach",
           "GIT_COMMITTER_EMAIL": "coach@localhost"}  # fmt: skip  # the history says nothing of the person
_FILE = "100644"


class GitFailed(Exception):
    """Git could not do it: one sentence for the person, with what git says."""


class Entry(NamedTuple):
    """A file in a commit: its mode, the number of its content, and its size in bytes."""

    mode: str
    number: str
    size: int

    @property
    def ordinary(self) -> bool:
        """Whether it is a file, and no link, program or repository."""
        return self.mode == _FILE


Tree = dict[str, Entry]  # by path from the home, with slashes


class Git:
    """The repository of a home."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._git = shutil.which("git") or ""

    @property
    def there(self) -> bool:
        """Whether the home is a repository already. A repository above it is none of ours."""
        return (self.home / ".git").is_dir()

    def run(self, *words: str, env: Mapping[str, str] | None = None) -> bytes:
        """What git prints. `env` is told to it besides.

        Raises:
            GitFailed: it is not installed, took too long, or could not.
        """
        code, out, err = self._ran(words, env or {})
        if code:
            lines = [line for line in err.decode("utf-8", "replace").splitlines() if line.strip()]
            told = next((line for line in reversed(lines) if line.startswith(("fatal:", "error:", " !"))), "")
            why = shorten((told or (lines[-1] if lines else "")).strip(), 300)
            raise GitFailed(said("git {word} did not work: {why}", word=words[0], why=why or f"code {code}"))
        return out

    def asks(self, *words: str) -> str | None:
        """What git answers in one line; None when it has no answer."""
        code, out, _ = self._ran(words, {})
        return out.decode("utf-8", "replace").strip() if code == 0 else None

    def tree(self, commit: str | None) -> Tree:
        """The files of a commit; none for no commit."""
        if commit is None:
            return {}
        found: Tree = {}
        for row in self.run("ls-tree", "-r", "-z", "-l", "--full-tree", commit).split(b"\0")[:-1]:
            about, _, path = row.partition(b"\t")
            mode, _, number, size = about.decode("ascii").split()
            found[path.decode("utf-8", "replace")] = Entry(mode, number, int(size) if size.isdigit() else 0)
        return found

    def content(self, entry: Entry) -> bytes:
        """What a file holds in a commit."""
        return self.run("cat-file", "blob", entry.number)

    def _ran(self, words: Iterable[str], env: Mapping[str, str]) -> tuple[int, bytes, bytes]:
        if not self._git:
            raise GitFailed(said("git is needed for this, and is not installed."))
        settings = [part for setting in _SAFE for part in ("-c", setting)]
        try:
            ran = subprocess.run(
                [self._git, *settings, *words], stdin=subprocess.DEVNULL, capture_output=True,
                cwd=self.home, env={**_environment(os.environ), **env}, timeout=SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise GitFailed(said("git took longer than {n} seconds.", n=SECONDS)) from None
        except OSError as error:
            raise GitFailed(said("git cannot be run ({why}).", why=error.strerror or error)) from None
        return ran.returncode, ran.stdout, ran.stderr


def _environment(theirs: Mapping[str, str]) -> dict[str, str]:
    """Their settings, but nothing that points at another repository. Passwords are asked for by git's own means."""
    kept = {name: value for name, value in theirs.items() if not name.startswith("GIT_") or name in _HANDED_ON}
    return kept | _NOBODY | {"GIT_ALLOW_PROTOCOL": "https:ssh:git:file", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
