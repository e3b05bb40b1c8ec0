"""`glossograph annotate` as it is typed, on a small published vocabulary."""

from __future__ import annotations

import base64
import hashlib
import html as htmllib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ...conftest import PROJECT
from ..small import VOCABULARY

_COMMAND = (sys.executable, "-c", "from pipeline.cli import main; main()", "annotate")
_TURTLE = """
@prefix c: <{base}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
c:voix a skos:Concept ; skos:prefLabel "voix du client"@fr , "voice of customer"@en ; skos:altLabel "VOC"@fr .
c:accueil a skos:Concept ; skos:prefLabel "script d'accueil"@fr ; skos:altLabel "trame"@fr .
c:relance a skos:Concept ; skos:prefLabel "script de relance"@fr ; skos:altLabel "trame"@fr .
c:ecoute a skos:Concept ; skos:prefLabel "écoute du client"@fr ; owl:deprecated true ; dcterms:isReplacedBy c:voix .
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    text = _TURTLE.replace("{base}", VOCABULARY.concept(""))
    (folder / f"{VOCABULARY.name}.ttl").write_text(text, "utf-8")
    return folder


def run(published: Path, *arguments: object, given: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [*_COMMAND, *map(str, arguments), "--project", str(PROJECT), "--output", str(published)],
        cwd=published,
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def test_in_a_pipe_the_answer_is_json_with_code_point_offsets(published: Path) -> None:
    code, out, err = run(published, "😀 La VOC, une trame, l’écoute du client.")
    assert (code, err) == (0, "")
    voc, trame, gone = json.loads(out)
    assert voc == {
        "start": 5,
        "end": 8,
        "quote": "VOC",
        "concept": VOCABULARY.concept("voix"),
        "prefLabel": "voix du client",
        "label": "VOC",
        "kind": "alternative",
        "language": "fr",
        "match": "exact",
    }
    assert (trame["concept"], [one["prefLabel"] for one in trame["candidates"]]) == (
        None,
        ["script d'accueil", "script de relance"],
    )
    assert (gone["concept"], gone["replaces"]) == (
        VOCABULARY.concept("voix"),
        VOCABULARY.concept("ecoute"),
    )


def test_a_file_and_standard_input_are_read_with_their_line_ends(
    published: Path, tmp_path: Path
) -> None:
    text = "\ufeffUn.\r\nLa voix\r\ndu client".encode()
    file = tmp_path / "mon texte.txt"
    file.write_bytes(text)
    code, out, _ = run(published, file)
    (one,) = json.loads(out)
    assert (code, one["start"], one["quote"]) == (0, 9, "voix\r\ndu client")
    assert run(published, "-", given=text)[1] == out


def test_the_table_says_what_was_found_and_how(published: Path) -> None:
    _, out, _ = run(published, "La VOC, la trame.", "--format", "text")
    assert "script d'accueil ou script de relance" in out
    assert out.endswith(
        "\n2 passages, 3 concepts\n".replace(" p", "\u00a0p").replace("3 ", "3\u00a0")
    )
    _, out, _ = run(published, "Rien.", "--format", "text")
    assert out == "Aucun concept du vocabulaire n’est nommé dans ce texte.\n"
    assert run(published, "Rien.")[1] == "[]\n"


def test_the_page_is_offline_escaped_and_holds_the_whole_text(
    published: Path, tmp_path: Path
) -> None:
    given = '<script>alert("x")</script> & La VOC,\nla trame ; des voix du client.'
    target = tmp_path / "page.html"
    code, out, err = run(published, "-", "--format", "html", "-o", target, given=given.encode())
    assert (code, out, err) == (0, "", "")
    page = target.read_text("utf-8")
    assert "<script" not in page and "src=" not in page
    style = re.search("<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in htmllib.unescape(page)
    article = re.search("<article[^>]*>(.*)</article>", page, re.DOTALL)
    assert article is not None
    assert htmllib.unescape(re.sub("<[^>]*>", "", article[1])) == given
    assert page.count(f'href="{VOCABULARY.concept("voix")}"') == 3, "two marks, one in the list"
    assert "script de relance" in page


def test_only_labels_in_the_language_asked_for_count(published: Path) -> None:
    _, out, _ = run(published, "voice of customer, voix du client", "--lang", "en")
    assert [one["language"] for one in json.loads(out)] == ["en"]


def test_the_same_text_gives_the_same_bytes(published: Path) -> None:
    for form in ("json", "html", "text"):
        first, second = (run(published, "La VOC, la trame.", "--format", form) for _ in range(2))
        assert first == second


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "there is no text in it"),
        ("a.txt", b" \n\xef\xbb\xbf", "there is no text in it"),
        ("a.txt", b"caf\xe9", "not UTF-8: the byte at 3 is no part of it"),
        ("a.txt", b"caf\xc3", "not UTF-8: the byte at 3 is no part of it"),
        ("a.txt", "é".encode() * 600_000 + b"\xff", "not UTF-8: the byte at 1200000 is"),
        ("a.txt", b"abc\0def", "not a text: a NUL at byte 3"),
        ("a.pdf", b"%PDF-1.7", "this is a PDF file, not a text in UTF-8"),
        ("a.docx", b"PK\x03\x04", "this is a packed file"),
        ("a.txt", "client".encode("utf-16"), "this is UTF-16, not a text in UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_without_an_answer(
    published: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    code, out, err = run(published, file)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"glossograph: {file}: {said}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([""], "the text: there is no text in it"),
        (["absent.txt"], "absent.txt: there is no such file"),
        (["mes notes.txt"], "mes notes.txt: there is no such file"),
        (["textes/a"], "textes/a: there is no such file"),
        (["."], ".: this is a folder, not a file"),
        (["La VOC", "--lang", "de"], "the vocabulary has no labels in `de`"),
        (["La VOC", "-o", "-"], "-o names a file to write"),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(
    published: Path, arguments: list[str], said: str
) -> None:
    code, out, err = run(published, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"glossograph: {said}")


def test_the_file_that_is_read_is_never_written(published: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("La VOC", "utf-8")
    code, _, err = run(published, file, "-o", file)
    assert (code, file.read_text("utf-8")) == (2, "La VOC")
    assert "this is the file" in err or "one of the files that are read" in err


def test_the_memory_does_not_grow_with_the_text(published: Path, tmp_path: Path) -> None:
    script = (
        "import re, sys; from pathlib import Path; from pipeline.cli.command import app;"
        "app(sys.argv[1:], standalone_mode=False);"
        # Not ru_maxrss: that begins at the peak of who starts the process.
        "print(re.search('VmHWM:\\s*([0-9]+)', Path('/proc/self/status').read_text())[1])"
    )
    peaks: list[int] = []
    for megabytes in (2, 20):
        file, target = tmp_path / f"{megabytes}.txt", tmp_path / f"{megabytes}.json"
        # Without a line break or a full stop.
        line = f"la voix du client parle {'de tout et de rien ' * 10}".encode()
        file.write_bytes(line * (megabytes * 1_000_000 // len(line)))
        arguments = [file, "-o", target, "--project", PROJECT, "--output", published]
        done = subprocess.run(
            [sys.executable, "-c", script, "annotate", *map(str, arguments)],
            capture_output=True,
            check=True,
            timeout=300,
        )
        peaks.append(int(done.stdout))
    assert peaks[1] - peaks[0] < 12_000, "kB; the text alone grows by 18 MB"
