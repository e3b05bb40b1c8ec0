"""The report's section on disagreements: what each source says, side by side, what is followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.markdown import excerpt, plain, table
from pipeline.model import Account, Decision, Disagreement
from pipeline.publish.forest import shown_name
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording

_SECTION = "report.disagreements"
_COLUMNS = ("source", "entry", "opening", "genus", "class")
_QUOTE = 240


def disagreement_lines(build: Build, wording: Wording) -> Iterator[str]:
    """The disagreements as Markdown, contradictions first; those of one concept stand together."""
    groups: dict[tuple[str, ...], list[Disagreement]] = {}
    for found in build.disagreements:
        one, other = found.accounts
        is_within = bool(one.concept) and one.concept == other.concept
        place = (one.concept,) if is_within else (one.entry, other.entry)
        groups.setdefault(place, []).append(found)
    writer = _Writer(build, wording)
    for level in ("contradiction", "wording"):
        for group in groups.values():
            levels = {found.level for found in group}
            if ("contradiction" if "contradiction" in levels else "wording") == level:
                yield from writer.group(group, level)


class _Writer:
    def __init__(self, build: Build, wording: Wording) -> None:
        self._build, self._wording = build, wording
        language = build.vocabulary.language
        self._names = {c.iri: shown_name(c, language) for c in build.concepts}
        self._titles = {r.source.id: r.source.title for r in build.readings}
        self._headwords = {
            entry.id: entry.headword.text
            for reading in build.readings
            for entry in reading.entries
            if entry.headword
        }

    def group(self, group: Sequence[Disagreement], level: str) -> Iterator[str]:
        """What the entries of one concept say, or two entries of two, and what is followed."""
        accounts = {account.entry: account for found in group for account in found.accounts}
        names = dict.fromkeys(self._name(account) for account in accounts.values())
        yield f"### {plain(' / '.join(names))} : {self._wording.word(_SECTION, level)}"
        yield ""
        yield from table(
            [self._wording.word(f"{_SECTION}.columns", name) for name in _COLUMNS],
            [self._row(account) for account in accounts.values()],
        )
        yield from self._followed(group, level)
        yield ""

    def _row(self, account: Account) -> list[str]:
        opening = account.opening
        place = f"{opening.start}-{opening.end}"
        classes = [self._wording.term(self._build.vocabulary.expand(n)) for n in account.types]
        return [
            plain(self._titles.get(opening.source, opening.source)),
            self._entry(account.entry),
            f"« {excerpt(opening.quote, _QUOTE)} » ({place})",
            plain(account.genus),
            plain(", ".join(classes)),
        ]

    def _followed(self, group: Sequence[Disagreement], level: str) -> Iterator[str]:
        kept = next((found.followed for found in group if found.followed), "")
        if kept:
            yield f"- {self._wording.fill(_SECTION, 'followed', entry=self._entry(kept))}"
        decisions = [found.decision for found in group if found.decision]
        if level == "contradiction":
            decisions += [decision for found in group for decision in found.settled]
        for decision in dict.fromkeys(decisions):
            yield f"- {self._decision(decision)}"
        if level == "contradiction" and not decisions:
            yield f"- {self._wording.word(_SECTION, 'undecided')}"

    def _decision(self, decision: Decision) -> str:
        return self._wording.fill(
            _SECTION,
            "decision",
            author=plain(decision.author),
            date=decision.date,
            reason=plain(decision.reason),
        )

    def _entry(self, entry: str) -> str:
        headword = self._headwords.get(entry)
        return f"{plain(headword)} (`{entry}`)" if headword else f"`{entry}`"

    def _name(self, account: Account) -> str:
        name = self._names.get(account.concept)
        return name or self._headwords.get(account.entry, account.entry)
