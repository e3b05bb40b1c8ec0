"""add: glossaries registered, described as far as can be known, all of a call or none."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.errors import DoubtError, SourceError
from pipeline.extract.catalogue import load_catalogue
from pipeline.extract.containers import limits
from pipeline.extract.document import Metadata
from pipeline.project.adding import add
from pipeline.project.describing import described, language_of
from tests.project.glossaries import BANKING, FINANCE, GARDEN, SAILING, page

LIST = "sources/sources.toml"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "Mon glossaire_du jardin.TXT"
    path.write_text(page(GARDEN), encoding="utf-8")
    return path


def state(project: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (project / "sources").rglob("*") if p.is_file()}


def test_a_file_is_copied_and_described(garden: Path, glossary: Path) -> None:
    before = (garden / LIST).read_bytes()
    done = add(garden, [glossary], {})
    assert (garden / "sources/mon-glossaire-du-jardin.txt").read_bytes() == glossary.read_bytes()
    assert (garden / LIST).read_bytes() == before + (
        "\n[[source]]\n"
        'id = "mon-glossaire-du-jardin"\n'
        'title = "Mon glossaire du jardin"\n'
        'publisher = "éditeur à préciser"\n'
        'url = ""\n'
        'language = "fr"\n'
        "rights = \"Droits à préciser : qui publie ce texte, et ce qu'il permet d'en citer.\"\n"
        f'sha256 = "{sha256(page(GARDEN))}"\n'
    ).encode()
    (row,) = done.rows
    assert (row.outcome, row.missing) == ("registered", ["publisher", "url", "rights"])
    assert row.extraction is not None
    assert len(row.extraction.entries) == len(GARDEN)
    assert not (garden / "output/work/journal").exists()


def test_what_is_given_counts_before_what_is_found(garden: Path, glossary: Path) -> None:
    given = {
        "title": 'Le "dico" \\ du jardin',
        "publisher": "Éditions de l'Allée",
        "url": "https://allee.fr/dico",
        "language": "fr-CH",
        "rights": "CC BY 4.0",
        "part": "lettre A",
        "collected": "2026-11-20",
    }
    (row,) = add(garden, [glossary], given).rows
    (source,) = load_catalogue(garden)
    assert row.missing == []
    assert {key: getattr(source, key) for key in given} == given


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"url": "allee.fr"}, "the url `allee.fr` is no web address"),
        ({"collected": "hier"}, "`hier`, the day it was collected, is no date"),
        ({"language": "français"}, "in a language (français) that no vocabulary holds yet"),
        ({"language": "de"}, "in a language (de) that no vocabulary holds yet"),
    ],
)
def test_what_is_given_wrongly_is_refused(
    garden: Path, glossary: Path, given: dict[str, str], error: str
) -> None:
    before = state(garden)
    with pytest.raises(SourceError) as raised:
        add(garden, [glossary], given)
    assert error in str(raised.value)
    assert state(garden) == before


def test_the_same_text_is_registered_once(garden: Path, glossary: Path, tmp_path: Path) -> None:
    add(garden, [glossary], {})
    before = state(garden)
    elsewhere = tmp_path / "copie.txt"
    elsewhere.write_bytes(glossary.read_bytes())
    inside = garden / "sources/mon-glossaire-du-jardin.txt"
    rows = add(garden, [glossary, elsewhere, inside], {}).rows
    assert [(row.outcome, row.source.id) for row in rows] == [
        ("known", "mon-glossaire-du-jardin")
    ] * 3
    assert state(garden) == before


def test_a_registered_file_that_changed_gets_its_new_checksum(garden: Path, glossary: Path) -> None:
    add(garden, [glossary], {})
    before = (garden / LIST).read_text("utf-8")
    inside = garden / "sources/mon-glossaire-du-jardin.txt"
    inside.write_text(page(SAILING), encoding="utf-8")
    (row,) = add(garden, [inside], {}).rows
    assert row.outcome == "changed"
    after = before.replace(sha256(page(GARDEN)), sha256(page(SAILING)))
    assert (garden / LIST).read_text("utf-8") == after != before


def test_another_text_of_the_same_name_overwrites_nothing(garden: Path, tmp_path: Path) -> None:
    for folder, glossary in (("a", GARDEN), ("b", SAILING)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "glossaire.txt").write_text(page(glossary), encoding="utf-8")
    (garden / "sources/glossaire-2.txt").write_text("pas à nous", encoding="utf-8")
    add(garden, [tmp_path / "a/glossaire.txt"], {})
    add(garden, [tmp_path / "b/glossaire.txt"], {})
    assert [source.path for source in load_catalogue(garden)] == [
        "sources/glossaire.txt",
        "sources/glossaire-3.txt",
    ]
    assert (garden / "sources/glossaire-2.txt").read_text("utf-8") == "pas à nous"
    assert (garden / "sources/glossaire.txt").read_text("utf-8") == page(GARDEN)


def test_a_file_in_sources_stays_where_it_lies(garden: Path) -> None:
    path = garden / "sources/le site/Page un.txt"
    path.parent.mkdir()
    path.write_text(page(GARDEN), encoding="utf-8")
    add(garden, [path], {})
    (source,) = load_catalogue(garden)
    assert (source.id, source.file) == ("page-un", "le site/Page un.txt")
    assert [p.name for p in (garden / "sources").iterdir() if p.is_file()] == ["sources.toml"]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_what_people_wrote_in_the_list_stays_byte_for_byte(
    garden: Path, glossary: Path, tmp_path: Path, end: str
) -> None:
    add(garden, [glossary], {})
    text = (garden / LIST).read_text("utf-8") + "# à nous, sans fin de ligne"
    written = text.replace("\n", end).encode()
    (garden / LIST).write_bytes(written)
    other = tmp_path / "voile.txt"
    other.write_text(page(SAILING), encoding="utf-8")
    add(garden, [other], {})
    after = (garden / LIST).read_bytes()
    assert after.startswith(written)
    assert after.count(b"\r\n") == (after.count(b"\n") if end == "\r\n" else 0)
    assert [source.id for source in load_catalogue(garden)] == ["mon-glossaire-du-jardin", "voile"]


def test_a_list_that_cannot_be_added_to_is_left_alone(garden: Path, glossary: Path) -> None:
    row = 'id="a",title="a",publisher="a",url="",language="fr",rights="a",sha256="a"'
    (garden / LIST).write_text(f"source = [{{{row}}}]\n", encoding="utf-8")
    before = state(garden)
    with pytest.raises(
        SourceError, match="cannot write into what stands here; describe each source"
    ):
        add(garden, [glossary], {})
    assert state(garden) == before


def test_one_file_that_cannot_be_read_leaves_all_as_it_was(
    garden: Path, glossary: Path, tmp_path: Path
) -> None:
    poem = tmp_path / "poeme.txt"
    poem.write_text("Sous le pont Mirabeau\n", encoding="utf-8")
    before = state(garden)
    with pytest.raises(SourceError, match=r"poeme\.txt"):
        add(garden, [glossary, poem], {})
    assert state(garden) == before


def test_what_is_no_plain_file_is_refused_at_once(garden: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau.txt")
    (tmp_path / "vide").mkdir()
    (garden / "sources/lien.txt").symlink_to(tmp_path / "tuyau.txt")
    for path, error in (
        (tmp_path / "tuyau.txt", "tuyau.txt: this is no plain file; name the file"),
        (tmp_path / "rien.txt", "rien.txt: the file cannot be read (No such file or directory)"),
        (tmp_path / "vide", "vide: this folder holds no file that can be read"),
        (garden / "sources/lien.txt", "lien.txt: this link leads out of its folder"),
        (garden / LIST, "this is the list of the sources; name the file"),
        (garden, "this folder holds the project; name the file"),
        (tmp_path, "this folder holds the project; name the file"),
    ):
        with pytest.raises(SourceError) as raised:
            add(garden, [path], {})
        assert error in str(raised.value)


def test_a_file_beyond_the_limit_is_not_read(
    garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 10_000)
    path = tmp_path / "grand.txt"
    path.write_bytes(b"a" * 10_001)
    with pytest.raises(SourceError, match=r"grand\.txt: the file holds"):
        add(garden, [path], {})


def test_of_a_folder_each_readable_file_is_taken_in_order(garden: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lot"
    for name in ("page_files", "b/c", ".cache"):
        (folder / name).mkdir(parents=True)
    (folder / "voile.txt").write_text(page(SAILING), encoding="utf-8")
    (folder / "b/c/Banque.txt").write_text(page(BANKING), encoding="utf-8")
    (folder / "page.htm").write_text("rien", encoding="utf-8")
    (folder / "page_files/pub.txt").write_text(page(GARDEN), encoding="utf-8")
    (folder / ".cache/x.txt").write_text(page(GARDEN), encoding="utf-8")
    (folder / "lien.txt").symlink_to("/etc/hostname")
    (folder / "vide.txt").write_bytes(b"")
    done = add(garden, [folder], {"publisher": "Maison"})
    assert [(row.source.id, row.source.publisher) for row in done.rows] == [
        ("banque", "Maison"),
        ("voile", "Maison"),
    ]
    assert [Path(file).name for file, _ in done.left] == ["lien.txt", "page.htm", "vide.txt"]
    assert [source.id for source in load_catalogue(garden)] == ["banque", "voile"]
    assert [row.outcome for row in add(garden, [folder], {}).rows] == ["known", "known"]


@pytest.mark.parametrize(
    ("glossary", "language"),
    [
        (GARDEN, "fr"),
        (BANKING, "fr"),
        (FINANCE, "en"),
        ({"Voile": "Pièce de toile.", "Mât": "Pièce de bois."}, ""),
    ],
)
def test_the_language_is_that_of_the_definitions(
    garden: Path, tmp_path: Path, glossary: dict[str, str], language: str
) -> None:
    path = tmp_path / "g.txt"
    path.write_text(page(glossary), encoding="utf-8")
    (row,) = add(garden, [path], {}).rows
    assert row.extraction is not None
    assert language_of(row.extraction.entries) == language
    assert row.source.language == language or "language" in row.missing


def test_what_a_file_says_of_itself_is_taken_over() -> None:
    told = Metadata(
        "Petit  lexique\nde voile", "", "https://www.ecole.fr/lexique", "fr-FR", "2020-01-01"
    )
    assert described("page1", told, [], {}, "fr") == (
        {
            "title": "Petit lexique de voile",
            "publisher": "ecole.fr",
            "url": "https://www.ecole.fr/lexique",
            "language": "fr",
            "rights": "Droits à préciser : qui publie ce texte, et ce qu'il permet d'en citer.",
        },
        ["rights"],
    )


def test_the_title_is_how_the_text_is_headed_without_the_name_of_the_site(
    garden: Path, tmp_path: Path
) -> None:
    terms = "".join(f"**{term}** : {text}\n\n" for term, text in GARDEN.items())
    titles = {
        "a.md": f"# Mots du potager\n\n{terms}",
        "b.md": f"Accueil\n\nLexique du jardin\n\n{terms}",
    }
    for name, content in titles.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    rows = add(garden, [tmp_path / name for name in titles], {}).rows
    assert [row.source.title for row in rows] == ["Mots du potager", "Lexique du jardin"]
    told = Metadata("Mots de la voile | Le Club", "Le Club")
    assert described("page1", told, [], {}, "fr")[0]["title"] == "Mots de la voile"


def test_a_text_in_doubt_is_registered_once_a_person_names_its_reader(
    garden: Path, tmp_path: Path
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(
        "compost\nterre brune issue des déchets verts, on le met au pied des plantes\n"
        "humus\ncouche de surface du sol\net encore\nengrais vert\nmoutarde, phacélie, trèfle\n"
        "paillis\npaille, foin, tontes de gazon\nbinage\ngriffage\n",
        encoding="utf-8",
    )
    with pytest.raises(DoubtError, match="--reader"):
        add(garden, [path], {})
    (row,) = add(garden, [path], {"reader": "headword-lines"}).rows
    assert row.source.reader == "headword-lines"
    (kept,) = (one for one in load_catalogue(garden) if one.id == "notes")
    assert kept == row.source
