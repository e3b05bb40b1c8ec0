"""LISEZMOI: how each table is imported, and what it says otherwise than the vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from pipeline.markdown import plain, table
from pipeline.publish.tables.fitting import Remark, limits
from pipeline.publish.tables.records import Records
from pipeline.publish.tables.words import fill, listed, word
from pipeline.publish.wording import Wording

# How much of the end of a text that was cut is shown, in characters.
_ENDING = 60


def notice(
    records: Records,
    wording: Wording,
    remarks: Mapping[str, list[Remark]],
    term_sets: int,
    lost: int,
) -> bytes:
    """tables/LISEZMOI.md; `remarks` by file, `lost` how many there are on the `term_sets`."""
    vocabulary = records.vocabulary
    facts: dict[str, object] = {
        "title": vocabulary.title[vocabulary.language],
        "version": vocabulary.version,
        "day": vocabulary.modified,
        "name": vocabulary.name,
        "prefix": vocabulary.prefix,
        "publisher": vocabulary.publisher,
        "deprecated": limits("collibra")["deprecated"],
        "language": wording.word("languages", vocabulary.language),
        "lcid": limits("sharepoint")["lcid"].get(vocabulary.language, "?"),
        "files": term_sets,
        "count": lost,
    }
    lines = [f"# {fill('notice', 'title', **facts)}", ""]
    for key in ("intro", "open", "formulas"):
        lines += [fill("notice", key, **facts), ""]
    for name in (*remarks, "sharepoint/"):
        lines += [f"## `{name}`", "", fill("notice.files", name, **facts), ""]
        lines += _remarks(remarks.get(name), wording)
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def sharepoint_notice(
    records: Records, wording: Wording, term_sets: Collection[str], remarks: list[Remark]
) -> bytes:
    """tables/sharepoint/LISEZMOI.txt: each thing that the term sets lost, by kind of loss."""
    vocabulary = records.vocabulary
    title = word("sharepoint", "title")
    lines = [title, "=" * len(title), ""]
    lines += [
        fill(
            "sharepoint",
            "intro",
            title=vocabulary.title[vocabulary.language],
            version=vocabulary.version,
            files=len(term_sets),
            count=len(remarks),
        ),
        "",
    ]
    if not remarks:
        lines += [word("remarks", "none"), ""]
    for reason, found in _by_reason(remarks):
        heading = fill("sharepoint", "section", reason=word("reasons", reason), count=len(found))
        lines += [heading, "-" * len(heading), ""]
        for remark in found:
            facts = {"concept": _one_line(remark.concept), "field": _field(remark, wording)}
            lines.append(fill("remarks", "line", value=_one_line(remark.value), **facts))
            if remark.written:
                key = "cut" if remark.reason == "too_long" else "written"
                ending = remark.written[-_ENDING:] if key == "cut" else remark.written
                lines.append(fill("remarks", key, written=_one_line(ending)))
        lines.append("")
    return "\r\n".join(lines).encode("utf-8-sig")


def _remarks(remarks: list[Remark] | None, wording: Wording) -> Iterator[str]:
    if remarks is None:
        return
    if not remarks:
        yield from (word("remarks", "none"), "")
        return
    yield from (fill("notice", "remarks", count=len(remarks)), "")
    for reason, found in _by_reason(remarks):
        yield from (word("reasons", reason), "")
        yield from table(
            listed("remarks", "columns"),
            [
                [
                    plain(remark.concept),
                    plain(_field(remark, wording)),
                    plain(_one_line(remark.value)),
                    plain(_one_line(remark.written)) or word("remarks", "absent"),
                    plain(remark.iri),
                ]
                for remark in found
            ],
        )


def _by_reason(remarks: list[Remark]) -> list[tuple[str, list[Remark]]]:
    """Remarks in the order of [reasons], then as they came."""
    order = listed("reasons")
    sorted_remarks = sorted(remarks, key=lambda remark: order.index(remark.reason))
    found = groupby(sorted_remarks, key=lambda remark: remark.reason)
    return [(reason, list(of_it)) for reason, of_it in found]


def _field(remark: Remark, wording: Wording) -> str:
    key, _, language = remark.field.partition("@")
    name = word("fields", key)
    name = wording.relation(key) if name == key and ":" in key else name
    return f"{name} ({wording.word('languages', language)})" if language else name


def _one_line(text: str) -> str:
    return " ".join(text.split())
