"""Records are marked, something new is written in, and no word is lost on the way."""

import itertools

import pytest
from textual import events

from coach.lessons.given import Given
from coach.plan.plan import Plan

from .conftest import TODAY
