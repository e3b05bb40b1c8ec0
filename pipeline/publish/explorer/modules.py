"""ECMAScript modules joined into one script: no program but Python is needed to build the page.

What is understood is what the house writes: `import { a, b } from "./x.js";` on lines of their own
before everything else, and `export` before a `function`, `async function`, `class` or `const`.
Each module becomes a function of its own, called once, after those that it imports. Comments on
lines of their own stay behind: they are for who works on the modules, and a quarter of their text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from pipeline.errors import StageError

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)
_NAME = re.compile(r"^export (?:async )?(?:function\*?|class|const) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def linked(modules: Mapping[str, str], entry: str) -> str:
    """One strict script that runs `entry`; `modules` are texts by path.

    Raises StageError where a module imports what is not there, in a circle, or in another form.
    """
    order: list[str] = []
    _visit(entry, modules, order, [])
    numbers = {path: number for number, path in enumerate(order)}
    parts = [_wrapped(path, modules, numbers) for path in order]
    return "\n".join(['"use strict";', "{", *parts, "}", ""])


def _imports(path: str, text: str) -> list[tuple[str, str]]:
    """What a module imports: names as written, and the path they come from."""
    folder = posixpath.dirname(path)
    return [
        (found[1].strip().rstrip(","), posixpath.normpath(posixpath.join(folder, found[2])))
        for found in _IMPORT.finditer(text)
    ]


def _visit(path: str, modules: Mapping[str, str], order: list[str], trail: list[str]) -> None:
    if path in trail:
        circle = " -> ".join([*trail[trail.index(path) :], path])
        raise _refused(path, f"the modules import each other: {circle}")
    if path in order:
        return
    for _, wanted in _imports(path, modules[path]):
        if wanted not in modules:
            raise _refused(path, f"there is no module {wanted}")
        _visit(wanted, modules, order, [*trail, path])
    order.append(path)


def _wrapped(path: str, modules: Mapping[str, str], numbers: Mapping[str, int]) -> str:
    text = modules[path]
    exported = _NAME.findall(text)
    lines = []
    for names, wanted in _imports(path, text):
        known = _NAME.findall(modules[wanted])
        for name in (name.split(" as ")[0].strip() for name in names.split(",")):
            if name not in known:
                raise _refused(path, f"{wanted} does not export `{name}`")
        lines.append(f"const {{ {names.replace(' as ', ': ')} }} = module{numbers[wanted]};")
    body = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
    if left := _LEFT.search(body):
        raise _refused(path, f"this form of import or export is not understood: {left[0]}")
    own = f"module{numbers[path]}"
    return "\n".join(
        [
            f"// {path}",
            f"const {own} = (() => {{",
            *lines,
            body.rstrip(),
            f"return {{ {', '.join(exported)} }};",
            "})();",
        ]
    )


def _refused(path: str, what: str) -> StageError:
    return StageError(what, where=path, remedy="write imports and exports as modules.py says")
