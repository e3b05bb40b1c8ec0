"""Nothing that a text or an address says is run: by construction of the scripts, and by policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

APP = Path("pipeline/publish/explorer/app")
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
EVENT = (
    "(?:click|load|error|input|change|focus|blur|toggle|key|mouse|pointer|touch|animation)[a-z]*"
)
# What reads a text as HTML, as a script or as a style, and what asks the network.
FORBIDDEN = {
    "HTML from text": r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment"
    r"|DOMParser|srcdoc|setHTMLUnsafe)\b|document\s*\.\s*write",
    "a script from text": r"\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(|\bimport\s*\("
    r"|set(?:Timeout|Interval)\s*\(\s*[\"'`]",
    "a style attribute": r"setAttribute\(\s*[\"'`]style|\b(?:h|svg)\([^{(]*\{[^}]*\bstyle:|\bcssText\b",
    "an inline handler": rf"setAttribute\(\s*[\"'`]on|[{{,]\s*[\"'`]?on{EVENT}[\"'`]?\s*:",
    "a request": r"\bfetch\s*\(|\b(?:XMLHttpRequest|WebSocket|EventSource|RTCPeerConnection)\b"
    r"|\bsendBeacon\b|\bimportScripts\b|@import|url\(\s*[\"']?(?:https?:|//)",
}


def test_no_module_can_run_or_fetch_what_a_text_says(project: Path) -> None:
    modules = sorted((project / APP).rglob("*.js"))
    assert len(modules) > 10
    found = [
        f"{module.relative_to(project)}: {what}: {hit[0]}"
        for module in modules
        for what, pattern in FORBIDDEN.items()
        for hit in re.finditer(pattern, COMMENT.sub("", module.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("one.innerHTML = text;", "HTML from text"),
        ("document.write(text)", "HTML from text"),
        ("eval(text)", "a script from text"),
        ("new Function(text)", "a script from text"),
        ("await import(name)", "a script from text"),
        ("setTimeout('run()', 1)", "a script from text"),
        ('one.setAttribute("style", text)', "a style attribute"),
        ('h("p", { style: text })', "a style attribute"),
        ('one.setAttribute("onclick", text)', "an inline handler"),
        ('h("p", { onclick: text })', "an inline handler"),
        ("fetch(url)", "a request"),
        ("new XMLHttpRequest()", "a request"),
    ],
)
def test_the_patterns_find_what_they_are_for(code: str, what: str) -> None:
    assert re.search(FORBIDDEN[what], COMMENT.sub("", f"run();\n// fine\n{code}"))


def test_no_style_sheet_fetches_anything(project: Path) -> None:
    for sheet in (project / APP).rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text, sheet
        assert not re.search(r"url\((?!\s*[\"']?data:image/)", text), sheet


def test_the_policy_allows_hashes_and_nothing_by_name_or_place(explorer: Path) -> None:
    page = explorer.read_text(encoding="utf-8")
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = {
        name: rest.split()
        for name, *rest in (d.split(None, 1) for d in found[1].split(";"))
        for rest in [" ".join(rest)]
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == policy["form-action"] == ["'none'"]
    for directive in ("script-src", "style-src"):
        assert all(
            source == "'wasm-unsafe-eval'" or re.fullmatch(r"'sha256-[\w+/]{43}='", source)
            for source in policy[directive]
        )
    others = policy.keys() - {"default-src", "base-uri", "form-action", "script-src", "style-src"}
    assert others == {"worker-src", "img-src"}
    assert {source for one in others for source in policy[one]} <= {"blob:", "data:"}
