"""What is shipped: the wheel and its content, the pins, and nothing that only makes sense on one machine."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .source import ROOT, files, listing, place

LOCKS = ("run", "build", "dev")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def project() -> dict[str, object]:
    """The tables of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


# --- what is built -------------------------------------------------------------


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist of the tree as it is, made with the backend that is installed."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def unpacked(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, as an installer would lay them out."""
    folder = tmp_path_factory.mktemp("site")
    (wheel,) = dist.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def shipped() -> set[str]:
    """What of ours belongs in a wheel."""
    folders = ("coach/", "screens/", "content/")
    names = {path.relative_to(ROOT).as_posix() for path in files()}
    return {name for name in names if name.startswith(folders)}


def test_the_wheel_holds_all_of_ours_and_nothing_else(unpacked: Path) -> None:
    held = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    ours = {name for name in held if ".dist-info/" not in name}
    assert ours == shipped()
    assert {"coach/py.typed", "screens/py.typed"} <= ours
    assert any(re.fullmatch(r"content/core/[^/]+/[^/]+\.toml", name) for name in ours), "no lesson in the wheel"
    assert any(name.endswith("/licenses/LICENSE") for name in held)


def test_the_sdist_holds_what_a_build_and_its_tests_need(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"pyproject.toml", "LICENSE", "Makefile", "CHANGELOG.md", "requirements/run.txt", "tests/conftest.py"}
    assert shipped() | needed <= held


def test_the_wheel_works_away_from_the_tree(unpacked: Path, tmp_path: Path) -> None:
    code = "import coach, content, screens, sys; print(*(m.__file__ for m in (coach, content, screens)), sep='\\n')"
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    where = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert all(line.startswith(str(unpacked)) for line in where.stdout.split()), where.stdout + where.stderr
    command = [sys.executable, "-m", "coach", "lessons"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip(), "`coach lessons` found none in the wheel"


# --- what is pinned ------------------------------------------------------------


def lock(name: str) -> str:
    """The text of a lock file."""
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    """The versions that a lock file pins, by package."""
    return {package: version for package, version, _ in PIN.findall(lock(name))}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes(name: str) -> None:
    rest = [line for line in PIN.sub("", lock(name)).splitlines() if line.strip() and not line.startswith("    #")]
    assert pins(name)
    assert not rest, listing(rest)


@pytest.mark.parametrize("name", [f"{lock}.txt" for lock in LOCKS] + ["build.in", "dev.in"])
def test_no_lock_names_an_address_or_an_option(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:)", text, re.MULTILINE)
    assert not re.search(r"(?<![\w.])/\w+/", text), "a path from the root of some machine"


def test_the_locks_agree() -> None:
    chosen: dict[str, str] = {}
    for name in LOCKS:
        for package, version in pins(name).items():
            assert chosen.setdefault(package, version) == version, f"{package} has two versions"


def wanted() -> list[tuple[str, Requirement]]:
    """What is asked for by hand, with the lock that has to answer it."""
    metadata = project()["project"]
    assert isinstance(metadata, dict)
    named = [("run", line) for line in metadata["dependencies"]]
    for name in ("build", "dev"):
        lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
        named += [(name, line.partition("#")[0]) for line in lines]
    return [(name, Requirement(line)) for name, line in named if line.strip()]


def test_the_locks_are_not_out_of_date() -> None:
    for name, requirement in wanted():
        version = pins(name).get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {name}.txt: run `make lock`"
        assert requirement.specifier.contains(version), f"{name}.txt has {requirement.name} {version}: run `make lock`"


# --- what no file says ---------------------------------------------------------

# Put together from pieces, so that this file passes its own test.
ONE_MACHINE = "|".join(
    re.escape(left + right) for left, right in [
        ("/wo", "rk/"), ("/ro", "ot/"), ("/tmp/", "venv"), ("/tmp/", "briefs"), ("/opt/", "wheels"), ("/opt/", "pypi"),
        ("/.py", "env/"), ("pypi", ".org"), ("python", "hosted"), ("pypi", "/simple"), ("registry.", "npmjs"),
        ("--extra-", "index"), ("--index", "-url"), ("--find", "-links"), ("--trusted", "-host"), ("deb.", "debian"),
    ]
)  # fmt: skip
PATTERN = re.compile(rf"(?<![\w.-])(?:{ONE_MACHINE})", re.IGNORECASE)


def texts() -> list[tuple[Path, str]]:
    """The files of the project that are text."""
    found = []
    for path in files():
        try:
            found.append((path, path.read_bytes().decode("utf-8")))
        except UnicodeDecodeError:
            continue  # a picture, or a broken file that a test wants as it is
    return found


def test_nothing_names_one_machine() -> None:
    found = [
        f"{place(path, number)} {match.group()}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        for match in PATTERN.finditer(line)
    ]
    assert not found, listing(found)


# Control characters, soft hyphen, fillers, zero widths, directions, tags: nobody sees these in a review. The joiners
# U+200C and U+200D stay out: Persian and emoji need them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
READ_BY_PEOPLE = {".py", ".toml", ".md", ".tcss", ".txt", ".in", ".cfg", ".yml", ".yaml", ""}


def test_nothing_is_invisible() -> None:
    found = [
        f"{place(path, number)} U+{ord(match.group()):04X}"
        for path, text in texts()
        if path.suffix in READ_BY_PEOPLE and not {"bad", "fixtures"} & set(path.parts)
        for number, line in enumerate(text.split("\n"), 1)
        for match in INVISIBLE.finditer(line)
    ]
    assert not found, listing(found)
