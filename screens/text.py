"""The one door from somebody's text to a widget: made harmless by coach.display, and never read as markup."""

from textual.content import Content

from coach.display import display, display_line, shorten


def plain(text: object, style: str = "") -> Content:
    """Somebody's text as content for a widget. `style` is ours: a theme variable or a weight, such as `bold`."""
    return Content.styled(display(text), style) if style else Content(display(text))


def one_line(text: object, style: str = "") -> Content:
    """The same on one line."""
    return Content.styled(display_line(text), style) if style else Content(display_line(text))


def cut(text: object, width: int, style: str = "") -> Content:
    """The same on one line of at most `width` characters."""
    return Content.styled(shorten(text, width), style) if style else Content(shorten(text, width))


def lines(*parts: Content) -> Content:
    """Pieces of content below one another."""
    return Content("\n").join(parts)
