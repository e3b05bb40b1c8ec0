"""Every word of the page is said somewhere, in both languages, and everything that is said has words."""

import re
from pathlib import Path

import pytest

from pipeline.publish.explorer.words import Both, words

APP = Path("pipeline/publish/explorer/app")
# Looked for one after the other: a template may hold texts.
_TEXTS = (re.compile(r'"(?:[^"\\\n]|\\.)*"'), re.compile(r"`[a-z]+\.[^`\n]*`"))
# `t("room.key")`, `t(condition ? "room.key" : ...)`: whatever looks like a key of a room that has words.
_KEY = re.compile(r"[a-z]+\.[a-z_A-Z0-9]+")
_NAME = re.compile(r'["`](\w+?(?::\w+)?)(?=["`.]|_\$\{)|(?<=[{ ,])(\w+):')
_HOLE = re.compile(r"\$\{[^}]*\}")


@pytest.fixture(scope="module")
def said() -> dict[str, Both]:
    """The words by key."""
    return words()


@pytest.fixture(scope="module")
def texts(project: Path) -> list[str]:
    """Every text that stands in the modules, without its quotation marks."""
    modules = [file.read_text(encoding="utf-8") for file in sorted((project / APP).rglob("*.js"))]
    return [found[0][1:-1] for one in modules for form in _TEXTS for found in form.finditer(one)]


@pytest.fixture(scope="module")
def names(project: Path) -> set[str]:
    """Every quoted word and every name of a property in the modules and in what writes their data:
    keys that are put together are put together of these.
    """
    files = [*(project / APP).rglob("*.js"), *(project / APP).parent.glob("*.py")]
    return {
        found[1] or found[2] for one in files for found in _NAME.finditer(one.read_text("utf-8"))
    }


def _patterns(texts: list[str], rooms: set[str]) -> list[re.Pattern[str]]:
    """The keys with holes in them (`room.kind_${kind}`), each hole a group."""
    holed = {text for text in texts if "${" in text and text.split(".")[0] in rooms}
    found = []
    for text in sorted(holed):
        parts = [re.escape(part) for part in _HOLE.split(text)]
        found.append(re.compile(r"(\w+?)".join(parts)))
    return found


def _is_made_of(value: str, names: set[str]) -> bool:
    """Whether a value is a word of the modules, or several of them joined by "_"; a CURIE is written
    with "_" for ":".
    """
    if value in names or value.replace("_", ":", 1) in names:
        return True
    places = [place for place, sign in enumerate(value) if sign == "_"]
    return any(value[:at] in names and _is_made_of(value[at + 1 :], names) for at in places)


def test_every_key_is_said_somewhere(
    said: dict[str, Both], texts: list[str], names: set[str]
) -> None:
    literal, patterns = set(texts), _patterns(texts, {key.split(".")[0] for key in said})

    def is_said(key: str) -> bool:
        if key in literal:
            return True
        found = [pattern.fullmatch(key) for pattern in patterns]
        return any(one and all(_is_made_of(hole, names) for hole in one.groups()) for one in found)

    assert [key for key in said if not is_said(key.removesuffix(".one"))] == []


def test_everything_said_has_words(said: dict[str, Both], texts: list[str]) -> None:
    rooms = {key.split(".")[0] for key in said}
    keys = {text for text in texts if _KEY.fullmatch(text) and text.split(".")[0] in rooms}
    files = {text for text in keys if text.endswith(".html")}
    assert keys - files - set(said) == set()
    assert [
        one.pattern for one in _patterns(texts, rooms) if not any(map(one.fullmatch, said))
    ] == []


def test_both_languages_say_the_same(said: dict[str, Both]) -> None:
    for key, both in said.items():
        assert set(both) == {"fr", "en"}, key
        assert all(both.values()), key
        french, english = (set(re.findall(r"\{(\w+)\}", both[tag])) for tag in ("fr", "en"))
        assert french == english, key
        if key.endswith(".one"):
            assert key.removesuffix(".one") in said, key
