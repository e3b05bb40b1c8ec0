"""Whether a file is HTML: by its opening, or by how much of its text stands between its tags."""

from __future__ import annotations

import re

_SAMPLE = 65_536
_OPENING = re.compile(
    r"(?:\s|\ufeff|<!--.{0,4000}?-->|<\?xml[^>]{0,200}\?>)*+(?P<what><!doctype\s+\w+|<[A-Za-z][\w:-]*+)?",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = (
    "html|head|body|main|article|section|div|p|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th"
    "|details|summary|blockquote|nav|header|footer|aside|form|br|hr"
)
_OTHERS = (
    "a|b|i|u|s|em|strong|span|font|small|big|abbr|dfn|code|center|img|link|meta|title|base|style"
    "|script|template|noscript|figure|iframe|input|button|label|select|pre|dir|menu|strike|tt"
)
_BLOCK = re.compile(rf"<(?P<close>/?)(?P<name>{_NAMES})(?=[\s/>])[^<>]{{0,2000}}>", re.IGNORECASE)
_ANY = re.compile(r"</?[A-Za-z][\w:-]{0,40}(?:\s[^<>]{0,2000})?/?>")
_INLINE = re.compile(r"</(?:b|strong|em|i|u|a|span|font|dfn)>|<br\s?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|```|[-*+] \S)", re.MULTILINE)
_SHORTCODE = re.compile(r"\[(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,60})(?:\s[^\[\]\n]{0,600})?\]")
_JSON = re.compile(r"\s*+(?:\{\s*+[\"}]|\[\s*+[\[{\"\d-])")
_LINE_END = re.compile(r"<br\s?/?>\Z|</(?:p|li|dt|dd|tr|td|div)>\Z", re.IGNORECASE)
# Tags whose end may be left out: the next one ends them.
_OPEN_ENDED = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "br", "hr"})


def sniff(content: bytes, name: str) -> float:
    """How sure it is that a file is HTML; a bounded part of it is looked at."""
    text = _sample(content)
    opening = _OPENING.match(text)
    what = (opening["what"] or "").lower() if opening else ""
    if what.startswith("<!doctype"):
        return 0.95 if what.endswith("html") else 0.0
    if what == "<html":
        return 0.95
    if _is_other(text, what):
        return 0.0
    is_named = name.lower().endswith((".html", ".htm", ".xhtml"))
    if is_named and _ANY.search(text):
        return 0.9
    if has_shortcodes(text) and (
        _INLINE.search(text) or _BLOCK.search(text) or _ENTITY.search(text)
    ):
        return 0.7
    return _fragment(text)


def is_whole_page(text: str) -> bool:
    """Whether it has the frame of a page."""
    return re.search(r"<(?:html|body|!doctype)\b", text[:_SAMPLE], re.IGNORECASE) is not None


def has_shortcodes(text: str) -> bool:
    """Whether shortcodes are opened and closed in it, at least twice."""
    tags = list(_SHORTCODE.finditer(text[:_SAMPLE]))
    opened = {tag["name"] for tag in tags if not tag["close"]}
    return sum(bool(tag["close"]) and tag["name"] in opened for tag in tags) >= 2


def _sample(content: bytes) -> str:
    start = content[:_SAMPLE]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[: len(start) // 2 * 2].decode("utf-16", "replace")
    return start.decode("utf-8", "replace")


def _is_other(text: str, what: str) -> bool:
    """Whether it is some other kind of file with angle brackets: XML, RDF, JSON."""
    if text.lstrip("\ufeff \t\r\n").startswith(("<?xml", "@prefix", "@base", "PREFIX", "%PDF")):
        return True
    known = re.fullmatch(rf"<(?:{_NAMES}|{_OTHERS})", what)
    return bool(_JSON.match(text)) or (bool(what) and (":" in what or not known)) or what == "<svg"


def _fragment(text: str) -> float:
    """Evidence: most words stand inside blocks that are closed, or most lines begin with a block.

    Headings and fences of Markdown speak against it: there a bit of HTML is usual.
    """
    tags = list(_BLOCK.finditer(text))
    if len(tags) < 4 or len(_MARKDOWN.findall(text)) >= 2:
        return 0.0
    held: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []
    for tag in tags:
        name = tag["name"].lower()
        if not tag["close"]:
            if name not in ("br", "hr"):
                open_.append((name, tag.end()))
            continue
        while open_ and open_[-1][0] != name and open_[-1][0] in _OPEN_ENDED:
            open_.pop()
        if open_ and open_[-1][0] == name:
            held.append((open_.pop()[1], tag.start()))
    inside = 0
    reach = 0
    for start, stop in sorted(held):
        inside += _letters(text[max(start, reach) : stop])
        reach = max(reach, stop)
    if len(held) >= 2 and inside >= 0.7 * max(1, _letters(text)):
        return 0.8
    return 0.75 if _begins_lines(text) else 0.0


def _letters(text: str) -> int:
    return len("".join(_ANY.sub("", text).split()))


def _begins_lines(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    begun = sum(bool(_BLOCK.match(line)) for line in lines)
    ended = sum(bool(_LINE_END.search(line[-20:])) for line in lines)
    return (begun >= 3 and begun >= 0.6 * len(lines)) or (ended >= 3 and ended >= 0.6 * len(lines))
