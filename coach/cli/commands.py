"""The commands by name, and the file each is in. A file is loaded when its command is given."""

from importlib import import_module

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
    "doctor": "doctor", "completions": "completions", "demo": "demo",
    "content": "content", "packs": "packs", "help": "helping",
}  # fmt: skip
HIDDEN = {"complete": "complete"}  # what shells ask; nobody types it


def command(name: str) -> Command:
    """The command of that name.

    Raises:
        Stop: there is none.
    """
    file = FILES.get(name) or HIDDEN.get(name)
    if file is None:
        raise unknown(name, list(FILES), "command")
    module = import_module(f"{__package__}.{file}")
    found: Command = module.COMMANDS[name]
    return found
