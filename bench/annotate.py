"""Annotation: `python -m bench.annotate` prints how speed and memory grow with the labels.

Each program runs in a process of its own, on the same labels and the same text. Seconds are those
of the processor, which other work on the machine leaves alone, medians over the repetitions; memory
is the peak of the resident set, in MB of 1,000,000 bytes. The text is French: after every ten words
comes a label, spread evenly over the vocabulary, one in five in the plural, in capitals or broken
over two lines.

`ours` is Finder, with all that it forgives. The others look for the labels as they stand, in lower
case: spaCy's PhraseMatcher (tokenizer included), and, where they were put into the environment with
`pip install flashtext2 pyahocorasick`, these two (pyahocorasick knows letters, not words).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import random
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from statistics import median

from msgspec import Struct

from bench.run import growth, run

SIZES = (1_000, 10_000, 100_000)
_MEGABYTES = 4
_HERE = Path(__file__).resolve().parent
_SELF = [sys.executable, "-m", "bench.annotate"]
_WORDS_A_LABEL = 10


class Figure(Struct):
    """One program on one size: seconds to compile the labels and to read the text, matches, MB."""

    compile: float
    read: float
    matches: int
    memory: float = 0.0


def labels(size: int) -> list[str]:
    """Names of two to four words, no two alike."""
    words = tomllib.loads((_HERE / "glossary.toml").read_text("utf-8"))
    heads = [noun.lower() for head in words["head"] for noun in head["nouns"]]
    things = words["names"]["things"]
    names = dict.fromkeys(
        " ".join(name) for name in (*product(heads, things), *product(heads, things, things))
    )
    listed = list(names)[:size]
    return [*listed, *(f"{listed[n % len(listed)]} {n}" for n in range(size - len(listed)))]


def text(named: Sequence[str], megabytes: int) -> str:
    """A text of that many MB in UTF-8."""
    chance = random.Random(1)
    words = tomllib.loads((_HERE / "glossary.toml").read_text("utf-8"))
    filler = " ".join(str(value) for value in _strings(words)).split()
    parts: list[str] = []
    length = 0
    while length < megabytes * 1_000_000:
        name = chance.choice(named)
        written = chance.choices(
            (name, f"{name}s", name.upper(), name.replace(" ", "\n")), (80, 8, 6, 6)
        )[0]
        part = " ".join([*chance.choices(filler, k=_WORDS_A_LABEL), f"{written}.\n"])
        parts.append(part)
        length += len(part.encode("utf-8"))
    return "".join(parts)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


def _ours(named: list[str]) -> Callable[[str], int]:
    from pipeline.ask.annotate.finding import Finder
    from pipeline.ask.annotate.labels import Label, Labels

    found = [Label(name, "fr", "preferred", name) for name in named]
    finder = Finder(Labels(found, {name: name for name in named}), "fr")
    piece = 1 << 20
    from pipeline.ask.annotate.passages import passages

    def count(content: str) -> int:
        pieces = (content[at : at + piece] for at in range(0, len(content), piece))
        return sum(one.annotation is not None for one in passages(finder, pieces))

    return count


def _spacy(named: list[str]) -> Callable[[str], int]:
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("fr")
    language.max_length = 100_000_000
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("label", [language.make_doc(name) for name in named])
    return lambda content: len(matcher(language.make_doc(content)))


def _flashtext2(named: list[str]) -> Callable[[str], int]:
    processor = importlib.import_module("flashtext2").KeywordProcessor(case_sensitive=False)
    for name in named:
        processor.add_keyword(name)
    return lambda content: len(processor.extract_keywords(content))


def _pyahocorasick(named: list[str]) -> Callable[[str], int]:
    automaton = importlib.import_module("ahocorasick").Automaton()
    for name in named:
        automaton.add_word(name.lower(), len(name))
    automaton.make_automaton()
    return lambda content: sum(1 for _ in automaton.iter_long(content.lower()))


PROGRAMS: dict[str, tuple[str, Callable[[list[str]], Callable[[str], int]]]] = {
    "ours": ("pipeline", _ours),
    "spacy": ("spacy", _spacy),
    "flashtext2": ("flashtext2", _flashtext2),
    "pyahocorasick": ("ahocorasick", _pyahocorasick),
}


def figure(program: str, folder: Path) -> Figure:
    """Compile the labels of a folder and read its text once."""
    named = (folder / "labels.txt").read_text("utf-8").splitlines()
    content = (folder / "text.txt").read_bytes().decode("utf-8")
    begun = time.process_time()
    count = PROGRAMS[program][1](named)
    compiled = time.process_time()
    matches = count(content)
    return Figure(compiled - begun, time.process_time() - compiled, matches)


def measure(program: str, size: int, megabytes: int, repeat: int) -> Figure:
    """The medians of a program, each time in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="glossograph-bench-") as name:
        folder = Path(name)
        named = labels(size)
        (folder / "labels.txt").write_text("\n".join(named), "utf-8")
        (folder / "text.txt").write_bytes(text(named, megabytes).encode("utf-8"))
        runs = [run([*_SELF, "--program", program, str(folder)]) for _ in range(repeat)]
    said = [json.loads(one.said) for one in runs]
    return Figure(
        median(one["compile"] for one in said),
        median(one["read"] for one in said),
        said[0]["matches"],
        median(one.memory for one in runs),
    )


def report(sizes: Sequence[int], megabytes: int, repeat: int) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    yield f"{'labels':>8}{'program':>15}{'compile s':>11}{'MB/s':>8}{'matches':>10}{'peak MB':>9}"
    installed = [name for name, (module, _) in PROGRAMS.items() if importlib.util.find_spec(module)]
    ours = []
    for size in sizes:
        for program in installed:
            one = measure(program, size, megabytes, repeat)
            if program == "ours":
                ours.append(one)
            yield (
                f"{size:>8,}{program:>15}{one.compile:>11.2f}{megabytes / one.read:>8.2f}"
                f"{one.matches:>10,}{one.memory:>9.0f}"
            )
    for what in ("compile", "read", "memory"):
        exponent = growth(sizes, [getattr(one, what) for one in ours])
        shown = "-" if exponent is None else f"{exponent:.2f}"
        yield f"growth exponent of ours, {what}: {shown}"


def main() -> None:
    """Measure the sizes asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.annotate", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="labels")
    parser.add_argument("--megabytes", type=int, default=_MEGABYTES, help="of text")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is timed")
    parser.add_argument("--program", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.program:
        one = figure(asked.program[0], Path(asked.program[1]))
        said = {"compile": one.compile, "read": one.read, "matches": one.matches}
        sys.stdout.write(json.dumps(said))
        return
    for line in report(sorted(asked.sizes), asked.megabytes, asked.repeat):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
