"""`coach packet open`: what is in a packet and from whom, and then, if that is wanted, into the plan with it."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..dates import in_words
from ..display import display_line
from ..places import typed_path
from ..words import marked, said
from .asking import agreed, at_keyboard
from .command import Arguments
from .context import Context
from .packet_steps import opened_packet
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from ..packets.form import Assignment, Handover, Packet, Return
    from ..packets.merge import Met, Side
    from ..plan.events import Change
    from ..workspace import Workspace

MOST_SHOWN = 60  # lines of what is new
NOTHING_NEW = marked("There is nothing new in it.")


def open_packet(context: Context, given: Arguments) -> int:
    """Shows a packet, and takes it in when that is wanted."""
    from ..packets.form import Assignment
    from ..packets.telling import head

    if given.ours and given.theirs:
        raise Stop(said("--ours or --theirs: one of them."))
    path = typed_path(given.file)
    packet, _ = opened_packet(context, path)
    tell(head(packet))
    if isinstance(packet.content, Assignment):
        return _assignment(context, given, packet, packet.content, path)
    return _merged(context, given, packet, packet.content)


def _known(workspace: "Workspace", packet: "Packet") -> bool:
    """Says so when a packet was taken in before."""
    from ..packets.merge import taken_at

    at = taken_at(workspace.history(), packet.id)
    if at is not None:
        show(
            [
                said(
                    "This packet was taken in already, on {day}. Nothing was changed.",
                    day=in_words(at.astimezone().date()),
                )
            ]
        )
    return at is not None


# --- an assignment -------------------------------------------------------------------------


def _assignment(context: Context, given: Arguments, packet: "Packet", content: "Assignment", path: Path) -> int:
    from ..packets import assignment
    from ..packets.telling import assignment as lines
    from ..packets.telling import count

    workspace = context.writing()
    if _known(workspace, packet):
        return FINE
    assignment.checked(content, workspace.plan)
    incoming = assignment.brought(packet, content, context.library)
    tell(*lines(content))
    if incoming is not None:
        new = ", ".join(f"“{one.title}”" for one in incoming.inside.lessons.values())
        tell(said("New here, and checked: {lessons}.", lessons=display_line(new)))
    for title in assignment.used_instead(content, context.library):
        tell(said("“{title}” is here in other words; the lesson that is here stays, and is used.", title=title))
    if given.dry_run:
        return FINE
    agreed(said("Take it in? Each lesson becomes a next step."), given)
    _take_in(context, workspace, packet, content, path)
    many = len(content.lessons)
    show(
        [
            said(
                "Taken in: {steps}. To begin: coach learn {lesson}",
                steps=count(many, "step"),
                lesson=content.lessons[0].lesson,
            )
        ]
    )
    tell(said("When you are done: coach packet return {id}", id=packet.id[:8]))
    return FINE


def _take_in(context: Context, workspace: "Workspace", packet: "Packet", content: "Assignment", path: Path) -> None:
    """The lessons, a copy for the answer, and the steps: all of it or nothing."""
    from ..packets import assignment, kept
    from ..packets.form import read
    from ..packets.telling import sender
    from ..packs.shelf import Shelf, record_of
    from ..store.files import write_whole

    shelf, incoming = Shelf(context.places), assignment.brought(packet, content, context.library)
    copy = kept.place(context.folder() if context.person != "me" else context.places.person(), packet.id)
    write_whole(copy, read(path))
    added = None
    try:
        if incoming is not None:
            record = record_of(incoming.source, incoming.files, incoming.pack.version, workspace.today)
            shelf.put(incoming.pack.id, incoming.files, record, instead=shelf.pack(incoming.pack.id))
            added = shelf.pack(incoming.pack.id)
        title = said("an assignment from {name}", name=sender(packet))
        workspace.record("took in", assignment.steps(packet, content), title, packet.source)
    except Exception:
        copy.unlink(missing_ok=True)
        if added is not None:
            shelf.remove(added)
        raise
    context.finish(workspace)


# --- what came back, and whole plans ---------------------------------------------------------


def _merged(context: Context, given: Arguments, packet: "Packet", content: "Return | Handover") -> int:
    from ..packets import merge, rows
    from ..packets.form import Return
    from ..packets.telling import news, withheld

    if isinstance(content, Return):
        _find_client(context, content)
    workspace = context.writing()
    if _known(workspace, packet):
        return FINE
    lessons = content.lessons if isinstance(content, Return) else None
    plan = workspace.plan
    met = merge.meet(plan, workspace.history(), rows.admitted(content.rows, lessons))
    lines = list(news(plan, merge.changes(met, lambda one: "ours"), context.library))  # what nobody has to decide
    tell(
        said("Into the plan of {person}:", person=display_line(context.person))
        if merge.changes(met, _side(given))
        else said(NOTHING_NEW)
    )
    tell(*_cut(lines))
    if isinstance(content, Return) and content.withheld:
        tell(withheld(content.withheld, theirs=True))
    choice = _conflicts(context, given, met, workspace)
    changes = merge.changes(met, choice)
    if given.dry_run or not changes:
        return FINE
    agreed(said("Take it in?"), given)
    if workspace.refresh() and workspace.plan is not plan:
        raise Stop(
            said("the plan was changed in another window just now, so nothing was taken in. Open it again."), PROBLEM
        )
    _record(context, workspace, packet, changes)
    return FINE


def _cut(lines: list[str]) -> list[str]:
    """The lines, or as many as somebody reads."""
    left = len(lines) - MOST_SHOWN
    return [*lines[:MOST_SHOWN], said("... and {n} more lines", n=left)] if left > 1 else lines


def _record(context: Context, workspace: "Workspace", packet: "Packet", changes: "list[Change]") -> None:
    from ..packets.telling import count, sender
    from ..restore import back_up

    back_up(workspace, "merge")
    plan, name = workspace.plan, sender(packet)
    back = packet.kind == "return"
    title = said("what came back from {name}", name=name) if back else said("the plan from {name}", name=name)
    workspace.record("took in", changes, title, packet.source)
    context.finish(workspace)
    touched = dict.fromkeys((change.table, change.id) for change in changes)
    many = sum(plan.fields(*where) != workspace.plan.fields(*where) for where in touched)
    show([said("Taken in: {records} new or changed.", records=count(many, "record"))])
    undo = "coach undo" if context.person == "me" else f"coach --person {display_line(context.person)} undo"
    tell(said("What was not taken is kept in the history; {undo} takes the whole of it back.", undo=undo))


def _find_client(context: Context, content: "Return") -> None:
    """Whose plan this belongs to: the one for whom the assignment was made. Plans of two people are never mixed."""
    from ..packets.kept import made_for

    found = made_for(context.places.data / "people", content.assignment)
    if context.person in found:
        return
    if context.person != "me" and found:
        why = said("it answers an assignment for “{other}”, not for “{person}”. Nothing was changed.", other=found[0],
                   person=display_line(context.person))  # fmt: skip
        raise Stop(why, PROBLEM)
    if context.person != "me":
        tell(said("Mind: it answers an assignment that nobody here is known to have made."))
        context.folder()
        return
    if len(found) != 1:
        raise Stop(said("it answers an assignment that nobody here is known to have made. Nothing was changed. To take"
                        " it into a plan all the same, name whose: --person NAME"), PROBLEM)  # fmt: skip
    context.person = found[0]


def _side(given: Arguments) -> "Callable[[Met], Side]":
    if given.ours:
        return lambda one: "ours"
    return (lambda one: "theirs") if given.theirs else (lambda one: one.newer)


def _conflicts(context: Context, given: Arguments, met: "list[Met]", workspace: "Workspace") -> "Callable[[Met], Side]":
    """Shows what both have changed, record by record; at a keyboard each is asked, else the options decide."""
    from ..packets.telling import conflict, count

    both = [one for one in met if one.conflict]
    if both:
        tell(
            "",
            said(
                "Both of you have changed {records}. Whatever is not taken stays in the history.",
                records=count(len(both), "record"),
            ),
        )
    asks = at_keyboard() and not (given.ours or given.theirs or given.yes or given.dry_run)
    side, chosen = _side(given), dict[tuple[str, str], "Side"]()
    for one in both:
        tell(*conflict(one, workspace.plan, context.library))
        chosen[one.table, one.id] = _asked(one) if asks else side(one)
        if not asks:
            theirs = chosen[one.table, one.id] == "theirs"
            tell(said("  Taken: theirs.") if theirs else said("  Taken: the one here."))
    return lambda one: chosen.get((one.table, one.id), one.newer)


def _asked(one: "Met") -> "Side":
    tell(said("  h: the one here, t: theirs, Enter: the later one"))
    typed = sys.stdin.readline().strip().lower()
    return "ours" if typed.startswith("h") else "theirs" if typed.startswith("t") else one.newer
