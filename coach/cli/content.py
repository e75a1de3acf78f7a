"""`coach content`: what authors of lessons need."""

from ..words import marked
from .command import group
from .content_check import CHECK, CODES
from .content_diff import DIFF
from .content_new import NEW
from .content_preview import PREVIEW
from .content_schema import SCHEMA
from .content_test import COVERAGE, TEST
from .content_translate import TRANSLATE

HELP = marked("""\
Examples
  coach content new lesson my-week          a lesson that works, to change
  coach content preview 03-week.toml        as its reader sees it, live
  coach content check my-lessons/           every fault, with its place and cure
  coach content test my-lessons/            walks them on every path
  coach content diff old.toml new.toml      what an edit does to answers

coach content ACTION [...]

  new        a lesson, role-play, track or pack to begin with
  preview    a file as its reader sees it, again at each save
  check      all that is wrong, with line, column and what would be right
  codes      what the codes of `check` mean, with examples
  test       lessons walked on every path, role-plays to every ending
  coverage   which lesson teaches which idea
  diff       what an edit does to the answers people have given
  translate  the file of translations beside a lesson
  schema     what an editor needs to complete and explain keys

More on one of them: coach help content check""")

COMMANDS = {
    "content": group(
        "content", HELP,
        {
            "new": NEW, "preview": PREVIEW, "check": CHECK, "codes": CODES, "test": TEST, "coverage": COVERAGE,
            "diff": DIFF, "translate": TRANSLATE, "schema": SCHEMA,
        },
    ),
}  # fmt: skip
