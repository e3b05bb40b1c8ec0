"""PDF: read by PDFium in a process of its own, put back into lines, columns and paragraphs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from pipeline.errors import SourceError
from pipeline.extract.containers.pdf.layout import Page, flow_of
from pipeline.extract.containers.pdf.paragraphs import add_flow
from pipeline.extract.document import Document, Metadata, TextBuilder

_WORKER = Path(__file__).with_name("worker.py")
SECONDS = 60
MEMORY = 2_000_000_000
# A share of characters that name no letter: beyond it the fonts hide the text.
_UNREADABLE = 0.3

_ERRORS = {
    "password": ("the document is protected by a password", "save it without a password"),
    "damaged": ("the PDF is damaged", "save it anew from the program that made it"),
    "large": (
        "the PDF holds more pages or text than any glossary",
        "divide it, a part of the glossary a file",
    ),
}


class _Answer(msgspec.Struct):
    """What the worker says."""

    pages: list[Page] = []
    metadata: dict[str, str] = {}
    error: str = ""


def sniff(content: bytes, name: str) -> float:
    """Evidence: the mark of the format near the beginning."""
    return 1.0 if b"%PDF-" in content[:1024] else 0.0


def open(content: bytes, *, where: str, language: str) -> Document:
    """The document; raises SourceError where it is damaged, protected, without text, or needs more
    time or memory than any glossary.
    """
    answer = _answer(content, where)
    _refuse_unreadable(answer.pages, where)
    builder = TextBuilder()
    flow, asides = flow_of(answer.pages)
    add_flow(builder, flow, asides)
    return builder.document("PDF", metadata=_metadata(answer.metadata))


def _answer(content: bytes, where: str) -> _Answer:
    command = [sys.executable, "-I", str(_WORKER), str(SECONDS), str(MEMORY)]
    try:
        # Waiting is bounded too: the limit on time counts only what the worker computes.
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=3 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(where) from None
    if done.returncode:
        raise _too_much(where)
    answer = msgspec.json.decode(done.stdout, type=_Answer)
    if answer.error:
        what, remedy = _ERRORS[answer.error]
        raise SourceError(what, where=where, remedy=remedy)
    return answer


def _too_much(where: str) -> SourceError:
    return SourceError(
        f"the PDF cannot be read in {SECONDS} seconds and {MEMORY // 10**9} GB of memory",
        where=where,
        remedy="do not trust it, or save it anew from the program that made it",
    )


def _refuse_unreadable(pages: list[Page], where: str) -> None:
    text = "".join(run[5] for page in pages for run in page.runs)
    held = sum(not char.isspace() for char in text)
    if held < 20:
        raise SourceError(
            "the PDF holds pictures of pages, no text",
            where=where,
            remedy="have its text recognised (OCR, for example by `ocrmypdf -l fra`)",
        )
    unknown = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if unknown > _UNREADABLE * held:
        raise SourceError(
            "the fonts of the PDF do not say which letters they show",
            where=where,
            remedy="have its text recognised (OCR, for example by `ocrmypdf --force-ocr -l fra`)",
        )


def _metadata(said: dict[str, str]) -> Metadata:
    stamp = said.get("ModDate") or said.get("CreationDate", "")
    digits = stamp.removeprefix("D:")[:8]
    date = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits.isdecimal() else ""
    return Metadata(
        title=" ".join(said.get("Title", "").split()),
        publisher=" ".join(said.get("Author", "").split()),
        date=date if len(date) == 10 else "",
    )
