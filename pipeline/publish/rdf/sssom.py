"""The matches across glossaries as a table: SSSOM/TSV 1.0, in its canonical order.

A row is a match between two schemes and its best justification. Two kinds stand here:

- an entry and our concept, as the graph of sources states it. A match that people signed names
  them all: as reviewers where a text gave it first, as authors where nothing else does.
- two entries of different glossaries that both match one concept, which nobody states: it follows
  (semapv:MappingChaining). Two exact matches give an exact one, an exact and a close one a close
  one, two close ones nothing, since closeMatch is not transitive (SKOS Reference, 10.6.8). Texts
  that are parts of one web page are one glossary.

Confidence is that of the evidence; of a chain, the product of its links', as far as they have one.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files

from pipeline.graphs import Graphs
from pipeline.publish.rdf.matches import MANUAL, Match, chained_matches, stated_matches
from pipeline.vocabulary import SEMAPV, SKOS, Vocabulary

# In the order of the slots of a mapping.
_COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "author_label", "reviewer_label"),
    *("subject_source", "object_source", "mapping_tool", "mapping_date", "confidence", "comment"),
)
_TOOL = "Glossograph"


def sssom(graphs: Graphs, vocabulary: Vocabulary) -> str:
    """The mapping set, header and table; the same graphs always give the same text."""
    content = files("pipeline.publish.rdf").joinpath("sssom.toml").read_text(encoding="utf-8")
    by_language = tomllib.loads(content)
    words = by_language.get(vocabulary.language) or by_language["en"]
    stated = stated_matches(graphs, vocabulary)
    rows = [_row(match, vocabulary, words) for match in [*stated, *chained_matches(stated)]]
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(sorted(rows))
    return _header(vocabulary, words) + stream.getvalue()


def _header(v: Vocabulary, words: Mapping[str, str]) -> str:
    """The metadata in YAML behind `#`; keys in the order of the slots of a mapping set."""
    said: dict[str, object] = {
        "curie_map": {v.name: v.base, "semapv": SEMAPV, "skos": SKOS},
        "mapping_set_id": f"{v.base}mappings.sssom.tsv",
        "mapping_set_version": v.version,
        "mapping_set_title": words["title"].format(title=v.title[v.language]),
        "mapping_set_description": words["description"],
        "creator_label": [v.creator],
        "license": v.licence,
        "subject_type": "skos concept",
        "object_type": "skos concept",
        "mapping_provider": v.dataset,
        "publication_date": v.modified,
    }
    return "".join(f"#{line}\n" for key, value in said.items() for line in _yaml(key, value))


def _yaml(key: str, value: object) -> Iterator[str]:
    """A key with a text, texts by key, or a list of texts; a JSON string is one of YAML (1.2)."""
    if isinstance(value, dict):
        yield f"{key}:"
        yield from (f"  {name}: {_quoted(text)}" for name, text in sorted(value.items()))
    elif isinstance(value, list):
        yield f"{key}:"
        yield from (f"  - {_quoted(text)}" for text in value)
    else:
        yield f"{key}: {_quoted(value)}"


def _quoted(text: object) -> str:
    return json.dumps(text, ensure_ascii=False)


def _row(match: Match, v: Vocabulary, words: Mapping[str, str]) -> tuple[str, ...]:
    def curie(iri: str) -> str:
        return iri.replace(v.base, f"{v.name}:", 1)

    is_manual = match.justification == MANUAL
    comments = [
        words["rule"].format(rule=match.rule, quote=match.quote) if match.rule else "",
        words["chained"].format(concept=curie(match.by_way_of)) if match.by_way_of else "",
        *match.reasons,
    ]
    people = "|".join(name.replace("|", r"\|") for name in match.people)
    said = {
        "subject_id": curie(match.subject.iri),
        "subject_label": match.subject.label,
        "predicate_id": "skos:exactMatch" if match.is_exact else "skos:closeMatch",
        "object_id": curie(match.target.iri),
        "object_label": match.target.label,
        "mapping_justification": match.justification,
        "author_label": people if is_manual else "",
        "reviewer_label": "" if is_manual else people,
        "subject_source": curie(match.subject.scheme),
        "object_source": curie(match.target.scheme),
        "mapping_tool": "" if is_manual else _TOOL,
        "mapping_date": match.date,
        "confidence": "" if match.confidence is None else f"{match.confidence:.2f}",
        "comment": "; ".join(filter(None, comments)),
    }
    # A tab or a line end inside a cell is what readers of TSV stumble over.
    return tuple(" ".join(said[column].split()) for column in _COLUMNS)
