"""What `coach content check` can say, by code. The help, `--explain` and AUTHORING.md are made from this one table.

A code is never used again for something else. An example is a piece of a lesson or a story: a test holds that the check
finds the code in `wrong`, and not in `right`.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for, with an example of what is wrong and of what is right."""

    title: str
    explanation: str
    level: Level = "error"
    wrong: str = ""
    right: str = ""


_STORY = """\
start = "t1"
endings = [{ id = "E1", title = "Done", text = "It is done.", tone = "good" }]
"""

CODES: dict[str, Code] = {
    # --- C1: the file itself ---
    "C101": Code("Not TOML", "The file breaks the rules of TOML, so nothing after this place can be read.",
                 wrong="title = My week", right='title = "My week"'),
    "C102": Code("Forbidden character",
                 "Control, direction and invisible characters can command a terminal or hide text. They are refused, "
                 "written as an escape too. Emoji and joiners are fine.",
                 wrong=r'title = "My week\u0007"', right='title = "My week"'),
    "C103": Code("Too large", "A file may have 256 KB. A lesson that is larger is several lessons."),
    "C104": Code("Not UTF-8", "Files are UTF-8 text, with or without a byte order mark."),
    "C105": Code("Beyond reason",
                 "At most 20 levels of nesting, 8 parts in a key, 18 digits in a number, and 64 bits.",
                 wrong="minutes = 10000000000000000000", right="minutes = 10"),
    "C106": Code("Cannot be read",
                 "The path is missing, or is not an ordinary file: links, devices and pipes are not opened."),
    "C107": Code("Set twice", "TOML allows each key and each table once in the same place.",
                 wrong='title = "My week"\ntitle = "My month"', right='title = "My week"'),
    "C108": Code("File name", "A file is named with the letters a-z and A-Z, digits, - and _, at most 60, then .toml."),
    "C109": Code("Empty file", "There is nothing in the file but space and comments."),
    "C110": Code("More faults than are shown", "After 200 faults of one file the rest is counted, not listed."),
    # --- C2: keys, types and values ---
    "C201": Code("Unknown key", "A key that the format does not have at this place; most often a slip of the keys.",
                 wrong="minuts = 10", right="minutes = 10"),
    "C202": Code("Missing key", "A key that the format needs at this place.",
                 wrong='[[steps]]\nkind = "choice"\noptions = [{ id = "a" }]',
                 right='[[steps]]\nkind = "choice"\noptions = [{ id = "a", label = "Alone" }]'),
    "C203": Code("Wrong type",
                 "Text, number, true/false, list or table: a value of another type than the format has here.",
                 wrong='minutes = "10"', right="minutes = 10"),
    "C204": Code("Unknown kind", "The kind of a step is one of a fixed set.",
                 wrong='[[steps]]\nkind = "chioce"\noptions = [{ id = "a", label = "Alone" }]',
                 right='[[steps]]\nkind = "choice"\noptions = [{ id = "a", label = "Alone" }]'),
    "C205": Code("Value not allowed", "A value outside the range or the set that the format has here.",
                 wrong='audience = ["everybody"]', right='audience = ["all"]'),
    "C206": Code("Wrong form", "Ids, names and paths have a fixed form, such as small letters, digits and hyphens.",
                 wrong='id = "My Week"', right='id = "my-week"'),
    "C207": Code("Too long or too short", "A text has more characters than fit where it is shown, or none at all.",
                 wrong='title = ""', right='title = "My week"'),
    "C208": Code("Unclear condition",
                 "A condition has exactly one form. In a lesson: all, any, not, answer or plan; in a story: flag or "
                 "meter.",
                 wrong='[[steps]]\nwhen = { answer = "way", plan = "goals" }',
                 right='[[steps]]\nwhen = { all = [{ answer = "way" }, { plan = "goals", filled = true }] }'),
    "C209": Code("Newer format", "The file was written for a newer version of the program.",
                 wrong="format = 9", right="format = 1"),
    "C210": Code("Too many or too few", "A list has more or fewer entries than the format allows.",
                 wrong="outcomes = []", right='outcomes = ["say what fills a week"]'),
    # --- C3: what refers to something else ---
    "C301": Code("Id used twice",
                 "Answers are kept by id, so an id stands once: steps in a lesson, options in a step, nodes and "
                 "endings in a story, lessons in all files together.",
                 wrong='[[steps]]\nid = "why"\n\n[[steps]]\nid = "why"',
                 right='[[steps]]\nid = "why"\n\n[[steps]]\nid = "why-not"'),
    "C302": Code("goto to nowhere", "An option jumps to a later step of the same lesson.",
                 wrong='[[steps]]\nkind = "choice"\noptions = [{ id = "a", label = "Alone", goto = "ende" }]\n\n'
                       '[[steps]]\nid = "end"',
                 right='[[steps]]\nkind = "choice"\noptions = [{ id = "a", label = "Alone", goto = "end" }]\n\n'
                       '[[steps]]\nid = "end"'),
    "C303": Code("Lesson that is not there", "`requires` and `offer` name lessons that are known.",
                 wrong='requires = ["start-hear"]', right='requires = ["start-here"]'),
    "C304": Code("Story leads nowhere",
                 "Every choice leads to a node or an ending; a story starts and stops at nodes.",
                 wrong=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "E9" }, { key = "b", label = "Stay", to = "E1" }]',
                 right=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "E1" }, { key = "b", label = "Stay", to = "E1" }]'),
    "C305": Code("Cannot be reached", "No way of playing the story leads to this node or ending.",
                 wrong=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "E1" }]\n\n'
                       '[[nodes]]\nid = "t2"\ntext = "Night."\nchoices = [{ key = "a", label = "Go", to = "E1" }]',
                 right=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "t2" }]\n\n'
                       '[[nodes]]\nid = "t2"\ntext = "Night."\nchoices = [{ key = "a", label = "Go", to = "E1" }]'),
    "C306": Code("Cannot fill the plan",
                 "`fills` names a table of the plan, or a field of it, that this kind of step can write.",
                 wrong='[[steps]]\nkind = "text"\nfills = "goal.name"', right='[[steps]]\nkind = "text"\n'
                                                                             'fills = "goals.name"'),
    "C307": Code("Field that does not fit",
                 "A field, column, option or status that the record of the plan cannot hold.",
                 wrong='[[steps]]\nkind = "table"\nfills = "goals"\ncolumns = [{ id = "nam", label = "Goal" }]',
                 right='[[steps]]\nkind = "table"\nfills = "goals"\ncolumns = [{ id = "name", label = "Goal" }]'),
    "C308": Code("No such earlier step",
                 "`from` and `when` look back: at earlier steps that have something to offer. A test names "
                 "steps of its lesson.",
                 wrong='[[steps]]\nwhen = { answer = "weg" }', right='[[steps]]\nwhen = { answer = "way" }'),
    "C309": Code("Unknown track or module",
                 "A lesson belongs to a track and to one of its modules, as in tracks.toml.",
                 wrong='track = "take-stok"', right='track = "take-stock"'),
    "C310": Code("Unknown scenario", "A scenario step names the id of a scenario file.",
                 wrong='[[steps]]\nkind = "scenario"\nscenario = "thursday"',
                 right='[[steps]]\nkind = "scenario"\nscenario = "thursday-numbers"'),
    "C311": Code("Meter or flag not declared", "Stories declare their meters and flags before they use them.",
                 wrong=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "E1", flags = ["asked"] }]',
                 right=_STORY + 'flags = ["asked"]\n\n[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "E1", flags = ["asked"] }]'),
    "C312": Code("Cannot end well", "After any first choice a good or a mended ending can still be reached.",
                 wrong='start = "t1"\nendings = [{ id = "E1", title = "Alone", '
                       'text = "Nobody asks.", tone = "poor" }]\n'
                       '\n'
                       ''
                       '[[nodes]]\nid = "t1"\ntext = "Noon."\nchoices = [{ key = "a", label = "Go", to = "E1" }]',
                 right=_STORY + '\n[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "E1" }]'),
    "C313": Code("No way out", "From every node an ending can be reached, whatever was chosen before.",
                 wrong=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "t2" },'
                       ' { key = "b", label = "Stay", to = "E1" }]\n\n'
                       '[[nodes]]\nid = "t2"\ntext = "Night."\nchoices = [{ key = "a", label = "Wait", to = "t2" }]',
                 right=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "t2" },'
                       ' { key = "b", label = "Stay", to = "E1" }]\n\n'
                       '[[nodes]]\nid = "t2"\ntext = "Night."\nchoices = [{ key = "a", label = "Wait", to = "t1" }]'),
    "C314": Code("No such option",
                 "`is` asks which option of an earlier choice step was chosen; the answers of a test name options "
                 "(rows, cards, items) of their steps.",
                 wrong='[[steps]]\nwhen = { answer = "way", is = "alon" }',
                 right='[[steps]]\nwhen = { answer = "way", is = "alone" }'),
    "C315": Code("No such part of the plan", "A text, a recap or a condition looks at a part that plans do not have.",
                 wrong='[[steps]]\nwhen = { plan = "gaols", filled = true }',
                 right='[[steps]]\nwhen = { plan = "goals", filled = true }'),
    "C316": Code("Question without a right answer",
                 "If some options are right or wrong, a right one must be choosable.",
                 wrong='[[steps]]\nkind = "choice"\noptions = [{ id = "a", label = "Ask", right = false, '
                       'feedback = "Not yet." }]',
                 right='[[steps]]\nkind = "choice"\noptions = [{ id = "a", label = "Ask", right = true, '
                       'feedback = "Yes." }]'),
    "C317": Code("`right` names no bucket", "A card belongs to one of the buckets of its own step.",
                 wrong='[[steps]]\nkind = "sort"\nbuckets = [{ id = "keep", label = "Keep" }, '
                       '{ id = "drop", label = "Drop" }]\n'
                       'cards = [{ id = "a", label = "A list", right = "kept", feedback = "It helps." }]',
                 right='[[steps]]\nkind = "sort"\nbuckets = [{ id = "keep", label = "Keep" }, '
                       '{ id = "drop", label = "Drop" }]\n'
                       'cards = [{ id = "a", label = "A list", right = "keep", feedback = "It helps." }]'),
    "C318": Code("Nothing to choose from",
                 "A step that arranges or chooses needs items of its own or an earlier step's.",
                 wrong='[[steps]]\nkind = "rank"', right='[[steps]]\nkind = "rank"\nfrom = "way"'),
    "C319": Code("Limits that cannot be met",
                 "The smallest is larger than the largest, or more is asked for than there is.",
                 wrong='[[steps]]\nkind = "text"\nmin_words = 50\nmax_words = 20',
                 right='[[steps]]\nkind = "text"\nmin_words = 20\nmax_words = 50'),
    "C320": Code("`covers` does not agree", "What a lesson covers and what its steps cover are the same ideas.",
                 wrong='covers = ["S58"]\n\n[[steps]]\ncovers = ["S59"]',
                 right='covers = ["S58"]\n\n[[steps]]\ncovers = ["S58"]'),
    "C321": Code("Placeholder that cannot be filled",
                 "`${plan...|words}` and `${answer...|words}`, with words for when there is nothing.",
                 wrong='[[steps]]\nprompt = "You chose ${answer.way}. Why?"',
                 right='[[steps]]\nprompt = "You chose ${answer.way|nothing yet}. Why?"'),
    "C322": Code("Lessons require each other", "Following `requires` leads back to the lesson itself."),
    "C323": Code("Choice without a help level",
                 "In a story about mentoring every choice has a rung of the help ladder.",
                 wrong=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\nchoices = [\n'
                       '  { key = "a", label = "Ask", to = "E1", rung = 0 },\n'
                       '  { key = "b", label = "Hint", to = "E1", rung = 2 },\n'
                       '  { key = "c", label = "Tell", to = "E1" },\n]',
                 right=_STORY + '[[nodes]]\nid = "t1"\ntext = "Noon."\nchoices = [\n'
                       '  { key = "a", label = "Ask", to = "E1", rung = 0 },\n'
                       '  { key = "b", label = "Hint", to = "E1", rung = 2 },\n'
                       '  { key = "c", label = "Tell", to = "E1", rung = 4 },\n]'),
    # --- C4: advice; the file can be used as it is, and a remark `# lint: ignore` can say why it stays so ---
    "C401": Code("Length of a reading step", "One idea on one screen: 60 to 140 words.", "warning",
                 wrong='[[steps]]\nkind = "read"\ntext = "Think."',
                 right='[[steps]]\nkind = "text"\nprompt = "What do you think?"'),
    "C402": Code("Two reading steps in a row", "Between two texts there is something to answer.", "warning",
                 wrong='[[steps]]\nid = "one"\nkind = "read"\ntext = "..."\n\n'
                       '[[steps]]\nid = "two"\nkind = "read"\ntext = "..."',
                 right='[[steps]]\nid = "one"\nkind = "read"\ntext = "..."\n\n[[steps]]\nid = "two"\nkind = "text"'),
    "C403": Code("Markup that is not shown",
                 "Texts have paragraphs, emphasis and short lists. Links, images, headings and terminal markup stand "
                 "there as they were typed; HTML does on the screen, and vanishes where Markdown is made into a page.",
                 "warning",
                 wrong='[[steps]]\nhelp = "It is <b>yours</b>."', right='[[steps]]\nhelp = "It is **yours**."'),
    "C404": Code("Choice without feedback",
                 "Every option and card of a question says why it is right or not. Elsewhere, too: if some options "
                 "answer and others do not, people who choose those wonder.", "warning",
                 wrong='[[steps]]\nkind = "choice"\noptions = [\n'
                       '  { id = "a", label = "Ask", right = true, feedback = "It opens the talk." },\n'
                       '  { id = "b", label = "Tell", right = false },\n]',
                 right='[[steps]]\nkind = "choice"\noptions = [\n'
                       '  { id = "a", label = "Ask", right = true, feedback = "It opens the talk." },\n'
                       '  { id = "b", label = "Tell", right = false, feedback = "It may end it." },\n]'),
    "C405": Code("Declared and never used", "A meter that nothing moves, or a flag that nothing sets or asks for.",
                 "warning",
                 wrong=_STORY + 'flags = ["asked"]\n\n[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "E1" }]',
                 right=_STORY + '\n[[nodes]]\nid = "t1"\ntext = "Noon."\n'
                       'choices = [{ key = "a", label = "Go", to = "E1" }]'),
    "C406": Code("Reading step in pieces",
                 "More than 30 Markdown blocks (paragraphs, list entries, headings) are slow to read and to draw.",
                 "warning",
                 wrong='[[steps]]\nkind = "read"\ntext = "' + r"- one\n" * 31 + '"',
                 right='[[steps]]\nkind = "read"\ntext = "- one\\n- two\\n- three"'),
    "C407": Code("More than seven options",
                 "Seven are as many as can be weighed at a glance. More want groups: two steps, or labels that begin "
                 "with the same words and a colon.", "warning",
                 wrong='[[steps]]\nkind = "choice"\noptions = [\n'
                       + "".join(f'  {{ id = "o{n}", label = "Day {n}" }},\n' for n in range(1, 9)) + "]",
                 right='[[steps]]\nkind = "choice"\noptions = [\n'
                       + "".join(f'  {{ id = "o{n}", label = "{"Early" if n < 5 else "Late"}: day {n}" }},\n'
                                 for n in range(1, 9)) + "]"),
    "C408": Code("Meaning by colour alone",
                 "Not everybody sees colours, and not every terminal has them: say a thing by its name or its place.",
                 "warning",
                 wrong='[[steps]]\nprompt = "Which of the red ones could go?"',
                 right='[[steps]]\nprompt = "Which of those marked “late” could go?"'),
    "C409": Code("Label without a word",
                 "A picture or a sign alone is read aloud as its name, and is a box where the letter is missing.",
                 "warning",
                 wrong='[[steps]]\nkind = "choice"\noptions = [{ id = "a", label = "👍" }]',
                 right='[[steps]]\nkind = "choice"\noptions = [{ id = "a", label = "👍 Go on" }]'),
    "C410": Code("Claim without a source",
                 "Where a lesson leans on research, or names a share in per cent, it says in “sources” whose it is.",
                 "warning",
                 wrong='[[steps]]\nhelp = "Studies show that a plan helps."',
                 right='sources = ["Harkin and others, 2016: does monitoring goal progress help?"]\n\n'
                       '[[steps]]\nhelp = "Studies show that a plan helps."'),
    "C411": Code("Claim that does not hold",
                 "Sentences on work and learning that are told everywhere and have no ground, or less than they "
                 "promise. The advice says what can be said instead.", "warning",
                 wrong='[[steps]]\nhelp = "It takes 10,000 hours."',
                 right='[[steps]]\nhelp = "Feedback on a weakness counts; hours alone do not."'),
    "C412": Code("Long sentence", "More than 40 words in one sentence are hard to follow on a screen.", "warning",
                 wrong='[[steps]]\nhelp = "Think ' + "of one more thing " * 10 + 'now."',
                 right='[[steps]]\nhelp = "Think of one thing. Then of another."'),
    "C413": Code("Remark that ignores nothing",
                 "A remark `# lint: ignore` stands where no such advice is given (any more).", "warning",
                 wrong='# lint: ignore C401 a poem\ntitle = "My week"', right='title = "My week"'),
    "C414": Code("Remark that is not clear",
                 "A remark names the code of an advice and a reason: # lint: ignore C401 a poem. Faults of the other "
                 "kind cannot be ignored, for the file could not be used.", "warning",
                 wrong='# lint: ignore C401\ntitle = "My week"', right='title = "My week"'),
    "C415": Code("Stale translation",
                 "The text of the lesson has changed since this was translated. Readers see the lesson's own words "
                 "until somebody has looked it over.", "warning"),
    "C416": Code("Translation with gaps", "Texts that have no translation are shown in the lesson's own language.",
                 "warning"),
    # --- C5: beside an earlier version (`check --against`) ---
    "C501": Code("Step gone in silence",
                 "Answers are kept under a step's id. If it has another one now, the step says `was`; if it is gone "
                 "for good, the lesson says so in `gone`, and the answers go to the attic."),
    "C502": Code("Part gone in silence",
                 "Answers name options, rows and fields by their ids. If one has another id now, it says `was`; if it "
                 "is gone for good, the step says so in `gone`, and whoever answered with it sees what it was."),
    "C503": Code("Lesson gone in silence",
                 "Answers are kept under the lesson's id. If it has another one now, the lesson says `was`; if it is "
                 "gone for good, pack.toml says so in `gone`."),
    "C504": Code("Another kind under the same id",
                 "An answer of one kind cannot be shown in a step of another. The new step gets an id of its own, and "
                 "the lesson says in `gone` that the old one is no more."),
    "C505": Code("`was` names what is still there",
                 "A step's earlier id cannot be the id of another step that is still in the lesson."),
    # --- C6: files of translations ---
    "C601": Code("Not a translation file",
                 "Translations are a gettext file: msgctxt, msgid and msgstr, each with a text in quotation marks.",
                 wrong='msgid "My week"\nmsgstr Meine Woche', right='msgid "My week"\nmsgstr "Meine Woche"'),
    "C602": Code("Translation of no lesson",
                 "Translations lie beside their lesson and are called like it: 03-week.de.po beside 03-week.toml."),
    "C603": Code("Translation of no text", "msgctxt names the place of a text by ids. The lesson has no text there.",
                 wrong='msgctxt "steps/wy/prompt"', right='msgctxt "steps/why/prompt"'),
    "C604": Code("Translated twice", "A text has one translation in a file."),
    "C605": Code("Placeholders differ",
                 "A translation has the same ${plan...} and ${answer...} as its source; only the words after | change.",
                 wrong='msgid "You chose ${answer.way|nothing yet}."\nmsgstr "Du hast gewählt."',
                 right='msgid "You chose ${answer.way|nothing yet}."\n'
                       'msgstr "Gewählt hast du: ${answer.way|noch nichts}."'),
}  # fmt: skip
