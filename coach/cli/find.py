"""`coach find`: lessons, answers and records by their words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display_line
from ..words import marked, said
from .command import Arguments, Command, one_text, text
from .context import Context
from .stop import FINE, PROBLEM
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..find import Found, Group, Hit

HELP = marked("""\
Examples
  coach find ravi
  coach find pay rise --in records
  coach find negotation             a letter missing does not matter
  coach find 給料 --json

coach find WORDS [--in lessons|answers|records] [--json]

Everything with all of these words in it: lessons and their steps, what you
answered, what your plan holds. Case and accents do not matter. The word itself
comes first, then words that begin with it, then words that are only alike; and
of these what is newest. Exit code 1 when there is nothing.

--in GROUP   only there: lessons, answers or records
--json       for programs: coach help json""")

MOST, MOST_AS_DATA = 20, 200


def _find(context: Context, given: Arguments) -> int:
    from ..find import Finder

    typed = one_text(given.words, marked("what you are looking for"))
    group: Group | None = getattr(given, "in")
    workspace = context.reading()
    finder = Finder(context.library, (group,) if group else GROUPS)
    finder.catch_up(workspace.plan)
    found = finder.find(typed, group)
    if given.json:
        hits = found.hits(MOST_AS_DATA)
        show_json({"found": [as_data(hit) for hit in hits], "more": len(found) - len(hits)})
    else:
        show(_lines(found))
        tell(*_notes(found))
    return FINE if len(found) else PROBLEM


GROUPS: "tuple[Group, ...]" = ("lessons", "answers", "records")


def _notes(found: "Found") -> Iterator[str]:
    if not len(found):
        yield said("Nothing has these words in it. Fewer, or the beginning of one, may find it.")
    elif len(found) > MOST:
        yield said("and {n} more; another word makes them fewer.", n=len(found) - MOST)


def _lines(found: "Found") -> Iterator[str]:
    from ..plain.today import wrapped

    for hit in found.hits(MOST):
        yield from wrapped(f"{hit.title.text} [{address(hit)}]", "", "  ")
        context = f"{hit.context.name}: {hit.context.text}" if hit.context.name else hit.context.text
        yield from wrapped(f"{hit.label}. {context}" if context else hit.label, "    ", "    ")


def address(hit: "Hit") -> str:
    """Where a hit is, in a word: `next_steps/k3x9abc`, `start-here`, `start-here/why`."""
    where = hit.where
    parts = (where.id, where.step) if hit.kind != "records" else (where.table, where.id)
    return "/".join(display_line(part) for part in parts if part)


def as_data(hit: "Hit") -> dict[str, Any]:
    """A hit as other programs read it."""
    return {
        "kind": hit.kind.removesuffix("s"),
        "table": hit.where.table if hit.kind == "records" else None,
        "id": hit.where.id,
        "step": hit.where.step or None,
        "label": hit.label,
        "title": hit.title.text,
        "title_marks": [list(mark) for mark in hit.title.marks],
        "name": hit.context.name or None,
        "context": hit.context.text,
        "context_marks": [list(mark) for mark in hit.context.marks],
    }


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("words", nargs="+", type=text, metavar="WORDS")
    parser.add_argument("--in", choices=GROUPS, metavar="|".join(GROUPS))
    parser.add_argument("--json", action="store_true")


COMMANDS = {"find": Command(_find, HELP, _arguments, alone=False, mixed=True)}
