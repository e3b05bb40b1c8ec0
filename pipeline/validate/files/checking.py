"""Check what was read, with the shapes that come with the program: profiles and importers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec import structs

import pipeline
from pipeline.errors import InputError
from pipeline.validate.files.content import shown
from pipeline.validate.files.reading import Vocabulary
from pipeline.validate.files.skos import add_plain_labels, concepts
from pipeline.validate.findings import Findings, to_findings
from pipeline.validate.names import Names
from pipeline.validate.referee import run
from pipeline.validate.report import Report
from pipeline.validate.reports.wording import Language
from pipeline.validate.results import in_order
from pipeline.validate.shapes import Shapes, load_shapes
from pipeline.vocabulary import FIXED_PREFIXES

# Beside the package, in a checkout as in an installed wheel.
SHAPES = Path(pipeline.__file__).parents[1] / "shapes"

# What a profile checks: shapes files.
PROFILES = {
    "skos": ("skos-integrity",),
    "quality": ("quality",),
    "vocabulary": ("skos-integrity", "vocabulary"),
    "import": ("import",),
}
DEFAULT_PROFILES = ("skos", "quality")


def load(profiles: Collection[str], importers: Collection[str], folder: Path = SHAPES) -> list[Shapes]:
    """The shapes of the profiles, each file once; of import.ttl those of the importers only.

    Importers imply the profile `import`, and no other profile where none is named. Raises InputError
    for an importer that no check knows, ConfigurationError for shapes that cannot be used.
    """
    wanted = set(profiles or ([] if importers else DEFAULT_PROFILES))
    if importers:
        wanted.add("import")
    files = dict.fromkeys(name for profile in PROFILES if profile in wanted for name in PROFILES[profile])
    shapes = [load_shapes(folder / f"{name}.ttl") for name in files]
    if not importers:
        return shapes
    return [_of(importers, file) if file.name == "import" else file for file in shapes]


def check(
    vocabulary: Vocabulary,
    shapes: Sequence[Shapes],
    files: Sequence[str],
    language: Language,
    profiles: Sequence[str] = (),
    importers: Sequence[str] = (),
) -> Report:
    """Run the shapes on what the files state, with what SKOS-XL and the hierarchy entail.

    `files` are named in the report. The store is added to: it is not to be written afterwards.
    """
    store, statements = vocabulary.store, len(vocabulary.store)
    add_plain_labels(store)
    prefixes = vocabulary.prefixes | {
        prefix: iri
        for prefix, iri in FIXED_PREFIXES.items()
        if prefix not in vocabulary.prefixes
    }
    names = Names(store, prefixes)
    results = in_order(result for file in shapes for result in run(file, store, names))
    checks = {iri: check for file in shapes for iri, check in file.checks.items()}
    return Report(
        verdict=Findings(
            conforms=not any(result.severity == "violation" for result in results),
            findings=to_findings(results, checks, language=language, label=names.name),
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
        prefixes=prefixes,
    )
