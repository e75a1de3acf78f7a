"""Settings survive a restart, a bad file, and a newer version."""

from pathlib import Path

import pytest

from coach.places import Places
from coach.settings import Settings, load_settings, save_settings, settings_file
from coach.store.files import NotSaved


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path, tmp_path / "config", tmp_path / "state", tmp_path / "cache")


def write(places: Places, text: str | bytes) -> Path:
    file = settings_file(places)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_without_a_file_there_are_the_usual_ones(places: Places) -> None:
    assert load_settings(places) == (Settings(), [])
    assert not places.config.exists()


def test_kept(places: Places) -> None:
    settings = Settings(theme="coach-dark", first_run_done=True, reduced_motion=True, plain=True)
    save_settings(places, settings)
    assert load_settings(places) == (settings, [])


def test_what_a_newer_version_wrote_survives(places: Places) -> None:
    write(places, 'theme = "x"\nextra = 3\n[later]\nkey = [1, 2]\n')
    settings, notices = load_settings(places)
    assert notices == []
    save_settings(places, settings)
    again, _ = load_settings(places)
    assert again == settings
    assert again.extra == {"later": {"key": [1, 2]}, "extra": 3}


def test_one_wrong_value_spoils_only_itself(places: Places) -> None:
    write(places, 'theme = 3\nplain = true\nreduced_motion = "yes"\nfirst_run_done = 1\n')
    settings, notices = load_settings(places)
    assert settings == Settings(plain=True)
    assert len(notices) == 3
    assert "theme has to be a text" in notices[2]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("theme = ", "line 1, column 9"), (b"\xff\xfe", "UTF-8"), ("a=" + "[" * 5000, "beyond reason"),
        ("x = 1\nx = 2\n", "line 2"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_and_set_aside_before_it_is_written_over(
    text: str | bytes, why: str, places: Places
) -> None:
    file = write(places, text)
    before = file.read_bytes()
    settings, notices = load_settings(places)
    assert settings == Settings()
    assert len(notices) == 1
    assert why in notices[0]
    assert file.read_bytes() == before
    save_settings(places, Settings(theme="x"))
    assert load_settings(places) == (Settings(theme="x"), [])
    assert file.with_name("settings.unreadable.toml").read_bytes() == before


def test_editors_of_all_kinds(places: Places) -> None:
    write(places, b'\xef\xbb\xbftheme = "x"\r\nplain = true\r\n')
    assert load_settings(places) == (Settings(theme="x", plain=True), [])


def test_a_folder_where_the_file_should_be(places: Places) -> None:
    settings_file(places).mkdir(parents=True)
    settings, notices = load_settings(places)
    assert settings == Settings()
    assert "cannot be read" in notices[0]
    with pytest.raises(NotSaved):
        save_settings(places, Settings(theme="x"))
