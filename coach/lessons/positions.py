"""Where in a TOML file a key path stands. Made only when there is a fault to place: it costs as much as parsing."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .lines import Lines
from .tokens import KeyPath, Scan

if TYPE_CHECKING:
    from tree_sitter import Node

Span = tuple[int, int]
_KEYS = ("bare_key", "quoted_key", "dotted_key")


class Repeated(NamedTuple):
    """A key or a header that is set twice, with the offsets of both."""

    path: KeyPath
    first: int
    second: int
    header: bool


class Places:
    """The places of all keys, values and tables of a text, by key path (`("steps", 2, "options", 0, "id")`).

    What cannot be found is placed at the nearest table round it, in the end at the top of the file.
    """

    def __init__(self, text: str, scan: Scan | None = None) -> None:
        self.text = text
        self.lines = Lines(text)
        self.repeated: list[Repeated] = []
        self._keys: dict[KeyPath, Span] = {}
        self._values: dict[KeyPath, Span] = {}
        self._tables: dict[KeyPath, Span] = {}  # headers
        self._rows: dict[KeyPath, int] = {}  # how many `[[path]]` there were so far
        for node in _parse(text, scan or Scan(text)).children:
            self._top(node)

    # --- asking --------------------------------------------------------------

    def key(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the key; of an array's element, where the element begins."""
        return self.lines.place(self.span_of_key(path)[0])

    def value(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the value; of a table, its header."""
        return self.lines.place(self.span(path)[0])

    def header(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the table itself, for what is missing in it."""
        return self.value(path)

    def inside(self, path: KeyPath, find: str) -> tuple[int, int]:
        """Line and column of a piece of a value, or of the value when the piece is not written like that."""
        return self.lines.place(self.span_inside(path, find)[0])

    def span_inside(self, path: KeyPath, find: str) -> Span:
        """Where a piece of a value begins and ends, or the value when the piece is not written like that."""
        start, end = self.span(path)
        at = self.text.find(find, start, end) if find else -1
        return (at, at + len(find)) if at >= 0 else (start, end)

    def statement(self, line: int) -> tuple[int, int]:
        """The first and the last line of the value that begins or ends in a line; that line alone if there is none."""
        first = last = line
        for start, end in self._values.values():
            begins, ends = self.lines.place(start)[0], self.lines.place(max(start, end - 1))[0]
            if begins == line or ends == line:
                first, last = min(first, begins), max(last, ends)
        return first, last

    def span(self, path: KeyPath) -> Span:
        """Where the value begins and ends in the text."""
        return self._first(path, self._values, self._tables, self._keys)

    def span_of_key(self, path: KeyPath) -> Span:
        """Where the key begins and ends in the text."""
        return self._first(path, self._keys, self._tables, self._values)

    def _first(self, path: KeyPath, *maps: dict[KeyPath, Span]) -> Span:
        while path:
            for spans in maps:
                if path in spans:
                    return spans[path]
            path = path[:-1]
        return (0, len(self.text))

    # --- building ------------------------------------------------------------

    def _top(self, node: "Node") -> None:
        if node.type == "pair":
            self._pair(node, ())
        elif node.type in ("table", "table_array_element"):
            path = self._open(node, rows=node.type == "table_array_element")
            for child in node.children:
                if path is not None and child.type == "pair":
                    self._pair(child, path)

    def _open(self, node: "Node", rows: bool) -> KeyPath | None:
        """The path that a header opens. In `[[steps.options]]` the options are those of the last step so far."""
        parts = list(self._parts(next((child for child in node.children if child.type in _KEYS), None)))
        if not parts:
            return None
        path: KeyPath = ()
        for name, span in parts[:-1]:
            path = self._into((*path, name), span)
        path = (*path, parts[-1][0])
        span = (node.start_byte, parts[-1][1][1])
        self._keys.setdefault(path, parts[-1][1])
        if rows:
            self._tables.setdefault(path, span)
            self._rows[path] = self._rows.get(path, 0) + 1
            path = (*path, self._rows[path] - 1)
        elif path in self._tables:
            self.repeated.append(Repeated(path, self._tables[path][0], span[0], header=True))
        self._tables.setdefault(path, span)
        return path

    def _into(self, path: KeyPath, span: Span) -> KeyPath:
        self._keys.setdefault(path, span)
        return (*path, self._rows[path] - 1) if path in self._rows else path

    def _pair(self, node: "Node", path: KeyPath) -> None:
        parts = list(self._parts(node.children[0]))
        for name, span in parts:
            path = (*path, name)
            if name == parts[-1][0] and span == parts[-1][1]:
                self._twice(path, span)
            self._keys.setdefault(path, span)
        if path and len(node.children) > 2:
            self._value(node.children[-1], path)

    def _twice(self, path: KeyPath, span: Span) -> None:
        if path in self._keys:
            self.repeated.append(Repeated(path, self._keys[path][0], span[0], header=False))

    def _value(self, node: "Node", path: KeyPath) -> None:
        self._values.setdefault(path, (node.start_byte, node.end_byte))
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._pair(child, path)
        elif node.type == "array":
            elements = [child for child in node.children if child.is_named and child.type not in ("comment", "ERROR")]
            for index, child in enumerate(elements):
                self._value(child, (*path, index))

    def _parts(self, node: "Node | None") -> Iterator[tuple[str, Span]]:
        """The parts of a key with their spans."""
        if node is None:
            return
        if node.type == "dotted_key":
            for child in node.children:
                yield from self._parts(child)
        elif node.type in _KEYS:
            span = (node.start_byte, node.end_byte)
            yield _unquoted(self.text[slice(*span)]), span


def _parse(text: str, scan: Scan) -> "Node":
    """The syntax tree of the text, in which byte offsets are character offsets."""
    from tree_sitter import Language, Parser
    from tree_sitter_toml import language

    return Parser(Language(language())).parse(_plain(text, scan)).root_node


def _plain(text: str, scan: Scan) -> bytes:
    """The text with one byte a character, and without what only TOML 1.1 has: the grammar does not know it yet."""
    plain = bytearray(re.sub(rb"\\[ex]", b"\\\\t", text.encode("ascii", "replace").replace(rb"\\", b"\\t")))
    for at in scan.joins:
        plain[at] = 0x20
    for start, end in scan.comments:
        plain[start:end] = b" " * (end - start)
    for start, end in scan.times:
        plain[start:end] = b"1" * (end - start)
    return bytes(plain)


def _unquoted(key: str) -> str:
    if key[:1] not in ("'", '"'):
        return key
    import tomli

    try:
        return next(iter(tomli.loads(f"{key} = 1")))
    except tomli.TOMLDecodeError:
        return key[1:-1]
