"""The command line. This file stays almost empty: `coach --version` answers from here, all else is loaded when asked for."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 fine, 1 a problem was found, 2 wrong usage, 3 locked, 130 stopped."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"] and _version():
        return 0
    from .run import run

    return run(arguments)


def _version() -> bool:
    """Whether the version could be written; where it could not, `run` says why."""
    from .. import __version__

    try:
        print(f"coach {__version__}", flush=True)
    except OSError:
        return False
    return True
