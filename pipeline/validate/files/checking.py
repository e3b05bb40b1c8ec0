"""Check what was read, with the shapes that come with the program: profiles and importers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pipeline
from pipeline.errors import InputError
from pipeline.validate.derived import forget
from pipeline.validate.engines import run
from pipeline.validate.files.content import STANDARD_INPUT, shown
from pipeline.validate.files.reading import Vocabulary, read
from pipeline.validate.files.skos import add_plain_labels, concepts, refuse_what_is_no_skos
from pipeline.validate.files.writing import refuse_what_cannot_be_written, write_vocabulary
from pipeline.validate.findings import Findings, to_findings
from pipeline.validate.names import Names
from pipeline.validate.repairs import lines, load_repairs
from pipeline.validate.repairs import make as repair
from pipeline.validate.report import Place, Report
from pipeline.validate.reports.places import find_places
from pipeline.validate.reports.wording import Language
from pipeline.validate.results import in_order
from pipeline.validate.shapes import REPAIRS, Shapes, load_shapes
from pipeline.vocabulary import FIXED_PREFIXES

# Beside the package, in a checkout as in an installed wheel.
SHAPES = Path(pipeline.__file__).parents[1] / "shapes"

# What a profile checks: shapes files.
PROFILES = {
    "skos": ("skos-integrity",),
    "quality": ("quality", "vocpub"),
    "vocabulary": ("skos-integrity", "vocabulary"),
    "import": ("import",),
}
DEFAULT_PROFILES = ("skos", "quality")


def load(
    profiles: Collection[str], importers: Collection[str], folder: Path = SHAPES
) -> list[Shapes]:
    """The shapes of the profiles, each file once; of import.ttl those of the importers only.

    Importers imply the profile `import`, and no other where none is named. Raises InputError for an
    importer that no check knows, ConfigurationError for shapes that cannot be used.
    """
    wanted = set(profiles or ([] if importers else DEFAULT_PROFILES))
    if importers:
        wanted.add("import")
    files = dict.fromkeys(
        name for profile in PROFILES if profile in wanted for name in PROFILES[profile]
    )
    shapes = [load_shapes(folder / f"{name}.ttl") for name in files]
    if not importers:
        return shapes
    return [_of(importers, file) if file.name == "import" else file for file in shapes]


def check(
    vocabulary: Vocabulary,
    shapes: Sequence[Shapes],
    files: Sequence[str],
    language: Language,
    importers: Sequence[str] = (),
) -> Report:
    """Run the shapes on what the files state, with what SKOS-XL and the hierarchy entail.

    `files` are named in the report. The store is changed: it is not to be written afterwards.
    """
    store, statements = vocabulary.store, len(vocabulary.store)
    forget(store)
    add_plain_labels(store)
    names = _names(vocabulary)
    results = in_order(result for file in shapes for result in run(file, store, names))
    checks = {iri: check for file in shapes for iri, check in file.checks.items()}
    findings = to_findings(results, checks, language=language, label=names.name)
    return Report(
        verdict=Findings(
            conforms=not any(finding.severity == "violation" for finding in findings),
            findings=findings,
        ),
        results=results,
        checks=checks,
        checked=[shown(file) for file in files],
        file=files[0],
        language=language,
        concepts=concepts(store),
        statements=statements,
        profiles=[file.name for file in shapes],
        importers=list(importers),
        prefixes=_prefixes(vocabulary),
        places=_places(files, {finding.focus for finding in findings}),
    )


def validate_files(
    files: Sequence[str],
    profiles: Sequence[str],
    importers: Sequence[str],
    language: Language,
    repaired: Path | None = None,
) -> tuple[Report, list[str]]:
    """Check files, or standard input for `-`; with `repaired`, repair one first and write it there.

    What is checked then is the repaired file, and each repair is a line. Raises InputError for
    files that cannot be used, ConfigurationError for shapes that cannot.
    """
    shapes = load(profiles, importers)
    vocabulary = read(files, verbatim=repaired is not None)
    refuse_what_is_no_skos(vocabulary.store, ", ".join(map(shown, files)))
    if repaired is None:
        return check(vocabulary, shapes, files, language, importers), []
    done = _repair(vocabulary, files[0], repaired, language)
    return check(vocabulary, shapes, [str(repaired)], language, importers), done


def _repair(vocabulary: Vocabulary, file: str, target: Path, language: Language) -> list[str]:
    refuse_what_cannot_be_written(vocabulary, file, target)
    repairs = repair(load_repairs(SHAPES / REPAIRS), vocabulary.store)
    write_vocabulary(vocabulary, repairs, file, target)
    return lines(repairs, _names(vocabulary), language)


def _names(vocabulary: Vocabulary) -> Names:
    return Names(vocabulary.store, _prefixes(vocabulary))


def _prefixes(vocabulary: Vocabulary) -> dict[str, str]:
    """Those of the files, and the usual ones where the files do not use their names otherwise."""
    return vocabulary.prefixes | {
        prefix: iri for prefix, iri in FIXED_PREFIXES.items() if prefix not in vocabulary.prefixes
    }


def _places(files: Sequence[str], wanted: set[str]) -> dict[str, Place]:
    """Where the wanted things (IRIs) are described; what came through a pipe is gone."""
    places: dict[str, Place] = {}
    for file in files:
        missing = wanted - places.keys()
        if missing and file != STANDARD_INPUT and Path(file).is_file():
            text = Path(file).read_text("utf-8-sig", errors="replace")
            places |= find_places(file, text, missing)
    return places


def _of(importers: Collection[str], shapes: Shapes) -> Shapes:
    """The checks that guard the import into one of these programs."""
    named = {importer for check in shapes.checks.values() for importer in check.importers}
    known = named | shapes.programs.keys()
    for importer in importers:
        if importer.lower() not in known:
            raise InputError(
                f"no check knows the program {importer}",
                remedy=f"name one of {', '.join(sorted(known))}",
            )
    chosen = {importer.lower() for importer in importers}
    listed = {
        iri for name in chosen & shapes.programs.keys() for iri in shapes.programs[name].checks
    }
    return shapes.only(lambda check: check.iri in listed or not chosen.isdisjoint(check.importers))
