"""tombi, which reads schemas in editors: it accepts ours, all that is shipped, and what `new` writes.

It is offline, as an author may be. taplo reads the same line and the same keywords.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from coach.authoring.new import Wish, new_lesson, new_pack, new_scenario
from coach.authoring.schema import WHAT
from coach.authoring.schemas import place_of, save_schema, schema_line
from coach.lessons.checks.known import kind_of
from coach.lessons.reading import read_toml

CORE = Path(__file__).parents[2] / "content" / "core"
TOMBI = shutil.which("tombi", path=Path(sys.executable).parent)

pytestmark = pytest.mark.skipif(TOMBI is None, reason="tombi is not installed")


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every schema."""
    folder = tmp_path_factory.mktemp("schemas")
    for what in WHAT:
        save_schema(what, place_of(what, folder))
    return folder


def lint(folder: Path) -> tuple[int, list[dict[str, object]]]:
    """What tombi says of the files in a folder: its exit code, and errors and warnings."""
    assert TOMBI
    said = folder / "said.jsonl"
    done = subprocess.run(
        [TOMBI, "lint", "--offline", "--no-cache", "--error-on-warnings", "--diagnostics-format", "json-lines",
         "--diagnostics-file", str(said), "."],
        cwd=folder, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    lines = said.read_text("utf-8").splitlines() if said.is_file() else []
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, [json.loads(line) for line in lines]


def beside_schemas(files: Iterable[Path], schemas: Path, folder: Path) -> None:
    """Copies of files that name their schema."""
    for file in files:
        data = file.read_bytes()
        copy = folder / file.relative_to(CORE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(f"{schema_line(kind_of(file.name, read_toml(data)), schemas, copy)}\n{data.decode()}", "utf-8")


@pytest.mark.slow  # `make check` runs it
def test_all_that_is_shipped(schemas: Path, tmp_path: Path) -> None:
    beside_schemas(CORE.rglob("*.toml"), schemas, tmp_path)
    assert lint(tmp_path) == (0, [])


def test_some_of_what_is_shipped(schemas: Path, tmp_path: Path) -> None:
    some = [*CORE.glob("*.toml"), *sorted(CORE.glob("scenarios/*.toml"))[:2], *sorted(CORE.glob("*/0*.toml"))[:2]]
    beside_schemas(some, schemas, tmp_path)
    assert lint(tmp_path) == (0, [])


def test_what_new_writes_and_a_slip_in_it(tmp_path: Path) -> None:
    new_pack(Wish(str(tmp_path / "pack")))
    new_scenario(Wish(str(tmp_path / "pack" / "stories" / "talk")))
    lesson = new_lesson(Wish(str(tmp_path / "pack" / "evenings" / "02-b"))).files[0]
    assert lint(tmp_path) == (0, [])
    right = lesson.read_text("utf-8")
    for slip, line in (('kind = "choice"', 'kind = "chioce"'), ("minutes = 10", "minuts = 10"), ('"stuck"', "3")):
        lesson.write_text(right.replace(slip, line, 1), "utf-8")
        code, said = lint(tmp_path)
        assert code == 1, line
        assert said
