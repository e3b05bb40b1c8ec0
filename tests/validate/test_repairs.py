"""Repairs: what has one obvious repair gets it, and nothing else is touched."""

from __future__ import annotations

import io
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple

from pipeline.cli import main
from pipeline.errors import ConfigurationError
from pipeline.validate.files.checking import SHAPES, check, load
from pipeline.validate.files.reading import Vocabulary
from pipeline.validate.names import Names
from pipeline.validate.repairs import Repair, lines, load_repairs, make
from pipeline.validate.shapes import load_all_shapes
from pipeline.vocabulary import SKOS

Fix = Callable[..., tuple[int, str, str]]

EX = "http://example.org/zoo/"
PREFIXES = f"""\
@prefix ex: <{EX}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <{SKOS}> .
"""
ZOO = """
ex:zoo a skos:ConceptScheme ; skos:prefLabel "Zoo"@en .
ex:animal a skos:Concept ; skos:prefLabel "animal"@en .
ex:mammal a skos:Concept ; skos:prefLabel "mammal"@en .
ex:cat a skos:Concept ; skos:prefLabel "cat"@en .
"""
# Every repair once.
BROKEN = (
    ZOO
    + """
ex:animal skos:narrower ex:mammal , ex:cat .
ex:cat skos:broader ex:mammal ; skos:related ex:dog .
ex:dog a skos:Concept ; skos:prefLabel "dog"@en ; skos:broader ex:mammal ; skos:related ex:cat ; ex:chases ex:cat .
ex:chases rdfs:subPropertyOf skos:related ; owl:inverseOf ex:flees .
"""
)


@pytest.fixture(scope="module")
def repairs() -> list[Repair]:
    return load_repairs(SHAPES / "repairs.ttl")


def store_of(text: str) -> Store:
    store = Store()
    store.load((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    return store


def statements(store: Store) -> set[Triple]:
    return {quad.triple for quad in store}


def stated(text: str) -> set[Triple]:
    return statements(store_of(text))


def after(text: str, repairs: list[Repair]) -> tuple[set[Triple], set[Triple]]:
    """What the repairs add to some Turtle, and what they take away."""
    store = store_of(text)
    before = statements(store)
    make(repairs, store)
    return statements(store) - before, before - statements(store)


FLAT = (
    ZOO
    + """
ex:zoo skos:hasTopConcept ex:animal .
ex:animal skos:topConceptOf ex:zoo ; skos:inScheme ex:zoo .
ex:mammal skos:inScheme ex:zoo ; skos:broader ex:animal .
ex:animal skos:narrower ex:mammal , ex:cat .
ex:cat skos:inScheme ex:zoo ; skos:broader ex:animal .
"""
)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("ex:mammal skos:broader ex:cat .", "ex:cat skos:narrower ex:mammal ."),
        ("ex:mammal skos:narrower ex:cat .", "ex:cat skos:broader ex:mammal ."),
        ("ex:mammal skos:related ex:cat .", "ex:cat skos:related ex:mammal ."),
        (
            "ex:mammal skos:broaderTransitive ex:cat .",
            "ex:cat skos:narrowerTransitive ex:mammal .",
        ),
        (
            "ex:new a skos:Concept ; skos:inScheme ex:zoo ; skos:topConceptOf ex:zoo .",
            "ex:zoo skos:hasTopConcept ex:new .",
        ),
        (
            "ex:new a skos:Concept ; skos:inScheme ex:zoo . ex:zoo skos:hasTopConcept ex:new .",
            "ex:new skos:topConceptOf ex:zoo .",
        ),
        (
            "ex:new a skos:Concept ; skos:broader ex:cat . ex:cat skos:narrower ex:new .",
            "ex:new skos:inScheme ex:zoo .",
        ),
        (
            "ex:p rdfs:subPropertyOf skos:related ; owl:inverseOf ex:q . ex:mammal ex:p ex:cat ;"
            " skos:related ex:cat . ex:cat skos:related ex:mammal .",
            "ex:cat ex:q ex:mammal .",
        ),
        (
            "ex:p rdfs:subPropertyOf skos:related ; a owl:SymmetricProperty . ex:mammal ex:p ex:cat ;"
            " skos:related ex:cat . ex:cat skos:related ex:mammal .",
            "ex:cat ex:p ex:mammal .",
        ),
    ],
)
def test_what_is_missing_is_stated(text: str, added: str, repairs: list[Repair]) -> None:
    base = FLAT if "new" in text or "related" in text else FLAT.replace("mammal , ex:cat", "mammal")
    new, gone = after(base + text, repairs)
    assert stated(added) <= new
    if base == FLAT:
        assert (new, gone) == (stated(added), set())


@pytest.mark.parametrize(
    "text",
    [
        FLAT,
        FLAT + "ex:cat skos:broader ex:elsewhere .",
        FLAT + "ex:cat skos:related ex:elsewhere .",
        FLAT + "ex:cat skos:related ex:zoo .",
        FLAT + "ex:cat skos:exactMatch ex:mammal .",
        FLAT + "ex:cat skos:related ex:cat .",
        FLAT + "ex:old a skos:Concept ; owl:deprecated true .",
        FLAT + "ex:old a skos:Concept ; owl:deprecated true ; skos:broader ex:cat .",
        FLAT + "ex:other a skos:ConceptScheme . ex:new a skos:Concept .",
        FLAT + "ex:new a skos:Concept . ex:dog skos:inScheme ex:elsewhere .",
        FLAT + "ex:new a skos:Concept ; skos:inScheme ex:zoo .",
        FLAT
        + "ex:a a skos:Concept ; skos:inScheme ex:zoo ; skos:narrower ex:b ."
        + "ex:b a skos:Concept ; skos:inScheme ex:zoo ; skos:broader ex:a .",
    ],
    ids=[
        "all is well",
        "broader leads out of the file",
        "related leads out of the file",
        "related to the scheme",
        "a mapping",
        "related to itself",
        "deprecated",
        "deprecated and below",
        "two schemes",
        "a scheme elsewhere",
        "under no other beside top concepts",
        "a pair beside top concepts",
    ],
)
def test_what_has_no_obvious_repair_is_left_alone(text: str, repairs: list[Repair]) -> None:
    assert after(text, repairs) == (set(), set())


def test_a_redundant_edge_goes_both_ways(repairs: list[Repair]) -> None:
    text = FLAT + "ex:cat skos:broader ex:mammal . ex:mammal skos:narrower ex:cat ."
    new, gone = after(text, repairs)
    assert new == set()
    assert gone == stated("ex:cat skos:broader ex:animal . ex:animal skos:narrower ex:cat .")


def test_of_edges_that_make_each_other_redundant_the_tree_keeps_one(repairs: list[Repair]) -> None:
    # a and b are broader than each other: neither link of c to them may go.
    text = FLAT + (
        "ex:a a skos:Concept ; skos:inScheme ex:zoo ; skos:broader ex:b ; skos:narrower ex:b , ex:c ."
        "ex:b a skos:Concept ; skos:inScheme ex:zoo ; skos:broader ex:a ; skos:narrower ex:a , ex:c ."
        "ex:c a skos:Concept ; skos:inScheme ex:zoo ; skos:broader ex:a , ex:b ."
    )
    assert after(text, repairs) == (set(), set())


GONE = "ex:gone a skos:Concept ; skos:inScheme ex:zoo ; owl:deprecated true ."


@pytest.mark.parametrize(
    "text",
    [
        GONE + "ex:cat skos:broader ex:gone . ex:gone skos:broader ex:animal .",
        GONE
        + "ex:cat skos:broader ex:mammal . ex:mammal skos:narrower ex:cat ; skos:broader ex:gone ."
        + "ex:gone skos:broader ex:animal .",
        "ex:cat skos:broader ex:unknown . ex:unknown skos:broader ex:animal .",
        "ex:cat owl:deprecated true ; skos:broader ex:mammal .",
        "ex:animal owl:deprecated true . ex:cat skos:broader ex:mammal ."
        "ex:mammal skos:narrower ex:cat .",
    ],
    ids=["by way of", "further up", "only mentioned", "from", "to"],
)
def test_a_way_through_what_is_deprecated_makes_no_edge_redundant(
    text: str, repairs: list[Repair]
) -> None:
    assert after(FLAT + text, repairs) == (set(), set())


def test_what_is_deprecated_elsewhere_keeps_no_redundant_edge(repairs: list[Repair]) -> None:
    text = "ex:cat skos:broader ex:mammal . ex:mammal skos:narrower ex:cat ."
    above = "ex:animal skos:broader ex:gone . ex:gone skos:narrower ex:animal ."
    _, gone = after(FLAT + GONE + text + above, repairs)
    assert gone == stated("ex:cat skos:broader ex:animal . ex:animal skos:narrower ex:cat .")


@pytest.mark.parametrize("scheme", ["ex:animal skos:inScheme ex:zoo .", ""])
def test_a_scheme_without_top_concepts_gets_all_that_stand_under_no_other(
    scheme: str, repairs: list[Repair]
) -> None:
    # Whether or not they were in the scheme before: the order of the repairs makes no difference.
    new, _ = after(ZOO + scheme + "ex:cat skos:broader ex:mammal .", repairs)
    tops = stated("ex:zoo skos:hasTopConcept ex:animal , ex:mammal .")
    assert {t for t in new if t.predicate.value == f"{SKOS}hasTopConcept"} == tops


def test_everything_broken_at_once_is_repaired(repairs: list[Repair]) -> None:
    new, gone = after(BROKEN, repairs)
    assert gone == stated("ex:animal skos:narrower ex:cat .")
    assert new == stated(
        """
        ex:animal skos:topConceptOf ex:zoo ; skos:inScheme ex:zoo . ex:zoo skos:hasTopConcept ex:animal .
        ex:mammal skos:broader ex:animal ; skos:narrower ex:cat , ex:dog ; skos:inScheme ex:zoo .
        ex:cat skos:inScheme ex:zoo ; ex:flees ex:dog . ex:dog skos:inScheme ex:zoo .
        """
    )


def test_each_repair_is_a_line_in_both_languages(repairs: list[Repair]) -> None:
    store = store_of(FLAT + "ex:cat skos:related ex:mammal ; skos:broader ex:mammal .")
    done = make(repairs, store)
    names = Names(store, {"skos": SKOS})
    check = "quality-unidirectionally-related-concepts"
    assert lines(done, names, "en") == [
        f"+ “mammal” skos:narrower “cat”: only the inverse was stated. [{check}]",
        f"+ “mammal” skos:related “cat”: only the inverse was stated. [{check}]",
        "- “animal” skos:narrower “cat”: a longer way through the tree says so already."
        " [quality-hierarchical-redundancy]",
        "- “cat” skos:broader “animal”: a longer way through the tree says so already."
        " [quality-hierarchical-redundancy]",
    ]
    assert lines(done, names, "fr")[-1] == (
        "- « cat » skos:broader « animal » : un autre chemin de l'arbre le dit déjà."
        " [quality-hierarchical-redundancy]"
    )


# --- for any file ------------------------------------------------------------------------------------

SEEDS = range(40)
_VERBS = ("broader", "narrower", "related", "inScheme", "topConceptOf", "hasTopConcept")


def any_vocabulary(seed: int) -> str:
    """A small vocabulary with faults of every kind, the same for a seed."""
    dice = random.Random(seed)
    lines = ["ex:s a skos:ConceptScheme ."]
    if dice.random() < 0.3:
        lines.append("ex:t a skos:ConceptScheme .")
    concepts = [f"ex:c{n}" for n in range(8)]
    for concept in concepts:
        if dice.random() < 0.9:
            lines.append(f'{concept} a skos:Concept ; skos:prefLabel "{concept[3:]}"@en .')
        if dice.random() < 0.1:
            lines.append(f"{concept} owl:deprecated true .")
        if dice.random() < 0.6:
            lines.append(f"{concept} skos:inScheme ex:s .")
    for _ in range(dice.randrange(4, 14)):
        verb, one, other = dice.choice(_VERBS), dice.choice(concepts), dice.choice(concepts)
        if verb == "hasTopConcept":
            one = "ex:s"
        elif verb in ("topConceptOf", "inScheme"):
            other = dice.choice(["ex:s", "ex:t"])
        lines.append(f"{one} skos:{verb} {other} .")
    return "\n".join(lines)


def edges(store: Store) -> set[tuple[str, str]]:
    """Each pair of narrower and broader concept, whichever way it is stated."""
    return {
        (str(s), str(o)) if p.value == f"{SKOS}broader" else (str(o), str(s))
        for s, p, o, _ in store
        if p.value in (f"{SKOS}broader", f"{SKOS}narrower")
    }


def live(store: Store) -> set[tuple[str, str]]:
    """The pairs of which both are concepts, and neither is deprecated."""
    kind, gone = (
        NamedNode(f"{SKOS}Concept"),
        NamedNode("http://www.w3.org/2002/07/owl#deprecated"),
    )
    sound = {str(quad.subject) for quad in store.quads_for_pattern(None, None, kind)}
    sound -= {str(quad.subject) for quad in store.quads_for_pattern(None, gone, None)}
    return {pair for pair in edges(store) if sound.issuperset(pair)}


def above(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    closure = set(pairs)
    while more := {(a, d) for a, b in closure for c, d in pairs if b == c} - closure:
        closure |= more
    return closure


@pytest.mark.parametrize("seed", range(300))
def test_repairing_twice_changes_nothing_and_only_redundant_edges_go(
    seed: int, repairs: list[Repair]
) -> None:
    store = store_of(any_vocabulary(seed))
    before, tree, alive = statements(store), edges(store), live(store)
    make(repairs, store)
    once = statements(store)
    assert {t.predicate.value.removeprefix(SKOS) for t in before - once} <= {"broader", "narrower"}
    assert above(edges(store)) == above(tree)
    assert above(live(store)) == above(alive)
    assert make(repairs, store) == []
    assert statements(store) == once


def found(text: str, repairs: list[Repair]) -> Counter[tuple[str, str, str]]:
    """Check, focus and value of each finding, once the repairs are made.

    A value that is a number of concepts is how often the finding counts.
    """
    store = store_of(text)
    make(repairs, store)
    vocabulary = Vocabulary(store, {"ex": EX}, RdfFormat.TURTLE, graphs=False)
    report = check(vocabulary, load(["skos", "quality"], []), ["a.ttl"], "en")
    times: Counter[tuple[str, str, str]] = Counter()
    for finding in report.verdict.findings:
        counts = finding.value.isdigit()
        key = (finding.check, finding.focus, "" if counts else finding.value)
        times[key] = int(finding.value) if counts else 1
    return times


@pytest.mark.parametrize("text", [BROKEN, *map(any_vocabulary, SEEDS)])
def test_repairing_introduces_no_finding(text: str, repairs: list[Repair]) -> None:
    membership = [repair for repair in repairs if repair.check == "vocabulary-in-scheme"]
    before, once_in_scheme = found(text, []), found(text, membership)
    assert found(text, repairs) <= before | once_in_scheme
    # A check that counts the concepts of a scheme did not see those that were in none.
    schemes = {f"{EX}zoo", f"{EX}s"}
    assert all(schemes & {focus, value} for _, focus, value in once_in_scheme - before)


def test_what_a_check_found_it_finds_no_more(repairs: list[Repair]) -> None:
    names = {repair.check for repair in repairs if repair.check.startswith("quality-")}
    before = {check for check, _, _ in found(BROKEN, [])}
    after = {check for check, _, _ in found(BROKEN, repairs)}
    assert names <= before
    assert names.isdisjoint(after)


# --- the command ---------------------------------------------------------------------------------------


@pytest.fixture
def fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Fix:
    """Run `glossograph validate FILE --fix -o OUT` in a folder of its own: code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def call(file: str, target: str, *arguments: str) -> tuple[int, str, str]:
        command = ["glossograph", "validate", file, "--fix", "-o", target, *arguments]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as ended:
            main()
            raise SystemExit(0)
        said = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out, said.err

    return call


def broken(name: str, text: str = BROKEN) -> str:
    """A file of the syntax that its name says."""
    # Not from a store, which spells numbers and dates its own way.
    parsed = pyoxigraph.parse(PREFIXES + text, format=RdfFormat.TURTLE)
    triples = sorted({quad.triple for quad in parsed}, key=str)
    syntax = SYNTAXES[Path(name).suffix]
    prefixes = {"ex": EX, "skos": SKOS}
    pyoxigraph.serialize(triples, name, syntax, prefixes=prefixes)
    return name


def read_back(name: str) -> set[Triple]:
    return {quad.triple for quad in pyoxigraph.parse(path=name, format=SYNTAXES[Path(name).suffix])}


SYNTAXES = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
}


@pytest.mark.parametrize("ending", SYNTAXES)
def test_the_repaired_file_is_in_the_syntax_of_the_file(
    fix: Fix, ending: str, repairs: list[Repair]
) -> None:
    store = store_of(BROKEN)
    make(repairs, store)
    before = Path(broken(f"zoo{ending}")).read_bytes()
    code, out, err = fix(f"zoo{ending}", f"new{ending}")
    assert (code, err) == (0, "")
    assert Path(f"zoo{ending}").read_bytes() == before
    assert read_back(f"new{ending}") == statements(store)
    assert "+ “cat” skos:inScheme “Zoo”: " in out
    assert out.splitlines()[-1].startswith(f"new{ending}: 0 violations, ")


@pytest.mark.parametrize("ending", SYNTAXES)
def test_fixing_what_was_fixed_changes_no_byte(fix: Fix, ending: str) -> None:
    text = BROKEN + 'ex:cat skos:note [ rdfs:label "a" ; ex:p [] ] , [ rdfs:label "b" ] .'
    fix(broken(f"zoo{ending}", text), f"once{ending}")
    _, out, _ = fix(f"once{ending}", f"twice{ending}")
    assert Path(f"once{ending}").read_bytes() == Path(f"twice{ending}").read_bytes()
    assert not out.startswith(("+", "-"))


def test_prefixes_are_kept_and_each_subject_is_one_block(fix: Fix) -> None:
    fix(broken("zoo.ttl"), "new.ttl")
    text = Path("new.ttl").read_text(encoding="utf-8")
    assert "@prefix ex: <http://example.org/zoo/> ." in text
    subjects = [line.split()[0] for line in text.splitlines() if line.startswith("ex:")]
    assert subjects == sorted(set(subjects))
    assert "ex:cat a skos:Concept ;" in text


XSD = "http://www.w3.org/2001/XMLSchema#"
SPELT = [
    f'"{text}"^^<{XSD}{kind}>'
    for text, kind in [
        ("007", "integer"),
        ("7", "integer"),
        ("1.50", "decimal"),
        ("01.0e0", "double"),
        ("1", "boolean"),
        ("2020-01-01T00:00:00.000Z", "dateTime"),
    ]
]


@pytest.mark.parametrize("ending", SYNTAXES)
def test_numbers_and_dates_are_written_as_they_were_spelt(fix: Fix, ending: str) -> None:
    values = ", ".join(SPELT)
    text = BROKEN + f"ex:cat ex:code {values} ; skos:note [ ex:code {values} ] ."
    fix(broken(f"zoo{ending}", text), f"new{ending}")
    codes = [t for t in read_back(f"new{ending}") if t.predicate.value == f"{EX}code"]
    assert Counter(str(t.object) for t in codes) == dict.fromkeys(SPELT, 2)


def test_blank_nodes_have_the_same_names_in_what_is_added(fix: Fix) -> None:
    fix(broken("zoo.ttl", BROKEN + "[] a skos:Concept ; skos:broader ex:cat ."), "new.ttl")
    unnamed = [t for t in read_back("new.ttl") if "_:" in f"{t.subject}{t.object}"]
    assert len({str(t.subject if "_:" in str(t.subject) else t.object) for t in unnamed}) == 1
    assert {t.predicate.value for t in unnamed} >= {f"{SKOS}narrower", f"{SKOS}inScheme"}


def test_what_remains_decides_the_exit_code(fix: Fix) -> None:
    code, out, _ = fix(broken("zoo.ttl", BROKEN + 'ex:cat skos:prefLabel "puss"@en .'), "new.ttl")
    assert code == 1
    assert "+ “cat” skos:inScheme “Zoo”: " in out
    assert "VIOLATION [S14]" in out


def test_beside_a_report_for_programs_the_repairs_are_told_on_standard_error(fix: Fix) -> None:
    code, out, err = fix(broken("zoo.ttl"), "new.ttl", "--format", "json", "--lang", "fr")
    assert code == 0
    assert json.loads(out)
    assert "+ « cat » skos:inScheme « Zoo » : le concept n'était dans aucun schéma" in err


def test_labels_that_skos_xl_entails_are_not_written(fix: Fix) -> None:
    text = ZOO + (
        "@prefix xl: <http://www.w3.org/2008/05/skos-xl#> . ex:dog a skos:Concept ;"
        ' xl:prefLabel [ xl:literalForm "dog"@en ] .'
    )
    fix(broken("zoo.ttl", text), "new.ttl")
    written = {(t.subject, t.predicate) for t in read_back("new.ttl")}
    assert (NamedNode(f"{EX}dog"), NamedNode(f"{SKOS}prefLabel")) not in written
    assert (NamedNode(f"{EX}dog"), NamedNode(f"{SKOS}inScheme")) in written


def test_standard_input_is_repaired_in_its_own_syntax(
    fix: Fix, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = Path(broken("zoo.rdf")).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert fix("-", "new.rdf")[0] == 0
    assert Path("new.rdf").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("zoo.trig", "ex:g { ex:a a skos:Concept }", "the file has named graphs, which a repair"),
        ("zoo.ttl", "<cat> a skos:Concept .", "some of its IRIs are relative, and would name a"),
    ],
)
def test_what_cannot_be_written_again_is_refused(
    fix: Fix, name: str, text: str, problem: str
) -> None:
    Path(name).write_text(PREFIXES + text, encoding="utf-8")
    code, out, err = fix(name, f"new{name[3:]}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"glossograph: {name}: {problem}")
    assert not Path(f"new{name[3:]}").exists()


# --- the file of the repairs ------------------------------------------------------------------------------


def test_each_repair_is_that_of_a_check(repairs: list[Repair]) -> None:
    checks = {check.name for file in load_all_shapes(SHAPES) for check in file.checks.values()}
    assert {repair.check for repair in repairs} <= checks


def test_only_redundant_edges_are_removed(repairs: list[Repair]) -> None:
    removals = [repair.check for repair in repairs if repair.removes]
    assert removals == ["quality-hierarchical-redundancy"]


WORDED = 'gs:repairMessage "Ajouté."@fr , "Added."@en'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("gs:a gs:addition ; .", r"repairs\.ttl:2:18: not valid Turtle: "),
        (f"gs:a {WORDED} .", "lacks a query, or a message in French and English"),
        ("gs:a gs:addition 'CONSTRUCT WHERE { ?s ?p ?o }' .", "lacks a query, or a message in Fr"),
        (
            f"gs:a {WORDED} ; gs:addition 'ASK {{ ?s ?p ?o }}' .",
            "repair a cannot be run: it is no CO",
        ),
        (
            f"gs:a {WORDED} ; gs:removal 'CONSTRUCT {{' .",
            "the repair a cannot be run: .*; correct ",
        ),
    ],
)
def test_a_file_of_repairs_that_cannot_be_used_is_named(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "repairs.ttl"
    path.write_text(f"@prefix gs: <https://w3id.org/glossograph/shapes#> .\n{text}", "utf-8")
    with pytest.raises(ConfigurationError, match=problem) as caught:
        load_repairs(path)
    assert "\n" not in str(caught.value)
