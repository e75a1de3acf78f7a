"""Runs one command: reads the line, opens the way, and turns whatever ends it into an exit code and a sentence."""

import os
import sys

from ..typed import meant
from ..words import marked, said, speak
from .command import Arguments, Command, HelpWanted
from .context import Context
from .stop import FINE, LOCKED, PROBLEM, STOPPED, USAGE, Stop
from .streams import OutputLost, flush, prepare, show, silence, tell

WITH_VALUE = ("--home", "--person")


def run(arguments: list[str]) -> int:
    """Runs the command that the arguments name and gives its exit code. No exception leaves this function."""
    _keep_private()
    prepare()
    try:
        code = _outcome(arguments, Context())
    finally:
        meant(None, "me")
    try:
        flush()
    except OutputLost as lost:
        return code or _ended(lost)
    return code


def _keep_private() -> None:
    """What this process writes is for its user alone, and no picture of its memory is left when it falls over."""
    os.umask(0o077)
    try:
        import resource
    except ImportError:
        return  # Windows has neither
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def output_lost(error: OSError) -> int:
    """The exit code when standard output takes no more: said aloud, unless its reader has just left."""
    silence(sys.stdout)
    return _ended(OutputLost(error))


def _outcome(arguments: list[str], context: Context) -> int:
    try:
        _speak(_home_in(arguments))
        _whole(arguments)
        return _command(arguments, context)
    except KeyboardInterrupt:
        return STOPPED
    except (Stop, OutputLost, OSError) as error:
        return _ended(error)
    except Exception as error:
        return _unexpected(error, context)


def _home_in(arguments: list[str]) -> str | None:
    """The home that is named somewhere on the line, seen before the line is read: what is wrong with it is said too."""
    for n, word in enumerate(arguments):
        name, sign, value = word.partition("=")
        if name == "--home":
            return (value if sign else " ".join(arguments[n + 1 : n + 2])) or None
    return None


def _speak(home: str | None) -> None:
    """Speaks the language that was set in a home, else the system's."""
    from ..places import find_places
    from ..settings import speak_as_set

    try:
        speak_as_set(find_places(home))
    except (OSError, RuntimeError, ValueError):
        speak("")  # a folder that cannot be; whoever opens the plan in it says so


def _whole(arguments: list[str]) -> None:
    """Refuses what no terminal sends, but a script may: half a character, which is no text and cannot name a file."""
    try:
        os.fsencode("\n".join(arguments))
    except UnicodeEncodeError:
        raise Stop(said("half a character stands in what was typed (a lone surrogate).")) from None


def _ended(error: Stop | OutputLost | OSError) -> int:
    """What was foreseen: the person is told, and the code says which kind it was."""
    if isinstance(error, Stop):
        tell(f"coach: {error.sentence}")
        return error.code
    if isinstance(error, OutputLost):
        if error.why:
            tell(said("coach: the output could not be written: {why}.", why=error.why))
        return PROBLEM if error.why else FINE
    if isinstance(error, BrokenPipeError):
        return output_lost(error)
    why = error.strerror or type(error).__name__
    if error.filename:
        tell(said("coach: it could not be read or written: {file} ({why}).", file=error.filename, why=why))
    else:
        tell(said("coach: it could not be read or written: ({why}).", why=why))
    return PROBLEM


def _unexpected(error: Exception, context: Context) -> int:
    from ..crypt.age import Sealed
    from ..lessons.library import NoLesson
    from ..store.files import NotSaved

    if isinstance(error, NotSaved):
        tell(said("coach: not saved. {why}.", why=error))
    elif isinstance(error, NoLesson):
        tell(f"coach: {error}")
    elif isinstance(error, Sealed):
        tell(f"coach: {error.sentence}")
        return LOCKED
    else:
        from .crash import report

        tell(report(error, context))
    return PROBLEM


def _command(arguments: list[str], context: Context) -> int:
    """Runs a command. Options for all of them may stand before its name or after it."""
    options, rest = _leading(arguments)
    context.home, context.person = options.get("--home"), options.get("--person", context.person)
    meant(context.home, context.person)
    if "--help" in options:
        from .helping import overview

        show(overview())
        return FINE
    if "--version" in options:
        from .. import __version__

        show([f"coach {__version__}"])
        return FINE
    if not rest:
        from .learn import start

        return start(context)
    return _named(rest[0], rest[1:], context)


def _named(name: str, given: list[str], context: Context) -> int:
    from .commands import command, with_action

    name, chosen, given = with_action(name, command(name), given)
    try:
        parsed = _read(chosen, name, given)
    except HelpWanted:
        show(said(chosen.help).splitlines())
        return FINE
    context.home = context.home if parsed.home is None else parsed.home
    context.person = context.person if parsed.person is None else parsed.person
    meant(context.home, context.person)
    return chosen.run(context, parsed)


def _read(chosen: Command, name: str, given: list[str]) -> Arguments:
    """The arguments of a command. Some are asked in shell prompts, so nothing is loaded to read next to nothing."""
    if chosen.alone and chosen.flags.issuperset(given):
        arguments = Arguments()
        for flag in given:
            setattr(arguments, flag.removeprefix("--"), True)
        return arguments
    from .parser import read

    return read(name, given, chosen.arguments, chosen.mixed)


def _leading(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """The options before the command's name, and the rest.

    Raises:
        Stop: one of them is not known, or has no value.
    """
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest and rest[0].startswith("-") and rest[0] != "-":
        name, sign, value = rest.pop(0).partition("=")
        if name in ("-h", "--help", "--version"):
            options["--help" if name == "-h" else name] = ""
        elif name not in WITH_VALUE:
            raise _misplaced(name, rest)
        elif not (value if sign else rest):
            raise Stop(said("{name} needs a value. More: coach --help", name=name), USAGE)
        else:
            options[name] = value if sign else rest.pop(0)
    return options, rest


def _misplaced(name: str, rest: list[str]) -> Stop:
    """The end for an option that stands before the command; one that some command has goes after that command."""
    from .commands import taking

    place = taking(name, rest)
    if not place:
        return Stop(said("there is no option {name}. More: coach --help", name=name), USAGE)
    after = marked("{name} goes after the command: put it after {place}. More: coach help {place}")
    return Stop(said(after, name=name, place=place), USAGE)
