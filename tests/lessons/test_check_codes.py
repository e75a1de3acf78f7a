"""Each code has an example that shows it: the check finds the code in what is wrong, and not in what is right."""

import pytest
import tomli
import tomli_w

from coach.lessons.check import check_bytes
from coach.lessons.codes import CODES

from .test_check import KNOWN

HEAD = {
    "format": 1, "id": "mine", "title": "Mine", "track": "take-stock", "module": "where-now", "minutes": 5,
    "audience": ["all"], "outcomes": ["see"],
}  # fmt: skip
WAY = {
    "id": "way", "kind": "choice", "title": "Way",
    "options": [{"id": "alone", "label": "Alone"}, {"id": "together", "label": "Together"}],
}  # fmt: skip
STORY = {"format": 1, "id": "mine", "title": "Mine", "setting": "A shop.", "role": "You lead.", "start": "t1"}
EXAMPLES = sorted(code for code, about in CODES.items() if about.wrong and code < "C5")


def whole(example: str) -> bytes:
    """An example as a whole file: it may leave out what it is not about."""
    try:
        data = tomli.loads(example)
    except tomli.TOMLDecodeError:
        return example.encode()
    if "nodes" in data or "endings" in data:
        return tomli_w.dumps(STORY | data).encode()
    steps = [{"id": f"s{n}", "kind": "text", "title": "T"} | step for n, step in enumerate(data.pop("steps", []))]
    remark = example.split("\n")[0] + "\n" if example.startswith("#") else ""
    return (remark + tomli_w.dumps(HEAD | data | {"steps": [WAY, *steps]})).encode()


def codes(example: str) -> set[str]:
    return {fault.code for fault in check_bytes("mine.toml", whole(example), KNOWN).faults}


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_shows_its_code(code: str) -> None:
    assert code in codes(CODES[code].wrong)
    assert code not in codes(CODES[code].right)


def test_nearly_every_code_has_an_example() -> None:
    about_files = {"C103", "C104", "C106", "C108", "C109", "C110", "C322"}  # nothing that one lesson could show
    translations = {"C415", "C416"}
    assert {code for code in CODES if code < "C5"} - set(EXAMPLES) - translations == about_files
