"""Nobody's text becomes markup: what a screen hands to a widget is a literal of ours, a Content, or markup is off.

Textual reads a plain string as markup. A bracket in somebody's answer would then vanish, end the program, or turn into a
working link to an action. `Content(text)` shows the text as it is; `Content.from_markup("[b]$name[/b]", name=text)` mixes.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from .source import Function, functions, listing, modules, place, tree

EVERY = slice(None)
FIRST = slice(0, 1)

# Which positional arguments and which keywords of a call are shown, by the plain name of what is called.
SHOWN: dict[str, tuple[slice, tuple[str, ...]]] = {
    "Static": (FIRST, ("content",)),
    "Label": (FIRST, ("content",)),
    "Button": (FIRST, ("label", "tooltip")),
    "Checkbox": (FIRST, ("label", "tooltip")),
    "RadioButton": (FIRST, ("label", "tooltip")),
    "RadioSet": (EVERY, ()),
    "Option": (FIRST, ("prompt",)),
    "OptionList": (EVERY, ()),
    "Selection": (FIRST, ("prompt",)),
    "Collapsible": (slice(0, 0), ("title",)),
    "Tab": (FIRST, ("label",)),
    "Tabs": (EVERY, ()),
    "TabPane": (FIRST, ("title",)),
    "TabbedContent": (EVERY, ()),
    "Tree": (FIRST, ("label",)),
    "Link": (FIRST, ("text", "tooltip")),
    "notify": (FIRST, ("message", "title")),
    "update": (FIRST, ("content",)),
    "add_option": (FIRST, ("option",)),
    "add_options": (FIRST, ("new_options",)),
    "replace_option_prompt": (slice(1, 2), ("prompt",)),
    "replace_option_prompt_at_index": (slice(1, 2), ("prompt",)),
    "add_row": (EVERY, ("label",)),
    "add_column": (FIRST, ("label",)),
    "add_columns": (EVERY, ()),
    "add_tab": (FIRST, ("tab",)),
    "add_leaf": (FIRST, ("label",)),
    "set_label": (FIRST, ("label",)),
}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}

# Types whose values are shown as they are, and widgets that are looked at where they are made.
PLAIN = {"Content", "Option", "Selection", "RadioButton", "Tab", "Text"}


def plain_name(node: ast.expr) -> str:
    """`Static` for `Static`, `widgets.Static` and `self.app.Static`."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def says_plain(annotation: ast.expr | None) -> bool:
    """Whether a type is one of the plain ones, or a collection of them, and never a str."""
    names = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)} if annotation else set()
    return bool(names & PLAIN) and "str" not in names


@dataclass(frozen=True)
class Reader:
    """Tells whether an expression is safe to show, from what one file says about its names."""

    file: ast.Module
    scope: Function | None = None
    widgets: frozenset[str] = frozenset(SHOWN)
    asked: frozenset[str] = field(default=frozenset())

    def safe(self, node: ast.expr) -> bool:
        """Whether an expression is a literal or a Content, whichever way it is put together."""
        match node:
            case ast.Constant():
                return True
            case ast.Name(id=name):
                return self.safe_name(name)
            case ast.Attribute(attr=name):
                return self.declared(name)
            case ast.Call():
                return self.safe_call(node)
            case ast.Subscript(value=ast.Name(id=name)):
                return self.safe_name(name)
        return all(self.safe(part) for part in self.parts(node)) and bool(self.parts(node))

    def parts(self, node: ast.expr) -> list[ast.expr]:
        """What an expression can turn out to be, or is made of; nothing for one that is not understood."""
        match node:
            case ast.IfExp(body=body, orelse=orelse):
                return [body, orelse]
            case ast.BoolOp(values=values) | ast.Dict(values=values):
                return list(values)
            case ast.List(elts=elts) | ast.Tuple(elts=elts) | ast.Set(elts=elts):
                return list(elts)
            case ast.ListComp(elt=elt) | ast.GeneratorExp(elt=elt):
                return [elt]
            case ast.Starred(value=value) | ast.NamedExpr(value=value) | ast.Await(value=value):
                return [value]
            case ast.BinOp(left=left, right=right) if isinstance(node.op, ast.Add):
                # Content + str is a Content; two literals are one.
                return [left] if self.content(left) else [left, right]
        return []

    def content(self, node: ast.expr) -> bool:
        """Whether an expression is safe and no string: what is done with a Content stays one."""
        return not isinstance(node, ast.Constant) and self.safe(node)

    def safe_call(self, node: ast.Call) -> bool:
        """Whether a call gives something safe."""
        match node.func:
            case ast.Attribute(value=ast.Name(id="Content"), attr="from_markup" | "from_text"):
                return bool(node.args) and isinstance(node.args[0], ast.Constant)
            case ast.Attribute(value=ast.Name(id=owner)) if owner in PLAIN:
                return True
            case ast.Name(id=name) if name in PLAIN or name in self.widgets or self.from_text_module(name):
                return True
            case ast.Attribute(value=value) if not isinstance(value, ast.Name) and self.content(value):
                return True
        return self.returns_plain(plain_name(node.func))

    def from_text_module(self, name: str) -> bool:
        """Whether a name was imported from `screens/text.py`, where strings are made safe."""
        found = [n for n in ast.walk(self.file) if isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[-1] == "text"]
        return any(name in (alias.asname or alias.name) for node in found for alias in node.names)

    def returns_plain(self, name: str) -> bool:
        """Whether a function of this file says that it returns something plain."""
        found = [function for function in functions(self.file) if function.name == name]
        return bool(found) and all(says_plain(function.returns) for function in found)

    def declared(self, name: str) -> bool:
        """Whether an attribute is declared as something plain in this file, or is a property that returns it."""
        found = [n for n in ast.walk(self.file) if isinstance(n, ast.AnnAssign) and plain_name(n.target) == name]
        return bool(found) and all(says_plain(node.annotation) for node in found) or self.returns_plain(name)

    def safe_name(self, name: str) -> bool:
        """Whether a name can only be something safe: by its type, or by all that is ever assigned to it."""
        if name in self.asked:
            return True  # decided by its other assignments
        deeper = Reader(self.file, self.scope, self.widgets, self.asked | {name})
        for block in filter(None, [self.scope, self.file]):
            values = list(assigned(block, name))
            if values:
                return all(said is True or (isinstance(said, ast.expr) and deeper.safe(said)) for said in values)
        return False


def assigned(block: ast.AST, name: str) -> Iterator[ast.expr | bool]:
    """What a name is given in a block: expressions, or just whether its declared type is plain."""
    for node in ast.walk(block):
        match node:
            case ast.arg(arg=found, annotation=annotation) if found == name:
                yield says_plain(annotation)
            case ast.AnnAssign(target=ast.Name(id=found), annotation=annotation, value=value) if found == name:
                yield says_plain(annotation) or value or False
            case ast.Assign(targets=targets, value=value):
                yield from (value for target in targets if isinstance(target, ast.Name) and target.id == name)
                if any(isinstance(target, ast.Tuple | ast.List) and _holds(target, name) for target in targets):
                    yield False
            case ast.NamedExpr(target=ast.Name(id=found), value=value) if found == name:
                yield value
            case ast.For(target=target, iter=source) | ast.comprehension(target=target, iter=source) if _holds(
                target, name
            ):
                yield source if isinstance(target, ast.Name) else False


def _holds(target: ast.expr, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(target))
