"""`coach --help`, `coach help` and what `--json` prints. Examples first; no line is longer than 80 characters."""

from typing import TYPE_CHECKING

from ..words import marked, said
from .command import Arguments, Command
from .context import Context
from .stop import FINE
from .streams import show

if TYPE_CHECKING:
    from argparse import ArgumentParser

OVERVIEW = marked("""\
coach: career planning and mentoring in the terminal. Your plan stays with you.

Examples
  coach                                     open the app
  coach learn start-here                    go to a lesson
  coach add "Ask Ravi for coffee" --due fri
  coach done k3x                            the beginning of an id is enough
  coach export md --for coach --out plan.md
""")
AFTER = marked("""\
Everywhere  --home DIR     another folder for everything (also COACH_HOME)
            --person NAME  another person's plan (also COACH_PERSON)
            --version, --help
Language    language = "de" in settings.toml (coach locate says where it is).
            Without it the system's, as far as there are translations.
More on one of them: coach help COMMAND. What --json prints: coach help json""")
GROUPS = (
    (marked("Learn"), ("learn", "lessons", "packs")),
    (marked("Every day"), ("today", "next", "due", "add", "done", "drop", "win", "note")),
    (marked("A step"), ("change", "move", "wait", "pin", "unpin")),
    (marked("Look back"), ("review", "pictures", "log", "changes", "undo", "redo")),
    (marked("The plan"), ("plan", "find", "export", "locate")),
    (marked("Coaching"), ("clients", "client", "session", "report", "packet", "key", "vault")),
    (marked("This program"), ("backup", "sync", "doctor", "completions", "demo")),
    (marked("Authors"), ("content",)),
)

HELP = marked("""\
Examples
  coach help
  coach help add
  coach help json        what --json prints

coach help [COMMAND [ACTION]]""")

JSON = marked("""\
What --json prints. Keys are only ever added, so programs may rely on these;
null stands for what was not said; days are 2026-11-27, times have a zone. All
of it is ASCII: other characters are written as \\u escapes.

next      {"next": [{id, text, reason, cue, status, due, late, soon, size,
          done_looks_like, goal, waiting_on, follow_up, waits_for, blocked,
          not_before, pinned, every, after, confidence, moved}],
          "more": how many are not listed}
          status: idea, todo, doing, waiting. late: its date has passed.
          soon: due within a week. goal: the id of a goal. waits_for: the id
          of another step; blocked: that one is still open. every, after:
          P1W, P3M ..., counted from its date or from the day it is done.
due       {"due": [{kind, id, text, on, late, reason}]}, by day
          kind: step, review; follow-up: a step that waits for somebody, on
          the day to ask again. late: its day has passed. For a coach also
          session, promise, mid-point, agreement, retention; id: the client's.
lessons   {"lessons": [{id, title, track, module, pack, minutes, audience,
          requires, not_begun, status, step, steps, minutes_left,
          finished_on}], "route": {id, title, promise, done, lessons}}
          not_begun: of those it requires, while it is new itself. route: the
          person's, or the one asked for with --route; else null.
          status: new, started, finished. step of steps: where you are in it.
packs     {"packs": [{id, version, title, authors, license, language, lessons,
          replaces: [{id, pack}], source, content, added_on, updated_on,
          folder}]}, a later one replacing lessons of the earlier
          content: a hash of its files. source, content and the days are null
          when somebody put its folder there by hand.
log       {"events": [{id, at, what, title, source, records}]}, newest first
          records: "table/id" of what the change touched. With an ID, each has
          changes: [{name, before, after}], in words, a list of lines each.
changes   {"since", "until", "known_since", "changes": [{table, id, label,
          kind, status, why, fields: [{name, before, after}]}]}
          kind: added, changed, closed, reopened, removed, rated, ranked.
find      {"found": [{kind, table, id, step, label, title, title_marks, name,
          context, context_marks}], "more": how many are not listed}
          kind: lesson, answer, record. name: of the field that the context is
          from. marks: [start, end] of what was looked for, in characters.
review    {"rhythm", "since", "until", "facts": [{check, title, words, asks,
          records}]}: coach review facts. check: C1 to C17. asks: it is a
          question. records: "table/id" of what it rests on.
pictures  {"pictures": [{instrument, title, version, scale: {min, max, low,
          high}, names: {first, second}, sittings: [{id, on}], lines: [{id,
          label, points, first, last, now, since_last, since_first, usual,
          usual_assumed, second, gap}], gaps, earlier: [{id, on, version}],
          words}],
          "months": {"months", "counts": [{id, title, numbers, total}]}}
          points: one a sitting, null where it was not rated. since_last,
          since_first: {points, within_noise}. usual: what two sittings
          usually differ by; usual_assumed: one step of the scale, for there
          are too few sittings. gaps: the ids of the widest, at most two.
plan      {"format": 1, "tables": {TABLE: [{id, ...}]},
          "progress": {LESSON: {...}}}
          the fields of a record are those of plan.toml.
plan show {"format": 1, "tables": {TABLE: [{id, ...}]}}
backup    {"folder", "backups": [{number, made, before, size, good, fault,
          records, answers, file}]}, oldest first; of make, the one made
          before: first-change, import, merge, restore, migration, repair,
          by-hand. good: as it was made, and of a plan that was whole;
          fault: what is wrong otherwise. What cannot be read is null.
doctor    {"checks": [{id, title, seen, notes, findings: [{code, where, what,
          means, do, repairs}]}], "found": how many}. With --repair, also
          {"repaired": [{code, where, what}], "backup": a file}, and the
          checks as they are then. Exit code 1 when something is out of order.
          code: what kind it is. repairs: whether coach doctor --repair does.
clients   {"clients": [{id, alias, groups, status, reasons, open, overdue,
          days_since_contact, in_progress, assigned: [{lesson, due}], to_raise,
          agreed, next_on, last_session, last_contact, keep_until}]}, in the
          order in which they need attention. reasons: in words, the first one
          is why somebody stands where they stand. clients show: {"client"}.
          clients hours: {"listed", "unlisted": {clients, hours, paid,
          pro_bono}, "levels_checked", "levels": [{name, missing}]}
session   {"sessions": [{id, number, status, on, minutes, paid, people, aim,
list      sign_of_success, summary, shared, ratings, next_on, check_in: [{id,
          text, state, why}]}]}. state: done, partly, not, dropped.
session   {alias, number, open, days_since, last, promises: [{id, text, status,
prepare   due, words}], own: [{text, due}], changes: [{table, id, kind, label}],
          looks, to_raise: [{id, text}]}. It holds private notes.
client    {"bin": [{id, erased, until}]}: who was erased, and until when they
back      can be brought back
sync      {"committed", "sent", "remote", "came": [folders], "by_hand",
          "beside", "strange", "closed", "erased", "both": [{folder, table, id,
          field, here, there, stands}]}. both: what two machines changed;
          stands: here or there.
locate    {"plan", "data", "config", "state", "cache", "backups"}: folders
content   {"format": 1, "files", "errors", "warnings", "ignored", "faults":
check     [{path, line, column, end_column, code, level, title, sentence,
          advice, source, mark, other}]}: coach content check --format json
          level: error, warning. Lines and columns count from 1, columns in
          characters. source: the line as it may be shown, cut if it is long;
          mark: what belongs under it; null when the file cannot be read.
          other: {path, line, column, end_column, label, source, mark}, the
          second place, when two do not agree; else null.

Exit codes: 0 fine, 1 a problem was found, 2 wrong usage, 3 locked, 130 stopped.
Data goes to standard output, all that is said about it to standard error.""")


def overview() -> list[str]:
    """The help of the whole."""
    named = [(said(title), names) for title, names in GROUPS]
    width = max(len(title) for title, _ in named)
    groups = [f"{title:{width}}   {'  '.join(names)}" for title, names in named]
    return [*said(OVERVIEW).splitlines(), "", *groups, "", *said(AFTER).splitlines()]


def _help(context: Context, given: Arguments) -> int:
    from .commands import command, with_action

    name, *words = given.command or [""]
    if not name:
        show(overview())
    elif name == "json":
        show(said(JSON).splitlines())
    else:
        _, chosen, _ = with_action(name, command(name), words)
        show(said(chosen.help).splitlines())
    return FINE


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("command", nargs="*", metavar="COMMAND")


COMMANDS = {"help": Command(_help, HELP, _arguments)}
