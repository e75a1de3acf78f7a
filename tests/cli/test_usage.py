"""Help, mistakes, and which commands there are."""

import importlib
import json
import re
import shlex
import subprocess
import sys
from argparse import SUPPRESS
from pathlib import Path

import pytest

import coach as package
from coach.cli.command import Command
from coach.cli.commands import FILES
from coach.cli.helping import JSON, overview
from tests.cli.conftest import Run


def every_command() -> dict[str, Command]:
    """Each command and each action of one, by its whole name."""
    found = {name: importlib.import_module(f"coach.cli.{file}").COMMANDS[name] for name, file in FILES.items()}
    actions = {f"{name} {word}": one for name, whole in found.items() for word, one in (whole.actions or {}).items()}
    return found | actions


EVERY = every_command()


def test_every_command_is_there() -> None:
    for name, file in FILES.items():
        assert name in importlib.import_module(f"coach.cli.{file}").COMMANDS


def test_the_overview_names_every_command_and_fits_a_screen(coach: Run) -> None:
    out = coach("--help").out
    assert out == coach("help").out == coach("-h").out
    assert len(out.splitlines()) <= 24
    assert out.splitlines()[2] == "Examples"
    for name in FILES:
        assert re.search(rf"\b{name}\b", out)


@pytest.mark.parametrize("name", EVERY)
def test_the_help_of_each_command_begins_with_examples(name: str, coach: Run) -> None:
    out = coach("help", *name.split()).out
    assert out == coach(*name.split(), "--help").out
    assert EVERY[name].actions or out == coach(*name.split(), "x", "-h").out
    assert out.startswith("Examples\n  coach ")
    assert f"\ncoach {name}" in out, "the form of the command"
    assert len(out.splitlines()) <= 24


@pytest.mark.parametrize(
    "lines", [overview(), JSON.splitlines(), *(command.help.splitlines() for command in EVERY.values())]
)
def test_no_line_of_help_is_longer_than_a_terminal(lines: list[str]) -> None:
    assert not [line for line in lines if len(line) > 80]


@pytest.mark.parametrize("name", EVERY)
def test_every_option_in_the_help_is_one_and_the_other_way_round(name: str) -> None:
    from coach.cli.parser import Parser

    command = EVERY[name]
    parser = Parser(name)
    command.arguments(parser)
    shown = {o for action in parser._actions if action.help != SUPPRESS for o in action.option_strings if o[:2] == "--"}
    known = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    named = set(re.findall(r"(?<![\w-])--[a-z-]+", command.help)) - ({"--json"} if name == "help" else set())
    everywhere = {"--home", "--person", "--help"}
    assert shown - everywhere <= named <= known


def test_examples_are_understood(coach: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the help shows can be typed as it stands: nobody is told it is wrong usage of the command."""
    import shlex

    monkeypatch.chdir(filled)
    monkeypatch.setenv("PATH", "")  # so that the example with an address finds no git, and asks no network
    texts = [command.help for command in EVERY.values()]
    lines = [
        line for text in (*texts, "\n".join(overview())) for line in re.findall(r"^  (coach .*)$", text, re.MULTILINE)
    ]
    for line in lines:
        words = shlex.split(re.split(r"\s{3,}|&&", line)[0])[1:]
        if words and words[0] != "learn" and "--watch" not in words:
            ran = coach(*words)
            allowed = ("there is no answer", "there is no next step", "there is no plan of", "there is no goal",
                       "no record", "nothing")  # fmt: skip
            assert ran.code in (0, 1) or any(words in ran.err for words in allowed), (line, ran.err)
    assert len(lines) > 30


def test_an_unknown_command(coach: Run) -> None:
    ran = coach("nxet")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean “next”?" in ran.err
    assert "There are: learn" in coach("\x1b[2Jqqqq").err
    assert "\x1b" not in coach("\x1b[2Jqqqq").err


def test_unknown_options(coach: Run) -> None:
    assert "--hom" in coach("--hom", "x", "next").err
    ran = coach("next", "--jsn")
    assert ran.code == 2
    assert "coach help next" in ran.err
    assert coach("next", "--js").code == 2, "an option is not shortened: it might mean another one later"


@pytest.mark.parametrize("place_of_options", ["before", "after", "equals"])
def test_home_before_and_after_the_command(place_of_options: str, coach: Run, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    ways = {
        "before": ["--home", str(home), "locate"],
        "after": ["locate", "--home", str(home)],
        "equals": [f"--home={home}", "locate"],
    }
    ran = coach(*ways[place_of_options], "--json")
    assert json.loads(ran.out)["data"] == str(home)


@pytest.mark.parametrize(
    "arguments", [["--home"], ["--home="], ["--home", ""], ["next", "--home"], ["next", "--home", " "]]
)
def test_an_empty_home_is_not_the_usual_one(arguments: list[str], coach: Run) -> None:
    ran = coach(*arguments, *([] if "next" in arguments or arguments == ["--home"] else ["next"]))
    assert ran.code == 2
    assert "--home" in ran.err


def test_version(coach: Run) -> None:
    assert coach("--version").out == f"coach {package.__version__}\n"
    assert coach("--home", "x", "--version").out == f"coach {package.__version__}\n"


def test_help_on_what_is_not_there(coach: Run) -> None:
    assert coach("help", "nxet").code == 2


LOADED = "import sys; from coach.cli import main; main(sys.argv[1:]); print(*sorted(sys.modules), file=sys.stderr)"


def loaded(*arguments: str) -> set[str]:
    """The modules that a command loads."""
    command = [sys.executable, "-S", "-c", LOADED, *arguments]
    paths = [str(Path(package.__file__).parents[1]), *(path for path in sys.path if path.endswith("site-packages"))]
    environment = {"PYTHONPATH": ":".join(paths), "COACH_HOME": "nowhere-at-all"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    return set(done.stderr.split())


def test_what_is_fast_loads_little() -> None:
    """Times depend on the machine; what is loaded does not, and it is where the time goes."""
    version = loaded("--version")
    assert "coach.cli" in version
    assert not version & {"argparse", "pathlib", "re", "typing", "dataclasses", "msgspec", "coach.cli.run"}
    following = loaded("next")
    assert "coach.workspace" in following
    late = {
        "argparse",
        "calendar",
        "difflib",
        "filelock",
        "json",
        "locale",
        "platformdirs",
        "pydantic",
        "secrets",
        "shutil",
        "textual",
        "tomli_w",
        "rich",
        "coach.lessons",
        "coach.exports",
        "coach.walk",
        "importlib.resources",
    }
    assert not following & late


@pytest.mark.parametrize(
    ("words", "place"),
    [("--plain learn start-here", "learn"), ("--home x --json next", "next"), ("--plain", "learn"), ("--vim next", "")],
)
def test_an_option_before_its_command_is_told_where_it_goes(words: str, place: str, coach: Run) -> None:
    ran = coach(*words.split())
    assert ran.code == 2
    assert (f"put it after {place}" if place else "there is no option --vim") in ran.err


def test_what_is_to_be_typed_next_names_the_same_home_and_person(coach: Run, home: Path) -> None:
    place = home / "a place"
    there = f"--home {shlex.quote(str(place))}"
    assert f"--due fri {there}\n" in coach("--home", str(place), "next").err
    assert f"\n  coach learn start-here {there}\n" in coach("today", "--home", str(place)).out
    assert f"packs add SOURCE {there}\n" in coach("packs", "--home", str(place)).err
    ran = coach("learn", "start-here", "--plain", "--home", str(place), "--person", "k3")
    assert ran.out.endswith(f"coach learn start-here --plain {there} --person k3\n")
    assert "--home" not in coach("next").err
