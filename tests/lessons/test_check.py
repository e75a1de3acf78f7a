"""Every broken file under tests/bad has exactly the faults, at exactly the places, that its author wants to see."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tomli
from pydantic import BaseModel

from coach.lessons.check import Known, check, check_bytes, known_core
from coach.lessons.checks.hints import FORMS
from coach.lessons.faults import CODES
from coach.lessons.kinds import KINDS
from coach.lessons.kinds.simulate import Scenario
from coach.lessons.lesson import Lesson, Pack, Track
from coach.lessons.reading import LARGEST

BAD = Path(__file__).parent.parent / "bad"
EXPECTED: dict[str, list[str]] = tomli.loads((BAD / "expected.toml").read_text("utf-8"))
KNOWN = Known(
    lessons={"start-here": (), "where-am-i-now": ("start-here",), "next-possible-steps": ()},
    tracks={
        "take-stock": frozenset({"open-the-box", "where-now"}),
        "act-and-review": frozenset({"next", "rhythm"}),
    },
    scenarios={
        "thursday-numbers": {
            "id": "thursday-numbers",
            "meters": [{"id": "trust"}],
            "nodes": [{"id": "t1"}, {"id": "t2"}, {"id": "t4"}],
        }
    },
)
GOOD = """format = 1
id = "good"
title = "A good lesson"
track = "take-stock"
module = "where-now"
minutes = 5
audience = ["all"]
outcomes = ["see that nothing is wrong"]
requires = ["start-here"]
covers = ["S58"]

[[steps]]
id = "route"
kind = "choice"
title = "Which way?"
options = [{ id = "a", label = "Früh 🌅" }, { id = "b", label = "Spät", goto = "skills" }]

[[steps]]
id = "skills"
kind = "list"
title = "Skills"
covers = ["S58"]
prompt = "As ${plan.profile.current_role.title|somebody at work}, what can you do?"
when = { not = { answer = "route", is = "a" } }

[[steps]]
id = "pick"
kind = "choice"
title = "Pick"
many = true
from = "skills"

[[steps]]
id = "promise"
kind = "commit"
title = "One step"
from = "plan.next_steps"
"""


def runs() -> list[str]:
    """The top folders and files of tests/bad: each is one run of the check."""
    return sorted({name.split("/")[0] for name in EXPECTED})


def found(run: str) -> dict[str, set[str]]:
    report = check([BAD / run], KNOWN)
    by_file: dict[str, set[str]] = {}
    for fault in report.faults:
        name = Path(fault.path).relative_to(BAD).as_posix()
        by_file.setdefault(name, set()).add(f"{fault.line}:{fault.column} {fault.code}")
    return by_file


@pytest.mark.parametrize("run", runs())
def test_each_bad_file_has_exactly_its_faults(run: str) -> None:
    expected = {name: set(faults) for name, faults in EXPECTED.items() if name.split("/")[0] == run and faults}
    assert found(run) == expected


def test_every_bad_file_is_expected_and_there_are_many() -> None:
    files = {path.relative_to(BAD).as_posix() for path in BAD.rglob("*.toml")} - {"expected.toml", "fixes.toml"}
    assert files == set(EXPECTED)
    assert len(files) >= 150


def made(folder: Path) -> list[Path]:
    """Bad files that are better made than kept: large ones, foreign bytes, no files at all."""
    contents = {
        "large.toml": GOOD.encode() + b"# " + b"x" * LARGEST,
        "latin.toml": GOOD.encode("utf-8").replace("ä".encode(), b"\xe4"),
        "many.toml": GOOD.encode() + "".join(f"key{n} = 1\n" for n in range(250)).encode(),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [*(folder / name for name in contents), folder / "missing.toml"]


def test_every_code_occurs_and_every_fault_advises(tmp_path: Path) -> None:
    faults = [fault for run in runs() for fault in check([BAD / run], KNOWN).faults]
    for path in made(tmp_path):
        faults += check([path], KNOWN).faults
    assert {fault.code for fault in faults} == {code for code in CODES if code < "C5" and code not in ("C415", "C416")}
    for fault in faults:
        assert fault.advice.strip(), fault.one_line()
        assert fault.level == CODES[fault.code].level
        assert fault.one_line().startswith(f"{fault.path}:{fault.line}:{fault.column}: {fault.code} ")
        assert "\n" not in fault.one_line()
        assert "pydantic" not in fault.text()
        assert "Input should" not in fault.text()


def test_the_table_of_codes_explains_each() -> None:
    for code, entry in CODES.items():
        assert len(code) == 4
        assert entry.title
        assert entry.explanation.endswith(".")
        assert (entry.level == "warning") == code.startswith("C4")


def test_a_good_lesson_has_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "good.toml"
    for text in (GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")):
        file.write_bytes(text.encode())
        report = check([file], KNOWN)
        assert report.lines() == []
        assert report.files == 1


def test_places_are_the_same_with_a_byte_order_mark_and_with_carriage_returns() -> None:
    text = GOOD.replace('"where-now"', '"nowhere"').replace('goto = "skills"', 'gotoo = "skills"')
    plain = check_bytes("good.toml", text.encode(), KNOWN)
    assert [(f.line, f.column, f.code) for f in plain.faults] == [(5, 10, "C309"), (16, 72, "C201")]
    assert check_bytes("good.toml", ("\ufeff" + text.replace("\n", "\r\n")).encode(), KNOWN) == plain


def test_places_cost_nothing_when_there_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    (tmp_path / "bad.toml").write_text(GOOD.replace("prompt", "promt"), "utf-8")
    code = (
        "import sys, pathlib\n"
        "from coach.lessons.check import Known, check\n"
        "known = Known({'start-here': ()}, {'take-stock': frozenset({'where-now'})})\n"
        "for name in sys.argv[1:]:\n"
        "    faults = check([pathlib.Path(name)], known).faults\n"
        "    print(len(faults), *[part for part in ('tree_sitter', 'textual', 'rich') if part in sys.modules])\n"
    )
    files = [str(tmp_path / "good.toml"), str(tmp_path / "bad.toml")]
    done = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["0", "1 tree_sitter"]


def test_advice_names_what_was_meant() -> None:
    def advice(old: str, new: str) -> str:
        (fault,) = check_bytes("good.toml", GOOD.replace(old, new).encode(), KNOWN).faults
        return fault.advice

    assert advice("prompt =", "promt =") == "Did you mean “prompt”?"
    assert advice("prompt =", "question =") == "Did you mean “prompt”?"
    assert advice('kind = "list"', 'kind = "lst"') == "Did you mean “list”?"
    assert advice('from = "skills"', 'from = "skill"') == "Did you mean “skills”?"
    assert advice('goto = "skills"', 'goto = "skils"') == "Did you mean “skills”?"
    assert advice('["start-here"]', '["start-her"]') == "Did you mean “start-here”?"
    assert advice('"plan.next_steps"', '"plan.next_step"') == "Did you mean “plan.next_steps”?"
    assert advice("current_role.title", "current_rol.title") == "Did you mean “current_role”?"
    assert advice('id = "good"', 'id = "Good One"') == "Write “good-one”."
    assert advice("minutes = 5\n", "") == "Add minutes = 12"
    assert advice("many = true\n", 'many = "yes"\n') == "Write many = true"


def test_two_places_are_both_named() -> None:
    (fault,) = check_bytes("good.toml", GOOD.replace('id = "pick"', 'id = "skills"').encode(), KNOWN).faults
    assert (fault.line, fault.code) == (27, "C301")
    assert "line 19" in fault.sentence
    other = check([BAD / "together-c301"], KNOWN).faults[0]
    assert "one.toml" in other.sentence
    assert "line 2" in other.sentence


def test_a_lesson_alone_may_refer_to_the_core_lessons() -> None:
    core = known_core()
    assert core.tracks, "tracks.toml of the core pack"
    track, modules = next(iter(core.tracks.items()))
    text = GOOD.replace('"take-stock"', f'"{track}"').replace('"where-now"', f'"{min(modules)}"')
    text = text.replace('["start-here"]', str(list(core.lessons)).replace("'", '"'))
    assert check_bytes("good.toml", text.encode()).lines() == []


def test_text_in_a_fault_can_do_nothing() -> None:
    nasty = GOOD.replace("prompt =", '"\\u001b]0;x\\u0007\\u202e" =').replace(
        'kind = "list"', 'kind = "[@click=x]\\u009b"'
    )
    report = check_bytes("\x1b[2Jgood.toml", nasty.encode(), KNOWN)
    shown = "\n".join(report.lines())
    assert len(report.faults) > 3
    assert not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 or char == "\u202e" for char in shown)


def test_too_many_faults_are_counted() -> None:
    faults = check_bytes("good.toml", (GOOD + "".join(f"k{n} = 1\n" for n in range(5000))).encode(), KNOWN).faults
    assert len(faults) == 201
    assert faults[-1].code == "C110"
    assert faults[-1].sentence == "4,800 more faults of this file are not listed"


def test_only_ordinary_files_are_opened(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    (tmp_path / "link.toml").symlink_to(tmp_path / "good.toml")
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "hidden.toml").write_text("?", "utf-8")
    faults = check([tmp_path], KNOWN).faults
    assert [(Path(f.path).name, f.code) for f in faults] == [("link.toml", "C106"), ("pipe.toml", "C106")]
    assert [f.code for f in check([tmp_path / "folder.toml", Path("/dev/null"), Path("a\0b")], KNOWN).faults] == [
        "C106"
    ] * 3


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    report = check([tmp_path, tmp_path / "good.toml"], KNOWN)
    assert (report.files, report.faults) == (1, ())


def test_every_pattern_of_the_models_has_words() -> None:
    patterns: set[str] = set()

    def walk(schema: object) -> None:
        if isinstance(schema, dict):
            if isinstance(schema.get("pattern"), str):
                patterns.add(schema["pattern"])
            for key, part in schema.items():
                if key == "propertyNames" and "pattern" in part:
                    patterns.add(part["pattern"])
                walk(part)
        elif isinstance(schema, list):
            for part in schema:
                walk(part)

    models: tuple[type[BaseModel], ...] = (Lesson, Scenario, Pack, Track, *KINDS.values())
    for model in models:
        walk(model.model_json_schema())
    assert patterns == set(FORMS)


HEAVY = {
    "unknown keys": GOOD + "".join(f"k{n} = 1\n" for n in range(20_000)),
    "steps": GOOD + '[[steps]]\nid="a"\nkind="x"\n' * 8_000,
    "choices": GOOD + '[[steps]]\nid="a"\nkind="choice"\nfrom="b"\n' * 6_000,
    "empty steps": GOOD + "[[steps]]\n" * 24_000,
    "options": GOOD + '[[steps.options]]\nid="a"\ngoto="no"\n' * 7_000,
    "covers": GOOD.replace('["S58"]', str([f"S{n}" for n in range(15_000)]).replace("'", '"').replace(" ", "")),
    "requires": GOOD.replace('["start-here"]', str([f"lesson-{n}" for n in range(11_000)]).replace("'", '"')),
    "long words": GOOD.replace("prompt", "p" * 100_000).replace('kind = "list"', f'kind = "{"l" * 100_000}"'),
    "places": GOOD.replace("what can", "${" * 50_000),
    "brackets": GOOD.replace("what can", "[](" * 40_000 + "<a" * 20_000 + "</a>"),
    "nodes": 'format = 1\nid = "s"\nstart = "a"\n' + "".join(
        f'[[nodes]]\nid="n{n}"\nchoices=[{{key="a",to="x{n}"}}]\n' for n in range(5_000)),
    "states": 'format = 1\nid = "s"\nstart = "a"\n[[nodes]]\nid = "a"\nchoices = [\n' + "".join(
        f'{{key="a",to="a",flags=["f{n}"]}},{{key="b",to="E",when={{flag="f{n}"}}}},\n' for n in range(40)
    ) + ']\n[[endings]]\nid="E"\ntone="good"\n',
    "claims": GOOD.replace("what can", "harvard plan causes 3% mentor sponsor 70 " * 5_500),
    "colours and research": GOOD.replace("what can", "red ones marked in red studies show 4% " * 5_500),
    "sentences": GOOD.replace("what can", "\\n \\n- and* _.\u201d and so on " * 7_000 + "word " * 60),
    "remarks": GOOD + "# lint: ignore C401 x\n" * 11_000,
    "conditions": GOOD + "[[steps]]\nwhen = { all = [" + '{ answer = "x", plan = "y" },' * 8_000 + "] }\n",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_heavy_files_take_seconds_at_most(name: str) -> None:
    data = HEAVY[name].encode()
    assert len(data) <= LARGEST
    begin = time.monotonic()
    report = check_bytes("heavy.toml", data, KNOWN)
    assert time.monotonic() - begin < 5
    assert report.faults
    assert len(report.faults) <= 201
