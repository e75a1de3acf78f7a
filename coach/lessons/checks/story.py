"""Scenarios: where choices lead, what they declare, and whether a story can be played to an end."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...words import marked, said
from ..faults import did_you_mean, nearest, quoted
from ..tokens import KeyPath
from .routes import Routes, explore
from .sheet import At, Sheet, number, rows, word, words

Table = dict[str, Any]


def check_story(sheet: Sheet) -> None:
    """Adds what is wrong with a story as a whole."""
    story = Story(sheet)
    story.leads()
    story.declarations()
    story.meters()
    story.rungs()
    story.feedback()
    if story.starts:
        story.routes()


class Story:
    """The nodes, endings, meters and flags of one scenario file."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.data = sheet, sheet.data
        self.nodes = list(rows(self.data, "nodes"))
        self.endings = list(rows(self.data, "endings"))
        self.node_ids = [word(node, "id") for _, node in self.nodes]
        self.targets = {*self.node_ids, *(word(ending, "id") for _, ending in self.endings)}
        self.starts = word(self.data, "start") in self.node_ids

    def moves(self) -> Iterator[tuple[KeyPath, Table]]:
        """All choices, with their paths."""
        for n, node in self.nodes:
            for m, move in rows(node, "choices"):
                yield ("nodes", n, "choices", m), move

    # --- names -------------------------------------------------------------------

    def leads(self) -> None:
        """Adds choices, and a start, that lead nowhere."""
        start = word(self.data, "start")
        if start and not self.starts:
            advice = partial(did_you_mean, start, self.node_ids, marked("nodes"))
            self.sheet.say(
                "C304", ("start",), said("the story starts at {id}, which is no node", id=quoted(start)), advice
            )
        for path, move in self.moves():
            to = word(move, "to")
            if to and to not in self.targets:
                advice = partial(did_you_mean, to, self.targets, marked("nodes and endings"))
                self.sheet.say("C304", (*path, "to"), said("{id} is no node and no ending", id=quoted(to)), advice)

    def declarations(self) -> None:
        """Adds meters and flags that are used and not declared, or declared and not used."""
        meters = {word(meter, "id") for _, meter in rows(self.data, "meters")}
        flags = {flag for _, flag in words(self.data, "flags")}
        moved, told = set[str](), set[str]()
        for what, path, name in self._used():
            (moved if what == "meter" else told).add(name)
            known = meters if what == "meter" else flags
            if name not in known:
                place: At = "key" if path[-2] == "effects" else "value"
                advice = partial(self._declare, what, name, known)
                unknown = marked("there is no meter {id}") if what == "meter" else marked("there is no flag {id}")
                self.sheet.say("C311", path, said(unknown, id=quoted(name)), advice, at=place)
        self._unused(moved, told)

    def _unused(self, moved: set[str], told: set[str]) -> None:
        advice = said("Use it, or take it out.")
        for n, meter in rows(self.data, "meters"):
            id = word(meter, "id")
            if id and id not in moved:
                self.sheet.say("C405", ("meters", n, "id"), said("nothing uses the meter {id}", id=quoted(id)), advice)
        for n, flag in words(self.data, "flags"):
            if flag not in told:
                self.sheet.say("C405", ("flags", n), said("nothing uses the flag {id}", id=quoted(flag)), advice)

    def _used(self) -> Iterator[tuple[str, KeyPath, str]]:
        for n, node in self.nodes:
            yield from (("flag", ("nodes", n, "flags", m), flag) for m, flag in words(node, "flags"))
        for path, move in self.moves():
            effects = move.get("effects")
            yield from (
                ("meter", (*path, "effects", name), name) for name in (effects if isinstance(effects, dict) else ())
            )
            yield from (("flag", (*path, "flags", m), flag) for m, flag in words(move, "flags"))
            test = move.get("when")
            for what in ("flag", "meter"):
                if word(test, what):
                    yield what, (*path, "when", what), word(test, what)

    def _declare(self, what: str, name: str, known: set[str]) -> str:
        near = nearest(name, known)
        if near:
            return said("Did you mean {meant}?", meant=quoted(near))
        return (
            said("Declare it in a [[meters]] table.")
            if what == "meter"
            else said("Declare it in flags = [...] at the top.")
        )

    # --- values --------------------------------------------------------------------

    def meters(self) -> None:
        """Adds meters whose numbers do not agree, and tests that test nothing or too much."""
        for n, meter in rows(self.data, "meters"):
            low, start, high = number(meter, "min", 0), number(meter, "start", 0), number(meter, "max", 10)
            if low is not None and high is not None and start is not None and not low <= start <= high:
                place = next((key for key in ("start", "min", "max") if key in meter), "id")
                why = said(
                    "the meter starts at {start}, which is not between {low} and {high}",
                    start=f"{start:g}",
                    low=f"{low:g}",
                    high=f"{high:g}",
                )
                bound = "min" if start < low else "max"
                beside = (("meters", n, bound), f"“{bound}”") if bound in meter and bound != place else None
                advice = said("Set “start”, “min” and “max” so that they agree.")
                self.sheet.say("C319", ("meters", n, place), why, advice, beside=beside)
        for path, move in self.moves():
            if isinstance(move.get("when"), dict):
                self._test((*path, "when"), move["when"])

    def _test(self, path: KeyPath, test: Table) -> None:
        bounds = [key for key in ("at_least", "at_most") if key in test]
        if ("flag" in test) == ("meter" in test) or ("meter" in test) != bool(bounds):
            self.sheet.say("C208", path, said("a condition in a story is a flag, or a meter with at_least or at_most"),
                           said("Such as { flag = \"asked\" } or { meter = \"trust\", at_least = 5 }."))  # fmt: skip
        low, high = number(test, "at_least"), number(test, "at_most")
        if low is not None and high is not None and low > high:
            why = said("nothing is at least {low} and at most {high}", low=f"{low:g}", high=f"{high:g}")
            self.sheet.say(
                "C319", (*path, "at_least"), why, said("Swap the two."), beside=((*path, "at_most"), "“at_most”")
            )

    def feedback(self) -> None:
        """Adds choices that say nothing, beside others of the same moment that do."""
        for n, node in self.nodes:
            moves = list(rows(node, "choices"))
            if any(word(move, "feedback").strip() for _, move in moves):
                for m, move in moves:
                    if not word(move, "feedback").strip():
                        why = said(
                            "the choice {key} says nothing when it is chosen, and others do",
                            key=quoted(word(move, "key")),
                        )
                        self.sheet.say("C404", ("nodes", n, "choices", m), why,
                                       said("Add feedback = \"...\": what this choice teaches."))  # fmt: skip

    def rungs(self) -> None:
        """Adds choices without a help level, in a story whose other choices have one."""
        moves = list(self.moves())
        without = [path for path, move in moves if "rung" not in move]
        if 2 * len(without) < len(moves):
            for path in without:
                self.sheet.say(
                    "C323",
                    path,
                    said("this choice has no help level, and the others have one"),
                    said("Add rung = 0 to 4: listen, name the what, hint, show, give the answer."),
                )

    # --- playing ---------------------------------------------------------------------

    def routes(self) -> None:
        """Adds what no way of playing reaches, and ways of playing that reach no ending."""
        routes = explore(self.data, self._target)
        if routes is None:
            return  # more states than are worth looking at
        for name, found in (("nodes", self.nodes), ("endings", self.endings)):
            for n, row in found:
                id = word(row, "id")
                if id and id not in routes.reached:
                    self.sheet.say("C305", (name, n, "id"), said("nothing leads to {id}", id=quoted(id)),
                                   said("Lead a choice to it, or take it out. Check its conditions, too."))  # fmt: skip
        self._stuck(routes)
        self._first_choices(routes)

    def _target(self, to: str) -> str:
        """Where a choice leads; a slip in the name counts as the node that was meant, so that it is one fault only."""
        return to if to in self.targets else nearest(to, self.targets) or ""

    def _stuck(self, routes: Routes) -> None:
        for n, node in self.nodes:
            id = word(node, "id")
            if id in routes.closed and list(rows(node, "choices")):
                self.sheet.say(
                    "C313",
                    ("nodes", n, "id"),
                    said("{id} can be reached with no choice open", id=quoted(id)),
                    said("Leave one choice without a condition."),
                )
        looped = [(n, id) for n, node in self.nodes if (id := word(node, "id")) in routes.trapped]
        if looped:
            n, id = looped[0]
            why = said("from {id} no ending can be reached", id=quoted(id))
            if others := ", ".join(quoted(other) for _, other in looped[1:6]):
                why = said("from {id} no ending can be reached, nor from {others}", id=quoted(id), others=others)
            self.sheet.say("C313", ("nodes", n, "id"), why, said("Lead one of its choices out of the circle."))

    def _first_choices(self, routes: Routes) -> None:
        good = any(word(ending, "tone") in ("good", "mended") for _, ending in self.endings)
        index = self.node_ids.index(word(self.data, "start"))
        for m, move in rows(self.nodes[index][1], "choices"):
            if m in routes.lost:
                why = said(
                    "after the first choice {key} no good or mended ending can be reached",
                    key=quoted(word(move, "key")),
                )
                advice = (
                    said("Give the branch a repair.") if good else said('Give one ending tone = "good" or "mended".')
                )
                self.sheet.say("C312", ("nodes", self.nodes[index][0], "choices", m), why, advice)
