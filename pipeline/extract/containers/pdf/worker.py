"""Run as a program of its own: a PDF on stdin, its runs of text on stdout, as JSON.

A parser of hostile files gets a process that can be killed, with limits on its time and memory; it
imports nothing of the project. Usage: `python -I worker.py SECONDS BYTES`.

Each run is `[x0, x1, baseline, size, bold, text]` in points from the lower left corner of the page
as a reader holds it; `bold` is 0 or 1. What cannot be opened gives `{"error": ...}`.
"""

from __future__ import annotations

import ctypes
import json
import math
import resource
import sys
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_MOST_PAGES = 3_000
_MOST_CHARACTERS = 6_000_000
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "-bd", "medi")
_FORCE_BOLD = 1 << 18
# In ems: beyond it two characters do not stand in one word, or not in one run.
_WORD_GAP = 0.17
_RUN_GAP = 0.4


class _Font:
    """What a text object says of all its characters."""

    def __init__(self, text_object: Any) -> None:  # noqa: ANN401
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(text_object, size)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(text_object, matrix)
        self.size = size.value * math.hypot(matrix.b, matrix.d)
        degrees = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
        quarter = round(degrees / 90) % 4 * 90
        # What runs across the page at a slant is a stamp.
        self.angle = quarter if abs(degrees - quarter) < 5 or degrees > 355 else -1
        font = pdfium.FPDFTextObj_GetFont(text_object)
        name = ""
        self.bold = pdfium.FPDFTextObj_GetTextRenderMode(text_object) == 2
        if font:
            length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = ctypes.create_string_buffer(max(1, length))
            pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
            name = buffer.value.decode("utf-8", "replace").lower()
            flags = pdfium.FPDFFont_GetFlags(font)
            heavy = pdfium.FPDFFont_GetWeight(font) >= 600 or (flags > 0 and flags & _FORCE_BOLD)
            self.bold = self.bold or bool(heavy) or any(word in name for word in _BOLD_NAMES)


def _page(page: Any, budget: int) -> tuple[dict[str, Any], int]:  # noqa: ANN401
    """The runs of a page, and how many characters it holds."""
    text_page = pdfium.FPDFText_LoadPage(page)
    count = min(max(0, pdfium.FPDFText_CountChars(text_page)), budget)
    fonts: dict[int, _Font] = {}
    characters = []
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        text_object = pdfium.FPDFText_GetTextObject(text_page, index)
        address = ctypes.addressof(text_object.contents) if text_object else 0
        if address and address not in fonts:
            fonts[address] = _Font(text_object)
        font = fonts.get(address)
        if font is None or not pdfium.FPDFText_GetCharOrigin(text_page, index, x, y):
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        corners = (box.left, box.bottom, box.right, box.top)
        characters.append((code, font, x.value, y.value, corners))
    pdfium.FPDFText_ClosePage(text_page)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    angles = [font.angle for _, font, *_ in characters if font.angle >= 0]
    upright = max((0, 90, 180, 270), key=angles.count)
    runs = _runs(characters, upright)
    slanted = "".join(
        chr(code) if code not in range(0xD800, 0xE000) else "\ufffd"
        for code, font, *_ in characters
        if font.angle != upright
    )
    width, height = (side if math.isfinite(side) else 0 for side in (width, height))
    page_read = {"width": width, "height": height, "runs": runs, "slanted": slanted[:1000]}
    return page_read, count


def _runs(characters: list[Any], upright: int) -> list[list[Any]]:
    runs: list[list[Any]] = []
    last: list[Any] | None = None
    place: tuple[float, float] | None = None
    for code, font, x, y, corners in characters:
        x0, x1, base = _upright(upright, x, y, corners)
        size = round(font.size, 1) if math.isfinite(font.size) else 0
        # What is too small to be seen, or stands nowhere, nobody reads.
        if font.angle != upright or size <= 0 or not math.isfinite(x + y + x0 + x1 + base):
            last = None
            continue
        x1 = max(x0, x1)
        if code in (2, 0xAD):  # how PDFium tells a hyphen at the end of a line
            char = "-"
        elif code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            char = "\ufffd"
        else:
            char = chr(code)
        if char in "\r\n":
            last = None
            continue
        # The letters of a ligature have one place.
        if (x, y) == place and last is not None:
            last[5] += char
        elif last is not None and _goes_on(last, x0, base, size, font.bold):
            is_apart = x0 - last[6] > _WORD_GAP * size
            last[5] += (" " if is_apart and not last[5][-1].isspace() else "") + char
            last[6] = max(last[6], x1)
            last[1] = last[1] if char.isspace() else last[6]
        else:
            last = [x0, x1, base, size, int(font.bold), char, x1]
            runs.append(last)
        place = (x, y)
    return [
        [round(run[0], 1), round(run[1], 1), round(run[2], 1), *run[3:6]]
        for run in runs
        if run[5].strip()
    ]


def _upright(
    angle: int, x: float, y: float, corners: tuple[float, ...]
) -> tuple[float, float, float]:
    """Left, right and baseline once the page is turned so that its text runs to the right."""
    left, bottom, right, top = corners
    if angle == 90:
        return bottom, top, -x
    if angle == 180:
        return -right, -left, -y
    if angle == 270:
        return -top, -bottom, x
    return left, right, y


def _goes_on(run: list[Any], x0: float, base: float, size: float, bold: bool) -> bool:
    return bool(
        run[3] == size
        and run[4] == int(bold)
        and abs(run[2] - base) < 0.15 * size
        and -0.4 * size < x0 - run[6] < _RUN_GAP * size
    )


def _read(content: bytes) -> dict[str, Any]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "password" in str(error).lower() else "damaged"}
    count = len(document)
    budget = _MOST_CHARACTERS
    pages = []
    for index in range(min(count, _MOST_PAGES)):
        page = pdfium.FPDF_LoadPage(document.raw, index)
        if not page:
            pages.append({"width": 0, "height": 0, "runs": [], "slanted": ""})
            continue
        read, used = _page(page, budget)
        pdfium.FPDF_ClosePage(page)
        budget -= used
        pages.append(read)
        if budget <= 0:
            return {"error": "large"}
    if count > _MOST_PAGES:
        return {"error": "large"}
    metadata = document.get_metadata_dict(skip_empty=True)
    return {"pages": pages, "metadata": metadata}


def main() -> None:
    """Read stdin, write stdout, within the limits."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = _read(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
