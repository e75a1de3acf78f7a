"""Closes a folder, and opens it again. Stopped at any moment, nothing is lost and the next run goes on.

All new files are first written beside the old ones, into `vault/part/`, and read back. Then one step turns the folder
over: the key of the vault comes to its place, or leaves it. From there on the way leads only forward, and needs no
passphrase: each new file takes its place, and what it replaces goes. Whoever has the plan open notices by the key.

    vault/part/people/...      the new files of the person's folder
    vault/part/practice/...    those of what a coach keeps about this client
    vault/part/backups-.../    the backups of both
    vault/part/gone.json       what has to go once they are in their places
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ..backups.file import Unsound, checksums, pack, unpack
from ..backups.making import gather
from ..backups.shelf import on_shelf
from ..store.files import NotSaved, Signature, private_folder, refusals_told, signature, sync_folder, write_whole
from ..store.lock import held
from ..store.seal import CLOSING, ENDING, KEY, OPENING, PART, PLAIN, PUBLIC, VAULT, Seal, is_closed, vault_of
from ..store.turned import Contents, covered, next_segments, turned
from ..store.unsealing import seal_of
from ..words import said
from . import age
from .extent import Turned, counted, owner, roots
from .keys import Keys
from .vault import NewVault, open_vault

GONE = "gone.json"
_LEFT = (".tmp",)  # how files end that a save has left behind

Gone = list[tuple[str, str, Signature | None]]  # the root, the name below it, and the state it was in


def close(folder: Path, keys: Keys) -> Turned:
    """Closes a folder with everything that belongs to it. One that is closed is closed anew, if something in it is not.

    Raises:
        NotSaved: it is as it was; or, when it was turned over already, the next run goes on.
        Sealed: there is no key to close it with.
    """
    with _all_held(folder):
        if under_way(folder) != CLOSING:
            seals = [seal_of(root) for name, root in roots(folder).items() if not name.startswith("backups")]
            was = open_vault(folder) if seals[0].suffix else None
            old: Seal = was or PLAIN
            new = NewVault(folder, keys, was.secret() if was else "")
            with _or_nothing(folder):
                _stage(folder, old, new.seal, new.files)
            _turn_over(folder, closing=True)
        return _finish(folder)


def open_again(folder: Path) -> Turned:
    """Makes a folder that is closed one that any editor opens. Backups stay sealed: each has its key with it.

    Raises:
        NotSaved: it is as it was; or, when it was turned over already, the next run goes on.
        Sealed: it cannot be opened.
    """
    with _all_held(folder):
        if not is_closed(folder):
            shutil.rmtree(vault_of(folder), ignore_errors=True)  # of a closing that never came to the one step
            return counted(folder)
        if under_way(folder) != OPENING:
            old = open_vault(folder)
            with _or_nothing(folder):
                _stage(folder, old, PLAIN, {})
            _turn_over(folder, closing=False)
        return _finish(folder)


def under_way(folder: Path) -> str:
    """The mark of what was begun with a folder and not finished: closing, opening, or nothing."""
    place = vault_of(folder)
    if (place / OPENING).exists():
        return OPENING
    turned_over = (place / KEY).exists() and not (place / PART / KEY).exists()
    return CLOSING if turned_over and (place / CLOSING).exists() else ""


# --- beside the old files ----------------------------------------------------------------------


@contextlib.contextmanager
def _all_held(folder: Path) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        for name, root in roots(folder).items():
            if not name.startswith("backups"):
                stack.enter_context(held(root))
        yield


@contextlib.contextmanager
def _or_nothing(folder: Path) -> Iterator[None]:
    """What is written beside the old files is gone again when not all of it could be."""
    part = vault_of(folder) / PART
    with refusals_told(part):
        _clear(part)
        try:
            yield
        except Exception:
            _clear(part)
            raise


def _clear(part: Path) -> None:
    """Takes away what was begun and never turned over, its mark first."""
    part.with_name(CLOSING).unlink(missing_ok=True)
    shutil.rmtree(part, ignore_errors=True)


def _stage(folder: Path, old: Seal, new: Seal, vault: Contents) -> None:
    """Writes all new files beside the old ones, and reads them back."""
    part = vault_of(folder) / PART
    known: dict[bytes, bytes] = {}
    gone: Gone = []
    for name, root in roots(folder).items():
        if name.startswith("backups"):
            files = _backups(owner(folder, name), new, vault, known) if new.suffix else {}
        else:
            files = _files(name, root, old, new, known, gone)
        for path, data in files.items():
            _put(part / name / path, data)
    for path, data in vault.items():
        _put(part / path, data)
    _put(part / GONE, msgspec.json.encode(gone))


def _put(path: Path, data: bytes) -> None:
    write_whole(path, data)
    if path.read_bytes() != data:
        raise NotSaved(path, said("what was written is not what can be read"))


def _files(name: str, root: Path, old: Seal, new: Seal, known: dict[bytes, bytes], gone: Gone) -> Contents:
    """The new files of a folder; what they replace is noted as gone."""
    states = {path: signature(root / path) for path in gather(root, None) if covered(path)}
    contents = {path: (root / path).read_bytes() for path in states}
    found = turned(contents, old, new, known)
    gone += [(name, path, states[path]) for path in contents if path not in found]
    return {**found, **next_segments(found)}


def _backups(folder: Path, new: Seal, vault: Contents, known: dict[bytes, bytes]) -> Contents:
    """The backups of a folder under the new seal. One that is damaged, and so never used, is sealed as it is."""
    found: Contents = {}
    for one in on_shelf(folder):
        try:
            told, contents = unpack(one.path)
        except Unsound:
            found[f"{one.path.name}{ENDING}"] = new.close(one.path.read_bytes())
            continue
        if f"{VAULT}/{KEY}" not in contents:
            named = {f"{VAULT}/{path}": data for path, data in vault.items()}
            sealed = {**turned(contents, PLAIN, new, known), **named}
            found[one.path.name] = pack(msgspec.structs.replace(told, files=checksums(sealed)), sealed)
    return found


# --- the one step, and forward from there ----------------------------------------------------------


def _turn_over(folder: Path, closing: bool) -> None:
    place = vault_of(folder)
    with refusals_told(place):
        if closing:
            write_whole(place / CLOSING, b"")
            os.replace(place / PART / KEY, place / KEY)
        else:
            os.replace(place / KEY, place / OPENING)
        sync_folder(place)


def _finish(folder: Path) -> Turned:
    """Puts each new file into its place and takes away what it replaces. Done twice, it does nothing more."""
    place = vault_of(folder)
    closing = under_way(folder) == CLOSING
    with refusals_told(place):
        if closing and (place / PART / PUBLIC).exists():
            os.replace(place / PART / PUBLIC, place / PUBLIC)
        for name, root in roots(folder).items():
            _move(place / PART / name, root)
        for name, path, state in _gone(place):
            _remove(roots(folder)[name] / path, state, place / PUBLIC if closing else None)
        for root in roots(folder).values():
            _sweep(root, moved_from=place, closing=closing)
        shutil.rmtree(place / PART, ignore_errors=True)
        if closing:
            (place / CLOSING).unlink(missing_ok=True)
        else:
            shutil.rmtree(place)
    return counted(folder)


def _move(staged: Path, root: Path) -> None:
    """Moves new files to their places, the folders in which they are made durable."""
    paths = [path for path in sorted(staged.rglob("*")) if path.is_file()]
    for path in paths:
        target = root / path.relative_to(staged)
        private_folder(target.parent)
        os.replace(path, target)
    for parent in {root / path.relative_to(staged).parent for path in paths}:
        sync_folder(parent)


def _gone(place: Path) -> Gone:
    with contextlib.suppress(FileNotFoundError):
        return msgspec.json.decode((place / PART / GONE).read_bytes(), type=Gone)
    return []


def _remove(path: Path, state: Signature | None, public: Path | None) -> None:
    """Takes an old file away. One that was written since is closed by itself first; when opening, it stays."""
    now = signature(path)
    if now is None:
        return
    if now != state:
        if public is None:
            return
        write_whole(path.with_name(f"{path.name}{ENDING}"), age.encrypt(path.read_bytes(), [_line(public)]))
    path.unlink()


def _line(public: Path) -> str:
    return public.read_text("ascii").strip()


def _sweep(root: Path, moved_from: Path, closing: bool) -> None:
    """Takes away what saves have left behind, which may hold words, and damaged backups that are sealed by now."""
    if not closing or not root.is_dir():
        return
    for path in root.rglob("*"):
        if path.is_file() and not path.is_relative_to(moved_from) and _left_behind(path):
            path.unlink()


def _left_behind(path: Path) -> bool:
    if path.suffix == ".zip":
        return path.with_name(f"{path.name}{ENDING}").exists()
    return path.name.endswith(_LEFT) and (path.name.startswith(".") or path.name.startswith("roster.json"))
