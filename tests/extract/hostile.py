"""Texts made to be slow to read, each family at any size, and files of each kind that hold them."""

from __future__ import annotations

from collections.abc import Callable

Family = Callable[[int], str]

# Repeated until the text is long enough.
PIECES = {
    "openers of lists": "- ",
    "bullets alone": "-\n",
    "stars": "**",
    "one star": "*",
    "bold left open": "**a ",
    "emphasis left open": "_a *b `c [d](e ",
    "colons": ": ",
    "colons on lines": ": a\n",
    "bars": "| ",
    "rows of bars": "| a | b |\n",
    "rows that widen": "| a ",
    "quotes left open": "« a ",
    "straight quotes left open": 'a "b ',
    "brackets left open": "(",
    "square brackets left open": "[",
    "curly brackets left open": "{",
    "angle brackets left open": "<",
    "nested brackets": "([{«",
    "links left open": "[a](",
    "images left open": "![a](",
    "tags left open": "[vc_toggle title=",
    "tags never closed": '[vc_toggle title="A"]b',
    "tags closed only": "[/vc_toggle]",
    "empty tags": "[x]",
    "tags of HTML": "<p>",
    "comments left open": "<!--",
    "entities": "&quot;",
    "headings": "## ",
    "heading lines": "## A\n\n",
    "headings without text": "#\n",
    "headings that deepen": "# A\n## B\n### C\n#### D\n##### E\n###### F\n",
    "underlined": "A\n---\n",
    "rules": "---\n",
    "quoted": "> ",
    "quoted lines": "> a\n",
    "fences left open": "```\n",
    "fences of glossaries": "```{glossary}\n",
    "directives": ".. glossary::\n",
    "a term and its colon": "T\n: d\n",
    "wiki terms": "; a : b\n",
    "AsciiDoc terms": "a:: ",
    "LaTeX items": "\\item[",
    "LaTeX items closed": "\\item[A] b\n",
    "LaTeX entries": "\\newglossaryentry{",
    "LaTeX references": "\\gls{",
    "numbers": "1. a\n",
    "numbers on a line": "1. a 2. b ",
    "numbers of sections": "1.1 Terme\n",
    "letters": "A\n",
    "capitals": "A B C ",
    "one word": "a",
    "a word and a blank": "a ",
    "blanks": " ",
    "narrow spaces": "\u202f",
    "tabs": "a\t",
    "tabs alone": "\t",
    "short lines": "a\n",
    "blank lines": "\n",
    "carriage returns": "a\r",
    "line separators": "a\u2028",
    "form feeds": "a\f",
    "accents": "e\u0301",
    "accents alone": "\u0301",
    "dashes": "a – ",
    "dashes on lines": "A – b\n",
    "hyphens": "a-",
    "equals": "a = b\n",
    "arrows": "a → b ",
    "headwords all equal": "Terme : une chose qui sert.\n",
    "headwords equal with blank lines": "Terme\n\nUne chose qui sert.\n\n",
    "headwords of signs": "! : une chose qui sert.\n",
    "alternating bullets": "- A : un mot\n* B : un mot\n+ C : un mot\n• D : un mot\n",
    "see": "voir ",
    "see also": "Voir aussi : a, ",
    "see on lines": "A : voir B\n",
    "synonyms": "Synonyme : a, b, c. ",
    "commas": "a, ",
    "slashes": "a / ",
    "semicolons": "a ; ",
    "full stops": ". ",
    "ellipses": "... ",
    "questions": "Qu'est-ce que ",
    "question lines": "Qu'est-ce que le mot ?\n",
    "definition labels": "Définition : x\n",
    "definition labels on a line": "définition ",
    "self-headed": "Le mot est une ",
    "self-headed lines": "Le mot est une chose qui sert.\n",
    "self-headed quotes": "Le mot ou « Word » désigne une chose.\n",
    "Terme Définition": "Terme Définition\n",
    "examples": "Exemple : ",
    "acronyms": "A (B, anglais C) ",
    "acronym lines": "Mot (M, anglais word) : une chose.\n",
    "addresses": "https://a.b/c ",
    "apostrophes": "l'",
    "senses": "1) a ; 2) b ; ",
    "columns of blanks": "a     b\n",
    "grid tables": "+---+---+\n| a | b |\n",
    "simple tables": "=== ===\na   b\n",
    "digits": "1",
    "digits and dots": "1.",
    "parts of speech": "mot n. m. ",
    "line broken words": "mot-\n",
    "zero": "\x00",
    "surrogates of emoji": "👩‍👩‍👧 ",
    "words in no language": "ab cd ef gh ij.\n",
    "dots that lead": "A ......... 3\n",
}


def _repeated(piece: str) -> Family:
    return lambda size: piece * (size // len(piece))


def _counted(line: str, length: int | None = None) -> Family:
    """`line` with a number in place of `{0}`, and the next in place of `{1}`."""
    at_least = length or len(line)

    def made(size: int) -> str:
        return "".join(line.format(n, n + 1) for n in range(size // at_least))

    return made


FAMILIES: dict[str, Family] = {
    **{name: _repeated(piece) for name, piece in PIECES.items()},
    "each refers to the next": _counted("Mot{0} : voir Mot{1}.\n"),
    "each refers to the next, on lines": _counted("## Mot{0}\n\nVoir Mot{1}\n\n"),
    "each is seen with the next": _counted("Mot{0} : une chose qui sert. Voir aussi : Mot{1}.\n"),
    "all refer to one": _counted("Mot{0} : voir Mot0.\n"),
    "each names the next": _counted("Mot{0} (voir Mot{1}) : une chose qui sert.\n"),
    "each has a synonym": _counted("Mot{0} : une chose qui sert. Synonyme : Mot{1}.\n"),
    "distinct headwords": _counted("Mot{0} : une chose qui sert.\n"),
    "distinct headings": _counted("## Mot{0}\n\nUne chose qui sert.\n\n"),
    "distinct paragraphs": _counted("Mot{0}\n\nUne chose qui sert à beaucoup de gens.\n\n"),
    "distinct bold": _counted("**Mot{0}** : une chose qui sert.\n"),
    "distinct toggles": _counted('[vc_toggle title="Mot{0}"]Une chose.[/vc_toggle]\n'),
    "distinct rows": _counted("| Mot{0} | Une chose qui sert. |\n"),
    "distinct tabs": _counted("Mot{0}\tUne chose qui sert.\n"),
    "distinct questions": _counted("Qu'est-ce que Mot{0} ?\nUne chose qui sert.\n\n"),
    "distinct sentences": _counted("Le mot{0} est une chose qui sert à autre chose.\n"),
    "distinct definitions": _counted("Mot{0}\n:   une chose qui sert.\n\n"),
    "one definition of many lines": lambda size: "Mot : une chose\n" + "qui sert\n" * (size // 9),
    "one definition of one line": lambda size: "Mot : une chose " + "qui sert " * (size // 9),
    "one headword of one line": lambda size: "mot " * (size // 4) + ": une chose.\n",
    "a contents and its headings": lambda size: (
        "".join(f"Mot{n}\n" for n in range(size // 40))
        + "".join(f"Mot{n}\nUne chose qui sert.\n" for n in range(size // 40))
    ),
    "deeper and deeper": lambda size: "".join(
        f"{'  ' * n}- a\n" for n in range(int((size) ** 0.5))
    ),
    "numbers that rise": _counted("{0}. a\n"),
    "numbers that rise on a line": _counted("{0}. a "),
    "one opener and many lines": lambda size: '[a title="' + "b\n" * (size // 2),
    "tags nested and closed": lambda size: "[a]" * (size // 7) + "[/a]" * (size // 7),
    "widening rows": lambda size: "".join("|" * n + "\n" for n in range(int((2 * size) ** 0.5))),
    "widening columns": lambda size: "".join("a  " * n + "\n" for n in range(int(size**0.5 / 1.3))),
}


def _around(head: str, line: str, foot: str, name: str) -> tuple[str, Callable[[int], bytes]]:
    body = _counted(line)
    return name, lambda size: (head + body(size) + foot).encode()


_SKOS = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
# Files of each kind, by what is repeated in them; the name of a file and what makes it.
CONTAINED: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "HTML, distinct terms": _around("<dl>", "<dt>Mot{0}<dd>une chose", "</dl>", "a.html"),
    "HTML, headings": _around("<body>", "<h2>Mot{0}</h2><p>une chose", "", "a.html"),
    "HTML, folding": _around(
        "<body>", "<details><summary>Mot{0}</summary>une chose</details>", "", "a.html"
    ),
    "HTML, cells": _around("<table>", "<tr><td>Mot{0}<td>une chose", "</table>", "a.html"),
    "HTML, one wide row": _around("<table><tr>", "<td>Mot{0}", "</table>", "a.html"),
    "HTML, cells over many rows": _around(
        "<table>", '<tr><td rowspan="9999">Mot{0}<td>une chose', "</table>", "a.html"
    ),
    "HTML, links": _around("<body>", '<a href="#{0}">Mot{0}</a> ', "", "a.html"),
    "HTML, many kinds of class": _around("<body>", '<div class="c{0}">Mot</div>', "", "a.html"),
    "HTML, breaks": _around("<body><p>", "<b>Mot{0}</b> : une chose<br>", "", "a.html"),
    "HTML, data": _around(
        '<body><script type="application/ld+json">[',
        '{{"@type":"DefinedTerm","name":"M{0}","description":"une chose"}},',
        "{}]</script><p>Mot",
        "a.html",
    ),
    "CSV, distinct": _around("terme;définition\n", "Mot{0};une chose\n", "", "a.csv"),
    "CSV, one row": _around("terme;définition\n", "Mot{0};", "", "a.csv"),
    "CSV, quotes left open": _around("terme;définition\n", '"Mot{0};une chose\n', "", "a.csv"),
    "JSON, distinct": _around(
        "[", '{{"terme":"Mot{0}","définition":"une chose"}},', "{}]", "a.json"
    ),
    "JSON, by term": _around("{", '"Mot{0}":"une chose qui sert",', '"z":"z"}', "a.json"),
    "JSON lines": _around("", '{{"terme":"Mot{0}","définition":"une chose"}}\n', "", "a.jsonl"),
    "Turtle, related": _around(
        _SKOS, '<a{0}> skos:prefLabel "Mot{0}"@fr ; skos:related <a{1}> .\n', "", "a.ttl"
    ),
    "Turtle, one of many labels": _around(
        f"{_SKOS}<a> skos:prefLabel ", '"Mot{0}"@fr, ', '"z"@fr .', "a.ttl"
    ),
    "Turtle, all of one label": _around(
        _SKOS, '<a{0}> skos:prefLabel "Mot"@fr ; skos:related <a{1}> .\n', "", "a.ttl"
    ),
    "TBX": _around(
        '<?xml version="1.0"?><martif type="TBX"><text><body>',
        '<termEntry><langSet xml:lang="fr"><descrip type="definition">une chose</descrip>'
        "<tig><term>Mot{0}</term></tig></langSet></termEntry>",
        "</body></text></martif>",
        "a.tbx",
    ),
}
