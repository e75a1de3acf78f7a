"""Beginning a review: which one, and anew when the last one is finished."""

from ..course import review_lesson
from ..lessons.library import Library, NoLesson
from ..plan.plan import Plan
from ..plan.today import due
from ..walk import Walk
from ..words import said
from ..workspace import Workspace
from .facts import RHYTHMS, Rhythm


def due_rhythm(workspace: Workspace) -> Rhythm | None:
    """The review that is due, the longest first; None when none is."""
    ready = [one.review.kind for one in due(workspace.plan, workspace.today)]
    return next((rhythm for kind in ready for rhythm in RHYTHMS if rhythm == kind), None)


def begin(workspace: Workspace, library: Library, rhythm: str) -> str:
    """The id of the lesson to open for a review. One that was finished before is begun anew; one under way goes on.

    Raises:
        NoLesson: there is none for this rhythm.
        NotSaved: the new beginning could not be kept.
    """
    head = review_lesson(library, rhythm)
    if head is None:
        raise NoLesson(said("There is no lesson for a review of the kind “{kind}”.", kind=rhythm))
    if finished(workspace.plan, head.id):
        walk = Walk(library.lesson(head.id), workspace.plan, workspace.clock(), workspace.new_id)
        if opening := walk.open():
            workspace.record(opening.what, opening.changes, opening.title, opening.source)
    return head.id


def finished(plan: Plan, lesson: str) -> bool:
    """Whether the last run of a lesson came to its end."""
    progress = plan.progress.get(lesson)
    return progress is not None and progress.status == "finished"
