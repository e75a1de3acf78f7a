"""One of several, several of many, words of one's own, and feedback beside what was chosen."""

import pytest

OPTIONS = [
    {"id": "stock", "label": "Take stock", "help": "Where you are now."},
    {"id": "map", "label": "Draw the map", "help": "Where you could go."},
    {"id": "act", "label": "Act and review"},
]
ONE = {"kind": "choice", "prompt": "What first?", "options": OPTIONS}
MANY = {**ONE, "many": True, "min": 1, "max": 2}
OTHER = {**ONE, "other": True}
QUIZ = {
    "kind": "choice",
    "options": [
        {"id": "a", "label": "Charity", "right": False, "feedback": "People tend to help back."},
        {"id": "b", "label": "An investment", "right": True, "feedback": "Both can gain."},
        {"id": "c", "label": "A cost", "right": False, "feedback": "Only in the first week."},
    ],
}


async def test_enter_chooses_and_goes_on(host):
    app = host(ONE)
    async with app.run_here() as pilot:
        await pilot.press("down", "enter")
        assert app.said == [{"chosen": ["map"]}]
        assert app.dones == 1
        assert "(x) 2  Draw the map" in app.text()


async def test_space_and_digits_only_mark(host):
    app = host(ONE)
    async with app.run_here() as pilot:
        await pilot.press("space")
        assert app.view.raw() == {"chosen": ["stock"]}
        await pilot.press("3")
        assert app.view.raw() == {"chosen": ["act"]}
        assert app.dones == 0
        assert "( ) 1  Take stock" in app.text()


async def test_a_letter_jumps_and_the_help_of_the_row_is_shown(host):
    app = host(ONE)
    async with app.run_here() as pilot:
        assert "Where you are now." in app.text()
        await pilot.press("d")
        assert "› ( ) 2  Draw the map" in app.text()
        assert "Where you could go." in app.text()
        assert "Where you are now." not in app.text()


async def test_home_and_end(host):
    app = host(ONE)
    async with app.run_here() as pilot:
        await pilot.press("end")
        assert "› ( ) 3  Act and review" in app.text()
        await pilot.press("home")
        assert "› ( ) 1  Take stock" in app.text()


async def test_the_mouse_chooses(host):
    app = host(ONE)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Act and review"))
        assert app.said == [{"chosen": ["act"]}]
        assert app.dones == 0


async def test_several_are_counted(host):
    app = host(MANY)
    async with app.run_here() as pilot:
        await pilot.press("1", "2")
        assert "[x] 1  Take stock" in app.text()
        assert "2 of at most 2" in app.text()
        await pilot.press("3")
        assert "3 of at most 2: one too many" in app.text()
        await pilot.click(offset=app.spot("Take stock"))
        assert app.view.raw() == {"chosen": ["map", "act"]}
        await pilot.press("enter")
        assert app.dones == 1
        assert app.view.raw() == {"chosen": ["map", "act"]}


async def test_words_of_ones_own_take_the_place_of_an_option(host):
    app = host(OTHER, {"chosen": ["stock"]})
    async with app.run_here() as pilot:
        await pilot.press("end", "down", *"rest")
        assert app.view.raw() == {"chosen": [], "other": "rest"}
        assert app.step.accept(app.view.raw(), app.view.given).value["other"] == "rest"
        await pilot.press("enter")
        assert app.dones == 1


async def test_the_pointer_is_only_where_the_next_key_acts(host):
    app = host(OTHER)
    async with app.run_here() as pilot:
        assert "›" in app.text()
        await pilot.press("end", "down")
        assert "›" not in app.text()
        await pilot.press("up")
        assert "› ( ) 3  Act and review" in app.text()


async def test_words_of_ones_own_are_not_lost_when_an_option_is_chosen(host):
    app = host(OTHER, {"other": "rest"})
    async with app.run_here() as pilot:
        await pilot.press("2")
        assert app.view.raw() == {"chosen": ["map"], "other_text": "rest"}
        await pilot.press("end", "down", "enter")
        assert app.view.raw() == {"chosen": [], "other": "rest"}


async def test_with_several_the_words_are_one_more(host):
    app = host({**MANY, "other": True}, {"chosen": ["stock"]})
    async with app.run_here() as pilot:
        await pilot.press("end", "down", *"x")
        assert app.view.raw() == {"chosen": ["stock"], "other": "x"}
        assert "2 of at most 2" in app.text()


async def test_a_draft_stands_there_and_nothing_is_said(host):
    app = host(MANY, {"chosen": ["act", "map", "gone"]})
    async with app.run_here():
        assert "[x] 3  Act and review" in app.text()
        assert app.view.raw() == {"chosen": ["map", "act"]}
        assert app.said == []


@pytest.mark.parametrize("raw", [{"chosen": None}, {"chosen": 3, "other": 5}, {"chosen": [["x"]]}])
async def test_an_odd_draft_is_survived(host, raw):
    app = host(OTHER, raw)
    async with app.run_here() as pilot:
        await pilot.press("1")
        assert app.view.raw()["chosen"] == ["stock"]


async def test_feedback_stands_beside_the_options(host):
    app = host(QUIZ)
    async with app.run_here() as pilot:
        await pilot.press("enter")
        app.view.show_feedback(app.step.feedback({"chosen": ["a"]}))
        await pilot.pause()
        text = app.text()
        assert "– Not quite: People tend to help back." in text
        assert "✓ This one: Both can gain." in text
        assert "– Not this one: Only in the first week." in text
        assert "(x) 1  Charity" in text
        await pilot.press("down", "enter")
        assert app.dones == 2
        assert app.view.raw() == {"chosen": ["a"]}


async def test_another_answer_takes_the_feedback_away_and_counts_as_another_try(host):
    app = host(QUIZ)
    async with app.run_here() as pilot:
        await pilot.press("enter")
        app.view.show_feedback(app.step.feedback({"chosen": ["a"]}))
        await pilot.pause()
        await pilot.press("2")
        assert "Not quite" not in app.text()
        assert app.view.raw() == {"chosen": ["b"], "tries": 2}
        assert app.step.accept(app.view.raw(), app.view.given).value["tries"] == 2


async def test_long_labels_keep_to_their_column(host):
    label = "a label that is much longer than one line can be, because somebody wrote all that came to mind " * 2
    app = host({"kind": "choice", "options": [{"id": "a", "label": label.strip()}, {"id": "b", "label": "漢字 short"}]})
    async with app.run_here((40, 12)):
        column = app.spot("a label")[0]
        later = [line for line in app.lines() if any(word in line for word in ("longer", "because", "somebody"))]
        assert len(later) > 1
        assert all(line[:column].strip() == "" for line in later)


async def test_an_option_far_down_is_scrolled_to(host):
    options = [{"id": f"o{n}", "label": f"Option number {n}"} for n in range(40)]
    app = host({"kind": "choice", "options": options})
    async with app.run_here() as pilot:
        await pilot.press("end")
        assert "Option number 39" in app.text()
        await pilot.press("home")
        assert "Option number 0" in app.text()


async def test_somebodys_text_is_only_text(host, hostile):
    app = host({**OTHER, "options": [{"id": "a", "label": hostile, "help": hostile}]}, {"other": hostile})
    async with app.run_here() as pilot:
        assert app.text().count("[/] [b]x[/c] [@click=app.quit]x[/]") >= 2
        await pilot.click(offset=app.spot("[@click=app.quit]"))
        assert app.is_running
        assert app.view.raw()["chosen"] == ["a"]


async def test_nothing_to_choose_from_can_be_left(host):
    app = host({"kind": "choice", "from": "earlier"})
    async with app.run_here() as pilot:
        assert "nothing here yet" in app.text()
        await pilot.press("enter")
        assert app.dones == 1
