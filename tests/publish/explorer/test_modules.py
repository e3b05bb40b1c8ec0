"""Modules joined into one script: what is understood, and what is refused in one line."""

from __future__ import annotations

import pytest

from pipeline.errors import StageError
from pipeline.publish.explorer.modules import linked

A = "// What it is for.\n\nexport function one() {\n  return 1;\n}\nexport const two = 2;\n"


def test_a_module_stands_after_those_that_it_imports_and_once() -> None:
    script = linked(
        {
            "main.js": 'import { one } from "./a.js";\nimport { three } from "./in/b.js";\none();\nthree();\n',
            "in/b.js": 'import { one, two as deux } from "../a.js";\n\nexport async function three() {\n  return one() + deux;\n}\n',
            "a.js": A,
            "unused.js": "export const never = 0;\n",
        },
        "main.js",
    )
    assert script.index("// a.js") < script.index("// in/b.js") < script.index("// main.js")
    assert script.count("function one()") == 1
    assert "const { one, two: deux } = module0;" in script
    assert "return { one, two };" in script
    assert "never" not in script
    assert script.startswith('"use strict";')


def test_comments_on_lines_of_their_own_stay_behind() -> None:
    text = (
        "/** What it is.\n * @param {string} a */\nexport const a = 1; // beside\n"
        "  // alone\n  /** @type {number} */\n  const url = `https://example.org/*`;\n"
        'const glob = "/**/";\n/* kept */\n'
    )
    script = linked({"main.js": text}, "main.js")
    assert "What it is" not in script
    assert "alone" not in script
    assert "@type" not in script
    for kept in ("const a = 1; // beside", "`https://example.org/*`", 'const glob = "/**/";'):
        assert kept in script


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"main.js": 'import { x } from "./no.js";\n'}, "main.js: there is no module no.js"),
        ({"main.js": 'import { x } from "./a.js";\n', "a.js": A}, "a.js does not export `x`"),
        (
            {
                "main.js": 'import { a } from "./a.js";\n',
                "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
                "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
            },
            "the modules import each other: a.js -> b.js -> a.js",
        ),
        ({"main.js": "export default 1;\n"}, "this form of import or export is not understood"),
        ({"main.js": 'import "./a.js";\n', "a.js": A}, "not understood: import"),
        ({"main.js": 'import * as a from "./a.js";\n', "a.js": A}, "not understood: import *"),
        ({"main.js": "export { a };\n"}, "not understood: export { a };"),
        ({"main.js": "export let a = 1;\n"}, "not understood: export let a"),
    ],
)
def test_what_cannot_be_joined_is_refused_in_one_line(
    modules: dict[str, str], message: str
) -> None:
    with pytest.raises(StageError) as caught:
        linked(modules, "main.js")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
