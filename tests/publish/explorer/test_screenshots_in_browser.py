"""The pictures of the README: there, light enough, and what the page shows."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.palette import in_256_colours
from tests.screenshots import README

COLOURS = """(source) => new Promise((done) => {
    const image = new Image();
    image.onload = () => {
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const at = (x) => [...context.getImageData(x, 5, 1, 1).data].join(" ");
        done([image.width, image.height, at(5), at(25)]);
    };
    image.src = source;
})"""


def test_three_pictures_are_kept_and_each_is_light(project: Path) -> None:
    kept = sorted((project / "docs/images").glob("explorer-*.png"))
    assert [file.stem for file in kept] == sorted(README.values())
    assert len(kept) == 3
    for file in kept:
        assert file.stat().st_size <= 150_000, file


@pytest.mark.browser
def test_fewer_colours_are_the_same_picture(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 40, "height": 10})
    page.set_content(
        "<body style='margin:0;background:linear-gradient(to right,#1d5fa8 50%,#f6f7f9 50%)'>"
    )
    picture = in_256_colours(page, page.screenshot())
    page.goto("about:blank")
    source = f"data:image/png;base64,{b64encode(picture).decode()}"
    assert page.evaluate(COLOURS, source) == [40, 10, "29 95 168 255", "246 247 249 255"]
    page.context.close()
