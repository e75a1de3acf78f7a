"""Commands that somebody is told to type next: for the same home and the same person as the command they typed."""

_given = {"--home": "", "--person": ""}


def meant(home: str | None, person: str) -> None:
    """Keeps which home was named on the command line, and whose plan is meant, for as long as this command runs."""
    _given["--home"], _given["--person"] = home or "", person if person != "me" else ""


def typed(words: str = "", person: str | None = None) -> str:
    """`coach learn start-here --home /tmp/mine --person k3x9abc`: words of a command with what was named before.

    `person` is whose plan it is, where the caller knows better than the command line.
    """
    whose = _given["--person"] if person is None else "" if person == "me" else person
    named = {"--home": _given["--home"], "--person": whose}
    options = [f"{name} {_quoted(value)}" for name, value in named.items() if value]
    return " ".join(["coach", *([words] if words else []), *options])


def _quoted(value: str) -> str:
    import shlex  # Today and `coach next` are shown without it, as long as no home was named

    return shlex.quote(value)
