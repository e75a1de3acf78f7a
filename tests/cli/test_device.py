"""The name of a machine: one for each, kept once, private, and made by no read."""

import re
import stat
from pathlib import Path

import pytest

from coach.store import device as module
from coach.store.device import device, keep_device, known_device, new_device


def on(monkeypatch: pytest.MonkeyPatch, machine: str) -> None:
    monkeypatch.setattr(module, "_host", lambda: machine)


def test_a_new_machine_has_no_name_and_gets_one(tmp_path: Path) -> None:
    assert known_device(tmp_path / "state") is None
    assert not (tmp_path / "state").exists()
    name = device(tmp_path / "state")
    assert re.fullmatch("[a-z0-9]{8}", name)
    assert device(tmp_path / "state") == known_device(tmp_path / "state") == name
    assert stat.S_IMODE((tmp_path / "state" / "device").stat().st_mode) == 0o600


def test_names_are_not_alike() -> None:
    assert len({new_device() for _ in range(200)}) == 200


def test_machines_that_share_a_home_have_names_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, str] = {}
    for machine in ("desk", "laptop", "desk", "laptop"):
        on(monkeypatch, machine)
        names.setdefault(machine, device(tmp_path))
        assert device(tmp_path) == names[machine]
    assert names["desk"] != names["laptop"]
    assert "desk" not in (tmp_path / "device").read_text()


def test_the_first_name_stays(tmp_path: Path) -> None:
    keep_device(tmp_path, "aaaaaaaa")
    keep_device(tmp_path, "bbbbbbbb")
    assert known_device(tmp_path) == "aaaaaaaa"


@pytest.mark.parametrize(
    "text", [b"", b"\xff\xfe\x00", b"../../../../etc x", b"one two three\n", b"aaaaaaaa ../../x\n"]
)
def test_a_damaged_file_names_nothing(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "device").write_bytes(text)
    assert known_device(tmp_path) is None
    assert re.fullmatch("[a-z0-9]{8}", device(tmp_path))
