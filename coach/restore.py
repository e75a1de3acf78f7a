"""Going back to a backup: what it would change, and the change itself, which is one event that can be taken back."""

from typing import NamedTuple

from .backups.file import Contents, Told, Unsound
from .backups.making import make
from .backups.shelf import OnShelf
from .plan.difference import Difference, between
from .plan.events import Change, Event
from .store.files import refusals_told
from .store.handedit import edits
from .store.inside import every_row, inside, on_disk
from .store.lock import held
from .store.snapshot import plan_rows
from .store.unsealing import seal_within
from .words import said
from .workspace import Workspace


class Preview(NamedTuple):
    """What going back to a backup would change."""

    changes: list[Change]
    differences: list[Difference]  # in the records, told as those between two days are

    def answers(self) -> tuple[int, int, int]:
        """How many answers would come back, would be as they were, and would go."""
        mine = [change for change in self.changes if change.table == "answers"]
        gone = sum(change.new is None for change in mine)
        back = sum(change.old is None for change in mine)
        return back, len(mine) - gone - back, gone

    def lessons(self) -> int:
        """In how many lessons somebody would be where they were then."""
        return sum(change.table == "progress" for change in self.changes)


def back_up(workspace: Workspace, before: str) -> OnShelf:
    """Makes a backup of a plan as it is now, for what is about to happen to it. Everything that changes much at once
    begins with this: an import, a merge, going back, a repair.

    Args:
        workspace: the plan.
        before: a mark for what is about to happen; those of `shelf.BEFORE` have words.

    Raises:
        NotSaved: there is no backup, so that the change had better not be made.
    """
    workspace.refresh()
    with held(workspace.files.folder):
        journal = workspace.files.journal
        same = not (workspace.notices or journal.grown(workspace.positions) or workspace.files.others_wrote())
        return make(workspace.files, before, workspace.clock(), None, plan_rows(workspace.plan) if same else None)


def preview(workspace: Workspace, told: Told, contents: Contents) -> Preview:
    """What going back would change. Nothing is written.

    Raises:
        Unsound: a newer version of coach wrote what is in the backup.
    """
    then = inside(contents, told.readable, seal_within(contents, workspace.files.folder))
    if then.read_only:
        raise Unsound(said("a newer version of coach wrote it"))
    there = on_disk(workspace.files.folder, "looking", type(workspace.files))
    now = every_row(workspace.plan, there.lessons | then.lessons | set(workspace.plan.answers.changed))
    changes = edits(now, then.rows, removals=True)
    return Preview(changes, between(workspace.plan, then.plan))


def restore(workspace: Workspace, one: OnShelf, told: Told, contents: Contents) -> Event | None:
    """Goes back to a backup, after a backup of what is there now. None when nothing is different.

    Raises:
        Unsound: it cannot be used.
        NotSaved: nothing was changed.
    """
    with refusals_told(workspace.files.folder):
        if not preview(workspace, told, contents).changes:
            return None
        back_up(workspace, "restore")
        changes = preview(workspace, told, contents).changes
    return workspace.record("restored", changes, f"backup {one.number}, {one.day} {one.time}", "backup")
