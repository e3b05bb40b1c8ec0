"""Pictures of every view of an explorer page, to be looked at; three of them are in the README.

`python -m tests.screenshots` takes the published page; `--page` names another that lies beside the
`work` folder it was built from, `--only` the views whose names contain a text.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from pipeline.files import read_lines
from pipeline.model import Concept

from .palette import in_256_colours
from .publish.browsing import ARGUMENTS, CHROMIUM, Visit
from .publish.explorer.views import follow, settled, views

PROJECT = Path(__file__).resolve().parents[1]
SIZES = {1440: 900, 1024: 768, 360: 740}
SCHEMES = ("light", "dark")
README = {
    "explorer-concept-1440-light": "explorer-concept",
    "explorer-answer-1440-dark": "explorer-ask",
    "explorer-concept-360-dark": "explorer-phone",
}
"""The pictures that the README shows, and what they are called in docs/images."""


def pictures(page: Path, folder: Path, only: str = "") -> list[Path]:
    """Writes `explorer-<view>-<width>-<scheme>.png` of each view, size and scheme; those of the
    README in 256 colours.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fragments = views(read_lines(page.parent / "work/concepts.jsonl", Concept, made_by="map"))
    written = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for width, height in SIZES.items():
            for scheme in SCHEMES:
                visit = Visit(
                    browser,
                    page,
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                )
                for view, fragment in fragments.items():
                    name = f"explorer-{view}-{width}-{scheme}"
                    if only in name:
                        follow(visit.page, fragment)
                        settled(visit.page, view)
                        written.append(_taken(visit.page, folder / f"{name}.png"))
                visit.assert_quiet()
                visit.page.context.close()
        browser.close()
    return written


# How long an answer took is never the same.
_UNTIMED = """() => {
    for (const one of document.querySelectorAll("#ask .outcome")) one.textContent = one.textContent.replace(/ \\S+ [\\d,.]+\\s(ms|s)$/u, "");
}"""


def _taken(page: Page, file: Path) -> Path:
    # The last frames of a drawing, and fonts that a canvas asks for late.
    page.wait_for_timeout(400)
    page.evaluate(_UNTIMED)
    taken = page.screenshot(animations="disabled", caret="hide")
    file.write_bytes(in_256_colours(page, taken) if file.stem in README else taken)
    return file


def main() -> None:
    """Take the pictures; of the published page also those of the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, default=PROJECT / "output/explorer.html")
    parser.add_argument("--folder", type=Path, default=PROJECT / "output/work/screenshots")
    parser.add_argument("--only", default="", help="a part of the names, such as 360 or dark")
    given = parser.parse_args()
    page = given.page.resolve()
    written = pictures(page, given.folder, given.only)
    if page == PROJECT / "output/explorer.html":
        for file in written:
            if name := README.get(file.stem):
                (PROJECT / f"docs/images/{name}.png").write_bytes(file.read_bytes())
    print(f"{len(written)} pictures in {given.folder}")  # noqa: T201


if __name__ == "__main__":
    main()
