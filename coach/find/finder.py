"""Finder: everything of one person and of the course that can be found, kept up with the plan as it changes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..plan.plan import Plan
from ..plan.records import Record
from .entries import LessonText, answer_entry, lesson_entries, lesson_entry, record_entry, text_of
from .hits import Entry, Hit, Kind, Where, hit
from .index import Index, Result

if TYPE_CHECKING:
    from ..lessons.library import Library

Group = Kind
GROUPS: tuple[Group, ...] = ("lessons", "answers", "records")
AT_ONCE = 100  # records between two pauses


class Found(NamedTuple):
    """What was found, best first. The words round a hit are worked out when it is asked for."""

    result: Result

    def __len__(self) -> int:
        return len(self.result.entries)

    def hit(self, n: int, width: int = 160) -> Hit:
        """One of the hits."""
        return hit(self.result.entries[n], self.result.meant, width)

    def hits(self, most: int) -> list[Hit]:
        """The first few."""
        return [self.hit(n) for n in range(min(most, len(self)))]


class Finder:
    """Finds things by their words. `reading` takes in what is new, a bit at a time, so that a screen stays awake."""

    def __init__(self, library: "Library", groups: Iterable[Group] = GROUPS) -> None:
        self.library = library
        self.groups = frozenset(groups)
        self._index = Index()
        self._plan: Plan | None = None
        self._records: dict[Where, Record] = {}
        self._answers: dict[str, object] = {}  # by lesson: which state of its answers was read
        self._answered: dict[str, set[Where]] = {}
        self._texts: dict[str, LessonText] = {}
        self._steps_read = False

    def is_up_to_date(self, plan: Plan) -> bool:
        """Whether everything of this plan can be found."""
        return self._plan is plan

    def reading(self, plan: Plan) -> Iterator[None]:
        """Takes in what was not there before: what is read most, first. Pauses often; may be left at any pause."""
        if self._plan is plan:
            return
        if "records" in self.groups:
            yield from self._read_records(plan)
        if "lessons" in self.groups and not self._steps_read:
            for head in self.library.heads():
                self._index.add(lesson_entry(head))
            yield
        if "answers" in self.groups:
            yield from self._read_answers(plan)
        if "lessons" in self.groups and not self._steps_read:
            yield from self._read_steps()
        self._plan = plan

    def catch_up(self, plan: Plan) -> None:
        """Takes everything in at once."""
        for _ in self.reading(plan):
            pass

    def find(self, typed: str, group: Group | None = None) -> Found:
        """What has all the words that were typed, in one group or in all."""
        return Found(self._index.find(typed, (lambda entry: entry.kind == group) if group else _anything))

    # --- reading -------------------------------------------------------------------

    def _read_records(self, plan: Plan) -> Iterator[None]:
        rows = {
            Where(table, id): row
            for table, by_id in plan.tables.items()
            if table != "settings"
            for id, row in by_id.items()
        }
        for where in self._records.keys() - rows.keys():
            self._index.drop(where)
            del self._records[where]
        fresh = [(where, row) for where, row in rows.items() if self._records.get(where) is not row]
        for n, (where, row) in enumerate(fresh):
            self._index.add(record_entry(row, plan))
            self._records[where] = row
            if n % AT_ONCE == AT_ONCE - 1:
                yield

    def _read_answers(self, plan: Plan) -> Iterator[None]:
        """The answers of every lesson that was begun. Those of a lesson are read again when one of them has changed."""
        ids = frozenset(id for by_id in plan.tables.values() for id in by_id)
        for lesson in dict.fromkeys([*plan.progress, *plan.answers.changed]):
            state = plan.answers.changed.get(lesson)
            if lesson not in self._answers or self._answers[lesson] is not state:
                self._take_answers(plan, lesson, ids)
                self._answers[lesson] = state
                yield

    def _take_answers(self, plan: Plan, lesson: str, ids: frozenset[str]) -> None:
        text = self._text(lesson, plan)
        entries = [answer_entry(text, step, answer, ids) for step, answer in plan.answers.of(lesson).items()]
        said = {entry.where: entry for entry in entries if entry.pieces}
        for gone in self._answered.get(lesson, set()) - said.keys():
            self._index.drop(gone)
        for entry in said.values():
            self._index.add(entry)
        self._answered[lesson] = set(said)

    def _read_steps(self) -> Iterator[None]:
        for head in self.library.heads():
            for entry in lesson_entries(self._text(head.id)):
                self._index.add(entry)
            yield
        self._steps_read = True

    def _text(self, lesson: str, plan: Plan | None = None) -> LessonText:
        if lesson not in self._texts:
            progress = plan.progress.get(lesson) if plan else None
            self._texts[lesson] = text_of(self.library, lesson, progress.title if progress else "")
        return self._texts[lesson]


def _anything(entry: Entry) -> bool:
    return True
