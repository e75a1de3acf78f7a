"""`python -m coach`: the same door as the script."""

from .cli import main

if __name__ == "__main__":
    raise SystemExit(main())
