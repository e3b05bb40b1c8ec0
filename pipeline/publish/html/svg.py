"""Small drawings inside a page: shapes by class, so that the page's style colours them."""

from __future__ import annotations

from pipeline.validate.reports.markup import Html, element


def drawing(width: int, height: int, title: str, *shapes: Html, desc: str = "", name: str) -> Html:
    """An image as wide as its place, that says what it shows (SVG 2, 5.8).

    `name` is the class of the image; a `desc` is read out after the title.
    """
    said = [element("title", title), *([element("desc", desc)] if desc else [])]
    return element(
        "svg",
        *said,
        *shapes,
        viewBox=f"0 0 {width} {height}",
        preserveAspectRatio="none",
        role="img",
        class_=name,
    )


def box(x: float, y: float, width: float, height: float, name: str) -> Html:
    """A rectangle, to a tenth of a unit."""
    return element(
        "rect",
        x=_length(x),
        y=_length(y),
        width=_length(width),
        height=_length(height),
        class_=name,
    )


def boxes(runs: list[tuple[int, int]], height: int, name: str) -> Html:
    """Rectangles `[left, right)` of one height in one shape."""
    path = "".join(f"M{left} 0H{right}V{height}H{left}Z" for left, right in runs)
    return element("path", d=path, class_=name)


def swatch(name: str) -> Html:
    """A patch of colour beside a word that names it: not read out."""
    patch = box(0, 0, 12, 12, name)
    return element("svg", patch, viewBox="0 0 12 12", aria_hidden="true", class_="swatch")


def hatching(name: str) -> Html:
    """The pattern that the style calls `url(#name)`: a kind that must be told without colour."""
    lines = element("path", d="M-2 2L2 -2M0 8L8 0M6 10L10 6", class_=f"{name}-lines")
    ground = box(0, 0, 8, 8, f"{name}-ground")
    pattern = element(
        "pattern", ground, lines, id=name, width="8", height="8", patternUnits="userSpaceOnUse"
    )
    return element("svg", element("defs", pattern), aria_hidden="true", class_="patterns")


def _length(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
