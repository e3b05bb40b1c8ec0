"""HTML: pages opened into lines with roles, on small pieces written here."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import pytest

from pipeline.errors import SourceError
from pipeline.extract.containers import html
from pipeline.extract.document import Document, Line


def opened(page: str | bytes) -> Document:
    content = page.encode("utf-8") if isinstance(page, str) else page
    return html.open(content, where="page.html", language="fr")


def lines(page: str | bytes) -> list[tuple[str, str]]:
    return [(line.role, line.text) for line in opened(page).lines]


def line(page: str, text: str) -> Line:
    return next(one for one in opened(page).lines if one.text == text)


def kept(page: str) -> list[str]:
    return [one.text for one in opened(page).body]


PROSE = "<p>La bêche est un outil à lame plate qui sert à retourner la terre.</p>" * 3


def test_every_word_of_the_text_is_in_a_line_and_lines_do_not_overlap() -> None:
    document = opened(
        f"<nav>Menu</nav><h1>Lexique</h1><dl><dt>A<dd>b<br>c</dl>{PROSE}<table><tr><td>x<td>y</table>"
    )
    for one in document.lines:
        assert document.text[one.start : one.end] == one.text
    assert all(one.end <= other.start for one, other in pairwise(document.lines))
    rest = list(document.text)
    for one in document.lines:
        rest[one.start : one.end] = " " * len(one.text)
    assert not "".join(rest).strip()


def test_inline_tags_entities_and_characters_nobody_sees_do_not_split_words() -> None:
    assert lines(
        "<p>Le <b>C</b>R<i>M</i>, c&rsquo;est l&#39;&shy;ou\u200btil&nbsp;: <span>v</span>rai &amp; s&ucirc;r<!-- x --> &lt;1</p>"
    ) == [("text", "Le CRM, c’est l'outil\u00a0: vrai & sûr <1")]


def test_letters_whose_accents_stand_apart_are_composed() -> None:
    assert lines("<p>e&#769;tiage</p>") == [("text", "étiage")]


def test_a_line_break_ends_a_line_and_a_paragraph_sets_apart() -> None:
    document = opened("<p>un<br>deux</p><p>trois</p>")
    assert document.text == "un\ndeux\n\ntrois\n"


def test_a_line_break_does_not_divide_a_heading() -> None:
    assert lines("<h2>Taux<br>d'usure</h2>") == [("heading", "Taux d'usure")]


def test_terms_that_share_descriptions_are_one_record() -> None:
    page = "<dl><div><dt>A<dt>B<dd><p>un<p>deux</div><dt>C<dd>trois<dd>quatre</dl><dl><dd>cinq</dl>"
    document = opened(page)
    rows = [(one.role, one.text, one.row) for one in document.lines]
    assert rows == [
        ("term", "A", 1),
        ("term", "B", 1),
        ("description", "un", 1),
        ("description", "deux", 1),
        ("term", "C", 2),
        ("description", "trois", 2),
        ("description", "quatre", 2),
        ("description", "cinq", 2),
    ]


def test_an_abbreviation_that_is_the_whole_term_brings_its_expansion() -> None:
    page = '<dl><dt><abbr title="Taux effectif global">TEG</abbr><dd>Un taux.<dt>Le <abbr title="x y">XY</abbr><dd>Deux.</dl>'
    assert lines(page)[:2] == [("term", "TEG"), ("variant", "Taux effectif global")]
    assert ("variant", "x y") not in lines(page)


def test_numbers_of_ordered_lists_stand_in_the_text_as_a_person_sees_them() -> None:
    page = "<dl><dt>A<dd><ol start=2><li><p>un<li>deux</ol></dl><ol><li>x<ul><li>y</ul><li>z</ol><ol type=a><li>w</ol>"
    assert [text for _, text in lines(page)] == ["A", "2. un", "3. deux", "1. x", "y", "2. z", "w"]
    assert (line(page, "1. x").marker, line(page, "y").level) == (3, 2)


def test_what_follows_in_an_item_is_text() -> None:
    assert lines("<ul><li><p>un<p>deux<li>trois</ul>") == [
        ("item", "un"),
        ("text", "deux"),
        ("item", "trois"),
    ]


def test_bold_at_the_beginning_is_counted_by_tag_and_by_style() -> None:
    page = "<p><b>Ta</b><strong>lus</strong> : pente.</p><p><span style='font-weight:700'>Berge</span> bord.</p><p>un <b>mot</b></p><p><b style='font-weight:normal'>Docs</b></p><p><dfn>Lit</dfn> : fond</p>"
    assert [one.strong for one in opened(page).lines] == [5, 5, 0, 0, 3]


@pytest.mark.parametrize(
    "title",
    [
        "<details><summary>Foc</summary><p>{}</p></details>",
        '<h2 class="accordion-header"><button class="accordion-button" data-bs-toggle="collapse" data-bs-target="#c" aria-expanded="false">Foc</button></h2><div id="c" class="collapse" style="display:none"><p>{}</p></div>',
        '<h5 class="et_pb_toggle_title">Foc</h5><div class="et_pb_toggle_content" style="display:none"><p>{}</p></div>',
        '<h3 class="ui-accordion-header" role="tab" aria-controls="u">Foc</h3><div id="u" role="tabpanel" aria-hidden="true"><p>{}</p></div>',
        '<button aria-expanded="false" aria-controls="z">Foc</button><section id="z" hidden><p>{}</p></section>',
        '<div class="faq-question">Foc</div><div class="faq-answer" hidden><p>{}</p></div>',
        '<ul role="tablist"><li><a role="tab" href="#p">Foc</a></li><li><a role="tab" href="#q">Spi</a></li></ul><div id="p"><p>{}</p></div><div id="q" hidden></div>',
    ],
    ids=["details", "bootstrap", "divi", "jquery-ui", "aria", "faq", "tabs"],
)
def test_a_section_that_folds_is_a_summary_and_its_panel_though_it_is_closed(title: str) -> None:
    found = lines(title.format("Voile d'avant."))[:2]
    assert found == [("summary", "Foc"), ("text", "Voile d'avant.")]


def test_what_no_person_sees_is_no_text() -> None:
    page = "<script>a</script><style>b</style><noscript>c</noscript><template>d</template><p hidden>e</p><p style='color:red; DISPLAY : none'>f</p><i aria-hidden=true>g</i><p>vu</p><select><option>h</select><svg><title>i</title></svg>"
    assert lines(page) == [("text", "vu")]


def test_a_table_of_data_has_headers_and_cells_with_their_columns() -> None:
    page = "<table><tr><th>Terme<th>Sens<tr><td colspan=2>A<tr><td rowspan=2>Un<td>deux<tr><td>trois</table>"
    found = [(one.role, one.text, one.level) for one in opened(page).lines]
    assert found == [
        ("header", "Terme", 0),
        ("header", "Sens", 1),
        ("heading", "A", 6),
        ("cell", "Un", 0),
        ("cell", "deux", 1),
        ("cell", "trois", 1),
    ]
    rows = [one.row for one in opened(page).lines if one.role == "cell"]
    assert rows[0] == rows[1] != rows[2]


def test_a_table_that_lays_out_the_page_is_text_and_the_one_in_it_holds_data() -> None:
    page = "<table><tr><td>menu<td><h2>Sigles</h2><table><tr><td>AVC<td>attaque<tr><td>ECG<td>tracé<tr><td>IRM<td>image</table></table>"
    assert [role for role, _ in lines(page)] == ["text", "heading", *["cell"] * 6]


def test_absurd_spans_of_cells_are_bounded() -> None:
    page = "<table><tr><td colspan=99999999>a<td rowspan=-3>b<tr><td colspan=x>c<td>d<tr><td>e<td>f</table>"
    assert [one.level for one in opened(page).lines] == [0, 1, 0, 1, 0, 1]


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        ("<nav><a href=/a>Plants</a></nav>", "menu de navigation"),
        ("<div role=navigation>Plants</div>", "menu de navigation"),
        ("<header><p>Plants</p></header>", "en-tête de la page"),
        ("<footer><p>Plants</p></footer>", "pied de page"),
        ("<aside><p>Plants</p></aside>", "colonne latérale"),
        ("<div id='cookie-notice'>Plants</div>", "bandeau de cookies"),
        ("<ol class=breadcrumb><li>Plants</ol>", "fil d'Ariane"),
        ("<div class=sharedaddy>Plants</div>", "boutons de partage"),
        ("<div class=related-posts>Plants</div>", "articles liés"),
        ("<section id=comments>Plants</section>", "commentaires de lecteurs"),
        ("<div id=toc>Plants</div>", "table des matières"),
        ("<p>A | B | C | D | E | F</p>", "barre de lettres"),
        ("<ul><li><a href=#a>A</a><li><a href=#b>B</a><li><a href=#c>C</a></ul>", "liste de liens"),
        ("<div class=pagination>Plants</div>", "pagination"),
        ("<div class=newsletter-box>Plants</div>", "inscription à une lettre d'information"),
        ("<form><p>Plants</p></form>", "formulaire"),
        ("<p><a href=/1>un</a> <a href=/2>deux</a> <a href=/3>trois</a></p>", "ligne de liens"),
        ("<div><a href=/1>u</a></div>" * 4, "lien répété dans la page"),
        ("".join(f"<div><a href=/{n}>lien {n}</a></div>" for n in range(4)), "suite de liens"),
    ],
)
def test_furniture_is_an_aside_and_says_why(piece: str, reason: str) -> None:
    document = opened(f"<body>{piece}<main>{PROSE}</main></body>")
    asides = [one for one in document.lines if one.role == "aside"]
    assert {one.reason for one in asides} == {reason}
    assert len(document.body) == 3


@pytest.mark.parametrize(
    "frame",
    [
        "<aside>{}</aside>",
        "<header>{}</header>",
        "<form>{}</form>",
        "<div class=footer-glossary>{}</div>",
        "<div class='sidebar'>{}</div>",
        "<div class='related'>{}</div>",
        "<footer><h2>Lexique</h2>{}</footer>",
    ],
)
def test_a_glossary_is_kept_whatever_holds_it(frame: str) -> None:
    terms = "<dl><dt><a href=/a>Talus</a><dd>Pente de terre au bord d'un chemin.<dt><a href=/b>Berge</a><dd>Bord d'un cours d'eau.</dl>"
    page = f"<p>Un mot d'accueil.</p>{frame.format(terms)}<nav><a href=/>Accueil</a></nav>"
    assert {
        "Talus",
        "Pente de terre au bord d'un chemin.",
        "Berge",
        "Bord d'un cours d'eau.",
    } <= set(kept(page))


def test_links_to_entries_below_see_also_are_no_menu() -> None:
    links = "<ul><li><a href=#a>Talus</a><li><a href=#b>Berge</a><li><a href=#c>Lit</a></ul>"
    assert "Talus" in kept(f"{PROSE}<p>Voir aussi :</p>{links}")
    assert "Talus" not in kept(f"{PROSE}<p>Nos produits :</p>{links}")


def test_what_comes_with_every_entry_is_part_of_it() -> None:
    page = "".join(
        f"<article><header><h3>{t}</h3></header><p>Pente de terre.</p></article>" for t in "AB"
    )
    assert kept(page + PROSE)[:4] == ["A", "Pente de terre.", "B", "Pente de terre."]


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def term(name: str, description: str, **more: object) -> dict[str, object]:
    return {"@type": "DefinedTerm", "name": name, "description": description, **more}


def test_terms_in_json_ld_are_records() -> None:
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "Site"},
            {
                "@type": "DefinedTermSet",
                "name": "Mots",
                "hasDefinedTerm": [
                    term(
                        "Talus",
                        "<p>Pente &amp; bord.</p><p>Suite.</p>",
                        alternateName=["Berme"],
                        termCode="T1",
                        seeAlso="Berge",
                    ),
                    term("Lit", "Fond."),
                ],
            },
        ]
    }
    assert lines(ld(data) + "<p>Accueil</p>") == [
        ("text", "Accueil"),
        ("term", "Talus"),
        ("variant", "Berme"),
        ("variant", "T1"),
        ("description", "Pente & bord."),
        ("description", "Suite."),
        ("see", "Berge"),
        ("term", "Lit"),
        ("description", "Fond."),
    ]


def test_broken_json_ld_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type":"DefinedTerm","name":</script>'
    deep = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    assert lines(f"{broken}{deep}<p>vu</p>") == [("text", "vu")]


def test_terms_in_json_ld_and_on_the_page_come_once_the_fuller_kept() -> None:
    words = (
        "Pente de terre ou de pierres qui borde un chemin, une route ou un fossé, souvent enherbée."
    )
    data = [term("Talus", words), term("Lit", words.upper())]
    whole = f"<h3>Talus</h3><p>{words}</p><h3>Lit</h3><p>{words.upper()}</p>"
    short = (
        f"<h3>Talus</h3><p>{words[:40]}…</p><h3>Lit</h3><p>{words.upper()[:40]}…</p><p>Autre.</p>"
    )
    document = opened(ld(data) + whole)
    assert [one.role for one in document.lines] == ["heading", "text"] * 2
    assert document.notes == ["2 termes des données JSON-LD se lisent aussi dans la page"]
    found = lines(ld(data) + short)
    assert [role for role, _ in found] == ["aside"] * 4 + ["text"] + ["term", "description"] * 2


def test_questions_in_json_ld_count_where_no_term_is_described() -> None:
    faq = {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Qu'est-ce qu'un talus ?",
                "acceptedAnswer": {"@type": "Answer", "text": "Une pente."},
            }
        ],
    }
    assert lines(ld(faq)) == [("term", "Qu'est-ce qu'un talus ?"), ("description", "Une pente.")]
    assert lines(ld([faq, term("Lit", "Fond.")])) == [("term", "Lit"), ("description", "Fond.")]


def test_terms_in_microdata_are_records() -> None:
    page = '<div itemscope itemtype="https://schema.org/DefinedTermSet"><h1 itemprop=name>Mots</h1><p itemprop=hasDefinedTerm itemscope itemtype="https://schema.org/DefinedTerm"><b itemprop=name>Talus</b> : <span itemprop=description>pente de <i>te</i>rre.</span><meta itemprop=alternateName content=Berme></p></div>'
    assert lines(page) == [
        ("heading", "Mots"),
        ("term", "Talus"),
        ("description", "pente de terre."),
        ("variant", "Berme"),
    ]


def test_a_page_says_its_title_publisher_address_language_and_date() -> None:
    page = "<html lang=fr-CH><head><title>Mots | Site</title><meta property=og:title content='Mots de l&#39;eau'><meta property=og:site_name content=Site><link rel=canonical href=https://ex.org/mots><meta property=article:modified_time content=2024-03-02T10:00></head><body><p>x</p></body>"
    said = opened(page).metadata
    assert (said.title, said.publisher, said.url, said.language, said.date) == (
        "Mots de l'eau", "Site", "https://ex.org/mots", "fr-CH", "2024-03-02",
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "<meta charset=iso-8859-1><p>l’été</p>".encode("cp1252"),
        '<meta http-equiv=Content-Type content="text/html; charset=windows-1252"><p>l’été</p>'.encode(
            "cp1252"
        ),
        "<meta charset=iso-8859-1><p>l’été</p>".encode(),
        "\ufeff<meta charset=iso-8859-1><p>l’été</p>".encode(),
        "<p>l’été</p>".encode("utf-16"),
    ],
    ids=["meta", "http-equiv", "meta that lies", "mark of UTF-8", "UTF-16"],
)
def test_the_encoding_is_that_of_its_mark_then_the_declared_one_if_it_holds(content: bytes) -> None:
    assert lines(content) == [("text", "l’été")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<!DOCTYPE html><p>x", "page.txt"),
        ("<HTML><BODY>x", "page"),
        (
            '<?xml version="1.0"?>\n<!-- c -->\n<html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>',
            "p.xhtml",
        ),
        ("<dl><dt>A</dt><dd>un mot</dd><dt>B</dt><dd>deux</dd></dl>", "f.txt"),
        ("<p>un paragraphe\n<p>un autre\n<p>un troisième\n<p>fin", "f.txt"),
        ("<b>A</b> : un<br>\n<b>B</b> : deux<br>\n<b>C</b> : trois<br>\n<b>D</b> : q<br>", "f.txt"),
        ('[t title="A"]<p>un</p>[/t]\n[t title="B"]deux&nbsp;[/t]', "dump.txt"),
        ("Un mot <b>gras</b>.", "page.html"),
    ],
)
def test_html_is_known_by_what_it_holds(text: str, name: str) -> None:
    assert html.sniff(text.encode(), name) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "La balise <b> met en gras, <i> en italique et <p> ouvre un paragraphe.\nFin.",
        "# Lexique\n\n## Talus\n\nPente<br>de terre.\n\n<details><summary>Plus</summary>\n\nTexte.\n\n</details>\n",
        "**Talus** : pente de terre.<br>\n**Lit** : fond d'une rivière.\n",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<http://ex.org/a> a skos:Concept .",
        "<http://ex.org/a> <http://ex.org/p> <http://ex.org/b> .",
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="x"><p>a</p><p>b</p></rdf:RDF>',
        "<rdf:RDF><p>a</p><p>b</p></rdf:RDF>",
        '<tbx type="TBX-Basic"><text><body><p>a</p><p>b</p></body></text></tbx>',
        '<svg xmlns="x"><p>a</p><p>b</p></svg>',
        '{"a": "<p>un</p><p>deux</p>"}',
        "MIME-Version: 1.0\nContent-Type: multipart/related\n\nrien",
        '[t title="A"]un[/t]\n[t title="B"]deux[/t]',
        "taux < 5 % et > 3 %, a<b>c, x<y>z",
    ],
)
def test_what_is_no_html_is_not_taken_for_it(text: str) -> None:
    assert html.sniff(text.encode(), "texte.txt") < 0.5


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x",
        "<" * 1_000_000 + "<p>x",
        "&amp;" * 200_000,
        "<p>x<b>y" * 10_000,
        "<a " + " ".join(f"x{n}=1" for n in range(50_000)) + ">x",
        "<ul><li>x" * 900,
        "<table><tr><td>" * 600 + "x",
        '<a "' * 100_000 + ">x",
        "<dt>x<dd>y" * 10_000,
    ],
    ids=[
        "nested",
        "angles",
        "entities",
        "unclosed",
        "attributes",
        "lists",
        "tables",
        "quotes",
        "dl",
    ],
)
def test_hostile_pages_are_opened_or_refused_in_bounded_time(page: str) -> None:
    begun = time.process_time()
    html.sniff(page.encode(), "page.html")
    try:
        assert opened(page).lines
    except SourceError as error:
        assert "page.html" in str(error)
    # A bound against quadratic growth, many times what the slowest takes.
    assert time.process_time() - begun < 60


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match=r"page\.html: the page holds no text"):
        opened("<html><body><script>x</script></body></html>")
