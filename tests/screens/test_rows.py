"""The list that all places share: one selection, headings that are only read, and nothing drawn that is not in view."""

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from screens.themes import DEFAULT, THEMES
from screens.widgets.rows import Row, Rows, blank, passage


class Host(App[None]):
    """A list, and what it said."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.rows = Rows(rows)
        self.chosen: list[str] = []
        self.moved: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[DEFAULT].variables)

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.chosen.append(message.key)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        self.moved.append(message.key)

    def text(self) -> list[str]:
        """What stands on the screen."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


def row(name: str, lines: int = 1) -> Row:
    return Row(lambda width: [Content(f"{name} {n}") for n in range(lines)], name, lines)


def running(rows: list[Row]) -> tuple[Host, Any]:
    app = Host(rows)
    return app, app.run_test(size=(30, 6), notifications=True)


async def test_the_selection_goes_past_what_is_only_read() -> None:
    app, test = running([passage(Content("Heading")), row("a"), blank(), passage(Content("Another")), row("b")])
    async with test as pilot:
        await pilot.pause()
        assert app.rows.key == "a"
        await pilot.press("down")
        assert app.rows.key == "b"
        await pilot.press("down", "up", "up", "enter")
        assert app.chosen == ["a"]


async def test_the_heading_of_the_first_row_is_seen_again() -> None:
    app, test = running([passage(Content("Heading")), *(row(f"r{n}") for n in range(20))])
    async with test as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "Heading" not in "\n".join(app.text())
        assert app.text()[-1].startswith("▌ r19")
        await pilot.press("home")
        await pilot.pause()
        assert app.text()[0] == "  Heading"


async def test_what_stands_below_the_last_row_can_be_read() -> None:
    app, test = running([row("a"), *(passage(Content(f"line {n}")) for n in range(12))])
    async with test as pilot:
        await pilot.press(*["down"] * 12)
        await pilot.pause()
        assert "  line 11" in app.text()
        await pilot.press("up")
        await pilot.pause()
        assert app.rows.key == "a"


@pytest.mark.parametrize("key", ["pagedown", "end", "G"])
async def test_far_down_and_back(key: str) -> None:
    app, test = running([row(f"r{n}", 2) for n in range(25)])
    async with test as pilot:
        for _ in range(20):
            await pilot.press(key)
        assert app.rows.key == "r24"
        for _ in range(20):
            await pilot.press("pageup")
        assert app.rows.key == "r0"


async def test_other_rows_keep_the_selection_on_its_key_or_near_it() -> None:
    app, test = running([row("a"), row("b"), row("c")])
    async with test as pilot:
        await pilot.press("down")
        app.rows.show([row("new"), row("a"), row("b")])
        assert app.rows.key == "b"
        app.rows.show([row("new"), row("a"), row("d")])
        assert app.rows.key == "d"  # in its place
        app.rows.show([passage(Content("nothing left"))])
        assert app.rows.key == ""
        await pilot.press("down", "up", "pagedown", "pageup", "home", "end", "enter")
        assert app.chosen == []


async def test_a_click_selects_and_a_second_one_acts() -> None:
    app, test = running([passage(Content("Heading")), row("a"), row("b")])
    async with test as pilot:
        await pilot.click(offset=(4, 2))
        assert (app.rows.key, app.chosen) == ("b", [])
        await pilot.click(offset=(4, 2))
        assert app.chosen == ["b"]
        await pilot.click(offset=(4, 0))
        await pilot.click(offset=(4, 5))
        assert (app.rows.key, app.chosen) == ("b", ["b"])


async def test_no_rows_at_all() -> None:
    app, test = running([])
    async with test as pilot:
        await pilot.press("down", "pagedown", "end", "enter")
        await pilot.click(offset=(3, 3))
        assert app.chosen == []


async def test_ten_thousand_rows_are_drawn_where_one_looks() -> None:
    drawn: list[str] = []

    def make(n: int) -> Row:
        def draw(width: int) -> list[Content]:
            drawn.append(f"r{n}")
            return [Content(f"row {n}")]

        return Row(draw, f"r{n}", 1)

    app, test = running([make(n) for n in range(10_000)])
    async with test as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "▌ row 9999" in app.text()
        assert len(drawn) < 60
