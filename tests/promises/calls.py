"""Every call of the system that concerns a folder, met on its way by a test: to count it, to let it fail, to note it."""

import fcntl
import io
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Self

Do = Callable[[], Any]
Meet = Callable[[str, str, tuple[Any, ...], Do], Any]  # the call, the path it is about, what it was given, how to do it

BY_PATH = ("open", "mkdir", "unlink", "replace", "stat", "lstat", "scandir", "listdir", "readlink", "chmod", "link")
BY_FD = ("write", "fsync", "fdatasync", "close", "ftruncate", "fstat")


class Calls:
    """While it is entered, calls about files below a folder go through `meet`; all others go their way."""

    def __init__(self, root: Path, meet: Meet) -> None:
        self.root = str(root)
        self.meet = meet
        self.paths: dict[int, str] = {}  # of the files that are open
        self._real: list[tuple[ModuleType, str, Any]] = []

    def __enter__(self) -> Self:
        for name in BY_PATH:
            self._patch(os, name, self._by_path)
        for name in BY_FD:
            self._patch(os, name, self._by_fd)
        self._patch(fcntl, "flock", self._by_fd)
        self._patch(io, "open", self._by_path, "read")
        return self

    def __exit__(self, *given: object) -> None:
        for module, name, real in reversed(self._real):
            setattr(module, name, real)

    def _patch(self, module: ModuleType, name: str, way: Callable[..., Any], told: str = "") -> None:
        real = getattr(module, name)
        self._real.append((module, name, real))
        setattr(module, name, lambda *given, **more: way(told or name, real, given, more))

    def _by_path(self, name: str, real: Callable[..., Any], given: tuple[Any, ...], more: dict[str, Any]) -> Any:
        path = os.fspath(given[0]) if given and not isinstance(given[0], int) else ""
        if not str(path).startswith(self.root):
            return real(*given, **more)
        result = self.meet(name, str(path), given, lambda: real(*given, **more))
        if name == "open":
            self.paths[result] = str(path)
        return result

    def _by_fd(self, name: str, real: Callable[..., Any], given: tuple[Any, ...], more: dict[str, Any]) -> Any:
        path = self.paths.get(given[0])
        if path is None:
            return real(*given, **more)
        if name == "close":
            del self.paths[given[0]]
        return self.meet(name, path, given, lambda: real(*given, **more))
