"""Every place where somebody's text is shown, written or handed on, and the test that sends hostile texts through it.

`tests/project/test_places.py` looks that the table is whole: a command, an export or a module that prints, writes files
or starts programs and does not stand here makes it fail.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """A place, what keeps it harmless, and the tests of it: file and function, from tests/."""

    name: str
    kept_by: str
    tests: tuple[str, ...]


PLACES = (
    Place("every screen: what a widget is given", "Content, never a string as markup",
          ("project/test_markup.py::test_what_is_stopped", "screens/test_plan.py::test_text_that_looks_like_markup_is_shown_as_it_is",
           "promises/test_places.py::test_the_screens_of_a_practice")),
    Place("every screen, title, border, notification: what is drawn", "the line filter of every app of ours",
          ("promises/test_hostile.py::test_the_second_wall", "promises/test_hostile.py::test_the_second_wall_stands_alone",
           "promises/test_hostile.py::test_no_text_commands_the_screen", "project/test_places.py::test_every_app_has_the_wall")),
    Place("window title", "nothing of the app sets one",
          ("promises/test_private.py::test_the_words_are_in_the_plan_and_nowhere_else",)),
    Place("clipboard", "what the person copies, without controls; nothing else is ever copied",
          ("promises/test_places_passed_on.py::test_the_clipboard",
           "promises/test_private.py::test_no_screenshot_and_no_clipboard")),
    Place("line by line", "coach.display", ("promises/test_hostile.py::test_line_by_line",)),
    Place("every command", "coach.cli.streams", ("promises/test_places.py::test_a_command",)),
    Place("--json", "ASCII with escapes", ("promises/test_places.py::test_a_command",
                                           "promises/test_hostile.py::test_for_programs")),
    Place("errors, refusals, what was typed said back", "coach.cli.streams",
          ("promises/test_hostile.py::test_as_arguments", "promises/test_places.py::test_a_command")),
    Place("the log", "coach.display; there is no other log: nothing imports logging",
          ("promises/test_places.py::test_a_command", "project/test_dangerous.py::test_nothing_dangerous_is_called")),
    Place("Markdown: a plan", "coach.exports.markdown",
          ("promises/test_hostile.py::test_exports", "exports/test_markdown.py::test_a_line_of_text")),
    Place("Markdown: a lesson's document", "coach.exports.markdown",
          ("promises/test_places.py::test_the_documents_of_lessons",)),
    Place("Markdown: reports and the bundle of a client", "coach.exports.markdown",
          ("promises/test_places.py::test_the_papers_of_a_practice",)),
    Place("CSV: the log of hours", "an apostrophe before a formula, one line a cell",
          ("promises/test_places.py::test_the_log_of_hours", "practice/test_reports.py::test_no_cell_is_a_formula")),
    Place("a calendar, HTML, SVG", "nothing of ours writes one", ("project/test_places.py::test_every_export_is_known",)),
    Place("names of files that are made", "kind, id and day; never somebody's words",
          ("promises/test_places.py::test_names_of_files", "promises/test_private.py::test_everything_is_for_its_owner_alone")),
    Place("paths that were typed", "one reading of them all",
          ("promises/test_places.py::test_a_home_of_nobody", "promises/test_hostile.py::test_as_arguments")),
    Place("the author's editor", "a list of arguments, the file named in full",
          ("authoring/test_preview.py::test_no_name_of_a_file_is_an_option_or_a_command",)),
    Place("lessons and translations that are written for authors", "escaped as TOML and PO",
          ("authoring/test_new.py::test_a_title_is_data", "authoring/test_from_notes.py::test_notes_are_data",
           "lessons/test_po.py::test_what_is_written_is_read_again")),
    Place("git: addresses, options, commands in a home", "checked addresses, -P, no hooks",
          ("promises/test_places_passed_on.py::test_an_address_that_is_a_command",
           "promises/test_places_passed_on.py::test_a_merge_runs_nothing_of_the_home",
           "packs/test_hostile.py::test_address_that_is_not_handed_to_git")),
    Place("git: messages, authors and names of files in the history", "one fixed message, ids",
          ("promises/test_places_passed_on.py::test_a_history_and_what_comes_from_elsewhere",)),
    Place("what another machine has put into the repository", "only known names are taken",
          ("promises/test_places_passed_on.py::test_names_that_come_in",
           "promises/test_places_passed_on.py::test_a_history_and_what_comes_from_elsewhere")),
    Place("ids in a journal that become names of files", "only what can be a name; the rest stays in the journal",
          ("promises/test_places_passed_on.py::test_an_answer_in_a_journal_from_elsewhere",)),
    Place("packets, before and after they are taken in", "coach.packets.telling, then as any plan",
          ("packets/test_refused.py::test_hostile_words_stay_words", "promises/test_places_passed_on.py::test_a_packet")),
    Place("packs and lessons", "refused with place and code; what markup is in them is shown",
          ("packs/test_hostile.py::test_lesson", "packs/test_hostile.py::test_archive",
           "promises/test_hostile.py::test_lessons_that_are_checked", "promises/test_places.py::test_a_command")),
    Place("what shells complete", "only words that do nothing",
          ("cli/test_completions.py::test_no_id_can_command_the_shell", "promises/test_places.py::test_what_shells_are_offered")),
    Place("reports of a crash", "the program's own lines, no message",
          ("promises/test_places_crash.py::test_a_report_has_nobodys_words",
           "promises/test_private.py::test_a_fault_shows_nothing_private")),
)  # fmt: skip

# --- the commands ---------------------------------------------------------------------------

# Each command and action with lines that show what is kept, or that are given such a text where {} stands; or where
# it is tested instead. CLIENT is the id of a client, FILE a file that is not there yet, LESSON the file of a lesson.
COMMANDS: dict[str, tuple[str, ...]] = {
    "learn": ("learn {}", "learn {} --plain"),
    "lessons": ("lessons", "lessons --json"),
    "today": ("today",),
    "next": ("next", "next --json"),
    "due": ("due --days 9000", "due --brief --days 9000", "due --json --days 9000"),
    "add": ("add {} --due fri --why {}", "add x --due {}"),
    "done": ("done {}", "done r0"),
    "drop": ("drop {} --why {}", "drop r5 --why {}"),
    "win": ("win {}",),
    "note": ("note {}",),
    "change": ("change {}", "change r10 --text {}"),
    "move": ("move r10 {}", "move {} fri"),
    "wait": ("wait r10 --on {}", "wait {} --over"),
    "pin": ("pin {}", "pin r10"),
    "unpin": ("unpin {}", "unpin r10"),
    "review": ("review facts", "review facts --json", "review {}"),
    "pictures": ("pictures", "pictures --json", "pictures {}"),
    "log": ("log", "log --json"),
    "changes": ("changes --since beginning", "changes --since beginning --json", "changes --since {}"),
    "undo": ("undo",),
    "redo": ("redo",),
    "plan": ("plan", "plan --json", "plan show {}", "plan show people"),
    "find": ("find Q", "find W0 --json", "find {}"),
    "export": ("export md --for me", "export md --for me --out FILE"),
    "locate": ("locate", "locate --json"),
    "backup": ("backup make", "backup", "backup --json", "backup restore 1", "backup restore {}"),
    "sync": ("sync", "sync --json"),
    "sync start": ("sync start ::{}",),
    "doctor": ("doctor", "doctor --json"),
    "completions": ("completions {}",),
    "demo": ("demo --keep LESSON", "demo {}"),
    "clients": ("clients", "clients --json", "clients list {}", "clients show CLIENT --private", "clients new {}",
                "clients show CLIENT --json", "clients set CLIENT alias={}", "clients assign {} CLIENT",
                "clients note CLIENT {}", "clients contact CLIENT {}", "clients agreement CLIENT purpose={}",
                "clients consent CLIENT {} --scope hours", "clients retention CLIENT {}", "clients hours",
                "clients hours --csv", "clients hours --json", "clients undo CLIENT", "clients {}"),
    "client export": ("client export CLIENT --private --out FILE", "client export {}"),
    "client erase": ("client erase CLIENT --dry-run", "client erase {} --dry-run"),
    "client back": ("client back", "client back {}"),
    "session": ("session prepare CLIENT", "session prepare CLIENT --json", "session list CLIENT", "session deck {}",
                "session start CLIENT --aim {}", "session note CLIENT {}", "session commit CLIENT {} --due fri",
                "session checkin CLIENT", "session checkin CLIENT {} done", "session kept CLIENT {}",
                "session together CLIENT {}", "session close CLIENT {}", "session {}"),
    "report": ("report client CLIENT --for client", "report sponsor CLIENT --for sponsor", "report {} CLIENT --for client",
               "report client CLIENT --for client --out FILE"),
    "content new": ("content new lesson {}", "content new {} x"),
    "content preview": ("content preview {}", "content preview LESSON"),
    "content check": ("content check {}", "content check LESSON"),
    "content codes": ("content codes {}",),
    "content test": ("content test {}", "content test LESSON"),
    "content coverage": ("content coverage LESSON", "content coverage {}"),
    "content diff": ("content diff LESSON LESSON", "content diff {} LESSON"),
    "content translate": ("content translate LESSON --to {}", "content translate {} --to de"),
    "content schema": ("content schema {}",),
    "packs": ("packs", "packs --json", "packs add {}", "packs add LESSON", "packs update {}", "packs new {}", "packs remove {}",
              "packs remove hostile", "packs {}"),
    "packet make": ("packet make {} {} --to {}", "packet make CLIENT {} --to {}"),
    "packet open": ("packet open {}", "packet open LESSON"),
    "packet return": ("packet return {}",),
    "packet handover": ("packet handover {} --to {}", "packet handover CLIENT --to {}"),
    "key new": ("key new {}",),
    "key show": ("key show", "key show {}"),
    "key recovery": ("key recovery {}",),
    "key restore": ("key restore {}",),
    "key passphrase": ("key passphrase {}",),
    "key remember": ("key remember {}",),
    "key forget": ("key forget {}",),
    "vault": ("vault", "vault {}"),
    "vault close": ("vault close {}",),
    "vault open": ("vault open {}",),
    "help": ("help {}",),
    "complete": ("complete -- {}", "complete -- done {}", "complete -- learn x"),
    "merge-file": ("merge-file x x {} {}",),
}  # fmt: skip

# --- ways out ---------------------------------------------------------------------------------

# Modules that print, start programs, or make a file of somebody's words outside the home. Everything else hands its
# text to one of these. (Files within the home are the store's, and are read by nothing but coach.)
PRINTS = {
    "coach.cli": "the version, on the shortest way",
    "coach.cli.streams": "display, or ASCII",
    "coach.plain.voice": "display",
    "screens.hardening": "how the terminal is given back, when the app cannot do it any more",
    "screens.driver": "what Textual draws",
    "screens.waking": "to itself",
}
STARTS = {
    "coach.packs.clone": "git, with an address that was checked",
    "coach.sync.git": "git",
    "coach.crypt.asking": "what COACH_PASSPHRASE_COMMAND names",
    "screens.author_editor": "what EDITOR names",
}
MAKES_FILES = {
    "coach.cli.export": "Markdown: a plan",
    "coach.cli.report": "Markdown: reports and the bundle of a client",
    "coach.cli.client": "Markdown: reports and the bundle of a client",
    "coach.plain.askers.document": "Markdown: a lesson's document",
    "screens.steps.document_file": "Markdown: a lesson's document",
    "screens.practice.hours": "Markdown: reports and the bundle of a client",
    "coach.cli.packet_steps": "packets, before and after they are taken in",
    "screens.practice.packets": "packets, before and after they are taken in",
    "coach.authoring.new": "lessons and translations that are written for authors",
    "coach.authoring.schemas": "lessons and translations that are written for authors",
    "coach.cli.content_translate": "lessons and translations that are written for authors",
    "coach.cli.crash": "reports of a crash",
}
OF_THE_HOME = (  # they write below the home alone, under names that are ids: see test_names_of_files
    "coach.backups", "coach.crypt", "coach.doctor", "coach.packs", "coach.practice", "coach.store", "coach.sync",
    "coach.cli.packet_open", "coach.lessons.checks.kept", "coach.lessons.index", "coach.settings", "coach.words",
    "coach.workspace",
)  # fmt: skip
