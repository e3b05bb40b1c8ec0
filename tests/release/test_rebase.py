"""rebase: all IRIs that people wrote move to another base, nothing else does, and they come back."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ask.diff.answering import answer as compare
from pipeline.cli import main
from pipeline.errors import ConfigurationError, StageError
from pipeline.release.iri_text import Move
from pipeline.release.rebase import rebase
from pipeline.release.release import release
from pipeline.vocabulary import load_vocabulary

from .conftest import build, picture

Unchanged = Callable[[Path], Callable[[], None]]
OLD, NEW = "https://w3id.org/relation-client/", "https://data.example.org/crm/"
VOCABULARY = "ontology/vocabulary.toml"


@pytest.fixture(autouse=True)
def _old_base() -> None:
    """The project itself may have moved since."""
    if load_vocabulary(Path(__file__).parents[2] / VOCABULARY).base != OLD:
        pytest.skip("the project has another base")


def written(project: Path) -> dict[str, bytes]:
    """The files of a project outside output/."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file() and path.relative_to(project).parts[0] != "output"
    }


def holding(project: Path, text: str) -> set[str]:
    """The files, but for those between the stages, that hold a text."""
    return {
        path.relative_to(project).as_posix()
        for path in project.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes() and "work" not in path.parts
    }


def quads(output: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(output / "relation-client.nq")))


def test_there_and_back_gives_the_same_bytes(copy: Path) -> None:
    before = written(copy)
    there = rebase(copy, NEW, dry_run=False)
    assert holding(copy, OLD) == {"ontology/README.md"}  # which Make writes anew
    back = rebase(copy, OLD, dry_run=False)
    assert written(copy) == before
    assert there.counts == back.counts
    assert sum(there.counts.values()) == sum(
        content.count(OLD.encode())
        for name, content in before.items()
        if name != "ontology/README.md"
    )


def test_a_rebased_project_builds_to_the_same_graph(small: Path) -> None:
    before = quads(build(small))
    rebase(small, NEW, dry_run=False)
    after = quads(build(small))
    assert len(after) == len(before)
    assert {str(q.predicate).replace(NEW, OLD) for q in after} == {str(q.predicate) for q in before}
    assert holding(small, OLD) == {"ontology/README.md"}


@pytest.mark.slow
def test_the_whole_project_rebases_and_builds(copy: Path) -> None:
    before = quads(build(copy))
    rebase(copy, NEW, dry_run=False)
    after = quads(build(copy))
    assert len(after) == len(before)
    assert holding(copy, OLD) == {"ontology/README.md"}


def test_releases_stay_and_the_next_one_keeps_their_promises(released: Path) -> None:
    kept = picture(released / "output/releases/0.1.0")
    done = rebase(released, NEW, dry_run=False)
    assert done.recorded
    assert load_vocabulary(released / VOCABULARY).former_bases == [OLD]
    after = release(released, "0.2.0", "2026-12-01")
    assert picture(released / "output/releases/0.1.0") == kept
    changelog = (after.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"Les IRI commencent par {NEW} et non plus par {OLD}" in changelog
    assert "##" not in changelog
    difference = json.loads(compare(released, Path("0.1.0"), Path("0.2.0"), form="json"))
    assert (difference["old"]["base"], difference["new"]["base"]) == (OLD, NEW)
    assert difference["added"] == difference["removed"] == difference["changed"] == []
    history = {"output/releases/0.1.0/" + name for name in ("relation-client.ttl", "ontology.ttl")}
    history |= {f"output/releases/{one}" for one in ("0.1.0/release.json", "0.2.0/CHANGELOG.md")}
    assert holding(released, OLD) == {VOCABULARY, "CHANGELOG.md", *history}


def test_a_base_left_after_a_release_is_forgotten_on_the_way_back(released: Path) -> None:
    before = written(released)
    rebase(released, NEW, dry_run=False)
    rebase(released, OLD, dry_run=False)
    assert written(released) == before


def test_a_removed_concept_is_found_behind_a_rebase(released: Path) -> None:
    rebase(released, NEW, dry_run=False)
    path = released / "ontology/top-concepts.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"{NEW}concept/canal>", f"{NEW}concept/voie>"), encoding="utf-8")
    schema = released / "ontology/schema.ttl"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(text.replace(f"{NEW}concept/canal>", f"{NEW}concept/voie>"), encoding="utf-8")
    identifiers = released / "ontology/identifiers.csv"
    rows = identifiers.read_text(encoding="utf-8").splitlines(keepends=True)
    identifiers.write_text("".join(row for row in rows if ",canal," not in row), encoding="utf-8")
    with pytest.raises(StageError, match=re.escape(f"{NEW}concept/canal is gone")):
        release(released, "0.2.0", "2026-12-01")


def test_dry_run_says_the_same_and_writes_nothing(copy: Path, unchanged: Unchanged) -> None:
    same = unchanged(copy)
    said = rebase(copy, NEW, dry_run=True)
    same()
    assert rebase(copy, NEW, dry_run=False) == said


@pytest.mark.parametrize(
    ("base", "what"),
    [
        (OLD, f"the base is {OLD} already"),
        ("ftp://example.org/", "no web address that IRIs can begin with: ftp://example.org/"),
        ("https://example.org/x", "no web address that IRIs can begin with: https://example.org/x"),
        (
            "https://example.org/#/",
            "no web address that IRIs can begin with: https://example.org/#/",
        ),
        ("https://example.org/a b/", "no web address that IRIs can begin with"),
        ("https:///", "no web address that IRIs can begin with"),
        (f"{OLD}v2/", "lie one inside the other"),
        ("https://w3id.org/", "lie one inside the other"),
        ("http://www.w3.org/2004/02/skos/", "http://www.w3.org/2004/02/skos/core# begins with"),
        ("http://purl.org/dc/terms/mine/", "lies inside http://purl.org/dc/terms/"),
        ("http://purl.org/vocab/vann/x/", "lies inside http://purl.org/vocab/vann/"),
        ("https://24pm.com/", "https://24pm.com/lexique/gestion-de-la-relation-client begins with"),
    ],
)
def test_a_base_that_would_be_mixed_up_is_refused(
    copy: Path, unchanged: Unchanged, base: str, what: str
) -> None:
    same = unchanged(copy)
    with pytest.raises(StageError) as caught:
        rebase(copy, base, dry_run=False)
    assert what in caught.value.what
    assert caught.value.remedy
    same()


def test_an_iri_put_together_of_a_shorter_prefix_is_refused(
    copy: Path, unchanged: Unchanged
) -> None:
    with (copy / "ontology/top-concepts.ttl").open("a", encoding="utf-8") as file:
        file.write(
            '@prefix w: <https://w3id.org/> .\nw:relation-client\\/concept\\/canal rdfs:seeAlso "x" .\n'
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n".replace(
                "rdfs:seeAlso", "<x:y>"
            )
        )
    same = unchanged(copy)
    with pytest.raises(ConfigurationError) as caught:
        rebase(copy, NEW, dry_run=False)
    assert caught.value.where == "ontology/top-concepts.ttl"
    assert caught.value.what == "an IRI of the vocabulary is not written with its base in one piece"
    same()


def test_only_what_stands_for_itself_moves() -> None:
    move = Move(OLD, NEW)
    kept = (
        "https://w3id.org/relation-client-x/a",
        "https://w3id.org/relation-client",
        f"https://web.archive.org/web/2026/{OLD}concept/a",
        f"<https://example.org/?iri={OLD}concept/a>",
        "https://w3id.org/relation-clients/",
    )
    for text in kept:
        assert move.text(text) == (text, 0)
    for before, after in (("<", ">"), ('"', '"'), ("(", ")"), ("`", "`"), ("", ""), ("\t", "\t")):
        text = f"{before}{OLD}concept/a{after}"
        assert move.text(text) == (f"{before}{NEW}concept/a{after}", 1)


def test_the_quote_of_a_decision_stays_as_the_source_has_it() -> None:
    table = f"entry_id\tcomment\tquote\r\na\tsee {OLD}scheme\tlisez {OLD}scheme\r\nb\t\t\r\n"
    expected = f"entry_id\tcomment\tquote\r\na\tsee {NEW}scheme\tlisez {OLD}scheme\r\nb\t\t\r\n"
    assert Move(OLD, NEW).table(table) == (expected, 1)


def test_what_stays_is_named_with_its_place(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / "ontology/competency/desaccords.rq"
    archived = f"# https://web.archive.org/web/2026/{OLD}scheme\n"
    path.write_text(archived + path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(copy)
    monkeypatch.setattr("sys.argv", ["glossograph", "rebase", NEW])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = capsys.readouterr().out.splitlines()
    assert "ontology/competency/desaccords.rq: 1 IRI" in said
    place = "ontology/competency/desaccords.rq:1"
    assert f"{place}: {OLD} stands here inside something else and stays" in said
    assert said[-2:] == [
        f"{OLD} must go on: have its host redirect every IRI to {NEW}.",
        "Run `make` to build the vocabulary anew.",
    ]
    assert archived in path.read_text(encoding="utf-8")


pieces = st.sampled_from(
    [OLD, f"<{OLD}a>", " ", "x", "/", "<", ">", '"', "\n", "\t", "https://w3id.org/", "é", "?", "="]
)


@given(text=st.lists(pieces, max_size=12).map("".join))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    there, count = Move(OLD, NEW).text(text)
    assert Move(NEW, OLD).text(there) == (text, count)


@pytest.mark.parametrize("failing", ["ontology/schema.ttl", "shapes/vocabulary.ttl"])
def test_a_full_disk_leaves_all_as_it_was(
    copy: Path, unchanged: Unchanged, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    same = unchanged(copy)
    real = Path.replace

    def replace(source: Path, target: Path) -> object:
        if target == copy / failing and "new" in source.suffix and real is not None:
            monkeypatch.setattr(Path, "replace", real)
            raise OSError(28, "No space left on device")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="No space left"):
        rebase(copy, NEW, dry_run=False)
    shutil.rmtree(copy / "output", ignore_errors=True)
    same()
