"""Keys, types and values: what the models refuse, in sentences of our own, with advice."""

from functools import partial
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..faults import did_you_mean, listed, nearest, quoted, with_article
from ..kinds import KINDS
from ..kinds.base import Data
from ..kinds.simulate import Scenario
from ..lesson import FORMAT, Lesson, Pack, Track, WayThrough
from ..tokens import KeyPath
from .hints import BELONGS, KINDS_MEANT, advice_for, allowed, form_of, slug, table_word, type_word, value_word
from .models import field_of, keys_of, model_at
from .sheet import MOST_FAULTS, Advice, At, FileKind, Sheet, at, has

_HOLD = (list, dict)


class Tracks(Data):
    """tracks.toml: the order of the course."""

    format: Literal[1]
    tracks: tuple[Track, ...]


class Routes(Data):
    """routes.toml: ways through the course."""

    format: Literal[1]
    routes: tuple[WayThrough, ...]


MODELS: dict[FileKind, type[BaseModel]] = {
    "lesson": Lesson, "scenario": Scenario, "pack": Pack, "tracks": Tracks, "routes": Routes,
}  # fmt: skip


def check_form(sheet: Sheet) -> None:
    """Adds what is wrong with the keys, types and values of a file."""
    made_for = sheet.data.get("format")
    if isinstance(made_for, int) and made_for > FORMAT:
        sheet.say("C209", ("format",), f"this is format {made_for}, and this version knows format {FORMAT}",
                  f"Update the program, or write it in the way of format {FORMAT}.")  # fmt: skip
        sheet.faulty.add(())
        return
    try:
        MODELS[sheet.kind].model_validate(_frozen(sheet.data), strict=True)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        sheet.uncounted += max(0, len(errors) - 2 * MOST_FAULTS)
        Form(sheet).add(errors[: 2 * MOST_FAULTS])
    for index, step in enumerate(_steps(sheet)):
        if step.get("kind") == "scenario" and "story" in step:  # the library puts it in; a file cannot
            Form(sheet).unknown(("steps", index, "story"))


def _steps(sheet: Sheet) -> list[dict[str, Any]]:
    steps = sheet.data.get("steps") if sheet.kind == "lesson" else ()
    return [step if isinstance(step, dict) else {} for step in steps] if isinstance(steps, list) else []


def _frozen(value: Any) -> Any:
    """Lists as tuples, which is what the models hold; so types can be checked without any conversion."""
    if type(value) is list:
        return tuple([_frozen(part) if type(part) in _HOLD else part for part in value])
    return {key: _frozen(part) if type(part) in _HOLD else part for key, part in value.items()}


class Form:
    """Turns the models' errors for one file into findings."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.model = MODELS[sheet.kind]

    def add(self, errors: list[ErrorDetails]) -> None:
        """Adds a finding for each error; missing keys of one table are one finding."""
        missing: dict[KeyPath, list[str]] = {}
        meant: set[KeyPath] = set()
        for error in errors:
            path = self._path(error)
            if path[:1] == ("steps",) and path[2:3] == ("story",):
                continue  # the key itself is the fault
            if error["type"] == "missing":
                missing.setdefault(path[:-1], []).append(str(path[-1]))
            elif error["type"] == "extra_forbidden":
                meant.add(self.unknown(path))
                self.sheet.faulty |= meant
            else:
                self._one(error, path)
        for table, keys in missing.items():
            keys = [key for key in keys if (*table, key) not in meant]
            if keys:
                self._missing(table, keys)

    def _path(self, error: ErrorDetails) -> KeyPath:
        """The key path of an error. Its own place also names the kind of the step, and branches of a union."""
        parts = [part for part in error["loc"] if part != "[key]"]
        if self.sheet.kind == "lesson" and parts[:1] == ["steps"]:
            del parts[2:3]
        if error["type"] == "missing":
            return tuple(parts)
        there = next((n for n in range(len(parts)) if not has(self.sheet.data, tuple(parts[: n + 1]))), len(parts))
        return tuple(parts[:there])

    def _say(self, code: str, path: KeyPath, sentence: str, advice: Advice, place: At = "value") -> None:
        self.sheet.say(code, path, sentence, advice, at=place)
        self.sheet.faulty.add(path)

    def unknown(self, path: KeyPath) -> KeyPath:
        """Adds a key that is not known; returns the path that was most likely meant."""
        table, key = path[:-1], str(path[-1])
        model = model_at(self.model, table, self.sheet.data)
        known = [name for name in keys_of(model) if name != "story"] if model else []
        near = BELONGS.get(key) if BELONGS.get(key) in known else nearest(key, known)
        where = with_article(table_word(self.sheet.kind, table))
        free = [name for name in known if name not in at(self.sheet.data, table)]
        self._say("C201", path, f"{where} has no key {quoted(key)}", partial(_meant, path, free, near), "key")
        return (*table, near) if near else path

    def _missing(self, table: KeyPath, keys: list[str]) -> None:
        if keys == ["kind"]:
            kinds = ", ".join(KINDS)
            self._say("C202", (*table, "kind"), "this step has no “kind”", f"One of: {kinds}.")
            return
        model = model_at(self.model, table, self.sheet.data)
        examples = "; ".join(advice_for(model, key) for key in keys)
        names = ", ".join(quoted(key) for key in keys)
        self.sheet.say("C202", table, f"this {table_word(self.sheet.kind, table)} has no {names}", f"Add {examples}")
        self.sheet.faulty.update((*table, key) for key in keys)

    def _one(self, error: ErrorDetails, path: KeyPath) -> None:
        kind, ctx, value = error["type"], error.get("ctx", {}), at(self.sheet.data, path)
        if kind == "union_tag_not_found":
            self._missing(path, ["kind"])
        elif kind == "union_tag_invalid":
            self._kind((*path, "kind"), value.get("kind"))
        elif kind in ("too_short", "too_long"):
            self._count(path, kind, ctx, value)
        elif kind in ("string_too_short", "string_too_long"):
            self._length(path, kind, ctx, value)
        elif kind == "string_pattern_mismatch":
            self._pattern(error, path, ctx)
        elif kind == "value_error":
            self._say("C208", path, "a condition is exactly one of: all, any, not, answer, plan",
                      'Such as { plan = "people", filled = true } or { answer = "route", is = "mentor" }.')  # fmt: skip
        elif kind.endswith("_type") and error["loc"][-1] != "[key]":
            self._type(path, kind, value)
        else:
            self._value(error, path, ctx, value)

    def _kind(self, path: KeyPath, kind: object) -> None:
        name = str(kind)
        near = KINDS_MEANT.get(name)
        advice = f"Did you mean {near}?" if near else did_you_mean(name, KINDS, "kinds of step")
        self._say("C204", path, f"there is no kind of step {quoted(name)}", advice)
        self.sheet.faulty.add(path[:-1])

    def _count(self, path: KeyPath, kind: str, ctx: dict[str, Any], value: Any) -> None:
        least, most, count = ctx.get("min_length", 0), ctx.get("max_length", 0), len(value)
        if kind == "too_short" and count >= least:
            return  # its rows are at fault, and have their own faults
        wanted = f"at least {least}" if kind == "too_short" else f"at most {most}"
        advice = "Add one." if kind == "too_short" else "Take some out, or make two of it."
        least_or_most = f"needs {wanted}" if kind == "too_short" else f"may have {wanted}"
        self._say("C210", path, f"{quoted(path[-1])} has {count} entries, and {least_or_most}", advice)

    def _length(self, path: KeyPath, kind: str, ctx: dict[str, Any], value: Any) -> None:
        name = quoted(path[-1])
        if kind == "string_too_short":
            self._say(
                "C207", path, f"{name} is empty", "Write a few words, or leave the key out where that is allowed."
            )
            return
        most = ctx.get("max_length", 0)
        advice = f"Make it {len(value) - most} shorter; details go into “help” or “text”."
        self._say("C207", path, f"{name} has {len(value)} characters, and may have {most}", advice)

    def _pattern(self, error: ErrorDetails, path: KeyPath, ctx: dict[str, Any]) -> None:
        is_key = error["loc"][-1] == "[key]"
        value = path[-1] if is_key else at(self.sheet.data, path)
        what, example = form_of(ctx.get("pattern", ""))
        suggestion = slug(str(value), ctx.get("pattern", ""))
        advice = f"Write {quoted(suggestion)}." if suggestion else f"Such as {example}."
        self._say("C206", path, f"{quoted(value)} is not {what}", advice, "key" if is_key else "value")

    def _type(self, path: KeyPath, kind: str, value: Any) -> None:
        wanted = type_word(kind)
        model = model_at(self.model, path[:-1], self.sheet.data)
        last = path[-1]
        known = model and isinstance(last, str) and field_of(model, last)
        advice = f"Write {advice_for(model, str(last))}" if known else f"Make it {wanted}."
        name = quoted(last) if isinstance(last, str) else f"entry {last + 1} of {quoted(path[-2])}"
        self._say("C203", path, f"{name} is {value_word(value)}, and should be {wanted}", advice)

    def _value(self, error: ErrorDetails, path: KeyPath, ctx: dict[str, Any], value: Any) -> None:
        range_, options = allowed(error["type"], ctx)
        if error["loc"][-1] == "[key]":
            advice = partial(did_you_mean, str(path[-1]), options, "keys")
            self._say("C205", path, f"{quoted(path[-2])} cannot have a {quoted(path[-1])}", advice, "key")
            return
        name = quoted(path[-1]) if isinstance(path[-1], str) else quoted(path[-2])
        shown = quoted(value) if isinstance(value, str) else str(value)[:40]
        meant = partial(did_you_mean, str(value), options, "values") if options else f"Write {range_}."
        self._say("C205", path, f"{name} cannot be {shown}: it is {range_}", meant)


def _meant(path: KeyPath, free: list[str], near: str | None) -> str:
    """Advice on an unknown key: the kinds of step that have it, the nearest key, or else the keys that are free."""
    key, in_a_step = str(path[-1]), path[:1] == ("steps",) and len(path) == 3
    if in_a_step and key == "story":
        return "The story stands in a file of its own; “scenario” names it."
    kinds = [kind for kind, step in KINDS.items() if in_a_step and key in keys_of(step)]
    belongs = f"{quoted(key)} belongs to steps of the kind {', '.join(kinds)}." if kinds else ""
    meant = f"Did you mean {quoted(near)}?" if near else ""
    return " ".join(part for part in (belongs, meant) if part) or f"Keys that may stand here: {listed(free) or 'none'}."
