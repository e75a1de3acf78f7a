"""Plays a story every way there is: which nodes are reached, where it gets stuck, and which first choices end well."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .sheet import number, rows, word, words

MOST_MOVES = 100_000  # that are looked at
Table = dict[str, Any]
State = tuple[str, frozenset[str], tuple[int, ...]]  # where, flags that are set, meters that are tested


@dataclass(frozen=True, slots=True)
class Routes:
    """What came of playing every way."""

    reached: set[str]  # nodes and endings
    closed: set[str]  # nodes that can be reached with no choice open
    trapped: set[str]  # nodes from which no ending can be reached, though choices are open
    lost: set[int]  # first choices after which no good or mended ending can be reached


def explore(story: Table, target: Callable[[str], str]) -> Routes | None:
    """Plays all ways through a story, with its conditions; None when there are too many. `target` puts names right."""
    return Explorer(story, target).routes()


class Explorer:
    """The states of a story and the steps between them; only flags and meters that a condition tests are followed."""

    def __init__(self, story: Table, target: Callable[[str], str]) -> None:
        self.nodes = {word(node, "id"): node for _, node in rows(story, "nodes") if word(node, "id")}
        self.tones = {word(ending, "id"): word(ending, "tone") for _, ending in rows(story, "endings")}
        moves = [move for node in self.nodes.values() for _, move in rows(node, "choices")]
        self.target = {to: target(to) for to in {word(move, "to") for move in moves}}
        tests = [move["when"] for move in moves if isinstance(move.get("when"), dict)]
        self.flags = {word(test, "flag") for test in tests} - {""}
        self.meters = sorted({word(test, "meter") for test in tests} - {""})
        known = {word(meter, "id"): meter for _, meter in rows(story, "meters")}
        self.limits = [_limits(known.get(name, {})) for name in self.meters]
        self.start = self._arrive(word(story, "start"), frozenset(), tuple(start for _, start, _ in self.limits))
        self.moves = 0
        self.next: dict[State, list[tuple[int, State]]] = {}

    def routes(self) -> Routes | None:
        """Plays on from every state until there is nothing new."""
        waiting = [self.start]
        while waiting:
            state = waiting.pop()
            if state in self.next:
                continue
            self.next[state] = list(self._moves(state))
            waiting += [after for _, after in self.next[state]]
            self.moves += 1 + len(self.next[state])
            if self.moves > MOST_MOVES:
                return None
        return self._judged()

    def _judged(self) -> Routes:
        before: dict[State, set[State]] = defaultdict(set)
        for state, moves in self.next.items():
            for _, after in moves:
                before[after].add(state)
        over = [state for state in self.next if state[0] not in self.nodes]
        closed = [state for state, moves in self.next.items() if state[0] in self.nodes and not moves]
        out = _upstream([*over, *closed], before)  # what stops at a closed node is a fault of that node only
        good = [state for state in over if self.tones.get(state[0]) not in ("mixed", "poor")]
        well = _upstream([*good, *closed], before)
        lost = {n for n, after in self.next[self.start] if after in out and after not in well}
        trapped = {state[0] for state in self.next if state not in out}
        return Routes({state[0] for state in self.next}, {state[0] for state in closed}, trapped, lost)

    def _moves(self, state: State) -> Iterator[tuple[int, State]]:
        at, flags, meters = state
        for n, move in rows(self.nodes.get(at, {}), "choices"):
            if self._open(move.get("when"), flags, meters):
                to = self.target[word(move, "to")]
                told = flags | ({flag for _, flag in words(move, "flags")} & self.flags)
                yield n, self._arrive(to, frozenset(told), self._moved(meters, move.get("effects")))

    def _arrive(self, at: str, flags: frozenset[str], meters: tuple[int, ...]) -> State:
        told = {flag for _, flag in words(self.nodes.get(at, {}), "flags")} & self.flags
        return at, flags | told, meters

    def _moved(self, meters: tuple[int, ...], effects: Any) -> tuple[int, ...]:
        if not isinstance(effects, dict):
            return meters
        moved = []
        for name, value, (low, _, high) in zip(self.meters, meters, self.limits, strict=True):
            moved.append(max(low, min(high, value + int(number(effects, name, 0) or 0))))
        return tuple(moved)

    def _open(self, test: Any, flags: frozenset[str], meters: tuple[int, ...]) -> bool:
        if not isinstance(test, dict):
            return True
        if word(test, "flag"):
            return (word(test, "flag") in flags) == (test.get("set") is not False)
        if word(test, "meter") not in self.meters:
            return True
        value = meters[self.meters.index(word(test, "meter"))]
        low, high = number(test, "at_least"), number(test, "at_most")
        return (low is None or value >= low) and (high is None or value <= high)


def _limits(meter: Table) -> tuple[int, int, int]:
    return int(number(meter, "min", 0) or 0), int(number(meter, "start", 0) or 0), int(number(meter, "max", 10) or 0)


def _upstream(ends: Iterable[State], before: dict[State, set[State]]) -> set[State]:
    """These states and all from which one of them can be reached."""
    found: set[State] = set()
    waiting = list(ends)
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += before[state]
    return found
