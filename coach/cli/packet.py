"""`coach packet`: lessons to a client, answers back to the coach, a plan to its owner. One encrypted file each."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display_line, shorten
from ..words import said
from .asking import agreed
from .command import Arguments, Command, group, text
from .context import Context
from .ids import one_id
from .packet_help import HANDOVER, HELP, MAKE, OPEN, RETURN
from .packet_open import open_packet
from .packet_steps import opened_packet, own_key, person_named, put_away, recipients, sealed_as
from .stop import FINE, LOCKED, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..plan.plan import Plan
    from ..workspace import Workspace

Deed = Callable[[Context, Arguments], int]


def _told(deed: Deed) -> Deed:
    """The same command, with one sentence where a key or a packet stands in its way."""

    def run(context: Context, given: Arguments) -> int:
        from ..crypt.age import NoKey, Sealed
        from ..packets.form import Refused

        try:
            return deed(context, given)
        except Sealed as error:
            raise Stop(error.sentence, PROBLEM if isinstance(error, NoKey) else LOCKED) from None
        except Refused as error:
            raise Stop(said("{why} Nothing was changed.", why=error), PROBLEM) from None

    return run


# --- from the coach ----------------------------------------------------------------------


def _make(context: Context, given: Arguments) -> int:
    from ..packets import assignment, form
    from ..packets.telling import assignment as lines

    signed = _signed(context, given)
    workspace = _client(context, given.client)
    to = recipients(context, given.to)
    known = {head.id: head.title for head in context.library.heads()}
    lessons, note = [one_id(one, known, "lesson") for one in given.lessons], (given.note or "").strip()
    content = assignment.assign(context.library, lessons, workspace.new_id, _due(given.due, workspace), note)
    packet = form.packet(content, signed, workspace.clock(), own_key(context))
    data = form.sealed(packet, to)
    tell(said("For {person}:", person=display_line(context.person)), *lines(content))
    if given.dry_run:
        return FINE
    path = sealed_as(given.out, packet, data)
    title = ", ".join(one.title for one in content.lessons)
    try:
        workspace.record("assigned", assignment.steps(packet, content), title, packet.source)
    except Exception:
        path.unlink(missing_ok=True)
        raise
    context.finish(workspace)
    show([f"Written: {display_line(path)}"])
    tell(said("Send it to them; only the owner of the key can open it. What they return: coach packet open FILE"))
    return FINE


def _client(context: Context, name: str) -> "Workspace":
    """The plan of a client that is there."""
    context.person = person_named(context, name)
    return context.writing()


def _due(typed: str | None, workspace: "Workspace") -> dt.date | None:
    from .step_options import day_of

    return day_of(typed, workspace) if typed else None


def _signed(context: Context, given: Arguments, plan: "Plan | None" = None) -> str:
    """How a packet is signed: as was said, or with the name in one's own plan."""
    from ..plan.records import Profile

    if given.sender is not None:
        return shorten(given.sender, 80)
    own = plan if plan is not None else context.reading().plan
    profile = own.get(Profile)
    return shorten(profile.name, 80) if profile and profile.name else ""


def _handover(context: Context, given: Arguments) -> int:
    from ..packets import form, rows
    from ..packets.telling import contents

    signed = _signed(context, given)
    if given.remove and given.client == "me":
        raise Stop(said("that is your own plan; --remove is for a client's."))
    workspace = _client(context, given.client)
    to = recipients(context, given.to)
    found = rows.whole(workspace.plan, workspace.history())
    if not found:
        raise Stop(said("there is nothing in the plan of {person} yet.", person=display_line(context.person)), PROBLEM)
    packet = form.packet(form.Handover(rows=found), signed, workspace.clock())
    data = form.sealed(packet, to)
    whose = display_line(context.person)
    tell(said("The whole plan of {person}, private things too; no notes of yours:", person=whose))
    tell(*contents(found, context.library))
    if given.dry_run:
        return FINE
    agreed(said("Write it?"), given)
    show([f"Written: {display_line(sealed_as(given.out, packet, data))}"])
    tell(said("It holds the plan as it stands, not the history of its changes."))
    if given.remove:
        put_away(context, given)
    return FINE


# --- from the client ---------------------------------------------------------------------


def _return(context: Context, given: Arguments) -> int:
    from ..packets import form, kept, rows
    from ..packets.telling import contents, withheld

    path = kept.find(context.folder(), given.file)
    packet, key = opened_packet(context, path)
    if not isinstance(packet.content, form.Assignment):
        raise Stop(said("that is no assignment, so there is nothing to return for it."), PROBLEM)
    to = recipients(context, given.to or ([packet.reply_to] if packet.reply_to else None))
    workspace = context.reading()
    lessons = [one.lesson for one in packet.content.lessons]
    steps = [one.step for one in packet.content.lessons]
    copy = rows.shared(workspace.plan, lessons, _chosen(context, workspace.plan, lessons, given))
    found, left = rows.of_lessons(workspace.plan, copy, lessons, steps, workspace.history())
    signed = _signed(context, given, copy.plan)
    answer = form.Return(assignment=packet.id, lessons=lessons, rows=found, withheld=left)
    back = form.packet(answer, signed, workspace.clock(), key.public)
    name = shorten(packet.sender, 60)
    tell(said("This goes out, to {name}:", name=name) if name else said("This goes out:"))
    tell(*contents(found, context.library), *([withheld(left)] if left else []))
    if not found:
        raise Stop(said("there is nothing to return yet: nothing was answered that your coach may see."), PROBLEM)
    if given.dry_run:
        return FINE
    data = form.sealed(back, to)
    agreed(said("Write the packet?"), given)
    show([f"Written: {display_line(sealed_as(given.out, back, data))}"])
    return FINE


def _chosen(context: Context, plan: "Plan", lessons: list[str], given: Arguments) -> list[str]:
    """The private answers that are to go along this once: those that were named, or chosen from a list."""
    from ..packets.rows import held_back, shared
    from .packet_steps import choose

    private = held_back(plan, shared(plan, lessons, ()), lessons)
    if given.share is None:
        return choose(private, context.library) if private and not given.yes and not given.dry_run else []
    found = []
    for wanted in given.share:
        named = [id for id in private if id == wanted or id.partition("/")[0] == wanted]
        if not named:
            raise Stop(said("there is no private answer “{wanted}” in these lessons.", wanted=shorten(wanted, 80)))
        found += named
    return found


# --- the line ------------------------------------------------------------------------------


def _to_somebody(parser: "ArgumentParser") -> None:
    parser.add_argument("--to", action="append", type=text, metavar="KEY")
    parser.add_argument("--from", dest="sender", type=text, metavar="NAME")
    parser.add_argument("--out", type=Path, metavar="PATH")
    parser.add_argument("--dry-run", action="store_true")


def _making(parser: "ArgumentParser") -> None:
    parser.add_argument("client", type=text, metavar="NAME")
    parser.add_argument("lessons", nargs="+", type=text, metavar="LESSON")
    parser.add_argument("--due", type=text, metavar="DATE")
    parser.add_argument("--note", type=text, metavar="TEXT")
    _to_somebody(parser)


def _opening(parser: "ArgumentParser") -> None:
    parser.add_argument("file", type=Path, metavar="PATH")
    for option in ("--ours", "--theirs", "--dry-run", "--yes"):
        parser.add_argument(option, action="store_true")


def _returning(parser: "ArgumentParser") -> None:
    parser.add_argument("file", metavar="PATH")
    parser.add_argument("--share", action="append", type=text, metavar="STEP")
    parser.add_argument("--yes", action="store_true")
    _to_somebody(parser)


def _handing_over(parser: "ArgumentParser") -> None:
    parser.add_argument("client", type=text, metavar="NAME")
    for option in ("--remove", "--yes"):
        parser.add_argument(option, action="store_true")
    _to_somebody(parser)


COMMANDS = {
    "packet": group("packet", HELP, {
        "make": Command(_told(_make), MAKE, _making, alone=False, mixed=True),
        "open": Command(_told(open_packet), OPEN, _opening, alone=False),
        "return": Command(_told(_return), RETURN, _returning, alone=False),
        "handover": Command(_told(_handover), HANDOVER, _handing_over, alone=False),
    }),
}  # fmt: skip
