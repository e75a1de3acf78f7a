"""What a lesson looks like: the step, what stands round it, its keys and its help. What happens is in `lesson`."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.course import offered
from coach.lessons.kinds import Step
from coach.lessons.lesson import Lesson
from coach.plan.seen import seen_words
from coach.seen import answer_of, none_words
from coach.walk import Outcome, Walk
from coach.words import marked, said

from .base import About, Command, Desk, Leaving, OpenLesson
from .drawing import FAINT, QUIET, plain
from .lesson_parts import LessonHead, Rail, closing
from .lesson_seen import ask_who_sees
from .step_pane import StepPane
from .widgets.lines import KeyLine

OPEN = [("close", marked("to the list")), ("let_be", marked("put it back")),
        ("keep_name", marked("leave the name"))]  # fmt: skip  # what esc does instead

NO_ANSWER = marked("this step has no answer yet")


class LessonPage(Leaving):
    """One lesson, one step at a time."""

    about = About(
        marked("A lesson"),
        marked(
            "One step at a time. ctrl+n keeps the answer and goes on; where there is nothing to type, Enter does. What "
            "you type is kept as a draft while you think: stop at any moment, and it stands here when you come back. "
            "Nothing has to be answered; ctrl+g leaves a step out."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "next", marked("Keep and go on"), id="lesson.next"),
        Binding("enter", "next", marked("Keep and go on"), show=False, id="lesson.enter"),
        Binding("ctrl+b", "back", marked("The step before"), id="lesson.back"),
        Binding("ctrl+g", "skip", marked("Leave this step out"), id="lesson.skip"),
        Binding("f2", "example", marked("An example"), id="lesson.example"),
        Binding("f5", "visibility", marked("Who may see this answer"), show=False, id="lesson.visibility"),
        Binding("escape", "leave", marked("Stop here; everything is kept"), id="lesson.leave"),
        Binding("ctrl+o", "following", marked("The next lesson, at the end"), show=False, id="lesson.onward"),
        Binding("pageup", "page(-1)", marked("Up in the text"), show=False, id="lesson.page-up"),
        Binding("pagedown", "page(1)", marked("Down in the text"), show=False, id="lesson.page-down"),
    ]

    def __init__(self, desk: Desk, lesson: Lesson) -> None:
        super().__init__(desk)
        self.lesson = lesson
        self.walk = self.fresh_walk()
        self.step: Step = self.walk.current
        self.at_end = False
        self.example_shown = False

    def compose(self) -> ComposeResult:
        yield LessonHead()
        with Horizontal(id="page"):
            yield StepPane()
            with VerticalScroll(id="aside", can_focus=False):
                yield Rail()
                yield Static(id="why")
        yield KeyLine(self.hints)

    def watch_field(self) -> None:
        """Keeps the line of keys true when the text moves: it says when there is more below."""
        field = self.query_one("#field", VerticalScroll)
        for moved in ("scroll_y", "virtual_size"):
            self.watch(field, moved, self.refresh_bindings, init=False)

    def fresh_walk(self) -> Walk:
        """The lesson as the plan stands now."""
        workspace = self.workspace
        return Walk(self.lesson, workspace.plan, workspace.clock(), workspace.new_id, workspace.history)

    # --- what is shown -------------------------------------------------------------

    def tell_place(self) -> None:
        """Shows where in the lesson one is, and why this step is there."""
        place = self.walk.place_of(self.step)
        self.query_one(LessonHead).tell(self._heading(), (place.n, place.of, place.minutes_left))
        self.query_one(Rail).tell(self.walk, self.step.id)
        beside = [part for part in (self._why(), self._who()) if part]
        self.query_one("#why", Static).update(Content("\n\n").join(beside))
        self.query_one(StepPane).show_seen(self._seen_words())
        self.tell_example()

    def tell_example(self) -> None:
        """Shows the example, or takes it away."""
        words = Content("")
        if self.example_shown and self.step.example:
            words = Content.assemble((said("For example: "), FAINT), plain(self.walk.worded(self.step.example)))
        self.query_one(StepPane).show_example(words)
        self.refresh_bindings()

    async def tell_end(self) -> None:
        """Shows the page at the end."""
        self.at_end = True
        steps = len(self.walk.path)
        self.query_one(LessonHead).tell(self._heading(), (steps + 1, steps, 0))
        self.say_state(said("saved"))
        self.query_one(Rail).tell(self.walk, "")
        self.query_one("#why", Static).update("")
        await self.query_one(StepPane).close(self.lesson.title, closing(self.desk, self.walk))
        self.refresh_bindings()

    def say_state(self, words: str, lost: bool = False) -> None:
        """Says what has become of the answer; `lost` when it is not on disk."""
        self.query_one(LessonHead).say(words, lost)

    def say_under(self, words: Content) -> None:
        """Says something under the field; nothing takes it away."""
        self.query_one(StepPane).say(words)

    def _heading(self) -> str:
        """The lesson's, and on every step of one that somebody added, whose it is."""
        origin = self.desk.library.origin(self.lesson.id)
        return self.lesson.title + (said(" · from {origin}", origin=origin) if origin else "")

    def _why(self) -> Content:
        if not self.step.help:
            return Content("")
        return Content("\n").join(
            [Content.styled(said("Why this question"), FAINT), plain(self.walk.worded(self.step.help), QUIET)]
        )

    def _who(self) -> Content:
        """Who sees the answers: said before the first of them, and when it is given."""
        first = next((step for step in self.walk.path if step.asks), None)
        if not self.lesson.privacy or self.step not in (*self.walk.path[:1], first):
            return Content("")
        return Content("\n").join([Content.styled(said("Who sees this"), FAINT), plain(self.lesson.privacy, QUIET)])

    # --- keys and help ---------------------------------------------------------------

    def hints(self) -> list[tuple[str, str]]:
        if self.at_end:
            following = [("following", said("next lesson"))] if self.following() else []
            return [("lesson.enter", said("back")), *following, ("back", said("last step")), ("help", said("help"))]
        onward = ("next|show_first", said("next")) if self.step.asks else ("onward|lesson.enter", said("go on"))
        more = [("page_down|page(1)", said("more"))] if self.query_one(StepPane).more_below else []
        skip = [("skip", said("leave out"))] if self.step.asks else []
        example = [("example", said("example"))] if self.step.example and not self.example_shown else []
        why = ("help", said("why") if self.step.help else said("help"))
        back = [("back", said("back"))] if self.walk.before(self.step) else []
        opened = [(action, said(word)) for action, word in OPEN]
        return [onward, *opened, *more, *back, *skip, *example, ("leave", said("stop")), why]

    def commands(self) -> list[Command]:
        first = "" if self.walk.before(self.step) else said("this is the first step")
        none = "" if self.step.example else said("this step has none")
        return [
            self.command(said("Keep the answer and go on"), "next"),
            self.command(said("Back to the step before"), "back", first),
            self.command(said("Leave this step out"), "skip"),
            self.command(said("Show an example"), "example", none),
            *self._visibility_command(),
            self.command(said("Stop here; everything is kept"), "leave"),
        ]

    def _seen_words(self) -> Content:
        """Who else may see the answer, with the key that changes it."""
        words, key = seen_words(answer_of(self.walk, self.step)), self.key_of("visibility")
        changes = f" {said('{key} changes that.', key=key)}" if key else ""
        return Content.assemble(plain(words), (changes, QUIET)) if words else Content("")

    def _visibility_command(self) -> list[Command]:
        """What says who may see the answer, where it is the reader's to say."""
        if not self.check_action("visibility", ()):
            return []
        none = "" if answer_of(self.walk, self.step) and not self.at_end else said(NO_ANSWER)
        return [self.command(said("Say who may see this answer"), "visibility", none)]

    def more_help(self) -> list[Content]:
        parts = [self._why()]
        if self.step.example:
            example = plain(self.walk.worded(self.step.example))
            parts.append(Content("\n").join([Content.styled(said("For example"), QUIET), example]))
        if self.lesson.privacy:
            parts.append(Content("\n").join([Content.styled(said("Who sees this"), QUIET), plain(self.lesson.privacy)]))
        if origin := self.desk.library.origin(self.lesson.id):
            parts.append(Content("\n").join([Content.styled(said("From a pack that was added"), QUIET), plain(origin)]))
        if self.lesson.sources:
            sources = [plain(source) for source in self.lesson.sources]
            parts.append(Content("\n").join([Content.styled(said("Where it comes from"), QUIET), *sources]))
        return [part for part in parts if part]

    def following(self) -> str:
        """The lesson that comes next, on the route or in the course, or empty."""
        following = offered(self.desk.library, self.workspace.plan, self.lesson.id)
        return following.head.id if following else ""

    def action_following(self) -> None:
        """At the end, on to the next lesson."""
        if self.at_end and (following := self.following()):
            self.post_message(OpenLesson(following))

    def action_visibility(self) -> None:
        """Asks who may see the answer to this step."""
        answer = None if self.at_end else answer_of(self.walk, self.step)
        if answer is None:
            self.say(none_words(self.step))
        else:
            ask_who_sees(self, self.fresh_walk, self.step, answer, self._seen_by)

    def _seen_by(self, outcome: Outcome) -> None:
        """Keeps who may see an answer; what is typed in the field stays there."""
        if self._record(outcome):
            self.walk = self.fresh_walk()
            self.tell_place()
            self.say(seen_words(answer_of(self.walk, self.step)) or said("Seen by only you."))

    def _record(self, outcome: Outcome) -> bool:
        """Puts an outcome on disk; says whether that went well."""
        raise NotImplementedError

    def action_page(self, way: int) -> None:
        """Moves the text of a long step."""
        self.query_one(StepPane).page(way)

    def action_example(self) -> None:
        """Shows an example, or takes it away."""
        if not self.step.example or self.at_end:
            self.say(said("There is no example for this step."))
            return
        self.example_shown = not self.example_shown
        self.tell_example()
