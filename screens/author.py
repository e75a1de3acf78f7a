"""What an author does in a preview: goes to any step, turns its condition round, sees what it writes, mends faults."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from coach.authoring.preview import Source
from coach.authoring.preview_steps import in_words
from coach.lessons.faults import Fault
from coach.lessons.kinds import Step
from coach.words import marked, said, said_of

from .author_dialogs import Entry, Pick, Problems, Written
from .author_editor import open_editor
from .author_live import LiveLesson
from .author_parts import NEXT_TAKEN, TAKEN, for_author
from .base import About, Command
from .lesson_page import OPEN

LED_PAST = marked("an earlier choice leads past it")


class AuthorScreen(LiveLesson):
    """A lesson file as its reader sees it, with what only its author needs."""

    about = About(
        marked("Preview of a lesson"),
        marked(
            "The lesson as its readers see it, from your file: save, and it stands here anew, at the step "
            "where you are. What you answer goes into a scratch plan, which is thrown away at the end; "
            "nobody's own plan is touched. A file with faults keeps its last good view below the fault."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "jump", marked("Go to any step"), id="author.jump"),
        Binding("f4", "problems", marked("Faults and advice"), id="author.problems"),
        Binding("f5,e", "edit", marked("Open your editor at this step"), id="author.edit"),
        Binding("f8", "condition", marked("Take the step's condition to hold, or not"), id="author.condition"),
        Binding("f9", "writes", marked("What this step writes, and the rest about it"), id="author.writes"),
        Binding("ctrl+o", "files", marked("Another file of the folder"), id="author.files"),
        Binding("ctrl+r", "afresh", marked("Begin with a fresh scratch plan"), id="author.afresh"),
        Binding("escape", "leave", marked("Leave the preview"), id="lesson.leave"),
    ]

    def hints(self) -> list[tuple[str, str]]:
        problems = (
            [("problems", said_of(n, "{n} problem", "{n} problems"))] if (n := len(self.bench.view.faults)) else []
        )
        edit, stop = ("edit", said("edit")), ("leave", said("stop"))
        rest = [("jump", said("steps")), edit, *problems, ("help", said("help"))]
        if not self.good:
            return [("onward|lesson.enter", said("what is wrong")), edit, stop, rest[-1]]
        if self.at_end:
            return [("lesson.enter", said("to the first step")), ("back", said("last step")), *rest]
        onward = ("next|show_first", said("next")) if self.step.asks else ("onward|lesson.enter", said("go on"))
        writes = [] if self.has_class("-wide") else [("writes", said("writes"))]
        condition = [("condition", said("condition"))] if self._shown().own.when else []
        opened = [(action, said(word)) for action, word in OPEN]
        return [onward, *opened, *rest[:-1], *condition, *writes, stop, rest[-1]]

    def commands(self) -> list[Command]:
        none = "" if self._shown().own.when else said("this step has no condition")
        own = [
            self.command(said("Go to any step"), "jump"),
            self.command(said("Faults and advice on this file"), "problems"),
            self.command(said("Open your editor at this step"), "edit"),
            self.command(said("Take this step's condition to hold, or not"), "condition", none),
            self.command(said("What this step writes, and the rest about it"), "writes"),
            self.command(
                said("Another file of the folder"), "files", "" if self.bench.files else said("only one file was named")
            ),
            self.command(said("Begin with a fresh scratch plan"), "afresh"),
        ]
        stop = said("Stop here; everything is kept")
        return own + [command for command in super().commands() if command.words != stop]

    # --- other ways ----------------------------------------------------------------------

    async def action_next(self) -> None:
        """Keeps the answer and goes on; from the end back to the first step."""
        if not self.good:
            self.action_problems()  # there is nothing else to go on to
        elif self.at_end:
            await self._jumped(self.lesson.steps[0].id)
        else:
            await super().action_next()

    def leave(self) -> None:
        """Ends the preview. Nothing of it is kept."""
        self.app.exit()

    def action_jump(self) -> None:
        """Lists all steps, those that are hidden with their conditions."""
        entries = [self._entry(n, step) for n, step in enumerate(self.lesson.steps, 1)]
        self.ask(Pick(said("Go to a step"), entries, said("a step, or a kind of step")), self._jumped)

    def _entry(self, n: int, step: Step) -> Entry:
        own = next(one for one in self.as_written.steps if one.id == step.id)
        hidden = (
            said("hidden; there if {when}", when=in_words(own.when, self.as_written)) if own.when else said(LED_PAST)
        )
        below = "" if step in self.walk.path else hidden
        return Entry(step.id, f"{n}. {step.title}", f"{step.id} · {step.kind}", below, step.id == self.step.id)

    async def action_condition(self) -> None:
        """Takes the condition of this step to hold, then not to hold, then as it was answered."""
        own = self._shown().own
        if own.when is None or self.at_end:
            self.say(said("This step has no condition: it is always there."))
            return
        now = NEXT_TAKEN[self.taken.pop(own.id, None)]
        if now is not None:
            self.taken[own.id] = now
        self._use(own.id)
        self.tell_place()
        self.say(f"{said(TAKEN[now])}: {in_words(own.when, self.as_written)}.")

    def action_writes(self) -> None:
        """What this step would write, its condition, and what a coach is told."""
        if not self.at_end:
            self.ask(Written(self.step.title, for_author(self._shown()), self.action_jump))

    def action_problems(self) -> None:
        """Lists all faults and all advice."""
        self.ask(Problems(self.bench.source.path, self.bench.view.faults), self._edit_at)

    async def _edit_at(self, fault: Fault | None) -> None:
        if fault is not None and open_editor(self, Path(fault.path), fault.line, fault.column):
            await self._read()

    async def action_edit(self) -> None:
        """Opens the editor at this step, and reads the file again when it is closed."""
        source, errors = self.bench.source, self.bench.view.errors
        line = source.line_of(self.as_written, self.step.id) if self.good or not errors else errors[0].line
        if open_editor(self, source.path, line):
            await self._read()

    def action_files(self) -> None:
        """Lists the files of the folder that is under preview."""
        here = self.bench.source.path
        if not self.bench.files:
            self.say(
                said("Only {file} was named. coach content preview FOLDER shows all files of a folder.", file=here.name)
            )
            return
        entries = [Entry(str(n), file.stem, file.parent.name, "", file.absolute() == here)
                   for n, file in enumerate(self.bench.files)]  # fmt: skip
        self.ask(Pick(said("Preview another file"), entries, said("a lesson or a role-play")), self._other_file)

    async def _other_file(self, key: str | None) -> None:
        if key is not None:
            await self._turn_to(Source(self.bench.files[int(key)]))

    async def action_afresh(self) -> None:
        """Throws the scratch plan away and begins with another; the step stays."""
        self._unwatch()
        self.desk.half_typed.clear()
        self.desk.workspace = self.bench.scratch.fresh()
        self._unwatch = self.workspace.watch(self._changed)
        self.taken = {}
        self._use(self.step.id)
        self._begin_run()
        await self._show(self.step)
        self.say(said("This is a fresh scratch plan."))
