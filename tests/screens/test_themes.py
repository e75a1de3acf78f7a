"""Every text can be read: contrast as WCAG measures it, in every theme and on every ground it stands on."""

import itertools

import pytest
from textual.color import Color

from screens.themes import DEFAULT, THEMES, known

TEXTS = [
    "text", "text-muted", "text-faint", "text-disabled", "text-accent", "text-success", "text-warning", "text-error",
    "text-primary", "foreground-muted", "accent", "success", "warning", "error", "footer-key-foreground",
]  # fmt: skip
GROUNDS = ["background", "surface", "panel", "raised", "row-chosen", "row-hover"]
AT_LEAST = {"coach-contrast": 7.0}


def luminance(color: Color) -> float:
    def linear(channel: int) -> float:
        c = channel / 255
        return c / 12.92 if c <= 0.03928 else float(((c + 0.055) / 1.055) ** 2.4)

    r, g, b = (linear(channel) for channel in color.rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def variables(theme: str) -> dict[str, str]:
    return {**THEMES[theme].to_color_system().generate(), **THEMES[theme].variables}


@pytest.mark.parametrize(("theme", "text"), list(itertools.product(THEMES, TEXTS)))
def test_text_can_be_read_on_every_ground(theme: str, text: str) -> None:
    colours = variables(theme)
    ratios = {ground: contrast(Color.parse(colours[text]), Color.parse(colours[ground])) for ground in GROUNDS}
    assert min(ratios.values()) >= AT_LEAST.get(theme, 4.5), ratios


@pytest.mark.parametrize("theme", THEMES)
def test_the_cursor_in_a_field_is_seen(theme: str) -> None:
    colours = variables(theme)
    assert contrast(Color.parse(colours["input-cursor-background"]), Color.parse(colours["row-chosen"])) >= 4.5


@pytest.mark.parametrize("name", ["coach-light", "coach-dark", "coach-contrast"])
def test_ours_are_known(name: str) -> None:
    assert known(name) == name


@pytest.mark.parametrize("name", ["", "gone", None, 3, "textual-dark"])
def test_others_become_the_usual_one(name: object) -> None:
    assert known(name) == DEFAULT
