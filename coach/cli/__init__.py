"""The command line. This file stays almost empty: `coach --version` answers from here, all else is loaded late."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 fine, 1 a problem was found, 2 wrong usage, 3 locked, 130 stopped."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        return _version()
    from .run import run

    return run(arguments) if argv is not None else _in_its_own_process(arguments)


def _version() -> int:
    from .. import __version__

    try:
        print(f"coach {__version__}", flush=True)
    except OSError as error:
        from .run import output_lost

        return output_lost(error)
    return 0


def _in_its_own_process(arguments: list[str]) -> int:
    """Runs a command without collecting garbage: it is over too soon for that to be worth the time. What stays open
    longer turns the collection on again."""
    import gc

    from .run import run

    gc.disable()
    try:
        return run(arguments)
    finally:
        gc.freeze()
