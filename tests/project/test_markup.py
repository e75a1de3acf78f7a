"""Nobody's text becomes markup: what a screen hands to a widget is a literal of ours, a Content, or markup is off.

Textual reads a plain string as markup. A bracket in somebody's answer would then vanish, end the program, or turn into
a working link to an action. `Content(text)` shows the text as it is; to mix, there is
`Content.from_markup("[b]$name[/b]", name=text)`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    "Select": (FIRST, ("options", "prompt")),
    "SelectionList": (EVERY, ()),
    "set_options": (FIRST, ("options",)),
    "from_markup": (FIRST, ("markup",)),
    "from_text": (FIRST, ("markup_content",)),
}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}

# Types whose values are shown as they are, and widgets that are looked at where they are made.
PLAIN = {"Content", "Option", "Selection", "RadioButton", "Tab", "Text"}


WIDGETS = frozenset(name for name in SHOWN if name[0].isupper())


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
    widgets: frozenset[str] = WIDGETS
    literals: bool = True  # whether a string of ours will do
    asked: frozenset[str] = frozenset()  # names that are being looked into

    def safe(self, node: ast.expr) -> bool:
        """Whether an expression is a literal or a Content, whichever way it is put together."""
        match node:
            case ast.Constant(value=value):
                return self.literals or not isinstance(value, str)
            case ast.Name(id=name):
                return self.safe_name(name)
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name) if name.isupper():
                return replace(self, scope=None).safe_name(name)
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
        """Whether an expression is safe and no string of ours either: what is made from a Content is one."""
        return replace(self, literals=False).safe(node)

    def safe_call(self, node: ast.Call) -> bool:
        """Whether a call gives something safe."""
        match node.func:
            case ast.Attribute(value=ast.Name(id=owner)) if owner in PLAIN:
                return True
            case ast.Name(id=name) if name in PLAIN or name in self.widgets or self.from_text_module(name):
                return True
            case ast.Attribute(value=value) if self.content(value):
                return True
        return self.returns_plain(plain_name(node.func))

    def from_text_module(self, name: str) -> bool:
        """Whether a name was imported from `screens/text.py`, where strings are made safe."""
        found = [node for node in ast.walk(self.file) if isinstance(node, ast.ImportFrom)]
        texts = [
            node for node in found if node.module in ("text", "screens.text") and (node.level or "." in node.module)
        ]
        return any(name == (alias.asname or alias.name) for node in texts for alias in node.names)

    def returns_plain(self, name: str) -> bool:
        """Whether a function of this file says that it returns something plain."""
        found = [function for function in functions(self.file) if function.name == name]
        return bool(found) and all(says_plain(function.returns) for function in found)

    def declared(self, name: str) -> bool:
        """Whether an attribute is declared as something plain in this file, or is a property that returns it."""
        found = [n for n in ast.walk(self.file) if isinstance(n, ast.AnnAssign) and plain_name(n.target) == name]
        return self.returns_plain(name) or (bool(found) and all(says_plain(node.annotation) for node in found))

    def safe_name(self, name: str) -> bool:
        """Whether a name can only be something safe: by its type, or by all that is ever assigned to it."""
        if name in self.asked:
            return True  # decided by its other assignments
        deeper = replace(self, asked=self.asked | {name})
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


# --- where text is shown -------------------------------------------------------


def subclasses(trees: list[ast.Module]) -> dict[str, str]:
    """Our own widgets that show text the way a widget of Textual does: `Note` -> `Static` for `class Note(Static)`.

    One with an `__init__` of its own takes other arguments; there, the call of `super().__init__` is looked at.
    """
    found = [node for file in trees for node in ast.walk(file) if isinstance(node, ast.ClassDef)]
    kinds = {name: name for name in WIDGETS}
    for _ in found:  # once for each level that there may be
        for node in found:
            base = next((kinds[plain_name(b)] for b in node.bases if plain_name(b) in kinds), None)
            if base and not any(isinstance(c, Function) and c.name == "__init__" for c in node.body):
                kinds.setdefault(node.name, base)
    return kinds


def called(call: ast.Call, owner: ast.ClassDef | None, kinds: dict[str, str]) -> str:
    """The name in SHOWN that a call goes by, or nothing."""
    match call.func:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__") if owner:
            return next((kinds[plain_name(base)] for base in owner.bases if plain_name(base) in kinds), "")
        case ast.Attribute(value=receiver, attr="update") if "markdown" in ast.unparse(receiver).lower():
            return ""  # Markdown is no markup
        case ast.Attribute(attr="update") if any(isinstance(a, ast.Dict | ast.DictComp | ast.Set) for a in call.args):
            return ""  # a dict or a set is no widget
    name = plain_name(call.func)
    return kinds.get(name, name if name in SHOWN else "")


def prompts(node: ast.expr) -> list[ast.expr]:
    """What of a list of options is shown: the first of each pair."""
    match node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            options = elements
        case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element):
            options = [element]
        case _:
            return [node]
    return [option.elts[0] if isinstance(option, ast.Tuple) and option.elts else option for option in options]


def shown_by(call: ast.Call, name: str) -> list[ast.expr]:
    """The arguments of a call that end up on the screen."""
    if any(k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False for k in call.keywords):
        return []
    positions, keywords = SHOWN[name]
    arguments = [*call.args[positions], *(k.value for k in call.keywords if k.arg in keywords)]
    pairs = name in ("Select", "SelectionList", "set_options", "add_columns")
    return [part for argument in arguments for part in (prompts(argument) if pairs else [argument])]


def owners(file: ast.Module, kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> dict[ast.AST, ast.AST]:
    """For each node, the innermost class or function around it: `ast.walk` comes to the inner ones later."""
    return {node: outer for outer in ast.walk(file) if isinstance(outer, kind) for node in ast.walk(outer)}


def offenders(file: ast.Module, kinds: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Where a file shows a string that is not ours, with the expression."""
    in_class, in_function = owners(file, ast.ClassDef), owners(file, (ast.FunctionDef, ast.AsyncFunctionDef))
    for node in ast.walk(file):
        match node:
            case ast.Call():
                owner = in_class.get(node)
                name = called(node, owner if isinstance(owner, ast.ClassDef) else None, kinds)
                values = shown_by(node, name) if name else []
            case ast.Assign(targets=[ast.Attribute(attr=attribute)], value=value) if attribute in ATTRIBUTES:
                values = [value]
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in ("BORDER_TITLE", "BORDER_SUBTITLE"):
                values = [value]
            case _:
                continue
        scope = in_function.get(node)
        reader = Reader(file, scope if isinstance(scope, Function) else None, frozenset(kinds))
        yield from ((value.lineno, ast.unparse(value)) for value in values if not reader.safe(value))


def test_screens_show_only_what_is_safe() -> None:
    trees = {path: tree(path) for path in modules("screens").values()}
    kinds = subclasses(list(trees.values()))
    found = [
        f"{place(path, line)} shows `{expression[:80]}`: use Content(...), screens.text, or markup=False"
        for path, file in trees.items()
        for line, expression in offenders(file, kinds)
    ]
    assert not found, listing(found)


SAFE = [
    'Static("Next")',
    "Static()",
    "Static(Content(name))",
    "Static(name, markup=False)",
    "Static(Content.assemble((name, 'bold')))",
    'Static(Content.from_markup("[b]$name[/b]", name=name))',
    'Static(Content("Due ") + name)',
    'Static("a" if name else "b")',
    'Static(Content(name).stylize("bold"))',
    'Static(Content(", ").join(lines))',
    "from .text import plain\nStatic(plain(name))",
    "shown = Content(name)\nStatic(shown.append(name))",
    "from ..text import plain\nx.border_title = plain(name)",
    'x.border_title = "Next steps"',
    "def f(text: Content): Static(text)",
    "def f(text: str):\n  shown = Content(text)\n  Static(shown)",
    "def f() -> Content: ...\nStatic(f())",
    "class A(Screen):\n  def said(self) -> Content: ...\n  def show(self): self.notify(self.said())",
    "class A(Screen):\n  TEXT = 'x'\n  def show(self): self.notify(self.TEXT)",
    "OptionList(*[Option(Content(name), id=name) for name in names])",
    "def f(options: list[Option]): x.add_options(options)",
    "Select([(Content(name), name) for name in names])",
    "self.query_one(Markdown).update(name)",
    "values.update({1: name})",
    'WORDS = {1: "one"}\nLabel(WORDS[name])',
    "class Note(Static):\n  def __init__(self, a: str): super().__init__(Content(a))\nNote(name)",
]  # fmt: skip
UNSAFE = [
    "Static(name)",
    'Static(f"Hello {name}")',
    'Static("Hello " + name)',
    'Static("Hello %s" % name)',
    'Static("Hello {}".format(name))',
    'HELLO = "Hello {}"\nStatic(HELLO.format(name))',
    'Static(", ".join(names))',
    "Static(name, markup=True)",
    "Static(content=name)",
    "Label(step.title)",
    "Button(str(name))",
    "Button('x', tooltip=name)",
    'Static("a" if name else name)',
    "Static(Content.from_markup(name))",
    'Static(Content.from_markup(f"[b]{name}[/b]"))',
    "x.border_title = name",
    'x.border_subtitle = f"{n} of {m}"',
    "def f(text: str): Static(text)",
    "def f(text): Static(text)",
    "def f(text: Content | str): Static(text)",
    "def f() -> str: ...\nStatic(f())",
    "def f(text: str):\n  shown = Content(text)\n  shown = text\n  Static(shown)",
    "for name in names: Static(name)",
    "class A(Screen):\n  def show(self): self.notify(self.said())",
    "self.notify(error.args[0])",
    "OptionList(*names)",
    "OptionList(*[Option(name) for name in names])",
    "Select([(name, name) for name in names])",
    "table.add_row(name, Content(name))",
    "self.query_one(Static).update(name)",
    "class Note(Static):\n  def __init__(self, a: str): super().__init__(a)",
    "class Note(Static): ...\nNote(name)",
    "from elsewhere import plain\nStatic(plain(name))",
]  # fmt: skip


@pytest.mark.parametrize("source", SAFE)
def test_what_is_let_through(source: str) -> None:
    file = ast.parse(source)
    assert not list(offenders(file, subclasses([file])))


@pytest.mark.parametrize("source", UNSAFE)
def test_what_is_stopped(source: str) -> None:
    file = ast.parse(source)
    assert list(offenders(file, subclasses([file])))
