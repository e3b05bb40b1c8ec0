"""Bytes into text: which encoding, what was mended, and what the reader should know of it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

from msgspec import Struct

from pipeline.errors import SourceError
from pipeline.extract.containers.decoding.mojibake import repaired
from pipeline.extract.containers.decoding.single_byte import best_single_byte
from pipeline.extract.counting import counted

BYTE_ORDER_MARK = "\ufeff"
# Longest first: the mark of UTF-32 begins like that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "MS-DOS (cp850)"}
# How much is looked at to tell an encoding, in bytes.
_SAMPLE = 1 << 16
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(0x20) if byte not in b"\t\n\v\f\r\x1c\x1d\x1e\x1f")
# What is mended holds one of these characters or sequences, which a sound text hardly ever does.
_FAULTY = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9fÃÂÅðÌ√¬≈‚]")
_FAULTS = ("â€", "ï»", "ï¬")
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
_LATIN = re.compile(r"[\u00a0-\u017f\u2010-\u203a\u20ac]")
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


class Decoded(Struct, frozen=True):
    """A text, the encoding it was in (a Python codec), and what to say of it, in French.

    `text` is what spans count in: a byte order mark is its first character, line ends are as
    found. Only what a note says was changed.
    """

    text: str
    encoding: str
    notes: list[str] = []

    @property
    def bare(self) -> str:
        """The text without its byte order mark."""
        return self.text.removeprefix(BYTE_ORDER_MARK)


def decode(content: bytes, where: str) -> Decoded:
    """Decode a text file; `where` names it in errors.

    UTF-8, UTF-16, UTF-32, Windows-1252, ISO-8859-15, Mac Roman and MS-DOS are told apart by what
    the file holds. Text encoded twice, letters apart from their accents, and control characters are
    mended, and the notes say so. Raises SourceError where it is empty, binary, or in no encoding
    that gives French words (the line and byte offset are given).
    """
    if not content.strip():
        raise SourceError("the text is empty", where=where, remedy="put the glossary's text there")
    refuse_binary(content, where)
    notes: list[str] = []
    text, encoding = _decoded(content, where, notes)
    text = _mended(text, notes)
    if not text.removeprefix(BYTE_ORDER_MARK).strip():
        raise SourceError("the text is empty", where=where, remedy="put the glossary's text there")
    return Decoded(text, encoding, notes)


def refuse_binary(content: bytes, where: str) -> None:
    """Raise SourceError, with what it is, where a file begins like one that holds no text."""
    for starts, what, remedy in _signatures():
        if content.startswith(starts):
            raise SourceError(f"this is {what}", where=where, remedy=remedy)
    if content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise SourceError(
            "this is a picture, a sound or a film",
            where=where,
            remedy="put the glossary's text there",
        )
    if content[4:8] == b"ftyp":
        raise SourceError(
            "this is a picture or a film", where=where, remedy="put the glossary's text there"
        )


@cache
def _signatures() -> list[tuple[bytes, str, str]]:
    table = resources.files(__package__).joinpath("signatures.toml")
    return [
        (row["starts"].encode("latin-1"), row["what"], row["remedy"])
        for row in tomllib.loads(table.read_text("utf-8"))["signature"]
    ]


def _decoded(content: bytes, where: str, notes: list[str]) -> tuple[str, str]:
    wide = next((codec for mark, codec in _MARKS if content.startswith(mark)), None)
    wide = wide or _wide_without_mark(content)
    if wide:
        return _decoded_wide(content, wide, where, notes)
    _refuse_controls(content, where)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        first = error.start
    if _is_cut(content, first):
        notes.append("le texte s'arrête au milieu d'un caractère : il a sans doute été tronqué")
        return content[:first].decode("utf-8") + "\ufffd", "utf-8"
    lines = content.split(b"\n")
    faulty = [line for line in lines if not _is_utf8(line)]
    codec = best_single_byte(b"\n".join(faulty))
    if codec is None:
        line = content.count(b"\n", 0, first) + 1
        raise SourceError(
            f"not UTF-8: byte 0x{content[first]:02x} at offset {first}",
            where=f"{where}:{line}",
            remedy="save it as UTF-8",
        )
    name = _NAMES.get(codec, codec.upper().replace("ISO8859", "ISO-8859"))
    if not any(_is_utf8(line) and _is_latin(line) for line in lines):
        notes.append(f"texte en {name}")
        return content.decode(codec, "replace"), codec
    count = len(faulty)
    notes.append(
        f"texte qui mêle deux encodages : UTF-8, et {name} sur {count} ligne{'s' * (count > 1)}"
    )
    return "\n".join(_line(line, codec) for line in lines), "utf-8"


def _wide_without_mark(content: bytes) -> str | None:
    """UTF-16 or UTF-32 by its zero bytes: French text has one beside nearly every letter."""
    sample = content[: _SAMPLE & ~3]
    if b"\0" not in sample:
        return None
    if len(content) % 4 == 0 and len(sample) >= 8:
        low, high = (sum(sample[i::4].count(0) for i in part) for part in ((1, 2, 3), (0, 1, 2)))
        if low > 0.7 * len(sample):
            return "utf-32-le"
        if high > 0.7 * len(sample):
            return "utf-32-be"
    if len(content) % 2:
        return None
    even, odd = (2 * sample[start::2].count(0) / len(sample) for start in (0, 1))
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _decoded_wide(content: bytes, codec: str, where: str, notes: list[str]) -> tuple[str, str]:
    unit = 4 if "32" in codec else 2
    rest = len(content) % unit
    try:
        text = content[: len(content) - rest].decode(codec)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"not {codec.upper()} as it seemed: bytes at offset {error.start}",
            where=where,
            remedy="save it as UTF-8",
        ) from None
    notes.append(f"texte en {codec[:6].upper()} ({codec[-2:].upper()})")
    if rest:
        notes.append("le texte s'arrête au milieu d'un caractère : il a sans doute été tronqué")
        text += "\ufffd"
    return text, codec


def _refuse_controls(content: bytes, where: str) -> None:
    """Raise SourceError where a file holds more control characters than an accident would leave."""
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    zeros = content.count(b"\0")
    if controls > 4 + len(sample) / 100 or zeros > 4 + len(content) / 1000:
        offset = next(i for i, byte in enumerate(content) if byte in _CONTROL_BYTES)
        kind = "zero byte" if content[offset] == 0 else f"byte 0x{content[offset]:02x}"
        raise SourceError(
            f"this is a binary file ({kind} at offset {offset})",
            where=where,
            remedy="save the glossary as UTF-8 text",
        )


def _is_cut(content: bytes, first: int) -> bool:
    """Whether the only fault is that the last character is not whole."""
    tail = content[first:]
    wanted = 2 if 0xC2 <= tail[0] <= 0xDF else 3 if 0xE0 <= tail[0] <= 0xEF else 4
    return (
        len(tail) < wanted
        and tail[0] >= 0xC2
        and all(0x80 <= byte <= 0xBF for byte in tail[1:])
        and not content[:first].isascii()
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_latin(line: bytes) -> bool:
    """Whether a line of UTF-8 holds letters or signs of French beyond ASCII."""
    return _LATIN.search(line.decode("utf-8")) is not None


def _line(line: bytes, codec: str) -> str:
    return line.decode("utf-8") if _is_utf8(line) else line.decode(codec, "replace")


def _mended(text: str, notes: list[str]) -> str:
    """The text as its writer meant it; what was changed is noted."""
    is_faulty = _FAULTY.search(text) is not None or any(fault in text for fault in _FAULTS)
    if is_faulty:
        text, stretches = repaired(text)
        if stretches:
            notes.append(
                "texte encodé deux fois (« Ã© » pour « é »), réparé en "
                + counted(stretches, "endroit[s]")
            )
        text, signs = _C1.subn(lambda match: _from_c1(match.group()), text)
        if signs:
            notes.append(
                counted(
                    signs, "signe[s] de Windows-1252 pris pour [une|des] commande[s], rétabli[s]"
                )
            )
    if not unicodedata.is_normalized("NFC", text):
        text, letters = _DECOMPOSED.subn(
            lambda match: unicodedata.normalize("NFC", match.group()), text
        )
        if letters:
            notes.append("lettres et accents séparés (Unicode décomposé, NFD), recomposés")
    if is_faulty:
        text, controls = _CONTROL.subn(" ", text)
        if controls:
            notes.append(f"{controls} caractères de commande remplacés par des blancs")
    lost = text.count("\ufffd")
    if lost:
        notes.append(f"{lost} caractères perdus (« \ufffd ») dans une conversion")
    return text


def _from_c1(char: str) -> str:
    return char.encode("latin-1").decode("cp1252", "replace").replace("\ufffd", " ")
