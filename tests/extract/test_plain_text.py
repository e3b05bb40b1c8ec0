"""Plain text opened: marks of lines, wrapped lines, and the signs that divide an entry."""

from __future__ import annotations

import pytest

from pipeline.extract.choosing import choose
from pipeline.extract.containers.plain import document_of
from pipeline.extract.document import Line
from pipeline.extract.readers import headword_lines, inline
from pipeline.extract.reading import Reading
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.headwords import head_of, may_be_name
from pipeline.extract.signs.separators import cut_at
from pipeline.extract.signs.wrapping import paragraphs
from pipeline.extract.trying import try_layouts


def line(text: str) -> Line:
    return document_of(text).lines[0]


def heads(text: str, reading: Reading) -> list[str]:
    return [text[e.headword.start : e.headword.end] for e in reading.entries if e.headword]


@pytest.mark.parametrize(
    ("text", "role", "content", "strong"),
    [
        ("- Abri", "item", "Abri", 0),
        ("•Abri", "item", "Abri", 0),
        ("12) Abri", "item", "Abri", 0),
        ("1.2. Abri", "item", "Abri", 0),
        ("(3) Abri", "item", "Abri", 0),
        ("a) Abri", "item", "Abri", 0),
        ("## Abri ##", "heading", "Abri", 0),
        ("> Abri", "text", "Abri", 0),
        ("* **Abri** : toit", "item", "Abri** : toit", 4),
        ("*Abri* : toit", "text", "Abri* : toit", 4),
        ("-Abri", "text", "-Abri", 0),
        ("2.5 mètres", "text", "2.5 mètres", 0),
        ("2 * 3 * 4", "text", "2 * 3 * 4", 0),
    ],
)
def test_the_marks_of_a_line_are_told_from_its_words(
    text: str, role: str, content: str, strong: int
) -> None:
    found = line(text)
    assert (found.role, found.content, found.strong) == (role, content, strong)


def test_signs_of_emphasis_code_and_links_are_markup_and_signs_inside_words_are_not() -> None:
    text = "Un **mot *fort***, `code`, [lien](https://x.org/a), ![vue](v.png), nom_de_champ, a*b*c"
    marks = [text[mark.start : mark.end] for mark in document_of(text).markup]
    assert marks == [
        "**",
        "*",
        "*",
        "**",
        "`",
        "`",
        "[",
        "](https://x.org/a)",
        "![vue](v.png)",
    ]


def test_a_line_underlined_is_a_heading_and_a_rule_between_entries_underlines_nothing() -> None:
    document = document_of(
        "Le jardin\n=========\n\nBêche : outil à lame plate.\n---\nBinette : outil."
    )
    assert [(one.role, one.level) for one in document.lines] == [
        ("heading", 1),
        ("text", 0),
        ("text", 0),
    ]
    assert len(document.markup) == 2


def test_lines_broken_at_a_width_are_one_paragraph_and_short_lines_are_not() -> None:
    wrapped = (
        "La bêche est un outil à lame plate, muni d'un\n"
        "manche droit, qui sert à retourner la terre du\n"
        "jardin avant les semis.\n"
        "Le râteau est un outil à dents, muni lui aussi\n"
        "d'un long manche.\n"
    )
    found = [" ".join(part.line.text.split()) for part in paragraphs(document_of(wrapped))]
    assert [len(text.split()) for text in found] == [23, 13]
    assert len(paragraphs(document_of("Bêche\noutil plat\nRâteau\noutil à dents\n"))) == 4


@pytest.mark.parametrize(
    ("text", "kind", "head", "definition"),
    [
        ("Bêche : outil", "deux-points", "Bêche", "outil"),
        ("Bêche\u202f: outil", "deux-points", "Bêche", "outil"),
        ("Bêche: outil : plat", "deux-points", "Bêche", "outil : plat"),
        ("Bêche :outil", "deux-points", "Bêche", "outil"),
        ("Bêche (dite : plate) : outil", "deux-points", "Bêche (dite : plate)", "outil"),
        ("Coût/bénéfice : rapport", "deux-points", "Coût/bénéfice", "rapport"),
        ("Grand-voile - voile", "tiret", "Grand-voile", "voile"),
        ("Grand-voile – voile – à bôme", "tiret moyen", "Grand-voile", "voile – à bôme"),
        ("CAP—direction", "tiret long", "CAP", "direction"),
        ("Bêche -> outil", "flèche", "Bêche", "outil"),
        ("Bêche = outil", "égal", "Bêche", "outil"),
        ("Bêche\t\toutil", "tabulation", "Bêche", "outil"),
        ("Bêche | outil", "barre", "Bêche", "outil"),
        ("« Bêche » : outil", "deux-points", "Bêche", "outil"),
        ("Bêche, n. f. : outil", "deux-points", "Bêche", "outil"),
        ("Bêche (n. f.) : outil", "deux-points", "Bêche", "outil"),
        ("3. **Bêche** : outil", "deux-points", "Bêche", "outil"),
        ("**Bêche :** outil", "deux-points", "Bêche", "outil"),
        ("**Bêche** Outil", "deux-points", "Bêche", "Outil"),
    ],
)
def test_a_sign_divides_the_headword_from_the_definition(
    text: str, kind: str, head: str, definition: str
) -> None:
    found = line(text)
    cut = cut_at(found, kind)
    assert cut is not None
    assert (cut.head.text, found.part(cut.begin).text) == (head, definition)


@pytest.mark.parametrize(
    "text",
    [
        "Il existe deux types : les uns et les autres",
        "Rendez-vous à 12:30 sur https://x.org",
        "Exemple : une bêche",
        "Inscrivez-vous : c'est gratuit",
        "Les étapes sont : semer, arroser",
        "**Une bêche** est un outil",
    ],
)
def test_a_sign_in_a_sentence_or_behind_a_label_divides_nothing(text: str) -> None:
    assert cut_at(line(text), "deux-points") is None


def test_more_names_in_bold_and_in_brackets_behind_bold_are_variants() -> None:
    cut = cut_at(line("**CDD** / **CDI** (contrats) : engagement"), "deux-points")
    assert cut is not None
    assert [name.text for name in cut.more] == ["CDI", "contrats"]


def test_what_a_headword_looks_like() -> None:
    assert all(map(may_be_name, ["B2B", "Taux 80/20", ".NET", "Cie.", "À la carte", "Rendez-vous"]))
    assert not any(
        map(
            may_be_name, ["", "…", "Accueil › Blog", "© Jardin", "Outil. Plat", "a " * 11, "(bêche"]
        )
    )


def test_letters_alone_are_no_headword() -> None:
    assert all(map(is_letters, ["A", "— B —", "[C]", "A B C D", "A | B | C", "Lettre D", "X-Z"]))
    assert all(map(is_letters, ["À", "A à C", "0-9 A B C", "## E", "#", "A / B / C / D"]))
    assert not any(
        map(is_letters, ["AB", "B2B", "A bas", "R&D", "B/L", "V.R.M.", "C.D.I.", "C++", "T V A"])
    )


def test_grammar_is_cut_off_and_a_name_that_looks_like_it_is_not() -> None:
    assert head_of(Line(0, 12, "Abats n. m. pl."), 0, 15).text == "Abats"
    assert head_of(Line(0, 11, "Marque N.F."), 0, 11).text == "Marque N.F."


PROSE = """La vie des abeilles est fascinante. Elles vivent en colonie et dansent pour se parler.

Une ruche compte trois castes : la reine, les ouvrières et les mâles.

Le printemps venu, tout s'accélère. Les ouvrières sortent dès que la température le permet.

Attention : les pesticides restent la première menace. Plusieurs pays les ont interdits.

Conclusion : protégeons les abeilles, elles nous le rendront bien."""


def test_prose_with_an_odd_colon_is_no_inline_glossary() -> None:
    document = document_of(PROSE)
    assert "inline" not in [one.reader for one in try_layouts(document, "")]


def test_what_recurs_in_every_entry_is_a_part_of_it() -> None:
    text = "".join(
        f"{name} : outil du jardin numéro {name}.\nPrix moyen : {len(name)} euros.\n"
        for name in ("Arrosoir", "Bêche", "Fourche", "Pelle", "Râteau")
    )
    reading = inline.read(document_of(text), "")
    assert heads(text, reading) == ["Arrosoir", "Bêche", "Fourche", "Pelle", "Râteau"]


def test_a_lost_bullet_loses_no_entry() -> None:
    text = "- Ail : plante.\n- Blé : céréale.\nChou : légume.\n- Daïkon : radis.\n- Épi : tête du blé.\n"
    assert heads(text, inline.read(document_of(text), "")) == [
        "Ail",
        "Blé",
        "Chou",
        "Daïkon",
        "Épi",
    ]


def test_a_table_of_contents_is_no_list_of_entries() -> None:
    names = ["Ancre", "Bouée", "Cargo", "Drisse"]
    entries = "\n\n".join(f"{name}\nObjet qui sert en mer sur un bateau." for name in names)
    text = "Sommaire\n" + "\n".join(names) + "\n\n" + entries
    choice = choose(document_of(text), where="x")
    assert choice.reader.NAME == headword_lines.NAME
    assert heads(text, choice.reading) == names
    assert min(e.headword.start for e in choice.reading.entries if e.headword) > len("Sommaire\n")


def asides(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in document_of(text).lines if one.role == "aside"]


FOOTED = (
    "Abri : toit.\nBac : bateau.\nCap : pointe.\nDru : serré.\n\n{}\n\n"
    "Env : sac.\nFou : oiseau.\nGué : passage.\n\n{}\n"
)


@pytest.mark.parametrize(
    ("first", "second", "running"),
    [
        ("Page 1 of 2", "Page 2 of 2", 0),
        ("- 7 -", "- 8 -", 0),
        ("1/2", "2/2", 0),
        ("Les mots du port – page 1/2", "Les mots du port – page 2/2", 0),
        ("Les mots du port\np. 4", "Les mots du port\np. 5", 2),
        ("Page 1 sur 2", "Page 2 sur 2\nDocument interne – v2", 1),
    ],
)
def test_page_numbers_and_running_lines_are_no_text(first: str, second: str, running: int) -> None:
    found = asides(FOOTED.format(first, second))
    assert [words for words, _ in found] == [*first.split("\n"), *second.split("\n")]
    assert sum(reason == "numéro de page" for _, reason in found) == 2
    assert len(found) == 2 + running


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Page 2", "Ligne"),
        ("Page 4", "Page 2"),
        ("Page 404 : page absente.", "Page 405 : autre page."),
        ("3/8", "3/4"),
        ("Voir page 3", "Lire page 9"),
    ],
)
def test_what_only_looks_like_a_page_number_is_text(first: str, second: str) -> None:
    assert asides(FOOTED.format(first, second)) == []


def test_lines_that_come_back_beside_form_feeds_are_running_lines() -> None:
    assert asides("PORT\n1\nAbri : toit.\nBac : bateau.\n\fPORT\n2\nCap : pointe.\n") == [
        ("PORT", "titre courant, répété de page en page"),
        ("1", "titre courant, répété de page en page"),
        ("PORT", "titre courant, répété de page en page"),
        ("2", "titre courant, répété de page en page"),
    ]
