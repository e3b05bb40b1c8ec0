"""The page's own store, opened beside the page: what it makes of the blocks, to be compared."""

from __future__ import annotations

import importlib.resources
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from pipeline.publish.explorer.modules import linked

_APP = Path(str(importlib.resources.files("pipeline.publish.explorer"))) / "app"
_PROBE = """\
import { openStore } from "./store.js";
import { setLanguage } from "./words.js";

globalThis.opened = openStore().then((store) => {
  globalThis.store = store;
  globalThis.setLanguage = setLanguage;
});
"""
_ALL = """async () => {
  const found = [];
  for (let i = 0; i < store.size; i++) {
    found.push({
      slug: store.slug(i), found: store.find(store.slug(i)), name: store.name(i),
      language: store.nameLanguage(i), qualifier: store.qualifier(i), cls: store.cls(i),
      labels: store.labels(i), parents: store.parents(i), children: store.children(i),
      relations: store.relations(i), sources: store.sourcesOf(i), details: await store.details(i),
    });
  }
  return found;
}"""


def open_store(browser: Browser, file: Path) -> Page:
    """A page whose scripts can say `store`; its policy is set aside, for this script alone."""
    page = browser.new_context(bypass_csp=True, offline=True).new_page()
    page.goto(file.as_uri())
    modules = {
        path.relative_to(_APP).as_posix(): path.read_text("utf-8") for path in _APP.rglob("*.js")
    }
    page.add_script_tag(content=linked({**modules, "probe.js": _PROBE}, "probe.js"))
    page.evaluate("opened")
    return page


def all_concepts(page: Page) -> list[dict[str, Any]]:
    """All that the store says of each concept."""
    found: list[dict[str, Any]] = page.evaluate(_ALL)
    return found
