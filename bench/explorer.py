"""The benchmark of the explorer: `python -m bench.explorer` opens its page by size.

For each size a vocabulary is made up (bench/explorer_glossary.py) and its page is written; the size
of this vocabulary is measured on the page that was published, where there is one. The page is
opened in Debian's Chromium, headless and offline, anew for each repetition; figures are medians,
each beside what is wanted and how many times that it takes. Those of the page come from the
performance marks and measures that it sets: `usable`, `search`, `neighbourhood`, `sparql-ready`
(from the opening of the view) and `query`. A key of the search is the median of a name typed and of
one typed wrong; the slowest of these keys is measured by the browser, from the key to the painted
list. The heap is what is left after a garbage collection, typed arrays included. A dash stands for
what the page did not measure.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct
from playwright.sync_api import Browser, Page, sync_playwright

from bench.explorer_glossary import PROJECT, Glossary, dataset
from bench.run import growth
from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.wording import Wording
from tests.publish.browsing import ARGUMENTS, CHROMIUM

SIZES = (86, 10_000, 100_000)
# What is wanted of the vocabulary as it is, of 10,000 and of 100,000 concepts. What takes less than
# 100 ms from the key to the eye is held to happen at once.
_WANTED: dict[str, tuple[float, float, float]] = {
    "file MB": (0.8, 2.5, 14),
    "usable s": (0.7, 1.5, 4),
    "search ms": (5, 15, 30),
    "slowest key ms": (100, 100, 100),
    "neighbourhood s": (0.3, 0.4, 0.5),
    "heap MB": (20, 60, 150),
    "SPARQL ready s": (1, 1, 1),
    "query ms": (200, 200, 200),
    "frames/s": (50, 50, 50),
}
_MORE_IS_BETTER = {"frames/s"}
_SPARQL = {"wasm", "oxigraph", "worker", "codemirror", "dataset", "questions"}
_BLOCK = re.compile(
    r'<script type="application/octet-stream" id="block-([a-z-]+?)(?:-\d+)?"[^>]*>[^<]*<'
)
_OPENING, _PATIENCE = 60, 60
_DASH = "–"
# The first links to concepts that the page shows.
_CONCEPTS = """() => [...document.querySelectorAll('#browse a[href^="#/concept/"]')]
  .map((link) => link.getAttribute("href")).slice(0, 2)"""
_USABLE = "() => performance.getEntriesByName('usable').length"
# Nothing rather than an empty list, which JavaScript holds for true.
_TIMES = """(name) => {
  const found = performance.getEntriesByName(name, "measure");
  return found.length ? found.map((one) => one.duration) : null;
}"""
# The browser tells of no key that takes less, and rounds to 8 ms.
_QUICKEST = 16
_KEYS = f"""() => {{
  window.keys = [{_QUICKEST}];
  new PerformanceObserver((list) => keys.push(...list.getEntries().map((one) => one.duration)))
    .observe({{ type: "event", durationThreshold: {_QUICKEST} }});
}}"""
_QUERY = """SELECT ?broader (COUNT(?concept) AS ?count) WHERE {
  ?concept <http://www.w3.org/2004/02/skos/core#broader> ?broader
} GROUP BY ?broader ORDER BY DESC(?count) LIMIT 20"""
_FRAMES = """() => new Promise((done) => {
  let frames = -1, start = 0;
  const next = (now) => {
    if (++frames === 0) start = now;
    if (now - start < 1000) requestAnimationFrame(next);
    else done(1000 * frames / (now - start));
  };
  requestAnimationFrame(next);
})"""

Figures = dict[str, float]


class Row(Struct, frozen=True):
    """One size: seconds to write the page, its MB with the SPARQL part, medians of the figures."""

    size: int
    build: float
    whole: float
    figures: Figures


def write_page(size: int, path: Path) -> float:
    """Write the page of a made-up vocabulary; gives the processor seconds of that."""
    build = Glossary(size).build()
    quads = dataset(build.vocabulary, build.concepts)
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    begun = time.process_time()
    page = explorer_page(build, wording, quads)
    seconds = time.process_time() - begun
    path.write_text(page, encoding="utf-8", newline="")
    return seconds


def sizes_of(path: Path) -> tuple[float, float]:
    """The MB of a page as a whole, and without what only its SPARQL part needs."""
    text = path.read_text(encoding="utf-8")
    sparql = sum(len(found[0]) for found in _BLOCK.finditer(text) if found[1] in _SPARQL)
    whole = path.stat().st_size
    return whole / 1e6, (whole - sparql) / 1e6


def visit(browser: Browser, path: Path) -> Figures:
    """Open a page once and do what is measured; what the page does not measure is left out."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    try:
        page.goto(path.as_uri(), wait_until="commit")
        _until(page, _USABLE, _OPENING)
        figures = {
            "usable s": page.evaluate("performance.getEntriesByName('usable')[0].startTime / 1000")
        }
        page.wait_for_load_state("load")
        for name, measure in _MEASURES.items():
            found = measure(page)
            if found is not None:
                figures[name] = found
        return figures
    finally:
        page.context.close()


def _search(page: Page) -> float | None:
    """A key, the median of those of a name as it is typed and of one with a typing error."""
    box = page.get_by_role("search").get_by_role("combobox")
    if not box.count():
        return None
    page.evaluate(_KEYS)
    for name in ("gestion cli", "satisfcation"):
        box.press_sequentially(name, delay=60)
        box.press("Escape")
        box.press("Escape")
    durations = _measured(page, "search")
    return median(durations) if durations else None


def _slowest_key(page: Page) -> float:
    """Of the keys of the search, from the key to the painted list."""
    found: float = page.evaluate("Math.max(...keys)")
    return found


def _neighbourhood(page: Page) -> float | None:
    """From the choice of a concept to its neighbourhood drawn, once the library has been read."""
    durations: list[float] = []
    for href in page.evaluate(_CONCEPTS):
        page.evaluate("(href) => { performance.clearMeasures(); location.hash = href; }", href)
        durations = _measured(page, "neighbourhood")
    return durations[-1] / 1000 if durations else None


def _frames(page: Page) -> float | None:
    """Frames a second while the neighbourhood is dragged."""
    box = page.locator("#graph canvas").first
    place = box.bounding_box() if box.count() else None
    if place is None:
        return None
    x, y = place["x"] + place["width"] / 3, place["y"] + place["height"] / 3
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"() => {{ window.counted = ({_FRAMES})() }}")
    begun = time.perf_counter()
    step = 0
    while time.perf_counter() - begun < 1.1:
        step += 1
        page.mouse.move(x + 40 * (step % 5), y + 30 * (step % 4))
    page.mouse.up()
    found: float = page.evaluate("counted")
    return found


def _heap(page: Page) -> float:
    client = page.context.new_cdp_session(page)
    client.send("HeapProfiler.enable")
    client.send("HeapProfiler.collectGarbage")
    used = client.send("Runtime.getHeapUsage")
    return float((used["usedSize"] + used.get("backingStorageSize", 0)) / 1e6)


def _sparql_ready(page: Page) -> float | None:
    page.evaluate("location.hash = '#/ask'")
    durations = _measured(page, "sparql-ready")
    return durations[0] / 1000 if durations else None


def _query(page: Page) -> float | None:
    """A count over all concepts, the second time it is asked."""
    page.evaluate("(q) => { location.hash = `#/ask?${new URLSearchParams({ q })}`; }", _QUERY)
    button = page.get_by_role("button", name="Poser la question")
    durations: list[float] = []
    for _ in range(2 if button.count() else 0):
        page.evaluate("performance.clearMeasures()")
        button.click()
        durations = _measured(page, "query")
    return durations[0] if durations else None


_MEASURES: dict[str, Callable[[Page], float | None]] = {
    "search ms": _search,
    "slowest key ms": _slowest_key,
    "neighbourhood s": _neighbourhood,
    "frames/s": _frames,
    "heap MB": _heap,
    "SPARQL ready s": _sparql_ready,
    "query ms": _query,
}


def _measured(page: Page, name: str) -> list[float]:
    """The milliseconds that the page measured under a name, none where it does not in time."""
    if not _until(page, _TIMES, _PATIENCE, name):
        return []
    found: list[float] = page.evaluate(_TIMES, name)
    return found


def _until(page: Page, expression: str, patience: float, name: str = "") -> bool:
    """Wait until an expression finds something; the page's policy lets nothing wait inside it."""
    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        if page.evaluate(expression, name):
            return True
        page.wait_for_timeout(20)
    return False


def measure(size: int, repeat: int, folder: Path, published: Path | None = None) -> Row:
    """Write the page of a size, or take the one that was published, and open it time and again."""
    path = published or folder / f"{size}.html"
    seconds = 0.0 if published else write_page(size, path)
    whole, without = sizes_of(path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        visits = [visit(browser, path) for _ in range(repeat)]
        browser.close()
    figures = {
        name: median(one[name] for one in visits)
        for name in _WANTED
        if all(name in one for one in visits)
    }
    return Row(size, seconds, whole, {"file MB": without, **figures})


def wanted(name: str, size: int) -> float:
    """What is wanted of a figure at a size: what the next larger of the sizes may take."""
    place = next((n for n, known in enumerate(SIZES) if size <= known), len(SIZES) - 1)
    return _WANTED[name][place]


def table(rows: Sequence[Row]) -> str:
    """The figures by size: each, what is wanted, and how many times that it takes."""
    head = ["concepts", "page s", "with SPARQL MB", *_WANTED]
    cells = [head]
    for row in rows:
        build = f"{row.build:.1f}" if row.build else _DASH
        figures = [_cell(name, row) for name in _WANTED]
        cells.append([f"{row.size:,}", build, f"{row.whole:.1f}", *figures])
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    return "".join(
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) + "\n"
        for line in cells
    )


def _cell(name: str, row: Row) -> str:
    if name not in row.figures:
        return _DASH
    figure, most = row.figures[name], wanted(name, row.size)
    ratio = most / figure if name in _MORE_IS_BETTER else figure / most
    return f"{figure:.3g} of {most:g} ({ratio:.2f})"


def main() -> None:
    """Measure the sizes asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.explorer", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="concepts")
    parser.add_argument("--repeat", type=int, default=5, help="how often each is opened")
    asked = parser.parse_args()
    published = PROJECT / "output" / "explorer.html"
    rows = []
    with tempfile.TemporaryDirectory(prefix="glossograph-bench-") as name:
        for size in sorted(asked.sizes):
            sys.stderr.write(f"{size:,} concepts ...\n")
            real = published if size == SIZES[0] and published.exists() else None
            rows.append(measure(size, asked.repeat, Path(name), real))
    sys.stdout.write(table(rows))
    written = [row for row in rows if row.build]
    exponent = growth([row.size for row in written], [row.build for row in written])
    if exponent is not None:
        sys.stdout.write(f"growth exponent of writing the page: {exponent:.2f}\n")


if __name__ == "__main__":
    main()
