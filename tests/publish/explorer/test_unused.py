"""Nothing in the explorer's modules and style sheets is left over from what is no longer there."""

import posixpath
import re
from pathlib import Path

import pytest

APP = Path("pipeline/publish/explorer/app")
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)"', re.MULTILINE)
_TYPE = re.compile(r'@import \{([^}]*)\} from "(\.[^"]+)"|import\("(\.[^"]+)"\)\.(\w+)')
_EXPORT = re.compile(r"^export (?:async )?(?:function\*?|class|const) (\w+)", re.MULTILINE)
_NOT_SELECTORS = re.compile(r"/\*.*?\*/|\{[^{}]*\}|\"[^\"]*\"", re.DOTALL)


@pytest.fixture(scope="module")
def modules(project: Path) -> dict[str, str]:
    """The modules by path."""
    return _texts(project, "*.js")


def _texts(project: Path, pattern: str) -> dict[str, str]:
    root = project / APP
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(root.rglob(pattern))
    }


def test_every_export_is_imported(modules: dict[str, str]) -> None:
    wanted = set()
    for path, text in modules.items():
        for form in (_IMPORT, _TYPE):
            for found in form.findall(text):
                names, target = (found[0], found[1]) if found[1] else (found[3], found[2])
                file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
                wanted |= {(file, name.split(" as ")[0].strip()) for name in names.split(",")}
    exported = {(path, name) for path, text in modules.items() for name in _EXPORT.findall(text)}
    assert exported - wanted == set()


def test_every_class_and_id_of_a_style_sheet_is_made_somewhere(
    modules: dict[str, str], project: Path
) -> None:
    template = (project / APP).parent / "template.html"
    words = set(re.findall(r"[\w-]+", "\n".join([*modules.values(), template.read_text("utf-8")])))
    for path, text in _texts(project, "*.css").items():
        selectors = _NOT_SELECTORS.sub("", re.sub(r"\{[^{}]*\}", "", text))
        for name in re.findall(r"[.#]([A-Za-z][\w-]*)", selectors):
            parts = {name, name.rsplit("-", 1)[0] + "-"}
            assert parts & words, f"{path}: {name}"


def test_every_colour_and_length_of_the_house_is_used(
    modules: dict[str, str], project: Path
) -> None:
    styles = "\n".join(_texts(project, "*.css").values())
    everything = "\n".join([styles, *modules.values()])
    for name in sorted(set(re.findall(r"^ *(--[\w-]+):|[{;] *(--[\w-]+):", styles, re.MULTILINE))):
        token = name[0] or name[1]
        prefix = token.rsplit("-", 1)[0] + "-${"
        assert f"var({token}" in everything or f'"{token}"' in everything or prefix in everything, (
            token
        )
