"""Numbers as French writes them, whatever the locale."""

from __future__ import annotations

_MINUS = "\N{MINUS SIGN}"
_THIN = "\N{NARROW NO-BREAK SPACE}"


def share(value: float | None) -> str:
    """A share from 0 to 1 with three places; a dash where there is none."""
    return "–" if value is None else f"{value:.3f}".replace(".", ",")


def per_cent(size: int, whole: int) -> str:
    """A part of a whole in per cent, with one place."""
    return f"{100 * size / whole:.1f} %".replace(".", ",") if whole else "0,0 %"


def number(value: int) -> str:
    """A whole number, its thousands parted by a narrow no-break space."""
    return f"{value:,}".replace(",", _THIN)


def change(value: int) -> str:
    """A difference, with its sign; none is an equals sign."""
    if not value:
        return "="
    return f"{'+' if value > 0 else _MINUS}{number(abs(value))}"


def kilobytes(size: int) -> str:
    """The size of a file, of `size` bytes, as file managers give it: "512 o", "63 ko", "1,2 Mo"."""
    if size < 1000:
        return f"{size} o"
    if size < 999_500:
        return f"{size / 1000:.0f} ko"
    return f"{size / 1_000_000:.1f} Mo".replace(".", ",")
