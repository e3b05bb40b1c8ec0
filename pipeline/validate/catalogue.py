"""shapes/README.md: every check in words, as the shapes files say it.

`python -m pipeline.validate.catalogue` writes the page anew; a test fails where it is stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from pipeline.files import write_text
from pipeline.turtle import load_turtle
from pipeline.validate.findings import ARROW
from pipeline.validate.shapes import Check, Program, Shapes, load_all_shapes
from pipeline.vocabulary import DCTERMS

INTRODUCTION = """\
# The checks

<!-- Written by `python -m pipeline.validate.catalogue` from the shapes files. Do not edit. -->

Every rule that Glossograph checks a vocabulary by, as the SHACL files of this folder say it. They
are the only place where a rule is written; to change one, edit its shape. A *violation* breaks a
rule and stops a build, a *warning* is a likely fault, an *info* is a remark. In what is said,
`this` stands for what the finding is about, `value` for what is wrong with it, `path` for the
property.
"""

# Shapes file -> when it runs.
RUNS = {
    "skos-integrity": "`--profile skos`, and within `vocabulary`",
    "vocabulary": "`--profile vocabulary`",
    "evidence": "the project's own build only: other people's files have no evidence",
    "quality": "`--profile quality`",
    "import": "`--profile import`, or `--for` one program",
    "vocpub": "`--profile quality`",
}


def catalogue(folder: Path) -> str:
    """The page, in Markdown, of the shapes files of a folder.

    Raises ConfigurationError where a shapes file is missing or unusable.
    """
    files = load_all_shapes(folder)
    blocks = [INTRODUCTION, _contents(files)]
    for file in files:
        blocks.append(f"## {_title(file.path)}\n\n`{file.name}.ttl`: {RUNS[file.name]}.\n")
        blocks += [_program(name, program) for name, program in sorted(file.programs.items())]
        blocks += [_check(check) for check in sorted(file.checks.values(), key=_natural)]
    return "\n".join(blocks)


def _contents(files: Iterable[Shapes]) -> str:
    rows = [
        f"| [{_title(file.path)}](#{_anchor(_title(file.path))}) | `{file.name}.ttl` "
        f"| {len(file.checks)} | {RUNS[file.name]} |"
        for file in files
    ]
    return "\n".join(["| | file | checks | run by |", "|---|---|---|---|", *rows, ""])


def _title(path: Path) -> str:
    """The English title that a shapes file gives itself."""
    return next(
        t.object.value
        for t in load_turtle(path)
        if t.predicate == NamedNode(f"{DCTERMS}title")
        and isinstance(t.object, Literal)
        and t.object.language == "en"
    )


def _anchor(heading: str) -> str:
    """The fragment that Markdown viewers give a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _natural(check: Check) -> list[tuple[int, str]]:
    """S9 before S13."""
    return [(int(part or 0), "") if part.isdigit() else (0, part) for part in _parts(check.name)]


def _parts(name: str) -> list[str]:
    return re.split(r"(\d+)", name)


def _check(check: Check) -> str:
    wrong, _, remedy = check.messages["en"].partition(ARROW)
    links = [f"[{_clause(link)}]({link})" for link in check.clauses]
    facts = [f"**{check.severity}**", *links, *check.sources_in("en")]
    if check.importers:
        facts.append("for " + ", ".join(sorted(check.importers)))
    if check.restates:
        known = ", ".join(f"`{iri.rpartition('#')[2]}`" for iri in check.restates)
        facts.append(f"not shown where {known} says so already")
    lines = [
        f"### {check.name}",
        "",
        f"**{check.names['en']}** / *{check.names['fr']}*  ",
        f"{' · '.join(facts)}",
        "",
        f"{_plain(wrong)} *{_plain(remedy)}*",
    ]
    if "en" in check.comments:
        lines += ["", f"> {check.comments['en']}"]
    return "\n".join([*lines, ""])


def _program(name: str, program: Program) -> str:
    checks = ", ".join(f"`{iri.rpartition('#')[2]}`" for iri in program.checks)
    known = f"{program.names['en']}** (`--for {name}`). {program.comments['en']}"
    return f"- **{known}{f' Checks: {checks}.' if checks else ''}\n"


def _clause(link: str) -> str:
    """What a link is called: the number of its clause, or the last part of its address."""
    return re.split(r"[#/]", link.rstrip("/"))[-1]


def _plain(message: str) -> str:
    """A message with its placeholders as words."""
    return re.sub(r"\{[?$](\w+)\}", r"`\1`", message)


if __name__ == "__main__":
    SHAPES = Path(__file__).parents[2] / "shapes"
    write_text(SHAPES / "README.md", catalogue(SHAPES))
