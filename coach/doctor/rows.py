"""Are the files that people read, and edit, whole, and does every row fit its type?"""

import difflib
from collections.abc import Iterator
from typing import Any

import msgspec

from ..plan.plan import ROWS
from ..store.handedit import first_fault
from ..store.seal import Unopened
from ..store.snapshot import FORMAT, Rows, Snapshot
from ..words import marked, said
from .finding import Check, Finding, counted
from .kept import Kept


def check_plan(kept: Kept) -> Check:
    """Is plan.toml readable and whole, and does every row fit its type?"""
    found = kept.plan
    if found is None:
        return _without_plan(kept)
    if isinstance(found, Finding):
        return Check("plan", "plan.toml", said("cannot be read"), (found,))
    seen = counted(sum(map(len, found.rows.values())), "record")
    if found.format > FORMAT:
        return Check("plan", "plan.toml", said("format {number}", number=found.format), (_newer("plan.toml"),))
    findings = [*_cut(found, "plan.toml"), *_misfits(found.rows), *_names(found.rows)]
    return Check(
        "plan", "plan.toml", said("{records}, format {number}", records=seen, number=found.format), tuple(findings)
    )


def _without_plan(kept: Kept) -> Check:
    if kept.reading.events:
        return Check("plan", "plan.toml", said("not written yet; the journal has everything"))
    if not kept.answers:
        return Check("plan", "plan.toml", said("there is no plan yet"))
    lost = Finding(
        "plan-gone",
        "plan.toml",
        said("It is not there, and no journal either."),
        said("The answers in this folder have no plan to go with them."),
        said("Copy the whole folder back from a backup, or from the machine it was last used on."),
    )
    return Check("plan", "plan.toml", "missing", (lost,))


def _newer(where: str) -> Finding:
    return Finding(
        "newer-format",
        where,
        said("A newer version of coach wrote it."),
        said("It is only shown and not changed, so that nothing of it is lost."),
        said("Bring coach on this machine up to date."),
    )


def _cut(snapshot: Snapshot, where: str) -> Iterator[Finding]:
    if snapshot.cut:
        yield Finding(
            "cut-short",
            where,
            said("Its end is missing: the table [saved]."),
            said(
                "The file was cut short, or the table was taken out by hand. What is there is taken over; "
                "nothing is taken away because it is missing here."
            ),
            said(
                "See whether coach plan shows all of it. The next change writes the file anew and keeps this one "
                "beside; so does coach doctor --repair."
            ),
            repairs=True,
        )


def _misfits(rows: Rows, where: str = "plan.toml", means: str = "") -> Iterator[Finding]:
    """Every row that its type cannot hold; `first_fault` is asked row by row, so that all are named."""
    for table, by_id in rows.items():
        for id, fields in by_id.items():
            fault = first_fault({table: {id: fields}})
            if fault:
                yield Finding(
                    "does-not-fit",
                    f"{where}, {table}/{id}" if table in ROWS and table != "answers" else f"{where}, {id}",
                    said("It does not fit. {why}.", why=_at_field(fault.removeprefix(f"[[{table}]] {id}: "))),
                    means or said("It is kept as it is, but coach shows it nowhere."),
                    said("Correct it in an editor. An earlier copy of the file in a backup says what stood there."),
                )


def _at_field(fault: str) -> str:
    """What is wrong behind the field it is about: `status: Invalid enum value 'x'`."""
    what, _, place = fault.partition(" - at `$.")
    return f"{place.rstrip('`')}: {what}" if place else what


def _names(rows: Rows) -> Iterator[Finding]:
    """Tables and fields that are not known; of fields only those that look mistyped, as newer versions add some."""
    for table, by_id in rows.items():
        kind = ROWS.get(table)
        if kind is None:
            yield _unknown(f"plan.toml, [[{table}]]", "table", table, list(ROWS))
            continue
        known = list(kind.__struct_fields__)
        for id, fields in by_id.items():
            for name in (name for name in fields if name not in known and _near(name, known)):
                yield _unknown(f"plan.toml, {table}/{id}", "field", name, known)


_UNKNOWN = {
    ("table", False): marked("“{name}” is no table that this version knows."),
    ("table", True): marked("“{name}” is no table that this version knows. Did you mean “{near}”?"),
    ("field", False): marked("“{name}” is no field that this version knows."),
    ("field", True): marked("“{name}” is no field that this version knows. Did you mean “{near}”?"),
}


def _unknown(where: str, what: str, name: str, known: list[str]) -> Finding:
    near = _near(name, known)
    return Finding(
        "unknown-name",
        where,
        said(_UNKNOWN[what, bool(near)], name=name, near=near),
        said("It is kept as it is, but coach shows it nowhere."),
        said("If you wrote it by hand, correct the name. If a newer version wrote it, bring coach up to date."),
    )


def _near(name: str, known: list[str]) -> str:
    return next(iter(difflib.get_close_matches(name[:60], known, n=1, cutoff=0.65)), "")


# --- answers -------------------------------------------------------------------------


def check_answers(kept: Kept) -> Check:
    """Are the files of answers readable and whole, and does every answer fit?"""
    left_out = said("Coach leaves this answer out, and the next answer in its lesson writes the file anew.")
    findings: list[Finding] = []
    count = 0
    for lesson, found in kept.answers.items():
        where = f"answers/{lesson}.toml"
        if isinstance(found, Finding):
            findings.append(found)
        elif found.format > FORMAT:
            findings.append(_newer(where))
        else:
            count += len(found.rows["answers"])
            findings += [*_cut(found, where), *_misfits(found.rows, where, left_out)]
    seen = said("none yet")
    if kept.answers:
        lessons = counted(len(kept.answers), "lesson")
        seen = said("{answers} in {lessons}", answers=counted(count, "answer"), lessons=lessons)
    return Check("answers", marked("Answers"), seen, tuple(findings))


# --- drafts ----------------------------------------------------------------------------


def check_drafts(kept: Kept) -> Check:
    """Can what was half typed be offered again?"""
    folder = kept.files.folder / "drafts"
    findings, count = [], 0
    for path in sorted(folder.glob(f"*.json{kept.files.seal.suffix}")):
        try:
            count += len(msgspec.json.decode(kept.files.seal.open(path.read_bytes()), type=dict[str, Any]))
        except (Unopened, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            findings.append(
                Finding(
                    "draft-unreadable",
                    f"drafts/{path.name}",
                    said("It is not what coach wrote there."),
                    said("What was half typed in this lesson cannot be offered again. Answers are not touched by it."),
                    said("Look into it with an editor for words you miss, then delete it."),
                )
            )
    return Check("drafts", marked("Drafts"), counted(count, "half-typed"), tuple(findings))
