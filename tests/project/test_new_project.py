"""A project started for another field: init, add, make, and what is published."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.model import Concept
from pipeline.project.adding import add
from pipeline.project.starting import Wish, start
from pipeline.validate.stage import validate
from tests.conftest import PROJECT
from tests.project.conftest import DAY
from tests.project.glossaries import BANKING, FINANCE, GARDEN, SAILING, page

Places = dict[str, set[str]]


def places(concepts: list[Concept]) -> Places:
    """Preferred label -> the ends of the IRIs of its parents."""
    return {
        one.labels[0].text: {
            relation.object.rsplit("/", 1)[-1]
            for relation in one.relations
            if relation.predicate == "skos:broader"
        }
        for one in concepts
        if not one.top
    }


class Built:
    """The project of a garden, made as a user makes it: by three commands."""

    def __init__(self, parent: Path) -> None:
        self.folder = parent / "jardin"
        program = parent / "glossograph"
        program.write_text(
            "#!/bin/sh\nexec "
            f"{shlex.quote(sys.executable)} -c 'from pipeline.cli import main; main()' \"$@\"\n"
        )
        program.chmod(0o755)
        path = f"{parent}:{os.environ['PATH']}"
        # Make says less where it is not below another.
        alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        self._environment = {**alone, "PYTHONPATH": str(PROJECT), "PATH": path}
        (parent / "glossaire.txt").write_text(page(GARDEN), encoding="utf-8")
        self.said = [
            self.run(["glossograph", "init", "jardin", "--date", DAY], parent),
            self.run(["glossograph", "add", "../glossaire.txt"]),
            self.run(["make"]),
        ]

    def run(self, command: list[str], folder: Path | None = None) -> str:
        done = subprocess.run(
            command,
            cwd=folder or self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("new"))


def test_three_commands_publish_a_vocabulary(built: Built) -> None:
    started, added, made = built.said
    assert started.endswith("Next: cd jardin && glossograph add FILE && make\n")
    assert added.splitlines() == [
        f"sources/glossaire.txt     {len(GARDEN)} entries  texte, shortcodes, confidence 1.00"
        "  registered as glossaire",
        "fill in, in sources/sources.toml: publisher, rights, url",
        "Run `make` to build the vocabulary.",
    ]
    assert "Jardin : 0 violation" in made
    wanted = ("jardin.ttl", "jardin-owl.ttl", "explorer.html", "report.html", "sources.ttl")
    assert [name for name in wanted if not (built.folder / "output" / name).is_file()] == []


def test_what_is_published_speaks_of_its_own_field(built: Built) -> None:
    names = (
        "jardin.ttl",
        "jardin.nq",
        "ontology.ttl",
        "dataset.ttl",
        "explorer.html",
        "report.html",
    )
    texts = [(built.folder / "output" / name).read_text("utf-8") for name in names]
    assert [
        name for name, text in zip(names, texts, strict=True) if "relation-client" in text
    ] == []
    assert '"greffoir"@fr' in texts[0]
    assert "\n<concept/greffoir> a skos:Concept, jardin:Object ;" in texts[0]


def test_an_address_that_is_unknown_is_stated_nowhere(built: Built) -> None:
    text = (built.folder / "output/sources.ttl").read_text("utf-8")
    assert "éditeur à préciser" in text
    assert "dcterms:source" not in text
    assert "Texte recueilli, à une date inconnue." in text


def test_a_build_that_changes_nothing_runs_nothing(built: Built) -> None:
    assert built.run(["make"]) == "make: Nothing to be done for 'publish'.\n"
    identifiers = (built.folder / "ontology/identifiers.csv").read_text("utf-8")
    assert "glossaire/greffoir,greffoir,greffoir," in identifiers.splitlines()


def mapped(folder: Path, wish: Wish, glossary: dict[str, str]) -> tuple[Places, bool]:
    """The places of the terms of a glossary in a new project, and whether no rule is broken."""
    start(folder, wish)
    source = folder.parent / f"{folder.name}.txt"
    source.write_text(page(glossary), encoding="utf-8")
    add(folder, [source], {})
    extract(folder, folder / "output", [])
    concepts = map_sources(folder, folder / "output", curation=True)
    return places(concepts), validate(folder, folder / "output").verdict.conforms


def test_a_glossary_of_sailing_makes_a_tree(tmp_path: Path) -> None:
    found, conforms = mapped(tmp_path / "voile", Wish(DAY), SAILING)
    assert conforms
    assert found == {
        "abattre": {"activite"},
        "allure": {"qualite"},
        "bôme": {"a-classer"},
        "drisse": {"objet"},
        "foc": {"objet"},
        "global positioning system": {"objet"},
        "nœud": {"grandeur"},
        "près": {"allure"},
    }


def test_a_glossary_of_banking_makes_a_tree(tmp_path: Path) -> None:
    found, conforms = mapped(tmp_path / "banque", Wish(DAY), BANKING)
    assert conforms
    assert found == {
        "agios": {"a-classer"},
        "assurance emprunteur": {"regle"},
        "bank identifier code": {"information"},
        "date de valeur": {"periode"},
        "taux annuel effectif global": {"grandeur"},
        "titulaire": {"acteur"},
        "virement": {"activite"},
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_english_terms_wait_to_be_placed(tmp_path: Path, language: str) -> None:
    """In a vocabulary of either language: their definitions are not read for their meaning."""
    found, conforms = mapped(tmp_path / "finance", Wish(DAY, language=language), FINANCE)
    assert conforms
    assert found == {name: {"a-classer"} for name in ("bond", "exchange traded fund", "share")}
