"""Asking SPARQL in the page as a person does, and the answers as Oxigraph in Python gives them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import QuerySolutions, RdfFormat, Store

from pipeline.ask.dataset import Dataset
from pipeline.ask.questions.resolving import resolve
from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.inputs import read_build
from pipeline.publish.wording import Wording
from pipeline.questions import Question, bind, load_questions
from pipeline.questions.question import without_header

from ..browsing import NASTY, Visit
from ..glossary import VOCABULARY, large_glossary, write_build
from .blocks import replaced

pytestmark = pytest.mark.browser
SPACE = "\N{NO-BREAK SPACE}"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The explorer of a glossary of life size, with the project's dataset and its questions."""
    folder = tmp_path_factory.mktemp("ask")
    build = read_build(folder, write_build(folder, large_glossary()), curation=True)
    dataset = (project / "output/relation-client.nq").read_bytes()
    page = explorer_page(
        build, Wording(build.vocabulary, build.graphs["ontology"]), dataset, load_questions(project)
    )
    (folder / "explorer.html").write_text(page, encoding="utf-8", newline="")
    return folder / "explorer.html"


@pytest.fixture(scope="module")
def store(project: Path) -> Store:
    store = Store()
    store.bulk_load(path=project / "output/relation-client.nq", format=RdfFormat.N_QUADS)
    return store


@pytest.fixture
def visit(browser: Browser, file: Path) -> Iterator[Visit]:
    """A visit to the view, where nothing was asked yet."""
    visit = Visit(browser, file)
    visit.page.get_by_role("link", name="Interroger").first.click()
    expect(visit.page.get_by_text(re.compile(r"^Prêt"))).to_be_visible()
    yield visit
    visit.assert_quiet()
    visit.close()


def count(store: Store, query: str) -> int:
    """How many rows, or different statements, Oxigraph in Python answers with."""
    found = store.query(query, use_default_graph_as_union=True)
    return len(list(found) if isinstance(found, QuerySolutions) else set(found))  # type: ignore[arg-type]


def outcome(page: Page) -> str:
    """What is said of the answer, once it is there: "12 lignes en 34 ms"."""
    told = page.locator("#ask").get_by_text(re.compile(r"(lignes?|énoncés?|Réponse) en \d"))
    expect(told).to_be_visible()
    return told.inner_text()


def ask(page: Page, query: str) -> None:
    """Write a query in place of what stands in the editor, and put it."""
    editor = page.get_by_role("textbox", name="Requête SPARQL")
    editor.press("Control+a")
    page.keyboard.insert_text(query)
    editor.press("Control+Enter")


def visit_at(browser: Browser, file: Path, fragment: str) -> Visit:
    visit = Visit(browser, file)
    visit.page.evaluate("(to) => { location.hash = to; }", fragment)
    return visit


def test_a_question_is_found_asked_changed_and_linked(visit: Visit, store: Store) -> None:
    page = visit.page
    page.get_by_role("searchbox", name="Chercher une question").fill("NOMS mot trouve")
    expect(page.get_by_role("status").get_by_text("1 question", exact=True)).to_be_visible()
    page.get_by_role("link", name="Dans quels noms et quelles définitions").click()
    expect(page.locator("#ask .work").get_by_role("heading", level=2)).to_contain_text(
        "un mot se trouve-t-il"
    )
    first = outcome(page)
    field = page.get_by_role("textbox", name="Le mot", exact=False)
    field.fill("client")
    field.press("Enter")
    expect(page.locator("#ask").get_by_text(first)).to_have_count(0)
    assert "p.text=client" in page.url
    shown = outcome(page)
    rows = page.get_by_role("region", name="Lignes de la réponse").get_by_role("row")
    assert shown.startswith(f"{rows.count() - 1} lignes en ")
    expect(rows.nth(1)).to_contain_text(re.compile("client", re.IGNORECASE))
    # Who opens the link sees the same.
    page.reload()
    expect(page.get_by_role("textbox", name="Le mot", exact=False)).to_have_value("client")
    outcome(page)
    expect(rows).to_have_count(int(shown.split()[0]) + 1)
    visit.requests.pop()


def test_a_concept_is_picked_and_a_result_is_a_link(visit: Visit, store: Store) -> None:
    page = visit.page
    page.get_by_role("link", name="Que trouve-t-on sous un terme").click()
    outcome(page)
    box = page.locator("#ask").get_by_role("combobox").first
    box.fill("canal")
    page.get_by_role("option").first.click()
    expect(
        page.locator("#ask").get_by_role("group").get_by_role("link", name="canal")
    ).to_be_visible()
    assert "p.term=canal" in page.url
    outcome(page)
    page.get_by_role("link", name="Quels sont les concepts de tête").click()
    outcome(page)
    table = page.get_by_role("region", name="Lignes de la réponse")
    header = table.get_by_role("columnheader", name="Le concept de tête")
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    names = table.locator("tbody td:first-child").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    page.get_by_role("button", name="Dans le graphe").click()
    expect(page.get_by_role("button", name="Dans le graphe")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="Dans le graphe")).to_be_focused()
    assert "show=graph" in page.url
    expect(page.locator("#ask .shown")).to_contain_text(re.compile(r"\d+ concepts"))
    page.get_by_role("button", name="Tableau").click()
    table.get_by_role("link", name="canal").click()
    expect(page).to_have_url(re.compile(r"#/concept/canal"))
    page.go_back()
    expect(table.get_by_role("link", name="canal")).to_be_visible()


def test_every_question_is_the_one_that_python_asks(
    browser: Browser, file: Path, store: Store, project: Path, tmp_path: Path
) -> None:
    """With every example given, query and number of rows are Python's; in a plain field, as where
    the editor's block is damaged.
    """
    questions, data = load_questions(project), Dataset(store, VOCABULARY)
    broken = damaged(file, "codemirror", tmp_path)
    visit = visit_at(browser, broken, "#/ask")
    field = visit.page.get_by_role("textbox", name="Requête SPARQL")

    def check(question: Question, values: dict[str, str], link: dict[str, str]) -> None:
        address = urlencode({f"p.{name}": value for name, value in link.items()})
        visit.page.evaluate("(to) => { location.hash = to; }", f"#/ask/{question.name}?{address}")
        wanted = bind(question, values)
        expect(field).to_have_value(without_header(wanted))
        unit = "ligne" if question.form == "select" else "énoncé"
        number = count(store, wanted)
        told = f"{number:,}".replace(",", "\u202f") + f" {unit}{'s' if number > 1 else ''}"
        expect(
            visit.page.get_by_role("status").get_by_text(re.compile(rf"^{told} en \d"))
        ).to_be_visible()

    for question in questions:
        examples = {p.name: p.example for p in question.parameters}
        values = resolve(question, examples, data)
        check(question, values, values)
    search = next(q for q in questions if [p.kind for p in q.parameters] == ["text"])
    name = search.parameters[0].name
    for text in [*NASTY, 'a"b\\c', "\t\u00e9\n\r", "\x01\x7f\U0001f600", "$& $1 {x}"]:
        check(search, {name: text}, {name: text})
    visit.assert_quiet()
    visit.close()


def test_an_own_query_is_written_and_what_is_wrong_is_said(visit: Visit, store: Store) -> None:
    page = visit.page
    ask(page, "SELECT DISTINCT ?c WHERE { ?s a ?c } ORDER BY ?c")
    number = count(store, "SELECT DISTINCT ?c WHERE { ?s a ?c }")
    assert outcome(page).startswith(f"{number} lignes")
    assert "q=SELECT+DISTINCT" in page.url
    alert = page.locator("#ask").get_by_role("alert")
    for query, message in {
        "SELECT ?x WHERE {\n  ?x a é }": "Ligne 2, colonne 8",
        "SELECT ?x WHERE { ?x a ?y": "la requête s’arrête trop tôt",
        "SELECT ?x WHERE {\n ?x nul:part ?y }": f"Ligne 2, colonne 5{SPACE}: le préfixe",
        "SELECT * { SERVICE SILENT <https://example.org/> { ?a ?b ?c } }": "appellerait un autre serveur",
        "SELECT * { \\u0053ERVICE <https://example.org/> { ?a ?b ?c } }": "appellerait un autre serveur",
        "PREFIX a: <http://a/>\nINSERT DATA { a:a a:b a:c }": "INSERT modifierait les données",
        f"SELECT * {'{' * 200}{'}' * 200}": "plus de 100 niveaux",
        f"ASK {{}} # {'x' * 20_000}": f"plus de 20{SPACE}000 caractères".replace(
            SPACE, "\u202f", 1
        ),
    }.items():
        ask(page, query)
        expect(alert).to_contain_text(message)
    ask(page, "ASK { ?x skos:prefLabel 'canal'@fr } # SERVICE")
    expect(page.locator("#ask").get_by_text("Oui.")).to_be_visible()
    expect(alert).to_be_hidden()
    ask(page, "SELECT (COUNT(*) AS ?n) FROM <urn:none> { ?a ?b ?c }")
    expect(page.get_by_role("region", name="Lignes").get_by_role("cell")).to_have_text("0")
    ask(page, "SELECT DISTINCT ?g { GRAPH ?g { ?a ?b ?c } }")
    expect(page.get_by_role("status").get_by_text(re.compile(r"^5 lignes en"))).to_be_visible()
    ask(page, "DESCRIBE <https://w3id.org/relation-client/concept/canal>")
    page.get_by_role("button", name="Turtle", exact=True).click()
    text = page.get_by_role("region", name="Turtle").inner_text()
    turtle = Store()
    turtle.load(text, format=RdfFormat.TURTLE)
    described = "DESCRIBE <https://w3id.org/relation-client/concept/canal>"
    assert len(turtle) == count(store, described)


def test_an_endless_query_is_stopped_and_another_is_answered(visit: Visit) -> None:
    page = visit.page
    ask(page, ENDLESS)
    page.get_by_role("button", name="Arrêter").click()
    alert = page.locator("#ask").get_by_role("alert")
    expect(alert).to_have_text("La requête a été arrêtée.")
    ask(page, "SELECT (1 AS ?one) {}")
    assert outcome(page).startswith("1 ligne ")
    ask(page, ENDLESS)
    expect(page.get_by_role("button", name="Arrêter")).to_be_visible()
    page.keyboard.press("Escape")
    expect(alert).to_have_text("La requête a été arrêtée.")
    # A question chosen meanwhile takes its place.
    ask(page, ENDLESS.replace("?n", "?m"))
    page.get_by_role("link", name="Que veulent dire les sigles").click()
    outcome(page)
    expect(alert).to_be_hidden()


def test_a_query_has_a_minute(visit: Visit) -> None:
    page = visit.page
    visit.is_own = True
    page.clock.install()
    ask(page, ENDLESS)
    page.clock.run_for(1_000)
    stop = page.get_by_role("button", name="Arrêter")
    expect(stop).to_be_visible()
    page.clock.fast_forward(57_000)
    expect(stop).to_be_visible()
    page.clock.fast_forward(3_000)
    alert = page.locator("#ask").get_by_role("alert")
    expect(alert).to_contain_text("arrêtée après 60 secondes")


def test_a_long_answer_is_cut_and_taken_along_as_csv(visit: Visit) -> None:
    page = visit.page
    ask(page, "SELECT ?s ?p ?o { ?s ?p ?o . ?x ?y ?z }")
    assert re.match(r"10.000 lignes en", outcome(page))
    expect(page.get_by_text("seules ses 10 000 premières lignes")).to_be_visible()
    rows = page.get_by_role("region", name="Lignes de la réponse").locator("tbody tr")
    expect(rows).to_have_count(1000)
    page.get_by_role("button", name=re.compile(r"^Montrer 1.000 lignes de plus")).click()
    expect(rows).to_have_count(2000)
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    assert "10000-premieres-lignes" in taken.value.suggested_filename
    ask(
        page,
        'SELECT * { VALUES (?a ?b) { ("=1+1" -2) ("d\'un \\"x\\", y\\nz" "é"@fr) (UNDEF <http://e/>) } }',
    )
    outcome(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    content = Path(taken.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfa,b\r\n")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["a", "b"],
        [" =1+1", "-2"],
        ['d\'un "x", y\nz', "é"],
        ["", "http://e/"],
    ]


def test_the_keyboard_leaves_the_editor_and_prefixes_are_declared(visit: Visit) -> None:
    page = visit.page
    ask(page, "SELECT ?a { ?a skos:related ?b } LIMIT 1")
    outcome(page)
    page.get_by_role("button", name="Déclarer les préfixes").click()
    editor = page.get_by_role("textbox", name="Requête SPARQL")
    expect(editor).to_contain_text("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>")
    editor.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Poser la question")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(editor).to_be_focused()


def damaged(file: Path, block: str, folder: Path) -> Path:
    """The page with a block in which nothing can be read."""
    page = replaced(file.read_text(encoding="utf-8"), block, "AAAA")
    (folder / "explorer.html").write_text(page, encoding="utf-8", newline="")
    return folder / "explorer.html"


@pytest.mark.parametrize("block", ["wasm", "dataset", "worker", "questions"])
def test_a_damaged_block_is_said_and_the_rest_works(
    block: str, browser: Browser, file: Path, tmp_path: Path
) -> None:
    visit = visit_at(browser, damaged(file, block, tmp_path), "#/ask")
    alert = visit.page.locator("#ask").get_by_role("alert")
    expect(alert).to_contain_text(f"(bloc «{SPACE}{block}{SPACE}»)")
    visit.page.evaluate("() => { location.hash = '#/concept/canal'; }")
    expect(visit.page.locator("#card")).to_be_visible()
    visit.assert_quiet()
    visit.close()


@pytest.mark.parametrize(
    ("without", "message"),
    [
        ("WebAssembly", "n’exécute pas WebAssembly"),
        ("Worker", "n’a pas laissé démarrer le moteur"),
    ],
)
def test_a_browser_that_lacks_something_says_so(
    without: str, message: str, browser: Browser, file: Path
) -> None:
    visit = Visit(browser, file)
    visit.page.evaluate(f"() => {{ delete globalThis.{without}; }}")
    visit.page.evaluate("() => { location.hash = '#/ask/sigles'; }")
    expect(visit.page.locator("#ask").get_by_role("alert")).to_contain_text(message)
    expect(visit.page.get_by_role("link", name="Que veulent dire les sigles")).to_be_visible()
    visit.assert_quiet()
    visit.close()


def test_a_link_to_no_question_and_to_a_wrong_value_says_so(browser: Browser, file: Path) -> None:
    visit = visit_at(browser, file, "#/ask/pas-une-question")
    alert = visit.page.locator("#ask").get_by_role("alert")
    expect(alert).to_contain_text("Aucune question ne s’appelle")
    visit.page.evaluate("() => { location.hash = '#/ask/specifiques?p.depth=beaucoup'; }")
    expect(alert).to_contain_text("n’est pas un nombre")
    visit.page.evaluate("() => { location.hash = '#/ask/specifiques?p.depth=1&lang=en'; }")
    expect(visit.page.locator("#ask .work").get_by_role("heading", level=2)).to_contain_text(
        "What stands under a term"
    )
    expect(visit.page.locator("#ask")).to_contain_text(re.compile(r"rows? in \d"))
    assert visit.complaints == []
    visit.close()
