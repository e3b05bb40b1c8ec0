"""Read the questions of a project: ontology/competency/*.rq, each checked as it is read."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from pipeline.errors import ConfigurationError, StageError
from pipeline.questions.binding import bind
from pipeline.questions.header import Header, read_header
from pipeline.questions.question import VALUES, Question
from pipeline.sparql import refuse
from pipeline.vocabulary import Vocabulary, load_vocabulary

FOLDER = Path("ontology/competency")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# How a file names the base of the vocabulary that it was written for, or its ontology.
_BASE = re.compile(
    r"^PREFIX (?:v: <(https?://[^>]*/)>|[a-z][\w-]*: <(https?://[^>]*/)ontology#>)", re.MULTILINE
)
_LANGUAGE = re.compile(r'(\bLANG\(\?\w+\) = )"fr"')


@cache
def themes() -> dict[str, tuple[str, str]]:
    """The themes of the questions, in order: what each is called in French and in English."""
    text = files("pipeline.questions").joinpath("themes.toml").read_text(encoding="utf-8")
    return {theme: (french, english) for theme, (french, english) in tomllib.loads(text).items()}


def load_questions(project: Path) -> list[Question]:
    """All questions of a project, by theme and name.

    Raises ConfigurationError, with file and line, where one cannot be used.
    """
    vocabulary = _vocabulary(project)
    questions = [_question(path, vocabulary) for path in sorted((project / FOLDER).glob("*.rq"))]
    order = list(themes())
    return sorted(questions, key=lambda question: (order.index(question.theme), question.name))


def load_question(project: Path, name: str) -> Question:
    """One question by its name; raises StageError, with the nearest names, where there is none."""
    paths = {path.stem: path for path in sorted((project / FOLDER).glob("*.rq"))}
    if name not in paths:
        close = get_close_matches(name, paths, n=3, cutoff=0.5)
        raise StageError(
            f"no question is called `{name}`",
            remedy=f"the nearest names are {', '.join(close)}"
            if close
            else "`glossograph query --list` shows them all",
        )
    return _question(paths[name], _vocabulary(project))


def _vocabulary(project: Path) -> Vocabulary:
    return load_vocabulary(project / "ontology" / "vocabulary.toml")


def _question(path: Path, vocabulary: Vocabulary) -> Question:
    """A question from its file, made to follow the vocabulary's base and language."""
    where = str(path)
    if not _SLUG.fullmatch(path.stem):
        raise ConfigurationError(
            f"`{path.stem}` is no name of a question",
            where=where,
            remedy="write lower-case letters, digits and hyphens",
        )
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"the file is not UTF-8 (byte {error.start})", where=where, remedy="save it as UTF-8"
        ) from None
    header = read_header(text, where, list(themes()))
    form, variables = _parsed(text, where)
    _compare(header, text, form, variables, where)
    question = Question(
        path.stem,
        header.texts["theme"],
        header.texts["fr"],
        header.texts["en"],
        "select" if form is ox.QuerySolutions else "construct",
        [parameter for _, parameter in header.parameters],
        [column for _, column in header.columns],
        _following(text, vocabulary),
    )
    _check_examples(header, question, where)
    return question


def _following(text: str, vocabulary: Vocabulary) -> str:
    """A query for this vocabulary: a file that came from another project has that one's base, and
    French for its language.
    """
    if found := _BASE.search(text):
        text = text.replace(f"<{found[1] or found[2]}", f"<{vocabulary.base}")
    return _LANGUAGE.sub(lambda found: f'{found[1]}"{vocabulary.language}"', text)


def _parsed(text: str, where: str) -> tuple[type, list[str]]:
    """The form of a query, and its variables in order, as Oxigraph reads them without our help."""
    try:
        refuse(text)
        result = ox.Store().query(text)
    except StageError as error:
        raise ConfigurationError(error.what, where=where, remedy=error.remedy) from None
    except SyntaxError as error:
        problem = str(error).splitlines()[0].split(": expected one of ")[0]
        place = re.match(r"error at (\d+):\d+(?:: )?", problem)
        raise ConfigurationError(
            f"not a SPARQL query: {problem[place.end() :] if place else problem}".rstrip(": "),
            where=f"{where}:{place[1]}" if place else where,
            remedy="correct it; every prefix must be declared",
        ) from None
    if isinstance(result, ox.QuerySolutions):
        return ox.QuerySolutions, [variable.value for variable in result.variables]
    if isinstance(result, ox.QueryBoolean):
        raise ConfigurationError(
            "a question is answered with rows or statements, not with yes or no",
            where=where,
            remedy="write SELECT or CONSTRUCT",
        )
    return ox.QueryTriples, []


def _compare(header: Header, text: str, form: type, variables: list[str], where: str) -> None:
    """Hold the header to the query: the columns in order, and a place for each parameter."""
    columns = [column.name for _, column in header.columns]
    if columns != variables:
        line = header.columns[0][0] if header.columns else 1
        wanted = " ".join(f"?{name}" for name in variables) or "no columns"
        raise ConfigurationError(
            "the header does not name the columns of the query, in their order",
            where=f"{where}:{line}",
            remedy=f"the query gives {wanted}",
        )
    places = [found[1] for found in VALUES.finditer(text)]
    for line, parameter in header.parameters:
        if places.count(parameter.name) != 1:
            raise ConfigurationError(
                f"`${parameter.name}` has {places.count(parameter.name)} places in the query",
                where=f"{where}:{line}",
                remedy=f"write `VALUES ${parameter.name} {{ … }}` on one line, once",
            )
    for found in VALUES.finditer(text):
        known = {parameter.name: parameter.required for _, parameter in header.parameters}
        at = f"{where}:{text.count(chr(10), 0, found.start()) + 1}"
        if found[1] not in known:
            raise ConfigurationError(
                f"the header describes no `${found[1]}`",
                where=at,
                remedy=f"add `# ${found[1]} kind example` to it",
            )
        if known[found[1]] == (found[2] == "UNDEF"):
            raise ConfigurationError(
                f"`${found[1]}` is needed, and has no example"
                if known[found[1]]
                else f"`${found[1]}?` may be left out, and has a value",
                where=at,
                remedy="UNDEF stands for a parameter that may be left out, and for no other",
            )


def _check_examples(header: Header, question: Question, where: str) -> None:
    """Hold the examples to their kinds; names are looked up in a dataset, and that is a test's."""
    for line, parameter in header.parameters:
        if parameter.kind not in ("concept", "class", "source"):
            alone = Question(question.name, "", "", "", "select", [parameter], [], question.query)
            try:
                bind(alone, {parameter.name: parameter.example})
            except StageError as error:
                raise ConfigurationError(
                    f"the example cannot be used: {error.what}",
                    where=f"{where}:{line}",
                    remedy=error.remedy,
                ) from None
