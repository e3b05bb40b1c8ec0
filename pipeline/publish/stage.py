"""The stage publish: one valid build in, the whole set of published files out, in one swap."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pipeline.publish.counts import Counts, count
from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.index.document import index_pdf
from pipeline.publish.index.entries import index
from pipeline.publish.index.page import index_page
from pipeline.publish.inputs import Build, read_build
from pipeline.publish.map_page.page import map_page
from pipeline.publish.rdf.files import described, rdf_files
from pipeline.publish.releases import is_last_release
from pipeline.publish.report.facts import facts
from pipeline.publish.report.markdown import report
from pipeline.publish.report.page import report_page
from pipeline.publish.swap import Manifest, Staging
from pipeline.publish.tables.files import table_files
from pipeline.publish.w3id.redirects import w3id_files
from pipeline.publish.wording import Wording
from pipeline.questions import load_questions


class Published(Struct, frozen=True):
    """What was published: the manifest, the counts, and the closing lines for the command line."""

    manifest: Manifest
    counts: Counts
    summary: list[str]


def publish(project: Path, output: Path, *, curation: bool) -> Published:
    """Write all published files of the build in `output`/work, or none.

    With curation on and `output` the project's own, ontology/identifiers.csv is replaced in the
    same swap. An interrupted publication is finished first. Raises StageError as `read_build` does.
    """
    staging = Staging(output, project / "ontology" / "identifiers.csv")
    staging.recover()
    build = read_build(project, output, curation=curation)
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    for name, content in _written(project, build, wording, output).items():
        staging.add(name, content)
    if curation and output.resolve() == (project / "output").resolve():
        staging.add_identifiers(output / "work" / "identifiers.csv")
    manifest = staging.swap()
    counts = count(build)
    return Published(manifest, counts, summary(build, counts, manifest, output))


def _written(project: Path, build: Build, wording: Wording, output: Path) -> dict[str, bytes]:
    """Each file that publish writes itself, by name."""
    rdf = rdf_files(build)
    turtle, dataset = (f"{build.vocabulary.name}.{ending}" for ending in ("ttl", "nq"))
    released = is_last_release(build.releases, output, turtle, rdf[turtle])
    told, listed = facts(build, wording, released=released), index(build)
    files = {
        **rdf,
        **table_files(build, wording),
        "report.md": report(told, wording).encode("utf-8"),
        "graph.html": map_page(build, wording).encode("utf-8"),
        "explorer.html": explorer_page(
            build, wording, rdf[dataset], load_questions(project)
        ).encode("utf-8"),
        "index.html": index_page(listed, build, wording).encode("utf-8"),
        **w3id_files(build.vocabulary),
        **{one.kept_text: one.raw.encode() for one in build.readings if one.kept_text},
    }
    if pdf := index_pdf(listed, build, wording):
        files["index.pdf"] = pdf
    files |= described(build, files, wording.file)
    sizes = {name: len(content) for name, content in files.items()}
    return {**files, "report.html": report_page(told, wording, sizes).encode("utf-8")}


def summary(build: Build, counts: Counts, manifest: Manifest, output: Path) -> list[str]:
    """The closing lines of a build, for the terminal: what was read, made and written."""
    vocabulary = build.vocabulary
    numbers = {
        "sources read": counts.sources,
        "entries": counts.entries,
        "concepts": counts.concepts,
        "labels": sum(counts.labels.values()),
        "relations": counts.stated_relations,
        "findings": sum(counts.findings.values()),
        "open questions": counts.questions,
        "files written": len(manifest.files),
    }
    explorer, report_file, map_file = (
        output / name for name in ("explorer.html", "report.html", "graph.html")
    )
    return [
        f"{vocabulary.title[vocabulary.language]}, version {vocabulary.version}",
        *(f"  {name:<14}  {number:>6}" for name, number in numbers.items()),
        f"Look first at {explorer} (the explorer), {report_file} (the report) and {map_file} "
        "(the map).",
    ]
