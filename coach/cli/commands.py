"""The commands by name, and the file each is in. A file is loaded when its command is given."""

from importlib import import_module

from .command import Command, unknown

FILES = {
    "learn": "learn", "lessons": "lessons",
    "today": "today", "next": "today",
    "add": "steps", "done": "steps", "drop": "steps", "win": "steps",
    "log": "log", "undo": "undo", "redo": "undo",
    "plan": "plan", "export": "export", "locate": "locate",
    "content": "content", "help": "helping",
}  # fmt: skip


def command(name: str) -> Command:
    """The command of that name.

    Raises:
        Stop: there is none.
    """
    if name not in FILES:
        raise unknown(name, list(FILES), "command")
    module = import_module(f"{__package__}.{FILES[name]}")
    found: Command = module.COMMANDS[name]
    return found
