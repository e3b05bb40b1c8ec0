"""Blocks in the browser: one that is on its way is waited for, a damaged one is refused."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.publish.explorer.blocks import json_block
from pipeline.publish.explorer.modules import linked

pytestmark = pytest.mark.browser
_PROBE = """\
import { BlockError, json } from "./blocks.js";

const asked = document.readyState;
const said = (name) => json(name).catch((error) => (error instanceof BlockError ? `damaged: ${error.message}` : "?"));
globalThis.found = Promise.all([asked, ...["late", "cut", "torn", "none"].map(said)]);
"""
# What lies between makes the parser pause: it is larger than what it takes in at once.
_FAR = f"<!-- {'far ' * 500_000} -->"


def test_a_block_is_waited_for_and_a_damaged_one_refused(browser: Browser, tmp_path: Path) -> None:
    app = files("pipeline.publish.explorer") / "app"
    modules = {
        name: (app / name).read_text(encoding="utf-8") for name in ("blocks.js", "packing.js")
    }
    script = linked({**modules, "probe.js": _PROBE}, "probe.js")
    late = {"words": ["l’été", 1, "x" * 100_000]}
    cut = str(json_block("cut", ["é" * 300])).replace("</script>", "")[:-40] + "</script>"
    torn = str(json_block("torn", [1])).replace("</script>", "!!</script>")
    page_text = f"<!doctype html><meta charset=utf-8><body><script>{script}</script>{_FAR}\n"
    (tmp_path / "page.html").write_text(
        f"{page_text}{json_block('late', late)}\n{_FAR}{cut}\n{torn}", encoding="utf-8"
    )
    page = browser.new_context(offline=True).new_page()
    page.goto((tmp_path / "page.html").as_uri(), wait_until="commit")
    page.wait_for_load_state("domcontentloaded")
    asked, *found = page.evaluate("found")
    assert asked == "loading"
    assert found == [late, "damaged: cut", "damaged: torn", "damaged: none"]
    page.context.close()
