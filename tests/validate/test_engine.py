"""The compiler of SHACL to SPARQL: each constraint finds what the referee finds, and what it should."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib

from pipeline.validate import engines, referee
from pipeline.validate.engine import Compiler, ShapesGraph, Unsupported
from pipeline.validate.engine.targets import Data
from pipeline.validate.names import Names
from pipeline.validate.results import Result
from pipeline.validate.shapes import Shapes, load_shapes
from pipeline.validate.views import to_rdflib

from .checking import agreed
from .example import BASE, PREFIXES, store, triples

HEAD = PREFIXES + "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
WORDED = 'sh:severity sh:Violation ; sh:message "Faux. → Corrigez."@fr , "Wrong. → Mend."@en'

DATA = """
c:a a skos:Concept ; skos:prefLabel "a"@fr , "b"@fr , "b"@en-GB ; skos:notation 1 ; rc:high 1 ;
    skos:altLabel "a"@fr ; skos:broader c:b , c:t ; skos:related c:a ; dcterms:date "2026-01-01"^^xsd:date .
c:b a rc:Indicator ; skos:prefLabel "long label"@fr ; skos:notation 20 , "x" ; rc:high 7 ; skos:broader c:t .
c:t a skos:Concept ; skos:prefLabel "c" ; skos:notation "z"^^xsd:integer ; skos:altLabel "" ; rc:high "y" .
c:p a skos:Concept ; skos:prefLabel 5 , c:a ; skos:definition "d"@fr ; rc:flag true .
_:n a skos:Concept ; skos:prefLabel "n\\nn"@fr ; skos:broader c:a .
rc:Indicator rdfs:subClassOf rc:Kind . rc:Kind rdfs:subClassOf skos:Concept .
v:s a skos:ConceptScheme ; skos:hasTopConcept c:t , c:a ; dcterms:title "t"@fr .
"""
CONCEPTS = "sh:targetClass skos:Concept"

# A name, the shape without its head, and the ends of the IRIs of focus nodes that break it.
CONSTRAINTS: dict[str, tuple[str, set[str]]] = {
    "class": (f"{CONCEPTS} ; sh:path skos:broader ; sh:class rc:Kind", {"a", "b", "_:"}),
    "class of a focus": ("sh:targetSubjectsOf skos:prefLabel ; sh:class rc:Kind", {"a", "t", "p", "_:"}),
    "datatype": (f"{CONCEPTS} ; sh:path skos:notation ; sh:datatype xsd:integer", {"b", "t"}),
    "datatype date": (f"{CONCEPTS} ; sh:path dcterms:date ; sh:datatype xsd:dateTime", {"a"}),
    "nodeKind": (f"{CONCEPTS} ; sh:path skos:prefLabel ; sh:nodeKind sh:Literal", {"p"}),
    "nodeKind of a focus": (f"{CONCEPTS} ; sh:nodeKind sh:IRI", {"_:"}),
    "minCount": (f"{CONCEPTS} ; sh:path skos:broader ; sh:minCount 2", {"b", "t", "p", "_:"}),
    "maxCount": (f"{CONCEPTS} ; sh:path skos:prefLabel ; sh:maxCount 1", {"a", "p"}),
    "maxCount 0": (f"{CONCEPTS} ; sh:path skos:related ; sh:maxCount 0", {"a"}),
    "maxCount on an inverse": (f"{CONCEPTS} ; sh:path [ sh:inversePath skos:broader ] ; sh:maxCount 1", {"t"}),
    "minInclusive": (f"{CONCEPTS} ; sh:path rc:high ; sh:minInclusive 7", {"a", "t"}),
    "maxExclusive": (f"{CONCEPTS} ; sh:path rc:high ; sh:maxExclusive 7", {"b", "t"}),
    "minLength": (f"{CONCEPTS} ; sh:path skos:altLabel ; sh:minLength 1", {"t"}),
    "maxLength": (f"{CONCEPTS} ; sh:path skos:prefLabel ; sh:maxLength 3", {"b", "p"}),
    "pattern": (f'{CONCEPTS} ; sh:path skos:prefLabel ; sh:pattern "^[A-Z ]+$" ; sh:flags "i"', {"p", "_:"}),
    "languageIn": (f'{CONCEPTS} ; sh:path skos:prefLabel ; sh:languageIn ( "fr" "en" )', {"t", "p"}),
    "uniqueLang": (f"{CONCEPTS} ; sh:path skos:prefLabel ; sh:uniqueLang true", {"a"}),
    "equals": (f"{CONCEPTS} ; sh:path skos:prefLabel ; sh:equals skos:altLabel", {"a", "b", "t", "p", "_:"}),
    "disjoint": (f"{CONCEPTS} ; sh:path skos:prefLabel ; sh:disjoint skos:altLabel", {"a"}),
    "disjoint of a focus": (f"{CONCEPTS} ; sh:disjoint skos:related", {"a"}),
    "hasValue": (f"{CONCEPTS} ; sh:path skos:broader ; sh:hasValue c:t", {"t", "p", "_:"}),
    "in": (f'{CONCEPTS} ; sh:path skos:broader ; sh:in ( c:t "a"@fr )', {"a", "_:"}),
    "in for a focus": ("sh:targetNode c:a , c:zz ; sh:in ( c:a )", {"zz"}),
    "not": (f"{CONCEPTS} ; sh:not [ sh:path skos:broader ; sh:minCount 1 ]", {"a", "b", "_:"}),
    "and": (f"{CONCEPTS} ; sh:and ( [ sh:class rc:Kind ] [ sh:nodeKind sh:IRI ] )", {"a", "t", "p", "_:"}),
    "or": (f"{CONCEPTS} ; sh:or ( [ sh:class rc:Kind ] [ sh:path skos:altLabel ; sh:minCount 1 ] )", {"p", "_:"}),
    "xone": (
        f"{CONCEPTS} ; sh:xone ( [ sh:path skos:broader ; sh:minCount 1 ] [ sh:path skos:altLabel ; sh:minCount 1 ] )",
        {"a", "p"},
    ),
    "node": (
        f"{CONCEPTS} ; sh:node [ sh:property [ sh:path skos:prefLabel ; sh:maxCount 1 ] , "
        "[ sh:path skos:broader ; sh:minCount 1 ] , [ sh:path rc:flag ; sh:maxCount 0 ] ]",
        {"a", "t", "p"},
    ),
    "node of what is above": (
        f"{CONCEPTS} ; sh:path skos:broader ; sh:node [ sh:property [ sh:path rc:flag ; sh:minCount 1 ] ]",
        {"a", "b", "_:"},
    ),
    "node without a property": (f"{CONCEPTS} ; sh:node [ sh:nodeKind sh:IRI ]", {"_:"}),
    "qualifiedMinCount": (
        f'{CONCEPTS} ; sh:path skos:prefLabel ; sh:qualifiedValueShape [ sh:languageIn ( "fr" ) ] ; sh:qualifiedMinCount 2',
        {"b", "t", "p", "_:"},
    ),
    "qualifiedMaxCount": (
        f'{CONCEPTS} ; sh:path skos:prefLabel ; sh:qualifiedValueShape [ sh:languageIn ( "fr" ) ] ; sh:qualifiedMaxCount 1',
        {"a"},
    ),
    "closed": (
        "sh:targetClass skos:ConceptScheme ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; "
        "sh:property gs:title",
        {"s"},
    ),
    "a sequence": (f"{CONCEPTS} ; sh:path ( skos:broader skos:prefLabel ) ; sh:maxCount 1", {"a", "_:"}),
    "zero or more": (
        f"{CONCEPTS} ; sh:path [ sh:zeroOrMorePath skos:broader ] ; sh:hasValue c:t", {"p"},
    ),
    "one or more": (
        f"{CONCEPTS} ; sh:path [ sh:oneOrMorePath skos:broader ] ; sh:hasValue c:t", {"t", "p"},
    ),
    "zero or one": (
        f"{CONCEPTS} ; sh:path [ sh:zeroOrOnePath skos:broader ] ; sh:maxCount 1", {"a", "b", "_:"},
    ),
    "an alternative": (
        f"{CONCEPTS} ; sh:path [ sh:alternativePath ( skos:altLabel skos:definition ) ] ; sh:minCount 1", {"b", "_:"},
    ),
    "objects of": ("sh:targetObjectsOf skos:hasTopConcept ; sh:path skos:broader ; sh:maxCount 0", {"a"}),
    "deactivated": (f"{CONCEPTS} ; sh:deactivated true ; sh:path rc:none ; sh:minCount 1", set()),
}  # fmt: skip

# What pre-binding $this asks of the compiler: the query, and the focus nodes it finds.
QUERIES: dict[str, tuple[str, set[str]]] = {
    "a triple pattern": ("$this skos:altLabel ?value", {"a", "t"}),
    "only in a filter": ("FILTER (isBlank($this))", {"_:"}),
    "only in NOT EXISTS": ("FILTER NOT EXISTS { $this skos:broader ?any }", {"t", "p"}),
    "only in BIND": ("BIND (STR($this) AS ?text) FILTER (STRENDS(?text, '/p'))", {"p"}),
    "BIND before the pattern": (
        "BIND (isIRI($this) AS ?named) $this skos:broader ?value FILTER (?named)", {"a", "b"},
    ),
    "a filter in one branch of a UNION": (
        "{ $this rc:flag ?value } UNION { FILTER (isBlank($this)) }", {"p", "_:"},
    ),
    "a filter in a group of its own": (
        "$this skos:prefLabel ?value . { ?value2 skos:broader c:b FILTER ($this = ?value2) }", {"a"},
    ),
    "an optional part": (
        "$this a ?class . OPTIONAL { ?other skos:broader $this } FILTER (!BOUND(?other))", {"p", "_:"},
    ),
    "BIND in an optional part": (
        "$this skos:prefLabel ?value OPTIONAL { BIND ($this AS ?same) } FILTER (!BOUND(?same))", set(),
    ),
    "EXISTS in EXISTS": (
        "FILTER EXISTS { ?below skos:broader $this FILTER NOT EXISTS { ?below skos:broader c:b FILTER ($this = c:t) } }",
        {"a", "b", "t"},
    ),
    "a choice with a member that is absent": ("$this rc:none|skos:altLabel|rc:nil ?value", {"a", "t"}),
    "a negated property set of what is absent": ("$this ! ( rc:none|rc:flag ) true", set()),
    "a negated property before a choice": ("$this ! rc:none|skos:altLabel c:b", {"a"}),
    "a step before a choice": ("$this skos:broader / rc:none|skos:broader c:t", {"a", "b"}),
    "a step after a choice": ("$this skos:broader|rc:none / skos:broader c:t", {"a", "b"}),
    "a comment with a brace": ("$this rc:flag ?value # }\n", {"p"}),
    "a brace in a text": ('$this skos:prefLabel ?value FILTER (STR(?value) != "}" && $this = c:b)', {"b"}),
}  # fmt: skip
WHOLE_QUERIES: dict[str, tuple[str, set[str]]] = {
    "grouped": (
        "SELECT $this (COUNT(?parent) AS ?value) WHERE { $this skos:broader ?parent } "
        "GROUP BY $this HAVING (COUNT(?parent) > 1)",
        {"a"},
    ),
    "a subquery": (
        "SELECT $this ?value WHERE { { SELECT $this (MIN(?n) AS ?value) WHERE { $this rc:high ?n } GROUP BY $this } "
        "FILTER (?value = 7) }",
        {"b"},
    ),
}

CUSTOM = """gs:Limit a sh:ConstraintComponent ;
    sh:parameter [ sh:path gs:most ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER (STRLEN(STR($value)) <= $most) }" ]"""

UNKNOWN = {
    "a large count": f"{CONCEPTS} ; sh:path skos:prefLabel ; sh:minCount 9",
    "a pattern with a look-ahead": f'{CONCEPTS} ; sh:path skos:prefLabel ; sh:pattern "^(?!a)"',
    "a blank node as a value": "sh:targetSubjectsOf skos:prefLabel ; sh:in ( c:a [] )",
    "a datatype that SPARQL does not know": f"{CONCEPTS} ; sh:path rc:high ; sh:datatype xsd:gYear",
    "a constraint component of its own": f"{CONCEPTS} ; sh:path skos:prefLabel ; gs:most 3 . {CUSTOM}",
    "a query in a shape referred to": (
        f"{CONCEPTS} ; sh:node [ sh:sparql [ sh:select 'SELECT $this WHERE {{ $this ?p 7 }}' ] ]"
    ),
}


def shapes_of(folder: Path, shape: str) -> Shapes:
    """A shapes file with one shape, and the property shape that some of the shapes name."""
    kind = "sh:PropertyShape" if "sh:path " in shape.partition("[")[0] else "sh:NodeShape"
    path = folder / "quality.ttl"
    title = f"gs:title a sh:PropertyShape ; {WORDED} ; sh:path dcterms:title ; sh:minCount 1 ."
    path.write_text(f"{HEAD} gs:x a {kind} ; {WORDED} ; {shape} . {title}", encoding="utf-8")
    return load_shapes(path)


def query_shape(select: str) -> str:
    declared = " , ".join(
        f'[ sh:prefix "{prefix}" ; sh:namespace "{iri}"^^xsd:anyURI ]'
        for prefix, iri in {
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "rc": f"{BASE}ontology#",
            "c": f"{BASE}concept/",
        }.items()
    )
    return (
        f'{CONCEPTS} ; sh:sparql [ sh:select """{select}""" ; sh:prefixes gs:p ] . '
        f"gs:p a owl:Ontology ; sh:declare {declared}"
    )


def found(shapes: Shapes) -> list[Result]:
    """What engine and referee both find in DATA."""
    data = store(triples(DATA))
    return agreed(shapes, data, Names(data, {}))


def focus_nodes(results: list[Result]) -> set[str]:
    return {
        "_:" if str(r.focus).startswith("_:") else r.focus.value.rpartition("/")[2] for r in results
    }


def compiled(shapes: Shapes) -> bool:
    """Whether the compiler knows every shape of a file."""
    return engines.divided(shapes, store(triples(DATA)))[1] is None


@pytest.mark.parametrize(("shape", "expected"), CONSTRAINTS.values(), ids=CONSTRAINTS)
def test_a_constraint_finds_what_breaks_it(shape: str, expected: set[str], tmp_path: Path) -> None:
    shapes = shapes_of(tmp_path, shape)
    assert compiled(shapes)
    assert focus_nodes(found(shapes)) == expected


@pytest.mark.parametrize(("group", "expected"), QUERIES.values(), ids=QUERIES)
def test_a_query_is_asked_as_if_this_were_written_in(
    group: str, expected: set[str], tmp_path: Path
) -> None:
    shapes = shapes_of(tmp_path, query_shape(f"SELECT $this WHERE {{ {group} }}"))
    assert compiled(shapes)
    assert focus_nodes(found(shapes)) == expected


@pytest.mark.parametrize(("select", "expected"), WHOLE_QUERIES.values(), ids=WHOLE_QUERIES)
def test_a_query_that_groups_is_asked_for_each_focus_node(
    select: str, expected: set[str], tmp_path: Path
) -> None:
    shapes = shapes_of(tmp_path, query_shape(select))
    assert compiled(shapes)
    assert focus_nodes(found(shapes)) == expected


def test_the_path_of_a_property_shape_stands_for_path(tmp_path: Path) -> None:
    shape = query_shape(
        "SELECT $this ?value WHERE { $this $PATH ?value . ?value skos:broader c:t }"
    )
    shapes = shapes_of(tmp_path, f"sh:path skos:broader ; {shape}".replace("; ;", ";"))
    (result,) = {
        (r.focus.value, r.path, r.value.value)
        for r in found(shapes)
        if r.value and "/a" in r.focus.value
    }
    assert result == (
        f"{BASE}concept/a",
        "http://www.w3.org/2004/02/skos/core#broader",
        f"{BASE}concept/b",
    )


@pytest.mark.parametrize("shape", UNKNOWN.values(), ids=UNKNOWN)
def test_what_the_compiler_does_not_know_goes_to_the_referee(shape: str, tmp_path: Path) -> None:
    shapes = shapes_of(tmp_path, shape.replace("{{", "{").replace("}}", "}"))
    data = store(triples(DATA))
    compiler = Compiler(ShapesGraph(shapes.constraints), Data(data))
    (target,) = compiler.targeted()
    with pytest.raises(Unsupported):
        compiler.queries(target)
    assert found(shapes) or shape == UNKNOWN["a query in a shape referred to"]


def test_values_and_limits_in_a_query_are_not_joined(tmp_path: Path) -> None:
    for select in (
        "SELECT $this WHERE { VALUES ?x { 1 } $this ?p ?x }",
        "SELECT $this ?value WHERE { $this skos:prefLabel ?value } LIMIT 1",
        "SELECT (COUNT(*) AS ?value) WHERE { $this skos:prefLabel ?label }",
    ):
        assert not compiled(shapes_of(tmp_path, query_shape(select)))


def test_what_the_two_engines_find_is_told_together(tmp_path: Path) -> None:
    known = f"gs:y a sh:PropertyShape ; {WORDED} ; {CONSTRAINTS['maxCount'][0]} ."
    shapes = shapes_of(tmp_path, f"{UNKNOWN['a large count']} . {known} gs:z rdfs:label 'z'")
    assert {r.check for r in found(shapes)} == {"x", "y"}


def test_the_referee_ends_a_pattern_before_a_last_line_break_and_the_engine_does_not(
    tmp_path: Path,
) -> None:
    """sh:pattern is SPARQL's REGEX, where $ is the end of the text; Python's $ is not (pySHACL)."""
    shapes = shapes_of(tmp_path, f'{CONCEPTS} ; sh:path skos:prefLabel ; sh:pattern "^a$"')
    data = store(triples('c:a a skos:Concept ; skos:prefLabel "a\\n"@fr .'))
    assert len(engines.run(shapes, data, Names(data, {}))) == 1
    assert referee.run(shapes, data, Names(data, {})) == []


def test_the_referee_takes_the_text_of_a_blank_node_and_the_engine_does_not(
    tmp_path: Path,
) -> None:
    """STR is of IRIs and literals (https://www.w3.org/TR/sparql11-query/#func-str), not in rdflib."""
    query = query_shape("SELECT $this WHERE { $this a ?class FILTER (STRLEN(STR($this)) < 9) }")
    data = store(triples("_:n a skos:Concept ."))
    shapes = shapes_of(tmp_path, query)
    assert engines.run(shapes, data, Names(data, {})) == []
    assert len(referee.run(shapes, data, Names(data, {}))) == 1


def test_a_negated_property_set_keeps_members_that_are_absent(tmp_path: Path) -> None:
    """That with ^rc:nil looks in both directions, whatever rc:nil is; rdflib cannot read it."""
    for members, expected in {
        "rdf:type|rc:none|^rc:nil": {"a", "t"},
        "rdf:type|rc:none": {"a"},
    }.items():
        query = query_shape(f"SELECT $this WHERE {{ $this !({members}) c:b }}")
        shapes = shapes_of(tmp_path, query)
        data = store(triples(DATA))
        assert focus_nodes(engines.run(shapes, data, Names(data, {}))) == expected


RAW = """c:both a skos:Concept ; rc:high 1.1 , 1.10 . c:long a skos:Concept ; rc:high 1.10 .
c:short a skos:Concept ; rc:high 1.1 . c:one a skos:Concept ; rc:high "1"^^xsd:boolean ."""
# Constraints on rc:high: what breaks them in the store, and for pySHACL where it reads the text.
FORMS: dict[str, tuple[set[str], set[str]]] = {
    "sh:maxCount 1": (set(), {"both"}),
    "sh:hasValue 1.1": ({"one"}, {"long", "one"}),
    "sh:hasValue 1.10": ({"one"}, {"short", "one"}),
    "sh:hasValue true": ({"both", "long", "short"}, {"both", "long", "short", "one"}),
    "sh:in ( 1.10 true )": (set(), {"both", "short", "one"}),
}


@pytest.mark.parametrize(("constraint", "expected"), FORMS.items(), ids=FORMS)
def test_the_store_takes_two_forms_of_a_value_for_one_and_shacl_does_not(
    constraint: str, expected: tuple[set[str], set[str]], tmp_path: Path
) -> None:
    shapes = shapes_of(tmp_path, f"{CONCEPTS} ; sh:path rc:high ; {constraint}")
    data = store(triples(RAW))
    assert focus_nodes(engines.run(shapes, data, Names(data, {}))) == expected[0]
    _, report, _ = pyshacl.validate(
        to_rdflib(triples(RAW), rdflib.Graph()),
        shacl_graph=to_rdflib(shapes.constraints, rdflib.Graph()),
    )
    assert isinstance(report, rdflib.Graph)
    found = report.objects(predicate=rdflib.SH.focusNode)
    assert {str(focus).rpartition("/")[2] for focus in found} == expected[1]


def test_the_referee_reads_the_forms_of_the_store_and_of_the_shapes(tmp_path: Path) -> None:
    """Why the engine keeps sh:hasValue: to the referee 1.10 in a shape is a value of nothing."""
    shapes = shapes_of(tmp_path, f"{CONCEPTS} ; sh:path rc:high ; sh:hasValue 1.10")
    data = store(triples(RAW))
    assert focus_nodes(referee.run(shapes, data, Names(data, {}))) == {
        *("both", "long", "short", "one")
    }
