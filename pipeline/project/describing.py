"""What can be known of a glossary from its file: its language, its title, who publishes it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from pipeline.extract.document import Metadata
from pipeline.model import Entry
from pipeline.vocabulary import is_web_address

# In words of running text: fewer say nothing of a language.
_FEWEST = 8
_WORD = re.compile(r"[^\W\d_]+")
# The languages that the shapes let the texts of a vocabulary have.
LANGUAGES = ("fr", "en")
# What stands in sources.toml until a person knows better.
UNKNOWN = {
    "publisher": "éditeur à préciser",
    "url": "",
    "rights": "Droits à préciser : qui publie ce texte, et ce qu'il permet d'en citer.",
}


def language_of(entries: Sequence[Entry]) -> str:
    """The language of the definitions of entries by their little words; empty where it does not
    show.
    """
    words = Counter(
        word
        for entry in entries
        for sense in entry.senses
        for word in _WORD.findall(sense.text.lower())
    )
    if words.total() < _FEWEST:
        return ""
    # A word that two languages have counts for neither more than for the other.
    counts = {tag: sum(words[word] for word in own) for tag, own in _little_words().items()}
    first, second, *_ = sorted(counts.values(), reverse=True)
    best = max(counts, key=lambda tag: counts[tag])
    return best if first > second and first >= 0.05 * words.total() else ""


@cache
def _little_words() -> dict[str, list[str]]:
    text = files("pipeline.project").joinpath("language.toml").read_text("utf-8")
    words: dict[str, list[str]] = tomllib.loads(text)
    return words


def described(
    stem: str,
    metadata: Metadata,
    entries: Sequence[Entry],
    given: Mapping[str, str],
    language: str,
    title: str = "",
) -> tuple[dict[str, str], list[str]]:
    """The description of a source as its table has it, and the keys that a person must fill in.

    What is `given` counts first, then what the file says of itself, then what its text shows
    (`title`: how it is headed); `stem` is the name of the file without ending, `language` the
    vocabulary's.
    """
    url = metadata.url if is_web_address(metadata.url) else ""
    said = {
        "title": _without(metadata.publisher, " ".join((metadata.title or title).split())),
        "publisher": " ".join(metadata.publisher.split()),
        "url": url,
        "language": language_of(entries) or metadata.language.partition("-")[0].lower(),
    }
    known = {key: value for key, value in {**said, **given}.items() if value}
    # A page whose publisher is not named is its site's.
    site = urlsplit(known.get("url", "")).hostname or ""
    if "publisher" not in known and site:
        known["publisher"] = site.removeprefix("www.")
    missing = [key for key in ("publisher", "url", "rights") if key not in known]
    if "language" not in known:
        missing.append("language")
    row = {
        "title": known.get("title", _title(stem)),
        "publisher": known.get("publisher", UNKNOWN["publisher"]),
        "url": known.get("url", UNKNOWN["url"]),
        "part": known.get("part", ""),
        "language": known.get("language", language),
        "rights": known.get("rights", UNKNOWN["rights"]),
        "collected": known.get("collected", ""),
    }
    kept = {key: value for key, value in row.items() if value or key == "url"}
    return kept, missing


def _without(publisher: str, title: str) -> str:
    """A title without the name of the site behind it: `Lexique | Jardinia`."""
    name = " ".join(publisher.split())
    return re.sub(rf"\s+[|–—·-]\s+{re.escape(name)}$", "", title) if name else title


def _title(stem: str) -> str:
    words = " ".join(re.split(r"[\s_-]+", stem)).strip()
    return words[:1].upper() + words[1:] or "Glossaire"
