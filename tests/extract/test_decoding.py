"""Bytes into text: short French texts in every encoding that they come in."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.errors import SourceError
from pipeline.extract.choosing import choose
from pipeline.extract.containers import plain
from pipeline.extract.containers.decoding import decode

TEXTS = [
    "Bêche : outil à lame plate.\nRâteau : outil à dents, relié à un manche.\n",
    "Écluse – ouvrage d'art qui relie deux biefs.\r\nÉtale : moment où la marée est arrêtée.\r\n",
    "L’aileron est une pièce mobile… « gouverne » – cœur de l’aile.\n",
    "Cœur de métier : activité première d'une société.\nŒuvre : résultat.\n",
    "CAFÉ»: lieu. À voir. Taux d’intérêt : prix de l’argent.\n",
    "Agios : intérêts prélevés par la banque.\n",
    "Coût\u00a0: 5 €\n",
    "ÉCHÉANCE : date à laquelle une somme est due.\n",
]
NAMES = {
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO-8859-15",
    "mac_roman": "Mac Roman",
    "cp850": "MS-DOS (cp850)",
}


def cases(*codecs: str) -> list[tuple[str, str]]:
    found = []
    for text in TEXTS:
        for codec in codecs:
            try:
                text.encode(codec)
            except UnicodeEncodeError:
                continue
            found.append((text, codec))
    return found


@pytest.mark.parametrize(("text", "codec"), cases(*NAMES))
def test_an_encoding_of_one_byte_is_told_from_a_few_words(text: str, codec: str) -> None:
    done = decode(text.encode(codec), "x")
    assert done.text == text
    # Where two encodings give the same text, the more usual one is named.
    assert done.notes in ([f"texte en {NAMES[codec]}"], ["texte en Windows-1252"])


@pytest.mark.parametrize(
    ("text", "codec"),
    cases("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
)
def test_wide_encodings_are_read_with_and_without_mark(text: str, codec: str) -> None:
    done = decode(text.encode(codec), "x")
    assert (done.bare, done.notes) == (
        text,
        [f"texte en {codec[:6].upper()} ({(codec[7:] or 'le').upper()})"],
    )


@pytest.mark.parametrize("text", TEXTS)
def test_utf8_stays_as_it_is_and_needs_no_note(text: str) -> None:
    done = decode(text.encode(), "x")
    assert (done.text, done.encoding, done.notes) == (text, "utf-8", [])


def test_a_byte_order_mark_is_kept_and_is_no_part_of_the_first_headword() -> None:
    content = (
        "\ufeffBêche\n\nLa bêche est un outil à lame plate qui sert à retourner la terre.\n\n"
        "Serfouette\n\nLa serfouette est un petit outil à deux côtés, pour biner la terre.\n"
    ).encode()
    document = plain.open(content, where="x", language="fr")
    assert document.text.startswith("\ufeffBêche")
    span = choose(document, where="x").reading.entries[0].headword
    assert span is not None
    assert document.text[span.start : span.end] == "Bêche"


def twice(text: str, codec: str) -> str:
    """The text after its UTF-8 was read in another encoding; bytes undefined there as in Latin-1."""
    table = [bytes([byte]).decode(codec, "replace") for byte in range(256)]
    return "".join(
        table[byte] if table[byte] != "\ufffd" else chr(byte) for byte in text.encode("utf-8")
    )


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman"])
def test_text_encoded_twice_is_mended_and_said_so(text: str, codec: str) -> None:
    done = decode(twice(text, codec).encode(), "x")
    assert done.text == text
    assert [note.split(",")[0] for note in done.notes] == [
        "texte encodé deux fois (« Ã© » pour « é »)"
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_text_encoded_three_and_four_times_is_mended(text: str) -> None:
    three = twice(twice(text, "cp1252"), "cp1252")
    assert decode(three.encode(), "x").text == text
    assert decode(twice(three, "cp1252").encode(), "x").text == text


def test_only_the_part_that_was_encoded_twice_is_mended() -> None:
    content = f"É»: fin. Ô joie.\n{twice('Bêche : outil.', 'cp1252')}\nRâteau : outil.\n".encode()
    done = decode(content, "x")
    assert done.text == "É»: fin. Ô joie.\nBêche : outil.\nRâteau : outil.\n"
    assert done.notes == [
        "texte encodé deux fois (« Ã© » pour « é »), réparé en 1 endroit",
    ]


def test_a_no_break_space_lost_from_a_letter_encoded_twice_is_put_back() -> None:
    assert decode("RelatifÃ  l'Ã©tÃ©, Ã la fin.".encode(), "x").text == "Relatifà l'été, à la fin."


def test_a_file_of_two_encodings_is_read_line_by_line() -> None:
    content = "Bêche : outil à lame.\n".encode() + "Râteau : outil relié.\n".encode("cp1252")
    done = decode(content, "x")
    assert done.text == "Bêche : outil à lame.\nRâteau : outil relié.\n"
    assert done.notes == ["texte qui mêle deux encodages : UTF-8, et Windows-1252 sur 1 ligne"]


def test_letters_apart_from_their_accents_are_composed_and_said_so() -> None:
    done = decode(unicodedata.normalize("NFD", TEXTS[0]).encode(), "x")
    assert (done.text, done.notes) == (
        TEXTS[0],
        ["lettres et accents séparés (Unicode décomposé, NFD), recomposés"],
    )


def test_signs_of_windows_taken_for_commands_are_put_back() -> None:
    done = decode("L\x92aile \x96 pièce\x85".encode(), "x")
    assert done.text == "L’aile – pièce\x85"
    assert done.notes == ["2 signes de Windows-1252 pris pour des commandes, rétablis"]


def test_a_few_control_characters_become_blanks_one_for_one() -> None:
    done = decode(b"Marge\x00: prix\x07 moins co\xc3\xbbt.\n" + b"Autre mot du lexique. " * 20, "x")
    assert done.text.startswith("Marge : prix  moins coût.\n")
    assert done.notes == ["2 caractères de commande remplacés par des blancs"]


def test_a_text_cut_inside_a_character_keeps_the_rest() -> None:
    done = decode("Été : saison. Résumé".encode()[:-1], "x")
    assert done.text == "Été : saison. Résum\ufffd"
    assert done.notes[0] == (
        "le texte s'arrête au milieu d'un caractère : il a sans doute été tronqué"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_as_they_are(end: str) -> None:
    text = end.join(["Bêche", "", "Outil."])
    assert decode(text.encode(), "x").text == decode(text.encode("cp1252"), "x").text == text


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "x: the text is empty; put the glossary's text there"),
        (b"\xef\xbb\xbf \n", "x: the text is empty; put the glossary's text there"),
        (
            b"\xff\xd8\xff\xe0\0\x10JFIF",
            "x: this is a JPEG picture; have its text recognised (OCR) and save that as UTF-8 text",
        ),
        (b"RIFF\0\0\0\0WEBPVP8", "x: this is a picture, a sound or a film;"),
        (b"\0\0\0\x18ftypmp42", "x: this is a picture or a film;"),
        (b"\x1f\x8b\x08\0", "x: this is a gzip archive; unpack it"),
        (b"\0\x01\x02\x03" * 30, "x: this is a binary file (zero byte at offset 0)"),
        (b"ligne\n\xff\xfe", "x:2: not UTF-8: byte 0xff at offset 6; save it as UTF-8"),
        (b"\xff\xfe\x00\xdcA\0", "x: not UTF-16-LE as it seemed: bytes at offset 2"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(content: bytes, what: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(content, "x")
    assert str(caught.value).startswith(what)
