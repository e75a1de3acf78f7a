"""What every record has: one base, one visibility, one id rule."""

import datetime as dt
from typing import Any, ClassVar, Literal

import msgspec

Visibility = Literal["private", "coach", "sponsor", "shareable"]  # each is seen by all before it, too
CAPTURED, BY_HAND = "capture", "hand"  # where a record came from


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A group of fields inside a record, such as the current role inside the profile."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every record has. `extra` keeps keys this version does not know, so that a newer version's data survives."""

    table: ClassVar[str]
    title: ClassVar[str]
    one: ClassVar[bool] = False  # a plan has exactly one of these; its id is the table's name
    label_field: ClassVar[str] = ""  # the field that names the record in a list
    closed: ClassVar[frozenset[str]] = frozenset()  # statuses after which nothing more is to be done
    default_visibility: ClassVar[Visibility] = "private"

    id: str
    visibility: Visibility | None = None
    source: str | None = None  # "lesson/step", "review", "hand"; "capture" until it is sorted at a review
    created: dt.date | None = None
    extra: dict[str, Any] = {}

    @property
    def label(self) -> str:
        """What to call this record in a list: its naming field, or its id when that is empty."""
        return str(getattr(self, self.label_field, None) or self.id)

    @property
    def in_label(self) -> frozenset[str]:
        """The fields that the label says already, so that nobody needs to say them again below it."""
        named = bool(self.label_field) and getattr(self, self.label_field, None) == self.label
        return frozenset({self.label_field}) if named else frozenset()

    @property
    def open(self) -> bool:
        """Whether something can still be done about it."""
        return getattr(self, "status", None) not in self.closed
