"""Which concept a person means: by IRI, entry id, slug or any label, as they would write it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pipeline.ask.dataset import Dataset
from pipeline.errors import StageError
from pipeline.map.words import fold, key
from pipeline.vocabulary import is_iri

_LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
_CLOSE_ENOUGH, _PROPOSED = 60, 3


class Match(Struct, frozen=True, order=True):
    """A concept that a term may mean."""

    name: str
    iri: str
    labels: list[str]


class AmbiguousTermError(StageError):
    """A term that several concepts bear; `listing` names them, ready to be printed."""

    def __init__(self, term: str, count: int, listing: str) -> None:
        self.listing = listing
        super().__init__(f"`{term}` names {count} concepts", remedy="give the IRI of one of them")


def matches(dataset: Dataset, term: str) -> list[Match]:
    """The concepts that `term` names, by name: one as a rule, several where it is ambiguous.

    Case, accents and white space make no difference; a label as written comes before one whose
    inflection or little words differ. A concept that is gone is found by its label only where no
    living one bears it. Raises StageError where nothing is found; the closest labels are named.
    """
    # The tables of decisions call a concept `concept:<slug>`.
    wanted = " ".join(term.split()).removeprefix("concept:")
    concepts = dataset.concepts()
    found = [c for c in concepts if c == wanted] or _of_entry(dataset, wanted)
    if not found:
        living = [c for c in concepts if not dataset.values(c, "owl:deprecated")]
        slug = dataset.vocabulary.concept("")
        for group in (living, concepts):
            labels = {c: _labels(dataset, c) for c in group}
            slugged = [c for c in group if c.removeprefix(slug) == wanted.lower()]
            found = found or sorted({*slugged, *_named(labels, _plain, wanted)})
            found = found or _named(labels, key, wanted)
    if not found:
        raise _unknown(dataset, concepts, term)
    return sorted(Match(dataset.name(c), c, _labels(dataset, c)) for c in found)


def _of_entry(dataset: Dataset, wanted: str) -> list[str]:
    """The concepts of a source's entry, given by its id or IRI."""
    base = dataset.vocabulary.source("")
    entry = wanted if wanted.startswith(base) else f"{base}{wanted}"
    if not is_iri(entry) or not dataset.links(entry, "skos:inScheme"):
        return []
    mapped = {c for p in ("skos:exactMatch", "skos:closeMatch") for c in dataset.links(entry, p)}
    if not mapped:
        raise StageError(
            f"the entry {entry.removeprefix(base)} belongs to no concept",
            remedy="report.md says what is asked about it",
        )
    return sorted(mapped)


def _labels(dataset: Dataset, concept: str) -> list[str]:
    return sorted({value.value for curie in _LABELS for value in dataset.literals(concept, curie)})


def _named(labels: dict[str, list[str]], form: Callable[[str], str], wanted: str) -> list[str]:
    """The concepts with a label of the form that is wanted, where that form says anything."""
    like = form(wanted)
    return [c for c, names in labels.items() if like and like in map(form, names)]


def _plain(name: str) -> str:
    """A name without case, accents, runs of white space and typographic apostrophes."""
    return " ".join(fold(name).replace("’", "'").split())


def _unknown(dataset: Dataset, concepts: list[str], term: str) -> StageError:
    """The error that names the closest labels, for a term that nothing bears."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import token_set_ratio

    labels = sorted({label for concept in concepts for label in _labels(dataset, concept)})
    close = process.extract(
        term,
        labels,
        scorer=token_set_ratio,
        processor=_plain,
        limit=_PROPOSED,
        score_cutoff=_CLOSE_ENOUGH,
    )
    names = ", ".join(f"`{label}`" for label, _, _ in close)
    return StageError(
        f"no concept is called `{term}`",
        remedy=f"the closest labels are {names}" if close else "report.md lists all concepts",
    )
