"""Keys, types and values: what the models refuse, in sentences of our own, with advice."""

from functools import partial
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ...words import marked, said
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
        sheet.say(
            "C209",
            ("format",),
            said("this is format {this}, and this version knows format {format}", this=made_for, format=FORMAT),
            said("Update the program, or write it in the way of format {format}.", format=FORMAT),
        )
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
        self._say(
            "C201",
            path,
            said("{table} has no key {key}", table=where, key=quoted(key)),
            partial(_meant, path, free, near),
            "key",
        )
        return (*table, near) if near else path

    def _missing(self, table: KeyPath, keys: list[str]) -> None:
        if keys == ["kind"]:
            kinds = ", ".join(KINDS)
            self._say("C202", (*table, "kind"), said("this step has no “kind”"), said("One of: {list}.", list=kinds))
            return
        model = model_at(self.model, table, self.sheet.data)
        examples = "; ".join(advice_for(model, key) for key in keys)
        names = ", ".join(quoted(key) for key in keys)
        self.sheet.say(
            "C202",
            table,
            said("this {table} has no {keys}", table=table_word(self.sheet.kind, table), keys=names),
            said("Add {examples}", examples=examples),
        )
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
            self._say(
                "C208",
                path,
                said("a condition is exactly one of: all, any, not, answer, plan"),
                said('Such as { plan = "people", filled = true } or { answer = "route", is = "mentor" }.'),
            )
        elif kind.endswith("_type") and error["loc"][-1] != "[key]":
            self._type(path, kind, value)
        else:
            self._value(error, path, ctx, value)

    def _kind(self, path: KeyPath, kind: object) -> None:
        name = str(kind)
        near = KINDS_MEANT.get(name)
        advice = (
            said("Did you mean {meant}?", meant=said(near))
            if near
            else did_you_mean(name, KINDS, marked("kinds of step"))
        )
        self._say("C204", path, said("there is no kind of step {kind}", kind=quoted(name)), advice)
        self.sheet.faulty.add(path[:-1])

    def _count(self, path: KeyPath, kind: str, ctx: dict[str, Any], value: Any) -> None:
        least, most, count = ctx.get("min_length", 0), ctx.get("max_length", 0), len(value)
        if kind == "too_short" and count >= least:
            return  # its rows are at fault, and have their own faults
        advice = said("Add one.") if kind == "too_short" else said("Take some out, or make two of it.")
        name = quoted(path[-1])
        few = said("{name} has {n} entries, and needs at least {least}", name=name, n=count, least=least)
        many = said("{name} has {n} entries, and may have at most {most}", name=name, n=count, most=most)
        self._say("C210", path, few if kind == "too_short" else many, advice)

    def _length(self, path: KeyPath, kind: str, ctx: dict[str, Any], value: Any) -> None:
        name = quoted(path[-1])
        if kind == "string_too_short":
            self._say(
                "C207",
                path,
                said("{name} is empty", name=name),
                said("Write a few words, or leave the key out where that is allowed."),
            )
            return
        most = ctx.get("max_length", 0)
        advice = said("Make it {n} shorter; details go into “help” or “text”.", n=len(value) - most)
        self._say(
            "C207",
            path,
            said("{name} has {n} characters, and may have {most}", name=name, n=len(value), most=most),
            advice,
        )

    def _pattern(self, error: ErrorDetails, path: KeyPath, ctx: dict[str, Any]) -> None:
        is_key = error["loc"][-1] == "[key]"
        value = path[-1] if is_key else at(self.sheet.data, path)
        what, example = form_of(ctx.get("pattern", ""))
        suggestion = slug(str(value), ctx.get("pattern", ""))
        advice = (
            said("Write {value}.", value=quoted(suggestion))
            if suggestion
            else said("Such as {example}.", example=example)
        )
        self._say(
            "C206",
            path,
            said("{value} is not {form}", value=quoted(value), form=what),
            advice,
            "key" if is_key else "value",
        )

    def _type(self, path: KeyPath, kind: str, value: Any) -> None:
        wanted = type_word(kind)
        model = model_at(self.model, path[:-1], self.sheet.data)
        last = path[-1]
        known = model and isinstance(last, str) and field_of(model, last)
        advice = (
            said("Write {example}", example=advice_for(model, str(last)))
            if known
            else said("Make it {type}.", type=wanted)
        )
        name = quoted(last) if isinstance(last, str) else said("entry {n} of {list}", n=last + 1, list=quoted(path[-2]))
        self._say(
            "C203",
            path,
            said("{name} is {type}, and should be {wanted}", name=name, type=value_word(value), wanted=wanted),
            advice,
        )

    def _value(self, error: ErrorDetails, path: KeyPath, ctx: dict[str, Any], value: Any) -> None:
        range_, options = allowed(error["type"], ctx)
        if error["loc"][-1] == "[key]":
            advice = partial(did_you_mean, str(path[-1]), options, marked("keys"))
            self._say(
                "C205",
                path,
                said("{table} cannot have a {key}", table=quoted(path[-2]), key=quoted(path[-1])),
                advice,
                "key",
            )
            return
        name = quoted(path[-1]) if isinstance(path[-1], str) else quoted(path[-2])
        shown = quoted(value) if isinstance(value, str) else str(value)[:40]
        meant = (
            partial(did_you_mean, str(value), options, marked("values"))
            if options
            else said("Write {value}.", value=range_)
        )
        self._say(
            "C205", path, said("{name} cannot be {value}: it is {wanted}", name=name, value=shown, wanted=range_), meant
        )


def _meant(path: KeyPath, free: list[str], near: str | None) -> str:
    """Advice on an unknown key: the kinds of step that have it, the nearest key, or else the keys that are free."""
    key, in_a_step = str(path[-1]), path[:1] == ("steps",) and len(path) == 3
    if in_a_step and key == "story":
        return said("The story stands in a file of its own; “scenario” names it.")
    kinds = [kind for kind, step in KINDS.items() if in_a_step and key in keys_of(step)]
    belongs = (
        said("{key} belongs to steps of the kind {list}.", key=quoted(key), list=", ".join(kinds)) if kinds else ""
    )
    meant = said("Did you mean {meant}?", meant=quoted(near)) if near else ""
    return " ".join(part for part in (belongs, meant) if part) or said(
        "Keys that may stand here: {list}.", list=listed(free) or said("none")
    )
