"""A fault in somebody's file: a sentence with file, line, column and a stable code, and advice on what is right."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from ..display import shorten

Level = Literal["error", "warning"]
LONGEST_WORD = 60  # of what a fault quotes, and of what is compared to find the nearest
MOST_WORDS = 500  # that are compared


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for, for the documentation. Codes are never used again for something else."""

    title: str
    explanation: str
    level: Level = "error"


CODES: dict[str, Code] = {
    # --- C1: the file itself ---
    "C101": Code("Not TOML", "The file breaks the rules of TOML, so nothing after this place can be read."),
    "C102": Code(
        "Forbidden character",
        "Control, direction and invisible characters can command a terminal or hide text. They are "
        "refused, written as an escape too. Emoji and joiners are fine.",
    ),
    "C103": Code("Too large", "A file may have 256 KB. A lesson that is larger is several lessons."),
    "C104": Code("Not UTF-8", "Files are UTF-8 text, with or without a byte order mark."),
    "C105": Code(
        "Beyond reason",
        "At most 20 levels of nesting, 8 parts in a key, 18 digits in a number, and 64 bits.",
    ),
    "C106": Code(
        "Cannot be read",
        "The path is missing, or is not an ordinary file: links, devices and pipes are not opened.",
    ),
    "C107": Code("Set twice", "TOML allows each key and each table once in the same place."),
    "C108": Code(
        "File name",
        "A file is named with the letters a-z and A-Z, digits, - and _, at most 60, then .toml.",
    ),
    "C109": Code("Empty file", "There is nothing in the file but space and comments."),
    "C110": Code("More faults than are shown", "After 200 faults of one file the rest is counted, not listed."),
    # --- C2: keys, types and values ---
    "C201": Code("Unknown key", "A key that the format does not have at this place; most often a slip of the keys."),
    "C202": Code("Missing key", "A key that the format needs at this place."),
    "C203": Code(
        "Wrong type",
        "Text, number, true/false, list or table: a value of another type than the format has here.",
    ),
    "C204": Code("Unknown kind", "The kind of a step is one of a fixed set."),
    "C205": Code("Value not allowed", "A value outside the range or the set that the format has here."),
    "C206": Code("Wrong form", "Ids, names and paths have a fixed form, such as small letters, digits and hyphens."),
    "C207": Code("Too long or too short", "A text has more characters than fit where it is shown, or none at all."),
    "C208": Code(
        "Unclear condition",
        "A condition has exactly one form. In a lesson: all, any, not, answer or plan; in a story: flag or meter.",
    ),
    "C209": Code("Newer format", "The file was written for a newer version of the program."),
    "C210": Code("Too many or too few", "A list has more or fewer entries than the format allows."),
    # --- C3: what refers to something else ---
    "C301": Code(
        "Id used twice",
        "Answers are kept by id, so an id stands once: steps in a lesson, options in a step, nodes and "
        "endings in a story, lessons in all files together.",
    ),
    "C302": Code("goto to nowhere", "An option jumps to a later step of the same lesson."),
    "C303": Code("Lesson that is not there", "`requires` and `offer` name lessons that are known."),
    "C304": Code(
        "Story leads nowhere",
        "Every choice leads to a node or an ending; a story starts and stops at nodes.",
    ),
    "C305": Code("Cannot be reached", "No way of playing the story leads to this node or ending."),
    "C306": Code(
        "Cannot fill the plan",
        "`fills` names a table of the plan, or a field of it, that this kind of step can write.",
    ),
    "C307": Code(
        "Field that does not fit",
        "A field, column, option or status that the record of the plan cannot hold.",
    ),
    "C308": Code(
        "No such earlier step",
        "`from` and `when` look back: at earlier steps that have something to offer.",
    ),
    "C309": Code(
        "Unknown track or module",
        "A lesson belongs to a track and to one of its modules, as in tracks.toml.",
    ),
    "C310": Code("Unknown scenario", "A scenario step names the id of a scenario file."),
    "C311": Code("Meter or flag not declared", "Stories declare their meters and flags before they use them."),
    "C312": Code("Cannot end well", "After any first choice a good or a mended ending can still be reached."),
    "C313": Code("No way out", "From every node an ending can be reached, whatever was chosen before."),
    "C314": Code("`is` names no option", "`is` asks which option of an earlier choice step was chosen."),
    "C315": Code(
        "No such part of the plan",
        "A text, a recap or a condition looks at a part that plans do not have.",
    ),
    "C316": Code(
        "Question without a right answer",
        "If some options are right or wrong, a right one must be choosable.",
    ),
    "C317": Code("`right` names no bucket", "A card belongs to one of the buckets of its own step."),
    "C318": Code(
        "Nothing to choose from",
        "A step that arranges or chooses needs items of its own or an earlier step's.",
    ),
    "C319": Code(
        "Limits that cannot be met",
        "The smallest is larger than the largest, or more is asked for than there is.",
    ),
    "C320": Code("`covers` does not agree", "What a lesson covers and what its steps cover are the same ideas."),
    "C321": Code(
        "Placeholder that cannot be filled",
        "`${plan...|words}` and `${answer...|words}`, with words for when there is nothing.",
    ),
    "C322": Code("Lessons require each other", "Following `requires` leads back to the lesson itself."),
    "C323": Code(
        "Choice without a help level",
        "In a story about mentoring every choice has a rung of the help ladder.",
    ),
    # --- C4: advice; the file can be used as it is ---
    "C401": Code("Length of a reading step", "One idea on one screen: 60 to 140 words.", "warning"),
    "C402": Code("Two reading steps in a row", "Between two texts there is something to answer.", "warning"),
    "C403": Code(
        "Markup that is not shown",
        "Texts have paragraphs, emphasis and short lists; links, images, headings, HTML and terminal "
        "markup stand there as they were typed.",
        "warning",
    ),
    "C404": Code(
        "Question without feedback",
        "Every option and card of a question says why it is right or not.",
        "warning",
    ),
    "C405": Code(
        "Declared and never used",
        "A meter that nothing moves, or a flag that nothing sets or asks for.",
        "warning",
    ),
}


@dataclass(eq=False)
class Unreadable(Exception):
    """A file that is not TOML we accept: why, and where (line and column from 1)."""

    why: str
    line: int = 1
    column: int = 1
    code: str = "C101"
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. Lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int
    code: str
    sentence: str
    advice: str
    level: Level = "error"

    def one_line(self) -> str:
        """`file:line:column: CODE sentence`: what editors and other programs can follow."""
        return f"{shorten(self.path, 400)}:{self.line}:{self.column}: {self.code} {self.sentence}"

    def text(self) -> str:
        """The line, and the advice below it."""
        return f"{self.one_line()}\n    {self.advice}"


def quoted(text: object) -> str:
    """Somebody's text inside a sentence: in quotation marks, on one line, not too long, and unable to do anything."""
    return f"“{shorten(text, LONGEST_WORD)}”"


def with_article(noun: str) -> str:
    """A noun with “a” or “an” before it."""
    return f"an {noun}" if noun[:1] in "aeio" else f"a {noun}"


def nearest(word: str, known: Iterable[str], cutoff: float = 0.65) -> str | None:
    """The known word that was most likely meant, or None."""
    import difflib  # here: reading a lesson at start-up does not need it

    options = sorted({option for option in islice(known, MOST_WORDS) if len(option) <= LONGEST_WORD})
    lowered = {option.lower(): option for option in options}
    found = difflib.get_close_matches(word[:LONGEST_WORD].lower(), lowered, n=1, cutoff=cutoff)
    return lowered[found[0]] if found else None


def listed(words: Iterable[str], most: int = 20) -> str:
    """Words as a list in a sentence; a long list is cut and says so."""
    all_words = list(words)
    more = f" and {len(all_words) - most} more" if len(all_words) > most else ""
    return ", ".join(shorten(word, LONGEST_WORD) for word in all_words[:most]) + more


def did_you_mean(word: str, known: Iterable[str], what: str) -> str:
    """Advice on a word that is not known: the nearest one, or else all there are. `what` names them in the plural."""
    options = list(known)
    near = nearest(word, options)
    if near:
        return f"Did you mean {quoted(near)}?"
    return f"The {what}: {listed(options)}." if options else f"There are no {what}."
