"""`glossograph validate FILE`: any SKOS of anyone, in any syntax; bad input in one clear line."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from pipeline.cli import main
from pipeline.errors import ConfigurationError
from pipeline.validate.files.checking import SHAPES, load
from pipeline.validate.files.reading import read
from pipeline.validate.repairs import load_repairs, make
from tests.conftest import PROJECT

Run = Callable[..., tuple[int, str, str]]

PREFIXES = """\
@prefix ex: <http://example.org/zoo/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
SOUND = f"""\
{PREFIXES}
ex:zoo a skos:ConceptScheme ; skos:prefLabel "Zoo"@en ; skos:hasTopConcept ex:animal .
ex:animal a skos:Concept ; skos:inScheme ex:zoo ; skos:topConceptOf ex:zoo ;
    skos:prefLabel "animal"@en ; skos:definition "What lives and moves."@en ; skos:narrower ex:cat .
ex:cat a skos:Concept ; skos:inScheme ex:zoo ; skos:broader ex:animal ;
    skos:prefLabel "cat"@en ; skos:definition "A small animal that purrs."@en .
"""
TWO_NAMES = SOUND + 'ex:cat skos:prefLabel "puss"@en .\n'

SYNTAXES = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command runs in a folder that is no project."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run `glossograph validate` with what stands on standard input: code, output, errors."""

    def call(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["glossograph", "validate", *arguments])
        piped = None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        monkeypatch.setattr(sys, "stdin", piped)
        with pytest.raises(SystemExit) as ended:
            main()
            raise SystemExit(0)
        said = capsysbinary.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out.decode(), said.err.decode()

    return call


def write(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def converted(turtle: str, syntax: RdfFormat) -> bytes:
    quads = pyoxigraph.parse(turtle.encode(), format=RdfFormat.TURTLE)
    prefixes = {"ex": "http://example.org/zoo/", "skos": "http://www.w3.org/2004/02/skos/core#"}
    triples = (quad.triple for quad in quads)
    content = pyoxigraph.serialize(triples, format=syntax, prefixes=prefixes)
    assert content is not None
    return content


def checks(report: str) -> set[str]:
    return {finding["check"] for finding in json.loads(report)["findings"]}


def told(report: str) -> list[tuple[str, ...]]:
    """What a JSON report says, but for the lines, which standard input has not."""
    keys = ("severity", "check", "focus", "label", "message", "remedy", "value")
    return [tuple(finding[key] for key in keys) for finding in json.loads(report)["findings"]]


# --- reading -------------------------------------------------------------------------------------


def test_a_sound_file_is_clean(run: Run) -> None:
    code, out, err = run(write("zoo.ttl", SOUND))
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith("zoo.ttl: 0 violations, ")


def test_a_violation_names_concept_rule_line_and_remedy_and_exits_with_1(run: Run) -> None:
    code, out, err = run(write("zoo.ttl", TWO_NAMES))
    assert (code, err) == (1, "")
    assert out.startswith("VIOLATION [S14] One preferred label per language")
    assert "  cat  ex:cat  zoo.ttl:7\n" in out
    assert "Keep one; make the other an alternative label." in out


def test_the_report_speaks_french_where_it_is_asked_to(run: Run) -> None:
    _, out, _ = run(write("zoo.ttl", TWO_NAMES), "--lang", "fr")
    assert "Un seul libellé préféré par langue" in out
    assert "Gardez-en un ; faites de l'autre un libellé alternatif." in out
    assert "Keep one" not in out


@pytest.mark.parametrize("ending", SYNTAXES)
def test_every_syntax_gives_the_same_findings(run: Run, ending: str) -> None:
    blank = TWO_NAMES + '[] a skos:Concept ; skos:related [ skos:prefLabel "x"@en , "y"@en ] .'
    _, expected, _ = run("-", "--format", "json", stdin=converted(blank, RdfFormat.TURTLE))
    file = write(f"zoo{ending}", converted(blank, SYNTAXES[ending]))
    code, out, _ = run(file, "--format", "json")
    assert code == 1
    assert told(out) == told(expected)


@pytest.mark.parametrize("ending", SYNTAXES)
def test_standard_input_and_a_name_that_tells_nothing_are_sniffed(run: Run, ending: str) -> None:
    content = converted(TWO_NAMES, SYNTAXES[ending])
    for file, stdin in (("-", content), (write("zoo.owl", content), None)):
        code, out, err = run(file, "--format", "json", stdin=stdin)
        assert (code, err) == (1, "")
        assert "S14" in checks(out)


@pytest.mark.parametrize(
    ("content", "syntax"),
    [
        (b"# a comment\n<http://a/> <http://b/> <http://c/> .\n", RdfFormat.N_TRIPLES),
        (b'_:a <http://b/> "c \\" d"@en-GB <http://g/> .', RdfFormat.N_QUADS),
        (b"[] a <http://c/> .", RdfFormat.TURTLE),
        (b"[ a <http://c/> ] .", RdfFormat.TURTLE),
        (b"<http://a/> a <http://c/> .", RdfFormat.TURTLE),
        (b"{ <http://a/> a <http://c/> }", RdfFormat.TRIG),
        (b"PREFIX e: <http://e/>\nGRAPH e:g { e:a a e:b }", RdfFormat.TRIG),
        (b"@prefix e: <http://e/> .\ne:g\n{ e:a a e:b }", RdfFormat.TRIG),
        (b' [ { "@id": "http://a/" } ]', RdfFormat.JSON_LD),
        (b"{}", RdfFormat.JSON_LD),
        (b"<!-- made by -->\n<rdf:RDF/>", RdfFormat.RDF_XML),
        (b"<RDF xmlns='x'/>", RdfFormat.RDF_XML),
    ],
)
def test_the_beginning_of_a_file_tells_its_syntax(content: bytes, syntax: RdfFormat) -> None:
    from pipeline.validate.files.syntaxes import sniffed

    assert sniffed(content).name == syntax.name


def test_several_files_are_checked_together(run: Run) -> None:
    one, other = (
        write("a.ttl", SOUND),
        write("b.ttl", PREFIXES + 'ex:cat skos:prefLabel "puss"@en .'),
    )
    assert run(one)[0] == 0
    code, out, _ = run(one, other)
    assert code == 1
    assert out.splitlines()[-1].startswith("a.ttl, b.ttl: 1 violation, ")


def test_blank_nodes_of_two_files_are_two() -> None:
    text = PREFIXES + '_:x a skos:Concept ; skos:prefLabel "{}"@en .'
    store = read([write("a.ttl", text.format("a")), write("b.ttl", text.format("b"))]).store
    assert len({quad.subject for quad in store}) == 2


def test_blank_nodes_have_the_same_names_at_each_run() -> None:
    text = PREFIXES + "[] skos:related [] , [ skos:related ex:a ] . _:a skos:related _:b . "
    file = write("a.ttl", text + "_:b skos:related _:a . ex:c skos:member ( ex:a ex:b [] ) .")
    assert sorted(map(str, read([file]).store)) == sorted(map(str, read([file]).store))


def test_nodes_that_are_all_alike_are_named_in_bounded_time() -> None:
    nodes = range(40)
    links = " ".join(f"_:n{a} skos:related _:n{b} ." for a in nodes for b in nodes if a != b)
    store = read([write("a.ttl", PREFIXES + links)]).store
    assert len({quad.subject for quad in store}) == 40


def test_graphs_are_read_together(run: Run) -> None:
    text = f'{PREFIXES} ex:g {{ ex:cat a skos:Concept ; skos:prefLabel "cat"@en }}'
    text += ' ex:h { ex:cat skos:prefLabel "puss"@en }'
    code, out, _ = run(write("zoo.trig", text), "--format", "json")
    assert code == 1
    assert "S14" in checks(out)


def test_a_byte_order_mark_does_no_harm(run: Run) -> None:
    for ending, syntax in SYNTAXES.items():
        content = b"\xef\xbb\xbf" + converted(SOUND, syntax)
        assert run(write(f"bom{ending}", content))[0] == 0
        assert run("-", stdin=content)[0] == 0


def test_relative_iris_are_those_of_the_file() -> None:
    text = PREFIXES + "<#cat> a skos:Concept . <dog> a skos:Concept ."
    found = {str(quad.subject) for quad in read([write("zoo.ttl", text)]).store}
    here = Path.cwd().as_uri()
    assert found == {f"<{here}/zoo.ttl#cat>", f"<{here}/dog>"}


def test_the_prefixes_of_the_file_shorten_its_iris(run: Run) -> None:
    xml = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:z="http://example.org/zoo/">'
        '<skos:Concept rdf:about="http://example.org/zoo/cat"/></rdf:RDF>'
    )
    json_ld = {
        "@context": {"z": "http://example.org/zoo/"},
        "@id": "z:cat",
        "@type": "http://www.w3.org/2004/02/skos/core#Concept",
    }
    for file in (write("zoo.rdf", xml), write("zoo.jsonld", json.dumps(json_ld))):
        assert " z:cat" in run(file)[1]


def test_a_thing_is_called_by_any_name_that_it_has(run: Run) -> None:
    text = PREFIXES + 'ex:a a skos:Concept ; skos:prefLabel "Katze"@de ; skos:altLabel "Katze"@de .'
    assert "“Katze”" in run(write("zoo.ttl", text))[1]


def test_labels_of_skos_xl_are_labels(run: Run) -> None:
    text = (
        PREFIXES
        + """
        @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
        ex:cat a skos:Concept ; xl:prefLabel ex:l1 , [ xl:literalForm "puss"@en ] ; xl:altLabel ex:l3 .
        ex:l1 a xl:Label ; xl:literalForm "cat"@en .
        ex:l3 xl:literalForm "kitty"@en ."""
    )
    code, out, _ = run(write("zoo.ttl", text), "--format", "json")
    assert code == 1
    assert "S14" in checks(out)
    assert {f["label"] for f in json.loads(out)["findings"] if f["check"] == "S14"} == {"cat"}


# --- what cannot be used ---------------------------------------------------------------------------

RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
LAUGHS = (
    '<!DOCTYPE rdf:RDF [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 15))
    + f"]>{RDF}<e:a><e:b>&l14;</e:b></e:a></rdf:RDF>"
)

UNUSABLE = {
    "empty.ttl": (b"", "empty.ttl: the file is empty; name a file that holds RDF"),
    "blank.ttl": (b" \n\n", "blank.ttl: the file is empty; name a file that holds RDF"),
    "only.ttl": (b"# nothing\n", "only.ttl: no statement of RDF stands in it; "),
    "plain.json": (b'{"a": 1}', "plain.json: no statement of RDF stands in it: plain JSON without"),
    "line.ttl": (
        b"<http://a/> <http://b/> <http://c/> .\n<http://a/> <<",
        "line.ttl:2:13: not valid Turtle: Unexpected end of file; correct that line",
    ),
    "line.nt": (b"<http://a/> <http://b/> .", "line.nt:1:"),
    "line.jsonld": (b'{\n "@id": "http://a/",,\n}', "line.jsonld:2:"),
    "line.rdf": (
        f"{RDF}\n<e:a>\n</rdf:RDF>".encode(),
        "line.rdf:3:3: not well-formed XML: mismatched tag; correct that line, or export",
    ),
    "striped.rdf": (
        f"{RDF}<e:a>x<e:b/></e:a></rdf:RDF>".encode(),
        "striped.rdf: not valid RDF/XML: ",
    ),
    "object.jsonld": (
        b'{"@id": 3}',
        "object.jsonld: not valid JSON-LD: @id value must be a string",
    ),
    "latin.ttl": (
        b'<http://a/> <http://b/> "\xe9t\xe9" .',
        "latin.ttl:1:26: not valid Turtle: Inval",
    ),
    "latin.rdf": (
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + RDF.encode() + b"</rdf:RDF>",
        "latin.rdf: the file is in ISO-8859-1; save it as UTF-8 (`iconv -f ISO-8859-1 -t UTF-8`)",
    ),
    "wide.ttl": (
        SOUND.encode("utf-16"),
        "wide.ttl: the file is in UTF-16 or UTF-32; save it as UTF-8",
    ),
    "wider.ttl": (SOUND.encode("utf-16-le"), "wider.ttl: the file is in UTF-16 or UTF-32; save it"),
    "packed.ttl": (
        b"\x1f\x8b\x08\0\0",
        "packed.ttl: the file is packed (zip, gzip, ...); unpack it",
    ),
    "picture.ttl": (b"\x89PNG\r\n\x1a\n\0\0", "picture.ttl: the file is binary, not RDF; export"),
    "page.rdf": (
        b"<!DOCTYPE html>\n<html>",
        "page.rdf: the file is a web page (HTML), not RDF; down",
    ),
    "prose.ttl": (b"Hello, world.", "prose.ttl:1:1: not valid Turtle: "),
    "other.ttl": (
        b"<http://a/> <http://xmlns.com/foaf/0.1/name> 'A' .",
        "other.ttl: it is RDF, but no SKOS: no concept, scheme or collection among its 1 statements",
    ),
    "forced.ttl": (
        converted(SOUND, RdfFormat.RDF_XML),
        "forced.ttl:1:1: not valid Turtle: Invalid IRI code point ' '; its content looks like "
        "RDF/XML: give its name the ending .rdf, or pipe it to `glossograph validate -`",
    ),
    "forced.rdf": (SOUND.encode(), "forced.rdf: not valid RDF/XML: Unexpected text event"),
    "forced.jsonld": (SOUND.encode(), "forced.jsonld:1:1: not valid JSON-LD: "),
    "remote.jsonld": (
        b'{"@context": ["https://example.org/skos.jsonld", {"a": "http://a/"}], "@id": "http://b/"}',
        "remote.jsonld: its @context stands elsewhere, at https://example.org/skos.jsonld, and this "
        "command never uses the network; put the content of that @context in the place of its address",
    ),
    "laughs.rdf": (LAUGHS.encode(), "laughs.rdf:1:"),
    "outside.rdf": (
        f'<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>{RDF}<e:a><e:b>&x;</e:b></e:a>'
        "</rdf:RDF>".encode(),
        "outside.rdf: not valid RDF/XML: ",
    ),
    "deep.rdf": (
        (RDF + "<e:a>" * 100_000).encode(),
        "deep.rdf:1:",
    ),
    "deep.ttl": (b"<http://a/> <http://b/> " + b"[ <http://b/> " * 100_000, "deep.ttl:1:"),
    "deep.jsonld": (b'{"@id":"http://a/","http://b/":' * 100_000, "deep.jsonld:1:"),
    "star.ttl": (
        b"<http://a/> <http://b/> <<( <http://a/> <http://b/> <http://c/> )>> .",
        "star.ttl: a triple term, which only RDF 1.2 knows: ",
    ),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_used_is_one_clear_line(run: Run, name: str) -> None:
    content, start = UNUSABLE[name]
    code, out, err = run(write(name, content))
    assert (code, out, err.count("\n")) == (2, "", 1), err[:500]
    assert err.startswith(f"glossograph: {start}"), err[:500]
    assert len(err) < 600


def test_entities_of_protege_are_read() -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE rdf:RDF [ <!ENTITY e "http://e/" > ]>'
        f'{RDF}<e:a rdf:about="&e;cat"><e:b>x</e:b></e:a></rdf:RDF>'
    )
    store = read([write("a.rdf", text)]).store
    assert {str(quad.subject) for quad in store} == {"<http://e/cat>"}


def test_a_missing_file_and_a_folder_are_named(run: Run) -> None:
    assert run("nowhere.ttl") == (
        2,
        "",
        "glossograph: nowhere.ttl: there is no such file; name a file that exists, or - for"
        " standard input\n",
    )
    Path("folder").mkdir()
    assert run("folder") == (
        2,
        "",
        "glossograph: folder: this is a folder, not a file; name the files in it\n",
    )


def test_a_file_that_may_not_be_read_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may read any file, so the refusal is played.
    opened = Path.open

    def refuse(path: Path, mode: str = "r") -> IO[str] | IO[bytes]:
        if path.name == "zoo.ttl":
            raise PermissionError(13, os.strerror(13), str(path))
        return opened(path, mode)

    file = write("zoo.ttl", SOUND)
    monkeypatch.setattr(Path, "open", refuse)
    code, _, err = run(file)
    assert (code, err) == (
        2,
        "glossograph: zoo.ttl: the file cannot be read (Permission denied); make it readable, or"
        " name another\n",
    )


def test_standard_input_that_is_closed_or_empty_is_told(run: Run) -> None:
    assert run("-") == (
        2,
        "",
        "glossograph: standard input: it is closed; pipe a file into the command, or name one\n",
    )
    code, _, err = run("-", stdin=b"")
    assert (code, err.partition(";")[0]) == (2, "glossograph: standard input: the file is empty")


def test_no_file_of_several_may_be_unusable(run: Run) -> None:
    code, out, err = run(write("a.ttl", SOUND), write("b.ttl", "oh"))
    assert (code, out) == (2, "")
    assert err.startswith("glossograph: b.ttl:1:1: ")


# --- profiles, importers, formats ------------------------------------------------------------------


def test_skos_and_quality_are_the_default() -> None:
    names = [file.name for file in load([], [])]
    assert names[:2] == ["skos-integrity", "quality"]
    assert not {"vocabulary", "evidence", "import"} & set(names)


def test_vocabulary_includes_skos_and_no_file_runs_twice() -> None:
    assert [file.name for file in load(["vocabulary", "skos"], [])] == [
        "skos-integrity",
        "vocabulary",
    ]


def test_a_profile_checks_what_it_says(run: Run) -> None:
    file = write("zoo.ttl", TWO_NAMES + 'ex:cat skos:altLabel "no tag" .')
    for profile, found, not_found in (
        ("skos", "S14", "quality-undocumented-concepts"),
        ("import", "import-poolparty-tags", "S14"),
        ("vocabulary", "S14", "import-poolparty-tags"),
    ):
        code, out, _ = run(file, "--profile", profile, "--format", "json")
        assert code == 1
        assert found in checks(out)
        assert not_found not in checks(out)


def test_an_importer_asks_for_its_own_checks_alone(run: Run) -> None:
    file = write("zoo.ttl", TWO_NAMES + 'ex:cat skos:altLabel "no tag" . ex:new a skos:Concept .')
    code, out, _ = run(file, "--for", "poolparty", "--format", "json")
    assert code == 1
    assert "import-poolparty-tags" in checks(out)
    assert all(check.startswith("import-") for check in checks(out))
    assert "import-edg-place" not in checks(out)
    code, out, _ = run(file, "--for", "PoolParty", "--for", "edg", "--format", "json")
    assert {"import-poolparty-tags", "import-edg-place"} <= checks(out)


def test_an_unknown_importer_is_answered_with_the_known_ones(run: Run) -> None:
    code, out, err = run(write("zoo.ttl", SOUND), "--for", "notepad")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("glossograph: no check knows the program notepad; name one of ")
    assert {"poolparty", "edg", "opentheso"} <= set(err.replace(",", "").split())


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", "VIOLATION [S14] "),
        ("json", "{"),
        ("sarif", "{"),
        ("turtle", "@prefix"),
        ("html", "<!DOCTYPE html>"),
    ],
)
def test_each_format_is_written_to_standard_output_or_a_file(
    run: Run, form: str, start: str
) -> None:
    file = write("zoo.ttl", TWO_NAMES)
    code, out, _ = run(file, "--format", form)
    assert code == 1
    assert out.lower().startswith(start.lower())
    code, said, _ = run(file, "--format", form, "-o", "report")
    assert (code, Path("report").read_text(encoding="utf-8")) == (1, out)
    assert said.startswith("report: 1 violation, ")


def test_two_runs_write_the_same_bytes(run: Run) -> None:
    file = write("zoo.ttl", TWO_NAMES + "[] a skos:Concept . [] a skos:Concept ; skos:related [] .")
    for form in ("text", "json", "sarif", "turtle", "html"):
        assert run(file, "--format", form) == run(file, "--format", form)


# --- large and strange hierarchies -------------------------------------------------------------------------


def tree(broader: dict[int, int], *, both_ways: bool = False) -> str:
    """Concepts under each other; one that is under none is a top concept."""
    lines = [PREFIXES, "ex:s a skos:ConceptScheme ."]
    for n, above in broader.items():
        place = f"skos:broader ex:c{above}" if above >= 0 else "skos:topConceptOf ex:s"
        label = f'skos:prefLabel "concept {n}"@en'
        lines.append(f"ex:c{n} a skos:Concept ; skos:inScheme ex:s ; {label} ; {place} .")
        if both_ways and above >= 0:
            lines.append(f"ex:c{above} skos:narrower ex:c{n} .")
    return "\n".join(lines)


@pytest.mark.parametrize("both_ways", [False, True])
def test_a_hierarchy_of_100_levels_is_checked_and_repaired(run: Run, both_ways: bool) -> None:
    file = write("deep.ttl", tree({n: n - 1 for n in range(100)}, both_ways=both_ways))
    assert run(file)[0] == 0
    code, out, _ = run(file, "--fix", "-o", "new.ttl")
    assert code == 0
    assert out.count("+ ") == 1 + (0 if both_ways else 99)


@pytest.mark.slow
@pytest.mark.parametrize("both_ways", [False, True])
def test_50_000_concepts_under_one_are_checked(run: Run, both_ways: bool) -> None:
    file = write("wide.ttl", tree({n: 0 if n else -1 for n in range(50_000)}, both_ways=both_ways))
    code, out, _ = run(file, "--profile", "skos")
    assert (code, out.splitlines()[-1]) == (
        0,
        "wide.ttl: 0 violations, 0 warnings, 0 remarks · 50,000 concepts · "
        f"{250_000 if both_ways else 200_001:,} statements",
    )


def test_50_000_concepts_under_one_are_repaired() -> None:
    file = write("wide.ttl", tree({n: 0 if n else -1 for n in range(50_000)}))
    repaired = make(load_repairs(SHAPES / "repairs.ttl"), read([file]).store)
    assert len(repaired) == 50_000


def test_each_concept_of_a_cycle_of_1000_is_told_of_it(run: Run) -> None:
    file = write("cycle.ttl", tree({n: (n + 1) % 1_000 for n in range(1_000)}))
    code, out, _ = run(file, "--profile", "vocabulary", "--format", "json")
    assert code == 1
    findings = json.loads(out)["findings"]
    told_of_it = {f["focus"] for f in findings if "vocabulary-cycle" in (f["check"], *f["also"])}
    assert len(told_of_it) in (1, 1_000)


def test_a_file_cannot_state_what_is_derived(run: Run) -> None:
    cycle = tree({0: -1, 1: 2, 2: 1})
    stated = "".join(
        f"ex:z <https://w3id.org/glossograph/shapes#{name}> ex:z .\n"
        for name in ("cluster", "loop", "reaches")
    )
    found = []
    for file in (write("zoo.ttl", cycle), write("own.ttl", f"{cycle}\n{stated}")):
        _, out, _ = run(file, "--profile", "quality", "--format", "json")
        found.append({(one["check"], one["focus"]) for one in json.loads(out)["findings"]})
    assert found[0] == found[1]
    assert "quality-cyclic-hierarchical-relations" in {check for check, _ in found[0]}
    run("own.ttl", "--fix", "-o", "new.ttl")
    assert Path("new.ttl").read_text("utf-8").count("glossograph/shapes#") == 3


# --- options that make no sense together ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--profile", "skos"],
            "--profile is for files, and no FILE is named; name a file, or - for",
        ),
        (["--for", "edg"], "--for is for files, and no FILE is named; name a file, or - for"),
        (["--fix", "-o", "b.ttl"], "--fix is for files, and no FILE is named; name a file, or -"),
        (
            ["zoo.ttl", "--project", "."],
            "--project is for the project's build, and FILES are checked",
        ),
        (
            ["zoo.ttl", "--output", "."],
            "--output is for the project's build, and FILES are checked",
        ),
        (["-", "-"], "standard input can be read once only; write - once"),
        (
            ["zoo.ttl", "--fix"],
            "--fix never changes a file in place; name the repaired file with -o",
        ),
        (
            ["zoo.ttl", "b.ttl", "--fix", "-o", "c.ttl"],
            "--fix repairs one file at a time; name one",
        ),
        (
            ["zoo.ttl", "--fix", "-o", "zoo.ttl"],
            "zoo.ttl: this is one of the files that are read; na",
        ),
        (["zoo.ttl", "-o", "./zoo.ttl"], "zoo.ttl: this is one of the files that are read; name"),
        (["zoo.ttl", "--fix", "-o", "-"], "-o names a file to write; leave it out for standard"),
        (["zoo.ttl", "-o", "/dev/null"], "/dev/null: this is no plain file; name another with"),
        (["zoo.ttl", "-o", "."], ".: this is no plain file; name another with -o"),
        (
            ["zoo.ttl", "--fix", "-o", "c.rdf"],
            "c.rdf: this name is one of RDF/XML, and the repaired",
        ),
    ],
)
def test_options_that_do_not_fit_are_refused_in_one_line(
    run: Run, arguments: list[str], line: str
) -> None:
    write("zoo.ttl", SOUND)
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"glossograph: {line}")
    assert Path("zoo.ttl").read_text(encoding="utf-8") == SOUND


def test_without_a_file_and_outside_a_project_the_command_says_so(run: Run) -> None:
    code, _, err = run()
    assert code == 2
    assert err.startswith("glossograph: .: this folder has no sources/sources.toml; ")


# --- wherever it is installed ------------------------------------------------------------------------


def test_a_shapes_file_with_an_error_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(SHAPES, tmp_path / "shapes")
    (folder / "quality.ttl").write_text("gs:a a .", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"quality\.ttl:1:1: not valid Turtle: "):
        load([], [], folder)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The wheel of this project, unpacked as pip would, and nothing of the checkout beside it."""
    build = tmp_path_factory.mktemp("build")
    for name in ("pipeline", "shapes"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, build / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, build)
    program = "import setuptools.build_meta as b; print(b.build_wheel('.'))"
    subprocess.run([sys.executable, "-c", program], cwd=build, check=True, capture_output=True)
    (wheel,) = build.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(build / "site")
    yield build / "site"


def test_an_installed_wheel_checks_a_file_anywhere(installed: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import pipeline.cli as c; c.main()", "validate", "-"],
        input=TWO_NAMES.encode(),
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.startswith(b"VIOLATION [S14] ")


def test_the_wheel_holds_every_shapes_file(installed: Path) -> None:
    here = {path.name for path in (PROJECT / "shapes").glob("*.ttl")}
    # Its README goes into new projects.
    assert {path.name for path in (installed / "shapes").iterdir()} == here | {"README.md"}


def test_every_command_of_the_readme_runs(run: Run) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Check any SKOS file")[2].partition("\n## ")[0]
    commands = re.findall(r"glossograph validate ([^\n#]+)", section)
    assert len(commands) > 5
    for name, syntax in (
        ("thesaurus.ttl", ".ttl"),
        ("concepts.rdf", ".rdf"),
        ("mappings.nt", ".nt"),
    ):
        write(name, converted(SOUND, SYNTAXES[syntax]))
    for command in commands:
        code, out, err = run(*command.split(), stdin=SOUND.encode())
        assert (code in (0, 1), err) == (True, ""), command
        assert out
