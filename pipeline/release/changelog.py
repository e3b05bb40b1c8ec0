"""The changelog: what a release changes, or, for the first, what it holds; in French."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from pipeline.markdown import plain
from pipeline.publish.counts import Counts
from pipeline.vocabulary import Vocabulary

CHANGELOG = "CHANGELOG.md"
_ENTRY = re.compile(r"^## ", re.MULTILINE)
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)


def first_changelog(vocabulary: Vocabulary, counts: Counts) -> str:
    """What the first release holds, as Markdown."""
    say = _Words()
    kinds = [say.counted("top", counts.top)]
    if counts.undefined:
        kinds.append(say.counted("undefined", counts.undefined))
    read = [say.counted("sources", counts.sources), say.counted("entries", counts.entries)]
    lines = [
        say("and").join(read),
        say.counted("concepts", counts.concepts) + say("of_which") + say("and").join(kinds),
        *(
            f"{say.counted(kind, number)} ({say(language)})"
            for (kind, language), number in counts.labels.items()
        ),
        say.counted("relations", counts.stated_relations),
    ]
    title = plain(vocabulary.title[vocabulary.language])
    head = f"# {say('title', title=title, version=vocabulary.version)}"
    return "\n".join([head, "", say("first"), "", *(f"- {line}" for line in lines), ""])


def with_entry(text: str, version: str, day: str, changelog: str) -> str:
    """The project's changelog with one more release on top of the others.

    `text` is the changelog as it stands, empty where there is none; `changelog` that of the
    release: its title gives way to the version and the day, its headings go one level down.
    """
    body = _HEADING.sub(r"#\1 ", changelog.partition("\n")[2].strip())
    entry = f"## {version} — {day}\n\n{body}\n"
    if not text.strip():
        say = _Words()
        return f"# {say('changelog')}\n\n{say('about')}\n\n{entry}"
    found = _ENTRY.search(text)
    if found is None:
        return f"{text.rstrip()}\n\n{entry}"
    return f"{text[: found.start()]}{entry}\n{text[found.start() :]}"


class _Words:
    """The texts of wording.toml."""

    def __init__(self) -> None:
        text = files("pipeline.release").joinpath("wording.toml").read_text(encoding="utf-8")
        self._texts: dict[str, str | list[str]] = tomllib.loads(text)

    def __call__(self, key: str, **values: str) -> str:
        """A text with its {names} filled in; a key that is not listed is its own text."""
        return str(self._texts.get(key, key)).format_map(values)

    def counted(self, key: str, number: int) -> str:
        """A number of something; French counts zero with one."""
        return f"{number:,} ".replace(",", self("thousands")) + self._texts[key][number > 1]
