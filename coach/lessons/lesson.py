"""Lesson, Track and Pack: what authors write, as data."""

from typing import Annotated, Any, Literal

from pydantic import Field

from ..review.facts import Rhythm
from .kinds import AnyStep
from .kinds.base import Data, Slug

Seed = Annotated[str, Field(pattern=r"^[SPMX]\d{1,3}$")]
Audience = Literal["all", "self", "mentee", "mentor", "manager", "coach"]
# See `coach.packs.versions` for their order
Version = Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,9}){0,3}$")]
FORMAT = 1


class LessonTest(Data):
    """What an author expects: with these answers, these steps are reached or not, these tables are filled."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    answers: dict[Slug, dict[str, Any]] = {}  # by step; every other step gets a plausible answer
    reaches: tuple[Slug, ...] = ()
    hides: tuple[Slug, ...] = ()
    fills: tuple[str, ...] = ()  # tables that hold something afterwards


class Lesson(Data):
    """A lesson: what it is for, and its steps in order."""

    format: Literal[1]
    id: Slug
    version: Annotated[int, Field(ge=1)] = 1
    title: Annotated[str, Field(min_length=1, max_length=80)]
    track: Slug
    module: Slug
    minutes: Annotated[int, Field(ge=1, le=120)]
    audience: Annotated[tuple[Audience, ...], Field(min_length=1)]
    outcomes: Annotated[tuple[str, ...], Field(min_length=1, max_length=5)]
    requires: tuple[Slug, ...] = ()  # soft: offered, never enforced
    review: Rhythm | None = None  # the review that this lesson is: each run of it is one, with a record of its own
    covers: tuple[Seed, ...] = ()
    sources: tuple[str, ...] = ()
    light: str = ""  # how to do it in five minutes
    privacy: str = ""  # said first, when the lesson touches something sensitive
    author: str = ""
    license: str = ""
    language: str = "en"
    was: tuple[Slug, ...] = ()  # earlier ids of this lesson
    gone: tuple[Slug, ...] = ()  # ids of steps that were taken out on purpose
    steps: Annotated[tuple[AnyStep, ...], Field(min_length=1, max_length=40)]
    tests: tuple[LessonTest, ...] = ()


class Module(Data):
    """A group of lessons."""

    id: Slug
    title: Annotated[str, Field(min_length=1, max_length=80)]


class Track(Data):
    """A row of modules that belong together, with what it promises."""

    id: Slug
    title: Annotated[str, Field(min_length=1, max_length=80)]
    promise: str = ""
    audience: str = ""
    modules: tuple[Module, ...] = ()


class WayThrough(Data):
    """A route: lessons in the order in which they are offered, and whom it is meant for."""

    id: Slug
    title: Annotated[str, Field(min_length=1, max_length=80)]
    promise: str = ""
    meant_for: Annotated[Audience | None, Field(alias="for")] = None
    lessons: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Pack(Data):
    """A folder of lessons by the same authors."""

    format: Literal[1]
    id: Slug
    version: Version
    title: Annotated[str, Field(min_length=1, max_length=80)]
    authors: tuple[str, ...] = ()
    license: str = ""
    language: str = "en"
    gone: tuple[Slug, ...] = ()  # ids of lessons that were taken out on purpose
    requires: dict[Slug, Version] = {}  # other packs, or `coach` itself, with the least version
