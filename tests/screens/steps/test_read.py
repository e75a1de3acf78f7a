"""Reading: the text, the key that goes on, and the page that is turned first."""

SHORT = {"kind": "read", "text": "A plan helps you *choose*.\n\n- **One**: first\n- Two"}
LONG = {"kind": "read", "text": "\n\n".join(f"Paragraph {n}." for n in range(30))}


async def test_enter_and_space_go_on(host):
    app = host(SHORT)
    async with app.run_here() as pilot:
        assert "A plan helps you choose." in app.text()
        assert "• One: first" in app.text()
        await pilot.press("enter")
        await pilot.press("space")
        assert app.dones == 2
        assert app.view.raw() == {}


async def test_the_mouse_goes_on(host):
    app = host(SHORT)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Go on"))
        assert app.dones == 1


async def test_space_turns_the_page_before_it_goes_on(host):
    app = host(LONG)
    async with app.run_here() as pilot:
        assert "Paragraph 0." in app.text()
        await pilot.press("space")
        assert "Paragraph 0." not in app.text()
        assert app.dones == 0
        for _ in range(10):
            await pilot.press("space")
            if app.dones:
                break
        assert "› Go on" in app.text()
        assert app.dones == 1


async def test_the_arrows_scroll(host):
    app = host(LONG)
    async with app.run_here() as pilot:
        await pilot.press("pagedown")
        assert "Paragraph 0." not in app.text()
        await pilot.press("home")
        assert "Paragraph 0." in app.text()


async def test_a_long_text_begins_at_its_beginning(host):
    app = host(LONG)
    async with app.run_here((40, 12)) as pilot:
        await pilot.pause()
        assert "Paragraph 0." in app.text()
        assert app.focused is app.view


async def test_text_is_a_column_whatever_the_window(host):
    app = host({"kind": "read", "text": "word " * 60})
    async with app.run_here((200, 50)):
        assert max(len(line) for line in app.lines() if "word" in line) <= 2 + 72


async def test_without_the_focus_the_mark_goes_out(host):
    app = host(SHORT)
    async with app.run_here() as pilot:
        assert "› Go on" in app.text()
        app.screen.set_focus(None)
        await pilot.pause()
        assert "› Go on" not in app.text()
        assert "Go on" in app.text()
