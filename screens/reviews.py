"""A look back whose day has come: walked, held without a lesson, moved, or left for now."""

from coach import deeds
from coach.course import review_lesson
from coach.dates import in_words, near, parse_date
from coach.lessons.library import NoLesson
from coach.plan.records import ReviewDate
from coach.words import said, said_of

from .base import CoachScreen, OpenLesson
from .checks import dated
from .dialogs import Ask, Choose, Offer


def look_again(screen: CoachScreen, review: ReviewDate) -> None:
    """Opens the lesson with which such a review is walked; where there is none, asks what to do about it."""
    if review.kind and review_lesson(screen.desk.library, review.kind):
        open_review(screen, review.kind)
    else:
        offer_review(screen, review)


def open_review(screen: CoachScreen, rhythm: str) -> None:
    """Begins a review, or goes on with one that was left half done."""
    from coach.review.begin import begin

    lesson: list[str] = []
    try:
        screen.attempt(lambda: lesson.append(begin(screen.workspace, screen.desk.library, rhythm)))
    except NoLesson as error:
        screen.warn(str(error))
    if lesson:
        screen.post_message(OpenLesson(lesson[0]))


def offer_review(screen: CoachScreen, review: ReviewDate) -> None:
    """Asks what to do about a review that is due."""
    today = screen.workspace.today
    following = deeds.after(today, review.every) if review.every else None
    held = (
        said("The next one is {day}.", day=near(following, today))
        if following
        else said("That was the last one, until you set another date.")
    )
    head = review_lesson(screen.desk.library, review.kind)
    offers = [Offer("walk", head.title, _about(head.minutes))] if head else []
    offers += [
        Offer("held", said("I have looked today"), held),
        Offer("plan", said("Look at my plan now"), said("This stays here until you have looked.")),
        Offer("move", said("Another day"), said("You choose the date.")),
    ]

    def act(answer: str | None) -> None:
        if answer == "held" and screen.attempt(lambda: deeds.review_done(screen.workspace, review)):
            screen.say(said("Noted. {held} u takes it back.", held=held))
        elif answer == "walk":
            open_review(screen, review.kind or "")
        elif answer == "plan":
            screen.app.switch_mode("plan")
        elif answer == "move":
            _move(screen, review)

    screen.ask(Choose(review.what or said("A look at your plan"), offers), act)


def _about(minutes: int) -> str:
    return said_of(minutes, "Step by step, about {n} minute.", "Step by step, about {n} minutes.")


def _move(screen: CoachScreen, review: ReviewDate) -> None:
    today = screen.workspace.today

    def keep(answer: str | None) -> None:
        day = parse_date(answer or "", today)
        if day is None:
            return
        fields = {"next_on": day.isoformat()}
        if screen.attempt(lambda: screen.workspace.put("moved", "review_schedule", review.id, fields, review.what)):
            screen.say(said("Moved to {day}. u takes it back.", day=in_words(day)))

    text, example = said("When will you look?"), said("fri, next week, 12 dec")
    screen.ask(Ask(review.what, text, "", example, dated(today), said("move")), keep)
