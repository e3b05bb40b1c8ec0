"""Files in sources/ that nobody described, and how the stage reads many and few."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.errors import DoubtError, SourceError
from pipeline.extract import choosing, doubts
from pipeline.extract.collection import jobs
from pipeline.extract.collection.record import Outcome
from pipeline.extract.collection.sites import by_site, open_site
from pipeline.extract.collection.unregistered import (
    digest,
    explaining,
    named,
    provisional,
    registering,
    unregistered,
)
from pipeline.extract.one_file import open_file
from pipeline.extract.stage import extract
from pipeline.model import Source

TOOLS = "Terme Définition\n\nBêche\n\nLa bêche est un outil qui retourne la terre.\n\nRâteau\n\nLe râteau est un outil à dents.\n\nSerfouette\n\nLa serfouette est une petite pioche.\n"


def described(identifier: str, content: bytes, **more: str) -> str:
    """A table of sources.toml."""
    values = {
        "id": identifier,
        "title": identifier,
        "publisher": "Jardinia",
        "url": f"https://{identifier}.example.org/",
        "language": "fr",
        "rights": "libres",
        "sha256": digest(content),
    } | more
    return "[[source]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items())


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A project with one source, in a file whose name is no id."""
    (tmp_path / "sources/été").mkdir(parents=True)
    content = TOOLS.encode()
    (tmp_path / "sources/été/les outils.md").write_bytes(content)
    (tmp_path / "sources/sources.toml").write_text(
        described("outils", content, file="été/les outils.md"), encoding="utf-8"
    )
    return tmp_path


def stage_files(project: Path, folder: str) -> list[str]:
    return sorted(path.name for path in (project / "output/work" / folder).iterdir())


def test_a_source_may_lie_in_a_file_of_any_name(garden: Path) -> None:
    done = extract(garden, garden / "output", [])
    assert done.sources == [
        Outcome("outils", "sources/été/les outils.md", 3, 0, "term-definition",
                done.sources[0].confidence),
    ]  # fmt: skip
    assert (done.new, done.unregistered) == ({"outils"}, [])
    assert stage_files(garden, "extract") == ["outils.jsonl", "outils.ledger.json", "outils.txt"]


def test_a_described_file_whose_name_cannot_be_shown_is_refused_on_one_line(garden: Path) -> None:
    catalogue = garden / "sources/sources.toml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("été/les outils.md", "a\\nb.md"), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        extract(garden, garden / "output", [])
    assert str(caught.value) == (
        "sources/sources.toml:1: the file 'a\\nb.md' has characters in its name that cannot be"
        " shown; rename the file"
    )


def test_files_that_are_not_described_are_read_beside_and_forgotten_when_they_go(
    garden: Path,
) -> None:
    names = ["Mes outils.md", "mes-outils.txt", "page/mes outils.md"]
    (garden / "sources/page").mkdir()
    for name in names:
        (garden / "sources" / name).write_text(TOOLS, encoding="utf-8")
    done = extract(garden, garden / "output", []).unregistered
    assert [(one.source, one.path, one.entries) for one in done] == [
        ("mes-outils", "sources/Mes outils.md", 3),
        ("mes-outils-2", "sources/mes-outils.txt", 3),
        ("page-mes-outils", "sources/page/mes outils.md", 3),
    ]
    assert len(stage_files(garden, "unregistered")) == 9
    assert stage_files(garden, "extract") == ["outils.jsonl", "outils.ledger.json", "outils.txt"]
    for name in names[1:]:
        (garden / "sources" / name).unlink()
    extract(garden, garden / "output", [])
    assert {name.partition(".")[0] for name in stage_files(garden, "unregistered")} == {
        "mes-outils"
    }


def test_what_cannot_be_read_is_told_and_stops_nothing(garden: Path) -> None:
    sources = garden / "sources"
    (sources / "a\nb.txt").write_text(TOOLS, encoding="utf-8")
    (sources / "c.dat").write_bytes(b"\x00\x01ab" * 9)
    (sources / "d.txt").symlink_to("/etc/hostname")
    os.mkfifo(sources / "e")
    (sources / os.fsdecode(b"f\xff.txt")).write_text(TOOLS, encoding="utf-8")
    (sources / "g.txt").write_text("Bonjour.", encoding="utf-8")
    (sources / ".cache").write_text(TOOLS, encoding="utf-8")
    (sources / "README.md").write_text(TOOLS, encoding="utf-8")
    done = extract(garden, garden / "output", [])
    assert [one.source for one in done.sources] == ["outils"]
    told = {one.path: one.problem.partition(": ")[2].partition(";")[0] for one in done.unregistered}
    assert told == {
        "sources/a\\nb.txt": "this name holds characters that cannot be shown",
        "sources/c.dat": "this is a binary file (zero byte at offset 0)",
        "sources/d.txt": "this link leads out of sources/",
        "sources/e": "this is no plain file",
        "sources/f\\udcff.txt": "this name holds characters that cannot be shown",
        "sources/g.txt": "",
    }
    assert done.unregistered[-1].question.startswith("no known layout (")


def test_the_command_that_registers_a_file_can_be_pasted_into_a_shell() -> None:
    assert registering("sources/l'été $(date).txt") == (
        "glossograph add 'sources/l'\"'\"'été $(date).txt'"
    )
    assert named("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"


def test_only_what_changed_is_read_again(garden: Path) -> None:
    output = garden / "output"
    catalogue = garden / "sources/sources.toml"
    other = TOOLS.replace("Bêche", "Pelle").encode()
    (garden / "sources/autres.txt").write_bytes(other)
    with catalogue.open("a", encoding="utf-8") as file:
        file.write(described("autres", other))
    assert extract(garden, output, []).new == {"outils", "autres"}
    assert extract(garden, output, []).new == set()
    (output / "work/extract/outils.ledger.json").unlink()
    assert extract(garden, output, []).new == {"outils"}
    (output / "work/extract/autres.jsonl").write_text("damaged", encoding="utf-8")
    assert extract(garden, output, []).new == {"autres"}
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace('title = "outils"', 'title = "Outils"'), encoding="utf-8")
    assert extract(garden, output, []).new == {"outils"}
    (garden / "sources/autres.txt").write_bytes(other + b"\n")
    with pytest.raises(SourceError, match="the text is not the one recorded"):
        extract(garden, output, [])


def test_pages_of_one_site_are_opened_together_and_read_again_together(garden: Path) -> None:
    content = TOOLS.encode()
    with (garden / "sources/sources.toml").open("a", encoding="utf-8") as file:
        for name in ("un", "deux"):
            (garden / f"sources/{name}.txt").write_bytes(content)
            url = f"https://Site.example.org/{name}"
            file.write(described(name, content, url=url))
    sources = [open_file(f"{garden}/sources/{n}.txt", garden).source for n in ("un", "deux")]
    assert [[one.id for one in site] for site in by_site(sources)] == [["un", "deux"]]
    assert len(open_site(sources, lambda source: content)) == 2
    extract(garden, garden / "output", [])
    text = (garden / "sources/sources.toml").read_text(encoding="utf-8")
    text = text.replace('title = "un"', 'title = "Un"')
    (garden / "sources/sources.toml").write_text(text, encoding="utf-8")
    assert extract(garden, garden / "output", []).new == {"un", "deux"}


READINGS = r"best: term-definition, confidence 0\.\d\d, 3 entries: “Bêche”, “Râteau”, “Serfouette”"


@pytest.mark.parametrize(
    ("module", "bound", "value", "said"),
    [
        (choosing, "THRESHOLD", 1.0, rf"no known layout \({READINGS}"),
        (doubts, "MOST_UNASSIGNED", -1.0, rf"0% of the text was not understood \({READINGS}"),
    ],
    ids=["a layout that fits badly", "too much unassigned"],
)
def test_what_is_in_doubt_is_a_question_until_a_person_names_the_reader(
    garden: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    bound: str,
    value: float,
    said: str,
) -> None:
    monkeypatch.setattr(module, bound, value)
    (garden / "sources/autre.txt").write_text(TOOLS, encoding="utf-8")
    with pytest.raises(DoubtError, match=rf"^sources/été/les outils\.md: {said}") as caught:
        extract(garden, garden / "output", [])
    assert 'reader = "..." in its table of sources.toml' in str(caught.value)
    assert "\n" not in str(caught.value)
    with (garden / "sources/sources.toml").open("a", encoding="utf-8") as file:
        file.write('reader = "term-definition"\n')
    done = extract(garden, garden / "output", [])
    assert [one.entries for one in done.sources] == [3]
    assert re.match(said, done.unregistered[0].question)


def test_the_number_of_processes_changes_nothing(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = TOOLS.encode()
    with (garden / "sources/sources.toml").open("a", encoding="utf-8") as file:
        for name in ("un", "deux"):
            (garden / f"sources/{name}.txt").write_bytes(content)
            file.write(described(name, content))
    alone = extract(garden, garden / "alone", [])
    monkeypatch.setattr(jobs, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(jobs, "cores", lambda: 2)
    assert extract(garden, garden / "together", []) == alone

    def files(folder: str) -> Iterator[tuple[str, bytes]]:
        for path in sorted((garden / folder).rglob("*.*")):
            yield path.name, path.read_bytes()

    assert list(files("alone")) == list(files("together"))
    (garden / "sources/deux.txt").write_bytes(b"")
    with pytest.raises(SourceError, match=r"^sources/deux\.txt: the text is not the one recorded"):
        extract(garden, garden / "again", [])


def test_ids_of_files_that_are_not_described_are_distinct() -> None:
    paths = ["été/a.txt", "ete a.md", "ete-a.csv", "***.txt"]
    assert [one.id for one in provisional(paths)] == ["ete-a", "ete-a-2", "ete-a-3", "source"]
    assert all(isinstance(one, Source) for one in provisional(paths))


def test_what_a_browser_saved_beside_a_page_is_none_of_the_glossaries(garden: Path) -> None:
    beside = garden / "sources/Lexique_files"
    beside.mkdir()
    (beside / "style.css").write_text("body { color: red }", encoding="utf-8")
    assert unregistered(garden, []) == ["Lexique_files/style.css", "été/les outils.md"]
    (garden / "sources/Lexique.html").write_text("<p>Lexique</p>", encoding="utf-8")
    assert unregistered(garden, []) == ["Lexique.html", "été/les outils.md"]


def test_a_file_in_doubt_is_registered_with_a_reader_that_a_person_names() -> None:
    assert registering("a.txt", in_doubt=True) == "glossograph add a.txt --reader READER"
    assert explaining("un deux.txt") == "glossograph extract --explain 'un deux.txt'"
