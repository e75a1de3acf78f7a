"""Is the journal whole, and do the files that people read say what it says?"""

from collections.abc import Iterable, Iterator
from math import inf

from ..plan.events import Change, Event
from ..plan.plan import Plan
from ..store.handedit import edits
from ..store.journal import Damage, Positions
from ..store.opening import replay
from ..store.snapshot import FORMAT, Rows, Snapshot, answer_rows, plan_rows
from .finding import Check, Finding, counted
from .kept import Kept
from .merging import in_backup


def check_journal(kept: Kept) -> Check:
    """Does every line of the journal match its checksum, and is all there that was once read?"""
    if kept.no_journal:
        return Check("journal", "Journal", "cannot be read", (kept.no_journal,))
    sizes = kept.files.journal.sizes()
    torn = [damage for damage in kept.reading.damage if _half_written(damage, kept)]
    lines = [damage for damage in kept.reading.damage if damage not in torn]
    kept_elsewhere = bool(lines) and bool(in_backup(kept.files))
    bad = [_damaged(damage, kept_elsewhere) for damage in lines]
    notes = tuple(
        f"{one.file} ends in half a line: most likely from a sudden stop, and never shown as saved" for one in torn
    )
    seen = f"{counted(len(kept.reading.events), 'change')} in {counted(len(sizes), 'file')}" if sizes else "none yet"
    return Check("journal", "Journal", seen, (*bad, *_short(kept.read_once, sizes)), notes)


def _half_written(damage: Damage, kept: Kept) -> bool:
    """Whether a damaged line is the last of a file that has lost nothing: then its end was never written."""
    data = (kept.files.journal.folder / damage.file).read_bytes()
    last = damage.line == data.count(b"\n") + 1 and not data.endswith(b"\n")
    return last and len(data) >= kept.read_once.get(damage.file, 0)


def _damaged(damage: Damage, kept_elsewhere: bool) -> Finding:
    newer = "version" in damage.why
    do = "Otherwise see whether coach plan is as you know it, and put right what is not."
    if kept_elsewhere:
        do = f"The newest good backup has changes that are gone; coach doctor --repair brings them back. {do}"
    else:
        do = f"If a backup or another machine has this file whole, copy it back. {do}"
    return Finding(
        "journal-newer" if newer else "journal-line",
        f"journal/{damage.file}, line {damage.line}",
        f"{damage.why[:1].upper()}{damage.why[1:]}.",
        "This change is left out; all others were read. What plan.toml knows of it is kept.",
        "Bring coach on this machine up to date." if newer else do,
        repairs=kept_elsewhere,
    )


def _short(read_once: Positions, sizes: Positions) -> Iterator[Finding]:
    for name, position in sorted(read_once.items()):
        size = sizes.get(name, 0)
        if size < position:
            yield Finding(
                "journal-short",
                f"journal/{name}",
                f"It is shorter than it was: {size} bytes of {position}." if name in sizes else "It is gone.",
                "Changes are missing from the journal, as when an older copy came back. Your plan is as plan.toml "
                "last had it, but coach log and coach undo do not know all of it.",
                "coach doctor --repair looks for them in the newest good backup. If another machine has the longer "
                "file, copy it back. Otherwise there is nothing to do: the next change adds what is missing.",
                repairs=True,
            )


# --- do they agree? ------------------------------------------------------------------


def check_agreement(kept: Kept) -> Check:
    """Do plan.toml and the answers say what the journal says, up to where they were written?"""
    title = "Files and journal"
    if kept.no_journal:
        return Check("agreement", title, "cannot be compared without the journal")
    findings: list[Finding] = []
    notes: list[str] = []
    pairs = list(_pairs(kept))
    for where, snapshot, before in pairs:
        changes = edits(before, snapshot.rows, removals=not snapshot.cut)
        if not snapshot.edited:
            findings += [_differs(where, change) for change in changes]
        elif changes:
            notes.append(f"{where} was changed by hand ({_listed(changes)}): taken over with your next change")
    seen = f"compared in {counted(len(pairs), 'file')}" if pairs else "nothing to compare"
    return Check("agreement", title, seen, tuple(findings), tuple(notes))


def _pairs(kept: Kept) -> Iterator[tuple[str, Snapshot, Rows]]:
    """Each file that can be compared: its name, what it says, and what the journal says up to there."""
    if isinstance(kept.plan, Snapshot) and kept.plan.format <= FORMAT:
        yield "plan.toml", kept.plan, plan_rows(replay(_until(kept.plan.positions, kept.reading.events)))
    of_lesson: dict[str, list[Event]] = {}
    for event in kept.reading.events:
        for lesson in {c.id.partition("/")[0] for c in event.changes if c.table == "answers"}:
            of_lesson.setdefault(lesson, []).append(event)
    for lesson, found in kept.answers.items():
        if isinstance(found, Snapshot) and found.format <= FORMAT:
            events = _until(found.positions, of_lesson.get(lesson, []))
            yield f"answers/{lesson}.toml", found, answer_rows(_answers_after(events, lesson), lesson)


def _until(positions: Positions, events: Iterable[Event]) -> list[Event]:
    """The events up to these positions: an event is named by the file and the place it stands at."""
    places = ((event, *event.id.rpartition(":")[::2]) for event in events)
    return [event for event, file, at in places if _place(at) < positions.get(f"{file}.jsonl", 0)]


def _place(digits: str) -> float:
    """A place in a file; what cannot be one lies beyond every end."""
    return int(digits) if digits.isdecimal() and len(digits) < 20 else inf


def _answers_after(events: Iterable[Event], lesson: str) -> Plan:
    plan = Plan()
    for change in (change for event in events for change in event.changes):
        if change.table == "answers" and change.id.startswith(f"{lesson}/"):
            plan = plan.changed(change.table, change.id, change.new)
    return plan


def _differs(where: str, change: Change) -> Finding:
    if change.new is None:
        what = "The journal has it, the file does not."
    elif change.old is None:
        what = "The file has it, the journal does not."
    else:
        what = f"File and journal differ in: {', '.join(change.new)}."
    return Finding(
        "differs",
        f"{where}, {_record(change)}",
        what,
        "Coach shows what the file says.",
        "Look at it in coach. If it is wrong, change it there: then both say the same.",
    )


def _record(change: Change) -> str:
    return change.id if change.table == "answers" else f"{change.table}/{change.id}"


def _listed(changes: list[Change]) -> str:
    named = [_record(change) for change in changes[:3]]
    return ", ".join(named) + (f" and {len(changes) - 3} more" if len(changes) > 3 else "")
