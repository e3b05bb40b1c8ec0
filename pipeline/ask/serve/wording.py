"""What the pages of the server say: wording.toml, French with English beside it."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from markupsafe import Markup

_TEXTS: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    files("pipeline.ask.serve").joinpath("wording.toml").read_text(encoding="utf-8")
)


def french(section: str, key: str, **values: object) -> str:
    """The French for a key of a section, with its {names} filled in; an unknown key is its text."""
    return _text(section, key, "fr", values)


def both(section: str, key: str, **values: object) -> Markup:
    """The same with its English beside it, as markup; what is filled in is escaped."""
    texts = [(tag, _text(section, key, tag, values)) for tag in ("fr", "en")]
    if texts[0][1] == texts[1][1]:
        return Markup("<span>{}</span>").format(texts[0][1])
    spans = [Markup('<span lang="{}">{}</span>').format(tag, text) for tag, text in texts if text]
    return Markup(" ").join(spans)


def spaced(text: str) -> str:
    """French that was typed plainly, with no-break spaces and typographic apostrophes."""
    text = re.sub(r" (?=[:;?!»])", "\N{NO-BREAK SPACE}", text.replace("'", "’"))
    return text.replace("« ", "«\N{NO-BREAK SPACE}")


def number(value: int) -> str:
    """A number as French writes it: groups of three, narrow no-break spaces between them."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _text(section: str, key: str, tag: str, values: dict[str, object]) -> str:
    return _TEXTS[section].get(key, {}).get(tag, key).format_map(values)
