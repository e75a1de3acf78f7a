"""Two versions of a lesson side by side: what the edit does to answers, and what an author has to say of it."""

import json
from pathlib import Path

import pytest

from coach.cli import main
from coach.lessons.against import lost, told, version

OLD = """format = 1
id = "edited"
title = "Edited"
track = "take-stock"
module = "where-now"
minutes = 5
audience = ["all"]
outcomes = ["see"]

[[steps]]
id = "way"
kind = "choice"
title = "Way"
options = [{ id = "alone", label = "Alone" }, { id = "pair", label = "In a pair" }]

[[steps]]
id = "why"
kind = "text"
title = "Why"

[[steps]]
id = "mood"
kind = "scale"
title = "Mood"
rows = [{ id = "pay", label = "Pay" }]
"""
WHY = '[[steps]]\nid = "why"\nkind = "text"\ntitle = "Why"\n\n'
CASES: list[tuple[str, str, list[tuple[str, str]], list[str]]] = [  # what is written instead; edits and effects; faults
    ('title = "Why"', 'title = "Why so?"', [("step-reworded", "kept")], []),
    ('label = "Alone"', 'label = "By myself"', [("option-reworded", "kept")], []),
    ('{ id = "alone", label = "Alone" }, ', "", [("option-removed", "marked")], ["C502"]),
    ('options = [{ id = "alone", label = "Alone" }, ', 'gone = ["alone"]\noptions = [',
     [("option-removed", "marked")], []),
    ('id = "alone",', 'id = "solo", was = ["alone"],', [("option-renamed", "kept")], []),
    ('id = "alone",', 'id = "solo",', [("option-removed", "marked"), ("option-added", "kept")], ["C502"]),
    (WHY, "", [("step-removed", "attic")], ["C501"]),
    ('minutes = 5', 'minutes = 6', [], []),
    ('id = "why"', 'id = "why-so"', [("step-removed", "attic"), ("step-added", "new")], ["C501"]),
    ('id = "why"', 'id = "why-so"\nwas = ["why"]', [("step-renamed", "kept")], []),
    ('kind = "text"', 'kind = "list"', [("kind-changed", "attic")], ["C504"]),
    ('title = "Mood"', 'title = "Mood"\nmax = 10', [("scale-changed", "marked")], []),
    (WHY, WHY + WHY.replace("why", "new"), [("step-added", "new")], []),
    ('id = "mood"', 'id = "mood"\nwas = ["why"]', [], ["C505"]),
    ('id = "edited"', 'id = "other"\nwas = ["edited"]', [("lesson-renamed", "kept")], []),
    ('id = "edited"', 'id = "other"', [("lesson-removed", "attic")], ["C503"]),
]  # fmt: skip


def both(folder: Path, new: str) -> tuple[Path, Path]:
    """The two versions as files."""
    (folder / "old.toml").write_text(OLD, "utf-8")
    (folder / "new.toml").write_text(new, "utf-8")
    return folder / "old.toml", folder / "new.toml"


@pytest.mark.parametrize(("here", "there", "expected", "faults"), CASES)
def test_an_edit_and_what_it_does(
    tmp_path: Path, here: str, there: str, expected: list[tuple[str, str]], faults: list[str]
) -> None:
    assert here in OLD
    old, new = both(tmp_path, OLD.replace(here, there))
    found = [(one.edit.what, one.edit.effect) for one in told(version(old), version(new))]
    assert found == expected
    silent = lost(version(old), version(new))
    assert [fault.code for fault in silent] == faults
    for fault in silent:
        assert "was" in fault.advice or "gone" in fault.advice
        assert fault.line > 1


def test_an_order_and_what_was_said_of_a_step(tmp_path: Path) -> None:
    new = OLD.replace(WHY, "").replace("minutes = 5", 'minutes = 5\ngone = ["why"]')
    old, path = both(tmp_path, new)
    assert lost(version(old), version(path)) == []
    moved = OLD.replace(WHY, "") + "\n" + WHY
    both(tmp_path, moved)
    assert [one.edit.what for one in told(version(old), version(path))] == ["step-moved"]


def test_a_pack_says_which_lessons_are_gone(tmp_path: Path) -> None:
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    (tmp_path / "before" / "edited.toml").write_text(OLD, "utf-8")
    before, after = version(tmp_path / "before"), tmp_path / "after"
    assert [fault.code for fault in lost(before, version(after))] == ["C503"]
    (after / "pack.toml").write_text('format = 1\nid = "p"\nversion = "1"\ntitle = "P"\ngone = ["edited"]\n', "utf-8")
    assert lost(before, version(after)) == []


def test_the_commands_say_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = both(tmp_path, OLD.replace(WHY, ""))
    assert main(["content", "diff", str(old), str(new)]) == 1
    assert f"{old}:17: step “why” is gone; its answers go to the attic" in capsys.readouterr().out
    assert main(["content", "diff", str(old), str(new), "--json"]) == 1
    (edit,) = json.loads(capsys.readouterr().out)["edits"]
    assert (edit["what"], edit["effect"], edit["said"], edit["old"]["line"]) == ("step-removed", "attic", False, 17)
    assert main(["content", "diff", str(old), str(old)]) == 0
    assert main(["content", "check", str(new), "--against", str(old), "--level", "error"]) == 1
    out = capsys.readouterr().out
    assert f"{new}:2:6: C501 step “why” is gone, and nothing says so; it stood in line 17 of" in out
    assert 'the lesson says gone = ["why"]' in out
    assert main(["content", "check", str(old), "--against", str(old), "--level", "error"]) == 0
