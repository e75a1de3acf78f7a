"""A lesson file on the screen, live: shown again at each save, at the step where its author was."""

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.authoring.preview import Source, View, nothing_yet
from coach.authoring.preview_saves import saves
from coach.authoring.preview_steps import forced, kept_place, same_until, still_fitting
from coach.lessons.kinds import Step
from coach.lessons.lesson import Lesson
from coach.lessons.survival import named
from coach.words import said

from .author_bench import Bench
from .author_dialogs import Problems
from .author_parts import FaultLines, Shown, file_words, for_author
from .drafting import Drafting
from .lesson import LessonScreen
from .lesson_parts import LessonHead
from .steps import StepView

AGAIN_AFTER = 0.06  # seconds after which a file that was empty is read again: its editor may be about to write it


class LiveLesson(LessonScreen):
    """The lesson screen over a file that changes and a plan that is thrown away."""

    DEFAULT_CSS = """
    LiveLesson #author { height: auto; width: 1fr; margin-top: 1; padding-right: 1; }
    """

    class Saved(Message):
        """The file was read again."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    def __init__(self, bench: Bench, at: str = "") -> None:
        self.bench = bench
        self.as_written = bench.view.lesson or nothing_yet(bench.source.path)
        self.good = bench.view.lesson is not None  # whether the file could ever be shown
        self.taken: dict[str, bool] = {}  # by step: whether its condition is taken to hold
        bench.shelf.shown = self.as_written
        super().__init__(bench.desk, self.as_written, at)

    def compose(self) -> ComposeResult:
        yield FaultLines()
        yield from super().compose()

    async def on_mount(self) -> None:
        await self.query_one("#aside", VerticalScroll).mount(Static(id="author"))
        self._begin_run()
        self._tell_faults()
        self.run_worker(self._follow_saves(), group="saves", exit_on_error=False)

    async def _begin(self) -> None:
        await self._jumped(self._at or self.walk.current.id)

    def _begin_run(self) -> None:
        """Opens the lesson in the scratch plan, once more if it is done there."""
        self.walk = self.fresh_walk()
        if outcome := self.walk.open():
            self._record(outcome)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to find, to catch or to show to others here: the plan is not the person's."""
        return False if action in ("find", "catch", "visibility") else super().check_action(action, parameters)

    # --- saves -----------------------------------------------------------------------

    async def _follow_saves(self) -> None:
        source = self.bench.source
        async for changed in saves(source.watched, source.whole_pack):
            if changed or source.changed:
                await self._read()
        self.warn(said("This folder cannot be watched any more: saves are not noticed."))

    async def _read(self) -> None:
        source = self.bench.source
        view = await asyncio.to_thread(source.read)
        if view.gone:
            await asyncio.sleep(AGAIN_AFTER)
            view = await asyncio.to_thread(source.read)
        self.post_message(self.Saved(view))

    @on(Saved)
    async def _take_in(self, message: Saved) -> None:
        """Shows the file as it is now; when it has faults, they are said above the last good view."""
        self.bench.view = message.view
        lesson = message.view.lesson
        if lesson is not None and lesson != self.as_written:
            await self._edited(lesson)
        self._tell_faults()
        if isinstance(above := self.app.screen, Problems):
            above.tell(message.view.faults)

    def _tell_faults(self) -> None:
        self.query_one(FaultLines).tell(self.bench.view.errors)
        if self.at_end:
            self.refresh_bindings()
        else:
            self.tell_place()

    async def _edited(self, lesson: Lesson) -> None:
        """Goes on with the lesson as it was edited: at the same step, with what was typed as far as it fits."""
        before, first_good, self.good = self.as_written, not self.good, True
        self._look()
        self._take_along(before, lesson)
        at = kept_place(before.steps, lesson.steps, self.step.id)
        same = at == self.step.id and same_until(before.steps, lesson.steps, at) and before.id == lesson.id
        self.as_written = lesson
        self._use(at)
        if before.id != lesson.id:
            self.drafts = Drafting(self.desk, lesson.id, self, self.say_state)
            self._begin_run()
        if first_good:
            await self._begin()
        elif self.at_end:
            await self.tell_end()
        elif not same:
            await self._show_in_place()
        self.say_state(said("read again"))

    async def _turn_to(self, source: Source) -> None:
        """Shows another file; the answers to the one before stay in the scratch plan."""
        self._look()
        self.drafts.keep()
        self.bench.source = source
        self.as_written, self.good = nothing_yet(source.path), False  # until it is read
        self._at, self.taken = "", {}
        self._use("")
        self.drafts = Drafting(self.desk, self.lesson.id, self, self.say_state)
        await self._show(self.step)
        self.run_worker(self._follow_saves(), group="saves", exclusive=True, exit_on_error=False)
        await self._read()

    def _take_along(self, before: Lesson, after: Lesson) -> None:
        """Keeps what is half typed, under the step's name of today and without what no longer fits."""
        typed = dict(self.workspace.drafts.of(before.id))
        typed |= {step: raw for (lesson, step), raw in self.desk.half_typed.items() if lesson == before.id}
        for id in typed:
            if step := named(before.steps, id):
                self.drafts.forget(step, before.steps)
        for id, raw in typed.items():
            if fit := still_fitting(before, after, id, raw):
                self.desk.half_typed[after.id, fit[0]] = fit[1]

    async def _show_in_place(self) -> None:
        """Shows the step anew, as far down as it was read."""
        field = self.query_one("#field", VerticalScroll)
        down = field.scroll_y
        await self._show(self.step)
        self.call_after_refresh(field.scroll_to, y=down, animate=False)

    def _use(self, at: str) -> None:
        """Takes the lesson as it is written, but for the conditions that are taken to hold or not to hold."""
        self.lesson = self.bench.shelf.shown = forced(self.as_written, self.taken)
        self.walk = self.fresh_walk()
        self.step = named(self.lesson.steps, at) or self.lesson.steps[0]

    async def _jumped(self, id: str | None) -> None:
        """Shows a step. One that is hidden is shown as if its condition held."""
        step = self._named(id or "")
        if step is None or (self._busy and self._view is not None):
            return
        if step not in self.walk.path and step.when is not None:
            self.taken[step.id] = True
            self._use(step.id)
            step = self.step
        await self._go_to(step)

    # --- what is shown -----------------------------------------------------------------

    def tell_place(self) -> None:
        """Shows where in the lesson one is, and what an author wants to know of the step."""
        super().tell_place()
        if self.step not in self.walk.path:
            self._tell_hidden()
        self._tell_author()

    def _tell_hidden(self) -> None:
        """A step that the answers lead past has no number of its own: it stands behind those before it."""
        path, ids = self.walk.path, [step.id for step in self.lesson.steps]
        n = sum(ids.index(step.id) < ids.index(self.step.id) for step in path)
        self.query_one(LessonHead).tell(said("{heading}, hidden", heading=self._heading()), (max(1, n), len(path), 0))

    @on(StepView.Changed)
    def _tell_author(self) -> None:
        """Shows beside the step what its answer, as it stands, would write."""
        if self.has_class("-wide") and not (self._busy and self._view is not None):
            beside = self.query_one("#author", Static)
            beside.display = self.good and not self.at_end
            if beside.display:
                told: Content = for_author(self._shown())
                beside.update(told)

    def on_resize(self) -> None:
        self.call_after_refresh(self._tell_author)

    def _shown(self) -> Shown:
        raw = self._view.raw() if self._view is not None and self._view.step.id == self.step.id else {}
        return Shown(self.walk, self.as_written, self.step, self.taken.get(self.step.id), raw)

    def _heading(self) -> str:
        title = f"{self.lesson.title} · " if self.good else ""
        return title + file_words(self.bench.source.path.name, self.bench.view.faults)

    def _named(self, id: str) -> Step | None:
        return named(self.lesson.steps, id)
