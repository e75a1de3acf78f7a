"""Is the journal whole, and do the files that people read say what it says?"""

from collections.abc import Iterable, Iterator

from ..plan.events import Change, Event
from ..plan.plan import Plan
from ..store.handedit import edits
from ..store.journal import NEWER_LINE, Damage, Positions
from ..store.opening import replay
from ..store.snapshot import FORMAT, Rows, Snapshot, answer_rows, plan_rows
from ..words import marked, said
from .finding import Check, Finding, counted
from .kept import Kept
from .merging import in_backup


def check_journal(kept: Kept) -> Check:
    """Does every line of the journal match its checksum, and is all there that was once read?"""
    if kept.no_journal:
        return Check("journal", marked("Journal"), said("cannot be read"), (kept.no_journal,))
    sizes = kept.files.journal.sizes()
    torn = [damage for damage in kept.reading.damage if _half_written(damage, kept)]
    lines = [damage for damage in kept.reading.damage if damage not in torn]
    kept_elsewhere = bool(lines) and bool(in_backup(kept.files))
    bad = [_damaged(damage, kept_elsewhere) for damage in lines]
    notes = tuple(
        said("{file} ends in half a line: most likely from a sudden stop, and never shown as saved", file=one.file)
        for one in torn
    )
    seen = (
        said(
            "{changes} in {files}",
            changes=counted(len(kept.reading.events), "change"),
            files=counted(len(sizes), "file"),
        )
        if sizes
        else said("none yet")
    )
    return Check("journal", marked("Journal"), seen, (*bad, *_short(kept.read_once, sizes)), notes)


def _half_written(damage: Damage, kept: Kept) -> bool:
    """Whether a damaged line is the last of a file that has lost nothing: then its end was never written."""
    data = (kept.files.journal.folder / damage.file).read_bytes()
    last = damage.line == data.count(b"\n") + 1 and not data.endswith(b"\n")
    return last and len(data) >= kept.read_once.get(damage.file, 0)


def _damaged(damage: Damage, kept_elsewhere: bool) -> Finding:
    newer, why = damage.why == NEWER_LINE, said(damage.why)
    do = said("Otherwise see whether coach plan is as you know it, and put right what is not.")
    if kept_elsewhere:
        do = said(
            "The newest good backup has changes that are gone; coach doctor --repair brings them back. {do}", do=do
        )
    else:
        do = said("If a backup or another machine has this file whole, copy it back. {do}", do=do)
    return Finding(
        "journal-newer" if newer else "journal-line",
        said("journal/{file}, line {line}", file=damage.file, line=damage.line),
        f"{why[:1].upper()}{why[1:]}.",
        said("This change is left out; all others were read. What plan.toml knows of it is kept."),
        said("Bring coach on this machine up to date.") if newer else do,
        repairs=kept_elsewhere,
    )


def _short(read_once: Positions, sizes: Positions) -> Iterator[Finding]:
    for name, position in sorted(read_once.items()):
        size = sizes.get(name, 0)
        if size < position:
            yield Finding(
                "journal-short",
                f"journal/{name}",
                said("It is shorter than it was: {size} bytes of {position}.", size=size, position=position)
                if name in sizes
                else said("It is gone."),
                said(
                    "Changes are missing from the journal, as when an older copy came back. Your plan is as "
                    "plan.toml last had it, but coach log and coach undo do not know all of it."
                ),
                said(
                    "coach doctor --repair looks for them in the newest good backup. If another machine has the "
                    "longer file, copy it back. Otherwise there is nothing to do: the next change adds what is "
                    "missing."
                ),
                repairs=True,
            )


# --- do they agree? ------------------------------------------------------------------


def check_agreement(kept: Kept) -> Check:
    """Do plan.toml and the answers say what the journal says, up to where they were written?"""
    title = marked("Files and journal")
    if kept.no_journal:
        return Check("agreement", title, said("cannot be compared without the journal"))
    findings: list[Finding] = []
    notes: list[str] = []
    pairs = list(_pairs(kept))
    for where, snapshot, before in pairs:
        changes = edits(before, snapshot.rows, removals=not snapshot.cut)
        if not snapshot.edited:
            findings += [_differs(where, change) for change in changes]
        elif changes:
            notes.append(
                said(
                    "{where} was changed by hand ({changes}): taken over with your next change",
                    where=where,
                    changes=_listed(changes),
                )
            )
    seen = said("compared in {files}", files=counted(len(pairs), "file")) if pairs else said("nothing to compare")
    return Check("agreement", title, seen, tuple(findings), tuple(notes))


def _pairs(kept: Kept) -> Iterator[tuple[str, Snapshot, Rows]]:
    """Each file that can be compared: its name, what it says, and what the journal says up to there."""
    if isinstance(kept.plan, Snapshot) and kept.plan.format <= FORMAT:
        yield "plan.toml", kept.plan, plan_rows(replay(_until(kept.plan.positions, kept.reading.events, kept)))
    of_lesson: dict[str, list[Event]] = {}
    for event in kept.reading.events:
        for lesson in {c.id.partition("/")[0] for c in event.changes if c.table == "answers"}:
            of_lesson.setdefault(lesson, []).append(event)
    for lesson, found in kept.answers.items():
        if isinstance(found, Snapshot) and found.format <= FORMAT:
            events = _until(found.positions, of_lesson.get(lesson, []), kept)
            yield f"answers/{lesson}.toml", found, answer_rows(_answers_after(events, lesson), lesson)


def _until(positions: Positions, events: Iterable[Event], kept: Kept) -> list[Event]:
    """The events up to these positions, by the places at which they stand. (Their ids tell the place at which they were
    first written; closing a folder moves them.)"""
    places = ((event, *kept.reading.places[event.id]) for event in events)
    return [event for event, file, at in places if at < positions.get(file, 0)]


def _answers_after(events: Iterable[Event], lesson: str) -> Plan:
    plan = Plan()
    for change in (change for event in events for change in event.changes):
        if change.table == "answers" and change.id.startswith(f"{lesson}/"):
            plan = plan.changed(change.table, change.id, change.new)
    return plan


def _differs(where: str, change: Change) -> Finding:
    if change.new is None:
        what = said("The journal has it, the file does not.")
    elif change.old is None:
        what = said("The file has it, the journal does not.")
    else:
        what = said("File and journal differ in: {fields}.", fields=", ".join(change.new))
    return Finding(
        "differs",
        f"{where}, {_record(change)}",
        what,
        said("Coach shows what the file says."),
        said("Look at it in coach. If it is wrong, change it there: then both say the same."),
    )


def _record(change: Change) -> str:
    return change.id if change.table == "answers" else f"{change.table}/{change.id}"


def _listed(changes: list[Change]) -> str:
    named = [_record(change) for change in changes[:3]]
    listed = ", ".join(named)
    return said("{names} and {n} more", names=listed, n=len(changes) - 3) if len(changes) > 3 else listed
