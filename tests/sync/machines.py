"""Machines that sync one home over a repository that lies beside them, for tests."""

import subprocess
from pathlib import Path
from random import Random

from coach.plan.records import Goal, NextStep
from coach.store.snapshot import answer_rows, plan_rows
from coach.sync.syncing import Synced, commit, set_up, sync
from coach.workspace import Workspace
from tests.helpers import Clock


class Machine:
    """One machine with a home, a name in the journal and a clock of its own."""

    def __init__(self, home: Path, name: str, remote: Path | None, clock: Clock | None = None) -> None:
        self.home, self.name, self.clock = home, name, clock or Clock()
        home.mkdir(parents=True, exist_ok=True)
        set_up(home, str(remote) if remote else "")
        self.numbers = 0

    def open(self, folder: str = "people/me") -> Workspace:
        """A person's plan here."""
        return Workspace(self.home / folder, self.name, self.clock, self._id)

    def _id(self) -> str:
        self.numbers += 1
        return f"{self.name}{self.numbers}"

    def sync(self) -> Synced:
        """Commits, takes in, hands out."""
        return sync(self.home, self.open, self.clock)

    def commit(self) -> bool:
        """As at the end of the program."""
        return commit(self.home, self.clock())

    def git(self, *words: str) -> str:
        """What the plain git says here, as somebody types it."""
        return plain_git(self.home, *words)

    def edit(self, random: Random) -> str:
        """One change, small or large: gives a word that must never be lost."""
        one = self.open()
        word = f"{self.name}-{random.randrange(10**9)}"
        deed = random.randrange(5)
        if deed == 0:
            one.put("added", "next_steps", f"s{random.randrange(12)}", {"text": word})
        elif deed == 1:
            one.put("added", "goals", f"g{random.randrange(4)}", {"name": word, "measure": f"by {self.name}"})
        elif deed == 2 and one.plan.all(Goal):
            goal = random.choice(one.plan.all(Goal))
            one.put("changed", "goals", goal.id, {"measure": word})
        elif deed == 3 and one.plan.all(NextStep):
            step = random.choice(one.plan.all(NextStep))
            one.put("changed", "next_steps", step.id, {"why": word})
        else:
            step_id = f"lesson-{random.randrange(3)}/q{random.randrange(40)}"
            one.put("answered", "answers", step_id, {"kind": "text", "value": word})
        if random.random() < 0.5:
            one.close()
        return word


def plain_git(folder: Path, *words: str) -> str:
    """What git says in a folder, without coach."""
    settings = ("-c", "user.name=me", "-c", "user.email=me@localhost")
    ran = subprocess.run(["git", *settings, *words], cwd=folder, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


def remote(folder: Path) -> Path:
    """An empty repository to which machines push."""
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "--bare", "--quiet", "--initial-branch=main", str(folder)], check=True)
    return folder


def state(machine: Machine) -> object:
    """All that a machine holds, as plain data."""
    one = machine.open()
    names = (path.name for path in (machine.home / "people/me/answers").glob("*"))
    lessons = sorted(name.partition(".")[0] for name in names)
    return plan_rows(one.plan), [answer_rows(one.plan, lesson) for lesson in lessons]


def told(machine: Machine) -> str:
    """Every word that was ever said on any machine, as far as this one knows it."""
    return "\n".join(path.read_text("utf-8") for path in sorted((machine.home / "people/me/journal").glob("*.jsonl")))
