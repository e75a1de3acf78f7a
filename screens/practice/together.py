"""A lesson done together: the client's own plan, the coach at the keys. What is answered goes into the client's plan.

It looks as the client would see it. What a lesson says to a coach comes with a key of its own, and not while somebody
may look on.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.lessons.lesson import Lesson
from coach.lessons.library import NoLesson
from coach.words import marked, said, said_of

from ..base import About, CoachScreen, GoTo, OpenLesson
from ..dialogs import Choose, Offer, Tell
from ..drawing import plain
from ..lesson import LessonScreen
from .visit import CLOSED_OFF, Visit

if TYPE_CHECKING:
    from .visit import AboutClient


class ForCoach(Tell):
    """What a step has for a coach, gone at once with the key that hides."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "hide", marked("Hide it at once"), priority=True, id="practice.safe"),
    ]

    def __init__(self, visit: Visit, told: Content) -> None:
        super().__init__(said("For you as a coach"), told)
        self.visit = visit

    def hints(self) -> list[tuple[str, str]]:
        return [("hide", said("hide")), *super().hints()]

    def action_hide(self) -> None:
        """Closes, and from now on the screen is safe to share."""
        self.visit.safe = True
        self.action_leave()


class Together(LessonScreen):
    """A lesson over a client's plan."""

    by_itself = True
    about = About(
        marked("A lesson, together"),
        marked(
            "One step at a time, as in any lesson. What is answered goes into your client's plan, and is marked as "
            "given with you when the session is closed. f3 shows what the lesson has for a coach at this step, unless "
            "the screen is safe to share. esc goes back to the session."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "for_coach", marked("What this step has for a coach"), show=False, id="together.coach"),
    ]

    def __init__(self, visit: Visit, lesson: Lesson, at: str = "") -> None:
        self.visit = visit
        super().__init__(visit.plan, lesson, at)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What would open the coach's own plan is not there, nor is what a client is not to see; and who may see an
        answer is said by the client at home."""
        if action in (*CLOSED_OFF, "visibility") or (action == "for_coach" and self.visit.safe):
            return False
        return super().check_action(action, parameters)

    def _heading(self) -> str:
        return said("{lesson} · together", lesson=super()._heading())

    def following(self) -> str:
        """None: what comes next is said in the session."""
        return ""

    def on_open_lesson(self, message: OpenLesson) -> None:
        """Another lesson, for which one asked from this one, belongs to the client as well."""
        message.stop()
        open_together(self, message.lesson, message.step, self.visit)

    def on_go_to(self, message: GoTo) -> None:
        """The places are the coach's own; they are not gone to from here."""
        message.stop()
        self.say(said("That is on the client's page: esc goes back."))

    def action_for_coach(self) -> None:
        """Shows what the step has for a coach."""
        if self.step.coach_prompt:
            self.ask(ForCoach(self.visit, plain(self.step.coach_prompt)))
        else:
            self.say(said("This step has nothing for a coach."))


def open_together(screen: "AboutClient | Together", id: str, step: str = "", visit: Visit | None = None) -> None:
    """Opens a lesson with the client's plan; where answers are in it that the client keeps private, asks them first."""
    known = visit or screen.visit
    try:
        lesson = screen.desk.library.lesson(id)
    except NoLesson as error:
        screen.warn(str(error))
        return
    answers = known.one.plan.plan.answers.of(id)
    private = sum(
        (answer.visibility or "private") == "private" and not answer.with_coach for answer in answers.values()
    )
    if not private:
        _open(screen, known, lesson, step)
        return
    words = said_of(private, "{n} answer here is your client's alone.", "{n} answers here are your client's alone.")
    text = said("{words} Ask before you open it.", words=words)
    offers = [Offer("open", said("They agree: open it")), Offer("leave", said("Leave it closed"))]

    def act(answer: str | None) -> None:
        if answer == "open":
            _open(screen, known, lesson, step)

    screen.ask(Choose(lesson.title, offers, text, "leave"), act)


def _open(screen: CoachScreen, visit: Visit, lesson: Lesson, step: str) -> None:
    if screen.is_current:
        screen.app.push_screen(Together(visit, lesson, step))
