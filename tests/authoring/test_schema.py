"""The schemas: valid themselves, right about all that is shipped, and with words for every key."""

import inspect
from pathlib import Path

import pytest
import tomli
from jsonschema import Draft202012Validator

from coach.authoring.schema import WHAT, _models
from coach.authoring.schemas import text_of
from coach.lessons.checks.form import MODELS
from coach.lessons.checks.known import kind_of
from coach.lessons.kinds import KINDS
from coach.lessons.reading import read
from tests.authoring.judging import errors, whole

CONTENT = Path(__file__).parents[2] / "content" / "core"
WORDS = Path(__file__).parents[2] / "coach" / "authoring" / "words.toml"
FIRST = CONTENT / "take-stock" / "01-start-here.toml"
FOREIGN = {"discriminator", "nullable"}  # keywords that are not JSON Schema's, or of an older one
FILES = sorted(CONTENT.rglob("*.toml"))


def nodes(node):
    """Every table in a schema."""
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(part)


@pytest.mark.parametrize("what", WHAT)
def test_it_is_a_schema_of_2020_12_with_a_name_that_needs_no_network(what: str) -> None:
    one = whole(what)
    Draft202012Validator.check_schema(one)
    assert list(one)[:2] == ["$schema", "$id"]
    assert one["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert one["$id"] == f"urn:career-coach:schema:{what}:1"
    assert text_of(what).isascii()
    for node in nodes(one):
        keys = FOREIGN & set(node)
        assert not keys, node
        assert node.get("type") != "null", "TOML has no null"
        if isinstance(node.get("properties"), dict) and node.get("type") == "object":
            assert node["additionalProperties"] is False


@pytest.mark.parametrize("what", WHAT)
def test_every_key_has_words_for_whoever_rests_on_it(what: str) -> None:
    for name, part in {"": whole(what), **whole(what).get("$defs", {})}.items():
        bare = [key for key, value in part.get("properties", {}).items() if not value.get("description")]
        assert not bare, name


def test_no_words_are_left_over() -> None:
    models = {model.__name__: model for what in WHAT for model in _models(MODELS[what])}
    models |= {
        base.__name__: base for model in models.values() for base in model.__mro__ if hasattr(base, "model_fields")
    }
    for name, words in tomli.loads(WORDS.read_text("utf-8")).items():
        keys = {field.alias or key for key, field in models[name].model_fields.items()}
        assert set(words) <= keys, name
        assert all(said.endswith((".", "...", '"')) for said in words.values()), name


def test_a_step_is_one_of_the_kinds_and_what_a_kind_is_stands_beside_it() -> None:
    one = whole("lesson")
    branches = [part["$ref"].removeprefix("#/$defs/") for part in one["properties"]["steps"]["items"]["oneOf"]]
    assert branches == [kind.__name__ for kind in KINDS.values()]
    for kind, model in KINDS.items():
        said = one["$defs"][model.__name__]["properties"]["kind"]
        assert said["const"] == kind
        assert inspect.cleandoc(str(model.__doc__)).startswith(said["description"])
        assert ("fills" in one["$defs"][model.__name__]["properties"]) == model.may_fill


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_all_that_is_shipped_is_right(file: Path) -> None:
    data = read(file.read_bytes()).data
    assert data is not None
    assert [(path, error.message) for path, error in errors(data, kind_of(file.name, data))] == []


def test_the_whole_schema_says_what_its_parts_say() -> None:
    """The other tests look at steps kind by kind, which takes a twentieth of the time."""
    data = read(FIRST.read_bytes()).data
    assert data is not None
    whole_one = Draft202012Validator(whole("lesson"))
    assert whole_one.is_valid(data)
    data["steps"][1]["kind"] = "scail"
    assert not whole_one.is_valid(data)
