"""`coach complete`: what could stand at the end of a half-typed line. Shells ask this when Tab is pressed.

One place knows the commands, so the scripts in `completions` never grow old: they hand over the words and show what
comes back, a line each: the word, a blank, what it stands for. `:files` and `:folders` leave it to the shell.
"""

import argparse
import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator

from ..display import shorten
from ..words import marked, said
from .command import Arguments, Command
from .commands import FILES, command, with_action
from .context import Context
from .parser import Parser
from .stop import FINE, Stop
from .streams import show

Words = Iterable[tuple[str, str]]  # what can be typed, and what it stands for

HELP = marked("coach complete -- WORD...\n\nWhat shells ask; see coach help completions.")
SAFE = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")  # a shell puts the word on the line as it stands: it must not do anything
ABOUT = re.compile(r"^(--[a-z-]+)(?: [^\W\d_a-z]+)? {2,}(\S+(?: \S+)*)$", re.MULTILINE)  # an option in the help
ANYWHERE = {"--home": marked("another folder for everything"), "--person": marked("another person's plan"),
            "--help": marked("how it is used")}  # fmt: skip


def candidates(words: list[str], context: Context) -> list[tuple[str, str]]:
    """What could stand where the last word stands, with what each stands for."""
    *before, current = [word for word in words if word != "="] or [""]
    line = _Line(context, before)
    prefix = ""
    if current.startswith("--") and "=" in current and line.wants is None:
        name, _, current = current.partition("=")
        line.wants, prefix = line.option(name), f"{name}="
    found = line.values() if line.wants is not None or not current.startswith("-") else line.options()
    return [(prefix + word, told) for word, told in found if word.startswith((current, ":"))]


class _Line:
    """A half-typed line: the command, what it was given, and what is wanted next."""

    def __init__(self, context: Context, before: list[str]) -> None:
        self.context = context
        self.name = ""
        self.command: Command | None = None
        self.parser = Parser("")
        self.given: list[str] = []  # words that are no options
        self.used: set[str] = set()
        self.wants: argparse.Action | None = None  # the option whose value comes next
        for word in before:
            self._read(word)

    def _read(self, word: str) -> None:
        if self.wants is not None:
            self._value(self.wants, word)
            self.wants = None
        elif word.startswith("--") and "=" in word:
            name, _, value = word.partition("=")
            self._value(self.option(name), value)
        elif word.startswith("-"):
            self.used.add(word)
            action = self.option(word)
            self.wants = action if action is not None and action.nargs != 0 else None
        elif self.command is None:
            self._begin(word, command(word))
        elif self.command.actions is not None:
            self._begin(*with_action(self.name, self.command, [word])[:2])
        else:
            self.given.append(word)

    def _begin(self, name: str, chosen: Command) -> None:
        self.name, self.command = name, chosen
        self.parser = Parser(name)
        self.command.arguments(self.parser)

    def _value(self, action: argparse.Action | None, word: str) -> None:
        """Whose ids are offered depends on the home and the person that were named."""
        if action is not None and action.dest == "home":
            self.context.home = word
        elif action is not None and action.dest == "person":
            self.context.person = word

    def option(self, name: str) -> argparse.Action | None:
        """The option of that name."""
        return next((action for action in self.parser._actions if name in action.option_strings), None)

    def options(self) -> Words:
        """The options that are not there yet; what the help says of each."""
        text = said(self.command.help) if self.command else ""
        about = dict(ABOUT.findall(text)) | {name: said(told) for name, told in ANYWHERE.items()}
        own = self._own() if self.command else []
        about |= {word: told for word, told in own if word.startswith("--")}
        shown = [action for action in self.parser._actions if action.help is not argparse.SUPPRESS]
        names = [name for action in shown for name in action.option_strings if name.startswith("--")]
        names += [word for word, _ in own if word.startswith("--")]
        names = sorted(names, key=lambda name: name in ANYWHERE) + ([] if self.command else ["--version"])
        return [(name, about.get(name, "")) for name in names if name not in self.used]

    def values(self) -> Words:
        """What can stand here: the value of an option, or the next word of the command."""
        if self.wants is None and self.command is None:
            return [(name, "") for name in FILES]
        if self.wants is None and self.command is not None and self.command.actions is not None:
            return [(name, "") for name in self.command.actions]
        if self.wants is None and self.command is not None and self.command.complete is not None:
            return [(word, told) for word, told in self._own() if not word.startswith("--")]
        action = self.wants if self.wants is not None else self._position()
        return _values(action, self.given, self.context) if action is not None else []

    def _own(self) -> list[tuple[str, str]]:
        """What the command itself says could follow."""
        return self.command.complete(self.given, self.context) if self.command and self.command.complete else []

    def _position(self) -> argparse.Action | None:
        actions = [action for action in self.parser._actions if not action.option_strings]
        at = len(self.given)
        if at < len(actions):
            return actions[at]
        return actions[-1] if actions and actions[-1].nargs in ("*", "+") else None


def _values(action: argparse.Action, given: list[str], context: Context) -> Words:
    """What an argument may be: one of its choices, or what its name in the help stands for."""
    if action.choices is not None:
        return [(str(choice), "") for choice in action.choices]
    name = str(action.metavar)
    if "|" in name:
        return [(word, "") for word in name.split("|")]
    if name == "ID":
        return _goals(context) if action.dest == "goal" else _steps(context)
    return VALUES[name](context) if name in VALUES else []


def _lessons(context: Context) -> Words:
    return [(head.id, head.title) for head in context.library.heads()]


def _routes(context: Context) -> Words:
    return [(route.id, route.title) for route in context.library.index.routes.values()]


def _steps(context: Context) -> Words:
    from ..plan.today import pick

    workspace = context.reading()
    return [(one.step.id, one.step.label) for one in pick(workspace.plan, workspace.today)]


def _goals(context: Context) -> Words:
    from ..plan.records import Goal

    return [(goal.id, goal.label) for goal in context.reading().plan.all(Goal) if goal.open]


def _instruments(context: Context) -> Words:
    from ..pictures.sittings import pictures

    found = [(picture.instrument, picture.when()) for picture in pictures(context.reading().plan)]
    return [*found, ("months", said("what was done, month by month"))]


def _formats(context: Context) -> Words:
    from ..exports import EXPORTS

    return [(name, "") for name in EXPORTS]


def _people(context: Context) -> Words:
    try:
        return [(entry.name, "") for entry in os.scandir(context.places.data / "people") if entry.is_dir()]
    except OSError:
        return []


def _commands(context: Context) -> Words:
    return [(name, "") for name in [*FILES, "json"]]


def _days(context: Context) -> Words:
    names = ("today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return [(name, "") for name in names]


VALUES: dict[str, Callable[[Context], Words]] = {
    "LESSON": _lessons, "ROUTE": _routes, "FORMAT": _formats, "COMMAND": _commands, "NAME": _people, "DATE": _days,
    "INSTRUMENT": _instruments,
    "PATH": lambda context: [(":files", "")], "DIR": lambda context: [(":folders", "")],
}  # fmt: skip


def _complete(context: Context, given: Arguments) -> int:
    from ..crypt.age import Sealed
    from ..store.files import NotSaved
    from ..store.seal import keyboard_taken

    with contextlib.suppress(Stop, Sealed, NotSaved), keyboard_taken():  # nothing to offer
        show(_lines(candidates(given.words, context)))
    return FINE


def _lines(found: list[tuple[str, str]]) -> Iterator[str]:
    for word, told in found:
        if SAFE.fullmatch(word):
            yield f"{word} {shorten(told, 60)}" if told else word


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORD")


COMMANDS = {"complete": Command(_complete, HELP, _arguments)}
