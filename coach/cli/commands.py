"""The commands by name, and the file each is in. A file is loaded when its command is given."""

from importlib import import_module

from ..words import marked, said
from .command import Command, unknown

FILES = {
    "learn": "learn", "lessons": "lessons",
    "today": "today", "next": "today", "due": "due",
    "add": "steps", "done": "steps", "drop": "steps", "win": "steps",
    "note": "note",
    "change": "changing", "move": "changing", "wait": "changing", "pin": "changing", "unpin": "changing",
    "review": "review", "pictures": "pictures",
    "log": "log", "changes": "changes", "undo": "undo", "redo": "undo",
    "plan": "plan", "find": "find", "export": "export", "locate": "locate",
    "backup": "backup", "sync": "sync", "doctor": "doctor", "completions": "completions", "demo": "demo",
    "clients": "clients", "client": "client", "session": "session", "report": "report",
    "content": "content", "packs": "packs", "packet": "packet", "key": "key", "vault": "vault", "help": "helping",
}  # fmt: skip
HIDDEN = {"complete": "complete", "merge-file": "sync"}  # what shells and git ask; nobody types it


def command(name: str) -> Command:
    """The command of that name.

    Raises:
        Stop: there is none.
    """
    file = FILES.get(name) or HIDDEN.get(name)
    if file is None:
        raise unknown(name, list(FILES), marked("command"))
    module = import_module(f"{__package__}.{file}")
    found: Command = module.COMMANDS[name]
    return found


def with_action(name: str, chosen: Command, given: list[str]) -> tuple[str, Command, list[str]]:
    """The action of a command that the first word names, with its whole name and what follows; else the command.

    Raises:
        Stop: the command has actions, and none of that name.
    """
    if chosen.actions is None or not given or given[0].startswith("-"):
        return name, chosen, given
    word, *rest = given
    if word not in chosen.actions:
        raise unknown(word, list(chosen.actions), said("command “{name}”", name=name))
    return f"{name} {word}", chosen.actions[word], rest


def taking(option: str, words: list[str]) -> str:
    """The command that takes an option: the one that the words name, else the first that has it; empty if none has."""
    named = next((word for word in words if word in FILES), "")
    return next((name for name in ([named] if named else FILES) if option in _options(name)), "")


def _options(name: str) -> set[str]:
    """Every option of a command and of its actions."""
    from .parser import options

    chosen = command(name)
    return {option for one in (chosen, *(chosen.actions or {}).values()) for option in options(one.arguments)}
