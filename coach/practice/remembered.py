"""What the roster remembers of a client, so that a hundred plans need not be read to list a hundred clients.

It lies in the client's own folder of the practice, never in the cache, and goes when that folder goes. It is believed
only while the files it was read from are as they were: their times, sizes and numbers.
"""

import contextlib
import os

import msgspec

from ..store.seal import ENDING, KEY, PLAIN, VAULT, Seal
from .facts import Facts, facts
from .practice import OneClient, Practice

VERSION = 1
NAME = "roster.json"
Signatures = list[tuple[str, int, int, int]]


class _Remembered(msgspec.Struct):
    version: int
    files: Signatures
    facts: Facts


_decoder = msgspec.json.Decoder(_Remembered)


def all_facts(practice: Practice) -> list[Facts]:
    """The facts of every client, by id."""
    return [_facts(practice, id) for id in practice.ids()]


def facts_of(one: OneClient) -> Facts:
    """The facts of a client: those remembered, if nothing was written since; else read anew and remembered."""
    return _facts(one.practice, one.id)


def _facts(practice: Practice, id: str) -> Facts:
    own, plan = practice.paths(id)
    sealed = os.path.exists(f"{plan}/{VAULT}/{KEY}")
    ending, seal = (ENDING, practice.one(id).seal) if sealed else ("", PLAIN)
    now = _signatures(own, f"practice.toml{ending}") + _signatures(plan, f"plan.toml{ending}")
    path = f"{own}/{NAME}{ending}"
    known = _known(path, seal)
    if known is not None and known.version == VERSION and known.files == now:
        return known.facts
    one = practice.one(id)
    found = facts(one)
    if not (one.own.notices or one.plan.notices):  # what is out of order is told each time
        _remember(path, _Remembered(VERSION, now, found), seal)
    return found


def _signatures(folder: str, readable: str) -> Signatures:
    """The state of every file from which the facts follow. Taken before they are read. Paths are plain texts here, for
    this runs for every client each time the roster is opened."""
    found: Signatures = []
    with contextlib.suppress(OSError):
        found.append(_state(readable, os.stat(f"{folder}/{readable}")))
    with contextlib.suppress(OSError), os.scandir(f"{folder}/journal") as entries:
        found += sorted(_state(one.name, one.stat()) for one in entries if one.name.endswith(".jsonl"))
    return found


def _state(name: str, stat: os.stat_result) -> tuple[str, int, int, int]:
    return name, stat.st_mtime_ns, stat.st_size, stat.st_ino


def _known(path: str, seal: Seal) -> _Remembered | None:
    try:
        with open(path, "rb") as file:
            return _decoder.decode(seal.open(file.read()))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _remember(path: str, what: _Remembered, seal: Seal) -> None:
    """Keeps it if it can be kept: without waiting for the disk, for it can always be made again."""
    temp = f"{path}.{os.getpid()}.tmp"
    try:
        with os.fdopen(os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(seal.close(msgspec.json.encode(what)))
        os.replace(temp, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temp)
