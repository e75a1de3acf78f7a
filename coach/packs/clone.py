"""Reads a git repository as a pack, through the git that is installed.

Nothing is ever checked out: the newest commit is fetched alone into a bare repository in a private folder, and its
files are read from there by their numbers. So no hook, filter, link or submodule can do anything. The
network is used because somebody has just asked for it, and only by git, over https, ssh, git or from a file.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from ..display import shorten
from ..lessons.faults import quoted
from ..words import marked, said
from .rules import MOST_ENTRIES, Files, Item, PackRefused, gather

SECONDS = 120  # for the whole of a clone
LARGEST_REPOSITORY = 64 * 1024 * 1024  # bytes: lessons have few, but somebody may keep pictures beside them
_MEMORY = 2 * 1024 * 1024 * 1024
_LISTING = 2 * 1024 * 1024  # bytes of the list of all files
_URL = re.compile(r"(https|ssh|git|file)://[A-Za-z0-9_~/][A-Za-z0-9._~:/@%+=,-]*")
_BRIEF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[A-Za-z0-9_~/][A-Za-z0-9._~/%+=-]*")
_WITH_PASSWORD = re.compile(r"[a-z]+://[^/@]*:[^/@]*@")
_SAFE = (
    "core.hooksPath=/dev/null", "core.symlinks=false", "core.fsmonitor=false", "core.askPass=",
    "protocol.ext.allow=never", "submodule.recurse=false", "fetch.recurseSubmodules=false", "fetch.unpackLimit=1",
    "core.bigFileThreshold=1m",
    "pack.threads=1", "gc.auto=0", "maintenance.auto=false", "filter.lfs.smudge=", "filter.lfs.process=",
    "filter.lfs.required=false",
)  # fmt: skip
_BARE = ("--bare", "--depth=1", "--single-branch", "--no-tags", "--no-recurse-submodules", "--template=", "--quiet")
_ODD = {"120000": marked("a link"), "160000": marked("a link to another repository")}
_HANDED_ON = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_PROXY_SSL_CAINFO", "GIT_CONFIG_GLOBAL",
              "GIT_CONFIG_NOSYSTEM")  # fmt: skip


def is_address(source: str) -> bool:
    """Whether this is meant as the address of a repository, good or bad."""
    return "://" in source or "::" in source or _BRIEF.fullmatch(source) is not None


def check_address(source: str) -> None:
    """Refuses what git could take for an option, a command, or a way that is not safe.

    Raises:
        PackRefused: it is no address that is handed to git.
    """
    if _WITH_PASSWORD.match(source):
        cure = said("It would stand in lists and logs. Leave it out: git asks its own store of passwords.")
        raise PackRefused(said("the address"), said("there is a password in it"), cure)
    if "@-" in source or not (_URL.fullmatch(source) or _BRIEF.fullmatch(source)):
        cure = said(
            "Such as https://example.org/garden.git, ssh://git@example.org/garden.git or file:///home/me/garden.git."
        )
        raise PackRefused(quoted(source), said("this is no address that is handed to git"), cure)


def read_repository(source: str, work: Path) -> Files:
    """The files of a pack in a git repository; `work` is an empty private folder.

    Raises:
        PackRefused: it cannot be fetched, or holds what cannot be in a pack.
    """
    check_address(source)
    git = shutil.which("git")
    if git is None:
        cure = said("Install git, or download the pack as a zip archive and add that.")
        raise PackRefused(source, said("git is needed for this and is not installed"), cure)
    return _Repository(git, source, work).files()


class _Repository:
    def __init__(self, git: str, source: str, work: Path) -> None:
        self.git = git
        self.source = source
        self.work = work
        self.place = work / "repository"

    def files(self) -> Files:
        self._clone()
        listed = list(self._listed())
        blobs = _Blobs(
            self._start([f"--git-dir={self.place}", "cat-file", "--batch"], subprocess.PIPE, subprocess.PIPE)
        )
        try:
            return gather([Item(path, blobs.reader(number), odd) for path, number, odd in listed], self.source)
        except (OSError, ValueError):
            cure = said("Fetch it with git clone, and look what git says.")
            raise PackRefused(self.source, said("the repository is damaged"), cure) from None
        finally:
            blobs.close()

    def _clone(self) -> None:
        code, _, answer = self._run(["clone", *_BARE, "--", self.source, str(self.place)])
        if code:
            words = answer.decode("utf-8", "replace").strip().splitlines()
            last = next((line for line in reversed(words) if line.startswith(("fatal:", "error:"))), "")
            cure = (
                said("git says: {words}", words=shorten(last, 300))
                if last
                else said("Check the address, and that there is a way to it.")
            )
            raise PackRefused(self.source, said("git could not fetch it"), cure)

    def _listed(self) -> Iterator[tuple[str, str, str]]:
        """The files of the newest commit: path, number, and what it is when it is no ordinary file."""
        words = [f"--git-dir={self.place}", "ls-tree", "-r", "-z", "--full-tree", "HEAD"]
        code, out, _ = self._run(words)
        rows = out.split(b"\0")[:-1]
        if len(out) > _LISTING or len(rows) > MOST_ENTRIES:
            cure = said("Give a repository of one pack.")
            raise PackRefused(
                self.source,
                said("there are more than {n} files in it", n=f"{MOST_ENTRIES:,}"),
                cure,
            )
        if code or not rows:
            raise PackRefused(self.source, said("there is nothing in this repository"), said("Check the address."))
        for row in rows:
            about, _, name = row.partition(b"\t")
            mode, _, number = about.decode("ascii").split()
            yield name.decode("utf-8", "backslashreplace"), number, said(_ODD.get(mode, ""))

    def _run(self, words: list[str]) -> tuple[int, bytes, bytes]:
        """Runs git to its end; gives how it ended, and what it said as far as we listen."""
        with open(self.work / "said", "w+b") as told, open(self.work / "out", "w+b") as out:
            running = self._start(words, subprocess.DEVNULL, out, told)
            try:
                code = running.wait(SECONDS)
            except subprocess.TimeoutExpired:
                raise PackRefused(
                    self.source,
                    said("git took longer than {n} seconds", n=SECONDS),
                    said("Try again later."),
                ) from None
            finally:
                _end(running)
            told.seek(0)
            out.seek(0)
            return code, out.read(_LISTING + 1), told.read(20_000)

    def _start(
        self, words: list[str], stdin: int, stdout: int | IO[bytes], stderr: int | IO[bytes] = subprocess.DEVNULL
    ) -> "subprocess.Popen[bytes]":
        """Starts git, never through a shell, and apart from the terminal, so that it asks nothing."""
        set_here = [part for setting in _SAFE for part in ("-c", setting)]
        return subprocess.Popen(
            [self.git, *set_here, *words], stdin=stdin, stdout=stdout, stderr=stderr, cwd=self.work,
            env=_environment(os.environ), start_new_session=True, preexec_fn=_limits(),
        )  # fmt: skip


class _Blobs:
    """Contents of files, one after the other, from a git that waits for their numbers."""

    def __init__(self, running: "subprocess.Popen[bytes]") -> None:
        self.running = running
        assert running.stdin is not None and running.stdout is not None
        self.asking, self.telling = running.stdin, running.stdout

    def reader(self, number: str) -> Callable[[int], bytes]:
        """What reads one of them, and no more of it than it is told."""

        def read(most: int) -> bytes:
            self.asking.write(f"{number}\n".encode())
            self.asking.flush()
            _, _, size = self.telling.readline(200).split()  # too few words: there is none of that number
            if int(size) >= most:
                return b" " * most  # too large: whoever asked says so, and reads no other
            data = self.telling.read(int(size) + 1)[:-1]
            if len(data) != int(size):
                raise ValueError(number)  # git ended in the middle of it
            return data

        return read

    def close(self) -> None:
        """Lets git go."""
        _end(self.running)
        for pipe in (self.asking, self.telling):
            try:
                pipe.close()
            except OSError:
                continue


def _environment(theirs: Mapping[str, str]) -> dict[str, str]:
    """What git is told: their settings, but nothing that points at another repository, and no questions."""
    kept = {name: value for name, value in theirs.items() if not name.startswith("GIT_") or name in _HANDED_ON}
    ours = {"GIT_ALLOW_PROTOCOL": "https:ssh:git:file", "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_ASKPASS": "", "SSH_ASKPASS": "", "LC_ALL": "C"}  # fmt: skip
    return kept | ours


def _end(running: "subprocess.Popen[bytes]") -> None:
    """Ends git and what it started, if it has not ended by itself."""
    if running.poll() is None:
        if sys.platform == "win32":
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


if sys.platform == "win32":

    def _limits() -> None:
        return None

else:
    from resource import RLIMIT_AS, RLIMIT_CPU, RLIMIT_FSIZE, setrlimit

    def _limits() -> Callable[[], None]:
        """What sets, for git alone, how large a file, its memory and its time may become."""

        def limit() -> None:
            for what, most in ((RLIMIT_FSIZE, LARGEST_REPOSITORY), (RLIMIT_AS, _MEMORY), (RLIMIT_CPU, SECONDS)):
                setrlimit(what, (most, most))

        return limit
