"""What the report says, whichever way it is written: report.md and report.html hold the same."""

from __future__ import annotations

from msgspec import Struct

from pipeline.publish.counts import count
from pipeline.publish.inputs import Build
from pipeline.publish.report.candidates import Offer, offers
from pipeline.publish.report.changes import Changes, changes
from pipeline.publish.report.disagreements import Comparison, comparisons
from pipeline.publish.report.ledgers import SourceFacts, source_facts
from pipeline.publish.report.names import Names
from pipeline.publish.report.questions import Asked, asked
from pipeline.publish.wording import Wording
from pipeline.validate.report import Group, groups
from pipeline.validate.reports.wording import Language


class Facts(Struct, frozen=True):
    """The report as data; its words are those of the vocabulary's language.

    `findings_language` is the language of the frame around the findings, which have two.
    """

    build: Build
    names: Names
    changes: Changes
    sources: list[SourceFacts]
    questions: list[Asked]
    findings: list[Group]
    findings_language: Language
    comparisons: list[Comparison]
    offers: list[Offer]
    unmatched: list[str]
    changed: list[str]

    @property
    def more_candidates(self) -> int:
        """How many candidates are not offered here, but only listed in the work folder."""
        return len(self.build.candidates) - len(self.offers)


def facts(build: Build, wording: Wording, *, released: bool = False) -> Facts:
    """All that the report says of a build; the last release is compared with the one before."""
    names = Names(build)
    return Facts(
        build=build,
        names=names,
        changes=changes(count(build), build.releases[released:], wording),
        sources=source_facts(build, wording),
        questions=asked(build, names, wording),
        findings=groups(build.verdict.findings),
        findings_language="fr" if build.vocabulary.language == "fr" else "en",
        comparisons=comparisons(build, names, wording),
        offers=offers(build, names, wording),
        unmatched=sorted(build.mapping.unmatched),
        changed=sorted(build.mapping.changed),
    )
