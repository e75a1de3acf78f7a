"""Several machines, random edits, random partitions: in the end all hold the same plan, with every word in it."""

from pathlib import Path
from random import Random

import pytest

from coach.practice.erasing import into_bin
from tests.sync.machines import Machine, plain_git, remote, state, told


def run(folder: Path, seed: int, machines: int, rounds: int) -> tuple[int, int]:
    """Lets machines edit and sync, some of them cut off for a while; gives how many edits and syncs there were."""
    random = Random(seed)
    place = remote(folder / "remote")
    all_of_them = [Machine(folder / f"m{n}", f"dev{n}", place) for n in range(machines)]
    words: list[str] = []
    syncs = 0
    for machine in all_of_them:  # clocks that do not agree
        machine.clock.pass_days(random.randrange(-2, 3))
    for _ in range(rounds):
        reachable = random.sample(all_of_them, random.randrange(1, machines + 1))
        for machine in all_of_them:
            words += [machine.edit(random) for _ in range(random.randrange(3))]
            if machine in reachable and random.random() < 0.6:
                machine.sync()
                syncs += 1
    for machine in [*all_of_them, *all_of_them]:
        machine.sync()
    assert len({repr(state(machine)) for machine in all_of_them}) == 1, f"seed {seed}"
    for machine in all_of_them:
        known = told(machine)
        assert [word for word in words if word not in known] == [], f"seed {seed}: lost on {machine.name}"
        assert not machine.open().notices
    assert not any(machine.sync().committed for machine in all_of_them), "nothing new, so nothing is written"
    return len(words), syncs


def test_three_machines(tmp_path: Path) -> None:
    run(tmp_path, 1, 3, 3)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(6))
def test_five_machines(tmp_path: Path, seed: int) -> None:
    edits, syncs = run(tmp_path, seed, 5, 12)
    print(f"seed {seed}: {edits} edits, {syncs} syncs, 0 lost")


def test_older_changes_reach_the_readable_files_too_and_then_all_is_quiet(tmp_path: Path) -> None:
    place = remote(tmp_path / "remote")
    one, two = Machine(tmp_path / "a", "deva", place), Machine(tmp_path / "b", "devb", place)
    two.clock.pass_days(1)
    for machine in (one, two):
        opened = machine.open()
        opened.put("added", "next_steps", machine.name, {"text": f"From {machine.name}"})
        opened.close()
        machine.sync()
    for machine in (one, two):
        machine.sync()
    for machine in (one, two):
        written = (machine.home / "people/me/plan.toml").read_text()
        assert "From deva" in written and "From devb" in written
    before = [machine.git("rev-parse", "HEAD") for machine in (one, two)]
    assert [machine.sync().taken.folders for machine in (one, two)] == [[], []]
    assert [machine.git("rev-parse", "HEAD") for machine in (one, two)] == before and len(set(before)) == 1


def test_both_changed_one_field(tmp_path: Path) -> None:
    """The later one stands, the other is told and is still in the log."""
    place = remote(tmp_path / "remote")
    one, two = Machine(tmp_path / "a", "deva", place), Machine(tmp_path / "b", "devb", place)
    one.open().put("added", "goals", "g", {"name": "Teach", "measure": "three lessons"})
    one.sync()
    two.sync()
    one.open().put("changed", "goals", "g", {"measure": "four lessons"})
    two.clock.pass_days(1)
    two.open().put("changed", "goals", "g", {"measure": "five lessons"})
    one.sync()
    done = two.sync()
    [(folder, both)] = done.both
    assert (folder, both.field, both.ours, both.theirs, both.ours_stands) == (
        "people/me", "measure", "five lessons", "four lessons", True)  # fmt: skip
    assert both.name(two.open().plan) == "Goals, “Teach”, How I measure it"
    one.sync()
    assert state(one) == state(two)
    assert "four lessons" in told(two)


def test_a_plan_that_was_edited_without_coach(tmp_path: Path) -> None:
    """Somebody edits plan.toml on the web page of the remote, or on a machine that has git and no coach."""
    place = remote(tmp_path / "remote")
    one = Machine(tmp_path / "a", "deva", place)
    plan = one.open()
    plan.put("added", "goals", "h", {"name": "Rest"})
    plan.close()
    one.sync()
    plain_git(tmp_path, "clone", "--quiet", str(place), "b")
    file = tmp_path / "b/people/me/plan.toml"
    file.write_text(file.read_text("utf-8").replace('name = "Rest"', 'name = "Rest well"'), "utf-8")
    plain_git(file.parent, "commit", "-qam", "by hand")
    plain_git(file.parent, "push", "-q", "origin", "HEAD:main")
    done = one.sync()
    assert done.taken.by_hand == ["people/me/plan.toml"]
    assert one.open().plan.fields("goals", "h") is not None
    assert one.open().plan.fields("goals", "h")["name"] == "Rest well"  # type: ignore[index]


def test_plain_git_merge_does_the_right_thing(tmp_path: Path) -> None:
    place = remote(tmp_path / "remote")
    one, two = Machine(tmp_path / "a", "deva", place), Machine(tmp_path / "b", "devb", place)
    one.open().put("added", "goals", "g", {"name": "Teach"})
    one.sync()
    two.sync()
    for machine, word in ((one, "here"), (two, "there")):
        plan = machine.open()
        plan.put("changed", "goals", "g", {"measure": word})
        plan.put("answered", "answers", "lesson/q", {"kind": "text", "value": word})
        plan.close()
        machine.commit()
    one.git("push", "-q", "origin", "main")
    two.git("config", "merge.coach.driver", "true")  # as coach merge-file does where no hand has edited anything
    print(two.git("fetch", "-q", "origin"), two.git("merge", "--no-edit", "origin/main"))
    assert two.git("status", "--porcelain") == ""
    assert "here" in told(two) and "there" in told(two)
    two.sync()
    one.sync()
    assert state(one) == state(two)


def test_a_journal_that_a_broken_off_checkout_has_cut(tmp_path: Path) -> None:
    place = remote(tmp_path / "remote")
    one, two = Machine(tmp_path / "a", "deva", place), Machine(tmp_path / "b", "devb", place)
    one.open().put("added", "goals", "g", {"name": "Teach"})
    one.sync()
    two.sync()
    file = two.home / "people/me/journal/deva-0001.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    two.sync()
    assert file.read_bytes() == whole


def test_who_was_erased_on_one_machine_does_not_come_back(tmp_path: Path) -> None:
    place = remote(tmp_path / "remote")
    one, two = Machine(tmp_path / "a", "deva", place), Machine(tmp_path / "b", "devb", place)
    one.open("people/anna").put("added", "goals", "g", {"name": "Teach"})
    one.sync()
    two.sync()
    two.open("people/anna").put("added", "goals", "h", {"name": "Sing"})
    into_bin(one.home / "bin" / "anna-2026-11-23", one.home, [one.home / "people/anna"])
    one.sync()
    assert two.sync().erased == ["people/anna"]
    assert not (two.home / "people/anna").exists()
    assert list((two.home / "bin").glob("anna-*/people+anna/journal/devb-0001.jsonl")), "not lost: in the bin"
    one.sync()
    assert not (one.home / "people/anna").exists()
