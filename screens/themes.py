"""Three themes: ink on dark paper, ink on light paper, and one of high contrast. One accent each; meanings stay."""

from textual.theme import Theme

from coach.words import marked, said

DEFAULT = "coach-dark"

# ground: behind everything; raised: dialogs and fields; chosen: the selected row. muted is for what stands around the
# text, faint for what may be overlooked: both are still read easily (tests/screens/test_themes.py measures them).
DARK = {
    "ground": "#1a1917", "raised": "#22211e", "panel": "#2a2825", "chosen": "#27262a", "hover": "#211f1d",
    "text": "#ebe6da", "muted": "#a8a294", "faint": "#979080", "line": "#3b3934", "border": "#55524a",
    "accent": "#8db9f2", "success": "#93c98b", "warning": "#e2b45f", "error": "#f0917f",
}  # fmt: skip
LIGHT = {
    "ground": "#fbf8f1", "raised": "#f4f0e6", "panel": "#ece7da", "chosen": "#efebe0", "hover": "#f6f2e8",
    "text": "#2a2823", "muted": "#5f5a4e", "faint": "#686355", "line": "#d6cfbd", "border": "#b0a893",
    "accent": "#1f5aa6", "success": "#2c6b2f", "warning": "#865000", "error": "#a8321f",
}  # fmt: skip
CONTRAST = {
    "ground": "#000000", "raised": "#0d0d0d", "panel": "#161616", "chosen": "#1d2733", "hover": "#121212",
    "text": "#ffffff", "muted": "#d2d2d2", "faint": "#bdbdbd", "line": "#6e6e6e", "border": "#9a9a9a",
    "accent": "#7cc7ff", "success": "#7ee787", "warning": "#ffd866", "error": "#ff9e90",
}  # fmt: skip


def _variables(c: dict[str, str]) -> dict[str, str]:
    """Every variable by name, so that none is derived to something that cannot be read."""
    text, muted, faint, line, accent, ground = c["text"], c["muted"], c["faint"], c["line"], c["accent"], c["ground"]
    colours = {name: c[name] for name in ("accent", "success", "warning", "error")} | {
        "primary": accent,
        "secondary": accent,
    }
    return {
        "text": text, "text-muted": muted, "text-faint": faint, "text-disabled": faint,
        "foreground-muted": muted, "foreground-disabled": faint,
        **{f"text-{name}": colour for name, colour in colours.items()},
        "line": line, "row-hover": c["hover"], "row-chosen": c["chosen"], "raised": c["raised"],
        "border": accent, "border-blurred": c["border"], "surface-active": c["panel"],
        "block-cursor-foreground": text, "block-cursor-background": c["chosen"], "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": text, "block-cursor-blurred-background": c["raised"],
        "block-cursor-blurred-text-style": "none", "block-hover-background": c["hover"],
        "scrollbar": line, "scrollbar-hover": c["border"], "scrollbar-active": accent,
        "scrollbar-background": ground, "scrollbar-background-hover": ground, "scrollbar-background-active": ground,
        "scrollbar-corner-color": ground,
        "input-cursor-background": text, "input-cursor-foreground": ground, "input-cursor-text-style": "none",
        "input-selection-background": c["border"], "input-selection-foreground": text,
        "screen-selection-background": c["border"], "screen-selection-foreground": text,
        "footer-foreground": muted, "footer-background": ground, "footer-key-foreground": accent,
        "footer-description-foreground": muted, "footer-description-background": ground,
        "link-color": accent, "link-color-hover": accent, "link-background-hover": c["hover"],
        "button-foreground": text, "button-color-foreground": ground, "button-focus-text-style": "bold",
        **{f"markdown-h{n}-color": text for n in range(1, 7)},
        **{f"markdown-h{n}-text-style": "bold" for n in range(1, 7)},
    }  # fmt: skip


def _theme(name: str, c: dict[str, str], dark: bool) -> Theme:
    return Theme(
        name=name, dark=dark, primary=c["accent"], secondary=c["accent"], accent=c["accent"], success=c["success"],
        warning=c["warning"], error=c["error"], foreground=c["text"], background=c["ground"], surface=c["raised"],
        panel=c["panel"], boost=c["hover"], text_alpha=1.0, variables=_variables(c),
    )  # fmt: skip


THEMES = {
    "coach-dark": _theme("coach-dark", DARK, dark=True),
    "coach-light": _theme("coach-light", LIGHT, dark=False),
    "coach-contrast": _theme("coach-contrast", CONTRAST, dark=True),
}
NAMES = {
    "coach-dark": marked("Dark: pale ink on dark paper"),
    "coach-light": marked("Light: dark ink on pale paper"),
    "coach-contrast": marked("High contrast: white on black, strong colours"),
}


def theme_words(name: str) -> str:
    """A theme in the list of everything."""
    return said("Theme: {name}", name=said(NAMES[name]))


def known(name: object) -> str:
    """A theme that exists: the one of this name, else the usual one. Settings of another version never stop a start."""
    return name if isinstance(name, str) and name in THEMES else DEFAULT
