"""A document: what would leave is shown word for word, what is private stays, and no file is lost by writing one."""

import os
from dataclasses import replace

import pytest

from coach.plan.plan import Plan
from coach.store.files import NotSaved
from screens.steps import document_file, export

STEP = {"kind": "export", "prompt": "Your plan on one page.", "template": "one-page-plan"}
NAME = "one-page-plan-2026-11-22.md"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with a folder for documents."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    (tmp_path / "Documents").mkdir()
    return tmp_path


@pytest.fixture
def planned(given):
    """A plan with goals, a step, and somebody who is private."""
    plan = Plan().changed("goals", "g", {"name": "Lead a team", "why": "it suits me"})
    plan = plan.changed("next_steps", "s", {"text": "Ask Ana"}).changed("people", "p", {"name": "Zoe"})
    return replace(given, plan=plan)


def written(home):
    return (home / "Documents" / NAME).read_text()


async def test_what_would_leave_is_shown_and_what_is_private_stays(host, planned, home):
    app = host(STEP, given=planned)
    async with app.run_here((80, 40)) as pilot:
        assert app.view.raw() == {"included": ["goals", "next_steps"]}
        assert "Lead a team (why: it suits me)" in app.text()
        assert "[ ] 3 People" in app.text()
        assert "private, stays here" in app.text()
        assert "Zoe" not in app.text()
        assert "2 of 3 parts would leave." in app.text()
        await pilot.press("3", "1")
        assert app.view.raw() == {"included": ["next_steps", "people"]}
        assert app.said[-1] == app.view.raw()
        assert "! private, would leave" in app.text()
        assert "- Zoe" in app.text()
        assert "it suits me" not in app.text()
        assert "2 of 3 parts would leave, 1 of them private." in app.text()
        assert os.listdir(home / "Documents") == []


async def test_it_is_written_by_enter(host, planned, home):
    app = host(STEP, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("enter", "enter", "enter")
        assert f"Written to ~/Documents/{NAME}" in " ".join(app.text().split())
        assert "# My plan on one page" in written(home)
        assert "- Lead a team" in written(home)
        assert "Zoe" not in written(home)
        path = os.path.join("~", "Documents", NAME)
        assert app.said[-1] == app.view.raw() == {"included": ["goals", "next_steps"], "path": path}
        assert app.dones == 0
        assert "› Go on" in app.text()
        await pilot.press("enter")
        assert app.dones == 1


async def test_it_need_not_be_written(host, planned, home):
    app = host(STEP, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("enter", "enter", "right", "enter")
        assert app.dones == 1
        assert app.view.raw() == {"included": ["goals", "next_steps"]}
        assert os.listdir(home / "Documents") == []


async def test_by_mouse(host, planned, home):
    app = host(STEP, given=planned)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Next steps"))
        await pilot.click(offset=app.spot("Lead a team"))
        assert app.view.raw()["included"] == ["goals"]
        await pilot.click(offset=app.spot("Write it"))
        assert "Ask Ana" not in written(home)
        await pilot.click(offset=app.spot("Go on"))
        assert app.dones == 1


async def test_a_file_that_is_there_is_only_replaced_when_that_was_said(host, planned, home):
    (home / "Documents" / NAME).write_text("mine")
    app = host(STEP, given=planned)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Write it"))
        assert written(home) == "mine"
        assert f"{NAME} is there already" in app.text()
        assert "path" not in app.view.raw()
        assert "› Replace it" in app.text()
        await pilot.press("enter")
        assert "Lead a team" in written(home)


async def test_leave_to_replace_one_file_is_none_for_another(host, planned, home):
    for name in ("a.md", "b.md"):
        (home / name).write_text("mine")
    app = host(STEP, {"to": "~/a.md"}, planned)
    async with app.run_here() as pilot:
        await pilot.press("enter", "enter", "enter")
        assert "a.md is there already" in app.text()
        await pilot.press("up", *["backspace"] * 4, *"b.md")
        assert "is there already" not in app.text()
        await pilot.press("enter", "enter")
        assert "b.md is there already" in app.text()
        assert (home / "a.md").read_text() == (home / "b.md").read_text() == "mine"


async def test_a_file_that_appears_at_the_last_moment_is_kept(host, planned, home, monkeypatch):
    def put(path, text, replace):
        path.write_text("mine")
        return document_file.put(path, text, replace)

    monkeypatch.setattr(export, "put", put)
    app = host(STEP, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("enter", "enter", "enter")
        assert "is there already" in app.text()
        assert written(home) == "mine"


async def test_after_a_change_the_file_no_longer_counts(host, planned, home):
    app = host(STEP, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("enter", "enter", "enter")
        await pilot.press("shift+tab", "shift+tab", "shift+tab", "2")
        assert app.view.raw() == {"included": ["goals"]}
        assert "1 of 3 parts would leave." in app.text()
        assert "Replace it" in app.text()
        await pilot.click(offset=app.spot("Replace it"))
        assert "Ask Ana" not in written(home)
        assert "path" in app.view.raw()


async def test_nothing_ticked_writes_nothing(host, planned, home):
    app = host(STEP, {"included": []}, planned)
    async with app.run_here() as pilot:
        assert "Nothing is ticked, so nothing would leave." in app.text()
        await pilot.click(offset=app.spot("Write it"))
        assert "! Tick at least one part" in app.text()
        assert os.listdir(home / "Documents") == []


@pytest.mark.parametrize(
    ("to", "why"),
    [("~/gone/plan.md", "There is no folder"), ("~/gone/", "There is no folder"), ("x" * 400, "cannot be the name"),
     ("a\0b", "cannot be the name"), ("/dev/null", "is not an ordinary file"), ("~nobody-here/x", "cannot be")],
)  # fmt: skip
async def test_what_cannot_be_a_file_is_said(host, planned, home, to, why):
    app = host(STEP, {"to": to}, planned)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Write it"))
        assert why in " ".join(app.text().split())
        assert "path" not in app.view.raw()
        assert not (home / "gone").exists()
        assert app.focused is not None


async def test_a_file_needs_a_name(host, planned, home):
    app = host(STEP, {"to": "x"}, planned)
    async with app.run_here() as pilot:
        await pilot.press("enter", "backspace", "enter", "enter")
        assert "! Type the name of a file first." in app.text()


async def test_a_folder_means_a_file_in_it(host, planned, home):
    app = host(STEP, {"to": str(home)}, planned)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Write it"))
        assert (home / NAME).is_file()
        assert app.view.raw()["path"] == os.path.join("~", NAME)


async def test_a_disk_that_is_full_is_said(host, planned, home, monkeypatch):
    def full(path, text, replace):
        raise NotSaved(path, "No space left on device")

    monkeypatch.setattr(export, "put", full)
    app = host(STEP, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("enter", "enter", "enter")
        assert "! Not written: No space left on device." in app.text()
        assert "path" not in app.view.raw()
        assert "› Write it" in app.text()


async def test_a_name_that_was_typed_comes_back(host, planned, home):
    app = host(STEP, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("enter", "ctrl+u", *"~/x.md")
        draft = app.said[-1]
        assert draft["to"] == "~/x.md"
    app = host(STEP, draft, planned)
    async with app.run_here():
        assert "~/x.md" in app.text()
        assert app.view.raw() == draft
        assert app.said == []


async def test_a_kept_answer_comes_back(host, planned, home):
    kept = {"template": "one-page-plan", "included": ["goals", "people"], "on": "2026-11-22", "path": "~/x.md"}
    app = host(STEP, kept, planned)
    async with app.run_here() as pilot:
        assert "Written to ~/x.md before." in app.text()
        assert "Write it again" in app.text()
        assert app.step.accept(app.view.raw(), planned).value == kept
        assert app.said == []
        (home / "x.md").write_text("mine")
        await pilot.click(offset=app.spot("Write it again"))
        assert (home / "x.md").read_text() == "mine"
        await pilot.press("enter")
        assert "Zoe" in (home / "x.md").read_text()


async def test_an_empty_plan_can_be_left(host, home):
    app = host(STEP)
    async with app.run_here() as pilot:
        assert "Your plan holds nothing yet" in app.text()
        await pilot.press("space", "1", "enter")
        assert app.dones == 1
        assert app.view.raw() == {"included": []}


ODD = [{"included": "goals", "path": 3, "to": {}}, {"included": [None, {}, "gone"]}, {"included": None}]


@pytest.mark.parametrize("raw", ODD)
async def test_an_odd_draft_is_survived(host, planned, home, raw):
    app = host(STEP, raw, planned)
    async with app.run_here():
        assert set(app.view.raw()) == {"included"}
        assert app.said == []


@pytest.mark.slow
async def test_a_long_document_is_read_to_its_end_and_left_by_the_arrows(host, given, home):
    plan = Plan()
    for n in range(12):
        plan = plan.changed("goals", f"g{n:02}", {"name": f"Goal number {n}", "why": "because " * 20})
    app = host(STEP, given=replace(given, plan=plan))
    async with app.run_here((40, 12)) as pilot:
        assert "› [x] 1 Goals" in app.text()
        await pilot.press("pagedown")
        assert "Goals" not in app.text()
        for _ in range(200):
            if app.focused is not app.view._parts:
                break
            await pilot.press("down")
        assert app.focused is app.view._lines["to"]


async def test_somebodys_text_is_only_text(host, given, home, hostile):
    plan = Plan().changed("goals", "g", {"name": hostile, "why": hostile})
    app = host(STEP, {"to": f"~/{hostile}"}, replace(given, plan=plan))
    async with app.run_here() as pilot:
        assert "@click=app.quit" in app.text()
        await pilot.click(offset=app.spot("@click=app.quit"))
        await pilot.click(offset=app.spot("Write it"))
        assert "! There is no folder" in app.text()
        assert app.is_running
